#include "services/runtime/masked_text.h"

#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "reference/folding.h"

namespace laowu::runtime {
namespace {

constexpr size_t kPhoneLength = 11;
constexpr size_t kNumberLength = 18;
constexpr size_t kNumberLengthLeast = 14;  // of the old kind, one of them lost

bool IsDigitAt(absl::string_view text, size_t at) {
  return at < text.size() && absl::ascii_isdigit(static_cast<unsigned char>(text[at]));
}

bool IsXAt(absl::string_view text, size_t at) {
  return at < text.size() && (text[at] == 'X' || text[at] == 'x');
}

size_t EndOfDigits(absl::string_view text, size_t begin) {
  while (IsDigitAt(text, begin)) ++begin;
  return begin;
}

// The digits of a mobile number in the groups 3, 4, 4 with one blank or hyphen between, `begin`
// being its first; empty: there is none. `*end` is behind it.
std::string GroupedPhone(absl::string_view text, size_t begin, size_t* end) {
  constexpr size_t kGroups[] = {3, 4, 4};
  if (text[begin] != '1') return "";
  std::string digits;
  size_t at = begin;
  for (const size_t length : kGroups) {
    if (at != begin) {
      if (at >= text.size() || (text[at] != ' ' && text[at] != '-')) return "";
      ++at;
    }
    if (EndOfDigits(text, at) != at + length) return "";
    absl::StrAppend(&digits, text.substr(at, length));
    at += length;
  }
  *end = at;
  return digits;
}

bool IsMobile(absl::string_view digits) {
  return digits.size() == kPhoneLength && digits[0] == '1' && digits[1] >= '3';
}

absl::string_view WithoutCountryCode(absl::string_view digits) {
  const size_t code = absl::StartsWith(digits, "0086") ? 4 : absl::StartsWith(digits, "86") ? 2 : 0;
  return digits.size() == code + kPhoneLength ? digits.substr(code) : digits;
}

// A landline with its area code, 010, 02x or 0xxx, and one of "- )" between: the code stands in
// [begin, end).
bool IsLandline(absl::string_view text, size_t begin, size_t end) {
  if (end - begin < 3 || text[begin] != '0' || text[begin + 1] == '0') return false;
  const bool short_code = text.substr(begin, 3) == "010" || text[begin + 1] == '2';
  if (end - begin != (short_code ? 3U : 4U) || (!short_code && text[begin + 1] < '3')) return false;
  if (end >= text.size() || absl::string_view("- )").find(text[end]) == absl::string_view::npos) {
    return false;
  }
  const size_t length = EndOfDigits(text, end + 1) - (end + 1);
  return (length == 7 || length == 8) && text[end + 1] >= '2';
}

// YYYYMMDD behind the six digits of a place: of the years from 1900 to 2099, roughly a day.
bool IsIdentityNumber(absl::string_view number) {
  if (number.size() != kNumberLength) return false;
  const absl::string_view century = number.substr(6, 2);
  const absl::string_view month = number.substr(10, 2);
  const absl::string_view day = number.substr(12, 2);
  return (century == "19" || century == "20") && month >= "01" && month <= "12" && day >= "01" &&
         day <= "31";
}

}  // namespace

std::string MaskedName(absl::string_view name) {
  if (name.empty()) return "";
  size_t first = 1;  // bytes of the first character
  while (first < name.size() && (static_cast<unsigned char>(name[first]) & 0xC0) == 0x80) ++first;
  return absl::StrCat(name.substr(0, first), "**");
}

std::string MaskedPhoneNumber(absl::string_view number) {
  if (number.size() != kPhoneLength) return std::string(number.size(), '*');
  return absl::StrCat(number.substr(0, 3), "****", number.substr(7));
}

std::string MaskedIdentityNumber(absl::string_view number) {
  constexpr size_t kShown = 6;
  if (number.size() != kNumberLength) return std::string(number.size(), '*');
  return absl::StrCat(number.substr(0, kShown), std::string(kNumberLength - kShown, '*'));
}

std::string WithMaskedNumbers(absl::string_view text) {
  std::string out;
  size_t at = 0;
  while (at < text.size()) {
    if (!IsDigitAt(text, at)) {
      out.push_back(text[at++]);
      continue;
    }
    size_t end = EndOfDigits(text, at);
    const bool may_end_with_x = kNumberLengthLeast <= end - at && end - at < kNumberLength;
    if (may_end_with_x && IsXAt(text, end)) ++end;
    const size_t length = end - at;
    const absl::string_view number = text.substr(at, length);
    if (kNumberLengthLeast <= length && length <= kNumberLength) {
      absl::StrAppend(&out, MaskedIdentityNumber(number));
    } else if (length == kPhoneLength && number[0] == '1') {
      absl::StrAppend(&out, MaskedPhoneNumber(number));
    } else if (const std::string phone = GroupedPhone(text, at, &end); !phone.empty()) {
      absl::StrAppend(&out, MaskedPhoneNumber(phone));
    } else {
      absl::StrAppend(&out, number);
    }
    at = end;
  }
  return out;
}

bool HoldsPersonalNumber(absl::string_view written) {
  const std::string text = reference::Fold(written);  // wide digits
  const auto digits = [&](size_t begin, size_t end) {
    return absl::string_view(text).substr(begin, end - begin);
  };
  size_t at = 0;
  while (at < text.size()) {
    if (!IsDigitAt(text, at)) {
      ++at;
      continue;
    }
    size_t end = EndOfDigits(text, at);
    if (IsLandline(text, at, end) || IsMobile(WithoutCountryCode(digits(at, end)))) return true;
    if (IsMobile(GroupedPhone(text, at, &end))) return true;
    if (end - at == kNumberLength - 1 && IsXAt(text, end)) ++end;
    if (IsIdentityNumber(digits(at, end))) return true;
    at = end;
  }
  return false;
}

}  // namespace laowu::runtime
