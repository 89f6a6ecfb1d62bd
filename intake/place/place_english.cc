#include "intake/place/place_english.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "reference/divisions.h"
#include "reference/english_names.h"

namespace laowu::intake {
namespace {

using reference::Division;
using reference::DivisionLevel;
using reference::Divisions;

using Found = std::vector<const Division*>;

constexpr std::size_t kLongestText = 128;  // bytes; an address has less
constexpr std::size_t kShortestName = 4;   // letters: Wuxi, Yiwu
constexpr std::size_t kMostNames = 4;      // province, city, county, town
constexpr std::size_t kMostWords = 3;      // of one name

// By their names in small letters, without blanks and marks: innermongolia, xian.
const absl::flat_hash_map<std::string, Found>& Names() {
  static const auto* const names = [] {
    auto* made = new absl::flat_hash_map<std::string, Found>();  // never deleted
    const auto add = [&](absl::string_view name, const Division& division) {
      std::string key;
      for (char c : name) {
        if (absl::ascii_isalpha(static_cast<unsigned char>(c))) {
          key.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
        }
      }
      if (key.size() < kShortestName) return;
      Found& of_name = (*made)[key];
      if (of_name.empty() || of_name.back() != &division) of_name.push_back(&division);
    };
    for (const Division& division : Divisions::Get().all()) {
      add(reference::EnglishNameOf(division), division);
      if (division.code != "610000") add(division.pinyin, division);  // Shanxi is another
      if (division.code == "820000") add("Macau", division);          // as usual as Macao
    }
    return made;
  }();
  return *names;
}

// Words in small letters; empty if the text has anything but ASCII in it.
std::vector<std::string> WordsOf(absl::string_view text) {
  std::vector<std::string> words;
  bool in_word = false;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) return {};
    if (absl::ascii_isalnum(byte)) {
      if (!in_word) words.emplace_back();
      words.back().push_back(absl::ascii_tolower(byte));
    }
    in_word = absl::ascii_isalnum(byte) || c == '\'';  // Xi'an
  }
  return words;
}

// Whether a division is what a word behind its name says; a word that is no level leaves it open.
bool IsOfLevel(const Division& division, absl::string_view word) {
  const absl::string_view name = division.name;
  if (word == "province") return division.level == DivisionLevel::kProvince;
  if (word == "city" || word == "municipality") return absl::EndsWith(name, "市");
  if (word == "county") return absl::EndsWith(name, "县");
  if (word == "district") return absl::EndsWith(name, "区");
  if (word == "town") return absl::EndsWith(name, "镇") || absl::EndsWith(name, "街道");
  if (word == "township") return absl::EndsWith(name, "乡");
  if (word == "subdistrict") return absl::EndsWith(name, "街道");
  return true;
}

// What stands on `day` under each name of the text.
std::vector<Found> NamesIn(const std::vector<std::string>& words, absl::CivilDay day) {
  std::vector<Found> named;
  for (std::size_t at = 0; at < words.size() && named.size() < kMostNames;) {
    Found found;
    std::size_t length = std::min(kMostWords, words.size() - at);
    for (; length > 0; --length) {
      std::string key;
      for (std::size_t i = 0; i < length; ++i) key += words[at + i];
      const auto of_name = Names().find(key);
      if (of_name == Names().end()) continue;
      const absl::string_view behind =
          at + length < words.size() ? absl::string_view(words[at + length]) : "";
      // Of a street nobody knows which.
      if (behind == "road" || behind == "avenue" || behind == "rd" || behind == "street") break;
      for (const Division* division : of_name->second) {
        const bool in_force = division->valid_from <= day && day < division->valid_until;
        if (in_force && IsOfLevel(*division, behind)) found.push_back(division);
      }
      break;
    }
    at += std::max<std::size_t>(1, length);
    if (!found.empty()) named.push_back(std::move(found));
  }
  return named;
}

// The finest of every way to take the names so that they lie one in another.
void AddChains(const std::vector<Found>& named, std::size_t at, const Division* finest,
               const Division* widest, absl::CivilDay day, Found& chains) {
  if (at == named.size()) {
    if (std::find(chains.begin(), chains.end(), finest) == chains.end()) chains.push_back(finest);
    return;
  }
  const auto holds = [&](const Division* area, const Division* one) {
    return Divisions::Get().Contains(area->code, one->code, day);
  };
  for (const Division* next : named[at]) {
    if (finest == nullptr) {
      AddChains(named, at + 1, next, next, day, chains);
    } else if (holds(finest, next)) {
      AddChains(named, at + 1, next, widest, day, chains);
    } else if (holds(next, widest)) {
      AddChains(named, at + 1, finest, next, day, chains);
    }
  }
}

}  // namespace

std::string CodeOfEnglishPlace(absl::string_view text, absl::CivilDay as_of,
                               absl::string_view home) {
  if (text.size() < kShortestName || text.size() > kLongestText) return "";
  const std::vector<Found> named = NamesIn(WordsOf(text), as_of);
  if (named.empty()) return "";
  Found chains;
  AddChains(named, 0, nullptr, nullptr, as_of, chains);
  const auto at_home = [&](const Division* division) {
    return !home.empty() && Divisions::Get().Contains(home, division->code, as_of);
  };
  if (named.size() == 1) {
    std::erase_if(chains, [&](const Division* division) {
      return division->level == DivisionLevel::kTownship && !at_home(division);
    });
  }
  if (chains.empty()) return "";
  const DivisionLevel highest = (*std::min_element(chains.begin(), chains.end(),
                                                   [](const Division* one, const Division* other) {
                                                     return one->level < other->level;
                                                   }))
                                    ->level;
  std::erase_if(chains, [&](const Division* division) { return division->level != highest; });
  if (chains.size() > 1 && std::any_of(chains.begin(), chains.end(), at_home)) {
    std::erase_if(chains, [&](const Division* division) { return !at_home(division); });
  }
  return chains.size() == 1 ? std::string(chains.front()->code) : "";
}

}  // namespace laowu::intake
