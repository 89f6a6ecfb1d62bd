// Every page of every role, on a desk and on a phone, there in both languages: axe finds nothing, nothing scrolls
// sideways, the console is silent.
import { test } from 'node:test'
import { settled } from './browser.mjs'
import { shoot, stage } from './stage.mjs'
import { today } from './world.mjs'

const { browser, world } = await stage({ loaded: true })
const { name: vacancy, candidates } = await world.vacancyWithCandidates(3)
const { worker } = candidates[0]

const tours = {
  liupanshui: ['/overview', '/divisions/520204', '/vacancies', '/workers', '/call', '/import'],
  panzhou: ['/divisions/520281', `/divisions/520281/reports?month=${today().slice(0, 7)}`, `/${vacancy}`, `/${vacancy}/posting`, '/workers', `/${worker}`, `/call?worker=${worker.split('/')[1]}`, '/import'],
  zhongshan: ['/office', `/office/reports?month=${today().slice(0, 7)}`, '/vacancies', `/${vacancy}`, '/import'],
  monitor: ['/overview', '/divisions/520281'],
  station: ['/confirm'],
  admin: ['/overview', '/import', '/no-such-page'],
}

for (const size of ['desktop', 'phone']) {
  for (const [who, paths] of Object.entries(tours)) {
    test(`the pages of ${who}, ${size}`, async () => {
      const page = await browser.openAs(world, who, paths[0], size)
      for (const path of paths) {
        if (path !== paths[0]) await page.goto(world.url + path)
        await settled(page)
        const name = `${who}-${path.split(/[/?]/).filter(Boolean).join('-')}-${size}`
        await browser.holdToRules(page, `${path} of ${who}, ${size}`)
        await shoot(page, name, { fullPage: true })
        // English runs longer: where it fits on a phone, it fits.
        await page.getByRole('button', { name: 'English' }).click()
        await page.getByRole('button', { name: '中文' }).waitFor()
        if (size === 'phone') await browser.holdToRules(page, `${path} of ${who} in English`)
        await shoot(page, `${name}-en`, { fullPage: true })
        await page.getByRole('button', { name: '中文' }).click()
      }
    })
  }
}

for (const size of ['desktop', 'phone']) {
  test(`the page where one signs in, ${size}`, async () => {
    const page = await browser.openAs(world, 'admin', '/overview', size)
    await page.getByRole('button', { name: '退出' }).click()
    await page.waitForURL(/sign-in/)
    await page.getByLabel('令牌').waitFor()
    await browser.holdToRules(page, `the page where one signs in, ${size}`)
    await shoot(page, `sign-in-${size}`, { fullPage: true })
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByLabel('Token').waitFor()
    await browser.holdToRules(page, `the page where one signs in, ${size}, in English`)
  })
}
