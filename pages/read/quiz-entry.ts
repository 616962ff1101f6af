import { createApp } from 'vue'
import QuizWidget from '../../slides/check-yourself/QuizWidget.vue'
import { keepTranslated } from '../../logic/browser-translation.ts'

// What the page to be read starts where no deck runs, once a reader comes near its quiz.
const host = document.getElementById('quiz-widget')
if (host) {
  keepTranslated(host)
  createApp(QuizWidget).mount(host)
}
