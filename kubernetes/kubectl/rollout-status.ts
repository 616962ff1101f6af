/** What `kubectl rollout status` looks at in a Deployment. */
export interface RolloutProgress {
  readonly name: string
  /** Whether the controller has seen the last change of its specification. */
  readonly isObserved: boolean
  /** The reason of its condition `Progressing`, if it has one. */
  readonly progressing: string | undefined
  readonly wanted: number
  readonly replicas: number
  readonly updated: number
  readonly available: number
}

/** What `kubectl rollout status` says, whether that is its last word, and whether it fails with it. Source: kubectl/pkg/polymorphichelpers/rollout_status.go. */
export function rolloutStatus({ name, isObserved, progressing, wanted, replicas, updated, available }: RolloutProgress): { readonly text: string, readonly isOver: boolean, readonly isError?: true } {
  const waiting = (what: string): ReturnType<typeof rolloutStatus> => ({ text: `Waiting for deployment ${what}...`, isOver: false })
  const finish = `"${name}" rollout to finish:`
  if (!isObserved)
    return waiting('spec update to be observed')
  if (progressing === 'ProgressDeadlineExceeded')
    return { text: `error: deployment "${name}" exceeded its progress deadline`, isOver: true, isError: true }
  if (updated < wanted)
    return waiting(`${finish} ${updated} out of ${wanted} new replicas have been updated`)
  if (replicas > updated)
    return waiting(`${finish} ${replicas - updated} old replicas are pending termination`)
  if (available < updated)
    return waiting(`${finish} ${available} of ${updated} updated replicas are available`)
  return { text: `deployment "${name}" successfully rolled out`, isOver: true }
}
