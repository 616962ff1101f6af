import type { Component } from 'vue'
import { defineComponent, h } from 'vue'
import { parts } from '../../model/architecture/anatomy.ts'
import type { PartId } from '../../model/architecture/anatomy.ts'
import MapColumn from './architecture/MapColumn.vue'
import PartColumn from './architecture/PartColumn.vue'
import WholeColumn from './architecture/WholeColumn.vue'
import IdeasColumn from './ends/IdeasColumn.vue'
import ReferencesColumn from './ends/ReferencesColumn.vue'
import ColdOpenColumn from './opening/ColdOpenColumn.vue'
import PaidBackColumn from './opening/PaidBackColumn.vue'
import TalkMapColumn from './opening/TalkMapColumn.vue'
import OutcomesColumn from './outcomes/OutcomesColumn.vue'
import LifeColumn from './pods/LifeColumn.vue'
import ReplacedColumn from './pods/ReplacedColumn.vue'
import WrapperColumn from './pods/WrapperColumn.vue'
import BreakColumn from './playground/BreakColumn.vue'
import PageQuiz from '../quiz/PageQuiz.vue'
import QuizColumn from './quiz/QuizColumn.vue'
import EightColumn from './request/EightColumn.vue'
import LanesColumn from './request/LanesColumn.vue'
import RequestColumn from './request/RequestColumn.vue'

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
