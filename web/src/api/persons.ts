// Finding a person by what is said on the telephone or stands on a paper.
import { WorkerView, type FindWorkersResponse, type Worker } from '../gen/laowu/v1/worker_service_pb'
import { workers } from './clients'
import { explain } from './errors'
import { childrenOf, divisionName, townshipOf } from './names'
import { isCountyCode, ownDivision } from './session'
import { compacted, folded, isIdentityNumber, isPhoneNumber } from './typedNumber'

// "王某新民" → 王某, 新民镇: its end is the beginning of a township's name. The longest such end holds.
async function namesTogether(text: string, counties: string[]): Promise<{ displayName: string; townships: string[] }> {
  const all = (await Promise.all(counties.map(childrenOf))).flat()
  for (let at = 2; at <= text.length - 2; ++at) {
    const townships = all.filter((township) => township.displayName.startsWith(text.slice(at))).map(({ code }) => code)
    if (townships.length > 0) return { displayName: text.slice(0, at), townships }
  }
  return { displayName: text, townships: [] }
}

// An identity number, a phone number, or a name with a township behind it: "王某 新民", also written together.
export async function findPersons(typed: string, purpose: string): Promise<Pick<FindWorkersResponse, 'workers' | 'truncated'>> {
  const text = folded(typed)
  const compact = compacted(typed)
  if (isIdentityNumber(compact)) return workers.findWorkers({ identityNumber: compact.toUpperCase(), purpose })
  if (isPhoneNumber(compact)) return workers.findWorkers({ phoneNumber: compact, purpose })
  const [displayName = '', place = ''] = text.split(' ')
  const counties = isCountyCode(ownDivision.value) ? [ownDivision.value] : (await childrenOf(ownDivision.value)).map(({ code }) => code)
  const found: Worker[] = []
  let truncated = false
  const findIn = async (divisions: string[], name: string) => {
    for (const divisionCode of divisions) {
      const answer = await workers.findWorkers({ displayName: name, divisionCode, purpose })
      found.push(...answer.workers)
      truncated ||= answer.truncated
    }
  }
  for (const county of counties) {
    const townships = place === '' ? [] : (await childrenOf(county)).filter(({ code, displayName }) => [displayName, divisionName(code, displayName)].some((name) => name.toLowerCase().includes(place.toLowerCase())))
    await findIn(place === '' ? [county] : townships.map(({ code }) => code), displayName)
  }
  if (found.length === 0 && place === '' && /^[\u4e00-\u9fff]{4,}$/.test(text)) {
    const split = await namesTogether(text, counties)
    await findIn(split.townships, split.displayName)
  }
  return { workers: found, truncated }
}

const atATime = 100
// Of `names` those who can be read: who was erased, or is another county's by now, is left out. The server answers all of
// a call or nothing, so a part with such a name is asked for in halves.
async function readWorkers(names: string[], view: WorkerView, purpose = ''): Promise<Map<string, Worker>> {
  const read = new Map<string, Worker>()
  const parts: string[][] = []
  for (let i = 0; i < names.length; i += atATime) parts.push(names.slice(i, i + atATime))
  for (let part; (part = parts.pop()); ) {
    try {
      for (const worker of (await workers.batchGetWorkers({ names: part, view, purpose })).workers) read.set(worker.name, worker)
    } catch (failure) {
      if (!['NOT_FOUND', 'OUT_OF_SCOPE'].includes(explain(failure).reason)) throw failure
      const half = part.length >> 1
      if (half > 0) parts.push(part.slice(0, half), part.slice(half))
    }
  }
  return read
}
// With name, telephone and identity number, by name of the record.
export const fullWorkers = (names: string[], purpose: string) => readWorkers(names, WorkerView.FULL, purpose)
export const maskedWorkers = (names: string[]) => readWorkers(names, WorkerView.MASKED)

// Of registration, as far as it is told: by its name, else by its code.
export const villageOf = ({ villageDisplayName, divisionCode }: Worker) => villageDisplayName || (divisionCode === townshipOf(divisionCode) ? '' : divisionCode)

export const fullWorker = (name: string, purpose: string) => workers.getWorker({ name, view: WorkerView.FULL, purpose })
// With the name masked.
export const basicWorker = (name: string) => workers.getWorker({ name, view: WorkerView.MASKED })
