// A file on its way into the records: sent, read, looked at, run, undone. The server keeps where it is, so
// that a page that was closed finds it again.
import { create, fromJson, type JsonValue } from '@bufbuild/protobuf'
import { Code, ConnectError } from '@connectrpc/connect'
import { FileSchema, Import_ColumnSchema, Import_Kind as Kind, Import_Mode as Mode, Import_State as State, ImportRow_UndoResult as UndoResult, type Import, type Import_Spec, type ImportRow, type ImportRow_Change } from '../gen/laowu/v1/intake_service_pb'
import { Attestation_Kind } from '../gen/laowu/v1/placement_service_pb'
import { ofEach } from './allPages'
import { intake, requestId } from './clients'
import { civil } from './dates'
import { explain, type Explained } from './errors'
import { childrenOf } from './names'
import { saveAs } from './save'
import { isCountyCode, token } from './session'

export interface Order {
  kind: Kind
  parent: string
  asOf: string
  // The one sheet to be read; empty: what the server finds.
  sheet: string
  // VACANCY: whence the file is, and whether it has all of that source.
  source: string
  isWhole: boolean
  consent: string
  duty: string
  witness: Attestation_Kind
  witnessReference: string
}

// Another's word is passed on with where it can be looked up; the server asks for it too.
export const lacksReference = (order: Order) => order.kind === Kind.OUTCOME && order.witness !== Attestation_Kind.KIND_UNSPECIFIED && order.witnessReference === ''

const pollMs = 700
const troubledPollMs = 5_000
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const isUnderWay = (state: State) => [State.READING, State.RUNNING, State.UNDOING].includes(state)

// A refusal outside the API's own calls, as if it were one of them.
const refused = (status: number, said: JsonValue) =>
  new ConnectError((said as { message?: string } | null)?.message ?? String(status), status === 401 ? Code.Unauthenticated : Code.FailedPrecondition)

// The bytes as they are, with how far they have got. Answers the file's name.
export function upload(file: File, onPercent: (percent: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/files?name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('Authorization', `Bearer ${token.value}`)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.upload.onprogress = (event) => onPercent(Math.floor((100 * event.loaded) / Math.max(1, event.total)))
    request.onerror = () => reject(new TypeError('the file could not be sent'))
    request.onload = () => {
      try {
        const said = JSON.parse(request.responseText) as JsonValue
        if (request.status === 200) resolve(fromJson(FileSchema, said, { ignoreUnknownFields: true }).name)
        else reject(refused(request.status, said))
      } catch {
        reject(refused(request.status, null))
      }
    }
    request.send(file)
  })
}

export function begin(file: string, order: Order): Promise<Import> {
  const isOutcome = order.kind === Kind.OUTCOME
  const isSurvey = order.kind === Kind.SURVEY
  const isVacancy = order.kind === Kind.VACANCY
  const isWorker = order.kind === Kind.WORKER
  return intake.createImport({
    spec: {
      kind: order.kind,
      parent: order.parent,
      file,
      asOfDate: civil(order.asOf),
      sheetDisplayName: order.sheet,
      sourceDisplayName: isVacancy ? order.source : '',
      mode: isVacancy && order.isWhole ? Mode.SNAPSHOT : Mode.APPEND,
      consentReference: isWorker ? order.consent : '',
      statutoryDutyReference: isWorker ? order.duty : '',
      attestationKind: isOutcome ? order.witness : Attestation_Kind.KIND_UNSPECIFIED,
      attestationReference: isSurvey || (isOutcome && order.witness) ? order.witnessReference : '',
    },
    requestId: requestId(),
  })
}

// The same file and order read otherwise; the reading before stores nothing and stays as it is.
const beginAgain = ({ spec }: Import, otherwise: Partial<Import_Spec>): Promise<Import> => intake.createImport({ spec: { ...spec!, ...otherwise }, requestId: requestId() })
export const beginWithColumns = (one: Import, columns: { header: string; field: string }[]) =>
  beginAgain(one, { columns: columns.map((column) => create(Import_ColumnSchema, column)) })
export const beginWithOlder = (one: Import) => beginAgain(one, { allowOlder: true })

// Tells each state on the way, until it rests, and goes on asking while nothing answers: the server goes on, too.
export async function follow(name: string, onState: (state: Import | undefined, trouble?: Explained) => void, isLeft: () => boolean): Promise<void> {
  while (!isLeft()) {
    try {
      const now = await intake.getImport({ name })
      onState(now)
      if (!isUnderWay(now.state)) return
      await pause(pollMs)
    } catch (failure) {
      const trouble = explain(failure)
      if (!trouble.retry) throw failure
      onState(undefined, { ...trouble, waits: true })
      await pause(troubledPollMs)
    }
  }
}

// Rows that are asked for together: what became of them, what is worth a look, what undoing left alone.
export interface Asked {
  changes: ImportRow_Change[]
  warnedOnly: boolean
  keptOnly: boolean
}
export interface Page {
  rows: ImportRow[]
  next: string
}
export const isKept = (row: ImportRow) => [UndoResult.CHANGED_SINCE, UndoResult.NOT_POSSIBLE].includes(row.undoResult)

const rowsShown = 100
// The next hundred or so after `from`. A server's page may hold few that are asked for, so it goes on until there
// are enough to look at. Persons are masked without a purpose; with one the look is recorded.
export async function rowsAfter(name: string, { changes, warnedOnly, keptOnly }: Asked, from: string, purpose: string, signal: AbortSignal): Promise<Page> {
  const rows: ImportRow[] = []
  let next = from
  do {
    const page = await intake.previewImport({ name, pageSize: keptOnly ? 500 : rowsShown, pageToken: next, changes, warnedOnly, purpose }, { signal })
    rows.push(...(keptOnly ? page.rows.filter(isKept) : page.rows))
    next = page.nextPageToken
  } while (next !== '' && rows.length < rowsShown)
  return { rows, next }
}

// A snapshot that closes more than this of its source's vacancies is mostly a file that was cut short: the server wants
// the number said back.
const closedPercentMost = 30
export const closesMany = (one: Import) => Number(one.counts?.closedCount ?? 0n) * 100 > Number(one.sourceOpenCount) * closedPercentMost
export const runImport = (one: Import, confirmedClosed: bigint) => intake.runImport({ name: one.name, confirmedClosedCount: confirmedClosed })
export const cancelImport = (one: Import) => intake.cancelImport({ name: one.name })
export const undoImport = (one: Import) => intake.undoImport({ name: one.name })
const importsShown = 20
// A division with all above the townships that it has below: an import is listed where it was sent in.
async function withBelow(code: string): Promise<string[]> {
  if (isCountyCode(code)) return [code]
  const below = (await childrenOf(code)).filter((one) => one.code.length === 6)
  return [code, ...(await ofEach(below, (one) => withBelow(one.code))).flat()]
}
// Of an office or division, the newest first; of more than a county with those of its counties, which import by themselves.
export async function importsOf(parent: string, signal: AbortSignal): Promise<Import[]> {
  const code = /^divisions\/(\d{6})$/.exec(parent)?.[1]
  const parents = code === undefined ? [parent] : (await withBelow(code)).map((one) => `divisions/${one}`)
  const lists = await ofEach(parents, async (one) => (await intake.listImports({ parent: one, pageSize: importsShown }, { signal })).imports)
  const time = ({ createTime }: Import) => Number(createTime?.seconds ?? 0n)
  return [...new Map(lists.flat().map((one) => [one.name, one])).values()].sort((a, b) => time(b) - time(a)).slice(0, importsShown)
}

// The sender's own rows with what became of each, as a spreadsheet. It is written when it is first asked for; of a
// large file that takes a while, in which the server wants to be asked again.
export async function saveReceipt(one: Import) {
  const ask = () => fetch(`/${one.name}/receipt.xlsx`, { headers: { Authorization: `Bearer ${token.value}` } })
  let answer = await ask()
  while (answer.status === 429 && answer.headers.has('Retry-After')) {
    await new Promise((resolve) => setTimeout(resolve, 1000 * Number(answer.headers.get('Retry-After'))))
    answer = await ask()
  }
  if (!answer.ok) throw refused(answer.status, (await answer.json().catch(() => null)) as JsonValue)
  saveAs(await answer.blob(), `回执-${one.fileDisplayName.replace(/\.[^.]*$/, '')}.xlsx`)
}
