// What a file of tests stands on: Chromium, worlds, and reading a page until it has settled.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, afterEach } from 'node:test'
import { Browser } from './browser.mjs'
import { World } from './world.mjs'

const { packages, program, world: made, shots } = globalThis.webTest
export { packages, made }

// For the whole file. `loaded`: with a world of its own that has people in it.
export async function stage({ loaded }) {
  const browser = await Browser.start({ packages, program })
  const world = loaded ? await World.loaded(made) : undefined
  afterEach(() => browser.leave()) // an open page goes on asking
  after(async () => {
    await browser.stop()
    world?.stop()
  })
  return { browser, world }
}

// Nothing in it, but who may sign in; ends with the test.
export async function emptyWorld(t) {
  const world = new World(made)
  t.after(() => world.stop())
  await world.start()
  return world
}

// A picture of the page, where they are asked for.
export async function shoot(page, name, options) {
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`), ...options })
}

const patienceMs = 20_000
const readEveryMs = 50
// Reads until it is what is wanted: a value, a pattern, or whatever `wanted` takes. What a page says right after an act
// is what it said before it.
export async function eventually(read, wanted) {
  const check = {
    function: (value) => assert.ok(wanted(value), `${wanted} does not take ${JSON.stringify(value)}`),
    object: (value) => (wanted instanceof RegExp ? assert.match(value, wanted) : assert.deepEqual(value, wanted)),
  }[typeof wanted] ?? ((value) => assert.equal(value, wanted))
  for (const end = Date.now() + patienceMs; ; await new Promise((resolve) => setTimeout(resolve, readEveryMs))) {
    try {
      return check(await read())
    } catch (failure) {
      if (Date.now() > end) throw failure
    }
  }
}
export const says = (locator, wanted) => eventually(() => locator.innerText(), wanted)

// So many, and no more.
export async function counts(locator, count) {
  if (count > 0) await locator.nth(count - 1).waitFor({ state: 'attached' })
  await locator.nth(count).waitFor({ state: 'detached' })
}
