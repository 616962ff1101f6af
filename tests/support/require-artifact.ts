/** What the test command makes once for the tests of a browser and of paper. */
export type Made = 'DECK_DIST' | 'DECK_DIST_BASE' | 'DECK_DIST_PORTABLE' | 'DECK_PAPERS'

/** The path of something made before the tests. @throws Error saying what to run, where it was not made */
export function made(what: Made): string {
  const path = process.env[what]
  if (!path)
    throw new Error(`${what} is not set, as nothing was built for these tests: run them by "npm test -- browser" or "npm test -- pdf".`)
  return path
}
