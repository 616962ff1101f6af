import type { Component } from 'vue'
import { defineComponent, h } from 'vue'
import { parts } from '../slides/parts/anatomy.ts'
import type { PartId } from '../slides/parts/anatomy.ts'
import MapColumn from '../slides/hub/Narrow.vue'
import PartColumn from '../slides/parts/Narrow.vue'
import WholeColumn from '../slides/whole-picture/Narrow.vue'
import IdeasColumn from '../slides/conclusion/Narrow.vue'
import ReferencesColumn from '../slides/references/Narrow.vue'
import ColdOpenColumn from '../slides/cold-open/Narrow.vue'
import PaidBackColumn from '../slides/paid-back/Narrow.vue'
import TalkMapColumn from '../slides/map-of-the-talk/Narrow.vue'
import OutcomesColumn from '../slides/outcomes/Narrow.vue'
import LifeColumn from '../slides/pod-life/Narrow.vue'
import ReplacedColumn from '../slides/replaced/Narrow.vue'
import WrapperColumn from '../slides/pod/Narrow.vue'
import BreakColumn from '../slides/break-it/Narrow.vue'
import PageQuiz from '../slides/check-yourself/PageQuiz.vue'
import QuizColumn from '../slides/check-yourself/Narrow.vue'
import EightColumn from '../slides/eight-steps/Narrow.vue'
import LanesColumn from '../slides/wrong-arrow/Narrow.vue'
import RequestColumn from '../slides/request/Narrow.vue'

function partColumn(part: PartId): Component {
  return defineComponent({
    props: { index: { type: Number, required: true } },
    setup: ({ index }) => () => h(PartColumn, { part, index }),
  })
}

/** The pictures that are arranged for a narrow column, by the slide's permanent name. Each takes the click as `index`. */
export const columnPictures: Readonly<Record<string, Component>> = {
  'cold-open': ColdOpenColumn,
  'map-of-the-talk': TalkMapColumn,
  'hub': MapColumn,
  ...Object.fromEntries(parts.map(({ id }) => [id, partColumn(id)])),
  'eight-steps': EightColumn,
  'wrong-arrow': LanesColumn,
  'request': RequestColumn,
  'paid-back': PaidBackColumn,
  'outcomes': OutcomesColumn,
  'pod': WrapperColumn,
  'replaced': ReplacedColumn,
  'pod-life': LifeColumn,
  'break-it': BreakColumn,
  'whole-picture': WholeColumn,
  'check-yourself': QuizColumn,
  'conclusion': IdeasColumn,
}

/** Pictures made to be operated, whose switches would do nothing on a page: they have the column's form at any width. */
export const operated: ReadonlySet<string> = new Set(['break-it', 'check-yourself'])

/** What stands on slides whose picture has no steps, for a narrow column. */
export const columnWords: Readonly<Record<string, Component>> = { references: ReferencesColumn }

/** What a reader has after all that a slide shows, by its permanent name. */
export const columnAfter: Readonly<Record<string, Component>> = { 'check-yourself': PageQuiz }
