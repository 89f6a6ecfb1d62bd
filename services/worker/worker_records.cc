#include "services/worker/worker_records.h"

#include <algorithm>
#include <queue>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "services/worker/merged_records.h"
#include "services/worker/personal_details.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

using storage::Table;

// Empty: an erased worker is in no list.
std::string DivisionKey(const v1::Worker& worker, absl::string_view worker_id) {
  if (worker.has_erase_time()) return "";
  return storage::EncodeKey(worker.division_code(), worker_id);
}

void AddOutputFields(absl::string_view worker_id, const internal::v1::Provenance& provenance,
                     storage::Sequence version, absl::Time record_time, v1::Worker& worker) {
  worker.set_name(WorkerName(worker_id));
  worker.set_recorded_by(provenance.recorded_by());
  *worker.mutable_create_time() = provenance.create_time();
  *worker.mutable_update_time() = runtime::ToTimestamp(record_time);
  worker.set_etag(runtime::EtagOf(version));
}

// The ids of one division in order, read in chunks from an index by division.
class DivisionQueue {
 public:
  // Begins at an id that was read.
  DivisionQueue(Table index, absl::string_view division_code, std::string id)
      : index_(index), rest_(storage::RangeOf(division_code)), ids_({std::move(id)}) {
    Skip(storage::EncodeKey(division_code, ids_[0]));
  }

  const std::string& id() const { return ids_[at_]; }

  // To the next one; false if there is none.
  absl::StatusOr<bool> Next(const storage::Reader& reader, int chunk) {
    if (++at_ < ids_.size()) return true;
    at_ = 0;
    ids_.clear();
    LAOWU_ASSIGN_OR_RETURN(const auto records, reader.Scan(index_, rest_, chunk));
    for (const storage::Record& record : records) {
      std::string division_code;
      LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &division_code, &ids_.emplace_back()));
    }
    if (!records.empty()) Skip(records.back().key);
    return !records.empty();
  }

 private:
  void Skip(absl::string_view key) { rest_ = storage::ContinueAfter(rest_, key); }

  Table index_;
  storage::KeyRange rest_;
  std::vector<std::string> ids_;
  size_t at_ = 0;
};

// Of each division that has ids after `after_id`, from the first of these on.
absl::StatusOr<std::vector<DivisionQueue>> QueuesOf(const storage::Reader& reader, Table index,
                                                    absl::string_view division_prefix,
                                                    absl::string_view after_id) {
  std::vector<DivisionQueue> queues;
  storage::KeyRange divisions = storage::RangeOfTextPrefix(division_prefix);
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(auto records, reader.Scan(index, divisions, 1));
    if (records.empty()) return queues;
    std::string division_code;
    std::string id;
    LAOWU_RETURN_IF_ERROR(storage::DecodeKey(records[0].key, &division_code, &id));
    const storage::KeyRange own = storage::RangeOf(division_code);
    divisions.begin = own.end;
    if (id <= after_id) {
      const std::string last = storage::EncodeKey(division_code, after_id);
      LAOWU_ASSIGN_OR_RETURN(records, reader.Scan(index, storage::ContinueAfter(own, last), 1));
      if (records.empty()) continue;
      LAOWU_RETURN_IF_ERROR(storage::DecodeKey(records[0].key, &division_code, &id));
    }
    queues.emplace_back(index, division_code, std::move(id));
  }
}

}  // namespace

std::string WorkerName(absl::string_view worker_id) { return absl::StrCat("workers/", worker_id); }

std::string FactName(absl::string_view worker_id, absl::string_view fact_id) {
  return absl::StrCat("workers/", worker_id, "/facts/", fact_id);
}

std::string WorkerId(absl::string_view worker_name) {
  return std::string(absl::StripPrefix(worker_name, "workers/"));
}

std::string WorkerKey(absl::string_view worker_id) { return storage::EncodeKey(worker_id); }

std::string FactKey(absl::string_view worker_id, absl::CivilDay effective_date,
                    absl::string_view fact_id) {
  return storage::EncodeKey(worker_id, effective_date, fact_id);
}

absl::StatusOr<std::optional<LoadedWorker>> LoadWorker(const storage::Reader& reader,
                                                       absl::string_view worker_id) {
  return runtime::LoadRecord<internal::v1::StoredWorker>(reader, Table::kWorkers,
                                                         WorkerKey(worker_id));
}

absl::StatusOr<std::vector<v1::WorkerFact>> LoadFacts(const storage::Reader& reader,
                                                      absl::string_view worker_id) {
  LAOWU_ASSIGN_OR_RETURN(const auto records, reader.Scan(Table::kWorkerFacts, FactRange(worker_id),
                                                         storage::kMaxRecordsPerRead));
  std::vector<v1::WorkerFact> facts;
  for (const storage::Record& record : records) {
    LAOWU_ASSIGN_OR_RETURN(v1::WorkerFact fact, ToFact(record));
    facts.push_back(std::move(fact));
  }
  return facts;
}

absl::StatusOr<v1::Worker::PersonalDetails> LoadDetails(const storage::Reader& reader,
                                                        const runtime::Keys& keys,
                                                        absl::string_view worker_id) {
  LAOWU_ASSIGN_OR_RETURN(const auto record,
                         reader.Get(Table::kPersonalDetails, WorkerKey(worker_id)));
  if (!record.has_value()) return v1::Worker::PersonalDetails();
  return OpenDetails(keys, record->value, WorkerName(worker_id));
}

void PlanWorker(absl::string_view worker_id, const std::optional<LoadedWorker>& old,
                const internal::v1::StoredWorker& worker, storage::Batch& batch) {
  const std::string key = WorkerKey(worker_id);
  batch.Require(Table::kWorkers, key, runtime::VersionOf(old));
  batch.Put(Table::kWorkers, key, worker.SerializeAsString());
  PlanMergedInto(worker_id, old.has_value() ? old->stored.worker().merged_into() : "",
                 worker.worker().merged_into(), batch);
  const std::string after = DivisionKey(worker.worker(), worker_id);
  if (old.has_value()) {
    const std::string before = DivisionKey(old->stored.worker(), worker_id);
    if (before == after) return;
    if (!before.empty()) batch.Delete(Table::kWorkersByDivision, before);
  }
  if (!after.empty()) batch.Put(Table::kWorkersByDivision, after, "");
}

void PlanFact(absl::string_view worker_id, absl::string_view fact_id, const v1::WorkerFact& fact,
              const internal::v1::Provenance& provenance, storage::Batch& batch) {
  internal::v1::StoredWorkerFact stored;
  auto& kept = *stored.mutable_fact();
  kept.set_kind(fact.kind());
  *kept.mutable_effective_date() = fact.effective_date();
  *kept.mutable_values() = fact.values();
  *stored.mutable_provenance() = provenance;
  const absl::CivilDay day = *runtime::ToCivilDay(fact.effective_date());
  const std::string key = FactKey(worker_id, day, fact_id);
  batch.Require(Table::kWorkerFacts, key, storage::kAbsent);
  batch.Put(Table::kWorkerFacts, key, stored.SerializeAsString());
  if (fact.reference().empty() && fact.file_digest().empty()) return;
  internal::v1::StoredNote note;
  note.set_reference(fact.reference());
  note.set_file_digest(fact.file_digest());
  batch.Put(Table::kWorkerFactNotes, storage::EncodeKey(FactName(worker_id, fact_id)),
            note.SerializeAsString());
}

void EraseFactNotes(const std::vector<v1::WorkerFact>& facts, storage::Batch& batch) {
  for (const v1::WorkerFact& fact : facts) {
    if (fact.kind() == v1::WorkerFact::PROFILE) continue;  // never has one
    batch.Delete(Table::kWorkerFactNotes, storage::EncodeKey(fact.name()));
  }
}

void PlanDetails(const runtime::Keys& keys, absl::string_view worker_id,
                 const v1::Worker::PersonalDetails& details, storage::Batch& batch) {
  if (FieldsOf(details).empty()) return batch.Delete(Table::kPersonalDetails, WorkerKey(worker_id));
  batch.Put(Table::kPersonalDetails, WorkerKey(worker_id),
            SealDetails(keys, details, WorkerName(worker_id)));
}

absl::StatusOr<std::vector<std::string>> IdsAfter(const storage::Reader& reader, Table by_division,
                                                  absl::string_view division_prefix,
                                                  absl::string_view after_id, int limit) {
  LAOWU_ASSIGN_OR_RETURN(std::vector<DivisionQueue> queues,
                         QueuesOf(reader, by_division, division_prefix, after_id));
  const int chunk = limit / std::max(1, static_cast<int>(queues.size())) + 2;
  // The smallest id first.
  const auto later = [&](size_t a, size_t b) { return queues[a].id() > queues[b].id(); };
  std::priority_queue<size_t, std::vector<size_t>, decltype(later)> next(later);
  for (size_t i = 0; i < queues.size(); ++i) next.push(i);
  std::vector<std::string> ids;
  while (!next.empty() && static_cast<int>(ids.size()) < limit) {
    const size_t at = next.top();
    next.pop();
    ids.push_back(queues[at].id());
    LAOWU_ASSIGN_OR_RETURN(const bool more, queues[at].Next(reader, chunk));
    if (more) next.push(at);
  }
  return ids;
}

storage::KeyRange FactRange(absl::string_view worker_id) { return storage::RangeOf(worker_id); }

absl::StatusOr<v1::Worker> ToWorker(absl::string_view worker_id, LoadedWorker loaded) {
  v1::Worker worker = std::move(*loaded.stored.mutable_worker());
  AddOutputFields(worker_id, loaded.stored.provenance(), loaded.version, loaded.record_time,
                  worker);
  return worker;
}

absl::Status ParseWorker(const storage::Record& record, v1::Worker* worker) {
  std::string worker_id;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &worker_id));
  internal::v1::StoredWorker stored;
  stored.unsafe_arena_set_allocated_worker(worker);
  const absl::Status read = runtime::MergeStored(record, "workers", &stored);
  (void)stored.unsafe_arena_release_worker();
  AddOutputFields(worker_id, stored.provenance(), record.version, record.record_time, *worker);
  return read;
}

absl::StatusOr<v1::WorkerFact> ToFact(const storage::Record& record) {
  v1::WorkerFact fact;
  LAOWU_RETURN_IF_ERROR(ParseFact(record, &fact));
  return fact;
}

absl::StatusOr<v1::WorkerFact> ToNotedFact(const storage::Reader& reader,
                                           const storage::Record& record) {
  LAOWU_ASSIGN_OR_RETURN(v1::WorkerFact fact, ToFact(record));
  LAOWU_ASSIGN_OR_RETURN(const auto noted,
                         reader.Get(Table::kWorkerFactNotes, storage::EncodeKey(fact.name())));
  if (!noted.has_value()) return fact;
  internal::v1::StoredNote note;
  LAOWU_RETURN_IF_ERROR(runtime::MergeStored(*noted, "worker_fact_notes", &note));
  fact.set_reference(note.reference());
  fact.set_file_digest(note.file_digest());
  return fact;
}

absl::Status ParseFact(const storage::Record& record, v1::WorkerFact* fact) {
  internal::v1::StoredWorkerFact stored;
  stored.unsafe_arena_set_allocated_fact(fact);
  const absl::Status read = runtime::MergeStored(record, "worker_facts", &stored);
  (void)stored.unsafe_arena_release_fact();
  LAOWU_RETURN_IF_ERROR(read);
  LAOWU_ASSIGN_OR_RETURN(*fact->mutable_name(), NameOfKey(Table::kWorkerFacts, record.key));
  fact->set_recorded_by(stored.provenance().recorded_by());
  *fact->mutable_record_time() = runtime::ToTimestamp(record.record_time);
  fact->set_sequence(record.version);
  return absl::OkStatus();
}

absl::StatusOr<std::string> NameOfKey(storage::Table table, absl::string_view key) {
  std::string worker_id;
  if (table == Table::kWorkers) {
    LAOWU_RETURN_IF_ERROR(storage::DecodeKey(key, &worker_id));
    return WorkerName(worker_id);
  }
  absl::CivilDay day;
  std::string fact_id;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(key, &worker_id, &day, &fact_id));
  return FactName(worker_id, fact_id);
}

}  // namespace laowu::worker
