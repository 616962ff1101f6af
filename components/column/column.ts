/** What pictures in a narrow column are drawn with. */
export { default as ColumnArrow } from './ColumnArrow.vue'
export { default as ColumnBox } from './ColumnBox.vue'
export { default as ColumnRegion } from './ColumnRegion.vue'
export { default as ColumnRows } from './ColumnRows.vue'
export { default as ColumnStack } from './ColumnStack.vue'
export { default as ColumnTerminal } from './ColumnTerminal.vue'
