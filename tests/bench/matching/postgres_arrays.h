#ifndef LAOWU_TESTS_BENCH_MATCHING_POSTGRES_ARRAYS_H_
#define LAOWU_TESTS_BENCH_MATCHING_POSTGRES_ARRAYS_H_

// Workers in PostgreSQL as one would write them down first: skills, places and occupations in
// arrays, which a statement opens row by row. Pure.

#include <string>

#include "absl/strings/string_view.h"
#include "matcher/packed_rows.h"
#include "matcher/packed_score.h"

namespace laowu::matcher {

// Makes the table `workers`; then, with the rows in it, its indexes.
[[nodiscard]] absl::string_view ArraysTable();
[[nodiscard]] absl::string_view ArraysIndexes();
// A row for COPY.
[[nodiscard]] std::string ArraysLine(absl::string_view name, const PackedWorker& row);
// The statement for one vacancy: name and total of the `limit` best.
[[nodiscard]] std::string ArraysSql(const PackedVacancy& vacancy, const PackedTerms& terms,
                                    int limit);

}  // namespace laowu::matcher

#endif  // LAOWU_TESTS_BENCH_MATCHING_POSTGRES_ARRAYS_H_
