import { describe, expect, test } from 'vitest'
import type { Manifest } from 'vite'
import { contents, flow, toSlides, wholeFlow } from '../../static/pages/noscript.ts'
import { headTags } from '../../static/pages/head.ts'
import { textOf } from '../support/text-of-html.ts'
import { modulesOf, quizModules } from '../../static/pages/modules.ts'
import { page } from '../../static/pages/page.ts'
import { readShell } from '../../static/pages/vite-html.ts'
import { robots, sitemap } from '../../static/pages/site.ts'
import { pageSlide } from '../../static/pages/slide.ts'
import { darkUnscripted, inMarkup, readStyles, rebased } from '../../static/pages/styles.ts'
import { Stop } from '../../scripts/support/task.ts'

const vitePage = `<html lang="en">
<head>
<meta charset="utf-8">
<title>Deck</title>
<script>chosen()</script>
<meta http-equiv="Content-Type" content="text/html">
<meta name="description" content="All of it">
<meta property="og:title" content="Deck">
<meta name="author" content="Somebody"><script type="module" crossorigin src="/deck/assets/index-1.js"></script>
<link rel="modulepreload" crossorigin href="/deck/assets/vue-1.js">
<link rel="stylesheet" crossorigin href="/deck/assets/style-1.css">
<link rel="icon" href="/deck/favicon.svg">
</head><body><div id="app"></div></body></html>`

describe('the page that Vite wrote', () => {
  const shell = readShell(vitePage)

  test('names what starts the deck', () => {
    expect(shell).toMatchObject({ rootAttributes: 'lang="en"', entry: '/deck/assets/index-1.js', modules: ['/deck/assets/vue-1.js'], styles: ['/deck/assets/style-1.css'] })
  })

  test('extracts what all pages share, and nothing of a single page', () => {
    expect(shell.head.split('\n')).toEqual(['<script>chosen()</script>', '<meta name="author" content="Somebody">', '<link rel="icon" href="/deck/favicon.svg">'])
  })

  test('is refused where it starts nothing', () => expect(() => readShell('<html><head></head></html>')).toThrow(Stop))
})

describe('what a page says of itself', () => {
  const tags = (deck: string): string => headTags({ title: 'Reads & writes', summary: 'Who "asks"', path: 'etcd' }, deck)

  test('is its own title and summary', () => {
    expect(tags('')).toContain('<title>Reads &amp; writes · Kubernetes Architecture Deep Dive</title>')
    expect(tags('')).toContain('<meta name="description" content="Who &quot;asks&quot;">')
  })

  test('a page has no canonical address where the deck\'s is not known', () => expect(tags('')).not.toMatch(/canonical|og:url|og:image|https?:/))

  test('has its own address and the picture\'s, absolutely, where it is', () => {
    expect(tags('https://example.org/deck/')).toContain('<link rel="canonical" href="https://example.org/deck/etcd">')
    expect(tags('https://example.org/deck/')).toContain('<meta property="og:image" content="https://example.org/deck/social.png">')
  })

  test('has a picture of its own where there is one', () => {
    expect(headTags({ title: 'etcd', summary: '', path: 'etcd', picture: 'social/etcd.png' }, 'https://example.org/deck/')).toContain('<meta property="og:image" content="https://example.org/deck/social/etcd.png">')
  })
})

describe('styles', () => {
  const usedRules = (css: string): string => readStyles(css)(inMarkup('<div id="app"></div><p class="caption now" data-v-0a1><b>etcd</b></p>', ['.dark']))

  test.each([
    '.caption{top:0}',
    '.caption[data-v-0a1] b{top:0}',
    'html.dark .now{top:0}',
    ':root{--k-ink:black}',
    '*,:before{top:0}',
    'p:not(.other){top:0}',
    '#app>p{top:0}',
    '.caption,b{top:0}',
    '@media print{.now{top:0}}',
    '@font-face{font-family:Inter}',
    '.now{animation:turn 1s}@keyframes turn{0%{top:0}50%{top:1px}}',
  ])('%s stays', css => expect(usedRules(css)).toBe(css))

  test.each([
    '.other{top:0}',
    '.caption .other{top:0}',
    '.caption[data-v-0a2]{top:0}',
    'table{top:0}',
    '#other{top:0}',
    '@media print{.other{top:0}}',
    '@keyframes turn{to{top:0}}',
    '/* why */',
  ])('%s goes', css => expect(usedRules(css)).toBe(''))

  test('of a list of selectors only those stay that can apply', () => expect(usedRules('.caption,.other{top:0}')).toBe('.caption{top:0}'))

  test('of components that come later stay, by their mark', () => {
    expect(readStyles('.card[data-v-0b2] .good{top:0}.card[data-v-0b3]{top:0}')(inMarkup('<p></p>'), ['data-v-0b2'])).toBe('.card[data-v-0b2] .good{top:0}')
  })

  test('of the dark scheme go by the reader\'s own setting where no script does, and not on paper', () => {
    expect(darkUnscripted('p{top:0}html.dark{--k:1}.dark .now,.now{top:0}@media print{p{top:0}}@font-face{font-family:Inter}.dark\\:p{top:0}'))
      .toBe('@media screen and (prefers-color-scheme:dark){html:root{--k:1}:root .now{top:0}}')
    expect(darkUnscripted('p{top:0}')).toBe('')
  })

  test('find their files from the page, too', () => {
    expect(rebased('a{src:url(inter.woff2)} b{src:url("./x.svg")} c{src:url(data:x)} d{src:url(/a.woff2)}', 'assets/style.css'))
      .toBe('a{src:url(assets/inter.woff2)} b{src:url("assets/x.svg")} c{src:url(data:x)} d{src:url(/a.woff2)}')
  })
})

describe('a page', () => {
  const slides = ['first', 'second', 'third'].map((name, index) => pageSlide({ no: index + 1, name, title: `The ${name}`, section: '', said: ['Words.'], first: `<h1>${name}</h1>`, last: `<h1>${name} at its end</h1>`, poster: '', words: `<p>${name} is said</p>` }))
  const frame = { shell: readShell(vitePage), stylesFor: () => '', base: '/deck/' }
  const [, second] = slides
  const written = second ? page(frame, { head: '', placeholder: second.first, words: second.words, flow: flow(second, slides), modules: ['/deck/assets/md-2.js'] }) : ''

  test('shows its first state, and asks for no script before that', () => {
    expect(written).toContain('<div id="static-slide"><div class="canvas"><h1>second</h1></div></div><div id="static-words" class="reader awake"><p>second is said</p></div>')
    expect(written).not.toMatch(/<script[^>]*\ssrc=|rel="modulepreload"/)
    expect(written).toContain('data-entry="/deck/assets/index-1.js" data-modules="/deck/assets/vue-1.js /deck/assets/md-2.js" data-styles="/deck/assets/style-1.css"')
  })

  test('without JavaScript a page has the last state, the narration and the links to the next slides', () => {
    const scriptless = /<noscript>(<main[^]*<\/main>)<\/noscript>/.exec(written)?.[1] ?? ''
    expect(textOf(scriptless)).toBe('Slide 2 of 3 second at its end Words. Previous: The first Next: The third The whole talk as a page · On paper · All slides')
    expect([...scriptless.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['first.html', 'third.html', 'read.html#second', 'papers.html', '404.html'])
  })

  test('links to slides by file name, so that it works in any folder', () => {
    const slide = pageSlide({ no: 1, name: 'map', title: 'Map', section: '', said: [], first: '<a href="/third">On</a>', last: '<a href="/third">On</a>', poster: '', words: '' })
    expect([slide.first, slide.last]).toEqual(['<a href="third.html">On</a>', '<a href="third.html">On</a>'])
    expect(toSlides(slide.first, slides, '#/')).toBe('<a href="#/third">On</a>')
    expect(wholeFlow([slide, ...slides])).toContain('<a href="#third">On</a>')
  })

  test('the 404 page links work from a path of any depth', () => {
    expect(contents('Lost', slides, '/deck/')).toContain('<a href="/deck/third.html">')
  })

  test('has inline scripts that need nothing from elsewhere', () => {
    const scripts = [...written.matchAll(/<script[^>]*>([^<]+)<\/script>/g)].map(([, code = '']) => code)
    expect(scripts).toHaveLength(4)
    expect(scripts.filter(code => /import|require|__vite/.test(code))).toEqual([])
  })
})

describe('a summary', () => {
  const summary = (words: string): string => pageSlide({ no: 1, name: 'cover', title: '', section: '', said: [words], first: '', last: '', poster: '', words: '' }).summary
  test('is whole sentences', () => expect(summary(`One & two. ${'So it goes on. '.repeat(20)}`)).toMatch(/^One & two\. (?:So it goes on\. ?){12}$/))
  test('is the first one, however long', () => expect(summary(`${'long '.repeat(60)}end. Next.`)).toMatch(/^long .* end\.$/))
})

describe('what a slide will ask for', () => {
  const manifest: Manifest = {
    'index.html': { file: 'assets/index.js', imports: ['_stage-1.js'] },
    '_stage-1.js': { file: 'assets/stage.js' },
    '../@slidev/slides/1/md': { file: 'assets/md-1.js', imports: ['_stage-1.js', '_box.js'] },
    '../@slidev/slides/11/md': { file: 'assets/md-11.js', imports: ['_box.js'] },
    '_box.js': { file: 'assets/box.js' },
  }
  test('is the slide with all it imports, without what is there anyway', () => {
    expect(modulesOf(manifest, 1)).toEqual(['assets/md-1.js', 'assets/box.js'])
  })
  test('the modules of the quiz never include the deck', () => {
    const alone = { 'pages/read/quiz-entry.ts': { file: 'assets/round.js', imports: ['_box.js'] } }
    expect(quizModules({ ...manifest, ...alone })).toEqual(['assets/round.js', 'assets/box.js'])
    expect(() => quizModules({ ...manifest, 'pages/read/quiz-entry.ts': { file: 'assets/round.js', imports: ['_stage-1.js'] } })).toThrow(/whole deck/)
    expect(() => quizModules(manifest)).toThrow(Stop)
  })
  test('the files of a slide that the manifest lacks are not guessed', () => expect(() => modulesOf(manifest, 2)).toThrow(Stop))
})

describe('for search engines', () => {
  test('there is a list of pages where the deck\'s address is known', () => {
    expect(sitemap(['', 'etcd'], 'https://example.org/deck/').match(/<loc>[^<]*/g)).toEqual(['<loc>https://example.org/deck/', '<loc>https://example.org/deck/etcd'])
    expect(robots('https://example.org/deck/')).toContain('Sitemap: https://example.org/deck/sitemap.xml')
    expect(robots('')).not.toContain('Sitemap')
  })
})
