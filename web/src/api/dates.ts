import { create } from '@bufbuild/protobuf'
import { TimestampSchema, type Timestamp } from '@bufbuild/protobuf/wkt'
import { DateSchema, type Date as CivilDate } from '../gen/google/type/date_pb'
import { t } from '../text/lang'

const pad = (value: number) => String(value).padStart(2, '0')

// Civil dates are Shanghai's, wherever the browser stands: eight hours ahead all year. By arithmetic, since how a
// locale writes a date changes with the browser's edition.
const inShanghai = (time: Date) => new Date(time.getTime() + 8 * 3600_000).toISOString()
const shanghaiDay = (time: Date) => inShanghai(time).slice(0, 10)
const shanghaiMinute = (time: Date) => inShanghai(time).slice(0, 16).replace('T', ' ')

export const todayText = () => shanghaiDay(new Date())

export function dateText(date: CivilDate | undefined): string {
  return date ? `${date.year}-${pad(date.month)}-${pad(date.day)}` : ''
}

// "2026-07-01" → a date; undefined if it is none.
export function civil(text: string): CivilDate | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!found) return undefined
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number]
  const real = new Date(Date.UTC(year, month - 1, day))
  if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) return undefined
  return create(DateSchema, { year, month, day })
}

// Days or months before or after a "2026-07-01".
export function shifted(text: string, by: { days?: number; months?: number }): string {
  const date = new Date(`${text}T00:00:00Z`)
  if (by.months) date.setUTCMonth(date.getUTCMonth() + by.months)
  if (by.days) date.setUTCDate(date.getUTCDate() + by.days)
  return date.toISOString().slice(0, 10)
}

const daysAgo: Record<string, number> = { '': 0, 今: 0, 今天: 0, 昨: 1, 昨天: 1, 前: 2, 前天: 2, 大前天: 3 }
const leapYearsApartMost = 8
// What a clerk types on the telephone: "", "今天", "昨天", "前天", "-3" (days ago), "0703", "7.3", "2026-07-03"; also in wide
// digits. A month and day lie in the past: the last time there was such a day. Digits that may be two days are none.
export function typedDate(text: string, today = todayText()): string | undefined {
  const trimmed = text.normalize('NFKC').replace(/[−–—]/g, '-').trim()
  if (Object.hasOwn(daysAgo, trimmed)) return shifted(today, { days: -daysAgo[trimmed]! })
  if (/^-\d{1,3}$/.test(trimmed)) return shifted(today, { days: Number(trimmed) })
  const whole = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(trimmed) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(trimmed)
  if (whole) {
    const date = `${whole[1]}-${pad(Number(whole[2]))}-${pad(Number(whole[3]))}`
    return civil(date) && date <= today ? date : undefined
  }
  const short = /^(\d{1,2})[-./月](\d{1,2})日?$/.exec(trimmed) ?? /^(\d{2})(\d{2})$/.exec(trimmed)
  if (!short) return undefined
  const monthDay = `${pad(Number(short[1]))}-${pad(Number(short[2]))}`
  const year = Number(today.slice(0, 4))
  for (let back = 0; back <= leapYearsApartMost; ++back) {
    const date = `${year - back}-${monthDay}`
    if (date <= today && civil(date)) return date
  }
  return undefined
}

const toDate = (time: Timestamp) => new Date(Number(time.seconds) * 1000)
export const dayOf = (time: Timestamp | undefined) => (time ? shanghaiDay(toDate(time)) : '')
export const minuteOf = (time: Timestamp | undefined) => (time ? shanghaiMinute(toDate(time)) : '')
// A known-at, whole, as `laowu --known-at` takes it: "2026-11-05T18:00:00.123456+08:00". Cut anywhere it would name
// another figure.
export function knownAtText(time: Timestamp | undefined): string {
  if (!time) return ''
  const fraction = time.nanos === 0 ? '' : `.${String(time.nanos).padStart(9, '0').replace(/0+$/, '')}`
  return `${inShanghai(toDate(time)).slice(0, 19)}${fraction}+08:00`
}

// "2026-11-05T18:00", as a field for a day and time has it, or a whole known-at; undefined if it is none.
export function momentOf(text: string): Timestamp | undefined {
  const [, whole = '', fraction = ''] = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,9}))?(?:\+08:00)?$/.exec(text) ?? []
  const time = new Date(`${whole}+08:00`)
  if (whole === '' || Number.isNaN(time.getTime())) return undefined
  return create(TimestampSchema, { seconds: BigInt(time.getTime() / 1000), nanos: Number(fraction.padEnd(9, '0')) })
}

export function agoText(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60000)
  if (minutes < 1) return t('刚刚更新', 'updated just now')
  return t(`${minutes} 分钟前更新`, `updated ${minutes} min ago`)
}
