import { defineSteps, type StepId } from '../../talk/step.ts'

/** What a Pod is: containers that share a network and, where they mount them, volumes. */
export const wrapperSteps = defineSteps([
  {
    id: 'pod',
    caption: { lead: 'A Pod wraps containers.', rest: 'It is the smallest unit you deploy.' },
    narration: 'You never deploy a container to Kubernetes, always a Pod. It is the smallest thing the cluster places, and it runs on one node, whole.',
    source: 'docs:concepts/workloads/pods',
  },
  {
    id: 'container',
    caption: { lead: 'Usually just one container,', rest: 'started from an image.' },
    narration: 'Most Pods hold a single container. The image packs your program with its libraries, so that it starts the same everywhere; the container is the running copy. Kernel and processor still come from the node.',
    source: 'docs:concepts/containers',
  },
  {
    id: 'helper',
    caption: { lead: 'Sometimes several,', rest: 'placed together, on the same node.' },
    narration: 'A Pod may hold more than one, such as a web server and the PHP process behind it. They are placed together and live on the same node.',
    source: 'docs:concepts/workloads/pods',
    page: true,
  },
  {
    id: 'network',
    caption: { lead: 'One IP address, one port space.', rest: 'They meet on localhost.' },
    narration: 'They share one network: one address, one set of ports. The web server reaches PHP on localhost, two containers cannot both listen on port 80, and they may use the same shared memory.',
    source: 'docs:concepts/workloads/pods',
  },
  {
    id: 'volume',
    caption: { lead: 'A volume is shared', rest: 'by the containers that mount it.' },
    narration: 'A volume belongs to the Pod. Whichever container mounts it sees the same files.',
    source: 'docs:concepts/workloads/pods',
    page: true,
  },
  {
    id: 'apart',
    caption: { lead: 'Not shared:', rest: 'file systems and, by default, processes.' },
    narration: 'Sharing resources, as the article puts it, has limits. Each container has the file system of its own image and, unless you ask otherwise, does not see the other’s processes.',
    source: 'code:pkg/kubelet/kuberuntime/util/util.go',
  },
  {
    id: 'init',
    moves: ['web', 'php'],
    caption: { lead: 'Init containers go first,', rest: 'one by one, each to its end.' },
    narration: 'Before all of these, a Pod may have init containers. They start one after another, each only when the one before has ended well. This one fetches the files of the site; if it fails, the kubelet tries again, or the Pod has failed.',
    source: 'docs:concepts/workloads/pods/init-containers',
  },
  {
    id: 'sidecar',
    caption: { lead: 'A sidecar starts before the others,', rest: 'and stops after them.' },
    narration: 'A sidecar is an init container that goes on running: it is written among them with the restart policy Always, stable since 1.33. The others start once it has started, and when the Pod ends it is the last to stop, so the log shipper sees the very last line.',
    source: 'docs:concepts/workloads/pods/sidecar-containers',
  },
])

export type WrapperStepId = StepId<typeof wrapperSteps>
