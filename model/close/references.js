/**
 * The article's three references. The third edition of Up and Running (O'Reilly, 2022) has a fourth author whom
 * the article does not name; Poulton's book has a new edition every year.
 */
export const articleReferences = [
    { title: 'Kubernetes Components', detail: 'Kubernetes documentation', source: 'docs:concepts/overview/components' },
    { title: 'The Kubernetes Book', detail: 'Nigel Poulton, a new edition every year' },
    { title: 'Kubernetes: Up and Running', detail: '3rd edition: Brendan Burns, Joe Beda, Kelsey Hightower, Lachlan Evenson' },
];
/** The pages of the documentation that this deck leans on most. */
export const furtherPages = [
    'docs:concepts/architecture',
    'docs:concepts/security/controlling-access',
    'docs:concepts/architecture/control-plane-node-communication',
    'docs:concepts/workloads/pods/pod-lifecycle',
];
/** The versions that the facts of the deck were checked against. */
export const checkedAgainst = 'Checked against Kubernetes 1.36 source, 1.35 docs';
