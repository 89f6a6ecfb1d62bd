#ifndef LAOWU_SERVICES_PLACEMENT_OUTCOME_RECORDS_H_
#define LAOWU_SERVICES_PLACEMENT_OUTCOME_RECORDS_H_

// Keys, stored form and indexes of outcomes and attestations. Both are append-only; an
// attestation's texts stand in a table of their own (notes), from which they may be erased. An
// outcome is always read with its attestations, and their texts where they are asked for.

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "laowu/internal/v1/stored.pb.h"
#include "laowu/v1/placement_service.pb.h"
#include "storage/store.h"

namespace laowu::placement {

// Keys, without the table. Names are whole: outcomes/{outcome}.
std::string OutcomeKey(absl::string_view outcome_name);

// References and file digests of attestations: the feed goes without them (placement_watch.cc).
enum class Texts { kRead, kLeaveOut };

// As the API shows it: name, record time, attestations with their grades and texts, all of them
// (attestation_rules.h, ShownTo). No value: there is none.
absl::StatusOr<std::optional<v1::Outcome>> LoadOutcome(const storage::Reader& reader,
                                                       absl::string_view outcome_name,
                                                       Texts texts = Texts::kRead);
// Into an empty message, which may live on an arena.
absl::Status ParseOutcome(const storage::Reader& reader, const storage::Record& record,
                          v1::Outcome* outcome, Texts texts = Texts::kRead);

// All of one worker, in order of (effective date, id).
absl::StatusOr<std::vector<v1::Outcome>> LoadOutcomesOfWorker(const storage::Reader& reader,
                                                              absl::string_view worker_name);
storage::KeyRange OutcomesOfWorker(absl::string_view worker_name);
// The outcome that an entry of that index names. DATA_LOSS if there is none.
absl::StatusOr<v1::Outcome> ToOutcomeOfWorker(const storage::Reader& reader,
                                              const storage::Record& index_record);

// Its key in the index by worker, were it of that one: lists are in order of it.
std::string KeyInListOf(absl::string_view worker_name, const v1::Outcome& outcome);

// New records; the batch requires that there is none under that name. `outcome` is normalised and
// bears worker_division_code; `attestation` bears its grade.
void PlanOutcome(absl::string_view outcome_name, const v1::Outcome& outcome,
                 const internal::v1::Provenance& provenance, storage::Batch& batch);
void PlanAttestation(absl::string_view outcome_name, absl::string_view attestation_id,
                     const v1::Attestation& attestation, const internal::v1::Provenance& provenance,
                     storage::Batch& batch);

// Erases the texts (references, file digests) of all attestations of one worker's outcomes, in as
// many commits as it takes; each announces the outcomes whose texts it takes, so that whoever kept
// a copy is sent them anew. What was erased before is passed over.
absl::Status EraseNotes(storage::Store* store, absl::string_view worker_name);

// outcomes/{outcome} of a key in the attestations' table.
absl::StatusOr<std::string> OutcomeOfAttestationKey(absl::string_view key);
// The same of a key in the table that announces erased texts.
absl::StatusOr<std::string> OutcomeOfErasedKey(absl::string_view key);
std::string AttestationName(absl::string_view outcome_name, absl::string_view attestation_id);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_OUTCOME_RECORDS_H_
