#ifndef LAOWU_RATIO_PUBLICATION_H_
#define LAOWU_RATIO_PUBLICATION_H_

// The canonical text of a published figure, whose SHA-256 is the publication's hash. README.md
// describes its bytes, so that others can make it from the log; a change of it is a new format
// number. Pure; thread-safe.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "ratio/reports.h"

namespace laowu::ratio {

struct PublishedFigure {
  std::string division;
  absl::CivilDay day;
  absl::Time known_at;  // whole microseconds
  std::string policy_version;
  Strictness strictness = Strictness::kBroad;
  Boundary boundary = Boundary::kCounty;
  reference::Carry carry = reference::Carry::kSpell;
  std::int64_t worker_sequence = 0;
  std::int64_t placement_sequence = 0;
};

// `persons`: all of D, with pseudonyms in place of worker names, in any order.
std::string CanonicalText(const PublishedFigure& figure, std::vector<PersonStanding> persons);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_PUBLICATION_H_
