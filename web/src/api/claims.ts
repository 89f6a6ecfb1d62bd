// What is claimed in an organiser's name: what it has said of it, and the form that is filled in away from the pages, as
// `laowu claims --out` writes it and `laowu outcome attest --file` reads it back.
import type { Claim } from '../gen/laowu/v1/monitoring_service_pb'
import { Attestation_Kind as Kind, type Outcome } from '../gen/laowu/v1/placement_service_pb'
import { placements, requestId } from './clients'
import { dateText } from './dates'
import type { Explained } from './errors'
import { wholeName } from './names'
import { caller } from './session'
import type { Sheet } from './sheetFile'
import { t } from '../text/lang'
import { channelWord, gradeWord } from '../text/words'

export const isOwnWord = (one: Outcome) => one.attestations.some(({ kind, recordedBy }) => kind === Kind.ORGANIZER_RECORD && recordedBy === caller.value?.id)
export const isDenial = (one: Outcome) => one.attestations.some(({ kind }) => kind === Kind.ORGANIZER_DENIAL)
// What an organiser can do about it. Whose a number is that is not its own, or whether it is any, no organiser is told.
export const whyNotTaken = ({ reason, title, advice, fields }: Explained) => {
  if (['OUT_OF_SCOPE', 'NOT_FOUND'].includes(reason)) return t('没有这个编号，或写的不是您单位：请核对，仍不对请告诉县局', 'no such number, or it names another organiser: look again, or tell the county')
  return `${title}${t('，', ': ')}${fields.length ? fields.map(({ text }) => text).join(t('；', '; ')) : advice}`
}

const outcomeTitles = ['动态编号', 'outcome']
const oursTitles = ['是否本单位组织', 'ours']
const referenceTitles = ['凭据', 'reference']
const nameTitle = '姓名'
// In Chinese for every reader: by these the form is read back.
const heads = [outcomeTitles[0]!, nameTitle, '户籍', '务工地', '外出日期', '务工渠道', '现有佐证', oursTitles[0]!, referenceTitles[0]!, '备注']

export async function claimsFormOf(claims: Claim[]): Promise<string[][]> {
  const placeOf = async (code: string) => (code === '' ? '' : wholeName(code))
  const rows = claims.map(async (claim) => {
    const evidence = `${claim.evidenceGrade ? gradeWord(claim.evidenceGrade) : t('无', 'none')}${claim.passedOn ? t('，他人转交', ', passed on') : ''}`
    const told = [claim.outcome, claim.maskedDisplayName, await placeOf(claim.divisionCode), await placeOf(claim.workplaceDivisionCode)]
    return [...told, dateText(claim.startDate), channelWord(claim.channel), evidence, '', '', '']
  })
  return [heads, ...(await Promise.all(rows))]
}

export interface ClaimAnswer {
  line: number
  outcome: string
  // Else it is denied, which is for good.
  isOurs: boolean
  // Of the row; empty: that of the whole form.
  reference: string
  name: string
  // Of its request, also of a second try.
  id: string
}
export interface FilledForm {
  answers: ClaimAnswer[]
  unanswered: number
  // Lines that cannot be sent: neither yes nor no, or without a number.
  unread: number[]
  // Lines that answer otherwise than one before: of such a form nothing is sent, since a no is not taken back.
  contradictory: number[]
}

function answerOf(cell: string): boolean | undefined {
  const word = cell.toLowerCase()
  if (['是', '承认', 'yes'].includes(word)) return true
  return ['否', '不是', '否认', 'no'].includes(word) ? false : undefined
}

// undefined: no sheet has the columns in its first row.
export function answersIn(sheets: Sheet[]): FilledForm | undefined {
  for (const [head, ...lines] of sheets) {
    const column = (titles: string[]) => head?.cells.findIndex((cell) => titles.includes(cell)) ?? -1
    const [outcomeAt, oursAt, referenceAt, nameAt] = [column(outcomeTitles), column(oursTitles), column(referenceTitles), column([nameTitle])]
    if (outcomeAt < 0 || oursAt < 0) continue
    const form: FilledForm = { answers: [], unanswered: 0, unread: [], contradictory: [] }
    const said = new Map<string, boolean>()
    for (const { number, cells } of lines) {
      const [given = '', ours = ''] = [cells[outcomeAt], cells[oursAt]]
      if (ours === '') {
        if (given !== '') ++form.unanswered
        continue
      }
      const isOurs = answerOf(ours)
      if (isOurs === undefined || given === '') {
        form.unread.push(number)
        continue
      }
      const outcome = `outcomes/${given.replace(/^outcomes\//, '')}`
      const before = said.get(outcome)
      if (before !== undefined) {
        if (before !== isOurs) form.contradictory.push(number)
        continue
      }
      said.set(outcome, isOurs)
      form.answers.push({ line: number, outcome, isOurs, reference: cells[referenceAt] ?? '', name: cells[nameAt] ?? '', id: requestId() })
    }
    return form
  }
  return undefined
}

// Whether it was said just now; what the organiser had said before stands.
export async function handIn({ outcome, isOurs, reference, id }: ClaimAnswer, ofAll: string): Promise<boolean> {
  const now = await placements.getOutcome({ name: outcome })
  if (isOurs ? isOwnWord(now) : isDenial(now)) return false
  await placements.attestOutcome({ name: outcome, attestation: { kind: isOurs ? Kind.ORGANIZER_RECORD : Kind.ORGANIZER_DENIAL, reference: reference || ofAll }, requestId: id })
  return true
}
