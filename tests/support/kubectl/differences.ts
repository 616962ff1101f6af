/** Commands of the recorded session that print something else here, by their number, and why. */
export const differences: ReadonlyMap<number, string> = new Map([
  [24, 'The recorded user showed a certificate, whose digest is told. Users of this server show tokens, of which nothing is.'],
  [94, 'Containers are only modelled: nothing can be executed in them. The answer says so.'],
  [95, 'Containers are only modelled: there is nothing to attach to.'],
  [96, 'Containers are only modelled: there is no port to forward to.'],
  [97, 'Containers are only modelled: kubectl cp runs tar in them.'],
  [99, 'Containers are only modelled: none can be added to a Pod that runs.'],
])

/** Lines that commands which are not supported here leave in what others print later, by the number of the other, and why. */
export const leftBehind: ReadonlyMap<number, { readonly lines: RegExp, readonly why: string }> = new Map([
  [221, {
    lines: /Pod\/web-.*image "busybox"|\(combined from similar events\)|Pod\/solo +(?:Container|Stopping|.*image "nginx:1\.28")/,
    why: 'The recorded `kubectl debug` pulled an image, which the refused one does not. Which of similar Events is told together with others is drawn: client-go takes any out of ten (events_cache.go, PopAny). A container that is replaced ends at once where this was recorded; the model\'s takes a second, and by then its Pod is to go.',
  }],
])

/** Words that are drawn in each run, where each version of kubectl says the rest in its own way, by the number of the command, and why. */
export const drawn: ReadonlyMap<number, { readonly words: RegExp, readonly why: string }> = new Map([
  [226, { words: /default\/(?:one|pair|three)\b/g, why: 'On which of three equal nodes a Pod without an owner is, the scheduler draws: worker-1 had none of them, one, and pair with three.' }],
])
