import { settings } from '../../settings.ts'
import { type QrCode, qrCode } from './qr-code.ts'

/** The QR code of the deck's own address; null where that is not known. Plain data: the built deck draws no code itself. */
export const deckCode: QrCode | null = settings.deck ? qrCode(settings.deck) : null
