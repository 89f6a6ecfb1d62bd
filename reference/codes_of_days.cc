#include "reference/codes_of_days.h"

#include <utility>

#include "reference/divisions.h"

namespace laowu::reference {

std::optional<CodeOfDay> FindCodeOfDay(const std::string& code, absl::CivilDay day) {
  const auto& divisions = Divisions::Get();
  if (divisions.Find(code, day) != nullptr) return CodeOfDay{code};
  std::optional<CodeOfDay> of_other_people;
  for (const Division* const meaning : divisions.FindEver(code)) {
    const bool is_past = day < meaning->valid_from;
    const absl::CivilDay known_day = is_past ? meaning->valid_from : meaning->valid_until - 1;
    auto other = divisions.Translate(code, known_day, day);
    // Of a township the tables may know no more than the county that it came to.
    if (!other.has_value() || other->size() != code.size()) continue;
    // A county's townships may have gone elsewhere, though it has one successor.
    const bool whole = divisions.HeirsOf(is_past ? *other : code).size() == 1;
    const bool same = divisions.Translate(*other, day, known_day) == code;
    if (whole && same) return CodeOfDay{*std::move(other)};
    if (!of_other_people.has_value()) of_other_people = CodeOfDay{*std::move(other), false};
  }
  return of_other_people;
}

std::optional<std::string> CodeOn(const std::string& code, absl::CivilDay day) {
  auto found = FindCodeOfDay(code, day);
  if (!found.has_value() || !found->is_same_area) return std::nullopt;
  return std::move(found->code);
}

}  // namespace laowu::reference
