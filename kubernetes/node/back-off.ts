/** The first wait and the longest, in milliseconds. Source: pkg/kubelet/kubelet.go (backOffPeriod, MaxCrashLoopBackOff, imageBackOffPeriod, MaxImageBackOff). */
const shortest = 10_000
const longest = 300_000

/** How long a kubelet waits before it pulls an image again, after so many failures, in milliseconds: twice as long each time. */
export function pullBackOff(failures: number): number {
  return Math.min(shortest * 2 ** (failures - 1), longest)
}

/** How long a kubelet waits before it restarts a container that has ended so often in a row, in milliseconds. Source: docs, concepts/workloads/pods/pod-lifecycle (restarts). */
export function crashBackOff(crashes: number): number {
  return crashes <= 1 ? 0 : pullBackOff(crashes - 1)
}
