import { defineRoutesSetup } from '@slidev/types'

/** The pages beside Slidev's own. Slidev's page to edit notes is left out: most of them are generated, and it would write those into slides.md. */
export default defineRoutesSetup(routes => [
  ...routes.filter(({ name }) => name !== 'notes-edit'),
  { path: '/read', component: () => import('../pages/late-pages.ts').then(({ readPage }) => readPage()) },
  { path: '/remote', component: () => import('../pages/RemoteControl.vue') },
  { path: '/:kind(paper|embed)/:what/:step?/:inside?', component: () => import('../pages/late-pages.ts').then(({ standalonePage }) => standalonePage()) },
])
