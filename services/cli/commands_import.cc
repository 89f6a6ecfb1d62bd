#include <zlib.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "google/rpc/error_details.pb.h"
#include "intake/column_map.h"
#include "intake/generate.h"
#include "intake/table_reader.h"
#include "laowu/v1/intake_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/cli/progress.h"
#include "services/cli/table_print.h"
#include "services/runtime/field_checks.h"
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
  std::map<std::string, int64_t> by_result;
  std::map<std::string, int64_t> by_warning;
  std::vector<std::vector<std::string>> rejected;  // row, field, what is wrong; the first ones
  int64_t rejected_count = 0;
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

void Note(int64_t row_number, const v1::ImportResult& result, Receipt& receipt) {
  const std::string word = v1::ImportResult::Result_Name(result.result());
  ++receipt.by_result[word];
  std::string said;
  for (const auto& warning : result.warnings()) {
    ++receipt.by_warning[warning.reason()];
    absl::StrAppend(&said, said.empty() ? "" : "; ", warning.field_path(), ": ", warning.message());
  }
  if (result.result() == v1::ImportResult::REJECTED) {
    ++receipt.rejected_count;
    for (const auto& [field, text] : ViolationsOf(result.status())) {
      absl::StrAppend(&said, said.empty() ? "" : "; ", field, ": ", text);
      if (receipt.rejected.size() < kRejectedShown) {
        receipt.rejected.push_back({absl::StrCat(row_number), field, text});
      }
    }
  }
  if (receipt.file != nullptr) {
    *receipt.file << row_number << ',' << word << ',' << CsvCell(result.name()) << ','
                  << CsvCell(said) << '\n';
  }
}

// Reads a file, plain or gzip, row by row.
class FileRows {
 public:
  explicit FileRows(const std::string& path) : file_(gzopen(path.c_str(), "rb")), path_(path) {
    std::error_code ignored;
    bytes_ = std::filesystem::file_size(path, ignored);
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
      if (count < 0) return absl::DataLossError(absl::StrCat(path_, " is a damaged gzip file"));
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
  double share() const {
    return bytes_ == 0 || file_ == nullptr
               ? 0
               : static_cast<double>(gzoffset(file_)) / static_cast<double>(bytes_);
  }

 private:
  gzFile file_;
  std::string path_;
  std::uintmax_t bytes_ = 0;
  intake::TableReader reader_;
  bool ended_ = false;
};

// Sends `request` and notes each row's result under its number in the file.
template <typename Stub, typename Request, typename Response>
absl::Status Send(Client& client,
                  grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                  const Request& request, const std::vector<int64_t>& numbers, Receipt& receipt) {
  LAOWU_ASSIGN_OR_RETURN(const Response response, client.Call(method, request));
  for (const auto& result : response.results()) {
    Note(numbers[static_cast<size_t>(result.index())], result, receipt);
  }
  receipt.unknown_headers = {response.unknown_headers().begin(), response.unknown_headers().end()};
  return absl::OkStatus();
}

// The whole file in messages of at most limits::kImportRows; `start` is a request with all but
// rows.
template <typename Stub, typename Request, typename Response>
absl::Status SendFile(Client& client, intake::TableKind kind,
                      grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                      Request start, const std::string& path, Receipt& receipt) {
  // A message must stay under its limit however long the cells are.
  constexpr size_t kRequestBytes = runtime::limits::kMessageBytes / 2;
  FileRows rows(path);
  Progress progress(kind == intake::TableKind::kWorkers ? "workers" : "vacancies");
  Request request = start;
  std::vector<int64_t> numbers;
  bool has_header = false;
  size_t bytes = 0;
  int64_t done = 0;
  intake::TableRow row;
  const auto flush = [&]() -> absl::Status {
    if (numbers.empty()) return absl::OkStatus();
    request.set_batch_number(request.batch_number() + 1);
    LAOWU_RETURN_IF_ERROR(Send(client, method, request, numbers, receipt));
    done += static_cast<int64_t>(numbers.size());
    progress.Show(done, rows.share());
    request.clear_rows();
    numbers.clear();
    bytes = 0;
    return absl::OkStatus();
  };
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const bool more, rows.Next(row));
    if (!more) break;
    if (row.status.ok() && !has_header) {
      // Files often begin with a title; the header is the first line that looks like one.
      if (!intake::LooksLikeHeader(kind, row.cells)) continue;
      for (const auto& header : row.cells) request.add_headers(header);
      has_header = true;
      continue;
    }
    if (!row.status.ok()) {
      v1::ImportResult bad;
      bad.set_result(v1::ImportResult::REJECTED);
      bad.mutable_status()->set_message(std::string(row.status.message()));
      Note(row.row_number, bad, receipt);
      continue;
    }
    auto* raw = request.add_rows();
    for (size_t i = 0; i < row.cells.size() && i < static_cast<size_t>(request.headers_size());
         ++i) {
      bytes += row.cells[i].size() + 4;
      raw->add_cells(row.cells[i]);
    }
    numbers.push_back(row.row_number);
    if (request.rows_size() == runtime::limits::kImportRows || bytes > kRequestBytes) {
      LAOWU_RETURN_IF_ERROR(flush());
    }
  }
  if (!has_header) {
    return absl::InvalidArgumentError(absl::StrCat(
        path,
        " has no line of column headers that is known (such as 岗位名称, 企业名称, 工作地点 for "
        "vacancies; 姓名, 身份证号, 乡镇 for workers)"));
  }
  return flush();
}

int PrintReceipt(const Receipt& receipt, bool dry_run) {
  std::vector<std::vector<std::string>> counts;
  static const std::map<std::string, std::string> kWords = {{"CREATED", "新建 created"},
                                                            {"UPDATED", "更新 updated"},
                                                            {"UNCHANGED", "未变 unchanged"},
                                                            {"STALE", "过时 stale"},
                                                            {"REJECTED", "退回 rejected"}};
  for (const auto& [word, count] : receipt.by_result) {
    const auto it = kWords.find(word);
    counts.push_back({it == kWords.end() ? word : it->second, absl::StrCat(count)});
  }
  std::printf("%s", dry_run ? "Dry run, nothing was stored 试运行，未保存\n" : "");
  std::fputs(Table({"结果 result", "行数 rows"}, counts).c_str(), stdout);
  if (!receipt.by_warning.empty()) {
    std::vector<std::vector<std::string>> warnings;
    for (const auto& [reason, count] : receipt.by_warning) {
      warnings.push_back({reason, absl::StrCat(count)});
    }
    std::printf("\n%s", Table({"提醒 warning", "次数 count"}, warnings).c_str());
  }
  for (const auto& header : receipt.unknown_headers) {
    std::printf("未识别的列 unknown column: %s\n", header.c_str());
  }
  if (!receipt.rejected.empty()) {
    std::printf("\n%s",
                Table({"行 row", "字段 field", "原因 what is wrong"}, receipt.rejected).c_str());
    if (receipt.rejected_count > static_cast<int64_t>(receipt.rejected.size())) {
      std::printf("… %lld rows rejected in all; --receipt FILE.csv lists every row\n",
                  static_cast<long long>(receipt.rejected_count));
    }
  }
  return receipt.rejected_count > 0 ? kSomeRowsRejected : kOk;
}

absl::Status OpenReceipt(const std::string& path, Receipt& receipt) {
  if (path.empty()) return absl::OkStatus();
  receipt.file = std::make_unique<std::ofstream>(path);
  if (!receipt.file->is_open()) {
    return absl::PermissionDeniedError(absl::StrCat("cannot write the receipt ", path));
  }
  *receipt.file << "\xEF\xBB\xBF行 row,结果 result,名称 name,说明 remarks\n";
  return absl::OkStatus();
}

int ImportVacancies(Client& client, const ImportOptions& options) {
  v1::SubmitRawVacanciesRequest start;
  start.set_parent(WithPrefix("offices/", options.office));
  start.set_validate_only(options.dry_run);
  bool good = true;
  if (!options.as_of.empty()) *start.mutable_as_of_date() = DateOf(options.as_of, "--as-of", &good);
  if (!good) return kUsage;
  Receipt receipt;
  absl::Status status = OpenReceipt(options.receipt, receipt);
  if (status.ok()) {
    status = SendFile(client, intake::TableKind::kVacancies,
                      &v1::IntakeService::Stub::SubmitRawVacancies, start, options.file, receipt);
  }
  if (!status.ok()) return Fail(status);
  return PrintReceipt(receipt, options.dry_run);
}

int ImportWorkers(Client& client, const ImportOptions& options) {
  v1::SubmitRawWorkersRequest start;
  start.set_validate_only(options.dry_run);
  bool good = true;
  if (!options.as_of.empty()) *start.mutable_as_of_date() = DateOf(options.as_of, "--as-of", &good);
  if (!good) return kUsage;
  if (!options.consent.empty()) {
    start.mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
    start.mutable_legal_basis()->set_reference(options.consent);
  } else if (!options.statutory_duty.empty()) {
    start.mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::STATUTORY_DUTY);
    start.mutable_legal_basis()->set_reference(options.statutory_duty);
  }
  Receipt receipt;
  absl::Status status = OpenReceipt(options.receipt, receipt);
  if (status.ok()) {
    status = SendFile(client, intake::TableKind::kWorkers,
                      &v1::IntakeService::Stub::SubmitRawWorkers, start, options.file, receipt);
  }
  if (!status.ok()) return Fail(status);
  return PrintReceipt(receipt, options.dry_run);
}

struct GenerateFlags {
  std::string kind, out, county, as_of;
  int64_t count = 100;
  uint64_t seed = 1;
};

int Generate(const GenerateFlags& flags) {
  intake::GenerateOptions options;
  options.count = flags.count;
  options.seed = flags.seed;
  options.county_code = flags.county;
  options.as_of = runtime::DayOf(absl::Now());
  if (!flags.as_of.empty()) {
    const auto day = runtime::ParseDate(flags.as_of);
    if (!day.has_value()) return Fail(absl::InvalidArgumentError("--as-of is not a date"));
    options.as_of = *day;
  }
  std::FILE* out = flags.out == "-" ? stdout : std::fopen(flags.out.c_str(), "wb");
  if (out == nullptr) {
    return Fail(absl::PermissionDeniedError(absl::StrCat("cannot write ", flags.out)));
  }
  const auto write = [&](absl::string_view bytes) -> absl::Status {
    if (std::fwrite(bytes.data(), 1, bytes.size(), out) == bytes.size()) return absl::OkStatus();
    return absl::ResourceExhaustedError(
        absl::StrCat("cannot write to ", flags.out, ": disk full?"));
  };
  absl::Status status = flags.kind == "workers" ? intake::GenerateWorkers(options, write)
                                                : intake::GenerateVacancies(options, write);
  if (out != stdout && std::fclose(out) != 0 && status.ok()) {
    status = absl::ResourceExhaustedError(absl::StrCat("cannot write to ", flags.out));
  }
  if (!status.ok()) return Fail(status);
  std::fprintf(stderr, "%lld made-up %s written to %s\n", static_cast<long long>(flags.count),
               flags.kind.c_str(), flags.out.c_str());
  return kOk;
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
  vacancies->add_option("--office", options->office, "offices/zhongshan")->required();
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

  auto flags = std::make_shared<GenerateFlags>();
  CLI::App* generate =
      program.app->add_subcommand("generate", "Write a file of made-up rows 生成虚构数据");
  generate->add_option("kind", flags->kind, "workers or vacancies")
      ->required()
      ->check(CLI::IsMember({"workers", "vacancies"}));
  generate->add_option("--count", flags->count, "Rows")->capture_default_str();
  generate->add_option("--seed", flags->seed, "Same seed, same rows")->capture_default_str();
  generate->add_option("--out", flags->out, "The file; - for standard output")->required();
  generate->add_option("--county", flags->county, "Workers of this county only: 520281");
  generate->add_option("--as-of", flags->as_of, "Day for ages and dates [today]");
  generate->callback([=] { *program.exit_code = Generate(*flags); });
}

}  // namespace laowu::cli
