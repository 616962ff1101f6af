import { type Answer, type Ask, isLost } from '../api/request.ts'
import type { EventId, Happening } from '../history/event.ts'
import type { ActorName } from './actor.ts'
import type { Agenda } from './agenda.ts'
import type { Recorder } from './recorder.ts'

/** Something an actor does in time: it waits, asks the API server, or waits for several other things. */
export type Task<T = void> = Generator<Effect, T, Answer | undefined>

type Effect
  = | { readonly kind: 'sleep', readonly ms: number }
    | { readonly kind: 'send', readonly ask: Ask, readonly within: number }
    | { readonly kind: 'all', readonly works: readonly Work[] }
    | { readonly kind: 'until', readonly arm: (go: (cause: EventId) => void) => void }

/** A task, told on which thread it runs. */
export type Work = (thread: Thread) => Task

/** One line of causes: what is recorded on it follows from what was recorded on it before. */
export interface Thread {
  readonly actor: ActorName
  readonly causes: readonly EventId[]
  readonly record: (happening: Happening) => EventId
  /** Adds causes that come from outside, such as an event on a watch. */
  readonly follow: (...causes: readonly EventId[]) => void
  /** Goes on from something that another actor did for it. */
  readonly from: (cause: EventId) => void
  /** Starts something beside this thread, which does not wait for it. */
  readonly fork: (work: Work) => void
}

/** What comes back from the API server. */
export interface Reply {
  readonly answer: Answer
  readonly event: EventId
  /** For how long the API server itself had to wait for it, in milliseconds. */
  readonly late: number
}

/** How requests reach the API server. */
export type Transport = (ask: Ask, actor: ActorName, causes: readonly EventId[]) => Reply

/** Starts tasks and takes them further as time passes. */
export interface Engine {
  readonly start: (actor: ActorName, causes: readonly EventId[], work: Work) => void
}

/** Waits. */
export function* sleep(ms: number): Task {
  yield { kind: 'sleep', ms }
}

/** Asks the API server and waits for its answer, but no longer than so many milliseconds for one that is late: it is a failure by then. */
export function* send(ask: Ask, within = Number.POSITIVE_INFINITY): Task<Answer> {
  const answer = yield { kind: 'send', ask, within }
  if (!answer)
    throw new Error('A request came back without an answer.')
  return answer
}

/** Does several things at the same time, and goes on when all are done. */
export function* all(works: readonly Work[]): Task {
  yield { kind: 'all', works }
}

/** Waits for something that others bring about: `arm` is given what to call, with the event that ends the wait. */
export function* until(arm: (go: (cause: EventId) => void) => void): Task {
  yield { kind: 'until', arm }
}

/** Runs tasks on an agenda. `answerTime` is how long an answer travels, in milliseconds. */
export function createEngine(agenda: Agenda, recorder: Recorder, transport: Transport, answerTime: number): Engine {
  interface LiveThread extends Thread {
    causes: readonly EventId[]
  }

  function createThread(actor: ActorName, causes: readonly EventId[]): LiveThread {
    const thread: LiveThread = {
      actor,
      causes,
      record: (happening) => {
        const id = recorder.record(actor, thread.causes, happening)
        thread.causes = [id]
        return id
      },
      follow: (...more) => {
        thread.causes = [...new Set([...thread.causes, ...more])]
      },
      from: (cause) => {
        thread.causes = [cause]
      },
      fork: work => begin(actor, thread.causes, work, () => {}),
    }
    return thread
  }

  function begin(actor: ActorName, causes: readonly EventId[], work: Work, done: (thread: LiveThread) => void): void {
    const thread = createThread(actor, causes)
    advance(work(thread), thread, undefined, done)
  }

  function advance(task: Task, thread: LiveThread, answer: Answer | undefined, done: (thread: LiveThread) => void): void {
    const step = task.next(answer)
    if (step.done) {
      done(thread)
      return
    }
    const effect = step.value
    if (effect.kind === 'sleep') {
      agenda.after(effect.ms, () => advance(task, thread, undefined, done))
    }
    else if (effect.kind === 'send') {
      const reply = transport(effect.ask, thread.actor, thread.causes)
      thread.causes = [reply.event]
      // A retry that fails stays background work: else several that alternate would keep `rest()` from ever ending.
      const isVain = agenda.isBackground() && isLost(reply.answer)
      agenda.after(answerTime + Math.min(reply.late, effect.within), () => advance(task, thread, reply.answer, done), isVain)
    }
    else if (effect.kind === 'until') {
      effect.arm((cause) => {
        thread.causes = [cause]
        agenda.after(answerTime, () => advance(task, thread, undefined, done))
      })
    }
    else {
      join(task, thread, effect.works, done)
    }
  }

  function join(task: Task, thread: LiveThread, works: readonly Work[], done: (thread: LiveThread) => void): void {
    const ends: EventId[] = []
    let open = works.length
    for (const work of works) {
      begin(thread.actor, thread.causes, work, (child) => {
        ends.push(...child.causes)
        open--
        if (open > 0)
          return
        thread.causes = [...new Set(ends)].sort((a, b) => a - b)
        advance(task, thread, undefined, done)
      })
    }
    if (works.length === 0)
      advance(task, thread, undefined, done)
  }

  return { start: (actor, causes, work) => begin(actor, causes, work, () => {}) }
}
