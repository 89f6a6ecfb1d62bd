// What the monthly report 月报表 asks the server: the questions of `laowu report`, all of one known-at.
import type { Timestamp } from '@bufbuild/protobuf/wkt'
import type { OutboundPeriod } from '../gen/laowu/v1/monitoring_service_pb'
import { OutboundBreakdown as By, type OutboundRatio, type RatioPolicy_Boundary, type RatioPolicy_Strictness } from '../gen/laowu/v1/outbound_ratios_pb'
import type { Publication } from '../gen/laowu/v1/publications_pb'
import { monitoring } from './clients'
import { codeOfDay, sameCodeOn } from './codesOfDays'
import { civil, dateText, dayOf, shifted, todayText } from './dates'
import { explain } from './errors'
import { publicationsOf, steps } from './ratios'

export interface AskedReport {
  // 520281; asked for it may be under the code of any day, answered it is the one in force on the report's
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
  // The code by which it was asked for, where that is another one; and whether it means the same area.
  askedAs?: string | undefined
  isSameArea: boolean
  // Figures and periods: the division first, then those directly below it, by code. Each was asked for under the code of its own
  // day and stands under that of `day`; empty where the division was another area then. By strictness, in the order of `steps`.
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

// What was asked of another day stands in the rows of the report's day: under their codes. `known`: those.
async function nameAsOn(day: string, known: Set<string>, rows: { divisionCode: string }[]): Promise<void> {
  const others = rows.filter(({ divisionCode }) => !known.has(divisionCode))
  await Promise.all(others.map(async (row) => (row.divisionCode = (await sameCodeOn(row.divisionCode, day)) ?? row.divisionCode)))
}

async function publicationsUnder(code: string, signal: AbortSignal): Promise<Publication[]> {
  try {
    return await publicationsOf(code, signal)
  } catch (failure) {
    // Of a code that has ended the server says so, where nothing was published under it.
    if (explain(failure).reason === 'INVALID_FIELD' && (await sameCodeOn(code, todayText())) !== code) return []
    throw failure
  }
}

export async function monthlyReport(asked: AskedReport, signal: AbortSignal): Promise<MonthlyReport> {
  const { month, strictness, boundary } = asked
  const first = `${month}-01`
  const day = earlier(shifted(shifted(first, { months: 1 }), { days: -1 }), todayText())
  const then = (await codeOfDay(asked.division, day)) ?? { code: asked.division, isSameArea: true }
  const division = then.code
  const parent = `divisions/${division}`
  const parentOn = async (on: string) => {
    const code = on === day ? division : await sameCodeOn(division, on)
    return code === undefined ? undefined : `divisions/${code}`
  }
  const policy = { strictness, boundary }
  const wholeOf = (of: string, on: string, strict: RatioPolicy_Strictness, knownAt: Timestamp | undefined) =>
    monitoring.getOutboundRatio({ name: `${of}/outboundRatios/${on}`, policy: { strictness: strict, boundary }, knownAt }, { signal })
  // Its known-at is that of all the rest.
  const whole = await wholeOf(parent, day, steps[0]!, asked.knownAt)
  const knownAt = whole.knownAt
  const figuresOn = async (on: string, of: RatioPolicy_Strictness): Promise<OutboundRatio[]> => {
    const parent = await parentOn(on)
    if (parent === undefined) return []
    const below = monitoring.listOutboundRatios({ parent, endDate: civil(on), policy: { strictness: of, boundary }, knownAt, children: true }, { signal })
    const [own, { outboundRatios }] = await Promise.all([wholeOf(parent, on, of, knownAt), below])
    return [own, ...outboundRatios]
  }
  const periodsOf = async (from: string, to: string): Promise<OutboundPeriod[]> => {
    const parent = await parentOn(to)
    if (parent === undefined) return []
    const ask = (children: boolean) => monitoring.listOutboundPeriods({ parent, startDate: civil(from), endDate: civil(to), policy, knownAt, children }, { signal })
    const answers = await Promise.all([ask(false), ask(true)])
    return answers.flatMap(({ periods }) => periods)
  }
  const partsBy = async (by: By) => ({ by, parts: (await monitoring.listOutboundRatios({ parent, endDate: civil(day), policy, knownAt, breakdown: by }, { signal })).outboundRatios })
  const [year, monthNumber] = month.split('-').map(Number) as [number, number]
  const quarter = `${year}-${String(Math.floor((monthNumber - 1) / 3) * 3 + 1).padStart(2, '0')}-01`
  const knownDay = dayOf(knownAt)
  const yearEnd = earlier(`${year}-12-31`, knownDay > day ? knownDay : day)

  // A figure is published under the code of its day: in the month of a change there are two.
  const codes = [...new Set([division, (await sameCodeOn(division, first)) ?? division])].sort()

  const [figures, before, inMonth, inQuarter, inYear, longer, parts, publications] = await Promise.all([
    Promise.all(steps.map((of) => figuresOn(day, of))),
    figuresOn(shifted(first, { days: -1 }), strictness),
    periodsOf(first, day),
    periodsOf(quarter, day),
    periodsOf(`${year}-01-01`, day),
    yearEnd === day ? undefined : periodsOf(`${year}-01-01`, yearEnd),
    Promise.all(breakdowns.map(partsBy)),
    Promise.all(codes.map((code) => publicationsUnder(code, signal))),
  ])
  const known = new Set(figures[0]!.map(({ divisionCode }) => divisionCode))
  await nameAsOn(day, known, [...before, ...inMonth, ...inQuarter, ...inYear, ...(longer ?? [])])
  const askedAs = division === asked.division ? undefined : asked.division
  return { ...asked, division, askedAs, isSameArea: then.isSameArea, day, figures, before, inMonth, inQuarter, inYear, inKnownYear: longer ?? inYear, breakdowns: parts, publications: publications.flat().filter(({ outboundRatio }) => dateText(outboundRatio?.date).startsWith(month)) }
}
