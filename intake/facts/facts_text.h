#ifndef LAOWU_INTAKE_FACTS_FACTS_TEXT_H_
#define LAOWU_INTAKE_FACTS_FACTS_TEXT_H_

// Running text made ready for the readers of this folder. Pure and thread-safe.

#include <string>

#include "absl/strings/string_view.h"
#include "re2/re2.h"

namespace laowu::intake {

// Folded; blanks and line breaks that part words are commas, the others are gone: "包吃住 18 - 45
// 岁\n两班倒" → "包吃住,18-45岁,两班倒".
std::string FoldClauses(absl::string_view text);

// FoldTight (reference/folding.h), of a text from which several facts are read: what was made of
// the last one is kept, as by the other functions here.
std::string TightText(absl::string_view text);

// FoldClauses, with numerals below a hundred as digits where a unit follows:
// "十八至四十五岁,招十名" → "18至45岁,招10名".
std::string FactText(absl::string_view text);

// "唔包食", "冇夜班", "45岁落" of Guangdong → "不包食", "没有夜班", "45岁以下".
void WriteCantonese(std::string& text);

// 不限, 无要求, 均可: of a cell, that nothing is asked for.
bool SaysNoLimit(absl::string_view text);

// Whether the clause says, behind `found` or before it, that it is only welcome: "3年经验者优先",
// "最好45岁以下".
bool OnlyPreferred(absl::string_view text, const re2::StringPiece& found);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FACTS_FACTS_TEXT_H_
