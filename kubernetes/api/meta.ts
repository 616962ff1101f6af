/** Points from an object to the one that made it. */
export interface OwnerReference {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly controller?: true
  readonly blockOwnerDeletion?: true
}

/** What a client may set in `metadata`. */
export interface DraftMeta {
  /** Empty when `generateName` is set: then the API server draws the name. */
  readonly name?: string
  readonly generateName?: string
  readonly namespace?: string
  readonly labels?: Labels
  readonly annotations?: Labels
  readonly ownerReferences?: readonly OwnerReference[]
  /** What has to be done before it may go, by who does it. */
  readonly finalizers?: readonly string[]
}

/** `metadata` of a stored object. */
export interface ObjectMeta extends DraftMeta {
  readonly name: string
  readonly uid: string
  /** The revision of the write that stored it: a decimal, as a string. */
  readonly resourceVersion: string
  /** Rises with every change of `spec`. */
  readonly generation?: number
  /** RFC 3339, in whole seconds. */
  readonly creationTimestamp: string
  readonly deletionTimestamp?: string
  readonly deletionGracePeriodSeconds?: number
}

/** Labels or annotations: name to value. */
export type Labels = Readonly<Record<string, string>>

export interface Condition<Type extends string = string> {
  readonly type: Type
  readonly status: 'True' | 'False' | 'Unknown'
  readonly reason?: string
  readonly message?: string
  /** Not said of one that the API server itself puts in. */
  readonly lastTransitionTime?: string
}

export interface Kind<Name extends string, Version extends string> {
  readonly apiVersion: Version
  readonly kind: Name
  readonly metadata: ObjectMeta
}

/** Chooses objects by labels: all of them must match. */
export interface LabelSelector {
  readonly matchLabels?: Labels
  readonly matchExpressions?: readonly { readonly key: string, readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist', readonly values?: readonly string[] }[]
}
