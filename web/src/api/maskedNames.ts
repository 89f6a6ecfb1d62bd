// Names in lists, masked by the server ("王**"): asked for once a person, together, and kept while the tab is signed
// in. Where they cannot be had, a list shows the number of the record alone, and says so.
import { shallowReactive, watch } from 'vue'
import { explain } from './errors'
import { maskedWorkers } from './persons'
import { areNamesMissing } from './poll'
import { token } from './session'

const againAfterMs = 15_000
const known = shallowReactive(new Map<string, string>())
const wanted = new Set<string>()
let timer = 0
watch(token, () => {
  clearTimeout(timer)
  known.clear()
  wanted.clear()
  areNamesMissing.value = false
})

async function ask() {
  const names = [...wanted].filter((name) => !known.has(name))
  const asker = token.value
  try {
    const read = await maskedWorkers(names)
    if (token.value !== asker) return
    // Of who is not there any more, or not this caller's to read, nothing more is asked.
    for (const name of names) known.set(name, read.get(name)?.personalDetails?.displayName ?? '')
    areNamesMissing.value = false
  } catch (failure) {
    if (token.value !== asker) return
    clearTimeout(timer)
    areNamesMissing.value = explain(failure).reason !== 'METHOD_NOT_ALLOWED'
    // A name is no more than a help: the list stands without it, and asks again, unless this caller may read none.
    if (areNamesMissing.value) timer = window.setTimeout(() => void ask(), againAfterMs)
    else for (const name of names) known.set(name, '')
  }
}

// "" until it is known.
export function maskedName(worker: string): string {
  const name = known.get(worker)
  if (name === undefined && !wanted.has(worker)) {
    wanted.add(worker)
    // What is wanted while names are missing is asked for with the others.
    if (!areNamesMissing.value) {
      clearTimeout(timer)
      timer = window.setTimeout(() => void ask())
    }
  }
  return name ?? ''
}
