/** The gates that a request passes, in order. Reads stop after the second. */
export const gates = ['authentication', 'authorization', 'mutating', 'validation', 'validating'];
/** How many nodes a filtered or scored event names one by one; larger clusters keep counts only. */
export const shownNodes = 10;
/** The request that an event belongs to, if it belongs to one. */
export function requestOf(event) {
    return 'request' in event ? event.request : undefined;
}
/** The object that an event is about, as far as it has a name yet. */
export function refOf(event) {
    if ('ref' in event)
        return event.ref;
    if ('pod' in event)
        return event.pod;
    if (!('request' in event))
        return undefined;
    const { resource, namespace, name } = event.request;
    const known = 'object' in event && event.object ? event.object.metadata.name : name;
    return known === undefined ? undefined : { resource, name: known, ...(namespace && { namespace }) };
}
