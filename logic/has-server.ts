/**
 * Whether a server for the talk runs behind this page, which it can speak to, and not a host of files alone. That server
 * says so in each page it hands out.
 */
export const hasServer = (): boolean => document.querySelector('meta[name="deck-server"]') !== null
