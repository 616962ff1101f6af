import { defineRoutesSetup } from '@slidev/types'

/** The pages that paper is printed from, beside Slidev's own. */
export default defineRoutesSetup(routes => [
  ...routes,
  { path: '/paper/slides', component: () => import('../pages/paper/SlidesPaper.vue') },
  { path: '/paper/steps', component: () => import('../pages/paper/SlidesPaper.vue'), props: { steps: true } },
  { path: '/paper/handout', component: () => import('../pages/paper/HandoutPaper.vue') },
])
