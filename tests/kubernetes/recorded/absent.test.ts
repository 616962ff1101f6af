import { expect, it } from 'vitest'
import { ask, begin, statusOf } from '../rest/ask.ts'
import { absentKinds } from './absent.ts'

it.each(absentKinds)('%s: the API refuses a %s, and says why', (path, kind) => {
  const [, version = ''] = /^\/apis?\/((?:[^/]+\/)?v\d[^/]*)\//.exec(path) ?? []
  const body = JSON.stringify({ apiVersion: version, kind, metadata: { name: 'x' } })
  expect(statusOf(ask(begin().api, path, { method: 'POST', body }))).toMatchObject({ status: 405, message: `this cluster has no controller for ${kind}: it keeps none` })
})
