// Reads a table in the browser: UTF-8 or GB18030, comma, tab or semicolon, quotes as RFC 4180 has them.
export interface Table {
  headers: string[]
  rows: string[][]
  // The line of the file where each row begins, from 1.
  lines: number[]
}

export function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

function separatorOf(line: string): string {
  return [',', '\t', ';'].map((mark) => ({ mark, count: line.split(mark).length })).sort((a, b) => b.count - a.count)[0]!.mark
}

export function parsed(text: string): Table {
  const body = text.replace(/^\uFEFF/, '')
  const firstLine = body.split(/\r?\n/).find((line) => line.trim() !== '' && !line.startsWith('#')) ?? ''
  const separator = separatorOf(firstLine)
  const records: { cells: string[]; line: number }[] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let line = 1
  let begun = 1
  const endCell = () => {
    cells.push(cell.trim())
    cell = ''
  }
  const endRecord = () => {
    endCell()
    if (cells.some((one) => one !== '') && !(records.length === 0 && cells[0]!.startsWith('#'))) records.push({ cells, line: begun })
    cells = []
    begun = line + 1
  }
  for (let i = 0; i < body.length; ++i) {
    const c = body[i]!
    if (quoted) {
      if (c === '"' && body[i + 1] === '"') cell += body[++i]
      else if (c === '"') quoted = false
      else cell += c
    } else if (c === '"' && cell.trim() === '') {
      quoted = true
      cell = ''
    } else if (c === separator) endCell()
    else if (c === '\n') endRecord()
    else if (c !== '\r') cell += c
    if (c === '\n') ++line
  }
  if (cell !== '' || cells.length > 0) endRecord()
  const [head, ...rest] = records
  const headers = head?.cells ?? []
  // The server takes rows as wide as the headers; spreadsheets leave out empty cells at the end, or add some.
  const fitted = (row: string[]) => {
    const empty = row.slice(headers.length).every((one) => one === '')
    return empty ? Array.from({ length: headers.length }, (_, i) => row[i] ?? '') : row
  }
  return { headers, rows: rest.map((record) => fitted(record.cells)), lines: rest.map((record) => record.line) }
}

// A table to open in a spreadsheet program, which needs the mark in front to see UTF-8.
export function asCsv(rows: string[][]): Blob {
  // A cell that begins like a formula would be run by the spreadsheet program.
  const safe = (cell: string) => (/^[=+\-@\t]/.test(cell) ? `'${cell}` : cell)
  const text = rows.map((row) => row.map((cell) => `"${safe(cell).replaceAll('"', '""')}"`).join(',')).join('\r\n')
  return new Blob(['\uFEFF', text, '\r\n'], { type: 'text/csv;charset=utf-8' })
}
