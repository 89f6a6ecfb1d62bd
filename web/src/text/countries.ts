// Countries by the codes under which work overseas is recorded, two letters or three: the table that the server has.
import table from '../../../data/countries/countries.csv?raw'
import { t } from './lang'

const countries = new Map<string, { name: string; english: string }>()
for (const line of table.trim().split('\n').slice(2)) {
  const [alpha2 = '', alpha3 = '', name = '', english = ''] = line.split(',')
  for (const code of [alpha2, alpha3]) countries.set(code, { name, english })
}

export const isCountryCode = (code: string) => /^[A-Z]{2,3}$/.test(code)
// "日本", "Japan"; of one that is not in the table, the code.
export function countryName(code: string): string {
  const found = countries.get(code)
  return found ? t(found.name, found.english) : code
}
// "日本 JPN", in Chinese as an import reads it back.
export function countryFileText(code: string): string {
  const found = countries.get(code)
  return found ? `${found.name} ${code}` : code
}
