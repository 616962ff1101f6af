import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { lastLines, run, runNode } from '../../scripts/support/command.ts'
import { CACHE, ROOT } from '../../scripts/support/project.ts'
import { Stop } from '../../scripts/support/task.ts'

const LOCK = 'package-lock.json'

async function git(...args: readonly string[]): Promise<string> {
  const { ok, output } = await run('git', args)
  if (!ok)
    throw new Stop(`git ${args.join(' ')} failed: ${lastLines(output)}`)
  return output.trim()
}

/** Builds a commit with its own commands, in a folder of its own, and copies what they made. */
async function build(commit: string, out: string): Promise<void> {
  const folder = join(mkdtempSync(join(tmpdir(), 'compare-')), 'deck')
  await git('worktree', 'add', '--detach', folder, commit)
  try {
    // Another lock file makes the commit's own command install what it asks for; it must not do so in here.
    if (readFileSync(join(folder, LOCK), 'utf8') === readFileSync(join(ROOT, LOCK), 'utf8'))
      symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction')
    for (const command of ['build', 'export']) {
      const { ok, output } = await runNode([join(folder, 'scripts', 'run.mjs'), command], { cwd: folder })
      if (!ok)
        throw new Stop(`"npm run ${command}" of ${commit} failed: ${lastLines(output, 10)}`)
    }
    cpSync(join(folder, 'dist'), out, { recursive: true })
  }
  finally {
    await git('worktree', 'remove', '--force', folder)
    rmSync(join(folder, '..'), { recursive: true, force: true })
  }
}

/** The folder with deck and PDFs of a revision, built where it was not yet, or a folder with a built deck. @throws Stop if there is none, or it cannot be built */
export async function deckOf(name: string, say: (line: string) => void): Promise<string> {
  const folder = resolve(process.env['INIT_CWD'] ?? '', name)
  if (existsSync(join(folder, 'index.html')) && existsSync(join(folder, 'read.html')))
    return folder
  const commit = await git('rev-parse', '--verify', '--end-of-options', `${name}^{commit}`)
  // Each page of a PDF bears the day on which it was made.
  const out = join(CACHE, 'compare', `${new Date().toISOString().slice(0, 10)}-${commit}`)
  if (!existsSync(out)) {
    say(`Building ${name}, which takes some minutes …`)
    await build(commit, out)
  }
  return out
}
