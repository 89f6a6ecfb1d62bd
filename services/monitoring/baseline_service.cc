// What surveys and other registers say, kept beside the figures.

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "reference/divisions.h"
#include "services/monitoring/baseline_signals.h"
#include "services/monitoring/monitoring_records.h"
#include "services/monitoring/monitoring_service.h"
#include "services/monitoring/ratio_requests.h"
#include "services/monitoring/report_words.h"
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
constexpr int kVersionsMost = 100;      // of one month
constexpr int kBaselinesMost = 10'000;  // of one division: more months than there will be

// In the month of a change of codes either of the two will do.
void CheckMonth(const BaselineIds& ids, absl::CivilDay today, runtime::FieldChecks& checks) {
  const absl::CivilDay first(ids.month);
  if (first > today) {
    checks.Violate("baseline.name", "月份在将来 / the month lies in the future");
    return;
  }
  const bool from_first = reference::Divisions::Get().Find(ids.division, first) != nullptr;
  const absl::CivilDay last = std::min(absl::CivilDay(ids.month + 1) - 1, today);
  runtime::CheckDivision("baseline.name", ids.division, from_first ? first : last, checks);
}

absl::StatusOr<v1::Baseline> ReadBaseline(const storage::Reader& store, const BaselineIds& ids,
                                          const std::string& name) {
  LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadBaseline(store, ids));
  if (!loaded.has_value()) return runtime::NotFound("baseline", name);
  v1::Baseline baseline = loaded->stored.baseline();
  baseline.set_name(name);
  baseline.set_recorded_by(loaded->stored.provenance().recorded_by());
  *baseline.mutable_update_time() = runtime::ToTimestamp(loaded->record_time);
  baseline.set_etag(runtime::EtagOf(loaded->version));
  return baseline;
}

bool SameStatement(const v1::Baseline& a, const v1::Baseline& b) {
  return a.outbound_person_count() == b.outbound_person_count() && a.source() == b.source();
}

// What stood there, behind what stood there before it: nothing that was said is written over.
void AddPast(const LoadedBaseline& old, v1::Baseline& baseline) {
  *baseline.mutable_past_versions() = old.stored.baseline().past_versions();
  auto* const past = baseline.add_past_versions();
  past->set_outbound_person_count(old.stored.baseline().outbound_person_count());
  past->set_source(old.stored.baseline().source());
  past->set_recorded_by(old.stored.provenance().recorded_by());
  *past->mutable_record_time() = runtime::ToTimestamp(old.record_time);
}

}  // namespace

absl::StatusOr<std::vector<v1::Signal>> BaselineSignals(const storage::Reader& reader,
                                                        const std::string& division,
                                                        absl::CivilDay first, absl::CivilDay last,
                                                        absl::Time known_at) {
  std::vector<v1::Signal> signals;
  LAOWU_ASSIGN_OR_RETURN(const auto records, reader.Scan(storage::Table::kBaselines,
                                                         BaselinesRange(division), kBaselinesMost));
  for (const storage::Record& record : records) {
    LAOWU_ASSIGN_OR_RETURN(const v1::Baseline baseline, ToBaseline(record));
    // All that was said by then, the newest last.
    std::vector<v1::Baseline::Version> said;
    for (const auto& past : baseline.past_versions()) said.push_back(past);
    v1::Baseline::Version newest;
    newest.set_outbound_person_count(baseline.outbound_person_count());
    newest.set_recorded_by(baseline.recorded_by());
    *newest.mutable_record_time() = baseline.update_time();
    said.push_back(newest);
    std::erase_if(said, [&](const v1::Baseline::Version& version) {
      return runtime::ToTime(version.record_time()) > known_at;
    });
    std::set<std::string> principals;
    for (std::size_t i = 1; i < said.size(); ++i) {
      const absl::CivilDay day = runtime::DayOf(runtime::ToTime(said[i].record_time()));
      if (first <= day && day <= last) principals.insert(said[i].recorded_by());
    }
    if (principals.empty()) continue;
    v1::Signal& signal = signals.emplace_back();
    signal.set_kind(v1::Signal::BASELINE_REVISED);
    signal.set_division_code(division);
    signal.set_measured_count(said.back().outbound_person_count());
    signal.set_compared_count(said.front().outbound_person_count());
    for (const std::string& principal : principals) signal.add_recorded_by(principal);
    const auto ids = ParseBaselineName(baseline.name());
    *signal.mutable_date() = runtime::ToDate(absl::CivilDay(ids->month + 1) - 1);
    signal.set_reason(BaselineRevisedText(signal));
  }
  std::reverse(signals.begin(), signals.end());
  return signals;
}

absl::StatusOr<v1::Baseline> MonitoringService::UpdateBaseline(
    const Call& call, const v1::UpdateBaselineRequest& request) {
  const v1::Baseline& wanted = request.baseline();
  runtime::FieldChecks checks;
  checks.RequestId("request_id", request.request_id());
  const auto ids = ParseBaselineName(wanted.name());
  if (!ids.has_value()) {
    checks.Violate("baseline.name",
                   "格式应为 divisions/520281/baselines/2026-06 / must be of the form "
                   "divisions/520281/baselines/2026-06");
  }
  // Of nobody no share can be on record: 0 would only take the coverage out of sight.
  checks.Range("baseline.outbound_person_count", wanted.outbound_person_count(), 1, kPersonsMost);
  checks.RequiredText("baseline.source", wanted.source(), limits::kTextChars);
  LAOWU_RETURN_IF_ERROR(checks.status());
  CheckMonth(*ids, runtime::DayOf(call.now), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(runtime::RequireDivision(call.principal, ids->division));
  return runtime::PlanAnew(call.deadline, [&]() -> absl::StatusOr<v1::Baseline> {
    LAOWU_ASSIGN_OR_RETURN(const auto old, LoadBaseline(store_, *ids));
    const bool again =
        old.has_value() &&
        runtime::SentAgain(request.request_id(), {old->stored.provenance().request_id()});
    if (!again) {
      LAOWU_RETURN_IF_ERROR(
          runtime::CheckEtag(wanted.etag(), runtime::VersionOf(old), wanted.name()));
    }
    if (old.has_value() && SameStatement(old->stored.baseline(), wanted)) {
      return ReadBaseline(store_, *ids, wanted.name());
    }
    if (again) return runtime::RequestIdUsed();
    if (old.has_value() && old->stored.baseline().past_versions_size() >= kVersionsMost) {
      return runtime::FailedPrecondition(
          runtime::reasons::kWrongState, wanted.name(),
          absl::StrCat("一个月的调查数最多改 ", kVersionsMost,
                       " 次 / a month's baseline is changed ", kVersionsMost,
                       " times at most; give the survey's own number"));
    }
    internal::v1::StoredBaseline stored;
    if (old.has_value()) AddPast(*old, *stored.mutable_baseline());
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
  LAOWU_RETURN_IF_ERROR(
      runtime::RequireStoredDivision(call.principal, "parent", division, runtime::DayOf(call.now)));
  v1::ListBaselinesResponse response;
  LAOWU_ASSIGN_OR_RETURN(
      auto baselines,
      runtime::ReadPage<v1::Baseline>(store_, storage::Table::kBaselines, BaselinesRange(division),
                                      request, response.mutable_next_page_token(), ToBaseline));
  for (auto& baseline : baselines) *response.add_baselines() = std::move(baseline);
  if (baselines.empty() && request.page_token().empty()) {
    LAOWU_RETURN_IF_ERROR(runtime::WhyNothingStored("parent", division, runtime::DayOf(call.now)));
  }
  return response;
}

}  // namespace laowu::monitoring
