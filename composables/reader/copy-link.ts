import { notice } from '../notice.ts'

/** Copies the address of what is shown, and says so; where copying is blocked, shows it, to be copied by hand. */
export async function copyLink(address: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(address)
    notice.value = 'The link to this step is copied.'
  }
  catch {
    notice.value = address
  }
}
