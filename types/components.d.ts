/** The components that the slides' Markdown may place, so that a wrong name or property there is a type error. */
import type { DefineComponent } from 'vue'
import type { SlideName } from '../slides/index.ts'

type Capitalized<Name extends string> = Name extends `${infer First}-${infer Rest}` ? `${Capitalize<First>}${Capitalized<Rest>}` : Capitalize<Name>

/** The picture of each slide, by the name of its folder: `HubPicture` is `slides/hub/Picture.vue`. */
type SlidePictures = { [Name in SlideName as `${Capitalized<Name>}Picture`]: DefineComponent<object> }

declare module 'vue' {
  interface GlobalComponents extends SlidePictures {
    /** Slidev's own: a link to a slide, by its permanent name. */
    Link: DefineComponent<{ to: string }>
    PartsPicture: typeof import('../slides/parts/Picture.vue')['default']
  }
}
