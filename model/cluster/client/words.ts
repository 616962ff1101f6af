import type { Status } from '../api/objects.ts'
import type { Command, CreateDeployment, CreatePod } from '../scenario.ts'

/** Where kubeconfig says that the API server is. */
const address = '10.0.0.1:6443'

/** Whether a command needs a file: there are no flags for what it asks. */
function needsFile(command: CreateDeployment | CreatePod): boolean {
  return command.run === 'create pod' || command.requests !== undefined || command.readinessProbe !== undefined
}

/** What the user types. */
export function commandText(command: Command): string {
  switch (command.run) {
    case 'create deployment': {
      const { name, image, replicas } = command
      return needsFile(command) ? `kubectl create -f ${name}.yaml` : `kubectl create deployment ${name} --image=${image} --replicas=${replicas}`
    }
    case 'create pod':
      return `kubectl create -f ${command.name}.yaml`
    case 'get pods':
      return 'kubectl get pods'
    case 'get deployment':
    case 'delete pod':
    case 'logs':
      return `kubectl ${command.run} ${command.name}`
  }
}

/** What kubectl prints when an object was created. */
export function createdText({ run, name }: CreateDeployment | CreatePod): string {
  return `${run === 'create pod' ? 'pod' : 'deployment.apps'}/${name} created`
}

/** What kubectl prints when the API server has taken a delete: since 1.34 with the namespace. Source: kubectl/pkg/cmd/delete/delete.go. */
export function deletedText(name: string): string {
  return `pod "${name}" deleted from default namespace`
}

/**
 * What kubectl prints when the API server refused. `create deployment` has words of its own, and so has a 401.
 * Sources: kubectl/pkg/cmd/create/create_deployment.go, kubectl/pkg/cmd/util/helpers.go.
 */
export function refusedText(command: CreateDeployment | CreatePod | undefined, status: Status): string {
  if (command && !needsFile(command))
    return `error: failed to create deployment: ${status.message}`
  const context = command ? `error when creating "${command.name}.yaml": ` : ''
  if (status.code === 401)
    return `error: You must be logged in to the server (${context}${status.message})`
  const reason = status.reason ? ` (${status.reason})` : ''
  return `Error from server${reason}: ${context}${status.message}`
}

/** What kubectl prints when nobody listens. Source: kubectl/pkg/cmd/util/helpers.go. */
export function unreachableText(path: string, command: CreateDeployment | CreatePod | undefined): string {
  return command && !needsFile(command)
    ? `error: failed to create deployment: Post "https://${address}${path}": dial tcp ${address}: connect: connection refused`
    : `The connection to the server ${address} was refused - did you specify the right host or port?`
}
