import { createRegistry } from '@bufbuild/protobuf'
import { createClient, type Interceptor } from '@connectrpc/connect'
import { createConnectTransport } from '@connectrpc/connect-web'
import { watch } from 'vue'
import { file_google_rpc_error_details } from '../gen/google/rpc/error_details_pb'
import { IntakeService } from '../gen/laowu/v1/intake_service_pb'
import { MatchService } from '../gen/laowu/v1/match_service_pb'
import { MonitoringService } from '../gen/laowu/v1/monitoring_service_pb'
import { PlacementService } from '../gen/laowu/v1/placement_service_pb'
import { ReferenceService } from '../gen/laowu/v1/reference_service_pb'
import { VacancyService } from '../gen/laowu/v1/vacancy_service_pb'
import { WorkerService } from '../gen/laowu/v1/worker_service_pb'
import { token } from './session'

const withToken: Interceptor = (next) => (request) => {
  if (!request.header.has('Authorization')) request.header.set('Authorization', `Bearer ${token.value}`)
  return next(request)
}

// Answers by what was asked, so that a page which asks again is sent nothing when nothing has changed. Not
// those of a person's details, which have a purpose; and none that another token was given.
const keptMost = 60
const kept = new Map<string, { etag: string; body: ArrayBuffer; type: string }>()
watch(token, () => kept.clear())
const askAgain: typeof fetch = async (input, init) => {
  const asked = typeof init?.body === 'string' ? init.body : init?.body instanceof Uint8Array ? new TextDecoder().decode(init.body) : undefined
  if (asked === undefined || asked.includes('"purpose"')) return fetch(input, init)
  const key = `${String(input)} ${asked}`
  const known = kept.get(key)
  const headers = new Headers(init?.headers)
  if (known) headers.set('If-None-Match', known.etag)
  const response = await fetch(input, { ...init, headers })
  if (known && response.status === 304) return new Response(known.body, { headers: { 'Content-Type': known.type } })
  const etag = response.headers.get('ETag')
  if (response.ok && etag) {
    kept.delete(key)
    kept.set(key, { etag, body: await response.clone().arrayBuffer(), type: response.headers.get('Content-Type') ?? '' })
    for (const oldest of kept.keys()) if (kept.size > keptMost) kept.delete(oldest)
  }
  return response
}

const transport = createConnectTransport({
  baseUrl: window.location.origin,
  interceptors: [withToken],
  fetch: askAgain,
  defaultTimeoutMs: 20_000,
  // What a rejected row bears as details.
  jsonOptions: { registry: createRegistry(file_google_rpc_error_details) },
})

export const intake = createClient(IntakeService, transport)
export const match = createClient(MatchService, transport)
export const monitoring = createClient(MonitoringService, transport)
export const placements = createClient(PlacementService, transport)
export const reference = createClient(ReferenceService, transport)
export const vacancies = createClient(VacancyService, transport)
export const workers = createClient(WorkerService, transport)

// A new id for a request: sent again after a lost answer, it meets its own record.
export const requestId = (): string => {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  // Plain HTTP to another machine's name has no randomUUID.
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
