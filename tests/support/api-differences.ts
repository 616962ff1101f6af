/** Something in the answer to a recorded request that is otherwise here, and why. */
export interface Difference {
  /** The groups of requests, or one by its method and path. */
  readonly where: RegExp
  /** Where in the answer: `status`, or a path below `answer` (its headers), `response` (its body) or `lines` (what a watch tells). */
  readonly what: RegExp
  readonly why: string
}

/** What a real API server answers otherwise than the one here. Each is found in at least one answer, or fails. */
export const differences: readonly Difference[] = [
  { where: /^discovery GET \/$/, what: /^response\.paths has/, why: 'The server has no metrics, logs, flags and single health checks to be read, and lists none.' },
  { where: /^discovery GET \/api$/, what: /serverAddressByClientCIDRs/, why: 'The recorded server was reached at two addresses, one of them for IPv6.' },
  { where: /^discovery GET \/apis?\//, what: /storageVersionHash is "[^"]+": not there/, why: 'A digest of how etcd stores a kind, which no client asks for: nothing here is migrated.' },
  { where: /^discovery GET \/openapi\/v3$/, what: /response\.paths\.(\.well-known|api|apis|apis\/[^/]+|logs|openid|version)[^/]* is .*: not there|response\.paths\.(\.well-known|openid|logs|version)/, why: 'There are documents of the groups and versions alone: kubectl asks for no other.' },
  { where: /^apply PATCH .*\/ssa\?/, what: /^response\.(status|metadata\.annotations|metadata\.managedFields( has|\[\]\.fieldsV1\.f:status))/, why: 'How far the controllers have come between two requests is a matter of milliseconds.' },
  { where: /^patch PATCH .*fieldValidation=Strict$/, what: /^response\.(message|details\.causes\[\]\.message)/, why: 'The refusal quotes the whole object, whose fields stand in another order, with other managers.' },
  { where: /^delete DELETE .*\/deployments\/dry$/, what: /^response\.metadata\.managedFields/, why: 'Entries stand in the order of their times, and within a second either may come first.' },
  { where: /^table GET .*\/(nodes|namespaces|services|configmaps|leases|endpointslices)$/, what: /rows\[\]\.object\.metadata\.managedFields is .*: not there/, why: 'What the parts of the cluster have written is accounted for in Deployments, ReplicaSets and Pods alone.' },
  { where: /^table GET .*\/leases$/, what: /peer-advertise-address/, why: 'There is one API server, which tells no other where it is.' },
  { where: /^table GET .*\/endpointslices$/, what: /rows\[\]\.object\.metadata\.(annotations|labels)/, why: 'A slice carries what something in the cluster reads: neither the labels of its Service nor when its Pods changed.' },
  { where: /^table GET .*\/(poddisruptionbudgets|jobs)$/, what: /^response\.columnDefinitions/, why: 'Of kinds that this cluster does not keep, a table has a name and an age.' },
  { where: /^table GET .*\/events$/, what: /^response\.rows has 22 entries: 19$/, why: 'The recorded nodes had just been registered, of which three Events told; those here have been there for long.' },
  { where: /^review POST .*\/selfsubjectreviews$/, what: /^response\.status\.userInfo\.extra/, why: 'The recorded user showed a certificate, whose digest is told; users here show tokens.' },
  { where: /^review POST .*\/selfsubjectaccessreviews$/, what: /^response\.metadata\.managedFields/, why: 'A review is not stored: nobody asks for its managers.' },
]
