// The pure parts of the pages: what a clerk types as a day.
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
