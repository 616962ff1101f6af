/** The sections of the talk, in order. Cover and farewell stand outside. */
export const sections = [
    { name: 'One command', slides: ['cold-open'] },
    { name: 'The way ahead', slides: ['map-of-the-talk'] },
    { name: 'Kubernetes architecture', slides: ['hub'] },
    { name: 'Control plane', slides: ['api-server', 'scheduler', 'controller-manager', 'etcd'], counted: true },
    { name: 'Worker node', slides: ['kubelet', 'container-runtime', 'kube-proxy'], counted: true },
    { name: 'What happens when you run kubectl?', slides: ['eight-steps', 'wrong-arrow', 'request', 'paid-back', 'outcomes'] },
    { name: 'Pods and containers', slides: ['pod', 'replaced', 'pod-life'] },
    { name: 'Everything at once', slides: ['whole-picture'] },
    { name: 'Conclusion', slides: ['conclusion'] },
    { name: 'References', slides: ['references'] },
];
/** The section a slide belongs to; undefined for cover and farewell. */
export function sectionOf(slide) {
    return sections.find(({ slides }) => slides.includes(slide));
}
/** What stands above the title of a slide; an empty string for cover and farewell. */
export function labelOf(slide) {
    const section = sectionOf(slide);
    if (!section)
        return '';
    const { name, slides, counted } = section;
    return counted ? `${name} · ${slides.indexOf(slide) + 1} of ${slides.length}` : name;
}
