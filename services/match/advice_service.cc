#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "matcher/rule.h"
#include "matcher/score.h"
#include "matcher/vacancy_advice.h"
#include "matcher/worker_advice.h"
#include "services/match/advice_messages.h"
#include "services/match/asked_rows.h"
#include "services/match/match_requests.h"
#include "services/match/match_service.h"
#include "services/match/supply.h"
#include "services/runtime/at_least.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/limits.h"
#include "storage/status_macros.h"

namespace laowu::match {
namespace {

namespace limits = runtime::limits;

constexpr size_t kCountyDigits = 6;
constexpr size_t kMiddleClassChars = 4;  // d-dd
// What an office is told is in fives: it may not see workers, and the difference of two exact
// answers to drafts that differ in one point would be one of them.
constexpr int kOfficeUnit = 5;

bool IsOffice(const runtime::CallContext& call) {
  return call.principal.role == runtime::PrincipalRole::kOffice;
}

template <typename Request>
matcher::AdviceQuery QueryOfAdvice(const runtime::CallContext& call, const Request& request) {
  matcher::AdviceQuery query;
  query.terms = TermsOn(AsOfDay(request.as_of_date(), {}, call.now));
  query.top_count = request.top_count() == 0 ? limits::kMatchPageSizeDefault : request.top_count();
  query.keep_going = KeepGoing(call);
  return query;
}

// Whose vacancy it is, and which workers are counted: an office its own and all workers, a bureau
// every office's and its own workers.
absl::StatusOr<std::string> PrefixOfWorkers(const runtime::CallContext& call,
                                            const v1::AdviseVacancyRequest& request) {
  if (!IsOffice(call)) return PrefixInScope(call.principal, request.division_prefix());
  // A draft's name too: pay beside like posts with and without a vacancy would tell of that one.
  const std::string& name = request.has_draft() ? request.draft().name() : request.name();
  if (!name.empty()) {
    const auto ids = runtime::ParseName(kVacancyPattern, name);
    LAOWU_RETURN_IF_ERROR(
        runtime::RequireOffice(call.principal, absl::StrCat("offices/", ids->front())));
  }
  if (!request.policy_groups().empty()) {
    return runtime::Error(
        absl::StatusCode::kPermissionDenied, runtime::reasons::kOutOfScope,
        "协作站不能按群体查 / policy_groups: who belongs to a policy group is not told to offices. "
        "Ask without it.");
  }
  return request.division_prefix();
}

void CheckAdviseVacancy(const runtime::CallContext& call, const v1::AdviseVacancyRequest& request,
                        runtime::FieldChecks& checks) {
  CheckAsked(call, request, kVacancyPattern, checks);
  CheckPolicyGroups(request.policy_groups(), checks);
  checks.RangeIfSet("top_count", request.top_count(), 1, limits::kPageSizeMost);
  if (IsOffice(call) && request.division_prefix().size() > kCountyDigits) {
    checks.Violate(
        "division_prefix",
        "协作站只能查到县或以上 / an office may name a county or what is wider: 520281, 5202");
  }
}

template <typename Response>
void FinishAdvice(const matcher::AdviceQuery& query, const MatchIndex::View& view,
                  Response* response) {
  *response->mutable_freshness() = view.freshness();
  response->set_rule_version(matcher::kRule.version);
  *response->mutable_as_of_date() = runtime::ToDate(query.terms.as_of_date);
}

// As if it were open: what would bring people to it once it is.
matcher::VacancyRow Opened(matcher::VacancyRow vacancy) {
  vacancy.state = matcher::VacancyState::kOpen;
  vacancy.expire_date.reset();
  vacancy.openings_left_count.reset();
  return vacancy;
}

}  // namespace

absl::StatusOr<v1::AdviseVacancyResponse> MatchService::AdviseVacancy(
    const Call& call, const v1::AdviseVacancyRequest& request) {
  runtime::FieldChecks checks;
  CheckAdviseVacancy(call, request, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  matcher::AdviceQuery query = QueryOfAdvice(call, request);
  LAOWU_ASSIGN_OR_RETURN(const std::string prefix, PrefixOfWorkers(call, request));
  if (!prefix.empty()) query.division_prefixes.push_back(prefix);
  for (const int group : request.policy_groups()) query.policy_groups |= matcher::BitOf(group);
  LAOWU_RETURN_IF_ERROR(index_.WaitFor(request.at_least(), call.deadline, call.principal.id));

  const MatchIndex::View view(index_);
  LAOWU_ASSIGN_OR_RETURN(const auto vacancy, AskedVacancy(view, call.now, request));
  v1::AdviseVacancyResponse response;
  FinishAdvice(query, view, &response);
  bool is_blocked = false;
  // An empty worker fails of the vacancy's own gates those that everybody fails.
  for (const auto& gate : matcher::Gates({}, vacancy, query.terms)) {
    if (gate.gate != matcher::Gate::kVacancyClosed &&
        gate.gate != matcher::Gate::kEmployerBlocked) {
      continue;
    }
    response.add_stopped_by(static_cast<v1::Gate>(gate.gate));
    is_blocked = is_blocked || gate.gate == matcher::Gate::kEmployerBlocked;
  }
  response.set_count_unit(IsOffice(call) ? kOfficeUnit : 1);
  if (is_blocked) return response;
  const matcher::RowGroups groups = {
      view.vacancies().group_by_slot(),
      [&view](int32_t group) { return absl::MakeConstSpan(view.vacancies().MembersOf(group)); }};
  LAOWU_ASSIGN_OR_RETURN(const auto advice, matcher::Advise(view.matcher(), Opened(vacancy), query,
                                                            &groups, response.count_unit()));
  FillAdvice(advice, &response);
  return response;
}

absl::StatusOr<v1::AdviseWorkerResponse> MatchService::AdviseWorker(
    const Call& call, const v1::AdviseWorkerRequest& request) {
  runtime::FieldChecks checks;
  CheckAsked(call, request, kWorkerPattern, checks);
  checks.RangeIfSet("top_count", request.top_count(), 1, limits::kPageSizeMost);
  LAOWU_RETURN_IF_ERROR(checks.status());
  matcher::AdviceQuery query = QueryOfAdvice(call, request);
  if (!request.division_prefix().empty()) {
    query.division_prefixes.push_back(request.division_prefix());
  }
  LAOWU_RETURN_IF_ERROR(index_.WaitFor(request.at_least(), call.deadline, call.principal.id));

  const MatchIndex::View view(index_);
  LAOWU_ASSIGN_OR_RETURN(const auto worker, AskedWorker(view, call, request));
  v1::AdviseWorkerResponse response;
  FinishAdvice(query, view, &response);
  for (const auto& gate : matcher::Gates(worker, {}, query.terms)) {
    if (gate.gate != matcher::Gate::kWorkerNotVisible) continue;
    response.add_stopped_by(v1::GATE_WORKER_NOT_VISIBLE);
    return response;
  }
  LAOWU_ASSIGN_OR_RETURN(const auto advice, matcher::Advise(view.matcher(), worker, query));
  FillAdvice(advice, &response);
  return response;
}

absl::StatusOr<v1::GetSupplyResponse> MatchService::GetSupply(const Call& call,
                                                              const v1::GetSupplyRequest& request) {
  runtime::FieldChecks checks;
  if (request.division_prefix().size() > kCountyDigits) {
    checks.Violate("division_prefix",
                   "只到县一级 / nothing finer than a county is told: 520281, 5202, 52");
  } else {
    runtime::CheckDivisionFilter("division_prefix", request.division_prefix(),
                                 runtime::DayOf(call.now), checks);
  }
  checks.CountMost("occupation_codes", request.occupation_codes_size(),
                   limits::kSearchFilterValues);
  for (int i = 0; i < std::min(request.occupation_codes_size(), limits::kSearchFilterValues); ++i) {
    const std::string path = absl::StrCat("occupation_codes[", i, "]");
    if (request.occupation_codes(i).size() > kMiddleClassChars) {
      checks.Violate(path, "只到职业中类 / nothing finer than a middle class is told: 6-18, 6");
    } else {
      CheckOccupationClass(path, request.occupation_codes(i), checks);
    }
  }
  checks.RangeIfSet("month_count", request.month_count(), 1, kSupplyMonths);
  runtime::CheckAtLeast(request.at_least(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(index_.WaitFor(request.at_least(), call.deadline, call.principal.id));

  const MatchIndex::View view(index_);
  const matcher::MatchTerms terms = TermsOn(runtime::DayOf(call.now));
  LAOWU_ASSIGN_OR_RETURN(const auto grid, CountSupply(view, terms, KeepGoing(call)));
  LAOWU_ASSIGN_OR_RETURN(
      auto response, AnswerSupply(Release(grid, SupplyClassCount()), request, terms.as_of_date));
  *response.mutable_freshness() = view.freshness();
  return response;
}

}  // namespace laowu::match
