/** What is wrong about the name of an image; undefined: nothing. Source: github.com/distribution/reference (ParseNormalizedNamed); recorded from a real kubelet. */
export function wrongImageName(image: string): string | undefined {
  const [first = '', ...rest] = image.split('/')
  const hasDomain = rest.length > 0 && /[.:]|^localhost$/.test(first)
  const path = hasDomain ? rest.join('/') : image.includes('/') ? image : `library/${image}`
  const [name = ''] = path.split(/[:@]/)
  const format = name === name.toLowerCase() ? wellFormed.test(path) ? undefined : 'invalid reference format' : `invalid reference format: repository name (${name}) must be lowercase`
  return format && `Failed to apply default image tag "${image}": couldn't parse image name "${image}": ${format}`
}

const part = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const wellFormed = new RegExp(`^${part}(?:/${part})*(?::[\\w][\\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*:[0-9a-fA-F]{32,})?$`)
