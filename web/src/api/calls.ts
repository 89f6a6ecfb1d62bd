// What may be said on the telephone, as one key each, and how it is saved.
import { Attestation_Kind as Kind, Outcome_Type as Type, type Outcome } from '../gen/laowu/v1/placement_service_pb'
import { ImportResult_Result as Result, type Channel } from '../gen/laowu/v1/types_pb'
import { explainRow, type Explained } from './errors'
import { placements, requestId } from './clients'
import { civil } from './dates'
import type { Standing } from './history'
import { said, t } from '../text/lang'

export interface Choice {
  key: string
  type: Type
  text: () => string
  // Whether it can have happened to someone who stands so.
  fits: (standing: Standing) => boolean
  asksPlace: boolean
  // Of a job that is known already: what is said of it, where it was not known, is taken down.
  asksChannel?: boolean
}

export const choices: Choice[] = [
  { key: '1', type: Type.CONFIRMED, text: () => t('仍在外，没有变化', 'still away, no change'), fits: (s) => s.away, asksPlace: false, asksChannel: true },
  { key: '2', type: Type.ARRIVED, text: () => t('外出，已到岗', 'went out, has arrived'), fits: (s) => !s.away, asksPlace: true },
  { key: '3', type: Type.JOB_CHANGED, text: () => t('在外换了工作', 'changed job away'), fits: (s) => s.away, asksPlace: true },
  { key: '4', type: Type.RETURNED, text: () => t('返乡，不再外出', 'returned home'), fits: (s) => s.away, asksPlace: false },
  { key: '5', type: Type.HOME_VISIT, text: () => t('回家探亲，还要走', 'home on a visit'), fits: (s) => s.away && !s.visiting, asksPlace: false },
  { key: '6', type: Type.RESUMED, text: () => t('探亲结束，已返岗', 'back at work'), fits: (s) => s.visiting, asksPlace: false },
  { key: '7', type: Type.LOST_CONTACT, text: () => t('联系不上', 'cannot be reached'), fits: (s) => s.away, asksPlace: false },
  { key: '8', type: Type.LOCAL_JOB_STARTED, text: () => t('在本地就业', 'took a local job'), fits: (s) => !s.local, asksPlace: true },
]

export const witnesses = [Kind.WORKER_CONFIRMATION, Kind.VILLAGE_STATEMENT] as const

export interface Told {
  worker: string
  type: Type
  date: string
  place: string
  channel: Channel
  organizer: string
  witness: Kind
  // Of the recorded call.
  callNumber: string
}

export type Saved = { outcome: string; unchanged: boolean; warnings: string[] } | { error: Explained }

// The outcome and who vouches for it, in one commit. Said again, it changes nothing.
export async function save(told: Told): Promise<Saved> {
  const answer = await placements.importOutcomes({
    rows: [
      {
        outcome: {
          type: told.type,
          worker: told.worker,
          effectiveDate: civil(told.date)!,
          workplaceDivisionCode: told.place,
          channel: told.channel,
          organizer: told.organizer,
        },
        // Nobody can vouch that somebody could not be reached.
        attestation: told.type === Type.LOST_CONTACT ? undefined : { kind: told.witness, reference: told.callNumber },
      },
    ],
  })
  const result = answer.results[0]!
  if (result.result === Result.REJECTED) return { error: explainRow(result.status) }
  return { outcome: result.name, unchanged: result.result === Result.UNCHANGED, warnings: result.warnings.map((warning) => said(warning.message)) }
}

// `id`: of who tries again.
export const undo = (worker: string, outcome: string, id = requestId()): Promise<Outcome> =>
  placements.recordOutcome({ outcome: { type: Type.VOIDED, worker, voids: outcome }, requestId: id })
