#ifndef LAOWU_RATIO_ENTRIES_H_
#define LAOWU_RATIO_ENTRIES_H_

// All entries of a RatioBook, kept so that the order in which they came leaves no trace: each list
// is sorted by (day, record time, sequence, name).

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "absl/types/span.h"
#include "matcher/huge_pages.h"
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
  // False, and nothing happens, without a name or a worker (outcome, organizer).
  bool UpsertFact(const WorkerFact& fact);
  bool UpsertOutcome(const Outcome& outcome);
  bool UpsertAttestation(const Attestation& attestation);
  bool UpsertOrganizerFact(const OrganizerFact& fact);

  // What is about to be put, some hundred at most: brings where it will stand into the cache, all
  // at once, which each put by itself would wait for. Changes nothing.
  void Prepare(absl::Span<const Outcome* const> outcomes) const;

  // The workers whose entries the last Upsert changed; none if it was an organiser's fact, or an
  // attestation that awaits its outcome.
  absl::Span<const std::int32_t> touched() const { return touched_; }
  // When the entry of the last Upsert was recorded; of an outcome with attestations, the last of
  // them.
  std::int64_t last_record_nanos() const { return last_record_nanos_; }
  // When the entry of the last Upsert itself was recorded; INT64_MAX if it stood there already, as
  // when an outcome comes once more because of a new attestation.
  std::int64_t own_record_nanos() const { return own_record_nanos_; }

  const TextTable& texts() const { return texts_; }
  absl::Span<const WorkerEntries> workers() const { return workers_; }
  const OrganizerTable& organizers() const { return organizers_; }

  // Who recorded a fact that signals tell of; kNoText for SEX, POLICY_GROUP_… and
  // a PROFILE with an identity number.
  TextId RecordedBy(TextId fact) const;
  // Who recorded an outcome; kNoText: not told.
  TextId RecordedBy(const OutcomeRow& outcome) const { return recorders_[outcome.recorder]; }
  // The import whose undoing took an outcome back, by the VOIDED; kNoText: none.
  TextId UndoneImport(TextId voided) const;

  // Index of a worker, -1 if nothing of it is known.
  std::int32_t FindWorker(absl::string_view name) const;
  std::int32_t FindWorker(TextId name) const;

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
  using Indexes = matcher::HugePageVector<std::int32_t>;
  static std::int32_t& IndexAt(Indexes& by_text, TextId text);
  void Begin(std::int64_t record_nanos);
  void JoinGroups(std::int32_t a, std::int32_t b);
  OutcomeRow* FindOutcome(TextId name);
  std::uint16_t RecorderOf(absl::string_view principal);

  TextTable texts_;
  matcher::HugePageVector<WorkerEntries> workers_;
  Indexes worker_of_name_;     // by the text of its name; -1: none
  Indexes worker_of_outcome_;  // by the text of the outcome's name; -1: none
  absl::flat_hash_map<TextId, std::vector<AttestationRow>> waiting_;  // for their outcome
  absl::flat_hash_map<TextId, TextId> recorded_by_;  // by fact: few tell who, so not in each row
  // Principals are few: a row names one by two bytes. Beyond 65,535 of them no more are told.
  std::vector<TextId> recorders_ = {kNoText};
  absl::flat_hash_map<TextId, std::uint16_t> recorder_numbers_;
  std::uint16_t last_recorder_ = 0;                     // mostly it is the one of the last row
  absl::flat_hash_map<TextId, TextId> undone_imports_;  // by VOIDED
  OrganizerTable organizers_;
  std::vector<std::vector<std::int32_t>> groups_;  // a group that joined another is left empty
  absl::InlinedVector<std::int32_t, 2> touched_;
  std::int64_t last_record_nanos_ = INT64_MIN;
  std::int64_t own_record_nanos_ = INT64_MIN;
  std::int64_t fact_count_ = 0;
  std::int64_t outcome_count_ = 0;
  std::int64_t attestation_count_ = 0;
};

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_ENTRIES_H_
