#include "services/intake/row_preview.h"

#include <algorithm>
#include <deque>
#include <map>
#include <utility>

#include "services/intake/import_changes.h"
#include "services/intake/import_rules.h"
#include "services/runtime/partial_rows.h"
#include "storage/status_macros.h"

namespace laowu::intake_role {
namespace {

using v1::Import;

// With what stood before, kept rows are some times as large as those that were read, and all of
// them go into one commit.
constexpr size_t kRenamedAtOnce = 100;

}  // namespace

absl::StatusOr<std::vector<RowPreview::Asked>> RowPreview::Ask(std::vector<StoredRow>& page) {
  std::vector<Asked> asked;
  std::vector<const StoredRow*> sent;
  for (StoredRow& row : page) {
    if (row.row().change() == v1::ImportRow::REJECT || !HasRecord(row)) continue;
    asked.emplace_back().row = &row;
    sent.push_back(&row);
  }
  LAOWU_ASSIGN_OR_RETURN(auto answers, SendRows(job_, stored_, sent, Sending::kCheck));
  for (size_t i = 0; i < asked.size(); ++i) {
    asked[i].answer = std::move(answers[i]);
    LAOWU_RETURN_IF_ERROR(Put(asked[i].answer, *asked[i].row));
  }
  const Import::Kind kind = stored_.import().spec().kind();
  if (!asked.empty() && (kind == Import::VACANCY || kind == Import::WORKER)) {
    LAOWU_RETURN_IF_ERROR(LookBack(page, asked));
  }
  return asked;
}

absl::Status RowPreview::LookBack(const std::vector<StoredRow>& page, std::vector<Asked>& asked) {
  twins_.BeginPage(page.front().row().row_number());
  std::vector<Asked*> again;
  std::vector<StoredRow*> rows;
  for (Asked& one : asked) {
    if (!twins_.Take(one.row->row())) continue;
    again.push_back(&one);
    rows.push_back(one.row);
  }
  return AskBeside(page, rows, [&](size_t i, OwnerAnswer& answer) -> absl::Status {
    LAOWU_RETURN_IF_ERROR(Put(answer, *rows[i]));
    twins_.TakeAgain(rows[i]->row());
    again[i]->answer = std::move(answer);
    return absl::OkStatus();
  });
}

absl::StatusOr<std::vector<RowPreview::Renamed>> RowPreview::NextRenamed() {
  std::vector<Renamed> renamed;
  for (const int64_t number : twins_.TakeRenamed(kRenamedAtOnce)) {
    Renamed& row = renamed.emplace_back();
    LAOWU_ASSIGN_OR_RETURN(row.before, LoadKept(number));
    row.after = row.before;
  }
  std::vector<StoredRow*> rows;
  for (Renamed& row : renamed) rows.push_back(&row.after);
  LAOWU_RETURN_IF_ERROR(AskBeside(
      {}, rows, [&](size_t i, OwnerAnswer& answer) { return Put(answer, renamed[i].after); }));
  return renamed;
}

absl::Status RowPreview::AskBeside(
    const std::vector<StoredRow>& page, const std::vector<StoredRow*>& rows,
    const std::function<absl::Status(size_t, OwnerAnswer&)>& take) const {
  size_t begin = 0;
  while (begin < rows.size()) {
    // In the file's order: of those that are alike the first counts.
    std::map<int64_t, const StoredRow*> together;
    std::deque<StoredRow> kept;
    size_t bytes = 0;
    const auto add = [&](const StoredRow& row) {
      if (together.emplace(row.row().row_number(), &row).second) bytes += row.ByteSizeLong();
    };
    size_t end = begin;
    const auto has_room = [&] {
      return end == begin ||
             (together.size() + 1 + FileTwins::kBesideMost <= static_cast<size_t>(kJobRows) &&
              bytes < kJobBytes);
    };
    for (; end < rows.size() && has_room(); ++end) {
      add(*rows[end]);
      for (const int64_t number : twins_.Beside(rows[end]->row())) {
        if (together.contains(number)) continue;
        const int64_t first = page.empty() ? 0 : page.front().row().row_number();
        if (!page.empty() && number >= first) {
          add(page[static_cast<size_t>(number - first)]);
          continue;
        }
        LAOWU_ASSIGN_OR_RETURN(StoredRow row, LoadKept(number));
        add(kept.emplace_back(std::move(row)));
      }
    }
    std::vector<const StoredRow*> sent;
    std::map<int64_t, size_t> places;
    for (const auto& [number, row] : together) {
      places[number] = sent.size();
      sent.push_back(row);
    }
    LAOWU_ASSIGN_OR_RETURN(auto answers, SendRows(job_, stored_, sent, Sending::kCheck));
    for (; begin < end; ++begin) {
      LAOWU_RETURN_IF_ERROR(take(begin, answers[places.at(rows[begin]->row().row_number())]));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<StoredRow> RowPreview::LoadKept(int64_t row_number) const {
  LAOWU_ASSIGN_OR_RETURN(auto rows,
                         LoadRows(job_.store, job_.keys(), job_.import_id, row_number, 1));
  if (rows.empty() || rows.front().row().row_number() != row_number) {
    return absl::DataLossError("a row of the import is gone");
  }
  return std::move(rows.front());
}

absl::Status RowPreview::Put(const OwnerAnswer& answer, StoredRow& stored) const {
  LAOWU_RETURN_IF_ERROR(TakeCheck(job_, answer, stored));
  NameChanges(job_.keys(), stored_, answer, stored);
  return absl::OkStatus();
}

void NameChanges(const runtime::Keys& keys, const internal::v1::StoredImport& import,
                 const OwnerAnswer& answer, StoredRow& stored) {
  auto& row = *stored.mutable_row();
  row.clear_changed_fields();
  if (row.has_worker() && row.change() == v1::ImportRow::UPDATE && answer.worker.has_before()) {
    const std::vector<std::string> columns(import.mask_paths().begin(), import.mask_paths().end());
    for (auto& field : ChangedByRow(keys, answer.worker.before(), row.worker(), columns)) {
      row.add_changed_fields(std::move(field));
    }
  }
  if (!row.has_vacancy()) return;
  if (row.change() == v1::ImportRow::UPDATE && answer.vacancy.has_before()) {
    google::protobuf::FieldMask mask;
    *mask.mutable_paths() = import.mask_paths();
    const auto touched = runtime::TouchedPaths(mask, row.vacancy(), {});
    for (const auto& field : ChangedFields(answer.vacancy.before(), row.vacancy())) {
      if (std::find(touched.begin(), touched.end(), field) != touched.end()) {
        row.add_changed_fields(field);
      }
    }
    // The same values, read from other words.
    if (row.changed_fields_size() == 0) row.add_changed_fields("inferred_fields");
  }
  if (stored.reopens()) row.add_changed_fields("state");
}

}  // namespace laowu::intake_role
