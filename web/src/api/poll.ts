// Figures stay fresh without flicker: asked again while the page is seen, replaced only when changed.
import { onBeforeUnmount, ref, shallowRef, watch, type Ref, type WatchSource } from 'vue'
import { signOut, token } from './session'
import { explain, type Explained } from './errors'

const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)
// When an answer was read is no change of what it says.
const spoken = (value: unknown) =>
  JSON.stringify(value, (key, inner) => (key === 'freshness' || key === 'knownAt' ? undefined : plain(key, inner)))

// Since the last answer, nothing came back at all.
export const isOffline = ref(false)
// Whoever keeps the names does not answer at present: lists stand without them.
export const areNamesMissing = ref(false)

export interface Answer<T> {
  data: Ref<T | undefined>
  error: Ref<Explained | undefined>
  loading: Ref<boolean>
  refresh: () => Promise<void>
}

export function useAnswer<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  options: { everyMs?: number; on?: WatchSource | WatchSource[] } = {},
): Answer<T> {
  const data = shallowRef<T>()
  const error = ref<Explained>()
  const loading = ref(true)
  let timer = 0
  let abort = new AbortController()
  let said = ''
  let ended = false

  async function refresh() {
    clearTimeout(timer)
    abort.abort()
    const mine = (abort = new AbortController())
    loading.value = true
    try {
      const answer = await ask(mine.signal)
      if (mine.signal.aborted) return
      const now = spoken(answer)
      if (now !== said) {
        said = now
        data.value = answer
      }
      error.value = undefined
      isOffline.value = false
    } catch (failure) {
      if (mine.signal.aborted) return
      error.value = { ...explain(failure), waits: true }
      if (error.value.offline) isOffline.value = true
      if (error.value.reason === 'UNAUTHENTICATED') signOut('ended')
    }
    loading.value = false
    plan()
  }
  function plan() {
    clearTimeout(timer)
    const again = error.value?.retry ? 5_000 : options.everyMs
    if (!ended && again) timer = window.setTimeout(() => (document.hidden ? plan() : void refresh()), again)
  }
  function restart() {
    said = ''
    data.value = undefined
    void refresh()
  }
  if (options.on) watch(options.on, restart)
  onBeforeUnmount(() => {
    ended = true
    abort.abort()
    clearTimeout(timer)
  })
  void refresh()
  return { data, error, loading, refresh }
}

// One act at a time, with its error where the button is. `again`: the last one anew, for those that have their effect in them.
export function useAct() {
  const busy = ref(false)
  const error = ref<Explained>()
  let last: (() => Promise<unknown>) | undefined
  const again = () => last && run(last)
  async function run<T>(act: () => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined
    last = act
    busy.value = true
    error.value = undefined
    try {
      return await act()
    } catch (failure) {
      error.value = explain(failure)
      if (error.value.reason === 'UNAUTHENTICATED' && token.value !== '') signOut('ended')
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { busy, error, run, again }
}
