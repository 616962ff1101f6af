/** Whether one toleration covers one taint. Source: api/core/v1/toleration.go (ToleratesTaint). */
export function tolerates(toleration, taint) {
    if (toleration.effect && toleration.effect !== taint.effect)
        return false;
    if (toleration.key && toleration.key !== taint.key)
        return false;
    return toleration.operator === 'Exists' || (toleration.value ?? '') === (taint.value ?? '');
}
/** The taints that nothing tolerates. */
export function untolerated(taints, tolerations = []) {
    return taints.filter(taint => !tolerations.some(toleration => tolerates(toleration, taint)));
}
