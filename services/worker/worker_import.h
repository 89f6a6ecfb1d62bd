#ifndef LAOWU_SERVICES_WORKER_WORKER_IMPORT_H_
#define LAOWU_SERVICES_WORKER_WORKER_IMPORT_H_

// One message of rows: what each row comes to, and the batches that would make it so. Rows are
// planned in their order into pieces that each fit one commit; a piece whose commit lost a race is
// planned anew, while those before it stand.
//
//   while (!import.done()) {
//     LAOWU_ASSIGN_OR_RETURN(WorkerImport::Piece piece, import.PlanPiece(store));
//     ... commit piece.batch ...
//     LAOWU_RETURN_IF_ERROR(import.Accept(store, std::move(piece)));
//   }
//
// Who a row is: worker_plan.h.
//
// What is dated: a new worker's PROFILE is effective on as_of_date, since that is when the row was
// true; today where the message names none. A known worker's registration, rural status and policy
// groups are compared with what held on as_of_date, and each difference becomes a fact of that
// date; without one, or with one before the worker's PROFILE, the row is rejected. Birth date and
// sex are corrections and take the PROFILE's date.
//
// An unsaid detail, legal basis, reference or state keeps what is stored; all else in a row is the
// whole statement, unless the request has a mask.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/call_context.h"
#include "services/runtime/keys.h"
#include "services/worker/worker_plan.h"
#include "services/worker/worker_rules.h"
#include "storage/store.h"

namespace laowu::worker {

class WorkerImport {
 public:
  // Content digest (hex) and name of a row, by each thing that tells who it is.
  struct Twin {
    std::string content;
    std::string name;
    int index = 0;  // in the request
  };
  using Twins = absl::flat_hash_map<std::string, Twin>;

  struct Piece {
    std::vector<v1::ImportResult> results;
    storage::Batch batch;                    // empty: nothing to commit
    std::vector<std::string> written_names;  // also of records elsewhere that stand behind now
    int written_count = 0;                   // rows
    Twins twins;
    int underage_count = 0;
    std::vector<int> moved;  // rows that are sent again
    // If asked for; without the etags of what the batch writes.
    std::vector<v1::ImportWorkersResponse::Change> changes;
  };

  // All outlive the import. `days.as_of` is the request's as_of_date, or today.
  WorkerImport(const runtime::CallContext& call, const runtime::Keys& keys,
               const v1::ImportWorkersRequest& request, RowDays days)
      : call_(call), keys_(keys), request_(request), days_(days) {}

  // The next rows, as many as fit one batch: at least one. An error means that the store could not
  // be read; a bad row is no error.
  absl::StatusOr<Piece> PlanPiece(const storage::Reader& reader) const;
  // The piece is committed, or needs no commit; `reader` shows it.
  absl::Status Accept(const storage::Reader& reader, Piece piece);

  bool done() const { return response_.results_size() == request_.rows_size(); }
  const v1::ImportWorkersResponse& response() const { return response_; }
  int underage_count() const { return underage_count_; }
  // Rows that would write something, or ask, and whose records stand otherwise than they say:
  // nothing was written for them, and their senders send them again.
  const absl::flat_hash_set<int>& moved() const { return moved_; }

  // Of the request: its mask, and what only the intake role may ask for.
  static void CheckRequest(const runtime::CallContext& call,
                           const v1::ImportWorkersRequest& request, runtime::FieldChecks& checks);

 private:
  struct Row;

  absl::Status PlanRow(const PlanContext& context, const Piece& piece, Row& row) const;
  // Whether a row is written only where its record stands as it says.
  bool is_conditional() const {
    return call_.via_service && request_.return_changes() && !request_.validate_only();
  }
  // A row that asks only whether its record stands as it says.
  absl::Status LookAgain(const PlanContext& context, Row& row) const;
  void AddChange(Row& row, Piece& piece) const;
  // False if the row is rejected, or repeats one of this message.
  bool ReadRow(const PlanContext& context, const Piece& piece, Row& row) const;
  absl::Status PlanPerson(const PlanContext& context, Row& row, const Person& person) const;
  absl::Status PlanNew(const PlanContext& context, Row& row, const Person& person) const;
  absl::Status PlanUpdate(const PlanContext& context, Row& row, const Person& person) const;
  // With a mask: makes the row what is stored, with the fields that the rows speak of and those
  // that this row sets.
  void MergeKnown(const WorkerChange& change, Row& row) const;
  // The facts by which a row of a known worker differs; rejects it where they cannot be.
  void AddFacts(Row& row, bool same_content, WorkerChange& change) const;
  absl::Status PlanJoined(const PlanContext& context, Row& row, const Person& person,
                          WorkerChange change) const;
  // True if the row speaks of an earlier day than the record, and was not asked to count all the
  // same; then it is STALE.
  bool IsOlder(const internal::v1::StoredWorker& stored, Row& row) const;
  // Rejects a row that bears a known person's number or reference and another name, where nothing
  // else of the two agrees: it is likelier somebody else's number than a new name.
  static void CheckIsPerson(const v1::Worker& before, const v1::Worker::PersonalDetails& known,
                            Row& row);
  static void WarnOfChange(Row& row, const v1::Worker& before, const WorkerChange& change);
  void AddWarnings(Row& row, const Person& person) const;
  bool RepeatsRow(const Piece& piece, const std::string& identity, Row& row) const;

  // Constant after construction.
  const runtime::CallContext& call_;
  const runtime::Keys& keys_;
  const v1::ImportWorkersRequest& request_;
  const RowDays days_;
  // Of the pieces accepted.
  v1::ImportWorkersResponse response_;
  Twins twins_;
  int underage_count_ = 0;
  absl::flat_hash_set<int> moved_;
};

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_WORKER_IMPORT_H_
