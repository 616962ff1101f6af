/** The logo of `settings.ts` as an address that holds the picture itself; empty where none is set. `setup/talk-settings.ts` puts it here. */
export const logo: string = ''
