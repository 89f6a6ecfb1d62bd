// Reports: what a survey says of a month, and the monthly report on the screen, on paper and as CSV, held against what
// the command line makes of the same known-at.
import { randomUUID } from 'node:crypto'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import { sizes } from './browser.mjs'
import { csvRows } from './csv.mjs'
import { counts, eventually, packages, says, shoot, stage } from './stage.mjs'
import { today } from './world.mjs'

const { unzipSync, strFromU8 } = createRequire(join(packages, 'any.js'))('fflate')
const { browser, world } = await stage({ loaded: true })
const month = today().slice(0, 7)
const path = '/divisions/520281/reports'
const sheets = ['', '-townships', '-destinations', '-channels', '-policy-groups', '-sexes', '-ages', '-pay', '-publications']
// "2026-11-28T17:54:55", in Shanghai.
const now = () => new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 19)

test('what a survey says is entered, stands beside the figure, and is never written over unseen', async () => {
  const page = await browser.openAs(world, 'panzhou', path)
  await page.getByText('还没有填过').waitFor()
  const enter = async (persons, source, button) => {
    await page.getByLabel('哪个月').fill(month)
    await page.getByLabel('外出务工人数').fill(String(persons))
    await page.getByLabel(/^来源/).fill(source)
    await page.getByRole('button', { name: button }).click()
  }
  const lines = page.getByTestId('baseline-line')
  await enter(500, '调查总队三季度', '填入')
  await says(lines.first(), new RegExp(`${month}\\s*500\\s*调查总队三季度\\s*panzhou`))
  await counts(lines, 1)

  // Somebody else was faster: said, and shown, before anything is written.
  await world.call('panzhou', 'MonitoringService/UpdateBaseline', { baseline: { name: `divisions/520281/baselines/${month}`, outboundPersonCount: 510, source: '调查总队更正' }, requestId: randomUUID() })
  await enter(520, '本县摸底', '更改')
  await says(page.getByRole('alert'), /别人刚改过这条记录/)
  await counts(lines, 2)
  await page.getByText(`${month} 已填 510 人（调查总队更正）`).waitFor()
  await eventually(() => page.complaints.length, 1) // the refusal that was asked for
  page.complaints.splice(0)
  await page.getByRole('button', { name: '更改' }).click()
  await counts(lines, 3)
  await says(lines.first(), /520\s*本县摸底/)
  await counts(lines.filter({ hasText: '已修改' }), 2)
  await counts(page.getByRole('alert'), 0)
  await browser.holdToRules(page, 'what surveys say')
  await shoot(page, 'baselines', { fullPage: true })
  await page.getByRole('link', { name: '盘州市' }).click()
  await says(page.getByTestId('baseline'), new RegExp(`调查基准（${month}，本县摸底）外出 520 人`))
})

// Files of the page by what their names end with, and of the command line.
const commandLine = async (known, ...more) => {
  const stem = join(world.folder, `cli${more.length}`)
  await world.run('--token', world.tokens.panzhou, 'report', '--month', month, '--division', '520281', '--known-at', `${known}+08:00`, '--out', `${stem}.csv`, ...more)
  return (sheet) => csvRows(readFileSync(`${stem}${sheet}.csv`, 'utf8'))
}

test('the monthly report says what the command line’s says, sheet by sheet, and prints without the page around it', async () => {
  // One that is handed in, of another boundary, and a draft, which is not.
  const publish = (policy) => world.call('panzhou', 'MonitoringService/CreatePublication', { outboundRatio: `divisions/520281/outboundRatios/${today()}`, policy, requestId: randomUUID() })
  await publish({})
  const { name } = await publish({ boundary: 'PROVINCE', carry: 'JOB' })
  await world.call('panzhou', 'MonitoringService/AdvancePublication', { name, state: 'SUBMITTED', requestId: randomUUID() })
  await world.seen()
  const known = now()
  const theirs = await commandLine(known)
  const page = await browser.openAs(world, 'panzhou', `${path}?month=${month}&known=${known}`)
  await page.getByRole('heading', { name: '盘州市农村劳动力外出务工组织化情况月报表' }).waitFor()
  const [whole] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载全部 CSV' }).click()])
  assert.equal(whole.suggestedFilename(), `report-520281-${month}.zip`)
  const files = unzipSync(readFileSync(await whole.path()))
  assert.deepEqual(Object.keys(files).sort(), sheets.map((sheet) => `report-520281-${month}${sheet}.csv`).sort())
  for (const sheet of sheets) assert.deepEqual(csvRows(strFromU8(files[`report-520281-${month}${sheet}.csv`])), theirs(sheet), sheet)
  const [heads, own, ...townships] = theirs('')
  assert.ok(Number(own[heads.indexOf('外出（人）')]) > 50 && townships.length > 5)
  assert.equal(own[heads.indexOf('调查外出人数（人）')], '520')
  const handedIn = theirs('-publications')
  assert.equal(handedIn.length, 2)
  const cellOf = (head) => handedIn[1][handedIn[0].indexOf(head)]
  assert.deepEqual(['发布', '发布边界', '渠道沿用', '签署'].map(cellOf), [name, '省外', '每份工作', '草稿 panzhou；已上报 panzhou'])
  assert.match(cellOf('发布数截至'), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+\+08:00$/)
  assert.ok(heads.includes('本年待定（天）'))
  const [one] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载 渠道 CSV' }).click()])
  assert.equal(one.suggestedFilename(), `report-520281-${month}-channels.csv`)
  assert.deepEqual(csvRows(readFileSync(await one.path(), 'utf8')), theirs('-channels'))

  // On the screen as in the file.
  const shown = await page.getByTestId('sheet-summary').getByRole('row').nth(1).getByRole('cell').allInnerTexts()
  assert.deepEqual(shown.map((cell) => cell.trim()), own.slice(0, shown.length))
  await browser.holdToRules(page, 'the monthly report')
  const hash = page.getByTestId('sheet-publications').locator('td[title]')
  assert.match(await hash.getAttribute('title'), /^[0-9a-f]{64}$/)
  await says(hash, /^[0-9a-f]{12}…$/)
  await page.getByTestId('sheet-summary').getByText('右边还有').waitFor()
  const torn = () => [...document.querySelectorAll('[data-test^=sheet-] td.piece')].filter((cell) => cell.getClientRects().length > 0 && cell.scrollWidth > cell.clientWidth + 1).length
  assert.equal(await page.evaluate(torn), 0)
  await shoot(page, 'report', { fullPage: true })
  await page.emulateMedia({ media: 'print' })
  await page.getByRole('navigation').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '生成月报表' }).waitFor({ state: 'hidden' })
  await page.getByTestId('baseline-line').first().waitFor({ state: 'hidden' })
  await page.getByRole('heading', { name: '盘州市农村劳动力外出务工组织化情况月报表' }).waitFor()
  await page.setViewportSize({ width: 1046, height: 720 }) // A4 lying, between its margins
  await eventually(() => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, 'the report is no wider than its paper:')
  await shoot(page, 'print-report', { fullPage: true })
  await page.setViewportSize(sizes.desktop.viewport)
  await page.emulateMedia({ media: 'screen' })

  const english = await commandLine(known, '--english')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('columnheader', { name: 'R1 (%)', exact: true }).first().waitFor()
  // What the server names in Chinese alone has words of the page; files keep the names.
  const withoutChinese = (text) => !/[\u4e00-\u9fff]/.test(text)
  for (const [sheet, word] of Object.entries({ destinations: 'Zhongshan', channels: 'cooperation station', 'policy-groups': 'relocated', sexes: 'female', ages: '25-34', publications: 'Panzhou' })) {
    await says(page.getByTestId(`sheet-${sheet}`), (text) => text.includes(word) && withoutChinese(text))
  }
  await says(page.getByTestId('sheet-summary').getByRole('row').nth(1), /^520281\s*Panzhou/)
  const [inEnglish] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download summary as CSV' }).click()])
  assert.deepEqual(csvRows(readFileSync(await inEnglish.path(), 'utf8')), english(''))
})

test('a report is made of the month and policy that are asked for, by the city of its counties', async () => {
  const page = await browser.openAs(world, 'liupanshui', '/overview')
  await page.getByRole('link', { name: '报表' }).click()
  await page.getByLabel('口径').selectOption({ label: '从严' })
  await page.getByLabel('月份').fill(month)
  await page.getByRole('button', { name: '生成月报表' }).click()
  const report = page.getByTestId('report')
  await says(report, new RegExp(`月份 ${month}[^]*口径 从严`))
  const { ratioPermille } = await world.call('liupanshui', 'MonitoringService/GetOutboundRatio', { name: `divisions/520281/outboundRatios/${today()}`, policy: { strictness: 'STRICT' } })
  const row = report.getByTestId('sheet-summary').getByRole('row').filter({ hasText: '520281' })
  await says(row, new RegExp(`盘州市[^]*\\s${Math.floor(ratioPermille / 10)}\\.${ratioPermille % 10}\\s`))
  await page.waitForURL(/month=.*policy=3/) // opened again it is the same report
})

test('a report that was made of now is kept: opened again by its address, it is the same to the last figure', async () => {
  const page = await browser.openAs(world, 'panzhou', `${path}?month=${month}`)
  const knownAt = page.getByTestId('report').getByText(/\d{4}-\d\d-\d\dT[\d:.]+\+08:00/).first()
  await knownAt.waitFor()
  await page.getByRole('button', { name: '固定这一时刻' }).click()
  await page.waitForURL(/known=/)
  const kept = new URL(page.url()).searchParams.get('known')
  await says(knownAt, new RegExp(`${kept.replace('.', '\\.')}\\+08:00`))
  await counts(page.getByRole('button', { name: '固定这一时刻' }), 0)
  const again = await browser.openAs(world, 'panzhou', `${path}?month=${month}&known=${kept}`)
  const summaryOf = (of) => of.getByTestId('sheet-summary').innerText()
  await again.getByTestId('sheet-summary').waitFor()
  assert.equal(await summaryOf(again), await summaryOf(page))
  const theirs = (await commandLine(kept))('')
  assert.equal(theirs[1][theirs[0].indexOf('截至')], `${kept}+08:00`)
})

test('an office’s monthly report says what the command line’s says, and no person', async () => {
  const { name: vacancy, candidates } = await world.vacancyWithCandidates(1)
  const { worker } = candidates[0]
  const { name } = await world.call('panzhou', 'PlacementService/CreatePlacement', { placement: { worker, vacancy, decidedBy: '甲', channel: 'CHANNEL_COOPERATION_STATION' }, requestId: randomUUID() })
  await world.call('panzhou', 'PlacementService/AcceptPlacement', { name, requestId: randomUUID() })
  const stem = join(world.folder, 'office')
  const theirs = async (...more) => {
    await world.run('--token', world.tokens.zhongshan, 'report', '--month', month, '--office', 'zhongshan', '--out', `${stem}.csv`, ...more)
    return ['', '-employers'].map((sheet) => csvRows(readFileSync(`${stem}${sheet}.csv`, 'utf8')))
  }
  const page = await browser.openAs(world, 'zhongshan', '/office')
  await page.getByRole('link', { name: '报表' }).click()
  await page.getByLabel('月份').fill(month)
  await page.getByRole('button', { name: '生成月报表' }).click()
  await page.getByRole('heading', { name: `中山市劳务协作站（样例） ${month} 推荐安置月报表，统计至 ${today()}` }).waitFor()
  const [whole] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载全部 CSV' }).click()])
  assert.equal(whole.suggestedFilename(), `report-zhongshan-${month}.zip`)
  const files = unzipSync(readFileSync(await whole.path()))
  const ours = ['', '-employers'].map((sheet) => csvRows(strFromU8(files[`report-zhongshan-${month}${sheet}.csv`])))
  assert.deepEqual(ours, await theirs())
  const [heads, ...rows] = ours[0]
  const sum = rows.at(-1)
  assert.deepEqual(['推荐（人次）', '接收（人次）', '到岗（人次）'].map((head) => sum[heads.indexOf(head)]), ['1', '1', '0'])
  await eventually(() => page.locator('main').innerText(), (text) => !text.includes(worker.slice(-6)))
  await browser.holdToRules(page, 'an office’s monthly report')
  await shoot(page, 'report-office', { fullPage: true })
  await page.waitForURL(/month=/) // opened again it is the same report
  await page.getByRole('button', { name: 'English' }).click()
  const [inEnglish] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download employers as CSV' }).click()])
  assert.deepEqual(csvRows(readFileSync(await inEnglish.path(), 'utf8')), (await theirs('--english'))[1])
})

test('a monitor reads reports and baselines, and enters none', async () => {
  const page = await browser.openAs(world, 'monitor', `${path}?month=${month}`)
  await page.getByTestId('sheet-summary').waitFor()
  await page.getByTestId('baseline-line').first().waitFor()
  await counts(page.getByLabel('外出务工人数'), 0)
})
