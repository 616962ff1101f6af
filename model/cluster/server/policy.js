/** A request without credentials. Source: docs, reference/access-authn-authz/authentication (anonymous requests). */
export const anonymous = { user: 'system:anonymous', groups: ['system:unauthenticated'] };
