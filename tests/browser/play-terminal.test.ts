import type { Page } from 'playwright-chromium'
import { beforeAll, describe, expect, test } from 'vitest'
import { playLink } from '../../slides/break-it/play-link.ts'
import type { Moves } from '../../slides/break-it/moves.ts'
import { playView } from '../../slides/break-it/play.ts'
import { useStage } from './support/stage.ts'
import { SHOWN } from './support/walk.ts'

const stage = useStage()
const seven: Moves = [{ do: 'create' }, { do: 'create' }, { do: 'create' }, { do: 'scale' }, { do: 'seconds' }, { do: 'get pods' }]
const early: Moves = [{ do: 'create' }, { do: 'create' }, { do: 'scale' }, { do: 'get pods' }]
const cutOff: Moves = [{ do: 'toggle', part: 'link@worker-1' }, { do: 'delete pod', pod: 0 }, { do: 'seconds' }]

/** The lines of the terminal that are wholly in sight, each with how many rows it takes. */
const inSight = (page: Page) => page.locator(`${SHOWN} [data-box=terminal] code`).evaluateAll((lines) => {
  const box = lines[0]?.closest('[role=log]')?.getBoundingClientRect()
  const [row = 0] = lines.map(line => Number.parseFloat(getComputedStyle(line).lineHeight))
  return lines.map(line => ({ line, rect: line.getBoundingClientRect() }))
    .filter(({ rect, line }) => box !== undefined && rect.top >= box.top - 1 && rect.bottom <= box.bottom + 1 && line.contains(document.elementFromPoint(rect.x + 4, rect.y + rect.height / 2)))
    .map(({ line, rect }) => ({ text: line.textContent ?? '', rows: Math.round(rect.height / (row * (box?.height ?? 0) / (line.closest<HTMLElement>('[role=log]')?.offsetHeight ?? 1))), fits: line.scrollWidth <= line.clientWidth + 1 }))
})

describe('the terminal of the playground', () => {
  let page: Page
  beforeAll(async () => {
    ({ page } = await stage.visitor({ reducedMotion: 'reduce' }))
  })
  const show = async (moves: Moves): Promise<void> => {
    await page.goto(`${stage.url}break-it?play=${playLink(moves)}`)
    await page.locator(`${SHOWN} [data-box=terminal] code`).first().waitFor()
    await page.locator('#static-slide').waitFor({ state: 'detached' })
  }

  test('keeps command and header of a long table, a row a line, and says how many more there are', async () => {
    await show(seven)
    const lines = playView(seven).terminal.slice(-8).map(({ text }) => text)
    const seen = await inSight(page)
    expect(seen.map(({ text }) => text)).toEqual(['kubectl get pods', lines[0], ...lines.slice(-3)])
    expect(seen.filter(({ rows, fits }) => rows !== 1 || !fits)).toEqual([])
    await page.locator(SHOWN).getByRole('button', { name: '4 more above' }).waitFor()
  })

  test.each(['button', 'wheel', 'keyboard'] as const)('leads to every row, by %s', async (way) => {
    await show(seven)
    const rows = playView(seven).terminal.slice(-7).map(({ text }) => text)
    const found = new Set<string>()
    const log = page.locator(`${SHOWN} [role=log]`)
    for (let i = 0; i < 5; i++) {
      (await inSight(page)).forEach(({ text }) => found.add(text))
      if (way === 'button') {
        const more = page.locator(SHOWN).getByRole('button', { name: /more above/ })
        if (await more.count() > 0)
          await more.click()
      }
      else if (way === 'wheel') {
        await log.hover()
        await page.mouse.wheel(0, -40)
      }
      else {
        await log.focus()
        await page.keyboard.press('ArrowUp')
      }
      await page.waitForTimeout(200)
    }
    expect(rows.filter(row => !found.has(row))).toEqual([])
    await expect.poll(() => new URL(page.url()).search).toContain('play=')
  })

  test('keeps a row in one line where its words are long', async () => {
    await show(early)
    const table = playView(early).terminal.slice(-3).map(({ text }) => text)
    const seen = (await inSight(page)).filter(({ text }) => table.includes(text))
    expect(seen.map(({ text }) => text)).toEqual(table)
    expect(seen.filter(({ rows, fits }) => rows !== 1 || !fits)).toEqual([])
  })

  test('says that kubectl waits while the Pod of a node that is cut off is still there, and gives the prompt back after', async () => {
    await show(cutOff)
    const [name] = playView(cutOff).terminal.flatMap(({ text }) => /^kubectl delete pod (\S+)/.exec(text)?.[1] ?? [])
    const terminal = page.locator(`${SHOWN} [data-box=terminal]`)
    await terminal.getByText(`kubectl delete pod ${name} waits`).waitFor()
    expect(await terminal.getByLabel('A new prompt').count()).toBe(0)
    await show([...cutOff, { do: 'toggle', part: 'link@worker-1' }, { do: 'minutes' }])
    await terminal.getByLabel('A new prompt').waitFor()
    expect(await terminal.getByText('waits').count()).toBe(0)
  })
})
