import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { abilities, abilityIds } from '../../../slides/break-it/abilities.ts'
import { healthyCluster, makeMove } from '../../../slides/break-it/cluster.ts'
import { clock, describeCluster } from '../../../slides/break-it/describe.ts'
import { mostMoves, type Move, type Moves, nodeNames, switches } from '../../../slides/break-it/moves.ts'
import { captionAfter, doneWords } from '../../../slides/break-it/move-words.ts'
import { isTried, type PlayView, playView, prepare, probeCluster } from '../../../slides/break-it/play.ts'
import { captionText } from '../../../talk/step.ts'
import { plays } from './moves.ts'

/** What is stored, printed and stopped after some moves, made on a cluster of its own. */
function afresh(moves: Moves) {
  const simulation = healthyCluster()
  for (const move of moves)
    makeMove(simulation, move)
  const { objects, terminal, stopped } = simulation.state()
  return { objects: [...objects], terminal, stopped: [...stopped].sort() }
}

function podsOf({ nodes, unbound }: PlayView) {
  return [...nodes.flatMap(({ pods }) => pods), ...unbound]
}

describe('any play', () => {
  it('throws nothing, and shows what a cluster of its own would, whatever is kept of other plays', () => {
    fc.assert(fc.property(plays(14), fc.boolean(), (moves, ready) => {
      const views = moves.map((_, count) => {
        const view = playView(moves.slice(0, count + 1))
        if (ready)
          expect(view.moves.some(() => prepare(view.moves))).toBe(true)
        return view
      })
      const view = playView(moves)
      const { objects, terminal, stopped } = afresh(moves)
      expect(view.terminal).toEqual(terminal)
      expect([...view.stopped].sort()).toEqual(stopped)
      expect(podsOf(view).map(({ name }) => name).sort()).toEqual(objects.flatMap(([, object]) => object.kind === 'Pod' ? [object.metadata.name] : []).sort())
      expect(views.map(({ seconds }) => seconds)).toEqual(views.map(({ seconds }) => seconds).toSorted((a, b) => a - b))
    }), { numRuns: 80, seed: 20 })
  })

  it('can be taken back exactly, also when it has been forgotten in between', () => {
    fc.assert(fc.property(fc.array(plays(8, 3), { minLength: 50, maxLength: 50 }), (all) => {
      const shown = all.map(moves => moves.map((_, count) => playView(moves.slice(0, count + 1))))
      let forgotten = 0
      for (const [nth, moves] of all.entries()) {
        for (const back of [1, 2]) {
          const before = shown[nth]?.at(-1 - back)
          const after = playView(moves.slice(0, -back))
          expect(after).toEqual(before)
          forgotten += after === before ? 0 : 1
        }
      }
      expect(forgotten).toBeGreaterThan(50)
    }), { numRuns: 3, seed: 21 })
  })

  it('can be tried out at any moment, which changes nothing', () => {
    fc.assert(fc.property(plays(10), (moves) => {
      const before = playView(moves)
      const { findings, works, stopped } = probeCluster(moves)
      expect(isTried(moves)).toBe(true)
      expect(works.length + stopped.length).toBeLessThanOrEqual(abilityIds.length)
      expect(Object.keys(findings).sort()).toEqual([...abilityIds].sort())
      const next = [...moves, { do: 'seconds' as const }]
      expect(playView(next).terminal).toEqual(afresh(next).terminal)
      expect(playView(moves)).toEqual(before)
    }), { numRuns: 50, seed: 22 })
  })

  it('is made ready for trying a move at a time, and says when it is there', () => {
    const moves: Moves = [{ do: 'toggle', part: 'kube-proxy@worker-3' }, { do: 'create' }, { do: 'seconds' }, { do: 'logs', pod: 2 }]
    playView(moves)
    expect([1, 2, 3, 4, 5].map(() => prepare(moves))).toEqual([false, false, false, true, true])
    expect(probeCluster(moves).stopped).toEqual(['Service rules stay on worker-3'])
  })

  it('ends well: once all is on again, every wanted Pod runs within half an hour, and everything works', () => {
    fc.assert(fc.property(plays(10), (moves) => {
      const off = [...playView(moves).stopped]
      const allOn: Moves = [...moves, ...off.map(part => ({ do: 'toggle' as const, part })), ...Array.from({ length: 5 }, () => ({ do: 'minutes' as const }))]
      const view = playView(allOn)
      expect(view.nodes.map(({ status }) => status)).toEqual(['Ready', 'Ready', 'Ready'])
      const web = podsOf(view).filter(({ name }) => name.startsWith('web-'))
      expect(web.map(({ status, runs }) => [status, runs])).toEqual(Array(view.wanted).fill(['Running', true]))
      expect(probeCluster(allOn).stopped).toEqual([])
    }), { numRuns: 30, seed: 23 })
  })

  it('has a description in one line, and one in sentences', () => {
    fc.assert(fc.property(plays(8), (moves) => {
      const caption = captionText(captionAfter(playView(moves), probeCluster(moves)))
      expect(caption.length).toBeLessThanOrEqual(76)
      expect(describeCluster(playView(moves))).toMatch(/^After .*worker-1 (?:has|is (?:Ready|NotReady), with) .*\.$/)
    }), { numRuns: 80, seed: 24 })
  })
})

describe('the healthy cluster', () => {
  it('has two Pods that run, three nodes, and everything works', () => {
    const view = playView([])
    expect(view).toMatchObject({ seconds: 0, wanted: 2, unbound: [], prompt: true })
    expect(podsOf(view).map(({ status, runs }) => [status, runs])).toEqual([['Running', true], ['Running', true]])
    expect(view.nodes.map(({ status }) => status)).toEqual(['Ready', 'Ready', 'Ready'])
    expect(probeCluster([])).toMatchObject({ works: abilityIds.map(id => abilities[id].works), stopped: [] })
  })
})

describe('the longest play', () => {
  const hours = Array.from({ length: mostMoves - 4 }, (): Move => ({ do: 'minutes' }))

  it('is four hours long, however many moves would let time pass: so any link is replayed quickly', () => {
    const view = playView(hours)
    expect([view.seconds, view.over]).toEqual([4 * 3600, true])
    expect(playView(hours.slice(0, 39))).toMatchObject({ seconds: 39 * 360, over: false })
    expect(playView([...hours, { do: 'step' }, { do: 'change' }, { do: 'seconds' }])).toMatchObject({ seconds: 4 * 3600, over: true })
  })

  it('says that its time is over, and takes commands and switches still', () => {
    expect(captionText(captionAfter(playView(hours), undefined))).toBe('Four hours have passed. Here time ends: undo, or start again.')
    const on: Moves = [...hours, { do: 'toggle', part: 'kube-scheduler' }, { do: 'get nodes' }]
    expect(playView(on).terminal.slice(-5).map(({ text }) => text.split(/ +/).slice(0, 2).join(' '))).toEqual(['kubectl get', 'NAME STATUS', ...nodeNames.map(name => `${name} Ready`)])
    expect(captionText(captionAfter(playView(on), undefined))).toMatch(/^kubectl get nodes\. Pods: 2 Running\.$/)
    // A Pod that is made and gets no node replaces nobody.
    expect(probeCluster(on).stopped).toEqual([abilities.bound.stopped, abilities.replaced.stopped])
  })
})

describe('what was done', () => {
  it('the summary has a word or two for each action, repeated actions once, and no read-only command', () => {
    const i: Move = { do: 'toggle', part: 'kubelet@worker-2' }
    expect(doneWords([i, { do: 'seconds' }, { do: 'get nodes' }, { do: 'seconds' }, { do: 'seconds' }, i, { do: 'seconds' }, { do: 'delete pod', pod: 2 }, i])).toEqual(['kubelet of worker-2 off', '+10 s ×3', 'kubelet of worker-2 on', '+10 s', 'kubectl delete', 'kubelet of worker-2 off'])
    expect(doneWords([])).toEqual([])
  })
})

describe('a switch', () => {
  it.each(switches)('%s goes off and on again', (part) => {
    const off: Moves = [{ do: 'toggle', part }]
    expect([...playView(off).stopped]).toEqual([part])
    expect([...playView([...off, ...off]).stopped]).toEqual([])
  })
})

describe('three of each', () => {
  const part = (name: (typeof switches)[number]): Move => ({ do: 'toggle', part: name })
  const [soon]: readonly [Move] = [{ do: 'seconds' }]
  const said = (...moves: Moves): string => captionText(captionAfter(playView(moves), probeCluster(moves)))
  const scheduler = [part('kube-scheduler-1'), part('kube-scheduler-2'), part('kube-scheduler-3')] as const

  it('one scheduler and one controller manager lead, by the Leases of a healthy cluster', () => {
    expect(playView([]).leaders).toEqual(['kube-scheduler-1', 'kube-controller-manager-1'])
    expect(describeCluster(playView([]))).toContain('Scheduler 1 and Controller manager 1 lead.')
  })

  // Recorded: a scheduler that is stopped gives its Lease back, and another bound a Pod within 4 s; a controller manager does not, and another took over after 16 s.
  it('the leading scheduler gives its Lease back, so that another leads within 10 s', () => {
    expect(said(scheduler[0])).toBe('Off: Scheduler 1. It led: another leads once it gives its Lease back.')
    expect(playView([scheduler[0]]).leaders).toEqual(['kube-controller-manager-1'])
    expect(said(scheduler[0], soon)).toMatch(/^Ten seconds later\. Scheduler [23] leads now\.$/)
  })

  it('the Lease of the leading controller manager has to run out, so that nobody leads for 10 s, and another does within 20', () => {
    const off = part('kube-controller-manager-1')
    expect(said(off)).toBe('Off: Controller manager 1. It led: another leads once its Lease has run out.')
    expect(playView([off, soon]).leaders).toEqual(['kube-scheduler-1'])
    expect(said(off, soon, soon)).toMatch(/^Ten seconds later\. Controller manager [23] leads now\.$/)
  })

  it('a copy that only waits is not missed', () => {
    expect(said(scheduler[2])).toBe('Off: Scheduler 3. It only waited: Scheduler 1 leads.')
    expect(said(scheduler[2], scheduler[2])).toBe('On: Scheduler 3. It waits: Scheduler 1 leads.')
  })

  it('without all three nothing is scheduled, whether by one switch or by three', () => {
    for (const moves of [scheduler, [part('kube-scheduler')]])
      expect(probeCluster(moves).stopped).toEqual([abilities.bound.stopped, abilities.replaced.stopped])
    expect(said(...scheduler)).toBe('Off: Scheduler 3. New Pods get no node, and 1 more.')
    expect(said(part('kube-scheduler'))).toBe('Off: Scheduler, all three. New Pods get no node, and 1 more.')
    expect(probeCluster(scheduler.slice(1)).stopped).toEqual([])
  })
})

describe('a time span', () => {
  it.each([[0, '0 s'], [59, '59 s'], [60, '1:00 min'], [370, '6:10 min'], [3725, '62:05 min']])('%d seconds', (seconds, text) => {
    expect(clock(seconds)).toBe(text)
  })
})
