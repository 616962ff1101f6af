/** Images that the model's registry holds, and how long a first pull takes, in milliseconds: plausible, not measured. */
export const images: Readonly<Record<string, number>> = {
  'httpd': 1800,
  'nginx': 2000,
  'redis': 1500,
}
