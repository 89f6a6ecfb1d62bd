// A number that is typed to find somebody by.
import { t } from '../text/lang'

// Digits as a Chinese keyboard writes them are digits.
export const folded = (typed: string) => typed.normalize('NFKC').trim().replace(/\s+/g, ' ')
// Without the blanks and dashes that it is read out by.
export const compacted = (typed: string) => folded(typed).replace(/[\s-]/g, '')
export const isIdentityNumber = (compact: string) => /^\d{17}[\dXx]$|^\d{15}$/.test(compact)
export const isPhoneNumber = (compact: string) => /^1\d{10}$/.test(compact)

// Of a number that can be nobody's, what is wrong with it; "" of anything that may be asked for.
export function numberFault(typed: string): string {
  const compact = compacted(typed)
  const length = compact.length
  if (!/^\d+[Xx]?$/.test(compact) || isIdentityNumber(compact) || isPhoneNumber(compact)) return ''
  if (length === 11) return t('手机号 11 位，以 1 开头：请核对第一位。', 'A phone number begins with 1: check its first digit.')
  if (length < 13) return t(`手机号 11 位，这里是 ${length} 位：请核对。`, `A phone number has 11 digits, this one ${length}: check it.`)
  return t(`身份证号 18 位（旧的 15 位），这里是 ${length} 位：请核对。`, `An identity number has 18 digits (an old one 15), this one ${length}: check it.`)
}
