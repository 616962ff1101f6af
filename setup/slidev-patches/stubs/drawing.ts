/** In place of drauu: drawing is switched off in the built deck, but Slidev sets up its canvas all the same. */
export function createDrauu() {
  const nothing = (): void => {}
  return {
    mode: 'stylus',
    options: {},
    mounted: false,
    el: undefined,
    on: nothing,
    mount: nothing,
    unmount: nothing,
    load: nothing,
    clear: nothing,
    undo: nothing,
    redo: nothing,
    dump: () => '',
    canUndo: () => false,
    canRedo: () => false,
  }
}
