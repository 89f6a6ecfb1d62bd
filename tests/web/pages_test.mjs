// What pages hold to beyond their looks: nobody sees what is another's or more of a person than is asked for, nothing is
// sent twice, paper shows what paper needs.
import { randomUUID } from 'node:crypto'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settled } from './browser.mjs'
import { counts, emptyWorld, eventually, fetched, says, shoot, stage } from './stage.mjs'
import { today } from './world.mjs'

const scriptKbMost = 450
const { browser, world } = await stage({ loaded: true })
const { name: vacancy, candidates } = await world.vacancyWithCandidates(3)
const { worker } = candidates[0]

test('before there is any data each page says what to do first, and none shows an error', async (t) => {
  const empty = await emptyWorld(t)
  const paths = {
    liupanshui: ['/overview', '/vacancies', '/workers', '/call', '/import'],
    panzhou: ['/divisions/520281', '/divisions/520281/reports'],
    zhongshan: ['/vacancies', '/import'],
    station: ['/confirm'],
  }
  for (const [who, list] of Object.entries(paths)) {
    const page = await browser.tabOf(empty, who)
    for (const path of list) {
      await page.goto(empty.url + path)
      await page.locator('.empty').first().waitFor()
      await settled(page)
      await counts(page.getByRole('alert'), 0)
      await counts(page.getByText('在外的人都有佐证'), 0) // nobody is
      await shoot(page, `empty-${who}${path.replaceAll('/', '-')}`, { fullPage: true })
    }
  }
})

// An operator's map is a file beside the pages; without one there are flows alone.
test('ways to work over the map that an operator supplies', async () => {
  const square = (adcode, name, x, y) => ({ type: 'Feature', properties: { adcode, name }, geometry: { type: 'Polygon', coordinates: [[[x, y], [x + 2, y], [x + 2, y + 2], [x, y + 2], [x, y]]] } })
  const map = { type: 'FeatureCollection', features: [square(520000, '贵州', 105, 26), square(440000, '广东', 112, 22), square(442000, '中山', 113, 22)] }
  const page = await browser.tabOf(world, 'liupanshui')
  await page.route('**/base-map.json', (route) => route.fulfill({ json: map }))
  await page.goto(`${world.url}/overview`)
  const drawn = page.getByRole('img', { name: /到中山市 \d+ 人/ })
  await drawn.waitFor()
  await page.getByText(/人的去处不明或不在底图上/).waitFor()
  await browser.holdToRules(page, 'the map of ways')
  await shoot(page, 'liupanshui-map-desktop', { fullPage: true })
  await page.getByRole('button', { name: '看流向图' }).click()
  await page.getByRole('img', { name: /到其他地方 \d+ 人/ }).waitFor()
})

test('who asks again is sent nothing when nothing has changed', async () => {
  const ask = (etag) =>
    fetch(`${world.url}/laowu.v1.MonitoringService/GetOutboundRatio`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${world.tokens.panzhou}`, ...(etag && { 'If-None-Match': etag }) },
      body: JSON.stringify({ name: `divisions/520281/outboundRatios/${today()}` }),
    })
  const first = await ask()
  assert.equal(first.status, 200)
  const etag = first.headers.get('etag')
  assert.match(etag, /^W\//)
  const again = await ask(etag)
  assert.equal(again.status, 304)
  assert.equal(await again.text(), '')
})

test('a page of another role leads home', async () => {
  const cases = {
    zhongshan: [['/workers', '/office'], ['/overview', '/office'], ['/divisions/520281/reports', '/office']],
    monitor: [['/workers', '/overview'], ['/call', '/overview']],
    panzhou: [['/overview', '/divisions/520281']],
    station: [['/vacancies', '/confirm']],
  }
  for (const [who, ways] of Object.entries(cases)) {
    const page = await browser.tabOf(world, who)
    for (const [asked, home] of ways) {
      await page.goto(world.url + asked)
      await page.waitForURL(world.url + home)
    }
  }
})

test('each page says in the window which it is, and who chooses one from the menu stands in it', async () => {
  const page = await browser.openAs(world, 'panzhou', '/divisions/520281')
  const stands = () => page.evaluate(() => document.activeElement.id || document.activeElement.placeholder)
  await eventually(() => page.title(), '盘州市 · 劳务')
  await page.getByRole('link', { name: '导入', exact: true }).focus()
  await page.keyboard.press('Enter')
  await eventually(() => page.title(), '导入 · 劳务')
  await eventually(stands, 'main')
  await page.getByRole('link', { name: '电话回访', exact: true }).click()
  await eventually(() => page.title(), '电话回访 · 劳务')
  await eventually(stands, /^13812345678/)
  await page.goto(`${world.url}/divisions/520281/reports?month=2027-13`)
  await page.getByText(/^网址里的“2027-13”不是/).waitFor()
})

test('a monitor sees figures and no person', async () => {
  const page = await browser.openAs(world, 'monitor', '/divisions/520281')
  await page.getByTestId('ratio').waitFor()
  await counts(page.getByText('按人办理'), 0)
  await counts(page.getByRole('link', { name: '劳动者' }), 0)
})

test("another county's page is refused once, with a way back and nothing to press", async () => {
  for (const path of ['/divisions/520204', '/divisions/520204/reports']) {
    const page = await browser.openAs(world, 'panzhou', path)
    await says(page.getByTestId('refused'), /超出您的管辖范围/)
    await counts(page.getByRole('alert'), 1)
    await counts(page.locator('main button'), 0)
    page.complaints.splice(0) // the refusals that were asked for
    await browser.holdToRules(page, `another county's page, ${path}`)
    await page.getByRole('link', { name: '回到自己的首页' }).click()
    await page.waitForURL(`${world.url}/divisions/520281`)
  }
})

test('a person is masked until a purpose is given, once a task, and it goes with each read', async () => {
  const page = await browser.openAs(world, 'panzhou', `/${worker}`)
  const purposes = []
  page.on('request', (request) => {
    const body = request.url().endsWith('/GetWorker') ? JSON.parse(request.postData()) : {}
    if (body.view === 'WORKER_VIEW_FULL') purposes.push(body.purpose)
  })
  const profile = page.locator('dl.facts')
  await profile.waitFor()
  assert.doesNotMatch(await profile.innerText(), /\d{11}/)
  await page.getByRole('button', { name: '显示个人信息' }).click()
  await page.getByRole('button', { name: '通知岗位推荐' }).click()
  await page.getByText(/1\d{10}/).waitFor()
  await says(profile, /\d{6}\*{12}/)
  await page.getByRole('button', { name: '显示个人信息' }).click()
  await eventually(() => purposes, ['通知岗位推荐', '通知岗位推荐'])
  // Hidden with the task, on each page that shows a person.
  const isMasked = (text) => !/\d{11}/.test(text) && /\S\*\*/.test(text)
  await page.getByRole('button', { name: '结束本次' }).click()
  await eventually(() => page.locator('main').innerText(), isMasked)
  await page.getByRole('button', { name: '显示个人信息' }).click()
  await page.getByRole('dialog').waitFor()
  await page.goto(`${world.url}/call?worker=${worker.split('/')[1]}`)
  await page.getByRole('button', { name: /^显示电话/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: '电话回访' }).click()
  await page.getByText(/1\d{10}/).waitFor()
  await page.getByRole('button', { name: '结束本次' }).click()
  await eventually(() => page.locator('main').innerText(), isMasked)
})

test('a wrong token is told what to do, and a token ends with its tab', async () => {
  const page = await browser.openAs(world, 'panzhou')
  const kept = await page.evaluate(() => Object.values(localStorage).join(' '))
  assert.ok(!kept.includes(world.tokens.panzhou))
  await page.getByRole('button', { name: '退出' }).click()
  await page.waitForURL(/sign-in/)
  await eventually(() => page.evaluate(() => sessionStorage.length), 0)
  await page.getByLabel('令牌').fill('laowu_nobody')
  await page.getByRole('button', { name: '登录' }).click()
  await says(page.getByRole('alert'), /令牌不对[^]*请向管理员索取有效的令牌/)
  await page.getByLabel('令牌').fill('请给我令牌')
  await page.getByRole('button', { name: '登录' }).click()
  await says(page.getByRole('alert'), /这不是令牌[^]*请向管理员索取/)
})

test('a token that has ended says so, and a valid one leads back to where one was, without the purpose of the one before', async () => {
  const page = await browser.openAs(world, 'panzhou', `/${worker}`)
  await page.getByRole('button', { name: '显示个人信息' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '电话回访' }).click()
  await page.getByRole('button', { name: '结束本次' }).waitFor()
  const ended = (route) => route.continue({ headers: { ...route.request().headers(), authorization: 'Bearer laowu_taken_back' } })
  await page.route('**/laowu.v1.*/**', ended)
  await page.getByRole('link', { name: '劳动者', exact: true }).first().click()
  await page.waitForURL(/sign-in/)
  await page.unroute('**/laowu.v1.*/**', ended)
  await says(page.getByRole('alert'), /令牌已到期或被收回/)
  page.complaints.splice(0) // the refusals that were asked for
  await browser.holdToRules(page, 'the page to sign in again')
  await shoot(page, 'signed-out')
  await page.getByLabel('令牌').fill(world.tokens.liupanshui)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL(`${world.url}/workers`)
  await page.getByRole('button', { name: '退出' }).waitFor()
  await counts(page.getByRole('button', { name: '结束本次' }), 0)
})

test('a server that is gone is told of once, and nothing is called empty meanwhile', async () => {
  for (const [who, path, empty] of [['zhongshan', '/office', '没有待确认的人'], ['station', '/confirm', '没有等您佐证的人'], ['panzhou', '/divisions/520281', '没有需要留意的']]) {
    const page = await browser.tabOf(world, who)
    await page.clock.install()
    await page.route('**/laowu.v1.*/**', (route) => route.abort())
    await page.goto(world.url + path)
    await says(page.getByRole('alert'), /连不上服务器/)
    await page.getByText('连上服务器后自动显示').first().waitFor()
    await counts(page.getByRole('alert'), 1)
    await counts(page.getByText(empty), 0)
    await shoot(page, `gone-${who}`, { fullPage: true })
    await page.unroute('**/laowu.v1.*/**')
    await page.clock.fastForward(5_000) // it asks again by itself
    await page.getByRole('alert').waitFor({ state: 'detached' })
    await counts(page.getByText('连上服务器后自动显示'), 0)
  }
})

test('the list of whom to call has names and telephones for a purpose, and loses them with it', async () => {
  const page = await browser.openAs(world, 'panzhou', '/call')
  const list = page.locator('main aside')
  await list.getByText(/^.\*\*$/u).first().waitFor()
  assert.doesNotMatch(await list.innerText(), /1\d{10}/)
  await list.getByRole('button', { name: '显示姓名电话' }).click()
  await page.getByRole('dialog').getByRole('button').filter({ hasText: '回访' }).first().click()
  await list.getByText(/^1\d{10}$/).first().waitFor()
  await page.emulateMedia({ media: 'print' })
  await shoot(page, 'print-call-names', { fullPage: true })
  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('button', { name: '结束本次' }).click()
  await counts(list.getByText(/^1\d{10}$/), 0)
})

test('the figure’s own counts stand over the persons behind it, a page at a time', async () => {
  const page = await browser.openAs(world, 'panzhou', '/divisions/520281')
  const who = page.locator('section').filter({ hasText: '这个数由谁组成' })
  const ratio = await world.call('panzhou', 'MonitoringService/GetOutboundRatio', { name: `divisions/520281/outboundRatios/${today()}` })
  const { organizedPersonCount: organized = 0, unprovenPersonCount: unproven = 0 } = ratio
  await who.getByRole('button', { name: `证据不足 ${unproven}` }).waitFor()
  await counts(who.getByRole('row'), 1 + Math.min(unproven, 25))
  await who.getByRole('button', { name: `有组织 ${organized}` }).click()
  await counts(who.getByRole('row'), 1 + Math.min(organized, 25))
  await who.getByRole('button', { name: '下一页' }).click()
  await counts(who.getByRole('row'), 1 + Math.min(organized - 25, 25))
  await who.getByRole('button', { name: '上一页' }).click()
  await counts(who.getByRole('row'), 26)
})

test('the words change to English and stay so', async () => {
  const page = await browser.openAs(world, 'liupanshui', '/overview')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Counties' }).waitFor()
  await eventually(() => page.evaluate(() => document.documentElement.lang), 'en')
  await page.reload()
  await page.getByRole('heading', { name: 'Counties' }).waitFor()
  // Places, too: counties with their level, since one may be called as a city is.
  await page.getByRole('heading', { name: 'Liupanshui · Overview' }).waitFor()
  await page.getByRole('link', { name: 'Panzhou', exact: true }).first().waitFor()
  await page.getByRole('link', { name: 'Shuicheng District', exact: true }).first().waitFor()
  await page.getByRole('img', { name: /Panzhou to Zhongshan \d+/ }).waitFor()
  await browser.holdToRules(page, 'the overview in English')
})

test('the first load is small, compressed, and quick to its first figure', async () => {
  const page = await browser.openAs(world, 'liupanshui', '/overview')
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  let scriptBytes = 0
  const kinds = new Map()
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (kinds.get(requestId) === 'Script') scriptBytes += encodedDataLength
  })
  const begun = Date.now()
  await page.reload()
  await page.getByTestId('ratio').waitFor()
  const seconds = (Date.now() - begun) / 1000
  await page.waitForLoadState('networkidle')
  console.log(`first load: ${(scriptBytes / 1024).toFixed(0)} KB of script, first figure after ${seconds.toFixed(2)} s`)
  assert.ok(scriptBytes > 0 && scriptBytes < scriptKbMost * 1024)
})

// A4 between its margins is as narrow as a phone.
test('on paper a table is a table, and nothing of it is cut off', async () => {
  const page = await browser.openAs(world, 'panzhou', '/divisions/520281')
  await page.locator('#worklist').getByRole('row').nth(1).waitFor()
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 718, height: 1000 })
  const list = page.locator('#worklist')
  await list.locator('thead th', { hasText: '下一步' }).waitFor()
  await eventually(() => list.locator('.table-wrap').evaluate((element) => getComputedStyle(element).overflowX), 'visible')
  await eventually(() => list.locator('tbody tr').first().evaluate((row) => getComputedStyle(row).display), 'table-row')
})

test('who is proposed from the worker’s page has a channel and an organiser, too', async () => {
  const page = await browser.openAs(world, 'panzhou', `/${worker}`)
  await page.getByRole('button', { name: '推荐', exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('组织单位').selectOption({ label: '驻中山劳务协作站（样例）' })
  // An organiser organises by its own channel.
  await dialog.getByLabel('渠道').selectOption({ label: '公共就业服务' })
  await eventually(() => dialog.getByLabel('组织单位').inputValue(), '')
  await dialog.getByLabel('渠道').selectOption({ label: '企业直招' })
  await eventually(() => dialog.getByLabel('组织单位').locator('option').allInnerTexts(), ['此渠道没有组织单位'])
  await browser.holdToRules(page, 'the dialog of a proposal on a worker’s page')
})

test('the overview and a county are no wider than their paper, which has no words for the screen alone', async () => {
  for (const [who, path] of [['liupanshui', '/overview'], ['panzhou', '/divisions/520281']]) {
    const page = await browser.openAs(world, who, path)
    await page.getByTestId('ratio').waitFor()
    const townships = page.locator('section').filter({ has: page.getByRole('heading', { name: '各乡镇' }) })
    const all = who === 'panzhou' ? Number(/\d+/.exec(await townships.getByRole('button', { name: /^显示全部/ }).innerText())[0]) : 0
    await counts(townships.getByRole('row').filter({ visible: true }), who === 'panzhou' ? 11 : 0)
    await page.emulateMedia({ media: 'print' })
    await counts(townships.getByRole('row').filter({ visible: true }), all && all + 1) // paper has no button for the others
    await page.setViewportSize({ width: 718, height: 1046 }) // A4 standing, between its margins
    await eventually(() => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, `${path} is no wider than its paper:`)
    await counts(page.getByText(/^看依据/).filter({ visible: true }), 0)
    await shoot(page, `print-${who}`, { fullPage: true })
  }
})

test('on paper a posting has no navigation', async () => {
  const page = await browser.openAs(world, 'panzhou', `/${vacancy}/posting`)
  await page.emulateMedia({ media: 'print' })
  await page.getByText('招 工 启 事').waitFor()
  await page.getByRole('navigation').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '打印' }).waitFor({ state: 'hidden' })
  await shoot(page, 'print-posting', { fullPage: true })
})

test('what nobody has said of board stands on no posting', async () => {
  const page = await browser.tabOf(world, 'panzhou')
  await page.route('**/GetVacancy', async (route) => {
    const answer = await fetched(route)
    const { mealsProvided, ...told } = await answer.json()
    await route.fulfill({ response: answer, json: { ...told, title: 'Assembler'.repeat(12), accommodationProvided: true, minAgeYears: 18, maxAgeYears: 0, nightShift: true, hoursPerWeek: 48, minExperienceMonths: 6, description: '流水线作业，坐班。有意者联系李经理或' } })
  })
  await page.goto(`${world.url}/${vacancy}/posting`)
  await page.getByRole('listitem').filter({ hasText: '食宿' }).getByText(/食宿\s*包住$/).waitFor()
  for (const said of ['夜班 有夜班', '工时 每周 48 小时', '经验 6 个月以上']) await page.getByRole('listitem').filter({ hasText: said }).waitFor()
  await page.getByText('流水线作业，坐班。', { exact: true }).waitFor() // whose contact was dropped leaves no torn clause
  await page.getByRole('listitem').filter({ hasText: '年龄' }).getByText(/年龄\s*18 岁以上$/).waitFor()
  // One long word in a title is broken, on the screen and on paper.
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
  await eventually(fits, true)
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 718, height: 1046 })
  await eventually(fits, true)
  await page.emulateMedia({ media: 'screen' })
  await page.goto(`${world.url}/${vacancy}`)
  await page.getByRole('heading', { level: 1 }).getByText('AssemblerAssembler').waitFor()
  await eventually(fits, true)
})

test('all placements of a vacancy are listed, on however many pages they come', async () => {
  const page = await browser.tabOf(world, 'panzhou')
  const made = (i) => ({ name: `placements/p${i}`, state: 'PROPOSED', worker: `workers/nobody-${String(i).padStart(6, '0')}`, vacancy, decidedBy: '甲', proposeTime: '2026-01-01T00:00:00Z' })
  await page.route('**/ListPlacements', (route) => {
    const { pageToken = '' } = route.request().postDataJSON()
    return route.fulfill({ json: pageToken === '' ? { placements: [made(1)], nextPageToken: 'more' } : { placements: [made(2)] } })
  })
  await page.goto(`${world.url}/${vacancy}`)
  for (const end of ['000001', '000002']) await page.getByRole('row').filter({ hasText: end }).waitFor()
})

test('a vacancy whose openings are taken is full, and one that says no number counts as one', async () => {
  const page = await browser.tabOf(world, 'panzhou')
  await page.route('**/GetVacancy', async (route) => {
    const answer = await fetched(route)
    const { openingCount, ...told } = await answer.json()
    await route.fulfill({ response: answer, json: told })
  })
  const one = { name: 'placements/p1', state: 'PROPOSED', worker: 'workers/nobody-000001', vacancy, decidedBy: '甲', proposeTime: '2026-01-01T00:00:00Z' }
  await page.route('**/ListPlacements', (route) => route.fulfill({ json: { placements: [one] } }))
  await page.goto(`${world.url}/${vacancy}`)
  await page.getByRole('heading', { level: 1 }).getByText('招满').waitFor()
  await page.getByText('未写招聘人数，按 1 个名额计；请协作站补填').waitFor()
})

test('the list says of a vacancy without a number what its own page says: full once one is proposed', async () => {
  // Not one that stands for others, nor one of so many that it is on a later page.
  const all = (text) => world.call('panzhou', 'MatchService/SearchVacancies', { text, pageSize: 100, collapseDuplicates: true })
  const silent = (await all('')).vacancies.filter(({ openingsLeftCount, collapsedVacancyCount }) => openingsLeftCount === undefined && !collapsedVacancyCount)
  const few = await Promise.all(silent.map(async ({ title }) => (await all(title)).totalSize < 30))
  const { name, title } = silent.find((_, i) => few[i])
  const page = await browser.openAs(world, 'panzhou', `/vacancies?openings=0&text=${encodeURIComponent(title)}`)
  const row = page.getByRole('row').filter({ has: page.locator(`a[href="/${name}"]`) })
  await says(row, /未写/)
  await counts(row.getByText('招满'), 0)
  await world.call('panzhou', 'PlacementService/CreatePlacement', { placement: { worker, vacancy: name, decidedBy: '甲', channel: 'CHANNEL_COOPERATION_STATION' }, requestId: randomUUID() })
  await eventually(async () => (await all(title)).vacancies.find((one) => one.name === name).openingsLeftCount, 0)
  await page.reload()
  await row.getByText('招满').waitFor()
  await shoot(page, 'vacancies-full', { fullPage: true })
  await page.goto(`${world.url}/${name}`)
  await page.getByRole('heading', { level: 1 }).getByText('招满').waitFor()
})

test('of each kind of signal one stands first, however many there are of another', async () => {
  const page = await browser.tabOf(world, 'panzhou')
  const signal = (kind, measuredCount) => ({ kind, organizer: `organizers/o${measuredCount}`, measuredCount, comparedCount: 99, reason: '样例 / sample' })
  await page.route('**/ListSignals', (route) => route.fulfill({ json: { signals: [...[3, 9, 4, 5, 6].map((count) => signal('NO_PLACEMENT', count)), signal('LEFT_BY_VOIDING', 2)] } }))
  await page.goto(`${world.url}/divisions/520281`)
  const rows = page.locator('section').filter({ has: page.getByRole('heading', { name: '请看一看' }) }).getByRole('listitem')
  await counts(rows, 2)
  await says(rows.first(), /有组织但没有推荐记录\s*o9\s*9 \/ 99\s*同类还有 4 条/)
  await says(rows.last(), /因作废不再计入/)
  await page.getByRole('button', { name: '全部 6 条' }).click()
  await counts(rows, 6)
})

// The server answers all of a batch or nothing.
test('one person who is gone takes nobody else’s name away', async () => {
  const refusal = await fetch(`${world.url}/laowu.v1.WorkerService/BatchGetWorkers`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${world.tokens.panzhou}` },
    body: JSON.stringify({ names: ['workers/nobody'], view: 'WORKER_VIEW_MASKED' }),
  })
  const body = await refusal.text()
  const page = await browser.tabOf(world, 'panzhou')
  let gone
  await page.route('**/BatchGetWorkers', (route) => {
    const { names } = route.request().postDataJSON()
    gone ??= names[3]
    return names.includes(gone) ? route.fulfill({ status: refusal.status, contentType: 'application/json', body }) : route.continue()
  })
  await page.goto(`${world.url}/workers`)
  const rows = page.locator('tbody tr')
  await rows.filter({ hasText: /^.\*\*/u }).nth(25).waitFor()
  await says(rows.nth(3).getByRole('link'), gone.slice(-6))
  await counts(page.getByText('姓名暂时读不到'), 0)
})

test('names that cannot be read are numbers with a note, and come once they can', async () => {
  const page = await browser.tabOf(world, 'panzhou')
  await page.clock.install()
  await page.route('**/BatchGetWorkers', (route) => route.abort())
  await page.goto(`${world.url}/workers`)
  const rows = page.locator('tbody tr')
  await page.getByText('姓名暂时读不到').waitFor()
  await says(rows.first().getByRole('link'), /^[a-z0-9]{6}$/)
  await eventually(() => page.complaints.length, 1) // the refusal that was asked for
  page.complaints.splice(0)
  await browser.holdToRules(page, 'a list without names')
  await page.unroute('**/BatchGetWorkers')
  await page.clock.fastForward(20_000)
  await rows.filter({ hasText: /^.\*\*/u }).first().waitFor()
  await counts(page.getByText('姓名暂时读不到'), 0)
})

test('what a list of workers is narrowed by is there when one comes back', async () => {
  const page = await browser.openAs(world, 'panzhou', '/workers')
  await page.getByLabel('现况').selectOption({ index: 1 })
  await page.waitForURL(/status=/)
  const chosen = await page.getByLabel('现况').inputValue()
  await page.locator('tbody a').first().click()
  await page.getByRole('heading', { name: '档案', exact: true }).waitFor()
  await page.getByText(/^\d+ 个不合/).first().waitFor({ state: 'attached' }) // vacancies, not persons
  await page.goBack()
  await eventually(() => page.getByLabel('现况').inputValue(), chosen)
})

test('on paper the telephone page is the list of whom to call', async () => {
  const page = await browser.openAs(world, 'panzhou', '/call')
  await page.getByRole('heading', { name: '该打给谁' }).waitFor()
  await page.emulateMedia({ media: 'print' })
  await page.getByRole('search').waitFor({ state: 'hidden' })
  await page.getByRole('navigation').waitFor({ state: 'hidden' })
  await page.getByRole('listitem').filter({ hasText: '证据不足' }).first().waitFor()
  await shoot(page, 'print-call', { fullPage: true })
})

test('an answer that fails says what to do, and the page comes back by itself', async () => {
  const page = await browser.tabOf(world, 'liupanshui')
  await page.clock.install()
  await page.goto(`${world.url}/vacancies`)
  await settled(page)
  await page.route('**/SearchVacancies', (route) => route.abort())
  await page.getByRole('searchbox').fill('普工')
  const alert = page.getByRole('alert')
  await alert.waitFor()
  await says(alert, /连不上服务器/)
  await page.unroute('**/SearchVacancies')
  await page.clock.fastForward(5_000)
  await alert.waitFor({ state: 'detached' })
})
