// Who is signed in. The token stays in this tab and ends with it: office computers are shared.
import { computed, shallowRef, ref } from 'vue'
import { fromJsonString, toJsonString } from '@bufbuild/protobuf'
import { CallerSchema, Caller_Role, type Caller } from '../gen/laowu/v1/reference_service_pb'

const tokenKey = 'laowu-token'
const callerKey = 'laowu-caller'
const officerKey = 'laowu-officer'
// What the one who is signed in has just recorded (api/justRecorded.ts).
export const recordedKey = 'laowu-just-recorded'

function keptCaller(): Caller | undefined {
  const text = sessionStorage.getItem(callerKey)
  try {
    return text ? fromJsonString(CallerSchema, text) : undefined
  } catch {
    return undefined
  }
}

export const token = ref(sessionStorage.getItem(tokenKey) ?? '')
export const caller = shallowRef<Caller | undefined>(keptCaller())
// The person at the desk, who decides: placements bear this name.
export const officer = ref(sessionStorage.getItem(officerKey) ?? '')

export function signIn(newToken: string, who: Caller, officerName: string) {
  hasEnded.value = false
  if (newToken !== token.value) sessionStorage.removeItem(recordedKey)
  token.value = newToken
  caller.value = who
  officer.value = officerName
  sessionStorage.setItem(tokenKey, newToken)
  sessionStorage.setItem(callerKey, toJsonString(CallerSchema, who))
  sessionStorage.setItem(officerKey, officerName)
}

// The server no longer takes the token: it has run out, or was taken back. Told where one signs in.
export const hasEnded = ref(false)

export function signOut(why: 'left' | 'ended' = 'left') {
  hasEnded.value = why === 'ended'

  token.value = ''
  caller.value = undefined
  for (const key of [tokenKey, callerKey, officerKey, recordedKey]) sessionStorage.removeItem(key)
}

export const role = computed(() => caller.value?.role ?? Caller_Role.ROLE_UNSPECIFIED)
export const isOffice = computed(() => role.value === Caller_Role.OFFICE)
export const isCounty = computed(() => role.value === Caller_Role.COUNTY_BUREAU)

// An administrator sees everything: where the pages begin for one.
const homeDivision = '520200'

// The division whose figures come first, as a whole code: "5202" → "520200".
export const ownDivision = computed(() => {
  const prefix = caller.value?.divisionPrefix ?? ''
  return prefix === '' ? homeDivision : prefix.length < 6 ? prefix.padEnd(6, '0') : prefix.slice(0, 6)
})
export const isCountyCode = (code: string) => !code.endsWith('00')
