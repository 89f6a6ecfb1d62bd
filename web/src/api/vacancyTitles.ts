// Titles of vacancies where a list has their names alone: asked for once a vacancy, together, and kept while the tab is
// signed in. An office may have tens of thousands of vacancies, and proposals for few of them.
import { shallowReactive, watch } from 'vue'
import { ofEach } from './allPages'
import { vacancies } from './clients'
import { explain } from './errors'
import { token } from './session'

const againAfterMs = 15_000
const known = shallowReactive(new Map<string, string>())
// Not known yet: to be asked for, or being asked for.
const wanted = new Set<string>()
let timer = 0
watch(token, () => {
  clearTimeout(timer)
  known.clear()
  wanted.clear()
})

const endOf = (name: string) => name.split('/').at(-1)!
// Undefined: not to be had at present. Of one that is not there any more nothing more is asked.
async function titleOf(name: string): Promise<string | undefined> {
  try {
    return (await vacancies.getVacancy({ name })).title
  } catch (failure) {
    return explain(failure).retry ? undefined : endOf(name)
  }
}
let isAsking = false
async function ask() {
  if (isAsking) return
  isAsking = true
  const names = [...wanted].filter((name) => !known.has(name))
  const asker = token.value
  const titles = await ofEach(names, titleOf)
  isAsking = false
  for (const [i, name] of token.value === asker ? names.entries() : []) {
    const title = titles[i]
    if (title !== undefined) known.set(name, title)
  }
  // Those that could not be had, later; those that came up meanwhile, at once.
  const more = [...wanted].filter((name) => !known.has(name))
  clearTimeout(timer)
  if (more.length > 0) timer = window.setTimeout(() => void ask(), more.every((name) => names.includes(name)) ? againAfterMs : 0)
}

// Until it is known, the end of its name.
export function vacancyTitle(name: string): string {
  const title = known.get(name)
  if (title === undefined && !wanted.has(name)) {
    wanted.add(name)
    clearTimeout(timer)
    timer = window.setTimeout(() => void ask())
  }
  return title ?? endOf(name)
}
