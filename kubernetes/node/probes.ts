import type { Container, Pod, Probe } from '../api/objects.ts'
import type { Task, Thread } from '../engine/task.ts'
import { timestamp } from '../engine/timing.ts'
import { crashBackOff } from './back-off.ts'
import { afterBackOff, terminated } from './container-exit.ts'
import { heldBackStatus, runningStatus } from './pod-status.ts'
import type { PodSyncer, PodWorkerState, ProbeState } from './pod-worker.ts'
import { hasFile, ignoresTerm } from './programs.ts'

type Purpose = 'liveness' | 'readiness' | 'startup'

interface Asked {
  readonly container: Container
  readonly purpose: Purpose
  readonly probe: Probe
}

/** What the API server fills in where a probe says nothing. Source: pkg/apis/core/v1/defaults.go (SetDefaults_Probe). */
const defaults = { periodSeconds: 10, failureThreshold: 3, successThreshold: 1, initialDelaySeconds: 0 } as const

/** How long after its containers were seen to run a kubelet asks for the first time whether they are ready, in milliseconds. Recorded from a real one: 60 ms. */
const first = 60

function probesOf({ spec }: Pod): readonly Asked[] {
  return spec.containers.flatMap(container => (['startup', 'liveness', 'readiness'] as const).flatMap((purpose) => {
    const probe = container[`${purpose}Probe`]
    return probe ? [{ container, purpose, probe }] : []
  }))
}

/** Whether a Pod has probes that have to be asked again and again: where nobody looks at what is asked over the network, that passes as long as its container runs. */
export function isProbed({ unanswered }: Pick<PodSyncer, 'unanswered'>, pod: Pod): boolean {
  return probesOf(pod).some(({ probe }) => unanswered !== undefined || 'exec' in probe)
}

/** What is said of a probe that fails; undefined: it passes. Of the commands that one may run `ls`, `cat`, `test -f` and `false` are known. */
function failureOf({ container, probe }: Asked, seconds: number, { unanswered, address }: Pick<PodSyncer, 'unanswered'> & { readonly address: string }): string | undefined {
  if (!('exec' in probe))
    return unanswered?.(container, probe, address)
  const [program = '', ...rest] = probe.exec.command
  const path = rest.at(-1) ?? ''
  if (program === 'false')
    return ''
  if (!['ls', 'cat', 'test'].includes(program) || hasFile(container, path, seconds))
    return undefined
  return { ls: `ls: ${path}: No such file or directory\n`, cat: `cat: can't open '${path}': No such file or directory\n` }[program] ?? ''
}

/** Probes the containers of a Pod that was just seen to run. Sources: pkg/kubelet/prober/worker.go, prober.go, docs, concepts/configuration/liveness-readiness-startup-probes. */
export function probe(syncer: PodSyncer, worker: PodWorkerState, causes: Thread['causes']): void {
  const { agenda, runtime, later } = syncer
  const { pod } = worker
  const { uid } = pod.metadata
  const asked = probesOf(pod)
  const states = new Map(pod.spec.containers.map(({ name }): [string, ProbeState] => [name, {
    started: !asked.some(({ container, purpose }) => container.name === name && purpose === 'startup'),
    ready: !asked.some(({ container, purpose }) => container.name === name && purpose === 'readiness'),
  }]))
  worker.probed = states
  worker.probesSince ??= agenda.now()
  const since = worker.probesSince

  for (const each of asked) {
    const { container, purpose, probe: { periodSeconds = defaults.periodSeconds, initialDelaySeconds = defaults.initialDelaySeconds, failureThreshold = defaults.failureThreshold, successThreshold = defaults.successThreshold } } = each
    const state = states.get(container.name)
    const startedAt = startOf()
    const period = periodSeconds * 1000
    let last: boolean | undefined
    let times = 0
    let isOver = state === undefined || startedAt === undefined

    function startOf(): number | undefined {
      const record = runtime.find(uid)?.containers.find(({ name }) => name === container.name)
      return record?.state === 'running' ? record.startedAt : undefined
    }

    /** Whether the container that was meant is still there, and there is still something to ask. */
    function isMeant(): boolean {
      isOver ||= worker.terminating !== undefined || worker.finished === true || startOf() !== startedAt || (purpose === 'startup' && state?.started === true)
      return !isOver
    }

    function tick(again: boolean): void {
      if (!isMeant())
        return
      if (again)
        agenda.after(period, () => tick(true), true)
      // Its start is known in whole seconds.
      const age = Math.floor((agenda.now() - Math.floor((startedAt ?? 0) / 1000) * 1000) / 1000)
      if ((purpose !== 'startup' && !state?.started) || age < initialDelaySeconds || runtime.awayFor() > 0)
        return
      later({ ms: 0, background: true }, worker, causes, thread => ask(thread))
    }

    function* ask(thread: Thread): Task {
      if (!isMeant() || !state)
        return
      const failure = failureOf(each, (agenda.now() - (startedAt ?? 0)) / 1000, { unanswered: syncer.unanswered, address: runtime.find(uid)?.ip ?? '' })
      const passes = failure === undefined
      if (!passes)
        syncer.say(pod, thread, 'Unhealthy', `${purpose.replace(/^./, letter => letter.toUpperCase())} probe failed: ${failure}`, 'Warning', container)
      times = passes === last ? times + 1 : 1
      last = passes
      if (times < (passes ? successThreshold : failureThreshold))
        return
      if (purpose === 'readiness' && state.ready !== passes) {
        state.ready = passes
        yield* reportProbed(syncer, worker)
      }
      if (purpose === 'startup' && passes) {
        state.started = true
        yield* reportProbed(syncer, worker)
        state.askNow?.()
      }
      if (purpose !== 'readiness' && !passes) {
        isOver = true
        yield* kill(syncer, worker, each, thread)
      }
    }

    if (isOver)
      continue
    agenda.after(period - (agenda.now() - since) % period, () => tick(true), true)
    if (purpose === 'readiness' && state) {
      // Each report of a container that is not ready brings one question. Source: pkg/kubelet/prober/prober_manager.go (UpdatePodStatus, manualTriggerCh).
      state.askNow = () => agenda.after(first, () => tick(false), true)
      state.askNow()
    }
  }
}

/** Reports how its containers stand by their probes. */
export function* reportProbed({ agenda, runtime, report }: Pick<PodSyncer, 'agenda' | 'runtime' | 'report'>, { pod, restarts, last, probed }: PodWorkerState): Task {
  const { uid } = pod.metadata
  const states = pod.spec.containers.flatMap(({ name }) => probed?.get(name) ?? [])
  const startedAt = timestamp(Math.max(0, ...(runtime.find(uid)?.containers ?? []).map(container => container.startedAt)))
  yield* report(pod, runningStatus(pod, {
    ready: states.every(({ ready, started }) => ready && started),
    started: states.every(({ started }) => started),
    restartCount: restarts,
    startedAt,
    last,
    podIP: runtime.find(uid)?.ip,
  }, timestamp(agenda.now())))
}

/** Replaces a container that is not alive, at once or after its back-off. Source: pkg/kubelet/kuberuntime/kuberuntime_manager.go (doBackOff); recorded: three times at once, then after 20 s, 40 s. */
function* kill(syncer: PodSyncer, worker: PodWorkerState, { container, purpose }: Asked, thread: Thread): Task {
  const { agenda, runtime, report, say, run } = syncer
  const { pod } = worker
  say(pod, thread, 'Killing', `Container ${container.name} failed ${purpose} probe, will be restarted`, 'Normal', container)
  yield* runtime.call('StopContainer', pod, thread, container)
  const before = worker.endedAt
  const end = agenda.now()
  worker.endedAt = end
  worker.last = terminated(ignoresTerm(container) ? 137 : 0, end)
  worker.started = false
  const waits = before !== undefined && end - before < crashBackOff(worker.crashes)
  const begin = (own: Thread): Task => {
    worker.crashes = before === undefined ? 1 : Math.max(worker.crashes, 1) + 1
    worker.restarts++
    return run(worker, own)
  }
  if (!waits) {
    yield* begin(thread)
    return
  }
  const hold = (message: string): Task => report(pod, heldBackStatus(pod, message, worker, timestamp(agenda.now())))
  yield* afterBackOff(syncer, worker, { container, endedAt: end, endless: true, hold, begin, atOnce: true }, thread)
}
