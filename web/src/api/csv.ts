// Rows as a file that spreadsheets open. A cell that begins like a formula is kept from being one.
const cellOf = (text: string) => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
// With a mark of its encoding, without which Excel reads Chinese as noise.
export const csvOf = (rows: string[][]) => new Blob([`\ufeff${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' })
