import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Deployment, Pod, ReplicaSet } from '../../../kubernetes/api/objects.ts'
import { deploymentStatus } from '../../../kubernetes/controllers/deployment-status.ts'
import { numberOf, rolloutBounds, sizesFor } from '../../../kubernetes/controllers/rollout.ts'
import { isReady } from '../../../kubernetes/api/conditions.ts'
import { isActive } from '../../../kubernetes/controllers/replicaset-status.ts'
import type { History } from '../../../kubernetes/history/history.ts'
import { run } from '../../../kubernetes/run.ts'
import type { Command, CreateDeployment } from '../../../kubernetes/scenario.ts'
import { create, endOf, eventsOf, scenario, stored, workers } from '../support.ts'

function setImage(at: Command['at'], tag: string): Command {
  return { run: 'set image', at, name: 'web', container: 'nginx', image: `nginx:${tag}` }
}

function rollout(run: 'undo' | 'pause' | 'resume' | 'restart' | 'history', at: Command['at'], more: { readonly toRevision?: number } = {}): Command {
  return { run: `rollout ${run}`, at, name: 'web', ...more }
}

function played(commands: readonly Command[], changes: Partial<CreateDeployment> = {}, until?: number): History {
  return run(scenario({ commands: [create(changes), ...commands], ...(until !== undefined && { until }) }))
}

/** The only Deployment at the end. */
function deploymentOf(history: History): Deployment {
  const [deployment] = stored(endOf(history), 'Deployment')
  if (!deployment)
    throw new Error('There is no Deployment.')
  return deployment
}

function printed(history: History): readonly string[] {
  return eventsOf(history, 'printed').flatMap(({ lines }) => lines)
}

/** Image and size of each ReplicaSet at the end, those of lower revisions first. */
function sizes(history: History): readonly unknown[] {
  return stored(endOf(history), 'ReplicaSet').toSorted((a, b) => numberOf(a) - numberOf(b)).map(({ spec }) => [spec.template.spec.containers[0]?.image, spec.replicas])
}

/** What holds of the Pods of a Deployment after each change, from when all are there for the first time. */
function* moments(history: History): Generator<{ readonly deployment: Deployment, readonly replicaSets: readonly ReplicaSet[], readonly pods: readonly Pod[] }> {
  const objects = new Map<string, Deployment | ReplicaSet | Pod>()
  let complete = false
  for (const event of history.events) {
    if (event.kind !== 'committed' && event.kind !== 'removed')
      continue
    const { object } = event
    if (object.kind !== 'Deployment' && object.kind !== 'ReplicaSet' && object.kind !== 'Pod')
      continue
    if (event.kind === 'removed')
      objects.delete(event.key)
    else
      objects.set(event.key, object)
    const all = [...objects.values()]
    const deployment = all.find(each => each.kind === 'Deployment')
    const pods = all.filter(each => each.kind === 'Pod')
    complete ||= deployment !== undefined && pods.filter(isReady).length === deployment.spec.replicas
    if (complete && deployment)
      yield { deployment, replicaSets: all.filter(each => each.kind === 'ReplicaSet'), pods }
  }
}

const bound = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom('0%', '25%', '50%', '100%'))

describe('whatever is rolled out', () => {
  it('there are never more Pods than maxSurge allows, and never fewer than maxUnavailable', () => {
    fc.assert(fc.property(fc.nat(), fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 3 }) }, { weight: 1, arbitrary: fc.integer({ min: 4, max: 7 }) }), bound, bound, fc.array(fc.tuple(fc.constantFrom('1.27', '1.28', '9.99', 'undo', 'restart', 'pause', 'resume'), fc.integer({ min: 1, max: 12 })), { minLength: 1, maxLength: 3 }), (seed, replicas, maxSurge, maxUnavailable, changes) => {
      let at = 10
      const commands = changes.map(([what, after]): Command => {
        at += after
        return what === 'undo' || what === 'restart' || what === 'pause' || what === 'resume' ? rollout(what, at) : setImage(at, what)
      })
      const history = run(scenario({ seed, nodes: workers(3), commands: [create({ replicas, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } } }), ...commands] }))
      let [wanted, active, fewest] = [0, 0, Infinity]
      for (const { replicaSets, pods } of moments(history)) {
        const here = pods.filter(isActive)
        wanted = Math.max(wanted, replicaSets.reduce((sum, { spec }) => sum + spec.replicas, 0))
        active = Math.max(active, here.length)
        fewest = Math.min(fewest, here.filter(isReady).length)
      }
      const most = rolloutBounds(deploymentOf(history))
      expect(wanted).toBeLessThanOrEqual(replicas + most.maxSurge)
      expect(active).toBeLessThanOrEqual(replicas + most.maxSurge)
      expect(fewest).toBeLessThanOrEqual(replicas)
      expect(fewest).toBeGreaterThanOrEqual(replicas - most.maxUnavailable)
    }), { numRuns: 350 })
  })

  it('with Recreate no Pod of one template runs beside one of another', () => {
    fc.assert(fc.property(fc.nat(), fc.integer({ min: 1, max: 5 }), (seed, replicas) => {
      const history = run(scenario({ seed, commands: [create({ replicas, strategy: { type: 'Recreate' } }), setImage(10, '1.28'), rollout('undo', 30)] }))
      for (const { pods } of moments(history))
        expect(new Set(pods.filter(({ status }) => status.phase === 'Running').map(({ spec }) => spec.containers[0]?.image)).size).toBeLessThanOrEqual(1)
      expect(sizes(history)).toEqual([['nginx:1.28', 0], ['nginx', replicas]])
    }), { numRuns: 20 })
  })
})

describe('a rollout', () => {
  // Recorded in three rolls and three ways back, 18 of 18. Source: pkg/controller/replicaset/replica_set.go (getPodsRankedByRelatedPodsOnSameNode).
  it('removes each old Pod from the node on which a new one has just become ready', () => {
    const { events } = played([setImage(10, '1.28'), rollout('undo', 30)])
    const nodeOf = new Map(events.flatMap(event => event.kind === 'committed' && event.object.kind === 'Pod' && event.object.spec.nodeName !== undefined ? [[event.object.metadata.name, event.object.spec.nodeName] as const] : []))
    const replaced = events.flatMap((event, index) => {
      if (event.kind !== 'sent' || event.request.actor !== 'replicaset-controller' || event.request.verb !== 'delete' || event.request.resource !== 'pods')
        return []
      const ready = events.slice(0, index).findLast(each => each.kind === 'committed' && each.object.kind === 'Pod' && each.object.metadata.deletionTimestamp === undefined && isReady(each.object))
      return ready?.kind === 'committed' ? [[nodeOf.get(event.request.name ?? ''), nodeOf.get(ready.object.metadata.name)]] : []
    })
    expect(replaced).toHaveLength(6)
    expect(replaced.filter(([old, newest]) => old !== newest)).toEqual([])
  })

  // Source: pkg/controller/deployment/progress.go (syncRolloutStatus): without a ReplicaSet of the newest template it is the Deployment that progresses.
  it('with Recreate tells of the Deployment as long as there is no newer ReplicaSet', () => {
    const deployment = deploymentOf(played([]))
    const [old] = stored(endOf(played([])), 'ReplicaSet')
    const going = { ...deployment, status: { ...deployment.status, updatedReplicas: 0 } }
    const status = deploymentStatus(going, undefined, 20_000, old ? [{ ...old, status: { ...old.status, replicas: 1 } }] : [])
    expect(status.conditions?.find(({ type }) => type === 'Progressing')).toMatchObject({ status: 'True', reason: 'ReplicaSetUpdated', message: 'Deployment "web" is progressing.' })
  })
})

describe('a rollout that does not go on', () => {
  it('is given up once its deadline has passed, and its old Pods stay', () => {
    const before = deploymentOf(played([setImage(10, '9.99')], { progressDeadlineSeconds: 60 }, 69))
    const after = played([setImage(10, '9.99'), { run: 'rollout status', at: 12, name: 'web' }], { progressDeadlineSeconds: 60 }, 80)
    const progress = ({ status }: Deployment): unknown[] => status.conditions?.filter(({ type }) => type === 'Progressing').map(({ status, reason }) => [status, reason]) ?? []
    expect(progress(before)).toEqual([['True', 'ReplicaSetUpdated']])
    expect(progress(deploymentOf(after))).toEqual([['False', 'ProgressDeadlineExceeded']])
    expect(printed(after).at(-1)).toBe('error: deployment "web" exceeded its progress deadline')
    expect(stored(endOf(after), 'Pod').filter(isReady).length).toBe(3)
  })

  // Source: pkg/controller/deployment/progress.go (requeueStuckDeployment: a second after the deadline, which counts from the whole second in which it last went on).
  it('is given up a second after its deadline, and no later', () => {
    const told = eventsOf(played([setImage(10, '9.99')], { progressDeadlineSeconds: 60 }, 80), 'committed').flatMap(({ at, object }) => object.kind === 'Deployment' ? [{ at, ...object.status.conditions?.find(({ type }) => type === 'Progressing') }] : [])
    const last = told.findLast(({ status }) => status === 'True')
    const began = Date.parse('2026-01-01T09:00:00Z')
    expect(told.find(({ reason }) => reason === 'ProgressDeadlineExceeded')?.at).toBeCloseTo((Date.parse(last?.lastUpdateTime ?? '') - began) / 1000 + 61, 2)
  })

  it('goes on when it is undone', () => {
    const history = played([setImage(10, '9.99'), rollout('undo', 100)], { progressDeadlineSeconds: 60 })
    expect(deploymentOf(history).status.conditions?.find(({ type }) => type === 'Progressing')).toMatchObject({ status: 'True', reason: 'NewReplicaSetAvailable' })
    expect(sizes(history)).toEqual([['nginx:9.99', 0], ['nginx', 3]])
  })
})

describe('revisions', () => {
  it('count up, and one that is gone back to becomes the newest', () => {
    const history = played([setImage(10, '1.27'), setImage(30, '1.28'), rollout('undo', 50, { toRevision: 1 }), rollout('history', 'rest')])
    expect(printed(history).slice(-5)).toEqual(['deployment.apps/web ', 'REVISION  CHANGE-CAUSE', '2         <none>', '3         <none>', '4         <none>', ''].slice(-5))
    expect(sizes(history)).toEqual([['nginx:1.27', 0], ['nginx:1.28', 0], ['nginx', 3]])
    const [, , newest] = stored(endOf(history), 'ReplicaSet').toSorted((a, b) => numberOf(a) - numberOf(b))
    expect(newest?.metadata.annotations).toMatchObject({ 'deployment.kubernetes.io/revision': '4', 'deployment.kubernetes.io/revision-history': '1' })
  })

  it('are kept as many as the history limit says', () => {
    const history = played(['1.25', '1.26', '1.27', '1.28'].map((tag, index) => setImage(10 + 20 * index, tag)), { revisionHistoryLimit: 2 })
    expect(sizes(history)).toEqual([['nginx:1.26', 0], ['nginx:1.27', 0], ['nginx:1.28', 3]])
  })

  it('that are not there are refused in kubectl\'s words', () => {
    expect(printed(played([rollout('undo', 10)])).at(-1)).toBe('error: no rollout history found for deployment "web"')
    expect(printed(played([rollout('undo', 10, { toRevision: 99 })])).at(-1)).toBe('error: unable to find specified revision 99 in history')
    expect(printed(played([{ run: 'set image', at: 10, name: 'web', container: 'nope', image: 'nginx' }])).at(-1)).toBe('error: unable to find container named "nope"')
    expect(printed(played([rollout('pause', 10), rollout('pause', 12)])).slice(-2)).toEqual(['deployment.apps/web paused', 'error: deployments.apps "web" is already paused'])
  })
})

describe('a Deployment that is paused', () => {
  it('waits with another template until it is resumed, but not with another size', () => {
    const paused = played([rollout('pause', 10), setImage(12, '1.28'), { run: 'scale deployment', at: 14, name: 'web', replicas: 5 }])
    expect(sizes(paused)).toEqual([['nginx', 5]])
    expect(deploymentOf(paused).status.conditions?.find(({ type }) => type === 'Progressing')).toMatchObject({ status: 'Unknown', reason: 'DeploymentPaused' })
    const resumed = played([rollout('pause', 10), setImage(12, '1.28'), rollout('resume', 30)])
    expect(sizes(resumed)).toEqual([['nginx', 0], ['nginx:1.28', 3]])
  })

  // Source: pkg/controller/deployment/sync.go (checkPausedConditions): what the API server answers is not used, so that what comes next in the same look carries an old version.
  it('is told so with one write, and a second in the same look is refused', () => {
    const { events } = played([rollout('pause', 10), setImage(12, '1.28'), rollout('resume', 20)], {}, 22)
    const codes = new Map(events.flatMap(event => event.kind === 'answered' ? [[event.request.id, event.code] as const] : []))
    const asked = (from: number, to: number): unknown[] => events.flatMap(event => event.kind === 'sent' && event.at >= from && event.at < to && event.request.actor === 'deployment-controller' && event.request.resource !== 'events' ? [[event.request.verb, event.request.resource, codes.get(event.request.id)]] : [])
    expect(asked(10, 12)).toEqual([['update', 'deployments', 200], ['update', 'deployments', 409], ['update', 'deployments', 200]])
    expect(asked(20, 22).slice(0, 3)).toEqual([['update', 'deployments', 200], ['create', 'replicasets', 201], ['update', 'deployments', 409]])
  })

  // Source: as above: a lack of progress that was reported is not replaced.
  it('after its deadline has passed still says that it stands still', () => {
    const paused = played([setImage(10, '9.99'), rollout('pause', 90)], { progressDeadlineSeconds: 60 }, 95)
    expect(deploymentOf(paused).status.conditions?.find(({ type }) => type === 'Progressing')).toMatchObject({ status: 'False', reason: 'ProgressDeadlineExceeded' })
  })
})

describe('a Deployment that is scaled while it is rolled out', () => {
  // Source: pkg/controller/deployment/sync.go (scale): as none are allowed, each ReplicaSet gives up all that it has.
  it('to none has none of either template', () => {
    expect(sizes(played([setImage(10, '9.99'), { run: 'scale deployment', at: 15, name: 'web', replicas: 0 }], {}, 20))).toEqual([['nginx', 0], ['nginx:9.99', 0]])
  })

  it('gives each ReplicaSet its share', () => {
    // Ten, surge three, in the middle of a rollout 8 and 5: at 15, six more are shared out. Source: docs, concepts/workloads/controllers/deployment (Proportional scaling).
    const given = (replicas: number, name: string): ReplicaSet => ({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name, uid: name, resourceVersion: '1', creationTimestamp: name === 'new' ? '2026-01-01T00:00:10Z' : '2026-01-01T00:00:00Z', annotations: { 'deployment.kubernetes.io/desired-replicas': '10', 'deployment.kubernetes.io/max-replicas': '13' } },
      spec: { replicas, selector: {}, template: { metadata: { labels: {} }, spec: { containers: [] } } },
      status: { replicas },
    })
    const deployment: Deployment = { ...deploymentOf(played([])), spec: { replicas: 15, selector: {}, template: { metadata: { labels: {} }, spec: { containers: [] } }, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 3, maxUnavailable: 2 } } } }
    const [newest, old] = [given(5, 'new'), given(8, 'old')]
    expect([...sizesFor(deployment, newest, [old])].map(([{ metadata }, size]) => [metadata.name, size])).toEqual([['old', 11], ['new', 7]])
  })
})
