// What awaits somebody's word: the organiser has its own list and vouches for all of it; a county hands numbers on, or
// writes down what it was given on paper; an office confirms who has arrived.
import { randomUUID } from 'node:crypto'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import { csvRows } from './csv.mjs'
import { counts, eventually, packages, says, shoot, stage } from './stage.mjs'
import { today } from './world.mjs'

const { strToU8, zipSync } = createRequire(join(packages, 'any.js'))('fflate')

const { browser, world } = await stage({ loaded: true })
const vacancy = (await world.call('zhongshan', 'MatchService/SearchVacancies', { pageSize: 1 })).vacancies[0].name
const unproven = async () =>
  (await world.call('panzhou', 'MonitoringService/ListWorklist', { parent: 'divisions/520281', kind: 'WORKLIST_KIND_UNPROVEN', pageSize: 500 })).rows ?? []
const rowOf = (page, { worker }) => page.getByRole('row').filter({ hasText: worker.slice(-6) }).filter({ hasText: '证据不足' })
const gradeOf = (outcome) => world.call('admin', 'PlacementService/GetOutcome', { name: outcome })

test('an organiser sees what is claimed in its name without its record, says which is not its own, and vouches for the rest', async () => {
  const claimed = (await world.call('station', 'MonitoringService/ListClaims', { parent: 'organizers/station', pageSize: 500 })).claims
  assert.ok(claimed.length > 2)
  const page = await browser.openAs(world, 'station', '/confirm')
  const rows = page.getByTestId('outcome')
  await counts(rows, claimed.length)
  // Nothing of a person but the first character of the name, where they are from and went.
  await eventually(() => page.locator('main').innerText(), (text) => !/1\d{10}|\d{17}[\dX]/.test(text))
  for (const [i, { worker, maskedDisplayName }] of claimed.entries()) {
    assert.match(maskedDisplayName, /^.\*\*$/u)
    await rows.nth(i).getByText(`${maskedDisplayName} ${worker.slice(-6)}`).waitFor()
  }
  const vouchAll = page.getByRole('button', { name: `为待佐证的 ${claimed.length} 条出具佐证` })
  await eventually(() => vouchAll.isDisabled(), true) // not without the number of its list
  await browser.holdToRules(page, 'what is claimed in an organiser’s name')
  await page.getByLabel('凭据（名单号、合同号）').fill('.')
  await page.getByText(/^凭据要查得到/).waitFor()
  await eventually(() => vouchAll.isDisabled(), true)
  await page.getByLabel('凭据（名单号、合同号）').fill('名单-2026-11')
  await eventually(() => vouchAll.isDisabled(), false)
  await shoot(page, 'claims', { fullPage: true })

  // Marked, looked at once more, and said for good; until then it may be unmarked.
  const notOurs = (i) => rows.nth(i).getByRole('button', { name: '不是我们的' })
  await notOurs(0).click()
  await notOurs(1).click()
  await page.getByText('已标 2 条不是本单位组织的').waitFor()
  await page.getByRole('button', { name: `为待佐证的 ${claimed.length - 2} 条出具佐证` }).waitFor()
  await notOurs(1).click()
  await page.getByRole('button', { name: '向县局说明' }).click()
  const dialog = page.getByRole('dialog')
  await counts(dialog.getByRole('listitem'), 1)
  await browser.holdToRules(page, 'the dialog of what is not an organiser’s own')
  await shoot(page, 'claims-not-ours')
  await dialog.getByLabel('为什么（可不填）').fill('名单上没有此人')
  await dialog.getByRole('button', { name: '不是本单位组织的' }).click()
  await dialog.waitFor({ state: 'detached' })
  await counts(page.getByText('您已说明不是'), 1)

  await rows.nth(1).getByRole('button', { name: '出具佐证' }).click()
  await rows.nth(1).getByText('您已佐证').waitFor()
  await page.getByRole('button', { name: `为待佐证的 ${claimed.length - 2} 条出具佐证` }).click()
  await counts(page.getByText('您已佐证'), claimed.length - 1)
  const [denied, ...vouched] = claimed
  const { evidenceGrade: none, attestations: said } = await gradeOf(denied.outcome)
  assert.equal(none ?? 'EVIDENCE_GRADE_UNSPECIFIED', 'EVIDENCE_GRADE_UNSPECIFIED')
  assert.equal(said.find(({ kind }) => kind === 'ORGANIZER_DENIAL').reference, '名单上没有此人')
  for (const { outcome } of vouched) {
    const { evidenceGrade, attestations } = await gradeOf(outcome)
    assert.equal(evidenceGrade, 'EVIDENCE_GRADE_ORGANIZER_RECORD')
    assert.equal(attestations.find(({ kind }) => kind === 'ORGANIZER_RECORD').reference, '名单-2026-11')
  }
  await browser.holdToRules(page, 'what was vouched for')
  await page.reload()
  await page.getByText('没有等您佐证的人').waitFor()
  await shoot(page, 'claims-none', { fullPage: true })
})

test('numbers that a county has copied for an organiser are looked at in the same list', async () => {
  const rows = (await unproven()).filter(({ nextStep }) => nextStep === 'GET_ORGANIZER_RECORD')
  // Who of them counts hangs on who they are: of several organisers the one of most.
  const of = (wanted) => rows.filter(({ organizer }) => organizer === wanted)
  const [theirs] = ['public-service', 'labour-company', 'cooperative'].map((id) => of(`organizers/${id}`)).sort((a, b) => b.length - a.length)
  assert.ok(theirs.length > 1)
  const county = await browser.openAs(world, 'panzhou', '/divisions/520281')
  await county.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await rowOf(county, theirs[0]).getByRole('button', { name: `复制同办 ${theirs.length} 条编号` }).click()
  await county.getByText(`已复制 ${theirs.length} 条编号`).waitFor()
  const numbers = await county.evaluate(() => navigator.clipboard.readText())
  assert.deepEqual(numbers.split('\n').sort(), theirs.map(({ outcome }) => outcome).sort())

  // Another organiser is not told whether a number that is not its own is another's or none.
  const page = await browser.openAs(world, 'station', '/confirm')
  await page.getByText('县局另发来了编号？粘贴到这里').click()
  await page.getByLabel('动态编号，可整列粘贴').fill(`${theirs[0].outcome}，no-such-number`)
  await page.getByRole('button', { name: '查看这 2 条' }).click()
  await counts(page.getByText('没有这个编号，或写的不是您单位'), 2)
  await eventually(() => page.complaints.length, 2) // the two refusals that were asked for
  page.complaints.splice(0)
  await browser.holdToRules(page, 'numbers that are not an organiser’s own')
  await shoot(page, 'confirm-list', { fullPage: true })
})

test('a county writes down the list that an organiser has handed in', async () => {
  // Not one that was vouched for just now: its row may still be on its way out.
  const row = (await unproven()).find(({ nextStep, organizer }) => nextStep === 'GET_ORGANIZER_RECORD' && organizer !== 'organizers/station')
  const county = await browser.openAs(world, 'panzhou', '/divisions/520281')
  await rowOf(county, row).getByRole('button', { name: '佐证', exact: true }).click()
  const dialog = county.getByRole('dialog')
  await dialog.getByText('1 村里说明').waitFor() // what is known of it so far
  await browser.holdToRules(county, 'the dialog of an attestation')
  await shoot(county, 'vouch')
  // No county says what another one's books say.
  await eventually(() => dialog.getByLabel('凭什么').locator('option').allInnerTexts(), ['组织单位交来的名单', '本人在电话里确认', '村干部说明'])
  // A call has a number by itself, a list the one it was given.
  await dialog.getByLabel('凭什么').selectOption({ label: '本人在电话里确认' })
  await eventually(() => dialog.getByLabel(/^通话编号/).inputValue(), /^\d{8}-[A-Z\d]{6}-001$/)
  await dialog.getByLabel('凭什么').selectOption({ label: '组织单位交来的名单' })
  await eventually(() => dialog.getByLabel(/^凭据编号/).inputValue(), '')
  // Nobody finds a list by "1".
  await dialog.getByLabel(/^凭据编号/).fill('1')
  await dialog.getByRole('button', { name: '登记佐证' }).click()
  await dialog.getByText('转述他人的话须有凭据').waitFor()
  await eventually(() => county.complaints.length, 1)
  await dialog.getByLabel(/^凭据编号/).fill('名单-7')
  await dialog.getByRole('button', { name: '登记佐证' }).click()
  await dialog.waitFor({ state: 'detached' })
  const { evidenceGrade } = await gradeOf(row.outcome)
  assert.equal(evidenceGrade, 'EVIDENCE_GRADE_ORGANIZER_RECORD')
})

test('a county sees what an organiser has denied, takes it back, and has it off its worklist', async () => {
  const ofCounty = (await unproven()).find(({ nextStep, organizer }) => nextStep === 'GET_ORGANIZER_RECORD' && organizer !== 'organizers/station')
  const denial = { kind: 'ORGANIZER_DENIAL', reference: '来函 3 号' }
  await world.call('admin', 'PlacementService/AttestOutcome', { name: ofCounty.outcome, attestation: denial, requestId: randomUUID() })
  await eventually(async () => (await unproven()).find(({ outcome }) => outcome === ofCounty.outcome)?.nextStep, 'CORRECT_DENIED')
  const county = await browser.openAs(world, 'panzhou', '/divisions/520281')
  const row = rowOf(county, ofCounty)
  await row.getByText('组织单位说不是其组织的').waitFor()
  await row.getByRole('link', { name: '去更正' }).click()
  await county.getByText('组织单位说不是其组织的').waitFor()
  const taken = county.getByRole('listitem').filter({ hasText: '组织单位说不是其组织的' })
  await taken.getByRole('button', { name: '作废' }).click()
  const dialog = county.getByRole('dialog')
  await browser.holdToRules(county, 'the dialog of taking a record back')
  await shoot(county, 'take-back')
  await dialog.getByRole('button', { name: '作废', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await county.getByText('已作废', { exact: true }).waitFor()
  await eventually(async () => (await unproven()).some(({ outcome }) => outcome === ofCounty.outcome), false)
})

test('who was confirmed by mistake has not left: an office takes the arrival back, or is told who can', async () => {
  const page = await browser.tabOf(world, 'zhongshan')
  const placement = { name: 'placements/p1', state: 'STARTED', worker: 'workers/nobody-000001', vacancy, decidedBy: '甲', workerDivisionCode: '520281101', startDate: { year: 2026, month: 1, day: 2 } }
  await page.route('**/ListPlacements', (route) => route.fulfill({ json: { placements: [placement] } }))
  await page.goto(`${world.url}/office`)
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: '已离岗' }).click()
  await dialog.getByText(/^从没到过岗、是确认错了的，不要登记离岗：关上这里，点“撤销到岗”/).waitFor()
  await browser.holdToRules(page, 'the dialog of who has left')

  const sent = []
  const info = Buffer.concat([Buffer.from([0x0a, 11]), Buffer.from('WRONG_STATE')]).toString('base64').replace(/=+$/, '') // field 1: the reason
  let answer = { status: 400, json: { code: 'failed_precondition', message: '到岗之后此人又有登记，请打电话给县局作废 / Something later is recorded, call the county.', details: [{ type: 'google.rpc.ErrorInfo', value: info }] } }
  await page.route('**/RetractArrival', (route) => {
    const { name, reason } = JSON.parse(route.request().postData())
    sent.push([name, reason])
    return route.fulfill(answer)
  })
  await page.reload()
  await page.getByRole('button', { name: '撤销到岗' }).click()
  await dialog.getByText(/^只用于确认错了的/).waitFor()
  await browser.holdToRules(page, 'the dialog of an arrival taken back')
  await dialog.getByLabel('错在哪里（可不填）').fill('同名的另一人')
  await dialog.getByRole('button', { name: '撤销', exact: true }).click()
  await dialog.getByText('到岗之后此人又有登记，请打电话给县局作废', { exact: true }).waitFor()

  answer = { json: { name: 'outcomes/o1', type: 'VOIDED' } }
  placement.state = 'ACCEPTED'
  await dialog.getByRole('button', { name: '撤销', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '撤销到岗' }).waitFor({ state: 'detached' })
  assert.deepEqual(sent, [['placements/p1', '同名的另一人'], ['placements/p1', '同名的另一人']])
})

// As spreadsheets write a workbook: titles shared, with a reading above a word, and cells that are left out.
function workbook(heads, rows) {
  const strings = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${heads.map((head) => `<si><r><t>${head}</t></r><rPh sb="0" eb="1"><t>读</t></rPh></si>`).join('')}</sst>`
  const lines = rows.map((cells, i) => `<row r="${i + 2}">${Object.entries(cells).map(([column, text]) => `<c r="${column}${i + 2}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`)
  const head = heads.map((_, i) => `<c r="${String.fromCharCode(65 + i)}1" t="s"><v>${i}</v></c>`).join('')
  const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">${head}</row>${lines.join('')}</sheetData></worksheet>`
  return Buffer.from(zipSync({ 'xl/sharedStrings.xml': strToU8(strings), 'xl/worksheets/sheet1.xml': strToU8(sheet) }))
}

test('an organiser takes its list as a form, and hands in what was filled in', async () => {
  const page = await browser.tabOf(world, 'station')
  const names = [1, 2, 3, 4].map((i) => `outcomes/o${i}`)
  const claims = names.map((outcome, i) => ({ outcome, worker: `workers/nobody-00000${i}`, divisionCode: '520281004', workplaceDivisionCode: '442000', channel: 'CHANNEL_COOPERATION_STATION', startDate: { year: 2026, month: 1, day: 2 }, maskedDisplayName: '王**' }))
  await page.route('**/ListClaims', (route) => route.fulfill({ json: { claims, personCount: claims.length } }))
  // The second was vouched for before.
  await page.route('**/GetOutcome', (route) => {
    const { name } = JSON.parse(route.request().postData())
    const attestations = name === names[1] ? [{ kind: 'ORGANIZER_RECORD', recordedBy: 'station' }] : []
    return route.fulfill({ json: { name, type: 'ARRIVED', attestations } })
  })
  const sent = []
  let isLost = true
  await page.route('**/AttestOutcome', (route) => {
    sent.push(JSON.parse(route.request().postData()))
    return isLost ? route.abort() : route.fulfill({ json: { name: sent.at(-1).name, type: 'ARRIVED' } })
  })
  await page.goto(`${world.url}/confirm`)
  await page.getByText('人多？下载名单，填好再交回').click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载名单（CSV）' }).click()])
  assert.equal(download.suggestedFilename(), `待佐证-${today()}.csv`)
  const [heads, first, ...others] = csvRows(readFileSync(await download.path(), 'utf8'))
  assert.deepEqual(heads, ['动态编号', '姓名', '户籍', '务工地', '外出日期', '务工渠道', '现有佐证', '是否本单位组织', '凭据', '备注'])
  assert.match(first.join('|'), /^outcomes\/o1\|王\*\*\|[^|]*盘州市[^|]*\|[^|]*中山市\|2026-01-02\|劳务协作站\|无\|\|\|$/)
  assert.equal(others.length, 3)

  const form = page.getByTestId('claims-form')
  const give = (name, buffer) => form.getByLabel(/^填好的名单/).setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
  await give('乱.xlsx', Buffer.from('PK\x03\x04'))
  await form.getByText('乱.xlsx：读不出表格：请另存为 .xlsx 或 CSV').waitFor()
  await give('别的.csv', Buffer.from('姓名,手机号\n王样,10012345678\n'))
  await form.getByText(/^别的.csv：第一行须有/).waitFor()
  const button = form.getByRole('button', { name: /^交回/ })
  await give('矛盾.csv', Buffer.from('outcome,ours,reference\no1,是,名单 3 号\no1,否,\n'))
  await form.getByText('第 3 行：同一编号既填是又填否，整份不办').waitFor()
  await eventually(() => button.isDisabled(), true)

  await give('填好.xlsx', workbook(heads, [{ A: names[0], B: '王**', H: '是', I: '合同 7 号' }, { A: names[1], H: '是' }, { A: 'o3', B: '王**', H: '否' }, { A: names[3] }, { A: 'o9', H: '也许' }]))
  await form.getByText('是 2 条，否 1 条，没填 1 条').waitFor()
  await form.getByText(/^第 6 行：须填是、否或空/).waitFor()
  await says(form.getByRole('listitem'), '第 4 行 王**')
  await eventually(() => button.isDisabled(), true) // not without a reference for the second
  await form.getByLabel(/^凭据/).fill('名单-2026-11')
  await browser.holdToRules(page, 'a list that was filled in')
  await shoot(page, 'claims-form', { fullPage: true })
  await form.getByRole('button', { name: '交回：为 2 条佐证，说明 1 条不是' }).click()
  await form.getByText('连不上服务器').waitFor()
  page.complaints.splice(0)
  isLost = false
  await form.getByRole('button', { name: '再试一次' }).click()
  await form.getByText('已到第 3 / 3 条，新办 2 条').waitFor()
  assert.deepEqual(sent.map(({ name, attestation: { kind, reference } }) => [name, kind, reference ?? '']), [
    [names[0], 'ORGANIZER_RECORD', '合同 7 号'],
    [names[0], 'ORGANIZER_RECORD', '合同 7 号'],
    [names[2], 'ORGANIZER_DENIAL', '名单-2026-11'],
  ])
  assert.equal(sent[0].requestId, sent[1].requestId)
  await eventually(() => button.isDisabled(), true)
})

test('who was told to have left by mistake is at work again: an office takes its leaving back', async () => {
  const page = await browser.tabOf(world, 'zhongshan')
  const ended = { state: 'ENDED', worker: 'workers/nobody-000001', vacancy, decidedBy: '甲', workerDivisionCode: '520281101', startDate: { year: 2026, month: 1, day: 2 }, endDate: { year: 2026, month: 1, day: 9 } }
  const left = { ...ended, name: 'placements/p1', endOutcome: 'outcomes/left' }
  // By hand: no outcome ended it, so there is none to take back.
  const byHand = { ...ended, name: 'placements/p2', worker: 'workers/nobody-000002' }
  await page.route('**/ListPlacements', (route) => route.fulfill({ json: { placements: [left, byHand] } }))
  const sent = []
  let isLost = true
  await page.route('**/RetractArrival', (route) => {
    sent.push(JSON.parse(route.request().postData()))
    return isLost ? route.abort() : route.fulfill({ json: { name: 'outcomes/o1', type: 'VOIDED' } })
  })
  await page.goto(`${world.url}/office`)
  const undo = page.getByRole('button', { name: '撤销离岗' })
  await undo.waitFor()
  await counts(undo, 1)
  await undo.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/^只用于报错了的/).waitFor()
  await browser.holdToRules(page, 'the dialog of a leaving taken back')
  await dialog.getByLabel('错在哪里（可不填）').fill('同名的另一人')
  await dialog.getByRole('button', { name: '撤销', exact: true }).click()
  await dialog.getByText('连不上服务器').waitFor()
  page.complaints.splice(0)
  isLost = false
  Object.assign(left, { state: 'STARTED', endOutcome: '' })
  await dialog.getByRole('button', { name: '再试一次' }).click()
  await dialog.waitFor({ state: 'detached' })
  await undo.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '撤销到岗' }).waitFor()
  assert.equal(sent.length, 2)
  assert.deepEqual(sent[0], sent[1])
  assert.deepEqual([sent[0].name, sent[0].reason], ['outcomes/left', '同名的另一人'])
})

test('of those ticked who still stands on the list is confirmed, and what failed says whose it was', async () => {
  const page = await browser.tabOf(world, 'zhongshan')
  const list = ['甲', '乙', '丙', '丁'].map((letter, i) => ({ name: `placements/p${i}`, state: 'ACCEPTED', worker: `workers/nobody-00000${i}`, maskedDisplayName: `${letter}**`, vacancy, decidedBy: '甲', workerDivisionCode: '520281101', acceptTime: '2026-01-02T00:00:00Z' }))
  const sent = []
  const info = Buffer.concat([Buffer.from([0x0a, 11]), Buffer.from('WRONG_STATE')]).toString('base64').replace(/=+$/, '') // field 1: the reason
  await page.route('**/ListPlacements', (route) => route.fulfill({ json: { placements: list } }))
  await page.route('**/ConfirmArrival', (route) => {
    const { name } = JSON.parse(route.request().postData())
    sent.push(name)
    if (name === 'placements/p1') return route.fulfill({ status: 400, json: { code: 'failed_precondition', message: '状态不对 / wrong state', details: [{ type: 'google.rpc.ErrorInfo', value: info }] } })
    list.find((one) => one.name === name).state = 'STARTED'
    return route.fulfill({ json: { name: 'outcomes/o1', type: 'ARRIVED', recordedBy: 'zhongshan', effectiveDate: { year: 2026, month: 1, day: 3 } } })
  })
  await page.clock.install()
  await page.goto(`${world.url}/office`)
  for (const end of ['000000', '000001', '000002']) await page.getByRole('checkbox', { name: `选择 ${end}` }).check()
  await page.getByRole('button', { name: '确认所选 3 人到岗' }).waitFor()
  list[0].state = 'STARTED' // in another window
  await page.getByRole('button', { name: '确认所选 3 人到岗' }).click()
  await page.getByText('已确认 1 人到岗').waitFor()
  await page.getByText(/^另有 1 人别处已确认或已取消/).waitFor()
  assert.deepEqual(sent.sort(), ['placements/p1', 'placements/p2'])
  await says(page.getByTestId('not-confirmed'), /^乙\*\* 000001[^]*目前的状态不能这样办/)
  await page.getByRole('button', { name: '确认所选 1 人到岗' }).waitFor()
  await eventually(() => page.complaints.length, 1) // the refusal that was asked for
  page.complaints.splice(0)
  await browser.holdToRules(page, 'an arrival that was not confirmed')
  // A tick goes with its row.
  list[1].state = 'ENDED'
  await page.clock.fastForward(15_000)
  await eventually(() => page.getByRole('button', { name: '确认所选 0 人到岗' }).isDisabled(), true)
  await page.getByTestId('not-confirmed').getByText('乙**').waitFor()
  await counts(page.getByRole('button', { name: '再试一次' }), 0)
})

test('an office’s list without names stands, and says so', async () => {
  const page = await browser.tabOf(world, 'zhongshan')
  const expected = { name: 'placements/p1', state: 'ACCEPTED', worker: 'workers/nobody-000001', vacancy, decidedBy: '甲', workerDivisionCode: '520281101', acceptTime: '2026-01-02T00:00:00Z' }
  await page.route('**/ListPlacements', (route) => route.fulfill({ json: { placements: [expected] } }))
  // Nor is each of its vacancies asked for, however many there are: titles of those of which there is something to say.
  const asked = []
  page.on('request', (request) => asked.push(request.url().split('/').at(-1)))
  await page.goto(`${world.url}/office`)
  await page.getByText(/^1 人只有编号/).waitFor()
  const { title } = await world.call('zhongshan', 'VacancyService/GetVacancy', { name: vacancy })
  await page.getByRole('row').filter({ hasText: '000001' }).filter({ hasText: title }).first().waitFor()
  await page.getByRole('link', { name: /^全部 \d+ 个岗位$/ }).waitFor()
  assert.ok(asked.includes('SearchVacancies'))
  assert.ok(!asked.includes('ListVacancies'))
})
