/** Attributes of HTML that Vue's types do not know yet. */
import '@vue/runtime-dom'

declare module '@vue/runtime-dom' {
  interface HTMLAttributes {
    popover?: true | 'auto' | 'manual'
  }
  interface ButtonHTMLAttributes {
    popovertarget?: string
    popovertargetaction?: 'show' | 'hide' | 'toggle'
  }
}
