import { type Ref, shallowRef, watchEffect } from 'vue'
import type { Router } from 'vue-router'
import { answersShown, audienceAnswers } from '../../components/frame/audience-answers.ts'
import { talkCut } from '../../components/frame/talk-cut.ts'
import { following, goBackToTalk } from '../../state/following.ts'
import { blank } from '../../state/blank-screen.ts'
import { fetchQuestions, guessing, questionAt, sendGuess } from '../../state/audience-question.ts'
import { chooseCut } from '../choose-cut.ts'
import { deckFolder } from './channels.ts'
import { openFollow } from './follow-socket.ts'
import { rememberGuesses } from './guesses-sent.ts'
import type { Position } from './messages.ts'

/**
 * Has this window follow the talk, step by step. Its reader may go to another step at any time, which moves no other window, and
 * comes back by one button; and may guess what the room is asked. Without the server it goes on alone.
 *
 * @param names permanent names of the slides, in order
 */
export function startFollow(router: Router, names: Readonly<Ref<readonly string[]>>): void {
  const talk = shallowRef<Position>()
  let shown = ''
  following.value = true

  function show({ slide, clicks, inside, play, blank: black, slot }: Position): void {
    blank.value = black === true
    if (slot !== talkCut.value?.slot)
      chooseCut(slot)
    const { clicks: _clicks, step: _step, inside: _inside, play: _play, ...query } = router.currentRoute.value.query
    const to = { path: `/${slide}`, query: { ...query, ...(clicks > 0 && { clicks: String(clicks) }), ...(inside !== undefined && { inside }), ...(play !== undefined && { play }) } }
    shown = router.resolve(to).fullPath
    void router.replace(to)
  }

  const own = rememberGuesses(() => {
    const question = guessing.value?.question.id
    const choice = question === undefined ? undefined : own.choiceOf(question)
    if (question !== undefined && choice !== undefined && choice !== guessing.value?.chosen)
      send({ kind: 'guess', phone: own.phone(), question, choice })
  })
  const counted = shallowRef<{ readonly question: string, readonly choice: number }>()
  void fetchQuestions().catch(() => undefined)
  watchEffect(() => {
    const question = talk.value && questionAt.value?.(talk.value.slide, talk.value.clicks)
    guessing.value = question && following.value && talk.value?.question === question.id
      ? { question, chosen: counted.value?.question === question.id ? counted.value.choice : undefined, closed: talk.value.answers === true }
      : undefined
  })
  sendGuess.run = (choice) => {
    const question = guessing.value?.question.id
    if (question === undefined)
      return
    own.save(question, choice)
    send({ kind: 'guess', phone: own.phone(), question, choice })
  }

  /** Whether the server has received this phone's guess at the question that is asked now. */
  let announced: string | undefined
  const send = openFollow(deckFolder(router), {
    onState: ({ position: { value }, timer }) => {
      talk.value = value
      own.began(timer && timer.value.status !== 'stopped' ? timer.value.startedAt : 0)
      if (value.question !== undefined)
        answersShown.value = value.answers ? value.question : undefined
      // A server that was lost, or a page that was loaded again, has forgotten it.
      const choice = own.choiceOf(value.question ?? '')
      if (value.question !== undefined && announced !== value.question) {
        counted.value = undefined
        announced = value.question
        if (choice !== undefined && value.answers)
          counted.value = { question: value.question, choice }
        else if (choice !== undefined)
          send({ kind: 'guess', phone: own.phone(), question: value.question, choice })
      }
      if (following.value && router.currentRoute.value.name === 'play' && names.value.includes(value.slide))
        show(value)
    },
    onCounts: answers => audienceAnswers.value = answers,
    onAnswers: (reply) => {
      if (reply.kind === 'counted')
        counted.value = reply
    },
    onConnection: (isThere) => {
      if (!isThere)
        announced = undefined
    },
  })
  goBackToTalk.run = () => {
    following.value = true
    if (talk.value)
      show(talk.value)
  }
  router.afterEach(({ fullPath, redirectedFrom }, _, failure) => {
    if (!failure && talk.value && (redirectedFrom?.fullPath ?? fullPath) !== shown && fullPath !== shown)
      following.value = false
  })
}
