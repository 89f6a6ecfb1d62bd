#ifndef LAOWU_INTAKE_TABLE_HEADER_MAP_H_
#define LAOWU_INTAKE_TABLE_HEADER_MAP_H_

// One header to its field: by the list (header_table.h), or by its words where no list has it
// (header_words.h). MapHeader (column_map.h) asks the one and then the other.
//
// Pure; thread-safe. For column_map.cc.

#include "absl/strings/string_view.h"
#include "intake/table/column_map.h"

namespace laowu::intake {

// Also of two lines, joined ("要求/年龄"), and of two languages.
Field MapListedHeader(TableKind kind, absl::string_view header);

// By its words; of a header of two lines, by those of both, else of the lower one. One that asks
// for two facts ("性别/年龄", "学历/经验") is the field that is read for both, if there is one.
Field MapHeaderByWords(TableKind kind, absl::string_view header);

// Whether several columns may feed the field: their texts are read together.
bool MayRepeat(TableKind kind, Field field);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_HEADER_MAP_H_
