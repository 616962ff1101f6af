import type { Pod } from '../api/objects.ts'
import type { NodeInfo } from './node-info.ts'

function portsOf({ spec: { containers, initContainers = [] } }: Pod): readonly { readonly port: number, readonly protocol: string, readonly address: string }[] {
  const running = [...containers, ...initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always')]
  return running.flatMap(({ ports = [] }) => ports.flatMap(({ hostPort = 0, protocol = 'TCP', hostIP = '0.0.0.0' }) => hostPort > 0 ? [{ port: hostPort, protocol, address: hostIP || '0.0.0.0' }] : []))
}

/** NodePorts: whether a port of the node that a Pod wants is taken there. Source: pkg/scheduler/framework/plugins/nodeports/node_ports.go. */
export function isPortTaken(pod: Pod, { placed }: Pick<NodeInfo, 'placed'>): boolean {
  const wanted = portsOf(pod)
  return wanted.length > 0 && [...placed.values()].flatMap(portsOf).some(taken => wanted.some(({ port, protocol, address }) =>
    port === taken.port && protocol === taken.protocol && (address === taken.address || [address, taken.address].includes('0.0.0.0'))))
}
