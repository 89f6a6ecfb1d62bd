#include "ratio/record_pairs.h"

#include <cstdlib>
#include <string>
#include <tuple>

namespace laowu::ratio {
namespace {

// A channel that is known and does not count.
bool IsAlone(reference::Channel channel, const Question& question) {
  return channel != reference::Channel::kUnspecified && channel != reference::Channel::kUnknown &&
         !question.policy->rule(channel).counts_as_broad;
}

bool BeganAlone(const Job& job, const Question& question) {
  return !job.local &&
         IsAlone(StandingOf(job, job.start, question.known_at.nanos).channel, question);
}

bool RecordedBefore(const OutcomeRow* a, const OutcomeRow* b) {
  return std::tie(a->record_nanos, a->sequence) < std::tie(b->record_nanos, b->sequence);
}

// Rule 4: the first job of the spell.
std::optional<RecordPair> BeganSpellAlone(const Life& life, const Job& job,
                                          const Question& question) {
  for (const Job& first : life.timeline.jobs) {
    if (first.local || first.episode != job.episode) continue;
    if (&first == &job || !BeganAlone(first, question)) return std::nullopt;
    const DayNumber since = first.end <= job.start ? first.end : first.start;
    return RecordPair{job.row, first.row, job.start - since};
  }
  return std::nullopt;
}

// Rule 7, or a return and a new arrival.
std::optional<RecordPair> HeldAloneBeside(const Life& life, const Job& job,
                                          const Question& question) {
  for (const Job& other : life.timeline.jobs) {
    if (&other == &job || !BeganAlone(other, question)) continue;
    if (other.start > job.start) {  // `job` was recorded later, and dated before
      const bool beside = other.episode == job.episode && other.start < job.end;
      if (!beside || !RecordedBefore(other.row, job.row)) continue;
      return RecordPair{job.row, other.row, job.start - other.start};
    }
    // Of its own spell the first job decides.
    if (other.episode == job.episode && other.start < job.start) continue;
    if (other.end > job.start) return RecordPair{job.row, other.row, job.start - other.start};
    if (other.end < job.start - kWentAloneDays) continue;
    return RecordPair{job.row, other.row, job.start - other.end};
  }
  return std::nullopt;
}

// Rule 14. What its organiser denied is no better than gone alone: taken back and recorded anew, it
// would count again, and the denial of it would be seen by nobody.
std::optional<RecordPair> AloneTakenBack(const Person& person, const Job& job,
                                         const Question& question) {
  for (const TakenBack& taken : TakenBackOf(person.rows, question.known_at)) {
    const OutcomeRow& row = *taken.row;
    if (!BeginsJob(row.type)) continue;
    const bool denied = EvidenceAt(row.attestations, question.known_at.nanos).denied;
    if (!denied && !IsAlone(row.channel, question)) continue;
    const DayNumber recorded_apart =
        RecordDayOf(taken.by->record_nanos) - RecordDayOf(job.row->record_nanos);
    if (std::abs(job.start - row.day) > kWentAloneDays &&
        std::abs(recorded_apart) > kWentAloneDays) {
      continue;
    }
    return RecordPair{job.row, &row, job.start - row.day, /*earlier_voided=*/true};
  }
  return std::nullopt;
}

}  // namespace

DayNumber RecordDayOf(std::int64_t record_nanos) {
  return DayNumberOf(ShanghaiDay(absl::FromUnixNanos(record_nanos)));
}

SignalEvidence ToEvidence(const Entries& entries, TextId worker, const RecordPair& pair) {
  const auto text = [&](TextId id) { return std::string(entries.texts().text(id)); };
  SignalEvidence evidence;
  evidence.worker = text(worker);
  evidence.outcome = text(pair.outcome->name);
  evidence.day_count = pair.day_count;
  evidence.record_date = CivilDayOf(RecordDayOf(pair.outcome->record_nanos));
  evidence.recorded_by = text(entries.RecordedBy(*pair.outcome));
  if (pair.earlier == nullptr) return evidence;
  evidence.earlier_outcome = text(pair.earlier->name);
  evidence.earlier_recorded_by = text(entries.RecordedBy(*pair.earlier));
  evidence.earlier_voided = pair.earlier_voided;
  return evidence;
}

std::optional<RecordPair> GoneAlone(const Person& person, const Life& life, const Job& job,
                                    const Question& question) {
  if (const auto pair = BeganSpellAlone(life, job, question)) return pair;
  if (const auto pair = HeldAloneBeside(life, job, question)) return pair;
  return AloneTakenBack(person, job, question);
}

}  // namespace laowu::ratio
