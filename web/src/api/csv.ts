// Rows as a file that spreadsheets open, quoted as the server and the command line quote them. A cell that begins like a
// formula is kept from being one; a number below zero is none. They spare it in columns of numbers alone; here columns have
// no kinds, and whatever reads as such a number is spared: "-5" of a column of texts stays as it is.
const cellOf = (text: string) => {
  const safe = /^\s*[=+\-@]/.test(text) && !/^-\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",;\t\r\n]|^ | $/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
// With a mark of its encoding, without which Excel reads Chinese as noise.
export const csvText = (rows: string[][]) => `\ufeff${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`
export const csvOf = (rows: string[][]) => new Blob([csvText(rows)], { type: 'text/csv;charset=utf-8' })
