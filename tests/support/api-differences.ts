/** Requests that are answered otherwise here than by a real API server, by their place in the recording, and why. */
export const differences: ReadonlyMap<number, string> = new Map([
  [23, 'A continue token that cannot be read is refused in words of ours: the recorded ones are those of the JSON reader of Go.'],
  [93, 'What an apply takes out of a list of named things is left of it here as an item without a name: refused all the same, for that.'],
  [108, 'The refusal quotes the whole object, whose fields stand in another order, with other managers.'],
])
