// How long those stayed whom an office placed, by the outcomes, which the office itself may not
// see.

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "services/monitoring/monitoring_service.h"
#include "services/monitoring/ratio_requests.h"
#include "services/runtime/access.h"
#include "services/runtime/clock.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/resource_name.h"
#include "storage/status_macros.h"

namespace laowu::monitoring {
namespace {

constexpr std::array<int, 2> kStayDays = {30, 90};
constexpr int kWindowDaysMost = 367;

struct Days {
  absl::CivilDay first;
  absl::CivilDay last;
  bool has(absl::CivilDay day) const { return first <= day && day <= last; }
};

absl::StatusOr<Days> DaysOf(const runtime::CallContext& call,
                            const v1::ListOfficeStaysRequest& request) {
  runtime::FieldChecks checks;
  CheckMoment(request, checks);
  runtime::RequireName("offices/*", "parent", request.parent(), checks);
  if (request.has_start_date()) {
    checks.Date("start_date", request.start_date());
  } else {
    checks.Violate("start_date", "请填写 / is required");
  }
  if (request.has_end_date()) checks.Date("end_date", request.end_date());
  LAOWU_RETURN_IF_ERROR(checks.status());
  const absl::CivilDay today = runtime::DayOf(call.now);
  const Days days{*runtime::ToCivilDay(request.start_date()),
                  request.has_end_date() ? *runtime::ToCivilDay(request.end_date()) : today};
  if (days.last > today) checks.Violate("end_date", "在将来 / lies in the future");
  if (days.first > days.last) checks.Violate("start_date", "晚于结束日期 / is after end_date");
  if (days.last - days.first >= kWindowDaysMost) {
    checks.Violate("start_date", absl::StrCat("超过 ", kWindowDaysMost, " 天 / asks for more than ",
                                              kWindowDaysMost, " days"));
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  return days;
}

// That the caller may see, of whom some 30th or 90th day lies in `days`.
absl::StatusOr<std::vector<v1::Placement>> PlacementsDue(const runtime::Channels& channels,
                                                         const runtime::CallContext& call,
                                                         const std::string& office,
                                                         const Days& days) {
  std::vector<v1::Placement> due;
  const auto stub = v1::PlacementService::NewStub(channels.To("placement"));
  v1::ListPlacementsRequest request;
  request.set_office(office);
  request.set_page_size(runtime::limits::kPageSizeMost);
  request.add_states(v1::Placement::STARTED);
  request.add_states(v1::Placement::ENDED);
  do {
    grpc::ClientContext context;
    channels.OnBehalfOf(call, &context);
    v1::ListPlacementsResponse page;
    const grpc::Status status = stub->ListPlacements(&context, request, &page);
    if (!status.ok()) return runtime::PeerStatus("placement", runtime::FromGrpc(status));
    for (v1::Placement& placement : *page.mutable_placements()) {
      const auto start = runtime::ToCivilDay(placement.start_date());
      if (!placement.has_start_date() || !start.has_value()) continue;
      const bool is_due = std::any_of(kStayDays.begin(), kStayDays.end(),
                                      [&](int count) { return days.has(*start + count); });
      if (is_due) due.push_back(std::move(placement));
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return due;
}

}  // namespace

absl::StatusOr<v1::ListOfficeStaysResponse> MonitoringService::ListOfficeStays(
    const Call& call, const v1::ListOfficeStaysRequest& request) {
  LAOWU_ASSIGN_OR_RETURN(const Days days, DaysOf(call, request));
  LAOWU_RETURN_IF_ERROR(runtime::RequireOffice(call.principal, request.parent()));
  LAOWU_ASSIGN_OR_RETURN(const absl::Time known_at,
                         feed_.WaitForKnownAt(std::nullopt, request.at_least(), call.now,
                                              call.deadline, call.principal.id));
  LAOWU_ASSIGN_OR_RETURN(const std::vector<v1::Placement> placements,
                         PlacementsDue(channels_, call, request.parent(), days));
  std::map<std::pair<std::string, int>, v1::OfficeStay> stays;
  feed_.Ask([&](const ratio::RatioBook& book) {
    for (const v1::Placement& placement : placements) {
      const auto job = book.JobOfPlacement(placement.worker(), placement.name(), known_at);
      if (!job.has_value()) continue;
      for (const int count : kStayDays) {
        const absl::CivilDay day = job->start + count;
        if (!days.has(day)) continue;
        v1::OfficeStay& stay = stays[{placement.vacancy(), count}];
        stay.set_due_count(stay.due_count() + 1);
        if (job->HeldOn(day)) stay.set_stayed_count(stay.stayed_count() + 1);
      }
    }
  });
  v1::ListOfficeStaysResponse response;
  *response.mutable_known_at() = runtime::ToTimestamp(known_at);
  for (auto& [key, stay] : stays) {
    stay.set_vacancy(key.first);
    stay.set_day_count(key.second);
    *response.add_office_stays() = std::move(stay);
  }
  return response;
}

}  // namespace laowu::monitoring
