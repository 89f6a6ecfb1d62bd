// The number under which a call is recorded: the day, the desk, and a count that nobody types. Clerks may give it
// another form, and it counts on in that.
import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'
import { civil, todayText } from './dates'

const keptKey = 'laowu-call-number'
const deskKey = 'laowu-desk'
// Without what is misread: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V. Six of them are one of 85 million.
const deskLetters = '34679ACDEFGHJKMNPQRTWXY'
const deskLength = 6

// This desk's own mark, drawn once: no two desks count the same numbers, though nobody has numbered the desks. Of the
// browser's profile, so that the next clerk at it goes on with it.
function deskMark(): string {
  let mark = localStorage.getItem(deskKey) ?? ''
  if (mark === '') {
    mark = [...crypto.getRandomValues(new Uint32Array(deskLength))].map((draw) => deskLetters[draw % deskLetters.length]).join('')
    localStorage.setItem(deskKey, mark)
  }
  return mark
}

// "20261128-K7M3QX-007" → "20261128-K7M3QX-008"; the first of a day begins anew: "3号台-20261127-41" →
// "3号台-20261128-01". What bears no desk, "20261128-007", could be another's too, and gets this one's.
export function numberAfter(last: string, desk: string, today = todayText()): string {
  const day = today.replaceAll('-', '')
  if (last === '' || /^\d{8}-\d{3,}$/.test(last)) return `${day}-${desk}-001`
  const counted = /^([^]*?)(\d+)$/.exec(last)
  if (!counted) return `${last}-2`
  const [, before, digits] = counted as unknown as [string, string, string]
  const dated = /(\d{4})(\d{2})(\d{2})(\D[^]*)$/.exec(before)
  const isPast = dated && civil(`${dated[1]}-${dated[2]}-${dated[3]}`) && dated.slice(1, 4).join('') < day
  if (isPast) return `${before.slice(0, dated.index)}${day}${dated[4]}${'1'.padStart(digits.length, '0')}`
  return `${before}${String(BigInt(digits) + 1n).padStart(digits.length, '0')}`
}

const next = () => numberAfter(localStorage.getItem(keptKey) ?? '', deskMark())

// The number of the call that is being recorded. `begin` gives it the next one; `keep` says which was used. A call
// that has begun meanwhile, here or in another tab of this desk, moves on, unless the clerk has written his own.
export function useCallNumber(): { number: Ref<string>; begin: () => void; keep: (used: string) => void } {
  const number = ref('')
  let given = ''
  const begin = () => (number.value = given = next())
  const moveOn = () => {
    if (given !== '' && number.value === given) begin()
  }
  const keep = (used: string) => {
    localStorage.setItem(keptKey, used)
    moveOn()
  }
  const onStorage = ({ key }: StorageEvent) => {
    if (key === keptKey) moveOn()
  }
  onMounted(() => window.addEventListener('storage', onStorage))
  onBeforeUnmount(() => window.removeEventListener('storage', onStorage))
  return { number, begin, keep }
}
