import { beforeAll, beforeEach } from 'vitest'

/**
 * Has what the tests of a file or suite judge gathered before them. A test that is run again gets what is gathered anew,
 * once for all of them, as it would only judge the same again. If gathering fails, so does each test.
 *
 * @param gather keeps what it gathers where the tests find it, in place of what it kept before
 */
export function gatherBeforeAll(gather: () => Promise<void>): void {
  let gathered: Promise<void> | undefined
  let again: Promise<void> | undefined
  const start = async (): Promise<void> => {
    await gather()
  }
  beforeAll(async () => {
    gathered = start()
    // The tests tell of a failure, so that each of them is run again.
    await gathered.catch(() => undefined)
  })
  beforeEach(async ({ task }) => {
    await ((task.result?.retryCount ?? 0) > 0 ? again ??= start() : again ?? gathered)
  }, 600_000)
}
