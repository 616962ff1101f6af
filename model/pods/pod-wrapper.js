import { defineSteps } from '../step.ts';
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
        narration: 'A Pod may hold more than one, such as a helper that ships the logs. They are placed together and live on the same node.',
        source: 'docs:concepts/workloads/pods/sidecar-containers',
    },
    {
        id: 'network',
        caption: { lead: 'One IP address, one port space.', rest: 'They meet on localhost.' },
        narration: 'They share one network: one address, one set of ports. The helper reaches nginx on localhost, and two containers cannot both listen on port 80.',
        source: 'docs:concepts/workloads/pods',
    },
    {
        id: 'volume',
        caption: { lead: 'A volume is shared', rest: 'by the containers that mount it.' },
        narration: 'A volume belongs to the Pod. Whichever container mounts it sees the same files.',
        source: 'docs:concepts/workloads/pods',
    },
    {
        id: 'apart',
        caption: { lead: 'Not shared:', rest: 'file systems and, by default, processes.' },
        narration: 'Sharing resources, as the article puts it, has limits. Each container has the file system of its own image and, unless you ask otherwise, does not see the other’s processes.',
        source: 'code:pkg/kubelet/kuberuntime/util/util.go',
    },
]);
/** The containers of the drawing. */
export const wrapperContainers = [
    { id: 'web', image: 'nginx', from: 'container', command: ':80' },
    { id: 'log-shipper', image: 'fluent-bit', from: 'helper', command: 'localhost:80' },
];
/** The Pod of the drawing. Its address is an example from a Pod network. */
export const wrapperPod = { name: 'web', ip: '10.244.1.7', volume: 'logs', mountedAt: '/var/log/nginx' };
