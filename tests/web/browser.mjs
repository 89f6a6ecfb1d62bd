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

export class Browser {
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

  // A fresh profile, signed in as `who`, at `path`. `page.complaints`: what the console said.
  async openAs(world, who, path = '/', size = 'desktop') {
    // Without motion, as a system may ask: a dialog half faded in has no contrast to measure.
    const context = await this.chromium.newContext({ ...sizes[size], reducedMotion: 'reduce' })
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    page.complaints = []
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) page.complaints.push(message.text())
    })
    page.on('pageerror', (error) => page.complaints.push(String(error)))
    await page.goto(`${world.url}/sign-in?next=${encodeURIComponent(path)}`)
    await page.getByLabel('令牌').fill(world.tokens[who])
    await page.getByLabel('经办人').fill('王敏')
    await page.getByRole('button', { name: '登录' }).click()
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    await page.waitForLoadState('networkidle')
    return page
  }

  // Labels, contrast, landmarks, names: WCAG 2.1 AA by axe; nothing that scrolls sideways or leaves
  // its card, charts as wide as their boxes.
  async holdToRules(page, where) {
    await page.evaluate(this.axe)
    await eventually(
      async () => {
        const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }))
        return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}`)
      },
      [],
      `axe on ${where}:`,
    )
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
