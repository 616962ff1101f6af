import { useNav } from '@slidev/client'
import { defineShortcutsSetup } from '@slidev/types'
import { useRouter } from 'vue-router'
import { goInside, stepInside } from '../composables/inside.ts'
import { goPlay, playText } from '../composables/play.ts'
import { insideOf } from '../model/navigation.ts'

/** With Shift the arrows go inside a step where there is something inside, and to the next slide, as ever, elsewhere. */
export default defineShortcutsSetup((_nav, base) => {
  const router = useRouter()
  const { currentSlideRoute, clicks } = useNav()
  const slide = () => String(currentSlideRoute.value.meta.slide.frontmatter['routeAlias'] ?? '')
  const inside = () => insideOf(slide(), clicks.value)
  const copy = async (): Promise<void> => {
    // No slide waits for what few will do.
    const { addressOf, copyLink } = await import('../composables/reader/address.ts')
    await copyLink(addressOf(router, router.currentRoute.value, slide(), clicks.value))
  }

  const instead = (by: number, fn: (() => void) | undefined) => (): void => {
    const here = inside()
    if (here)
      stepInside(router, here, by)
    else
      fn?.()
  }

  const shifted: Readonly<Record<string, number>> = { next_shift: 1, prev_shift: -1 }
  return [
    ...base.map((shortcut) => {
      const by = shifted[shortcut.name ?? '']
      return by === undefined ? shortcut : { ...shortcut, fn: instead(by, shortcut.fn) }
    }),
    { name: 'copy_link', key: 'l', fn: () => void copy() },
    { name: 'map_of_the_talk', key: 'm', fn: () => void router.push('/map-of-the-talk') },
    {
      name: 'leave_inside',
      key: 'escape',
      fn: () => {
        if (inside())
          goInside(router, undefined)
        else if (playText(router.currentRoute.value.query) !== undefined)
          goPlay(router, undefined)
      },
    },
  ]
})
