#ifndef LAOWU_REFERENCE_COUNTRIES_H_
#define LAOWU_REFERENCE_COUNTRIES_H_

// Countries and regions by the codes of ISO 3166-1, two letters or three, under which work overseas
// is recorded. Compiled in from data/countries: those that people go to; another code is a country
// whose name is not known here. Thread-safe: constant after the first call of Get().

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
};

class Countries {
 public:
  static const Countries& Get();
  // INVALID_ARGUMENT if the table is out of form, or two rows have a code or name in common. The
  // text must outlive the result. Get() uses it on the embedded table.
  static absl::StatusOr<Countries> Parse(absl::string_view text);

  const Country* Find(absl::string_view code) const;  // nullptr if there is none
  // By its Chinese name, an alias or its English name, the whole text; nullptr if it is none.
  const Country* FindNamed(absl::string_view text) const;
  const std::vector<Country>& all() const { return all_; }

 private:
  Countries() = default;
  std::vector<Country> all_;
};

// "日本 JPN", with the code as it was told; of a code that is not known the code itself.
// ReadCountry reads it back.
std::string CountryText(absl::string_view code);

// The code of a text that is a country and nothing else: "JPN", "日本 JPN", or by a name alone,
// also behind 境外, 国外 or 海外, its three letters. Empty: it is none that is known here.
std::string ReadCountry(absl::string_view text);

}  // namespace laowu::reference

#endif  // LAOWU_REFERENCE_COUNTRIES_H_
