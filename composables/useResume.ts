import { computed, shallowRef, watch } from 'vue'
import { clickOf } from '../deck/navigation.ts'
import { isDeeperSlide } from '../slides/sections.ts'
import { storedValue } from '../components/frame/local-storage.ts'
import type { TalkPosition } from './useTalkPosition.ts'

/** A step of the talk, by names: numbers may mean another one tomorrow. */
export interface SavedPosition {
  readonly slide: string
  /** Absent on a slide without steps. */
  readonly step?: string
}

function isSavedPosition(value: unknown): value is SavedPosition {
  return typeof value === 'object' && value !== null && 'slide' in value && typeof value.slide === 'string' && (!('step' in value) || typeof value.step === 'string')
}

/** Keeps the place where somebody reads, and offers it when they come back to the first slide. */
export function useResume({ slide, step, click, slides }: TalkPosition) {
  const saved = storedValue('place', isSavedPosition)
  const first = computed(() => slides.value[0]?.name)
  const last = computed(() => slides.value.findLast(({ name }) => !isDeeperSlide(name))?.name)
  /** The step to go back to; undefined where there is none, or the talk was not opened at its beginning. */
  const offer = shallowRef<(SavedPosition & { readonly title: string }) | undefined>()

  const before = saved.read()
  const there = slides.value.find(({ name }) => name === before?.slide)
  const stepIsThere = before?.step === undefined || clickOf(before.slide, before.step) !== undefined
  if (before && there && stepIsThere && slide.value === first.value && click.value === 0)
    offer.value = { ...before, title: there.title }

  watch([slide, step], () => {
    offer.value = undefined
    if (slide.value === last.value)
      saved.forget()
    else if (slide.value !== first.value && !isDeeperSlide(slide.value))
      saved.write({ slide: slide.value, ...(step.value !== undefined && { step: step.value }) })
  }, { immediate: slide.value !== first.value })

  return { offer, dismiss: () => {
    offer.value = undefined
    saved.forget()
  } }
}
