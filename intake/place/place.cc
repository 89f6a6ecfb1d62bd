#include "intake/place/place.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <iterator>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "intake/place/place_english.h"
#include "intake/place/place_names.h"
#include "intake/place/place_scan.h"
#include "intake/place/place_wishes.h"
#include "intake/text/text.h"
#include "re2/re2.h"
#include "reference/divisions.h"

namespace laowu::intake {
namespace {

using reference::Division;
using reference::DivisionLevel;
using reference::Divisions;

bool IsDigits(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c));
  });
}

// A short name whose county is better known than the city of that name elsewhere: 朝阳 is as likely
// Beijing's. Of other names that both have, the city counts.
bool IsNotTheCity(absl::string_view text) {
  return absl::StartsWith(text, "朝阳") || absl::StartsWith(text, "兴安");
}

// How people shorten a name with peoples in it: 海南州, 松桃县, 坪地乡; empty if there is none.
std::string WithoutPeoples(const Division& division) {
  for (const auto& [ending, kind] :
       {std::pair{"自治州", "州"}, std::pair{"自治县", "县"}, std::pair{"自治旗", "旗"}}) {
    if (absl::EndsWith(division.name, ending)) return absl::StrCat(division.short_name, kind);
  }
  const bool of_peoples = absl::EndsWith(division.name, "族乡");
  return of_peoples ? absl::StrCat(division.short_name, "乡") : "";
}

}  // namespace

struct PlaceReader::Index {
  absl::CivilDay as_of;
  std::string home;
  NameTable names;
  // Townships that went to another county, with the one that they came from: 木果镇 was 水城's.
  absl::flat_hash_map<std::string, std::string> came_from;

  bool Contains(absl::string_view area, absl::string_view code) const {
    return Divisions::Get().Contains(area, code, as_of);
  }
  bool OnceContained(absl::string_view area, absl::string_view code) const {
    const auto found = came_from.find(code);
    return found != came_from.end() && found->second == area;
  }

  void AddDivision(const Division& division) {
    const Divisions& divisions = Divisions::Get();
    const bool former = division.valid_until <= as_of;
    if (division.valid_from > as_of) return;
    std::string code(division.code);
    if (former) {
      const absl::CivilDay last_day = division.valid_until - 1;
      const std::optional<std::string> now = divisions.Translate(division.code, last_day, as_of);
      if (!now.has_value()) return;
      code = *now;
      const std::optional<std::string> area = divisions.Translate(division.parent, last_day, as_of);
      if (division.level == DivisionLevel::kTownship && code.size() > area.value_or("").size() &&
          area.has_value() && !Contains(*area, code)) {
        came_from[code] = *area;
      }
    }
    PlaceMeaning meaning;
    meaning.code = code;
    meaning.level = division.level;
    meaning.former = former;
    meaning.full_name = true;
    names.Add(division.name, meaning);
    meaning.full_name = division.short_name == division.name;
    names.Add(division.short_name, std::move(meaning));
  }

  void AddName(const PlaceName& name) {
    if (!Divisions::Get().IsAccepted(name.code, as_of)) return;
    const Division* division = Divisions::Get().Find(name.code, as_of);
    const bool ended = name.kind == PlaceName::Kind::kEndedTownship;
    PlaceMeaning meaning;
    meaning.code = std::string(name.code);
    meaning.level = ended                   ? DivisionLevel::kTownship
                    : division != nullptr   ? division->level
                    : name.code.size() == 6 ? DivisionLevel::kCounty
                                            : DivisionLevel::kTownship;
    meaning.full_name = true;
    meaning.former = ended || name.kind == PlaceName::Kind::kFormer;
    meaning.misspelt = name.kind == PlaceName::Kind::kMisspelt;
    if (ended) meaning.ended_township = std::string(name.name);
    names.Add(name.name, std::move(meaning));
  }
};

PlaceReader::PlaceReader(absl::CivilDay as_of, absl::string_view home_division_code) {
  auto index = std::make_unique<Index>();
  index->as_of = as_of;
  index->home = std::string(home_division_code);
  for (const Division& division : Divisions::Get().all()) index->AddDivision(division);
  for (const PlaceName& name : PlaceNames()) index->AddName(name);
  for (const PlaceName& name : FormerNames()) index->AddName(name);
  for (const PlaceName& name : TownNames()) index->AddName(name);
  for (const Division& division : Divisions::Get().all()) {
    if (division.valid_from > as_of || division.valid_until <= as_of) continue;
    const std::string name = WithoutPeoples(division);
    if (name.empty() || index->names.Knows(name)) continue;
    PlaceMeaning meaning;
    meaning.code = std::string(division.code);
    meaning.level = division.level;
    meaning.full_name = true;
    index->names.Add(name, std::move(meaning));
  }
  for (absl::string_view region : {"珠三角", "珠江三角洲", "粤港澳大湾区", "大湾区"}) {
    PlaceMeaning guangdong;
    guangdong.code = "440000";
    guangdong.level = DivisionLevel::kProvince;
    guangdong.full_name = true;
    guangdong.region = true;
    index->names.Add(region, std::move(guangdong));
  }
  for (absl::string_view word : WordsThatAreNoPlace()) index->names.AddNoPlace(word);
  index_ = std::move(index);
}

PlaceReader::~PlaceReader() = default;

bool PlaceReader::Contains(absl::string_view area, absl::string_view code) const {
  return index_->Contains(area, code);
}

std::string PlaceReader::FullName(absl::string_view code) const {
  std::string name;
  const Divisions& divisions = Divisions::Get();
  for (const Division* division : divisions.Lineage(code, index_->as_of)) {
    absl::StrAppend(&name, division->name);
  }
  if (!name.empty() || code.size() < 6) return name;
  for (const PlaceName& known : PlaceNames()) {
    if (known.code != code) continue;
    const std::string above =
        code.size() == 9 ? std::string(code.substr(0, 6)) : absl::StrCat(code.substr(0, 4), "00");
    return absl::StrCat(FullName(above), known.name);
  }
  return name;
}

PlaceReading PlaceReader::ReadCode(absl::string_view text) const {
  PlaceReading reading;
  std::string code(Trim(text));
  if (code.empty()) return reading;
  if (absl::EndsWith(code, ".0")) code.resize(code.size() - 2);  // a number in a spreadsheet
  reading.outcome = PlaceReading::Outcome::kUnknown;
  if (!IsDigits(code) || (code.size() != 6 && code.size() != 9 && code.size() != 12 &&
                          code.size() != 2 && code.size() != 4)) {
    return reading;
  }
  code.resize(std::max<std::size_t>(6, code.size()), '0');
  if (code.size() == 12 && absl::EndsWith(code, "000")) code.resize(9);
  if (code.size() == 9 && absl::EndsWith(code, "000")) code.resize(6);
  const Divisions& divisions = Divisions::Get();
  const auto found = [&](std::string as, int confidence, absl::string_view rule) {
    reading.outcome = PlaceReading::Outcome::kFound;
    reading.code = std::move(as);
    reading.confidence = confidence;
    reading.rule = std::string(rule);
    return reading;
  };
  if (divisions.Find(code, index_->as_of) != nullptr) return found(code, 100, "place.code");
  const std::string known = code.size() == 12 ? code.substr(0, 9) : code;
  const std::vector<const Division*> ever = divisions.FindEver(known);
  if (ever.empty()) {
    // Townships are in the tables for some cities only; elsewhere the county vouches for the code.
    if (divisions.IsAccepted(code, index_->as_of)) return found(code, 95, "place.code");
    return reading;
  }
  for (const Division* meaning : ever) {
    if (meaning->valid_until > index_->as_of) continue;
    const std::optional<std::string> now =
        divisions.Translate(known, meaning->valid_until - 1, index_->as_of);
    if (!now.has_value()) continue;
    reading.stated_code = code;
    return found(*now, 95, "place.dead_code");
  }
  return reading;
}

namespace {

using Meanings = PlaceMeanings;

template <typename Predicate>
Meanings Keep(const Meanings& all, Predicate keep) {
  Meanings kept;
  std::copy_if(all.begin(), all.end(), std::back_inserter(kept), keep);
  return kept;
}

// The best of several meanings by form and level; more than one if they are equal.
Meanings HighestOf(const Meanings& open) {
  const auto rank = [](const PlaceMeaning& m) { return std::pair(!m.full_name, m.level); };
  const PlaceMeaning best = *std::min_element(
      open.begin(), open.end(),
      [&](const PlaceMeaning& a, const PlaceMeaning& b) { return rank(a) < rank(b); });
  return Keep(open, [&](const PlaceMeaning& m) { return rank(m) == rank(best); });
}

// Two or four digits within a text are a number of something else: 3500 is a wage.
bool IsCode(absl::string_view folded) {
  constexpr std::size_t kLeastDigits = 6;
  const bool of_sheet = absl::ConsumeSuffix(&folded, ".0");
  return folded.size() >= kLeastDigits && (of_sheet || IsDigits(folded));
}

// What was found; `by_level`, `by_home`: what settled it among several.
void TellMeaning(const PlaceMeaning& meaning, bool by_level, bool by_home, absl::CivilDay as_of,
                 PlaceReading* reading) {
  reading->outcome = PlaceReading::Outcome::kFound;
  reading->code = meaning.code;
  reading->rule = meaning.region      ? "place.region"
                  : meaning.misspelt  ? "place.misspelt"
                  : meaning.former    ? "place.former_name"
                  : by_home           ? "place.home"
                  : meaning.full_name ? "place.name"
                                      : "place.short_name";
  reading->confidence = (meaning.full_name ? 98 : 94) - (by_level ? 12 : 0) - (by_home ? 6 : 0) -
                        (meaning.former ? 6 : 0) - (meaning.misspelt ? 10 : 0);
  reading->unread_name = DivisionNamedIn(reading->unread_text);
  // Of most counties no townships are known, so that a township's name there is no surprise.
  const bool finest = meaning.level == DivisionLevel::kTownship ||
                      (meaning.level == DivisionLevel::kCounty &&
                       Divisions::Get().Children(meaning.code, as_of).empty());
  if (finest) reading->unread_name.clear();
  // "中山市、珠海市": known, and another place of a list.
  if (absl::StartsWith(reading->unread_name, reading->other_name) && !reading->other_name.empty()) {
    reading->unread_name.clear();
  }
  if (!meaning.ended_township.empty()) reading->unread_name = meaning.ended_township;
  if (!reading->unread_name.empty()) reading->confidence = std::min(reading->confidence, 70);
  if (meaning.region) reading->confidence = std::min(reading->confidence, 60);
}

}  // namespace

PlaceReading PlaceReader::Read(absl::string_view text) const {
  PlaceReading reading;
  const std::string folded = FoldTight(text);
  if (folded.empty()) return reading;
  if (IsCode(folded)) return ReadCode(folded);
  if (const auto code = CodeOfEnglishPlace(text, index_->as_of, index_->home); !code.empty()) {
    reading = Read(FullName(code));
    reading.rule = "place.english";
    return reading;
  }
  if (const auto code = ProvinceOfLetter(folded); !code.empty()) {
    reading = ReadCode(code);
    reading.rule = "place.short_name";
    reading.confidence = 80;
    return reading;
  }
  reading.outcome = PlaceReading::Outcome::kUnknown;
  PlaceScan scan = ScanPlaces(
      folded, index_->names,
      [&](absl::string_view area, absl::string_view code) { return index_->Contains(area, code); },
      [&](absl::string_view area, absl::string_view code) {
        return index_->OnceContained(area, code);
      });
  Meanings open = std::move(scan.open);
  reading.before_text = std::move(scan.before);
  reading.unread_text = std::move(scan.unread);
  reading.names_read = scan.names_read;
  reading.other_name = std::move(scan.other_name);
  const auto in_home = [&](const PlaceMeaning& m) {
    return !index_->home.empty() &&
           (index_->Contains(index_->home, m.code) || index_->Contains(m.code, index_->home));
  };
  // Former names count only where no name in force does.
  if (Meanings now = Keep(open, [](const PlaceMeaning& m) { return !m.former; }); !now.empty()) {
    open = std::move(now);
  }
  bool by_home = false;
  if (Meanings near = Keep(open, in_home); open.size() > 1 && !near.empty()) {
    by_home = near.size() < open.size();
    open = std::move(near);
  }
  // Townships of most of the country are unknown: a bare township's name proves nothing elsewhere.
  if (!scan.settled_by_text) {
    open = Keep(open, [&](const PlaceMeaning& m) {
      return m.level < DivisionLevel::kTownship || in_home(m);
    });
  }
  if (open.empty()) return reading;
  const bool by_level = open.size() > 1;
  if (by_level && !IsNotTheCity(folded)) open = HighestOf(open);
  if (open.size() > 1) {
    reading.outcome = PlaceReading::Outcome::kAmbiguous;
    for (const PlaceMeaning& meaning : open) {
      if (reading.candidates.size() < 8) reading.candidates.push_back(meaning.code);
    }
    return reading;
  }
  TellMeaning(open.front(), by_level, by_home, index_->as_of, &reading);
  return reading;
}

std::vector<PlaceReading> PlaceReader::ReadList(absl::string_view text,
                                                std::vector<std::string>* unread,
                                                absl::string_view lives_in) const {
  std::vector<PlaceReading> places;
  std::vector<std::string> bare;  // pieces that were not read
  if (SaysAnywhere(text)) return places;
  const auto name_length = [&](absl::string_view rest) {
    std::size_t length = 0;
    (void)index_->names.Longest(rest, rest.size() + 1, &length);
    return length;
  };
  for (const std::string& piece : SplitList(WrittenOut(text, name_length), /*at_blanks=*/true)) {
    PlaceReading reading = Read(piece);
    if (reading.outcome == PlaceReading::Outcome::kUnknown && !places.empty()) {
      reading = ReadTownship(places.back().code, piece);  // "中山小榄/古镇"
    }
    const bool found = reading.outcome == PlaceReading::Outcome::kFound;
    if (!found && LeavesOpen(piece) && SpeaksOfMore(piece)) return {};
    if (reading.outcome == PlaceReading::Outcome::kUnknown) {
      const std::string near = NearHome(piece, lives_in.empty() ? index_->home : lives_in);
      if (!near.empty()) {
        reading = ReadCode(near);
        reading.rule = "place.region";
        reading.confidence = 80;
      }
    }
    if (reading.outcome != PlaceReading::Outcome::kFound) {
      if (LeavesOpen(piece)) {
        if (places.empty()) return {};
        continue;  // "广东、福建,都可以"
      }
      bare.push_back(piece);
      if (unread != nullptr) unread->push_back(piece);
      continue;
    }
    std::vector<PlaceReading> more = NamesSideBySide(reading.unread_text);
    more.insert(more.begin(), std::move(reading));
    for (PlaceReading& place : more) {
      const bool repeated = std::any_of(places.begin(), places.end(), [&](const PlaceReading& one) {
        return one.code == place.code;
      });
      if (!repeated) places.push_back(std::move(place));
    }
  }
  if (const std::string area = places.empty() ? AreaOfTownships(bare) : ""; !area.empty()) {
    for (const std::string& name : bare) places.push_back(ReadTownship(area, name));
    if (unread != nullptr)
      std::erase_if(*unread, [&](const std::string& piece) {
        return std::find(bare.begin(), bare.end(), piece) != bare.end();
      });
  }
  return places;
}

std::string PlaceReader::AreaOfBoth(const PlaceReading& reading) const {
  if (reading.other_name.empty()) return "";
  if (reading.code.size() == kCountyDigits && !absl::EndsWith(reading.code, "00")) {
    const std::string city = absl::StrCat(reading.code.substr(0, 4), "00");
    const PlaceReading other = Read(absl::StrCat(FullName(city), reading.other_name));
    const bool beside = other.code.size() == kCountyDigits && other.unread_text.empty() &&
                        other.code != city && absl::StartsWith(other.code, city.substr(0, 4));
    return beside ? city : "";
  }
  if (reading.code.size() < kTownshipDigits) return "";
  const PlaceReading other = ReadTownship(reading.code, reading.other_name);
  if (other.code.size() < kTownshipDigits) return "";
  const std::string county = reading.code.substr(0, kCountyDigits);
  return absl::StartsWith(other.code, county) ? county
                                              : absl::StrCat(reading.code.substr(0, 4), "00");
}

PlaceReading PlaceReader::ReadTownship(absl::string_view beside, absl::string_view name) const {
  const std::string city = absl::StrCat(beside.substr(0, 4), "00");
  PlaceReading reading = Read(absl::StrCat(FullName(city), name));
  if (reading.code.size() >= kTownshipDigits && reading.unread_text.empty()) return reading;
  reading = PlaceReading();
  reading.outcome = PlaceReading::Outcome::kUnknown;
  return reading;
}

std::string PlaceReader::AreaOfTownships(const std::vector<std::string>& names) const {
  if (names.size() < 2) return "";
  std::vector<std::string> areas;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const PlaceMeanings* found = index_->names.Find(FoldTight(names[i]));
    if (found == nullptr) return "";
    std::vector<std::string> of_name;
    for (const PlaceMeaning& meaning : *found) {
      if (meaning.level == DivisionLevel::kTownship) of_name.push_back(meaning.code.substr(0, 6));
    }
    if (i == 0) areas = of_name;
    std::erase_if(areas, [&](const std::string& area) {
      return std::find(of_name.begin(), of_name.end(), area) == of_name.end();
    });
  }
  std::sort(areas.begin(), areas.end());
  areas.erase(std::unique(areas.begin(), areas.end()), areas.end());
  return areas.size() == 1 ? areas.front() : "";
}

std::vector<PlaceReading> PlaceReader::NamesSideBySide(absl::string_view behind) const {
  static const RE2 tail(
      R"((?:等地?|一带|那边|这边|都可以?|都行|都能去?|均可|皆可|也可以?|也行|优先|最好|务工|打工|上班|工作|为主)*)");
  constexpr int kSure = 85;
  std::vector<PlaceReading> names;
  std::string rest(behind);
  while (!rest.empty()) {
    PlaceReading next = Read(rest);
    if (next.outcome != PlaceReading::Outcome::kFound || next.names_read == 0 ||
        next.confidence < kSure) {
      break;
    }
    rest = next.unread_text;
    names.push_back(std::move(next));
  }
  if (!RE2::FullMatch(rest, tail)) names.clear();
  return names;
}

}  // namespace laowu::intake
