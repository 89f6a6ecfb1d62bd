// What a file of tests stands on: Chromium, worlds, pictures, and waiting for what a page says.
import { join } from 'node:path'
import { after, afterEach } from 'node:test'
import { Browser } from './browser.mjs'
import { World } from './world.mjs'

const { packages, program, world: made, shots } = globalThis.webTest
export { packages, made }
export { counts, eventually, says } from './waiting.mjs'

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

// The server's own answer to what a page asks. Asked again where the connection that was kept had been closed meanwhile, as a
// browser does by itself.
export const fetched = (route) => route.fetch({ maxRetries: 3 })

// A picture of the page, where they are asked for.
export async function shoot(page, name, options) {
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`), ...options })
}
