import type { Part } from '../part.ts'

/** What is said of a container runtime: its place in the cluster, its duties and the line to keep, each with its source. */
export const containerRuntime: Part = {
  id: 'container-runtime',
  official: 'container runtime',
  name: 'Container runtime',
  short: 'runtime',
  plane: 'worker',
  analogy: 'The engine',
  verb: 'starts',
  job: 'The container runtime pulls images and runs containers on a node, as the kubelet asks.',
  opening: 'The kubelet decides, the engine turns. Kubernetes brings no engine of its own.',
  takeaway: { lead: 'The kubelet asks, it runs.', rest: 'They speak CRI, on the node.' },
  duties: [
    {
      id: 'containers',
      says: 'Pulls images; creates and starts containers.',
      caption: { lead: 'A container is a process,', rest: 'fenced in, started from an image.' },
      narration: 'It fetches the image, sets up the isolated environment and starts the process, usually through a small low-level runtime such as runc.',
      source: 'docs:setup/production-environment/container-runtimes',
    },
    {
      id: 'cri',
      says: 'Any runtime that speaks CRI will do.',
      caption: { lead: 'gRPC over a socket', rest: 'on the node; no network involved.' },
      narration: 'The contract is the Container Runtime Interface, gRPC over a socket on the node. The kubelet does not care who is on the other end.',
      source: 'docs:concepts/containers/cri',
    },
    {
      id: 'docker',
      says: 'Today: containerd or CRI-O.',
      article: 'Docker, containerd, or CRI-O',
      caption: { lead: 'The article names Docker first.', rest: 'Its shim left in 1.24.' },
      narration: 'The shim for Docker left Kubernetes in version 1.24: Docker Engine now needs an adapter called cri-dockerd.',
      source: 'docs:setup/production-environment/container-runtimes',
    },
  ],
  source: 'docs:reference/glossary/container-runtime',
}
