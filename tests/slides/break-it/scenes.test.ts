import { describe, expect, it } from 'vitest'
import { type AbilityId, abilityIds } from '../../../slides/break-it/abilities.ts'
import { describeRow, foldedMatrix, matrix, matrixHeads } from '../../../slides/break-it/matrix.ts'
import { playView, probeCluster } from '../../../slides/break-it/play.ts'
import { guessesAt, movesOf } from '../../../slides/break-it/scene-moves.ts'
import { type BreakStepId, breakSteps } from '../../../slides/break-it/scenes.ts'

const at = (step: BreakStepId) => playView(movesOf(step))
const tried = (step: BreakStepId) => probeCluster(movesOf(step)).findings
const printed = (step: BreakStepId) => at(step).terminal.map(({ text }) => text)
const statuses = (step: BreakStepId) => [...at(step).nodes.flatMap(({ pods }) => pods), ...at(step).unbound].map(({ status }) => status).sort()
const copies = (step: BreakStepId) => at(step).nodes.flatMap(({ pods }) => pods).filter(({ runs }) => runs).length
const nodes = (step: BreakStepId) => at(step).nodes.map(({ status }) => status)

/** Everything that needs the API server and its store. */
const needsHub: readonly AbilityId[] = ['answered', 'made', 'bound', 'started', 'replaced', 'followed', 'logged', 'noticed']

describe('without a scheduler (docs:concepts/scheduling-eviction/kube-scheduler)', () => {
  it('new Pods are stored and stay Pending, with no event about them', () => {
    expect(statuses('pending')).toEqual(['Pending', 'Pending', 'Running', 'Running'])
    expect(at('pending').unbound).toHaveLength(2)
    expect(printed('pending')).toContain('deployment.apps/web scaled')
    expect(tried('pending')).toMatchObject({ answered: 'yes', made: 'yes', bound: 'no', started: 'yes', running: 'yes' })
  })

  it('they run once it is back', () => {
    expect(statuses('scheduled')).toEqual(Array(4).fill('Running'))
  })
})

describe('without a controller manager (docs:concepts/architecture)', () => {
  it('a deleted Pod is not replaced', () => {
    expect(statuses('not-replaced')).toEqual(['Running'])
    expect(tried('no-controllers')).toMatchObject({ made: 'no', replaced: 'no', followed: 'no', noticed: 'no', bound: 'yes', started: 'yes', answered: 'yes' })
  })

  it('a dead node stays Ready, and its Pod Running, though nothing runs there', () => {
    expect(at('still-ready').stopped.has('node@worker-3')).toBe(true)
    expect(nodes('still-ready')).toEqual(['Ready', 'Ready', 'Ready'])
    expect(statuses('still-ready')).toEqual(['Running'])
    expect(copies('still-ready')).toBe(0)
  })

  it('all is made up for once it is back', () => {
    expect(nodes('caught-up')).toEqual(['Ready', 'Ready', 'NotReady'])
    expect(copies('caught-up')).toBe(2)
  })
})

describe('etcd (docs:tasks/administer-cluster/configure-upgrade-etcd)', () => {
  it('writes with two of three members', () => {
    expect(statuses('one-member')).toEqual(Array(4).fill('Running'))
    expect(probeCluster(movesOf('one-member')).stopped).toEqual([])
  })

  it('changes nothing without a majority, and Pods run on', () => {
    expect(printed('no-majority').at(-1)).toBe('error: failed to create deployment: Timeout: request did not complete within requested timeout - context deadline exceeded')
    expect(copies('no-majority')).toBe(4)
    const { running, routed, ...others } = tried('no-majority')
    expect([running, routed]).toEqual(['yes', 'yes'])
    expect(new Set(Object.values(others))).toEqual(new Set(['no']))
  })

  it('goes on once there is a majority again', () => {
    expect(printed('majority-again').at(-1)).toBe('deployment.apps/api created')
    expect(copies('majority-again')).toBe(5)
  })
})

describe('a node that is cut off (docs:concepts/scheduling-eviction/taint-and-toleration)', () => {
  it('looks well at first', () => {
    expect(nodes('cut-off')).toEqual(['Ready', 'Ready', 'Ready'])
    expect(copies('cut-off')).toBe(2)
  })

  it('the Pods of a cut-off node fail their share of the connections until they leave the EndpointSlice', () => {
    expect(tried('cut-off').routed).toBe('partly')
    expect(probeCluster(movesOf('cut-off')).stopped).toContain('some Service connections fail')
  })

  it('is NotReady a minute later, and not before 50 s have passed', () => {
    expect(nodes('not-ready')).toEqual(['NotReady', 'Ready', 'Ready'])
    const i = movesOf('cut-off')
    expect(playView([...i, ...Array.from({ length: 4 }, () => ({ do: 'seconds' as const }))]).nodes[0]?.status).toBe('Ready')
  })

  it('keeps its container, so that three copies run where two are wanted', () => {
    expect(statuses('two-copies')).toEqual(['Running', 'Running', 'Terminating'])
    expect(at('two-copies').wanted).toBe(2)
    expect(copies('two-copies')).toBe(3)
  })

  it('lets go of it once it is connected again', () => {
    expect(nodes('reconnected')).toEqual(['Ready', 'Ready', 'Ready'])
    expect(statuses('reconnected')).toEqual(['Running', 'Running'])
    expect(copies('reconnected')).toBe(2)
  })
})

describe('without an API server (docs:tasks/debug/debug-cluster)', () => {
  it('Pods run on and Services reach them, and nothing else works', () => {
    const findings = tried('no-api-server')
    expect([findings.running, findings.routed]).toEqual(['yes', 'yes'])
    expect(abilityIds.filter(id => findings[id] === 'no')).toEqual(needsHub)
    expect(copies('refused')).toBe(2)
    expect(printed('refused').at(-1)).toBe('The connection to the server 10.0.0.1:6443 was refused - did you specify the right host or port?')
  })

  it('nothing is lost', () => {
    expect(statuses('answered-again')).toEqual(['Running', 'Running'])
    expect(probeCluster(movesOf('answered-again')).stopped).toEqual([])
  })
})

describe('the guesses', () => {
  const asked = breakSteps.map(({ id }) => id).filter(id => guessesAt(id))

  it('come before each of five scenes, three at a time, one of them right', () => {
    expect(asked).toHaveLength(5)
    for (const id of asked)
      expect(guessesAt(id)?.map(({ right }) => right).sort()).toEqual([false, false, true])
  })

  it('are asked of a healthy cluster', () => {
    expect(asked.map(movesOf)).toEqual(asked.map(() => []))
  })
})

describe('every scene', () => {
  it('ends with everything working again', () => {
    const last = breakSteps.map(({ id }) => id).filter((_, index, all) => guessesAt(all[index + 1] ?? 'healthy') || all[index + 1] === 'matrix')
    expect(last).toEqual(['healthy', 'scheduled', 'caught-up', 'majority-again', 'reconnected', 'answered-again'])
    expect(last.flatMap(id => probeCluster(movesOf(id)).stopped)).toEqual([])
  })
})

describe('the matrix', () => {
  const rows = matrix()
  const lost = (id: string) => rows.find(row => row.id === id)?.cells.filter(({ cell }) => cell !== 'yes').map(({ ability, cell }) => cell === 'no' ? ability : `${ability} ${cell}`)

  // The rows of the failure matrix, each with what it stands on.
  it.each<[string, string, readonly string[]]>([
    ['one-api-server', 'docs:reference/glossary/kube-apiserver', []],
    ['api-server', 'docs:tasks/debug/debug-cluster', needsHub],
    ['etcd-minority', 'docs:tasks/administer-cluster/configure-upgrade-etcd', []],
    ['etcd-majority', 'docs:tasks/administer-cluster/configure-upgrade-etcd', needsHub],
    ['leading-scheduler', 'docs:concepts/architecture/leases', []],
    ['scheduler', 'docs:concepts/scheduling-eviction/kube-scheduler', ['bound', 'replaced']],
    ['leading-controller-manager', 'docs:concepts/architecture/leases', []],
    ['controller-manager', 'docs:concepts/architecture', ['made', 'replaced', 'followed', 'noticed']],
    ['kubelet', 'docs:concepts/workloads/pods/pod-lifecycle', ['started there', 'replaced there', 'logged there']],
    ['container-runtime', 'code:pkg/kubelet/kuberuntime/kuberuntime_container.go', ['started there', 'replaced there', 'logged there']],
    ['network-plugin', 'code:pkg/kubelet/kubelet.go', ['started there', 'replaced there']],
    ['kube-proxy', 'docs:reference/networking/virtual-ips', ['followed there']],
    ['node', 'docs:reference/networking/virtual-ips', ['running there', 'routed partly', 'replaced there']],
    ['link', 'docs:concepts/scheduling-eviction/taint-and-toleration', ['routed partly', 'started there', 'replaced there', 'followed there', 'logged there']],
  ])('%s (%s)', (id, _, abilities) => {
    expect(lost(id)).toEqual(abilities)
  })

  it('has a head over every column, and a sentence for every row, each of which is tried above', () => {
    expect(rows).toHaveLength(14)
    expect(rows.map(({ cells }) => cells.length)).toEqual(rows.map(() => matrixHeads.length))
    expect(rows.map(describeRow).slice(2, 3)).toEqual(['Without etcd, 1 of 3: everything works.'])
    expect(rows.map(describeRow).at(-2)).toBe('Without a whole node: running Pods: not on that node, Services: partly, for up to 50 s, replacing Pods: not on that node.')
  })

  it('on the stage has every part in one row, with others only where the same is lost', () => {
    const folded = foldedMatrix()
    expect(folded.flatMap(row => row.rows).toSorted()).toEqual(rows.map(({ id }) => id).toSorted())
    expect(folded.length).toBeLessThan(rows.length)
    for (const row of folded)
      expect(rows.filter(({ id }) => row.rows.includes(id)).map(({ cells }) => cells), row.label).toEqual(row.rows.map(() => row.cells))
  })
})
