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
#include "services/monitoring/monitoring_records.h"
#include "services/monitoring/part_names.h"
#include "services/monitoring/partner_offices.h"
#include "services/monitoring/ratio_requests.h"
#include "services/monitoring/ratio_watch.h"
#include "services/monitoring/standing_workers.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/division_code.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/page_token.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/resource_name.h"
#include "storage/status_macros.h"

namespace laowu::monitoring {
namespace {

namespace limits = runtime::limits;

// Checks a whole list request but for its known-at.
absl::StatusOr<ListQuery> ListQueryFrom(const runtime::CallContext& call,
                                        const v1::ListOutboundRatiosRequest& request) {
  runtime::FieldChecks checks;
  CheckMoment(request, checks);
  ListQuery list;
  ratio::FigureQuery& query = list.query;
  const bool breaks_down = request.breakdown() != v1::OUTBOUND_BREAKDOWN_UNSPECIFIED;
  const bool series = !request.children() && !breaks_down;
  const auto ids = runtime::ParseName("divisions/*", request.parent());
  if (!ids.has_value())
    checks.Violate("parent", "格式应为 divisions/520281 / must be of the form divisions/520281");
  if (request.has_end_date()) checks.Date("end_date", request.end_date());
  if (series) checks.Date("start_date", request.start_date());
  checks.KnownEnum("step", request.step(),
                   v1::ListOutboundRatiosRequest::Step_IsValid(request.step()));
  checks.KnownEnum("breakdown", request.breakdown(),
                   v1::OutboundBreakdown_IsValid(request.breakdown()));
  if (request.children() && breaks_down) {
    checks.Violate("breakdown",
                   "不能与 children 同时使用 / cannot be asked for together with children");
  }
  FillPolicy(request.policy(), query, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  query.division = runtime::WholeDivisionCode(ids->front());
  const absl::CivilDay today = runtime::DayOf(call.now);
  query.day = runtime::ToCivilDay(request.end_date()).value_or(today);
  runtime::CheckDivision("parent", query.division, std::min(query.day, today), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  const bool monthly = request.step() == v1::ListOutboundRatiosRequest::MONTH;
  list.first = runtime::ToCivilDay(request.start_date()).value_or(query.day);
  if (series) {
    const absl::CivilDay first = monthly ? ratio::LastDayOfMonth(list.first) : list.first;
    runtime::CheckDivisionOnDays("start_date", query.division, first, std::min(query.day, today),
                                 checks);
    LAOWU_RETURN_IF_ERROR(checks.status());
  }
  LAOWU_RETURN_IF_ERROR(runtime::RequireDivision(call.principal, query.division));
  if (query.day > today) checks.Violate("end_date", "在将来 / lies in the future");

  list.step = monthly ? ratio::SeriesStep::kMonth : ratio::SeriesStep::kDay;
  list.breakdown = static_cast<ratio::Breakdown>(request.breakdown());
  if (series && list.first > query.day)
    checks.Violate("start_date", "晚于结束日期 / is after end_date");
  const int64_t count = monthly ? (query.day - list.first) / 28 + 2 : query.day - list.first + 1;
  if (series && count > limits::kSeriesFigures) {
    checks.Violate("start_date",
                   absl::StrCat("超过 ", limits::kSeriesFigures,
                                " 个数字，请按月取，或缩短期间 / asks for more than ",
                                limits::kSeriesFigures, " figures; take months, or fewer days"));
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  return list;
}

class MonitoringRole final : public runtime::Role {
 public:
  MonitoringRole(const runtime::Environment& environment,
                 std::unique_ptr<runtime::OwnedStore> owned)
      : owned_(std::move(owned)),
        feed_(environment),
        service_(environment, &feed_, owned_.get()),
        watch_(environment, &feed_, owned_->store.get(), MakeWebhook(*environment.config)) {}

  absl::string_view name() const override { return "monitoring"; }
  std::vector<grpc::Service*> services() override { return {&service_}; }
  void StartCatchUp() override {
    feed_.Start();
    watch_.Start();
  }
  bool ready() const override { return feed_.ready(); }
  void StopCalling() override {
    watch_.Stop();
    feed_.Stop();
  }
  void EndStreams() override { owned_->hub->Stop(); }
  void Stop() override { service_.Stop(); }

 private:
  std::unique_ptr<runtime::OwnedStore> owned_;
  MonitoringFeed feed_;
  MonitoringService service_;
  RatioWatch watch_;
};

void CheckExplain(const v1::ExplainOutboundRatioRequest& request, runtime::FieldChecks& checks) {
  CheckMoment(request, checks);
  if (!request.worker().empty()) {
    runtime::RequireName("workers/*", "worker", request.worker(), checks);
  }
  checks.KnownEnum("standing", request.standing(),
                   v1::ExplainedPerson::Standing_IsValid(request.standing()));
  if (request.standing() == v1::ExplainedPerson::NOT_COUNTED) {
    checks.Violate(
        "standing",
        "不计入者不在数字之内，请按人员查询 / is of who is not in the figure: ask for that worker");
  } else if (request.standing() != 0 && !request.worker().empty()) {
    checks.Violate("standing",
                   "不能与 worker 同时使用 / cannot be asked for together with a worker");
  }
}

}  // namespace

MonitoringService::MonitoringService(const runtime::Environment& environment,
                                     const MonitoringFeed* feed, runtime::OwnedStore* owned)
    : feed_(*feed),
      store_(*owned->store),
      channels_(*environment.channels),
      threads_(environment, "monitoring", owned->store.get()) {}

absl::StatusOr<v1::OutboundRatio> MonitoringService::GetOutboundRatio(
    const Call& call, const v1::GetOutboundRatioRequest& request) {
  runtime::FieldChecks checks;
  CheckMoment(request, checks);
  LAOWU_ASSIGN_OR_RETURN(ratio::FigureQuery query,
                         QueryFromName(call, "name", request.name(), request.policy(), checks));
  LAOWU_ASSIGN_OR_RETURN(query.known_at, KnownAt(feed_, call, request));
  const auto figures =
      feed_.Ask([&](const ratio::RatioBook& book) { return book.FiguresOf(query); });
  v1::OutboundRatio response = ToOutboundRatio(figures, query);
  LAOWU_RETURN_IF_ERROR(AddBaseline(store_, response));
  *response.mutable_freshness() = feed_.freshness(query.known_at);
  return response;
}

absl::StatusOr<v1::ListOutboundRatiosResponse> MonitoringService::ListOutboundRatios(
    const Call& call, const v1::ListOutboundRatiosRequest& request) {
  LAOWU_ASSIGN_OR_RETURN(ListQuery list, ListQueryFrom(call, request));
  ratio::FigureQuery& query = list.query;
  LAOWU_ASSIGN_OR_RETURN(query.known_at, KnownAt(feed_, call, request));
  if (list.breakdown != ratio::Breakdown::kUnspecified) return Breakdown(call, list);
  const auto all = feed_.Ask([&](const ratio::RatioBook& book) {
    return request.children() ? book.FiguresOfChildren(query)
                              : book.Series(query, list.first, list.step);
  });
  v1::ListOutboundRatiosResponse response;
  for (const auto& figures : all) {
    *response.add_outbound_ratios() = ToOutboundRatio(figures, query);
    LAOWU_RETURN_IF_ERROR(AddBaseline(store_, *response.mutable_outbound_ratios()->rbegin()));
  }
  return response;
}

absl::StatusOr<v1::ListOutboundRatiosResponse> MonitoringService::Breakdown(
    const Call& call, const ListQuery& list) const {
  const auto parts = feed_.Ask(
      [&](const ratio::RatioBook& book) { return book.Parts(list.query, list.breakdown); });
  LAOWU_RETURN_IF_ERROR(CheckPartCount(parts.size()));
  const PartNamer part_of = NamerOfParts(call, list.breakdown, list.query.day);
  v1::ListOutboundRatiosResponse response;
  for (const auto& part : parts) {
    auto* ratio = response.add_outbound_ratios();
    *ratio = ToOutboundRatio(part.figures, list.query);
    *ratio->mutable_part() = part_of(part.key, part.number);
  }
  return response;
}

MonitoringService::PartNamer MonitoringService::NamerOfParts(const Call& call,
                                                             ratio::Breakdown breakdown,
                                                             absl::CivilDay day) const {
  absl::StatusOr<std::vector<std::string>> offices = absl::UnavailableError("not asked");
  if (breakdown == ratio::Breakdown::kDestination) offices = OfficeDivisions(channels_, call);
  return [this, breakdown, day, offices = std::move(offices)](const std::string& key, int number) {
    v1::OutboundPart part = ToPart(
        key, number, breakdown, day,
        [this](const std::string& organizer) { return feed_.OrganizerDisplayName(organizer); });
    if (offices.ok() && !key.empty()) part.set_partner_office_count(CountOffices(*offices, key));
    return part;
  };
}

absl::StatusOr<v1::ExplainOutboundRatioResponse> MonitoringService::ExplainOutboundRatio(
    const Call& call, const v1::ExplainOutboundRatioRequest& request) {
  runtime::FieldChecks checks;
  CheckExplain(request, checks);
  LAOWU_ASSIGN_OR_RETURN(ratio::FigureQuery query,
                         QueryFromName(call, "name", request.name(), request.policy(), checks));
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
  std::optional<ratio::Standing> only;
  if (request.standing() != 0) only = static_cast<ratio::Standing>(request.standing());
  ratio::ExplainedPage page;
  feed_.Ask([&](const ratio::RatioBook& book) {
    if (request.worker().empty()) {
      page = book.ExplainPage(query, token.last_name(), page_size, only);
      return;
    }
    page.figures = book.FiguresOf(query);
    if (auto person = book.ExplainWorker(query, request.worker())) {
      page.persons.push_back(*std::move(person));
    }
  });
  // A person asked for by name and registered elsewhere: whether there is one, and whether it is
  // away, is not this caller's.
  const auto foreign = [&](const ratio::ExplainedPerson& person) {
    return !person.division_code.empty() &&
           !runtime::DivisionInScope(call.principal, person.division_code);
  };
  v1::ExplainOutboundRatioResponse response;
  if (!request.worker().empty() && (page.persons.empty() || foreign(page.persons.front()))) {
    auto elsewhere = RegisteredElsewhere(call, request.worker(), query);
    if (!elsewhere.has_value()) return runtime::NotFound("worker", request.worker());
    *response.add_persons() = *std::move(elsewhere);
    *response.mutable_outbound_ratio() = ToOutboundRatio(page.figures, query);
    return response;
  }
  for (const auto& person : page.persons) {
    auto* const to = response.add_persons();
    *to = ToExplainedPerson(person);
    to->set_organizer_display_name(feed_.OrganizerDisplayName(to->organizer()));
  }
  if (page.more) {
    internal::v1::PageToken next;
    next.set_last_name(page.persons.back().worker);
    next.set_last_tie(static_cast<uint64_t>(absl::ToUnixMicros(query.known_at)));
    response.set_next_page_token(runtime::EncodePageToken(request, std::move(next)));
  }
  NameByStandingRecords(channels_, call, response);
  *response.mutable_outbound_ratio() = ToOutboundRatio(page.figures, query);
  return response;
}

std::optional<v1::ExplainedPerson> MonitoringService::RegisteredElsewhere(
    const Call& call, const std::string& worker, const ratio::FigureQuery& query) const {
  const auto registered = feed_.Ask(
      [&](const ratio::RatioBook& book) { return book.Registrations(worker, query.known_at); });
  const bool was_here = std::any_of(registered.begin(), registered.end(), [&](const auto& one) {
    return one.worker == worker && runtime::DivisionInScope(call.principal, one.division_code);
  });
  if (!was_here) return std::nullopt;
  // The first also holds for earlier days.
  absl::CivilDay since = registered.front().day;
  for (const auto& one : registered) {
    if (one.day <= query.day) since = one.day;
  }
  v1::ExplainedPerson person;
  person.set_worker(worker);
  person.set_standing(v1::ExplainedPerson::NOT_COUNTED);
  constexpr int kRegistrationMoved = 9;
  person.set_rule_number(kRegistrationMoved);
  const std::string day = runtime::DateText(since);
  person.set_reason(absl::StrCat("自 ", day,
                                 " 起户籍登记在别的县（市、区），在外的由那里计入 (registered "
                                 "elsewhere since ",
                                 day, ", and counts there if away)"));
  return person;
}

absl::StatusOr<std::unique_ptr<runtime::Role>> MakeMonitoringRole(
    const runtime::Environment& environment) {
  LAOWU_ASSIGN_OR_RETURN(auto owned, runtime::OwnedStore::Open(environment, "monitoring"));
  return std::make_unique<MonitoringRole>(environment, std::move(owned));
}

}  // namespace laowu::monitoring
