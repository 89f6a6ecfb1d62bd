// What the worklist asks to be done, and whom a call still helps.
import { WorklistKind as Kind, WorklistRow_NextStep as Step, type WorklistRow } from '../gen/laowu/v1/monitoring_service_pb'
import { monitoring } from './clients'

// What these lack, nobody says on the telephone: an entry of the bureau's own, or the organiser's list. So it is of a channel
// that is unknown after 30 days.
const deskSteps = [Step.REGISTER_ORGANIZER, Step.ENTER_LICENCE, Step.GET_PLACEMENT_OR_RECORD]
export const helpsToCall = ({ nextStep }: WorklistRow) => !deskSteps.includes(nextStep)

const pageSize = 500
const pagesMost = 4
// Of those whose channel is unknown: how many it still helps to ask. undefined: too many to be looked through here.
export async function askableOf(code: string, signal: AbortSignal): Promise<number | undefined> {
  let found = 0
  let pageToken = ''
  for (let page = 0; page < pagesMost; ++page) {
    const answer = await monitoring.listWorklist({ parent: `divisions/${code}`, kind: Kind.UNKNOWN_CHANNEL, pageSize, pageToken }, { signal })
    const all = answer.counts.find(({ kind }) => kind === Kind.UNKNOWN_CHANNEL)?.personCount ?? 0
    if (all > pageSize * pagesMost) return undefined
    found += answer.rows.filter(({ nextStep }) => nextStep === Step.ASK_CHANNEL).length
    pageToken = answer.nextPageToken
    if (pageToken === '') return found
  }
  return undefined
}
