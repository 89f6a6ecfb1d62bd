#include "ratio/places.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "reference/countries.h"

namespace laowu::ratio {
namespace {

using reference::Division;
using reference::DivisionLevel;

bool AllDigits(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
}

// The coarser of two units decides where the finer is not known on both sides.
Outside Differ(UnitId home, UnitId work) {
  return home != kNoUnit && work != kNoUnit && home != work ? Outside::kYes : Outside::kNo;
}

}  // namespace

Outside IsOutside(const Place& home, const Place& work, Boundary boundary) {
  if (work.overseas) return Outside::kYes;
  if (Differ(home.province, work.province) == Outside::kYes) return Outside::kYes;
  if (work.province == kNoUnit || home.province == kNoUnit) return Outside::kUnclear;
  if (boundary == Boundary::kProvince) return Outside::kNo;
  if (Differ(home.city, work.city) == Outside::kYes) return Outside::kYes;
  if (Differ(home.county, work.county) == Outside::kYes) return Outside::kYes;
  if (work.county == kNoUnit || home.county == kNoUnit) return Outside::kUnclear;
  if (boundary != Boundary::kTownship) return Outside::kNo;
  if (work.township == kNoUnit || home.township == kNoUnit) return Outside::kUnclear;
  return Differ(home.township, work.township);
}

UnitId Places::Unit(absl::string_view code) {
  const auto next = static_cast<UnitId>(codes_.size());
  const auto [unit, is_new] = units_.try_emplace(std::string(code), next);
  if (is_new) codes_.emplace_back(code);
  return unit->second;
}

Places::Places(const reference::Divisions& divisions, const TextTable& texts, DayNumber day)
    : divisions_(divisions), texts_(texts), day_(CivilDayOf(day)) {
  for (const absl::CivilDay change : divisions.change_days()) {
    change_days_.push_back(DayNumberOf(change));
  }
}

std::int32_t Places::StretchOf(DayNumber known_day) const {
  std::size_t stretch = change_days_.size();  // a dozen
  while (stretch > 0 && known_day < change_days_[stretch - 1]) --stretch;
  return static_cast<std::int32_t>(stretch);
}

const Place& Places::Find(TextId code, DayNumber known_day) {
  Recent& recent = recent_[static_cast<std::size_t>(code) % recent_.size()];
  if (recent.code == code && recent.stretch == kAnyStretch) return recent.place;
  const std::int32_t stretch = StretchOf(known_day);
  if (recent.code == code && recent.stretch == stretch) return recent.place;
  const auto lasting = lasting_.find(code);
  if (lasting != lasting_.end()) {
    recent = {code, kAnyStretch, lasting->second};
    return recent.place;
  }
  const auto dated = dated_.find({code, stretch});
  if (dated != dated_.end()) {
    recent = {code, stretch, dated->second};
    return recent.place;
  }
  const absl::string_view text = texts_.text(code);
  Place place = Resolve(text, CivilDayOf(known_day));
  const std::vector<const Division*> meanings = divisions_.FindEver(text);
  const bool is_lasting = meanings.size() == 1 && divisions_.Find(text, day_) == meanings[0];
  if (is_lasting || !AllDigits(text)) return lasting_.emplace(code, place).first->second;
  return dated_.emplace(std::make_pair(code, stretch), place).first->second;
}

void Places::FillByDigits(absl::string_view code, Place& place) {
  if (code.size() < 2) return;
  if (place.province == kNoUnit) place.province = Unit(absl::StrCat(code.substr(0, 2), "0000"));
  if (code.size() < 6) return;
  if (place.city == kNoUnit && code.substr(2, 2) != "00") {
    place.city = Unit(absl::StrCat(code.substr(0, 4), "00"));
  }
  const bool has_county = code.substr(4, 2) != "00" || code.size() >= 9;
  if (place.county == kNoUnit && has_county) place.county = Unit(code.substr(0, 6));
  if (place.township == kNoUnit && code.size() >= 9) place.township = Unit(code.substr(0, 9));
}

Place Places::Resolve(absl::string_view code, absl::CivilDay known_day) {
  Place place;
  if (code.empty()) return place;
  if (!AllDigits(code)) {
    place.overseas = true;  // rule 12
    return place;
  }
  const std::optional<std::string> translated = divisions_.Translate(code, known_day, day_);
  const std::string current = translated.value_or(std::string(code));
  std::vector<const Division*> lineage = divisions_.Lineage(current, day_);
  if (lineage.empty() && current.size() >= 9) {  // a township that is not in the tables
    lineage = divisions_.Lineage(current.substr(0, 6), day_);
  }
  for (const Division* division : lineage) {
    const UnitId unit = Unit(division->code);
    if (division->level == DivisionLevel::kProvince) place.province = unit;
    if (division->level == DivisionLevel::kCity) place.city = unit;
    if (division->level == DivisionLevel::kCounty) place.county = unit;
    if (division->level == DivisionLevel::kTownship) place.township = unit;
  }
  if (place.county == kNoUnit && !lineage.empty()) {
    const absl::string_view county = divisions_.CountyOf(current, day_);
    if (!county.empty()) place.county = Unit(county);
  }
  FillByDigits(current, place);
  return place;
}

UnitId Places::UnitOf(absl::string_view division) {
  std::string code(division.substr(0, std::min<std::size_t>(division.size(), 9)));
  if (code.size() == 2 || code.size() == 4) code.resize(6, '0');
  return Unit(code);
}

UnitId Places::UnitOfCountry(TextId code) {
  return Unit(reference::CountedCode(texts_.text(code)));
}

}  // namespace laowu::ratio
