import type { useNav } from '@slidev/client'
import type { Ref } from 'vue'
import type { Router } from 'vue-router'
import { addressOf, copyLink } from '../logic/slide-address.ts'
import { toggleAnswers } from '../logic/toggle-answers.ts'
import { followCode } from '../state/following.ts'
import { restoreContrast, toggleContrast } from '../logic/more-contrast.ts'
import { keyHelpOpen } from '../state/key-help.ts'
import { openDialog } from '../components/frame/open-dialog.ts'
import { goalsOpen, recordedOpen } from '../components/frame/opened-dialogs.ts'
import { searchOpen } from '../state/search-open.ts'
import { captions } from '../state/captions.ts'
import type { Keys } from '../composables/useKeys.ts'
import { holdKeysUntil } from './hold-keys.ts'
import { useReturnToTalk } from '../composables/useReturnToTalk.ts'
import { typeIntoGoto } from './slidev-patches/type-into-goto.ts'

/** Opens a dialog, for which the keys are that are pressed before it is there. */
function openByKey(isOpen: Ref<boolean>): void {
  openDialog(isOpen)
  void holdKeysUntil(() => Boolean(document.activeElement?.closest('dialog')))
}

/**
 * What the keys do that are loaded after the first slide is drawn: `register-shortcuts.ts` has the list of them.
 *
 * @param slide the permanent name of the slide that is shown
 * @param click the click that is shown
 */
export function useDeferredKeys(router: Router, nav: Pick<ReturnType<typeof useNav>, 'slides' | 'go' | 'isPlaying' | 'isPresenter'>, slide: () => string, click: Readonly<Ref<number>>): Keys {
  restoreContrast()
  return {
    // The dialog that goes to a slide, with its first digit in it: the next ones are typed there, and Enter goes.
    ...Object.fromEntries([...'0123456789'].map(digit => [digit, { run: () => typeIntoGoto(digit) }])),
    'g': { run: () => typeIntoGoto('') },
    'r': { run: useReturnToTalk(router, nav) },
    'l': { run: () => void copyLink(addressOf(router, router.currentRoute.value, slide(), click.value)) },
    'q': { run: () => followCode.value = !followCode.value },
    'a': { run: () => toggleAnswers(slide(), click.value) },
    'm': { run: () => void nav.go('map-of-the-talk') },
    '?': { run: () => openByKey(keyHelpOpen) },
    '/': { run: () => (nav.isPlaying.value || nav.isPresenter.value) && openByKey(searchOpen) },
    'h': { run: toggleContrast },
    // Once they are open they take their keys themselves.
    'v': { run: () => openByKey(recordedOpen) },
    't': { run: () => openByKey(goalsOpen) },
    'c': { run: () => captions.value = !captions.value },
  }
}
