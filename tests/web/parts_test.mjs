// The pure parts of the pages: what a clerk types as a day; how calls are numbered; which half of a text in two languages is read.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'

const { packages, world } = globalThis.webTest
const { build } = createRequire(join(packages, 'any.js'))('esbuild')

// A module of the pages with what it imports, as the browser would run it.
async function load(path) {
  for (const storage of ['localStorage', 'sessionStorage']) globalThis[storage] ??= { getItem: () => null, setItem: () => undefined }
  globalThis.document ??= { documentElement: {} }
  globalThis.window ??= { location: { origin: 'http://127.0.0.1' } } // where clients would ask; nobody does
  const { outputFiles } = await build({ entryPoints: [join(world.root, 'web/src', path)], bundle: true, write: false, format: 'esm', loader: { '.csv': 'text' }, logLevel: 'silent' })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
}

test('a country has its name, and its code in what an import reads back', async () => {
  const { countryFileText, countryName, isCountryCode } = await load('text/countries.ts')
  assert.equal(countryName('JPN'), '日本')
  assert.equal(countryFileText('JP'), '日本 JP')
  for (const show of [countryName, countryFileText]) assert.equal(show('XYZ'), 'XYZ')
  assert.deepEqual(['JPN', 'JP', 'jp', '442000', ''].map(isCountryCode), [true, true, false, false, false])
})

// Rule 6: the days run from leaving for work outside the county, which work inside it or on one's own account may precede.
test('a channel can be told until thirty days after leaving for work outside, whatever came before', async () => {
  const { lastDayForChannel, standingOf } = await load('api/history.ts')
  const { Outcome_Type: Type } = await load('gen/laowu/v1/placement_service_pb.ts')
  const { Channel } = await load('gen/laowu/v1/types_pb.ts')
  const standing = (...rows) =>
    standingOf(
      rows.map(([type, day, workplaceDivisionCode = '', more = {}], number) => {
        const [year, month, date] = day.split('-').map(Number)
        return { name: `outcomes/${number}`, type: Type[type], effectiveDate: { year, month, day: date }, sequence: BigInt(number), voids: '', channel: Channel.UNKNOWN, organizer: '', selfEmployed: false, workplaceDivisionCode, ...more }
      }),
      '520281105',
    )
  const inside = ['ARRIVED', '2026-01-01', '520281101']
  const own = ['ARRIVED', '2026-01-01', '442000', { selfEmployed: true }]
  const cases = [
    [[['ARRIVED', '2026-01-01', '442000']], '2026-01-01'],
    [[['ARRIVED', '2026-01-01', '442000'], ['JOB_CHANGED', '2026-05-01', '441900']], '2026-01-01'], // one spell
    [[inside, ['JOB_CHANGED', '2026-05-01', '442000']], '2026-05-01'],
    [[own, ['JOB_CHANGED', '2026-05-01', '442000']], '2026-05-01'],
    [[inside, ['JOB_CHANGED', '2026-03-01', '442000'], ['JOB_CHANGED', '2026-05-01', '']], '2026-03-01'], // no place: the old one
    [[['ARRIVED', '2026-01-01', '442000'], ['JOB_CHANGED', '2026-03-01', '520281'], ['JOB_CHANGED', '2026-05-01', '520201']], '2026-05-01'],
    [[['ARRIVED', '2026-01-01', '520200'], ['JOB_CHANGED', '2026-05-01', 'JPN']], '2026-05-01'], // the city: too coarse to say
    [[['ARRIVED', '2026-01-01'], ['JOB_CHANGED', '2026-05-01', '442000']], '2026-01-01'], // away is outside
    [[inside], '2026-01-01'],
    [[inside, ['JOB_CHANGED', '2026-05-01', '442000'], ['RETURNED', '2026-06-01']], ''],
  ]
  for (const [rows, since] of cases) assert.equal(standing(...rows).since, since, JSON.stringify(rows))
  assert.equal(lastDayForChannel('2026-05-01'), '2026-05-31')
  const told = (day) => standing(inside, ['JOB_CHANGED', '2026-05-01', '442000'], ['CONFIRMED', day, '', { channel: Channel.DIRECT_HIRE }]).channel
  assert.equal(told('2026-05-31'), Channel.DIRECT_HIRE)
  assert.equal(told('2026-06-01'), Channel.UNKNOWN)
})

test('what is typed as a day is the last such day, and never one to come', async () => {
  const { typedDate } = await load('api/dates.ts')
  const cases = [
    ['', '2026-11-28'],
    ['今天', '2026-11-28'],
    ['昨天', '2026-11-27'],
    ['-3', '2026-11-25'],
    ['0703', '2026-07-03'],
    ['7.3', '2026-07-03'],
    ['7月3日', '2026-07-03'],
    ['1201', '2025-12-01'], // not yet this year: last year's
    ['2026-7-3', '2026-07-03'],
    ['20260703', '2026-07-03'],
    ['2026年7月3日', '2026-07-03'],
    ['０７０３', '2026-07-03'],
    ['２０２６－７－３', '2026-07-03'],
    ['－３', '2026-11-25'],
    ['前天', '2026-11-26'],
    ['0229', '2024-02-29'],
    ['2026111', undefined], // the first of November, or the eleventh of January
    ['202673', undefined],
    ['2027-01-01', undefined],
    ['0230', undefined],
    ['1332', undefined],
    ['明天', undefined],
    ['3', undefined],
  ]
  for (const [typed, wanted] of cases) assert.equal(typedDate(typed, '2026-11-28'), wanted, typed)
})

test('a moment is Shanghai’s, and comes back as it was typed', async () => {
  const { momentOf, knownAtText } = await load('api/dates.ts')
  assert.equal(momentOf('2026-11-05T18:00').seconds, BigInt(Date.UTC(2026, 10, 5, 10) / 1000))
  assert.equal(knownAtText(momentOf('2026-11-05T18:00:30')), '2026-11-05T18:00:30+08:00')
  for (const none of ['', '2026-11-05', '2026-13-05T18:00', '18:00']) assert.equal(momentOf(none), undefined, none)
})

test('the number of a call counts up in whatever form a desk has it, and a day begins anew', async () => {
  const { numberAfter } = await load('api/callNumber.ts')
  const cases = [
    ['', '20261128-K7M3QX-001'],
    ['20261128-K7M3QX-001', '20261128-K7M3QX-002'],
    ['20261128-K7M3QX-999', '20261128-K7M3QX-1000'],
    ['20261127-K7M3QX-041', '20261128-K7M3QX-001'],
    ['20261128-001', '20261128-K7M3QX-001'], // of no desk: another may have given it too
    ['20261127-041', '20261128-K7M3QX-001'],
    ['3号台-20261127-41', '3号台-20261128-01'],
    ['3号台-0098', '3号台-0099'],
    ['20261128', '20261129'], // no day, but a number that looks like one
    ['99999999-7', '99999999-8'],
    ['12345678901234567890', '12345678901234567891'],
    ['录音甲', '录音甲-2'],
  ]
  for (const [last, wanted] of cases) assert.equal(numberAfter(last, 'K7M3QX', '2026-11-28'), wanted, last)
})

test('of a text in two languages the reader’s half is shown, and a text in one stays whole', async () => {
  const { said, setLang } = await load('text/lang.ts')
  const cases = [
    ['合计行已跳过 / rows of totals were passed over', '合计行已跳过', 'rows of totals were passed over'],
    ['请核对 2025/07 的记录 / look at July: is 3/4 right?', '请核对 2025/07 的记录', 'look at July: is 3/4 right?'],
    ['另有工作表未读： / other sheets have rows, too: 小坝村, 大坝村', '另有工作表未读：', 'other sheets have rows, too: 小坝村, 大坝村'],
    ['登记到岗 (ask, record ARRIVED)', '登记到岗', 'ask, record “arrived”'],
    ['中山市（样例 (1)）', '中山市（样例 (1)）', '中山市（样例 (1)）'],
    ['must be 1 to 500 / not more', 'must be 1 to 500 / not more', 'must be 1 to 500 / not more'],
    ['电工 / 焊工', '电工 / 焊工', '电工 / 焊工'],
    ['电工 / 焊工未认出 / not understood', '电工 / 焊工未认出', 'not understood'],
    ['', '', ''],
  ]
  for (const [text, zh, en] of cases) {
    setLang('zh')
    assert.equal(said(text), zh)
    setLang('en')
    assert.equal(said(text), en)
  }
})

test('what is said at every door names no option or command of a terminal in these pages', async () => {
  const { saidHere, setLang } = await load('text/lang.ts')
  const cases = [
    ['本行未写入；确要写入请加 --allow-older / it was left out. allow_older (--allow-older) writes it all the same', '本行未写入；确要写入请点“较旧的行也写入”', 'it was left out. “Write the older rows too” writes it all the same'],
    ['请先在档案中改名（laowu worker update --name）再导入 / change it first (laowu worker update --name), then import again', '请先在档案中改名再导入', 'change it first, then import again'],
    ['只读一个请用 sheet_display_name / sheet_display_name reads one alone', '只读一个请用 “只读哪张工作表”一栏', '“Only the sheet” reads one alone'],
  ]
  for (const [text, zh, en] of cases) {
    setLang('zh')
    assert.equal(saidHere(text), zh)
    setLang('en')
    assert.equal(saidHere(text), en)
  }
})

test('what is said word by word in two languages is read in one', async () => {
  const { saidByWord, setLang } = await load('text/lang.ts')
  const cases = [
    ['已知 known: 无记录 nothing；表上 the list: 在外 away 2026-08-01 中山市 → 到岗 arrived 2026-08-01', '已知：无记录；表上：在外 2026-08-01 中山市 → 到岗 2026-08-01', 'known: nothing; the list: away 2026-08-01 中山市 → arrived 2026-08-01'],
    ['已知 known: 在外 away 2026-01-02；表上 the list: 就近就业 in a local job → 返乡 returned 2026-03-01、本地就业 local job 2026-03-02', '已知：在外 2026-01-02；表上：就近就业 → 返乡 2026-03-01、本地就业 2026-03-02', 'known: away 2026-01-02; the list: in a local job → returned 2026-03-01, local job 2026-03-02'],
    ['表上 the list: 在家 at home → 无需登记 nothing to record', '表上：在家 → 无需登记', 'the list: at home → nothing to record'],
  ]
  for (const [text, zh, en] of cases) {
    setLang('zh')
    assert.equal(saidByWord(text), zh)
    setLang('en')
    assert.equal(saidByWord(text), en)
  }
})

test('a posting ends where its contacts were dropped, and loses no work', async () => {
  const { postingText } = await load('text/posting.ts')
  const cases = [
    ['坐班。有意者联系李经理或', '坐班。'],
    ['坐班，包吃住，联系电话：', '坐班，包吃住'],
    ['工资高，有意者请致电', '工资高'],
    ['长白班。有意者，请联系', '长白班。'],
    ['包住，请联系王主任或致电。', '包住'],
    ['招普工\n有意者请加微信：', '招普工'],
    ['联系人：李经理或', ''],
  ]
  for (const [sent, wanted] of cases) assert.equal(postingText(sent), wanted, sent)
  for (const whole of ['负责客户联系', '接听客户电话', '组装手机', '两班倒，男女不限。', '有意者到村委会报名。', '']) assert.equal(postingText(whole), whole)
})

test('a worklist as a file: no cell is a formula, and commas stay in their cells', async () => {
  const { csvOf, csvText } = await load('api/csv.ts')
  assert.equal(csvText([['-1.2', '-1+2', ' =1', '+86', '甲;乙', ' 丙', '']]), `\ufeff-1.2,'-1+2,' =1,'+86,"甲;乙"," 丙",\r\n`)
  assert.equal(await csvOf([['甲', '=1+1'], ['乙,丙', '他说"好"']]).text(), '甲,\'=1+1\r\n"乙,丙","他说""好"""\r\n')
})

test('a form that comes back is read as spreadsheets leave it', async () => {
  const { csvLines, sheetsOf } = await load('api/sheetFile.ts')
  const read = (text) => csvLines(text).map(({ number, cells }) => [number, ...cells])
  assert.deepEqual(read('甲,"乙,""丙"""\r\n 1 ,"两\n行"\r\n3,'), [[1, '甲', '乙,"丙"'], [2, '1', '两\n行'], [4, '3', '']])
  assert.deepEqual(read('甲;乙,丙;丁\n1;2,5;3\n'), [[1, '甲', '乙,丙', '丁'], [2, '1', '2,5', '3']])
  assert.deepEqual(read('甲\t乙\n1\t2"'), [[1, '甲', '乙'], [2, '1', '2"']])
  const cellsOf = async (...bytes) => (await sheetsOf(new Blob([new Uint8Array(bytes)])))[0][0].cells
  assert.deepEqual(await cellsOf(0xca, 0xc7, 0x2c, 0xb7, 0xf1), ['是', '否'], 'GB18030')
  assert.deepEqual(await cellsOf(0xef, 0xbb, 0xbf, 0xe6, 0x98, 0xaf), ['是'], 'UTF-8 with its mark')
  assert.deepEqual(await cellsOf(0xff, 0xfe, 0x2f, 0x66), ['是'], 'UTF-16')
  for (const damaged of [[0x50, 0x4b, 3, 4], [0xd0, 0xcf, 0x11, 0xe0]]) await assert.rejects(cellsOf(...damaged), { why: 'NO_TABLE' })
})

test('names of the API in a sentence become the words of the pages, and are left out where the word stands there already', async () => {
  const { said, setLang } = await load('text/lang.ts')
  setLang('zh')
  const both = '会列入线索（NO_PLACEMENT）；登记一条核实（CONFIRMED） / it is shown as a signal (NO_PLACEMENT); record CONFIRMED'
  assert.equal(said(both), '会列入线索（“有组织但没有推荐记录”）；登记一条核实（“仍在外”）')
  assert.equal(said('或登记返乡（RETURNED）、换岗（JOB_CHANGED） / told by the office (ReportLeft), or by RETURNED'), '或登记返乡、换岗（“在外换了工作”）')
  assert.equal(said('类别是 LABOUR_COMPANY，与渠道 CHANNEL_DIRECT_HIRE 不符 / x'), '类别是 “劳务公司”，与渠道 “企业直招” 不符')
  assert.equal(said('代码 ABC_DEF，PDF 文件'), '代码 ABC_DEF，PDF 文件')
  setLang('en')
  assert.equal(said(both), 'it is shown as a signal (“organised without a placement”); record “still away”')
  assert.equal(said('电话核实，登记在外、返乡或失联 (ask, record CONFIRMED, RETURNED or LOST_CONTACT)'), 'ask, record “still away”, “returned home” or “cannot be reached”')
  assert.equal(said('离岗 / told by the office (ReportLeft), or by RETURNED'), 'told by the office, or by “returned home”')
})

test('a skill’s level counts upward: 1 is the lowest, and none is said to be none', async () => {
  const { skillLevelWord } = await load('text/words.ts')
  assert.deepEqual([0, 1, 2, 3, 4, 5].map(skillLevelWord), ['未写明等级', '初级工', '中级工', '高级工', '技师', '高级技师'])
})

test('a number that can be nobody’s says what is wrong with it', async () => {
  const { numberFault } = await load('api/typedNumber.ts')
  for (const good of ['13812345678', '１３８１２３４５６７８', '138 1234 5678', '529999196811087997', '52999919681108799x', '529999681108799', '王某', '王某新民', '']) assert.equal(numberFault(good), '', good)
  for (const [bad, hint] of [['12345', '这里是 5 位'], ['5299991968110879', '身份证号 18 位'], ['23812345678', '以 1 开头'], ['１２３', '这里是 3 位'], ['138123456789', '这里是 12 位']]) assert.ok(numberFault(bad).includes(hint), `${bad}: ${numberFault(bad)}`)
})

test('a purpose, or a reference, says something, by the server’s rule', async () => {
  const { saysSomething } = await load('text/says.ts')
  for (const nothing of ['', ' ', '.', '。', '……', '-', '1', '111', '１', 'x x']) assert.equal(saysSomething(nothing), false, nothing)
  for (const something of ['回访', '号', 'call', '12', '《通知》']) assert.equal(saysSomething(something), true, something)
})

test('persons in texts are masked as the server masks them', async () => {
  const { maskedText } = await load('text/masked.ts')
  assert.equal(maskedText('手机号 13900001234 与 529999199001010019 同'), '手机号 139****1234 与 529999************ 同')
  assert.equal(maskedText('旧证 529999900501123'), '旧证 ***************')
  assert.equal(maskedText('少一位 52999919900101001'), '少一位 *****************')
  assert.equal(maskedText('2026-08-01 第 12 行'), '2026-08-01 第 12 行')
})

test('no text of the server names a command', async () => {
  const { saidHere, setLang } = await load('text/lang.ts')
  setLang('zh')
  assert.equal(saidHere('没有区划代码 999999，可查区划表（laowu divisions） / there is no division 999999; ListDivisions (at the command line: laowu divisions) names them'), '没有区划代码 999999')
  assert.equal(saidHere('没有区划代码 999999999，可查区划表（laowu divisions），或只写到县、市 / there is no division 999999999; ListDivisions names them, and the county or city will do'), '没有区划代码 999999999，可只写到县、市')
})

test('counts that are rounded down to fives are told as such', async () => {
  globalThis.window ??= { location: { origin: 'http://localhost' } }
  globalThis.sessionStorage ??= { getItem: () => null }
  const { eligibleText, gainText } = await load('text/advice.ts')
  assert.equal(eligibleText(0, 5), '现在不足 5 人符合')
  assert.equal(eligibleText(45, 5), '现在至少 45 人符合')
  assert.equal(eligibleText(0, 1), '现在 0 人符合')
  assert.equal(gainText({ gainedCount: 45, risingCount: 0 }, 5, 'workers'), '至少多 45 人')
})

test('a name of the API in a sentence has the word that the pages have for it', async () => {
  globalThis.window ??= { location: { origin: 'http://localhost' } }
  globalThis.sessionStorage ??= { getItem: () => null }
  const { constantWords } = await load('text/constants.ts')
  const words = await load('text/words.ts')
  const { choices } = await load('api/calls.ts')
  const { Channel } = await load('gen/laowu/v1/types_pb.ts')
  const { Attestation_Kind, Outcome_Type } = await load('gen/laowu/v1/placement_service_pb.ts')
  const { WorkerFact_Kind } = await load('gen/laowu/v1/worker_service_pb.ts')
  const { ExplainedPerson_Standing } = await load('gen/laowu/v1/outbound_ratios_pb.ts')
  const tables = [[Channel, words.channelWord], [Attestation_Kind, words.attestationWord], [WorkerFact_Kind, words.factWord], [ExplainedPerson_Standing, words.standingWord]]
  let held = 0
  for (const [name, [word]] of Object.entries(constantWords)) {
    for (const [kinds, wordOf] of tables) {
      if (!(name in kinds)) continue
      assert.equal(word, wordOf(kinds[name]), name)
      ++held
    }
    // Of what is said on the telephone, the button.
    const button = choices.find(({ type }) => type === Outcome_Type[name])
    if (!button) continue
    assert.ok(button.text().includes(word), `${name}: ${button.text()}`)
    ++held
  }
  assert.ok(held > choices.length, `${held}`)
})

// As the server answers: each code for its days alone. `heir`: the code before or after it, and whether that is the same area.
const lives = {
  520222: { from: '1999-02-03', until: '2017-04-10', heir: '520281', same: true }, // 盘县
  520281: { from: '2017-04-10', until: '9999-12-31', heir: '520222', same: true }, // 盘州市
  520221: { from: '1987-12-15', until: '2020-07-18', heir: '520204', same: false }, // 水城县, with five townships more
  520204: { from: '2020-07-18', until: '9999-12-31', heir: '520221', same: false }, // 水城区
}
function answerOf(method, request) {
  const textOf = ({ year, month, day }) => [year, month, day].map((part) => String(part).padStart(2, '0')).join('-')
  const [, code, , ofDay] = (request.name ?? request.parent).split('/')
  const day = ofDay ?? textOf(request.date ?? request.endDate ?? { year: 2026, month: 11, day: 28 })
  const { from, until, heir, same } = lives[code]
  if (method === 'ListPublications') return [200, {}]
  if (day < from || day >= until) {
    const field = (number, bytes) => Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), Buffer.from(bytes)])
    const entry = (key, text) => field(3, Buffer.concat([field(1, key), field(2, text)]))
    const isName = method === 'GetDivision'
    const info = Buffer.concat([field(1, isName ? 'NOT_FOUND' : 'INVALID_FIELD'), ...(isName ? [entry('code_of_day', heir), entry('same_area', String(same))] : [])])
    return [isName ? 404 : 400, { code: isName ? 'not_found' : 'invalid_argument', message: `${code} of ${day}`, details: [{ type: 'google.rpc.ErrorInfo', value: info.toString('base64') }] }]
  }
  if (method === 'GetDivision') return [200, { code }]
  if (method === 'GetOutboundRatio') return [200, { divisionCode: code, knownAt: '2026-11-28T00:00:00Z' }]
  if (method === 'ListOutboundPeriods' && !request.children) return [200, { periods: [{ divisionCode: code }] }]
  return [200, {}]
}

test('a report is made by whichever name a county has had, of the code of its month', async () => {
  const { monthlyReport, mainOf } = await load('api/monthlyReport.ts')
  const { monthlyContext } = await load('text/monthlySheets.ts')
  const { RatioPolicy_Strictness: Strictness } = await load('gen/laowu/v1/outbound_ratios_pb.ts')
  const { fetch } = globalThis
  globalThis.fetch = async (url, { body }) => {
    const [status, answer] = answerOf(String(url).split('/').at(-1), JSON.parse(new TextDecoder().decode(body)))
    return new Response(JSON.stringify(answer), { status, headers: { 'Content-Type': 'application/json' } })
  }
  const codes = (rows) => rows.map(({ divisionCode }) => divisionCode)
  const made = (division, month) => monthlyReport({ division, month, strictness: Strictness.BROAD, boundary: 0 }, new AbortController().signal)
  const codeThen = (report) => monthlyContext(report).find(([title]) => title === '当时代码')?.[1]
  try {
    for (const division of ['520221', '520204']) {
      const june = await made(division, '2020-06')
      assert.equal(june.division, '520221')
      assert.deepEqual([mainOf(june), june.before, june.inYear, june.inKnownYear].map(codes), [['520221'], ['520221'], ['520221'], []])
      const july = await made(division, '2020-07')
      assert.equal(july.division, '520204')
      assert.deepEqual([mainOf(july), july.before, july.inMonth].map(codes), [['520204'], [], ['520204']]) // the month before is of other people
      assert.deepEqual([june, july].map(codeThen), division === '520221' ? [undefined, '520204（查询 520221，辖区不同）'] : ['520221（查询 520204，辖区不同）', undefined])
    }
    for (const division of ['520222', '520281']) {
      const april = await made(division, '2017-04')
      assert.deepEqual([mainOf(april), april.before].map(codes), [['520281'], ['520281']])
      assert.equal(codeThen(april), division === '520281' ? undefined : '520281（查询 520222）')
    }
  } finally {
    globalThis.fetch = fetch
  }
})
