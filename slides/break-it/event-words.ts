import { type EventKind, type HistoryEvent, refOf } from '../../kubernetes/history/event.ts'

const does: Readonly<Record<EventKind, string>> = {
  'typed': 'types',
  'configured': 'reads its kubeconfig',
  'built': 'makes the object',
  'sent': 'asks',
  'unreachable': 'reaches nobody',
  'gate': 'checks',
  'decoded': 'reads the body',
  'committed': 'stores',
  'removed': 'removes',
  'uncommitted': 'does not store',
  'unchanged': 'has nothing to store',
  'read': 'reads',
  'dialled': 'dials a kubelet',
  'streamed': 'sends the log',
  'answered': 'answers',
  'cached': 'takes note',
  'watched': 'tells a watcher',
  'filtered': 'filters',
  'scored': 'scores',
  'manifested': 'lays or takes a file',
  'accepted': 'takes on',
  'cri-called': 'calls the runtime',
  'cri-returned': 'is done',
  'networked': 'gives an address',
  'ended': 'has ended',
  'probed': 'probes',
  'observed': 'sees a change',
  'programmed': 'writes rules',
  'stopped': 'turns off',
  'started': 'turns on',
  'printed': 'prints',
  'exited': 'ends',
}

/** The two actors with the longest names, as the line has room for them. */
const short: Readonly<Record<string, string>> = { 'node-lifecycle-controller': 'node controller', 'taint-eviction-controller': 'taint eviction' }

/** An event in a few words: who does what, and to which object if it is about one. */
export function eventWords(event: HistoryEvent): string {
  const about = refOf(event)
  return `${short[event.actor] ?? event.actor} ${does[event.kind]}${about ? `: ${about.name}` : ''}`
}
