// What surveys and other registers say, kept beside the figures.

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/monitoring/monitoring_records.h"
#include "services/monitoring/monitoring_service.h"
#include "services/monitoring/ratio_requests.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/races.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/request_ids.h"
#include "services/runtime/resource_name.h"

namespace laowu::monitoring {
namespace {

namespace limits = runtime::limits;

constexpr int kPersonsMost = 100'000'000;

absl::StatusOr<v1::Baseline> ReadBaseline(const storage::Reader& store, const BaselineIds& ids,
                                          const std::string& name) {
  LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadBaseline(store, ids));
  if (!loaded.has_value()) return runtime::NotFound("baseline", name);
  v1::Baseline baseline = loaded->stored.baseline();
  baseline.set_name(name);
  *baseline.mutable_update_time() = runtime::ToTimestamp(loaded->record_time);
  baseline.set_etag(runtime::EtagOf(loaded->version));
  return baseline;
}

}  // namespace

absl::StatusOr<v1::Baseline> MonitoringService::UpdateBaseline(
    const Call& call, const v1::UpdateBaselineRequest& request) {
  const v1::Baseline& wanted = request.baseline();
  runtime::FieldChecks checks;
  checks.RequestId("request_id", request.request_id());
  const auto ids = ParseBaselineName(wanted.name());
  if (!ids.has_value()) {
    checks.Violate("baseline.name", "must be of the form divisions/520281/baselines/2026-06");
  }
  checks.Range("baseline.outbound_person_count", wanted.outbound_person_count(), 0, kPersonsMost);
  checks.RequiredText("baseline.source", wanted.source(), limits::kTextChars);
  LAOWU_RETURN_IF_ERROR(checks.status());
  if (absl::CivilDay(ids->month) > runtime::DayOf(call.now)) {
    checks.Violate("baseline.name", "the month lies in the future");
  } else {
    runtime::CheckDivision("baseline.name", ids->division, absl::CivilDay(ids->month), checks);
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(runtime::RequireDivision(call.principal, ids->division));
  return runtime::PlanAnew([&]() -> absl::StatusOr<v1::Baseline> {
    LAOWU_ASSIGN_OR_RETURN(const auto old, LoadBaseline(store_, *ids));
    if (old.has_value()) {
      const v1::Baseline& is = old->stored.baseline();
      const bool same = is.outbound_person_count() == wanted.outbound_person_count() &&
                        is.source() == wanted.source();
      if (same) return ReadBaseline(store_, *ids, wanted.name());
      if (runtime::SentAgain(request.request_id(), {old->stored.provenance().request_id()})) {
        return runtime::RequestIdUsed();
      }
    }
    LAOWU_RETURN_IF_ERROR(
        runtime::CheckEtag(wanted.etag(), runtime::VersionOf(old), wanted.name()));
    internal::v1::StoredBaseline stored;
    stored.mutable_baseline()->set_outbound_person_count(wanted.outbound_person_count());
    stored.mutable_baseline()->set_source(wanted.source());
    *stored.mutable_provenance() = runtime::ProvenanceOf(call, request.request_id());
    storage::Batch batch;
    PlanBaseline(*ids, old, stored, batch);
    runtime::AddAudit(
        call, {{wanted.name()}, {"outbound_person_count", "source"}, "", request.request_id()},
        batch);
    LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
    return ReadBaseline(store_, *ids, wanted.name());
  });
}

absl::StatusOr<v1::ListBaselinesResponse> MonitoringService::ListBaselines(
    const Call& call, const v1::ListBaselinesRequest& request) {
  runtime::FieldChecks checks;
  const std::string division =
      runtime::RequireName("divisions/*", "parent", request.parent(), checks);
  runtime::CheckStoredDivisionFilter("parent", division, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(runtime::RequireDivision(call.principal, division));
  v1::ListBaselinesResponse response;
  LAOWU_ASSIGN_OR_RETURN(
      auto baselines,
      runtime::ReadPage<v1::Baseline>(store_, storage::Table::kBaselines, BaselinesRange(division),
                                      request, response.mutable_next_page_token(), ToBaseline));
  for (auto& baseline : baselines) *response.add_baselines() = std::move(baseline);
  return response;
}

}  // namespace laowu::monitoring
