#include "intake/place.h"

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
#include "intake/place_english.h"
#include "intake/place_names.h"
#include "intake/place_wishes.h"
#include "intake/text.h"
#include "re2/re2.h"
#include "reference/divisions.h"

namespace laowu::intake {
namespace {

using reference::Division;
using reference::DivisionLevel;
using reference::Divisions;

constexpr int kMaxNameCharacters = 16;

// What one name may mean, already as a code in force on the reader's day.
struct Meaning {
  std::string code;
  DivisionLevel level;
  bool full_name = false;  // 中山市, not 中山
  bool former = false;     // a name of the past
  bool misspelt = false;
};

// Regions that people name in wishes: the province that stands for them.
struct Region {
  absl::string_view name;
  absl::string_view code;
};
constexpr std::array kRegions = {
    Region{"珠三角", "440000"},
    Region{"珠江三角洲", "440000"},
    Region{"大湾区", "440000"},
};

bool IsDigits(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c));
  });
}

std::size_t NextLength(absl::string_view text) {
  return std::max<std::size_t>(1, Utf8SequenceLength(text));
}

}  // namespace

struct PlaceReader::Index {
  absl::CivilDay as_of;
  std::string home;
  absl::flat_hash_map<std::string, std::vector<Meaning>> names;
  absl::flat_hash_map<std::string, bool> first_characters;

  void Add(absl::string_view name, Meaning meaning) {
    if (CharacterCount(name) < 2) return;
    std::string key = FoldTight(name);
    first_characters.try_emplace(key.substr(0, NextLength(key)), true);
    std::vector<Meaning>& meanings = names[std::move(key)];
    for (Meaning& known : meanings) {
      if (known.code != meaning.code) continue;
      known.full_name = known.full_name || meaning.full_name;
      known.former = known.former && meaning.former;
      known.misspelt = known.misspelt && meaning.misspelt;
      return;
    }
    meanings.push_back(std::move(meaning));
  }

  bool Contains(absl::string_view area, absl::string_view code) const {
    return Divisions::Get().Contains(area, code, as_of);
  }

  // The longest known name that `text` begins with.
  const std::vector<Meaning>* Longest(absl::string_view text, std::size_t* length) const {
    if (!first_characters.contains(std::string(text.substr(0, NextLength(text))))) return nullptr;
    std::array<std::size_t, kMaxNameCharacters> ends{};
    std::size_t count = 0;
    for (std::size_t end = 0; end < text.size() && count < ends.size(); ++count) {
      end += NextLength(text.substr(end));
      ends[count] = std::min(end, text.size());
    }
    while (count >= 2) {
      const auto found = names.find(text.substr(0, ends[count - 1]));
      if (found != names.end()) {
        *length = ends[count - 1];
        return &found->second;
      }
      --count;
    }
    return nullptr;
  }
};

PlaceReader::PlaceReader(absl::CivilDay as_of, absl::string_view home_division_code) {
  auto index = std::make_unique<Index>();
  index->as_of = as_of;
  index->home = std::string(home_division_code);
  const Divisions& divisions = Divisions::Get();
  for (const Division& division : divisions.all()) {
    const bool former = division.valid_until <= as_of;
    if (division.valid_from > as_of) continue;
    std::string code(division.code);
    if (former) {
      const std::optional<std::string> now =
          divisions.Translate(division.code, division.valid_until - 1, as_of);
      if (!now.has_value()) continue;
      code = *now;
    }
    index->Add(division.name, {code, division.level, true, former});
    index->Add(division.short_name,
               {code, division.level, division.short_name == division.name, former});
  }
  for (const PlaceName& name : PlaceNames()) {
    if (!divisions.IsAccepted(name.code, as_of)) continue;
    const Division* division = divisions.Find(name.code, as_of);
    const DivisionLevel level = division != nullptr     ? division->level
                                : name.code.size() == 6 ? DivisionLevel::kCounty
                                                        : DivisionLevel::kTownship;
    index->Add(name.name,
               {std::string(name.code), level, /*full_name=*/true,
                name.kind == PlaceName::Kind::kFormer, name.kind == PlaceName::Kind::kMisspelt});
  }
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

// The meanings that the text read so far leaves open.
using Meanings = std::vector<Meaning>;

template <typename Predicate>
Meanings Keep(const Meanings& all, Predicate keep) {
  Meanings kept;
  std::copy_if(all.begin(), all.end(), std::back_inserter(kept), keep);
  return kept;
}

// What a text names, read from left to right.
struct Scan {
  Meanings open;                 // what it may mean
  std::string unread;            // what follows the last name understood
  bool settled_by_text = false;  // more than one name, one within the other
  int names_read = 0;            // that the text begins with, one behind the other
  std::string other_name;        // of a list: within none of those before it, nor around them
};

// Whether a name with these meanings is a further place of the list that `before` ends with.
bool ListsAnother(absl::string_view before, const Meanings& meant) {
  bool weak = false;
  if (!EndsWithListMark(before, &weak)) return false;
  const DivisionLevel finest = weak ? DivisionLevel::kCity : DivisionLevel::kCounty;
  return std::any_of(meant.begin(), meant.end(),
                     [&](const Meaning& m) { return m.level <= finest && !m.former; });
}

// `longest(rest, &length)`: meanings of the longest name that `rest` begins with, or nullptr;
// `contains(area, code)`.
template <typename Longest, typename Contains>
Scan ScanNames(absl::string_view text, const Longest& longest, const Contains& contains) {
  Scan scan;
  absl::string_view rest = text;
  absl::string_view unread = text;
  bool leads = true;  // nothing but names so far
  while (!rest.empty()) {
    std::size_t length = 0;
    const Meanings* found = longest(rest, &length);
    if (found == nullptr) {
      rest.remove_prefix(NextLength(rest));
      leads = false;
      continue;
    }
    const absl::string_view name = rest.substr(0, length);
    rest.remove_prefix(length);
    if (IsPartOfAWord(name, rest)) {
      leads = false;
      continue;
    }
    Meanings meant = *found;
    if (IsRoad(rest)) meant = Keep(meant, [](const Meaning& m) { return m.full_name; });
    if (meant.empty()) continue;
    if (scan.open.empty()) {
      scan.open = std::move(meant);
      unread = rest;
      if (leads) ++scan.names_read;
      continue;
    }
    // Within what was named before; else around it ("小榄镇,中山市").
    const auto holds = [&](const Meaning& area, const Meaning& part) {
      return area.level < part.level && contains(area.code, part.code);
    };
    Meanings inside = Keep(meant, [&](const Meaning& m) {
      return std::any_of(scan.open.begin(), scan.open.end(),
                         [&](const Meaning& o) { return holds(o, m); });
    });
    if (!inside.empty()) {
      unread = rest;
      if (leads) ++scan.names_read;
    } else {
      inside = Keep(scan.open, [&](const Meaning& o) {
        return std::any_of(meant.begin(), meant.end(),
                           [&](const Meaning& m) { return holds(m, o); });
      });
    }
    if (inside.empty()) {
      const absl::string_view before = text.substr(0, text.size() - rest.size() - length);
      if (scan.other_name.empty() && ListsAnother(before, meant))
        scan.other_name = std::string(name);
      continue;
    }
    scan.settled_by_text = true;
    scan.open = std::move(inside);
  }
  scan.unread = std::string(unread);
  return scan;
}

// The best of several meanings by form and level; more than one if they are equal.
Meanings HighestOf(const Meanings& open) {
  const auto rank = [](const Meaning& m) { return std::pair(!m.full_name, m.level); };
  const Meaning best =
      *std::min_element(open.begin(), open.end(),
                        [&](const Meaning& a, const Meaning& b) { return rank(a) < rank(b); });
  return Keep(open, [&](const Meaning& m) { return rank(m) == rank(best); });
}

// Two or four digits within a text are a number of something else: 3500 is a wage.
bool IsCode(absl::string_view folded) {
  constexpr std::size_t kLeastDigits = 6;
  const bool of_sheet = absl::ConsumeSuffix(&folded, ".0");
  return folded.size() >= kLeastDigits && (of_sheet || IsDigits(folded));
}

// What was found; `by_level`, `by_home`: what settled it among several.
void TellMeaning(const Meaning& meaning, bool by_level, bool by_home, absl::CivilDay as_of,
                 PlaceReading* reading) {
  reading->outcome = PlaceReading::Outcome::kFound;
  reading->code = meaning.code;
  reading->rule = meaning.misspelt    ? "place.misspelt"
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
  if (!reading->unread_name.empty()) reading->confidence = std::min(reading->confidence, 70);
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
  reading.outcome = PlaceReading::Outcome::kUnknown;
  Scan scan = ScanNames(
      folded,
      [&](absl::string_view rest, std::size_t* length) { return index_->Longest(rest, length); },
      [&](absl::string_view area, absl::string_view code) { return index_->Contains(area, code); });
  Meanings open = std::move(scan.open);
  reading.unread_text = std::move(scan.unread);
  reading.names_read = scan.names_read;
  reading.other_name = std::move(scan.other_name);
  const auto in_home = [&](const Meaning& m) {
    return !index_->home.empty() &&
           (index_->Contains(index_->home, m.code) || index_->Contains(m.code, index_->home));
  };
  // Former names count only where no name in force does.
  if (Meanings now = Keep(open, [](const Meaning& m) { return !m.former; }); !now.empty()) {
    open = std::move(now);
  }
  bool by_home = false;
  if (Meanings near = Keep(open, in_home); open.size() > 1 && !near.empty()) {
    by_home = near.size() < open.size();
    open = std::move(near);
  }
  // Townships of most of the country are unknown: a bare township's name proves nothing elsewhere.
  if (!scan.settled_by_text) {
    open = Keep(open,
                [&](const Meaning& m) { return m.level < DivisionLevel::kTownship || in_home(m); });
  }
  if (open.empty()) return reading;
  const bool by_level = open.size() > 1;
  if (by_level) open = HighestOf(open);
  if (open.size() > 1) {
    reading.outcome = PlaceReading::Outcome::kAmbiguous;
    for (const Meaning& meaning : open) {
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
    (void)index_->Longest(rest, &length);
    return length;
  };
  for (const std::string& piece : SplitList(WrittenOut(text, name_length), /*at_blanks=*/true)) {
    PlaceReading reading = Read(piece);
    for (const Region& region : kRegions) {
      if (!absl::StrContains(piece, region.name)) continue;
      reading = ReadCode(region.code);
      reading.rule = "place.region";
      reading.confidence = 60;
    }
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

PlaceReading PlaceReader::ReadTownship(absl::string_view beside, absl::string_view name) const {
  const std::string city = absl::StrCat(beside.substr(0, 4), "00");
  PlaceReading reading = Read(absl::StrCat(FullName(city), name));
  if (reading.code.size() >= 9 && reading.unread_text.empty()) return reading;
  reading = PlaceReading();
  reading.outcome = PlaceReading::Outcome::kUnknown;
  return reading;
}

std::string PlaceReader::AreaOfTownships(const std::vector<std::string>& names) const {
  if (names.size() < 2) return "";
  std::vector<std::string> areas;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto found = index_->names.find(FoldTight(names[i]));
    if (found == index_->names.end()) return "";
    std::vector<std::string> of_name;
    for (const Meaning& meaning : found->second) {
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
