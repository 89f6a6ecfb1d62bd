#ifndef LAOWU_INTAKE_TABLE_HEADER_ENGLISH_H_
#define LAOWU_INTAKE_TABLE_HEADER_ENGLISH_H_

// English headers that no list has, by the words that they consist of: "Monthly Salary", "No. of
// Workers Needed", "Expected Job". Like header_words.h: only a name that consists of words of
// headers and nothing else is read, and what somebody wishes for is never taken for what is.
//
// Pure; thread-safe. For header_words.cc.

#include "absl/strings/string_view.h"
#include "intake/table/column_map.h"

namespace laowu::intake {

// `key`: as HeaderKey leaves it ("monthlysalary"). kUnknown if the words do not settle it.
Field HeaderByEnglish(TableKind kind, absl::string_view key);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_HEADER_ENGLISH_H_
