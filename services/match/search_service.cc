#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "matcher/types.h"
#include "reference/invisible.h"
#include "services/match/match_requests.h"
#include "services/match/match_service.h"
#include "services/match/office_names.h"
#include "services/match/vacancy_search.h"
#include "services/match/worker_search.h"
#include "services/runtime/at_least.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/limits.h"
#include "storage/status_macros.h"

namespace laowu::match {
namespace {

namespace limits = runtime::limits;

constexpr int kAgeLeast = 16;
constexpr int kAgeMost = 100;
constexpr int kDistanceMostKm = 5'000;

// check(path, value) of each of a list, up to the most.
template <typename Values, typename Check>
void CheckEach(const std::string& path, const Values& values, runtime::FieldChecks& checks,
               Check check) {
  checks.CountMost(path, values.size(), limits::kSearchFilterValues);
  for (int i = 0; i < std::min(values.size(), limits::kSearchFilterValues); ++i) {
    check(absl::StrCat(path, "[", i, "]"), values.Get(i));
  }
}

// What both searches have in common.
template <typename Request>
void CheckSearch(const Request& request, runtime::FieldChecks& checks) {
  CheckEach("occupation_codes", request.occupation_codes(), checks,
            [&](const std::string& path, const std::string& code) {
              CheckOccupationClass(path, code, checks);
            });
  CheckEach("skill_codes", request.skill_codes(), checks,
            [&](const std::string& path, const std::string& code) {
              CheckSkillCode(path, code, checks);
            });
  checks.KnownEnum("order", request.order(), Request::Order_IsValid(request.order()));
  if (request.page_size() < 0) checks.Violate("page_size", "不能为负数 / must not be negative");
  runtime::CheckAtLeast(request.at_least(), checks);
}

void CheckNear(const v1::SearchVacanciesRequest& request, runtime::FieldChecks& checks) {
  constexpr char kWithNear[] = "须同时填 near / needs near";
  checks.RangeIfSet("max_distance_km", request.max_distance_km(), 1, kDistanceMostKm);
  if (request.has_near()) return checks.LatLng("near", request.near());
  if (request.max_distance_km() != 0) checks.Violate("max_distance_km", kWithNear);
  if (request.order() == v1::SearchVacanciesRequest::NEAREST_FIRST) {
    checks.Violate("order", kWithNear);
  }
}

void CheckVacancies(const v1::SearchVacanciesRequest& request, absl::CivilDay today,
                    runtime::FieldChecks& checks) {
  // A blank asks for nothing, as an empty text does: it is typed by accident.
  if (!reference::SaysNothing(request.text())) {
    checks.Text("text", request.text(), limits::kTextChars);
  }
  checks.Instant("updated_since_time", request.updated_since_time());
  checks.Instant("updated_before_time", request.updated_before_time());
  CheckEach("offices", request.offices(), checks,
            [&](const std::string& path, const std::string& office) {
              runtime::RequireName("offices/*", path, office, checks);
            });
  if (!request.employer().empty()) {
    runtime::RequireName("employers/*", "employer", request.employer(), checks);
  }
  CheckEach("division_prefixes", request.division_prefixes(), checks,
            [&](const std::string& path, const std::string& prefix) {
              if (prefix.empty()) checks.DivisionCode(path, prefix, true);
              runtime::CheckDivisionFilter(path, prefix, today, checks);
            });
  checks.RangeIfSet("min_wage_cny_per_month", request.min_wage_cny_per_month(), 1,
                    matcher::kMaxWageCnyPerMonth);
  checks.RangeIfSet("max_wage_cny_per_month", request.max_wage_cny_per_month(), 1,
                    matcher::kMaxWageCnyPerMonth);
  if (request.max_wage_cny_per_month() > 0 &&
      request.max_wage_cny_per_month() < request.min_wage_cny_per_month()) {
    checks.Violate("max_wage_cny_per_month", "低于最低月薪 / is below min_wage_cny_per_month");
  }
  CheckNear(request, checks);
  checks.RangeIfSet("age_years", request.age_years(), kAgeLeast, kAgeMost);
  checks.KnownEnum("education", request.education(),
                   v1::EducationLevel_IsValid(request.education()));
  CheckEach("states", request.states(), checks, [&](const std::string& path, int state) {
    checks.KnownEnum(path, static_cast<v1::Vacancy::State>(state),
                     v1::Vacancy::State_IsValid(state) && state != 0);
  });
  CheckSearch(request, checks);
}

void CheckWorkers(const v1::SearchWorkersRequest& request, absl::CivilDay day,
                  runtime::FieldChecks& checks) {
  runtime::CheckDivisionFilter("division_prefix", request.division_prefix(), day, checks);
  runtime::CheckDivisionFilter("away_division_prefix", request.away_division_prefix(), day, checks);
  CheckPolicyGroups(request.policy_groups(), checks);
  checks.RangeIfSet("max_wish_cny_per_month", request.max_wish_cny_per_month(), 1,
                    matcher::kMaxWageCnyPerMonth);
  checks.RangeIfSet("min_age_years", request.min_age_years(), kAgeLeast, kAgeMost);
  checks.RangeIfSet("max_age_years", request.max_age_years(), kAgeLeast, kAgeMost);
  if (request.max_age_years() != 0 && request.min_age_years() > request.max_age_years()) {
    checks.Violate("max_age_years", "小于最小年龄 / is below min_age_years");
  }
  checks.KnownEnum("min_education", request.min_education(),
                   v1::EducationLevel_IsValid(request.min_education()));
  CheckEach("work_statuses", request.work_statuses(), checks,
            [&](const std::string& path, int status) {
              checks.KnownEnum(path, static_cast<v1::WorkStatus>(status),
                               v1::WorkStatus_IsValid(status) && status != 0);
            });
  if (request.has_available_by_date()) {
    checks.Date("available_by_date", request.available_by_date());
  }
  if (request.has_as_of_date()) checks.Date("as_of_date", request.as_of_date());
  CheckSearch(request, checks);
}

// The offices whose vacancies are searched; empty: all. An office's own alone.
absl::StatusOr<std::vector<std::string>> OfficesInScope(const runtime::Principal& principal,
                                                        const v1::SearchVacanciesRequest& request) {
  std::vector<std::string> offices(request.offices().begin(), request.offices().end());
  for (const std::string& office : offices) {
    LAOWU_RETURN_IF_ERROR(runtime::RequireOffice(principal, office));
  }
  if (offices.empty() && principal.role == runtime::PrincipalRole::kOffice) {
    LAOWU_RETURN_IF_ERROR(runtime::RequireOffice(principal, principal.office));
    offices.push_back(principal.office);
  }
  return offices;
}

// Page, day and the right to go on: the same in both searches.
template <typename Request, typename Search>
absl::Status SetPage(const runtime::CallContext& call, const Request& request,
                     const internal::v1::PageToken& token, Search* search) {
  search->request = &request;
  LAOWU_ASSIGN_OR_RETURN(
      search->limit,
      runtime::PageSize(request.page_size(), limits::kMatchPageSizeDefault, limits::kPageSizeMost));
  LAOWU_ASSIGN_OR_RETURN(search->after, PlaceOf(token));
  search->keep_going = KeepGoing(call);
  return absl::OkStatus();
}

template <typename Request, typename Found, typename Response>
void FinishSearch(const Request& request, Found& found, absl::CivilDay day,
                  const MatchIndex::View& view, Response* response) {
  response->set_total_size(found.total_size);
  for (auto& facet : found.facets) *response->add_facets() = std::move(facet);
  if (found.last.has_value()) {
    response->set_next_page_token(
        runtime::EncodePageToken(request, TokenOf(*found.last, day, view.stores())));
  }
  *response->mutable_freshness() = view.freshness();
}

}  // namespace

absl::StatusOr<v1::SearchVacanciesResponse> MatchService::SearchVacancies(
    const Call& call, const v1::SearchVacanciesRequest& request) {
  runtime::FieldChecks checks;
  CheckVacancies(request, runtime::DayOf(call.now), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  VacancySearch search;
  LAOWU_ASSIGN_OR_RETURN(search.offices, OfficesInScope(call.principal, request));
  LAOWU_ASSIGN_OR_RETURN(const auto token, runtime::DecodePageToken(request));
  LAOWU_RETURN_IF_ERROR(SetPage(call, request, token, &search));
  search.day = AsOfDay({}, token, call.now);
  LAOWU_RETURN_IF_ERROR(index_.WaitFor(request.at_least(), call.deadline, call.principal.id));

  v1::SearchVacanciesResponse response;
  {
    const MatchIndex::View view(index_);
    LAOWU_RETURN_IF_ERROR(CheckPageIsOf(view.stores(), request));
    LAOWU_ASSIGN_OR_RETURN(auto found, match::SearchVacancies(view, search));
    for (auto& vacancy : found.vacancies) *response.add_vacancies() = std::move(vacancy);
    FinishSearch(request, found, search.day, view, &response);
  }
  for (v1::Facet& facet : *response.mutable_facets()) {
    if (facet.field() == kOfficeField) FillOfficeNames(channels_, call, &facet);
  }
  return response;
}

absl::StatusOr<v1::SearchWorkersResponse> MatchService::SearchWorkers(
    const Call& call, const v1::SearchWorkersRequest& request) {
  runtime::FieldChecks checks;
  CheckWorkers(request, AsOfDay(request.as_of_date(), {}, call.now), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  WorkerSearch search;
  LAOWU_ASSIGN_OR_RETURN(search.division_prefix,
                         PrefixInScope(call.principal, request.division_prefix()));
  LAOWU_ASSIGN_OR_RETURN(const auto token, runtime::DecodePageToken(request));
  LAOWU_RETURN_IF_ERROR(SetPage(call, request, token, &search));
  search.terms = TermsOn(AsOfDay(request.as_of_date(), token, call.now));
  LAOWU_RETURN_IF_ERROR(index_.WaitFor(request.at_least(), call.deadline, call.principal.id));

  const MatchIndex::View view(index_);
  LAOWU_RETURN_IF_ERROR(CheckPageIsOf(view.stores(), request));
  LAOWU_ASSIGN_OR_RETURN(auto found, match::SearchWorkers(view, search));
  v1::SearchWorkersResponse response;
  for (auto& worker : found.workers) *response.add_workers() = std::move(worker);
  FinishSearch(request, found, search.terms.as_of_date, view, &response);
  return response;
}

}  // namespace laowu::match
