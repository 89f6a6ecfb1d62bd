#ifndef LAOWU_INTAKE_TEXT_NUMERALS_H_
#define LAOWU_INTAKE_TEXT_NUMERALS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace laowu::intake {

// Chinese numerals that stand with 百, 千 or 万 to digits: "五千到七千五" → "5000到7500", "六七千"
// → "6000-7000", "伍仟元" → "5000元". Others stay: 一 and 十 are parts of too many words. Pure and
// thread-safe.
std::string ArabicNumerals(absl::string_view text);

// 0…9 of one Chinese digit as it is written (零 〇 ○, 一…九, 两) or stands on cheques (壹…玖); -1
// if it is none.
int ChineseDigit(absl::string_view character);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TEXT_NUMERALS_H_
