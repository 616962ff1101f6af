import { expect, test } from 'vitest'
import { csvOf, isShownLog, logged } from '../../logic/shown-log.ts'

const START = Date.UTC(2026, 4, 1, 18, 0, 0)

test('what was shown is listed with how long it was shown, and how long it was meant to be', () => {
  let log = logged(undefined, START, { slide: 'hub', step: 'planes', at: 0 })
  log = logged(log, START, { slide: 'hub', step: 'planes', at: 20 })
  log = logged(log, START, { slide: 'hub', step: 'api-server', at: 31 })
  log = logged(log, START, { slide: 'map, "of all"', step: '', at: 40.4 })
  log = logged(log, START, { slide: 'map, "of all"', step: '', at: 52.4 })
  expect(csvOf(log, slide => slide === 'hub' ? 10 : 2).split('\r\n')).toEqual([
    'shown at,slide,step,seconds,budget in seconds',
    '2026-05-01T18:00:00.000Z,hub,planes,31,10',
    '2026-05-01T18:00:31.000Z,hub,api-server,9,10',
    '2026-05-01T18:00:40.400Z,"map, ""of all""",,12,2',
    '',
  ])
})

test('a talk that is begun anew has an empty log', () => {
  const log = logged(logged(undefined, START, { slide: 'hub', step: 'planes', at: 100 }), START + 1, { slide: 'cover', step: '', at: 0 })
  expect(log).toEqual({ startedAt: START + 1, shown: [{ slide: 'cover', step: '', at: 0 }], until: 0 })
})

test('a value of another shape under its key counts as absent', () => {
  expect(isShownLog({ startedAt: 1, shown: [], until: 0 })).toBe(true)
  for (const other of [null, 1, {}, { startedAt: 1, shown: [1], until: 0 }, { startedAt: '1', shown: [], until: 0 }])
    expect(isShownLog(other)).toBe(false)
})
