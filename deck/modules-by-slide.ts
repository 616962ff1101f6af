/** What the files of slides hold, by the folder of the slide that they lie in: what `import.meta.glob` gives, by its paths. */
export function modulesBySlide<T>(modules: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(modules).map(([path, module]) => [path.split('/').at(-2), module]))
}
