/** How long a file whose name changes with its contents may be kept: for good. The value of a Cache-Control header. */
export const FOR_GOOD = 'public, max-age=31536000, immutable'
