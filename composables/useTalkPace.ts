import { useTimer } from '@slidev/client/composables/useTimer.ts'
import { computed, watch } from 'vue'
import { leftAt, talkCut } from '../components/frame/talk-cut.ts'
import { clicksLeft, clicksShown } from '../deck/talk-cuts.ts'
import { clickOf } from '../deck/navigation.ts'
import { clockOf, nextSkip, paceAt, secondsOf, type TimedStep, timedSteps } from '../deck/pace.ts'
import { isSlot, slots, talkMinutes } from '../deck/programmes.ts'
import { timing } from '../deck/timing.ts'
import { storedValue } from '../components/frame/local-storage.ts'
import { csvOf, isShownLog, logged } from '../logic/shown-log.ts'
import { useTalkPosition } from './useTalkPosition.ts'

const stored = storedValue('shown', isShownLog)
const everywhere = timedSteps(timing, clicksLeft())

/** How the talk stands against its budget, and what was really shown: kept on this machine alone. */
export function useTalkPace() {
  const { passed, status, state } = useTimer()
  const { slide, click, step, slides } = useTalkPosition()
  const timed = computed(() => timedSteps(timing, talkCut.value?.shown))
  const total = computed(() => isSlot(talkCut.value?.slot) ? talkMinutes[talkCut.value.slot] * 60 : secondsOf(everywhere))
  // From a slide that is not in the talk, one comes back to where it was left.
  const lastInTalk = computed(() => timed.value.some(timedStep => timedStep.slide === slide.value) ? { slide: slide.value, click: click.value } : leftAt.value)
  const here = computed(() => Math.max(0, timed.value.findLastIndex(timedStep => timedStep.slide === lastInTalk.value?.slide && timedStep.click <= lastInTalk.value.click)))
  const runs = computed(() => status.value !== 'stopped')
  const pace = computed(() => paceAt(timed.value, here.value, passed.value))
  const over = computed(() => passed.value > total.value)
  const titleOf = (name: string): string => slides.value.find(each => each.name === name)?.title ?? name
  const nameOf = ({ slide, click }: TimedStep): string => `${titleOf(slide)}${click > 0 ? `, ${talkCut.value?.count(slide, click).split('· ')[1] ?? click}` : ''}`

  const shorter = computed(() => slots.find(slot => slot < (talkCut.value?.slot ?? Infinity)))
  const stepsShown = computed(() => shorter.value && clicksShown(shorter.value))

  let log = stored.read()
  watch([slide, step, status, () => Math.floor(passed.value / 10)], () => {
    if (status.value === 'running')
      stored.write(log = logged(log, Math.round(state.value.startedAt), { slide: slide.value, step: step.value ?? '', at: passed.value }))
  })

  return {
    left: computed(() => `${over.value ? '−' : ''}${clockOf(Math.abs(total.value - passed.value))}`),
    verdict: computed(() => !runs.value ? undefined : over.value ? 'over' as const : pace.value.verdict),
    words: computed(() => over.value ? 'over time' : pace.value.verdict === 'on time' ? 'on time' : `${clockOf(pace.value.by)} ${pace.value.verdict}`),
    /** The slide and the step where the talk should be now; empty before the timer runs. */
    due: computed(() => {
      const timedStep = timed.value[pace.value.due]
      return runs.value && timedStep ? nameOf(timedStep) : ''
    }),
    /** A stretch that a speaker who is late can leave out, and the address of what comes after it. */
    leaveOut: computed(() => {
      const shows = stepsShown.value
      const skip = shows && nextSkip(timed.value, here.value, timedStep => shows[timedStep.slide]?.includes(timedStep.click) ?? false)
      const first = skip && timed.value[skip.from]
      const after = skip && timed.value[skip.to + 1]
      if (!skip || !first || !after)
        return undefined
      const query: Record<string, string> = after.click > 0 ? { clicks: String(after.click) } : {}
      const isWhole = !shows?.[first.slide]
      const count = skip.to - skip.from + 1
      return {
        what: isWhole ? titleOf(first.slide) : `${titleOf(first.slide)}, ${count === 1 ? '1 step' : `${count} steps`}`,
        saves: clockOf(skip.seconds),
        to: { path: `/presenter/${after.slide}`, query },
      }
    }),
    /** How long the talk takes whole, in minutes. */
    whole: Math.round(secondsOf(everywhere) / 60),
    /** What was really shown, as comma-separated values; undefined where nothing was. */
    shownCsv: () => log && csvOf(log, (slide, step) => timing[slide]?.[clickOf(slide, step) ?? 0] ?? 0),
  }
}
