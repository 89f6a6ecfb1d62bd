#ifndef LAOWU_INTAKE_TABLE_HEADER_WORDS_H_
#define LAOWU_INTAKE_TABLE_HEADER_WORDS_H_

// Headers that no list has, by the words that they consist of: 拟务工地点, 具体务工地点,
// 是否愿意上夜班, 农户类别. Only a name that consists of words of headers and nothing else is read,
// so that what stands in a cell (工资面议) is taken for none; and what somebody wishes for is never
// taken for what is (意向务工地 of a survey says not where they are).
//
// Pure; thread-safe. For column_map.cc.

#include "absl/strings/string_view.h"
#include "intake/table/column_map.h"

namespace laowu::intake {

// `key`: folded, without blanks, brackets and marks. kUnknown if the words do not settle it.
Field HeaderByWords(TableKind kind, absl::string_view key);

// A column of several that give one field together: "需求人数/男", "人数（女）", "合计" of
// openings; "待遇/底薪" and "待遇/综合" of pay.
bool IsPartOf(Field field, absl::string_view header);

// Of a column of openings, whom it counts: "男", "女", "合计" of both, "男女" for both in one cell
// (需求人数（男/女）: 5/10); else empty.
absl::string_view PartOfOpenings(absl::string_view header);

// "底薪" or "综合" for a column of base pay or of all that is paid; else empty.
absl::string_view PartOfPay(absl::string_view header);

// "年薪", "日薪" or "时薪" for a column of pay that says so (HintsFromHeader); empty for a month's.
absl::string_view PeriodOfPay(absl::string_view header);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_HEADER_WORDS_H_
