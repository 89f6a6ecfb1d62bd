#include "services/match/match_service.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "matcher/packed_rows.h"
#include "matcher/packed_score.h"
#include "services/match/asked_rows.h"
#include "services/match/index_rebuilder.h"
#include "services/match/match_feeds.h"
#include "services/match/match_requests.h"
#include "services/match/pair_messages.h"
#include "services/runtime/at_least.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/page_token.h"
#include "services/runtime/resource_name.h"
#include "storage/status_macros.h"

namespace laowu::match {
namespace {

namespace limits = runtime::limits;

// Names of a duplicate group that VacancyMatch shows beside the one that stands first.
constexpr size_t kDuplicatesMost = 10;

// What all match answers have in common.
template <typename Request, typename Response>
void FinishResponse(const Request& request, const matcher::FindQuery& query,
                    const matcher::MatchPage& page, const MatchIndex::View& view,
                    Response* response) {
  if (page.eligible_count.has_value()) response->set_eligible_count(*page.eligible_count);
  for (const auto& count : page.excluded) *response->add_excluded() = ToGateCount(count);
  *response->mutable_freshness() = view.freshness();
  response->set_rule_version(page.rule_version);
  *response->mutable_as_of_date() = runtime::ToDate(query.terms.as_of_date);
  if (page.has_more && !page.results.empty()) {
    response->set_next_page_token(NextPageToken(request, query, page, view.stores()));
  }
}

// The query of a request for candidates: checked, within the caller's scope.
absl::StatusOr<matcher::FindQuery> CandidatesQuery(const runtime::CallContext& call,
                                                   const v1::FindCandidatesRequest& request) {
  runtime::FieldChecks checks;
  CheckFind(call, request, kVacancyPattern, checks);
  CheckPolicyGroups(request.policy_groups(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(matcher::FindQuery query, QueryOf(call, request));
  LAOWU_ASSIGN_OR_RETURN(const std::string prefix,
                         PrefixInScope(call.principal, request.division_prefix()));
  if (!prefix.empty()) query.division_prefixes.push_back(prefix);
  for (const int group : request.policy_groups()) query.policy_groups |= matcher::BitOf(group);
  return query;
}

absl::StatusOr<v1::FindCandidatesResponse> AnswerCandidates(
    const MatchIndex::View& view, absl::Time now, const v1::FindCandidatesRequest& request,
    const matcher::FindQuery& query) {
  LAOWU_RETURN_IF_ERROR(CheckPageIsOf(view.stores(), request));
  absl::StatusOr<matcher::MatchPage> page;
  if (request.has_draft()) {
    LAOWU_ASSIGN_OR_RETURN(const auto draft, AskedVacancy(view, now, request));
    page = view.matcher().FindCandidatesForDraft(draft, query);
  } else {
    page = view.matcher().FindCandidates(request.name(), query);
    if (absl::IsNotFound(page.status())) return runtime::NotFound("vacancy", request.name());
  }
  LAOWU_RETURN_IF_ERROR(page.status());
  v1::FindCandidatesResponse response;
  FinishResponse(request, query, *page, view, &response);
  response.mutable_candidates()->Reserve(static_cast<int>(page->results.size()));
  for (auto& result : page->results) {
    auto* candidate = response.add_candidates();
    candidate->set_worker(std::move(result.name));
    candidate->set_rank(result.rank);
    FillDetails(result.details, candidate);
    candidate->set_currently_away(result.currently_away);
    // An empty text that is set takes memory of its own.
    if (!result.away_division_code.empty()) {
      candidate->set_workplace_division_code(std::move(result.away_division_code));
    }
    candidate->set_division_code(std::move(result.division_code));
    candidate->set_proposal_count(view.workers().work(result.slot).proposal_count);
  }
  return response;
}

// The others of the group that fit the worker too, the first by name.
std::vector<std::string> DuplicatesOf(const MatchIndex::View& view, VacancyTable::Slot slot,
                                      const matcher::PackedWorker& worker,
                                      const matcher::PackedTerms& terms) {
  const VacancyTable& table = view.vacancies();
  const auto& rows = view.matcher().vacancies();
  std::vector<std::string> fitting;
  for (const auto other : table.MembersOf(table.group_by_slot()[static_cast<size_t>(slot)])) {
    if (other == slot || !rows.Holds(other)) continue;
    if (matcher::PackedGates<false>(worker, rows.row(other), terms) != 0) continue;
    fitting.emplace_back(rows.name(other));
  }
  std::sort(fitting.begin(), fitting.end());
  if (fitting.size() > kDuplicatesMost) fitting.resize(kDuplicatesMost);
  return fitting;
}

void FillVacancyMatch(const MatchIndex::View& view, const matcher::PackedWorker& worker,
                      const matcher::PackedTerms& terms, const matcher::MatchResult& result,
                      v1::VacancyMatch* match) {
  match->set_vacancy(result.name);
  match->set_rank(result.rank);
  FillDetails(result.details, match);
  match->set_workplace_division_code(result.division_code);
  const VacancyFacts& facts = view.vacancies().facts(result.slot);
  match->set_title(view.vacancies().texts(result.slot).title);
  match->set_employer_display_name(view.vacancies().texts(result.slot).employer_display_name);
  match->set_min_wage_cny_per_month(facts.min_wage_cny_per_month);
  match->set_max_wage_cny_per_month(facts.max_wage_cny_per_month);
  match->set_openings_left_count(facts.openings_left_count());
  for (std::string& name : DuplicatesOf(view, result.slot, worker, terms)) {
    match->add_duplicates(std::move(name));
  }
}

class MatchRole final : public runtime::Role {
 public:
  explicit MatchRole(const runtime::Environment& environment)
      : index_(environment.clock),
        feeds_(environment, &index_),
        rebuilder_(&index_),
        service_(environment, &index_) {}

  absl::string_view name() const override { return "match"; }
  std::vector<grpc::Service*> services() override { return {&service_}; }
  void StartCatchUp() override {
    feeds_.Start();
    rebuilder_.Start();
  }
  bool ready() const override { return index_.ready(); }
  void StopCalling() override {
    feeds_.Stop();
    rebuilder_.Stop();
  }
  void Stop() override { service_.Stop(); }

 private:
  MatchIndex index_;
  MatchFeeds feeds_;
  IndexRebuilder rebuilder_;
  MatchService service_;
};

}  // namespace

MatchService::MatchService(const runtime::Environment& environment, const MatchIndex* index)
    : index_(*index), channels_(*environment.channels), threads_(environment, "match", nullptr) {}

absl::StatusOr<v1::FindCandidatesResponse> MatchService::FindCandidates(
    const Call& call, const v1::FindCandidatesRequest& request) {
  LAOWU_ASSIGN_OR_RETURN(const auto query, CandidatesQuery(call, request));
  LAOWU_RETURN_IF_ERROR(index_.WaitFor(request.at_least(), call.deadline, call.principal.id));
  return AnswerCandidates(MatchIndex::View(index_), call.now, request, query);
}

absl::StatusOr<v1::BatchFindCandidatesResponse> MatchService::BatchFindCandidates(
    const Call& call, const v1::BatchFindCandidatesRequest& request) {
  runtime::FieldChecks checks;
  checks.RequiredCount("requests", request.requests_size(), limits::kBatchFind);
  if (request.has_as_of_date()) checks.Date("as_of_date", request.as_of_date());
  runtime::CheckAtLeast(request.at_least(), checks);
  int64_t candidate_count = 0;
  for (const auto& part : request.requests()) {
    candidate_count += part.page_size() <= 0 ? limits::kMatchPageSizeDefault
                                             : std::min(part.page_size(), limits::kPageSizeMost);
  }
  if (candidate_count > limits::kBatchFindCandidates) {
    checks.Violate("requests", absl::StrCat("共要 ", candidate_count, " 名人选，最多 ",
                                            limits::kBatchFindCandidates, " 名 / ask for ",
                                            candidate_count, " candidates together; ",
                                            limits::kBatchFindCandidates, " is the most"));
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(index_.WaitFor(request.at_least(), call.deadline, call.principal.id));

  v1::BatchFindCandidatesResponse response;
  const MatchIndex::View view(index_);
  for (v1::FindCandidatesRequest part : request.requests()) {
    part.clear_page_token();
    part.clear_at_least();
    part.clear_as_of_date();
    if (request.has_as_of_date()) *part.mutable_as_of_date() = request.as_of_date();
    auto query = CandidatesQuery(call, part);
    auto answer = query.ok() ? AnswerCandidates(view, call.now, part, *query)
                             : absl::StatusOr<v1::FindCandidatesResponse>(query.status());
    // Out of time concerns all of them.
    if (absl::IsDeadlineExceeded(answer.status())) return answer.status();
    auto* result = response.add_results();
    if (answer.ok()) {
      // The token of a part goes on in FindCandidates.
      rpc_.SealPage(call, answer->mutable_next_page_token());
      *result->mutable_response() = *std::move(answer);
    } else {
      *result->mutable_status() = runtime::ToRpcStatus(answer.status());
    }
  }
  *response.mutable_freshness() = view.freshness();
  return response;
}

absl::StatusOr<v1::FindVacanciesResponse> MatchService::FindVacancies(
    const Call& call, const v1::FindVacanciesRequest& request) {
  runtime::FieldChecks checks;
  CheckFind(call, request, kWorkerPattern, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(matcher::FindQuery query, QueryOf(call, request));
  if (!request.division_prefix().empty()) {
    query.division_prefixes.push_back(request.division_prefix());
  }
  LAOWU_RETURN_IF_ERROR(index_.WaitFor(request.at_least(), call.deadline, call.principal.id));

  const MatchIndex::View view(index_);
  const matcher::RowGroups groups = {
      view.vacancies().group_by_slot(),
      [&view](int32_t group) { return absl::MakeConstSpan(view.vacancies().MembersOf(group)); }};
  query.groups = &groups;
  LAOWU_RETURN_IF_ERROR(CheckPageIsOf(view.stores(), request));
  LAOWU_ASSIGN_OR_RETURN(const matcher::WorkerRow worker, AskedWorker(view, call, request));
  LAOWU_ASSIGN_OR_RETURN(const auto page,
                         request.has_draft() ? view.matcher().FindVacanciesForDraft(worker, query)
                                             : view.matcher().FindVacancies(request.name(), query));
  const auto packed = matcher::PackDraft(worker, view.matcher().dictionaries());
  const auto terms = matcher::Pack(query.terms);
  v1::FindVacanciesResponse response;
  for (const auto& result : page.results) {
    FillVacancyMatch(view, packed, terms, result, response.add_vacancies());
  }
  FinishResponse(request, query, page, view, &response);
  return response;
}

absl::StatusOr<v1::ExplainMatchResponse> MatchService::ExplainMatch(
    const Call& call, const v1::ExplainMatchRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName(kWorkerPattern, "worker", request.worker(), checks);
  runtime::RequireName(kVacancyPattern, "vacancy", request.vacancy(), checks);
  if (request.has_as_of_date()) checks.Date("as_of_date", request.as_of_date());
  runtime::CheckAtLeast(request.at_least(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(index_.WaitFor(request.at_least(), call.deadline, call.principal.id));

  const MatchIndex::View view(index_);
  LAOWU_RETURN_IF_ERROR(WorkerInScope(view, call, request.worker()).status());
  const matcher::MatchTerms terms = TermsOn(AsOfDay(request.as_of_date(), {}, call.now));
  const auto explanation = view.matcher().Explain(request.worker(), request.vacancy(), terms);
  if (!explanation.ok()) return runtime::NotFound("vacancy", request.vacancy());
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
