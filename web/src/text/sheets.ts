export interface Column {
  title: string
  isNumber: boolean
  // What is read on the screen and on paper for a cell that has the server's Chinese name; a file keeps the name, as those of
  // the command line do.
  shown?: (cell: string, row: string[]) => string
}
// A sheet of a report: on the screen, on paper, and as a file.
export interface Sheet {
  // In names of files; empty: the first sheet.
  key: string
  name: string
  columns: Column[]
  rows: string[][]
}
export type Context = [title: string, text: string][]

export const text = (title: string, shown?: Column['shown']): Column => ({ title, isNumber: false, ...(shown && { shown }) })
export const figure = (title: string): Column => ({ title, isNumber: true })

// A sheet as the rows of a file: what stands above it are columns of every row.
export const sheetRows = ({ columns, rows }: Sheet, context: Context): string[][] => [
  [...columns.map(({ title }) => title), ...context.map(([title]) => title)],
  ...rows.map((row) => [...row, ...context.map(([, value]) => value)]),
]
