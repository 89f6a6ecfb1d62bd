#include "intake/file/cell_format.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace laowu::intake {
namespace {

using Kind = NumberFormat::Kind;

constexpr double kLastSerial = 2958466;   // the year 10,000
constexpr double kExactIntegers = 1e15;   // Excel keeps 15 digits
constexpr std::int64_t kLeapSerial = 60;  // 29 February 1900, which Excel alone has
constexpr std::int64_t kSecondsADay = 86'400;

// Its first section without literals, colours and conditions; [h] and the like stay as letters.
std::string BareCode(absl::string_view code) {
  std::string bare;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == ';') break;
    if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const std::size_t end = std::min(code.find(']', i + 1), code.size());
      const std::string inside = absl::AsciiStrToLower(code.substr(i + 1, end - i - 1));
      if (inside.find_first_not_of("hms") == std::string::npos) bare += inside;
      i = end;
    } else {
      bare.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
    }
  }
  return bare;
}

// What is skipped at `i` of a format's code, a literal of which goes to `literal`; false: it is a
// character of the format itself.
bool TakeLiteral(absl::string_view code, std::size_t& i, std::string& literal) {
  const char c = code[i];
  if (c == '"') {
    const std::size_t end = std::min(code.find('"', i + 1), code.size());
    absl::StrAppend(&literal, code.substr(i + 1, end - i - 1));
    i = end;
  } else if ((c == '\\' || c == '!') && i + 1 < code.size()) {
    ++i;  // the bytes of a character that follow are literals, too
    literal.push_back(code[i]);
  } else if (c == '_' || c == '*') {
    ++i;
  } else if (c == '[') {
    i = std::min(code.find(']', i + 1), code.size());
  } else if (static_cast<unsigned char>(c) >= 0x80 || c == '/') {
    literal.push_back(c);
  } else {
    return false;
  }
  return true;
}

// Units without an ideograph that tell another number or another time: the 8 of `0"K"` is 8,000.
// Others (RMB, cm) leave the number as good as it is.
bool IsLatinUnit(absl::string_view unit) {
  const std::string lower = absl::AsciiStrToLower(unit);
  for (const absl::string_view word : {"k", "w", "k+", "w+", "/h", "/hour"}) {
    if (lower == word) return true;
  }
  return false;
}

// 元/天 of `#,##0"元/天"`: the literal behind the last digit of the first section. Empty where a
// literal stands among the digits, or a comma behind them divides by 1,000: then another number is
// seen than the cell holds.
std::string UnitOfCode(absl::string_view code) {
  constexpr std::size_t kBytesMost = 24;
  std::string unit;
  bool has_digit = false;
  bool is_scaled = false;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    if (absl::StartsWithIgnoreCase(code.substr(i), "general")) {
      has_digit = true;
      i += 6;
    } else if (absl::StrContains("0#?", code[i])) {
      if (has_digit && !unit.empty()) return "";
      has_digit = true;
      is_scaled = false;
      unit.clear();
    } else if (!TakeLiteral(code, i, unit)) {
      is_scaled = is_scaled || code[i] == ',';
      if (has_digit && absl::StrContains("kKwW+", code[i])) unit.push_back(code[i]);
    }
  }
  unit = std::string(absl::StripAsciiWhitespace(unit));
  const bool is_word = std::any_of(unit.begin(), unit.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0xE4 && static_cast<unsigned char>(c) <= 0xE9;  // Han
  });
  // 5号 is a name, and its number is as good.
  const bool is_unit =
      has_digit && !is_scaled && (is_word || IsLatinUnit(unit)) && !absl::StrContains(unit, "号");
  return is_unit && unit.size() <= kBytesMost ? unit : "";
}

std::string ClockText(std::int64_t seconds) {
  const std::string minutes = absl::StrFormat("%02d:%02d", seconds / 3600, seconds / 60 % 60);
  return seconds % 60 == 0 ? minutes : absl::StrFormat("%s:%02d", minutes, seconds % 60);
}

std::string PlainText(double number) {
  if (number == std::floor(number) && std::fabs(number) < kExactIntegers) {
    return absl::StrFormat("%.0f", number == 0 ? 0.0 : number);
  }
  return absl::StrFormat("%.15G", number);
}

std::string DateText(double number, Kind kind, bool since_1904) {
  auto day = static_cast<std::int64_t>(std::floor(number));
  auto seconds = static_cast<std::int64_t>(
      std::llround((number - std::floor(number)) * static_cast<double>(kSecondsADay)));
  if (seconds == kSecondsADay) {
    ++day;
    seconds = 0;
  }
  if (kind == Kind::kTime) return ClockText(day * kSecondsADay + seconds);
  absl::CivilDay date = absl::CivilDay(1899, 12, 30) + day;
  if (since_1904) {
    date = absl::CivilDay(1904, 1, 1) + day;
  } else if (day < kLeapSerial) {
    date = absl::CivilDay(1899, 12, 31) + day;
  }
  const std::string text = absl::FormatCivilTime(date);
  return kind == Kind::kDate || seconds == 0 ? text : absl::StrCat(text, " ", ClockText(seconds));
}

// The number in full by the fewest digits that give it again, as programs write a double.
std::string ShortestDigits(double number) {
  for (int digits = 15; digits <= 17; ++digits) {
    const std::string text = absl::StrFormat("%.*e", digits - 1, number);
    if (digits < 17 && std::strtod(text.c_str(), nullptr) != number) continue;
    const std::size_t exponent = text.find('e');
    std::string whole = absl::StrReplaceAll(text.substr(0, exponent), {{".", ""}});
    const auto length = static_cast<std::size_t>(std::atoi(text.c_str() + exponent + 1)) + 1;
    if (whole.size() < length) whole.append(length - whole.size(), '0');
    return whole;
  }
  return "";
}

bool IsDigits(absl::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == absl::string_view::npos;
}

}  // namespace

NumberFormat BuiltinFormat(int id) {
  if (id == 9 || id == 10) return {Kind::kPercent};
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) ||
      id == 57 || id == 58) {
    return {Kind::kDate};
  }
  if (id == 22) return {Kind::kDateTime};
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 ||
      id == 56) {
    return {Kind::kTime};
  }
  return {};
}

NumberFormat FormatOfCode(absl::string_view code) {
  if (absl::StrContains(absl::AsciiStrToLower(code), "general")) {
    return {Kind::kPlain, 0, UnitOfCode(code)};
  }
  std::string bare = BareCode(code);
  if (absl::StrContains(bare, "e+") || absl::StrContains(bare, "e-")) return {};
  bare = absl::StrReplaceAll(bare, {{"am/pm", "h"}, {"a/p", "h"}});
  const bool has_time = bare.find_first_of("hs") != std::string::npos;
  const bool has_date = bare.find_first_of("yde") != std::string::npos ||
                        absl::StrContains(bare, "aaa") ||
                        (!has_time && absl::StrContains(bare, "m"));
  if (has_date) return {has_time ? Kind::kDateTime : Kind::kDate};
  if (has_time) return {Kind::kTime};
  if (absl::StrContains(bare, "%")) return {Kind::kPercent};
  if (bare.size() >= 2 && bare.size() <= 18 && bare.find_first_not_of('0') == std::string::npos) {
    return {Kind::kPadded, static_cast<int>(bare.size()), UnitOfCode(code)};
  }
  return {Kind::kPlain, 0, UnitOfCode(code)};
}

std::string NumberText(double number, const NumberFormat& format, bool since_1904) {
  if (!std::isfinite(number)) return "";
  switch (format.kind) {
    case Kind::kDate:
    case Kind::kDateTime:
    case Kind::kTime:
      if (number < 0 || number >= kLastSerial) break;
      return DateText(number, format.kind, since_1904);
    case Kind::kPercent:
      return absl::StrFormat("%.10G%%", number * 100);
    case Kind::kPadded: {
      std::string text = PlainText(number);
      if (IsDigits(text) && text.size() < static_cast<std::size_t>(format.width)) {
        text.insert(0, static_cast<std::size_t>(format.width) - text.size(), '0');
      }
      return absl::StrCat(text, format.unit);
    }
    case Kind::kPlain:
      break;
  }
  return absl::StrCat(PlainText(number), format.unit);
}

std::string WrittenNumberText(absl::string_view written, const NumberFormat& format,
                              bool since_1904, bool& digits_lost) {
  double number = 0;
  if (!absl::SimpleAtod(written, &number) || !std::isfinite(number)) return std::string(written);
  constexpr double kBeyondAnyNumber = 1e20;
  if (std::fabs(number) >= kExactIntegers && std::fabs(number) < kBeyondAnyNumber) {
    const bool kept = IsDigits(written) && ShortestDigits(number) != written;
    if (kept) return std::string(written);
    digits_lost = true;
  }
  return NumberText(number, format, since_1904);
}

std::string IsoDateText(absl::string_view written) {
  constexpr std::size_t kDateChars = 10;  // 2026-07-01
  constexpr std::size_t kClockEnd = 19;   // 2026-07-01T08:30:00
  if (written.size() < kClockEnd) return absl::StrReplaceAll(written, {{"T", " "}});
  if (written[kDateChars] != 'T') return std::string(written);
  const absl::string_view clock = written.substr(kDateChars + 1, kClockEnd - kDateChars - 1);
  if (clock == "00:00:00") return std::string(written.substr(0, kDateChars));
  absl::string_view zone = written.substr(kClockEnd);
  if (absl::StartsWith(zone, ".")) {
    zone.remove_prefix(std::min(zone.find_first_not_of("0123456789", 1), zone.size()));
  }
  if (zone.empty()) return absl::StrCat(written.substr(0, kDateChars), " ", clock);
  absl::Time moment;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, written, &moment, &error)) return std::string(written);
  constexpr int kChinaSeconds = 8 * 3600;
  const absl::TimeZone china = absl::FixedTimeZone(kChinaSeconds);
  const auto civil = absl::ToCivilSecond(moment, china);
  const bool is_midnight = civil == absl::CivilSecond(absl::CivilDay(civil));
  return absl::FormatTime(is_midnight ? "%Y-%m-%d" : "%Y-%m-%d %H:%M:%S", moment, china);
}

bool IsScientific(absl::string_view text) {
  const std::size_t exponent = text.find_first_of("eE");
  if (exponent == absl::string_view::npos || exponent == 0) return false;
  const absl::string_view mantissa = text.substr(0, exponent);
  absl::string_view power = text.substr(exponent + 1);
  if (!power.empty() && power[0] == '+') power.remove_prefix(1);
  const std::size_t point = mantissa.find('.');
  if (point == absl::string_view::npos) {
    // "3E10" may be a room or a model; a number of a spreadsheet has a sign there.
    return IsDigits(mantissa) && IsDigits(power) && absl::StrContains(text, "+");
  }
  return point == 1 && IsDigits(mantissa.substr(0, 1)) && IsDigits(mantissa.substr(2)) &&
         IsDigits(power) && power.size() <= 2;
}

absl::string_view WithoutZeroFraction(absl::string_view text) {
  const std::size_t point = text.find('.');
  if (point == absl::string_view::npos || point + 1 == text.size()) return text;
  const absl::string_view whole = text.substr(0, point);
  if (!IsDigits(absl::StartsWith(whole, "-") ? whole.substr(1) : whole)) return text;
  return text.substr(point + 1).find_first_not_of('0') == absl::string_view::npos ? whole : text;
}

std::string ColumnLetter(int index) {
  std::string letters;
  for (++index; index > 0; index = (index - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (index - 1) % 26));
  }
  return letters;
}

}  // namespace laowu::intake
