// The cells of a CSV, without its mark of encoding and however they are quoted.
export function csvRows(text) {
  const rows = [['']]
  let isQuoted = false
  const body = text.replace(/^\ufeff/, '').replace(/\r?\n$/, '')
  for (let i = 0; i < body.length; ++i) {
    const row = rows.at(-1)
    const letter = body[i]
    if (isQuoted && letter === '"' && body[i + 1] === '"') row[row.length - 1] += body[++i]
    else if (letter === '"') isQuoted = !isQuoted
    else if (!isQuoted && letter === ',') row.push('')
    else if (!isQuoted && letter === '\n') rows.push([''])
    else if (isQuoted || letter !== '\r') row[row.length - 1] += letter
  }
  return rows
}
