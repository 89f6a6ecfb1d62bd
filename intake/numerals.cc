#include "intake/numerals.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "intake/text.h"

namespace laowu::intake {
namespace {

// A digit run such as 五千三百 or 六七千. Only called on runs with a 百, 千 or 万.
struct NumeralRun {
  std::vector<std::int64_t> values;  // two for 六七千
  bool ok = false;
};

int DigitOf(absl::string_view character) {
  static constexpr std::array<absl::string_view, 11> kDigits = {"零", "一", "二", "三", "四", "五",
                                                                "六", "七", "八", "九", "两"};
  for (std::size_t i = 0; i < kDigits.size(); ++i) {
    if (character == kDigits[i]) return i == 10 ? 2 : static_cast<int>(i);
  }
  // As they stand on cheques and receipts.
  static constexpr std::array<absl::string_view, 9> kFormal = {"壹", "贰", "叁", "肆", "伍",
                                                               "陆", "柒", "捌", "玖"};
  for (std::size_t i = 0; i < kFormal.size(); ++i) {
    if (character == kFormal[i]) return static_cast<int>(i) + 1;
  }
  return -1;
}

std::int64_t PlaceOf(absl::string_view character) {
  if (character == "十" || character == "拾") return 10;
  if (character == "百" || character == "佰") return 100;
  if (character == "千" || character == "仟") return 1000;
  if (character == "万" || character == "萬") return 10000;
  return 0;
}

NumeralRun ReadNumerals(const std::vector<absl::string_view>& characters) {
  NumeralRun run;
  std::int64_t total = 0;
  std::int64_t section = 0;
  std::int64_t last_place = 1;
  std::int64_t digit = -1;
  std::int64_t first_digit = -1;  // of two in a row
  bool placed = false;
  for (absl::string_view character : characters) {
    if (const int value = DigitOf(character); value >= 0) {
      if (digit > 0 && value > 0) {
        if (placed || first_digit >= 0) return run;
        first_digit = digit;
      }
      digit = value;
      continue;
    }
    const std::int64_t place = PlaceOf(character);
    if (place == 0) return run;
    placed = true;
    if (place == 10000) {
      section += std::max<std::int64_t>(digit, 0);
      total += std::max<std::int64_t>(section, 1) * 10000;
      section = 0;
    } else {
      section += (digit > 0 ? digit : 1) * place;
    }
    last_place = place;
    digit = -1;
  }
  if (digit > 0) section += last_place >= 100 ? digit * last_place / 10 : digit;
  total += section;
  run.ok = placed;
  if (first_digit >= 0) {  // 六七千: total was made with 七
    const std::int64_t leading = total;
    std::int64_t power = 1;
    while (leading / power >= 10) power *= 10;
    run.values = {first_digit * power, total};
  } else {
    run.values = {total};
  }
  return run;
}

}  // namespace

std::string ArabicNumerals(absl::string_view text) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    std::vector<absl::string_view> run;
    std::size_t end = at;
    bool has_place = false;
    while (end < text.size()) {
      const absl::string_view character =
          text.substr(end, std::max<std::size_t>(1, Utf8SequenceLength(text.substr(end))));
      const std::int64_t place = PlaceOf(character);
      if (place == 0 && DigitOf(character) < 0) break;
      has_place = has_place || place >= 100;
      run.push_back(character);
      end += character.size();
    }
    // "六七千一个月": the last 一 counts the month.
    if (run.size() > 2 && run.back() == "一") {
      for (absl::string_view counted : {"个", "天", "日", "月", "年", "小时", "时", "件"}) {
        if (!absl::StartsWith(text.substr(end), counted)) continue;
        end -= run.back().size();
        run.pop_back();
        break;
      }
    }
    const bool after_digit =
        !out.empty() &&
        (absl::ascii_isdigit(static_cast<unsigned char>(out.back())) || out.back() == '.');
    if (run.size() >= 2 && has_place && !after_digit && DigitOf(run[0]) > 0) {
      const NumeralRun numerals = ReadNumerals(run);
      if (numerals.ok) {
        absl::StrAppend(&out, numerals.values[0]);
        if (numerals.values.size() > 1) absl::StrAppend(&out, "-", numerals.values[1]);
        at = end;
        continue;
      }
    }
    const std::size_t length =
        end > at ? end - at : std::max<std::size_t>(1, Utf8SequenceLength(text.substr(at)));
    out.append(text.data() + at, std::min(length, text.size() - at));
    at += length;
  }
  return out;
}

}  // namespace laowu::intake
