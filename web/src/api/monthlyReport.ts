// What the monthly report 月报表 asks the server: the questions of `laowu report`, all of one known-at.
import type { Timestamp } from '@bufbuild/protobuf/wkt'
import type { OutboundPeriod } from '../gen/laowu/v1/monitoring_service_pb'
import { OutboundBreakdown as By, type OutboundRatio, type RatioPolicy_Boundary, type RatioPolicy_Strictness } from '../gen/laowu/v1/outbound_ratios_pb'
import type { Publication } from '../gen/laowu/v1/publications_pb'
import { monitoring } from './clients'
import { civil, dateText, dayOf, shifted, todayText } from './dates'
import { publicationsOf, steps } from './ratios'

export interface AskedReport {
  // 520281
  division: string
  // 2026-10
  month: string
  strictness: RatioPolicy_Strictness
  boundary: RatioPolicy_Boundary
  // Absent: all that is known completely.
  knownAt?: Timestamp | undefined
}
export interface MonthlyReport extends AskedReport {
  // The month's last, or today in the month that runs.
  day: string
  // Figures and periods: the division first, then those directly below it, by code. By strictness, in the order of `steps`.
  figures: OutboundRatio[][]
  // On the last day of the month before.
  before: OutboundRatio[]
  inMonth: OutboundPeriod[]
  inQuarter: OutboundPeriod[]
  // The calendar year up to `day`.
  inYear: OutboundPeriod[]
  // R4 is told of a whole calendar year, or of this one up to the date of known-at, and of no other stretch: that one, which may end after `day`.
  inKnownYear: OutboundPeriod[]
  breakdowns: { by: By; parts: OutboundRatio[] }[]
  // Of a day of the month.
  publications: Publication[]
}

const breakdowns = [By.TOWNSHIP, By.DESTINATION, By.CHANNEL, By.POLICY_GROUP, By.SEX, By.AGE_BAND]
const earlier = (a: string, b: string) => (a < b ? a : b)
export const mainOf = ({ figures, strictness }: MonthlyReport): OutboundRatio[] => figures[steps.indexOf(strictness)] ?? []

export async function monthlyReport(asked: AskedReport, signal: AbortSignal): Promise<MonthlyReport> {
  const { division, month, strictness, boundary } = asked
  const parent = `divisions/${division}`
  const first = `${month}-01`
  const day = earlier(shifted(shifted(first, { months: 1 }), { days: -1 }), todayText())
  const policy = { strictness, boundary }
  const wholeOf = (on: string, of: RatioPolicy_Strictness, knownAt: Timestamp | undefined) =>
    monitoring.getOutboundRatio({ name: `${parent}/outboundRatios/${on}`, policy: { strictness: of, boundary }, knownAt }, { signal })
  // Its known-at is that of all the rest.
  const whole = await wholeOf(day, steps[0]!, asked.knownAt)
  const knownAt = whole.knownAt
  const figuresOn = async (on: string, of: RatioPolicy_Strictness): Promise<OutboundRatio[]> => {
    const below = monitoring.listOutboundRatios({ parent, endDate: civil(on), policy: { strictness: of, boundary }, knownAt, children: true }, { signal })
    const [own, { outboundRatios }] = await Promise.all([wholeOf(on, of, knownAt), below])
    return [own, ...outboundRatios]
  }
  const periodsOf = async (from: string, to: string): Promise<OutboundPeriod[]> => {
    const ask = (children: boolean) => monitoring.listOutboundPeriods({ parent, startDate: civil(from), endDate: civil(to), policy, knownAt, children }, { signal })
    const answers = await Promise.all([ask(false), ask(true)])
    return answers.flatMap(({ periods }) => periods)
  }
  const partsBy = async (by: By) => ({ by, parts: (await monitoring.listOutboundRatios({ parent, endDate: civil(day), policy, knownAt, breakdown: by }, { signal })).outboundRatios })
  const [year, monthNumber] = month.split('-').map(Number) as [number, number]
  const quarter = `${year}-${String(Math.floor((monthNumber - 1) / 3) * 3 + 1).padStart(2, '0')}-01`
  const knownDay = dayOf(knownAt)
  const yearEnd = earlier(`${year}-12-31`, knownDay > day ? knownDay : day)

  const [figures, before, inMonth, inQuarter, inYear, longer, parts, publications] = await Promise.all([
    Promise.all(steps.map((of) => figuresOn(day, of))),
    figuresOn(shifted(first, { days: -1 }), strictness),
    periodsOf(first, day),
    periodsOf(quarter, day),
    periodsOf(`${year}-01-01`, day),
    yearEnd === day ? undefined : periodsOf(`${year}-01-01`, yearEnd),
    Promise.all(breakdowns.map(partsBy)),
    publicationsOf(division, signal),
  ])
  return { ...asked, day, figures, before, inMonth, inQuarter, inYear, inKnownYear: longer ?? inYear, breakdowns: parts, publications: publications.filter(({ outboundRatio }) => dateText(outboundRatio?.date).startsWith(month)) }
}
