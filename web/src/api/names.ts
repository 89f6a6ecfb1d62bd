// Names for codes, asked for once a code and kept while the tab lives.
import { reactive, shallowRef } from 'vue'
import { Division_Level, type Division, type Occupation, type Skill } from '../gen/laowu/v1/reference_service_pb'
import { reference } from './clients'
import { explain } from './errors'
import { lang } from '../text/lang'

// Of a village or township.
export const townshipOf = (code: string) => code.slice(0, 9)

// The answer of each key is kept; a question that failed is asked again.
export function askedOnce<T>(answers: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  let answer = answers.get(key)
  if (!answer) {
    answer = ask()
    answer.catch(() => answers.delete(key))
    answers.set(key, answer)
  }
  return answer
}
// The server knows no such place; of any other failure nothing follows for the place.
export const isNoPlace = (failure: unknown) => explain(failure).reason === 'NOT_FOUND'

const divisionNames = reactive(new Map<string, string>())
const asked = new Map<string, Promise<Division[]>>()

// The divisions directly below one; "" has the provinces.
export function childrenOf(code: string): Promise<Division[]> {
  return askedOnce(asked, code, async () => {
    const { divisions } = await reference.listDivisions({ parent: code === '' ? '' : `divisions/${code}` })
    for (const division of divisions) divisionNames.set(division.code, division.displayName)
    return divisions
  })
}

const single = new Map<string, Promise<void>>()
function askName(code: string): Promise<void> {
  return askedOnce(single, code, async () => {
    try {
      divisionNames.set(code, (await reference.getDivision({ name: `divisions/${code}` })).displayName)
    } catch (failure) {
      if (!isNoPlace(failure)) throw failure
      divisionNames.set(code, code)
    }
  })
}
const askNameOf = (code: string): Promise<unknown> => (code.length === 9 ? childrenOf(code.slice(0, 6)) : askName(code))

// "中山市"; the code itself until the name is here, and for what is in no table.
export function divisionName(code: string): string {
  if (!/^\d{6,12}$/.test(code)) return code
  const known = divisionNames.get(code)
  if (known !== undefined) return known
  // A list stands without the name; the next time that it is drawn, it asks again.
  void askNameOf(code).catch(() => undefined)
  return code
}

// Waited for, where it goes into a file, which is not made without the answer.
export async function divisionNameNow(code: string): Promise<string> {
  if (!/^\d{6,12}$/.test(code)) return code
  if (!divisionNames.has(code)) {
    await askNameOf(code).catch((failure: unknown) => {
      if (!isNoPlace(failure)) throw failure
    })
  }
  return divisionNames.get(code) ?? code
}

// "中山市 · 石岐街道", "盘州市 · 新民镇".
export function placeName(code: string): string {
  if (!/^\d{6,12}$/.test(code)) return code
  if (code.length >= 9) return `${divisionName(code.slice(0, 6))} · ${divisionName(townshipOf(code))}`
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
