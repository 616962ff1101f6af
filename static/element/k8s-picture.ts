/*
 * <k8s-picture slide="request" step="answered">: a picture of the talk on any page, from this one file. It requests nothing
 * for anything; each slide is unpacked when it is shown first.
 */
import { nearestWord } from '../../logic/edit-distance.ts'
import type { Packed, PackedSlide, PackedStep } from './packed.ts'
import styles from './k8s-picture.css?inline'

/** Put in by the build. */
declare const __PACKED__: Packed

const packed = __PACKED__

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))

const unpacked = new Map<string, Promise<PackedSlide>>()

function unpack(slide: string): Promise<PackedSlide> {
  const known = unpacked.get(slide)
  if (known)
    return known
  const stream = new Blob([bytesOf(packed.slides[slide] ?? '')]).stream().pipeThrough(new DecompressionStream('gzip'))
  const coming = new Response(stream).json() as Promise<PackedSlide>
  unpacked.set(slide, coming)
  return coming
}

/** The page's own fonts keep their names. */
const FONT_PREFIX = 'k8s-picture '
let hasFonts = false

function addFonts(): void {
  if (hasFonts)
    return
  hasFonts = true
  for (const { family, weight, data } of packed.fonts)
    document.fonts.add(new FontFace(FONT_PREFIX + family, bytesOf(data), { weight }))
}

const withFonts = (markup: string): string => packed.fonts.map(({ family }) => family).filter((family, place, all) => all.indexOf(family) === place)
  .reduce((text, family) => text.replaceAll(/\s/.test(family) ? `font-family="'${family}'` : `font-family="${family}`, `font-family="'${FONT_PREFIX}${family}', '${family}'`), markup)

const colours = `:host{${Object.entries(packed.colours).map(([name, [light, dark]]) => `${name}:light-dark(${light},${dark})`).join(';')}}`

const sentence = (what: string, word: string, words: readonly string[]): string => {
  const nearest = nearestWord(word, words)
  return `${what}: ${nearest === undefined ? `there are ${words.join(', ')}.` : `did you mean “${nearest}”?`}`
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')

let sheet: CSSStyleSheet | undefined

function sharedSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(colours + styles)
  }
  return sheet
}

export interface StepDetail {
  readonly slide: string
  readonly step: string
  readonly index: number
  readonly count: number
}

/** Narrower than that, in CSS pixels, the words of a slide could not be read. */
const NARROW = 600

/**
 * A picture of the talk, arranged for a column where it has less than {@link NARROW} pixels. Attributes: `slide`; `step`, by name or number, by default the first, or one inside another (`forbidden/authentication`), whose steps are then those inside; `wide` where it is to be as on the slide however narrow it is; `scheme`, `light` or `dark`, by default as
 * the page (`color-scheme`); `transparent` where the page's own ground is to show; `plain` for the drawing alone; `still` where something else steps. With the focus on it ← → Home and End step. It sends `step` when another one is shown.
 */
class K8sPicture extends HTMLElement {
  static readonly observedAttributes = ['slide', 'step', 'plain', 'still', 'wide']

  private readonly root = this.attachShadow({ mode: 'open' })
  private shown: { readonly name: string, readonly title: string, readonly steps: readonly PackedStep[], index: number } | undefined
  private isNarrow = false
  private readonly size = new ResizeObserver(() => this.fit())

  connectedCallback(): void {
    this.root.adoptedStyleSheets = [sharedSheet()]
    addFonts()
    this.isNarrow = this.wantsNarrow()
    this.size.observe(this)
    void this.show()
  }

  disconnectedCallback(): void {
    this.size.disconnect()
  }

  private wantsNarrow(): boolean {
    const { width } = this.getBoundingClientRect()
    // What is not shown has no width.
    return width > 0 ? width < NARROW : this.isNarrow
  }

  /** Takes the form for its width. */
  private fit(): void {
    if (this.isNarrow === this.wantsNarrow())
      return
    this.isNarrow = !this.isNarrow
    this.paint()
  }

  attributeChangedCallback(): void {
    if (this.isConnected)
      void this.show()
  }

  private async show(): Promise<void> {
    const name = this.getAttribute('slide') ?? ''
    if (!Object.hasOwn(packed.slides, name))
      return this.say(name === '' ? 'This picture has no slide: give it one, such as slide="request".' : sentence(`There is no slide “${name}”`, name, Object.keys(packed.slides)))
    try {
      const slide = await unpack(name)
      if (this.getAttribute('slide') === name)
        this.draw(name, slide)
    }
    catch (error) {
      this.say(`The picture “${name}” could not be unpacked: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  private draw(name: string, slide: PackedSlide): void {
    const step = this.getAttribute('step')
    const steps = slide.inside[step?.split('/')[0] ?? ''] ?? []
    const shown = step?.includes('/') ? steps : slide.steps
    const ids = (shown.length > 0 ? shown : slide.steps).map(({ id }) => id)
    const byName = ids.indexOf(step ?? '')
    const index = !step ? 0 : byName >= 0 ? byName : /^\d+$/.test(step) ? Number(step) : -1
    if (!shown[index])
      return this.say(slide.steps.length === 1 ? `“${name}” has no steps: leave out step="${step ?? ''}".` : sentence(`“${name}” has no step “${step ?? ''}”`, step ?? '', ids))
    this.shown = { name, title: slide.title, steps: shown, index }
    this.paint()
  }

  private paint(): void {
    if (!this.shown)
      return
    const { title, steps, index } = this.shown
    const step = steps[index]
    const { caption = '', description = '' } = step ?? {}
    const { viewBox = '', markup = '' } = (this.isNarrow && !this.hasAttribute('wide') ? step?.narrow : undefined) ?? step ?? {}
    const isStill = this.hasAttribute('still') || this.hasAttribute('plain')
    if (!this.root.querySelector('figure'))
      this.root.innerHTML = '<figure tabindex="0"><div class="drawing"></div><figcaption><span class="caption" aria-live="polite"></span><span class="steps"><button type="button" aria-label="Previous step">‹</button><span class="count"></span><button type="button" aria-label="Next step">›</button></span></figcaption></figure>'
    const find = <E extends HTMLElement>(selector: string): E | null => this.root.querySelector<E>(selector)
    const figure = find('figure')
    figure?.classList.toggle('plain', this.hasAttribute('plain'))
    if (isStill)
      figure?.removeAttribute('tabindex')
    else
      figure?.setAttribute('tabindex', '0')
    figure?.setAttribute('aria-label', title)
    const drawing = find('.drawing')
    if (drawing)
      drawing.innerHTML = `<svg viewBox="${viewBox}" role="img" aria-label="${escaped(title)}" aria-describedby="description"><desc id="description">${escaped(description)}</desc>${withFonts(markup)}</svg>`
    const line = find('.caption')
    if (line)
      line.textContent = caption
    const count = find('.count')
    if (count)
      count.textContent = `${index + 1} / ${steps.length}`
    find('.steps')?.toggleAttribute('hidden', isStill || steps.length === 1)
    const [back, on] = this.root.querySelectorAll('button')
    for (const [button, by] of [[back, -1], [on, 1]] as const) {
      if (button) {
        // One that is switched off would lose the focus.
        button.setAttribute('aria-disabled', String(!steps[index + by]))
        button.onclick = () => this.go(index + by)
      }
    }
    if (figure)
      figure.onkeydown = event => this.press(event)
  }

  private press(event: KeyboardEvent): void {
    const { index = 0, steps = [] } = this.shown ?? {}
    const last = Math.max(steps.length - 1, 0)
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: last }[event.key]
    if (to === undefined || event.ctrlKey || event.altKey || event.metaKey || this.hasAttribute('plain') || this.hasAttribute('still') || last === 0)
      return
    event.preventDefault()
    event.stopPropagation()
    this.go(to)
  }

  private go(index: number): void {
    const step = this.shown?.steps[index]
    if (!this.shown || !step)
      return
    const { name, steps } = this.shown
    this.setAttribute('step', step.id)
    this.dispatchEvent(new CustomEvent<StepDetail>('step', { detail: { slide: name, step: step.id, index, count: steps.length }, bubbles: true, composed: true }))
  }

  private say(words: string): void {
    this.shown = undefined
    this.root.innerHTML = '<p class="trouble" role="alert"></p>'
    const [line] = this.root.children
    if (line)
      line.textContent = words
  }
}

if (!customElements.get('k8s-picture'))
  customElements.define('k8s-picture', K8sPicture)
