// The calls behind the figures of a division.
import { OutboundBreakdown, ListOutboundRatiosRequest_Step, RatioPolicy_Strictness, type OutboundRatio } from '../gen/laowu/v1/monitoring_service_pb'
import { monitoring } from './clients'
import { civil, shifted, todayText } from './dates'

const { AS_REPORTED, BROAD, STRICT } = RatioPolicy_Strictness
export const steps = [AS_REPORTED, BROAD, STRICT]

export function figuresOf(code: string, signal: AbortSignal): Promise<OutboundRatio[]> {
  const name = `divisions/${code}/outboundRatios/${todayText()}`
  return Promise.all(steps.map((strictness) => monitoring.getOutboundRatio({ name, policy: { strictness } }, { signal })))
}

// The last day of each month of the past year, and today.
export async function monthsOf(code: string, strictness: RatioPolicy_Strictness, signal: AbortSignal): Promise<OutboundRatio[]> {
  const today = todayText()
  const answer = await monitoring.listOutboundRatios(
    {
      parent: `divisions/${code}`,
      startDate: civil(`${shifted(`${today.slice(0, 7)}-01`, { months: -12 })}`)!,
      endDate: civil(today)!,
      step: ListOutboundRatiosRequest_Step.MONTH,
      policy: { strictness },
    },
    { signal },
  )
  return answer.outboundRatios
}

export async function childrenRatios(code: string, strictness: RatioPolicy_Strictness, signal: AbortSignal): Promise<OutboundRatio[]> {
  const today = civil(todayText())!
  const answer = await monitoring.listOutboundRatios(
    { parent: `divisions/${code}`, endDate: today, children: true, policy: { strictness } },
    { signal },
  )
  return answer.outboundRatios
}

export async function partsOf(code: string, breakdown: OutboundBreakdown, signal: AbortSignal): Promise<OutboundRatio[]> {
  const today = civil(todayText())!
  const answer = await monitoring.listOutboundRatios({ parent: `divisions/${code}`, endDate: today, breakdown }, { signal })
  return answer.outboundRatios
}
