// How far a published figure is true: persons are drawn, called by keyboard, and their answers correct the ratio.
import { randomUUID } from 'node:crypto'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { counts, eventually, says, shoot, stage } from './stage.mjs'
import { today } from './world.mjs'

const { browser, world } = await stage({ loaded: true })
const made = await world.call('panzhou', 'MonitoringService/CreatePublication', { outboundRatio: `divisions/520281/outboundRatios/${today()}`, requestId: randomUUID() })
const path = `/${made.name}/audit`
const cut = (share) => (Math.floor(1000 * share + 1e-6) / 10).toFixed(1)
const sampleOf = async () => {
  const { samples = [] } = await world.call('panzhou', 'MonitoringService/ListAuditSamples', { parent: made.name })
  return world.call('panzhou', 'MonitoringService/GetAuditSample', { name: samples[0].name })
}

test('a county draws a sample, types the answers with one key each, and sees the corrected ratio', async () => {
  const page = await browser.openAs(world, 'panzhou', '/divisions/520281')
  await page.getByTestId('publication').first().getByRole('link', { name: '抽样回访' }).click()
  await page.getByText('还没有抽过样').waitFor()
  await browser.holdToRules(page, 'an audit before the draw')
  assert.equal(await page.getByLabel(/^种子/).count(), 0, 'the server draws a county\'s seed')
  await page.getByRole('button', { name: '抽样', exact: true }).click()
  const current = page.getByTestId('current')
  await current.getByText(/^第 1 号，共 \d+ 人，已答 0 人$/).waitFor()
  await says(page.getByTestId('not-certified'), /^记为有组织的和没有记为有组织的，各至少联系上一人，才有校正值$/)
  const drawn = await sampleOf()
  assert.ok(drawn.persons.length > 20)
  // Who calls is not led: nothing on the page says what is recorded of a person.
  await eventually(() => page.locator('.calls').innerText(), (text) => !/劳务协作站（样例）|证据不足|渠道不明/.test(text))

  // Faster than any server answers: nothing is lost.
  const truths = { 1: 'ORGANIZED', 2: 'NOT_ORGANIZED', 3: 'NOT_REACHED' }
  const keys = drawn.persons.map(({ recordedOrganized }, i) => (i % 7 === 6 ? '3' : recordedOrganized && i % 5 !== 4 ? '1' : '2'))
  for (const key of keys) await page.keyboard.press(key)
  await page.getByText(new RegExp(`已答 ${keys.length} 人$`)).waitFor()
  const answered = await sampleOf()
  assert.deepEqual(answered.persons.map(({ answers }) => answers.at(-1).truth), keys.map((key) => truths[key]))
  const { result } = answered
  assert.ok(result.correctedRatio < result.recordedRatio)
  await says(page.getByTestId('corrected-ratio'), new RegExp(`^${cut(result.correctedRatio)}%\\s+95% 区间 ${cut(result.lowRatio)}% 到`))
  // The reasons are those of the server, as many and in its order.
  const lacks = { REACHED_TOO_FEW: '未达到回访比例：联系上的不足抽取的一半', RATIO_BELOW_NEEDED: '校正值未达到', INTERVAL_BELOW_TARGET: '区间下限不到 70%' }
  assert.equal(result.certified ?? false, false)
  assert.ok(result.notCertifiedFor.length > 0)
  await says(page.getByTestId('not-certified'), new RegExp(`^${result.notCertifiedFor.map((lack) => lacks[lack]).join('；')}$`))
  await browser.holdToRules(page, 'an audit that was answered')
  await shoot(page, 'audit', { fullPage: true })

  // A slip is mended where it stands: the later answer counts.
  await page.keyboard.press('g')
  await page.getByLabel(/^到第几号/).fill('3')
  await page.keyboard.press('Enter')
  await current.getByText(/^第 3 号/).waitFor()
  await page.keyboard.press('3')
  await eventually(async () => (await sampleOf()).persons[2].answers.map(({ truth }) => truth), [truths[keys[2]], 'NOT_REACHED'])
  // No call was made before the draw.
  await page.getByLabel(/^哪一天打的/).fill('-3')
  await page.getByText(/^要在抽样当天/).waitFor()
  await counts(page.locator('.answers button:enabled'), 0)
})

test('names and telephone numbers are shown for a purpose, and are on the form that is printed', async () => {
  const page = await browser.openAs(world, 'panzhou', path)
  await page.getByTestId('current').waitFor()
  await page.evaluate(() => (window.print = () => (document.title = 'printed')))
  await page.keyboard.press('p')
  await page.getByRole('dialog').getByRole('button', { name: '电话回访' }).click()
  await says(page.getByTestId('current'), /1\d{10}/)
  // By the browser's own printing: who was not looked at is not said to be gone.
  await page.emulateMedia({ media: 'print' })
  await says(page.locator('.paper tbody tr').last(), /未载入，请用“打印”按钮/)
  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('button', { name: /^打印 \d+ 人的回访表$/ }).click()
  await eventually(() => page.title(), 'printed')
  await page.emulateMedia({ media: 'print' })
  const { persons } = await sampleOf()
  await counts(page.locator('.paper tbody tr'), persons.length)
  // Asked by the channels that count: who was hired by the employer went alone.
  await says(page.locator('.paper'), /劳务经纪人、培训学校组织去的？[^]*企业直接招的，都不算/)
  await page.getByTestId('corrected-ratio').waitFor({ state: 'hidden' }) // who calls is not led
  await says(page.locator('.paper tbody tr').last(), /1\d{10}/)
  await shoot(page, 'audit-print', { fullPage: true })
  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('button', { name: '结束本次' }).click()
  await eventually(() => page.locator('main').innerText(), (text) => !/1\d{10}/.test(text))
})

test('on a phone, and in English', async () => {
  const page = await browser.openAs(world, 'panzhou', path, 'phone')
  await page.getByTestId('current').waitFor()
  await browser.holdToRules(page, 'an audit on a phone')
  await shoot(page, 'audit-phone', { fullPage: true })
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByText('Call, and type the answers').waitFor()
  await browser.holdToRules(page, 'an audit on a phone, in English')
  await shoot(page, 'audit-phone-en', { fullPage: true })
})

test('a monitor reads what a sample says, and no person', async () => {
  const page = await browser.openAs(world, 'monitor', path)
  await page.getByTestId('corrected-ratio').waitFor()
  await counts(page.getByTestId('current'), 0)
  await counts(page.getByRole('button', { name: '抽样', exact: true }), 0)
  await browser.holdToRules(page, 'an audit as a monitor sees it')
})
