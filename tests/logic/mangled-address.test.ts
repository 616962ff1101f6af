import { expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { addressMeant } from '../../logic/mangled-address.ts'

const page = { template: '' }
const router = createRouter({ history: createMemoryHistory(), routes: ['/:no', '/presenter/:no', '/read', '/:rest(.*)*'].map(path => ({ path, component: page })) })

it.each([
  ['a query of somebody else’s after its own', '/hub?clicks=2?utm_source=mail', '/hub?clicks=2&utm_source=mail'],
  ['a name for the step, and such a query', '/hub?step=scheduler?utm_source=mail', '/hub?step=scheduler&utm_source=mail'],
  ['no question mark before its query', '/hub&clicks=2', '/hub?clicks=2'],
  ['the sign between a name and its value written otherwise', '/hub?clicks%3D2', '/hub?clicks=2'],
  ['the sign between two parts written otherwise', '/outcomes?step=forbidden%26inside=authentication', '/outcomes?step=forbidden&inside=authentication'],
  ['a full stop after a page', '/read.', '/read'],
  ['a bracket after the view of the speaker', '/presenter/hub).', '/presenter/hub'],
])('an address with %s leads to what was meant', (_, written, meant) => {
  const found = addressMeant(router, router.resolve(written))
  expect(found && router.resolve(found).fullPath).toBe(meant)
})

it.each(['/nobody', '/read', '/hub?utm_source=a?b'])('%s is left as it is', (written) => {
  expect(addressMeant(router, router.resolve(written))).toBeUndefined()
})
