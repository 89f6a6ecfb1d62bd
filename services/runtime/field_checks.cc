#include "services/runtime/field_checks.h"

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "reference/invisible.h"
#include "services/runtime/errors.h"
#include "services/runtime/place_checks.h"

namespace laowu::runtime {
namespace {

bool AllDigits(absl::string_view text) {
  for (const char c : text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

// Length in bytes of the well-formed sequence at the start of `text`; 0 if it is none.
size_t Utf8SequenceLength(absl::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  // Overlong forms, surrogates, beyond U+10FFFF.
  if (lead == 0xE0 && byte(1) < 0xA0) return 0;
  if (lead == 0xED && byte(1) > 0x9F) return 0;
  if (lead == 0xF0 && byte(1) < 0x90) return 0;
  if (lead == 0xF4 && byte(1) > 0x8F) return 0;
  return length;
}

}  // namespace

std::optional<int> CountChars(absl::string_view text) {
  int count = 0;
  while (!text.empty()) {
    const size_t length = Utf8SequenceLength(text);
    if (length == 0) return std::nullopt;
    text.remove_prefix(length);
    ++count;
  }
  return count;
}

absl::string_view FirstBytes(absl::string_view text, size_t bytes_most) {
  if (text.size() <= bytes_most) return text;
  size_t end = bytes_most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

void FieldChecks::Violate(absl::string_view path, absl::string_view description) {
  auto& violation = violations_.emplace_back();
  violation.set_field(std::string(path));
  violation.set_description(std::string(description));
}

void FieldChecks::Text(absl::string_view path, absl::string_view value, int chars_most,
                       bool multi_line) {
  const auto chars = CountChars(value);
  if (!chars.has_value()) return Violate(path, "不是 UTF-8 文字 / is not valid UTF-8");
  if (*chars > chars_most) {
    return Violate(path, absl::StrCat("有 ", *chars, " 个字，最多 ", chars_most, " 个 / has ",
                                      *chars, " characters; at most ", chars_most));
  }
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (multi_line && (c == '\n' || c == '\r' || c == '\t')) continue;
    if (byte < 0x20 || byte == 0x7F)
      return Violate(path,
                     "含有控制字符，请删去后重填 / has a control character: write it anew without");
  }
  if (reference::SaysNothing(value) && !absl::StripAsciiWhitespace(value).empty()) {
    return Violate(path, "只有空白，请填写或留空 / is blank: say what it is, or leave it empty");
  }
  // What is copied from web pages is full of them, and nobody is known by a description.
  if (multi_line) return;
  if (const auto invisible = reference::FirstInvisible(value); invisible.has_value()) {
    Violate(path, absl::StrCat("含有看不见的字符 ", *invisible,
                               "，请删去后重填 / has an invisible character, ", *invisible,
                               ": write it anew without"));
  }
}

void FieldChecks::RequiredText(absl::string_view path, absl::string_view value, int chars_most) {
  if (absl::StripAsciiWhitespace(value).empty()) return Violate(path, "请填写 / is required");
  if (reference::SaysNothing(value)) {
    return Violate(path,
                   "只有空白或看不见的字符，请填写 / is required, and holds nothing but blanks");
  }
  Text(path, value, chars_most);
}

void FieldChecks::Id(absl::string_view path, absl::string_view value) {
  bool good = !value.empty() && value.size() <= 63;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    good = good && (absl::ascii_islower(byte) || absl::ascii_isdigit(byte) || c == '-');
  }
  if (!good) Violate(path, "应为 1 至 63 个小写字母、数字和 - / must be 1 to 63 of a-z, 0-9 and -");
}

void FieldChecks::RequestId(absl::string_view path, absl::string_view value) {
  if (value.empty()) return;
  bool good = value.size() == 36;
  for (size_t i = 0; good && i < value.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    good = dash ? value[i] == '-' : absl::ascii_isxdigit(static_cast<unsigned char>(value[i]));
  }
  if (!good)
    Violate(path,
            "应为 UUID，如 123e4567-e89b-12d3-a456-426614174000，或留空 / must be a UUID such as "
            "123e4567-e89b-12d3-a456-426614174000, or empty");
}

void FieldChecks::Range(absl::string_view path, int64_t value, int64_t least, int64_t most) {
  if (value < least || value > most) {
    Violate(path, absl::StrCat("是 ", value, "，应为 ", least, " 至 ", most, " / is ", value,
                               "; must be ", least, " to ", most));
  }
}

void FieldChecks::RangeIfSet(absl::string_view path, int64_t value, int64_t least, int64_t most) {
  if (value != 0 && (value < least || value > most)) {
    Violate(path, absl::StrCat("是 ", value, "，应为 ", least, " 至 ", most, "，未知填 0 / is ",
                               value, "; must be ", least, " to ", most, ", or 0 for not stated"));
  }
}

void FieldChecks::RequiredCount(absl::string_view path, int count, int most) {
  if (count == 0) Violate(path, "请至少填一个 / is required: at least one");
  CountMost(path, count, most);
}

void FieldChecks::CountMost(absl::string_view path, int count, int most) {
  if (count > most)
    Violate(path, absl::StrCat("有 ", count, " 项，最多 ", most, " 项 / has ", count,
                               " entries; at most ", most));
}

void FieldChecks::DivisionCode(absl::string_view path, absl::string_view value, bool prefix) {
  const size_t n = value.size();
  const bool length = n == 6 || n == 9 || n == 12 || (prefix && (n == 2 || n == 4));
  if (!length || !AllDigits(value)) {
    Violate(path,
            prefix ? "应为 2、4、6、9 或 12 位区划代码 / must be a division code of 2, 4, 6, 9 or "
                     "12 digits"
                   : "应为 6、9 或 12 位区划代码 / must be a division code of 6, 9 or 12 digits");
  }
}

void FieldChecks::OccupationCode(absl::string_view path, absl::string_view value) {
  // d, then one to three times -dd: a title often tells the small class and no more.
  bool good = value.size() == 4 || value.size() == 7 || value.size() == 10;
  for (size_t i = 0; good && i < value.size(); ++i) {
    const bool dash = i % 3 == 1;
    good = dash ? value[i] == '-' : absl::ascii_isdigit(static_cast<unsigned char>(value[i]));
  }
  if (!good) {
    Violate(path,
            "应为 2022 年版职业代码，如 6-18-01-01，或其上一级，如 6-18-01 / must be an occupation "
            "code such as 6-18-01-01, or a class above one such as "
            "6-18-01 (edition 2022)");
  }
}

void FieldChecks::Instant(absl::string_view path, const google::protobuf::Timestamp& value) {
  constexpr int64_t kYear10000 = 253'402'300'800;
  const bool good = value.seconds() >= 0 && value.seconds() < kYear10000 && value.nanos() >= 0 &&
                    value.nanos() < 1'000'000'000;
  if (!good)
    Violate(path, "应为 1970 至 9999 年间的时刻 / must be an instant of the years 1970 to 9999");
}

void FieldChecks::Date(absl::string_view path, const google::type::Date& value) {
  if (value.year() == 0 && value.month() == 0 && value.day() == 0) {
    Violate(path, "请填写 1900 至 2200 年间的日期 / is required: a date between 1900 and 2200");
  } else if (!ToCivilDay(value).has_value()) {
    const std::string said =
        absl::StrFormat("%d-%02d-%02d", value.year(), value.month(), value.day());
    Violate(path, absl::StrCat("没有 ", said, " 这一天，应为 1900 至 2200 年间的日期 / ", said,
                               " is not a date between 1900 and 2200"));
  }
}

void FieldChecks::LatLng(absl::string_view path, const google::type::LatLng& value) {
  if (IsInChina(value)) return;
  // {}: how one would think that it is taken away.
  const bool blank = value.latitude() == 0 && value.longitude() == 0;
  Violate(path,
          absl::StrCat("应为中国境内的度数，两项都写：纬度 3 至 54，经度 73 至 136",
                       blank ? "；没有就整项不写，更新时只在 update_mask 里写这一栏即清空" : "",
                       " / must be a point in China in degrees, both stated: latitude 3 to 54, "
                       "longitude 73 to 136",
                       blank ? "; where there is none leave it out: an update that names it in the "
                               "update_mask alone clears it"
                             : ""));
}

absl::Status FieldChecks::status() const {
  return violations_.empty() ? absl::OkStatus() : InvalidFields(violations_);
}

std::string UnknownEnumText(const google::protobuf::EnumDescriptor& type, absl::string_view value) {
  constexpr int kNamesMost = 12;
  std::vector<absl::string_view> names;
  for (int i = 0; i < type.value_count(); ++i) {
    // 0 stands for what was not said, and is no answer to "what may I say".
    if (type.value(i)->number() != 0) names.push_back(type.value(i)->name());
  }
  const bool all = names.size() <= kNamesMost;
  if (!all) names.resize(kNamesMost);
  return absl::StrCat(value.empty() ? "请选填 / is required"
                                    : absl::StrCat("没有这个取值 / has the unknown value ", value),
                      "; known are ", absl::StrJoin(names, ", "),
                      all ? ""
                          : absl::StrCat(", … (all of them: ", type.full_name(),
                                         " in proto/, or in the server's /protos.zip)"));
}

std::optional<absl::CivilDay> ToCivilDay(const google::type::Date& date) {
  if (date.year() < 1900 || date.year() > 2200) return std::nullopt;
  const absl::CivilDay day(date.year(), date.month(), date.day());
  // CivilDay normalises 31 February into March; a date that moved was none.
  if (day.month() != date.month() || day.day() != date.day()) return std::nullopt;
  return day;
}

google::type::Date ToDate(absl::CivilDay day) {
  google::type::Date date;
  date.set_year(static_cast<int>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

std::string DateText(absl::CivilDay day) {
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

std::optional<absl::CivilDay> ParseDate(absl::string_view text) {
  google::type::Date date;
  int year = 0;
  int month = 0;
  int day = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' ||
      !absl::SimpleAtoi(text.substr(0, 4), &year) || !absl::SimpleAtoi(text.substr(5, 2), &month) ||
      !absl::SimpleAtoi(text.substr(8, 2), &day)) {
    return std::nullopt;
  }
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return ToCivilDay(date);
}

}  // namespace laowu::runtime
