/**
 * Seconds after which etcd gives up on a write: 5, and twice the time of an election, 1 s unless configured.
 * Source: etcd, server/config/config.go (ReqTimeout).
 */
export const patience = 5 + 2 * 1;
/** So many members that all answer and have the same log. */
export function startMembers(count, revision) {
    return Array.from({ length: count }, (_, index) => ({ name: `member-${index + 1}`, answers: true, revision }));
}
/** The smallest number of members that is more than half of them. */
export function majorityOf(count) {
    return Math.floor(count / 2) + 1;
}
/** The members with only those left answering that are named. */
export function withOnly(members, answering) {
    return members.map(member => ({ ...member, answers: answering.includes(member.name) }));
}
/** The leader sends a write to all members; it counts once a majority has it in its log. Source: docs, tasks/administer-cluster/configure-upgrade-etcd. */
export function write(members, revision) {
    const after = members.map(member => member.answers ? { ...member, revision } : member);
    const agreed = after.filter(member => member.answers).length;
    const needed = majorityOf(members.length);
    return { members: after, agreed, needed, stored: agreed >= needed };
}
