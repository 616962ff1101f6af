import type { Term } from './term.ts'

/** What a request meets on its way. */
export const requestTerms: readonly Term[] = [
  { id: 'kubectl', name: 'kubectl', sentence: 'kubectl is the program that turns what you type into requests to the API server.', source: 'docs:reference/kubectl' },
  { id: 'kubeconfig', name: 'kubeconfig', sentence: 'A kubeconfig is a file that tells kubectl where the API server is and who you are.', source: 'docs:concepts/configuration/organize-cluster-access-kubeconfig' },
  { id: 'authentication', name: 'authentication', sentence: 'Authentication finds out who sends a request; credentials that it does not accept are answered with 401.', source: 'docs:reference/access-authn-authz/authentication' },
  { id: 'token', name: 'token', sentence: 'A token is a text that a client sends along to prove who it is.', source: 'docs:reference/access-authn-authz/authentication' },
  { id: 'authorization', name: 'authorization', sentence: 'Authorization asks whether this user may do this; where no rule allows it, the answer is 403.', source: 'docs:concepts/security/controlling-access' },
  { id: 'admission', name: 'admission', aliases: ['mutating admission', 'validating admission'], sentence: 'Admission looks at the object itself: in a first phase it may change or refuse it, in a second one only refuse it.', source: 'docs:reference/access-authn-authz/admission-controllers' },
  { id: 'validation', name: 'validation', sentence: 'Validation checks an object against the rules of its kind; what breaks one is answered with 422.', source: 'code:staging/src/k8s.io/apiserver/pkg/registry/rest/create.go' },
  { id: 'webhook', name: 'webhook', sentence: 'A webhook is a server of your own that the API server asks: during admission, say, or about who may do what.', source: 'docs:reference/access-authn-authz/extensible-admission-controllers' },
  { id: 'policy', name: 'policy', official: 'ValidatingAdmissionPolicy', aliases: ['policies'], sentence: 'A policy is a rule, kept in the cluster, by which admission refuses objects; a MutatingAdmissionPolicy changes them.', source: 'docs:reference/access-authn-authz/validating-admission-policy' },
  { id: 'quota', name: 'quota', official: 'ResourceQuota', sentence: 'A quota limits how many objects, and how much CPU and memory, a namespace may hold.', source: 'docs:concepts/policy/resource-quotas' },
  { id: 'service-account', name: 'service account', official: 'ServiceAccount', sentence: 'A service account is the name under which a program, not a person, uses the API.', source: 'docs:concepts/security/service-accounts' },
  { id: 'binding', name: 'binding', official: 'Binding', aliases: ['bound', 'binds'], sentence: 'A binding is the request with which the scheduler gives a Pod its node.', source: 'docs:concepts/scheduling-eviction/kube-scheduler' },
  { id: 'filter', name: 'filter', sentence: 'A filter of the scheduler drops the nodes that cannot take a Pod.', source: 'docs:concepts/scheduling-eviction/kube-scheduler' },
  { id: 'score', name: 'score', sentence: 'A score ranks the nodes that are left after filtering; the highest gets the Pod.', source: 'docs:concepts/scheduling-eviction/kube-scheduler' },
  { id: 'taint', name: 'taint', sentence: 'A taint keeps Pods that do not tolerate it off a node; by its effect it only discourages them, or evicts those that run.', source: 'docs:concepts/scheduling-eviction/taint-and-toleration' },
  { id: 'toleration', name: 'toleration', aliases: ['tolerate'], sentence: 'A toleration lets a Pod go to, or stay on, a node with a certain taint.', source: 'docs:concepts/scheduling-eviction/taint-and-toleration' },
]
