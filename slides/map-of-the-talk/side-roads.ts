/** The slides beside the talk, in the order in which the map lists them: by name, with the title that they have. */
export const sideRoads: readonly { readonly slide: string, readonly title: string }[] = [
  { slide: 'where-it-runs', title: 'Where it runs' },
  { slide: 'list-watch-compare', title: 'List, watch, compare' },
  { slide: 'who-makes-room', title: 'Who makes room' },
  { slide: 'three-of-each', title: 'Three of each' },
  { slide: 'gone-not-yet', title: 'Gone, but not yet' },
  { slide: 'rolling-update', title: 'A rolling update under traffic' },
]
