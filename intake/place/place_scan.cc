#include "intake/place/place_scan.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>

#include "absl/strings/match.h"
#include "intake/place/place.h"
#include "intake/place/place_names.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

using reference::DivisionLevel;

constexpr int kMaxNameCharacters = 16;
constexpr std::size_t kAnyLength = std::numeric_limits<std::size_t>::max();

std::size_t NextLength(absl::string_view text) {
  return std::max<std::size_t>(1, Utf8SequenceLength(text));
}

template <typename Predicate>
PlaceMeanings Keep(const PlaceMeanings& all, Predicate keep) {
  PlaceMeanings kept;
  std::copy_if(all.begin(), all.end(), std::back_inserter(kept), keep);
  return kept;
}

// What parts the places of a list from what follows them: "小榄、古镇", "横栏与古镇交界处".
bool EndsAList(absl::string_view after) {
  if (after.empty()) return true;
  for (absl::string_view next : {"/", "、", ",", "|", ";", ")", "或", "和", "及", "与", "等", "都",
                                 "均", "各", "交界", "之间", "一带", "两", "三"}) {
    if (absl::StartsWith(after, next)) return true;
  }
  return false;
}

// Whether a name with these meanings is a further place of the list that `before` ends with.
bool ListsAnother(absl::string_view before, absl::string_view after, const PlaceMeanings& open,
                  const PlaceMeanings& meant) {
  bool weak = false;
  if (!EndsWithListMark(before, &weak)) return false;
  const DivisionLevel finest = weak ? DivisionLevel::kCity : DivisionLevel::kCounty;
  return std::any_of(meant.begin(), meant.end(), [&](const PlaceMeaning& m) {
    if (m.level <= finest) return !m.former;
    // Of townships only those that lie in one city: 古镇 and 三角 are words elsewhere.
    return m.level == DivisionLevel::kTownship && EndsAList(after) &&
           std::any_of(open.begin(), open.end(), [&](const PlaceMeaning& o) {
             return o.level == DivisionLevel::kTownship && o.code != m.code &&
                    o.code.substr(0, kCityDigits) == m.code.substr(0, kCityDigits);
           });
  });
}

// 珠|东乡, 大|新乡: what ends in 乡 or 镇 behind a character that is no name's and no verb's is the
// rest of a township's name, not the county's.
bool IsRestOfATownship(absl::string_view before, absl::string_view name) {
  if (!absl::EndsWith(name, "乡") && !absl::EndsWith(name, "镇")) return false;
  if (before.size() < 3) return false;
  const absl::string_view character = before.substr(before.size() - 3);
  const auto lead = static_cast<unsigned char>(character.front());
  const bool is_han = lead >= 0xE4 && lead <= 0xE9;
  return is_han &&
         !absl::StrContains("去到在来往回自从由于至赴是或和及与跟省市县区州籍点址为、", character);
}

// One text, read once.
class Scanner {
 public:
  Scanner(absl::string_view text, const NameTable& names, HoldsCode holds, HoldsCode held)
      : text_(text), names_(names), holds_(holds), held_(held) {}

  PlaceScan Scan() {
    absl::string_view unread = text_;
    bool leads = true;         // nothing but names so far
    bool behind_name = false;  // right behind one
    for (absl::string_view rest = text_; !rest.empty();) {
      std::size_t length = 0;
      const PlaceMeanings* found = NameThatBegins(rest, &length);
      if (found == nullptr || found->empty()) {
        rest.remove_prefix(found == nullptr ? NextLength(rest) : length);
        leads = false;
        behind_name = false;
        continue;
      }
      const absl::string_view before = text_.substr(0, text_.size() - rest.size());
      const absl::string_view name = rest.substr(0, length);
      rest.remove_prefix(length);
      if (IsPartOfAWord(name, rest)) {
        leads = false;
        behind_name = false;
        continue;
      }
      PlaceMeanings meant = MeaningsHere(*found, before, name, rest, behind_name);
      behind_name = true;
      if (meant.empty()) continue;
      if (scan_.open.empty()) {
        scan_.open = std::move(meant);
        scan_.before = std::string(before);
        unread = rest;
        if (leads) ++scan_.names_read;
      } else if (TakeFurther(meant, before, name, rest)) {
        unread = rest;
        if (leads) ++scan_.names_read;
      }
    }
    scan_.unread = std::string(unread);
    return std::move(scan_);
  }

 private:
  bool LiesIn(const PlaceMeaning& area, const PlaceMeaning& part) const {
    return area.level < part.level && holds_(area.code, part.code);
  }
  bool LayIn(const PlaceMeaning& area, const PlaceMeaning& part) const {
    return area.level < part.level && held_(area.code, part.code);
  }
  bool AnyLiesIn(const PlaceMeanings& areas, const PlaceMeanings& parts) const {
    return std::any_of(areas.begin(), areas.end(), [&](const PlaceMeaning& area) {
      return std::any_of(parts.begin(), parts.end(),
                         [&](const PlaceMeaning& part) { return LiesIn(area, part); });
    });
  }

  // The longest name; a shorter one where that lies in what was named before and the longest does
  // not ("兰州|城关|镇"), or where a name within it follows and both reach further ("中山|港口镇",
  // not "中山港|口镇").
  const PlaceMeanings* NameThatBegins(absl::string_view rest, std::size_t* length) const {
    const PlaceMeanings* longest = names_.Longest(rest, kAnyLength, length);
    if (longest == nullptr || longest->empty()) return longest;
    const bool apart =
        !scan_.open.empty() && !AnyLiesIn(scan_.open, *longest) && !AnyLiesIn(*longest, scan_.open);
    std::size_t shorter = *length;
    while (const PlaceMeanings* found = names_.Longest(rest, shorter, &shorter)) {
      if (apart && AnyLiesIn(scan_.open, *found)) {
        *length = shorter;
        return found;
      }
      std::size_t next = 0;
      const PlaceMeanings* within = names_.Longest(rest.substr(shorter), kAnyLength, &next);
      if (within != nullptr && shorter + next > *length && AnyLiesIn(*found, *within)) {
        *length = shorter;
        return found;
      }
    }
    return longest;
  }

  // Without what it cannot mean where it stands.
  PlaceMeanings MeaningsHere(const PlaceMeanings& found, absl::string_view before,
                             absl::string_view name, absl::string_view after,
                             bool behind_name) const {
    // 中山路, 上海酒店 are named after a city; 海南三亚酒店 lies in it.
    if (IsRoad(after) && !(behind_name && IsBuilding(after) && AnyLiesIn(scan_.open, found))) {
      return Keep(found, [](const PlaceMeaning& m) { return m.full_name; });
    }
    // 大新|乡, 新华|镇: a township called so, unless it lies in what was named before.
    const bool of_township = (absl::StartsWith(after, "乡") || absl::StartsWith(after, "镇")) &&
                             !AnyLiesIn(scan_.open, found);
    if (of_township || (!behind_name && IsRestOfATownship(before, name))) {
      return Keep(found, [](const PlaceMeaning& m) {
        return m.full_name || m.level == DivisionLevel::kTownship;
      });
    }
    return found;
  }

  // Another name behind the first; true if it lies in what was named before.
  bool TakeFurther(const PlaceMeanings& meant, absl::string_view before, absl::string_view name,
                   absl::string_view after) {
    const auto in_open = [&](const PlaceMeaning& m, bool once) {
      return std::any_of(scan_.open.begin(), scan_.open.end(),
                         [&](const PlaceMeaning& o) { return once ? LayIn(o, m) : LiesIn(o, m); });
    };
    PlaceMeanings inside = Keep(meant, [&](const PlaceMeaning& m) { return in_open(m, false); });
    if (inside.empty()) {
      // 水城区|木果镇: the township went to another county, and the old address lives on.
      inside = Keep(meant, [&](const PlaceMeaning& m) { return in_open(m, true); });
      for (PlaceMeaning& meaning : inside) meaning.former = true;
    }
    const bool lies_inside = !inside.empty();
    if (!lies_inside) {  // around it: "小榄镇,中山市"
      inside = Keep(scan_.open, [&](const PlaceMeaning& o) {
        return std::any_of(meant.begin(), meant.end(),
                           [&](const PlaceMeaning& m) { return LiesIn(m, o); });
      });
    }
    if (inside.empty()) {
      if (scan_.other_name.empty() && ListsAnother(before, after, scan_.open, meant)) {
        scan_.other_name = std::string(name);
      }
      return false;
    }
    scan_.settled_by_text = true;
    scan_.open = std::move(inside);
    return lies_inside;
  }

  const absl::string_view text_;
  const NameTable& names_;
  const HoldsCode holds_;
  const HoldsCode held_;
  PlaceScan scan_;
};

}  // namespace

void NameTable::Add(absl::string_view name, PlaceMeaning meaning) {
  if (CharacterCount(name) < 2) return;
  std::string key = FoldTight(name);
  first_characters_.insert(key.substr(0, NextLength(key)));
  PlaceMeanings& meanings = names_[std::move(key)];
  for (PlaceMeaning& known : meanings) {
    if (known.code != meaning.code || known.ended_township != meaning.ended_township) continue;
    known.full_name = known.full_name || meaning.full_name;
    known.former = known.former && meaning.former;
    known.misspelt = known.misspelt && meaning.misspelt;
    return;
  }
  meanings.push_back(std::move(meaning));
}

void NameTable::AddNoPlace(absl::string_view word) {
  std::string key = FoldTight(word);
  first_characters_.insert(key.substr(0, NextLength(key)));
  names_[std::move(key)].clear();
}

bool NameTable::Knows(absl::string_view name) const { return names_.contains(FoldTight(name)); }

const PlaceMeanings* NameTable::Find(absl::string_view name) const {
  const auto found = names_.find(name);
  return found == names_.end() ? nullptr : &found->second;
}

const PlaceMeanings* NameTable::Longest(absl::string_view text, std::size_t below,
                                        std::size_t* length) const {
  if (!first_characters_.contains(text.substr(0, NextLength(text)))) return nullptr;
  std::array<std::size_t, kMaxNameCharacters> ends{};
  std::size_t count = 0;
  for (std::size_t end = 0; end < text.size() && count < ends.size();) {
    end = std::min(end + NextLength(text.substr(end)), text.size());
    if (end >= below) break;
    ends[count++] = end;
  }
  for (; count >= 2; --count) {
    const auto found = names_.find(text.substr(0, ends[count - 1]));
    if (found != names_.end()) {
      *length = ends[count - 1];
      return &found->second;
    }
  }
  return nullptr;
}

PlaceScan ScanPlaces(absl::string_view text, const NameTable& names, HoldsCode holds,
                     HoldsCode held) {
  return Scanner(text, names, holds, held).Scan();
}

}  // namespace laowu::intake
