#ifndef LAOWU_SERVICES_INTAKE_ROW_PREVIEW_H_
#define LAOWU_SERVICES_INTAKE_ROW_PREVIEW_H_

// READING: what would become of each row of a file, as its owner says. A page of rows is asked of
// in one message; of vacancies and workers, rows that speak of what earlier pages speak of are
// asked of once more beside those (file_twins.h), as if the file were one message.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/intake/file_twins.h"
#include "services/intake/import_job.h"

namespace laowu::intake_role {

// Puts into a row, which has taken a check's answer (TakeCheck), the names of the fields that would
// become others. `import`: whose row it is.
void NameChanges(const runtime::Keys& keys, const internal::v1::StoredImport& import,
                 const OwnerAnswer& answer, StoredRow& stored);

// One thread's.
class RowPreview {
 public:
  struct Asked {
    StoredRow* row = nullptr;
    OwnerAnswer answer;
  };
  // A row as it is kept, and as it is now.
  struct Renamed {
    StoredRow before;
    StoredRow after;
  };

  // Both outlive it.
  RowPreview(const ImportJob& job, const internal::v1::StoredImport& stored)
      : job_(job), stored_(stored) {}

  // The rows of a page, which are numbered and not kept yet; earlier pages are. Puts into each what
  // would become of it; those whose owner was asked, in order.
  absl::StatusOr<std::vector<Asked>> Ask(std::vector<StoredRow>& page);
  // Once all pages are kept: rows of which another answer holds by what came later in the file,
  // some at a time. Empty: there are no more.
  absl::StatusOr<std::vector<Renamed>> NextRenamed();

 private:
  absl::Status Put(const OwnerAnswer& answer, StoredRow& stored) const;
  absl::Status LookBack(const std::vector<StoredRow>& page, std::vector<Asked>& asked);
  // Asks of `rows`, in order, each beside those of the file that its owner must see with it; rows
  // that are not in `page` are kept. `take` gets the place in `rows` and the answer.
  absl::Status AskBeside(const std::vector<StoredRow>& page, const std::vector<StoredRow*>& rows,
                         const std::function<absl::Status(size_t, OwnerAnswer&)>& take) const;
  absl::StatusOr<StoredRow> LoadKept(int64_t row_number) const;

  const ImportJob& job_;
  const internal::v1::StoredImport& stored_;
  FileTwins twins_;
};

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_ROW_PREVIEW_H_
