import { defineRoutesSetup } from '@slidev/types'

/**
 * The pages beside Slidev's own: the talk to be read, and what paper is printed from. Slidev's page to edit notes is left
 * out: most of them are generated, and it would write those into slides.md.
 */
export default defineRoutesSetup(routes => [
  ...routes.filter(({ name }) => name !== 'notes-edit'),
  { path: '/read', component: () => import('../pages/read/ReadPage.vue') },
  { path: '/remote', component: () => import('../pages/RemoteControl.vue') },
  { path: '/paper/slides', component: () => import('../pages/paper/SlidesPaper.vue') },
  { path: '/paper/steps', component: () => import('../pages/paper/SlidesPaper.vue'), props: { steps: true } },
  { path: '/paper/handout', component: () => import('../pages/paper/HandoutPaper.vue') },
])
