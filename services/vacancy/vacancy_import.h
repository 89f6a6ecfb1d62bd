#ifndef LAOWU_SERVICES_VACANCY_VACANCY_IMPORT_H_
#define LAOWU_SERVICES_VACANCY_VACANCY_IMPORT_H_

// One message of rows against one office. Rows are independent but for keys they share, so a
// message is committed in as many pieces as the store's limits ask for, mostly one; a piece whose
// commit lost a race is planned anew, while those before it stand.
//
//   LAOWU_RETURN_IF_ERROR(import.ReadRows(store));
//   while (!import.done()) {
//     LAOWU_ASSIGN_OR_RETURN(VacancyImport::Piece piece, import.PlanPiece(store));
//     ... commit piece.batch ...
//     LAOWU_RETURN_IF_ERROR(import.Accept(store, std::move(piece)));
//   }

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "services/runtime/call_context.h"
#include "services/runtime/field_checks.h"
#include "services/vacancy/blocked_employers.h"
#include "services/vacancy/vacancy_changes.h"
#include "services/vacancy/vacancy_records.h"
#include "storage/store.h"

namespace laowu::vacancy {

// Whether the vacancy's employer stands on record with a code whose check character is wrong: then
// such a code is taken (CheckVacancy).
absl::StatusOr<bool> CodeAccepted(const storage::Reader& reader, const v1::Vacancy& vacancy);

class VacancyImport {
 public:
  struct Piece {
    std::vector<v1::ImportResult> results;
    storage::Batch batch;  // empty: nothing to commit
    bool links_employers = false;
    bool writes_blocked_employer = false;
    std::vector<int> moved;  // rows that are sent again
    std::map<int, v1::Vacancy> lowered;
    // If asked for; without the etags of what the batch writes.
    std::vector<v1::ImportVacanciesResponse::Change> changes;
  };

  // `call`, `request` and `blocked` outlive it.
  VacancyImport(const runtime::CallContext& call, const v1::ImportVacanciesRequest& request,
                std::string office_id, absl::CivilDay today, const BlockedEmployers* blocked)
      : call_(call),
        request_(request),
        office_id_(std::move(office_id)),
        today_(today),
        blocked_(*blocked) {}

  // Judges every row by itself and beside the others of its message, and gives it its id. An error
  // means that the store could not be read; a bad row is no error.
  absl::Status ReadRows(const storage::Reader& reader);
  // The next rows, as many as fit one batch: at least one.
  absl::StatusOr<Piece> PlanPiece(const storage::Reader& reader) const;
  // The piece is committed, or needs no commit; `reader` shows it.
  absl::Status Accept(const storage::Reader& reader, Piece piece);

  bool done() const { return response_.results_size() == request_.rows_size(); }
  const v1::ImportVacanciesResponse& response() const { return response_; }
  // Rows that would write something, or ask, and whose vacancies stand otherwise than they say:
  // nothing was written for them, and their senders send them again.
  const std::set<int>& moved() const { return moved_; }
  // Rows that were written, or of a check would be, and want fewer openings than the vacancy had,
  // by index: its name and opening_count, nothing else.
  const std::map<int, v1::Vacancy>& lowered() const { return lowered_; }

  // Of the request: its mask, and what only the intake role may ask for.
  static void CheckRequest(const runtime::CallContext& call,
                           const v1::ImportVacanciesRequest& request, runtime::FieldChecks& checks);

 private:
  struct Row {
    v1::Vacancy vacancy;  // normalised
    std::string id;
    std::string digest;
    v1::ImportResult result;  // REJECTED, or UNCHANGED where it repeats an earlier row: settled
    // Asks only whether the record stands as it says; settled.
    bool is_question = false;
    bool is_named = false;  // by a check of the same row
    std::string etag;       // of a question: as the record stands; empty: there is none
    bool settled() const { return result.result() != v1::ImportResult::RESULT_UNSPECIFIED; }
  };

  absl::StatusOr<Row> ReadRow(const storage::Reader& reader, int index) const;
  // Whether a row is written only where its record stands as it says.
  bool is_conditional() const {
    return call_.via_service && request_.return_changes() && !request_.validate_only();
  }
  absl::StatusOr<Row> LookAgain(const storage::Reader& reader, int index) const;
  void NameRows();
  // Rows without a reference whose vacancies stand under the name of another pay kind.
  absl::Status TakeOverOtherPay(const storage::Reader& reader);
  // The id of the vacancy that `row`, whose own does not stand, goes on as; empty: none. `named`:
  // ids that rows of the message have by themselves. Warns where an open one is paid otherwise.
  absl::StatusOr<std::string> StandsUnderOtherPay(const storage::Reader& reader,
                                                  const std::set<std::string>& named,
                                                  Row& row) const;
  void SettleRepeats();
  // What becomes of the row; true if it was put into `changes`. `moved`: it is only checked.
  absl::StatusOr<bool> PlanRow(const Row& sent, bool moved, VacancyChanges& changes,
                               std::map<int, v1::Vacancy>& lowered, v1::ImportResult& result) const;
  // As it is stored in place of `old`; null: it is new.
  internal::v1::StoredVacancy Written(const internal::v1::StoredVacancy* old, const Row& row) const;
  // Plans the row, and tells its change if asked for; true if it was put into `changes`.
  absl::StatusOr<bool> AddRow(const Row& row, VacancyChanges& changes, Piece& piece) const;
  static v1::ImportResult::Result Decide(const internal::v1::StoredVacancy* old, const Row& row);
  // With a mask: what is stored, with the fields that the rows speak of and those that this row
  // sets.
  Row Merged(const v1::Vacancy& known, const Row& row) const;

  // Constant after construction.
  const runtime::CallContext& call_;
  const v1::ImportVacanciesRequest& request_;
  const std::string office_id_;
  const absl::CivilDay today_;
  const BlockedEmployers& blocked_;
  // Constant after ReadRows.
  std::vector<Row> rows_;
  // Of the pieces accepted.
  v1::ImportVacanciesResponse response_;
  std::set<int> moved_;
  std::map<int, v1::Vacancy> lowered_;
};

}  // namespace laowu::vacancy

#endif  // LAOWU_SERVICES_VACANCY_VACANCY_IMPORT_H_
