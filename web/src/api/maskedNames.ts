// Names in lists, masked by the server ("王**"): asked for once a person, together, and kept while the tab is
// signed in. Where they cannot be had, a list shows the number of the record alone.
import { shallowReactive, watch } from 'vue'
import { WorkerView } from '../gen/laowu/v1/worker_service_pb'
import { workers } from './clients'
import { token } from './session'

const atATime = 100
const known = shallowReactive(new Map<string, string>())
const asked = new Set<string>()
let waiting: string[] = []
watch(token, () => {
  known.clear()
  asked.clear()
})

async function ask() {
  const names = waiting
  waiting = []
  for (let i = 0; i < names.length; i += atATime) {
    try {
      const answer = await workers.batchGetWorkers({ names: names.slice(i, i + atATime), view: WorkerView.MASKED })
      for (const { name, personalDetails } of answer.workers) known.set(name, personalDetails?.displayName ?? '')
    } catch {
      // A name is no more than a help: the list stands without it.
    }
  }
}

// "" until it is known.
export function maskedName(worker: string): string {
  const name = known.get(worker)
  if (name === undefined && !asked.has(worker)) {
    asked.add(worker)
    if (waiting.push(worker) === 1) queueMicrotask(() => void ask())
  }
  return name ?? ''
}
