import { run } from '../../kubernetes/run.ts'
import { standardScenario } from '../../kubernetes/scenario.ts'
import { requestNamesOf } from './object-names.ts'

/** What happens on `kubectl create deployment web --image=nginx --replicas=3`: run once, read by every picture of it. */
export const requestHistory = run(standardScenario)

/** The names that came out of it. */
export const requestNames = requestNamesOf(requestHistory)
