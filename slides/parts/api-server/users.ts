import type { Identity } from '../../../kubernetes/server/policy.ts'

/** Two users that authentication knows. A rule lets the group of the first do everything; none names the second. */
export const users: readonly [Identity, Identity] = [
  { user: 'ann', groups: ['kubeadm:cluster-admins', 'system:authenticated'] },
  { user: 'bob', groups: ['system:authenticated'] },
]

/** Each of them alone. */
export const [ann, bob] = users
