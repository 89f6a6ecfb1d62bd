#include "services/cli/import_preview.h"

#include <cstddef>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "laowu/v1/intake_service.grpc.pb.h"
#include "services/cli/file_import.h"
#include "services/cli/import_words.h"
#include "services/cli/paging.h"
#include "services/cli/table_print.h"
#include "services/cli/words.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

using Stub = v1::IntakeService::Stub;
using v1::ImportRow;

struct PreviewOptions {
  std::string import, purpose;
  std::vector<std::string> changes;
  bool warned = false;
  int count = 50;
};

// Whole pages, until there are `count` rows or no more: what is not shown is not asked for, since
// who looks at people's rows is recorded with those rows.
absl::StatusOr<v1::PreviewImportResponse> RowsOf(Client& client, v1::PreviewImportRequest request,
                                                 int count) {
  v1::PreviewImportResponse rows;
  request.set_page_size(count);
  do {
    LAOWU_ASSIGN_OR_RETURN(const auto page, client.Call(&Stub::PreviewImport, request));
    rows.MergeFrom(page);
    rows.set_next_page_token(page.next_page_token());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty() && rows.rows_size() < count);
  return rows;
}

// The sender's own words, as many as tell which row it is; of a vacancy to be closed its name.
std::string ContentOf(const ImportRow& row) {
  std::string cells = FirstCells(row.cells());
  return cells.empty() ? absl::StrCat(row.name(), " ", row.vacancy().title()) : cells;
}

std::string NotesOf(const ImportRow& row) {
  std::vector<std::string> notes;
  for (const auto& [field, what] : ViolationsOf(row)) {
    notes.push_back(absl::StrCat(field, field.empty() ? "" : ": ", what));
  }
  if (!row.explanation().empty()) notes.push_back(row.explanation());
  for (const auto& warning : row.warnings()) notes.push_back(warning.message());
  if (row.changed_fields_size() > 0) {
    notes.push_back(absl::StrCat("改动 changes: ", absl::StrJoin(row.changed_fields(), ", ")));
  }
  if (!row.undo_message().empty()) {
    const bool is_undone = row.undo_result() == ImportRow::UNDONE;
    notes.push_back(
        absl::StrCat(is_undone ? "撤销 undone: " : "撤销时保留 kept: ", row.undo_message()));
  }
  return absl::StrJoin(notes, "；");
}

// Of people without a purpose: that there is more to see, and how.
void TellOfMasks(Client& client, const PreviewOptions& options, const std::string& import) {
  if (!options.purpose.empty()) return;
  v1::GetImportRequest get;
  get.set_name(import);
  const auto of = client.Call(&Stub::GetImport, get);
  if (!of.ok() || of->spec().kind() == v1::Import::VACANCY) return;
  std::fprintf(
      stderr,
      "姓名、号码已遮住；加 --purpose 用途 后显示，并留下记录 names and numbers are masked; "
      "--purpose shows them, on record\n");
}

int Preview(Client& client, const PreviewOptions& options) {
  v1::PreviewImportRequest request;
  request.set_name(WithPrefix("imports/", options.import));
  request.set_purpose(options.purpose);
  request.set_warned_only(options.warned);
  bool good = true;
  for (const std::string& change : options.changes) {
    request.add_changes(EnumOption<ImportRow::Change>(change, "--change", "", &good));
  }
  if (!good) return kUsage;
  const auto rows = RowsOf(client, request, options.count);
  if (!rows.ok()) return Fail(rows.status());
  if (PrintedAsJson(client, *rows)) return kOk;
  if (rows->rows().empty()) {
    std::printf("没有这样的行 no such rows\n");
    return kOk;
  }
  std::vector<std::vector<std::string>> table;
  for (const ImportRow& row : rows->rows()) {
    table.push_back({row.line_number() == 0 ? "–" : LineWords(row), ImportChangeWords(row.change()),
                     ContentOf(row), NotesOf(row)});
  }
  std::fputs(Table({"行 line", "结果 result", "内容 row", "说明 notes"}, std::move(table)).c_str(),
             stdout);
  TellOfMasks(client, options, request.name());
  if (!rows->next_page_token().empty()) {
    std::fprintf(
        stderr,
        "已显示 %d 行，还有更多：--count 最多 500，或看回执 %d rows shown, there are more: "
        "--count, at most 500, or laowu import receipt %s 回执.xlsx\n",
        rows->rows_size(), rows->rows_size(), request.name().c_str());
  }
  return kOk;
}

}  // namespace

void AddImportPreview(const Program& program, CLI::App* import) {
  auto options = std::make_shared<PreviewOptions>();
  CLI::App* const preview = import->add_subcommand(
      "preview", "Its rows, and what would or did become of each 各行会怎样、怎样了");
  preview->add_option("import", options->import, "imports/…")->required();
  preview
      ->add_option("--change", options->changes,
                   absl::StrCat("Only rows that would become this, or these: 只看这些结果: ",
                                EnumChoices(*ImportRow::Change_descriptor(), "")))
      ->allow_extra_args(false);
  preview->add_flag("--warned", options->warned, "Only rows with warnings 只看有提醒的");
  AddCount(preview, &options->count)->default_str("50");
  preview->add_option("--purpose", options->purpose,
                      "Of people, with names and numbers; what for, it is put on record "
                      "显示姓名、号码的用途，会留记录");
  preview->callback([=] { *program.exit_code = Preview(*program.client, *options); });
}

}  // namespace laowu::cli
