// What awaits somebody's word: a county hands the numbers on, the organiser vouches for all of them; or the county
// writes down what it was given on paper.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Browser } from './browser.mjs'
import { World } from './world.mjs'

const { packages, program, world: made, shots } = globalThis.webTest
let browser
let world

before(async () => {
  browser = await Browser.start({ packages, program })
  world = new World(made)
  await world.start()
  await world.load()
})
after(async () => {
  await browser?.stop()
  world?.stop()
})
const unproven = async () =>
  (await world.call('panzhou', 'MonitoringService/ListWorklist', { parent: 'divisions/520281', kind: 'WORKLIST_KIND_UNPROVEN', pageSize: 500 })).rows ?? []
const rowOf = (page, { worker }) => page.getByRole('row').filter({ hasText: worker.slice(-6) }).filter({ hasText: '缺佐证' })

test('the numbers that await one organiser go to it together, and it vouches for all of them at once', async () => {
  const rows = await unproven()
  const mine = rows.filter(({ organizer }) => organizer === 'organizers/station')
  const others = rows.find(({ organizer }) => organizer && organizer !== 'organizers/station')
  assert.ok(mine.length > 1 && others)
  const county = await browser.openAs(world, 'panzhou', '/divisions/520281')
  await county.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await rowOf(county, mine[0]).getByRole('button', { name: `复制同办 ${mine.length} 条编号` }).click()
  await county.getByText(`已复制 ${mine.length} 条编号`).waitFor()
  const numbers = await county.evaluate(() => navigator.clipboard.readText())
  assert.deepEqual(numbers.split('\n').sort(), mine.map(({ outcome }) => outcome).sort())

  const organizer = await browser.openAs(world, 'station', '/confirm')
  await organizer.getByLabel('动态编号，可整列粘贴').fill(`${numbers}\n${others.outcome}，no-such-number`)
  await organizer.getByRole('button', { name: `查看这 ${mine.length + 2} 条` }).click()
  await organizer.getByText('没有这个编号，请核对').waitFor()
  await organizer.getByText('这条写的不是您单位，请告诉县局').waitFor()
  await organizer.getByLabel('凭据（名单号、合同号）').fill('名单-2026-11')
  if (shots) await organizer.screenshot({ path: join(shots, 'confirm-list.png'), fullPage: true })
  assert.equal(organizer.complaints.splice(0).length, 2) // the two refusals that were asked for
  await browser.holdToRules(organizer, 'the organiser’s list')
  await organizer.getByRole('button', { name: `为待佐证的 ${mine.length} 条出具佐证` }).click()
  await organizer.getByText('您已佐证').nth(mine.length - 1).waitFor()
  for (const { outcome } of mine) {
    const { evidenceGrade, attestations } = await world.call('panzhou', 'PlacementService/GetOutcome', { name: outcome })
    assert.equal(evidenceGrade, 'EVIDENCE_GRADE_ORGANIZER_RECORD')
    assert.equal(attestations.find(({ kind }) => kind === 'ORGANIZER_RECORD').reference, '名单-2026-11')
  }
})

test('a county writes down the list that an organiser has handed in', async () => {
  // Not one that was vouched for just now: its row may still be on its way out.
  const row = (await unproven()).find(({ nextStep, organizer }) => nextStep === 'GET_ORGANIZER_RECORD' && organizer !== 'organizers/station')
  const county = await browser.openAs(world, 'panzhou', '/divisions/520281')
  await rowOf(county, row).getByRole('button', { name: '佐证', exact: true }).click()
  const dialog = county.getByRole('dialog')
  await dialog.getByText('1 村里说明').waitFor() // what is known of it so far
  await browser.holdToRules(county, 'the dialog of an attestation')
  if (shots) await county.screenshot({ path: join(shots, 'vouch.png') })
  // No county says what another one's books say.
  assert.deepEqual(await dialog.getByLabel('凭什么').locator('option').allInnerTexts(), ['组织单位交来的名单', '本人在电话里确认', '村干部说明'])
  await dialog.getByLabel(/^凭据编号/).fill('名单-7')
  await dialog.getByRole('button', { name: '登记佐证' }).click()
  await dialog.waitFor({ state: 'detached' })
  const { evidenceGrade } = await world.call('panzhou', 'PlacementService/GetOutcome', { name: row.outcome })
  assert.equal(evidenceGrade, 'EVIDENCE_GRADE_ORGANIZER_RECORD')
})
