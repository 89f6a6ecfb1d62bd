#include "services/placement/outcome_records.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/placement/attestation_rules.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/stored_record.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::placement {
namespace {

using storage::Table;

constexpr char kOutcomes[] = "outcomes/";
constexpr int kRecordsPerRead = 500;

absl::string_view IdOf(absl::string_view outcome_name) {
  return absl::StripPrefix(outcome_name, kOutcomes);
}

absl::Status ReadAttestation(const storage::Reader& reader, const storage::Record& record,
                             Texts texts, v1::Attestation& out) {
  std::string outcome_id;
  std::string id;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &outcome_id, &id));
  internal::v1::StoredAttestation stored;
  stored.unsafe_arena_set_allocated_attestation(&out);
  const absl::Status read = runtime::MergeStored(record, "attestations", &stored);
  (void)stored.unsafe_arena_release_attestation();
  LAOWU_RETURN_IF_ERROR(read);
  out.set_name(AttestationName(absl::StrCat(kOutcomes, outcome_id), id));
  out.set_recorded_by(stored.provenance().recorded_by());
  *out.mutable_record_time() = runtime::ToTimestamp(record.record_time);
  out.set_sequence(record.version);
  if (texts == Texts::kLeaveOut) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(const auto note,
                         runtime::LoadRecord<internal::v1::StoredNote>(
                             reader, Table::kNotes, storage::EncodeKey(out.name())));
  if (note.has_value()) {
    out.set_reference(note->stored.reference());
    out.set_file_digest(note->stored.file_digest());
  }
  return absl::OkStatus();
}

absl::Status AddAttestations(const storage::Reader& reader, Texts texts, v1::Outcome& outcome) {
  storage::KeyRange range = storage::RangeOf(IdOf(outcome.name()));
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const auto records,
                           reader.Scan(Table::kAttestations, range, kRecordsPerRead));
    for (const storage::Record& record : records) {
      LAOWU_RETURN_IF_ERROR(ReadAttestation(reader, record, texts, *outcome.add_attestations()));
    }
    if (static_cast<int>(records.size()) < kRecordsPerRead) return absl::OkStatus();
    range = storage::ContinueAfter(range, records.back().key);
  }
}

}  // namespace

std::string OutcomeKey(absl::string_view outcome_name) {
  return storage::EncodeKey(IdOf(outcome_name));
}

absl::StatusOr<std::optional<v1::Outcome>> LoadOutcome(const storage::Reader& reader,
                                                       absl::string_view outcome_name,
                                                       Texts texts) {
  LAOWU_ASSIGN_OR_RETURN(const auto record, reader.Get(Table::kOutcomes, OutcomeKey(outcome_name)));
  if (!record.has_value()) return std::optional<v1::Outcome>();
  v1::Outcome outcome;
  LAOWU_RETURN_IF_ERROR(ParseOutcome(reader, *record, &outcome, texts));
  return std::optional<v1::Outcome>(std::move(outcome));
}

absl::Status ParseOutcome(const storage::Reader& reader, const storage::Record& record,
                          v1::Outcome* outcome, Texts texts) {
  std::string id;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &id));
  internal::v1::StoredOutcome stored;
  stored.unsafe_arena_set_allocated_outcome(outcome);
  const absl::Status read = runtime::MergeStored(record, "outcomes", &stored);
  (void)stored.unsafe_arena_release_outcome();
  LAOWU_RETURN_IF_ERROR(read);
  outcome->set_name(absl::StrCat(kOutcomes, id));
  outcome->set_recorded_by(stored.provenance().recorded_by());
  *outcome->mutable_record_time() = runtime::ToTimestamp(record.record_time);
  outcome->set_sequence(record.version);
  LAOWU_RETURN_IF_ERROR(AddAttestations(reader, texts, *outcome));
  outcome->set_evidence_grade(BestGrade(*outcome));
  return absl::OkStatus();
}

storage::KeyRange OutcomesOfWorker(absl::string_view worker_name) {
  return storage::RangeOf(worker_name);
}

absl::StatusOr<v1::Outcome> ToOutcomeOfWorker(const storage::Reader& reader,
                                              const storage::Record& index_record) {
  std::string worker;
  absl::CivilDay day;
  std::string id;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(index_record.key, &worker, &day, &id));
  LAOWU_ASSIGN_OR_RETURN(auto outcome, LoadOutcome(reader, absl::StrCat(kOutcomes, id)));
  if (!outcome.has_value()) return absl::DataLossError("an outcome that an index names is missing");
  return *std::move(outcome);
}

absl::StatusOr<std::vector<v1::Outcome>> LoadOutcomesOfWorker(const storage::Reader& reader,
                                                              absl::string_view worker_name) {
  std::vector<v1::Outcome> outcomes;
  storage::KeyRange range = OutcomesOfWorker(worker_name);
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const auto records,
                           reader.Scan(Table::kOutcomesByWorker, range, kRecordsPerRead));
    for (const storage::Record& record : records) {
      LAOWU_ASSIGN_OR_RETURN(v1::Outcome outcome, ToOutcomeOfWorker(reader, record));
      outcomes.push_back(std::move(outcome));
    }
    if (static_cast<int>(records.size()) < kRecordsPerRead) return outcomes;
    range = storage::ContinueAfter(range, records.back().key);
  }
}

std::string KeyInListOf(absl::string_view worker_name, const v1::Outcome& outcome) {
  const auto day = runtime::ToCivilDay(outcome.effective_date()).value_or(absl::CivilDay());
  return storage::EncodeKey(worker_name, day, IdOf(outcome.name()));
}

void PlanOutcome(absl::string_view outcome_name, const v1::Outcome& outcome,
                 const internal::v1::Provenance& provenance, storage::Batch& batch) {
  internal::v1::StoredOutcome stored;
  *stored.mutable_outcome() = outcome;
  *stored.mutable_provenance() = provenance;
  const std::string key = OutcomeKey(outcome_name);
  batch.Require(Table::kOutcomes, key, storage::kAbsent);
  batch.Put(Table::kOutcomes, key, stored.SerializeAsString());
  const auto day = runtime::ToCivilDay(outcome.effective_date()).value_or(absl::CivilDay());
  batch.Put(Table::kOutcomesByWorker, storage::EncodeKey(outcome.worker(), day, IdOf(outcome_name)),
            "");
}

void PlanAttestation(absl::string_view outcome_name, absl::string_view attestation_id,
                     const v1::Attestation& attestation, const internal::v1::Provenance& provenance,
                     storage::Batch& batch) {
  internal::v1::StoredAttestation stored;
  stored.mutable_attestation()->set_kind(attestation.kind());
  stored.mutable_attestation()->set_grade(attestation.grade());
  stored.mutable_attestation()->set_passed_on(attestation.passed_on());
  *stored.mutable_provenance() = provenance;
  const std::string key = storage::EncodeKey(IdOf(outcome_name), attestation_id);
  batch.Require(Table::kAttestations, key, storage::kAbsent);
  batch.Put(Table::kAttestations, key, stored.SerializeAsString());
  if (attestation.reference().empty() && attestation.file_digest().empty()) return;
  internal::v1::StoredNote note;
  note.set_reference(attestation.reference());
  note.set_file_digest(attestation.file_digest());
  batch.Put(Table::kNotes, storage::EncodeKey(AttestationName(outcome_name, attestation_id)),
            note.SerializeAsString());
}

absl::Status EraseNotes(storage::Store* store, absl::string_view worker_name) {
  LAOWU_ASSIGN_OR_RETURN(const auto outcomes, LoadOutcomesOfWorker(*store, worker_name));
  storage::Batch batch;
  for (const v1::Outcome& outcome : outcomes) {
    bool announced = false;  // in this batch
    for (const v1::Attestation& attestation : outcome.attestations()) {
      if (attestation.reference().empty() && attestation.file_digest().empty()) continue;
      if (batch.operation_count() + 2 > storage::kMaxBatchOperations) {
        LAOWU_RETURN_IF_ERROR(store->Commit(batch, absl::InfiniteFuture()).status());
        batch = storage::Batch();
        announced = false;
      }
      batch.Delete(Table::kNotes, storage::EncodeKey(attestation.name()));
      if (!announced) batch.Put(Table::kErasedNotes, OutcomeKey(outcome.name()), "");
      announced = true;
    }
  }
  if (batch.empty()) return absl::OkStatus();
  return store->Commit(batch, absl::InfiniteFuture()).status();
}

absl::StatusOr<std::string> OutcomeOfAttestationKey(absl::string_view key) {
  std::string outcome_id;
  std::string id;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(key, &outcome_id, &id));
  return absl::StrCat(kOutcomes, outcome_id);
}

absl::StatusOr<std::string> OutcomeOfErasedKey(absl::string_view key) {
  std::string outcome_id;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(key, &outcome_id));
  return absl::StrCat(kOutcomes, outcome_id);
}

std::string AttestationName(absl::string_view outcome_name, absl::string_view attestation_id) {
  return absl::StrCat(outcome_name, "/attestations/", attestation_id);
}

}  // namespace laowu::placement
