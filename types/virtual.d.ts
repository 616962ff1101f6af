/** Modules that exist only while the deck is built or served. */
/** What is drawn until the deck's fonts have come: see setup/fonts/stand-ins.ts. */
declare module 'virtual:stand-ins.css'
