// Figures as they are handed in: frozen, signed by two, taken away for an audit, and what has become known since.
import { randomUUID } from 'node:crypto'
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { counts, eventually, packages, says, shoot, stage } from './stage.mjs'
import { today } from './world.mjs'

const { unzipSync } = createRequire(join(packages, 'any.js'))('fflate')
const { browser, world } = await stage({ loaded: true })
const rowsOf = (page) => page.getByTestId('publication')

test('a figure is frozen by the county, submitted, and accepted by the city, each step with its signer', async () => {
  const county = await browser.openAs(world, 'panzhou', '/divisions/520281')
  await county.getByRole('button', { name: '冻结今天的数，起草' }).click()
  await county.getByText('待上报').waitFor()
  await county.getByRole('button', { name: '上报', exact: true }).click()
  const dialog = county.getByRole('dialog')
  await dialog.getByLabel('说明（可不填）').fill('十一月')
  await browser.holdToRules(county, 'the dialog of a signature')
  await dialog.getByRole('button', { name: '上报', exact: true }).click()
  await county.getByText('待另一人采纳或退回').waitFor()
  // Who submitted it does not accept it.
  await counts(county.getByRole('button', { name: '采纳', exact: true }), 0)

  const city = await browser.openAs(world, 'liupanshui', '/overview')
  const row = rowsOf(city).filter({ hasText: '盘州市' })
  await says(row, /已上报 panzhou[^]*“十一月”/)
  const elsewhere = await browser.openAs(world, 'liupanshui', '/overview')
  const there = rowsOf(elsewhere).filter({ hasText: '盘州市' })
  for (const one of [there, row]) await one.getByRole('button', { name: '采纳', exact: true }).click()
  await city.getByRole('dialog').getByRole('button', { name: '采纳', exact: true }).focus()
  await city.keyboard.press('Enter')
  await row.getByText('已采纳').waitFor()
  // The button is gone; who goes on by the keyboard stands at its row.
  await eventually(() => city.evaluate(() => document.activeElement?.dataset.test), 'publication')
  // Asked in another window meanwhile, it says that it has been done, and how it stands.
  await elsewhere.getByRole('dialog').getByRole('button', { name: '采纳', exact: true }).click()
  await says(elsewhere.getByRole('alert'), /别人已先签署/)
  await elsewhere.getByRole('dialog').waitFor({ state: 'detached' })
  await there.getByText('已采纳').waitFor()
  await counts(elsewhere.getByRole('button', { name: '再试一次' }), 0)
  await says(row, /草稿 panzhou[^]*已上报 panzhou[^]*已采纳 liupanshui/)
  await browser.holdToRules(city, 'publications on the overview')
  await shoot(city, 'publications-overview', { fullPage: true })
})

test('too many unknown channels: marked as not to be judged, also before it is submitted', async () => {
  const page = await browser.openAs(world, 'liupanshui', '/divisions/520201')
  const { missingChannelCount } = await world.call('liupanshui', 'MonitoringService/GetOutboundRatio', { name: `divisions/520201/outboundRatios/${today()}` })
  await page.getByText(`再查清 ${missingChannelCount} 人的渠道，才能判定是否达标`).waitFor()
  await page.getByRole('button', { name: '冻结今天的数，起草' }).click()
  const row = rowsOf(page).first()
  await row.getByText('待定').waitFor()
  await row.getByText(/\d+ 人渠道不明，是否达标还不能定/).waitFor()
  await row.getByRole('button', { name: '上报', exact: true }).click()
  await page.getByRole('dialog').getByText(/报出后也一直这样标着/).waitFor()
})

test('an audit pack is one file, from which the figure is recomputed without the server', async () => {
  const page = await browser.openAs(world, 'panzhou', '/divisions/520281')
  await rowsOf(page).first().getByRole('button', { name: '审计包' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/记入审计：这次是 panzhou/).waitFor()
  await browser.holdToRules(page, 'the dialog of an audit pack')
  await shoot(page, 'audit-pack')
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: '下载审计包' }).click()])
  assert.match(download.suggestedFilename(), new RegExp(`^audit-520281-${today()}-[0-9a-f]{8}\\.zip$`))
  const folder = join(world.folder, 'unpacked')
  for (const [path, data] of Object.entries(unzipSync(readFileSync(await download.path())))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), data)
  }
  const pack = join(folder, download.suggestedFilename().replace(/\.zip$/, ''))
  // Ends with 1 where the figure or its hash is another one.
  execFileSync('python3', [join(pack, 'verify_ratio.py'), pack])
})

test('what becomes known later stands beside the figure with its cause and both times, and changes no hash', async () => {
  const { publications } = await world.call('panzhou', 'MonitoringService/ListPublications', { parent: 'divisions/520281' })
  const { name, hash } = publications[0]
  const { persons } = await world.call('panzhou', 'MonitoringService/ExplainOutboundRatio', { name: `divisions/520281/outboundRatios/${today()}`, pageSize: 500 })
  for (const { worker, outcome } of persons.filter(({ standing }) => standing === 'ORGANIZED').slice(0, 6)) {
    await world.call('panzhou', 'PlacementService/RecordOutcome', { outcome: { type: 'VOIDED', worker, voids: outcome }, requestId: randomUUID() })
  }
  await eventually(
    () => world.call('panzhou', 'MonitoringService/ListRevisions', { parent: name }),
    ({ totals = [] }) => totals.reduce((sum, { personCount }) => sum + personCount, 0) === 6,
  )

  const page = await browser.openAs(world, 'panzhou', '/divisions/520281')
  await page.getByTestId('revised').getByText(new RegExp(`${today()} 报出 [\\d.]+%（已采纳），现在看 [\\d.]+%（−[\\d.]+ 个百分点）`)).waitFor()
  const row = rowsOf(page).first()
  await row.getByRole('button', { name: '后来的变化' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/^作废/).first().waitFor()
  await counts(dialog.getByText(/^截至 \d{4}-\d\d-\d\d \d\d:\d\d$/), 2)
  await counts(dialog.getByRole('listitem'), 6)
  await browser.holdToRules(page, 'the dialog of revisions')
  await shoot(page, 'revisions')
  await page.keyboard.press('Escape')
  await world.call('panzhou', 'MonitoringService/UpdateBaseline', { baseline: { name: `divisions/520281/baselines/${today().slice(0, 7)}`, outboundPersonCount: 500, source: '调查总队三季度' }, requestId: randomUUID() })
  await row.getByRole('button', { name: '核验' }).click()
  await page.getByText('一致：从记录重新算出同样的数').waitFor()
  await says(page.getByTestId('survey-beside'), /不在校验之内：调查外出 500 人（\d{4}-\d\d，调查总队三季度），登记覆盖率 [\d.]+%/)
  await says(row, new RegExp(hash.slice(0, 8)))
  // Whole where one looks for it, and on paper: by the minute alone another figure may be meant.
  await row.getByTitle(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+\+08:00$/).waitFor()
  await row.getByTitle(hash).waitFor()
  await shoot(page, 'publications-county', { fullPage: true })
})

test('a past day is frozen as well, and no draft is a mark of the trend', async () => {
  const page = await browser.openAs(world, 'panzhou', '/divisions/520281')
  await page.getByRole('button', { name: '上月末' }).click()
  const end = new Date(`${today().slice(0, 7)}-01T00:00:00Z`)
  end.setUTCDate(0)
  const day = end.toISOString().slice(0, 10)
  await page.getByRole('button', { name: `冻结 ${day} 的数，起草` }).click()
  const row = rowsOf(page).filter({ hasText: day })
  await row.getByText('待上报').waitFor()
  const trend = page.getByRole('img', { name: new RegExp(`报出的数: ${today()} [\\d.]+% 已采纳$`) })
  await trend.waitFor()
  await row.getByRole('button', { name: '上报', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '上报', exact: true }).click()
  await page.getByRole('img', { name: new RegExp(`报出的数: ${day} [\\d.]+% 已上报, ${today()} [\\d.]+% 已采纳$`) }).waitFor()
  await browser.holdToRules(page, 'figures of two days')
  await shoot(page, 'publications-two-days', { fullPage: true })
})

test('a monitor reads publications, and signs none and takes none away', async () => {
  const page = await browser.openAs(world, 'monitor', '/divisions/520281')
  await rowsOf(page).first().waitFor()
  for (const name of ['审计包', '上报', '采纳', '冻结今天的数，起草']) await counts(page.getByRole('button', { name, exact: true }), 0)
  await rowsOf(page).first().getByRole('button', { name: '后来的变化' }).click()
  await page.getByRole('dialog').getByText(/^作废/).first().waitFor()
  await counts(page.getByRole('dialog').getByRole('link'), 0)
})

test('of one day one figure holds: another is refused with the way to the first, and holds once that is returned with a reason', async () => {
  const handedIn = async () => {
    const { name } = await world.call('admin', 'MonitoringService/CreatePublication', { outboundRatio: `divisions/520203/outboundRatios/${today()}`, requestId: randomUUID() })
    return world.call('admin', 'MonitoringService/AdvancePublication', { name, state: 'SUBMITTED', requestId: randomUUID() })
  }
  const first = await handedIn()
  const mended = await handedIn()
  const page = await browser.openAs(world, 'liupanshui', '/divisions/520203')
  const rowOf = ({ hash }) => rowsOf(page).filter({ hasText: hash.slice(0, 8) })
  const dialog = page.getByRole('dialog')
  const accept = async (one) => {
    await rowOf(one).getByRole('button', { name: '采纳', exact: true }).click()
    await dialog.getByText(/采纳后以它为准/).waitFor()
    await dialog.getByRole('button', { name: '采纳', exact: true }).click()
  }
  await accept(first)
  await says(rowOf(first), /已采纳 liupanshui/)
  await accept(mended)
  await says(dialog.getByRole('alert'), /已采纳过一份[^]*先写明原因退回那一份/)
  const way = dialog.getByRole('link', { name: first.hash.slice(0, 8) })
  await way.waitFor()
  await eventually(() => page.complaints.length, 1) // the refusal that was asked for
  page.complaints.splice(0)
  await browser.holdToRules(page, 'the refusal of a second figure of one day')
  await shoot(page, 'publication-refused')
  await way.click()
  await eventually(() => page.evaluate(() => document.activeElement?.id), first.name)

  await rowOf(first).getByRole('button', { name: '退回', exact: true }).click()
  await dialog.getByText(/退回后它不再作数/).waitFor()
  const button = dialog.getByRole('button', { name: '退回', exact: true })
  assert.ok(await button.isDisabled())
  await dialog.getByLabel('说明').fill('漏报一人')
  await button.click()
  await says(rowOf(first), /已上报 admin[^]*已采纳 liupanshui[^]*已退回 liupanshui[^]*“漏报一人”/)
  await counts(rowOf(first).getByRole('button', { name: '退回', exact: true }), 0)
  await accept(mended)
  await says(rowOf(mended), /已采纳 liupanshui/)
  await browser.holdToRules(page, 'a figure in the place of another')
  await shoot(page, 'publications-mended', { fullPage: true })

  // A county takes nothing back.
  const county = await browser.openAs(world, 'panzhou', '/divisions/520281')
  const accepted = rowsOf(county).filter({ hasText: '已采纳 liupanshui' })
  await accepted.waitFor()
  await counts(accepted.getByRole('button', { name: '退回', exact: true }), 0)
})
