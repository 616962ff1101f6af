import { apiServer } from './names.ts'

/** What {@link normaliser} rewrites, in words for the recording. */
export const normalised = [
  `The address of the local server (loopback, a free port) is written ${apiServer}.`,
  'Date, time and process number at the head of a log line (klog) are written 0101 00:00:00.000000 1.',
  'The timeout of a watch, which kubectl draws at random, is written 0.',
  'The terms of a selector, which kubectl puts in random order, are sorted.',
]

/** A function that takes out of kubectl's text what differs from run to run. `address` is host:port of the local server. */
export function normaliser(address: string): (text: string) => string {
  return text => text
    .replaceAll(address, apiServer)
    .replace(/^([IWEF])\d{4} \d\d:\d\d:\d\d\.\d{6} +\d+ /gm, '$10101 00:00:00.000000 1 ')
    .replace(/([?&]timeoutSeconds=)\d+/g, '$10')
    .replace(/([?&](?:field|label)Selector=)([^&\s"]+)/g, (_, key: string, terms: string) => key + terms.split('%2C').sort().join('%2C'))
}
