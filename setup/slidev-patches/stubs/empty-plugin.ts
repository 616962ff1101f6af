/** In place of a plugin of Vue that does nothing for this deck, such as the one for hovering over typed code. */
export default { install: () => {} }
