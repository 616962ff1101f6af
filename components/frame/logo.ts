/**
 * The logo of `settings.ts` as an address that holds the picture itself, so that it is there wherever the deck is served;
 * empty where none is set. `setup/talk-settings.ts` puts it in the place of this value.
 */
export const logo: string = ''
