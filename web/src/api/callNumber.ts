// The number under which a call is recorded. Counts up from the last one of this desk, in whatever form its
// clerks gave it: nobody types it, and anybody may.
import { civil, todayText } from './dates'

const keptKey = 'laowu-call-number'

// "20261128-007" → "20261128-008"; the first of a day begins anew: "3号台-20261127-41" → "3号台-20261128-01".
export function numberAfter(last: string, today = todayText()): string {
  const day = today.replaceAll('-', '')
  if (last === '') return `${day}-001`
  const counted = /^([^]*?)(\d+)$/.exec(last)
  if (!counted) return `${last}-2`
  const [, before, digits] = counted as unknown as [string, string, string]
  const dated = /(\d{4})(\d{2})(\d{2})(\D+)$/.exec(before)
  const isPast = dated && civil(`${dated[1]}-${dated[2]}-${dated[3]}`) && dated.slice(1, 4).join('') < day
  if (isPast) return `${before.slice(0, dated.index)}${day}${dated[4]}${'1'.padStart(digits.length, '0')}`
  return `${before}${String(BigInt(digits) + 1n).padStart(digits.length, '0')}`
}

// Of the desk, not of the tab: the next clerk at it goes on counting.
export const nextCallNumber = () => numberAfter(localStorage.getItem(keptKey) ?? '')
export const keepCallNumber = (used: string) => localStorage.setItem(keptKey, used)
