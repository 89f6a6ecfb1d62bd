#include "intake/text/numerals.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

// Three bytes of UTF-8 in one number.
constexpr std::uint32_t Packed(const char* bytes) {
  std::uint32_t packed = 0;
  for (int i = 0; i < 3; ++i) packed = packed << 8 | static_cast<unsigned char>(bytes[i]);
  return packed;
}

// A digit run such as 五千三百 or 六七千. Only called on runs with a 百, 千 or 万.
struct NumeralRun {
  std::vector<std::int64_t> values;  // two for 六七千
  bool ok = false;
};

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
    if (const int value = ChineseDigit(character); value >= 0) {
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

int ChineseDigit(absl::string_view character) {
  if (character.size() != 3) return -1;
  switch (Packed(character.data())) {
    case Packed("零"):
    case Packed("〇"):
    case Packed("○"):
      return 0;
    case Packed("一"):
    case Packed("壹"):
      return 1;
    case Packed("二"):
    case Packed("两"):
    case Packed("贰"):
      return 2;
    case Packed("三"):
    case Packed("叁"):
      return 3;
    case Packed("四"):
    case Packed("肆"):
      return 4;
    case Packed("五"):
    case Packed("伍"):
      return 5;
    case Packed("六"):
    case Packed("陆"):
      return 6;
    case Packed("七"):
    case Packed("柒"):
      return 7;
    case Packed("八"):
    case Packed("捌"):
      return 8;
    case Packed("九"):
    case Packed("玖"):
      return 9;
    default:
      return -1;
  }
}

std::string ArabicNumerals(absl::string_view text) {
  // Each run has one of these.
  if (!SaysAny(text, {"百", "千", "万", "佰", "仟", "萬"})) return std::string(text);
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
      if (place == 0 && ChineseDigit(character) < 0) break;
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
    if (run.size() >= 2 && has_place && !after_digit && ChineseDigit(run[0]) > 0) {
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
