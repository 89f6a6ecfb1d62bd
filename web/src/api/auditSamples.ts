// Persons of a publication who are called, to see how far its records are true.
import { create } from '@bufbuild/protobuf'
import { AuditAnswerSchema, AuditAnswer_Truth as Truth, type AuditAnswer, type AuditSample, type AuditSamplePerson } from '../gen/laowu/v1/audit_samples_pb'
import { allOf } from './allPages'
import { monitoring, requestId } from './clients'
import { civil } from './dates'

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

export const samplesOf = (publication: string, signal: AbortSignal): Promise<AuditSample[]> => allOf('samples', (page) => monitoring.listAuditSamples({ parent: publication, ...page }, { signal }))

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
