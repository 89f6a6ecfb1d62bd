#ifndef LAOWU_SERVICES_PLACEMENT_OUTCOME_IMPORT_H_
#define LAOWU_SERVICES_PLACEMENT_OUTCOME_IMPORT_H_

// One message of rows (ratio.md rule 17): what each row comes to, and the batches that would make
// it so. Rows are planned in their order, those of one worker against each other, into pieces that
// each fit one commit; a piece whose commit lost a race is planned anew, while those before it
// stand.
//
//   import.Use(workers);  // of import.worker_names()
//   while (!import.done()) {
//     LAOWU_ASSIGN_OR_RETURN(OutcomeImport::Piece piece, import.PlanPiece(store));
//     ... commit piece.batch; in a dry run show it to the next piece (storage/planned_reader.h) ...
//     import.Accept(std::move(piece));
//   }
//
// A row that finds nothing to end or confirm is CREATED and bears a warning (warnings.h), judged
// once its piece is whole. A row equal to an outcome that stands is UNCHANGED; if it brings an
// attestation that the caller has not given yet, it is UPDATED. So it is where the attestation is
// new to the outcome that the row names, of which it says that the person is still there: an
// attestation of the confirmation itself would prove nothing later than 30 days after leaving
// (ratio.md rule 6). A CONFIRMED after which a claim still lacks proof bears CLAIM_NOT_PROVEN.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/placement/outcome_plan.h"
#include "services/placement/registration.h"
#include "services/runtime/call_context.h"
#include "storage/store.h"

namespace laowu::placement {

class OutcomeImport {
 public:
  // A worker as the worker role has it, first, and those that stand before it (ratio.md rule 8):
  // the last one's registration says whose the person is. With facts where an outcome's day lies
  // before a record's last change (registration.h). Never empty.
  using KnownWorker = std::vector<RecordOfPerson>;
  using Workers = absl::flat_hash_map<std::string, KnownWorker>;

  struct Piece {
    std::vector<v1::ImportResult> results;
    storage::Batch batch;  // empty: nothing to commit
    int written_count = 0;
    std::vector<std::string> names;            // of what was written, for the audit
    absl::flat_hash_set<std::string> created;  // names of new outcomes
  };

  // `call` and `request` outlive it.
  OutcomeImport(const runtime::CallContext& call, const v1::ImportOutcomesRequest& request,
                absl::CivilDay today);

  // The workers of rows that are well-formed, each once, and the first day of which one's rows
  // tell.
  std::vector<std::string> worker_names() const;
  absl::CivilDay FirstDayOf(const std::string& worker_name) const;
  void Use(Workers workers) { workers_ = std::move(workers); }

  // The next rows, as many as fit one batch: at least one. An error means that the store could not
  // be read; a bad row is no error.
  absl::StatusOr<Piece> PlanPiece(const storage::Reader& reader) const;
  // The piece is committed, or is not to be.
  void Accept(Piece piece);

  bool done() const { return response_.results_size() == request_.rows_size(); }
  const v1::ImportOutcomesResponse& response() const { return response_; }

 private:
  // A row as it was read: normalised, or why it was rejected.
  struct Row {
    std::string path;  // "rows[3]"
    v1::Outcome outcome;
    v1::Attestation attestation;  // with its grade
    bool attested = false;
    std::string named;  // outcomes/{outcome} that it speaks of; may be empty
    absl::Status status;
    absl::Status if_new;  // why it is rejected unless an equal outcome stands (CheckOutcomeFields)
  };
  // The workers of one piece, by name.
  struct Plans;

  Row ReadRow(int index, absl::CivilDay today) const;
  // False: the row's worker may not stand in the same piece as those before it.
  absl::StatusOr<bool> PlanRow(const storage::Reader& reader, int index, Plans& plans,
                               Piece& piece) const;
  absl::Status CheckWorker(const Row& row) const;
  // What a row's attestation vouches for.
  struct Vouching {
    absl::Status status;         // why the row is rejected
    bool for_row = false;        // the outcome that the row tells
    bool for_named = false;      // the one that it names
    bool named_is_told = false;  // it did before
    bool named_is_gone = false;  // was taken back, so that nothing vouches for it
  };
  Vouching VouchingOf(const Row& row, const v1::Attestation& attestation,
                      const OutcomePlan& plan) const;
  // Name of the outcome that the row tells; empty if it was rejected.
  absl::StatusOr<std::string> Write(const Row& row, OutcomePlan& plan, v1::ImportResult& result,
                                    Piece& piece) const;

  const runtime::CallContext& call_;
  const v1::ImportOutcomesRequest& request_;
  std::vector<Row> rows_;  // constant after construction
  Workers workers_;
  // Of the pieces accepted.
  v1::ImportOutcomesResponse response_;
  absl::flat_hash_set<std::string> created_;
};

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_OUTCOME_IMPORT_H_
