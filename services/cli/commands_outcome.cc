#include <cstdio>
#include <memory>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/cli/file_rows.h"
#include "services/cli/outcome_row.h"
#include "services/cli/progress.h"
#include "services/cli/receipt.h"
#include "services/cli/words.h"
#include "services/runtime/clock.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

struct OutcomeFileOptions {
  std::string file, receipt, kind, reference;
  FileChoice choice;
  bool dry_run = false;
};

// Reads the rows of a file, gathers them to messages, and notes each row's result under its line.
class OutcomeSender {
 public:
  OutcomeSender(Client& client, v1::Attestation attestation, bool dry_run, Receipt& receipt)
      : client_(client),
        attestation_(std::move(attestation)),
        receipt_(receipt),
        reader_(runtime::DayOf(absl::Now())) {
    request_.set_validate_only(dry_run);
  }

  absl::Status Send(const std::string& path, const FileChoice& choice) {
    LAOWU_ASSIGN_OR_RETURN(FileRows rows,
                           FileRows::Open(path, intake::TableKind::kOutcomes, choice));
    Progress progress("务工动态 outcomes");
    receipt_.unknown_headers = rows.columns().unknown_headers();
    intake::TableRow row;
    while (true) {
      LAOWU_ASSIGN_OR_RETURN(const bool more, rows.Next(row));
      receipt_.made_up = rows.made_up();
      if (!more) break;
      LAOWU_RETURN_IF_ERROR(Add(row, rows.columns()));
      if (request_.rows_size() == 0) progress.Show(receipt_.row_count, rows.share());
    }
    NoteHiddenRows(rows.hidden_row_count(), receipt_);
    return Flush();
  }

 private:
  absl::Status Add(const intake::TableRow& row, const intake::ColumnMap& columns) {
    if (!row.status.ok() || row.cells.size() != columns.header().size()) {
      Note(row.line_number,
           Rejected(row.status.ok()
                        ? absl::StrCat("有", row.cells.size(), "列，表头有",
                                       columns.header().size(), "列 (", row.cells.size(),
                                       " cells for ", columns.header().size(), " headers)")
                        : std::string(row.status.message())),
           receipt_);
      return absl::OkStatus();
    }
    NoteLosses(row, receipt_);
    OutcomeRow read = reader_.Read(columns.Apply(row.cells));
    if (read.outcome.worker().empty()) LAOWU_RETURN_IF_ERROR(FindWorker(read));
    if (!read.violations.empty()) {
      runtime::FieldChecks checks;
      for (const auto& [field, what] : read.violations) checks.Violate(field, what);
      v1::ImportResult result;
      result.set_result(v1::ImportResult::REJECTED);
      *result.mutable_status() = runtime::ToRpcStatus(checks.status());
      Note(row.line_number, result, receipt_);
      return absl::OkStatus();
    }
    auto* sent = request_.add_rows();
    *sent->mutable_outcome() = std::move(read.outcome);
    if (attestation_.kind() != v1::Attestation::KIND_UNSPECIFIED) {
      *sent->mutable_attestation() = attestation_;
    }
    lines_.push_back(row.line_number);
    return request_.rows_size() < runtime::limits::kImportRows ? absl::OkStatus() : Flush();
  }

  // By the identity number; the server keeps a record of the question.
  absl::Status FindWorker(OutcomeRow& row) {
    if (row.identity_number.empty()) {
      row.violations.emplace_back("worker",
                                  "缺人员编号或身份证号 names neither worker nor identity number");
      return absl::OkStatus();
    }
    const auto known = found_.find(row.identity_number);
    if (known == found_.end()) {
      v1::FindWorkersRequest request;
      request.set_identity_number(row.identity_number);
      request.set_purpose("outcome import 导入务工动态");
      const auto answer = client_.Call(&v1::WorkerService::Stub::FindWorkers, request);
      if (!answer.ok() && !absl::IsInvalidArgument(answer.status())) return answer.status();
      const bool one = answer.ok() && answer->workers_size() > 0;
      found_[row.identity_number] = one ? answer->workers(0).name() : "";
    }
    const std::string& name = found_[row.identity_number];
    if (name.empty()) {
      row.violations.emplace_back("worker", "未找到此身份证号 nobody has this identity number");
    }
    row.outcome.set_worker(name);
    return absl::OkStatus();
  }

  absl::Status Flush() {
    if (lines_.empty()) return absl::OkStatus();
    request_.set_batch_number(request_.batch_number() + 1);
    LAOWU_ASSIGN_OR_RETURN(const v1::ImportOutcomesResponse response,
                           client_.Call(&v1::PlacementService::Stub::ImportOutcomes, request_));
    for (const auto& result : response.results()) {
      Note(lines_[static_cast<size_t>(result.index())], result, receipt_);
    }
    request_.clear_rows();
    lines_.clear();
    return absl::OkStatus();
  }

  Client& client_;
  const v1::Attestation attestation_;
  Receipt& receipt_;
  const OutcomeRowReader reader_;
  v1::ImportOutcomesRequest request_;
  std::vector<int64_t> lines_;
  absl::flat_hash_map<std::string, std::string> found_;  // identity number → worker, or empty
};

int ImportOutcomes(Client& client, const OutcomeFileOptions& options) {
  v1::Attestation attestation;
  if (!options.kind.empty()) {
    const int kind = ParseEnum(*v1::Attestation::Kind_descriptor(), "", options.kind);
    if (kind < 0) {
      std::fprintf(stderr, "error 错误: --attest must be one of: %s\n",
                   EnumChoices(*v1::Attestation::Kind_descriptor(), "").c_str());
      return kUsage;
    }
    attestation.set_kind(static_cast<v1::Attestation::Kind>(kind));
    attestation.set_reference(options.reference);
  }
  Receipt receipt;
  if (const auto opened = OpenReceipt(options.receipt, receipt); !opened.ok()) return Fail(opened);
  const absl::Time begun = absl::Now();
  OutcomeSender sender(client, std::move(attestation), options.dry_run, receipt);
  const absl::Status status = sender.Send(options.file, options.choice);
  receipt.taken = absl::Now() - begun;
  return CloseReceipt(client, status, options.dry_run, options.receipt, receipt);
}

}  // namespace

void AddOutcomeImport(const Program& program, CLI::App* outcome) {
  auto options = std::make_shared<OutcomeFileOptions>();
  CLI::App* import = outcome->add_subcommand(
      "import",
      "Send a file of outcomes (.xlsx, .xls, CSV …); sending it again changes nothing "
      "导入务工动态");
  import->add_option("file", options->file, "The file")->required();
  AddFileOptions(*import, options->choice);
  import->add_option("--attest", options->kind,
                     absl::StrCat("Vouch for every row by: ",
                                  EnumChoices(*v1::Attestation::Kind_descriptor(), "")));
  import->add_option("--reference", options->reference, "Number of the list, with --attest");
  import->add_option("--receipt", options->receipt, "Write every row's result to this CSV file");
  import->add_flag("--dry-run", options->dry_run, "Check and report, store nothing");
  import->callback([=] { *program.exit_code = ImportOutcomes(*program.client, *options);
});
}  // namespace laowu::cli

}  // namespace laowu::cli
