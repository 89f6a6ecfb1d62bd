#include "services/monitoring/monitoring_service.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "reference/divisions.h"
#include "reference/policy.h"
#include "services/monitoring/entries_from_proto.h"
#include "services/monitoring/part_names.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/page_token.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/resource_name.h"
#include "storage/status_macros.h"

namespace laowu::monitoring {
namespace {

namespace limits = runtime::limits;

constexpr char kRatioPattern[] = "divisions/*/outboundRatios/*";

// The division must exist on the day; a dead code is told what it became.
void CheckDivision(absl::string_view path, const std::string& code, absl::CivilDay day,
                   runtime::FieldChecks& checks) {
  const auto& divisions = reference::Divisions::Get();
  if (divisions.Find(code, day) != nullptr) return;
  const auto ever = divisions.FindEver(code);
  if (ever.empty()) return checks.Violate(path, absl::StrCat("there is no division ", code));
  const auto now = divisions.Translate(code, ever.front()->valid_from, day);
  checks.Violate(path, absl::StrCat("division ", code, " (", ever.front()->name,
                                    ") did not exist on ", runtime::DateText(day),
                                    now.has_value() ? absl::StrCat("; ask for ", *now) : ""));
}

// Policy, strictness, boundary and carry, defaults filled in.
void FillPolicy(const v1::RatioPolicy& asked, ratio::FigureQuery& query,
                runtime::FieldChecks& checks) {
  const auto& policies = reference::Policies::Get();
  query.policy = asked.version().empty() ? &policies.Newest() : policies.Find(asked.version());
  if (query.policy == nullptr) {
    checks.Violate("policy.version", absl::StrCat("there is no policy \"", asked.version(),
                                                  "\"; ListPolicies names them"));
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

// A query from "divisions/{code}/outboundRatios/{yyyy-mm-dd}".
absl::StatusOr<ratio::FigureQuery> QueryFromName(const runtime::CallContext& call,
                                                 const std::string& name,
                                                 const v1::RatioPolicy& policy,
                                                 const std::string& worker = "") {
  runtime::FieldChecks checks;
  ratio::FigureQuery query;
  const auto ids = runtime::ParseName(kRatioPattern, name);
  const auto day = ids.has_value() ? runtime::ParseDate((*ids)[1]) : std::nullopt;
  if (!day.has_value()) {
    checks.Violate("name", "must be of the form divisions/520281/outboundRatios/2026-06-30");
  } else {
    query.division = (*ids)[0];
    query.day = *day;
    LAOWU_RETURN_IF_ERROR(runtime::RequireDivision(call.principal, query.division));
    CheckDivision("name", query.division, query.day, checks);
    if (query.day > runtime::DayOf(call.now)) checks.Violate("name", "the date lies in the future");
  }
  FillPolicy(policy, query, checks);
  if (!worker.empty()) runtime::RequireName("workers/*", "worker", worker, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  return query;
}

template <typename Request>
absl::StatusOr<absl::Time> KnownAt(const MonitoringFeed& feed, const runtime::CallContext& call,
                                   const Request& request) {
  runtime::FieldChecks checks;
  checks.Instant("known_at", request.known_at());
  LAOWU_RETURN_IF_ERROR(checks.status());
  std::optional<absl::Time> asked;
  if (request.has_known_at()) asked = runtime::ToTime(request.known_at());
  return feed.WaitForKnownAt(asked, request.at_least(), call.now, call.deadline);
}

// Checks a whole list request but for its known-at; the scope before the division is told of.
absl::StatusOr<ListQuery> ListQueryFrom(const runtime::CallContext& call,
                                        const v1::ListOutboundRatiosRequest& request) {
  runtime::FieldChecks checks;
  ListQuery list;
  ratio::FigureQuery& query = list.query;
  const bool breaks_down = request.breakdown() != v1::OUTBOUND_BREAKDOWN_UNSPECIFIED;
  const bool series = !request.children() && !breaks_down;
  const auto ids = runtime::ParseName("divisions/*", request.parent());
  if (!ids.has_value()) checks.Violate("parent", "must be of the form divisions/520281");
  if (request.has_end_date()) checks.Date("end_date", request.end_date());
  if (series) checks.Date("start_date", request.start_date());
  checks.KnownEnum("step", request.step(),
                   v1::ListOutboundRatiosRequest::Step_IsValid(request.step()));
  checks.KnownEnum("breakdown", request.breakdown(),
                   v1::OutboundBreakdown_IsValid(request.breakdown()));
  if (request.children() && breaks_down) {
    checks.Violate("breakdown", "cannot be asked for together with children");
  }
  FillPolicy(request.policy(), query, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  query.division = ids->front();
  const absl::CivilDay today = runtime::DayOf(call.now);
  query.day = runtime::ToCivilDay(request.end_date()).value_or(today);
  LAOWU_RETURN_IF_ERROR(runtime::RequireDivision(call.principal, query.division));
  CheckDivision("parent", query.division, query.day, checks);
  if (query.day > today) checks.Violate("end_date", "lies in the future");

  const bool monthly = request.step() == v1::ListOutboundRatiosRequest::MONTH;
  list.step = monthly ? ratio::SeriesStep::kMonth : ratio::SeriesStep::kDay;
  list.breakdown = static_cast<ratio::Breakdown>(request.breakdown());
  list.first = runtime::ToCivilDay(request.start_date()).value_or(query.day);
  if (series && list.first > query.day) checks.Violate("start_date", "is after end_date");
  const int64_t count = monthly ? (query.day - list.first) / 28 + 2 : query.day - list.first + 1;
  if (series && count > limits::kSeriesFigures) {
    checks.Violate("start_date", absl::StrCat("asks for more than ", limits::kSeriesFigures,
                                              " figures; take months, or fewer days"));
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  return list;
}

class MonitoringRole final : public runtime::Role {
 public:
  explicit MonitoringRole(const runtime::Environment& environment)
      : feed_(environment), service_(environment, &feed_) {}

  absl::string_view name() const override { return "monitoring"; }
  std::vector<grpc::Service*> services() override { return {&service_}; }
  absl::Status Start() override {
    feed_.Start();
    return absl::OkStatus();
  }
  bool ready() const override { return feed_.ready(); }
  void StopCalling() override { feed_.Stop(); }
  void Stop() override { service_.Stop(); }

 private:
  MonitoringFeed feed_;
  MonitoringService service_;
};

}  // namespace

MonitoringService::MonitoringService(const runtime::Environment& environment,
                                     const MonitoringFeed* feed)
    : feed_(*feed), threads_(environment, "monitoring") {}

absl::StatusOr<v1::OutboundRatio> MonitoringService::GetOutboundRatio(
    const Call& call, const v1::GetOutboundRatioRequest& request) {
  LAOWU_ASSIGN_OR_RETURN(ratio::FigureQuery query,
                         QueryFromName(call, request.name(), request.policy()));
  LAOWU_ASSIGN_OR_RETURN(query.known_at, KnownAt(feed_, call, request));
  const auto figures =
      feed_.Ask([&](const ratio::RatioBook& book) { return book.FiguresOf(query); });
  v1::OutboundRatio response = ToOutboundRatio(figures, query);
  *response.mutable_freshness() = feed_.freshness();
  return response;
}

absl::StatusOr<v1::ListOutboundRatiosResponse> MonitoringService::ListOutboundRatios(
    const Call& call, const v1::ListOutboundRatiosRequest& request) {
  LAOWU_ASSIGN_OR_RETURN(ListQuery list, ListQueryFrom(call, request));
  ratio::FigureQuery& query = list.query;
  LAOWU_ASSIGN_OR_RETURN(query.known_at, KnownAt(feed_, call, request));
  if (list.breakdown != ratio::Breakdown::kUnspecified) return Breakdown(list);
  const auto all = feed_.Ask([&](const ratio::RatioBook& book) {
    return request.children() ? book.FiguresOfChildren(query)
                              : book.Series(query, list.first, list.step);
  });
  v1::ListOutboundRatiosResponse response;
  for (const auto& figures : all) {
    *response.add_outbound_ratios() = ToOutboundRatio(figures, query);
  }
  return response;
}

absl::StatusOr<v1::ListOutboundRatiosResponse> MonitoringService::Breakdown(
    const ListQuery& list) const {
  const auto parts = feed_.Ask(
      [&](const ratio::RatioBook& book) { return book.Parts(list.query, list.breakdown); });
  if (parts.size() > limits::kBreakdownParts) {
    runtime::FieldChecks checks;
    checks.Violate("breakdown",
                   absl::StrCat("has ", parts.size(), " parts, more than ", limits::kBreakdownParts,
                                "; ask for a smaller division"));
    return checks.status();
  }
  v1::ListOutboundRatiosResponse response;
  for (const auto& part : parts) {
    auto* ratio = response.add_outbound_ratios();
    *ratio = ToOutboundRatio(part.figures, list.query);
    *ratio->mutable_part() = ToPart(
        part, list.breakdown, list.query.day,
        [this](const std::string& organizer) { return feed_.OrganizerDisplayName(organizer); });
  }
  return response;
}

absl::StatusOr<v1::ExplainOutboundRatioResponse> MonitoringService::ExplainOutboundRatio(
    const Call& call, const v1::ExplainOutboundRatioRequest& request) {
  LAOWU_ASSIGN_OR_RETURN(ratio::FigureQuery query,
                         QueryFromName(call, request.name(), request.policy(), request.worker()));
  LAOWU_ASSIGN_OR_RETURN(
      const int page_size,
      runtime::PageSize(request.page_size(), limits::kPageSizeDefault, limits::kPageSizeMost));
  LAOWU_ASSIGN_OR_RETURN(const auto token, runtime::DecodePageToken(request));
  if (token.last_name().empty()) {
    LAOWU_ASSIGN_OR_RETURN(query.known_at, KnownAt(feed_, call, request));
  } else {
    // All pages of one answer are of one moment.
    query.known_at = absl::FromUnixMicros(static_cast<int64_t>(token.last_tie()));
  }
  v1::ExplainOutboundRatioResponse response;
  std::vector<ratio::ExplainedPerson> persons;
  ratio::Figures figures;
  feed_.Ask([&](const ratio::RatioBook& book) {
    figures = book.FiguresOf(query);
    if (request.worker().empty()) {
      persons = book.Explain(query);
    } else if (auto person = book.ExplainWorker(query, request.worker())) {
      persons.push_back(*std::move(person));
    }
  });
  if (!request.worker().empty() && persons.empty()) {
    return runtime::NotFound("worker", request.worker());
  }
  for (const auto& person : persons) {
    if (!token.last_name().empty() && person.worker <= token.last_name()) continue;
    if (response.persons_size() == page_size) {
      internal::v1::PageToken next;
      next.set_last_name(response.persons(page_size - 1).worker());
      next.set_last_tie(static_cast<uint64_t>(absl::ToUnixMicros(query.known_at)));
      response.set_next_page_token(runtime::EncodePageToken(request, std::move(next)));
      break;
    }
    // A person asked for by name and registered elsewhere: whether it is away is not this caller's.
    if (!person.division_code.empty() &&
        !runtime::DivisionInScope(call.principal, person.division_code)) {
      LAOWU_RETURN_IF_ERROR(runtime::RequireDivision(call.principal, person.division_code));
    }
    *response.add_persons() = ToExplainedPerson(person);
  }
  *response.mutable_outbound_ratio() = ToOutboundRatio(figures, query);
  return response;
}

absl::StatusOr<std::unique_ptr<runtime::Role>> MakeMonitoringRole(
    const runtime::Environment& environment) {
  return std::make_unique<MonitoringRole>(environment);
}

}  // namespace laowu::monitoring
