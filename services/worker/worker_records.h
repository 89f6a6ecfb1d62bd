#ifndef LAOWU_SERVICES_WORKER_WORKER_RECORDS_H_
#define LAOWU_SERVICES_WORKER_WORKER_RECORDS_H_

// Keys, stored form and the index by division of workers, their facts and details. Load... reads,
// Plan... fills a batch that requires what was loaded. By what a person is found: person_index.h.

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "laowu/internal/v1/stored.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/keys.h"
#include "services/runtime/stored_record.h"
#include "storage/store.h"

namespace laowu::worker {

using LoadedWorker = runtime::Loaded<internal::v1::StoredWorker>;

std::string WorkerName(absl::string_view worker_id);
std::string FactName(absl::string_view worker_id, absl::string_view fact_id);
// "workers/{worker}" → "{worker}"; takes a checked name.
std::string WorkerId(absl::string_view worker_name);

// Keys, without the table.
std::string WorkerKey(absl::string_view worker_id);
std::string FactKey(absl::string_view worker_id, absl::CivilDay effective_date,
                    absl::string_view fact_id);

// No value: there is none. DATA_LOSS: it cannot be read.
absl::StatusOr<std::optional<LoadedWorker>> LoadWorker(const storage::Reader& reader,
                                                       absl::string_view worker_id);
// All facts of a worker, in order of (effective date, fact).
absl::StatusOr<std::vector<v1::WorkerFact>> LoadFacts(const storage::Reader& reader,
                                                      absl::string_view worker_id);
// Empty details if there are none.
absl::StatusOr<v1::Worker::PersonalDetails> LoadDetails(const storage::Reader& reader,
                                                        const runtime::Keys& keys,
                                                        absl::string_view worker_id);

// Requires the version in `old` (none: that there is no record), puts the new state, and keeps the
// index by division, in which an erased worker does not stand, and merged_records.h in step.
// `worker` must hold no personal details.
void PlanWorker(absl::string_view worker_id, const std::optional<LoadedWorker>& old,
                const internal::v1::StoredWorker& worker, storage::Batch& batch);
// Requires that there is no such fact. `fact` has its name; outputs are not stored. Reference and
// file stand in the store's notes, so that they can be erased while the fact stays.
void PlanFact(absl::string_view worker_id, absl::string_view fact_id, const v1::WorkerFact& fact,
              const internal::v1::Provenance& provenance, storage::Batch& batch);
// Takes away the notes of `facts`, as named.
void EraseFactNotes(const std::vector<v1::WorkerFact>& facts, storage::Batch& batch);
// Guarded by the worker's own version. Empty details are deleted.
void PlanDetails(const runtime::Keys& keys, absl::string_view worker_id,
                 const v1::Worker::PersonalDetails& details, storage::Batch& batch);
// Ids of at most `limit` workers (kWorkersByDivision) or households (kHouseholdsByDivision) of
// divisions whose code begins with `division_prefix`, in order of id, those after `after_id`. The
// id stays with who moves, so a list that goes on after the last id meets everybody once. Two reads
// a division (village or township) beside those of the ids: a county has some hundreds of them.
absl::StatusOr<std::vector<std::string>> IdsAfter(const storage::Reader& reader,
                                                  storage::Table by_division,
                                                  absl::string_view division_prefix,
                                                  absl::string_view after_id, int limit);
storage::KeyRange FactRange(absl::string_view worker_id);

// Records as the API shows them: names, etags, times.
absl::StatusOr<v1::Worker> ToWorker(absl::string_view worker_id, LoadedWorker loaded);
// Into an empty message, which may live on an arena.
absl::Status ParseWorker(const storage::Record& record, v1::Worker* worker);
absl::Status ParseFact(const storage::Record& record, v1::WorkerFact* fact);
absl::StatusOr<v1::WorkerFact> ToFact(const storage::Record& record);
// With reference and file, which the feed does not carry.
absl::StatusOr<v1::WorkerFact> ToNotedFact(const storage::Reader& reader,
                                           const storage::Record& record);

// The name of what a key of kWorkers or kWorkerFacts is of, also when the record is gone.
absl::StatusOr<std::string> NameOfKey(storage::Table table, absl::string_view key);

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_WORKER_RECORDS_H_
