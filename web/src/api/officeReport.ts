// What an office's own monthly report 推荐安置月报表 asks the server, and what it counts: as `laowu report --office` does.
import type { Placement } from '../gen/laowu/v1/placement_service_pb'
import type { Office, Vacancy } from '../gen/laowu/v1/vacancy_service_pb'
import { allOf } from './allPages'
import { placements, vacancies } from './clients'
import { dateText, dayOf, shifted, todayText } from './dates'

// In the month. `due30`: whose 30th day after arriving lies in it, and `stayed30`: of them who had not left before it.
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
  const start = dateText(placement.startDate)
  if (start === '') return counts
  const end = dateText(placement.endDate)
  const due = (after: number) => has(shifted(start, { days: after }))
  const stayed = (after: number) => (due(after) === 1 && (end === '' || end >= shifted(start, { days: after })) ? 1 : 0)
  return { ...counts, arrived: has(start), due30: due(30), stayed30: stayed(30), due90: due(90), stayed90: stayed(90) }
}

export async function officeReport(name: string, month: string, signal: AbortSignal): Promise<OfficeReport> {
  const first = `${month}-01`
  const end = shifted(shifted(first, { months: 1 }), { days: -1 })
  const day = end < todayText() ? end : todayText()
  const [office, all, proposed] = await Promise.all([
    vacancies.getOffice({ name }, { signal }),
    allOf('vacancies', (page) => vacancies.listVacancies({ parent: name, ...page }, { signal })),
    allOf('placements', (page) => placements.listPlacements({ office: name, ...page }, { signal })),
  ])
  const known = new Map(all.map((vacancy) => [vacancy.name, vacancy]))
  const sums = new Map<string, Counts>()
  for (const placement of proposed) {
    const counts = countsOf(placement, first, day)
    if (Object.values(counts).every((count) => count === 0)) continue
    const sum = sums.get(placement.vacancy) ?? nothing()
    add(sum, counts)
    sums.set(placement.vacancy, sum)
  }
  const rows = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([vacancy, counts]) => ({ name: vacancy, vacancy: known.get(vacancy), counts }))
  return { office, month, day, rows }
}
