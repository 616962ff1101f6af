import type { WriteFact } from '../../../../tools/record/cluster/facts.ts'

/** A client without its node: which node is drawn makes no difference. */
export function client({ who }: WriteFact): string {
  return who.replace(/@.*/, '')
}

/** The role of an object, or that which it has in common with others of its owner; a recording that did not watch it has only its name. */
export function familyName(of: string): string {
  return of.replace(/-[bcdfghjklmnpqrstvwxz2456789]{8,10}(?:-[bcdfghjklmnpqrstvwxz2456789]{5})?$/, '/1').replace(/(?<=\/\d+)\/\d+$/, '')
}

/** A text without what is drawn for each run: names of Pods that were refused, identities, addresses, times. */
export function unnamed(text: string): string {
  return text
    .replace(/"([a-z0-9/-]+)-[bcdfghjklmnpqrstvwxz2456789]{5}"/g, '"$1-…"')
    .replace(/containerd:\/\/[0-9a-f]{64}/g, 'containerd://…')
    .replace(/(?<![0-9a-f])[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f])/g, 'uid')
    .replace(/\bcontrol-plane-\d_uid/g, 'control-plane-…')
    .replace(/\bapiserver-[a-z2-7]{26}(?![a-z2-7])/g, 'apiserver-…')
    .replace(/\bkube-api-access-[a-z0-9]{5}\b/g, 'kube-api-access-…')
    .replace(/\b\d+\.\d+\.\d+\.\d+\b/g, 'address')
    .replace(/\/run\/[^\s:]*containerd\.sock/g, '/run/…/containerd.sock')
    .replace(/(?<!\d)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, 'time')
    .replace(/(\bresourceVersion: |resource version to be \d+, was )"?\d+"?/g, '$1…')
    .replace(/\b\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\b/g, 'time')
}
