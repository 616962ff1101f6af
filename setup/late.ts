import '../components/frame/AbsentSlide.vue'
import { followPrinting } from '../state/printing.ts'
import styles from '../styles/late.css?inline'

// What no slide waits for, in every room of the deck: paper, the speaker's rooms, and what stands for a slide that does not come.
const sheet = Object.assign(document.createElement('style'), { textContent: styles })
sheet.dataset['late'] = ''
document.head.append(sheet)
followPrinting()
