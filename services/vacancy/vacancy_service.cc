#include "services/vacancy/vacancy_service.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/runtime/output_fields.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/request_ids.h"
#include "services/runtime/resource_name.h"
#include "services/runtime/update_mask.h"
#include "services/runtime/watch_stream.h"
#include "services/vacancy/clean_texts.h"
#include "services/vacancy/taken_openings.h"
#include "services/vacancy/vacancy_import.h"
#include "services/vacancy/vacancy_rules.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::vacancy {
namespace {

namespace limits = runtime::limits;
using storage::Table;

constexpr char kVacancyPattern[] = "offices/*/vacancies/*";

// Reports a violation at `path` and gives empty ids if `name` does not fit.
VacancyIds RequireVacancyName(absl::string_view path, const std::string& name,
                              runtime::FieldChecks& checks) {
  runtime::RequireName(kVacancyPattern, path, name, checks);
  const auto ids = runtime::ParseName(kVacancyPattern, name);
  return ids.has_value() ? VacancyIds{ids->front(), ids->back()} : VacancyIds();
}

absl::Status RequireOfficeOf(const runtime::CallContext& call, const VacancyIds& ids) {
  return runtime::RequireOffice(call.principal, absl::StrCat("offices/", ids.office));
}

// An answer that tells what was dropped of what was sent.
absl::StatusOr<v1::Vacancy> WithWarnings(
    absl::StatusOr<v1::Vacancy> vacancy,
    const google::protobuf::RepeatedPtrField<v1::Warning>& warnings) {
  if (vacancy.ok()) *vacancy->mutable_warnings() = warnings;
  return vacancy;
}

// CLOSED stays so; else as the last day says.
void SetStateOn(absl::CivilDay today, v1::Vacancy::State before, v1::Vacancy& vacancy) {
  vacancy.set_state(before == v1::Vacancy::CLOSED ? v1::Vacancy::CLOSED : v1::Vacancy::OPEN);
  vacancy.set_state(StateOn(vacancy, today));
}

absl::StatusOr<bool> FillVacancyChange(const runtime::WatchCursor::Entry& entry,
                                       const runtime::Clock& clock, v1::VacancyChange* change) {
  change->set_type(entry.record.has_value() ? v1::CHANGE_TYPE_UPSERTED : v1::CHANGE_TYPE_DELETED);
  if (entry.table == Table::kEmployers) {
    std::string employer_id;
    LAOWU_RETURN_IF_ERROR(storage::DecodeKey(entry.key, &employer_id));
    change->set_name(absl::StrCat("employers/", employer_id));
    if (!entry.record.has_value()) return true;
    LAOWU_ASSIGN_OR_RETURN(*change->mutable_employer(), ToEmployer(*entry.record));
    return true;
  }
  LAOWU_ASSIGN_OR_RETURN(const VacancyIds ids, IdsOfVacancyKey(entry.key));
  change->set_name(ids.name());
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
  absl::Status Start() override {
    service_.sweeper().Start();
    return absl::OkStatus();
  }
  void EndStreams() override {
    owned_->hub->Stop();
    service_.EndStreams();
  }
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
      channels_(*environment.channels),
      blocked_(owned->store.get()),
      sweeper_(owned->store.get(), environment.clock),
      threads_(environment, "vacancy", owned->store.get()) {}

absl::StatusOr<v1::Vacancy> VacancyService::GetVacancy(const Call& call,
                                                       const v1::GetVacancyRequest& request) {
  runtime::FieldChecks checks;
  const VacancyIds ids = RequireVacancyName("name", request.name(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(RequireOfficeOf(call, ids));
  return ReadVacancy(call, ids);
}

absl::StatusOr<v1::Vacancy> VacancyService::ReadVacancy(const Call& call,
                                                        const VacancyIds& ids) const {
  LAOWU_ASSIGN_OR_RETURN(const auto record,
                         store_.Get(Table::kVacancies, VacancyKey(ids.office, ids.vacancy)));
  if (!record.has_value()) return runtime::NotFound("vacancy", ids.name());
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

absl::Status VacancyService::Commit(const Call& call, const VacancyChanges& changes,
                                    const Change& change) {
  storage::Batch batch;
  changes.Fill(batch);
  runtime::AuditEntry audit{{change.name}, change.fields, change.purpose, change.request_id};
  for (const std::string& name : changes.linked_names()) audit.resources.push_back(name);
  runtime::AddAudit(call, audit, batch);
  LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
  if (!changes.linked_names().empty()) sweeper_.NoteLinkedName();
  if (changes.writes_blocked_employer()) blocked_.Forget();
  return absl::OkStatus();
}

absl::Status VacancyService::CommitVacancy(const Call& call, const VacancyIds& ids,
                                           internal::v1::StoredVacancy stored, const Change& change,
                                           VacancyChanges& changes) {
  LAOWU_RETURN_IF_ERROR(
      changes.PutEmployerOf(stored.vacancy(), runtime::ProvenanceOf(call, change.request_id)));
  LAOWU_RETURN_IF_ERROR(changes.PutVacancy(ids, std::move(stored)));
  return Commit(call, changes, change);
}

absl::Status VacancyService::WarnOf(
    const v1::Vacancy& vacancy, absl::CivilDay today,
    google::protobuf::RepeatedPtrField<v1::Warning>* warnings) const {
  WarnOfUnknownOpenings(vacancy, warnings);
  WarnOfFees(vacancy, warnings);
  WarnOfFarLocation(vacancy, today, warnings);
  return blocked_.Warn(vacancy, today, warnings);
}

absl::StatusOr<v1::Vacancy> VacancyService::MakeVacancy(const Call& call, VacancyIds ids,
                                                        v1::Vacancy sent, const Change& change,
                                                        runtime::FieldChecks& checks) {
  const absl::CivilDay today = runtime::DayOf(call.now);
  checks.RequestId("request_id", change.request_id);
  LAOWU_ASSIGN_OR_RETURN(const bool accepted, CodeAccepted(store_, sent));
  CheckVacancy(sent, "vacancy", today, accepted, checks);
  CheckLastDayIsMeant(sent, "vacancy.expire_date", today, checks);
  google::protobuf::RepeatedPtrField<v1::Warning> warnings;
  internal::v1::StoredVacancy stored;
  *stored.mutable_vacancy() = Normalised(sent, &warnings);
  const std::string id = VacancyId(stored.vacancy());
  if (ids.vacancy.empty()) ids.vacancy = id;
  if (checks.ok() && ids.vacancy != id) {
    checks.Violate(
        "vacancy.name",
        absl::StrCat("此内容的岗位应为 ", VacancyIds{ids.office, id}.name(),
                     " / a vacancy of this content is called ", VacancyIds{ids.office, id}.name()));
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(const auto office, LoadOffice(store_, ids.office));
  if (!office.has_value()) {
    return runtime::NotFound("office", absl::StrCat("offices/", ids.office));
  }
  *stored.mutable_provenance() = runtime::ProvenanceOf(call, change.request_id);
  const std::string digest = ContentDigest(stored.vacancy());
  stored.mutable_provenance()->set_content_digest(digest);
  stored.mutable_provenance()->set_request_digest(digest);
  SetStateOn(today, v1::Vacancy::OPEN, *stored.mutable_vacancy());
  LAOWU_RETURN_IF_ERROR(WarnOf(stored.vacancy(), today, &warnings));
  return turns_.PlanAnew(call.deadline, [&]() -> absl::StatusOr<v1::Vacancy> {
    VacancyChanges changes(store_);
    LAOWU_ASSIGN_OR_RETURN(const auto* old, changes.Vacancy(ids));
    if (old != nullptr) {
      const auto& known = old->provenance();
      if (runtime::MadeBy(known, change.request_id, digest) || known.content_digest() == digest) {
        auto of_old = warnings;
        WarnOfState(&old->vacancy(), StateOn(old->vacancy(), today), sent.state(), today, &of_old);
        return WithWarnings(ReadVacancy(call, ids), of_old);
      }
      return runtime::Error(absl::StatusCode::kAlreadyExists, runtime::reasons::kAlreadyExists,
                            absl::StrCat("该岗位已有，内容不同，请改原岗位 / ", ids.name(),
                                         " exists already, with other content."));
    }
    if (change.validate_only) {
      return WithWarnings(ToVacancy(ids, std::nullopt, stored, today), warnings);
    }
    Change named = change;
    named.name = ids.name();
    LAOWU_RETURN_IF_ERROR(CommitVacancy(call, ids, stored, named, changes));
    return WithWarnings(ReadVacancy(call, ids), warnings);
  });
}

absl::StatusOr<v1::Vacancy> VacancyService::CreateVacancy(const Call& call,
                                                          const v1::CreateVacancyRequest& request) {
  runtime::FieldChecks checks;
  VacancyIds ids;
  ids.office = runtime::RequireName("offices/*", "parent", request.parent(), checks);
  if (checks.ok()) LAOWU_RETURN_IF_ERROR(RequireOfficeOf(call, ids));
  return MakeVacancy(call, std::move(ids), request.vacancy(),
                     {"", "", request.request_id(), {}, "", request.validate_only()}, checks);
}

absl::StatusOr<v1::Vacancy> VacancyService::ChangeVacancy(const Call& call, const VacancyIds& ids,
                                                          Change change, const VacancyEdit& edit) {
  return turns_.PlanAnew(call.deadline, [&]() -> absl::StatusOr<v1::Vacancy> {
    VacancyChanges changes(store_);
    LAOWU_ASSIGN_OR_RETURN(const auto* old, changes.Vacancy(ids));
    if (old == nullptr) return runtime::NotFound("vacancy", ids.name());
    internal::v1::StoredVacancy stored = *old;
    change.sent_again = runtime::SentAgain(
        change.request_id, {stored.change_request_id(), stored.provenance().request_id()});
    const auto& before = changes.VacancyBefore(ids);
    if (!change.sent_again) {
      LAOWU_RETURN_IF_ERROR(runtime::CheckEtag(change.etag, before->version, ids.name()));
    }
    LAOWU_ASSIGN_OR_RETURN(const bool changed, edit(stored, change));
    if (!changed) return WithWarnings(ReadVacancy(call, ids), change.warnings);
    if (change.sent_again) return runtime::RequestIdUsed();
    stored.mutable_provenance()->set_recorded_by(call.principal.id);
    if (change.validate_only) {
      return WithWarnings(ToVacancy(ids, before, stored, runtime::DayOf(call.now)),
                          change.warnings);
    }
    stored.set_change_request_id(change.request_id);
    LAOWU_RETURN_IF_ERROR(CommitVacancy(call, ids, std::move(stored), change, changes));
    return WithWarnings(ReadVacancy(call, ids), change.warnings);
  });
}

absl::StatusOr<bool> VacancyService::MergeUpdate(const Call& call,
                                                 const v1::UpdateVacancyRequest& request,
                                                 internal::v1::StoredVacancy& stored,
                                                 Change& change) const {
  const absl::CivilDay today = runtime::DayOf(call.now);
  const v1::Vacancy& known = stored.vacancy();
  runtime::FieldChecks checks;
  v1::Vacancy merged = known;
  change.fields = runtime::MergeMasked(request.update_mask(), request.vacancy(),
                                       {runtime::kVacancyOutputs, "update_mask"}, checks, &merged);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(const bool accepted, CodeAccepted(store_, merged));
  CheckVacancy(merged, "vacancy", today, accepted, checks);
  const bool new_day =
      runtime::ToCivilDay(merged.expire_date()) != runtime::ToCivilDay(known.expire_date());
  if (new_day) {
    v1::Vacancy meant = merged;
    meant.set_state(request.vacancy().state());
    CheckLastDayIsMeant(meant, "vacancy.expire_date", today, checks);
  }
  change.warnings.Clear();
  v1::Vacancy next = Normalised(merged, &change.warnings);
  LAOWU_RETURN_IF_ERROR(WarnOf(next, today, &change.warnings));
  if (next.source_reference() != known.source_reference()) {
    checks.Violate("vacancy.source_reference",
                   "编号不能改，请关闭本岗位另建 / is part of the vacancy's name and cannot "
                   "change; close this one and make "
                   "another");
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  *next.mutable_inferred_fields() = known.inferred_fields();
  DropInferred(change.fields, next);
  if (call.via_service && request.vacancy().inferred_fields_size() > 0) {
    *next.mutable_inferred_fields() = request.vacancy().inferred_fields();
    CleanSources(next.mutable_inferred_fields());
  }
  std::string digest = ContentDigest(next);
  SetStateOn(today, known.state(), next);
  WarnOfState(&known, StateOn(next, today), request.vacancy().state(), today, &change.warnings);
  if (digest == stored.provenance().content_digest()) return false;
  *stored.mutable_vacancy() = std::move(next);
  stored.mutable_provenance()->set_content_digest(std::move(digest));
  return true;
}

absl::StatusOr<v1::Vacancy> VacancyService::UpdateVacancy(const Call& call,
                                                          const v1::UpdateVacancyRequest& request) {
  runtime::FieldChecks checks;
  const VacancyIds ids = RequireVacancyName("vacancy.name", request.vacancy().name(), checks);
  if (checks.ok()) LAOWU_RETURN_IF_ERROR(RequireOfficeOf(call, ids));
  checks.RequestId("request_id", request.request_id());
  const auto state = request.vacancy().state();
  checks.KnownEnum("vacancy.state", state, v1::Vacancy::State_IsValid(state));
  LAOWU_RETURN_IF_ERROR(checks.status());
  const Change change{ids.name(), request.vacancy().etag(), request.request_id(), {},
                      "",         request.validate_only()};
  if (request.allow_missing()) {
    LAOWU_ASSIGN_OR_RETURN(const auto old, LoadVacancy(store_, ids));
    if (!old.has_value()) {
      LAOWU_RETURN_IF_ERROR(runtime::CheckEtag(change.etag, storage::kAbsent, ids.name()));
      // Who chooses the name has a number of their own for it.
      v1::Vacancy sent = request.vacancy();
      google::protobuf::RepeatedPtrField<v1::Warning> warnings;
      if (sent.source_reference().empty() &&
          VacancyId(Normalised(sent, &warnings)) != ids.vacancy) {
        sent.set_source_reference(ids.vacancy);
      }
      return MakeVacancy(call, ids, std::move(sent), change, checks);
    }
  }
  bool wants_fewer = false;
  const auto edit = [&](internal::v1::StoredVacancy& stored,
                        Change& audited) -> absl::StatusOr<bool> {
    const int before = stored.vacancy().opening_count();
    LAOWU_ASSIGN_OR_RETURN(const bool changed, MergeUpdate(call, request, stored, audited));
    wants_fewer = audited.sent_again || stored.vacancy().opening_count() < before;
    return changed;
  };
  LAOWU_ASSIGN_OR_RETURN(v1::Vacancy updated, ChangeVacancy(call, ids, change, edit));
  if (wants_fewer) WarnOfTakenOpenings(channels_, call.deadline, updated);
  return updated;
}

absl::StatusOr<v1::Vacancy> VacancyService::CloseVacancy(const Call& call,
                                                         const v1::CloseVacancyRequest& request) {
  runtime::FieldChecks checks;
  const VacancyIds ids = RequireVacancyName("name", request.name(), checks);
  if (checks.ok()) LAOWU_RETURN_IF_ERROR(RequireOfficeOf(call, ids));
  checks.RequestId("request_id", request.request_id());
  LAOWU_RETURN_IF_ERROR(checks.status());
  return ChangeVacancy(
      call, ids, {request.name(), request.etag(), request.request_id(), {"state"}, "", false},
      [](internal::v1::StoredVacancy& stored, Change& /*change*/) -> absl::StatusOr<bool> {
        if (stored.vacancy().state() == v1::Vacancy::CLOSED) return false;
        stored.mutable_vacancy()->set_state(v1::Vacancy::CLOSED);
        return true;
      });
}

absl::StatusOr<v1::Vacancy> VacancyService::ReopenVacancy(const Call& call,
                                                          const v1::ReopenVacancyRequest& request) {
  const absl::CivilDay today = runtime::DayOf(call.now);
  runtime::FieldChecks checks;
  const VacancyIds ids = RequireVacancyName("name", request.name(), checks);
  if (checks.ok()) LAOWU_RETURN_IF_ERROR(RequireOfficeOf(call, ids));
  checks.RequestId("request_id", request.request_id());
  if (request.has_expire_date()) {
    checks.Date("expire_date", request.expire_date());
    const auto last_day = runtime::ToCivilDay(request.expire_date());
    if (last_day.has_value() && *last_day < today)
      checks.Violate("expire_date", "已过，请填今天或以后 / is over");
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  const auto reopen = [&](internal::v1::StoredVacancy& stored,
                          Change& change) -> absl::StatusOr<bool> {
    v1::Vacancy vacancy = stored.vacancy();
    const bool new_day =
        request.has_expire_date() &&
        runtime::ToCivilDay(request.expire_date()) != runtime::ToCivilDay(vacancy.expire_date());
    change.warnings.Clear();
    LAOWU_RETURN_IF_ERROR(WarnOf(vacancy, today, &change.warnings));
    const bool is_open = StateOn(vacancy, today) == v1::Vacancy::OPEN;
    if (!is_open || change.sent_again) WarnOfOpenAgain(&change.warnings);
    if (is_open) {
      if (!new_day) return false;
      return runtime::FailedPrecondition(
          runtime::reasons::kWrongState, request.name(),
          "岗位已开放，请改截止日期 / The vacancy is open; change its last day by UpdateVacancy.");
    }
    if (new_day) {
      *vacancy.mutable_expire_date() = request.expire_date();
      change.fields = {"state", "expire_date"};
    }
    SetStateOn(today, v1::Vacancy::OPEN, vacancy);
    if (vacancy.state() != v1::Vacancy::OPEN) {
      return runtime::FailedPrecondition(runtime::reasons::kWrongState, request.name(),
                                         "截止日期已过，请填新的截止日期 / The vacancy's last day "
                                         "is over; give a new expire_date.");
    }
    stored.mutable_provenance()->set_content_digest(ContentDigest(vacancy));
    *stored.mutable_vacancy() = std::move(vacancy);
    return true;
  };
  return ChangeVacancy(call, ids,
                       {request.name(), request.etag(), request.request_id(), {"state"}, "", false},
                       reopen);
}

absl::Status VacancyService::CommitPiece(const Call& call, bool validate_only,
                                         VacancyImport& import, storage::Sequence* committed) {
  LAOWU_ASSIGN_OR_RETURN(VacancyImport::Piece piece, import.PlanPiece(store_));
  if (!piece.batch.empty() && !validate_only) {
    LAOWU_ASSIGN_OR_RETURN(const auto done, store_.Commit(piece.batch, call.deadline));
    *committed = done.last;
    if (piece.links_employers) sweeper_.NoteLinkedName();
    if (piece.writes_blocked_employer) blocked_.Forget();
  }
  return import.Accept(store_, std::move(piece));
}

absl::StatusOr<v1::ImportVacanciesResponse> VacancyService::ImportVacancies(
    const Call& call, const v1::ImportVacanciesRequest& request) {
  runtime::FieldChecks checks;
  const std::string office_id =
      runtime::RequireName("offices/*", "parent", request.parent(), checks);
  if (checks.ok()) LAOWU_RETURN_IF_ERROR(runtime::RequireOffice(call.principal, request.parent()));
  checks.RequiredCount("rows", request.rows_size(), limits::kImportRows);
  VacancyImport::CheckRequest(call, request, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(const auto office, LoadOffice(store_, office_id));
  if (!office.has_value()) return runtime::NotFound("office", request.parent());
  VacancyImport import(call, request, office_id, runtime::DayOf(call.now), &blocked_);
  LAOWU_RETURN_IF_ERROR(import.ReadRows(store_));
  storage::Sequence committed = 0;
  while (!import.done()) {
    LAOWU_RETURN_IF_ERROR(turns_.PlanAnew(call.deadline, [&] {
      return CommitPiece(call, request.validate_only(), import, &committed);
    }));
  }
  v1::ImportVacanciesResponse response = import.response();
  response.set_committed_sequence(committed);
  WarnOfTakenOpenings(channels_, call.deadline, import.lowered(), response);
  if (request.validate_only()) return response;
  std::map<v1::ImportResult::Result, int> counts;
  for (const auto& result : response.results()) {
    // One that has moved is sent again.
    if (!import.moved().contains(result.index())) ++counts[result.result()];
  }
  for (const auto& [result, count] : counts) {
    metrics_.CountImportRows("vacancy", v1::ImportResult::Result_Name(result), count);
  }
  return response;
}

grpc::ServerBidiReactor<v1::ImportVacanciesRequest, v1::ImportVacanciesResponse>*
VacancyService::StreamImportVacancies(grpc::CallbackServerContext* context) {
  return new runtime::IngestStream<v1::ImportVacanciesRequest, v1::ImportVacanciesResponse>(
      &rpc_, &streams_, context, "laowu.v1.VacancyService/StreamImportVacancies",
      [this](const Call& call, const v1::ImportVacanciesRequest& request) {
        return ImportVacancies(call, request);
      });
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
      context, &store_, &hub_, &feed_executor_, std::move(cursor),
      [this](const runtime::WatchCursor::Entry& entry, v1::VacancyChange* change) {
        return FillVacancyChange(entry, clock_, change);
      },
      [this, context] { return rpc_.Begin(context, kMethod).status(); },
      rpc_.EndOfWatch(kMethod, call, begun));
}

absl::StatusOr<std::unique_ptr<runtime::Role>> MakeVacancyRole(
    const runtime::Environment& environment) {
  LAOWU_ASSIGN_OR_RETURN(auto owned, runtime::OwnedStore::Open(environment, "vacancy"));
  return std::make_unique<VacancyRole>(environment, std::move(owned));
}

}  // namespace laowu::vacancy
