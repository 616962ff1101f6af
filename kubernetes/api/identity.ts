/** Who a credential belongs to. */
export interface Identity {
  readonly user: string
  readonly groups: readonly string[]
}
