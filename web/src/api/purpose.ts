// Why personal details are looked at: asked once a task, sent with each read, ended by the clerk or after a while.
import { computed, ref, watch } from 'vue'
import { token } from './session'

const lastsMs = 20 * 60 * 1000
const purposeText = ref('')
const asking = ref<((answer: string | undefined) => void) | undefined>()
let timer = 0

export const purpose = computed(() => purposeText.value)
export const isAskingPurpose = computed(() => asking.value !== undefined)

function take(text: string) {
  purposeText.value = text
  clearTimeout(timer)
  timer = window.setTimeout(endTask, lastsMs)
}
export function endTask() {
  purposeText.value = ''
  clearTimeout(timer)
}

// The purpose in force, or the one that is now asked for; undefined if the clerk lets it be.
export function needPurpose(): Promise<string | undefined> {
  if (purposeText.value !== '') {
    take(purposeText.value)
    return Promise.resolve(purposeText.value)
  }
  return new Promise((resolve) => (asking.value = resolve))
}
export function answerPurpose(text: string | undefined) {
  if (text) take(text)
  asking.value?.(text)
  asking.value = undefined
}
// A purpose is of whoever gave it: it never stands behind what the next one reads.
watch(token, () => {
  endTask()
  answerPurpose(undefined)
}, { flush: 'sync' })
