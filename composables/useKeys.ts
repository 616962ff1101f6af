import { onScopeDispose, type Ref } from 'vue'
import { createHold, isTaken, keyOf, TYPING } from '../logic/keys.ts'

export interface KeyAction {
  /** Gives a promise where what it does has to be loaded: keys that are pressed before wait for it. */
  readonly run: (shift: boolean) => unknown
  /** Whether it goes on while the key is held; whatever is turned on and off does not. */
  readonly repeats?: boolean
}

/** What keys do, by the names that `keyOf` gives them. */
export type Keys = Readonly<Record<string, KeyAction>>

/**
 * Listens for keys in this window, whatever has the focus, as long as the component is there.
 *
 * @param keys what they do now
 * @param charactersOff whether letters, digits and signs, all but the space, do nothing
 */
export function useKeys(keys: () => Keys, charactersOff: Readonly<Ref<boolean>>): void {
  const obeys = createHold()
  let loading: Promise<unknown> | undefined
  const press = (event: KeyboardEvent): void => {
    const key = keyOf(event)
    const action = key === undefined ? undefined : keys()[key]
    if (charactersOff.value && key !== ' ' && key?.length === 1)
      return
    if (!action || event.defaultPrevented || isTaken(event.target, key ?? ''))
      return
    event.preventDefault()
    if (loading) {
      void loading.finally(() => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', event)))
    }
    else if (obeys(event) && (action.repeats || !event.repeat)) {
      const done = action.run(event.shiftKey)
      if (done instanceof Promise)
        void (loading = done).finally(() => loading = undefined)
    }
  }
  listen('keydown', press)
}

/** Gives the focus back that a control took by being pressed with a pointer: the next key of a clicker would press it again. */
export function useFreeFocus(): void {
  let before: Element | null = null
  listen('mousedown', () => before = document.activeElement, { capture: true })
  listen('mouseup', () => {
    const now = document.activeElement
    if (now instanceof HTMLElement && now !== before && !now.closest(`${TYPING}, dialog`))
      now.blur()
  }, { capture: true })
}

/** Listens in this window as long as the component is there. */
export function listen<T extends keyof WindowEventMap>(type: T, listener: (event: WindowEventMap[T]) => void, options: AddEventListenerOptions = {}): void {
  addEventListener(type, listener, options)
  onScopeDispose(() => removeEventListener(type, listener, options))
}
