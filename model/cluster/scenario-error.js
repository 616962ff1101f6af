import { images, missingImages } from './node/images.ts';
import { breakablesOf, partsOf } from './scenario.ts';
/** A scenario that cannot be run, and why: by name, with what there is instead. */
export class ScenarioError extends Error {
    /** What is unknown: the kind of thing. */
    thing;
    /** The name that was given. */
    given;
    /** The names that exist. */
    known;
    constructor(thing, given, known) {
        super(`No ${thing} "${given}". There are: ${known.join(', ')}.`);
        this.name = 'ScenarioError';
        this.thing = thing;
        this.given = given;
        this.known = known;
    }
}
/** Refuses a name that is not known. Throws {@link ScenarioError}. */
export function checkName(thing, given, known) {
    if (!known.includes(given))
        throw new ScenarioError(thing, given, known);
}
/** Refuses a scenario that names a node, an image or a part that does not exist. Throws {@link ScenarioError}. */
export function checkScenario({ nodes, commands, crashes = [], without = [], faults = [] }) {
    const names = nodes.map(node => node.name);
    const known = partsOf(nodes);
    for (const part of without) {
        const at = part.indexOf('@');
        if (at >= 0)
            checkName('node', part.slice(at + 1), names);
        checkName('part', part, known);
    }
    for (const { node } of crashes)
        checkName('node', node, names);
    for (const fault of faults)
        checkName('part', 'stop' in fault ? fault.stop : fault.start, breakablesOf({ nodes, without }));
    for (const command of commands) {
        if ('image' in command && !missingImages.includes(command.image))
            checkName('image', command.image, Object.keys(images));
    }
}
