import { expect } from 'vitest'
import type { RunFacts } from '../../../tools/record/cluster/facts.ts'
import { sidesOf } from '../../kubernetes/recorded/played.ts'
import { recorded as recordingOf } from '../../kubernetes/recorded/recordings.ts'
import { neverStarted, refusedOwnPods, watchesResumed } from '../../recordings/real-cluster.ts'
import { asked, both, doneAt, type Figures, type Measured, milliseconds, minutesOf, range, readyAndTerminating, realOf, restarts, seen, silent, tenths, tokenCodes, tooMany, trafficOf, typed, whole, written } from './measures.ts'

/** What follows is measured once for all, as runs of the model take a while. */
export const measured: Readonly<Record<string, () => Measured>> = {
  'caller-is-checked': () => {
    const each = realOf('failures-scheduler')
    const { at, took, exit } = typed(each, /logs/)
    const review = written(each, 'create', 'subjectaccessreviews', /^kubelet/)
    expect([exit, review > at, review < at + took]).toEqual([0, true, true])
    return { real: [] }
  },
  'own-pod-refused': () => {
    expect(recordingOf('deploy').runs).toHaveLength(refusedOwnPods.length)
    return { real: [refusedOwnPods.length, 3 * refusedOwnPods.length, refusedOwnPods.reduce((sum, each) => sum + each), 403] }
  },
  'ready-under-kills': () => both('life-slow-ones', (each) => {
    const live = each.states.filter(({ of, state }) => of === 'Pod live' && state.startsWith('Running'))
    const waits = live.findIndex(({ state }) => /\bReady=False/.test(state))
    const kills = restarts(live[waits - 1]?.state ?? '')
    expect(kills).toBe(waits - 1)
    return [kills, kills + 1, whole((live[waits]?.at ?? 0) - (live[0]?.at ?? 0))]
  }),
  'broken-node-draws-pods': () => both('failures-runtime', (each) => {
    const bound = each.writes.filter(({ resource, at }) => resource === 'pods/binding' && at > 0)
    const hanging = typed(each, /get pods/, 1).out.match(/ContainerCreating/g) ?? []
    return [whole(seen(each, /^Node/, /\bReady=False/)), bound.length, hanging.length]
  }),
  'logs-fail-politely': () => both('failures-runtime', (each) => {
    const { out, exit } = typed(each, /logs/)
    expect(out).toMatch(/^unable to retrieve container logs for containerd:\/\//)
    return [exit]
  }),
  'writes-of-one-command': () => {
    const writes = ({ writes }: RunFacts): number => writes.filter(({ stored }) => stored !== undefined).length
    const events = ({ writes }: RunFacts): number => writes.filter(({ stored, resource }) => stored !== undefined && resource === 'events').length
    const { runs, model } = sidesOf('deploy')
    return { real: [...range(runs.map(writes)), ...range(runs.map(events)), runs.length], model: [writes(model), events(model)] }
  },
  'wrong-token': tokenCodes,
  'policy-walked-past': () => both('outcomes-policy', (each) => {
    const codes = (resource: string): readonly number[] => each.writes.filter(({ who, resource: of }) => who === 'kubectl' && of === resource).map(({ code }) => code)
    expect([typed(each, /create deployment web .*--replicas=3/).err, typed(each, /patch deployment ok/).err].map(text => /at most 2 replicas/.test(text))).toEqual([true, true])
    expect(typed(each, /scale deployment ok --replicas=3/).exit).toBe(0)
    expect(codes('deployments').filter(code => code !== 201)).toEqual([422, 422, 422])
    return [2, 422, 3, ...codes('deployments/scale')]
  }),
  'quota-taken-away': () => {
    const refused = ({ writes }: RunFacts): number => writes.filter(({ who, resource, code }) => who === 'replicaset-controller' && resource === 'pods' && code === 403).length
    const each = realOf('outcomes-quota')
    const made = each.writes.find(({ at, who, resource, code }) => at > 30 && who === 'replicaset-controller' && resource === 'pods' && code === 201)?.at ?? 0
    const [woken] = each.writes.filter(({ at }) => at > made - 0.1)
    expect([woken?.who, woken?.resource, woken?.of]).toEqual(['kubelet@worker-1', 'pods/status', 'web/1/1'])
    return { real: [whole(made - written(each, 'delete', 'resourcequotas')), refused(each)], model: [refused(sidesOf('outcomes-quota').model)] }
  },
  'events-fall-silent': () => {
    const each = realOf('life-slow-ones')
    const warnings = each.events.filter(({ about, type }) => about === 'never-pull' && type === 'Warning')
    const last = / (\d+)m(\d+)s +Warning +ErrImageNeverPull +pod\/never-pull /.exec(` ${typed(each, /get events/).out.split('\n').join(' \n ')}`) ?? []
    return { real: [warnings.reduce((sum, { count }) => sum + count, 0), 60 * Number(last[1]) + Number(last[2])] }
  },
  'logs-of-a-leaving-pod': () => {
    const runs = ['failures-scheduler', 'failures-scheduler-killed', 'failures-controller-manager'].map(realOf)
    const picked = runs.filter((each) => {
      const [, deleted] = /delete pod (\S+)/.exec(typed(each, /delete pod/).line) ?? []
      return typed(each, /logs deployment\/web/).err.includes(`using pod/${deleted}\n`)
    })
    return { real: [picked.length, runs.length] }
  },
  'silent-nodes': () => {
    const { runs: [real], model } = sidesOf('failures-all-nodes')
    const evicts = real?.states.filter(({ of, state }) => of === 'Node worker-2' && state.includes('Ready=Unknown')) ?? []
    const [on, off] = [evicts.find(({ state }) => state.includes('NoExecute')), evicts.find(({ at, state }) => at > 44 && !state.includes('NoExecute'))]
    expect(real?.events.some(({ reason, message }) => reason === 'TaintManagerEviction' && message.startsWith('Cancelling deletion'))).toBe(true)
    const [cut, back] = real?.acts ?? []
    const [theirs, ours] = [silent(real as RunFacts), silent(model)]
    expect(theirs.deleted).toBe(0)
    return { real: [theirs.nodes, whole((off?.at ?? 0) - (on?.at ?? 0)), whole((back?.at ?? 0) - (cut?.at ?? 0))], model: [ours.nodes, ours.deleted] }
  },
  'ready-and-terminating': () => {
    const { runs: [real], model } = sidesOf('failures-node-cut-off')
    const back = real?.acts?.[1]?.at ?? 0
    const ready = real?.states.find(({ at, of, state }) => at > back && of.startsWith('Node ') && /\bReady=True/.test(state))?.at ?? 0
    return { real: [tenths(ready - back), tenths(readyAndTerminating(real as RunFacts))], model: [tenths(readyAndTerminating(model))] }
  },
  'image-runs-nothing': () => {
    const states = realOf('life-slow-ones').states.filter(({ of, at }) => of === 'Pod no-command' && at > 3)
    expect(new Set(states.map(({ state }) => state.split(' | ')[0]))).toEqual(new Set([neverStarted.phase]))
    expect(states[0]?.state).toContain('/no/such')
    return { real: [minutesOf(realOf('life-slow-ones')), new Date(neverStarted.startedAt).getUTCFullYear(), neverStarted.exitCode, restarts(states.at(-1)?.state ?? '')] }
  },
  'creating-for-ever': () => {
    const each = realOf('life-slow-ones')
    const last = each.states.filter(({ of }) => of === 'Pod no-volume').at(-1)
    expect([last?.state.includes('ContainerCreating'), (last?.at ?? Infinity) < 3]).toEqual([true, true])
    return { real: [minutesOf(each), each.events.find(({ about, reason }) => about === 'no-volume' && reason === 'FailedMount')?.count ?? 0] }
  },
  'success-loops': () => {
    const { real, model } = both('life-slow-ones', ({ states }) => [restarts(states.filter(({ of }) => of === 'Pod quits').at(-1)?.state ?? '')])
    expect(realOf('life-slow-ones').states.some(({ of, state }) => of === 'Pod quits' && state.includes('terminated Completed 0'))).toBe(true)
    return { real: [0, ...real, minutesOf(realOf('life-slow-ones'))], ...(model && { model }) }
  },
  'gone-by-force': () => {
    const measure = (each: RunFacts): Figures => {
      const [last, gone] = each.states.filter(({ of }) => of === 'Pod web/1/1').slice(-2)
      expect([last?.state.startsWith('Running'), /\bReady=True/.test(last?.state ?? ''), gone?.state]).toEqual([true, true, 'gone'])
      return [milliseconds((gone?.at ?? 0) - written(each, 'delete', 'pods', /kubectl/))]
    }
    const { real, model = [] } = both('change-delete-pod-now', measure)
    expect(model).toEqual([0])
    return { real, model: [] }
  },
  'status-of-nobody': () => {
    const measure = (each: RunFacts): number => {
      const [stale, caught] = each.states.filter(({ of, state }) => of === 'Deployment web' && state.startsWith('generation=2 wanted=4'))
      expect([stale?.state.includes('observedGeneration=1 replicas=3 updatedReplicas=3 readyReplicas=3'), caught?.state.includes('observedGeneration=2')]).toEqual([true, true])
      return whole((caught?.at ?? 0) - (stale?.at ?? 0))
    }
    const { runs: [real], model } = sidesOf('failures-controller-manager')
    const printed = typed(real as RunFacts, /get deploy,rs,pods/).out
    expect([/deployment\.apps\/web +3\/4/.test(printed), printed.match(/^pod\/web/gm)?.length]).toEqual([true, 2])
    return { real: [3, 4, measure(real as RunFacts), 2, 1], model: [measure(model)] }
  },
  'cable-or-kubelet': () => {
    const [cut, killed] = [trafficOf('node-cut-off'), trafficOf('kubelet-killed')]
    const from = doneAt(cut, /cut off/)
    expect([cut.refused.length, killed.refused.length, killed.timedOut.length]).toEqual([0, 0, 0])
    expect(realOf('failures-node-kubelet-killed').states.some(({ of, state }) => of.startsWith('EndpointSlice') && /web\/1\/1: web/.test(state))).toBe(true)
    const fates = (what: 'link' | 'kubelet') => [...new Set(asked(3, { faults: [{ at: 20, stop: `${what}@worker-1` }] }).map(({ result }) => result))].sort()
    expect([fates('link'), fates('kubelet')]).toEqual([['answered', 'timed out'], ['answered']])
    return { real: [3, cut.timedOut.length, whole((cut.timedOut.at(-1) ?? 0) - from), killed.answered], model: [] }
  },
  'one-too-many': () => {
    const { runs: [real], model } = sidesOf('failures-node-cut-off')
    const back = real?.acts?.[1]?.at ?? 0
    return { real: [4, 3, ...tooMany(real as RunFacts, back)], model: tooMany(model, back) }
  },
  'answers-and-nothing-runs': () => {
    const { runs: [real], model } = sidesOf('failures-api-server-outage')
    const act = (words: RegExp): number => real?.acts?.find(({ what }) => words.test(what))?.at ?? Number.NaN
    const ran = (each: RunFacts): number => whole(seen(each, /^Pod after/, /^Running/) - written(each, 'create', 'deployments'))
    const from = act(/api-server: stopped/)
    return { real: [whole(act(/is ready/) - from), tenths(act(/kcm has quit/) - from), tenths(act(/scheduler has quit/) - from), ran(real as RunFacts)], model: [ran(model)] }
  },
  'serving-on-the-way-out': () => {
    const real = trafficOf('scale-to-none')
    const failed = [...real.refused, ...real.timedOut]
    expect(sidesOf('services-draining').runs[0]?.states.some(({ of, state }) => of.startsWith('EndpointSlice') && state.startsWith('web/1/1:serving+terminating web/1/2:serving+terminating'))).toBe(true)
    const here = asked(2, { commands: [{ run: 'scale deployment', at: 20, name: 'web', replicas: 0 }], preStop: 5 })
    const first = here.findIndex(({ result }) => result !== 'answered')
    expect(here.slice(first).filter(({ result }) => result === 'answered')).toEqual([])
    return { real: [5, 0, whole(Math.min(...failed) - doneAt(real, /scale/)), failed.length], model: [whole((here[first]?.at ?? 0) - 20)] }
  },
  'pod-without-a-node': () => both('scheduling-node-name-missing', each => [whole(written(each, 'delete', 'pods', /pod-garbage-collector/) - written(each, 'create', 'pods')), each.events.length]),
  'watch-instead-of-list': () => ({ real: [watchesResumed.length, ...range(watchesResumed.map(({ fromOldVersion, withInitialEvents }) => whole(withInitialEvents - fromOldVersion))), ...new Set(watchesResumed.map(({ lists }) => lists))], model: [] }),
  'conflict-at-each-start': () => {
    const conflicts = ({ writes }: RunFacts): number => writes.filter(({ who, resource, code }) => who === 'deployment-controller' && resource === 'deployments/status' && code === 409).length
    const { runs, model } = sidesOf('deploy')
    return { real: [runs.length, ...range(runs.map(conflicts)), 409], model: [conflicts(model)] }
  },
  'uncordon-fails-first': () => {
    const measure = (each: RunFacts): readonly number[] => {
      const off = (who: RegExp): number => written(each, 'patch', 'nodes', who, 3)
      expect(each.events.find(({ about, message }) => about === 'web' && message.includes('1 node(s) had untolerated taint(s)'))?.reason).toBe('FailedScheduling')
      return [each.events.filter(({ reason }) => reason === 'FailedScheduling').length, milliseconds(off(/node-controller/) - off(/kubectl/))]
    }
    const { runs: [real], model } = sidesOf('scheduling-cordoned')
    return { real: measure(real as RunFacts), model: measure(model) }
  },
}
