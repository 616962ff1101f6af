import { useNav, useSlideContext } from '@slidev/client'
import { type Component, onMounted, onUnmounted, shallowReadonly, shallowRef, watch } from 'vue'
import { waitToRetry } from './wait-to-retry.ts'

/** Why a slide is not there: there is no network, the server does not answer, or its file was replaced by another version. */
export type Absence = 'no network' | 'no answer' | 'gone'

/** What the server answers with for this address; undefined if it does not. */
const askForPage = (): Promise<string | undefined> =>
  fetch(location.href, { cache: 'no-store' }).then(answer => answer.text()).catch(() => undefined)

/** Whether a page of the server's starts the same version of the deck as runs here: file names tell versions apart. */
function isThisVersion(html: string): boolean {
  const script = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src.split('/').at(-1)
  return script !== undefined && html.includes(script)
}

/** The shortest time between two loads of the deck for the same slide's sake, in milliseconds: its file may be missing for good. */
const RELOAD_MS = 60_000

/** How often the address is read until it has followed the picture, and after how many milliseconds each time. */
const ADDRESS = { attempts: 100, after: 20 } as const

/** Loads the deck anew at a slide that did not come, once the address has that slide, and unless somebody went on meanwhile. */
async function reloadAt(slideNo: number, alias: string, isShown: () => boolean): Promise<void> {
  const key = `reloaded-for-${slideNo}`
  if (Number(sessionStorage.getItem(key)) > Date.now() - RELOAD_MS)
    return
  const isThere = (): boolean => [alias, String(slideNo)].includes(`${location.pathname}${location.hash}`.split('/').at(-1)?.split('?')[0] ?? '')
  for (let attempt = 0; attempt < ADDRESS.attempts && !isThere(); attempt++)
    await new Promise(resolve => setTimeout(resolve, ADDRESS.after))
  if (!isShown())
    return
  sessionStorage.setItem(key, String(Date.now()))
  location.reload()
}

/** Asks for a slide whose code did not come, whenever there is hope. Leans on: Slidev's `load` of a slide gives its module, or what stands for one that did not come. */
export function useSlideRetry() {
  const { $route, $page, $frontmatter } = useSlideContext()
  const { currentSlideNo } = useNav()
  const slide = shallowRef<Component>()
  const absence = shallowRef<Absence>()
  const over = new AbortController()
  let hasRetried = false

  async function load(): Promise<void> {
    const found: unknown = await $route?.load()
    if (found !== null && typeof found === 'object' && 'default' in found)
      slide.value = found.default as Component
  }

  async function ask(): Promise<void> {
    await load()
    if (slide.value)
      return
    const html = navigator.onLine ? await askForPage() : undefined
    absence.value = html === undefined ? (navigator.onLine ? 'no answer' : 'no network') : 'gone'
    // Many browsers keep in mind that a module did not come, and do not ask for it again in the same page.
    const isShown = (): boolean => currentSlideNo.value === $page.value
    if (html !== undefined && hasRetried && isShown() && isThisVersion(html))
      void reloadAt($page.value, String($frontmatter['routeAlias']), isShown)
    hasRetried = true
  }

  onMounted(async () => {
    await ask()
    while (!slide.value && !over.signal.aborted) {
      await waitToRetry(over.signal)
      await ask()
    }
  })
  onUnmounted(() => over.abort())
  watch(currentSlideNo, no => no === $page.value && !slide.value && void ask())
  return { slide: shallowReadonly(slide), absence: shallowReadonly(absence), ask }
}
