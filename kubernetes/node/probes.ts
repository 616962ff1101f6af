import type { Container, Pod, Probe } from '../api/objects.ts'
import { sleep, type Task, type Thread } from '../engine/task.ts'
import { timing } from '../engine/timing.ts'
import { crashBackOff } from './back-off.ts'
import { stop } from './container-exit.ts'
import { type ProbeState, workOf } from './container-work.ts'
import type { PodSyncer, PodWorkerState } from './pod-worker.ts'
import { hasFile, ignoresTerm } from './programs.ts'
import { aboutOf } from './relist.ts'
import { reportPod } from './report-pod.ts'

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

function probesOf({ spec: { initContainers = [], containers } }: Pod): readonly Asked[] {
  return [...initContainers, ...containers].flatMap(container => (['startup', 'liveness', 'readiness'] as const).flatMap((purpose) => {
    const probe = container[`${purpose}Probe`]
    return probe ? [{ container, purpose, probe }] : []
  }))
}

/** Whether a Pod has probes that have to be asked again and again: where nobody looks at what is asked over the network, that passes as long as its container runs. */
function isProbed({ unanswered }: Pick<PodSyncer, 'unanswered'>, pod: Pod): boolean {
  return probesOf(pod).some(({ probe }) => unanswered !== undefined || 'exec' in probe)
}

/** What is said of a probe that fails; undefined: it passes. Of the commands that one may run `ls`, `cat`, `test -f` and `false` are known. */
function failureOf({ container, probe }: Asked, { seconds, isEnding, isGone, unanswered, address }: Pick<PodSyncer, 'unanswered'> & { readonly isEnding: boolean, readonly isGone: boolean, readonly seconds: number, readonly address: string }): string | undefined {
  if (!('exec' in probe))
    return unanswered?.(container, probe, { address, isClosed: isGone || (isEnding && !ignoresTerm(container)) })
  const [program = '', ...rest] = probe.exec.command
  const path = rest.at(-1) ?? ''
  if (program === 'false')
    return ''
  if (!['ls', 'cat', 'test'].includes(program) || hasFile(container, path, seconds))
    return undefined
  return { ls: `ls: ${path}: No such file or directory\n`, cat: `cat: can't open '${path}': No such file or directory\n` }[program] ?? ''
}

/**
 * Asks the containers of a Pod that have just been seen to run, from now on: one that is not ready gets no requests, one
 * that is not alive is started again, and until it has started no other probe runs. While its Pod ends it is asked no more than
 * whether it is ready.
 * Sources: pkg/kubelet/prober/worker.go, pkg/kubelet/prober/prober.go, docs, concepts/configuration/liveness-readiness-startup-probes.
 */
export function beginProbes(syncer: PodSyncer, worker: PodWorkerState, causes: Thread['causes']): void {
  const { pod } = worker
  const all = probesOf(pod)
  for (const container of [...pod.spec.initContainers ?? [], ...pod.spec.containers]) {
    const work = workOf(worker, container)
    const asked = all.filter(each => each.container === container)
    if (work.runs === undefined || work.probed || asked.length === 0)
      continue
    const isAsked = isProbed(syncer, pod)
    work.probed = {
      started: !isAsked || !asked.some(({ purpose }) => purpose === 'startup'),
      ready: !asked.some(({ purpose }) => purpose === 'readiness'),
    }
    if (isAsked)
      askFromNowOn(syncer, worker, asked, work.probed, causes)
  }
}

/** Has the readiness of those answered that are asked once: whether there were any. */
export function* answerAll(syncer: PodSyncer, worker: PodWorkerState, thread: Thread): Task<boolean> {
  const { pod } = worker
  const waiting = isProbed(syncer, pod) ? [] : pod.spec.containers.filter(each => workOf(worker, each).probed?.ready === false)
  for (const container of waiting) {
    const { readinessProbe } = container
    if (readinessProbe && 'httpGet' in readinessProbe) {
      yield* sleep(timing.probe)
      thread.record({ kind: 'probed', ...aboutOf(pod), ...readinessProbe.httpGet, code: 200 })
    }
    const { probed } = workOf(worker, container)
    if (probed)
      probed.ready = true
  }
  return waiting.length > 0
}

function askFromNowOn(syncer: PodSyncer, worker: PodWorkerState, asked: readonly Asked[], state: ProbeState, causes: Thread['causes']): void {
  const { agenda, runtime, later } = syncer
  const { pod } = worker
  const { uid } = pod.metadata
  worker.probesSince ??= agenda.now()
  const since = worker.probesSince

  for (const each of asked) {
    const { container, purpose, probe: { periodSeconds = defaults.periodSeconds, initialDelaySeconds = defaults.initialDelaySeconds, failureThreshold = defaults.failureThreshold, successThreshold = defaults.successThreshold } } = each
    const startedAt = startOf()
    const period = periodSeconds * 1000
    let last: boolean | undefined
    let times = 0
    let isOver = startedAt === undefined

    function startOf(): number | undefined {
      const record = runtime.find(uid)?.containers.find(({ name }) => name === container.name)
      return record?.state === 'running' ? record.startedAt : undefined
    }

    /**
     * Whether the container that was meant is still there, and there is still something to ask. While its Pod ends a kubelet
     * learns of no end: over the network it asks one that has gone before the others, too. Source: pkg/kubelet/prober/worker.go (doProbe).
     */
    function isMeant(): boolean {
      const isGone = startOf() !== startedAt && (worker.terminating === undefined || 'exec' in each.probe)
      isOver ||= (worker.terminating !== undefined && purpose !== 'readiness') || worker.finished === true || isGone || (purpose === 'startup' && state.started)
      return !isOver
    }

    function tick(again: boolean): void {
      if (!isMeant())
        return
      if (again)
        agenda.after(period, () => tick(true), true)
      // Its start is known in whole seconds.
      const age = Math.floor((agenda.now() - Math.floor((startedAt ?? 0) / 1000) * 1000) / 1000)
      if ((purpose !== 'startup' && !state.started) || age < initialDelaySeconds || runtime.awayFor() > 0)
        return
      later({ ms: 0, background: true, ...purpose === 'readiness' && { runsAlongside: true } }, worker, causes, thread => ask(thread))
    }

    function* ask(thread: Thread): Task {
      if (!isMeant())
        return
      const failure = failureOf(each, { seconds: (agenda.now() - (startedAt ?? 0)) / 1000, isEnding: workOf(worker, container).isEnding === true, isGone: startOf() !== startedAt, unanswered: syncer.unanswered, address: runtime.find(uid)?.ip ?? '' })
      const passes = failure === undefined
      if (!passes)
        syncer.say(pod, thread, 'Unhealthy', `${purpose.replace(/^./, letter => letter.toUpperCase())} probe failed: ${failure}`, 'Warning', container)
      times = passes === last ? times + 1 : 1
      last = passes
      if (times < (passes ? successThreshold : failureThreshold))
        return
      if (purpose === 'readiness' && state.ready !== passes) {
        state.ready = passes
        yield* reportPod(syncer, worker)
        if (!passes)
          state.askNow?.()
      }
      if (purpose === 'startup' && passes) {
        state.started = true
        yield* reportPod(syncer, worker)
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
    if (purpose === 'readiness') {
      // Each report of a container that is not ready brings one question. Source: pkg/kubelet/prober/prober_manager.go (UpdatePodStatus, manualTriggerCh).
      state.askNow = () => agenda.after(first, () => tick(false), true)
      state.askNow()
    }
  }
}

/** Replaces a container that is not alive, at once or after its back-off. Source: pkg/kubelet/kuberuntime/kuberuntime_manager.go (doBackOff); recorded: three times at once, then after 20 s, 40 s. */
function* kill(syncer: PodSyncer, worker: PodWorkerState, { container, purpose }: Asked, thread: Thread): Task {
  const work = workOf(worker, container)
  const { endedAt: before, crashes } = work
  syncer.say(worker.pod, thread, 'Killing', `Container ${container.name} failed ${purpose} probe, will be restarted`, 'Normal', container)
  yield* stop(syncer, worker, container, thread)
  const isHeld = before !== undefined && syncer.agenda.now() - before < crashBackOff(crashes)
  Object.assign(work, { isEndless: true, crashes: before === undefined ? 1 : Math.max(crashes, 1) + 1, wait: isHeld ? crashBackOff(crashes) : 0 })
  if (worker.terminating === undefined)
    yield* syncer.restart(worker, container, thread)
}
