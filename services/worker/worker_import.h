#ifndef LAOWU_SERVICES_WORKER_WORKER_IMPORT_H_
#define LAOWU_SERVICES_WORKER_WORKER_IMPORT_H_

// One message of rows: what each row comes to, and the batches that would make it so. Rows are
// planned in their order into pieces that each fit one commit; a piece whose commit lost a race is
// planned anew, while those before it stand.
//
//   while (!import.done()) {
//     LAOWU_ASSIGN_OR_RETURN(WorkerImport::Piece piece, import.PlanPiece(store));
//     ... commit piece.batch ...
//     import.Accept(std::move(piece));
//   }
//
// Who a row is: the identity number, by its digest, if there is one; else the bureau's own
// source_reference. A person known only outside the caller's scope gets a second record here,
// merged into the first (ratio.md rule 8), and neither bureau sees the other's.
//
// What is dated: a new worker's PROFILE is effective on as_of_date, since that is when the row was
// true; today where the message names none. A known worker's registration, rural status and policy
// groups are compared with what held on as_of_date, and each difference becomes a fact of that
// date; without one, or with one before the worker's PROFILE, the row is rejected. Birth date and
// sex are corrections and take the PROFILE's date.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/call_context.h"
#include "services/runtime/keys.h"
#include "services/worker/worker_records.h"
#include "services/worker/worker_rules.h"
#include "storage/store.h"

namespace laowu::worker {

class WorkerImport {
 public:
  // Content digest (hex) and name of a row, by each thing that tells who it is.
  struct Twin {
    std::string content;
    std::string name;
  };
  using Twins = absl::flat_hash_map<std::string, Twin>;

  struct Piece {
    std::vector<v1::ImportResult> results;
    storage::Batch batch;  // empty: nothing to commit
    std::vector<std::string> written_names;
    Twins twins;
    int underage_count = 0;
  };

  // All outlive the import. `days.as_of` is the request's as_of_date, or today.
  WorkerImport(const runtime::CallContext& call, const runtime::Keys& keys,
               const v1::ImportWorkersRequest& request, RowDays days)
      : call_(call), keys_(keys), request_(request), days_(days) {}

  // The next rows, as many as fit one batch: at least one. An error means that the store could not
  // be read; a bad row is no error.
  absl::StatusOr<Piece> PlanPiece(const storage::Reader& reader) const;
  // The piece is committed, or needs no commit.
  void Accept(Piece piece);

  bool done() const { return response_.results_size() == request_.rows_size(); }
  const v1::ImportWorkersResponse& response() const { return response_; }
  int underage_count() const { return underage_count_; }

 private:
  struct Row;
  struct Person;

  absl::Status PlanRow(const storage::Reader& reader, const Piece& piece, Row& row) const;
  // False if the row is rejected, or repeats one of this message.
  bool ReadRow(const Piece& piece, Row& row) const;
  absl::Status FindByNumber(const storage::Reader& reader, Row& row, Person& person) const;
  absl::Status FindByReference(const storage::Reader& reader, Row& row, Person& person) const;
  absl::Status PlanPerson(const storage::Reader& reader, Row& row, const Person& person) const;
  void PlanNew(Row& row, const Person& person) const;
  absl::Status PlanUpdate(const storage::Reader& reader, Row& row, const Person& person) const;
  void PlanIndexes(Row& row, const Person& person, absl::string_view worker_id) const;
  void PlanProfile(Row& row, const Person& person, absl::string_view worker_id,
                   std::vector<v1::WorkerFact> known, std::vector<v1::WorkerFact> added,
                   v1::Worker profile) const;
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
};

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_WORKER_IMPORT_H_
