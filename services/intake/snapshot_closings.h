#ifndef LAOWU_SERVICES_INTAKE_SNAPSHOT_CLOSINGS_H_
#define LAOWU_SERVICES_INTAKE_SNAPSHOT_CLOSINGS_H_

// READING of a SNAPSHOT: the open vacancies of its source that the file no longer has, which the
// run would close. What another source's newest file names stays open.

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/intake/import_job.h"
#include "services/intake/import_notes.h"

namespace laowu::intake_role {

// One thread's.
class SnapshotClosings {
 public:
  // All outlive it. `stored`: of any mode; only what was sent as a SNAPSHOT closes anything.
  SnapshotClosings(ImportJob& job, const internal::v1::StoredImport& stored, ImportNotes& notes)
      : job_(job), stored_(stored), notes_(notes) {}

  // A row of the file, as its owner has answered for it.
  void Take(const v1::ImportRow& row);
  // A row that was taken as `before` came to something else.
  void TakeAgain(const v1::ImportRow& before, const v1::ImportRow& after);
  // Once all rows are taken: keeps a row for each vacancy that would be closed, or that only
  // another source keeps open, numbered on from *row_count. A closing of whose vacancy people are
  // proposed or were accepted bears OPENINGS_TAKEN.
  absl::Status Plan(int64_t* row_count);

 private:
  struct Page {
    std::vector<StoredRow> rows;
    int64_t open_count = 0;    // so far
    int64_t closed_count = 0;  // so far
    int64_t kept_count = 0;    // of the page, since another source names them
  };
  bool IsSnapshot() const;
  absl::Status PlanOne(const std::string& vacancy_id, int64_t* row_count, Page& page);
  bool IsNamed(const v1::Vacancy& vacancy) const;
  // Another source whose newest file names the vacancy; empty: none does.
  absl::StatusOr<std::string> OtherNamer(const std::string& vacancy_id) const;
  void WarnOfPlaced(v1::ImportRow& row);

  ImportJob& job_;
  const internal::v1::StoredImport& stored_;
  ImportNotes& notes_;
  // What the file names, and rejected rows' own words for it.
  absl::flat_hash_set<std::string> named_;
  absl::flat_hash_set<std::string> rejected_references_;
  absl::flat_hash_set<std::string> rejected_titles_;
  bool has_unknown_row_ = false;  // one that may name any vacancy
  std::vector<std::string> other_sources_;
  bool is_told_of_placements_ = true;
  absl::Time placements_until_ = absl::InfiniteFuture();  // of all questions of a file
};

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_SNAPSHOT_CLOSINGS_H_
