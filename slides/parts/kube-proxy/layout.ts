import type { Rect } from '../../../components/diagram/geometry.ts'

/** What kube-proxy watches, and where it stands itself. */
export const server: Rect = { x: 0, y: 0, width: 240, height: 98 }
export const proxy: Rect = { x: 349, y: 0, width: 180, height: 68 }

/** Who connects. */
export const client: Rect = { x: 0, y: 114, width: 212, height: 124 }

/** The rules: the Service's address, and below it what it may become. */
export const kernel: Rect = { x: 264, y: 114, width: 350, height: 250 }
export const addressRect: Rect = { x: 276, y: 154, width: 326, height: 44 }
export const targetRect = (index: number): Rect => ({ x: 276, y: 206 + index * 50, width: 326, height: 44 })

/** The Pods, each level with its rule. */
export const podRect = (index: number): Rect => ({ x: 654, y: 206 + index * 50, width: 246, height: 44 })
