import '../components/frame/AbsentSlide.vue'
import { followPrinting } from '../state/printing.ts'
import styles from '../styles/deferred.css?inline'

// What no slide waits for, in every room of the deck: paper, the speaker's rooms, and what stands for a slide that does not come.
const sheet = Object.assign(document.createElement('style'), { textContent: styles })
sheet.dataset['deferred'] = ''
document.head.append(sheet)
followPrinting()
