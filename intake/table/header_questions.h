#ifndef LAOWU_INTAKE_TABLE_HEADER_QUESTIONS_H_
#define LAOWU_INTAKE_TABLE_HEADER_QUESTIONS_H_

// Headers as somebody would ask or say them: 在哪上班, 要几个, 啥时候出去的, 哪个厂, 念过多少书.
// The whole of the header must be such a question. What a list or an exact name gives goes first,
// so that a question never takes a field from it (column_map.cc).
//
// Pure; thread-safe. For header_words.cc.

#include "absl/strings/string_view.h"
#include "intake/table/column_map.h"

namespace laowu::intake {

// `key`: as for HeaderByWords. kUnknown if it is none of the questions that a table of the kind is
// asked.
Field HeaderByQuestion(TableKind kind, absl::string_view key);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_HEADER_QUESTIONS_H_
