import { expect, test } from 'vitest'
import { ownComplaints } from '../../scripts/test/own-complaints.ts'

const slidev = 'node_modules/@slidev/client/utils.ts(8,34): error TS2339: Property \'no\' does not exist.\n  The last overload gave the following error.\n'
const own = 'setup/main.ts(3,10): error TS2305: Module \'"@slidev/client"\' has no exported member \'noSuchExport\'.\n  It is not there.\n'

test.each([
  ['nothing', ''],
  [slidev, ''],
  [slidev + own + slidev, own.trim()],
  ['Error: Cannot find module\n', 'Error: Cannot find module'],
])('of %s', (output, expected) => {
  expect(ownComplaints(output === 'nothing' ? '' : output)).toBe(expected)
})
