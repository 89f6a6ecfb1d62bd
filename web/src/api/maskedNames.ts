// Names in lists, masked by the server ("王**"), with the village: asked for once a person, together, and kept while the
// tab is signed in. Where they cannot be had, a list shows the number of the record alone, and says so.
import { shallowReactive, watch } from 'vue'
import { explain } from './errors'
import { maskedWorkers, villageOf } from './persons'
import { areNamesMissing } from './poll'
import { token } from './session'

const againAfterMs = 15_000
interface Masked {
  name: string
  village: string
}
const nothing: Masked = { name: '', village: '' }
const known = shallowReactive(new Map<string, Masked>())
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
    for (const name of names) {
      const worker = read.get(name)
      known.set(name, worker ? { name: worker.personalDetails?.displayName ?? '', village: villageOf(worker) } : nothing)
    }
    areNamesMissing.value = false
  } catch (failure) {
    if (token.value !== asker) return
    clearTimeout(timer)
    areNamesMissing.value = explain(failure).reason !== 'METHOD_NOT_ALLOWED'
    // A name is no more than a help: the list stands without it, and asks again, unless this caller may read none.
    if (areNamesMissing.value) timer = window.setTimeout(() => void ask(), againAfterMs)
    else for (const name of names) known.set(name, nothing)
  }
}

function maskedOf(worker: string): Masked {
  const masked = known.get(worker)
  if (masked === undefined && !wanted.has(worker)) {
    wanted.add(worker)
    // What is wanted while names are missing is asked for with the others.
    if (!areNamesMissing.value) {
      clearTimeout(timer)
      timer = window.setTimeout(() => void ask())
    }
  }
  return masked ?? nothing
}
// "" until it is known.
export const maskedName = (worker: string): string => maskedOf(worker).name
export const villageNameOf = (worker: string): string => maskedOf(worker).village
