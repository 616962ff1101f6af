/** The page to be read. It stands for itself, so that the first script has not the names of all files that it is made of. */
export const readPage = () => import('./read/ReadPage.vue')

/** A page that shows one picture, or is to be printed. */
export const standalonePage = () => import('./StandalonePage.vue')
