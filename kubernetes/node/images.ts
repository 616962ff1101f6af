/** Images that the model's registry holds, and how long a first pull takes, in milliseconds: plausible, not measured. */
export const images: Readonly<Record<string, number>> = {
  'busybox': 700,
  'fluent/fluent-bit': 1400,
  'httpd': 1800,
  'nginx': 2000,
  'php:fpm': 2600,
  'redis': 1500,
}

/** How large they are, in bytes: plausible, not measured. */
const imageSizes: Readonly<Record<string, number>> = {
  'busybox': 2_200_000,
  'fluent/fluent-bit': 38_000_000,
  'httpd': 58_000_000,
  'nginx': 72_000_000,
  'php:fpm': 178_000_000,
  'redis': 49_000_000,
}

/** Images that a command may name and the registry does not hold. */
export const missingImages: readonly string[] = ['nginx:gone', 'nginx:9.99']

/** An image without the number of its version: versions of one image are alike to the model. */
function unversioned(image: string): string {
  return image.replace(/:\d[\w.-]*$/, '')
}

/** Whether the registry holds an image. */
export function isHeld(image: string): boolean {
  return !missingImages.includes(image) && Object.hasOwn(images, images[image] === undefined ? unversioned(image) : image)
}

/** How long a first pull of an image takes, in milliseconds. */
export function pullTime(image: string): number | undefined {
  return images[image] ?? images[unversioned(image)]
}

/** How large an image is, in bytes. */
export function sizeOf(image: string): number {
  return imageSizes[image] ?? imageSizes[unversioned(image)] ?? 0
}

/** What a runtime says that has asked the registry in vain. Recorded from containerd 2.3. */
export function notFoundText(image: string): string {
  const name = `docker.io/library/${image}`
  return `rpc error: code = NotFound desc = failed to pull and unpack image "${name}": failed to resolve image: ${name}: not found`
}

const output: Readonly<Record<string, readonly string[]>> = {
  nginx: ['/docker-entrypoint.sh: Configuration complete; ready for start up'],
}

/** The last lines that a container of an image has written once it runs. Source: the image's entry point. */
export function outputOf(image: string): readonly string[] {
  return output[image] ?? output[unversioned(image)] ?? []
}
