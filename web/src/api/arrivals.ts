// What an office told by mistake, taken back: of an arrival (placements/…) the placement can be confirmed anew, of a leaving
// (outcomes/…) it goes on.
import type { Outcome } from '../gen/laowu/v1/placement_service_pb'
import { t } from '../text/lang'
import { placements, requestId } from './clients'
import type { Explained } from './errors'

// `id`: of who tries again.
export const retractArrival = (name: string, reason = '', id = requestId()): Promise<Outcome> => placements.retractArrival({ name, reason, requestId: id })

// Where others have to do with it, the server says who can take it back: that stands where it is seen.
export const explainRetract = (error: Explained | undefined): Explained | undefined =>
  error?.reason === 'WRONG_STATE' ? { ...error, title: t('协作站撤销不了', 'An office cannot take this back'), advice: error.detail, detail: '', retry: false } : error
