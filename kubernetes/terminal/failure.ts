import { timestamp } from '../engine/timing.ts'

/** Ends a command: what is printed, as an error, and the exit code. */
export class Failure extends Error {
  readonly code: number
  /** As it is printed beside others. Source: kubectl/pkg/cmd/util/helpers.go (MultipleErrors). */
  readonly besideOthers: string
  /** @param besideOthers without it, the message without the word that stands before a single one */
  constructor(message: string, code = 1, besideOthers = message.replace(/^error: /, '')) {
    super(message)
    this.code = code
    this.besideOthers = besideOthers
  }
}

/** A line as kubectl logs it: level, month and day, time, process, place. Source: k8s.io/klog. */
export function klogText(now: number, level: 'I' | 'W' | 'F', message: string): string {
  const [date = '', time = ''] = timestamp(now).split('T')
  return `${level}${date.slice(5).replace('-', '')} ${time.slice(0, 8)}.${String(Math.floor(now % 1000)).padStart(3, '0')}000       1 ${message}`
}

/** What kubectl says where it is told of nothing to work on. Source: cli-runtime/pkg/resource/builder.go. */
export const noResources = 'error: You must provide one or more resources by argument or filename.\nExample resource specifications include:\n   \'-f rsrc.yaml\'\n   \'--filename=rsrc.json\'\n   \'<resource> <name>\'\n   \'<resource>\''
