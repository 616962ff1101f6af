import { runCommand } from './client/kubectl.ts';
import { assemble } from './assembly.ts';
import { timing } from './engine/timing.ts';
import { createHistory } from './history/history.ts';
import { breakablesOf } from './scenario.ts';
import { checkName, checkScenario } from './scenario-error.ts';
/** For how long the next thing is waited for unless said otherwise, in milliseconds. */
const patience = 600_000;
function isChange(event) {
    return (event.kind === 'committed' || event.kind === 'removed') && event.object.kind !== 'Lease';
}
/**
 * A cluster at its start: everything that is there runs, and nothing has happened. The scenario's own commands and
 * faults come at their times; those commands that wait for rest are typed by {@link Simulation.rest}.
 * Throws a ScenarioError for a scenario that names a node, an image or a part that does not exist.
 */
export function createSimulation(scenario) {
    checkScenario(scenario);
    const { commands, faults = [] } = scenario;
    const breakables = breakablesOf(scenario);
    const stopped = new Set();
    const { agenda, recorder, machinery, user, initial } = assemble(scenario);
    const { events } = recorder;
    const history = createHistory(scenario, initial, events);
    const waiting = [...commands.entries()].filter(([, { at }]) => at === 'rest');
    let typed = commands.length;
    function turn(part, on) {
        checkName('part', part, breakables);
        if (stopped.has(part) !== on)
            return;
        recorder.record('user', [], { kind: on ? 'started' : 'stopped', part });
        if (on)
            stopped.delete(part);
        else
            stopped.add(part);
        machinery.turn(part, on);
    }
    /** Goes on until one of the events to come is wanted. */
    function seek(wanted, within) {
        const end = agenda.now() + within;
        let seen = events.length;
        while (agenda.nextBy(end)) {
            for (; seen < events.length; seen++) {
                const event = events[seen];
                if (event && wanted(event))
                    return true;
            }
        }
        return false;
    }
    /** Types the command that has waited longest, which follows the last prompt and the last change. */
    function typeWaiting() {
        const [number, command] = waiting.shift() ?? [];
        if (number === undefined || !command)
            return false;
        const after = ['exited', 'committed', 'removed'].flatMap(kind => events.findLast(event => event.kind === kind)?.id ?? []);
        agenda.after(timing.think, () => runCommand({ command, number, after }, user, recorder));
        return true;
    }
    machinery.begin(initial);
    for (const [number, command] of commands.entries()) {
        if (command.at !== 'rest')
            agenda.after(command.at * 1000, () => runCommand({ command, number, after: [] }, user, recorder));
    }
    for (const fault of faults)
        agenda.after(fault.at * 1000, () => 'stop' in fault ? turn(fault.stop, false) : turn(fault.start, true));
    return {
        now: agenda.now,
        history,
        state: () => history.stateAt(events.length - 1),
        type: (command) => {
            runCommand({ command, number: typed, after: [] }, user, recorder);
            return typed++;
        },
        stop: part => turn(part, false),
        start: part => turn(part, true),
        breakables,
        advance: (ms) => {
            if (ms < 0)
                throw new RangeError(`Time does not go back: ${ms} ms.`);
            const end = agenda.now() + ms;
            while (agenda.nextBy(end))
                ;
        },
        next: (within = patience) => seek(() => true, within),
        nextChange: (within = patience) => seek(isChange, within),
        rest: () => {
            do {
                while (agenda.next())
                    ;
            } while (typeWaiting());
        },
    };
}
