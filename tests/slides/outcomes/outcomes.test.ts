import { describe, expect, it } from 'vitest'
import { innerCaption, type Outcome } from '../../../slides/outcomes/outcome.ts'
import { outcomeAt, outcomes, outcomeSteps } from '../../../slides/outcomes/outcomes.ts'
import { historyOf, innerEvents, openingView, outcomeView } from '../../../slides/outcomes/view.ts'
import { captionText } from '../../../talk/step.ts'
import { insideOf } from '../../../deck/navigation.ts'

function outcome(id: string): Outcome {
  const found = outcomeAt(id)
  if (!found)
    throw new Error(`No outcome "${id}".`)
  return found
}

describe('the outcomes', () => {
  it('come one a click, in a fixed order, between the opening and all of them', () => {
    expect(outcomeSteps.map(({ id }) => id)).toEqual([
      'opening',
      'created', 'unauthorized', 'forbidden', 'webhook', 'pods-denied', 'invalid', 'already-exists', 'unschedulable', 'image-pull', 'get-pods', 'delete-pod', 'logs',
      'all',
    ])
    expect(outcomes.map(({ id }) => id)).toEqual(outcomeSteps.slice(1, -1).map(({ id }) => id))
    expect(outcomeAt('opening') ?? outcomeAt('all')).toBeUndefined()
  })

  it('have short names of their own', () => {
    expect(new Set(outcomes.map(({ short }) => short)).size).toBe(outcomes.length)
    expect(outcomes.filter(({ short }) => short.length > 8)).toEqual([])
  })

  it('are what lies inside a step of the slide, and nothing lies inside any other', () => {
    expect(outcomeSteps.map((_, click) => insideOf('outcomes', click)?.steps.length)).toEqual([undefined, ...outcomes.map(({ inner }) => inner.length), undefined])
    expect(insideOf('request', 3)).toBeUndefined()
  })
})

describe.each(outcomes.map(each => [each.id, each] as const))('inside %s', (_, each) => {
  it('steps have names of their own, and come in the order of the history', () => {
    const ids = each.inner.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids)
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
    const events = innerEvents(each)
    expect(events).toEqual([...new Set(events)].sort((a, b) => a - b))
  })

  it('steps have captions of one line, and the telling one has the sentence to remember', () => {
    for (const step of each.inner)
      expect(captionText(innerCaption(each, step)).length, step.id).toBeLessThanOrEqual(72)
    expect(each.inner.filter(({ caption }) => caption === undefined).map(({ id }) => id)).toHaveLength(1)
  })

  it('an unknown step name opens the initial step', () => {
    expect(outcomeView(each).inside.caption).toBeUndefined()
    expect(outcomeView(each, 'no-such-step')).toEqual(outcomeView(each))
  })

  it('every step shows the same from wherever one comes', () => {
    const views = each.inner.map(({ id }) => outcomeView(each, id))
    expect(views.map(({ inside }) => inside.id)).toEqual(each.inner.map(({ id }) => id))
    for (const view of views.toReversed())
      expect(outcomeView(each, view.inside.id)).toEqual(view)
  })
})

describe('where each one stops', () => {
  const passedAll = ['passed', 'passed', 'passed', 'passed', 'passed']

  it.each<[string, string[], number | undefined, string | undefined, string]>([
    ['created', passedAll, 201, undefined, '1 Deployment'],
    ['unauthorized', ['refused', 'pending', 'pending', 'pending', 'pending'], 401, 'authentication', 'no trace of it'],
    ['forbidden', ['passed', 'refused', 'pending', 'pending', 'pending'], 403, 'authorization', 'no trace of it'],
    ['webhook', ['passed', 'passed', 'passed', 'passed', 'refused'], 403, 'validating', 'no trace of it'],
    ['pods-denied', ['passed', 'passed', 'passed', 'passed', 'refused'], 403, 'validating', '1 Deployment, 1 ReplicaSet'],
    ['invalid', ['passed', 'passed', 'passed', 'refused', 'pending'], 422, 'validation', 'no trace of it'],
    ['already-exists', passedAll, 409, 'etcd', '1 Deployment, 1 ReplicaSet, 3 Pods'],
    ['unschedulable', passedAll, undefined, undefined, '1 Deployment, 1 ReplicaSet, 3 Pods'],
    ['image-pull', passedAll, undefined, undefined, '1 Deployment, 1 ReplicaSet, 3 Pods'],
    ['get-pods', ['passed', 'passed', 'pending', 'pending', 'pending'], 200, undefined, '1 Deployment, 1 ReplicaSet, 3 Pods'],
    ['delete-pod', passedAll, undefined, undefined, '1 Deployment, 1 ReplicaSet, 4 Pods'],
    ['logs', ['passed', 'passed', 'pending', 'pending', 'pending'], 200, undefined, '1 Deployment, 1 ReplicaSet, 3 Pods'],
  ])('%s', (id, gates, code, refusedBy, stored) => {
    const view = outcomeView(outcome(id))
    expect(view.gates.map(({ state }) => state)).toEqual(gates)
    expect([view.request?.code, view.request?.refusedBy, view.stored]).toEqual([code, refusedBy, stored])
  })

  it('names the code that kubectl was answered with', () => {
    for (const each of outcomes) {
      const codes = historyOf(each).events.flatMap(event => event.kind === 'answered' && event.request.actor === 'kubectl' ? [event.code] : [])
      expect(codes.map(String), each.id).toContain(each.answer.slice(0, 3))
    }
  })

  it('says who refused it, to whoever does not see the picture', () => {
    expect(outcomeView(outcome('forbidden')).description).toBe('You have your prompt back; the POST of dev has passed 1 of 5 gates, was refused by authorization, answered with 403; etcd is at revision 1041 and has no such object.')
    expect(outcomeView(outcome('already-exists')).description).toContain('has passed 5 of 5 gates, was refused by etcd, answered with 409')
  })

  it('shows the Pods as kubectl would', () => {
    const statuses = (id: string, name?: string): string[] => outcomeView(outcome(id), name).workers.map(({ pods }) => pods.map(({ status }) => status).join(' and '))
    expect(statuses('image-pull', 'err-image-pull')).toEqual(Array(3).fill('ErrImagePull'))
    expect(statuses('image-pull')).toEqual(Array(3).fill('ImagePullBackOff'))
    expect(statuses('delete-pod').toSorted()).toEqual(['Running', 'Running', 'Terminating'])
    expect(outcomeView(outcome('delete-pod')).unbound.map(({ status }) => status)).toEqual(['Pending'])
    expect(outcomeView(outcome('unschedulable')).unbound).toHaveLength(3)
    expect(outcomeView(outcome('unschedulable')).workers.map(({ taints }) => taints)).toEqual(Array(3).fill(['dedicated=batch']))
  })

  it('lets the API server dial a kubelet for logs, and nowhere else', () => {
    for (const each of outcomes) {
      const dials = each.inner.flatMap(({ id }) => outcomeView(each, id).arrows).filter(({ from, to }) => from === 'kube-apiserver' && to !== 'etcd')
      expect(dials.length > 0, each.id).toBe(each.id === 'logs')
    }
  })

  it('lets no refused request go on to etcd', () => {
    for (const each of outcomes) {
      for (const { id } of each.inner) {
        const { arrows, request } = outcomeView(each, id)
        if (request?.refusedBy !== undefined && request.refusedBy !== 'etcd')
          expect(arrows.filter(({ to }) => to === 'etcd'), `${each.id}/${id}`).toEqual([])
      }
    }
  })

  it('explains by an Event what the terminal does not say, once it is stored', () => {
    const view = outcomeView(outcome('pods-denied'))
    expect(view.note).toMatchObject({ reason: 'FailedCreate', message: expect.stringContaining('exceeded quota: no-pods') as string })
    expect(outcomeView(outcome('pods-denied'), 'pod-refused').note).toBeUndefined()
    expect(outcomes.filter(each => outcomeView(each).note).map(({ id }) => id)).toEqual(['pods-denied', 'unschedulable', 'image-pull'])
  })

  it('opens with the command typed, and nothing sent', () => {
    const view = openingView()
    expect(view.lines.map(({ text }) => text)).toEqual(['kubectl create deployment web --image=nginx --replicas=3'])
    expect([...new Set(view.gates.map(({ state }) => state)), view.request, view.arrows, view.etcd.rows]).toEqual(['pending', undefined, [], []])
  })
})
