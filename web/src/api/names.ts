// Names for codes, asked for once a code and kept while the tab lives.
import { shallowReactive, shallowRef } from 'vue'
import { Division_Level, type Division, type Occupation, type Skill } from '../gen/laowu/v1/reference_service_pb'
import { reference } from './clients'
import { explain } from './errors'
import { countryFileText, countryName, isCountryCode } from '../text/countries'
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

// Of each code; undefined for what is in no table.
const divisionsKnown = shallowReactive(new Map<string, Division | undefined>())
const asked = new Map<string, Promise<Division[]>>()

// The divisions directly below one; "" has the provinces.
export function childrenOf(code: string): Promise<Division[]> {
  return askedOnce(asked, code, async () => {
    const { divisions } = await reference.listDivisions({ parent: code === '' ? '' : `divisions/${code}` })
    for (const division of divisions) divisionsKnown.set(division.code, division)
    return divisions
  })
}

const single = new Map<string, Promise<void>>()
function askName(code: string): Promise<void> {
  return askedOnce(single, code, async () => {
    try {
      divisionsKnown.set(code, await reference.getDivision({ name: `divisions/${code}` }))
    } catch (failure) {
      if (!isNoPlace(failure)) throw failure
      divisionsKnown.set(code, undefined)
    }
  })
}
const askNameOf = (code: string): Promise<unknown> => (code.length === 9 ? childrenOf(code.slice(0, 6)) : askName(code))

// Of counties the level is said: 中山市 is Zhongshan, too, and 钟山区 Zhongshan District.
const countyWords: [end: string, english: string][] = [['区', ' District'], ['县', ' County'], ['旗', ' Banner']]
function inEnglish({ displayName, englishDisplayName, level }: Division): string {
  if (englishDisplayName === '') return displayName
  const word = level === Division_Level.COUNTY ? countyWords.find(([end]) => displayName.endsWith(end))?.[1] : ''
  return englishDisplayName + (word ?? '')
}

// "中山市", in English "Zhongshan", where the tables have such a name. Until the name is here, and of what is in no table,
// `given`, the Chinese name that came with the code, or the code itself.
export function divisionName(code: string, given = code): string {
  if (isCountryCode(code) && (given === code || given === '' || lang.value !== 'zh')) return countryName(code)
  if (!/^\d{6,12}$/.test(code) || (given !== code && given !== '' && lang.value === 'zh')) return given || code
  const known = divisionsKnown.get(code)
  if (known) return lang.value === 'zh' ? known.displayName : inEnglish(known)
  // A list stands without the name; the next time that it is drawn, it asks again.
  if (!divisionsKnown.has(code)) void askNameOf(code).catch(() => undefined)
  return given || code
}

export interface Place {
  code: string
  // In Chinese; it is shown by divisionName().
  name: string
}
// What the places are called where each is known by its name alone. In English several may have one (苏州 and 宿州 are
// Suzhou): these bear the Chinese behind it.
export function namesApart(places: Place[]): Map<string, string> {
  const shown = places.map(({ code, name }) => divisionName(code, name))
  const isShared = (name: string) => shown.indexOf(name) !== shown.lastIndexOf(name)
  return new Map(places.map(({ code, name }, i) => [code, isShared(shown[i]!) ? `${shown[i]} ${name}` : shown[i]!]))
}

// In Chinese, as imports read it. Waited for, where it goes into a file, which is not made without the answer.
export async function chineseNameNow(code: string): Promise<string> {
  if (isCountryCode(code)) return countryFileText(code)
  if (!/^\d{6,12}$/.test(code)) return code
  if (!divisionsKnown.has(code)) {
    await askNameOf(code).catch((failure: unknown) => {
      if (!isNoPlace(failure)) throw failure
    })
  }
  return divisionsKnown.get(code)?.displayName ?? code
}

// 广东省中山市古镇镇. Of a place that has no name here, such as a village, the nearest above that has one, and the code.
const wholeNames = new Map<string, Promise<string>>()
export const wholeName = (code: string): Promise<string> => askedOnce(wholeNames, code, () => askWholeName(code))
async function askWholeName(code: string): Promise<string> {
  if (isCountryCode(code)) return countryFileText(code)
  try {
    return (await reference.getDivision({ name: `divisions/${code}` })).fullDisplayName
  } catch (failure) {
    if (!isNoPlace(failure)) throw failure
    const above = code.length === 12 ? townshipOf(code) : code.length === 9 ? code.slice(0, 6) : ''
    const near = above === '' ? '' : await wholeName(above)
    return near === above ? code : `${near} ${code}`
  }
}

// "中山市 · 石岐街道", "盘州市 · 新民镇".
export function placeName(code: string): string {
  if (isCountryCode(code)) return countryName(code)
  if (!/^\d{6,12}$/.test(code)) return code
  if (code.length >= 9) return `${divisionName(code.slice(0, 6))} · ${divisionName(townshipOf(code))}`
  return divisionName(code)
}
// From then on placeName has all of them, for a file.
export async function placeNamesNow(codes: string[]): Promise<void> {
  const parts = codes.flatMap((code) => (code.length >= 9 ? [code.slice(0, 6), townshipOf(code)] : [code]))
  await Promise.all([...new Set(parts)].map(chineseNameNow))
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

// The name for itself and all above it (广东省中山市小榄镇), where it came with the answer.
export interface FoundPlace extends Place {
  wholeName: string
}
const byText = new Map<string, Promise<Division[]>>()
// Those below a division, at whatever depth, whose name holds `text`.
const namedBelow = (parent: string, text: string): Promise<Division[]> =>
  askedOnce(byText, `${parent} ${text}`, async () => {
    const { divisions } = await reference.listDivisions({ parent: parent === '' ? '' : `divisions/${parent}`, text })
    for (const division of divisions) divisionsKnown.set(division.code, division)
    return divisions
  })
// By its name, or by that without the word for its level: 浙江, 黔西南.
const isCalled = (name: string, said: string) => name.startsWith(said) && /^(省|市|县|区|盟|州|旗|地区|特区|林区|.*自治[区州县旗]|特别行政区)?$/.test(name.slice(said.length))
const namesakesMost = 6
// What is named in one breath, 中山市小榄 or 浙江宁波, is the last below the first.
async function saidTogether(parent: string, text: string): Promise<Division[]> {
  const found = await namedBelow(parent, text)
  if (found.length > 0) return found
  for (let length = text.length - 1; length >= 2; --length) {
    const head = text.slice(0, length)
    const heads = (await namedBelow(parent, head)).filter(({ level, displayName }) => level < Division_Level.TOWNSHIP && isCalled(displayName, head))
    const below = (await Promise.all(heads.slice(0, namesakesMost).map(({ code }) => saidTogether(code, text.slice(length))))).flat()
    if (below.length > 0) return below
  }
  return []
}
const textMost = 24
// Provinces to townships by a name, by names joined or apart (中山 小榄), or by a code; those above stand first.
export async function placesByName(typed: string): Promise<FoundPlace[]> {
  const text = typed.normalize('NFKC').replace(/[\s·,，、/]+/g, '').slice(0, textMost)
  if (/^(\d{6}|\d{9})$/.test(text)) {
    await askName(text)
    const known = divisionsKnown.get(text)
    return known ? [{ code: text, name: known.displayName, wholeName: known.fullDisplayName }] : []
  }
  if (text.length < 2 || !/[\u4e00-\u9fff]/.test(text)) return [] // the tables are searched in Chinese
  const found = await saidTogether('', text)
  const begins = ({ displayName }: Division) => Number(displayName.startsWith(text))
  return found
    .filter(({ level }) => level <= Division_Level.TOWNSHIP)
    .sort((a, b) => begins(b) - begins(a) || a.level - b.level)
    .map(({ code, displayName, fullDisplayName }) => ({ code, name: displayName, wholeName: fullDisplayName }))
}
