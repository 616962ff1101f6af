import '../components/frame/AbsentSlide.vue'
import { followPrinting } from '../state/printing.ts'
import styles from '../styles/deferred.css?inline'

// Styles that are loaded after the first slide, in every view of the deck: print, the presenter's views, and the placeholder of a slide that failed to load.
const sheet = Object.assign(document.createElement('style'), { textContent: styles })
sheet.dataset['deferred'] = ''
document.head.append(sheet)
followPrinting()
