import type { Message, Position, Role } from '../../logic/sync/messages.ts'
import { ANSWER_MS, joinTalk, type Known, type Talk, type TalkWindow } from '../../logic/sync/talk.ts'

/** Windows that hear each other a millisecond later, and a clock that is turned by hand. */
export function openBrowser() {
  let now = 0
  let count = 0
  let timers: { readonly at: number, readonly then: () => void }[] = []
  const windows: { id: string, talk: Talk, connected: boolean, sent: Message[] }[] = []

  function wait(milliseconds: number): void {
    const until = now + milliseconds
    for (;;) {
      const [next] = timers.filter(({ at }) => at <= until).toSorted((one, other) => one.at - other.at)
      if (!next)
        break
      now = next.at
      timers = timers.filter(each => each !== next)
      next.then()
    }
    now = until
  }

  function open(role: Role, position: Position, options: Partial<TalkWindow> = {}) {
    const id = `${role}-${++count}`
    const shown = { position, timer: undefined as unknown, known: { count: 0 } as Known, stepped: 0 }
    const sent: Message[] = []
    const send = (message: Message): void => {
      sent.push(message)
      if (windows.find(each => each.id === id)?.connected === false)
        return
      timers.push({ at: now + 1, then: () => windows.filter(each => each.id !== id && each.connected).forEach(each => each.talk.receive(structuredClone(message))) })
    }
    const talk = joinTalk({
      id,
      role,
      position,
      asksForPosition: position.slide !== 'cover',
      known: { count: 0 },
      hasActed: false,
      send,
      show: to => shown.position = to,
      showTimer: timer => shown.timer = timer,
      point: () => {},
      stepped: () => shown.stepped++,
      save: known => shown.known = known,
      later: (milliseconds, then) => void timers.push({ at: now + milliseconds, then }),
      now: () => now,
      ...options,
    })
    const window = { id, talk, connected: true, sent }
    windows.push(window)
    return {
      shown,
      sent,
      talk,
      go: (to: Position) => {
        shown.position = to
        talk.moved(to)
        wait(2)
      },
      cut: () => window.connected = false,
      reconnect: () => {
        window.connected = true
        talk.rejoin()
      },
      close: () => {
        talk.leave()
        windows.splice(windows.indexOf(window), 1)
      },
    }
  }
  const settle = (): void => wait(ANSWER_MS * 2)
  return { open, wait, settle, windows }
}
