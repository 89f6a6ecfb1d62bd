#ifndef LAOWU_INTAKE_WAGE_WAGE_TEXT_H_
#define LAOWU_INTAKE_WAGE_WAGE_TEXT_H_

// A wage text made ready for wage.cc: one way of writing for numerals, dashes, periods; without
// dates and phone numbers. For wage.cc and pay_clauses.cc only. Pure and thread-safe.

#include <string>

#include "absl/strings/string_view.h"

namespace laowu::intake {

// "月薪 伍仟至1万2,年底双薪" → "月薪5000至1.2万,年底双薪". Between two figures "_" stands for a
// mark that may be a dash ("5000.8000", "5000、8000"): wage.guessed_separator.
std::string PrepareWageText(absl::string_view text);

// Figures for numerals that are short for their place: "1万二" → "1万2", "四到六千" → "四千到六千",
// "时薪二十" → "时薪20", "五K" → "5K", "万元左右" → "1万元左右".
std::string WithShortNumerals(absl::string_view stated);

// "6、7千" → "6-7千"; "2、6千" is an item of a list, and "1、2千" may be.
void JoinNeighbours(std::string& text);

// "150蚊一日" → "150元一日".
void WriteCantoneseMoney(std::string& text);

// "大工400、小工240": what sites pay a hand, without a word for it, is a day's.
void WriteDaysPayOfSites(std::string& text);

// Takes "13薪", "14-16个月薪资", "*13", "年底双薪" out of a prepared text; 0 if there is none.
int TakePayMonths(std::string& text);

// "第一个月3000,以后3500-5000", "试用期5500,转正6000": what is paid later is the post's pay.
// Whether it was so.
bool TakeFirstMonthsOut(std::string& text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WAGE_WAGE_TEXT_H_
