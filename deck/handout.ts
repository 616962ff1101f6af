/** What stands in the handout after the slides, in order: the id of its heading, and the heading. */
export const appendices = [
  { id: 'failures', title: 'What breaks what' },
  { id: 'recorded', title: 'What a real cluster did' },
  { id: 'glossary', title: 'Glossary' },
  { id: 'quiz', title: 'Questions' },
  { id: 'answers', title: 'Answers' },
  { id: 'credits', title: 'Credits' },
] as const satisfies readonly { readonly id: string, readonly title: string }[]

/** The id of a part of the handout that comes after the slides. */
export type AppendixId = (typeof appendices)[number]['id']
