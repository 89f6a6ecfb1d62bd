#include "reference/identity_number.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace laowu::reference {
namespace {

constexpr std::size_t kLength = 18;
constexpr std::size_t kOldLength = 15;
constexpr std::size_t kPrefixLength = 6;
constexpr int kYearMin = 1900;

bool AllDigits(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return absl::ascii_isdigit(c); });
}

// In Chinese and English: callers show it as it is, beside the name of the field.
absl::Status Wrong(absl::string_view what) { return absl::InvalidArgumentError(what); }

// yyyymmdd; nullopt if there is no such day (CivilDay would turn 31 June into 1 July).
std::optional<absl::CivilDay> ParseBirthDate(absl::string_view digits) {
  int year = 0;
  int month = 0;
  int day = 0;
  if (!absl::SimpleAtoi(digits.substr(0, 4), &year) ||
      !absl::SimpleAtoi(digits.substr(4, 2), &month) ||
      !absl::SimpleAtoi(digits.substr(6, 2), &day)) {
    return std::nullopt;
  }
  const absl::CivilDay date(year, month, day);
  if (date.year() != year || date.month() != month || date.day() != day) return std::nullopt;
  return date;
}

// 15 digits with the century put in and a check character put on.
std::string Upgrade(absl::string_view text) {
  std::string first_17 =
      absl::StrCat(text.substr(0, kPrefixLength), "19", text.substr(kPrefixLength));
  first_17.push_back(*IdentityCheckCharacter(first_17));
  return first_17;
}

}  // namespace

std::optional<char> IdentityCheckCharacter(absl::string_view first_17) {
  constexpr std::array<int, kLength - 1> kWeights = {7, 9, 10, 5,  8, 4, 2, 1, 6,
                                                     3, 7, 9,  10, 5, 8, 4, 2};
  constexpr absl::string_view kChecks = "10X98765432";
  if (first_17.size() != kWeights.size() || !AllDigits(first_17)) return std::nullopt;
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += (first_17[i] - '0') * kWeights[i];
  return kChecks[static_cast<std::size_t>(sum % 11)];
}

absl::StatusOr<IdentityNumber> ParseIdentityNumber(absl::string_view text, absl::CivilDay today) {
  if (text.size() != kLength && text.size() != kOldLength) {
    return Wrong("既不是 18 位也不是 15 位 / has neither 18 nor 15 characters");
  }
  const bool upgraded = text.size() == kOldLength;
  if (!AllDigits(text.substr(0, upgraded ? kOldLength : kLength - 1)) || text[0] == '0') {
    return Wrong(
        "含有数字以外的字符，或以 0 开头 / has characters other than digits, or begins with 0");
  }
  const std::string number = upgraded ? Upgrade(text) : absl::AsciiStrToUpper(text);
  if (IdentityCheckCharacter(absl::string_view(number).substr(0, kLength - 1)) != number.back()) {
    return Wrong("校验码不符，请核对 / the check character does not fit");
  }
  const std::optional<absl::CivilDay> birth_date =
      ParseBirthDate(absl::string_view(number).substr(kPrefixLength, 8));
  if (!birth_date.has_value())
    return Wrong("没有所写的出生日期这一天 / the birth date does not exist");
  if (birth_date->year() < kYearMin)
    return Wrong("出生日期早于 1900 年 / the birth date lies before 1900");
  if (*birth_date > today) return Wrong("出生日期在将来 / the birth date lies in the future");
  return IdentityNumber{.number = number,
                        .birth_date = *birth_date,
                        .sex = (number[kLength - 2] - '0') % 2 == 1 ? Sex::kMale : Sex::kFemale,
                        .upgraded = upgraded};
}

}  // namespace laowu::reference
