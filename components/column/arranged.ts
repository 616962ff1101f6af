import type { Component } from 'vue'

/** The pictures that are arranged for a narrow column, by the slide's permanent name. Each takes the click as `index`. */
export const columnPictures: Readonly<Record<string, Component<{ index: number }>>> = {}
