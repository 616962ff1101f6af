/**
 * Makes a function that loads a module at another address each time that it is asked for after a failure: a browser may
 * answer for the same address as before, unasked.
 *
 * @param load imports the module at its own address
 */
export function importAgain<Module>(load: () => Promise<Module>): () => Promise<Module> {
  let failed: string | undefined
  return async () => {
    try {
      return await (failed ? import(/* @vite-ignore */ `${failed}?${Date.now()}`) as Promise<Module> : load())
    }
    catch (error) {
      failed ??= /http\S+\.js/.exec(String(error))?.[0]
      throw error
    }
  }
}
