import { type Scenario, standardScenario } from '../../../kubernetes/scenario.ts'
import { standardPolicy } from '../../../kubernetes/server/identities.ts'
import { users } from './users.ts'

/** The same request of two users: what kubectl shows to be recognised is all that differs. */
export const apiServerScenarios: readonly Scenario[] = users.map(({ user }) => ({
  ...standardScenario,
  commands: standardScenario.commands.slice(0, 1),
  policy: { credentials: new Map([...standardPolicy(standardScenario.nodes.map(({ name }) => name)).credentials, ...users.map(each => [each.user, each] as const)]) },
  credential: user,
}))
