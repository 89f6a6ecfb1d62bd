// What a list is narrowed by. The address keeps it, so that it can be sent to a colleague, and coming back finds it.
import { reactive, ref, watch, type Ref } from 'vue'
import { onBeforeRouteLeave, useRoute, useRouter } from 'vue-router'

type Filters = Record<string, string | number | boolean>
const typingPauseMs = 250
const written = (value: string | number | boolean) => (typeof value === 'boolean' ? (value ? '1' : '0') : String(value))

// `filters` as they stand in the form; `asked` follows once the typing pauses, and begins with the first of `pages`, the
// tokens of the pages up to the one that is shown.
export function useFilters<T extends Filters>(defaults: T): { filters: T; asked: Ref<T>; pages: Ref<string[]> } {
  const route = useRoute()
  const router = useRouter()
  const begun = Object.entries(defaults).map(([key, value]) => {
    const kept = route.query[key]
    if (typeof kept !== 'string') return [key, value]
    return [key, typeof value === 'boolean' ? kept === '1' : typeof value === 'number' ? Number(kept) || value : kept]
  })
  const filters = reactive(Object.fromEntries(begun)) as T
  const asked = ref({ ...filters }) as Ref<T>
  const pages = ref<string[]>([''])
  let timer = 0
  // Keeping the filters in the address would call off the way to another page.
  onBeforeRouteLeave(() => clearTimeout(timer))
  watch(filters, () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => {
      asked.value = { ...filters }
      pages.value = ['']
      const kept = Object.entries(filters).filter(([key, value]) => value !== defaults[key])
      void router.replace({ query: Object.fromEntries(kept.map(([key, value]) => [key, written(value)])) })
    }, typingPauseMs)
  })
  return { filters, asked, pages }
}
