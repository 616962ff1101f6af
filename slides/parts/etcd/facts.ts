import type { Part } from '../part.ts'

/** What is said of etcd: its place in the cluster, its duties and the line to keep, each with its source. */
export const etcd: Part = {
  id: 'etcd',
  official: 'etcd',
  name: 'etcd',
  short: 'etcd',
  plane: 'control',
  analogy: 'The memory bank',
  verb: 'remembers',
  job: 'etcd is the database that keeps the objects of the API, each under a key of its own.',
  opening: 'Whatever any other part knows of the cluster, the API server has read here. Lose this without a backup, and nobody knows any more.',
  takeaway: { lead: 'One memory.', rest: 'Only the API server reads and writes it.' },
  duties: [
    {
      id: 'keys',
      says: 'Keeps API objects, under keys.',
      article: 'all the important information',
      caption: { lead: 'Objects of the API.', rest: 'Logs, images and volumes live elsewhere.' },
      narration: 'It holds what the API holds: the wish and the reported state of every object, and a few keys that the API servers keep for themselves. Container logs, images and the contents of volumes live elsewhere.',
      source: 'docs:reference/glossary/etcd',
    },
    {
      id: 'revision',
      says: 'Each write gets a revision.',
      article: 'whenever something changes',
      caption: { lead: 'The article says every change.', rest: 'A crash counts once reported.' },
      narration: 'Only what is written through the API is recorded: a container that dies is news only once the kubelet has reported it.',
      source: 'code:staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go',
    },
    {
      id: 'majority',
      says: 'A majority must agree.',
      caption: { lead: 'Two of three agree,', rest: 'or nothing is written.' },
      narration: 'Take three members of etcd that keep the same log. Two of them must agree before a write counts; with only one left nothing can be changed.',
      source: 'docs:tasks/administer-cluster/configure-upgrade-etcd',
    },
  ],
  source: 'docs:reference/glossary/etcd',
}
