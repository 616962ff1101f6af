import type { Term } from './term.ts'

/** What is found on a node. */
export const nodeTerms: readonly Term[] = [
  { id: 'container', name: 'container', sentence: 'A container is a process, fenced off from the others on its node and started from an image.', source: 'docs:concepts/containers' },
  { id: 'image', name: 'image', sentence: 'An image packs a program with the files that it needs, so that it starts the same everywhere.', source: 'docs:concepts/containers/images' },
  { id: 'registry', name: 'registry', sentence: 'A registry is a server from which images are pulled.', source: 'docs:concepts/containers/images' },
  { id: 'sandbox', name: 'sandbox', sentence: 'A sandbox is what the containers of a Pod share, first of all its network; often a process named pause holds it.', source: 'docs:setup/production-environment/container-runtimes' },
  { id: 'cri', name: 'CRI', official: 'Container Runtime Interface', aliases: ['PullImage', 'StopContainer'], sentence: 'CRI is the interface, gRPC over a socket on the node, by which a kubelet calls its container runtime.', source: 'docs:concepts/containers/cri' },
  { id: 'containerd', name: 'containerd', sentence: 'containerd is a container runtime that much else than Kubernetes uses too.', source: 'docs:setup/production-environment/container-runtimes' },
  { id: 'cri-o', name: 'CRI-O', sentence: 'CRI-O is a container runtime made for Kubernetes.', source: 'docs:setup/production-environment/container-runtimes' },
  { id: 'runc', name: 'runc', sentence: 'runc is a small program by which a container runtime starts the process of a container.', source: 'docs:setup/production-environment/container-runtimes' },
  { id: 'cri-dockerd', name: 'cri-dockerd', aliases: ['Docker', 'Docker Engine'], sentence: 'cri-dockerd is the adapter that Docker Engine has needed since Kubernetes 1.24.', source: 'docs:setup/production-environment/container-runtimes' },
  { id: 'probe', name: 'probe', aliases: ['readiness probe'], sentence: 'A probe is a check that a kubelet makes on a container: does it live, is it ready?', source: 'docs:concepts/workloads/pods/pod-lifecycle' },
  { id: 'init-container', name: 'init container', sentence: 'An init container must end in success before the next one, or the Pod’s own containers, are started.', source: 'docs:concepts/workloads/pods/init-containers' },
  { id: 'volume', name: 'volume', sentence: 'A volume is a directory of a Pod, which those of its containers see that mount it.', source: 'docs:concepts/storage/volumes' },
  { id: 'network-plugin', name: 'network plugin', aliases: ['CNI plugin'], sentence: 'A network plugin gives each Pod its address and connects the Pods of all nodes.', source: 'docs:concepts/extend-kubernetes/compute-storage-net/network-plugins' },
  { id: 'iptables', name: 'iptables', sentence: 'iptables is the kind of kernel rules that kube-proxy writes on Linux unless told otherwise.', source: 'docs:reference/networking/virtual-ips' },
  { id: 'nftables', name: 'nftables', sentence: 'nftables is the newer kind of kernel rules that kube-proxy can write in place of iptables.', source: 'docs:reference/networking/virtual-ips' },
  { id: 'ipvs', name: 'IPVS', sentence: 'IPVS is an older way of the kernel to spread connections, deprecated in kube-proxy.', source: 'docs:reference/networking/virtual-ips' },
]
