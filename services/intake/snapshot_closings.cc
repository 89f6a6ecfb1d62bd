#include "services/intake/snapshot_closings.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "laowu/v1/placement_service.pb.h"
#include "services/runtime/add_warning.h"
#include "services/runtime/ask_placements.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::intake_role {
namespace {

using storage::Table;
using v1::Import;

constexpr size_t kSourcesToldMost = 10;
// More than any office has.
constexpr size_t kSourcesMost = 100;
// All questions to the placement role: a file may close thousands.
constexpr absl::Duration kPlacementsMost = absl::Seconds(30);

}  // namespace

bool SnapshotClosings::IsSnapshot() const {
  return stored_.import().spec().mode() == Import::SNAPSHOT;
}

void SnapshotClosings::Take(const v1::ImportRow& row) {
  if (!IsSnapshot()) return;
  if (!row.name().empty()) named_.insert(row.name());
  if (row.change() != v1::ImportRow::REJECT) return;
  has_unknown_row_ |= row.vacancy().source_reference().empty() && row.vacancy().title().empty();
  if (!row.vacancy().source_reference().empty()) {
    rejected_references_.insert(row.vacancy().source_reference());
  } else if (!row.vacancy().title().empty()) {
    rejected_titles_.insert(row.vacancy().title());
  }
}

void SnapshotClosings::TakeAgain(const v1::ImportRow& before, const v1::ImportRow& after) {
  named_.erase(before.name());
  Take(after);
}

// A vacancy whose row could not be read is in the file all the same.
bool SnapshotClosings::IsNamed(const v1::Vacancy& vacancy) const {
  if (named_.contains(vacancy.name())) return true;
  if (!vacancy.source_reference().empty()) {
    return rejected_references_.contains(vacancy.source_reference());
  }
  return rejected_titles_.contains(vacancy.title());
}

absl::StatusOr<std::string> SnapshotClosings::OtherNamer(const std::string& vacancy_id) const {
  for (const std::string& source : other_sources_) {
    LAOWU_ASSIGN_OR_RETURN(
        const auto named,
        job_.store.Get(Table::kVacanciesBySource,
                       SourceKey(stored_.import().spec().parent(), source, vacancy_id)));
    if (named.has_value()) return source;
  }
  return std::string();
}

absl::Status SnapshotClosings::Plan(int64_t* row_count) {
  if (!IsSnapshot()) return absl::OkStatus();
  placements_until_ = absl::Now() + kPlacementsMost;
  const auto& spec = stored_.import().spec();
  storage::KeyRange range = SourceRange(spec.parent(), spec.source_display_name());
  LAOWU_ASSIGN_OR_RETURN(const auto named_before,
                         job_.store.Scan(Table::kVacanciesBySource, range, 1));
  LAOWU_ASSIGN_OR_RETURN(other_sources_, SourcesOf(job_.store, spec.parent(), kSourcesMost));
  if (named_before.empty()) {
    other_sources_.resize(std::min(other_sources_.size(), kSourcesToldMost));
    notes_.NoteNewSource(spec.source_display_name(), other_sources_);
    return absl::OkStatus();
  }
  if (has_unknown_row_) {
    notes_.NoteNothingClosed();
    return absl::OkStatus();
  }
  std::erase(other_sources_, spec.source_display_name());
  Page page;
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const auto records,
                           job_.store.Scan(Table::kVacanciesBySource, range, kJobRows));
    if (records.empty()) return absl::OkStatus();
    page.rows.clear();
    page.kept_count = 0;
    for (const storage::Record& record : records) {
      LAOWU_ASSIGN_OR_RETURN(const std::string id, VacancyOfSourceKey(record.key));
      LAOWU_RETURN_IF_ERROR(PlanOne(id, row_count, page));
    }
    LAOWU_RETURN_IF_ERROR(
        CommitStep(job_, Import::READING, page.rows, {}, [&](internal::v1::StoredImport& stored) {
          auto& counts = *stored.mutable_import()->mutable_counts();
          counts.set_closed_count(page.closed_count);
          counts.set_unchanged_count(counts.unchanged_count() + page.kept_count);
          stored.mutable_import()->set_source_open_count(page.open_count);
        }));
    range = storage::ContinueAfter(range, records.back().key);
  }
}

absl::Status SnapshotClosings::PlanOne(const std::string& vacancy_id, int64_t* row_count,
                                       Page& page) {
  const auto vacancy =
      GetVacancy(job_, absl::StrCat(stored_.import().spec().parent(), "/vacancies/", vacancy_id));
  if (absl::IsNotFound(vacancy.status())) return absl::OkStatus();
  LAOWU_RETURN_IF_ERROR(vacancy.status());
  if (vacancy->state() != v1::Vacancy::OPEN) return absl::OkStatus();
  ++page.open_count;
  if (IsNamed(*vacancy)) return absl::OkStatus();
  auto& row = *page.rows.emplace_back().mutable_row();
  row.set_row_number(++*row_count);
  row.set_name(vacancy->name());
  LAOWU_ASSIGN_OR_RETURN(const std::string other, OtherNamer(vacancy_id));
  if (other.empty()) {
    ++page.closed_count;
    row.set_change(v1::ImportRow::CLOSE);
    *row.mutable_vacancy() = *vacancy;
    WarnOfPlaced(row);
  } else {
    // The run notes that this source names it no longer.
    ++page.kept_count;
    row.set_change(v1::ImportRow::UNCHANGED);
    row.set_explanation(absl::StrCat(vacancy->title(), "：来源“", other,
                                     "”也列有此岗位，不关闭 / the source ", other,
                                     " names it, too; it stays open"));
  }
  return absl::OkStatus();
}

void SnapshotClosings::WarnOfPlaced(v1::ImportRow& row) {
  // Said once that nobody answers: each question takes a second then.
  if (!is_told_of_placements_) return;
  v1::ListPlacementsRequest request;
  request.set_vacancy(row.name());
  for (const auto state :
       {v1::Placement::PROPOSED, v1::Placement::ACCEPTED, v1::Placement::STARTED}) {
    request.add_states(state);
  }
  const auto placements = runtime::AskPlacements(*job_.environment.channels, placements_until_,
                                                 std::move(request), row.mutable_warnings());
  is_told_of_placements_ = placements.has_value();
  if (placements.has_value() && !placements->empty()) {
    const auto proposed_count =
        std::count_if(placements->begin(), placements->end(), [](const v1::Placement& placement) {
          return placement.state() == v1::Placement::PROPOSED;
        });
    const auto bound_count = static_cast<int64_t>(placements->size()) - proposed_count;
    runtime::AddWarning(
        "OPENINGS_TAKEN", "state",
        absl::StrCat(
            "将关闭的岗位已有 ", bound_count, " 人接受或到岗，", proposed_count,
            " 人待答复：关闭不取消任何人，待答复的不能再接受；还要人的，请留在表里 / of the "
            "vacancy that is to be closed ",
            bound_count, " have accepted or came, and ", proposed_count,
            " are proposed: nobody loses a place by that, and who is proposed can no "
            "longer accept; if they are wanted, keep it in the file"),
        row.mutable_warnings());
  }
  notes_.CountWarnings(row);
}

}  // namespace laowu::intake_role
