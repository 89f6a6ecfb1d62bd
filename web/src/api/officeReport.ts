// What an office's own monthly report 推荐安置月报表 asks the server, and what it counts: as `laowu report --office` does.
import type { OfficeStay } from '../gen/laowu/v1/monitoring_service_pb'
import type { Placement } from '../gen/laowu/v1/placement_service_pb'
import type { Office, Vacancy } from '../gen/laowu/v1/vacancy_service_pb'
import { allOf } from './allPages'
import { monitoring, placements, vacancies } from './clients'
import { civil, dateText, dayOf, shifted, todayText } from './dates'

// In the month. `due30`: whose 30th day after arriving lies in it, and `stayed30`: of them who held the job on it, as the outcomes say.
export interface Counts {
  proposed: number
  accepted: number
  arrived: number
  due30: number
  stayed30: number
  due90: number
  stayed90: number
}
export interface OfficeReport {
  office: Office
  // 2026-10
  month: string
  // The month's last, or today in the month that runs.
  day: string
  // Those of which anything happened, by name; undefined: it cannot be read any more.
  rows: { name: string; vacancy: Vacancy | undefined; counts: Counts }[]
}

export const nothing = (): Counts => ({ proposed: 0, accepted: 0, arrived: 0, due30: 0, stayed30: 0, due90: 0, stayed90: 0 })
export function add(to: Counts, more: Counts) {
  for (const key of Object.keys(to) as (keyof Counts)[]) to[key] += more[key]
}

function countsOf(placement: Placement, first: string, last: string): Counts {
  const has = (day: string) => (day !== '' && first <= day && day <= last ? 1 : 0)
  const counts = { ...nothing(), proposed: has(dayOf(placement.proposeTime)), accepted: has(dayOf(placement.acceptTime)) }
  return { ...counts, arrived: has(dateText(placement.startDate)) }
}

const stayCounts = ({ dayCount, dueCount, stayedCount }: OfficeStay): Counts =>
  dayCount === 30 ? { ...nothing(), due30: dueCount, stayed30: stayedCount } : { ...nothing(), due90: dueCount, stayed90: stayedCount }

export async function officeReport(name: string, month: string, signal: AbortSignal): Promise<OfficeReport> {
  const first = `${month}-01`
  const end = shifted(shifted(first, { months: 1 }), { days: -1 })
  const day = end < todayText() ? end : todayText()
  const [office, all, proposed, stays] = await Promise.all([
    vacancies.getOffice({ name }, { signal }),
    allOf('vacancies', (page) => vacancies.listVacancies({ parent: name, ...page }, { signal })),
    allOf('placements', (page) => placements.listPlacements({ office: name, ...page }, { signal })),
    monitoring.listOfficeStays({ parent: name, startDate: civil(first), endDate: civil(day) }, { signal }),
  ])
  const known = new Map(all.map((vacancy) => [vacancy.name, vacancy]))
  const sums = new Map<string, Counts>()
  const note = (vacancy: string, counts: Counts) => {
    if (Object.values(counts).every((count) => count === 0)) return
    const sum = sums.get(vacancy) ?? nothing()
    add(sum, counts)
    sums.set(vacancy, sum)
  }
  for (const placement of proposed) note(placement.vacancy, countsOf(placement, first, day))
  for (const stay of stays.officeStays) note(stay.vacancy, stayCounts(stay))
  const rows = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([vacancy, counts]) => ({ name: vacancy, vacancy: known.get(vacancy), counts }))
  return { office, month, day, rows }
}
