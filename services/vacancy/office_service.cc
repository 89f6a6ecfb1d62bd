// Offices and employers of the vacancy role.

#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "reference/credit_code.h"
#include "reference/invisible.h"
#include "services/runtime/digest.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/page_token.h"
#include "services/runtime/races.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/request_ids.h"
#include "services/runtime/resource_name.h"
#include "services/runtime/update_mask.h"
#include "services/vacancy/employer_rules.h"
#include "services/vacancy/firm_name.h"
#include "services/vacancy/vacancy_service.h"
#include "storage/status_macros.h"

namespace laowu::vacancy {
namespace {

namespace limits = runtime::limits;
using storage::Table;

constexpr absl::string_view kOfficeOutputs[] = {"create_time", "update_time"};
constexpr absl::string_view kEmployerOutputs[] = {"blocks", "alias_of", "aliases", "create_time",
                                                  "update_time"};

// `known_division_code`: stands, though it may have died since.
void CheckOffice(const v1::Office& office, absl::string_view known_division_code,
                 absl::CivilDay today, runtime::FieldChecks& checks) {
  checks.RequiredText("office.display_name", office.display_name(), limits::kTextChars);
  if (!known_division_code.empty() && office.division_code() == known_division_code) return;
  runtime::CheckKeptDivision("office.division_code", office.division_code(), today, checks);
}

// Of a code that a firm of another name bears: one mistyped digit, and each would stand for the
// other, blocks and all, for good. Who means that firm says its name.
absl::Status CodeOfAnother(const v1::Employer& bearer) {
  return runtime::Error(
      absl::StatusCode::kAlreadyExists, runtime::reasons::kAlreadyExists,
      absl::StrCat("该信用代码已是“", bearer.display_name(), "”（", bearer.name(),
                   "）的，请核对；确是同一家，请把名称（display_name）也写成“",
                   bearer.display_name(), "”再提交 / The credit code is that of ",
                   bearer.display_name(), " (", bearer.name(),
                   "): check it. If the two are one firm, state that display_name as well."));
}

// Who asks by an alias asks whether it is blocked: the blocks stand with the one that it is of.
absl::Status ShowBlocks(const storage::Reader& store, v1::Employer& employer) {
  if (employer.alias_of().empty()) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(const auto record,
                         store.Get(Table::kEmployers, EmployerKey(employer.alias_of())));
  if (!record.has_value()) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(const v1::Employer canonical, ToEmployer(*record));
  *employer.mutable_blocks() = canonical.blocks();
  return absl::OkStatus();
}

// Names that one call of a list looks at, and records of one read of them.
constexpr int kNamesAtOnce = 10'000;
constexpr int kNamesARead = 500;

// A page of those whose shown name holds `letters`: no index has parts of names, and a city has
// some ten thousand employers.
absl::StatusOr<v1::ListEmployersResponse> EmployersNamed(const storage::Reader& store,
                                                         const std::string& letters,
                                                         const v1::ListEmployersRequest& request) {
  LAOWU_ASSIGN_OR_RETURN(
      const int page_size,
      runtime::PageSize(request.page_size(), limits::kPageSizeDefault, limits::kPageSizeMost));
  LAOWU_ASSIGN_OR_RETURN(const auto token, runtime::DecodePageToken(request));
  LAOWU_ASSIGN_OR_RETURN(storage::KeyRange range, runtime::RestOfRange({}, token));
  v1::ListEmployersResponse page;
  internal::v1::PageToken next;
  for (int read_count = 0; read_count < kNamesAtOnce; read_count += kNamesARead) {
    LAOWU_ASSIGN_OR_RETURN(const auto records, store.Scan(Table::kEmployers, range, kNamesARead));
    for (const storage::Record& record : records) {
      if (page.employers_size() == page_size) {
        page.set_next_page_token(runtime::EncodePageToken(request, std::move(next)));
        return page;
      }
      next.set_last_key(record.key);
      LAOWU_ASSIGN_OR_RETURN(v1::Employer employer, ToEmployer(record));
      if (!absl::StrContains(LettersOf(employer.display_name()), letters)) continue;
      LAOWU_RETURN_IF_ERROR(ShowBlocks(store, employer));
      *page.add_employers() = std::move(employer);
    }
    if (records.size() < static_cast<size_t>(kNamesARead)) return page;
    range = storage::ContinueAfter(range, records.back().key);
  }
  page.set_next_page_token(runtime::EncodePageToken(request, std::move(next)));
  return page;
}

bool SameOffice(const v1::Office& a, const v1::Office& b) {
  return a.display_name() == b.display_name() && a.division_code() == b.division_code();
}

}  // namespace

absl::StatusOr<v1::Office> VacancyService::CreateOffice(const Call& call,
                                                        const v1::CreateOfficeRequest& request) {
  runtime::FieldChecks checks;
  checks.Id("office_id", request.office_id());
  checks.RequestId("request_id", request.request_id());
  CheckOffice(request.office(), "", runtime::DayOf(call.now), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  const std::string name = absl::StrCat("offices/", request.office_id());
  const std::string digest = runtime::Sha256(
      absl::StrCat(request.office().display_name(), "\n", request.office().division_code()));
  return runtime::PlanAnew(call.deadline, [&]() -> absl::StatusOr<v1::Office> {
    LAOWU_ASSIGN_OR_RETURN(const auto old, LoadOffice(store_, request.office_id()));
    if (old.has_value()) {
      if (runtime::MadeBy(old->stored.provenance(), request.request_id(), digest) ||
          SameOffice(old->stored.office(), request.office())) {
        return ReadOffice(request.office_id());
      }
      return runtime::Error(absl::StatusCode::kAlreadyExists, runtime::reasons::kAlreadyExists,
                            absl::StrCat("该编号已有协作站，内容不同 / ", name,
                                         " exists already, with other content."));
    }
    internal::v1::StoredOffice stored;
    stored.mutable_office()->set_display_name(request.office().display_name());
    stored.mutable_office()->set_division_code(request.office().division_code());
    *stored.mutable_provenance() = runtime::ProvenanceOf(call, request.request_id());
    stored.mutable_provenance()->set_request_digest(digest);
    storage::Batch batch;
    PlanOffice(request.office_id(), old, stored, batch);
    runtime::AddAudit(call, {{name}, {}, "", request.request_id()}, batch);
    LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
    return ReadOffice(request.office_id());
  });
}

absl::StatusOr<v1::Office> VacancyService::ReadOffice(const std::string& office_id) const {
  LAOWU_ASSIGN_OR_RETURN(const auto record, store_.Get(Table::kOffices, OfficeKey(office_id)));
  if (!record.has_value()) return runtime::NotFound("office", absl::StrCat("offices/", office_id));
  return ToOffice(*record);
}

absl::StatusOr<v1::Office> VacancyService::GetOffice(const Call& /*call*/,
                                                     const v1::GetOfficeRequest& request) {
  runtime::FieldChecks checks;
  const std::string id = runtime::RequireName("offices/*", "name", request.name(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  return ReadOffice(id);
}

absl::StatusOr<v1::ListOfficesResponse> VacancyService::ListOffices(
    const Call& /*call*/, const v1::ListOfficesRequest& request) {
  v1::ListOfficesResponse response;
  LAOWU_ASSIGN_OR_RETURN(auto offices, runtime::ReadPage<v1::Office>(
                                           store_, Table::kOffices, storage::KeyRange{}, request,
                                           response.mutable_next_page_token(), ToOffice));
  for (auto& office : offices) *response.add_offices() = std::move(office);
  return response;
}

absl::StatusOr<v1::Office> VacancyService::UpdateOffice(const Call& call,
                                                        const v1::UpdateOfficeRequest& request) {
  const std::string& name = request.office().name();
  runtime::FieldChecks checks;
  const std::string id = runtime::RequireName("offices/*", "office.name", name, checks);
  checks.RequestId("request_id", request.request_id());
  LAOWU_RETURN_IF_ERROR(checks.status());
  return runtime::PlanAnew(call.deadline, [&]() -> absl::StatusOr<v1::Office> {
    LAOWU_ASSIGN_OR_RETURN(const auto old, LoadOffice(store_, id));
    if (!old.has_value()) return runtime::NotFound("office", name);
    internal::v1::StoredOffice stored = old->stored;
    const bool again = runtime::SentAgain(
        request.request_id(), {stored.change_request_id(), stored.provenance().request_id()});
    if (!again) {
      LAOWU_RETURN_IF_ERROR(runtime::CheckEtag(request.office().etag(), old->version, name));
    }
    const auto fields =
        runtime::MergeMasked(request.update_mask(), request.office(),
                             {kOfficeOutputs, "update_mask"}, checks, stored.mutable_office());
    if (checks.ok()) {
      CheckOffice(stored.office(), old->stored.office().division_code(), runtime::DayOf(call.now),
                  checks);
    }
    LAOWU_RETURN_IF_ERROR(checks.status());
    if (SameOffice(stored.office(), old->stored.office())) return ReadOffice(id);
    if (again) return runtime::RequestIdUsed();
    stored.mutable_provenance()->set_recorded_by(call.principal.id);
    stored.set_change_request_id(request.request_id());
    storage::Batch batch;
    PlanOffice(id, old, stored, batch);
    runtime::AddAudit(call, {{name}, fields, "", request.request_id()}, batch);
    LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
    return ReadOffice(id);
  });
}

absl::StatusOr<v1::Employer> VacancyService::ReadEmployer(const std::string& name) const {
  LAOWU_ASSIGN_OR_RETURN(const auto record, store_.Get(Table::kEmployers, EmployerKey(name)));
  if (!record.has_value()) return runtime::NotFound("employer", name);
  LAOWU_ASSIGN_OR_RETURN(v1::Employer employer, ToEmployer(*record));
  LAOWU_RETURN_IF_ERROR(ShowBlocks(store_, employer));
  return employer;
}

absl::StatusOr<v1::Employer> VacancyService::GetEmployer(const Call& /*call*/,
                                                         const v1::GetEmployerRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName("employers/*", "name", request.name(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  return ReadEmployer(request.name());
}

absl::StatusOr<v1::ListEmployersResponse> VacancyService::ListEmployers(
    const Call& /*call*/, const v1::ListEmployersRequest& request) {
  // A blank asks for nothing, as in searches.
  if (!reference::SaysNothing(request.text())) {
    runtime::FieldChecks checks;
    checks.Text("text", request.text(), limits::kTextChars);
    LAOWU_RETURN_IF_ERROR(checks.status());
  }
  const std::string letters = LettersOf(request.text());
  if (!letters.empty()) return EmployersNamed(store_, letters, request);
  v1::ListEmployersResponse response;
  LAOWU_ASSIGN_OR_RETURN(
      auto employers,
      runtime::ReadPage<v1::Employer>(store_, Table::kEmployers, storage::KeyRange{}, request,
                                      response.mutable_next_page_token(), ToEmployer));
  for (auto& employer : employers) {
    LAOWU_RETURN_IF_ERROR(ShowBlocks(store_, employer));
    *response.add_employers() = std::move(employer);
  }
  return response;
}

absl::StatusOr<v1::Employer> VacancyService::ChangeEmployer(const Call& call, Whose whose,
                                                            Change change,
                                                            const EmployerEdit& edit) {
  return turns_.PlanAnew(call.deadline, [&]() -> absl::StatusOr<v1::Employer> {
    VacancyChanges changes(store_);
    LAOWU_ASSIGN_OR_RETURN(const auto named, changes.Employer(change.name));
    if (!named.has_value()) return runtime::NotFound("employer", change.name);
    const std::string target =
        whose == Whose::kNamed ? change.name : CanonicalName(named->employer());
    LAOWU_ASSIGN_OR_RETURN(auto stored, changes.Employer(target));
    if (!stored.has_value()) return runtime::NotFound("employer", target);
    change.sent_again = runtime::SentAgain(
        change.request_id, {stored->change_request_id(), stored->provenance().request_id()});
    if (!change.sent_again) {
      LAOWU_RETURN_IF_ERROR(runtime::CheckEtag(
          change.etag, changes.EmployerBefore(change.name)->version, change.name));
    }
    LAOWU_ASSIGN_OR_RETURN(const bool changed, edit(*stored, changes, change));
    if (!changed) return ReadEmployer(target);
    if (change.sent_again) return runtime::RequestIdUsed();
    stored->set_change_request_id(change.request_id);
    LAOWU_RETURN_IF_ERROR(changes.PutEmployer(*stored));
    LAOWU_RETURN_IF_ERROR(Commit(call, changes, change));
    blocked_.Forget();  // what changed may be a name of one that is blocked, and no block itself
    return ReadEmployer(target);
  });
}

absl::StatusOr<bool> VacancyService::MergeEmployer(const Call& call,
                                                   const v1::UpdateEmployerRequest& request,
                                                   internal::v1::StoredEmployer& stored,
                                                   VacancyChanges& changes, Change& change) const {
  const v1::Employer known = stored.employer();
  v1::Employer& merged = *stored.mutable_employer();
  runtime::FieldChecks checks;
  change.fields = runtime::MergeMasked(request.update_mask(), request.employer(),
                                       {kEmployerOutputs, "update_mask"}, checks, &merged);
  LAOWU_RETURN_IF_ERROR(checks.status());
  merged.set_credit_code(reference::NormaliseCreditCode(merged.credit_code()));
  const std::string& code = merged.credit_code();
  const bool new_code = code != known.credit_code();
  checks.RequiredText("employer.display_name", merged.display_name(), limits::kTextChars);
  if (new_code && !IsNamedByDigest(known.name())) {
    checks.Violate("employer.credit_code",
                   "信用代码即企业编号，不能改 / is the employer's name and cannot change");
  } else if (new_code && code.empty()) {
    checks.Violate("employer.credit_code",
                   "信用代码已知，不能清空 / is known and cannot be taken back");
  } else if (new_code) {
    CheckCreditCode(code, "employer.credit_code", request.accept_invalid_credit_code(), checks);
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  if (!new_code) return merged.display_name() != known.display_name();
  if (!known.alias_of().empty()) {
    return runtime::FailedPrecondition(
        runtime::reasons::kWrongState, known.name(),
        absl::StrCat("该企业已有别的编号，请改那一份 / The employer is known as ", known.alias_of(),
                     " already."));
  }
  if (!reference::IsCreditCode(code)) change.purpose = "accept_invalid_credit_code";
  const std::string canonical_name = EmployerName(code, "");
  LAOWU_ASSIGN_OR_RETURN(auto canonical, changes.Employer(canonical_name));
  if (!canonical.has_value()) {
    canonical.emplace();
    canonical->mutable_employer()->set_name(canonical_name);
    canonical->mutable_employer()->set_display_name(merged.display_name());
    canonical->mutable_employer()->set_credit_code(code);
    *canonical->mutable_provenance() = runtime::ProvenanceOf(call, request.request_id());
  }
  if (EmployerName("", merged.display_name()) !=
      EmployerName("", canonical->employer().display_name())) {
    return CodeOfAnother(canonical->employer());
  }
  if (!LinkAlias(merged, *canonical->mutable_employer())) {
    return runtime::FailedPrecondition(runtime::reasons::kWrongState, canonical_name,
                                       "该企业的名称或限制已达上限 / The employer has as many "
                                       "names or blocks as an employer may have.");
  }
  changes.NoteLinked(known.name());
  LAOWU_RETURN_IF_ERROR(changes.PutEmployer(*canonical));
  return true;
}

absl::StatusOr<v1::Employer> VacancyService::UpdateEmployer(
    const Call& call, const v1::UpdateEmployerRequest& request) {
  const v1::Employer& sent = request.employer();
  runtime::FieldChecks checks;
  runtime::RequireName("employers/*", "employer.name", sent.name(), checks);
  checks.RequestId("request_id", request.request_id());
  LAOWU_RETURN_IF_ERROR(checks.status());
  return ChangeEmployer(
      call, Whose::kNamed, {sent.name(), sent.etag(), request.request_id(), {}, "", false},
      [&](internal::v1::StoredEmployer& stored, VacancyChanges& changes, Change& change) {
        return MergeEmployer(call, request, stored, changes, change);
      });
}

absl::StatusOr<v1::Employer> VacancyService::BlockEmployer(
    const Call& call, const v1::BlockEmployerRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName("employers/*", "name", request.name(), checks);
  checks.Date("start_date", request.start_date());
  checks.RequiredText("reason", request.reason(), limits::kTextChars);
  checks.RequestId("request_id", request.request_id());
  LAOWU_RETURN_IF_ERROR(checks.status());
  const absl::CivilDay start = *runtime::ToCivilDay(request.start_date());
  const auto edit = [&](internal::v1::StoredEmployer& stored, VacancyChanges& changes,
                        Change& change) -> absl::StatusOr<bool> {
    const auto* in_force = BlockOn(stored.employer(), start);
    // Said again, it holds already; of one that has ended since, it does not.
    const bool holds = in_force != nullptr && !in_force->has_end_date();
    if ((change.sent_again || holds) && HasBlock(stored.employer(), start, request.reason())) {
      return false;
    }
    if (in_force != nullptr) {
      return runtime::FailedPrecondition(
          runtime::reasons::kWrongState, request.name(),
          "该企业当日已有限制 / The employer is blocked on that date already.");
    }
    if (stored.employer().blocks_size() >= kBlocksMost) {
      return runtime::FailedPrecondition(
          runtime::reasons::kWrongState, request.name(),
          "该企业的限制已达上限 / The employer has as many blocks as it may have.");
    }
    auto* block = stored.mutable_employer()->add_blocks();
    *block->mutable_start_date() = request.start_date();
    block->set_reason(request.reason());
    block->set_recorded_by(call.principal.id);
    *block->mutable_record_time() = runtime::ToTimestamp(call.now);
    LAOWU_RETURN_IF_ERROR(
        changes.LinkOwnName(stored, runtime::ProvenanceOf(call, request.request_id())));
    return true;
  };
  return ChangeEmployer(
      call, Whose::kCanonical,
      {request.name(), request.etag(), request.request_id(), {"blocks"}, "", false}, edit);
}

absl::StatusOr<v1::Employer> VacancyService::UnblockEmployer(
    const Call& call, const v1::UnblockEmployerRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName("employers/*", "name", request.name(), checks);
  checks.Date("end_date", request.end_date());
  checks.RequestId("request_id", request.request_id());
  LAOWU_RETURN_IF_ERROR(checks.status());
  const absl::CivilDay end = *runtime::ToCivilDay(request.end_date());
  const auto edit = [&](internal::v1::StoredEmployer& stored, VacancyChanges& /*changes*/,
                        Change& change) -> absl::StatusOr<bool> {
    if (change.sent_again && HasBlockEnd(stored.employer(), end)) return false;
    if (EndBlocks(*stored.mutable_employer(), end)) return true;
    if (HasBlockEnd(stored.employer(), end)) return false;
    return runtime::FailedPrecondition(runtime::reasons::kWrongState, request.name(),
                                       WhyNoBlockOn(stored.employer(), end));
  };
  return ChangeEmployer(
      call, Whose::kCanonical,
      {request.name(), request.etag(), request.request_id(), {"blocks"}, "", false}, edit);
}

}  // namespace laowu::vacancy
