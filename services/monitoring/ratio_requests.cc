#include "services/monitoring/ratio_requests.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "reference/policy.h"
#include "services/runtime/access.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/division_code.h"
#include "services/runtime/limits.h"
#include "services/runtime/resource_name.h"

namespace laowu::monitoring {
namespace {

constexpr char kRatioPattern[] = "divisions/*/outboundRatios/*";

}  // namespace

void FillPolicy(const v1::RatioPolicy& asked, ratio::FigureQuery& query,
                runtime::FieldChecks& checks) {
  const auto& policies = reference::Policies::Get();
  query.policy = asked.version().empty() ? &policies.Newest() : policies.Find(asked.version());
  if (query.policy == nullptr) {
    checks.Violate("policy.version",
                   absl::StrCat("没有政策版本“", asked.version(), "” / there is no policy \"",
                                asked.version(), "\"; ListPolicies names them"));
  }
  checks.KnownEnum("policy.strictness", asked.strictness(),
                   v1::RatioPolicy::Strictness_IsValid(asked.strictness()));
  checks.KnownEnum("policy.boundary", asked.boundary(),
                   v1::RatioPolicy::Boundary_IsValid(asked.boundary()));
  checks.KnownEnum("policy.carry", asked.carry(), v1::RatioPolicy::Carry_IsValid(asked.carry()));
  if (asked.carry() != v1::RatioPolicy::CARRY_UNSPECIFIED) {
    query.carry = static_cast<reference::Carry>(asked.carry());
  }
  if (asked.strictness() != v1::RatioPolicy::STRICTNESS_UNSPECIFIED) {
    query.strictness = static_cast<ratio::Strictness>(asked.strictness());
  }
  if (asked.boundary() != v1::RatioPolicy::BOUNDARY_UNSPECIFIED) {
    query.boundary = static_cast<ratio::Boundary>(asked.boundary());
  }
}

absl::StatusOr<ratio::FigureQuery> QueryFromName(const runtime::CallContext& call,
                                                 absl::string_view path, const std::string& name,
                                                 const v1::RatioPolicy& policy,
                                                 runtime::FieldChecks& checks) {
  ratio::FigureQuery query;
  const auto ids = runtime::ParseName(kRatioPattern, name);
  const auto day = ids.has_value() ? runtime::ParseDate((*ids)[1]) : std::nullopt;
  if (!day.has_value()) {
    checks.Violate(
        path,
        "格式应为 divisions/520281/outboundRatios/2026-06-30，日期在 1900 至 2200 年间 / must be "
        "of the form divisions/520281/outboundRatios/2026-06-30, with a day from "
        "1900 to 2200");
  } else {
    query.division = runtime::WholeDivisionCode((*ids)[0]);
    query.day = *day;
    const absl::CivilDay today = runtime::DayOf(call.now);
    if (query.day > today) {
      checks.Violate(path, absl::StrCat("日期在将来，今天是 ", runtime::DateText(today),
                                        " / the date lies in the future: today is ",
                                        runtime::DateText(today)));
    }
    runtime::CheckDivision(path, query.division, std::min(query.day, today), checks);
  }
  FillPolicy(policy, query, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(runtime::RequireDivision(call.principal, query.division));
  return query;
}

absl::Status CheckPartCount(std::size_t count) {
  if (count <= runtime::limits::kBreakdownParts) return absl::OkStatus();
  runtime::FieldChecks checks;
  checks.Violate("breakdown",
                 absl::StrCat("有 ", count, " 项，超过 ", runtime::limits::kBreakdownParts,
                              " 项，请选较小的区划 / has ", count, " parts, more than ",
                              runtime::limits::kBreakdownParts, "; ask for a smaller division"));
  return checks.status();
}

absl::StatusOr<Window> WindowFrom(const runtime::CallContext& call, const WindowRequest& request,
                                  runtime::FieldChecks& checks) {
  Window window;
  const auto ids = runtime::ParseName("divisions/*", request.parent);
  if (!ids.has_value())
    checks.Violate("parent", "格式应为 divisions/520281 / must be of the form divisions/520281");
  if (request.end.has_value()) checks.Date("end_date", *request.end);
  if (request.start.has_value()) {
    checks.Date("start_date", *request.start);
  } else if (request.default_days == 0) {
    checks.Violate("start_date", "请填写 / is required");
  }
  FillPolicy(request.policy, window.query, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  ratio::FigureQuery& query = window.query;
  const absl::CivilDay today = runtime::DayOf(call.now);
  query.division = runtime::WholeDivisionCode(ids->front());
  query.day = request.end.has_value() ? *runtime::ToCivilDay(*request.end) : today;
  window.first = request.start.has_value() ? *runtime::ToCivilDay(*request.start)
                                           : query.day - (request.default_days - 1);
  runtime::CheckDivision("parent", query.division, std::min(query.day, today), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(runtime::RequireDivision(call.principal, query.division));
  if (query.day > today) checks.Violate("end_date", "在将来 / lies in the future");
  if (window.first > query.day) checks.Violate("start_date", "晚于结束日期 / is after end_date");
  if (query.day - window.first >= request.most_days) {
    checks.Violate("start_date",
                   absl::StrCat("超过 ", request.most_days, " 天 / asks for more than ",
                                request.most_days, " days"));
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  return window;
}

}  // namespace laowu::monitoring
