import { createApp } from 'vue'
import PageRound from '../../slides/check-yourself/PageRound.vue'
import { keepTranslated } from '../../logic/translated.ts'

// What the page to be read starts where no deck runs, once a reader comes near its quiz.
const host = document.getElementById('quiz-round')
if (host) {
  keepTranslated(host)
  createApp(PageRound).mount(host)
}
