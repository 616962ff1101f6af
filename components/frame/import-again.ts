/** Makes a function that loads a module, after a failure at another address: for the same one a browser may answer as before, unasked. */
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
