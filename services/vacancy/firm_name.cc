#include "services/vacancy/firm_name.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "reference/code_point.h"
#include "reference/divisions.h"
#include "reference/folding.h"

namespace laowu::vacancy {
namespace {

using reference::Division;
using reference::DivisionLevel;

constexpr int kCoreLettersLeast = 4;           // that another name may hold and mean the same firm
constexpr std::size_t kPlaceLettersLeast = 2;  // 中山
constexpr std::size_t kPlaceLettersMost = 16;  // 双江拉祜族佤族布朗族傣族自治县 has 15
constexpr std::size_t kRestLettersLeast = 2;  // behind a place
constexpr int kPlacesMost = 4;                // province, city, county, township
constexpr std::size_t kCityDigits = 4;        // of a division code

// Blocks of marks and not of letters: Latin-1, general and CJK punctuation. 〇 is a digit.
bool IsMark(std::uint32_t code) {
  return (code >= 0x80 && code <= 0xBF) || (code >= 0x2000 && code <= 0x206F) ||
         (code >= 0x3000 && code <= 0x303F && code != 0x3007);
}

int CountLetters(absl::string_view text) {
  int count = 0;
  for (; !text.empty(); text.remove_prefix(reference::FirstCodePoint(text).length)) ++count;
  return count;
}

// Wherever the form stands: a branch has it in the middle (…有限公司中山分公司).
std::string WithoutLegalForm(const std::string& letters) {
  const std::string bare =
      absl::StrReplaceAll(letters, {{"股份有限公司", ""}, {"有限责任公司", ""}, {"有限公司", ""}});
  absl::string_view rest = bare;
  while (absl::ConsumeSuffix(&rest, "集团公司") || absl::ConsumeSuffix(&rest, "分公司") ||
         absl::ConsumeSuffix(&rest, "总公司") || absl::ConsumeSuffix(&rest, "公司") ||
         absl::ConsumeSuffix(&rest, "集团")) {
  }
  return rest.empty() ? letters : std::string(rest);
}

// Whether a firm's name says the division by `text`. By a short name only where it is seldom a
// word: 光明灯饰 is no firm of 光明区.
bool IsSaidBy(const Division& division, absl::string_view text, bool after_place) {
  if (division.level == DivisionLevel::kTownship) return after_place && division.name == text;
  if (division.name == text) return true;
  return division.level == DivisionLevel::kProvince || division.level == DivisionLevel::kCity ||
         absl::EndsWith(division.name, "市");
}

// Whether `text` is a place's name; its cities go into `cities`, if a place before has not said
// them.
bool IsPlace(absl::string_view text, absl::CivilDay day, bool after_place,
             std::vector<std::string>* cities) {
  bool any = false;
  std::vector<std::string> said;
  for (const Division* division : reference::Divisions::Get().FindByName(text, day)) {
    if (!IsSaidBy(*division, text, after_place)) continue;
    any = true;
    if (division->level == DivisionLevel::kProvince) continue;
    said.emplace_back(division->code.substr(0, kCityDigits));
  }
  if (any && cities->empty()) *cities = std::move(said);
  return any;
}

// The longest place that `text` begins with, if two letters or more stand behind it; bytes, 0:
// none.
std::size_t LeadingPlace(absl::string_view text, absl::CivilDay day, bool after_place,
                         std::vector<std::string>* cities) {
  std::vector<std::size_t> ends;  // of each letter
  for (std::size_t at = 0; at < text.size();) {
    at += reference::FirstCodePoint(text.substr(at)).length;
    ends.push_back(at);
  }
  if (ends.size() < kRestLettersLeast) return 0;
  for (std::size_t letters = std::min(ends.size() - kRestLettersLeast, kPlaceLettersMost);
       letters >= kPlaceLettersLeast; --letters) {
    const std::size_t end = ends[letters - 1];
    if (IsPlace(text.substr(0, end), day, after_place, cities)) return end;
  }
  return 0;
}

// Without places in brackets: 光明灯饰（中山）有限公司.
std::string WithoutBracketedPlaces(absl::string_view name, absl::CivilDay day,
                                   std::vector<std::string>* cities) {
  std::string folded = reference::FoldTight(name);
  for (std::size_t open = folded.find('('); open != std::string::npos;
       open = folded.find('(', open)) {
    const std::size_t close = folded.find(')', open);
    if (close == std::string::npos) break;
    const absl::string_view inside = absl::string_view(folded).substr(open + 1, close - open - 1);
    if (IsPlace(inside, day, /*after_place=*/false, cities)) {
      folded.erase(open, close - open + 1);
    } else {
      ++open;
    }
  }
  return folded;
}

}  // namespace

std::string LettersOf(absl::string_view name) {
  const std::string folded = reference::FoldTight(name);
  std::string letters;
  for (absl::string_view rest = folded; !rest.empty();) {
    const auto step = reference::FirstCodePoint(rest);
    const bool is_letter = step.length == 1
                               ? absl::ascii_isalnum(static_cast<unsigned char>(rest[0]))
                               : !IsMark(step.code);
    if (is_letter) letters.append(rest.data(), step.length);
    rest.remove_prefix(step.length);
  }
  return letters;
}

FirmName TakeApart(absl::string_view name, absl::CivilDay day) {
  FirmName out;
  out.core = WithoutLegalForm(LettersOf(WithoutBracketedPlaces(name, day, &out.cities)));
  for (int places = 0; places < kPlacesMost; ++places) {
    const std::size_t length = LeadingPlace(out.core, day, places > 0, &out.cities);
    if (length == 0) break;
    out.core.erase(0, length);
  }
  return out;
}

bool MayBeOneFirm(const FirmName& a, const FirmName& b) {
  const bool may_be_one_city =
      a.cities.empty() || b.cities.empty() ||
      std::any_of(a.cities.begin(), a.cities.end(), [&](const std::string& city) {
        return std::find(b.cities.begin(), b.cities.end(), city) != b.cities.end();
      });
  if (!may_be_one_city || a.core.empty() || b.core.empty()) return false;
  if (a.core == b.core) return true;
  const bool a_is_less = a.core.size() < b.core.size();
  const std::string& less = a_is_less ? a.core : b.core;
  const std::string& more = a_is_less ? b.core : a.core;
  return CountLetters(less) >= kCoreLettersLeast && absl::StrContains(more, less);
}

}  // namespace laowu::vacancy
