import { isFlag, storedValue } from '../components/frame/local-storage.ts'

const stored = storedValue('more-contrast', isFlag)

/** The rules for who asks their system for more contrast, in all style sheets, whoever asks. */
function* contrastRules(rules: CSSRuleList): Generator<CSSMediaRule> {
  for (const rule of rules) {
    if (rule instanceof CSSMediaRule && (/prefers-contrast:\s*more/.test(rule.media.mediaText) || mediaOf.has(rule)))
      yield rule
    else if (rule instanceof CSSGroupingRule)
      yield* contrastRules(rule.cssRules)
  }
}

const mediaOf = new Map<CSSMediaRule, string>()

let isOn = false

function apply(on: boolean): void {
  isOn = on
  for (const sheet of document.styleSheets) {
    for (const rule of contrastRules(sheet.cssRules)) {
      const media = mediaOf.get(rule) ?? rule.media.mediaText
      mediaOf.set(rule, media)
      rule.media.mediaText = on ? 'all' : media
    }
  }
}

/** Has this machine's choice of last time obeyed. */
export function restoreContrast(): void {
  if (stored.read())
    apply(true)
}

/** For a pale projector: has the deck drawn with the colours of more contrast, or no longer. Kept for the next visit. */
export function toggleContrast(): void {
  apply(!isOn)
  stored.write(isOn)
}
