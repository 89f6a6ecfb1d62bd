// An arrival that an office confirmed by mistake, taken back: the placement can be confirmed anew.
import type { Outcome } from '../gen/laowu/v1/placement_service_pb'
import { t } from '../text/lang'
import { placements, requestId } from './clients'
import type { Explained } from './errors'

export const retractArrival = (placement: string, reason = ''): Promise<Outcome> => placements.retractArrival({ name: placement, reason, requestId: requestId() })

// Where others have to do with the arrival, the server says who can take it back: that stands where it is seen.
export const explainRetract = (error: Explained | undefined): Explained | undefined =>
  error?.reason === 'WRONG_STATE' ? { ...error, title: t('协作站撤销不了', 'An office cannot take this back'), advice: error.detail, detail: '', retry: false } : error
