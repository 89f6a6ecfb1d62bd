#include "ratio/publication.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace laowu::ratio {
namespace {

absl::string_view NameOf(Strictness strictness) {
  switch (strictness) {
    case Strictness::kAsReported:
      return "AS_REPORTED";
    case Strictness::kStrict:
      return "STRICT";
    default:
      return "BROAD";
  }
}

absl::string_view NameOf(Boundary boundary) {
  switch (boundary) {
    case Boundary::kTownship:
      return "TOWNSHIP";
    case Boundary::kProvince:
      return "PROVINCE";
    default:
      return "COUNTY";
  }
}

}  // namespace

std::string CanonicalText(const PublishedFigure& figure, std::vector<PersonStanding> persons) {
  std::sort(persons.begin(), persons.end(),
            [](const PersonStanding& a, const PersonStanding& b) { return a.worker < b.worker; });
  const auto count = [&](Standing standing) {
    return std::count_if(persons.begin(), persons.end(),
                         [&](const PersonStanding& p) { return p.standing == standing; });
  };
  const bool by_job = figure.carry == reference::Carry::kJob;
  std::string text = absl::StrCat(
      "laowu publication 1\n", "division ", figure.division, "\n", "day ",
      absl::FormatCivilTime(figure.day), "\n", "known_at ",
      absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", figure.known_at, absl::UTCTimeZone()), "\n",
      "policy ", figure.policy_version, "\n", "strictness ", NameOf(figure.strictness), "\n",
      "boundary ", NameOf(figure.boundary), "\n", "carry ", by_job ? "JOB" : "SPELL", "\n",
      "worker_sequence ", figure.worker_sequence, "\n");
  absl::StrAppend(&text, "placement_sequence ", figure.placement_sequence, "\n", "D ",
                  persons.size(), "\n", "O ", count(Standing::kOrganized), "\n", "U ",
                  count(Standing::kUnknownChannel), "\n", "C ", count(Standing::kUnproven), "\n");
  for (const PersonStanding& person : persons) {
    absl::StrAppend(&text, person.worker, " ", StandingName(person.standing), "\n");
  }
  return text;
}

}  // namespace laowu::ratio
