/** Ends a command: what is printed, as an error, and the exit code. */
export class Failure extends Error {
  readonly code: number
  constructor(message: string, code = 1) {
    super(message)
    this.code = code
  }
}

/** What kubectl says where it is told of nothing to work on. Source: cli-runtime/pkg/resource/builder.go. */
export const noResources = 'error: You must provide one or more resources by argument or filename.\nExample resource specifications include:\n   \'-f rsrc.yaml\'\n   \'--filename=rsrc.json\'\n   \'<resource> <name>\'\n   \'<resource>\''
