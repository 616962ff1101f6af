import type { Status } from '../api/objects.ts'
import type { CommandLine, CreateDeployment, CreatePod } from '../scenario.ts'

type Creation = Omit<CreateDeployment, 'at'> | Omit<CreatePod, 'at'>

/** Where kubectl reaches the API server. */
export const address = '10.0.0.1:6443'

/** Whether a command needs a file: there are no flags for what it asks. */
function needsFile(command: Creation): boolean {
  return command.run === 'create pod' || command.requests !== undefined || command.readinessProbe !== undefined || command.preStop !== undefined || command.strategy !== undefined || command.progressDeadlineSeconds !== undefined || command.revisionHistoryLimit !== undefined || command.spec !== undefined
}

function inNamespace({ namespace }: { readonly namespace?: string }): string {
  return namespace === undefined ? '' : ` -n ${namespace}`
}

const waitFlags = { no: ' --wait=false', force: ' --grace-period=0 --force' }

/** What the user types. */
export function commandText(command: CommandLine): string {
  switch (command.run) {
    case 'create deployment': {
      const { name, image, replicas } = command
      return needsFile(command) ? `kubectl create -f ${name}.yaml` : `kubectl create deployment ${name} --image=${image} --replicas=${replicas}${command.namespace === undefined ? '' : ` -n ${command.namespace}`}`
    }
    case 'create pod':
    case 'create configmap':
      return `kubectl create -f ${command.name}.yaml`
    case 'patch configmap':
      return `kubectl patch configmap ${command.name} --type=merge -p {"metadata":{"finalizers":${command.finalizers ? JSON.stringify(command.finalizers) : 'null'}}}`
    case 'create namespace':
    case 'get namespace':
    case 'delete namespace':
    case 'get configmap':
    case 'delete configmap':
      return `kubectl ${command.run} ${command.name}${'wait' in command && command.wait !== undefined ? waitFlags[command.wait] : ''}${'timeout' in command && command.timeout !== undefined ? ` --timeout=${command.timeout}s` : ''}`
    case 'scale deployment':
      return `kubectl scale deployment ${command.name} --replicas=${command.replicas}`
    case 'run': {
      const override = command.node === undefined ? '' : ` --overrides='{"spec":{"nodeName":"${command.node}"}}'`
      return `kubectl run ${command.name} --image=${command.image}${override}`
    }
    case 'get pods':
      return `kubectl get pods${inNamespace(command)}`
    case 'get nodes':
      return `kubectl ${command.run}`
    case 'get deployment':
    case 'delete pod':
    case 'logs':
      return `kubectl ${command.run} ${command.name}${'wait' in command && command.wait !== undefined ? waitFlags[command.wait] : ''}${'tail' in command && command.tail !== undefined ? ` --tail=${command.tail}` : ''}${'namespace' in command ? inNamespace(command) : ''}`
    case 'set image':
      return `kubectl set image deployment/${command.name} ${command.container}=${command.image}`
    case 'rollout undo':
    case 'rollout status':
    case 'rollout history':
    case 'rollout pause':
    case 'rollout resume':
    case 'rollout restart':
      return `kubectl ${command.run} deployment/${command.name}${command.toRevision === undefined ? '' : ` --to-revision=${command.toRevision}`}${command.timeout === undefined ? '' : ` --timeout=${command.timeout}s`}`
    case 'delete deployment':
      return `kubectl delete deployment ${command.name}${command.cascade === undefined ? '' : ` --cascade=${command.cascade}`}${command.wait === undefined ? '' : waitFlags[command.wait]}`
    case 'expose deployment':
      return `kubectl expose deployment ${command.name} --port=${command.port}`
    case 'cordon':
      return `kubectl cordon ${command.node}`
  }
}

/** What kubectl prints when the API server has taken a delete: since 1.34 with the namespace. Source: kubectl/pkg/cmd/delete/delete.go. */
export function deletedText(kind: 'pod' | 'deployment.apps' | 'configmap', name: string, namespace = 'default'): string {
  return `${kind} "${name}" deleted from ${namespace} namespace`
}

/** What it prints of one that was forced, and before it asks. Source: as above. */
export function forcedTexts(name: string): readonly string[] {
  return [
    'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.',
    `pod "${name}" force deleted from default namespace`,
  ]
}

/** What kubectl prints of an object that is not valid: one cause in its line, several in a list. Source: kubectl/pkg/cmd/util/helpers.go (StandardErrorMessage). */
function invalidText({ kind, name, causes }: NonNullable<Status['details']>): string {
  const of = `The ${kind} "${name}" is invalid: `
  return causes.length === 1 ? `${of}${causes[0] ?? ''}` : [of, ...causes.map(cause => `* ${cause}`)].join('\n')
}

/** What kubectl prints of a refusal. Sources: kubectl/pkg/cmd/create/create_deployment.go, kubectl/pkg/cmd/util/helpers.go. */
export function refusedText(command: CommandLine, status: Status): string {
  const creation = command.run === 'create deployment' || command.run === 'create pod' ? command : undefined
  if (creation && !needsFile(creation))
    return `error: failed to create deployment: ${status.message}`
  if (command.run === 'logs' && status.reason === 'NotFound')
    return `error: error from server (NotFound): ${status.message} in namespace "default"`
  if (status.details !== undefined)
    return invalidText(status.details)
  const context = creation ? `error when creating "${creation.name}.yaml": ` : ''
  if (status.code === 401)
    return `error: You must be logged in to the server (${context}${status.message})`
  const reason = status.reason ? ` (${status.reason})` : ''
  return `Error from server${reason}: ${context}${status.message}`
}

/** What a client says whose request nobody took. Source: net/http. */
export function dialText(method: string, path: string): string {
  return `${method} "https://${address}${path}": dial tcp ${address}: connect: connection refused`
}

/** What kubectl prints when nobody listens: a file it would first check against the server's schemas. Source: kubectl/pkg/cmd/util/helpers.go. */
export function unreachableText(path: string, command: Creation | undefined): string {
  if (!command)
    return `The connection to the server ${address} was refused - did you specify the right host or port?`
  return needsFile(command)
    ? `error: error validating "${command.name}.yaml": error validating data: failed to download openapi: ${dialText('Get', '/openapi/v2?timeout=32s')}; if you choose to ignore these errors, turn validation off with --validate=false`
    : `error: failed to create deployment: ${dialText('Post', path)}`
}
