const modelled = 'Containers are only modelled: nothing can be done in them. The terminal says so before it asks anybody.'

/** Commands of the recorded session that the terminal of the deck has not, or that print something else in it, by their number, and why. */
export const differences: ReadonlyMap<number, string> = new Map([
  [24, 'The recorded user showed a certificate, whose digest is told.'],
  [94, modelled],
  [95, modelled],
  [96, modelled],
  [97, modelled],
  [99, modelled],
  [292, modelled],
  [302, 'The terminal lists the commands that it has.'],
  [304, 'The terminal lists the flags of a command by name alone.'],
])
