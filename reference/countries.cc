#include "reference/countries.h"

#include <algorithm>
#include <set>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "reference/embedded.h"
#include "reference/folding.h"
#include "reference/table.h"

namespace laowu::reference {
namespace {

constexpr std::size_t kAlpha2 = 2;
constexpr std::size_t kAlpha3 = 3;
constexpr absl::string_view kChina = "CN";

bool IsCapitals(absl::string_view text, std::size_t length) {
  return text.size() == length && std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isupper(static_cast<unsigned char>(c));
         });
}

// The code at the end of a folded text, bare or in brackets, where a name of the same country
// stands before it; empty if it is none.
std::string CodeBehindName(absl::string_view folded) {
  const Countries& countries = Countries::Get();
  const bool in_brackets = absl::ConsumeSuffix(&folded, ")");
  for (const std::size_t length : {kAlpha3, kAlpha2}) {
    if (folded.size() <= length) continue;
    absl::string_view name = folded.substr(0, folded.size() - length);
    if (in_brackets && !absl::ConsumeSuffix(&name, "(")) continue;
    std::string code = absl::AsciiStrToUpper(folded.substr(folded.size() - length));
    const Country* const country = countries.Find(code);
    if (country != nullptr && countries.FindNamed(name) == country) return code;
  }
  return "";
}

}  // namespace

const Countries& Countries::Get() {
  static const Countries* const countries =
      new Countries(ValueOrDie(Parse(embedded::kCountriesTable)));
  return *countries;
}

absl::StatusOr<Countries> Countries::Parse(absl::string_view text) {
  const absl::StatusOr<Table> table = ParseTable(
      "countries", text,
      {"alpha_2", "alpha_3", "name", "english_name", "aliases", "cities", "two_letters_also"});
  if (!table.ok()) return table.status();
  Countries result;
  std::set<std::string> taken;
  for (const std::vector<absl::string_view>& row : table->rows) {
    Country country{row[0],
                    row[1],
                    row[2],
                    row[3],
                    absl::StrSplit(row[4], '|', absl::SkipEmpty()),
                    absl::StrSplit(row[5], '|', absl::SkipEmpty()),
                    row[6]};
    constexpr std::size_t kCodes = 2;  // of `names`
    std::vector<absl::string_view> names = {country.alpha_2, country.alpha_3, country.name,
                                            country.english_name};
    names.insert(names.end(), country.aliases.begin(), country.aliases.end());
    const std::size_t place = result.all_.size();
    bool good = IsCapitals(country.alpha_2, kAlpha2) && IsCapitals(country.alpha_3, kAlpha3);
    for (std::size_t i = 0; good && i < names.size(); ++i) {
      const std::string folded = FoldTight(names[i]);
      good = !names[i].empty() && taken.insert(folded).second;
      if (i >= kCodes) result.by_name_[folded] = place;
    }
    for (const absl::string_view city : country.cities) {
      const std::string folded = FoldTight(city);
      good = good && taken.insert(folded).second;
      result.by_city_[folded] = place;
    }
    if (!good) {
      return absl::InvalidArgumentError(absl::StrCat(
          "countries ", row[0], ": a code is out of form, or a name is none or taken"));
    }
    result.all_.push_back(std::move(country));
  }
  return result;
}

const Country* Countries::Found(const Index& index, absl::string_view folded) const {
  const auto found = index.find(folded);
  return found == index.end() ? nullptr : &all_[found->second];
}

const Country* Countries::Find(absl::string_view code) const {
  const auto found = std::find_if(all_.begin(), all_.end(), [code](const Country& country) {
    return country.alpha_2 == code || country.alpha_3 == code;
  });
  return found == all_.end() ? nullptr : &*found;
}

const Country* Countries::FindNamed(absl::string_view text) const {
  return Found(by_name_, FoldTight(text));
}

const Country* Countries::FindByCity(absl::string_view text) const {
  constexpr std::size_t kMostBytes = 96;  // the longest name and city, and more
  const std::string folded = FoldTight(text);
  if (folded.size() > kMostBytes) return nullptr;
  for (std::size_t split = 0; split < folded.size(); ++split) {
    absl::string_view city = absl::string_view(folded).substr(split);
    const Country* found = Found(by_city_, city);
    for (const absl::string_view level : {"市", "都", "府", "道", "县", "州", "省"}) {
      if (found == nullptr && absl::ConsumeSuffix(&city, level)) found = Found(by_city_, city);
    }
    if (found == nullptr) continue;
    if (split == 0 || Found(by_name_, folded.substr(0, split)) == found) return found;
  }
  return nullptr;
}

std::string CountryText(absl::string_view code) {
  const Country* const country = Countries::Get().Find(code);
  return country == nullptr ? std::string(code) : absl::StrCat(country->name, " ", code);
}

bool IsCountryAbroad(absl::string_view code) {
  const Country* const country = Countries::Get().Find(code);
  if (country == nullptr || country->alpha_2 == kChina) return false;
  return code.size() == kAlpha3 || country->two_letters_also.empty();
}

absl::string_view CountedCode(absl::string_view code) {
  const Country* const country = Countries::Get().Find(code);
  return country == nullptr || !country->two_letters_also.empty() ? code : country->alpha_2;
}

std::string ReadCountry(absl::string_view text) {
  const Countries& countries = Countries::Get();
  const std::string whole = FoldTight(text);
  absl::string_view folded = whole;
  bool says_abroad = false;
  for (const absl::string_view before : {"境外", "国外", "海外"}) {
    says_abroad = says_abroad || absl::ConsumePrefix(&folded, before);
  }
  const Country* found = countries.FindNamed(folded);
  if (found == nullptr) found = countries.FindByCity(folded);
  std::string code(found == nullptr ? "" : found->alpha_3);
  if (found == nullptr) {
    code = absl::AsciiStrToUpper(folded);
    found = countries.Find(code);
    // "no" and "in" are words, and SD may be 山东.
    const bool sure = code.size() == kAlpha3 || says_abroad ||
                      (IsCountryAbroad(code) && absl::StrContains(text, code));
    if (found != nullptr && !sure) return "";
  }
  if (found == nullptr) {
    code = CodeBehindName(folded);
    found = countries.Find(code);
  }
  return found == nullptr || found->alpha_2 == kChina ? "" : code;
}

}  // namespace laowu::reference
