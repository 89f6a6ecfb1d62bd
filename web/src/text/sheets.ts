// A sheet of a report: on the screen, on paper, and as a file.
export interface Sheet {
  // In names of files; empty: the first sheet.
  key: string
  name: string
  columns: { title: string; isNumber: boolean }[]
  rows: string[][]
}
export type Context = [title: string, text: string][]

export const text = (title: string) => ({ title, isNumber: false })
export const figure = (title: string) => ({ title, isNumber: true })

// A sheet as the rows of a file: what stands above it are columns of every row.
export const sheetRows = ({ columns, rows }: Sheet, context: Context): string[][] => [
  [...columns.map(({ title }) => title), ...context.map(([title]) => title)],
  ...rows.map((row) => [...row, ...context.map(([, value]) => value)]),
]
