// A table row by row to the server's reader, in batches, with what became of each row.
import { ReadRawRequest_Kind, type ReadRawResponse } from '../gen/laowu/v1/intake_service_pb'
import { ImportResult_Result as Result, type ImportResult } from '../gen/laowu/v1/types_pb'
import type { Worker_LegalBasis_Kind } from '../gen/laowu/v1/worker_service_pb'
import { intake } from './clients'
import type { Table } from './csv'
import { civil } from './dates'
import { fieldWord } from '../text/fields'
import { explainRow } from './errors'

export type Kind = 'vacancies' | 'workers'
const batchRows = 100
export const previewRows = 8

export interface Order {
  kind: Kind
  office: string
  asOf: string
  basis?: { kind: Worker_LegalBasis_Kind; reference: string }
}
export interface SentBack {
  line: number
  cells: string[]
  why: string
}
export interface Receipt {
  sent: number
  total: number
  counts: Map<Result, number>
  warned: { line: number; text: string }[]
  sentBack: SentBack[]
}

export function preview(table: Table, order: Order): Promise<ReadRawResponse> {
  return intake.readRaw({
    kind: order.kind === 'vacancies' ? ReadRawRequest_Kind.VACANCY : ReadRawRequest_Kind.WORKER,
    headers: table.headers,
    rows: table.rows.slice(0, previewRows).map((cells) => ({ cells })),
    asOfDate: civil(order.asOf)!,
  })
}

// Sends all; the receipt grows as it goes. Sending the same again changes nothing, so after a lost
// answer the whole may be sent once more.
export async function run(table: Table, order: Order, onProgress: (receipt: Receipt) => void, isStopped: () => boolean): Promise<Receipt> {
  const receipt: Receipt = { sent: 0, total: table.rows.length, counts: new Map(), warned: [], sentBack: [] }
  for (let begin = 0; begin < table.rows.length && !isStopped(); begin += batchRows) {
    const rows = table.rows.slice(begin, begin + batchRows).map((cells) => ({ cells }))
    const shared = { headers: table.headers, rows, asOfDate: civil(order.asOf)!, batchNumber: BigInt(begin / batchRows + 1) }
    const answer =
      order.kind === 'vacancies'
        ? await intake.submitRawVacancies({ ...shared, parent: order.office })
        : await intake.submitRawWorkers({ ...shared, legalBasis: order.basis?.reference ? order.basis : undefined })
    for (const result of answer.results) take(result, table, begin, receipt)
    receipt.sent += rows.length
    onProgress({ ...receipt })
  }
  return receipt
}

function take(result: ImportResult, table: Table, begin: number, receipt: Receipt) {
  const at = begin + result.index
  const line = table.lines[at] ?? 0
  receipt.counts.set(result.result, (receipt.counts.get(result.result) ?? 0) + 1)
  for (const warning of result.warnings) receipt.warned.push({ line, text: warning.message || warning.reason })
  if (result.result !== Result.REJECTED) return
  const why = explainRow(result.status)
  const words = why.fields.length ? why.fields.map((field) => `${fieldWord(field.path)}: ${field.text}`).join('; ') : why.detail || why.title
  receipt.sentBack.push({ line, cells: table.rows[at] ?? [], why: words })
}
