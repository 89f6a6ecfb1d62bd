#include "services/cli/import_undo.h"

#include <cstdint>
#include <cstdio>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "laowu/v1/intake_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/cli/file_import.h"
#include "services/cli/table_print.h"
#include "services/cli/words.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

using v1::Import;
using v1::ImportRow;
using Stub = v1::IntakeService::Stub;
using Rows = std::vector<std::vector<std::string>>;

constexpr size_t kRowsShown = 20;

bool IsKept(const ImportRow& row) {
  return row.undo_result() == ImportRow::CHANGED_SINCE ||
         row.undo_result() == ImportRow::NOT_POSSIBLE;
}

// Each row, page by page, until `take` answers false.
absl::Status EachRow(Client& client, const std::string& import,
                     const std::function<bool(const ImportRow&)>& take) {
  v1::PreviewImportRequest request;
  request.set_name(import);
  request.set_page_size(500);
  do {
    LAOWU_ASSIGN_OR_RETURN(const auto page, client.Call(&Stub::PreviewImport, request));
    for (const ImportRow& row : page.rows()) {
      if (!take(row)) return absl::OkStatus();
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

// Whether of a row that was taken back something may stand: a worker without the household of
// before, an outcome whose attestation of another stays. Only then all rows are looked at.
bool MayBeInPart(const Import& import) {
  if (import.undone_count() == 0) return false;
  return import.spec().kind() == Import::WORKER ? import.counts().updated_count() > 0
                                                : import.counts().attested_count() > 0;
}

// Lists the first rows that could not be taken back, and those that could in part alone.
absl::Status PrintWhatStands(Client& client, const Import& import) {
  Rows kept;
  Rows in_part;
  int64_t kept_count = 0;
  const bool may_be_in_part = MayBeInPart(import);
  LAOWU_RETURN_IF_ERROR(EachRow(client, import.name(), [&](const ImportRow& row) {
    if (IsKept(row)) ++kept_count;
    if (!row.undo_message().empty() || IsKept(row)) {
      Rows& rows = IsKept(row) ? kept : in_part;
      if (rows.size() < kRowsShown) {
        rows.push_back({LineWords(row), row.name(), row.undo_message()});
      }
    }
    const bool all_kept = kept.size() == kRowsShown || kept_count >= import.kept_count();
    return !all_kept || (may_be_in_part && in_part.size() < kRowsShown);
  }));
  const auto print = [](const char* why, const Rows& rows) {
    if (rows.empty()) return;
    std::printf("\n%s", Table({"行 line", "记录 record", why}, rows).c_str());
  };
  print("为何保留 why it stands", kept);
  print("已撤销，但请看 undone, but see", in_part);
  const int64_t more = import.kept_count() - static_cast<int64_t>(kept.size());
  if (more > 0 || in_part.size() == kRowsShown) {
    std::printf(
        "… 保留的还有 and %lld more kept; 回执全部列出 the receipt lists them all: "
        "laowu import receipt %s 回执.xlsx\n",
        static_cast<long long>(more), import.name().c_str());
  }
  return absl::OkStatus();
}

// Imports that were undone before this one, and kept rows because this one stood, be it that it had
// changed none of them.
absl::Status PrintWhatCanGoNow(Client& client, const Import& import) {
  v1::ListImportsRequest request;
  request.set_parent(import.spec().parent());
  request.set_page_size(50);
  LAOWU_ASSIGN_OR_RETURN(const auto imports, client.Call(&Stub::ListImports, request));
  for (const Import& other : imports.imports()) {
    const bool kept_some = other.state() == Import::UNDONE && other.kept_count() > 0;
    if (!kept_some || other.has_erase_time() || other.name() == import.name()) continue;
    int64_t kept_count = 0;
    int64_t for_this_one = 0;
    const absl::Status seen = EachRow(client, other.name(), [&](const ImportRow& row) {
      if (IsKept(row)) ++kept_count;
      if (IsKept(row) && absl::StrContains(row.undo_message(), import.name())) ++for_this_one;
      return kept_count < other.kept_count();
    });
    if (absl::IsPermissionDenied(seen)) continue;  // another account's: it tells that one
    LAOWU_RETURN_IF_ERROR(seen);
    if (for_this_one == 0) continue;
    std::printf(
        "\n%s 因这次导入保留了 %lld 行，现在可以再撤一次 %lld of its rows were kept for this "
        "import's "
        "sake; undo it again: laowu import undo %s\n",
        other.name().c_str(), static_cast<long long>(for_this_one),
        static_cast<long long>(for_this_one), other.name().c_str());
  }
  return absl::OkStatus();
}

}  // namespace

int UndoImport(Client& client, const std::string& name) {
  v1::UndoImportRequest request;
  request.set_name(WithPrefix("imports/", name));
  const auto undo = client.Call(&Stub::UndoImport, request);
  if (!undo.ok()) return Fail(undo.status());
  const auto import = WaitForImport(client, request.name());
  if (!import.ok()) return Fail(import.status());
  if (PrintedAsJson(client, *import)) return kOk;
  std::fputs(Table({"撤销 undone", "保留 kept"},
                   {{absl::StrCat(import->undone_count()), absl::StrCat(import->kept_count())}})
                 .c_str(),
             stdout);
  absl::Status told = absl::OkStatus();
  if (import->kept_count() > 0 || MayBeInPart(*import)) told = PrintWhatStands(client, *import);
  if (told.ok()) told = PrintWhatCanGoNow(client, *import);
  return told.ok() ? kOk : Fail(told);
}

}  // namespace laowu::cli
