import { posix } from 'node:path'
import postcss from 'postcss'

/** What stands in brackets after these may name what the page lacks, and the rule applies all the same. */
const OPEN_PSEUDO = /:(?:not|is|where|has|host|host-context)\((?:[^()]|\([^()]*\))*\)/g

const ALWAYS = ['html', 'body']

/** Whether there is what a selector names: `.class`, `#id`, `[attribute` or an element. */
export type Has = (name: string) => boolean

/**
 * What a page has.
 *
 * @param html its markup
 * @param also what it may come to have beyond that, as selectors name it, such as `.dark`
 */
export function inMarkup(html: string, also: readonly string[] = []): Has {
  const names = new Set([...ALWAYS, ...also])
  for (const [, element = '', attributes = ''] of html.matchAll(/<([a-zA-Z][\w-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)/g)) {
    names.add(element.toLowerCase())
    for (const [, name = '', value = ''] of attributes.matchAll(/\s([^\s=>/]+)(?:="([^"]*)")?/g)) {
      names.add(`[${name}`)
      if (name === 'class' || name === 'id')
        value.split(/\s+/).forEach(each => names.add(`${name === 'id' ? '#' : '.'}${each}`))
    }
  }
  return name => names.has(name)
}

function namesIn(selector: string): string[] {
  const plain = selector.replace(OPEN_PSEUDO, '')
  const attributes = [...plain.matchAll(/\[([\w:\\-]+)/g)].map(([, name = '']) => `[${name.replace(/\\/g, '')}`)
  const withoutAttributes = plain.replace(/\[[^\]]*\]/g, '')
  const named = [...withoutAttributes.matchAll(/([.#])((?:\\.|[\w-])+)/g)].map(([, sign = '', name = '']) => sign + name.replace(/\\/g, ''))
  const elements = [...withoutAttributes.matchAll(/(?<![\w.#:\\-])[a-zA-Z][\w-]*/g)].map(([name]) => name.toLowerCase())
  return [...attributes, ...named, ...elements]
}

/**
 * Gives the rules of a stylesheet that can apply where there is only so much, in their order. In doubt a rule stays.
 *
 * @param has what there is
 * @param scopes what marks the styles of components that may come later, such as `data-v-0a1`: all theirs stay
 */
export type StylesFor = (has: Has, scopes?: readonly string[]) => string

const isMotion = (node: postcss.Container | postcss.Document | undefined): boolean =>
  node?.type === 'atrule' && (node as postcss.AtRule).name.endsWith('keyframes')

/** Reads a stylesheet, once for all that will be asked of it. */
export function readStyles(css: string): StylesFor {
  const sheet = postcss.parse(css)
  sheet.walkComments(comment => void comment.remove())
  const needed = new Map<string, readonly string[]>()
  sheet.walkRules((rule) => {
    if (!isMotion(rule.parent))
      rule.selectors.forEach(selector => needed.set(selector, namesIn(selector)))
  })
  return (has, scopes = []) => {
    const root = sheet.clone()
    const may = new Set(scopes.map(scope => `[${scope}`))
    root.walkRules((rule) => {
      if (isMotion(rule.parent))
        return
      const used = rule.selectors.filter(selector => needed.get(selector)?.every(has) || needed.get(selector)?.some(name => may.has(name)))
      if (used.length === 0)
        rule.remove()
      else if (used.length < rule.selectors.length)
        rule.selectors = used
    })
    const uses = root.toString()
    root.walkAtRules((rule) => {
      const isIdle = isMotion(rule) && uses.split(rule.params).length < 3
      if (isIdle || rule.nodes?.length === 0)
        rule.remove()
    })
    return root.toString()
  }
}

const DARK = /\.dark(?![\w\\-])/

/**
 * The rules of the dark scheme as they are for a browser without script, which nothing tells but the reader's own
 * setting. Paper is white.
 *
 * @param css a stylesheet whose dark rules ask for the class `dark`; what this gives belongs behind it
 */
export function darkUnscripted(css: string): string {
  const sheet = postcss.parse(css)
  sheet.walkRules((rule) => {
    const dark = rule.selectors.filter(selector => DARK.test(selector))
    if (dark.length === 0 || isMotion(rule.parent))
      rule.remove()
    else
      // Any page has a root, and a selector that asks for it weighs the same.
      rule.selectors = dark.map(selector => selector.replace(DARK, ':root'))
  })
  sheet.walkAtRules((rule) => {
    let rules = 0
    rule.walkRules(() => void rules++)
    if (rules === 0)
      rule.remove()
  })
  return sheet.nodes.length > 0 ? `@media screen and (prefers-color-scheme:dark){${sheet.toString()}}` : ''
}

/** A stylesheet with the addresses in it as they are from the page that takes it in. */
export function rebased(css: string, href: string): string {
  return css.replace(/url\((["']?)(?!data:|https?:|[/#])([^)"']+)\1\)/g, (_, quote: string, path: string) => `url(${quote}${posix.join(posix.dirname(href), path)}${quote})`)
}
