import type { Ref } from 'vue'
import type { Router } from 'vue-router'
import { talkCut } from '../../components/frame/talk-cut.ts'
import { following, goBackToTalk } from '../../state/following.ts'
import { blank } from '../../state/blank-screen.ts'
import { chooseCut } from '../choose-cut.ts'
import { deckFolder } from './channels.ts'
import { openFollow } from './follow-socket.ts'
import type { Place } from './messages.ts'

/**
 * Has this window follow the talk, step by step. Its reader may wander off at any time, which moves nobody else, and
 * comes back by one button. Without the server it goes on alone.
 *
 * @param names permanent names of the slides, in order
 */
export function startFollow(router: Router, names: Readonly<Ref<readonly string[]>>): void {
  let talk: Place | undefined
  let shown = ''
  following.value = true

  function show({ slide, clicks, inside, play, blank: black, slot }: Place): void {
    blank.value = black === true
    if (slot !== talkCut.value?.slot)
      chooseCut(slot)
    const { clicks: _clicks, step: _step, inside: _inside, play: _play, ...query } = router.currentRoute.value.query
    const to = { path: `/${slide}`, query: { ...query, ...(clicks > 0 && { clicks: String(clicks) }), ...(inside !== undefined && { inside }), ...(play !== undefined && { play }) } }
    shown = router.resolve(to).fullPath
    void router.replace(to)
  }

  openFollow(deckFolder(router), {
    told: ({ place: { value } }) => {
      talk = value
      if (following.value && router.currentRoute.value.name === 'play' && names.value.includes(value.slide))
        show(value)
    },
  })
  goBackToTalk.run = () => {
    following.value = true
    if (talk)
      show(talk)
  }
  router.afterEach(({ fullPath, redirectedFrom }, _, failure) => {
    if (!failure && talk && (redirectedFrom?.fullPath ?? fullPath) !== shown && fullPath !== shown)
      following.value = false
  })
}
