/** How long things take, in milliseconds. Without a source they are only plausible: they decide an order of events, nothing else. */
export const timing = {
  /** From an answer leaving the API server to its client reading it. */
  answer: 2,
  /** From a commit to the event on a watch. */
  watch: 8,
  /** From an event on a watch to the controller working on it. */
  work: 1,
  /** One scheduling cycle. */
  schedule: 1,
  /** kubectl reads its configuration, then builds the object. */
  kubectl: 20,
  sandbox: 400,
  createContainer: 50,
  startContainer: 150,
  /** How long nginx takes to end once asked to: it is given 30 s. */
  stopContainer: 1000,
  stopSandbox: 200,
  /** The least time that a process takes: longer than a kubelet waits before it looks. Recorded from a real one: `exit 1` was seen to run 6 times of 6. */
  process: 30,
  /** The registry says that it has no such image. */
  pullMissing: 1200,
  /** How long a kubelet waits before it tries to mount a volume again, and at most. Source: pkg/util/goroutinemap/exponentialbackoff (initialDurationBeforeRetry, maxDurationBeforeRetry). */
  mountRetry: 500,
  mountRetryMost: 122_000,
  /** A kubelet looks again at a Pod that it could not start. Source: pkg/kubelet/kubelet.go (backOffPeriod). */
  podRetry: 10_000,
  /** A kubelet looks at a Pod at least so often, though nothing may have happened. Source: pkg/kubelet/apis/config/v1beta1/defaults.go (syncFrequency). */
  resync: 60_000,
  /** The same for a Pod that waits for its node's network. Source: pkg/kubelet/pod_workers.go (backOffOnTransientErrorPeriod). */
  networkRetry: 1000,
  /** A kubelet tries again to report what it could not. Source: pkg/kubelet/status/status_manager.go (syncPeriod). */
  statusRetry: 10_000,
  /** After so long without an answer from its runtime a kubelet calls it down. Source: pkg/kubelet/kubelet.go (maxWaitForContainerRuntime). */
  runtimeDown: 30_000,
  /** The kubelet relists its containers every second. Source: pkg/kubelet/kubelet.go (genericPlegRelistPeriod). */
  relist: 1000,
  /** A kubelet looks at a Pod whose containers it has just started. Recorded from a real one: 4 to 58 ms after the start. */
  glance: 10,
  rules: 20,
  probe: 10,
  /** A kubelet asks again for a token that it did not get: twice as long each time. Source: pkg/util/goroutinemap/exponentialbackoff (initialDurationBeforeRetry, maxDurationBeforeRetry). */
  tokenRetry: 500,
  tokenRetryMost: 122_000,
  /** An image that is on the node already is only looked up. */
  pullKnown: 200,
  /** A kubelet renews its Lease every 10 s. Source: pkg/kubelet/apis/config/v1beta1/defaults.go. */
  lease: 10_000,
  /** The node lifecycle controller looks at all nodes. Source: pkg/controller/nodelifecycle/config/v1alpha1/defaults.go (nodeMonitorPeriod). */
  nodeMonitor: 5000,
  /** Without a sign for longer than this a node is Unknown; 50 s since 1.32. Source: as above (nodeMonitorGracePeriod). */
  nodeGrace: 50_000,
  /** How long the user looks at a settled cluster before the next command. */
  think: 1000,
} as const

/** When the model's clock starts. Any moment would do; it only has to be the same each time. */
const start = Date.UTC(2026, 0, 1, 9, 0, 0)

const written = new Map<number, string>()

/** A moment of the model as the API writes times: RFC 3339, whole seconds. Each is written once and shared. */
export function timestamp(ms: number): string {
  const second = Math.floor(ms / 1000)
  const known = written.get(second)
  if (known !== undefined)
    return known
  const text = `${new Date(start + second * 1000).toISOString().slice(0, 19)}Z`
  written.set(second, text)
  return text
}

/** A moment of the model in nanoseconds since 1970, and some of them more: fewer than a million, as it has milliseconds. */
export function nanoseconds(ms: number, more: number): bigint {
  return BigInt(Math.floor(start + ms)) * 1_000_000n + BigInt(more)
}

/** Milliseconds between a timestamp and a moment of the model. */
export function millisecondsSince(time: string, ms: number): number {
  return start + ms - Date.parse(time)
}

/** Whole seconds between a timestamp and a moment of the model. */
export function secondsSince(time: string, ms: number): number {
  return Math.floor(millisecondsSince(time, ms) / 1000)
}
