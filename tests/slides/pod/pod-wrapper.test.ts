import { describe, expect, it } from 'vitest'
import { wrapperHistory as history } from '../../../slides/pod/history.ts'
import { wrapperSteps } from '../../../slides/pod/steps.ts'
import { wrapperView as view } from '../../../slides/pod/view.ts'
import { eventsOf } from '../../kubernetes/support.ts'

const container = (name: string) => view.containers.find(each => each.name === name)

describe('the Pod of the wrapper', () => {
  it('has two containers, an init container and a sidecar', () => {
    expect(view.containers.map(({ role }) => role).toSorted()).toEqual(['app', 'app', 'init', 'sidecar'])
  })

  it('has the node and the address that the run gave it', () => {
    const [networked] = eventsOf(history, 'networked')
    expect([networked?.actor, networked?.ip]).toEqual([`container-runtime@${view.node}`, view.ip])
  })

  it('starts its containers in the order in which it runs them, each once', () => {
    const starts = eventsOf(history, 'cri-returned').filter(({ call }) => call === 'StartContainer').map(event => event.container)
    expect(view.containers.toSorted((one, other) => one.started - other.started).map(({ name }) => name)).toEqual(starts)
    expect(view.containers.map(({ started }) => started)).toEqual([1, 2, 3, 4])
  })

  it('stops its two containers together, its sidecar after them, and its init container not at all', () => {
    expect(view.containers.map(({ role, stopped }) => [role, stopped])).toEqual([['init', undefined], ['sidecar', 2], ['app', 1], ['app', 1]])
    expect(container('logs')?.says).toEqual(['runs beside the others, and stops last'])
    expect(container('fetch')?.says).toEqual(['exit code 0, then the next one starts'])
  })

  it('lets them reach each other where the other listens', () => {
    expect(container('web')?.says).toEqual(['listens on 80', 'reaches localhost:9000'])
    expect(container('php')?.says).toEqual(['listens on 9000', 'reaches localhost:80'])
  })

  it('shares its volume with those that mount it, and with no other', () => {
    expect(view.containers.filter(({ mountedAt }) => mountedAt).map(({ name }) => name)).toEqual(['fetch', 'web', 'php'])
  })

  it('has four to seven clicks, and each container appears at one of them', () => {
    expect(wrapperSteps.length - 1).toBeLessThanOrEqual(7)
    const ids = wrapperSteps.map(({ id }) => id)
    expect(view.containers.map(({ from }) => ids.indexOf(from)).toSorted()).toEqual([1, 2, 6, 7])
  })
})
