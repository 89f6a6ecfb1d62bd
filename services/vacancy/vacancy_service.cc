#include "services/vacancy/vacancy_service.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/runtime/digest.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/resource_name.h"
#include "services/runtime/watch_stream.h"
#include "services/vacancy/vacancy_import.h"
#include "services/vacancy/vacancy_rules.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::vacancy {
namespace {

namespace limits = runtime::limits;
using storage::Table;

struct VacancyName {
  std::string office_id;
  std::string vacancy_id;
};

absl::StatusOr<VacancyName> RequireVacancyName(const std::string& name) {
  runtime::FieldChecks checks;
  runtime::RequireName("offices/*/vacancies/*", "name", name, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  auto ids = *runtime::ParseName("offices/*/vacancies/*", name);
  return VacancyName{std::move(ids[0]), std::move(ids[1])};
}

absl::StatusOr<bool> FillVacancyChange(const runtime::WatchCursor::Entry& entry,
                                       const runtime::Clock& clock, v1::VacancyChange* change) {
  change->set_type(entry.record.has_value() ? v1::CHANGE_TYPE_UPSERTED : v1::CHANGE_TYPE_DELETED);
  std::string first;
  std::string second;
  if (entry.table == Table::kEmployers) {
    LAOWU_RETURN_IF_ERROR(storage::DecodeKey(entry.key, &first));
    change->set_name(absl::StrCat("employers/", first));
    if (!entry.record.has_value()) return true;
    LAOWU_ASSIGN_OR_RETURN(*change->mutable_employer(), ToEmployer(*entry.record));
    return true;
  }
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(entry.key, &first, &second));
  change->set_name(absl::StrCat("offices/", first, "/vacancies/", second));
  if (!entry.record.has_value()) return true;
  LAOWU_ASSIGN_OR_RETURN(*change->mutable_vacancy(),
                         ToVacancy(*entry.record, runtime::DayOf(clock())));
  return true;
}

class VacancyRole final : public runtime::Role {
 public:
  VacancyRole(const runtime::Environment& environment, std::unique_ptr<runtime::OwnedStore> owned)
      : owned_(std::move(owned)), service_(environment, owned_.get()) {}

  absl::string_view name() const override { return "vacancy"; }
  std::vector<grpc::Service*> services() override { return {&service_}; }
  void EndStreams() override { owned_->hub->Stop(); }
  void Stop() override { service_.Stop(); }

 private:
  std::unique_ptr<runtime::OwnedStore> owned_;
  VacancyService service_;
};

}  // namespace

VacancyService::VacancyService(const runtime::Environment& environment, runtime::OwnedStore* owned)
    : store_(*owned->store),
      hub_(*owned->hub),
      feed_executor_(*environment.feed),
      metrics_(*environment.metrics),
      clock_(environment.clock),
      threads_(environment, "vacancy") {}

absl::StatusOr<v1::Office> VacancyService::CreateOffice(const Call& call,
                                                        const v1::CreateOfficeRequest& request) {
  runtime::FieldChecks checks;
  checks.Id("office_id", request.office_id());
  checks.RequestId("request_id", request.request_id());
  checks.RequiredText("office.display_name", request.office().display_name(), limits::kTextChars);
  checks.DivisionCode("office.division_code", request.office().division_code());
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(const auto old, LoadOffice(store_, request.office_id()));
  const std::string name = absl::StrCat("offices/", request.office_id());
  if (!old.has_value()) {
    internal::v1::StoredOffice stored;
    stored.mutable_office()->set_display_name(request.office().display_name());
    stored.mutable_office()->set_division_code(request.office().division_code());
    *stored.mutable_provenance() = runtime::ProvenanceOf(call, request.request_id());
    storage::Batch batch;
    PlanOffice(request.office_id(), stored, batch);
    runtime::AddAudit(call, {{name}, {}, "", request.request_id()}, batch);
    const auto committed = store_.Commit(batch, call.deadline);
    if (!committed.ok() && !runtime::LostRace(committed.status())) return committed.status();
  } else if (old->stored.office().display_name() != request.office().display_name() ||
             old->stored.office().division_code() != request.office().division_code()) {
    return runtime::Error(absl::StatusCode::kAlreadyExists, runtime::reasons::kAlreadyExists,
                          absl::StrCat(name, " exists already, with other content."));
  }
  v1::GetOfficeRequest get;
  get.set_name(name);
  return GetOffice(call, get);
}

absl::StatusOr<v1::Office> VacancyService::GetOffice(const Call& /*call*/,
                                                     const v1::GetOfficeRequest& request) {
  runtime::FieldChecks checks;
  const std::string id = runtime::RequireName("offices/*", "name", request.name(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(const auto record, store_.Get(Table::kOffices, OfficeKey(id)));
  if (!record.has_value()) return runtime::NotFound("office", request.name());
  return ToOffice(*record);
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

absl::StatusOr<v1::Employer> VacancyService::GetEmployer(const Call& /*call*/,
                                                         const v1::GetEmployerRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName("employers/*", "name", request.name(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(const auto record,
                         store_.Get(Table::kEmployers, EmployerKey(request.name())));
  if (!record.has_value()) return runtime::NotFound("employer", request.name());
  return ToEmployer(*record);
}

absl::StatusOr<v1::Employer> VacancyService::ChangeEmployer(
    const Call& call, const std::string& name, const std::string& etag,
    const std::string& request_id,
    const std::function<absl::Status(internal::v1::StoredEmployer&)>& change) {
  for (int attempt = 0; attempt < limits::kCommitAttempts; ++attempt) {
    LAOWU_ASSIGN_OR_RETURN(const auto old, LoadEmployer(store_, name));
    if (!old.has_value()) return runtime::NotFound("employer", name);
    LAOWU_RETURN_IF_ERROR(runtime::CheckEtag(etag, old->version, name));
    internal::v1::StoredEmployer stored = old->stored;
    stored.mutable_employer()->set_name(name);
    LAOWU_RETURN_IF_ERROR(change(stored));
    storage::Batch batch;
    PlanEmployer(old, stored, batch);
    runtime::AddAudit(call, {{name}, {"blocks"}, "", request_id}, batch);
    const auto committed = store_.Commit(batch, call.deadline);
    if (committed.ok()) {
      v1::GetEmployerRequest get;
      get.set_name(name);
      return GetEmployer(call, get);
    }
    if (!runtime::LostRace(committed.status())) return committed.status();
  }
  return runtime::TooManyRaces();
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
  return ChangeEmployer(call, request.name(), request.etag(), request.request_id(),
                        [&](internal::v1::StoredEmployer& stored) -> absl::Status {
                          if (BlockOn(stored.employer(), start) != nullptr) {
                            return runtime::FailedPrecondition(
                                runtime::reasons::kWrongState, request.name(),
                                "The employer is blocked on that date already.");
                          }
                          auto* block = stored.mutable_employer()->add_blocks();
                          *block->mutable_start_date() = request.start_date();
                          block->set_reason(request.reason());
                          block->set_recorded_by(call.principal.id);
                          *block->mutable_record_time() = runtime::ToTimestamp(call.now);
                          return absl::OkStatus();
                        });
}

absl::StatusOr<v1::Employer> VacancyService::UnblockEmployer(
    const Call& call, const v1::UnblockEmployerRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName("employers/*", "name", request.name(), checks);
  checks.Date("end_date", request.end_date());
  checks.RequestId("request_id", request.request_id());
  LAOWU_RETURN_IF_ERROR(checks.status());
  const absl::CivilDay end = *runtime::ToCivilDay(request.end_date());
  return ChangeEmployer(call, request.name(), request.etag(), request.request_id(),
                        [&](internal::v1::StoredEmployer& stored) -> absl::Status {
                          for (auto& block : *stored.mutable_employer()->mutable_blocks()) {
                            const auto start = runtime::ToCivilDay(block.start_date());
                            if (block.has_end_date() || !start.has_value() || *start > end)
                              continue;
                            *block.mutable_end_date() = request.end_date();
                            return absl::OkStatus();
                          }
                          return runtime::FailedPrecondition(
                              runtime::reasons::kWrongState, request.name(),
                              "The employer has no block in force on that date.");
                        });
}

absl::StatusOr<v1::Vacancy> VacancyService::GetVacancy(const Call& call,
                                                       const v1::GetVacancyRequest& request) {
  LAOWU_ASSIGN_OR_RETURN(const VacancyName name, RequireVacancyName(request.name()));
  LAOWU_RETURN_IF_ERROR(
      runtime::RequireOffice(call.principal, absl::StrCat("offices/", name.office_id)));
  LAOWU_ASSIGN_OR_RETURN(
      const auto record,
      store_.Get(Table::kVacancies, VacancyKey(name.office_id, name.vacancy_id)));
  if (!record.has_value()) return runtime::NotFound("vacancy", request.name());
  return ToVacancy(*record, runtime::DayOf(call.now));
}

absl::StatusOr<v1::ListVacanciesResponse> VacancyService::ListVacancies(
    const Call& call, const v1::ListVacanciesRequest& request) {
  runtime::FieldChecks checks;
  const std::string office_id =
      runtime::RequireName("offices/*", "parent", request.parent(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(runtime::RequireOffice(call.principal, request.parent()));
  v1::ListVacanciesResponse response;
  const auto convert = [&](const storage::Record& record) {
    return ToVacancy(record, runtime::DayOf(call.now));
  };
  LAOWU_ASSIGN_OR_RETURN(auto vacancies, runtime::ReadPage<v1::Vacancy>(
                                             store_, Table::kVacancies, storage::RangeOf(office_id),
                                             request, response.mutable_next_page_token(), convert));
  for (auto& vacancy : vacancies) *response.add_vacancies() = std::move(vacancy);
  return response;
}

absl::StatusOr<v1::Vacancy> VacancyService::CloseVacancy(const Call& call,
                                                         const v1::CloseVacancyRequest& request) {
  LAOWU_ASSIGN_OR_RETURN(const VacancyName name, RequireVacancyName(request.name()));
  runtime::FieldChecks checks;
  checks.RequestId("request_id", request.request_id());
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(
      runtime::RequireOffice(call.principal, absl::StrCat("offices/", name.office_id)));
  v1::GetVacancyRequest get;
  get.set_name(request.name());
  for (int attempt = 0; attempt < limits::kCommitAttempts; ++attempt) {
    LAOWU_ASSIGN_OR_RETURN(const auto old, LoadVacancy(store_, name.office_id, name.vacancy_id));
    if (!old.has_value()) return runtime::NotFound("vacancy", request.name());
    LAOWU_RETURN_IF_ERROR(runtime::CheckEtag(request.etag(), old->version, request.name()));
    if (old->stored.vacancy().state() == v1::Vacancy::CLOSED) return GetVacancy(call, get);
    internal::v1::StoredVacancy stored = old->stored;
    stored.mutable_vacancy()->set_state(v1::Vacancy::CLOSED);
    stored.mutable_provenance()->set_recorded_by(call.principal.id);
    storage::Batch batch;
    PlanVacancy(name.office_id, name.vacancy_id, old, stored, batch);
    runtime::AddAudit(call, {{request.name()}, {"state"}, "", request.request_id()}, batch);
    const auto committed = store_.Commit(batch, call.deadline);
    if (committed.ok()) return GetVacancy(call, get);
    if (!runtime::LostRace(committed.status())) return committed.status();
  }
  return runtime::TooManyRaces();
}

absl::StatusOr<v1::ImportVacanciesResponse> VacancyService::ImportVacancies(
    const Call& call, const v1::ImportVacanciesRequest& request) {
  runtime::FieldChecks checks;
  const std::string office_id =
      runtime::RequireName("offices/*", "parent", request.parent(), checks);
  checks.CountMost("rows", request.rows_size(), limits::kImportRows);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(runtime::RequireOffice(call.principal, request.parent()));
  LAOWU_ASSIGN_OR_RETURN(const auto office, LoadOffice(store_, office_id));
  if (!office.has_value()) return runtime::NotFound("office", request.parent());
  for (int attempt = 0; attempt < limits::kCommitAttempts; ++attempt) {
    VacancyImport import(call, request, office_id, runtime::DayOf(call.now));
    LAOWU_RETURN_IF_ERROR(import.Plan(store_));
    v1::ImportVacanciesResponse response = import.response();
    if (import.written_count() > 0) {
      const auto committed = store_.Commit(import.batch(), call.deadline);
      if (runtime::LostRace(committed.status())) continue;
      LAOWU_RETURN_IF_ERROR(committed.status());
      response.set_committed_sequence(committed->last);
    }
    for (const auto& result : response.results()) {
      metrics_.CountImportRows("vacancy", v1::ImportResult::Result_Name(result.result()), 1);
    }
    return response;
  }
  return runtime::TooManyRaces();
}

grpc::ServerWriteReactor<v1::WatchVacanciesResponse>* VacancyService::WatchVacancies(
    grpc::CallbackServerContext* context, const v1::WatchVacanciesRequest* request) {
  static constexpr char kMethod[] = "laowu.v1.VacancyService/WatchVacancies";
  const absl::Time begun = absl::Now();
  const auto call = rpc_.Begin(context, kMethod);
  auto cursor =
      call.ok() ? runtime::WatchCursor::Make(
                      &store_, {{Table::kEmployers, "employer"}, {Table::kVacancies, "vacancy"}},
                      {request->kinds().begin(), request->kinds().end()}, request->store_id(),
                      request->after_sequence())
                : absl::StatusOr<runtime::WatchCursor>(call.status());
  return new runtime::WatchStream<v1::WatchVacanciesResponse, v1::VacancyChange>(
      &store_, &hub_, &feed_executor_, std::move(cursor),
      [this](const runtime::WatchCursor::Entry& entry, v1::VacancyChange* change) {
        return FillVacancyChange(entry, clock_, change);
      },
      [this, begun](const absl::Status& status) { return rpc_.End(kMethod, status, begun); });
}

absl::StatusOr<std::unique_ptr<runtime::Role>> MakeVacancyRole(
    const runtime::Environment& environment) {
  LAOWU_ASSIGN_OR_RETURN(auto owned, runtime::OwnedStore::Open(environment, "vacancy"));
  return std::make_unique<VacancyRole>(environment, std::move(owned));
}

}  // namespace laowu::vacancy
