// Outcomes of a city's workers, recorded half month by half month.

#include <algorithm>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "intake/generate/draw.h"
#include "services/placement/attestation_rules.h"
#include "services/placement/organizer_records.h"
#include "services/placement/outcome_records.h"
#include "services/placement/outcome_rules.h"
#include "services/placement/placement_records.h"
#include "services/placement/worker_states.h"
#include "services/runtime/clock.h"
#include "services/runtime/digest.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "services/worker/worker_records.h"
#include "storage/key.h"
#include "storage/open_store.h"
#include "storage/status_macros.h"
#include "tests/bench/city_history.h"
#include "tests/bench/city_load.h"

namespace laowu::bench {
namespace {

constexpr int kScan = 5'000;
// Well below the limits of a batch, so that one more worker always fits.
constexpr int kBatchOperations = 4'000;

struct Person {
  std::string name;  // workers/{worker}
  std::string division_code;
};

absl::StatusOr<std::vector<Person>> ReadPersons(const std::string& data) {
  LAOWU_ASSIGN_OR_RETURN(const auto store, storage::OpenStore("rocksdb:" + data + "/worker"));
  std::vector<Person> persons;
  storage::KeyRange range;
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const auto records, store->Scan(storage::Table::kWorkers, range, kScan));
    for (const storage::Record& record : records) {
      v1::Worker worker;
      LAOWU_RETURN_IF_ERROR(worker::ParseWorker(record, &worker));
      persons.push_back({worker.name(), worker.division_code()});
    }
    if (static_cast<int>(records.size()) < kScan) return persons;
    range = storage::ContinueAfter(range, records.back().key);
  }
}

// Ordered by time and else without order, as the server's, but known beforehand: a worker's state
// names the outcome that began the spell.
std::string OutcomeName(std::int64_t worker_index, int ordinal, absl::Time record_time) {
  std::string bytes;
  const auto millis = static_cast<std::uint64_t>(absl::ToUnixMillis(record_time));
  for (int shift = 40; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(millis >> shift));
  std::uint64_t mixed =
      intake::Draw::Mix(static_cast<std::uint64_t>(worker_index) * 64 + std::uint64_t(ordinal));
  for (int i = 0; i < 10; ++i) {
    bytes.push_back(static_cast<char>(mixed >> 56));
    mixed = i == 7 ? static_cast<std::uint64_t>(worker_index) << 48 : mixed << 8;
  }
  return absl::StrCat("outcomes/", runtime::Base32(bytes));
}

// End of the half month in which it happened: when the ledger is sent.
absl::Time RecordTimeOf(absl::CivilDay day) {
  const int step = static_cast<int>(day - kFirstDay) / kStepDays;
  const absl::CivilDay last = std::min(kFirstDay + (step + 1) * kStepDays, kToday) - 1;
  return runtime::StartOfDay(last) + absl::Hours(18);
}

class Ledger {
 public:
  Ledger(storage::Store& store, std::vector<Person> persons, int confirm_days)
      : store_(store), persons_(std::move(persons)), confirm_days_(confirm_days) {
    provenance_.set_recorded_by("city");
  }

  absl::Status RecordOrganizers() {
    for (const v1::Organizer& organizer : Organizers()) {
      placement::PlanFirstFact(organizer.name(), organizer, provenance_, batch_);
    }
    return Commit();
  }

  // Everything that happened in [from, to).
  absl::Status RecordStep(absl::CivilDay from, absl::CivilDay to) {
    for (std::int64_t i = 0; i < static_cast<std::int64_t>(persons_.size()); ++i) {
      const std::vector<Event> events = HistoryOf(i, confirm_days_);
      for (int k = 0; k < static_cast<int>(events.size()); ++k) {
        const Event& event = events[static_cast<size_t>(k)];
        if (event.day < from || event.day >= to) continue;
        LAOWU_RETURN_IF_ERROR(PlanEvent(i, k, event));
        if (k + 1 == static_cast<int>(events.size())) PlanState(i, events);
      }
      if (batch_.operation_count() >= kBatchOperations) LAOWU_RETURN_IF_ERROR(Commit());
    }
    return Commit();
  }

  void Print(double seconds) const {
    std::printf("outcomes   %lld with %lld attestations, %lld open spells, %.0f s, %.0f rows/s\n",
                static_cast<long long>(outcome_count_), static_cast<long long>(attestation_count_),
                static_cast<long long>(open_count_), seconds,
                static_cast<double>(outcome_count_) / seconds);
    std::fflush(stdout);
  }

 private:
  v1::Outcome Complete(std::int64_t i, const Event& event) const {
    v1::Outcome outcome = OutcomeOf(i, event);
    const Person& person = persons_[static_cast<size_t>(i)];
    outcome.set_worker(person.name);
    outcome.set_worker_division_code(person.division_code);
    return outcome;
  }

  absl::Status PlanEvent(std::int64_t i, int ordinal, const Event& event) {
    const v1::Outcome outcome = Complete(i, event);
    runtime::FieldChecks checks;
    placement::CheckOutcomeFields(outcome, "outcome", checks);
    LAOWU_RETURN_IF_ERROR(checks.status());
    const std::string name = OutcomeName(i, ordinal, RecordTimeOf(event.day));
    *provenance_.mutable_create_time() = runtime::ToTimestamp(RecordTimeOf(event.day));
    placement::PlanOutcome(name, outcome, provenance_, batch_);
    ++outcome_count_;
    for (v1::Attestation attestation : AttestationsOf(i, event)) {
      const bool office = attestation.kind() == v1::Attestation::OFFICE_CONFIRMATION;
      const auto role =
          office ? runtime::PrincipalRole::kOffice : runtime::PrincipalRole::kOrganizer;
      const auto grade = placement::GradeFor(role, attestation.kind());
      if (!grade.has_value()) return absl::InternalError("nobody may vouch so");
      attestation.set_grade(*grade);
      placement::PlanAttestation(name, office ? "office" : "organizer", attestation, provenance_,
                                 batch_);
      ++attestation_count_;
    }
    return absl::OkStatus();
  }

  // What the placement role would have kept after the last event.
  void PlanState(std::int64_t i, const std::vector<Event>& events) {
    std::vector<v1::Outcome> outcomes;
    for (const Event& event : events) {
      v1::Outcome& outcome = outcomes.emplace_back(Complete(i, event));
      const int ordinal = static_cast<int>(outcomes.size()) - 1;
      outcome.set_name(OutcomeName(i, ordinal, RecordTimeOf(event.day)));
      *outcome.mutable_record_time() = runtime::ToTimestamp(RecordTimeOf(event.day));
      outcome.set_sequence(ordinal + 1);
    }
    placement::OpenWork work;
    work.worker = persons_[static_cast<size_t>(i)].name;
    internal::v1::StoredWorkerState stored;
    const absl::Time now = RecordTimeOf(events.back().day);
    placement::SetOutcomes(outcomes, now, std::nullopt, *stored.mutable_state());
    const auto look_date = placement::LookDateOf(outcomes, now, std::nullopt, stored.state());
    if (look_date.has_value()) *stored.mutable_look_date() = runtime::ToDate(*look_date);
    if (stored.state().has_away_since_date()) ++open_count_;
    placement::PlanOpenWork(work, internal::v1::StoredLivePlacements(), std::move(stored), batch_);
  }

  absl::Status Commit() {
    LAOWU_RETURN_IF_ERROR(store_.Commit(batch_, absl::InfiniteFuture()).status());
    batch_ = storage::Batch();
    return absl::OkStatus();
  }

  storage::Store& store_;
  const std::vector<Person> persons_;
  const int confirm_days_;
  internal::v1::Provenance provenance_;
  storage::Batch batch_;
  std::int64_t outcome_count_ = 0;
  std::int64_t attestation_count_ = 0;
  std::int64_t open_count_ = 0;
};

}  // namespace

absl::Status LoadOutcomes(const std::string& data, const LedgerSpan& span) {
  const absl::Time begun = absl::Now();
  LAOWU_ASSIGN_OR_RETURN(auto persons, ReadPersons(data));
  absl::Time now = RecordTimeOf(span.first);
  storage::OpenOptions options;
  options.clock = [&now] { return now; };
  LAOWU_ASSIGN_OR_RETURN(const auto store,
                         storage::OpenStore("rocksdb:" + data + "/placement", options));
  Ledger ledger(*store, std::move(persons), span.confirm_days);
  if (span.first == kFirstDay) LAOWU_RETURN_IF_ERROR(ledger.RecordOrganizers());
  for (absl::CivilDay from = span.first; from < span.end; from += kStepDays) {
    now = RecordTimeOf(from);
    LAOWU_RETURN_IF_ERROR(ledger.RecordStep(from, std::min(from + kStepDays, span.end)));
  }
  ledger.Print(absl::ToDoubleSeconds(absl::Now() - begun));
  return absl::OkStatus();
}

}  // namespace laowu::bench
