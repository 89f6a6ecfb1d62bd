#ifndef LAOWU_SERVICES_MATCH_MATCH_REQUESTS_H_
#define LAOWU_SERVICES_MATCH_MATCH_REQUESTS_H_

// What the methods of the match role share between request and answer: checks, the day asked for,
// page tokens, the caller's scope. Pure.

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "laowu/internal/v1/stored.pb.h"
#include "laowu/v1/match_service.pb.h"
#include "matcher/matcher.h"
#include "services/match/draft_checks.h"
#include "services/match/ordered_page.h"
#include "services/runtime/access.h"
#include "services/runtime/at_least.h"
#include "services/runtime/call_context.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/page_token.h"
#include "services/runtime/resource_name.h"
#include "storage/status_macros.h"

namespace laowu::match {

inline constexpr char kVacancyPattern[] = "offices/*/vacancies/*";
inline constexpr char kWorkerPattern[] = "workers/*";

// The day of the question: of the token on later pages, so that midnight between two pages changes
// nothing; else as asked; else today.
absl::CivilDay AsOfDay(const google::type::Date& asked, const internal::v1::PageToken& token,
                       absl::Time now);

// The day, and what the newest policy says of legal bases.
matcher::MatchTerms TermsOn(absl::CivilDay day);

template <typename Groups>
void CheckPolicyGroups(const Groups& groups, runtime::FieldChecks& checks) {
  checks.CountMost("policy_groups", groups.size(), v1::PolicyGroup_ARRAYSIZE);
  for (int i = 0; i < std::min(groups.size(), v1::PolicyGroup_ARRAYSIZE); ++i) {
    checks.KnownEnum(absl::StrCat("policy_groups[", i, "]"),
                     static_cast<v1::PolicyGroup>(groups.Get(i)),
                     v1::PolicyGroup_IsValid(groups.Get(i)) && groups.Get(i) != 0);
  }
}

// What all questions about one record or draft have. `pattern`: of the name that is asked about.
template <typename Request>
void CheckAsked(const runtime::CallContext& call, const Request& request, absl::string_view pattern,
                runtime::FieldChecks& checks) {
  const absl::CivilDay day = AsOfDay(request.as_of_date(), {}, call.now);
  if (request.has_draft() == !request.name().empty()) {
    checks.Violate("name",
                   absl::StrCat("name（", pattern, "）和 draft 须填且只填一项 / give either name (",
                                pattern, ") or draft"));
  } else if (request.has_draft()) {
    CheckDraft(request.draft(), day, checks);
    if (!request.draft().name().empty()) {
      runtime::RequireName(pattern, "draft.name", request.draft().name(), checks);
    }
  } else {
    runtime::RequireName(pattern, "name", request.name(), checks);
  }
  if (request.has_as_of_date()) checks.Date("as_of_date", request.as_of_date());
  runtime::CheckDivisionFilter("division_prefix", request.division_prefix(), day, checks);
  runtime::CheckAtLeast(request.at_least(), checks);
}

// Of FindCandidates and FindVacancies.
template <typename Request>
void CheckFind(const runtime::CallContext& call, const Request& request, absl::string_view pattern,
               runtime::FieldChecks& checks) {
  CheckAsked(call, request, pattern, checks);
  if (request.page_size() < 0) checks.Violate("page_size", "不能为负数 / must not be negative");
}

// What long work asks now and then, as long as the call lives.
inline std::function<absl::Status()> KeepGoing(const runtime::CallContext& call) {
  return [&call]() -> absl::Status {
    return call.cancelled()
               ? absl::DeadlineExceededError("请求已超时或被取消 / the call's time is over")
               : absl::OkStatus();
  };
}

// The query of a checked request: page, order, terms. Filters are the caller's.
template <typename Request>
absl::StatusOr<matcher::FindQuery> QueryOf(const runtime::CallContext& call,
                                           const Request& request) {
  matcher::FindQuery query;
  LAOWU_ASSIGN_OR_RETURN(
      query.limit, runtime::PageSize(request.page_size(), runtime::limits::kMatchPageSizeDefault,
                                     runtime::limits::kPageSizeMost));
  LAOWU_ASSIGN_OR_RETURN(const auto token, runtime::DecodePageToken(request));
  if (!token.last_name().empty()) {
    query.after = matcher::Position{token.last_total_micros(),
                                    static_cast<int64_t>(token.last_tie()), token.last_name()};
    query.results_before_count = token.last_rank();
  }
  query.terms = TermsOn(AsOfDay(request.as_of_date(), token, call.now));
  query.count_excluded = request.count_excluded();
  query.keep_going = KeepGoing(call);
  return query;
}

// The token of the page after `page`, which has more. `stores`: MatchIndex::View::stores.
template <typename Request>
std::string NextPageToken(const Request& request, const matcher::FindQuery& query,
                          const matcher::MatchPage& page, absl::string_view stores) {
  const auto last = page.results.back().position();
  internal::v1::PageToken token;
  token.set_last_total_micros(last.total_micros);
  token.set_last_tie(static_cast<uint64_t>(last.tie));
  token.set_last_name(last.name);
  token.set_last_rank(page.results.back().rank);
  token.set_as_of_day(query.terms.as_of_date - absl::CivilDay(1970, 1, 1));
  token.set_stores(std::string(stores));
  return runtime::EncodePageToken(request, std::move(token));
}

// Of searches: where the last page ended, and its day.
internal::v1::PageToken TokenOf(const PlaceOfName& last, absl::CivilDay day,
                                absl::string_view stores);
// nullopt on the first page; PAGE_TOKEN_INVALID.
absl::StatusOr<std::optional<PlaceOfName>> PlaceOf(const internal::v1::PageToken& token);

// PAGE_TOKEN_INVALID if the token, of either kind, was given out over other `stores`: one of them
// has been restored since, and what stood on the pages before may be lost.
absl::Status CheckTokenIsOf(absl::string_view stores, const internal::v1::PageToken& token);
// The same of a request, whose token is one of its own; OK for a first page.
template <typename Request>
absl::Status CheckPageIsOf(absl::string_view stores, const Request& request) {
  if (request.page_token().empty()) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(const auto token, runtime::DecodePageToken(request));
  return CheckTokenIsOf(stores, token);
}

// The narrower of what is asked for and what the caller may see; PERMISSION_DENIED if they do not
// meet. Empty: all.
absl::StatusOr<std::string> PrefixInScope(const runtime::Principal& principal,
                                          const std::string& asked);

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_MATCH_REQUESTS_H_
