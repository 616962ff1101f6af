import { settings } from '../settings.ts'
import { files } from '../deck/files.ts'

/**
 * Where in the repository the words of a slide live, for whoever finds an error in them.
 *
 * @param repository its address, without a closing slash
 * @returns an empty string where the repository is not known
 */
export function editLink(slide: string, repository: string = settings.repository): string {
  return repository && `${repository.replace(/\/$/, '')}/blob/HEAD/${files[slide] ?? 'slides.md'}`
}
