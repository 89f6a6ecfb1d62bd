// Waiting for what a page says: right after an act it still says what it said before.
import assert from 'node:assert/strict'

const patienceMs = 20_000
const readEveryMs = 50
// Reads until it is what is wanted: a value, a pattern, or whatever `wanted` takes. `where` stands in the failure.
export async function eventually(read, wanted, where = '') {
  const check = {
    function: (value) => assert.ok(wanted(value), `${wanted} does not take ${JSON.stringify(value)}`),
    object: (value) => (wanted instanceof RegExp ? assert.match(value, wanted) : assert.deepEqual(value, wanted)),
  }[typeof wanted] ?? ((value) => assert.equal(value, wanted))
  for (const end = Date.now() + patienceMs; ; await new Promise((resolve) => setTimeout(resolve, readEveryMs))) {
    try {
      return check(await read())
    } catch (failure) {
      if (Date.now() < end) continue
      failure.message = `${where} ${failure.message}`.trim()
      throw failure
    }
  }
}
export const says = (locator, wanted) => eventually(() => locator.innerText(), wanted)

// So many, and no more.
export async function counts(locator, count) {
  if (count > 0) await locator.nth(count - 1).waitFor({ state: 'attached' })
  await locator.nth(count).waitFor({ state: 'detached' })
}
