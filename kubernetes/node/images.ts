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
export const imageSizes: Readonly<Record<string, number>> = {
  'busybox': 2_200_000,
  'fluent/fluent-bit': 38_000_000,
  'httpd': 58_000_000,
  'nginx': 72_000_000,
  'php:fpm': 178_000_000,
  'redis': 49_000_000,
}

/** Images that a command may name and the registry does not hold. */
export const missingImages: readonly string[] = ['nginx:gone']

const output: Readonly<Record<string, readonly string[]>> = {
  nginx: ['/docker-entrypoint.sh: Configuration complete; ready for start up'],
}

/** The last lines that a container of an image has written once it runs. Source: the image's entry point. */
export function outputOf(image: string): readonly string[] {
  return output[image] ?? []
}
