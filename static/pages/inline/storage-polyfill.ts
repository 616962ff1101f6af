/** Runs in a static page, from its own text. Where a reader's browser blocks storage, Slidev would not even start: it gets one that forgets. */
export function installStoragePolyfill(): void {
  for (const name of ['localStorage', 'sessionStorage'] as const) {
    try {
      void window[name].length
    }
    catch {
      const stored = new Map<string, string>()
      const storage: Storage = {
        get length() {
          return stored.size
        },
        key: index => [...stored.keys()][index] ?? null,
        getItem: key => stored.get(key) ?? null,
        setItem: (key, value) => void stored.set(key, value),
        removeItem: key => void stored.delete(key),
        clear: () => stored.clear(),
      }
      Object.defineProperty(window, name, { value: storage })
    }
  }
}
