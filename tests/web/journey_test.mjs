// From an office's file to a moved ratio, by the pages alone, on an empty server: what the system is for.
import { randomUUID } from 'node:crypto'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { counts, emptyWorld, eventually, made, says, shoot, stage } from './stage.mjs'

const sample = readFileSync(join(made.root, 'data/samples/vacancies.csv'), 'utf8')
const { browser } = await stage({ loaded: false })

async function importFile(page, file, { created, rejected }) {
  await page.locator('input[type=file]').setInputFiles(join(made.root, 'data/samples', file))
  await page.getByText('现在什么都还没有保存').waitFor()
  await says(page.getByTestId('count-CREATED'), String(created))
  await page.getByRole('button', { name: /导入全部/ }).click()
  await page.getByTestId('state').getByText('已导入').waitFor()
  await says(page.getByTestId('count-CREATED'), String(created))
  await says(page.getByTestId('count-REJECTED'), String(rejected))
}

async function undoImport(page) {
  await page.getByRole('button', { name: '撤销这次导入' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤销', exact: true }).click()
}

test('an import is undone by its page', async (t) => {
  const world = await emptyWorld(t)
  await world.registerOrganizers()
  const office = await browser.openAs(world, 'zhongshan', '/import')
  await importFile(office, 'vacancies.csv', { created: 59, rejected: 3 })
  // A receipt that is written only now: said while it is waited for, and nothing else has to wait.
  let write
  const written = new Promise((resolve) => (write = resolve))
  await office.route('**/receipt.xlsx', async (route) => {
    await written
    await route.continue()
  })
  await office.getByRole('button', { name: '下载回执' }).click()
  await office.getByText(/写好后自动下载/).waitFor()
  await eventually(() => office.getByRole('button', { name: '正在写回执…' }).isDisabled(), true)
  await eventually(() => office.getByRole('button', { name: '撤销这次导入' }).isDisabled(), false)
  const [download] = await Promise.all([office.waitForEvent('download'), write()])
  assert.match(download.suggestedFilename(), /^回执-vacancies\.xlsx$/)
  await office.getByRole('button', { name: '撤销这次导入' }).click()
  // Asked once more, with what is going to happen; left alone, nothing does.
  const asked = office.getByRole('dialog')
  await says(asked, /vacancies\.csv：将撤销 59 行\s*新建的 59 个岗位将关闭/)
  await browser.holdToRules(office, 'an import about to be undone')
  await shoot(office, 'import-undo', { fullPage: true })
  await asked.getByRole('button', { name: '不撤销' }).click()
  await asked.waitFor({ state: 'detached' })
  await says(office.getByTestId('state'), /^已导入/)
  await undoImport(office)
  await office.getByText(/^已撤销 59 行/).waitFor()
  const { vacancies } = await world.call('zhongshan', 'VacancyService/ListVacancies', { parent: 'offices/zhongshan', pageSize: 100 })
  assert.ok(vacancies.every(({ state }) => state === 'CLOSED'))
})

// A table of an office's own: vacancies of the sample, and whatever lines come behind them.
function tableOf(name, first, count, ...more) {
  const [, header, ...lines] = sample.split('\n')
  return { name, mimeType: 'text/csv', buffer: Buffer.from([header, ...lines.slice(first, first + count), ...more].join('\n')) }
}
async function read(page, table) {
  await page.getByLabel('来源（可不填）').fill('企业名录')
  await page.getByLabel(/^这张表就是该来源的全部/).check()
  await page.locator('input[type=file]').setInputFiles(table)
  await page.getByText('现在什么都还没有保存').waitFor()
}

test('a snapshot lists what it would close and asks when they are many; undoing lists what it left alone', async (t) => {
  const world = await emptyWorld(t)
  await world.registerOrganizers()
  const office = await browser.openAs(world, 'zhongshan', '/import')
  await read(office, tableOf('全部.csv', 0, 10))
  await office.getByRole('button', { name: /导入全部/ }).click()
  await office.getByTestId('state').getByText('已导入').waitFor()
  await says(office.getByTestId('count-CREATED'), /^[1-9]/)
  const taken = Number(await office.getByTestId('count-CREATED').innerText())

  // Three are left, and a row that is none.
  await office.getByRole('button', { name: '再导一张' }).click()
  await read(office, tableOf('本周.csv', 0, 3, '合计,,,,,,36'))
  const closed = taken - 3
  await says(office.getByTestId('count-CLOSED'), String(closed))
  await office.getByText(`“企业名录”现有 ${taken} 个岗位在招，其中 ${closed} 个表里没有，导入时将关闭。`).waitFor()
  await says(office.getByTestId('file-notes'), /1 行：合计、说明、签字、页码、续表和重复的表头不是记录，已跳过$/)
  await office.getByRole('button', { name: `将关闭 ${closed}` }).click()
  await office.getByText('表里没有', { exact: true }).nth(closed - 1).waitFor()
  await browser.holdToRules(office, 'the preview of a snapshot')
  await shoot(office, 'import-snapshot', { fullPage: true })
  const run = office.getByRole('button', { name: `导入 3 行并关闭 ${closed} 个岗位` })
  await eventually(() => run.isDisabled(), true)
  await office.getByLabel(/^要关闭的超过三成/).check()
  await run.click()
  await office.getByTestId('state').getByText('已导入').waitFor()

  // Somebody opens one again: undoing leaves it as it is.
  const { vacancies } = await world.call('zhongshan', 'VacancyService/ListVacancies', { parent: 'offices/zhongshan', pageSize: 100 })
  const { name } = vacancies.find(({ state }) => state === 'CLOSED')
  await world.call('zhongshan', 'VacancyService/ReopenVacancy', { name, requestId: randomUUID() })
  await undoImport(office)
  await office.getByText(/^已撤销 \d+ 行，保留 1 行/).waitFor()
  await office.getByRole('button', { name: '撤销时保留 1' }).waitFor()
  await office.getByRole('button', { name: '再撤一次' }).waitFor()
  const kept = office.getByRole('row').filter({ hasText: '撤销时保留：' })
  await counts(kept, 1)
  await eventually(() => kept.getByRole('link', { name: '去看' }).getAttribute('href'), `/${name}`)
  await browser.holdToRules(office, 'what undoing left alone')
  await shoot(office, 'import-undone', { fullPage: true })
})

test('a column that is read wrong is named, and the file read anew before anything is stored', async (t) => {
  const world = await emptyWorld(t)
  await world.registerOrganizers()
  const office = await browser.openAs(world, 'zhongshan', '/import')
  const lines = ['岗位名称,企业名称,工作地点,月薪,甲乙丙', '普工,样例灯饰厂（样例9001）,中山市古镇镇,5000-6000元/月,12']
  // Dropped beside the box, and two at a time: the first is read, and the other named.
  const dropped = (...names) => office.evaluateHandle(([text, ...files]) => {
    const data = new DataTransfer()
    for (const name of files) data.items.add(new File([text], name, { type: 'text/csv' }))
    return data
  }, [lines.join('\n'), ...names])
  const heading = office.getByRole('heading', { level: 1 })
  await heading.dispatchEvent('drop', { dataTransfer: await dropped('乙.csv', '丙.csv') })
  await office.getByText('请逐张再拖：丙.csv').waitFor()
  await office.getByRole('heading', { name: '乙.csv' }).waitFor()
  await office.getByText('没有读的列').waitFor()
  // Also where another one is open, once it is read.
  await office.locator('button:enabled', { hasText: '导入全部 1 行' }).waitFor()
  await heading.dispatchEvent('drop', { dataTransfer: await dropped('甲.csv') })
  await office.getByRole('heading', { name: '甲.csv' }).waitFor()
  await office.getByText('没有读的列').waitFor()
  await counts(office.getByText('请逐张再拖'), 0)
  await office.getByText('哪一列读错了？在这里改').click()
  await office.getByLabel('甲乙丙').selectOption({ label: '招聘人数' })
  await browser.holdToRules(office, 'columns read otherwise')
  await shoot(office, 'import-columns', { fullPage: true })
  await office.getByRole('button', { name: '照这样重读' }).click()
  await office.getByText('没有读的列').waitFor({ state: 'detached' })
  await office.getByRole('button', { name: '导入全部 1 行' }).click()
  await office.getByTestId('state').getByText('已导入').waitFor()
  const { vacancies } = await world.call('zhongshan', 'VacancyService/ListVacancies', { parent: 'offices/zhongshan' })
  assert.deepEqual(vacancies.map(({ openingCount }) => openingCount), [12])
})

test('an update says which fields change, from what to what', async (t) => {
  const world = await emptyWorld(t)
  await world.registerOrganizers()
  const office = await browser.tabOf(world, 'zhongshan')
  await office.clock.install()
  await office.goto(`${world.url}/import`)
  // A line that breaks: sending is tried again by the button, and the reading is found again by itself.
  await office.route('**/files?*', (route) => route.abort())
  await office.route('**/GetImport', (route) => route.abort())
  const read = async (count) => {
    const lines = ['编号,岗位名称,企业名称,工作地点,月薪,招聘人数', `A-1,普工,样例灯饰厂（样例9001）,中山市古镇镇,5000-6000元/月,${count}`]
    await office.locator('input[type=file]').setInputFiles({ name: '甲.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) })
  }
  const isRead = () => office.getByText('现在什么都还没有保存').waitFor()
  await read(12)
  const again = office.getByRole('button', { name: '再试一次' })
  await again.waitFor()
  await office.unroute('**/files?*')
  await again.click()
  await office.getByText('连上服务器后自动显示').waitFor()
  await office.unroute('**/GetImport')
  await office.clock.fastForward(5_000)
  await isRead()
  await counts(office.getByRole('alert'), 0)
  await eventually(() => office.complaints.length, (count) => count >= 2) // the refusals that were asked for
  office.complaints.splice(0)
  await office.getByRole('button', { name: '导入全部 1 行' }).click()
  await office.getByTestId('state').getByText('已导入').waitFor()
  await office.getByRole('button', { name: '再导一张' }).click()
  await read(15)
  await isRead()
  await says(office.getByTestId('count-UPDATED'), '1')
  await office.getByRole('button', { name: '看原值' }).click()
  await office.getByText('招聘人数 12 → 15').waitFor()
  await browser.holdToRules(office, 'an update before it is run')
})

test('a table of another kind is not offered to be imported', async (t) => {
  const world = await emptyWorld(t)
  const county = await browser.openAs(world, 'panzhou', '/import')
  await county.locator('input[type=file]').setInputFiles(join(made.root, 'data/samples/vacancies.csv'))
  await says(county.getByTestId('state'), /没有一行可以导入|没有读成/)
  for (const name of [/^接着导入/, /^导入全部/]) await counts(county.getByRole('button', { name }), 0)
  await county.getByRole('button', { name: '再导一张' }).click()
  // Of the right kind, and no row good.
  await county.locator('input[type=file]').setInputFiles({ name: '甲.csv', mimeType: 'text/csv', buffer: Buffer.from('姓名,身份证号,行政区划代码\n魏良,529999196811087990,999999999\n') })
  await says(county.getByTestId('state'), /没有一行可以导入/)
  await counts(county.getByRole('button', { name: /^导入全部/ }), 0)
})

test('a file that cannot be read says why in one language, and counts nothing', async (t) => {
  const world = await emptyWorld(t)
  const county = await browser.openAs(world, 'panzhou', '/import')
  await county.getByText('没有上面这个单位（地区）的导入').waitFor()
  await county.locator('input[type=file]').setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from('%PDF-1.4\n1 0 obj\n') })
  await says(county.getByTestId('state'), /没有读成/)
  await says(county.getByRole('alert'), (text) => /[\u4e00-\u9fff]/.test(text) && !/ \/ [a-z]/.test(text))
  await counts(county.getByTestId('count-CREATED'), 0)
})

test('imports of its counties are in the list of a city, and of its province', async (t) => {
  const world = await emptyWorld(t)
  const county = await browser.openAs(world, 'panzhou', '/import')
  await importFile(county, 'workers_520281.csv', { created: 144, rejected: 4 })
  await county.getByRole('row').filter({ hasText: /[\u4e00-\u9fff]\*\* · / }).first().waitFor()
  for (const above of ['liupanshui', 'guizhou']) {
    const page = await browser.openAs(world, above, '/import')
    await page.getByRole('button', { name: 'workers_520281.csv' }).waitFor()
  }
})

test('rows of people that are older than the record are left out, and written where a clerk says so', async (t) => {
  const world = await emptyWorld(t)
  const county = await browser.openAs(world, 'panzhou', '/import')
  const table = (name, wage) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(`姓名,身份证号,手机号,行政区划代码,户口性质,期望工资,是否同意授权,授权日期\n魏良,529999196811087997,10047939449,520281121,农业,${wage},是,2025-12-15\n`) })
  const read = async (file) => {
    await county.locator('input[type=file]').setInputFiles(file)
    await county.getByText('现在什么都还没有保存').waitFor()
  }
  const run = async () => {
    await county.getByRole('button', { name: '导入全部 1 行' }).click()
    await county.getByTestId('state').getByText('已导入').waitFor()
  }
  await read(table('今天.csv', 7000))
  await run()
  await county.getByRole('button', { name: '再导一张' }).click()
  await county.getByLabel('表中情况截至').fill('2026-07-01')
  await read(table('七月.csv', 6000))
  await says(county.getByTestId('count-STALE'), '1')
  await county.getByText(/确要写入请点“较旧的行也写入”$/).last().waitFor()
  await browser.holdToRules(county, 'rows that are older than the record')
  await shoot(county, 'import-older', { fullPage: true })
  await county.getByRole('button', { name: '较旧的行也写入（1 行）' }).click()
  await says(county.getByTestId('count-UPDATED'), '1')
  await run()
  const { workers } = await world.call('panzhou', 'WorkerService/ListWorkers', { divisionCode: '520281', pageSize: 10 })
  assert.deepEqual(workers.map(({ minWageCnyPerMonth }) => minWageCnyPerMonth), [6000])
})

for (const size of ['desktop', 'phone']) {
  test(`from an office's file to a moved ratio, ${size}`, async (t) => {
    const world = await emptyWorld(t)
    await world.registerOrganizers()

    const office = await browser.openAs(world, 'zhongshan', '/import', size)
    await importFile(office, 'vacancies.csv', { created: 59, rejected: 3 })
    await browser.holdToRules(office, 'the receipt')

    const county = await browser.openAs(world, 'panzhou', '/import', size)
    await importFile(county, 'workers_520281.csv', { created: 144, rejected: 4 })

    // Nobody is away: the page says so, and does not say 0 %.
    const figures = await browser.tabOf(world, 'panzhou', size)
    await figures.clock.install()
    await figures.goto(world.url)
    await figures.getByText('今天还没有人计入在外务工').waitFor()

    await county.goto(`${world.url}/vacancies`)
    const vacancy = await world.vacancyWithCandidates(1)
    await county.getByRole('searchbox').fill(vacancy.title)
    await county.locator(`a[href="/${vacancy.name}"]`).click()
    await county.getByRole('button', { name: '推荐', exact: true }).first().click()
    await browser.holdToRules(county, 'the dialog of a proposal')
    const dialog = county.getByRole('dialog')
    await dialog.getByLabel('组织单位').selectOption({ label: '驻中山劳务协作站（样例）' })
    await eventually(() => dialog.getByLabel('经办人').inputValue(), '王敏')
    await dialog.getByRole('button', { name: '推荐', exact: true }).click()
    await county.getByRole('button', { name: '本人接受' }).click()
    await county.getByText('已接受，待到岗', { exact: true }).waitFor()

    await office.goto(`${world.url}/office`)
    await office.getByRole('cell', { name: /^\S\*\* [a-z0-9]{6}$/ }).first().waitFor() // to be found in a factory's list
    await office.getByRole('checkbox', { name: /^选择/ }).check()
    await office.getByRole('button', { name: '确认所选 1 人到岗' }).click()
    await office.getByText('在岗', { exact: true }).first().waitFor()
    await office.getByText('没有待确认的人').waitFor()
    // The wrong one ticked: taken back on the spot, and confirmed anew.
    await browser.holdToRules(office, 'who was just confirmed')
    await office.getByRole('button', { name: '撤销', exact: true }).click()
    await office.getByText('已撤销', { exact: true }).waitFor()
    await office.getByRole('checkbox', { name: /^选择/ }).check()
    await office.getByRole('button', { name: '确认所选 1 人到岗' }).click()
    await office.getByText('没有待确认的人').waitFor()

    // The county's page was open all the while: it asks again by itself.
    await world.seen()
    await figures.clock.fastForward(20_000)
    await figures.getByTestId('ratio').waitFor()
    await says(figures.getByTestId('ratio'), '100.0%')
    await figures.getByText('在外 1 人，其中有组织 1 人').waitFor()
    for (const page of [office, county, figures]) assert.deepEqual(page.complaints, [])
  })
}
