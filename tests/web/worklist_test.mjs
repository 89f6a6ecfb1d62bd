// The county's worklist: whom a call still helps, where each is from, and the call list that goes out and comes back.
import { randomUUID } from 'node:crypto'
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { settled } from './browser.mjs'
import { csvRows } from './csv.mjs'
import { counts, says, shoot, stage } from './stage.mjs'
import { today } from './world.mjs'

const { browser, world } = await stage({ loaded: true })
const unknown = async () => (await world.call('panzhou', 'MonitoringService/ListWorklist', { parent: 'divisions/520281', kind: 'WORKLIST_KIND_UNKNOWN_CHANNEL', pageSize: 500 })).rows ?? []

// Somebody of whom nothing was recorded arrives, nobody knows how, so many days ago.
async function arriveUnknown(...daysAgo) {
  const { workers } = await world.call('panzhou', 'WorkerService/ListWorkers', { divisionCode: '520281', pageSize: 100 })
  const { outcomes = [] } = await world.call('panzhou', 'PlacementService/ListOutcomes', { workers: workers.map(({ name }) => name) })
  const gone = new Set(outcomes.map(({ worker }) => worker))
  const atHome = workers.filter(({ name, rural }) => rural && !gone.has(name))
  const arrived = []
  for (const days of daysAgo) {
    const { name } = atHome.shift()
    const [year, month, day] = new Date(Date.parse(today()) - days * 86400_000).toISOString().slice(0, 10).split('-').map(Number)
    const outcome = { type: 'ARRIVED', worker: name, effectiveDate: { year, month, day }, workplaceDivisionCode: '442000', channel: 'CHANNEL_UNKNOWN' }
    await world.call('panzhou', 'PlacementService/RecordOutcome', { outcome, requestId: randomUUID() })
    arrived.push(name)
  }
  await world.seen()
  return arrived
}
const [onTime] = await arriveUnknown(9, 30, 31, 200)

test('of whom nobody knows the channel those are to be called who left within 30 days, as on the worklist', async () => {
  const rows = await unknown()
  const early = rows.filter(({ nextStep }) => nextStep === 'ASK_CHANNEL').length
  const late = rows.length - early
  assert.ok(early >= 2 && early <= 12 && late >= 2, `${early} early, ${late} late`)
  const page = await browser.openAs(world, 'panzhou', '/divisions/520281')
  await page.getByText(new RegExp(`^${early} 人渠道不明，外出在 30 天内：电话问清`)).waitFor()
  await page.getByText(new RegExp(`^${late} 人渠道不明，外出已满 30 天：再问不改变渠道`)).waitFor()
  const who = page.locator('section').filter({ hasText: '这个数由谁组成' })
  await who.getByRole('button', { name: `渠道不明 ${rows.length}` }).click()
  await says(who.getByTestId('way'), new RegExp(`外出 30 天内的（${early} 人）.*已满 30 天的（${late} 人），再问不改变渠道`))
  await counts(who.getByRole('row').filter({ hasText: '已满 30 天' }), late)
  await browser.holdToRules(page, 'who is in the figure without a channel')
  await shoot(page, 'unknown-channel', { fullPage: true })

  await page.goto(`${world.url}/call`)
  await counts(page.locator('main aside').getByRole('listitem').filter({ hasText: '渠道不明' }), early)
})

test('“who they are” beside what is missing leads to those who lift the figure, not to who was long not heard of', async () => {
  const page = await browser.openAs(world, 'panzhou', '/divisions/520281')
  const list = page.locator('#worklist')
  const isOfThem = async () => {
    await page.getByRole('link', { name: '看是哪些人' }).click()
    await list.getByRole('button', { name: /^证据不足 \d+$/, pressed: true }).waitFor()
    await list.getByRole('row').nth(1).getByText('证据不足').waitFor()
  }
  await isOfThem()
  // Also once more, from whatever was looked at meanwhile.
  await list.getByRole('button', { name: /^全部 \d+$/ }).click()
  await list.getByRole('button', { name: /^证据不足 \d+$/, pressed: false }).waitFor()
  await isOfThem()
})

test('where nobody may look at persons, the figure says how long a call helps, without a count', async () => {
  const page = await browser.openAs(world, 'monitor', '/divisions/520281')
  await page.getByText(/人渠道不明：外出 30 天内的电话问清，更早的要补推荐安置或组织单位的名单/).waitFor()
})

test('a row of the worklist has township and village, and asks for nothing by itself', async () => {
  const page = await browser.tabOf(world, 'panzhou')
  const asked = []
  page.on('request', (request) => request.url().includes('/laowu.v1.WorkerService/') && asked.push(request.url()))
  await page.goto(`${world.url}/divisions/520281`)
  await settled(page)
  const { rows } = await world.call('panzhou', 'MonitoringService/ListWorklist', { parent: 'divisions/520281', pageSize: 25 })
  const names = [...new Set(rows.map(({ worker }) => worker))]
  const { workers } = await world.call('panzhou', 'WorkerService/BatchGetWorkers', { names, view: 'WORKER_VIEW_MASKED' })
  const known = workers.filter(({ villageDisplayName }) => villageDisplayName)
  assert.ok(known.length > 5)
  for (const { name, divisionCode, villageDisplayName } of known.slice(0, 5)) {
    const { displayName } = await world.call('panzhou', 'ReferenceService/GetDivision', { name: `divisions/${divisionCode.slice(0, 9)}` })
    await says(page.locator('#worklist').getByRole('row').filter({ hasText: name.slice(-6) }).first(), new RegExp(`${displayName}\\s*${villageDisplayName}`))
  }
  assert.ok(asked.length > 0 && asked.length <= 4 && asked.every((url) => url.endsWith('/BatchGetWorkers')), asked.join())
})

test('a place whose name could not be had has it once the server answers', async () => {
  const page = await browser.tabOf(world, 'panzhou')
  await page.route('**/GetDivision', (route) => route.abort())
  await page.goto(`${world.url}/divisions/520281`)
  const heading = page.getByRole('heading', { level: 1 })
  await says(heading, '520281')
  await settled(page)
  await page.unroute('**/GetDivision')
  await page.locator('section').filter({ hasText: '这个数由谁组成' }).getByRole('button', { name: /^渠道不明 \d+$/ }).click()
  await says(heading, '盘州市')
})

test('a worklist that is taken away has names of places, or is not made', async () => {
  const page = await browser.tabOf(world, 'panzhou')
  await page.route('**/GetDivision', (route) => route.abort())
  await page.goto(`${world.url}/divisions/520281`)
  const list = page.locator('#worklist')
  const takeAway = list.getByRole('button', { name: '导出 CSV' })
  await takeAway.click()
  await says(list.getByRole('alert'), /连不上服务器/)
  await page.unroute('**/GetDivision')
  const [download] = await Promise.all([page.waitForEvent('download'), takeAway.click()])
  const [heads, ...rows] = csvRows(readFileSync(await download.path(), 'utf8'))
  const places = rows.flatMap((row) => [row[heads.indexOf('户籍')], row[heads.indexOf('在哪里')]])
  assert.ok(places.some((place) => place.startsWith('中山市')), places.slice(0, 10).join())
  assert.deepEqual(places.filter((place) => /\d{6}/.test(place)), [])
})

test('the worklist is narrowed to what a call settles, and what is taken away of it with it', async () => {
  const page = await browser.openAs(world, 'panzhou', '/divisions/520281')
  const list = page.locator('#worklist')
  await list.getByRole('button', { name: /^渠道不明 \d+$/ }).click()
  await list.getByLabel('只看打电话能办的').check()
  const rows = await unknown()
  const early = rows.filter(({ nextStep }) => nextStep === 'ASK_CHANNEL').length
  await list.getByRole('button', { name: `渠道不明 ${early}` }).waitFor()
  await counts(list.getByRole('cell', { name: /^电话询问外出渠道/ }), early)
  await counts(list.getByRole('cell', { name: /^外出已满三十天/ }), 0)
  const [download] = await Promise.all([page.waitForEvent('download'), list.getByRole('button', { name: '导出 CSV' }).click()])
  assert.equal(csvRows(readFileSync(await download.path(), 'utf8')).length, 1 + early)
  await browser.holdToRules(page, 'the worklist of what a call settles')
})

test('the call list is the command line’s, and what is filled in comes back as outcomes', async () => {
  const page = await browser.openAs(world, 'panzhou', '/divisions/520281')
  const handOut = page.locator('#worklist').getByRole('button', { name: '电话清单' })
  // While names of places cannot be had there is no list, and once they can, none has codes in their stead.
  await page.route('**/GetDivision', (route) => route.abort())
  await handOut.click()
  await page.getByRole('dialog').getByRole('button').filter({ hasText: '回访' }).first().click()
  await says(page.getByRole('alert'), /连不上服务器/)
  await page.unroute('**/GetDivision')
  const [download] = await Promise.all([page.waitForEvent('download'), handOut.click()])
  await counts(page.getByRole('alert'), 0)
  assert.equal(download.suggestedFilename(), `电话清单-520281-${today()}.csv`)
  const list = csvRows(readFileSync(await download.path(), 'utf8'))
  const file = join(world.folder, 'calls.csv')
  await world.run('--token', world.tokens.panzhou, 'worklist', '520281', '--out', file, '--purpose', '电话回访')
  // The pages have words of their own for what to ask; and each list tells the moment that it is of.
  const comparable = (rows) => rows.map((row) => row.filter((_, i) => i !== 5 && i !== row.length - 1))
  assert.deepEqual(comparable(list), comparable(csvRows(readFileSync(file, 'utf8'))))
  assert.equal(list[0].at(-1), '清单截至')
  for (const row of list.slice(1)) assert.match(row.at(-1), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+08:00$/)

  const [heads, ...rows] = list
  assert.equal(new Set(rows.map(([worker]) => worker)).size, rows.length, 'one row a person')
  const row = rows.find(([worker, , , , , hint]) => worker === onTime && hint.startsWith('渠道不明'))
  assert.match(row[5], /^渠道不明；自 \d{4}-\d\d-\d\d；电话询问外出渠道/)
  // What is known is filled in, and what the row is about is named.
  assert.equal(row[heads.indexOf('务工地')], '广东省中山市')
  assert.equal(row[heads.indexOf('务工渠道')], '')
  assert.equal(row[heads.indexOf('动态编号')], (await unknown()).find(({ worker }) => worker === onTime).outcome)
  row[heads.indexOf('就业情况')] = '仍在外'
  row[heads.indexOf('务工渠道')] = '劳务协作站'
  writeFileSync(file, [heads, row].map((cells) => cells.join(',')).join('\n'))
  await world.importFile(world.tokens.panzhou, 'outcomes', file, '--attest', 'worker-confirmation', '--reference', '电话回访-2026-11', '--as-of', today())
  const { outcomes } = await world.call('panzhou', 'PlacementService/ListOutcomes', { worker: onTime })
  assert.equal(outcomes.find(({ type }) => type === 'CONFIRMED')?.channel, 'CHANNEL_COOPERATION_STATION')
})

test('a worklist is taken away by township, its names masked unless a purpose is given', async () => {
  await world.seen()
  const page = await browser.openAs(world, 'panzhou', '/divisions/520281')
  const list = page.locator('#worklist')
  const take = async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), list.getByRole('button', { name: '导出 CSV' }).click()])
    return [download.suggestedFilename(), readFileSync(await download.path(), 'utf8').trim().split('\r\n')]
  }
  const { rows: all } = await world.call('panzhou', 'MonitoringService/ListWorklist', { parent: 'divisions/520281', pageSize: 500 })
  const [name, lines] = await take()
  assert.equal(name, `待办-520281-${today()}.csv`)
  assert.equal(lines.length, all.length + 1)
  assert.match(lines[1], /^[a-z0-9]{6},.\*+,/u)
  assert.doesNotMatch(lines.join(), /1\d{10}/)
  const code = all[0].divisionCode.slice(0, 9)
  await list.getByLabel('乡镇').selectOption(code)
  const ofTownship = all.filter(({ divisionCode }) => divisionCode.startsWith(code)).length
  await counts(list.getByRole('row'), 1 + Math.min(ofTownship, 25))
  await list.getByLabel('带姓名电话').check()
  await list.getByRole('button', { name: '导出 CSV' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('dialog').getByRole('button').filter({ hasText: '回访' }).first().click()])
  const whole = readFileSync(await download.path(), 'utf8').trim().split('\r\n')
  assert.equal(whole.length, ofTownship + 1)
  assert.match(whole[0], /手机号.*目的（用后销毁）$/)
  assert.match(whole.join(), /1\d{10}/)
  await browser.holdToRules(page, 'a worklist of a township')
  await shoot(page, 'worklist-township', { fullPage: true })
})
