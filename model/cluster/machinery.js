import { startDeploymentController } from './controllers/deployment.ts';
import { startEndpointSliceController } from './controllers/endpointslice.ts';
import { startNodeLifecycleController } from './controllers/nodes/node-lifecycle.ts';
import { startTaintEvictionController } from './controllers/nodes/taint-eviction.ts';
import { startReplicaSetController } from './controllers/replicaset.ts';
import { nodeOf } from './engine/actor.ts';
import { beginLife } from './engine/life.ts';
import { majorityOf } from './etcd/members.ts';
import { startKubeProxy } from './node/kube-proxy.ts';
import { startKubelet } from './node/kubelet.ts';
import { createRuntime } from './node/runtime.ts';
import { breakablesOf, presence } from './scenario.ts';
import { startScheduler } from './scheduler/scheduler.ts';
import { hostIP } from './seed.ts';
/** The machinery of a scenario; nothing runs yet. */
export function createMachinery(scenario, world) {
    const has = presence(scenario);
    const off = new Set();
    const kubelets = new Map();
    const processes = [];
    const members = breakablesOf(scenario).filter(part => part.startsWith('etcd-'));
    function isOn(part) {
        return has(part) && !off.has(part);
    }
    /** A process of one or more actors, which begins each of its lives with nothing but what it is given. */
    function add(needs, starts) {
        let life;
        processes.push({
            needs,
            on: false,
            start: (initial) => {
                life = beginLife(world, initial);
                for (const start of starts)
                    start(life.cluster);
            },
            stop: () => life?.end(),
        });
    }
    function addNode({ name, ready = true }, index) {
        const machine = `node@${name}`;
        const crashes = (scenario.crashes ?? []).filter(({ node }) => node === name).map(({ at }) => at);
        const runtime = createRuntime({ node: name, index, crashes }, world.agenda, world.recorder);
        add([machine, `kube-proxy@${name}`], [cluster => startKubeProxy(cluster, name)]);
        processes.push({ needs: [machine], on: false, start: () => { }, stop: runtime.powerOff });
        processes.push({ needs: [machine, `container-runtime@${name}`], on: false, start: runtime.start, stop: runtime.stop });
        if (ready)
            add([machine, `kubelet@${name}`], [cluster => kubelets.set(name, startKubelet(cluster, { name, hostIP: hostIP(index), runtime }))]);
        if (!has(`container-runtime@${name}`))
            runtime.stop();
    }
    add(['kube-controller-manager'], [
        ...has('deployment-controller') ? [startDeploymentController] : [],
        ...has('replicaset-controller') ? [startReplicaSetController] : [],
        ...has('endpointslice-controller') ? [startEndpointSliceController] : [],
        startNodeLifecycleController,
        startTaintEvictionController,
    ]);
    add(['kube-scheduler'], [startScheduler]);
    for (const [index, node] of scenario.nodes.entries())
        addNode(node, index);
    function reaches(actor) {
        const node = nodeOf(actor);
        return isOn('kube-apiserver') && (node === undefined || (isOn(`node@${node}`) && isOn(`link@${node}`)));
    }
    /** Brings every process to the state that the switches say. */
    function follow(initial) {
        for (const process of processes) {
            const on = process.needs.every(isOn);
            if (on === process.on)
                continue;
            process.on = on;
            if (on)
                process.start(initial);
            else
                process.stop();
        }
        world.watches.end(actor => !reaches(actor));
    }
    return {
        begin: follow,
        turn: (part, on) => {
            if (off.has(part) !== on)
                return false;
            if (on)
                off.delete(part);
            else
                off.add(part);
            follow();
            return true;
        },
        reaches,
        etcd: () => has('etcd') && members.filter(isOn).length >= majorityOf(3),
        kubelet: (node) => {
            if (!isOn(`node@${node}`) || !isOn(`link@${node}`))
                return 'i/o timeout';
            const there = kubelets.get(node);
            return there && isOn(`kubelet@${node}`) ? there : 'connect: connection refused';
        },
    };
}
