// Names for codes, asked for once a code and kept while the tab lives.
import { reactive, shallowRef } from 'vue'
import { Division_Level, type Division, type Occupation, type Skill } from '../gen/laowu/v1/reference_service_pb'
import { reference } from './clients'
import { lang } from '../text/lang'

const divisionNames = reactive(new Map<string, string>())
const asked = new Map<string, Promise<Division[]>>()

// The divisions directly below one; "" has the provinces.
export function childrenOf(code: string): Promise<Division[]> {
  let answer = asked.get(code)
  if (!answer) {
    answer = reference.listDivisions({ parent: code === '' ? '' : `divisions/${code}` }).then(({ divisions }) => {
      for (const division of divisions) divisionNames.set(division.code, division.displayName)
      return divisions
    })
    answer.catch(() => asked.delete(code))
    asked.set(code, answer)
  }
  return answer
}

const single = new Map<string, Promise<unknown>>()
function askName(code: string): Promise<unknown> {
  let done = single.get(code)
  if (!done) {
    done = reference
      .getDivision({ name: `divisions/${code}` })
      .then((division) => divisionNames.set(code, division.displayName))
      .catch(() => divisionNames.set(code, code))
    single.set(code, done)
  }
  return done
}

// "中山市"; the code itself until the name is here, and for what is in no table.
export function divisionName(code: string): string {
  if (!/^\d{6,12}$/.test(code)) return code
  const known = divisionNames.get(code)
  if (known !== undefined) return known
  if (code.length === 9) void childrenOf(code.slice(0, 6)).catch(() => undefined)
  else void askName(code)
  return code
}

// Waited for, where it goes into a file.
export async function divisionNameNow(code: string): Promise<string> {
  if (!/^\d{6,12}$/.test(code)) return code
  if (!divisionNames.has(code)) await (code.length === 9 ? childrenOf(code.slice(0, 6)).catch(() => undefined) : askName(code))
  return divisionNames.get(code) ?? code
}

// "中山市 · 石岐街道", "盘州市 · 新民镇".
export function placeName(code: string): string {
  if (!/^\d{6,12}$/.test(code)) return code
  if (code.length >= 9) return `${divisionName(code.slice(0, 6))} · ${divisionName(code.slice(0, 9))}`
  return divisionName(code)
}

const occupations = shallowRef(new Map<string, Occupation>())
const skills = shallowRef(new Map<string, Skill>())
let occupationsAsked = false
let skillsAsked = false

export function occupationTable(): Map<string, Occupation> {
  if (!occupationsAsked) {
    occupationsAsked = true
    reference
      .listOccupations({})
      .then((answer) => (occupations.value = new Map(answer.occupations.map((one) => [one.code, one]))))
      .catch(() => (occupationsAsked = false))
  }
  return occupations.value
}
export function occupationName(code: string): string {
  return code === '' ? '' : (occupationTable().get(code)?.displayName ?? code)
}

export function skillTable(): Map<string, Skill> {
  if (!skillsAsked) {
    skillsAsked = true
    reference
      .listSkills({})
      .then((answer) => (skills.value = new Map(answer.skills.map((one) => [one.code, one]))))
      .catch(() => (skillsAsked = false))
  }
  return skills.value
}
export function skillName(code: string): string {
  const skill = skillTable().get(code)
  return skill ? (lang.value === 'en' && skill.englishDisplayName ? skill.englishDisplayName : skill.displayName) : code
}

export interface Place {
  code: string
  name: string
}

// Every city and county of the land that a name typed on the telephone may mean, asked for once.
let placesAsked: Promise<Place[]> | undefined
export function cities(): Promise<Place[]> {
  placesAsked ??= childrenOf('').then(async (provinces) => {
    const below = await Promise.all(provinces.map((province) => childrenOf(province.code)))
    return provinces.flatMap((province, i) => [
      { code: province.code, name: province.displayName },
      ...below[i]!
        .filter((division) => division.level <= Division_Level.COUNTY)
        .map((division) => ({ code: division.code, name: division.displayName })),
    ])
  })
  placesAsked.catch(() => (placesAsked = undefined))
  return placesAsked
}
