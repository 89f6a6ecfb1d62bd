// Finding a person by what is said on the telephone or stands on a paper.
import { WorkerView, type FindWorkersResponse, type Worker } from '../gen/laowu/v1/worker_service_pb'
import { workers } from './clients'
import { childrenOf } from './names'
import { isCountyCode, ownDivision } from './session'

// An identity number, a phone number, or a name with a township behind it: "王某 新民".
export async function findPersons(typed: string, purpose: string): Promise<Pick<FindWorkersResponse, 'workers' | 'truncated'>> {
  const text = typed.trim().replace(/\s+/g, ' ')
  const compact = text.replace(/[\s-]/g, '')
  if (/^\d{17}[\dXx]$|^\d{15}$/.test(compact)) return workers.findWorkers({ identityNumber: compact.toUpperCase(), purpose })
  if (/^1\d{10}$/.test(compact)) return workers.findWorkers({ phoneNumber: compact, purpose })
  const [displayName = '', place = ''] = text.split(' ')
  const counties = isCountyCode(ownDivision.value) ? [ownDivision.value] : (await childrenOf(ownDivision.value)).map(({ code }) => code)
  const found: Worker[] = []
  let truncated = false
  for (const county of counties) {
    const townships = place === '' ? [] : (await childrenOf(county)).filter((township) => township.displayName.includes(place))
    if (place !== '' && townships.length === 0) continue
    for (const divisionCode of place === '' ? [county] : townships.map(({ code }) => code)) {
      const answer = await workers.findWorkers({ displayName, divisionCode, purpose })
      found.push(...answer.workers)
      truncated ||= answer.truncated
    }
  }
  return { workers: found, truncated }
}

export const fullWorker = (name: string, purpose: string) => workers.getWorker({ name, view: WorkerView.FULL, purpose })
// With the name masked.
export const basicWorker = (name: string) => workers.getWorker({ name, view: WorkerView.MASKED })
