import type { RecordedPart } from './types.ts'

/** What stands above each recorded part. */
export const partNames: Readonly<Record<RecordedPart['what'], string>> = {
  'typed': 'Typed',
  'kubectl -v=9': 'Printed by kubectl -v=9',
  'request': 'Request, from the API server’s audit log',
  'body': 'Body of the request',
  'answer': 'Answer',
  'metadata': 'Metadata, as stored',
  'etcd': 'Write to etcd',
  'stored object': 'Object, as stored',
  'points': 'Points, from the scheduler’s log at -v=10',
  'watch event': 'Watch event',
  'printed': 'Printed by kubectl',
  'counted': 'Counted',
}
