/** Where the terms of text and pictures are. */
export const TEXT_LICENCE = 'https://creativecommons.org/licenses/by/4.0/'

/** What whoever takes over text or pictures of the deck writes beside them. README.md has the same. */
export const CREDIT_LINE = '“Kubernetes Architecture Deep Dive” by its authors, after the article of that name by Anubhav Gain, CC BY 4.0'
