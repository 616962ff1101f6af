import { join } from 'node:path'

/** A passage in the source of Slidev or of a package, and what the build has in its place. */
export interface SourcePatch {
  readonly file: RegExp
  readonly find: string
  readonly replace: string
}

const ours = (path: string): string => JSON.stringify(join(import.meta.dirname, '../..', path))
const client = (path: string): RegExp => new RegExp(`@slidev/client/${path.replaceAll('.', '\\.')}$`)

const ROOT = client('setup/root.ts')
const NAV = client('composables/useNav.ts')
const STORAGE = client('state/storage.ts')
const PRESENTER = client('pages/presenter.vue')
const STAGE = client('pages/play.vue')
const NOTES = client('pages/notes.vue')
const NOTE = client('internals/NoteDisplay.vue')
const OVERVIEW = client('pages/overview.vue')
const CONTAINER = client('internals/SlideContainer.vue')
const MENU = client('internals/MenuButton.vue')
const QUICK_OVERVIEW = client('internals/QuickOverview.vue')
const GOTO = client('internals/Goto.vue')
const NAV_CONTROLS = client('internals/NavControls.vue')
const setup = '<script setup lang="ts">\n'

/** Where Slidev's navigation asks for the way. */
const NEXT_STEP = `  const navDirection = ref(0)
  const stepOf = (by, bySlide) => stepFrom({ slides: slides.value, no: currentSlideNo.value, click: clicks.value, clicks: clicksTotal.value }, by, bySlide)
  const take = async step => (step && await go(getSlide(step.slide).no, step.click), step)
`
const frame = (path: string): string => ours(`components/frame/${path}.ts`)
const printed = `${setup}import PrintedNotes from ${ours('pages/PrintedNotes.vue')}\n`

/** Slides of Slidev's overview by the numbers that stand beside them. */
const TYPED = `const numberOf = ({ no, meta }) => slideNumber({ no, frontmatter: meta.slide.frontmatter })
const mostTyped = () => Math.max(...slides.value.map(route => Number(numberOf(route)) || 0))
function goTyped() {
  const route = slides.value.find(each => numberOf(each) === keyboardBuffer.value)
  if (route)
    go(route.no)
}

`

/** What Slidev does wrong in a talk and for its readers, in development as in the built deck. */
export const slidevFixes: readonly SourcePatch[] = [
  // A window that opened sent its own slide to all others, and moved them there: logic/sync keeps windows together.
  { file: ROOT, find: '  initSharedState(`${slidesTitle} - shared`)\n', replace: '' },
  { file: ROOT, find: '  router.afterEach(updateSharedState)\n', replace: '' },
  { file: ROOT, find: '  watch(clicksContext, updateSharedState)\n', replace: '' },
  { file: ROOT, find: '  onPatch((state) => {\n', replace: '  void ((state) => {\n' },
  { file: ROOT, find: '  const id = `${location.origin}_${makeId()}`\n', replace: '' },
  { file: ROOT, find: '  const syncType = computed(() => isPresenter.value ? \'presenter\' : \'viewer\')\n', replace: '' },
  { file: ROOT, find: '  const {\n    clicksContext,\n    currentSlideNo,\n    hasPrimarySlide,\n    isNotesViewer,\n    isPresenter,\n    isPrintMode,\n  } = useNav()\n', replace: '' },
  { file: ROOT, find: '  const router = useRouter()\n', replace: '' },
  // In development its server shared them as well.
  { file: client('state/shared.ts'), find: 'import serverState from \'server-reactive:nav\'', replace: 'const serverState = { page: 1, clicks: 0, clicksTotal: 0, timer: { status: \'stopped\', slides: {}, startedAt: 0, pausedAt: 0 } }' },
  // The one way from the presenter to the stage.
  { file: NAV, find: 'function exitPresenter() {\n', replace: 'function exitPresenter() {\n    leavingPresenter.isRequested = true\n' },
  { file: NAV, find: 'import { clamp } from \'@antfu/utils\'', replace: `import { leavingPresenter } from ${ours('composables/leaving-presenter.ts')}\nimport { slidesInTalk, stepFrom } from ${frame('next-step')}\nimport { clamp } from '@antfu/utils'` },
  // In a shorter talk the next step is the next that is shown, and so is the slide that is loaded ahead; what stands beside the talk is not on its way.
  { file: NAV, find: '  const navDirection = ref(0)\n', replace: NEXT_STEP },
  { file: NAV, find: 'async function next() {\n    clicksDirection.value = 1\n', replace: 'async function next() {\n    clicksDirection.value = 1\n    if (await take(stepOf(1)))\n      return\n' },
  { file: NAV, find: 'async function prev() {\n    clicksDirection.value = -1\n', replace: 'async function prev() {\n    clicksDirection.value = -1\n    if (await take(stepOf(-1)))\n      return\n' },
  { file: NAV, find: 'async function nextSlide(lastClicks = false) {\n', replace: 'async function nextSlide(lastClicks = false) {\n    if (await take(stepOf(1, true)))\n      return\n' },
  { file: NAV, find: 'async function prevSlide(lastClicks = false) {\n', replace: 'async function prevSlide(lastClicks = false) {\n    if (await take(stepOf(-1, true)))\n      return\n' },
  { file: NAV, find: 'const nextRoute = computed(() => ', replace: 'const nextRoute = computed(() => getSlide(stepOf(1, true)?.slide) ?? ' },
  { file: NAV, find: 'const total = computed(() => slides.value.length)', replace: 'const total = computed(() => slidesInTalk(slides.value).length)' },
  { file: NAV, find: 'const hasNext = computed(() => currentSlideNo.value < slides.value.length || clicks.value < clicksTotal.value)', replace: 'const hasNext = computed(() => currentSlideNo.value < total.value || clicks.value < clicksTotal.value)' },
  { file: PRESENTER, find: 'const nextFrame = computed(() => {\n', replace: 'const nextFrame = computed(() => {\n  const step = stepFrom({ slides: slides.value, no: currentSlideRoute.value.no, click: clicksContext.value.current, clicks: clicksContext.value.total }, 1)\n  if (step)\n    return hasNext.value ? [slides.value.find(({ meta }) => meta.slide.frontmatter.routeAlias === step.slide)!, step.click] as const : null\n' },
  { file: PRESENTER, find: 'import { useDrawings } from', replace: `import { stepFrom } from ${frame('next-step')}\nimport { useDrawings } from` },
  // The buttons and the dialog that goes to a slide number the slides as their corners do.
  { file: NAV_CONTROLS, find: '{{ currentSlideNo }}', replace: '{{ slideNumber({ no: currentSlideNo, frontmatter: currentSlideRoute.meta.slide.frontmatter }) }}' },
  { file: NAV_CONTROLS, find: ' / {{ total }}', replace: '{{ isDeeperRoute(currentSlideRoute) ? "" : ` / ${countOfTalk(slides)}` }}' },
  { file: NAV_CONTROLS, find: '  currentSlideNo,\n', replace: '  currentSlideNo,\n  currentSlideRoute,\n  slides,\n' },
  { file: NAV_CONTROLS, find: setup, replace: `${setup}import { countOfTalk, slideNumber } from ${frame('slide-number')}\nimport { isDeeperRoute } from ${frame('next-step')}\n` },
  { file: GOTO, find: 'slides.value.map(i => i.meta?.slide).filter(notNull)', replace: 'slides.value.map(i => i.meta?.slide).filter(notNull).map(slide => ({ ...slide, place: slide.no, no: slideNumber(slide) }))' },
  { file: GOTO, find: '      go(item.no)', replace: '      go(item.place)' },
  { file: GOTO, find: 'select(item.no)', replace: 'select(item.place)' },
  { file: GOTO, find: ':no="item.no"', replace: ':no="item.place"' },
  { file: GOTO, find: setup, replace: `${setup}import { slideNumber } from ${frame('slide-number')}\n` },
  // A page that may not have full screen gave an error for asking.
  { file: STORAGE, find: 'useFullscreen(isClient ? document.body : null)', replace: 'quietFullscreen(useFullscreen(isClient ? document.body : null))' },
  { file: STORAGE, find: 'import { slideAspect } from \'../env\'', replace: `import { slideAspect } from '../env'\nimport { quietFullscreen } from ${ours('logic/quiet-fullscreen.ts')}` },
  // The built presenter did not follow the notes, and none went back to the first.
  { file: client('internals/NoteStatic.vue'), find: ':clicks-context="clicksContext"\n', replace: ':clicks-context="clicksContext"\n    auto-scroll\n' },
  { file: NOTE, find: '\n\n      if (enabled && props.autoScroll && clicks === current)\n        marker.scrollIntoView({ block: \'center\', behavior: \'smooth\' })\n    }\n', replace: '\n    }\n    if (enabled && props.autoScroll && noteDisplay.value)\n      keepNoteInSight(noteDisplay.value, current)\n' },
  { file: NOTE, find: setup, replace: `${setup}import { keepNoteInSight } from ${ours('logic/scroll-to-note.ts')}\n` },
  // Another slide's notes were scrolled to their top, whatever the click.
  { file: NOTES, find: '  scroller.value?.scrollTo({ left: 0, top: 0, behavior: \'smooth\' })\n', replace: '' },
  // Editing a note wrote the generated notes into slides.md.
  { file: PRESENTER, find: '<NoteEditable\n            v-if="', replace: '<NoteEditable\n            v-if="false && ' },
  { file: PRESENTER, find: '"\n              title="Edit Notes"', replace: ' && false"\n              title="Edit Notes"' },
  { file: NOTES, find: '<IconButton title="Edit notes"', replace: '<IconButton v-if="false" title="Edit notes"' },
  { file: OVERVIEW, find: '@dblclick="edittingNote !== route.no ? edittingNote = route.no : null"', replace: '' },
  // The timer was reset by one press beside its other button, for good.
  { file: PRESENTER, find: 'import TimerInlined from \'../internals/TimerInlined.vue\'', replace: `import TimerInlined from ${ours('components/presenter/TalkTimer.vue')}` },
  // A refusal to keep the screen on was an error. No slide waits for it.
  ...[STAGE, PRESENTER].map(file => ({ file, find: 'import { useWakeLock } from \'../composables/useWakeLock\'', replace: `const useWakeLock = () => void import(${ours('logic/screen-awake.ts')}).then(({ keepScreenAwake }) => keepScreenAwake())` })),
  // Tab walked through what can be pressed on the next slide.
  { file: PRESENTER, find: '<SlideContainer v-if="nextFrame && nextFrameClicksCtx" key="next">', replace: '<SlideContainer v-if="nextFrame && nextFrameClicksCtx" key="next" inert>' },
  // It rounds the height of a slide up to whole pixels, as paper needs it: on a screen of the slide's own shape that left black at both edges.
  { file: CONTAINER, find: 'height.value / slideHeight.value', replace: 'height.value / (slideWidth.value / slideAspect.value)' },
  { file: CONTAINER, find: '\'height\': `${slideHeight.value}px`', replace: '\'height\': `${slideWidth.value / slideAspect.value}px`' },
  { file: CONTAINER, find: 'slideAspect, slideHeight, slideWidth', replace: 'slideAspect, slideWidth' },
  // A button in a button: neither a screen reader nor the markup's own rules know which is pressed.
  { file: MENU, find: '<button :class="{ disabled }" @click="value = !value">', replace: '<div :class="{ disabled }" @click="value = !value">' },
  { file: MENU, find: '</button>\n    <KeepAlive>', replace: '</div>\n    <KeepAlive>' },
  // What lies in no landmark is not found by who goes from one to the next.
  { file: GOTO, find: 'id="slidev-goto-dialog"', replace: 'id="slidev-goto-dialog"\n    role="search"\n    aria-label="Go to a slide"' },
  { file: GOTO, find: 'placeholder="Goto..."', replace: 'placeholder="Goto..."\n        aria-label="Number or title of a slide"' },
  { file: STAGE, find: 'id="page-root" ref="root"', replace: 'id="page-root" ref="root" role="main"' },
  { file: PRESENTER, find: '<div class="bg-main h-full slidev-presenter', replace: '<div role="main" class="bg-main h-full slidev-presenter' },
  { file: OVERVIEW, find: 'class="absolute z-2 top-0 right-0', replace: 'role="region" aria-label="Length of the talk" class="absolute z-2 top-0 right-0' },
  // Who has keys alone scrolls what is longer than its place.
  { file: NOTE, find: 'ref="noteDisplay"', replace: 'ref="noteDisplay"\n    tabindex="0"' },
  // Windows that show the notes of one slide print those of all.
  { file: PRESENTER, find: setup, replace: printed },
  { file: PRESENTER, find: '  <Goto />', replace: '  <PrintedNotes />\n  <Goto />' },
  { file: NOTES, find: setup, replace: printed },
  { file: NOTES, find: '<div class="h-full flex flex-col">', replace: '<PrintedNotes />\n  <div role="main" class="slidev-notes h-full flex flex-col">' },
  { file: OVERVIEW, find: '<div class="h-screen w-screen', replace: '<div class="slidev-overview h-screen w-screen' },
  // The overview numbers the slides as their corners do, and goes to the number that is typed.
  { file: QUICK_OVERVIEW, find: setup, replace: `${setup}import { slideNumber } from ${frame('slide-number')}\n` },
  { file: QUICK_OVERVIEW, find: 'function close() {', replace: `${TYPED}function close() {` },
  { file: QUICK_OVERVIEW, find: '              {{ idx + 1 }}\n', replace: '              {{ numberOf(route) }}\n' },
  { file: QUICK_OVERVIEW, find: 'String(idx + 1).startsWith(', replace: 'numberOf(route).startsWith(' },
  { file: QUICK_OVERVIEW, find: 'String(idx + 1).slice(', replace: 'numberOf(route).slice(' },
  { file: QUICK_OVERVIEW, find: 'go(+keyboardBuffer.value)\n      keyboardBuffer', replace: 'goTyped()\n      keyboardBuffer' },
  { file: QUICK_OVERVIEW, find: 'go(+keyboardBuffer.value)\n    keyboardBuffer', replace: 'goTyped()\n    keyboardBuffer' },
  { file: QUICK_OVERVIEW, find: 'if (+keyboardBuffer.value > slides.value.length)', replace: 'if (+keyboardBuffer.value > mostTyped())' },
  { file: QUICK_OVERVIEW, find: 'if (+keyboardBuffer.value * 10 > slides.value.length)', replace: 'if (+keyboardBuffer.value * 10 > mostTyped())' },
]
