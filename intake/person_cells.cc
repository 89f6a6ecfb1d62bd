#include "intake/person_cells.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "intake/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr std::size_t kPhoneDigits = 11;

// Its digits, if they are a mobile number; else empty.
std::string MobileIn(absl::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (absl::ascii_isdigit(static_cast<unsigned char>(c))) digits.push_back(c);
  }
  if (digits.size() == kPhoneDigits + 2 && absl::StartsWith(digits, "86")) digits.erase(0, 2);
  return digits.size() == kPhoneDigits && digits[0] == '1' ? digits : "";
}

}  // namespace

std::string NameOfCell(absl::string_view text) {
  const std::string plain = absl::StrReplaceAll(text, {{"　", " "}});
  const std::vector<std::string> parts = absl::StrSplit(plain, ' ', absl::SkipWhitespace());
  static const RE2 ideographs(R"(\p{Han}+)");
  const bool is_chinese = std::all_of(parts.begin(), parts.end(), [](const std::string& part) {
    return RE2::FullMatch(part, ideographs);
  });
  const bool has_single = std::any_of(parts.begin(), parts.end(), [](const std::string& part) {
    return CharacterCount(part) == 1;
  });
  if (parts.size() < 2 || !is_chinese || !has_single) return std::string(text);
  return absl::StrJoin(parts, "");
}

PhoneOfCell ReadPhoneCell(absl::string_view text) {
  const std::string narrow = NarrowDigits(text);
  if (std::string whole = MobileIn(narrow); !whole.empty()) return {whole, false};
  // At marks, then at blanks as well ("10010000004 10010000014"), and last where two stand
  // together.
  const std::string marked = absl::StrReplaceAll(narrow, {{"，", ","},
                                                          {"；", ","},
                                                          {";", ","},
                                                          {"、", ","},
                                                          {"/", ","},
                                                          {"|", ","},
                                                          {"／", ","},
                                                          {"或", ","},
                                                          {"和", ","},
                                                          {"\n", ","},
                                                          {"(", ","},
                                                          {"（", ","}});
  const std::string blanks = absl::StrReplaceAll(marked, {{" ", ","}, {"　", ","}});
  for (const std::string& list : {marked, blanks}) {
    for (absl::string_view part : absl::StrSplit(list, ',', absl::SkipWhitespace())) {
      if (std::string number = MobileIn(part); !number.empty()) return {number, true};
    }
  }
  static const RE2 together(R"((1\d{10})1\d{10})");
  std::string first;
  if (RE2::FullMatch(narrow, together, &first)) return {first, true};
  return {};
}

}  // namespace laowu::intake
