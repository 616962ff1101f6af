/** What Slidev keeps with each slide's route, as far as the deck reads it. */
import 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    slide?: {
      readonly title?: string
      readonly note?: string
      readonly noteHTML?: string
      readonly frontmatter: Readonly<Record<string, unknown>>
    }
  }
}
