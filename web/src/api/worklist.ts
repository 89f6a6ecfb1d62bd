// What the worklist asks to be done, and whom a call still helps.
import { WorklistKind as Kind, WorklistRow_NextStep as Step, WorklistRow_NextStepSchema, type WorklistRow } from '../gen/laowu/v1/monitoring_service_pb'
import { monitoring } from './clients'

// What these lack, nobody says on the telephone: an entry of the bureau's own, or the organiser's list. So it is of a channel
// that is unknown after 30 days.
const deskSteps = [Step.NEXT_STEP_UNSPECIFIED, Step.REGISTER_ORGANIZER, Step.ENTER_LICENCE, Step.GET_PLACEMENT_OR_RECORD]
// Those that a call settles.
export const callSteps = WorklistRow_NextStepSchema.values.map(({ number }): Step => number).filter((step) => !deskSteps.includes(step))

// What one call settles stands first; of each kind, the server puts the shortest way to the target on top.
const kindsInTurn = [Kind.UNKNOWN_CHANNEL, Kind.LAPSING_VISIT, Kind.NOT_ARRIVED, Kind.UNPROVEN, Kind.NOT_CONFIRMED]
// The first `most` rows that a call still helps.
export async function rowsToCall(code: string, most: number, signal: AbortSignal): Promise<WorklistRow[]> {
  const found: WorklistRow[] = []
  for (const kind of kindsInTurn) {
    if (found.length >= most) break
    const { rows } = await monitoring.listWorklist({ parent: `divisions/${code}`, kind, nextSteps: callSteps, pageSize: most - found.length }, { signal })
    found.push(...rows)
  }
  return found
}

// Of those whose channel is unknown: how many it still helps to ask.
export async function askableOf(code: string, signal: AbortSignal): Promise<number> {
  const { counts } = await monitoring.listWorklist({ parent: `divisions/${code}`, kind: Kind.UNKNOWN_CHANNEL, nextSteps: [Step.ASK_CHANNEL], pageSize: 1 }, { signal })
  return counts.find(({ kind }) => kind === Kind.UNKNOWN_CHANNEL)?.personCount ?? 0
}
