#include "services/cli/receipt.h"

#include <cstdio>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "google/protobuf/struct.pb.h"
#include "google/rpc/error_details.pb.h"
#include "services/cli/table_print.h"

namespace laowu::cli {
namespace {

constexpr int kRejectedShown = 20;

std::string CsvCell(const std::string& text) {
  return "\"" + absl::StrReplaceAll(text, {{"\"", "\"\""}}) + "\"";
}

std::vector<std::pair<std::string, std::string>> ViolationsOf(const google::rpc::Status& status) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& any : status.details()) {
    google::rpc::BadRequest bad;
    if (!any.UnpackTo(&bad)) continue;
    for (const auto& violation : bad.field_violations()) {
      out.emplace_back(violation.field(), violation.description());
    }
  }
  if (out.empty()) out.emplace_back("", status.message());
  return out;
}

std::string ResultWords(const std::string& word) {
  static const auto* words = new std::map<std::string, std::string>{{"CREATED", "新建 created"},
                                                                    {"UPDATED", "更新 updated"},
                                                                    {"UNCHANGED", "未变 unchanged"},
                                                                    {"STALE", "过时 stale"},
                                                                    {"REJECTED", "退回 rejected"}};
  const auto it = words->find(word);
  return it == words->end() ? word : it->second;
}

void PrintReceiptJson(const Receipt& receipt) {
  using google::protobuf::Struct;
  Struct out;
  auto& fields = *out.mutable_fields();
  auto* results = fields["results"].mutable_struct_value();
  for (const auto& [word, count] : receipt.by_result) {
    (*results->mutable_fields())[word].set_number_value(static_cast<double>(count));
  }
  auto* warnings = fields["warnings"].mutable_struct_value();
  for (const auto& [reason, noted] : receipt.by_warning) {
    (*warnings->mutable_fields())[reason].set_number_value(static_cast<double>(noted.count));
  }
  auto* unknown = fields["unknownHeaders"].mutable_list_value();
  for (const auto& header : receipt.unknown_headers) {
    unknown->add_values()->set_string_value(header);
  }
  auto* rejected = fields["firstRejected"].mutable_list_value();
  for (const auto& row : receipt.rejected) {
    auto& entry = *rejected->add_values()->mutable_struct_value()->mutable_fields();
    entry["line"].set_string_value(row[0]);
    entry["field"].set_string_value(row[1]);
    entry["description"].set_string_value(row[2]);
  }
  std::fputs(ToJson(out).c_str(), stdout);
}

void PrintReceipt(const Receipt& receipt, bool dry_run) {
  if (dry_run) std::printf("Dry run, nothing was stored 试运行，未保存\n");
  if (receipt.made_up) std::printf("虚构数据 The file says that its rows are made up\n");
  std::vector<std::vector<std::string>> counts;
  for (const auto& [word, count] : receipt.by_result) {
    counts.push_back({ResultWords(word), absl::StrCat(count)});
  }
  std::fputs(Table({"结果 result", "行数 rows"}, counts).c_str(), stdout);
  if (!receipt.by_warning.empty()) {
    std::vector<std::vector<std::string>> warnings;
    for (const auto& [reason, noted] : receipt.by_warning) {
      warnings.push_back({reason, absl::StrCat(noted.count), noted.example});
    }
    std::printf("\n%s",
                Table({"提醒 warning", "次数 count", "首例 the first one"}, warnings).c_str());
  }
  for (const auto& header : receipt.unknown_headers) {
    std::printf("未识别的列 unknown column: %s\n", header.c_str());
  }
  if (!receipt.rejected.empty()) {
    std::printf("\n%s",
                Table({"行 line", "字段 field", "原因 what is wrong"}, receipt.rejected).c_str());
  }
  if (receipt.rejected_count > kRejectedShown) {
    std::printf("… and %lld more rejected rows; --receipt FILE.csv lists every row\n",
                static_cast<long long>(receipt.rejected_count - kRejectedShown));
  }
  std::fprintf(stderr, "%lld rows in %.1f s\n", static_cast<long long>(receipt.row_count),
               absl::ToDoubleSeconds(receipt.taken));
}

}  // namespace

void Note(int64_t line_number, const v1::ImportResult& result, Receipt& receipt) {
  const std::string word = v1::ImportResult::Result_Name(result.result());
  ++receipt.by_result[word];
  ++receipt.row_count;
  std::string said;
  for (const auto& warning : result.warnings()) {
    auto& noted = receipt.by_warning[warning.reason()];
    if (noted.count++ == 0) noted.example = warning.message();
    absl::StrAppend(&said, said.empty() ? "" : "; ", warning.field_path(), ": ", warning.message());
  }
  if (result.result() == v1::ImportResult::REJECTED) {
    ++receipt.rejected_count;
    for (const auto& [field, text] : ViolationsOf(result.status())) {
      absl::StrAppend(&said, said.empty() ? "" : "; ", field, ": ", text);
      if (receipt.rejected_count <= kRejectedShown) {
        receipt.rejected.push_back({absl::StrCat(line_number), field, text});
      }
    }
  }
  if (receipt.file != nullptr) {
    *receipt.file << line_number << ',' << word << ',' << CsvCell(result.name()) << ','
                  << CsvCell(said) << '\n';
  }
}

void NoteLosses(const intake::TableRow& row, Receipt& receipt) {
  for (const std::string& note : row.notes) {
    auto& noted = receipt.by_warning["LOST_IN_FILE"];
    if (noted.count++ == 0) noted.example = absl::StrCat(row.line_number, ": ", note);
  }
}

void NoteHiddenRows(int64_t count, Receipt& receipt) {
  if (count == 0) return;
  auto& noted = receipt.by_warning["HIDDEN_ROWS"];
  noted.count = count;
  noted.example = "表中被筛选或隐藏的行也已读取 rows that a filter hides were read as well";
}

v1::ImportResult Rejected(absl::string_view message) {
  v1::ImportResult result;
  result.set_result(v1::ImportResult::REJECTED);
  result.mutable_status()->set_message(std::string(message));
  return result;
}

absl::Status OpenReceipt(const std::string& path, Receipt& receipt) {
  if (path.empty()) return absl::OkStatus();
  receipt.file = std::make_unique<std::ofstream>(path);
  if (!receipt.file->is_open()) {
    return absl::PermissionDeniedError(absl::StrCat("cannot write the receipt ", path));
  }
  *receipt.file << "\xEF\xBB\xBF行 line,结果 result,名称 name,说明 remarks\n";
  return absl::OkStatus();
}

int CloseReceipt(const Client& client, absl::Status status, bool dry_run, const std::string& path,
                 Receipt& receipt) {
  if (status.ok() && receipt.file != nullptr && !receipt.file->flush()) {
    status = absl::ResourceExhaustedError(
        absl::StrCat("cannot write the receipt ", path, ": disk full?"));
  }
  if (status.ok() || receipt.row_count > 0) {
    client.json ? PrintReceiptJson(receipt) : PrintReceipt(receipt, dry_run);
  }
  if (!status.ok()) {
    Fail(status);
    if (receipt.row_count > 0) {
      std::fprintf(stderr,
                   "  The file was not sent whole 未全部送达; what is counted above was. Send it "
                   "again: nothing is done twice.\n");
    }
    return kFailed;
  }
  return receipt.rejected_count > 0 ? kSomeRowsRejected : kOk;
}

}  // namespace laowu::cli
