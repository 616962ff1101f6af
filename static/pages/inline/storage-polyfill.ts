/**
 * Runs in a static page, from its own text. Where a reader's browser blocks storage, Slidev would not even start: it
 * gets one that forgets.
 */
export function installStoragePolyfill(): void {
  for (const name of ['localStorage', 'sessionStorage'] as const) {
    try {
      void window[name].length
    }
    catch {
      const kept = new Map<string, string>()
      const storage: Storage = {
        get length() {
          return kept.size
        },
        key: index => [...kept.keys()][index] ?? null,
        getItem: key => kept.get(key) ?? null,
        setItem: (key, value) => void kept.set(key, value),
        removeItem: key => void kept.delete(key),
        clear: () => kept.clear(),
      }
      Object.defineProperty(window, name, { value: storage })
    }
  }
}
