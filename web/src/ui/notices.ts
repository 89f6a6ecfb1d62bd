import { ref } from 'vue'

const staysMs = 5000
let lastId = 0
export const notices = ref<{ id: number; text: string }[]>([])

// Says that something is done; also to a screen reader.
export function notify(text: string) {
  const id = ++lastId
  notices.value = [...notices.value, { id, text }]
  setTimeout(() => (notices.value = notices.value.filter((notice) => notice.id !== id)), staysMs)
}
