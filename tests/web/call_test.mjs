// One telephone call on one screen: at most 20 seconds by the keyboard alone, and undone by one key.
import { randomUUID } from 'node:crypto'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { counts, eventually, fetched, says, shoot, stage } from './stage.mjs'
import { today } from './world.mjs'

const secondsMost = 20
const secondsBetweenKeys = 0.25 // a clerk, not a typist
const { browser, world } = await stage({ loaded: true })

// A clerk at the keys, which are counted. They come as fast as the page takes them; `seconds` is how long a clerk would have
// taken: what the page took, and between the keys a clerk's time, as if nothing went on in it.
function keysOf(page) {
  const begun = Date.now()
  const keys = { count: 0, pauses: 0, seconds: () => (Date.now() - begun) / 1000 + keys.pauses * secondsBetweenKeys }
  keys.press = async (key) => {
    ++keys.count
    ++keys.pauses
    await page.keyboard.press(key)
  }
  // Chinese is composed by some two strokes a character.
  keys.type = async (text) => {
    await page.waitForFunction(() => document.activeElement?.matches('input')) // where the cursor is seen
    for (const letter of text) {
      keys.count += /[a-z0-9 ]/i.test(letter) ? 1 : 2
      ++keys.pauses
      await page.keyboard.insertText(letter)
    }
  }
  // Who it is, until they stand there.
  keys.find = async (who) => {
    await keys.type(who)
    await keys.press('Enter')
    await page.getByTestId('person').waitFor()
  }
  return keys
}

// One of the sample who stands so, and is none of `others`: phone, name, township, and the record.
async function somebody(away, ...others) {
  const [, header, ...lines] = world.sample('workers_520281.csv').split('\n')
  const column = (name) => header.split(',').indexOf(name)
  for (const line of lines.filter(Boolean)) {
    const cells = line.split(',')
    const [name, phone, township] = ['姓名', '手机号', '乡镇'].map((head) => cells[column(head)])
    if (!/^1\d{10}$/.test(phone) || !/^[\u4e00-\u9fa5]{2,3}$/.test(name)) continue
    const { workers = [] } = await world.call('panzhou', 'WorkerService/FindWorkers', { phoneNumber: phone, purpose: 'test' })
    if (workers.length !== 1 || others.some(({ worker }) => worker === workers[0].name)) continue
    const { outcomes = [] } = await world.call('panzhou', 'PlacementService/ListOutcomes', { worker: workers[0].name })
    const last = outcomes.at(-1)?.type
    if (away ? ['ARRIVED', 'CONFIRMED'].includes(last) : outcomes.length === 0) return { phone, name, township, worker: workers[0].name }
  }
  throw new Error('nobody in the samples stands so')
}
const daysBack = (days) => new Date(Date.parse(today()) - days * 86400_000).toISOString().slice(0, 10)
const outcomesOf = async (worker) => (await world.call('panzhou', 'PlacementService/ListOutcomes', { worker })).outcomes ?? []

test('"still away" by phone number: found, said, saved within 20 seconds', async () => {
  const { phone, worker } = await somebody(true)
  const before = await outcomesOf(worker)
  const page = await browser.openAs(world, 'panzhou', '/call')
  const keys = keysOf(page)
  await keys.find(phone)
  await keys.press('1')
  await keys.press('Enter')
  await page.getByText('刚才登记的').waitFor()
  const seconds = keys.seconds()
  console.log(`still away: ${keys.count} keys, ${seconds.toFixed(1)} s`)
  assert.ok(keys.count <= 14, `${keys.count} keys`)
  assert.ok(seconds < secondsMost, `${seconds} s`)
  const now = await outcomesOf(worker)
  assert.equal(now.length, before.length + 1)
  const said = now.find((one) => !before.some((old) => old.name === one.name))
  assert.equal(said.type, 'CONFIRMED')
  assert.equal(said.attestations[0].kind, 'WORKER_CONFIRMATION')
  const day = today().replaceAll('-', '')
  assert.match(said.attestations[0].reference, new RegExp(`^${day}-[A-Z\\d]{6}-001$`))

  // The next call may begin at once; one key takes this one back.
  await page.waitForFunction(() => document.activeElement?.getAttribute('placeholder')?.includes('1381'))
  await keys.press('Control+z')
  await page.getByText(/^已撤销：/).waitFor()
  assert.ok((await outcomesOf(worker)).some((one) => one.type === 'VOIDED' && one.voids === said.name))
})

test('an arrival by name and township, with place, channel and day, within 20 seconds', async () => {
  const { name, township, worker } = await somebody(false)
  const page = await browser.openAs(world, 'panzhou', '/call')
  const keys = keysOf(page)
  await keys.find(`${name} ${township.slice(0, 2)}`)
  await keys.press('2')
  await keys.type('中山')
  await page.getByRole('option', { name: /^中山市 / }).waitFor()
  await keys.press('Enter') // takes the place and goes on to the channel
  await keys.press('2') // 劳务协作站
  for (let tab = 0; tab < 2; ++tab) await keys.press('Tab') // organiser, day
  await keys.type('-3')
  await keys.press('Enter')
  await page.getByText('刚才登记的').waitFor()
  const seconds = keys.seconds()
  console.log(`arrived: ${keys.count} keys, ${seconds.toFixed(1)} s`)
  assert.ok(seconds < secondsMost, `${seconds} s`)
  const [arrived] = await outcomesOf(worker)
  assert.equal(arrived.type, 'ARRIVED')
  assert.equal(arrived.workplaceDivisionCode, '442000')
  assert.equal(arrived.channel, 'CHANNEL_COOPERATION_STATION')
})

test('nothing is recorded that nobody said: place and channel are empty, and what lacks is named', async () => {
  const { phone, worker } = await somebody(false)
  const page = await browser.openAs(world, 'panzhou', '/call')
  const keys = keysOf(page)
  await keys.find(phone)
  await keys.press('2')
  const [place, channel, lacks] = [page.getByRole('combobox', { name: '在哪里' }), page.getByLabel('经何渠道'), page.getByTestId('lacks')]
  for (let enter = 0; enter < 3; ++enter) await keys.press('Enter')
  await says(lacks, /^还不能保存，缺：在哪里.*经何渠道/)
  await eventually(() => place.inputValue(), '')
  await eventually(() => channel.inputValue(), '0')
  assert.deepEqual(await outcomesOf(worker), [])
  await browser.holdToRules(page, 'a call that lacks something')
  await keys.type('中山')
  await page.getByRole('option', { name: /^中山市 / }).waitFor()
  await keys.press('Enter')
  await says(lacks, /^还不能保存，缺：经何渠道/)
  await keys.press('Enter')
  assert.deepEqual(await outcomesOf(worker), [])
  // That nobody knows the channel is an answer, too.
  await keys.press('0')
  await says(lacks, '')
  await shoot(page, 'call-arrival', { fullPage: true })
  await keys.press('Enter')
  await page.getByText('刚才登记的').waitFor()
  const [arrived] = await outcomesOf(worker)
  assert.equal(arrived.channel, 'CHANNEL_UNKNOWN')

  // Nor has a change of jobs the channel of the job before, or any other.
  await keys.find(phone)
  await keys.press('3')
  await eventually(() => channel.inputValue(), '0')
  await says(lacks, /经何渠道/)
})

test('a place is found down to its township, also by names said together, and no letter is lost', async () => {
  const { phone } = await somebody(false)
  const page = await browser.openAs(world, 'panzhou', '/call')
  const keys = keysOf(page)
  await keys.find(phone)
  await keys.press('2')
  const place = page.getByRole('combobox', { name: '在哪里' })
  const xiaolan = page.getByRole('option', { name: /^小榄镇 .*442000118$/ })
  for (const said of ['小榄', '小榄镇', '中山市小榄镇', '中山 小榄', '广东省中山市小榄镇', '４４２０００１１８']) {
    await place.fill(said)
    await xiaolan.waitFor()
    await place.fill('')
  }
  await place.fill('浙江宁波')
  await page.getByRole('option', { name: /^宁波市 / }).waitFor()
  await shoot(page, 'call-place')
  await place.fill('没有这么个地方')
  await page.getByText(/^没有这个地方：请核对写法/).waitFor()
  await browser.holdToRules(page, 'a call with a place that is none')
  // Who goes on typing behind the city that was taken says a place in it.
  await place.fill('中山')
  await page.getByRole('option', { name: /^中山市 / }).waitFor()
  await keys.press('Enter')
  await place.focus()
  await page.keyboard.press('End')
  await keys.type('小榄')
  await eventually(() => place.inputValue(), '中山市小榄')
  await xiaolan.waitFor()
  await keys.press('Enter')
  await eventually(() => place.inputValue(), '广东省中山市小榄镇')
})

test('what was just recorded is taken back also after other pages, and names nobody meanwhile', async () => {
  const { phone, worker } = await somebody(true)
  const page = await browser.openAs(world, 'panzhou', '/call')
  const keys = keysOf(page)
  await keys.find(phone)
  await keys.press('1')
  await keys.type('-5')
  await keys.press('Enter')
  await page.getByText('刚才登记的').waitFor()
  const before = await outcomesOf(worker)
  const kept = await page.evaluate(() => sessionStorage.getItem('laowu-just-recorded'))
  assert.deepEqual(Object.keys(JSON.parse(kept)[0]).sort(), ['date', 'known', 'outcome', 'type', 'undone', 'worker'])
  await page.goto(`${world.url}/workers`)
  await page.goto(`${world.url}/call`)
  const recorded = page.locator('section').filter({ hasText: '刚才登记的' })
  await recorded.getByRole('link', { name: worker.slice(-6) }).waitFor()
  await page.getByLabel(/^谁？/).focus()
  await keys.press('Control+z')
  await page.getByText(/^已撤销：/).waitFor()
  assert.equal((await outcomesOf(worker)).length, before.length + 1)
  // It is of whoever is signed in.
  await page.getByRole('button', { name: /退出/ }).click()
  await eventually(() => page.evaluate(() => sessionStorage.getItem('laowu-just-recorded')), null)
})

test('what is saved slowly is told with its own person and day, and leaves alone the call that has begun meanwhile', async () => {
  const one = await somebody(true)
  const other = await somebody(true, one)
  const page = await browser.openAs(world, 'panzhou', '/call')
  const keys = keysOf(page)
  let release
  const held = new Promise((resolve) => (release = resolve))
  let answer = (route) => held.then(() => route.continue())
  await page.route('**/ImportOutcomes', (route) => answer(route))
  const number = page.getByLabel(/^通话编号/)
  const sayAndLeave = async (days) => {
    await keys.find(one.phone)
    await keys.press('4')
    await keys.type(`-${days}`)
    await keys.press('Enter')
    await says(page.getByTestId('lacks'), '正在保存…')
    for (let escape = 0; escape < 2; ++escape) await keys.press('Escape')
    await keys.find(other.phone)
    await keys.press('1')
    await keys.type('-2')
  }
  await sayAndLeave(5)
  const given = await number.inputValue()
  release()
  const told = page.locator('section').filter({ hasText: '刚才登记的' }).getByRole('listitem')
  await says(told.first(), new RegExp(`返乡 ${daysBack(5)}`))
  await page.getByText(new RegExp(`^已登记：${one.name[0]}\\*\\* 返乡 ${daysBack(5)}$`)).waitFor()
  await eventually(() => told.first().getByRole('link').getAttribute('href'), `/${one.worker}`)
  // The call that had begun meanwhile stands, with a number of its own.
  await says(page.getByTestId('person'), `${other.name[0]}**`)
  await eventually(() => page.getByLabel(/^哪一天/).inputValue(), '-2')
  await eventually(() => number.inputValue(), (now) => now !== given && now !== '')

  // Where it was not saved, that says whose it was, and is sent again as it was.
  for (let escape = 0; escape < 2; ++escape) await keys.press('Escape')
  await keys.press('Control+z')
  await page.getByText(/^已撤销：/).waitFor()
  let fail
  const failing = new Promise((resolve) => (fail = resolve))
  answer = (route) => failing.then(() => route.abort())
  await sayAndLeave(6)
  fail()
  const alert = page.getByRole('alert').filter({ hasText: `返乡 ${daysBack(6)}` })
  await says(alert, new RegExp(`^${one.name[0]}\\*\\* 返乡 ${daysBack(6)}：连不上服务器`))
  answer = (route) => route.continue()
  await alert.getByRole('button', { name: '再试一次' }).click()
  await counts(told, 2)
  await counts(alert, 0)
  assert.equal((await outcomesOf(one.worker)).filter(({ type }) => type === 'RETURNED').length, 2)
  await eventually(() => page.getByLabel(/^哪一天/).inputValue(), '-2')
})

test('a call whose answer was lost is the clerk’s own when it is said again; what was known before is not taken back, nor is the call before it', async () => {
  const one = await somebody(true)
  const other = await somebody(true, one)
  const third = await somebody(true, one, other)
  const [year, month, day] = today().split('-').map(Number)
  await world.call('panzhou', 'PlacementService/ImportOutcomes', { rows: [{ outcome: { type: 'LOST_CONTACT', worker: third.worker, effectiveDate: { year, month, day } } }] })
  const page = await browser.openAs(world, 'panzhou', '/call')
  const keys = keysOf(page)
  const told = page.locator('section').filter({ hasText: '刚才登记的' }).getByRole('listitem')
  const say = async ({ phone }, key) => {
    await keys.find(phone)
    await keys.press(key)
    await eventually(() => page.evaluate(() => document.activeElement.name), 'day')
    await keys.press('Enter')
  }
  const voidedOf = async ({ worker }) => (await outcomesOf(worker)).filter(({ type }) => type === 'VOIDED').length
  const before = [await voidedOf(one), await voidedOf(third)]
  await say(one, '4')
  await counts(told, 1)
  let lost = 0
  await page.route('**/ImportOutcomes', async (route) => {
    const response = await fetched(route)
    await (lost++ === 0 ? route.abort() : route.fulfill({ response }))
  })
  await say(other, '4')
  await says(page.getByRole('alert'), /^连不上服务器/)
  await page.getByLabel(/^哪一天/).focus()
  await keys.press('Enter')
  await counts(told, 2)
  await keys.press('Control+z')
  await page.getByText(new RegExp(`^已撤销：${other.name[0]}`)).waitFor()
  assert.ok((await outcomesOf(other.worker)).some(({ type }) => type === 'VOIDED'))

  await say(third, '7')
  await says(told.first(), /早已登记过$/)
  await keys.press('Control+z')
  await page.getByText(new RegExp(`^没有撤销：${third.name[0]}`)).waitFor()
  assert.deepEqual([await voidedOf(one), await voidedOf(third)], before)
})

test('a number that can be nobody’s says what is wrong, and a name may have its township right behind it', async () => {
  const { phone, name, township } = await somebody(true)
  const page = await browser.openAs(world, 'panzhou', '/call')
  const who = page.getByLabel(/^谁？/)
  const asked = []
  page.on('request', (request) => request.url().endsWith('/FindWorkers') && asked.push(request.url()))
  for (const [typed, hint] of [['12345', /^手机号 11 位，这里是 5 位/], ['5299991968110879', /^身份证号 18 位（旧的 15 位），这里是 16 位/]]) {
    await who.fill(typed)
    await page.keyboard.press('Enter')
    await page.getByText(hint).waitFor()
  }
  assert.deepEqual(asked, [])
  await who.fill([...phone].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join(''))
  await page.keyboard.press('Enter')
  await page.getByTestId('person').waitFor()
  await page.keyboard.press('Escape')
  await who.fill(name + township.slice(0, 2))
  await page.keyboard.press('Enter')
  await page.getByTestId('person').or(page.getByRole('list', { name: '是哪一位' })).waitFor()
})

test('the number of a call counts up without a key, and from whatever the clerk has made of it', async () => {
  const { phone, worker } = await somebody(true)
  const page = await browser.openAs(world, 'panzhou', '/call')
  const keys = keysOf(page)
  const number = page.getByLabel(/^通话编号/)
  const call = async (daysAgo) => {
    await keys.find(phone)
    await keys.press('1')
    await keys.type(`-${daysAgo}`)
  }
  const day = today().replaceAll('-', '')
  await call(1)
  await eventually(() => number.inputValue(), new RegExp(`^${day}-[A-Z\\d]{6}-001$`))
  await number.fill('3号台-0098')
  await keys.press('Enter')
  await page.getByText('刚才登记的').waitFor()
  await call(2)
  await eventually(() => number.inputValue(), '3号台-0099')
  await browser.holdToRules(page, 'a call with its number')
  await shoot(page, 'call-number', { fullPage: true })
  await keys.press('Enter')
  await counts(page.getByRole('button', { name: '撤销', exact: true }), 2)
  const references = (await outcomesOf(worker)).flatMap(({ attestations = [] }) => attestations.map(({ reference }) => reference))
  for (const wanted of ['3号台-0098', '3号台-0099']) assert.ok(references.includes(wanted), references.join())
  // Nobody vouches that somebody could not be reached: no call is asked for.
  await keys.find(phone)
  await keys.press('7')
  await counts(number, 0)
})

test('two desks never give one number, and two tabs of a desk never the same one', async () => {
  const { phone } = await somebody(true)
  const begin = async (page) => {
    await page.getByLabel(/^谁/).fill(phone)
    await page.keyboard.press('Enter')
    await page.getByTestId('person').waitFor()
    await page.keyboard.press('1')
    await eventually(() => page.getByLabel(/^通话编号/).inputValue(), /-001$/)
    return page.getByLabel(/^通话编号/).inputValue()
  }
  const one = await browser.openAs(world, 'panzhou', '/call')
  const other = await browser.openAs(world, 'panzhou', '/call') // a profile of its own: another desk
  const given = await begin(one)
  assert.notEqual(await begin(other), given)
  const tab = await one.context().newPage()
  await tab.goto(`${world.url}/sign-in?next=/call`)
  await tab.getByLabel('令牌').fill(world.tokens.panzhou)
  await tab.getByRole('button', { name: '登录' }).click()
  await tab.waitForURL(/\/call/)
  assert.equal(await begin(tab), given)
  await one.getByLabel(/^哪一天/).fill('-9')
  await one.keyboard.press('Enter')
  await one.getByText('刚才登记的').waitFor()
  await eventually(() => tab.getByLabel(/^通话编号/).inputValue(), given.replace(/1$/, '2'))
})

// Any warning that the answer bears, whatever it is about: the server's own words, in the reader's language.
test('what was saved with a warning says so at once, until it is taken back', async () => {
  const { phone } = await somebody(true)
  const page = await browser.openAs(world, 'panzhou', '/call')
  await page.route('**/ImportOutcomes', async (route) => {
    const answer = await fetched(route)
    const said = await answer.json()
    said.results[0].warnings = [{ reason: 'NOT_AWAY_THEN', fieldPath: 'effective_date', message: '请核对年份 / is the year right?' }]
    await route.fulfill({ response: answer, json: said })
  })
  const keys = keysOf(page)
  await keys.find(phone)
  await keys.press('4')
  await keys.type('-1')
  await keys.press('Enter')
  const alert = page.getByRole('alert')
  await alert.waitFor()
  await says(alert, '已保存，但请核对：请核对年份')
  await shoot(page, 'call-warning')
  await browser.holdToRules(page, 'a warning of a call')
  // An undo that fails says so where it stands, though the next call has begun; tried again it is the same request.
  const ids = []
  page.on('request', (request) => request.url().endsWith('/RecordOutcome') && ids.push(JSON.parse(request.postData()).requestId))
  await page.route('**/RecordOutcome', (route) => route.abort())
  await keys.press('Control+z')
  await page.getByText('连不上服务器').waitFor()
  page.complaints.splice(0)
  await page.unroute('**/RecordOutcome')
  await page.getByRole('button', { name: '再试一次' }).click()
  await page.getByText(/^已撤销：/).waitFor()
  assert.equal(ids.length, 2)
  assert.equal(ids[0], ids[1])
  await counts(alert, 0)
})

test('what cannot be is not saved, and what to do is said', async () => {
  const { phone } = await somebody(true)
  const page = await browser.openAs(world, 'panzhou', '/call')
  const keys = keysOf(page)
  await keys.find(phone)
  await keys.press('4')
  await keys.type('19010101') // before anybody's birth
  await keys.press('Enter')
  const alert = page.getByRole('alert')
  await alert.waitFor()
  await says(alert, /核对日期|不合要求/)
  await keys.press('Escape')
  await keys.press('Escape')
  await page.getByLabel(/^谁？/).waitFor()
})

// An arrival recorded `days` ago, of somebody of whom nothing was.
async function arrivedBy(days, channel) {
  const one = await somebody(false)
  const [year, month, day] = new Date(Date.parse(today()) - days * 86400_000).toISOString().slice(0, 10).split('-').map(Number)
  await world.call('panzhou', 'PlacementService/RecordOutcome', { outcome: { type: 'ARRIVED', worker: one.worker, effectiveDate: { year, month, day }, workplaceDivisionCode: '442000', channel }, requestId: randomUUID() })
  return one
}

test('"still away" of whom nobody knows the channel takes it down, by the keys and within 20 seconds', async () => {
  const { phone, worker } = await arrivedBy(9, 'CHANNEL_UNKNOWN')
  const page = await browser.openAs(world, 'panzhou', '/call')
  const keys = keysOf(page)
  await keys.find(phone)
  await keys.press('1')
  await keys.press('Tab') // past the day
  await keys.press('2') // 劳务协作站
  await keys.press('Tab')
  await keys.press('ArrowDown')
  await eventually(() => page.getByLabel('组织单位').inputValue(), 'organizers/station')
  await says(page.getByTestId('channel-hint'), /^渠道不明/)
  await browser.holdToRules(page, 'a call that asks the channel')
  await shoot(page, 'call-channel', { fullPage: true })
  await keys.press('Enter')
  await page.getByText('刚才登记的').waitFor()
  const seconds = keys.seconds()
  console.log(`still away, with its channel: ${keys.count} keys, ${seconds.toFixed(1)} s`)
  assert.ok(seconds < secondsMost, `${seconds} s`)
  const said = (await outcomesOf(worker)).find(({ type }) => type === 'CONFIRMED')
  assert.equal(said.channel, 'CHANNEL_COOPERATION_STATION')
  assert.equal(said.organizer, 'organizers/station')

  // It is known from now on, and nothing is missing.
  await keys.find(phone)
  await keys.press('1')
  await page.getByLabel('经何渠道').waitFor()
  await counts(page.getByTestId('channel-hint'), 0)
})

test('an organiser that was missing is added to the channel that was told', async () => {
  const { phone, worker } = await arrivedBy(8, 'CHANNEL_LABOUR_COMPANY')
  const page = await browser.openAs(world, 'panzhou', '/call')
  const keys = keysOf(page)
  await keys.find(phone)
  await keys.press('1')
  await says(page.getByTestId('channel-hint'), /^缺组织单位/)
  for (let tab = 0; tab < 2; ++tab) await keys.press('Tab')
  await keys.press('ArrowDown') // the one labour company there is
  await keys.press('Enter')
  await page.getByText('刚才登记的').waitFor()
  const said = (await outcomesOf(worker)).find(({ type }) => type === 'CONFIRMED')
  assert.equal(said.channel, 'CHANNEL_LABOUR_COMPANY')
  assert.equal(said.organizer, 'organizers/labour-company')
})

test('a channel told after thirty days does not count, and who is not rural neither: both are said', async () => {
  const { phone, worker } = await arrivedBy(40, 'CHANNEL_UNKNOWN')
  const [year, month, day] = today().split('-').map(Number)
  await world.call('panzhou', 'WorkerService/RecordWorkerFact', { parent: worker, fact: { kind: 'RURAL_STATUS', effectiveDate: { year, month, day }, values: { rural: false }, reference: '样例' }, requestId: randomUUID() })
  const page = await browser.openAs(world, 'panzhou', '/call')
  const keys = keysOf(page)
  await keys.find(phone)
  await page.getByText('不是农村劳动力，不计入组织化程度').waitFor()
  await keys.press('1')
  const hint = page.getByTestId('channel-hint')
  await page.getByLabel('经何渠道').waitFor()
  await counts(hint, 0) // left as it is, there is nothing to say
  await page.getByLabel('经何渠道').selectOption('2')
  await says(hint, /^在外已满 30 天/)
  await page.getByLabel(/^哪一天/).fill('-10') // the thirtieth day
  await says(page.getByTestId('channel-hint'), /^渠道不明/)
  await page.goto(`${world.url}/${worker}`)
  await page.getByText('不是农村劳动力，不计入组织化程度').waitFor()
})
