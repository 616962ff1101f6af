import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

export interface NewFile {
  readonly file: string
  readonly contents: Uint8Array
}

/** Writes files beside their places, and moves them there once all are written: what cannot be written leaves the older ones. */
export function replaceAll(files: readonly NewFile[]): void {
  const moves = files.map(({ file, contents }) => ({ file, contents, next: join(dirname(file), `.${basename(file)}-${process.pid}`) }))
  try {
    for (const { file, contents, next } of moves) {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(next, contents)
    }
    for (const { file, next } of moves)
      renameSync(next, file)
  }
  finally {
    for (const { next } of moves)
      rmSync(next, { force: true })
  }
}
