import type { Router } from 'vue-router'
import { outline } from '../../model/outline.ts'
import { insideName } from '../inside.ts'
import { notice } from '../notice.ts'
import { playText } from '../play.ts'

/** The path that the deck was built for; in a build that runs in any folder, the deck's addresses stand behind a #. */
const base = import.meta.env.BASE_URL
const anywhere = base === './'

/** The address of exactly what is shown, by names: it still leads there when slides and steps are put in before. */
export function addressOf({ query }: Pick<Router['currentRoute']['value'], 'query'>, slide: string, click: number): string {
  const step = click > 0 ? outline[slide]?.[click]?.id : undefined
  const inside = insideName(query)
  const play = playText(query)
  const named = new URLSearchParams({ ...(step && { step }), ...(inside && { inside }), ...(play && { play }) })
  return new URL(`${anywhere ? '#/' : base}${slide}${named.size > 0 ? `?${named}` : ''}`, location.href).href
}

/** Where the page to be read tells a slide. Not every host finds it without its ending. */
export function readAddress(slide: string): string {
  return `${base}read${anywhere ? '.html' : ''}#${slide}`
}

/** Copies an address, and says so; where copying is blocked, shows it, to be copied by hand. */
export async function copyLink(address: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(address)
    notice.value = 'The link to this step is copied.'
  }
  catch {
    notice.value = address
  }
}
