import { createApp } from 'vue'
import PageRound from '../../components/quiz/PageRound.vue'
import { keepTranslated } from '../../composables/translated.ts'

// What the page to be read starts where no deck runs, once a reader comes near its quiz.
const place = document.getElementById('quiz-round')
if (place) {
  keepTranslated(place)
  createApp(PageRound).mount(place)
}
