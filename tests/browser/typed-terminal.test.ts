import type { Page } from 'playwright-chromium'
import { beforeAll, describe, expect, test } from 'vitest'
import { axe } from './support/axe.ts'
import { prefer, schemes, useStage, type Visitor } from './support/stage.ts'
import { SHOWN } from './support/walk.ts'

const stage = useStage()
const terminal = (page: Page) => page.getByRole('dialog', { name: 'Terminal' })
const field = (page: Page) => terminal(page).getByLabel(/^A kubectl command/)
const log = (page: Page) => terminal(page).getByRole('log')
const opener = (page: Page) => page.locator(SHOWN).getByRole('button', { name: 'type kubectl commands' })
const pods = (page: Page) => page.locator(SHOWN).getByRole('button', { name: /^Pod / })
const query = (page: Page): URLSearchParams => new URL(page.url()).searchParams

async function openTerminal(page: Page): Promise<void> {
  await opener(page).click()
  await field(page).waitFor()
  await expect.poll(() => field(page).evaluate(each => each === document.activeElement)).toBe(true)
}

/** Types a line, and waits until it stands in the terminal. */
async function type(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line)
  await page.keyboard.press('Enter')
  await log(page).locator('code.command', { hasText: line }).last().waitFor()
}

describe('the terminal that one types in', () => {
  let visitor: Visitor
  let page: Page
  const loaded: string[] = []
  beforeAll(async () => {
    visitor = await stage.visitor({ reducedMotion: 'reduce' })
    page = visitor.page
    page.on('request', request => loaded.push(request.url()))
    await page.goto(`${stage.url}break-it`)
    await opener(page).waitFor()
  })

  test('is loaded once it is opened', async () => {
    const large = (): readonly string[] => loaded.filter(url => /\/(?:typed|TypedTerminal)-/.test(url))
    expect(large()).toEqual([])
    await openTerminal(page)
    expect(large().length).toBeGreaterThan(1)
  })

  test('does what is typed to the cluster of the picture, and the address holds it', async () => {
    await type(page, 'kubectl scale deployment web --replicas=4')
    await log(page).getByText('deployment.apps/web scaled').waitFor()
    await type(page, 'kubectl rollout status deployment/web')
    await log(page).getByText('deployment "web" successfully rolled out').waitFor()
    await expect.poll(() => pods(page).count()).toBe(4)
    await expect.poll(() => query(page).get('play')).toMatch(/^1x/)
    const { page: other } = await stage.visitor({ reducedMotion: 'reduce' })
    await other.goto(page.url())
    await expect.poll(() => pods(other).count(), { timeout: 15_000 }).toBe(4)
    await other.locator(`${SHOWN} [data-box=terminal]`).getByText('successfully rolled out').waitFor()
    await other.close()
  })

  test('says what the slide says, which it stands over', async () => {
    await expect.poll(async () => (await terminal(page).locator('.caption').innerText()).length).toBeGreaterThan(20)
    const [said] = await terminal(page).locator('.caption').allInnerTexts()
    expect(said).toBe((await page.locator(`${SHOWN} .caption`).first().innerText()).replace(/\s+/g, ' ').trim())
    const sizes = await terminal(page).locator('.caption, .log, .line').evaluateAll(all => all.map(each => each.getBoundingClientRect().height))
    expect(sizes.filter(height => height < 20)).toEqual([])
  })

  test('adds to what stands there, line by line, and announces no line twice', async () => {
    await log(page).locator('code').first().evaluate(code => code.setAttribute('data-stood', ''))
    const before = await log(page).locator('code').count()
    await type(page, 'kubectl get nodes')
    await log(page).getByText('worker-3').last().waitFor()
    expect(await log(page).getAttribute('aria-live')).toBe('polite')
    expect(await log(page).locator('code[data-stood]').count()).toBe(1)
    expect(await log(page).locator('code').count()).toBe(before + 5)
  })

  test('keys typed into the terminal step no slide, and arrows bring what was typed before', async () => {
    // The address follows what was typed.
    await expect.poll(() => query(page).get('play')).toContain('get~20nodes')
    const before = page.url()
    await page.keyboard.type('bgdf.m? 7')
    await expect.poll(() => field(page).inputValue()).toBe('bgdf.m? 7')
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => field(page).inputValue()).toBe('kubectl get nodes')
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => field(page).inputValue()).toBe('kubectl rollout status deployment/web')
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => field(page).inputValue()).toBe('kubectl scale deployment web --replicas=4')
    for (let presses = 0; presses < 3; presses++)
      await page.keyboard.press('ArrowDown')
    await expect.poll(() => field(page).inputValue()).toBe('')
    expect(page.url()).toBe(before)
  })

  test('completes commands, kinds, and names that are in the cluster', async () => {
    const completed = async (begun: string): Promise<string> => {
      await field(page).fill(begun)
      await page.keyboard.press('Tab')
      await expect.poll(() => field(page).inputValue()).not.toBe(begun)
      return field(page).inputValue()
    }
    expect(await completed('kubectl desc')).toBe('kubectl describe ')
    expect(await completed('kubectl get deplo')).toMatch(/^kubectl get deploy/)
    expect(await completed('kubectl rollout restart deployment/w')).toBe('kubectl rollout restart deployment/web ')
    expect(await completed('kubectl cordon w')).toBe('kubectl cordon worker-')
    await terminal(page).getByRole('button', { name: 'worker-2' }).click()
    await expect.poll(() => field(page).inputValue()).toBe('kubectl cordon worker-2 ')
    await field(page).fill('')
  })

  test('reads a text that is edited beneath, from an example on', async () => {
    await page.keyboard.type('kubectl apply -f -')
    await page.keyboard.press('Enter')
    const editor = terminal(page).getByLabel('What kubectl apply -f - reads')
    await editor.waitFor()
    await terminal(page).getByRole('button', { name: 'Pod', exact: true }).click()
    await expect.poll(() => editor.inputValue()).toContain('name: alone')
    await editor.press('Control+Enter')
    await log(page).getByText('pod/alone created').waitFor()
    await expect.poll(() => field(page).evaluate(each => each === document.activeElement)).toBe(true)
  })

  test('opens an object for edit, opens it again until what is saved is taken, and the address holds what was changed', async () => {
    await page.keyboard.type('kubectl edit deployment/web')
    await page.keyboard.press('Enter')
    const editor = terminal(page).getByLabel('What kubectl edit deployment/web changes')
    await expect.poll(() => editor.inputValue()).toMatch(/^# Please edit the object below[^]*\n {2}replicas: 4\n/)
    const change = async (from: string, to: string): Promise<void> => editor.fill((await editor.inputValue()).replace(from, to))
    await change('  replicas: 4\n', '  replicas: -4\n')
    await editor.press('Control+Enter')
    await expect.poll(() => editor.inputValue()).toContain('# deployments.apps "web" was not valid:\n# * spec.replicas: Invalid value: -4')
    await change('  replicas: -4\n', '  replicas: 3\n')
    await terminal(page).getByRole('button', { name: 'save' }).click()
    await log(page).locator('code', { hasText: 'deployment.apps/web edited' }).waitFor()
    expect(await log(page).locator('code', { hasText: 'error: deployments.apps "web" is invalid' }).count()).toBe(1)
    await expect.poll(() => decodeURIComponent((query(page).get('play') ?? '').replaceAll('~', '%'))).toContain('\n-  replicas: 4\n+  replicas: -4\n')
    expect((query(page).get('play') ?? '').length).toBeLessThan(2000)
    await page.keyboard.type('kubectl edit deployment/web')
    await page.keyboard.press('Enter')
    await editor.press('Escape')
    await log(page).getByText('Edit cancelled, no changes made.').waitFor()
    await expect.poll(() => field(page).evaluate(each => each === document.activeElement)).toBe(true)
  })

  test('says what is wrong in the words of kubectl', async () => {
    await type(page, 'kubectl get pods --nope')
    await log(page).locator('code.error', { hasText: 'error: unknown flag: --nope' }).waitFor()
  })

  test.each(schemes)('can be used by everybody, %s: axe finds nothing', async (colorScheme) => {
    await prefer(page, { colorScheme })
    const { violations, passes } = await axe(page, '.typed-terminal')
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
    expect(passes.length).toBeGreaterThan(5)
  })

  test('gives the keys back on Escape', async () => {
    await field(page).press('Escape')
    await terminal(page).waitFor({ state: 'detached' })
    await expect.poll(() => opener(page).evaluate(each => each === document.activeElement)).toBe(true)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => query(page).get('clicks')).toBe('1')
  })

  test('gave no error', () => expect(visitor.pageErrors).toEqual([]))
})

test('on a phone the terminal is as wide as the window, and its buttons can be hit', async () => {
  const { page } = await stage.visitor({ viewport: { width: 390, height: 844 }, hasTouch: true, reducedMotion: 'reduce' })
  await page.goto(`${stage.url}break-it`)
  await opener(page).tap()
  await field(page).waitFor()
  await field(page).tap()
  await field(page).fill('kubectl get nodes')
  await terminal(page).getByRole('button', { name: 'run' }).tap()
  await log(page).getByText('worker-3').waitFor()
  const rects = await terminal(page).locator('button, input').evaluateAll(all => all.map(each => each.getBoundingClientRect()).map(({ left, right, width, height }) => ({ left, right, width, height })))
  expect(rects.length).toBeGreaterThan(4)
  expect(rects.filter(({ left, right, width, height }) => left < 0 || right > 390 || Math.min(width, height) < 24)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await terminal(page).getByRole('button', { name: 'Close the terminal' }).tap()
  await terminal(page).waitFor({ state: 'detached' })
})
