#include "ratio/eras.h"

#include <algorithm>

namespace laowu::ratio {
namespace {

constexpr std::size_t kBits = 64;

// By the codes of the divisions, since each era numbers its own.
bool SamePlace(const Era& a, const Place& in_a, const Era& b, const Place& in_b) {
  const auto same = [&](UnitId unit_a, UnitId unit_b) {
    return a.places.CodeOf(unit_a) == b.places.CodeOf(unit_b);
  };
  return in_a.overseas == in_b.overseas && same(in_a.province, in_b.province) &&
         same(in_a.city, in_b.city) && same(in_a.county, in_b.county) &&
         same(in_a.township, in_b.township);
}

}  // namespace

Era::Era(const reference::Divisions& divisions, const TextTable& texts, DayNumber first_day,
         const std::vector<std::string>& targets)
    : first(first_day), places(divisions, texts, first_day) {
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const auto unit = static_cast<std::size_t>(places.UnitOf(targets[i]));
    if (unit >= target_of.size()) target_of.resize(unit + 1, -1);
    if (target_of[unit] < 0) target_of[unit] = static_cast<std::int32_t>(i);
  }
}

std::int32_t Era::TargetOf(const Place& home) const {
  for (const UnitId unit : {home.township, home.county, home.city, home.province}) {
    const auto at = static_cast<std::size_t>(unit);
    if (unit != kNoUnit && at < target_of.size() && target_of[at] >= 0) return target_of[at];
  }
  return -1;
}

std::vector<Era> ErasOf(const reference::Divisions& divisions, const TextTable& texts,
                        DayNumber first, DayNumber last, const std::vector<std::string>& targets) {
  std::vector<DayNumber> starts = {first};
  for (const absl::CivilDay change : divisions.change_days()) {
    const DayNumber day = DayNumberOf(change);
    if (first < day && day <= last) starts.push_back(day);
  }
  std::vector<Era> eras;
  eras.reserve(starts.size());
  for (const DayNumber start : starts) {
    eras.emplace_back(divisions, texts, start, targets);
  }
  return eras;
}

Era& EraOf(std::vector<Era>& eras, DayNumber day) {
  const auto next = std::upper_bound(eras.begin(), eras.end(), day,
                                     [](DayNumber d, const Era& era) { return d < era.first; });
  return *(next - 1);
}

PersonEras AllOf(std::vector<Era>& eras) {
  PersonEras all;
  for (Era& era : eras) all.push_back(&era);
  return all;
}

Era& EraOf(const PersonEras& eras, DayNumber day) {
  std::size_t at = eras.size() - 1;
  while (at > 0 && day < eras[at]->first) --at;
  return *eras[at];
}

ErasOfPersons::Changes ErasOfPersons::OfRegistrations(const WorkerHistory& history) {
  Changes changes = 0;
  history.ForRegistrations([&](TextId code, DayNumber day) { changes |= ChangesOf(code, day); });
  return changes;
}

PersonEras ErasOfPersons::Of(const WorkerHistory& history) {
  return ErasFor(eras_.size() > 1 ? OfRegistrations(history) : 0);
}

PersonEras ErasOfPersons::Of(const WorkerHistory& history, const Timeline& timeline) {
  if (eras_.size() == 1) return ErasFor(0);
  Changes changes = OfRegistrations(history);
  for (const Job& job : timeline.jobs) {
    if (job.workplace != kNoText) changes |= ChangesOf(job.workplace, job.row->day);
  }
  return ErasFor(changes);
}

ErasOfPersons::Changes ErasOfPersons::ChangesOf(TextId code, DayNumber known_day) {
  Recent& recent = recent_[static_cast<std::size_t>(code) % recent_.size()];
  if (recent.code == code && recent.stretch == kAnyStretch) return recent.changes;
  const std::int32_t stretch = eras_.front().places.StretchOf(known_day);
  if (recent.code == code && recent.stretch == stretch) return recent.changes;
  const auto [quiet, is_new_code] = is_quiet_.try_emplace(code, false);
  if (is_new_code) quiet->second = IsQuiet(texts_.text(code));
  if (quiet->second) {
    recent = {code, kAnyStretch, 0};
    return 0;
  }
  const auto [changes, is_new] = changes_.try_emplace(std::make_pair(code, stretch), 0);
  if (is_new) changes->second = Compare(code, known_day);
  recent = {code, stretch, changes->second};
  return recent.changes;
}

// Whether neither the code, nor any above it, changes on any day asked about: so it is of nearly
// all, and looking them up in each era would take longer. A city's county depends on others.
bool ErasOfPersons::IsQuiet(absl::string_view code) const {
  constexpr std::size_t kCountyDigits = 6;
  const absl::CivilDay first = CivilDayOf(eras_.front().first);
  const absl::CivilDay last = CivilDayOf(eras_.back().first);
  auto meanings = divisions_.FindEver(code);
  if (meanings.empty()) meanings = divisions_.FindEver(code.substr(0, kCountyDigits));
  bool in_county = false;
  while (meanings.size() == 1) {
    const reference::Division& division = *meanings[0];
    if (first < division.valid_from || division.valid_until <= last) return false;
    in_county = in_county || division.level == reference::DivisionLevel::kCounty;
    if (division.parent.empty()) return in_county;
    meanings = divisions_.FindEver(division.parent);
  }
  return false;
}

ErasOfPersons::Changes ErasOfPersons::Compare(TextId code, DayNumber known_day) {
  Changes changes = 0;
  for (std::size_t e = 1; e < eras_.size() && e < kBits; ++e) {
    Era& before = eras_[e - 1];
    Era& now = eras_[e];
    if (!SamePlace(before, before.places.Find(code, known_day), now,
                   now.places.Find(code, known_day))) {
      changes |= Changes{1} << e;
    }
  }
  return changes;
}

PersonEras ErasOfPersons::ErasFor(Changes changes) {
  PersonEras eras = {&eras_.front()};
  if (changes == 0 && eras_.size() <= kBits) return eras;
  for (std::size_t e = 1; e < eras_.size(); ++e) {
    if (e >= kBits || (changes >> e & 1) != 0) eras.push_back(&eras_[e]);
  }
  return eras;
}

}  // namespace laowu::ratio
