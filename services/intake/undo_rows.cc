#include "services/intake/undo_rows.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "storage/status_macros.h"

namespace laowu::intake_role {

using v1::ImportRow;

bool WroteSomething(const StoredRow& row) {
  return row.row().done() && (Writes(row) || row.row().change() == ImportRow::CLOSE);
}

bool IsKept(const StoredRow& row) {
  return row.row().undo_result() == ImportRow::NOT_POSSIBLE ||
         row.row().undo_result() == ImportRow::CHANGED_SINCE;
}

bool IsDue(const StoredRow& row) {
  return WroteSomething(row) && row.row().undo_result() != ImportRow::UNDONE;
}

void Leave(ImportRow::UndoResult result, absl::string_view why, StoredRow& row) {
  row.mutable_row()->set_undo_result(result);
  row.mutable_row()->set_undo_message(std::string(why));
}

absl::Status LeaveChanged(StoredRow& row, absl::string_view later_import) {
  std::string why =
      "导入后又有改动（手工或后来的导入），保持现状 / it has been changed since, by hand or by a "
      "later import, and stands as it is";
  if (!later_import.empty()) {
    why = absl::StrCat("导入后又有改动，后来的导入 ", later_import,
                       " 也列有此条，保持现状；要撤销，先撤销那次导入，再撤一次这次 / it has been "
                       "changed since, and the later import ",
                       later_import, " names it, too; undo that one first, and this one again");
  }
  Leave(ImportRow::CHANGED_SINCE, why, row);
  return absl::OkStatus();
}

absl::StatusOr<std::string> StandingNamer(const ImportJob& job, absl::string_view name) {
  LAOWU_ASSIGN_OR_RETURN(const auto naming, ImportsNaming(job.store, name));
  auto later = std::find(naming.begin(), naming.end(), job.import_id);
  // Not among the newest: all of them came later.
  later = later == naming.end() ? naming.begin() : std::next(later);
  for (; later != naming.end(); ++later) {
    LAOWU_ASSIGN_OR_RETURN(const auto import, LoadImport(job.store, *later));
    if (!import.has_value()) continue;  // erased
    const auto state = import->stored.import().state();
    if (state != v1::Import::UNDONE && state != v1::Import::UNDOING) return ImportName(*later);
  }
  return std::string();
}

absl::Status LeaveIfRefused(const absl::Status& status, StoredRow& row) {
  if (absl::IsAborted(status)) return LeaveChanged(row);
  if (absl::IsNotFound(status) || absl::IsFailedPrecondition(status) ||
      absl::IsInvalidArgument(status) || absl::IsPermissionDenied(status) ||
      absl::IsAlreadyExists(status)) {
    Leave(ImportRow::NOT_POSSIBLE, status.message(), row);
    return absl::OkStatus();
  }
  return status;
}

bool UndoNotes::IsLeftByUs(const std::string& name, const std::string& state) const {
  storage::MutexLock lock(mutex_);
  const auto ours = left_.find(name);
  return ours != left_.end() && ours->second == state;
}

void UndoNotes::NoteLeft(const std::string& name, std::string state) {
  storage::MutexLock lock(mutex_);
  left_[name] = std::move(state);
}

void UndoNotes::Plan(const std::function<void(storage::Batch&)>& add) {
  storage::MutexLock lock(mutex_);
  add(more_);
}

storage::Batch UndoNotes::TakeBatch() {
  storage::MutexLock lock(mutex_);
  storage::Batch taken;
  std::swap(taken, more_);
  return taken;
}

}  // namespace laowu::intake_role
