#include "reference/countries.h"

#include <algorithm>
#include <set>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
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

bool IsCapitals(absl::string_view text, std::size_t length) {
  return text.size() == length && std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isupper(static_cast<unsigned char>(c));
         });
}

}  // namespace

const Countries& Countries::Get() {
  static const Countries* const countries =
      new Countries(ValueOrDie(Parse(embedded::kCountriesTable)));
  return *countries;
}

absl::StatusOr<Countries> Countries::Parse(absl::string_view text) {
  const absl::StatusOr<Table> table =
      ParseTable("countries", text, {"alpha_2", "alpha_3", "name", "english_name", "aliases"});
  if (!table.ok()) return table.status();
  Countries result;
  std::set<std::string> taken;
  for (const std::vector<absl::string_view>& row : table->rows) {
    Country country{row[0], row[1], row[2], row[3], absl::StrSplit(row[4], '|', absl::SkipEmpty())};
    std::vector<absl::string_view> names = {country.alpha_2, country.alpha_3, country.name,
                                            country.english_name};
    names.insert(names.end(), country.aliases.begin(), country.aliases.end());
    const bool good = IsCapitals(country.alpha_2, kAlpha2) && IsCapitals(country.alpha_3, kAlpha3);
    for (const absl::string_view name : names) {
      if (good && !name.empty() && taken.insert(FoldTight(name)).second) continue;
      return absl::InvalidArgumentError(absl::StrCat(
          "countries ", row[0], ": a code is out of form, or a name is none or taken"));
    }
    result.all_.push_back(std::move(country));
  }
  return result;
}

const Country* Countries::Find(absl::string_view code) const {
  const auto found = std::find_if(all_.begin(), all_.end(), [code](const Country& country) {
    return country.alpha_2 == code || country.alpha_3 == code;
  });
  return found == all_.end() ? nullptr : &*found;
}

const Country* Countries::FindNamed(absl::string_view text) const {
  const std::string wanted = FoldTight(text);
  const auto found = std::find_if(all_.begin(), all_.end(), [&](const Country& country) {
    return FoldTight(country.name) == wanted || FoldTight(country.english_name) == wanted ||
           std::any_of(country.aliases.begin(), country.aliases.end(),
                       [&](absl::string_view alias) { return FoldTight(alias) == wanted; });
  });
  return found == all_.end() ? nullptr : &*found;
}

std::string CountryText(absl::string_view code) {
  const Country* const country = Countries::Get().Find(code);
  return country == nullptr ? std::string(code) : absl::StrCat(country->name, " ", code);
}

std::string ReadCountry(absl::string_view text) {
  const Countries& countries = Countries::Get();
  text = absl::StripAsciiWhitespace(text);
  if (countries.Find(text) != nullptr) return std::string(text);
  for (const absl::string_view before : {"境外", "国外", "海外"}) {
    if (absl::ConsumePrefix(&text, before)) {
      text = absl::StripAsciiWhitespace(text);
      break;
    }
  }
  if (const Country* const named = countries.FindNamed(text)) return std::string(named->alpha_3);
  const std::size_t blank = text.rfind(' ');
  if (blank == absl::string_view::npos) return "";
  const absl::string_view code = text.substr(blank + 1);
  const Country* const country = countries.Find(code);
  const bool same = country != nullptr && countries.FindNamed(text.substr(0, blank)) == country;
  return same ? std::string(code) : "";
}

}  // namespace laowu::reference
