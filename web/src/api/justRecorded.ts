// What this tab has just recorded by telephone, so that it can be taken back also after another page was looked at, or this one
// loaded anew. What is kept names nobody: records, what and when. It ends with whoever is signed in (api/session.ts).
import { ref, watch } from 'vue'
import type { Outcome_Type } from '../gen/laowu/v1/placement_service_pb'
import { recordedKey, token } from './session'

export interface Recorded {
  outcome: string
  worker: string
  // While the call page stays open the name; later the end of the record's number, as in lists.
  who: string
  type: Outcome_Type
  date: string
  undone: boolean
  // Had been recorded before, by this one or another: nothing of it was doubled.
  known: boolean
  // Saved or taken back, but worth a look while the caller is still on the line.
  warnings: string[]
}
const keptMost = 20
export const numberOf = (worker: string) => worker.slice(-6)

function kept(): Recorded[] {
  try {
    const read = JSON.parse(sessionStorage.getItem(recordedKey) ?? '[]') as Omit<Recorded, 'who' | 'warnings'>[]
    return read.map((one) => ({ ...one, who: numberOf(one.worker), warnings: [] }))
  } catch {
    return []
  }
}
// The newest first.
export const justRecorded = ref<Recorded[]>(kept())
watch(
  justRecorded,
  (now) => {
    const nameless = now.slice(0, keptMost).map(({ outcome, worker, type, date, undone, known }) => ({ outcome, worker, type, date, undone, known }))
    sessionStorage.setItem(recordedKey, JSON.stringify(nameless))
  },
  { deep: true, flush: 'sync' },
)
// Before the key is gone, so that nothing of it is written anew for the next one.
watch(token, () => {
  justRecorded.value = []
  sessionStorage.removeItem(recordedKey)
}, { flush: 'sync' })

export function forgetNames() {
  for (const one of justRecorded.value) one.who = numberOf(one.worker)
}
