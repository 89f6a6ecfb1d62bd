#include "intake/survey/survey_return.h"

#include "absl/strings/match.h"
#include "intake/facts/facts.h"
#include "intake/facts/spoken_date.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
bool ComesHomeOn(absl::string_view clause) {
  static const RE2 comes(
      R"((?:月(?:\d{1,2}[日号]?|[一二三四五六七八九十]{1,3}[日号]|份|初|底|中旬)?|初[一二三四五六七八九十]|\d[日号]|国庆|中秋|春节|五一|端午|清明|元旦)(?:就|已经?|才|刚)*(?:从\p{Han}{1,6}?)?(?:回来|回家|返乡|回乡|返家|到家|回村|转来|转屋|转家|到屋|拢屋|拢家|回屋|归屋))");
  return RE2::PartialMatch({clause.data(), clause.size()}, comes);
}

bool SaysStays(absl::string_view folded) {
  return SaysAny(folded, {"不再", "不去", "不出", "没再", "不打算", "不想", "不准备", "辞", "不走",
                          "不干", "不回厂", "没回厂", "没返"});
}

bool AsksWhenBack(absl::string_view header) {
  return SaysAny(header, {"返乡", "回乡", "回家", "返家", "返回", "回来", "回流"}) &&
         !SaysAny(header, {"预计", "计划", "拟", "打算", "准备", "预期", "意向", "春节", "上次",
                           "去年", "返乡后", "回乡后", "回来后"});
}

bool AsksWhenOut(absl::string_view header) {
  return SaysAny(header, {"外出", "务工", "到岗", "上岗", "入职", "就业", "出去", "出门", "走"});
}

std::optional<absl::CivilDay> DayOut(const FieldTexts& row, const ReadContext& context) {
  for (const FieldText& cell : row) {
    if (cell.field != Field::kEffectiveDate || SaysNoDate(cell.text)) continue;
    if (AsksWhenBack(cell.header) || !AsksWhenOut(cell.header)) continue;
    return ReadSpokenDate(cell.text, context.as_of).day;
  }
  return std::nullopt;
}

bool LiesBeforeDayOut(const std::optional<SpokenDate>& back, const FieldTexts& row,
                      const ReadContext& context) {
  const std::optional<absl::CivilDay> out = DayOut(row, context);
  if (!out.has_value() || !back.has_value() || !back->day.has_value()) return false;
  return absl::CivilMonth(*back->day) != absl::CivilMonth(*out) && *back->day < *out;
}

bool IsBackByDays(const FieldTexts& row, const ReadContext& context) {
  std::optional<absl::CivilDay> back;
  for (const FieldText& cell : row) {
    if (cell.field != Field::kEffectiveDate || !AsksWhenBack(cell.header)) continue;
    if (SaysNoDate(cell.text)) continue;
    back = ReadSpokenDate(cell.text, context.as_of).day;
    break;
  }
  if (!back.has_value() || *back > context.as_of) return false;
  const std::optional<absl::CivilDay> out = DayOut(row, context);
  return !out.has_value() || absl::CivilMonth(*back) == absl::CivilMonth(*out) || *back > *out;
}

}  // namespace laowu::intake
