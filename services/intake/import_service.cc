// Uploads, imports and receipts: what their senders ask. The background steps are import_job.h's.

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/intake/import_callers.h"
#include "services/intake/import_job.h"
#include "services/intake/import_receipt.h"
#include "services/intake/import_records.h"
#include "services/intake/import_rules.h"
#include "services/intake/intake_service.h"
#include "services/intake/masked_rows.h"
#include "services/intake/stored_files.h"
#include "services/intake/uploads.h"
#include "services/runtime/digest.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/division_code.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/races.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/reference_text.h"
#include "services/runtime/request_ids.h"
#include "services/runtime/resource_name.h"
#include "services/runtime/stored_record.h"
#include "storage/status_macros.h"

namespace laowu::intake_role {
namespace {

using runtime::PrincipalRole;
using storage::Table;
using v1::Import;

constexpr char kDivisions[] = "divisions/";
constexpr char kWorkers[] = "workers/";

// To a bureau, of an office's files.
absl::Status NotYourKind() {
  return runtime::Error(
      absl::StatusCode::kPermissionDenied, runtime::reasons::kOutOfScope,
      "An office's vacancies are sent by the office itself, with its own token, or by an "
      "administrator; a bureau loads people and what they do. "
      "岗位由协作站用本站账号报送（或请管理员代办）；县局账号只导入人员与动态。");
}

// Whose imports the caller may see and make: an office its own, a bureau those of its divisions.
absl::Status RequireParent(const runtime::CallContext& call, absl::string_view parent) {
  const runtime::Principal& principal = call.principal;
  if (principal.unscoped()) return absl::OkStatus();
  const bool of_office = absl::StartsWith(parent, "offices/");
  if (principal.role == PrincipalRole::kOffice) {
    return runtime::RequireOffice(principal, of_office ? parent : "");
  }
  if (of_office) return NotYourKind();
  return runtime::RequireDivision(principal, parent.substr(parent.find('/') + 1));
}

// Of a list: a dead code is told what it became, where nothing bears it.
absl::Status RequireStoredParent(const runtime::CallContext& call, const std::string& parent) {
  const std::string code(absl::StripPrefix(parent, kDivisions));
  const bool of_bureau = call.principal.role != PrincipalRole::kOffice;
  if (of_bureau && code.size() < parent.size() && !runtime::DivisionInScope(call.principal, code)) {
    LAOWU_RETURN_IF_ERROR(runtime::WhyNothingStored("parent", code, runtime::DayOf(call.now)));
  }
  return RequireParent(call, parent);
}

// One division's imports are one list, however its code was written.
std::string WholeParent(const std::string& parent) {
  if (!absl::StartsWith(parent, kDivisions)) return parent;
  return absl::StrCat(kDivisions,
                      runtime::WholeDivisionCode(absl::StripPrefix(parent, kDivisions)));
}

// Unset: the caller's own.
Import::Spec WithParent(const runtime::CallContext& call, Import::Spec spec) {
  if (!spec.parent().empty()) {
    spec.set_parent(WholeParent(spec.parent()));
  } else if (spec.kind() == Import::VACANCY) {
    spec.set_parent(call.principal.office);
  } else if (!call.principal.division_prefix.empty()) {
    spec.set_parent(WholeParent(absl::StrCat(kDivisions, call.principal.division_prefix)));
  }
  return spec;
}

// Said before the parent is asked for: the wrong caller has none that would do.
absl::Status RequireKind(const runtime::CallContext& call, Import::Kind kind) {
  const bool known = kind != Import::KIND_UNSPECIFIED && Import::Kind_IsValid(kind);
  if (call.principal.role != PrincipalRole::kOffice || kind == Import::VACANCY || !known) {
    return absl::OkStatus();
  }
  return runtime::Error(absl::StatusCode::kPermissionDenied, runtime::reasons::kOutOfScope,
                        "An office sends vacancies; people and what they do are loaded by their "
                        "county's bureau. 协作站只报送岗位，人员与动态由县局导入。");
}

void CheckParent(absl::string_view parent, runtime::FieldChecks& checks) {
  if (absl::StartsWith(parent, "offices/")) {
    runtime::RequireName("offices/*", "parent", parent, checks);
  } else {
    const std::string code = runtime::RequireName("divisions/*", "parent", parent, checks);
    runtime::CheckStoredDivisionFilter("parent", code, checks);
  }
}

// How much of persons a row shows.
enum class Shows { kAll, kMasked, kNothing };

Shows ShowsOfPersons(const runtime::CallContext& call, const internal::v1::StoredImport& stored,
                     const std::string& purpose) {
  if (!SeesPeople(call.principal, stored)) return Shows::kNothing;
  const bool whole = stored.import().spec().kind() == Import::VACANCY || !purpose.empty();
  return whole ? Shows::kAll : Shows::kMasked;
}

v1::ImportRow Shown(const internal::v1::StoredImport& import, StoredRow stored, Shows shows) {
  stored.mutable_row()->set_done(IsDone(import, stored));
  v1::ImportRow row = std::move(*stored.mutable_row());
  if (shows == Shows::kAll) return row;
  MaskPersons(import.import(), row);
  if (shows == Shows::kMasked) return row;
  row.clear_cells();
  row.clear_inferred_fields();
  row.clear_explanation();
  if (row.has_worker()) row.mutable_worker()->clear_personal_details();
  for (auto& warning : *row.mutable_warnings()) warning.clear_source_text();
  return row;
}

// Who looked at whose details, and what for, as the worker role records it of its records.
runtime::AuditEntry LookAt(const Import& import, const v1::PreviewImportRequest& request,
                           const v1::PreviewImportResponse& response) {
  std::vector<std::string> names;
  for (const v1::ImportRow& row : response.rows()) {
    const std::string& name = row.has_outcome() ? row.outcome().worker() : row.name();
    if (absl::StartsWith(name, kWorkers)) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  names.insert(names.begin(), request.name());
  return {std::move(names), DetailsIn(import), request.purpose(), ""};
}

bool Wanted(const v1::PreviewImportRequest& request, const v1::ImportRow& row) {
  if (request.warned_only() && row.warnings_size() == 0) return false;
  const auto& changes = request.changes();
  return changes.empty() ||
         std::find(changes.begin(), changes.end(), row.change()) != changes.end();
}

absl::Status WrongState(const std::string& name, absl::string_view why) {
  return runtime::FailedPrecondition(runtime::reasons::kWrongState, name, why);
}

// How long a caller waits for a receipt that nobody has asked for before: some ten thousand rows.
constexpr absl::Duration kReceiptWait = absl::Seconds(8);
constexpr absl::Duration kReceiptAnswerMargin = absl::Milliseconds(500);

// A receipt is the sender's own rows, whole, to be mended and sent again.
constexpr char kReceiptPurpose[] = "下载回执 download of a receipt";

// More vacancies than any source has.
constexpr int64_t kClosedMost = 100'000'000;

}  // namespace

grpc::ServerBidiReactor<v1::UploadFileRequest, v1::UploadFileResponse>* IntakeService::UploadFile(
    grpc::CallbackServerContext* context) {
  return new runtime::IngestStream<v1::UploadFileRequest, v1::UploadFileResponse>(
      &rpc_, &streams_, context, "laowu.v1.IntakeService/UploadFile",
      [upload = std::make_shared<Upload>(store_, keys_, upload_room_, rpc_)](
          const Call& call, const v1::UploadFileRequest& request) {
        return upload->Add(call, request);
      });
}

absl::StatusOr<v1::File> IntakeService::FileOf(const Call& call, const std::string& name) const {
  LAOWU_ASSIGN_OR_RETURN(const auto file, LoadFile(store_, IdOf(name)));
  const bool own =
      file.has_value() && file->stored.whole() &&
      (call.principal.unscoped() || file->stored.file().recorded_by() == call.principal.id);
  if (!own) return runtime::NotFound("file", name);
  return file->stored.file();
}

absl::StatusOr<Import> IntakeService::CreateImport(const Call& call,
                                                   const v1::CreateImportRequest& request) {
  LAOWU_RETURN_IF_ERROR(RequireKind(call, request.spec().kind()));
  const Import::Spec spec = Normalised(WithParent(call, request.spec()));
  runtime::FieldChecks checks;
  CheckSpec(spec, runtime::DayOf(call.now), checks);
  checks.RequestId("request_id", request.request_id());
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(RequireParent(call, spec.parent()));
  // An office sends vacancies, a bureau its people and what they do; RequireParent has told an
  // office's parents from a bureau's.
  const std::string import_id = runtime::IdForRequest(request.request_id(), call.now);
  LAOWU_ASSIGN_OR_RETURN(const auto known, LoadImport(store_, import_id));
  if (known.has_value()) {
    const bool same = known->stored.provenance().recorded_by() == call.principal.id &&
                      runtime::DeterministicBytes(known->stored.import().spec()) ==
                          runtime::DeterministicBytes(spec);
    if (same) return ToImport(import_id, *known);
    return runtime::RequestIdUsed();
  }
  LAOWU_ASSIGN_OR_RETURN(const v1::File file, FileOf(call, spec.file()));
  internal::v1::StoredImport stored;
  auto& import = *stored.mutable_import();
  *import.mutable_spec() = spec;
  import.set_state(Import::READING);
  import.set_file_display_name(file.display_name());
  import.set_recorded_by(call.principal.id);
  *import.mutable_create_time() = runtime::ToTimestamp(call.now);
  *import.mutable_expire_time() = file.expire_time();
  *stored.mutable_provenance() = runtime::ProvenanceOf(call, request.request_id());
  storage::Batch batch;
  PlanImport(import_id, std::nullopt, stored, batch);
  runtime::AddAudit(call, {{ImportName(import_id), spec.parent()}, {}, "", request.request_id()},
                    batch);
  const auto committed = store_.Commit(batch, call.deadline);
  if (runtime::LostRace(committed.status())) return runtime::TooManyRaces();
  LAOWU_RETURN_IF_ERROR(committed.status());
  jobs_.Add(import_id, spec.parent());
  return ReadImport(import_id);
}

absl::StatusOr<Import> IntakeService::ReadImport(const std::string& import_id) const {
  LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadImport(store_, import_id));
  if (!loaded.has_value()) return runtime::NotFound("import", ImportName(import_id));
  return ToImport(import_id, *loaded);
}

absl::StatusOr<LoadedImport> IntakeService::ImportInScope(const Call& call,
                                                          const std::string& name) const {
  LAOWU_ASSIGN_OR_RETURN(auto loaded, LoadImport(store_, IdOf(name)));
  if (loaded.has_value() && RequireParent(call, loaded->stored.import().spec().parent()).ok()) {
    return *std::move(loaded);
  }
  // To a caller with a scope, an import that there is not is like one of somebody else.
  LAOWU_RETURN_IF_ERROR(RequireParent(call, ""));
  return runtime::NotFound("import", name);
}

absl::Status IntakeService::CheckedInScope(const Call& call, const std::string& name,
                                           const runtime::FieldChecks& checks) const {
  if (checks.ok() || !runtime::ParseName("imports/*", name).has_value()) return checks.status();
  const absl::Status scope = ImportInScope(call, name).status();
  return absl::IsPermissionDenied(scope) ? scope : checks.status();
}

absl::StatusOr<Import> IntakeService::GetImport(const Call& call,
                                                const v1::GetImportRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName("imports/*", "name", request.name(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(const auto loaded, ImportInScope(call, request.name()));
  return ToImport(IdOf(request.name()), loaded);
}

absl::StatusOr<v1::ListImportsResponse> IntakeService::ListImports(
    const Call& call, const v1::ListImportsRequest& request) {
  runtime::FieldChecks checks;
  CheckParent(request.parent(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(RequireStoredParent(call, request.parent()));
  v1::ListImportsResponse response;
  LAOWU_ASSIGN_OR_RETURN(
      auto imports,
      runtime::ReadPage<Import>(
          store_, Table::kImportsByParent, ParentRange(WholeParent(request.parent())), request,
          response.mutable_next_page_token(),
          [this](const storage::Record& record) { return ToIndexed(store_, record); }));
  for (auto& import : imports) *response.add_imports() = std::move(import);
  if (imports.empty() && request.page_token().empty() &&
      absl::StartsWith(request.parent(), kDivisions)) {
    LAOWU_RETURN_IF_ERROR(runtime::WhyNothingStored(
        "parent", std::string(absl::StripPrefix(request.parent(), kDivisions)),
        runtime::DayOf(call.now)));
  }
  return response;
}

absl::StatusOr<v1::PreviewImportResponse> IntakeService::PreviewImport(
    const Call& call, const v1::PreviewImportRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName("imports/*", "name", request.name(), checks);
  checks.CountMost("changes", request.changes_size(), v1::ImportRow::Change_ARRAYSIZE);
  for (int i = 0; i < request.changes_size(); ++i) {
    checks.KnownEnum(absl::StrCat("changes[", i, "]"), request.changes(i),
                     v1::ImportRow::Change_IsValid(request.changes(i)));
  }
  if (!request.purpose().empty()) {
    checks.RequiredText("purpose", request.purpose(), runtime::limits::kTextChars);
    runtime::CheckPurposeSays("purpose", request.purpose(), checks);
  }
  LAOWU_RETURN_IF_ERROR(CheckedInScope(call, request.name(), checks));
  const auto in_scope = ImportInScope(call, request.name());
  if (absl::IsPermissionDenied(in_scope.status())) return in_scope.status();
  LAOWU_RETURN_IF_ERROR(runtime::DecodePageToken(request).status());
  LAOWU_RETURN_IF_ERROR(runtime::PageSize(request.page_size(), 1, 1).status());
  LAOWU_ASSIGN_OR_RETURN(const auto loaded, in_scope);
  const std::string import_id = IdOf(request.name());
  const Shows shows = ShowsOfPersons(call, loaded.stored, request.purpose());
  v1::PreviewImportResponse response;
  LAOWU_ASSIGN_OR_RETURN(
      auto rows, runtime::ReadPage<v1::ImportRow>(
                     store_, Table::kImportRows, RowRange(import_id), request,
                     response.mutable_next_page_token(),
                     [&](const storage::Record& record) -> absl::StatusOr<v1::ImportRow> {
                       LAOWU_ASSIGN_OR_RETURN(StoredRow row, ToRow(keys_, import_id, record));
                       return Shown(loaded.stored, std::move(row), shows);
                     }));
  for (auto& row : rows) {
    if (Wanted(request, row)) *response.add_rows() = std::move(row);
  }
  const Import& import = loaded.stored.import();
  if (import.spec().kind() == Import::VACANCY || shows != Shows::kAll || response.rows().empty()) {
    return response;
  }
  // It stands in the store before the answer leaves; without it there is no answer.
  storage::Batch batch;
  runtime::AddAudit(call, LookAt(import, request, response), batch);
  LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
  return response;
}

template <typename Request>
absl::StatusOr<Import> IntakeService::ChangeImport(const Call& call, const Request& request,
                                                   runtime::FieldChecks checks,
                                                   const ImportEdit& edit) {
  runtime::RequireName("imports/*", "name", request.name(), checks);
  LAOWU_RETURN_IF_ERROR(CheckedInScope(call, request.name(), checks));
  const std::string import_id = IdOf(request.name());
  return runtime::PlanAnew(call.deadline, [&]() -> absl::StatusOr<Import> {
    LAOWU_ASSIGN_OR_RETURN(const LoadedImport old, ImportInScope(call, request.name()));
    LAOWU_RETURN_IF_ERROR(runtime::CheckEtag(request.etag(), old.version, request.name()));
    internal::v1::StoredImport stored = old.stored;
    LAOWU_ASSIGN_OR_RETURN(const bool changes, edit(stored));
    if (!changes) return ToImport(import_id, old);
    stored.mutable_import()->set_rows_per_second(0);
    storage::Batch batch;
    PlanImport(import_id, old, stored, batch);
    runtime::AddAudit(call, {{request.name()}, {"state"}, "", ""}, batch);
    LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
    if (IsUnderWay(stored.import().state())) {
      jobs_.Add(import_id, stored.import().spec().parent());
    }
    return ReadImport(import_id);
  });
}

absl::StatusOr<Import> IntakeService::RunImport(const Call& call,
                                                const v1::RunImportRequest& request) {
  runtime::FieldChecks checks;
  checks.Range("confirmed_closed_count", request.confirmed_closed_count(), 0, kClosedMost);
  return ChangeImport(call, request, std::move(checks),
                      [&](internal::v1::StoredImport& stored) -> absl::StatusOr<bool> {
                        auto& import = *stored.mutable_import();
                        if (import.state() == Import::RUNNING || import.state() == Import::DONE)
                          return false;
                        LAOWU_RETURN_IF_ERROR(RequireRunner(call.principal, stored));
                        const std::string why_not =
                            WhyNotRun(import, request.confirmed_closed_count());
                        if (!why_not.empty()) return WrongState(request.name(), why_not);
                        import.clear_failure();
                        stored.set_asked_by(call.principal.id);
                        if (import.state() == Import::READY) {
                          import.clear_counts();
                          import.set_done_row_count(0);
                          stored.set_next_row_number(1);
                          import.set_state(Import::RUNNING);
                          return true;
                        }
                        // CANCELLED or FAILED: it goes on where it was; reading begins anew.
                        import.set_state(stored.interrupted_state());
                        if (import.state() == Import::READING) ForgetReading(import);
                        return true;
                      });
}

absl::StatusOr<Import> IntakeService::CancelImport(const Call& call,
                                                   const v1::CancelImportRequest& request) {
  return ChangeImport(
      call, request, {}, [&](internal::v1::StoredImport& stored) -> absl::StatusOr<bool> {
        auto& import = *stored.mutable_import();
        if (import.state() == Import::CANCELLED || import.state() == Import::FAILED) return false;
        const std::string why_not = WhyNotCancelled(import);
        if (!why_not.empty()) return WrongState(request.name(), why_not);
        // One that was read and not run is read anew if it is wanted after all.
        stored.set_interrupted_state(import.state() == Import::RUNNING ? Import::RUNNING
                                                                       : Import::READING);
        import.set_state(Import::CANCELLED);
        return true;
      });
}

absl::StatusOr<Import> IntakeService::UndoImport(const Call& call,
                                                 const v1::UndoImportRequest& request) {
  return ChangeImport(
      call, request, {}, [&](internal::v1::StoredImport& stored) -> absl::StatusOr<bool> {
        auto& import = *stored.mutable_import();
        // What stood in the way of some rows may be gone: those are tried anew.
        const bool again = import.state() == Import::UNDONE && import.kept_count() > 0;
        if (import.state() == Import::UNDOING || (import.state() == Import::UNDONE && !again)) {
          return false;
        }
        LAOWU_RETURN_IF_ERROR(RequireUndoer(call.principal, stored, principals_));
        const std::string why_not = WhyNotUndone(import, stored.interrupted_state());
        if (!why_not.empty()) return WrongState(request.name(), why_not);
        import.clear_failure();
        const bool goes_on =
            import.state() == Import::FAILED && stored.interrupted_state() == Import::UNDOING;
        if (!goes_on) stored.set_asked_by(call.principal.id);
        if (again) {
          stored.set_next_row_number(import.row_count() + 1);
          import.set_done_row_count(0);
        } else if (!goes_on) {
          // From the last row that the run has done.
          const bool has_run =
              import.state() == Import::DONE || stored.interrupted_state() == Import::RUNNING;
          stored.set_next_row_number(has_run ? import.row_count() + 1 : 1);
          import.set_undone_count(0);
          import.set_kept_count(0);
          import.set_done_row_count(0);
        }
        import.set_state(Import::UNDOING);
        return true;
      });
}

absl::StatusOr<v1::DownloadReceiptResponse> IntakeService::DownloadReceipt(
    const Call& call, const v1::DownloadReceiptRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName("imports/*", "name", request.name(), checks);
  const bool csv = request.format() == v1::DownloadReceiptRequest::CSV;
  if (!csv && request.format() != v1::DownloadReceiptRequest::XLSX) {
    checks.Violate("format", "应为 CSV 或 XLSX / must be CSV or XLSX");
  }
  checks.Range("offset_bytes", request.offset_bytes(), 0, kReceiptBytesMost);
  LAOWU_RETURN_IF_ERROR(CheckedInScope(call, request.name(), checks));
  LAOWU_ASSIGN_OR_RETURN(const auto loaded, ImportInScope(call, request.name()));
  if (!SeesPeople(call.principal, loaded.stored)) {
    return runtime::Error(absl::StatusCode::kPermissionDenied, runtime::reasons::kOutOfScope,
                          "人员明细只给上传人 / Rows of people are for the one who sent them.");
  }
  const ReceiptForm form = csv ? ReceiptForm::kCsv : ReceiptForm::kXlsx;
  LAOWU_RETURN_IF_ERROR(CheckHasReceipt(request.name(), loaded.stored, form));
  const Import& import = loaded.stored.import();
  const std::string file_id = IdOf(ReceiptFile(loaded.stored, form));
  auto piece = ReadStoredFile(store_, keys_, file_id, request.offset_bytes());
  if (absl::IsNotFound(piece.status())) {
    const absl::Time until =
        std::min(absl::Now() + kReceiptWait, call.deadline - kReceiptAnswerMargin);
    LAOWU_RETURN_IF_ERROR(jobs_.AwaitReceipt(IdOf(request.name()), form, until));
    piece = ReadStoredFile(store_, keys_, file_id, request.offset_bytes());
  }
  LAOWU_RETURN_IF_ERROR(piece.status());
  v1::DownloadReceiptResponse response;
  response.set_content(std::move(piece->content));
  response.set_byte_size(piece->file.byte_size());
  response.set_display_name(piece->file.display_name());
  if (import.spec().kind() != Import::VACANCY && request.offset_bytes() == 0) {
    storage::Batch batch;
    runtime::AddAudit(call, {{request.name()}, DetailsIn(import), kReceiptPurpose, ""}, batch);
    LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
  }
  return response;
}

}  // namespace laowu::intake_role
