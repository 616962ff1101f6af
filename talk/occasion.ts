import { settings } from '../settings.ts'

/** The day of the talk in words, as its language has it; empty where none is set. */
const day = settings.date && new Intl.DateTimeFormat(settings.language === 'en' ? 'en-GB' : settings.language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${settings.date}T00:00Z`))

/** Who speaks, and for whom; empty where nobody is named. */
export const speakerLine = [settings.speaker, settings.affiliation].filter(Boolean).join(', ')

/** Where and when the talk is given; empty where neither is known. */
export const occasionLine = [settings.event, day].filter(Boolean).join(' · ')

/** Where the speaker's address leads; empty where there is none. */
export const speakerLink = settings.address.includes('@') && !settings.address.includes('/') ? `mailto:${settings.address}` : settings.address
