import type { Kind, Labels } from './meta.ts'

/** One stable address in front of the Pods that a selector finds. */
export interface Service extends Kind<'Service', 'v1'> {
  readonly spec: {
    readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName'
    /** `None` for one that is only a name for its Pods; absent where it is one for something elsewhere. */
    readonly clusterIP?: string
    /** Without one its slices are written by another client. */
    readonly selector?: Labels
    /** True: Pods count as ready that are not. */
    readonly publishNotReadyAddresses?: boolean
    readonly ports?: readonly { readonly name?: string, readonly port: number, readonly targetPort: number | string, readonly nodePort?: number }[]
  }
}

/** One Pod behind a Service. */
export interface Endpoint {
  readonly addresses: readonly [string]
  /** Ready is one that serves and is not on its way out. */
  readonly conditions: { readonly ready: boolean, readonly serving: boolean, readonly terminating: boolean }
  readonly nodeName?: string
  readonly targetRef: { readonly kind: 'Pod', readonly namespace?: string, readonly name: string, readonly uid: string }
}

/** The Pods behind a Service, by address. The label `kubernetes.io/service-name` says whose they are. */
export interface EndpointSlice extends Kind<'EndpointSlice', 'discovery.k8s.io/v1'> {
  readonly addressType: 'IPv4'
  readonly endpoints: readonly Endpoint[]
  readonly ports: readonly { readonly name?: string, readonly port: number }[]
}

/** What the kernel of a node does with a connection to a Service: one of the targets takes its place. */
export interface ServiceRule {
  readonly service: string
  readonly address: string
  /** Addresses and ports of the Pods that it sends to. */
  readonly targets: readonly string[]
}
