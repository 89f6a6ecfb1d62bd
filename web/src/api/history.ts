// What a worker's outcomes say of today. The figures' own reading is the server's; this is for the eye.
import { Outcome_Type as Type, type Outcome } from '../gen/laowu/v1/placement_service_pb'
import { allOf } from './allPages'
import { placements } from './clients'
import { dateText } from './dates'

export const outcomesOf = (worker: string, signal?: AbortSignal): Promise<Outcome[]> => allOf('outcomes', (page) => placements.listOutcomes({ worker, ...page }, { signal }))

// The names of those taken back by a VOIDED that itself stands.
export function takenBack(outcomes: Outcome[]): Set<string> {
  const gone = new Set<string>()
  // A later one may take back an earlier VOIDED: the newest are read first.
  for (const one of [...outcomes].sort((a, b) => Number(b.sequence - a.sequence))) {
    if (one.type === Type.VOIDED && !gone.has(one.name)) gone.add(one.voids)
  }
  return gone
}

export interface Standing {
  away: boolean
  visiting: boolean
  local: boolean
  job?: Outcome
  last?: Outcome
}

export function standingOf(outcomes: Outcome[]): Standing {
  const gone = takenBack(outcomes)
  const standing: Standing = { away: false, visiting: false, local: false }
  const inOrder = outcomes
    .filter((one) => one.type !== Type.VOIDED && !gone.has(one.name))
    .sort((a, b) => dateText(a.effectiveDate).localeCompare(dateText(b.effectiveDate)) || Number(a.sequence - b.sequence))
  for (const one of inOrder) {
    standing.last = one
    switch (one.type) {
      case Type.OPENING_BALANCE:
      case Type.ARRIVED:
      case Type.JOB_CHANGED:
        Object.assign(standing, { away: true, visiting: false, local: false, job: one })
        break
      case Type.HOME_VISIT:
        standing.visiting = standing.away
        break
      case Type.RESUMED:
      case Type.CONFIRMED:
        standing.visiting = false
        break
      case Type.RETURNED:
        Object.assign(standing, { away: false, visiting: false, job: undefined })
        break
      case Type.LOCAL_JOB_STARTED:
        Object.assign(standing, { away: false, visiting: false, local: true, job: one })
        break
      case Type.LOCAL_JOB_ENDED:
        Object.assign(standing, { local: false, job: undefined })
        break
      default:
    }
  }
  return standing
}
