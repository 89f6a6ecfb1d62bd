#ifndef LAOWU_REFERENCE_COUNTRIES_H_
#define LAOWU_REFERENCE_COUNTRIES_H_

// Countries and regions by the codes of ISO 3166-1, two letters or three, under which work overseas
// is recorded. Compiled in from data/countries, which has all of them. Thread-safe: constant after
// the first call of Get().

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace laowu::reference {

struct Country {
  absl::string_view alpha_2;  // "JP"
  absl::string_view alpha_3;  // "JPN"
  absl::string_view name;     // 日本
  absl::string_view english_name;
  std::vector<absl::string_view> aliases;
  std::vector<absl::string_view> cities;  // and regions that many go to; Chinese
  // What else the two letters are usual for in our tables, GD: 广东; empty: nothing.
  absl::string_view two_letters_also;
};

class Countries {
 public:
  static const Countries& Get();
  // INVALID_ARGUMENT if the table is out of form, or two rows have a code, name or city in common.
  // The text must outlive the result. Get() uses it on the embedded table.
  static absl::StatusOr<Countries> Parse(absl::string_view text);

  const Country* Find(absl::string_view code) const;  // nullptr if there is none
  // By its Chinese name, an alias or its English name, the whole text; nullptr if it is none.
  const Country* FindNamed(absl::string_view text) const;
  // By one of its cities, the whole text, also with 市, 都, 府 and the like behind it, and also
  // with a name of the same country before it: 首尔, 东京都, 韩国首尔; nullptr if it is none.
  const Country* FindByCity(absl::string_view text) const;
  const std::vector<Country>& all() const { return all_; }

 private:
  // Folded → place in all_.
  using Index = std::map<std::string, std::size_t, std::less<>>;

  Countries() = default;
  const Country* Found(const Index& index, absl::string_view folded) const;

  std::vector<Country> all_;
  Index by_name_;
  Index by_city_;
};

// Whether a code says that a place lies abroad: one of the table, but for China's own, and of two
// letters only where they are not usual for something else (GD: Grenada, and 广东).
bool IsCountryAbroad(absl::string_view code);

// The code under which a country is counted, whichever was told: of JP and JPN JP. Where the two
// letters may be something else, the code itself, so that GD, which may be 广东, is not counted
// with GRD; so is one that is not known. Holds as long as `code`.
absl::string_view CountedCode(absl::string_view code);

// "日本 JPN", with the code as it was told; of a code that is not known the code itself.
// ReadCountry reads it back, but for China's.
std::string CountryText(absl::string_view code);

// The code of a text that is a country, or a city there, and nothing else. By the code, "JPN",
// "日本 JPN", "日本（JPN）" or "境外 jpn", that code; two letters alone only as IsCountryAbroad
// takes them, and as capitals. By a name or city alone, 日本 or 东京, also behind 境外, 国外 or
// 海外, its three letters. Empty: it is none, or China.
std::string ReadCountry(absl::string_view text);

}  // namespace laowu::reference

#endif  // LAOWU_REFERENCE_COUNTRIES_H_
