/** Tells everybody else who watches the same deck; gives up quietly where there is nobody to tell. */
export type Tell<T> = (value: T) => void

/**
 * Shares a small value with the other tabs of this browser, and, while Slidev's server runs, with other machines. Nobody
 * hears what they told themselves. The server keeps the last value for who comes later; without one nothing is kept.
 *
 * @param name what the value is, the same for teller and listener
 * @param receive called with each value that somebody else tells
 */
export function useShared<T>(name: string, receive: (value: T) => void): Tell<T> {
  const event = `deck:${name}`
  if (import.meta.hot) {
    const { hot } = import.meta
    hot.on(event, receive)
    hot.send(`${event}?`)
    return value => hot.send(event, value)
  }
  // Other decks may live on the same host.
  const channel = new BroadcastChannel(`${import.meta.env.BASE_URL} ${event}`)
  channel.addEventListener('message', ({ data }: MessageEvent<T>) => receive(data))
  return value => channel.postMessage(value)
}
