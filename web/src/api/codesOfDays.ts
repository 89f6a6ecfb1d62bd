// A division under the codes of its days: 盘州市 is 520281 since April 2017, and was 520222. A figure is asked for under the
// code in force on its day.
import { reference } from './clients'
import { civil } from './dates'
import { explain, type CodeOfDay } from './errors'
import { askedOnce, isNoPlace } from './names'

const asked = new Map<string, Promise<CodeOfDay | undefined>>()

// The code in force on `day` (2020-06-30) of the division whose code on some day is `code`; undefined where the tables know of none.
export const codeOfDay = (code: string, day: string): Promise<CodeOfDay | undefined> =>
  askedOnce(asked, `${code} ${day}`, async () => {
    try {
      await reference.getDivision({ name: `divisions/${code}`, date: civil(day)! })
      return { code, isSameArea: true }
    } catch (failure) {
      if (!isNoPlace(failure)) throw failure
      return explain(failure).codeOfDay
    }
  })

// The same, where it is of the same people.
export async function sameCodeOn(code: string, day: string): Promise<string | undefined> {
  const found = await codeOfDay(code, day)
  return found?.isSameArea ? found.code : undefined
}
