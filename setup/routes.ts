import { defineRoutesSetup } from '@slidev/types'

/** The pages beside Slidev's own: the talk to be read, and what paper is printed from. */
export default defineRoutesSetup(routes => [
  ...routes,
  { path: '/read', component: () => import('../pages/read/ReadPage.vue') },
  { path: '/paper/slides', component: () => import('../pages/paper/SlidesPaper.vue') },
  { path: '/paper/steps', component: () => import('../pages/paper/SlidesPaper.vue'), props: { steps: true } },
  { path: '/paper/handout', component: () => import('../pages/paper/HandoutPaper.vue') },
])
