/** The label of a node with its own name. Source: docs, reference/labels-annotations-taints. */
export const hostnameLabel = 'kubernetes.io/hostname'

/** The label of a node with the zone that it stands in. Source: as above. */
export const zoneLabel = 'topology.kubernetes.io/zone'
