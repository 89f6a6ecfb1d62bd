#include <algorithm>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "intake/column_map.h"
#include "intake/table_reader.h"
#include "laowu/v1/intake_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/cli/file_rows.h"
#include "services/cli/progress.h"
#include "services/cli/receipt.h"
#include "services/runtime/limits.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

struct ImportOptions {
  std::string file, office, as_of, consent, statutory_duty, receipt;
  FileChoice choice;
  bool dry_run = false;
};

// Gathers rows to messages of at most limits::kImportRows, sends them, and notes each row's result
// under its line in the file.
template <typename Stub, typename Request, typename Response>
class Sender {
 public:
  using Method = grpc::Status (Stub::*)(grpc::ClientContext*, const Request&, Response*);
  // `start`: a request with all but headers and rows.
  Sender(Client& client, Method method, Request start, Receipt& receipt)
      : client_(client), method_(method), request_(std::move(start)), receipt_(receipt) {}

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
    NoteLosses(row, receipt_);
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
                      Request start, const std::string& path, const FileChoice& choice,
                      Receipt& receipt) {
  LAOWU_ASSIGN_OR_RETURN(FileRows rows, FileRows::Open(path, kind, choice));
  Progress progress(kind == intake::TableKind::kWorkers ? "劳动者 workers" : "岗位 vacancies");
  Sender<Stub, Request, Response> sender(client, method, std::move(start), receipt);
  sender.SetHeaders(rows.HeadersToSend());
  intake::TableRow row;
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const bool more, rows.Next(row));
    receipt.made_up = rows.made_up();
    if (!more) break;
    LAOWU_ASSIGN_OR_RETURN(const bool sent, sender.Add(row));
    if (sent) progress.Show(receipt.row_count, rows.share());
  }
  NoteHiddenRows(rows.hidden_row_count(), receipt);
  return sender.Flush();
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
  const absl::Status status =
      SendFile(client, kind, method, std::move(start), options.file, options.choice, receipt);
  receipt.taken = absl::Now() - begun;
  return CloseReceipt(client, status, options.dry_run, options.receipt, receipt);
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
      "import",
      "Send a file (.xlsx, .xls, CSV, .csv.gz, HTML); sending it again changes nothing 导入");
  import->require_subcommand(1);
  const auto add_common = [&](CLI::App* app) {
    app->add_option("file", options->file, "The file")->required();
    AddFileOptions(*app, options->choice);
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
