#include "services/match/match_service.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "reference/policy.h"
#include "services/match/match_feeds.h"
#include "services/match/row_from_proto.h"
#include "services/runtime/digest.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/page_token.h"
#include "services/runtime/resource_name.h"
#include "storage/status_macros.h"

namespace laowu::match {
namespace {

namespace limits = runtime::limits;

constexpr char kVacancyPattern[] = "offices/*/vacancies/*";
constexpr char kWorkerPattern[] = "workers/*";

// A draft's tie hash decides between equal scores; a fixed one, so that asking twice answers alike.
constexpr char kDraftName[] = "draft";

// The day of the question: of the token on later pages, so that midnight between two pages changes
// nothing; else as asked; else today.
absl::CivilDay AsOfDay(const google::type::Date& asked, const internal::v1::PageToken& token,
                       absl::Time now) {
  if (token.as_of_day() != 0) return absl::CivilDay(1970, 1, 1) + token.as_of_day();
  return runtime::ToCivilDay(asked).value_or(runtime::DayOf(now));
}

template <typename Request>
void CheckCommon(const Request& request, absl::string_view pattern, runtime::FieldChecks& checks) {
  if (request.has_draft() == !request.name().empty()) {
    checks.Violate("name", absl::StrCat("give either name (", pattern, ") or draft"));
  } else if (!request.has_draft()) {
    runtime::RequireName(pattern, "name", request.name(), checks);
  }
  if (request.has_as_of_date()) checks.Date("as_of_date", request.as_of_date());
  if (!request.division_prefix().empty()) {
    checks.DivisionCode("division_prefix", request.division_prefix(), true);
  }
}

// The query of a request: page, order, terms. Filters are the caller's.
template <typename Request>
absl::StatusOr<matcher::FindQuery> QueryOf(const runtime::CallContext& call,
                                           const Request& request) {
  matcher::FindQuery query;
  LAOWU_ASSIGN_OR_RETURN(
      query.limit,
      runtime::PageSize(request.page_size(), limits::kMatchPageSizeDefault, limits::kPageSizeMost));
  LAOWU_ASSIGN_OR_RETURN(const auto token, runtime::DecodePageToken(request));
  if (!token.last_name().empty()) {
    query.after = matcher::Position{token.last_total_micros(),
                                    static_cast<int64_t>(token.last_tie()), token.last_name()};
  }
  query.terms.as_of_date = AsOfDay(request.as_of_date(), token, call.now);
  query.terms.statutory_duty_suffices = reference::Policies::Get().Newest().statutory_duty_suffices;
  query.count_excluded = request.count_excluded();
  query.keep_going = [cancelled = call.cancelled]() -> absl::Status {
    return cancelled() ? absl::DeadlineExceededError("the call's time is over") : absl::OkStatus();
  };
  return query;
}

// What all match answers have in common.
template <typename Request, typename Response>
void FinishResponse(const Request& request, const matcher::FindQuery& query,
                    const matcher::MatchPage& page, const MatchIndex::View& view,
                    Response* response) {
  response->set_eligible_count(page.eligible_count);
  for (const auto& count : page.excluded) *response->add_excluded() = ToGateCount(count);
  *response->mutable_freshness() = view.freshness();
  response->set_rule_version(page.rule_version);
  *response->mutable_as_of_date() = runtime::ToDate(query.terms.as_of_date);
  if (!page.has_more || page.results.empty()) return;
  const auto last = page.results.back().position();
  internal::v1::PageToken token;
  token.set_last_total_micros(last.total_micros);
  token.set_last_tie(static_cast<uint64_t>(last.tie));
  token.set_last_name(last.name);
  token.set_last_rank(page.results.back().rank);
  token.set_as_of_day(query.terms.as_of_date - absl::CivilDay(1970, 1, 1));
  response->set_next_page_token(runtime::EncodePageToken(request, std::move(token)));
}

// The narrower of what is asked for and what the caller may see; an error if they do not meet.
absl::StatusOr<std::string> PrefixInScope(const runtime::Principal& principal,
                                          const std::string& asked) {
  if (principal.unscoped()) return asked;
  const std::string& scope = principal.division_prefix;
  if (asked.empty() || (!scope.empty() && absl::StartsWith(scope, asked))) {
    LAOWU_RETURN_IF_ERROR(runtime::RequireDivision(principal, scope));
    return scope;
  }
  LAOWU_RETURN_IF_ERROR(runtime::RequireDivision(principal, asked));
  return asked;
}

absl::Status NotKnown(absl::string_view what, const std::string& name) {
  return runtime::NotFound(what, name);
}

class MatchRole final : public runtime::Role {
 public:
  explicit MatchRole(const runtime::Environment& environment)
      : index_(environment.clock), feeds_(environment, &index_), service_(environment, &index_) {}

  absl::string_view name() const override { return "match"; }
  std::vector<grpc::Service*> services() override { return {&service_}; }
  absl::Status Start() override {
    feeds_.Start();
    return absl::OkStatus();
  }
  bool ready() const override { return index_.ready(); }
  void StopCalling() override { feeds_.Stop(); }
  void Stop() override { service_.Stop(); }

 private:
  MatchIndex index_;
  MatchFeeds feeds_;
  MatchService service_;
};

}  // namespace

MatchService::MatchService(const runtime::Environment& environment, const MatchIndex* index)
    : index_(*index), threads_(environment, "match") {}

absl::StatusOr<v1::FindCandidatesResponse> MatchService::FindCandidates(
    const Call& call, const v1::FindCandidatesRequest& request) {
  runtime::FieldChecks checks;
  CheckCommon(request, kVacancyPattern, checks);
  for (int i = 0; i < request.policy_groups_size(); ++i) {
    checks.KnownEnum(
        absl::StrCat("policy_groups[", i, "]"), request.policy_groups(i),
        v1::PolicyGroup_IsValid(request.policy_groups(i)) && request.policy_groups(i) != 0);
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(matcher::FindQuery query, QueryOf(call, request));
  LAOWU_ASSIGN_OR_RETURN(const std::string prefix,
                         PrefixInScope(call.principal, request.division_prefix()));
  if (!prefix.empty()) query.division_prefixes.push_back(prefix);
  for (const int group : request.policy_groups()) query.policy_groups |= matcher::BitOf(group);
  LAOWU_RETURN_IF_ERROR(index_.WaitFor(request.at_least(), call.deadline));

  const MatchIndex::View view(index_);
  matcher::VacancyRow draft;
  if (request.has_draft()) {
    draft = view.RowOfDraft(request.draft(), call.now);
    draft.tie_hash = runtime::TieHash(kDraftName);
    const absl::Status good = matcher::CheckRow(draft);
    if (!good.ok()) checks.Violate("draft", good.message());
    LAOWU_RETURN_IF_ERROR(checks.status());
  }
  auto page = request.has_draft() ? view.matcher().FindCandidatesForDraft(draft, query)
                                  : view.matcher().FindCandidates(request.name(), query);
  if (absl::IsNotFound(page.status())) return NotKnown("vacancy", request.name());
  LAOWU_RETURN_IF_ERROR(page.status());
  v1::FindCandidatesResponse response;
  for (const auto& result : page->results) {
    auto* candidate = response.add_candidates();
    candidate->set_worker(result.name);
    candidate->set_rank(result.rank);
    FillDetails(result.details, candidate);
    candidate->set_currently_away(result.currently_away);
    candidate->set_workplace_division_code(result.away_division_code);
    candidate->set_division_code(result.division_code);
    candidate->set_proposal_count(view.proposal_count(result.name));
  }
  FinishResponse(request, query, *page, view, &response);
  return response;
}

absl::StatusOr<v1::FindVacanciesResponse> MatchService::FindVacancies(
    const Call& call, const v1::FindVacanciesRequest& request) {
  runtime::FieldChecks checks;
  CheckCommon(request, kWorkerPattern, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(matcher::FindQuery query, QueryOf(call, request));
  if (!request.division_prefix().empty()) {
    query.division_prefixes.push_back(request.division_prefix());
  }
  LAOWU_RETURN_IF_ERROR(index_.WaitFor(request.at_least(), call.deadline));

  const MatchIndex::View view(index_);
  matcher::WorkerRow row;
  if (request.has_draft()) {
    row = WorkerRowFrom(request.draft(), nullptr, call.now);
    row.name.clear();
    row.tie_hash = runtime::TieHash(kDraftName);
    const absl::Status good = matcher::CheckRow(row);
    if (!good.ok()) checks.Violate("draft", good.message());
    LAOWU_RETURN_IF_ERROR(checks.status());
  } else {
    auto known = view.matcher().GetWorker(request.name());
    if (!known.ok()) return NotKnown("worker", request.name());
    LAOWU_RETURN_IF_ERROR(runtime::RequireDivision(call.principal, known->division_code));
  }
  auto page = request.has_draft() ? view.matcher().FindVacanciesForDraft(row, query)
                                  : view.matcher().FindVacancies(request.name(), query);
  LAOWU_RETURN_IF_ERROR(page.status());
  v1::FindVacanciesResponse response;
  for (const auto& result : page->results) {
    auto* match = response.add_vacancies();
    match->set_vacancy(result.name);
    match->set_rank(result.rank);
    FillDetails(result.details, match);
    const auto card = view.vacancy_card(result.name);
    if (!card.has_value()) continue;
    match->set_title(card->title);
    match->set_employer_display_name(card->employer_display_name);
    match->set_workplace_division_code(card->workplace_division_code);
    match->set_min_wage_cny_per_month(card->min_wage_cny_per_month);
    match->set_max_wage_cny_per_month(card->max_wage_cny_per_month);
    match->set_openings_left_count(card->openings_left_count);
  }
  FinishResponse(request, query, *page, view, &response);
  return response;
}

absl::StatusOr<v1::ExplainMatchResponse> MatchService::ExplainMatch(
    const Call& call, const v1::ExplainMatchRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName(kWorkerPattern, "worker", request.worker(), checks);
  runtime::RequireName(kVacancyPattern, "vacancy", request.vacancy(), checks);
  if (request.has_as_of_date()) checks.Date("as_of_date", request.as_of_date());
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(index_.WaitFor(request.at_least(), call.deadline));

  const MatchIndex::View view(index_);
  const auto worker = view.matcher().GetWorker(request.worker());
  if (!worker.ok()) return NotKnown("worker", request.worker());
  LAOWU_RETURN_IF_ERROR(runtime::RequireDivision(call.principal, worker->division_code));
  matcher::MatchTerms terms;
  terms.as_of_date = runtime::ToCivilDay(request.as_of_date()).value_or(runtime::DayOf(call.now));
  terms.statutory_duty_suffices = reference::Policies::Get().Newest().statutory_duty_suffices;
  const auto explanation = view.matcher().Explain(request.worker(), request.vacancy(), terms);
  if (!explanation.ok()) return NotKnown("vacancy", request.vacancy());
  v1::ExplainMatchResponse response;
  FillDetails(explanation->details, &response);
  for (const auto& gate : explanation->failed_gates) {
    *response.add_failed_gates() = ToFailedGate(gate);
  }
  response.set_rule_version(explanation->rule_version);
  *response.mutable_freshness() = view.freshness();
  *response.mutable_as_of_date() = runtime::ToDate(terms.as_of_date);
  return response;
}

absl::StatusOr<std::unique_ptr<runtime::Role>> MakeMatchRole(
    const runtime::Environment& environment) {
  return std::make_unique<MatchRole>(environment);
}

}  // namespace laowu::match
