import { createRegistry } from '@bufbuild/protobuf'
import { createClient, type Interceptor } from '@connectrpc/connect'
import { createConnectTransport } from '@connectrpc/connect-web'
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

const transport = createConnectTransport({
  baseUrl: window.location.origin,
  interceptors: [withToken],
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
