import { apiPath } from './kinds.ts';
const methods = { create: 'POST', get: 'GET', list: 'GET', watch: 'GET', update: 'PUT', patch: 'PATCH', delete: 'DELETE' };
/** The HTTP method of a request. */
export function methodOf(ask) {
    return methods[ask.verb];
}
/** The path of a request with its query. */
export function pathOf(ask) {
    const path = apiPath(ask.resource, ask.namespace, ask.name, ask.subresource);
    return ask.query ? `${path}?${ask.query}` : path;
}
/** Whether a body names only what changes. */
export function isPatch(body) {
    return body.kind === 'StatusPatch' || body.kind === 'NodeStatusPatch' || body.kind === 'TaintPatch' || body.kind === 'ScalePatch';
}
/** Whether a request changes anything: only those pass admission and reach a commit. */
export function writes(ask) {
    return ask.verb !== 'get' && ask.verb !== 'list' && ask.verb !== 'watch';
}
