import { useSlideContext } from '@slidev/client'
import { computed, type ComputedRef, onMounted, onUnmounted, useId } from 'vue'
import { type StepId, type Steps, stepStateAt } from '../../talk/step.ts'
import { provideTravel } from './provide-travel.ts'

/** Where a picture stands among its steps. Everything follows the slide's click; nothing remembers the way there. */
export interface UseStepsReturn<S extends Steps> {
  /** Place of the current step, from 0 (before any click) to the last. */
  index: ComputedRef<number>
  step: ComputedRef<S[number]>
  /** Whether the named step is the current one or lies behind it. */
  reached: (id: StepId<S>) => boolean
  /** Whether the named step is the current one. */
  at: (id: StepId<S>) => boolean
}

/**
 * Ties the steps of a picture to the clicks of its slide, and claims as many clicks as the steps need.
 * The picture is the only thing on its slide that moves with the clicks, so click n is step n.
 *
 * This is the one place where a picture touches Slidev's click API.
 *
 * @param within place inside the current step, for a picture that has steps inside its steps
 */
export function useSteps<const S extends Steps>(steps: S, within?: () => number | undefined): UseStepsReturn<S> {
  const { $clicksContext } = useSlideContext()
  const id = `steps-${useId()}`
  const last = steps.length - 1

  // Slidev sums up the clicks of a slide in its own onMounted, which runs after those of its children.
  onMounted(() => {
    if (last > 0)
      $clicksContext.register(id, { max: last, delta: last })
  })
  onUnmounted(() => $clicksContext.unregister(id))

  const index = computed(() => Math.min(Math.max($clicksContext.current, 0), last))
  provideTravel(() => index.value, within)
  const state = computed(() => stepStateAt(steps, index.value))

  return {
    index,
    step: computed(() => state.value.step),
    reached: name => state.value.reached(name),
    at: name => state.value.at(name),
  }
}
