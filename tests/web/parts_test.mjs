// The pure parts of the pages: what a clerk types as a day, and tables as spreadsheet programs write them.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'

const { packages, world } = globalThis.webTest
const { build } = createRequire(join(packages, 'any.js'))('esbuild')

// A module of the pages with what it imports, as the browser would run it.
async function load(path) {
  globalThis.localStorage ??= { getItem: () => null, setItem: () => undefined }
  globalThis.document ??= { documentElement: {} }
  const { outputFiles } = await build({ entryPoints: [join(world.root, 'web/src', path)], bundle: true, write: false, format: 'esm', logLevel: 'silent' })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
}

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
    ['2027-01-01', undefined],
    ['0230', undefined],
    ['1332', undefined],
    ['明天', undefined],
    ['3', undefined],
  ]
  for (const [typed, wanted] of cases) assert.equal(typedDate(typed, '2026-11-28'), wanted, typed)
})

test('a table is read as it was written', async () => {
  const { decoded, parsed } = await load('api/csv.ts')
  const cases = [
    ['岗位,工资\n焊工,6000\n', [['焊工', '6000']]],
    ['\uFEFF岗位\t工资\r\n焊工\t6000\r\n', [['焊工', '6000']]],
    ['岗位,说明\n焊工,"包吃, ""包住""\n两班"\n', [['焊工', '包吃, "包住"\n两班']]],
    ['# 虚构\n岗位,工资\n\n焊工\n', [['焊工', '']]],
    ['岗位,工资\n焊工,6000,,\n', [['焊工', '6000']]],
    ['岗位,工资\n焊工,6000,多出来的\n', [['焊工', '6000', '多出来的']]], // the server says what is wrong
    ['岗位,工资\n焊工,6000', [['焊工', '6000']]],
  ]
  for (const [text, rows] of cases) assert.deepEqual(parsed(text).rows, rows, text)
  assert.deepEqual(parsed('岗位,说明\n焊工,"一\n二"\n木工,三\n').lines, [2, 4])
  const gbk = Uint8Array.from([0xba, 0xb8, 0xb9, 0xa4]) // 焊工
  assert.equal(decoded(gbk.buffer), '焊工')
})

test('what is written for a spreadsheet program runs nothing there', async () => {
  const { asCsv } = await load('api/csv.ts')
  const bytes = await asCsv([['=1+1', 'a"b']]).arrayBuffer()
  assert.equal(Buffer.from(bytes).toString('utf8'), '\uFEFF"\'=1+1","a""b"\r\n')
})
