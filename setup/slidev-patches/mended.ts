import { join } from 'node:path'
import type { Amended } from './source-patches.ts'

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
const GOTO = client('internals/Goto.vue')
const setup = '<script setup lang="ts">\n'
const printed = `${setup}import PrintedNotes from ${ours('pages/PrintedNotes.vue')}\n`

/** What Slidev does wrong in a talk and for its readers, in development as in the built deck. */
export const mended: readonly Amended[] = [
  // A window that opens told all others its own slide, and took them along: windows follow each other by logic/sync.
  { file: ROOT, was: '  initSharedState(`${slidesTitle} - shared`)\n', now: '' },
  { file: ROOT, was: '  router.afterEach(updateSharedState)\n', now: '' },
  { file: ROOT, was: '  watch(clicksContext, updateSharedState)\n', now: '' },
  { file: ROOT, was: '  onPatch((state) => {\n', now: '  void ((state) => {\n' },
  { file: ROOT, was: '  const id = `${location.origin}_${makeId()}`\n', now: '' },
  { file: ROOT, was: "  const syncType = computed(() => isPresenter.value ? 'presenter' : 'viewer')\n", now: '' },
  { file: ROOT, was: '  const {\n    clicksContext,\n    currentSlideNo,\n    hasPrimarySlide,\n    isNotesViewer,\n    isPresenter,\n    isPrintMode,\n  } = useNav()\n', now: '' },
  { file: ROOT, was: '  const router = useRouter()\n', now: '' },
  // In development its server shared them as well.
  { file: client('state/shared.ts'), was: "import serverState from 'server-reactive:nav'", now: "const serverState = { page: 1, clicks: 0, clicksTotal: 0, timer: { status: 'stopped', slides: {}, startedAt: 0, pausedAt: 0 } }" },
  // The one way from the presenter to the stage.
  { file: NAV, was: 'function exitPresenter() {\n', now: 'function exitPresenter() {\n    leaving.presenter = true\n' },
  { file: NAV, was: "import { clamp } from '@antfu/utils'", now: `import { leaving } from ${ours('composables/leaving.ts')}\nimport { clamp } from '@antfu/utils'` },
  // A page that may not have full screen gave an error for asking.
  { file: STORAGE, was: 'useFullscreen(isClient ? document.body : null)', now: 'quietFullscreen(useFullscreen(isClient ? document.body : null))' },
  { file: STORAGE, was: "import { slideAspect } from '../env'", now: `import { slideAspect } from '../env'\nimport { quietFullscreen } from ${ours('logic/quiet-fullscreen.ts')}` },
  // The built presenter did not follow the notes, and none went back to the first.
  { file: client('internals/NoteStatic.vue'), was: ':clicks-context="clicksContext"\n', now: ':clicks-context="clicksContext"\n    auto-scroll\n' },
  { file: NOTE, was: "\n\n      if (enabled && props.autoScroll && clicks === current)\n        marker.scrollIntoView({ block: 'center', behavior: 'smooth' })\n    }\n", now: '\n    }\n    if (enabled && props.autoScroll && noteDisplay.value)\n      keepNoteInSight(noteDisplay.value, current)\n' },
  { file: NOTE, was: setup, now: `${setup}import { keepNoteInSight } from ${ours('logic/note-in-sight.ts')}\n` },
  // Another slide's notes were scrolled to their top, whatever the click.
  { file: NOTES, was: "  scroller.value?.scrollTo({ left: 0, top: 0, behavior: 'smooth' })\n", now: '' },
  // Generated notes were written into slides.md by whoever edited one.
  { file: PRESENTER, was: '<NoteEditable\n            v-if="', now: '<NoteEditable\n            v-if="false && ' },
  { file: PRESENTER, was: '"\n              title="Edit Notes"', now: ' && false"\n              title="Edit Notes"' },
  { file: NOTES, was: '<IconButton title="Edit notes"', now: '<IconButton v-if="false" title="Edit notes"' },
  { file: OVERVIEW, was: '@dblclick="edittingNote !== route.no ? edittingNote = route.no : null"', now: '' },
  // The timer was reset by one press beside its other button, for good.
  { file: PRESENTER, was: "import TimerInlined from '../internals/TimerInlined.vue'", now: `import TimerInlined from ${ours('components/presenter/TalkTimer.vue')}` },
  // A refusal to keep the screen on was an error. No slide waits for it.
  ...[STAGE, PRESENTER].map(file => ({ file, was: "import { useWakeLock } from '../composables/useWakeLock'", now: `const useWakeLock = () => void import(${ours('logic/screen-awake.ts')}).then(({ keepScreenAwake }) => keepScreenAwake())` })),
  // Tab walked through what can be pressed on the next slide.
  { file: PRESENTER, was: '<SlideContainer v-if="nextFrame && nextFrameClicksCtx" key="next">', now: '<SlideContainer v-if="nextFrame && nextFrameClicksCtx" key="next" inert>' },
  // It rounds the height of a slide up to whole pixels, as paper needs it: on a screen of the slide's own shape that left black at both edges.
  { file: CONTAINER, was: 'height.value / slideHeight.value', now: 'height.value / (slideWidth.value / slideAspect.value)' },
  { file: CONTAINER, was: "'height': `${slideHeight.value}px`", now: "'height': `${slideWidth.value / slideAspect.value}px`" },
  { file: CONTAINER, was: 'slideAspect, slideHeight, slideWidth', now: 'slideAspect, slideWidth' },
  // A button in a button: neither a screen reader nor the markup's own rules know which is pressed.
  { file: MENU, was: '<button :class="{ disabled }" @click="value = !value">', now: '<div :class="{ disabled }" @click="value = !value">' },
  { file: MENU, was: '</button>\n    <KeepAlive>', now: '</div>\n    <KeepAlive>' },
  // What lies in no landmark is not found by who goes from one to the next.
  { file: GOTO, was: 'id="slidev-goto-dialog"', now: 'id="slidev-goto-dialog"\n    role="search"\n    aria-label="Go to a slide"' },
  { file: GOTO, was: 'placeholder="Goto..."', now: 'placeholder="Goto..."\n        aria-label="Number or title of a slide"' },
  { file: STAGE, was: 'id="page-root" ref="root"', now: 'id="page-root" ref="root" role="main"' },
  { file: PRESENTER, was: '<div class="bg-main h-full slidev-presenter', now: '<div role="main" class="bg-main h-full slidev-presenter' },
  { file: OVERVIEW, was: 'class="absolute z-2 top-0 right-0', now: 'role="region" aria-label="Length of the talk" class="absolute z-2 top-0 right-0' },
  // Who has keys alone scrolls what is longer than its place.
  { file: NOTE, was: 'ref="noteDisplay"', now: 'ref="noteDisplay"\n    tabindex="0"' },
  // Windows that show the notes of one slide print those of all.
  { file: PRESENTER, was: setup, now: printed },
  { file: PRESENTER, was: '  <Goto />', now: '  <PrintedNotes />\n  <Goto />' },
  { file: NOTES, was: setup, now: printed },
  { file: NOTES, was: '<div class="h-full flex flex-col">', now: '<PrintedNotes />\n  <div role="main" class="slidev-notes h-full flex flex-col">' },
  { file: OVERVIEW, was: '<div class="h-screen w-screen', now: '<div class="slidev-overview h-screen w-screen' },
]
