#include "services/vacancy/taken_openings.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/runtime/ask_placements.h"

namespace laowu::vacancy {
namespace {

constexpr absl::Duration kRowsMost = absl::Seconds(1);  // of one message, which has thousands

}  // namespace

void WarnOfTakenOpenings(const v1::Vacancy& vacancy, absl::Span<const v1::Placement> placements,
                         runtime::Warnings* warnings) {
  int proposed_count = 0;
  int bound_count = 0;
  for (const v1::Placement& placement : placements) {
    if (placement.state() == v1::Placement::PROPOSED) {
      ++proposed_count;
    } else if (placement.state() != v1::Placement::ENDED || placement.has_start_date()) {
      ++bound_count;
    }
  }
  // Unsaid, it counts as one.
  const int wanted_count = std::max(1, vacancy.opening_count());
  if (proposed_count + bound_count <= wanted_count) return;
  runtime::AddWarning(
      "OPENINGS_TAKEN", "opening_count",
      absl::StrCat(
          "已有 ", bound_count, " 人接受或到岗，", proposed_count, " 人待答复，多于招聘人数 ",
          wanted_count, "：不会因此取消任何人；接受满 ", wanted_count,
          " 人后不再接受别人。确实不要这么多人的，请县局撤下或结束多出的推荐 / ", bound_count,
          " have accepted or came, and ", proposed_count, " are proposed, which is more than the ",
          wanted_count, " wanted: nobody loses a place by that, and once ", wanted_count,
          " have accepted nobody else is. If so many are not to come, have the counties decline or "
          "end the rest."),
      warnings);
}

void WarnOfTakenOpenings(const runtime::Channels& channels, absl::Time deadline,
                         v1::Vacancy& vacancy) {
  v1::ListPlacementsRequest request;
  request.set_vacancy(vacancy.name());
  for (const auto state : {v1::Placement::PROPOSED, v1::Placement::ACCEPTED, v1::Placement::STARTED,
                           v1::Placement::ENDED}) {
    request.add_states(state);
  }
  const auto placements =
      runtime::AskPlacements(channels, deadline, std::move(request), vacancy.mutable_warnings());
  if (placements.has_value()) {
    WarnOfTakenOpenings(vacancy, *placements, vacancy.mutable_warnings());
  }
}

void WarnOfTakenOpenings(const runtime::Channels& channels, absl::Time deadline,
                         const std::map<int, v1::Vacancy>& lowered,
                         v1::ImportVacanciesResponse& response) {
  const absl::Time until = std::min(deadline, absl::Now() + kRowsMost);
  for (const auto& [index, row] : lowered) {
    v1::Vacancy vacancy = row;
    WarnOfTakenOpenings(channels, until, vacancy);
    bool is_told = true;
    for (const v1::Warning& warning : vacancy.warnings()) {
      is_told = is_told && warning.reason() != "PLACEMENTS_NOT_SEEN";
      *response.mutable_results(index)->add_warnings() = warning;
    }
    if (!is_told) return;
  }
}

}  // namespace laowu::vacancy
