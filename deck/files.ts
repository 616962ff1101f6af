import { slideByName } from './slides.ts'

/** The file of the repository in which most words of a slide can be changed, by the slide's name. Plain data: the built deck has it as such. */
export const files: Readonly<Record<string, string>> = Object.fromEntries([...slideByName].map(([name, { words }]) => [name, words ?? `slides/${name}/steps.ts`]))
