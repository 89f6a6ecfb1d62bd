#include "services/intake/undo_rows.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/runtime/record_fields.h"
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

absl::Status LeaveChanged(StoredRow& row, const LaterImport& later) {
  std::string why =
      "导入后又有改动（手工或后来的导入），保持现状 / it has been changed since, by hand or by a "
      "later import, and stands as it is";
  if (later.was_undone) {
    why = absl::StrCat("导入后又有改动，后来的导入 ", later.name,
                       " 撤销时也保留了此条，保持现状；要撤销，先把那次再撤一次（它列有原因），"
                       "再撤一次这次 / it has been changed since, and the later import ",
                       later.name,
                       ", when undone, has kept it, too, and says why; undo that one again first, "
                       "and then this one again");
  } else if (!later.name.empty()) {
    why = absl::StrCat("导入后又有改动，后来的导入 ", later.name,
                       " 也列有此条，保持现状；要撤销，先撤销那次导入，再撤一次这次 / it has been "
                       "changed since, and the later import ",
                       later.name, " names it, too; undo that one first, and this one again");
  }
  Leave(ImportRow::CHANGED_SINCE, why, row);
  return absl::OkStatus();
}

void LeaveNamed(absl::string_view later, StoredRow& row) {
  Leave(ImportRow::NOT_POSSIBLE,
        absl::StrCat(
            "后来的导入 ", later,
            " 也列有此条，保持现状；要撤销，先撤销那次导入，再撤一次这次 / the later import ",
            later, " names it, too; it stands as it is: undo that one first, and this one again"),
        row);
}

absl::StatusOr<std::string> LaterImports::Standing(absl::string_view name) {
  LAOWU_ASSIGN_OR_RETURN(LaterImport first, First(name, /*or_has_kept=*/false));
  return std::move(first.name);
}

absl::StatusOr<LaterImport> LaterImports::InTheWay(absl::string_view name) {
  return First(name, /*or_has_kept=*/true);
}

absl::StatusOr<LaterImport> LaterImports::First(absl::string_view name, bool or_has_kept) {
  LAOWU_ASSIGN_OR_RETURN(const auto naming, ImportsNaming(job_.store, name));
  auto later = std::find(naming.begin(), naming.end(), job_.import_id);
  // Not among the newest: all of them came later.
  later = later == naming.end() ? naming.begin() : std::next(later);
  for (; later != naming.end(); ++later) {
    LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadImport(job_.store, *later));
    if (!loaded.has_value()) continue;  // erased
    LAOWU_ASSIGN_OR_RETURN(LaterImport found,
                           Judge(*later, loaded->stored.import(), name, or_has_kept));
    if (!found.name.empty()) return found;
  }
  return LaterImport();
}

absl::StatusOr<LaterImport> LaterImports::InTheWayOfClosing(absl::string_view name,
                                                            const v1::Import& import) {
  const absl::Time sent = runtime::ToTime(import.create_time());
  LAOWU_ASSIGN_OR_RETURN(const auto naming, ImportsNaming(job_.store, name));
  for (const std::string& import_id : naming) {
    LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadImport(job_.store, import_id));
    if (!loaded.has_value()) continue;  // erased
    const v1::Import& other = loaded->stored.import();
    if (runtime::ToTime(other.create_time()) <= sent) continue;
    LAOWU_ASSIGN_OR_RETURN(LaterImport found, Judge(import_id, other, name, /*or_has_kept=*/true));
    if (!found.name.empty()) return found;
  }
  return LaterImport();
}

absl::StatusOr<LaterImport> LaterImports::Judge(const std::string& import_id,
                                                const v1::Import& import, absl::string_view name,
                                                bool or_has_kept) {
  const bool was_undone = import.state() == v1::Import::UNDONE;
  if (!was_undone && import.state() != v1::Import::UNDOING) {
    return LaterImport{ImportName(import_id), false};
  }
  if (!or_has_kept || !was_undone || import.kept_count() == 0) return LaterImport();
  LAOWU_ASSIGN_OR_RETURN(const bool has_kept, HasKept(import_id, name));
  return has_kept ? LaterImport{ImportName(import_id), true} : LaterImport();
}

namespace {

// Whether the import has run and stands, be it that the run was broken off.
bool Stands(const internal::v1::StoredImport& stored) {
  const auto state = stored.import().state();
  return state == v1::Import::DONE || state == v1::Import::RUNNING ||
         (state != v1::Import::UNDONE && state != v1::Import::UNDOING &&
          stored.interrupted_state() == v1::Import::RUNNING);
}

bool IsOfSameSource(const v1::Import::Spec& a, const v1::Import::Spec& b) {
  return a.mode() == v1::Import::SNAPSHOT && b.mode() == v1::Import::SNAPSHOT &&
         a.source_display_name() == b.source_display_name();
}

}  // namespace

absl::StatusOr<std::string> LaterImports::Snapshot(const v1::Import& import) {
  storage::MutexLock lock(mutex_);
  if (snapshot_.has_value()) return *snapshot_;
  std::string first;
  const absl::Time sent = runtime::ToTime(import.create_time());
  storage::KeyRange range = ParentRange(import.spec().parent());
  // The newest first, down to the one that is undone.
  for (bool is_later = true; is_later;) {
    LAOWU_ASSIGN_OR_RETURN(const auto records,
                           job_.store.Scan(storage::Table::kImportsByParent, range, kJobRows));
    if (records.empty()) break;
    for (const storage::Record& record : records) {
      LAOWU_ASSIGN_OR_RETURN(const v1::Import other, ToIndexed(job_.store, record));
      is_later = runtime::ToTime(other.create_time()) > sent;
      if (!is_later) break;
      if (!IsOfSameSource(other.spec(), import.spec())) continue;
      LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadImport(job_.store, IdOf(other.name())));
      if (loaded.has_value() && Stands(loaded->stored)) first = other.name();
    }
    range = storage::ContinueAfter(range, records.back().key);
  }
  snapshot_ = first;
  return first;
}

absl::StatusOr<std::vector<internal::v1::StoredImport>> LaterImports::Undone(
    absl::string_view name) const {
  LAOWU_ASSIGN_OR_RETURN(std::vector<std::string> naming, ImportsNaming(job_.store, name));
  // The one that made an outcome is not among those that name it.
  if (std::find(naming.begin(), naming.end(), job_.import_id) == naming.end()) {
    naming.push_back(job_.import_id);
  }
  std::vector<internal::v1::StoredImport> undone;
  for (const std::string& import_id : naming) {
    LAOWU_ASSIGN_OR_RETURN(auto loaded, LoadImport(job_.store, import_id));
    if (!loaded.has_value()) continue;
    const auto state = loaded->stored.import().state();
    if (state != v1::Import::UNDONE && state != v1::Import::UNDOING) continue;
    undone.push_back(std::move(loaded->stored));
  }
  return undone;
}

absl::StatusOr<bool> LaterImports::HasKept(const std::string& import_id, absl::string_view name) {
  storage::MutexLock lock(mutex_);
  auto known = kept_.find(import_id);
  if (known == kept_.end()) {
    absl::flat_hash_set<std::string> kept;
    for (int64_t next = 1;;) {
      LAOWU_ASSIGN_OR_RETURN(const auto rows,
                             LoadRows(job_.store, job_.keys(), import_id, next, kJobRows));
      if (rows.empty()) break;
      for (const StoredRow& row : rows) {
        if (IsKept(row)) kept.insert(row.row().name());
      }
      next = rows.back().row().row_number() + 1;
    }
    known = kept_.emplace(import_id, std::move(kept)).first;
  }
  return known->second.contains(name);
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
