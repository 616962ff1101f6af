import { settings } from '../settings.ts'
import { files } from '../deck/files.ts'

/**
 * The address in the repository at which the text of a slide can be edited.
 *
 * @param repository its address, without a closing slash
 * @returns an empty string where the repository is not known
 */
export function editLink(slide: string, repository: string = settings.repository): string {
  return repository && `${repository.replace(/\/$/, '')}/blob/HEAD/${files[slide] ?? 'slides.md'}`
}
