/** What stands behind the name of a command, by the command, where that is more than flags. Source: kubectl 1.36.2, `--help` of each. */
const usages: Readonly<Record<string, string>> = {
  'get': '[(-o|--output=)json|yaml|kyaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file|custom-columns|custom-columns-file|wide] (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags]',
  'describe': '(-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)',
  'create': '-f FILENAME',
  'apply': '(-f FILENAME | -k DIRECTORY)',
  'diff': '-f FILENAME',
  'edit': '(RESOURCE/NAME | -f FILENAME)',
  'delete': '([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)])',
  'scale': '[--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME)',
  'logs': '[-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]',
  'events': '[(-o|--output=)json|yaml|kyaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file] [--for TYPE/NAME] [--watch] [--types=Normal,Warning]',
  'run': 'NAME --image=image [--env="key=value"] [--port=port] [--dry-run=server|client] [--overrides=inline-json] [--command] -- [COMMAND] [args...]',
  'expose': '(-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] [--target-port=number-or-name] [--name=name] [--external-ip=external-ip-of-service] [--type=type]',
  'label': '[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]',
  'annotate': '[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]',
  'patch': '(-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE]',
  'replace': '-f FILENAME',
  'autoscale': '(-f FILENAME | TYPE NAME | TYPE/NAME) [--min=MINPODS] --max=MAXPODS [--cpu=CPU] [--memory=MEMORY]',
  'wait': '([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath=\'{}\'[=value]]',
  'cordon': 'NODE',
  'uncordon': 'NODE',
  'drain': 'NODE',
  'taint': 'NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N',
  'explain': 'TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] [-o|--output=plaintext|plaintext-openapiv2]',
  'apply view-last-applied': '(TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME)',
  'auth can-i': 'VERB [TYPE | TYPE/NAME | NONRESOURCEURL]',
  'create clusterrole': 'NAME --verb=verb --resource=resource.group [--resource-name=resourcename] [--dry-run=server|client|none]',
  'create clusterrolebinding': 'NAME --clusterrole=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]',
  'create configmap': 'NAME [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]',
  'create cronjob': 'NAME --image=image --schedule=\'0/5 * * * ?\' -- [COMMAND] [args...] [flags]',
  'create deployment': 'NAME --image=image -- [COMMAND] [args...]',
  'create ingress': 'NAME --rule=host/path=service:port[,tls[=secret]] ',
  'create job': 'NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...]',
  'create namespace': 'NAME [--dry-run=server|client|none]',
  'create poddisruptionbudget': 'NAME --selector=SELECTOR --min-available=N [--dry-run=server|client|none]',
  'create priorityclass': 'NAME --value=VALUE --global-default=BOOL [--dry-run=server|client|none]',
  'create quota': 'NAME [--hard=key1=value1,key2=value2] [--scopes=Scope1,Scope2] [--dry-run=server|client|none]',
  'create role': 'NAME --verb=verb --resource=resource.group/subresource [--resource-name=resourcename] [--dry-run=server|client|none]',
  'create rolebinding': 'NAME --clusterrole=NAME|--role=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]',
  'create secret docker-registry': 'NAME --docker-username=user --docker-password=password --docker-email=email [--docker-server=string] [--from-file=[key=]source] [--dry-run=server|client|none]',
  'create secret generic': 'NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]',
  'create secret tls': 'NAME --cert=path/to/cert/file --key=path/to/key/file [--dry-run=server|client|none]',
  'create service clusterip': 'NAME [--tcp=<port>:<targetPort>] [--dry-run=server|client|none]',
  'create service externalname': 'NAME --external-name external.name [--dry-run=server|client|none]',
  'create service loadbalancer': 'NAME [--tcp=port:targetPort] [--dry-run=server|client|none]',
  'create service nodeport': 'NAME [--tcp=port:targetPort] [--dry-run=server|client|none]',
  'create serviceaccount': 'NAME [--dry-run=server|client|none]',
  'create token': 'SERVICE_ACCOUNT_NAME',
  'rollout history': '(TYPE NAME | TYPE/NAME) [flags]',
  'rollout pause': 'RESOURCE',
  'rollout restart': 'RESOURCE',
  'rollout resume': 'RESOURCE',
  'rollout status': '(TYPE NAME | TYPE/NAME) [flags]',
  'rollout undo': '(TYPE NAME | TYPE/NAME) [flags]',
  'set env': 'RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N',
  'set image': '(-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N',
  'set resources': '(-f FILENAME | TYPE NAME)  ([--limits=LIMITS & --requests=REQUESTS]',
  'set selector': '(-f FILENAME | TYPE NAME) EXPRESSIONS [--resource-version=version]',
  'set serviceaccount': '(-f FILENAME | TYPE NAME) SERVICE_ACCOUNT',
  'set subject': '(-f FILENAME | TYPE NAME) [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]',
}

/** Where the documentation has a command, below the folder of all: `kubectl_rollout/kubectl_rollout_status`. */
export function manualOf(path: string): string {
  const [group = '', ...rest] = path.split(' ')
  return [[group], ...rest.length > 0 ? [[group, ...rest]] : []].map(words => ['kubectl', ...words].join('_')).join('/')
}

/** How a command is written: `kubectl cordon NODE [options]`. @param path its words */
export function usageOf(path: string): string {
  return `kubectl ${path} ${usages[path] ?? '[flags]'} [options]`
}
