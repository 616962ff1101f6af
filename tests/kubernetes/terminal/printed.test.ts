import { expect, test } from 'vitest'
import { beginTerminalSession } from '../../support/kubectl/terminal-session.ts'

const session = beginTerminalSession()

function type(argv: readonly string[], stdin?: string): string {
  const { stdout, stderr, exit } = session.type({ id: 0, argv: ['kubectl', ...argv], ...(stdin !== undefined && { stdin }) })
  return `${stdout}${stderr}${exit === 0 ? '' : `(${exit})`}`
}

session.type({ id: 0, argv: ['kubectl', 'create', 'deployment', 'web', '--image=nginx', '--replicas=2'], wait: { running: 'app=web', n: 2 } })

const template = (text: string) => ['get', 'pods', '-o', `go-template=${text}`]

// What kubectl printed when it was asked the same, but for what its clock and the drawn names say.
const printed: readonly (readonly [argv: readonly string[], text: string, stdin?: string])[] = [
  [template('{{range .items}}{{.status.phase}} {{end}}'), 'Running Running '],
  [template('{{range $i, $p := .items}}{{if $i}},{{end}}{{$p.status.phase}}{{end}}'), 'Running,Running'],
  [template('{{len .items}}'), '2'],
  [template('{{range .items}}{{range .spec.containers}}{{.name | printf "%q"}} {{.image}}{{"\\n"}}{{end}}{{end}}'), '"nginx" nginx\n"nginx" nginx\n'],
  [template('{{with (index .items 0).metadata}}{{.labels.app}}{{else}}none{{end}}'), 'web'],
  [template('{{range .nope}}x{{else}}none{{end}}'), 'none'],
  [template('{{(index .items 0).status.nope}}'), '<no value>'],
  [template('{{if and (eq .kind "List") (gt (len .items) 1)}}many{{else if .items}}one{{end}}'), 'many'],
  [template('{{.status.nope.x'), 'error: error parsing template {{.status.nope.x, template: output:1: unclosed action\n(1)'],
  [['get', 'deploy', 'web', '--template={{.spec.selector.matchLabels}} {{.spec.replicas}}'], 'map[app:web] 2'],
  [['get', 'pods', '-o', 'go-template'], 'error: template format specified but no template given\n(1)'],
  [['get', 'deploy', 'web', '-o', 'jsonpath-as-json={.spec.replicas}'], '[\n    2\n]\n'],
  [['get', 'deploy', 'web', '-o', 'jsonpath={.spec.template.spec.containers[0][\'name\',\'image\']}'], 'nginx nginx'],
  [['get', 'ns', 'default', '-o', 'kyaml'], expect.stringMatching(/^---\n\{\n {2}apiVersion: "v1",\n {2}kind: "Namespace",\n {2}metadata: \{\n[^]* {2}spec: \{\n {4}finalizers: \[\n {6}"kubernetes",\n {4}\],\n {2}\},\n {2}status: \{\n {4}phase: "Active",\n {2}\},\n\}\n$/) as unknown as string],
  [['get', 'pods', '-o', 'custom-columns=A:.metadata.labels.app', '--no-headers'], 'web\nweb\n'],
  [['get', 'pods', '--sort-by=.nope'], 'No resources found in default namespace.\n'],
  [['get', 'pods', '-A', 'web'], 'error: a resource cannot be retrieved by name across all namespaces\n(1)'],
  [['get', 'pods', '--subresource=status'], 'error: subresource cannot be used when bulk resources are specified\n(1)'],
  [['get', 'pods,deploy', '-w'], 'error: you may only specify a single resource type\n(1)'],
  [['get', 'pod', 'nope', '-w'], 'Error from server (NotFound): pods "nope" not found\n(1)'],
  [['get', 'deployments.v1.apps', 'web', '-o', 'name'], 'deployment.apps/web\n'],
  [['get', 'pods.v2'], 'error: the server doesn\'t have a resource type "pods"\n(1)'],
  [['get', 'pods/'], 'error: arguments in resource/name form must have a single resource and name\n(1)'],
  [['get', '--raw', 'nope'], 'error: --raw must be a valid URL path: parse "nope": invalid URI for request\n(1)'],
  [['logs', 'deploy/web', '--tail=0'], expect.stringMatching(/^Found 2 pods, using pod\/web-\S+\n$/) as unknown as string],
  [['logs', 'deploy/web', '--limit-bytes=4'], expect.stringMatching(/^20\d\dFound/) as unknown as string],
  [['logs', 'deploy/web', '--all-pods', '--since-time=2100-01-01T00:00:00Z'], ''],
  [['logs', 'deploy/nope'], 'error: error from server (NotFound): deployments.apps "nope" not found in namespace "default"\n(1)'],
  [['logs', 'node/worker-1'], 'error: cannot get the logs from *v1.Node: selector for *v1.Node not implemented\n(1)'],
  [['logs', 'web', 'a', '-c', 'b'], 'error: only one of -c or an inline [CONTAINER] arg is allowed\n(1)'],
  [['logs', 'web', '--tail=-2'], 'error: --tail must be greater than or equal to -1\n(1)'],
  // The help of the page is shorter: flags by name, how a command is written as kubectl has it, and where the rest stands.
  [['help', 'rollout', 'status'], expect.stringMatching(/--timeout\n[^]*\nUsage:\n {2}kubectl rollout status \(TYPE NAME \| TYPE\/NAME\) \[flags\] \[options\]\n\n.*\/kubectl_rollout\/kubectl_rollout_status\/\n$/) as unknown as string],
  [['create', '--raw', '/api/v1/namespaces'], expect.stringMatching(/^Error from server \(BadRequest\): .*\n\(1\)$/) as unknown as string, '{bad'],
  [['events', '--for', 'nope'], 'error: --for must be in resource/name form\n(1)'],
  [['events', '--types=Nope'], 'error: valid --types are Normal or Warning\n(1)'],
  [['run', 'q', '--image=nginx', '--overrides={bad'], 'error: Invalid JSON Patch\n(1)'],
  [['run', 'q', '--image=nginx', '--env=bad'], 'error: invalid env: bad\n(1)'],
  [['run', 'q', '--image=nginx', '--dry-run=client', '-o', 'jsonpath={.spec.containers[0].resources.requests.cpu}', '--overrides={"spec":{"containers":[{"name":"q","image":"nginx","resources":{"requests":{"cpu":"2"}}}]}}'], '2'],
  [['create', 'sa', 'default'], 'error: failed to create serviceaccount: serviceaccounts "default" already exists\n(1)'],
  [['create', 'rolebinding', 'b', '--role=r', '--serviceaccount=bad'], 'error: serviceaccount must be <namespace>:<name>\n(1)'],
  [['create', '-f', '-'], 'error: error validating "STDIN": error validating data: [apiVersion not set, kind not set]; if you choose to ignore these errors, turn validation off with --validate=false\n(1)', 'a: b\n'],
  [['create', '-f', '-', '--validate=warn', '--dry-run=server'], 'configmap/c created (server dry run)\nWarning: unknown field "nope"\n', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\nnope: 1\n'],
  [['create', 'configmap', 'c', '--from-literal=a=b', '--from-literal=a=c'], 'error: cannot add key "a", another key by that name already exists in Data for ConfigMap "c"\n(1)'],
  [['create', 'configmap', 'c', '--from-literal=a b=c'], expect.stringMatching(/^error: "a b" is not a valid key name for a ConfigMap: a valid config key must consist of /) as unknown as string],
  [['autoscale', 'deployment', 'web', '--max=5', '--min=7'], 'error: --max=MAXPODS must be larger or equal to --min=MINPODS, max: 5, min: 7\n(1)'],
  [['set', 'resources', 'deploy', 'web'], 'error: you must specify an update to requests or limits (in the form of --requests/--limits)\n(1)'],
  [['expose', 'node', 'worker-1', '--port=80'], 'error: cannot expose a Node\n(1)'],
  [['delete', '-l', 'a=b'], 'error: at least one resource must be specified to use a selector\n(1)'],
  [['describe', 'sa', 'default'], 'Name:                default\nNamespace:           default\nLabels:              <none>\nAnnotations:         <none>\nImage pull secrets:  <none>\nEvents:              <none>\n'],
]

test.each(printed.map(([argv, text, stdin]) => ({ line: argv.join(' '), argv, text, stdin })))('$line prints what kubectl prints', ({ argv, text, stdin }) => {
  expect(type(argv, stdin)).toEqual(text)
})

test('roles, bindings, Leases and Services are described as kubectl describes them', () => {
  type(['create', 'role', 'r', '--verb=get,list', '--resource=pods,deployments.apps', '--resource-name=x'])
  type(['create', 'rolebinding', 'rb', '--role=r', '--user=bob', '--serviceaccount=default:default'])
  type(['expose', 'deployment', 'web', '--port=80', '--type=NodePort', '--name=np'])
  expect(type(['describe', 'role', 'r'])).toBe([
    'Name:         r', 'Labels:       <none>', 'Annotations:  <none>', 'PolicyRule:',
    '  Resources         Non-Resource URLs  Resource Names  Verbs',
    '  ---------         -----------------  --------------  -----',
    '  pods              []                 [x]             [get list]',
    '  deployments.apps  []                 [x]             [get list]', '',
  ].join('\n'))
  expect(type(['describe', 'rolebinding', 'rb'])).toBe([
    'Name:         rb', 'Labels:       <none>', 'Annotations:  <none>', 'Role:', '  Kind:  Role', '  Name:  r', 'Subjects:',
    '  Kind            Name     Namespace', '  ----            ----     ---------', '  User            bob      ', '  ServiceAccount  default  default', '',
  ].join('\n'))
  expect(type(['describe', 'lease', '-n', 'kube-node-lease', 'worker-1'])).toMatch(/^API Version: {2}coordination\.k8s\.io\/v1\nKind: {9}Lease\nMetadata:\n {2}Creation Timestamp: {2}\S+\n {2}Owner References:\n {4}API Version: {5}v1\n {4}Kind: {12}Node\n {4}Name: {12}worker-1\n {4}UID: {13}\S+\n {2}Resource Version: {2}\d+\n {2}UID: {15}\S+\nSpec:\n {2}Holder Identity: {9}worker-1\n/m)
  expect(type(['describe', 'svc', 'np', '--show-events=false'])).toMatch(/^NodePort: {17}<unset> {2}3\d{4}\/TCP\n[^]*^External Traffic Policy: {2}Cluster\nInternal Traffic Policy: {2}Cluster\n$/m)
})

test('a dry run of what changes nodes changes none', () => {
  expect(type(['cordon', 'worker-1', '--dry-run=client'])).toBe('node/worker-1 cordoned (dry run)\n')
  expect(type(['cordon', 'worker-1', '--dry-run=server'])).toBe('node/worker-1 cordoned (server dry run)\n')
  expect(type(['taint', 'node', 'worker-1', 'a=b:NoSchedule', '--dry-run=server'])).toBe('node/worker-1 tainted\n')
  expect(type(['drain', 'worker-1', '--dry-run=client', '--pod-selector=app=none'])).toBe('node/worker-1 cordoned (dry run)\nnode/worker-1 drained (dry run)\n')
  expect(type(['get', 'node', 'worker-1', '-o', 'jsonpath={.spec.unschedulable}{.spec.taints}'])).toBe('')
})

test('a rollout is chosen by its labels, and what is written at an older revision is refused', () => {
  expect(type(['rollout', 'restart', 'deploy', '-l', 'app=web'])).toBe('deployment.apps/web restarted\n')
  expect(type(['rollout', 'status', 'deploy/web', '--revision=9'])).toBe('error: desired revision (9) is different from the running revision (2)\n(1)')
  expect(type(['scale', 'deploy', 'web', '--replicas=2', '--resource-version=1'])).toMatch(/^error: Expected resource version to be 1, was \d+\n\(1\)$/)
  expect(type(['label', 'deploy', 'web', 'a=b', '--resource-version=1'])).toBe('Error from server (Conflict): Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again\n(1)')
  expect(type(['scale', 'deploy', 'web', '--replicas=2', '-o', 'name'])).toBe('deployment.apps/web\n')
})

// Source: docs, reference/kubernetes-api, HTTPGetAction and TCPSocketAction.
test.each([['httpGet', 'Name or number'], ['tcpSocket', 'Number or name']])('explains the port of %s in its own words', (action, first) => {
  expect(type(['explain', `pod.spec.containers.livenessProbe.${action}`])).toContain(`  port\t<IntOrString> -required-
    ${first} of the port to access on the container. Number must be in the
    range 1 to 65535. Name must be an IANA_SVC_NAME.
`)
})

// Recorded from kubectl with -v=6 to -v=8; source of where a body ends: client-go/rest/request.go (truncateBody).
test('the terminal tells its requests to who wants to know, a request that it repeats once', () => {
  const logged = (argv: readonly string[]): string => type(argv).replace(/^I\d{4} [\d:.]+ +\d+ /gm, 'I ')
  expect(logged(['get', 'cm', 'nope', '-v=6'])).toBe('I round_trippers.go:632] "Response" verb="GET" url="https://10.0.0.1:6443/api/v1/namespaces/default/configmaps/nope" status="404 Not Found" milliseconds=0\nError from server (NotFound): configmaps "nope" not found\n(1)')
  expect(logged(['create', 'cm', 'told', '-v=7'])).toMatch(/^configmap\/told created\nI round_trippers\.go:527\] "Request" verb="POST" url="https:\/\/10\.0\.0\.1:6443\/api\/v1\/namespaces\/default\/configmaps\?fieldManager=kubectl-create&fieldValidation=Strict" headers=<\n\tAccept: application\/json\n\tAuthorization: Bearer <masked>\n\tContent-Type: application\/json\n\tUser-Agent: kubectl\/v1\.36\.2 \(linux\/amd64\)\n >\nI round_trippers\.go:632\] "Response" status="201 Created" milliseconds=0\n$/)
  expect(logged(['get', 'deploy', 'web', '-v=8'])).toMatch(/"Request Body" body=""\nI [^]*"Response" status="200 OK" headers=<\n\tCache-Control: no-cache, private\n\tContent-Type: application\/json\n > milliseconds=0\nI helper\.go:105\] "Response Body" body="\{.{1024,} \[truncated \d+ chars\]"\n$/)
  expect(logged(['wait', '--for=condition=Nope', 'deploy/web', '--timeout=1s', '-v=6']).match(/"Response"/g)).toHaveLength(1)
})

// Printed by kubectl 1.36.2.
test.each([
  ['configmap c --from-literal=a=b', 'configmap/c-m4h6ctkgb2 created\n'],
  ['configmap e', 'configmap/e-gmbcf66h4d created\n'],
  ['secret generic s --from-literal=a=b', 'secret/s-7fd2tm89d8 created\n'],
  ['secret generic s --from-literal=b=zz --from-literal=a=b --type=x/y', 'secret/s-7bcbkgd84f created\n'],
  ['secret docker-registry r --docker-username=a --docker-password=b', 'secret/r-4t92b95mmh created\n'],
])('the hash behind the name of `create %s` is kubectl’s', (line, printed) => {
  expect(beginTerminalSession().type({ id: 0, argv: ['kubectl', 'create', ...line.split(' '), '--append-hash'] })).toMatchObject({ stdout: printed, stderr: '' })
})
