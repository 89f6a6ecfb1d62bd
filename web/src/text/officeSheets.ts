// The sheets of an office's monthly report, in the columns and words of `laowu report --office`. Counts; no persons.
import { add, nothing, type Counts, type OfficeReport } from '../api/officeReport'
import { t } from './lang'
import { figure, text, type Context, type Sheet } from './sheets'

const countColumns = () => [
  figure(t('推荐（人次）', 'proposed')),
  figure(t('接收（人次）', 'accepted')),
  figure(t('到岗（人次）', 'arrived')),
  figure(t('本月满30天（人次）', '30 days due')),
  figure(t('满30天稳岗（人次）', 'stayed 30 days')),
  figure(t('本月满90天（人次）', '90 days due')),
  figure(t('满90天稳岗（人次）', 'stayed 90 days')),
]
const cellsOf = (c: Counts) => [c.proposed, c.accepted, c.arrived, c.due30, c.stayed30, c.due90, c.stayed90].map(String)

export function officeSheets({ rows }: OfficeReport): Sheet[] {
  const sum = nothing()
  const employers = new Map<string, Counts>()
  for (const { vacancy, counts } of rows) {
    const name = vacancy?.employerDisplayName ?? ''
    const employer = employers.get(name) ?? nothing()
    add(employer, counts)
    employers.set(name, employer)
    add(sum, counts)
  }
  const all = t('合计', 'all')
  const byVacancy = rows.map(({ name, vacancy, counts }) => [
    // The office's own number, else the last part of "offices/z/vacancies/a".
    vacancy?.sourceReference || name.split('/').at(-1)!,
    vacancy?.title ?? '',
    vacancy?.employerDisplayName ?? '',
    vacancy?.openingCount ? String(vacancy.openingCount) : '',
    ...cellsOf(counts),
  ])
  const byEmployer = [...employers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, counts]) => [name, ...cellsOf(counts)])
  return [
    {
      key: '',
      name: t('岗位', 'vacancies'),
      columns: [text(t('岗位编号', 'number')), text(t('岗位名称', 'title')), text(t('用人单位', 'employer')), figure(t('招聘人数（人）', 'people wanted')), ...countColumns()],
      rows: [...byVacancy, [all, '', '', '', ...cellsOf(sum)]],
    },
    {
      key: 'employers',
      name: t('用人单位', 'employers'),
      columns: [text(t('用人单位', 'employer')), ...countColumns()],
      rows: [...byEmployer, [all, ...cellsOf(sum)]],
    },
  ]
}

export const officeTitle = ({ office, month, day }: OfficeReport) =>
  `${office.displayName || office.name.split('/')[1]} ${month}${t(' 推荐安置月报表，统计至 ', ' placements, monthly report through ')}${day}`

export const officeContext = ({ month, day }: OfficeReport): Context => [
  [t('月份', 'month'), month],
  [t('统计至', 'through'), day],
]
