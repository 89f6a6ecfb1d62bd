// The call list 电话清单, as `laowu worklist --out` writes it, but that 说明 is in the words of these pages: a row a person, by
// township and village, with what to ask, what is known filled in, and columns for the answer. Filled in, it comes back as it
// stands, as an import of outcomes.
import { WorklistKind as Kind, type WorklistRow } from '../gen/laowu/v1/monitoring_service_pb'
import { Channel } from '../gen/laowu/v1/types_pb'
import type { Worker } from '../gen/laowu/v1/worker_service_pb'
import { allOf } from './allPages'
import { placements } from './clients'
import { dateText } from './dates'
import { chineseNameNow, townshipOf, wholeName } from './names'
import { villageOf } from './persons'
import { said, t } from '../text/lang'
import { channelFileWord, channelWord, worklistWord } from '../text/words'

// In Chinese for every reader: by these an import knows the columns.
const heads = ['编号', '姓名', '手机号', '乡镇', '村', '说明', '就业情况', '发生日期', '务工地', '务工渠道', '组织单位', '月工资', '动态编号', '清单截至']

// Its last day; of those who were not heard of it lies behind.
function dueText(row: WorklistRow): string {
  const due = dateText(row.dueDate)
  if (due === '') return ''
  return row.kind === Kind.NOT_CONFIRMED ? t(`最近核实 ${due}`, `last heard of ${due}`) : t(`期限 ${due}`, `due ${due}`)
}

// What the caller should know before calling, in one cell: an import passes over it.
function hintOf(row: WorklistRow, organizers: Map<string, string>): string {
  const isNamed = row.channel === Channel.UNKNOWN && row.kind === Kind.UNKNOWN_CHANNEL // by the list itself
  const start = dateText(row.startDate)
  return [
    worklistWord(row.kind),
    row.channel === Channel.UNSPECIFIED || isNamed ? '' : channelWord(row.channel),
    organizers.get(row.organizer) ?? row.organizer,
    start && (row.kind === Kind.NOT_ARRIVED ? t(`出发 ${start}`, `set out ${start}`) : t(`自 ${start}`, `since ${start}`)),
    dueText(row),
    said(row.nextStepText),
  ]
    .filter(Boolean)
    .join(t('；', '; '))
}

// What else the person is on the list for.
function alsoText(row: WorklistRow): string {
  const due = dueText(row)
  return t(`；另：${worklistWord(row.kind)}${due && `，${due}`}`, `; also: ${worklistWord(row.kind)}${due && `, ${due}`}`)
}

// What is known of the outcome, in the words that an import reads back. Of a visit home, which bears no channel, the place
// alone.
async function knownCells(row: WorklistRow, organizers: Map<string, string>): Promise<string[]> {
  const bearsChannel = row.kind !== Kind.LAPSING_VISIT
  return [
    row.workplaceDivisionCode === '' ? '' : await wholeName(row.workplaceDivisionCode),
    bearsChannel ? channelFileWord(row.channel) : '',
    bearsChannel ? (organizers.get(row.organizer) ?? row.organizer) : '',
  ]
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

// `rows`: as the worklist goes, the shortest way to the target first; a person has one row, of the first. `knownAt`: of the
// list. `workers`: those of the rows who can be read, by name of the record.
export async function callListOf(rows: WorklistRow[], knownAt: string, workers: Map<string, Worker>): Promise<string[][]> {
  const organizers = new Map((await allOf('organizers', (page) => placements.listOrganizers(page))).map(({ name, displayName }) => [name, displayName || name]))
  const persons = new Map<string, { row: WorklistRow; others: WorklistRow[] }>()
  for (const row of rows) {
    const person = persons.get(row.worker)
    if (person) person.others.push(row)
    else persons.set(row.worker, { row, others: [] })
  }
  const lines = await Promise.all(
    [...persons.values()].map(async ({ row, others }) => {
      const worker = workers.get(row.worker)
      const township = townshipOf(worker?.divisionCode || row.divisionCode)
      const village = worker ? villageOf(worker) : ''
      const { displayName = '', phoneNumber = '' } = worker?.personalDetails ?? {}
      const hint = [hintOf(row, organizers), ...others.map(alsoText)].join('')
      const told = [row.worker, displayName, phoneNumber, await chineseNameNow(township), village, hint]
      return { township, village, cells: [...told, '', '', ...(await knownCells(row, organizers)), '', row.outcome, knownAt] }
    }),
  )
  lines.sort((a, b) => compare(a.township, b.township) || compare(a.village, b.village))
  return [heads, ...lines.map(({ cells }) => cells)]
}
