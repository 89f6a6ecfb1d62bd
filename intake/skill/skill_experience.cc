#include "intake/skill/skill_experience.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "intake/text/numerals.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr int kMostYears = 50;
constexpr int kMonthsAYear = 12;

// 十五, 十七八, 二三十, 六七, 两; 半 is none.
#define LAOWU_DIGIT "[一二两三四五六七八九]"
#define LAOWU_NUMERAL                                                          \
  "(?:\\d{1,2}(?:\\.\\d)?|" LAOWU_DIGIT "?十" LAOWU_DIGIT "{0,2}|" LAOWU_DIGIT \
  "{2}十|" LAOWU_DIGIT "{1,2})"

int DigitOf(absl::string_view character) { return std::max(0, ChineseDigit(character)); }

// The least that the numeral says: 十七八 → 17, 六七 → 6, 二三十 → 20, 2.5 → 2.
int LeastOf(absl::string_view numeral) {
  int number = 0;
  std::size_t digits = 0;
  while (digits < numeral.size() &&
         absl::ascii_isdigit(static_cast<unsigned char>(numeral[digits]))) {
    number = number * 10 + (numeral[digits++] - '0');
  }
  if (digits > 0) return number;
  constexpr absl::string_view kTen = "十";
  const absl::string_view first = numeral.substr(0, kTen.size());
  const std::size_t ten = numeral.find(kTen);
  if (ten == absl::string_view::npos) return DigitOf(first);
  const absl::string_view unit = numeral.substr(ten + kTen.size());
  return (ten == 0 ? 1 : DigitOf(first)) * 10 +
         (unit.empty() ? 0 : DigitOf(unit.substr(0, kTen.size())));
}

}  // namespace

int MonthsSaid(absl::string_view clause) {
  static const RE2 years(
      "(?:^|[^\\d.一二两三四五六七八九十几数上下])(半|" LAOWU_NUMERAL
      ")(?:(?:-|~|至|到)" LAOWU_NUMERAL
      ")?(几|多|来|余)?年(半)?(前|以前|之前|开始|起|考|拿|取|毕业|入|级|份|没|不|未)?");
  static const RE2 months(R"((?:^|\D)(\d{1,2})个月(?:\D|$))");
  // "2019-2023年在五金厂做冲压"
  static const RE2 from_to(R"((?:^|\D)((?:19|20)\d{2})年?(?:-|~|至|到)((?:19|20)\d{2})年)");
  const re2::StringPiece piece(clause.data(), clause.size());
  if (Holds(clause, "年")) {
    int from = 0;
    int to = 0;
    if (RE2::PartialMatch(piece, from_to, &from, &to) && to > from && to - from <= kMostYears) {
      return (to - from) * kMonthsAYear;
    }
    re2::StringPiece rest = piece;
    re2::StringPiece numeral;
    re2::StringPiece more;
    re2::StringPiece half;
    re2::StringPiece behind;
    while (RE2::FindAndConsume(&rest, years, &numeral, &more, &half, &behind)) {
      if (!behind.empty()) continue;
      const absl::string_view said(numeral.data(), numeral.size());
      if (said == "半") return kMonthsAYear / 2;
      const int count = std::min(LeastOf(said), kMostYears);
      return count * kMonthsAYear + (half.empty() ? 0 : kMonthsAYear / 2);
    }
  }
  int count = 0;
  return Holds(clause, "个月") && RE2::PartialMatch(piece, months, &count) ? count : 0;
}

int MonthsSaidAlone(absl::string_view statement) {
  static const RE2 alone(
      "(?:已经?|有|一共|总共|前后|大概|大约|约|差不多|都|我|本人|干|做|开|跑|修|搞|学|从事|工作|"
      "从业|操作|这一?行|"
      "这个|这门|了|过|满|将近|近|超过|的|经验|工龄|驾龄|经历|时间|年限|也|快|:)*(?:"
      "半|" LAOWU_NUMERAL ")(?:(?:-|~|至|到)" LAOWU_NUMERAL
      ")?(?:几|多|来|余)?年(?:半|多)?(?:以上|左右|的|了|相关|工作|从业|操作|驾驶|实际|施工|行业|"
      "岗位|经验|工龄|驾龄|经历|手艺)*");
  if (!Holds(statement, "年") || !RE2::FullMatch({statement.data(), statement.size()}, alone)) {
    return 0;
  }
  return MonthsSaid(statement);
}

}  // namespace laowu::intake
