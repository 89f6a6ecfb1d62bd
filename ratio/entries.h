#ifndef LAOWU_RATIO_ENTRIES_H_
#define LAOWU_RATIO_ENTRIES_H_

// All entries of a RatioBook, kept so that the order in which they came leaves no trace: each list
// is sorted by (day, record time, sequence, name).

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "ratio/ratio_book.h"
#include "ratio/spells.h"
#include "ratio/standing.h"
#include "ratio/text_table.h"
#include "ratio/worker_history.h"

namespace laowu::ratio {

// One record of a worker; several make a person once merged.
struct WorkerEntries {
  TextId name = kNoText;
  std::int32_t group = -1;  // index of the group of records that were ever merged; -1: never
  std::vector<FactRow> facts;
  std::vector<OutcomeRow> outcomes;
};

class Entries {
 public:
  bool UpsertFact(const WorkerFact& fact);
  bool UpsertOutcome(const Outcome& outcome);
  bool UpsertAttestation(const Attestation& attestation);
  bool UpsertOrganizerFact(const OrganizerFact& fact);

  const TextTable& texts() const { return texts_; }
  const std::vector<WorkerEntries>& workers() const { return workers_; }
  const OrganizerTable& organizers() const { return organizers_; }

  // Index of a worker, -1 if nothing of it is known.
  std::int32_t FindWorker(absl::string_view name) const;

  // The persons that the records of a group make as known at T (rule 8), each as indexes of
  // workers in order of name.
  std::vector<std::vector<std::int32_t>> PersonsOf(std::int32_t group, KnownAt known_at) const;
  // Members of a group in the order of their index.
  const std::vector<std::int32_t>& group(std::int32_t index) const {
    return groups_[static_cast<std::size_t>(index)];
  }

  std::int64_t fact_count() const { return fact_count_; }
  std::int64_t outcome_count() const { return outcome_count_; }
  std::int64_t attestation_count() const { return attestation_count_; }

 private:
  std::int32_t WorkerIndex(TextId name);
  void JoinGroups(std::int32_t a, std::int32_t b);
  OutcomeRow* FindOutcome(TextId name);

  TextTable texts_;
  std::vector<WorkerEntries> workers_;
  absl::flat_hash_map<TextId, std::int32_t> worker_index_;
  absl::flat_hash_map<TextId, std::int32_t> outcome_owner_;  // outcome name → worker index
  absl::flat_hash_map<TextId, std::vector<AttestationRow>> waiting_;  // for their outcome
  OrganizerTable organizers_;
  std::vector<std::vector<std::int32_t>> groups_;  // a group that joined another is left empty
  std::int64_t fact_count_ = 0;
  std::int64_t outcome_count_ = 0;
  std::int64_t attestation_count_ = 0;
};

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_ENTRIES_H_
