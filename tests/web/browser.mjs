// Debian's Chromium, and what every page is held to.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { eventually } from './waiting.mjs'

export const sizes = {
  desktop: { viewport: { width: 1360, height: 860 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
}

const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']

// In the page: axe's violations. Contrast takes nine tenths of the time and is the same for all that bears the same
// classes and attributes in the same place: the first of each kind is measured, not every row of a table.
async function violationsOf(tags) {
  const axe = globalThis.axe
  const options = { resultTypes: ['violations'], preload: false } // no page has sound or film
  const kinds = new Map()
  const kindOf = (element) => {
    const known = kinds.get(element)
    if (known !== undefined) return known
    const looks = [...element.attributes].filter(({ name }) => !['href', 'id', 'for', 'aria-label', 'aria-labelledby', 'data-label'].includes(name)).map(({ name, value }) => `${name}=${value}`)
    const kind = `${element.parentElement ? kindOf(element.parentElement) : ''}>${element.localName}[${looks.join(' ')}]`
    kinds.set(element, kind)
    return kind
  }
  const firsts = new Map()
  for (const element of document.body.querySelectorAll('*')) {
    const speaks = element.matches('input, select, textarea') || [...element.childNodes].some(({ nodeType, data }) => nodeType === Node.TEXT_NODE && data.trim() !== '')
    // A first line may stand apart from the rest, as may one that the pointer is on.
    const kind = speaks ? `${kindOf(element)} ${element.matches('tr:hover *, :focus-within')}` : ''
    if (speaks && !firsts.has(kind)) firsts.set(kind, element)
  }
  const all = await axe.run(document, { ...options, runOnly: tags, rules: { 'color-contrast': { enabled: false } } })
  const contrast = firsts.size > 0 ? await axe.run({ include: [...firsts.values()] }, { ...options, runOnly: ['color-contrast'] }) : { violations: [] }
  return [...all.violations, ...contrast.violations].map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}`)
}

// How many questions of a page are under way.
const underWay = new WeakMap()
function countRequests(page) {
  underWay.set(page, new Set())
  page.on('request', (request) => underWay.get(page).add(request))
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => underWay.get(page).delete(request))
}
// Shown, with nothing more to come: what was answered has been drawn, and nothing was asked since.
export async function settled(page) {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  const drawn = () => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50)))))
  const isQuiet = async () => {
    if (underWay.get(page).size > 0) return false
    await drawn()
    return underWay.get(page).size === 0
  }
  await eventually(isQuiet, true, 'the page settles:')
}

export class Browser {
  // What a tab keeps of who has signed in, by token.
  sessions = new Map()

  // `packages`: the node_modules of web/; `program`: Chromium.
  static async start({ packages, program }) {
    const require = createRequire(join(packages, 'any.js'))
    const { chromium, selectors } = require('playwright-core')
    selectors.setTestIdAttribute('data-test')
    const browser = new Browser()
    browser.axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
    // As root, as in a container, Chromium has no sandbox; the pages are our own.
    browser.chromium = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] })
    return browser
  }

  stop() {
    return this.chromium.close()
  }

  // Closes all that was opened.
  async leave() {
    for (const context of this.chromium.contexts()) await context.close()
  }

  // A fresh profile, signed in as `who`: by the form the first time, which leads to `next`, later as a tab that was left open,
  // which shows nothing yet, so that what its page finds can be arranged. `page.complaints`: what the console said.
  async tabOf(world, who, size = 'desktop', next = '/') {
    // Without motion, as a system may ask: a dialog half faded in has no contrast to measure.
    const context = await this.chromium.newContext({ ...sizes[size], reducedMotion: 'reduce' })
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    countRequests(page)
    page.complaints = []
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) page.complaints.push(message.text())
    })
    page.on('pageerror', (error) => page.complaints.push(String(error)))
    const token = world.tokens[who]
    const kept = this.sessions.get(token)
    if (kept) {
      // Once a tab, so that who signs out stays out.
      await context.addInitScript((entries) => {
        if (window.name !== '') return
        window.name = 'begun'
        for (const [key, value] of Object.entries(entries)) sessionStorage.setItem(key, value)
      }, kept)
      return page
    }
    await page.goto(`${world.url}/sign-in?next=${encodeURIComponent(next)}`)
    await page.getByLabel('令牌').fill(token)
    await page.getByLabel('经办人').fill('王敏')
    await page.getByRole('button', { name: '登录' }).click()
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    this.sessions.set(token, await page.evaluate(() => ({ ...sessionStorage })))
    await settled(page)
    return page
  }

  // The same, at `path`.
  async openAs(world, who, path = '/', size = 'desktop') {
    const page = await this.tabOf(world, who, size, path)
    if (page.url() === 'about:blank') await page.goto(world.url + path)
    await settled(page)
    return page
  }

  // Labels, contrast, landmarks, names: WCAG 2.1 AA by axe; nothing that scrolls sideways or leaves
  // its card, charts as wide as their boxes.
  async holdToRules(page, where) {
    if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(this.axe)
    await eventually(() => page.evaluate(violationsOf, standard), [], `axe on ${where}:`)
    await eventually(() => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, `${where} does not scroll sideways:`)
    const narrowCharts = () => [...document.querySelectorAll('[role=img] svg')].filter((chart) => chart.clientWidth !== chart.closest('[role=img]').clientWidth).length
    await eventually(() => page.evaluate(narrowCharts), 0, `charts that do not fill their boxes on ${where}:`)
    const spilt = () => {
      const cards = [...document.querySelectorAll('.card')].map((card) => [card, card.getBoundingClientRect().right])
      return cards.filter(([card, right]) => [...card.querySelectorAll('li, p, dd, button, input, select')].some((part) => part.closest('.table-wrap') === null && part.getBoundingClientRect().right > right + 1)).map(([card]) => card.querySelector('h2')?.textContent ?? '')
    }
    await eventually(() => page.evaluate(spilt), [], `what leaves its card on ${where}:`)
    assert.deepEqual(page.complaints, [], `the console on ${where}`)
  }
}
