#ifndef LAOWU_INTAKE_TABLE_HEADER_PARTS_H_
#define LAOWU_INTAKE_TABLE_HEADER_PARTS_H_

// Headers of vacancies by their parts: a word for a fact (岁数, 工钱, 饭堂, 工地), one for an end
// of a range (从, 低, 上限, 到), for a day, a need, an order: 岁数从, 日薪高, 有效到, 需工,
// 会啥优先. The whole header must consist of them, and tell one fact; 包吃 and 高薪, which stand in
// cells, and 伙食费, 工资日, which are another thing, are none.
//
// Pure; thread-safe. For header_words.cc, header_map.cc and column_missing.cc.

#include "absl/strings/string_view.h"
#include "intake/table/column_map.h"

namespace laowu::intake {

// `plain`: as PlainWords (header_key.h) leaves it. kUnknown for other kinds than vacancies.
Field HeaderByParts(TableKind kind, absl::string_view plain);

// Of a header that is an end of a range and nothing else.
enum class RangeEnd { kNone, kLeast, kMost };
RangeEnd EndAlone(absl::string_view header);

// "下限（千）", "到（岁）": an end alone, whose brackets say of what: pay or age.
Field EndWithUnit(TableKind kind, absl::string_view header);

// What a header may mean besides, where another column is `field` already: 做什么 beside 职位 is
// the description. kUnknown: nothing.
Field OtherMeaning(Field field, absl::string_view header);

// "工地", "工场": where somebody works or what it is called, as its cells say.
bool NamesSite(absl::string_view header);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_HEADER_PARTS_H_
