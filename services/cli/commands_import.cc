#include <zlib.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "google/protobuf/struct.pb.h"
#include "google/rpc/error_details.pb.h"
#include "intake/column_map.h"
#include "intake/table_reader.h"
#include "laowu/v1/intake_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/cli/progress.h"
#include "services/cli/table_print.h"
#include "services/runtime/limits.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

struct ImportOptions {
  std::string file, office, as_of, consent, statutory_duty, receipt;
  bool dry_run = false;
};

// What became of a file: counts, and the rows that someone must look at.
struct Receipt {
  struct Warnings {
    int64_t count = 0;
    std::string example;  // the first one's message
  };
  std::map<std::string, int64_t> by_result;
  std::map<std::string, Warnings> by_warning;
  std::vector<std::vector<std::string>> rejected;  // line, field, what is wrong; the first rows'
  int64_t rejected_count = 0;
  int64_t row_count = 0;
  bool made_up = false;
  absl::Duration taken;
  std::vector<std::string> unknown_headers;
  std::unique_ptr<std::ofstream> file;
};

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

// Reads a file, plain or gzip, row by row.
class FileRows {
 public:
  explicit FileRows(const std::string& path) : path_(path) {
    std::error_code error;
    bytes_ = std::filesystem::file_size(path, error);
    if (!error) file_ = gzopen(path.c_str(), "rb");
  }
  ~FileRows() {
    if (file_ != nullptr) gzclose(file_);
  }
  FileRows(const FileRows&) = delete;
  FileRows& operator=(const FileRows&) = delete;

  // False at the end.
  absl::StatusOr<bool> Next(intake::TableRow& row) {
    if (file_ == nullptr) {
      return absl::NotFoundError(absl::StrCat("cannot read ", path_, ": is it there, and yours?"));
    }
    while (!reader_.Next(row)) {
      if (ended_) return false;
      char buffer[1 << 16];
      const int count = gzread(file_, buffer, sizeof(buffer));
      // A file cut short ends like any other, but for the code.
      int code = Z_OK;
      const char* const said = gzerror(file_, &code);
      if (count < 0 || (count == 0 && code == Z_BUF_ERROR)) {
        return absl::DataLossError(absl::StrCat("cannot read ", path_, " to its end: ", said,
                                                ". Send an undamaged copy of it."));
      }
      if (count == 0) {
        ended_ = true;
        LAOWU_RETURN_IF_ERROR(reader_.Finish());
      } else {
        LAOWU_RETURN_IF_ERROR(
            reader_.Append(absl::string_view(buffer, static_cast<size_t>(count))));
      }
    }
    return true;
  }
  bool made_up() const { return reader_.made_up(); }
  double share() const {
    return bytes_ == 0 || file_ == nullptr
               ? 0
               : static_cast<double>(gzoffset(file_)) / static_cast<double>(bytes_);
  }

 private:
  gzFile file_ = nullptr;
  std::string path_;
  std::uintmax_t bytes_ = 0;
  intake::TableReader reader_;
  bool ended_ = false;
};

v1::ImportResult Rejected(absl::string_view message) {
  v1::ImportResult result;
  result.set_result(v1::ImportResult::REJECTED);
  result.mutable_status()->set_message(std::string(message));
  return result;
}

// Gathers rows to messages of at most limits::kImportRows, sends them, and notes each row's result
// under its line in the file.
template <typename Stub, typename Request, typename Response>
class Sender {
 public:
  using Method = grpc::Status (Stub::*)(grpc::ClientContext*, const Request&, Response*);
  // `start`: a request with all but headers and rows.
  Sender(Client& client, Method method, Request start, Receipt& receipt)
      : client_(client), method_(method), request_(std::move(start)), receipt_(receipt) {}

  bool has_headers() const { return request_.headers_size() > 0; }
  void SetHeaders(const std::vector<std::string>& headers) {
    for (const auto& header : headers) request_.add_headers(header);
  }

  // True if a message was sent.
  absl::StatusOr<bool> Add(const intake::TableRow& row) {
    const auto width = static_cast<size_t>(request_.headers_size());
    size_t filled = row.cells.size();
    while (filled > 0 && row.cells[filled - 1].empty()) --filled;
    if (!row.status.ok() || filled > width) {
      // A row that is too long was cut at the wrong places: what stands where is not known.
      Note(row.line_number,
           Rejected(row.status.ok()
                        ? absl::StrCat("有", filled, "列，表头只有", width,
                                       "列；含逗号的内容要加引号 (", filled, " cells for ", width,
                                       " headers: put a text that has commas into quotes)")
                        : std::string(row.status.message())),
           receipt_);
      return false;
    }
    auto* raw = request_.add_rows();
    // Empty cells at the end go along: a row that is shorter than the header was cut, and is
    // rejected.
    for (size_t i = 0; i < std::min(row.cells.size(), width); ++i) {
      bytes_ += row.cells[i].size() + 4;
      raw->add_cells(row.cells[i]);
    }
    lines_.push_back(row.line_number);
    // A message must stay under its limit however long the cells are.
    constexpr size_t kRequestBytes = runtime::limits::kMessageBytes / 2;
    if (request_.rows_size() < runtime::limits::kImportRows && bytes_ < kRequestBytes) return false;
    LAOWU_RETURN_IF_ERROR(Flush());
    return true;
  }

  absl::Status Flush() {
    if (lines_.empty()) return absl::OkStatus();
    request_.set_batch_number(request_.batch_number() + 1);
    LAOWU_ASSIGN_OR_RETURN(const Response response, client_.Call(method_, request_));
    for (const auto& result : response.results()) {
      Note(lines_[static_cast<size_t>(result.index())], result, receipt_);
    }
    receipt_.unknown_headers = {response.unknown_headers().begin(),
                                response.unknown_headers().end()};
    request_.clear_rows();
    lines_.clear();
    bytes_ = 0;
    return absl::OkStatus();
  }

 private:
  Client& client_;
  const Method method_;
  Request request_;
  Receipt& receipt_;
  std::vector<int64_t> lines_;
  size_t bytes_ = 0;
};

template <typename Stub, typename Request, typename Response>
absl::Status SendFile(Client& client, intake::TableKind kind,
                      grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                      Request start, const std::string& path, Receipt& receipt) {
  // Files often begin with a title; the header is the first line that looks like one.
  constexpr int kLinesBeforeHeader = 50;
  FileRows rows(path);
  Progress progress(kind == intake::TableKind::kWorkers ? "劳动者 workers" : "岗位 vacancies");
  Sender<Stub, Request, Response> sender(client, method, std::move(start), receipt);
  intake::TableRow row;
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const bool more, rows.Next(row));
    if (!more) break;
    if (sender.has_headers()) {
      LAOWU_ASSIGN_OR_RETURN(const bool sent, sender.Add(row));
      if (sent) progress.Show(receipt.row_count, rows.share());
    } else if (row.status.ok() && intake::LooksLikeHeader(kind, row.cells)) {
      sender.SetHeaders(row.cells);
    } else if (row.row_number >= kLinesBeforeHeader) {
      break;
    }
  }
  receipt.made_up = rows.made_up();
  if (!sender.has_headers()) {
    return absl::InvalidArgumentError(absl::StrCat(
        path,
        " has no line of column headers that is known (such as 岗位名称, 企业名称, 工作地点 for "
        "vacancies; 姓名, 身份证号, 乡镇 for workers)"));
  }
  return sender.Flush();
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

absl::Status OpenReceipt(const std::string& path, Receipt& receipt) {
  if (path.empty()) return absl::OkStatus();
  receipt.file = std::make_unique<std::ofstream>(path);
  if (!receipt.file->is_open()) {
    return absl::PermissionDeniedError(absl::StrCat("cannot write the receipt ", path));
  }
  *receipt.file << "\xEF\xBB\xBF行 line,结果 result,名称 name,说明 remarks\n";
  return absl::OkStatus();
}

// Sends the file, prints what became of it, as far as it went, and gives the exit code.
template <typename Stub, typename Request, typename Response>
int Import(Client& client, intake::TableKind kind,
           grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
           Request start, const ImportOptions& options) {
  start.set_validate_only(options.dry_run);
  bool good = true;
  if (!options.as_of.empty()) *start.mutable_as_of_date() = DateOf(options.as_of, "--as-of", &good);
  if (!good) return kUsage;
  Receipt receipt;
  if (const auto opened = OpenReceipt(options.receipt, receipt); !opened.ok()) return Fail(opened);
  const absl::Time begun = absl::Now();
  absl::Status status = SendFile(client, kind, method, std::move(start), options.file, receipt);
  receipt.taken = absl::Now() - begun;
  if (status.ok() && receipt.file != nullptr && !receipt.file->flush()) {
    status = absl::ResourceExhaustedError(
        absl::StrCat("cannot write the receipt ", options.receipt, ": disk full?"));
  }
  if (status.ok() || receipt.row_count > 0) {
    client.json ? PrintReceiptJson(receipt) : PrintReceipt(receipt, options.dry_run);
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

int ImportVacancies(Client& client, const ImportOptions& options) {
  v1::SubmitRawVacanciesRequest start;
  start.set_parent(WithPrefix("offices/", options.office));
  return Import(client, intake::TableKind::kVacancies, &v1::IntakeService::Stub::SubmitRawVacancies,
                std::move(start), options);
}

int ImportWorkers(Client& client, const ImportOptions& options) {
  v1::SubmitRawWorkersRequest start;
  if (!options.consent.empty()) {
    start.mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
    start.mutable_legal_basis()->set_reference(options.consent);
  } else if (!options.statutory_duty.empty()) {
    start.mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::STATUTORY_DUTY);
    start.mutable_legal_basis()->set_reference(options.statutory_duty);
  }
  return Import(client, intake::TableKind::kWorkers, &v1::IntakeService::Stub::SubmitRawWorkers,
                std::move(start), options);
}

}  // namespace

void AddImportCommands(const Program& program) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* import = program.app->add_subcommand(
      "import", "Send a file, CSV or TSV, also .gz; sending it again changes nothing 导入");
  import->require_subcommand(1);
  const auto add_common = [&](CLI::App* app) {
    app->add_option("file", options->file, "The file")->required();
    app->add_option("--as-of", options->as_of, "The day that the file speaks of [today]");
    app->add_option("--receipt", options->receipt, "Write every row's result to this CSV file");
    app->add_flag("--dry-run", options->dry_run, "Check and report, store nothing");
  };
  CLI::App* vacancies = import->add_subcommand("vacancies", "Vacancies of an office 岗位");
  add_common(vacancies);
  vacancies->add_option("--office", options->office, "The office that sends them: zhongshan")
      ->required();
  vacancies->callback([=] { *program.exit_code = ImportVacancies(*program.client, *options); });
  CLI::App* workers = import->add_subcommand("workers", "Workers of a county 劳动者");
  add_common(workers);
  auto* consent = workers->add_option("--consent", options->consent,
                                      "Reference of the consent forms, for rows that state none");
  workers
      ->add_option("--statutory-duty", options->statutory_duty,
                   "Number of the document, for rows that state no basis")
      ->excludes(consent);
  workers->callback([=] { *program.exit_code = ImportWorkers(*program.client, *options); });
}

}  // namespace laowu::cli
