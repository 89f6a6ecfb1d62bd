// The sheets of the monthly report 月报表, in the columns and words of `laowu report`.
import type { OutboundPeriod } from '../gen/laowu/v1/monitoring_service_pb'
import { OutboundBreakdown as By, OutboundRatio_Status as Status, type OutboundRatio } from '../gen/laowu/v1/outbound_ratios_pb'
import { Publication_State as State, type Publication } from '../gen/laowu/v1/publications_pb'
import { Channel, PolicyGroup, Sex } from '../gen/laowu/v1/types_pb'
import { dateText, knownAtText } from '../api/dates'
import { mainOf, type MonthlyReport } from '../api/monthlyReport'
import { divisionName } from '../api/names'
import { permille, t } from './lang'
import { figure, text, type Context, type Sheet } from './sheets'
import { boundaryWord, carryWord, channelWord, policyGroupWord, publicationStateWord, ratioStatusWord, sexWord, strictnessWord } from './words'

// 699 → "69.9"; empty where there is no figure.
const percent = (value: number | undefined) => (value === undefined ? '' : permille(value).replace('%', ''))
const count = (value: number | undefined) => (value === undefined ? '' : String(value))
const change = (before: OutboundRatio | undefined, now: OutboundRatio) =>
  before?.ratioPermille === undefined || now.ratioPermille === undefined ? '' : ((now.ratioPermille - before.ratioPermille) / 10).toFixed(1)

// Without the status, which ends both.
const figureColumns = () => [
  figure(t('外出（人）', 'away D (persons)')),
  figure(t('有组织（人）', 'organised O (persons)')),
  figure(t('渠道不明（人）', 'channel unknown U (persons)')),
  figure(t('证据不足（人）', 'unproven C (persons)')),
  figure(t('组织化率（%）', 'R1 (%)')),
  figure(t('最高可能（%）', 'high bound (%)')),
  figure(t('渠道清楚率（%）', 'coverage (%)')),
  figure(t('证明率（%）', 'proof rate (%)')),
]
const figureCells = (r: OutboundRatio) => [
  count(r.outboundPersonCount),
  count(r.organizedPersonCount),
  count(r.unknownChannelPersonCount),
  count(r.unprovenPersonCount),
  percent(r.ratioPermille),
  percent(r.highBoundPermille),
  percent(r.coveragePermille),
  percent(r.proofRatePermille),
]
// Of a row that begins with the code.
const placeShown = (name: string, [code = '']: string[]) => (code === '' ? t(name, 'not known') : divisionName(code, name))
const divisionColumns = () => [text(t('地区代码', 'code')), text(t('地区', 'division'), placeShown)]

// Townships of which a sheet has nothing to say, mostly as nobody of there is on record yet, in one row at the end. Figures stand
// from column `first` on.
function foldEmptyTownships(rows: string[][], first: number): string[][] {
  const noData = ratioStatusWord(Status.NO_DATA)
  const isEmpty = (row: string[]) => row[0]?.length === 9 && row.slice(first).every((cell) => cell === '' || cell === '0' || cell === noData)
  const empty = rows.filter(isEmpty)
  if (empty.length < 2) return rows // one says as much in its own row
  const name = t(`其余${empty.length}个乡镇：无数据`, `${empty.length} more townships: no data`)
  return [...rows.filter((row) => !isEmpty(row)), ['–', name, ...Array<string>(empty[0]!.length - 2).fill('')]]
}

// Of the organised new spells of the year, for 30, 90 and 180 days.
const retentionCells = (year: OutboundPeriod | undefined) =>
  [0, 1, 2].map((i) => {
    const retention = year?.retentions[i]
    return retention?.organizedSpellCount ? percent((1000 * retention.retainedOrganizedSpellCount) / retention.organizedSpellCount) : ''
  })

function summary(report: MonthlyReport): Sheet {
  const columns = [
    ...divisionColumns(),
    ...figureColumns(),
    text(t('状态', 'status')),
    figure(t('距目标（人）', 'missing to the target (persons)')),
    figure(t('全部证实后距目标（人）', 'missing if proven (persons)')),
    figure(t('上月组织化率（%）', 'R1 the month before (%)')),
    figure(t('比上月（百分点）', 'change (points)')),
    figure(t('按填报组织化率（%）', 'R1 as reported (%)')),
    figure(t('一般口径组织化率（%）', 'R1 broad (%)')),
    figure(t('从严口径组织化率（%）', 'R1 strict (%)')),
    figure(t('人日组织化率R2（%）', 'R2 of person-days (%)')),
    figure(t('本月新外出（人次）', 'new spells')),
    figure(t('新外出组织化率R3（%）', 'R3 of new spells (%)')),
    figure(t('本年新外出稳岗30天（%）', '30 days of this year\'s spells (%)')),
    figure(t('稳岗90天（%）', '90 days (%)')),
    figure(t('稳岗180天（%）', '180 days (%)')),
    figure(t('全年组织化率R4（算到截至日，%）', 'R4 of the year to known-at (%)')),
    figure(t('本年未达标（天）', 'days missed this year')),
    figure(t('本年待定（天）', 'days provisional this year')),
    figure(t('回乡将满（人）', 'visits about to lapse (persons)')),
    figure(t('自营在外（人）', 'own account (persons)')),
    figure(t('调查外出人数（人）', 'away by the survey (persons)')),
    figure(t('登记覆盖率（%）', 'register coverage (%)')),
  ]
  const rows = mainOf(report).map((r) => {
    const same = <Row extends { divisionCode: string }>(list: Row[]) => list.find(({ divisionCode }) => divisionCode === r.divisionCode)
    const before = same(report.before)
    const month = same(report.inMonth)
    const year = same(report.inYear)
    const knownYear = same(report.inKnownYear)
    return [
      r.divisionCode,
      r.divisionDisplayName,
      ...figureCells(r),
      ratioStatusWord(r.status),
      r.missingArrivalCount < 0 ? '' : count(r.missingArrivalCount),
      r.missingArrivalIfProvenCount < 0 ? '' : count(r.missingArrivalIfProvenCount),
      percent(before?.ratioPermille),
      change(before, r),
      ...report.figures.map((figures) => percent(same(figures)?.ratioPermille)),
      percent(month?.personDayRatioPermille),
      count(month?.newSpellCount ?? 0),
      percent(month?.newSpellRatioPermille),
      ...retentionCells(year),
      percent(knownYear?.longAbsentRatioPermille),
      count(year?.missedDayCount ?? 0),
      count(year?.provisionalDayCount ?? 0),
      count(r.lapsingVisitPersonCount),
      count(r.selfEmployedPersonCount),
      count(r.baseline?.outboundPersonCount),
      percent(r.registerCoveragePermille),
    ]
  })
  return { key: '', name: t('汇总', 'summary'), columns, rows: foldEmptyTownships(rows, 2) }
}

const breakdownWords: Partial<Record<By, [key: string, sheet: string, code: string, name: string]>> = {
  [By.TOWNSHIP]: ['townships', '乡镇', '乡镇代码', '乡镇'],
  [By.DESTINATION]: ['destinations', '去向', '地区代码', '务工地'],
  [By.CHANNEL]: ['channels', '渠道', '代码', '渠道'],
  [By.POLICY_GROUP]: ['policy-groups', '政策群体', '代码', '政策群体（一人可属多个群体）'],
  [By.SEX]: ['sexes', '性别', '代码', '性别'],
  [By.AGE_BAND]: ['ages', '年龄', '代码', '年龄段'],
}
// Of a part that is no place, in English by the key that the row begins with: "CHANNEL_SELF", "SEX_FEMALE", "60+".
const partWords: Partial<Record<By, (key: string) => string>> = {
  [By.CHANNEL]: (key) => channelWord(Channel[key.replace(/^CHANNEL_/, '') as keyof typeof Channel]),
  [By.POLICY_GROUP]: (key) => (key === '' ? t('不属于任何政策群体', 'in none of them') : policyGroupWord(PolicyGroup[key.replace(/^POLICY_GROUP_/, '') as keyof typeof PolicyGroup])),
  [By.SEX]: (key) => sexWord(Sex[key.replace(/^SEX_/, '') as keyof typeof Sex]),
  [By.AGE_BAND]: (key) => key || t('不详', 'not known'),
}
const partShown = (by: By) => {
  const wordOf = partWords[by]
  return wordOf ? (name: string, [key = '']: string[]) => t(name, wordOf(key)) : placeShown
}
// Of a channel that counts or does not, of men or of the young there is no target to meet.
const hasTarget = (by: By) => ![By.CHANNEL, By.SEX, By.AGE_BAND].includes(by)

function breakdown({ by, parts }: MonthlyReport['breakdowns'][number]): Sheet {
  const [key, sheet, code, name] = breakdownWords[by]!
  const isOfPlaces = by === By.DESTINATION
  const columns = [text(t(code, 'code')), text(t(name, 'part'), partShown(by)), ...figureColumns()]
  if (hasTarget(by)) columns.push(text(t('状态', 'status')))
  if (isOfPlaces) columns.push(figure(t('劳务协作机构（个）', 'partner offices')))
  const rows = parts.map((r) => [
    r.part!.key,
    r.part!.displayName,
    ...figureCells(r),
    ...(hasTarget(by) ? [ratioStatusWord(r.status)] : []),
    ...(isOfPlaces ? [count(r.part!.partnerOfficeCount)] : []),
  ])
  // "16-24" … "60+" sort by their keys; whose age is not known stand last.
  const orderOf = ([band]: string[]) => band || '~'
  if (by === By.AGE_BAND) rows.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
  return { key, name: t(sheet, key), columns, rows }
}

// Median pay that new arrivals of the quarter state; a cell of fewer than five is empty.
function pay({ inQuarter }: MonthlyReport): Sheet {
  const columns = [
    ...divisionColumns(),
    text(t('季度起', 'from')),
    text(t('至', 'to')),
    figure(t('有组织中位数（元/月）', 'organised median (yuan/month)')),
    figure(t('有组织填报（人次）', 'organised, stated by')),
    figure(t('自行外出中位数（元/月）', 'own median (yuan/month)')),
    figure(t('自行外出填报（人次）', 'own, stated by')),
  ]
  const rows = inQuarter.map((p) => [
    p.divisionCode,
    p.divisionDisplayName,
    dateText(p.startDate),
    dateText(p.endDate),
    count(p.organizedMedianWageCnyPerMonth),
    count(p.organizedWageCount),
    count(p.selfArrangedMedianWageCnyPerMonth),
    count(p.selfArrangedWageCount),
  ])
  return { key: 'pay', name: t('工资', 'pay'), columns, rows: foldEmptyTownships(rows, 4) }
}

// Who signed each step: "草稿 panzhou；已上报 panzhou".
const signersText = ({ signatures }: Publication) => signatures.map(({ state, signedBy }) => `${publicationStateWord(state)} ${signedBy}`).join(t('；', '; '))

// "520281 盘州市".
function codedShown(cell: string): string {
  const [code = '', name = ''] = cell.split(' ')
  return `${code} ${divisionName(code, name)}`
}
// What was handed in; a draft was not.
function publications(report: MonthlyReport): Sheet {
  const columns = [
    text(t('发布', 'publication')),
    text(t('状态', 'state')),
    text(t('地区', 'division'), codedShown),
    text(t('日期', 'figure of the day')),
    text(t('发布数截至', 'figure known at')),
    text(t('发布口径', 'figure\'s policy')),
    text(t('发布边界', 'figure\'s boundary')),
    text(t('渠道沿用', 'figure\'s carry')),
    figure(t('外出（人）', 'away D (persons)')),
    figure(t('有组织（人）', 'organised O (persons)')),
    figure(t('组织化率（%）', 'R1 (%)')),
    text(t('达标情况', 'figure\'s status')),
    text(t('签署', 'signed by')),
    text(t('校验码', 'hash')),
  ]
  const handedIn = report.publications.filter(({ state }) => state !== State.DRAFT)
  const rows = handedIn.map((one) => {
    const r = one.outboundRatio
    return [
      one.name,
      publicationStateWord(one.state),
      `${r?.divisionCode} ${r?.divisionDisplayName}`,
      dateText(r?.date),
      knownAtText(r?.knownAt),
      strictnessWord(r?.policy?.strictness ?? 0),
      boundaryWord(r?.policy?.boundary ?? 0),
      carryWord(r?.policy?.carry ?? 0),
      count(r?.outboundPersonCount),
      count(r?.organizedPersonCount),
      percent(r?.ratioPermille),
      ratioStatusWord(r?.status ?? 0),
      signersText(one),
      one.hash,
    ]
  })
  return { key: 'publications', name: t('发布', 'publications'), columns, rows }
}

export const monthlySheets = (report: MonthlyReport): Sheet[] => [summary(report), ...report.breakdowns.map(breakdown), pay(report), publications(report)]

export const monthlyTitle = (report: MonthlyReport) =>
  divisionName(report.division, mainOf(report)[0]?.divisionDisplayName) + t('农村劳动力外出务工组织化情况月报表', ': organised outbound work, monthly report')

// What stands above each sheet.
export function monthlyContext(report: MonthlyReport): Context {
  const r = mainOf(report)[0]
  const context: Context = [
    [t('月份', 'month'), report.month],
    [t('统计日', 'day'), report.day],
    [t('截至', 'known at'), knownAtText(r?.knownAt)],
    [t('口径', 'policy'), strictnessWord(r?.policy?.strictness ?? 0)],
    [t('外出边界', 'boundary'), boundaryWord(r?.policy?.boundary ?? 0)],
    [t('政策版本', 'policy version'), r?.policy?.version ?? ''],
    [t('目标（%）', 'target (%)'), count(r?.targetPercent)],
  ]
  if (report.askedAs !== undefined) {
    const area = report.isSameArea ? '' : t('，辖区不同', ', another area')
    context.push([t('当时代码', 'code of the day'), `${report.division}${t('（查询 ', ' (asked as ')}${report.askedAs}${area}${t('）', ')')}`])
  }
  return context
}
