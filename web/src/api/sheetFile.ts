// A small form that somebody has filled in, as it comes back: CSV as spreadsheets leave it (UTF-8, GB18030 or UTF-16; comma,
// semicolon or tab), or .xlsx. Tables of people and vacancies are read by the server (imports.ts): there is no end to what they
// come as.
export interface Line {
  // Of the file or sheet, from 1.
  number: number
  // Trimmed.
  cells: string[]
}
export type Sheet = Line[]
// Why a file is not read.
export type Unread = 'TOO_LARGE' | 'NO_TABLE'
export class UnreadFile extends Error {
  constructor(readonly why: Unread) {
    super(why)
  }
}

const fileMost = 5_000_000
const partMost = 50_000_000 // of a workbook, unpacked
const cellMost = 200 // columns that are looked at

export async function sheetsOf(file: File): Promise<Sheet[]> {
  if (file.size > fileMost) throw new UnreadFile('TOO_LARGE')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const begins = (...with_: number[]) => with_.every((byte, i) => bytes[i] === byte)
  if (begins(0x50, 0x4b)) return workbookSheets(bytes)
  if (begins(0xd0, 0xcf)) throw new UnreadFile('NO_TABLE') // .xls
  return [csvLines(decoded(bytes))]
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes) // as Excel saves it in China
  }
}

const lineOf = (number: number, cells: string[]): Line => ({ number, cells: Array.from(cells, (cell = '') => cell.trim()) })

// The separator is the one that the first line has most of.
export function csvLines(text: string): Sheet {
  const head = text.slice(0, text.search(/\r?\n|$/))
  const count = (one: string) => head.split(one).length
  const separator = [',', ';', '\t'].reduce((most, one) => (count(one) > count(most) ? one : most))
  const lines: Sheet = []
  let cells = ['']
  let isQuoted = false
  let number = 1
  let begun = 1
  const end = () => {
    lines.push(lineOf(begun, cells))
    cells = ['']
    begun = number
  }
  for (let i = 0; i < text.length; ++i) {
    const letter = text[i]!
    if (letter === '\n') ++number
    if (isQuoted && letter === '"' && text[i + 1] === '"') cells[cells.length - 1] += text[++i]
    else if (letter === '"' && (isQuoted || cells.at(-1) === '')) isQuoted = !isQuoted
    else if (isQuoted) cells[cells.length - 1] += letter
    else if (letter === separator) cells.push('')
    else if (letter === '\n') end()
    else if (letter !== '\r') cells[cells.length - 1] += letter
  }
  if (cells.length > 1 || cells[0] !== '') end()
  return lines
}

const sheetPath = /^xl\/worksheets\/sheet(\d+)\.xml$/
const stringsPath = 'xl/sharedStrings.xml'
async function workbookSheets(bytes: Uint8Array): Promise<Sheet[]> {
  const { strFromU8, unzipSync } = await import('fflate')
  try {
    const parts = unzipSync(bytes, { filter: ({ name, originalSize }) => originalSize <= partMost && (name === stringsPath || sheetPath.test(name)) })
    const xml = (part: Uint8Array) => new DOMParser().parseFromString(strFromU8(part), 'application/xml')
    const strings = parts[stringsPath] ? all(xml(parts[stringsPath]), 'si').map(textOf) : []
    const numberOf = (path: string) => Number(sheetPath.exec(path)![1])
    const paths = Object.keys(parts).filter((path) => sheetPath.test(path)).sort((a, b) => numberOf(a) - numberOf(b))
    return paths.map((path) => sheetLines(xml(parts[path]!), strings))
  } catch {
    throw new UnreadFile('NO_TABLE')
  }
}
// Whatever the prefix of its name.
const all = (of: Document | Element, name: string) => [...of.getElementsByTagNameNS('*', name)]
// Without what is written above characters to say how they are read.
const textOf = (of: Element) => all(of, 't').filter((one) => one.parentElement?.localName !== 'rPh').map((one) => one.textContent ?? '').join('')

function sheetLines(sheet: Document, strings: string[]): Sheet {
  let before = 0
  return all(sheet, 'row').map((row) => {
    before = Number(row.getAttribute('r') ?? before + 1)
    const cells: string[] = []
    for (const cell of all(row, 'c')) {
      const column = columnOf(cell.getAttribute('r')) ?? cells.length
      if (column < cellMost) cells[column] = cellText(cell, strings)
    }
    return lineOf(before, cells)
  })
}
// Of "AB12", from 0.
function columnOf(place: string | null): number | undefined {
  const letters = /^[A-Z]+/.exec(place ?? '')?.[0]
  if (letters === undefined) return undefined
  return [...letters].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0) - 1
}
function cellText(cell: Element, strings: string[]): string {
  const type = cell.getAttribute('t')
  if (type === 'inlineStr') return textOf(cell)
  const value = all(cell, 'v')[0]?.textContent ?? ''
  return type === 's' ? (strings[Number(value)] ?? '') : value
}
