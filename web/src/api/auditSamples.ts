// Persons of a publication who are called, to see how far its records are true.
import { create } from '@bufbuild/protobuf'
import { AuditAnswerSchema, AuditAnswer_Truth as Truth, type AuditAnswer, type AuditSample, type AuditSamplePerson } from '../gen/laowu/v1/audit_samples_pb'
import { WorkerView, type Worker } from '../gen/laowu/v1/worker_service_pb'
import { monitoring, requestId, workers } from './clients'
import { civil } from './dates'

const atATime = 100

// How many calls make how narrow an interval (ratio.md).
export const sizes = [
  { size: 323, points: 5 },
  { size: 897, points: 3 },
]
export const answers = [
  { key: '1', truth: Truth.ORGANIZED },
  { key: '2', truth: Truth.NOT_ORGANIZED },
  { key: '3', truth: Truth.NOT_REACHED },
]

export async function samplesOf(publication: string, signal: AbortSignal): Promise<AuditSample[]> {
  const all: AuditSample[] = []
  let pageToken = ''
  do {
    const page = await monitoring.listAuditSamples({ parent: publication, pageSize: 500, pageToken }, { signal })
    all.push(...page.samples)
    pageToken = page.nextPageToken
  } while (pageToken !== '')
  return all
}

// The one that counts; undefined: not called yet.
export const answerOf = (person: AuditSamplePerson): AuditAnswer | undefined => person.answers.at(-1)

// By pseudonym, with the day of the call. Gives the sample with all answers.
export const recordAnswers = (sample: string, given: Map<string, { truth: Truth; day: string }>) =>
  monitoring.recordAuditAnswers({
    name: sample,
    answers: [...given].map(([pseudonym, { truth, day }]) => create(AuditAnswerSchema, { pseudonym, truth, callDate: civil(day) })),
    requestId: requestId(),
  })

// Whom the pseudonyms of a sample stand for, by pseudonym. It is recorded, with the purpose.
export async function workersBehind(publication: string, persons: AuditSamplePerson[], purpose: string): Promise<Map<string, string>> {
  const answer = await monitoring.revealAuditPersons({ name: publication, pseudonyms: persons.map(({ pseudonym }) => pseudonym), purpose })
  return new Map(answer.persons.map(({ pseudonym, worker }) => [pseudonym, worker]))
}

// With names and telephone numbers, as many as there are: who has moved to another county since is its bureau's to read.
export async function detailsOf(names: string[], purpose: string): Promise<Map<string, Worker>> {
  const known = new Map<string, Worker>()
  for (let i = 0; i < names.length; i += atATime) {
    const part = names.slice(i, i + atATime)
    try {
      for (const worker of (await workers.batchGetWorkers({ names: part, view: WorkerView.FULL, purpose })).workers) known.set(worker.name, worker)
    } catch {
      // The call is all or nothing: each by itself, then.
      for (const name of part) {
        const worker = await workers.getWorker({ name, view: WorkerView.FULL, purpose }).catch(() => undefined)
        if (worker) known.set(name, worker)
      }
    }
  }
  return known
}
