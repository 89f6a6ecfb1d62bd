// The calls behind the figures of a division.
import { ListOutboundRatiosRequest_Step } from '../gen/laowu/v1/monitoring_service_pb'
import { OutboundBreakdown, RatioPolicy_Strictness, type OutboundRatio } from '../gen/laowu/v1/outbound_ratios_pb'
import { Publication_State as State, type Publication } from '../gen/laowu/v1/publications_pb'
import { allOf } from './allPages'
import { monitoring, reference } from './clients'
import { civil, dateText, shifted, todayText } from './dates'
import { askedOnce } from './names'

const { AS_REPORTED, BROAD, STRICT } = RatioPolicy_Strictness
export const steps = [AS_REPORTED, BROAD, STRICT]

export function figuresOf(code: string, signal: AbortSignal): Promise<OutboundRatio[]> {
  const name = `divisions/${code}/outboundRatios/${todayText()}`
  return Promise.all(steps.map((strictness) => monitoring.getOutboundRatio({ name, policy: { strictness } }, { signal })))
}

// Before its code was in force a division has no figures: the server refuses such days.
const begun = new Map<string, Promise<string>>()
const inForceSince = (code: string) =>
  askedOnce(begun, code, async () => dateText((await reference.getDivision({ name: `divisions/${code}` })).validFromDate))

// The last day of each month of the past year, as far as the division's code goes back, and today.
export async function monthsOf(code: string, strictness: RatioPolicy_Strictness, signal: AbortSignal): Promise<OutboundRatio[]> {
  const today = todayText()
  const since = await inForceSince(code)
  const yearAgo = shifted(`${today.slice(0, 7)}-01`, { months: -12 })
  const answer = await monitoring.listOutboundRatios(
    {
      parent: `divisions/${code}`,
      startDate: civil(since > yearAgo ? since : yearAgo)!,
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

// A publication on the chart: its figure as handed in, how that stands, and that of the same day and policy as known now.
export interface Mark {
  name: string
  date: string
  state: State
  permille: number
  nowPermille: number | undefined
}

const marksMost = 12
// A draft was not handed in, and what was returned is answered by another one.
const handedIn = [State.SUBMITTED, State.ACCEPTED]
export function marksOf(code: string, publications: Publication[], signal: AbortSignal): Promise<Mark[]> {
  const newest = publications
    .filter((one) => handedIn.includes(one.state) && one.outboundRatio?.divisionCode === code && one.outboundRatio.ratioPermille !== undefined)
    .sort((a, b) => dateText(a.outboundRatio!.date).localeCompare(dateText(b.outboundRatio!.date)))
    .slice(-marksMost)
  return Promise.all(
    newest.map(async ({ name, state, outboundRatio }) => {
      const date = dateText(outboundRatio!.date)
      const now = await monitoring.getOutboundRatio({ name: `divisions/${code}/outboundRatios/${date}`, policy: outboundRatio!.policy }, { signal })
      return { name, date, state, permille: outboundRatio!.ratioPermille!, nowPermille: now.ratioPermille }
    }),
  )
}

export const publicationsOf = (code: string, signal: AbortSignal): Promise<Publication[]> =>
  allOf('publications', (page) => monitoring.listPublications({ parent: `divisions/${code}`, ...page }, { signal }))
