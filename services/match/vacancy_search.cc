#include "services/match/vacancy_search.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "matcher/division_filter.h"
#include "matcher/geometry.h"
#include "reference/folding.h"
#include "services/match/facets.h"
#include "services/match/occupation_filter.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::match {
namespace {

using Slot = VacancyTable::Slot;
using matcher::PackedVacancy;

constexpr int kWageBandCny = 1'000;
constexpr int64_t k100mAKilometre = 10;

std::vector<bool> SetOf(size_t size, const std::vector<matcher::CodeNumber>& numbers) {
  std::vector<bool> set(size, false);
  for (const auto number : numbers) {
    if (number >= 0) set[static_cast<size_t>(number)] = true;
  }
  return set;
}

bool InSet(const std::vector<bool>& set, matcher::CodeNumber number) {
  return set.empty() || set[static_cast<size_t>(number)];
}

v1::Vacancy::State StateOn(const PackedVacancy& row, matcher::PackedDate day) {
  if (row.state == matcher::VacancyState::kClosed) return v1::Vacancy::CLOSED;
  const bool expired = row.expire_date != matcher::kNoDate && row.expire_date < day;
  return expired ? v1::Vacancy::EXPIRED : v1::Vacancy::OPEN;
}

bool BlockedOn(const PackedVacancy& row, matcher::PackedDate day) {
  return std::any_of(row.employer_blocks.begin(), row.employer_blocks.end(), [day](const auto& b) {
    return b.from <= day && (b.until == matcher::kNoDate || day < b.until);
  });
}

// The filters of a request, with codes as numbers.
class Filter {
 public:
  Filter(const MatchIndex::View& view, const VacancySearch& search)
      : table_(view.vacancies()),
        request_(*search.request),
        day_(matcher::PackDate(search.day)),
        words_(reference::FoldedWords(request_.text())),
        occupations_(request_.occupation_codes()) {
    const auto& dictionaries = view.matcher().dictionaries();
    divisions_ = matcher::DivisionsThatTakePart(
        {request_.division_prefixes().begin(), request_.division_prefixes().end()},
        dictionaries.divisions);
    for (const auto& code : request_.skill_codes()) {
      skills_.push_back(dictionaries.skills.Find(code));
    }
    if (!search.offices.empty()) {
      std::vector<matcher::CodeNumber> numbers;
      for (const auto& office : search.offices) numbers.push_back(table_.offices().Find(office));
      offices_ = SetOf(static_cast<size_t>(table_.offices().end()), numbers);
    }
    if (!request_.employer().empty()) {
      const auto number = table_.employers().Find(request_.employer());
      employers_ = SetOf(
          static_cast<size_t>(table_.employers().end()),
          number < 0 ? std::vector<matcher::CodeNumber>() : table_.employers().NamesOf(number));
    }
    for (const int state : request_.states()) states_ |= 1U << state;
    if (states_ == 0) states_ = 1U << v1::Vacancy::OPEN;
    updated_since_micros_ = absl::ToUnixMicros(runtime::ToTime(request_.updated_since_time()));
    updated_before_micros_ = absl::ToUnixMicros(runtime::ToTime(request_.updated_before_time()));
    if (request_.has_near()) {
      near_ = matcher::ToPlane(request_.near().latitude(), request_.near().longitude());
    }
  }

  bool Passes(Slot slot, const PackedVacancy& row) const {
    const VacancyFacts& facts = table_.facts(slot);
    return InSet(offices_, facts.office) && InSet(employers_, facts.employer) &&
           InSet(divisions_, row.workplace_division) && IsNear(row) && PassesState(row, facts) &&
           PassesConditions(row, facts) && PassesPerson(row) &&
           (occupations_.empty() || occupations_.Contains(row.occupation)) && NamesSkills(row) &&
           HasWords(slot);
  }

  // From the request's point, in units of 100 m; nullopt where either is not known.
  std::optional<int64_t> DistanceOf(const PackedVacancy& row) const {
    if (!near_.has_value() || row.x_100m == matcher::kNoPoint) return std::nullopt;
    return matcher::Distance100m(*near_, {row.x_100m, row.y_100m});
  }

 private:
  bool IsNear(const PackedVacancy& row) const {
    if (!near_.has_value()) return true;
    const auto distance = DistanceOf(row);
    const int64_t most = request_.max_distance_km();
    return distance.has_value() && (most == 0 || *distance <= most * k100mAKilometre);
  }
  bool PassesState(const PackedVacancy& row, const VacancyFacts& facts) const {
    if ((states_ & (1U << StateOn(row, day_))) == 0) return false;
    if (request_.openings_left() && facts.openings_left_count() <= 0) return false;
    if (request_.has_updated_before_time() && facts.update_time_micros >= updated_before_micros_) {
      return false;
    }
    return !request_.has_updated_since_time() || facts.update_time_micros >= updated_since_micros_;
  }
  bool PassesWage(const VacancyFacts& facts) const {
    const int least = request_.min_wage_cny_per_month();
    const int most = request_.max_wage_cny_per_month();
    if (least == 0 && most == 0) return true;
    if (facts.max_wage_cny_per_month == 0) return request_.include_unstated_wage();
    return facts.max_wage_cny_per_month >= least &&
           (most == 0 || facts.min_wage_cny_per_month <= most);
  }
  bool PassesConditions(const PackedVacancy& row, const VacancyFacts& facts) const {
    if (!PassesWage(facts)) return false;
    if (request_.accommodation_provided() && row.accommodation_provided != matcher::Answer::kYes) {
      return false;
    }
    if (request_.no_night_shift() && row.night_shift != matcher::Answer::kNo) return false;
    return !request_.meals_provided() || facts.meals_provided;
  }
  bool PassesPerson(const PackedVacancy& row) const {
    const int age = request_.age_years();
    if (age > 0 &&
        (age < row.min_age_years || (row.max_age_years != 0 && age > row.max_age_years))) {
      return false;
    }
    return request_.education() == v1::EDUCATION_LEVEL_UNSPECIFIED ||
           static_cast<int>(row.min_education) <= request_.education();
  }
  bool NamesSkills(const PackedVacancy& row) const {
    return std::all_of(skills_.begin(), skills_.end(), [&](matcher::CodeNumber wanted) {
      return std::any_of(row.skills.begin(), row.skills.end(),
                         [wanted](const auto& skill) { return skill.skill == wanted; });
    });
  }
  bool HasWords(Slot slot) const {
    const absl::string_view text = table_.folded_text(slot);
    return std::all_of(words_.begin(), words_.end(),
                       [text](const auto& word) { return absl::StrContains(text, word); });
  }

  const VacancyTable& table_;
  const v1::SearchVacanciesRequest& request_;
  const matcher::PackedDate day_;
  const std::vector<std::string> words_;
  const OccupationFilter occupations_;
  std::vector<bool> offices_, employers_, divisions_;  // by number; empty: all
  std::vector<matcher::CodeNumber> skills_;
  unsigned states_ = 0;
  int64_t updated_since_micros_ = 0;
  int64_t updated_before_micros_ = 0;
  std::optional<matcher::PlanePoint> near_;
};

Place PlaceOf(v1::SearchVacanciesRequest::Order order, Slot slot, const PackedVacancy& row,
              const VacancyFacts& facts, const Filter& filter) {
  switch (order) {
    case v1::SearchVacanciesRequest::WAGE_DESCENDING:
      return {-facts.max_wage_cny_per_month, -facts.min_wage_cny_per_month, slot};
    case v1::SearchVacanciesRequest::OPENINGS_DESCENDING:
      return {0, -facts.openings_left_count(), slot};
    case v1::SearchVacanciesRequest::EXPIRING_FIRST:
      return {row.expire_date == matcher::kNoDate, row.expire_date, slot};
    case v1::SearchVacanciesRequest::NEAREST_FIRST:
      return {filter.DistanceOf(row).value_or(0), 0, slot};
    default:
      return {-facts.update_time_micros, 0, slot};
  }
}

class Facets {
 public:
  Facets(const MatchIndex::View& view, absl::CivilDay day) : view_(view), day_(day) {}

  void Count(Slot slot) {
    const PackedVacancy& row = view_.matcher().vacancies().row(slot);
    const VacancyFacts& facts = view_.vacancies().facts(slot);
    places_.Count(row.workplace_division);
    offices_.Count(facts.office);
    employers_.Count(facts.employer);
    example_of_employer_.try_emplace(facts.employer, slot);
    if (row.occupation >> matcher::kMiddleClassShift != 0) {
      ++classes_[row.occupation >> matcher::kMiddleClassShift];
    }
    if (facts.min_wage_cny_per_month > 0) bands_.Count(facts.min_wage_cny_per_month / kWageBandCny);
  }

  std::vector<v1::Facet> ToProto() const {
    const VacancyTable& table = view_.vacancies();
    FacetValues cities, classes, employers, bands, offices;
    places_.ForEach([&](int number, int count) {
      if (number == matcher::kNoCode) return;
      Add(CityOf(view_.matcher().dictionaries().divisions.Text(number), day_), count, cities);
    });
    for (const auto& [number, count] : classes_) Add(MiddleClassOf(number), count, classes);
    employers_.ForEach([&](int number, int count) {
      if (number == matcher::kNoCode) return;
      const auto canonical = table.employers().CanonicalOf(number);
      Add({table.employers().Name(canonical),
           table.texts(example_of_employer_.at(number)).employer_display_name},
          count, employers);
    });
    bands_.ForEach([&](int band, int count) {
      const int least = band * kWageBandCny;
      Add({absl::StrCat(least), absl::StrCat(least, "-", least + kWageBandCny - 1)}, count, bands);
    });
    offices_.ForEach([&](int number, int count) {
      Add({table.offices().Text(number), ""}, count, offices);
    });
    return {ToFacet("workplace_division_code", cities), ToFacet("occupation_code", classes),
            ToFacet("employer", employers), ToFacet("min_wage_cny_per_month", bands),
            ToFacet(kOfficeField, offices)};
  }

 private:
  static void Add(const std::pair<std::string, std::string>& value, int count,
                  FacetValues& values) {
    const auto it = values.try_emplace(value.first, value.second, 0).first;
    it->second.second += count;
  }

  const MatchIndex::View& view_;
  const absl::CivilDay day_;
  NumberCounts places_, offices_, employers_, bands_;
  absl::flat_hash_map<int, int> classes_;
  absl::flat_hash_map<int, Slot> example_of_employer_;
};

v1::FoundVacancy ToFound(const MatchIndex::View& view, const Filter& filter, Slot slot,
                         absl::CivilDay day) {
  const auto& rows = view.matcher().vacancies();
  const PackedVacancy& row = rows.row(slot);
  const VacancyTable& table = view.vacancies();
  const VacancyFacts& facts = table.facts(slot);
  v1::FoundVacancy found;
  found.set_name(std::string(rows.name(slot)));
  found.set_state(StateOn(row, matcher::PackDate(day)));
  found.set_title(table.texts(slot).title);
  found.set_employer(table.employers().Name(facts.employer));
  found.set_employer_display_name(table.texts(slot).employer_display_name);
  found.set_workplace_division_code(
      view.matcher().dictionaries().divisions.Text(row.workplace_division));
  if (row.occupation != matcher::kNoOccupation) {
    found.set_occupation_code(matcher::UnpackOccupation(row.occupation));
  }
  found.set_min_wage_cny_per_month(facts.min_wage_cny_per_month);
  found.set_max_wage_cny_per_month(facts.max_wage_cny_per_month);
  // Where nobody has said how many are wanted, that none is any more: its one opening is taken.
  if (facts.opening_count != 0 || facts.openings_left_count() <= 0) {
    found.set_openings_left_count(facts.openings_left_count());
  }
  if (row.expire_date != matcher::kNoDate) {
    *found.mutable_expire_date() = runtime::ToDate(matcher::UnpackDate(row.expire_date));
  }
  *found.mutable_update_time() =
      runtime::ToTimestamp(absl::FromUnixMicros(facts.update_time_micros));
  const int32_t group = table.group_by_slot()[static_cast<size_t>(slot)];
  if (group != 0) found.set_duplicate_group(table.GroupName(group));
  const auto distance = filter.DistanceOf(row);
  if (distance.has_value()) {
    found.set_distance_km(static_cast<int32_t>(*distance / k100mAKilometre));
  }
  found.set_employer_blocked(BlockedOn(row, matcher::PackDate(day)));
  return found;
}

struct Group {
  Place first;
  int count = 0;
};

}  // namespace

absl::StatusOr<VacanciesFound> SearchVacancies(const MatchIndex::View& view,
                                               const VacancySearch& search) {
  const auto& rows = view.matcher().vacancies();
  const VacancyTable& table = view.vacancies();
  const Filter filter(view, search);
  Facets facets(view, search.day);
  VacanciesFound found;
  OrderedPage page(search.limit, search.after, [&](int32_t slot) { return rows.name(slot); });
  const auto show = [&](const Place& place) {
    ++found.total_size;
    if (search.request->facets()) facets.Count(place.slot);
    page.Offer(place);
  };
  absl::flat_hash_map<int32_t, Group> groups;
  for (Slot slot = 0; slot < rows.slot_end(); ++slot) {
    if (slot % matcher::kRowsBetweenChecks == 0 && search.keep_going) {
      LAOWU_RETURN_IF_ERROR(search.keep_going());
    }
    if (!rows.Holds(slot) || !filter.Passes(slot, rows.row(slot))) continue;
    const Place place =
        PlaceOf(search.request->order(), slot, rows.row(slot), table.facts(slot), filter);
    const int32_t group = table.group_by_slot()[static_cast<size_t>(slot)];
    if (group == 0 || !search.request->collapse_duplicates()) {
      show(place);
      continue;
    }
    Group& members = groups[group];
    if (members.count++ == 0 || page.Before(place, members.first)) members.first = place;
  }
  for (const auto& [number, group] : groups) show(group.first);
  bool has_more = false;
  for (const Place& place : page.Take(&has_more)) {
    found.vacancies.push_back(ToFound(view, filter, place.slot, search.day));
    const auto group = groups.find(table.group_by_slot()[static_cast<size_t>(place.slot)]);
    if (group != groups.end()) {
      found.vacancies.back().set_collapsed_vacancy_count(group->second.count - 1);
    }
    if (has_more) found.last = {place.first, place.second, std::string(rows.name(place.slot))};
  }
  if (search.request->facets()) found.facets = facets.ToProto();
  return found;
}

}  // namespace laowu::match
