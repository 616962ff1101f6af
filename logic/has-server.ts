/** Whether a server for the talk runs behind this page, and not a host of files alone: it says so in each page it hands out. */
export const hasServer = (): boolean => document.querySelector('meta[name="deck-server"]') !== null
