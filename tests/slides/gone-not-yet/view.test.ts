import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { goneNotYetSteps } from '../../../slides/gone-not-yet/steps.ts'
import { goneNotYetView, type Presence } from '../../../slides/gone-not-yet/view.ts'

const viewOf = (id: string) => goneNotYetView(goneNotYetSteps.findIndex(step => step.id === id))
const presences = (id: string): readonly Presence[] => viewOf(id).tree?.map(({ presence }) => presence) ?? []

describe('gone, but not yet', () => {
  // Source: kubernetes.io/docs/concepts/architecture/garbage-collection.
  it('takes the owner out first in the background, and last in the foreground', () => {
    expect(presences('owners')).toEqual(['there', 'there', 'there', 'there'])
    expect(presences('background')).toEqual(['gone', 'there', 'there', 'there'])
    expect(presences('collected')).toEqual(['gone', 'gone', 'Terminating', 'Terminating'])
    expect(presences('foreground')).toEqual(['Terminating', 'Terminating', 'Terminating', 'Terminating'])
    expect(viewOf('foreground').tree?.map(({ finalizers }) => finalizers.join())).toEqual(['foregroundDeletion', 'foregroundDeletion', '', ''])
  })

  it('leaves what it owned without an owner where that is asked for', () => {
    expect(presences('orphan')).toEqual(['gone', 'there', 'there', 'there'])
    expect(viewOf('orphan').tree?.map(({ owned }) => owned)).toEqual([false, false, true, true])
  })

  it('prints of a held object what a real kubectl printed', () => {
    const recorded = readFileSync('tests/recordings/cluster/removal-finalizer.json', 'utf8')
    const printed = [...viewOf('held').held?.lines ?? [], ...viewOf('freed').held?.lines ?? []].filter(({ kind }) => kind !== 'command')
    expect(printed.length).toBeGreaterThan(3)
    expect(printed.filter(({ text }) => !recorded.includes(JSON.stringify(text).slice(1, -1)))).toEqual([])
    expect([viewOf('held').held?.presence, viewOf('freed').held?.presence]).toEqual(['Terminating', 'gone'])
  })

  it('has a Namespace say what holds it, with the words of its controller', () => {
    const { namespace } = viewOf('namespace')
    expect(namespace?.presence).toBe('Terminating')
    expect(namespace?.says).toBe('Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances')
    expect(namespace?.gone).toContain('Pod')
  })
})
