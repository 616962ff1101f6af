import type { Part } from '../part.ts'

/** What is said of kube-proxy: its place in the cluster, its duties and the line to keep, each with its source. */
export const kubeProxy: Part = {
  id: 'kube-proxy',
  official: 'kube-proxy',
  name: 'kube-proxy',
  short: 'kube-proxy',
  plane: 'worker',
  analogy: 'The traffic controller',
  verb: 'routes',
  job: 'kube-proxy writes the kernel rules that lead from the address of a Service to one of its Pods.',
  opening: 'Pods come and go, and their addresses with them. A Service keeps one stable address in front, and somebody has to make that address work on every node.',
  takeaway: { lead: 'It writes the rules.', rest: 'The kernel moves the packets.' },
  duties: [
    {
      id: 'rules',
      says: 'Turns Services into kernel rules.',
      caption: { lead: 'iptables by default on Linux;', rest: 'nftables is newer, IPVS deprecated.' },
      narration: 'It watches Services and their endpoints, and writes rules so that a packet to the Service address goes to one of its Pods.',
      source: 'docs:reference/networking/virtual-ips',
    },
    {
      id: 'network',
      says: 'Makes Services reachable; a CNI plugin links Pods.',
      article: 'to allow communication to your Pods',
      caption: { lead: 'The article has it reach Pods.', rest: 'The network plugin does that.' },
      narration: 'Pods reach each other without it, by the network plugin; kube-proxy adds the addresses of Services, for callers on either side.',
      source: 'docs:concepts/services-networking',
    },
    {
      id: 'optional',
      says: 'Optional: network plugins can replace it.',
      caption: { lead: 'No kube-proxy?', rest: 'Some network plugins forward Services themselves.' },
      narration: 'Some network plugins forward Services themselves, and then there is no kube-proxy in the cluster at all.',
      source: 'docs:concepts/architecture',
    },
  ],
  optional: true,
  source: 'docs:reference/glossary/kube-proxy',
}
