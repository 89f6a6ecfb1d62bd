// Every page of every role, on a desk and on a phone, there in both languages: axe finds nothing, nothing scrolls
// sideways, the console is silent.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settled } from './browser.mjs'
import { says, shoot, stage } from './stage.mjs'
import { today } from './world.mjs'

const { browser, world } = await stage({ loaded: true })
const { name: vacancy, candidates } = await world.vacancyWithCandidates(3)
const { worker } = candidates[0]

const tours = {
  guizhou: ['/overview', '/divisions/520200'],
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

test('a province sees its own sum and its cities, and a city of them as that city does', async () => {
  const page = await browser.openAs(world, 'guizhou')
  const [year, month, day] = today().split('-').map(Number)
  const sumOf = async (division) => {
    const { outboundPersonCount, organizedPersonCount } = await world.call('guizhou', 'MonitoringService/GetOutboundRatio', { name: `divisions/${division}/outboundRatios/${today()}` })
    const { outboundRatios } = await world.call('guizhou', 'MonitoringService/ListOutboundRatios', { parent: `divisions/${division}`, endDate: { year, month, day }, children: true })
    assert.equal(outboundRatios.reduce((sum, one) => sum + (one.outboundPersonCount ?? 0), 0), outboundPersonCount)
    return `在外 ${outboundPersonCount} 人，其中有组织 ${organizedPersonCount} 人`
  }
  const heads = (name) => page.getByRole('heading', { level: 1, name }).waitFor()
  await page.waitForURL(/\/overview$/)
  await heads('贵州省 · 总览')
  await page.getByText(await sumOf('520000')).waitFor()
  await page.getByRole('heading', { name: '各市州' }).waitFor()
  await page.getByRole('img', { name: /六盘水市到中山市 \d+ 人/ }).waitFor()
  const table = page.locator('section').filter({ has: page.getByRole('heading', { name: '各市州' }) })
  await table.getByRole('link', { name: '六盘水市' }).click()
  await heads('六盘水市 · 总览')
  await page.getByText(await sumOf('520200')).waitFor()
  await page.getByRole('link', { name: '盘州市', exact: true }).first().click()
  await heads('盘州市')

  // Another province's is refused as another county's is.
  await page.goto(`${world.url}/divisions/530000`)
  await says(page.getByTestId('refused'), /超出您的管辖范围/)
})
