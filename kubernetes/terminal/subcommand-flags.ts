/** Flags that some commands of a group have and others have not. Source: kubectl 1.35.2, `--help` of each. */
const flags: Readonly<Record<string, string>> = {
  'create': 'selector filename recursive raw edit',
  'create clusterrole': 'verb resource resource-name non-resource-url aggregation-rule',
  'create clusterrolebinding': 'clusterrole group serviceaccount',
  'create configmap': 'from-literal from-file from-env-file append-hash',
  'create cronjob': 'image restart schedule',
  'create deployment': 'image replicas port',
  'create ingress': 'default-backend rule class annotation',
  'create job': 'image from',
  'create namespace': '',
  'create poddisruptionbudget': 'selector min-available max-unavailable',
  'create priorityclass': 'value global-default description preemption-policy',
  'create quota': 'hard scopes',
  'create role': 'verb resource resource-name',
  'create rolebinding': 'role clusterrole group serviceaccount',
  'create secret': '',
  'create secret docker-registry': 'from-file docker-username docker-password docker-server docker-email append-hash',
  'create secret generic': 'from-literal from-file from-env-file type append-hash',
  'create secret tls': 'key cert append-hash',
  'create service': '',
  'create service clusterip': 'tcp clusterip',
  'create service externalname': 'tcp external-name',
  'create service loadbalancer': 'tcp',
  'create service nodeport': 'tcp node-port',
  'create serviceaccount': '',
  'create token': 'duration audience',
  'rollout': '',
  'rollout history': 'revision output',
  'rollout pause': 'output field-manager',
  'rollout restart': 'output field-manager',
  'rollout resume': 'output field-manager',
  'rollout status': 'timeout watch revision',
  'rollout undo': 'to-revision dry-run output',
  'set': '',
  'set env': 'list env from keys prefix overwrite containers selector resolve',
  'set image': 'selector',
  'set resources': 'requests limits containers selector',
  'set selector': 'resource-version',
  'set serviceaccount': '',
  'set subject': 'group serviceaccount selector',
  'auth': '',
  'auth can-i': 'list quiet all-namespaces subresource no-headers',
  'auth reconcile': 'filename',
  'auth whoami': 'output',
}

/** Other names of commands below another. */
const aliases: Readonly<Record<string, string>> = { deploy: 'deployment', ns: 'namespace', sa: 'serviceaccount', cm: 'configmap', svc: 'service', resourcequota: 'quota', cj: 'cronjob', pc: 'priorityclass', pdb: 'poddisruptionbudget', ing: 'ingress' }

/** The name of a command below another, by that or by another name. */
export function subcommandNamed(word: string): string {
  return aliases[word] ?? word
}

/** The words of a command below a group, by its own name: `create secret generic`. */
export function pathOfSubcommand(group: string, [first, second]: readonly string[]): string {
  const path = first === undefined ? group : `${group} ${subcommandNamed(first)}`
  return [`${path} ${second ?? ''}`, path, group].find(each => each in flags) ?? path
}

/** The flags that a command has, of those of its group. @param path its words, as {@link pathOfSubcommand} gives them */
export function flagsOfSubcommand<Kind>(path: string, all: Readonly<Record<string, Kind>>): Readonly<Record<string, Kind>> {
  const own = flags[path]?.split(' ')
  const [group = ''] = path.split(' ')
  const some = new Set(Object.entries(flags).filter(([each]) => each.split(' ')[0] === group).flatMap(([, names]) => names.split(' ')))
  return own ? Object.fromEntries(Object.entries(all).filter(([name]) => own.includes(name) || !some.has(name))) : all
}
