#include "services/cli/file_import.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "google/protobuf/struct.pb.h"
#include "google/rpc/error_details.pb.h"
#include "laowu/v1/intake_service.grpc.pb.h"
#include "services/cli/import_words.h"
#include "services/cli/progress.h"
#include "services/cli/table_print.h"
#include "services/runtime/errors.h"
#include "services/runtime/files.h"
#include "services/runtime/rpc.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

using v1::ImportRow;

constexpr size_t kPieceBytes = 1 << 20;
constexpr int kUploadTries = 4;
constexpr size_t kRejectedShown = 20;
constexpr int kClosingsShown = 20;

absl::StatusOr<v1::File> UploadOnce(Client& client, const std::string& path) {
  LAOWU_RETURN_IF_ERROR(runtime::CheckReadable(path));
  std::ifstream file(path, std::ios::binary);
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (!file.is_open() || error) {
    return absl::FailedPreconditionError(absl::StrCat(
        "cannot read ", path, ": give a file on a disk, no pipe 无法读取：请给出磁盘上的文件"));
  }
  LAOWU_ASSIGN_OR_RETURN(const std::string authorization, client.authorization());
  grpc::ClientContext context;
  if (!authorization.empty()) context.AddMetadata(runtime::kAuthorization, authorization);
  v1::IntakeService::Stub stub(client.channel());
  const auto stream = stub.UploadFile(&context);
  Progress progress("");
  const absl::Time begun = absl::Now();
  v1::UploadFileRequest request;
  request.set_display_name(std::filesystem::path(path).filename().string());
  v1::UploadFileResponse response;
  std::string piece(kPieceBytes, '\0');
  while (true) {
    file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    request.set_content(piece.substr(0, static_cast<size_t>(file.gcount())));
    request.set_last(!file.good() || static_cast<uint64_t>(file.tellg()) == size);
    if (!stream->Write(request) || !stream->Read(&response)) break;
    client.DelayAfter(absl::OkStatus(), 0);  // it is there, and is waited for from now on
    if (request.last()) break;
    progress.ShowLine(UploadProgress(response.received_byte_count(), static_cast<int64_t>(size),
                                     absl::Now() - begun));
    request.Clear();
  }
  stream->WritesDone();
  const absl::Status status = runtime::FromGrpc(stream->Finish());
  if (!status.ok()) return status;
  return response.file();
}

absl::StatusOr<v1::File> Upload(Client& client, const std::string& path) {
  for (int attempt = 0;; ++attempt) {
    auto file = UploadOnce(client, path);
    if (file.ok() || attempt == kUploadTries) return file;
    const auto delay = client.DelayAfter(file.status(), attempt);
    if (!delay.has_value()) return file;
    absl::SleepFor(*delay);
  }
}

bool IsUnderWay(v1::Import::State state) {
  return state == v1::Import::READING || state == v1::Import::RUNNING ||
         state == v1::Import::UNDOING;
}

absl::Status FailureOf(const v1::Import& import) {
  if (import.state() != v1::Import::FAILED) return absl::OkStatus();
  return runtime::FromRpcStatus(import.failure());
}

std::vector<std::pair<ImportRow::Change, int64_t>> CountsOf(const v1::Import& import) {
  const auto& counts = import.counts();
  return {{ImportRow::CREATE, counts.created_count()},
          {ImportRow::UPDATE, counts.updated_count()},
          {ImportRow::UNCHANGED, counts.unchanged_count()},
          {ImportRow::STALE, counts.stale_count()},
          {ImportRow::CLOSE, counts.closed_count()},
          {ImportRow::REJECT, counts.rejected_count()}};
}

// Line, field, what is wrong: of the first rejected rows.
absl::StatusOr<std::vector<std::vector<std::string>>> FirstRejected(Client& client,
                                                                    const v1::Import& import) {
  std::vector<std::vector<std::string>> out;
  if (import.counts().rejected_count() == 0) return out;
  v1::PreviewImportRequest request;
  request.set_name(import.name());
  request.set_page_size(500);
  request.add_changes(ImportRow::REJECT);
  size_t row_count = 0;
  do {
    LAOWU_ASSIGN_OR_RETURN(const auto page,
                           client.Call(&v1::IntakeService::Stub::PreviewImport, request));
    for (const auto& row : page.rows()) {
      if (++row_count > kRejectedShown) return out;
      for (const auto& [field, what] : ViolationsOf(row)) {
        out.push_back({LineWords(row), field, what});
      }
    }
    request.set_page_token(page.next_page_token());
    // The pages behind have none.
  } while (!request.page_token().empty() &&
           static_cast<int64_t>(row_count) < import.counts().rejected_count());
  return out;
}

// Name, title and employer of the first vacancies that a snapshot closes, or has closed.
absl::StatusOr<std::vector<std::vector<std::string>>> FirstClosings(Client& client,
                                                                    const v1::Import& import) {
  std::vector<std::vector<std::string>> out;
  if (import.counts().closed_count() == 0) return out;
  v1::PreviewImportRequest request;
  request.set_name(import.name());
  request.set_page_size(kClosingsShown);
  request.add_changes(ImportRow::CLOSE);
  LAOWU_ASSIGN_OR_RETURN(const auto page,
                         client.Call(&v1::IntakeService::Stub::PreviewImport, request));
  for (const auto& row : page.rows()) {
    out.push_back({row.name(), row.vacancy().title(), row.vacancy().employer_display_name()});
  }
  return out;
}

std::vector<std::string> UnknownHeaders(const v1::Import& import) {
  std::vector<std::string> out;
  for (const auto& column : import.columns()) {
    if (column.field().empty() && !column.header().empty()) out.push_back(column.header());
  }
  return out;
}

void PrintJson(const v1::Import& import, const std::vector<std::vector<std::string>>& rejected,
               const std::vector<std::vector<std::string>>& closings) {
  static const auto* words = new std::vector<std::pair<ImportRow::Change, const char*>>{
      {ImportRow::CREATE, "CREATED"},      {ImportRow::UPDATE, "UPDATED"},
      {ImportRow::UNCHANGED, "UNCHANGED"}, {ImportRow::STALE, "STALE"},
      {ImportRow::CLOSE, "CLOSED"},        {ImportRow::REJECT, "REJECTED"}};
  google::protobuf::Struct out;
  auto& fields = *out.mutable_fields();
  fields["import"].set_string_value(import.name());
  fields["state"].set_string_value(v1::Import::State_Name(import.state()));
  auto* results = fields["results"].mutable_struct_value();
  for (const auto& [change, count] : CountsOf(import)) {
    if (count == 0) continue;
    for (const auto& [other, word] : *words) {
      if (other == change) {
        (*results->mutable_fields())[word].set_number_value(static_cast<double>(count));
      }
    }
  }
  if (const int64_t attested = import.counts().attested_count(); attested > 0) {
    fields["attestedOutcomes"].set_number_value(static_cast<double>(attested));
  }
  auto* warnings = fields["warnings"].mutable_struct_value();
  for (const auto& warning : import.warnings()) {
    (*warnings->mutable_fields())[warning.reason()].set_number_value(
        static_cast<double>(warning.row_count()));
  }
  auto* unknown = fields["unknownHeaders"].mutable_list_value();
  for (const auto& header : UnknownHeaders(import)) unknown->add_values()->set_string_value(header);
  auto* first = fields["firstRejected"].mutable_list_value();
  for (const auto& row : rejected) {
    auto& entry = *first->add_values()->mutable_struct_value()->mutable_fields();
    entry["line"].set_string_value(row[0]);
    entry["field"].set_string_value(row[1]);
    entry["description"].set_string_value(row[2]);
  }
  if (!closings.empty()) {
    auto* closed = fields["firstClosed"].mutable_list_value();
    for (const auto& row : closings) closed->add_values()->set_string_value(row[0]);
  }
  std::fputs(ToJson(out).c_str(), stdout);
}

void PrintClosings(const v1::Import& import,
                   const std::vector<std::vector<std::string>>& closings) {
  if (closings.empty()) return;
  const bool done = import.state() != v1::Import::READY;
  std::printf("\n%s\n%s", done ? "已关闭 closed:" : "将关闭 would be closed:",
              Table({"岗位 vacancy", "名称 title", "企业 employer"}, closings).c_str());
  const int64_t more = import.counts().closed_count() - static_cast<int64_t>(closings.size());
  if (more > 0) {
    std::printf(
        "… 还有 and %lld more; 回执全部列出 the receipt lists them all: "
        "laowu import receipt %s 回执.xlsx\n",
        static_cast<long long>(more), import.name().c_str());
  }
}

void PrintTables(const v1::Import& import, const std::vector<std::vector<std::string>>& rejected) {
  if (import.made_up()) std::printf("虚构数据 The file says that its rows are made up\n");
  for (const auto& warning : import.warnings()) {
    // Of all rows at once, before one is shown.
    if (warning.reason() == "WHOLE_FILE") std::printf("%s\n", warning.message().c_str());
  }
  std::vector<std::vector<std::string>> counts;
  for (const auto& [change, count] : CountsOf(import)) {
    if (count > 0) counts.push_back({ImportChangeWords(change), absl::StrCat(count)});
  }
  if (const int64_t attested = import.counts().attested_count(); attested > 0) {
    counts.push_back({"其中佐证原有动态 of them vouching for outcomes", absl::StrCat(attested)});
  }
  std::fputs(Table({"结果 result", "行数 rows"}, counts).c_str(), stdout);
  if (import.warnings_size() > 0) {
    std::vector<std::vector<std::string>> warnings;
    for (const auto& warning : import.warnings()) {
      const std::string& sheet = warning.first_sheet_display_name();
      const int64_t line = warning.first_line_number();
      warnings.push_back({warning.reason(), absl::StrCat(warning.row_count()),
                          line == 0 ? "–" : absl::StrCat(sheet, sheet.empty() ? "" : " ", line),
                          warning.first_field_path(), warning.message()});
    }
    std::printf("\n%s", Table({"提醒 warning", "次数 count", "首例在行 first line", "字段 field",
                               "首例 the first one"},
                              warnings)
                            .c_str());
  }
  for (const auto& header : UnknownHeaders(import)) {
    std::printf("未识别的列 unknown column: %s\n", header.c_str());
  }
  if (!rejected.empty()) {
    std::printf("\n%s", Table({"行 line", "字段 field", "原因 what is wrong"}, rejected).c_str());
  }
  const int64_t more = import.counts().rejected_count() - static_cast<int64_t>(kRejectedShown);
  if (more > 0) {
    std::printf(
        "… 还有 %lld 行退回 and %lld more rejected rows; 回执列出每行 the receipt lists every row: "
        "laowu import receipt %s 回执.xlsx\n",
        static_cast<long long>(more), static_cast<long long>(more), import.name().c_str());
  }
}

}  // namespace

std::string LineWords(const v1::ImportRow& row) {
  const std::string& sheet = row.sheet_display_name();
  return absl::StrCat(sheet, sheet.empty() ? "" : " ", row.line_number());
}

std::vector<std::pair<std::string, std::string>> ViolationsOf(const v1::ImportRow& row) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& any : row.status().details()) {
    google::rpc::BadRequest bad;
    if (!any.UnpackTo(&bad)) continue;
    for (const auto& violation : bad.field_violations()) {
      out.emplace_back(violation.field(), violation.description());
    }
  }
  if (out.empty() && row.has_status()) out.emplace_back("", row.status().message());
  return out;
}

absl::StatusOr<v1::Import> WaitForImport(Client& client, const std::string& name) {
  Progress progress("");
  v1::GetImportRequest request;
  request.set_name(name);
  for (absl::Duration pause = absl::Milliseconds(20);;
       pause = std::min(pause * 3 / 2, absl::Milliseconds(500))) {
    LAOWU_ASSIGN_OR_RETURN(v1::Import import,
                           client.Call(&v1::IntakeService::Stub::GetImport, request));
    if (!IsUnderWay(import.state())) return import;
    progress.ShowLine(ImportProgress(import));
    absl::SleepFor(pause);
  }
}

absl::Status Import(Client& client, const FileImport& file, v1::Import* import) {
  LAOWU_ASSIGN_OR_RETURN(const v1::File uploaded, Upload(client, file.path));
  v1::CreateImportRequest create;
  *create.mutable_spec() = file.spec;
  create.mutable_spec()->set_file(uploaded.name());
  LAOWU_ASSIGN_OR_RETURN(*import, client.Call(&v1::IntakeService::Stub::CreateImport, create));
  LAOWU_ASSIGN_OR_RETURN(*import, WaitForImport(client, import->name()));
  LAOWU_RETURN_IF_ERROR(FailureOf(*import));
  // To run it would take back what somebody has just said.
  if (import->state() == v1::Import::CANCELLED) {
    return absl::CancelledError(
        absl::StrCat("读取中被取消，什么也没有写入；要继续，从头读起 cancelled while it was read, "
                     "and nothing was "
                     "written; to read it anew: laowu import run ",
                     import->name()));
  }
  if (file.dry_run) return absl::OkStatus();
  v1::RunImportRequest run;
  run.set_name(import->name());
  run.set_confirmed_closed_count(file.confirmed_closed_count);
  LAOWU_RETURN_IF_ERROR(client.Call(&v1::IntakeService::Stub::RunImport, run).status());
  LAOWU_ASSIGN_OR_RETURN(*import, WaitForImport(client, import->name()));
  return FailureOf(*import);
}

absl::Status CheckReceiptPath(const std::string& path) {
  if (absl::EndsWithIgnoreCase(path, ".xlsx") || absl::EndsWithIgnoreCase(path, ".csv")) {
    // Before anything is imported; it is written much later.
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    const std::string held_by = folder.empty() ? "." : folder.string();
    std::error_code unseen;
    const std::string& asked = std::filesystem::exists(path, unseen) ? path : held_by;
    return access(asked.c_str(), W_OK) == 0 ? absl::OkStatus() : CannotWrite(path);
  }
  return absl::InvalidArgumentError(absl::StrCat("a receipt is FILE.xlsx or FILE.csv, not ", path,
                                                 " 回执只有 .xlsx 和 .csv 两种格式，请改文件名"));
}

namespace {

// The next piece; the first is waited for until the server has written the receipt.
absl::StatusOr<v1::DownloadReceiptResponse> NextPiece(Client& client,
                                                      const v1::DownloadReceiptRequest& request) {
  Progress progress("");
  for (int attempt = 0;;) {
    auto piece = client.TryOnce(&v1::IntakeService::Stub::DownloadReceipt, request);
    const bool is_being_written = absl::IsResourceExhausted(piece.status());
    const auto delay = is_being_written ? RetryDelay(piece.status(), 0)
                                        : client.DelayAfter(piece.status(), attempt++);
    if (piece.ok() || !delay.has_value()) return piece;
    if (is_being_written) progress.ShowLine(std::string(piece.status().message()));
    absl::SleepFor(*delay);
  }
}

}  // namespace

absl::Status DownloadReceipt(Client& client, const std::string& import_name,
                             const std::string& path) {
  LAOWU_RETURN_IF_ERROR(CheckReceiptPath(path));
  v1::DownloadReceiptRequest request;
  request.set_name(import_name);
  request.set_format(absl::EndsWithIgnoreCase(path, ".xlsx") ? v1::DownloadReceiptRequest::XLSX
                                                             : v1::DownloadReceiptRequest::CSV);
  std::ofstream file(path, std::ios::binary);
  if (!file.is_open()) {
    return CannotWrite(path);
  }
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const auto piece, NextPiece(client, request));
    if (piece.content().empty()) break;
    file << piece.content();
    request.set_offset_bytes(request.offset_bytes() + static_cast<int64_t>(piece.content().size()));
  }
  if (file.flush()) return absl::OkStatus();
  return CannotWrite(path);
}

int PrintImport(Client& client, const v1::Import& import) {
  const auto rejected = FirstRejected(client, import);
  if (!rejected.ok()) return Fail(rejected.status());
  const auto closings = FirstClosings(client, import);
  if (!closings.ok()) return Fail(closings.status());
  if (client.json) {
    PrintJson(import, *rejected, *closings);
  } else {
    PrintTables(import, *rejected);
    PrintClosings(import, *closings);
  }
  if (import.state() == v1::Import::CANCELLED) {
    std::fprintf(stderr, "已取消 cancelled after %lld rows. 继续 to go on: laowu import run %s\n",
                 static_cast<long long>(import.done_row_count()), import.name().c_str());
    return kFailed;
  }
  return import.counts().rejected_count() > 0 ? kSomeRowsRejected : kOk;
}

}  // namespace laowu::cli
