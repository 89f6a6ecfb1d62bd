#ifndef LAOWU_INTAKE_TABLE_HEADER_ASKING_H_
#define LAOWU_INTAKE_TABLE_HEADER_ASKING_H_

// Headers that ask, by what they ask for: 一个月要好多 (how much, wished for), 哪阵走得成 (when,
// able to go), 屋头住哪个寨子 (where, home). Behind header_questions.h, which knows whole turns:
// here any order of the words will do, as long as all of them are words of such questions and one
// of them asks.
//
// Pure; thread-safe. For header_words.cc.

#include "absl/strings/string_view.h"
#include "intake/table/column_map.h"

namespace laowu::intake {

// `plain`: as PlainWords leaves it. kUnknown if the words do not settle it.
Field HeaderByAsking(TableKind kind, absl::string_view plain);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_HEADER_ASKING_H_
