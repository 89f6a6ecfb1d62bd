// Organisers of the placement role.

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/placement/organizer_records.h"
#include "services/placement/organizer_rules.h"
#include "services/placement/placement_service.h"
#include "services/runtime/digest.h"
#include "services/runtime/races.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/request_ids.h"
#include "services/runtime/resource_name.h"
#include "storage/status_macros.h"

namespace laowu::placement {

using storage::Table;

absl::StatusOr<v1::Organizer> PlacementService::CreateOrganizer(
    const Call& call, const v1::CreateOrganizerRequest& request) {
  runtime::FieldChecks checks;
  checks.Id("organizer_id", request.organizer_id());
  checks.RequestId("request_id", request.request_id());
  CheckOrganizer(request.organizer(), "organizer", runtime::DayOf(call.now), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  const std::string name = absl::StrCat("organizers/", request.organizer_id());
  LAOWU_ASSIGN_OR_RETURN(auto known, LoadOrganizer(store_, name));
  if (!known.has_value()) {
    storage::Batch batch;
    PlanFirstFact(name, Normalised(request.organizer()),
                  runtime::ProvenanceOf(call, request.request_id()), batch);
    runtime::AddAudit(call, {{name}, {}, "", request.request_id()}, batch);
    const auto committed = store_.Commit(batch, call.deadline);
    if (!committed.ok() && !runtime::LostRace(committed.status())) return committed.status();
    LAOWU_ASSIGN_OR_RETURN(known, LoadOrganizer(store_, name));
  }
  if (!known.has_value()) return runtime::TooManyRaces();
  if (!SameOrganizer(*known, request.organizer())) {
    return runtime::Error(absl::StatusCode::kAlreadyExists, runtime::reasons::kAlreadyExists,
                          absl::StrCat("该编号已有组织单位，内容不同，请改原记录 / ", name,
                                       " exists already, with other content; "
                                       "UpdateOrganizer changes it."));
  }
  return *std::move(known);
}

absl::StatusOr<v1::Organizer> PlacementService::UpdateOrganizer(
    const Call& call, const v1::UpdateOrganizerRequest& request) {
  const std::string& name = request.organizer().name();
  runtime::FieldChecks checks;
  runtime::RequireName("organizers/*", "organizer.name", name, checks);
  checks.RequestId("request_id", request.request_id());
  LAOWU_RETURN_IF_ERROR(checks.status());
  const std::string fact_id = runtime::IdForRequest(request.request_id(), call.now);
  v1::UpdateOrganizerRequest asked = request;
  asked.mutable_organizer()->clear_etag();
  const std::string digest = runtime::Sha256(runtime::DeterministicBytes(asked));
  return runtime::PlanAnew(call.deadline, [&]() -> absl::StatusOr<v1::Organizer> {
    // Facts are added and none is written anew, so there is no version that a batch could require.
    storage::MutexLock lock(organizers_mutex_);
    storage::Sequence version = storage::kAbsent;
    LAOWU_ASSIGN_OR_RETURN(auto known, LoadOrganizer(store_, name, &version));
    if (!known.has_value()) return runtime::NotFound("organizer", name);
    LAOWU_ASSIGN_OR_RETURN(const auto done, FindFact(store_, name, fact_id));
    if (done.has_value()) {
      if (!runtime::MadeBy(*done, request.request_id(), digest)) return runtime::RequestIdUsed();
      return *std::move(known);
    }
    LAOWU_RETURN_IF_ERROR(runtime::CheckEtag(request.organizer().etag(), version, name));
    const v1::Organizer change = ChangeOf(request, *known, runtime::DayOf(call.now), checks);
    LAOWU_RETURN_IF_ERROR(checks.status());
    if (ChangesNothing(change)) return *std::move(known);
    storage::Batch batch;
    internal::v1::Provenance provenance = runtime::ProvenanceOf(call, request.request_id());
    provenance.set_request_digest(digest);
    PlanFact(name, fact_id, change, provenance, batch);
    runtime::AddAudit(call, {{name}, {}, "", request.request_id()}, batch);
    LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
    LAOWU_ASSIGN_OR_RETURN(known, LoadOrganizer(store_, name));
    return *std::move(known);
  });
}

absl::StatusOr<v1::Organizer> PlacementService::GetOrganizer(
    const Call& /*call*/, const v1::GetOrganizerRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName("organizers/*", "name", request.name(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(auto organizer, LoadOrganizer(store_, request.name()));
  if (!organizer.has_value()) return runtime::NotFound("organizer", request.name());
  return *std::move(organizer);
}

absl::StatusOr<v1::ListOrganizersResponse> PlacementService::ListOrganizers(
    const Call& /*call*/, const v1::ListOrganizersRequest& request) {
  // Each organiser at its first fact; pages with later facts may be shorter than asked.
  const auto convert =
      [&](const storage::Record& record) -> absl::StatusOr<std::optional<v1::Organizer>> {
    if (!IsFirstFact(record.key)) return std::optional<v1::Organizer>();
    LAOWU_ASSIGN_OR_RETURN(const std::string name, OrganizerOfFactKey(record.key));
    return LoadOrganizer(store_, name);
  };
  v1::ListOrganizersResponse response;
  LAOWU_ASSIGN_OR_RETURN(auto organizers,
                         runtime::ReadPage<std::optional<v1::Organizer>>(
                             store_, Table::kOrganizerFacts, storage::KeyRange{}, request,
                             response.mutable_next_page_token(), convert));
  for (auto& organizer : organizers) {
    if (organizer.has_value()) *response.add_organizers() = *std::move(organizer);
  }
  return response;
}

}  // namespace laowu::placement
