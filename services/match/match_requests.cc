#include "services/match/match_requests.h"

#include "absl/strings/match.h"
#include "matcher/division_filter.h"
#include "reference/policy.h"
#include "services/runtime/clock.h"
#include "services/runtime/errors.h"
#include "storage/key.h"

namespace laowu::match {
namespace {

constexpr absl::CivilDay kEpoch(1970, 1, 1);

}  // namespace

absl::CivilDay AsOfDay(const google::type::Date& asked, const internal::v1::PageToken& token,
                       absl::Time now) {
  if (token.as_of_day() != 0) return kEpoch + token.as_of_day();
  return runtime::ToCivilDay(asked).value_or(runtime::DayOf(now));
}

matcher::MatchTerms TermsOn(absl::CivilDay day) {
  matcher::MatchTerms terms;
  terms.as_of_date = day;
  terms.statutory_duty_suffices = reference::Policies::Get().Newest().statutory_duty_suffices;
  return terms;
}

internal::v1::PageToken TokenOf(const PlaceOfName& last, absl::CivilDay day,
                                absl::string_view stores) {
  internal::v1::PageToken token;
  token.set_last_key(storage::EncodeKey(last.first, last.second, last.name));
  token.set_as_of_day(day - kEpoch);
  token.set_stores(std::string(stores));
  return token;
}

absl::StatusOr<std::optional<PlaceOfName>> PlaceOf(const internal::v1::PageToken& token) {
  if (token.last_key().empty()) return std::optional<PlaceOfName>();
  PlaceOfName place;
  if (!storage::DecodeKey(token.last_key(), &place.first, &place.second, &place.name).ok()) {
    return runtime::Error(absl::StatusCode::kInvalidArgument, runtime::reasons::kPageTokenInvalid,
                          "page_token 无效，请从第一页重新查询 / page_token: is not one that this "
                          "request was answered with. Start from "
                          "the first page.");
  }
  return std::optional<PlaceOfName>(std::move(place));
}

absl::Status CheckTokenIsOf(absl::string_view stores, const internal::v1::PageToken& token) {
  if (token.stores() == stores) return absl::OkStatus();
  return runtime::Error(absl::StatusCode::kInvalidArgument, runtime::reasons::kPageTokenInvalid,
                        "page_token 已失效：匹配所读的数据已从备份恢复，请从第一页重新查询 / "
                        "page_token: is from before one of the stores that matches are made of was "
                        "restored from a copy. Start from the first page.");
}

absl::StatusOr<std::string> PrefixInScope(const runtime::Principal& principal,
                                          const std::string& asked) {
  if (principal.unscoped()) return asked;
  const std::string& scope = principal.division_prefix;
  if (asked.empty() ||
      (!scope.empty() && absl::StartsWith(scope, matcher::WithoutTrailingZeros(asked)))) {
    LAOWU_RETURN_IF_ERROR(runtime::RequireDivision(principal, scope));
    return scope;
  }
  LAOWU_RETURN_IF_ERROR(runtime::RequireDivision(principal, asked));
  return asked;
}

}  // namespace laowu::match
