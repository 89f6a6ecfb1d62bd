#ifndef LAOWU_TESTS_BENCH_MATCHING_POSTGRES_COLUMNS_H_
#define LAOWU_TESTS_BENCH_MATCHING_POSTGRES_COLUMNS_H_

// Workers in PostgreSQL for speed: every code in a column of its own, numbers before texts, nothing
// null, so that a score is arithmetic without a subquery. And the statement that stops early: the
// workers in tiers by what they share with the vacancy, each tier looked at only if its best could
// still be among the best found before, which no index of PostgreSQL does by itself.

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "matcher/matcher.h"
#include "matcher/packed_rows.h"
#include "matcher/packed_score.h"
#include "matcher/types.h"

namespace laowu::matcher {

// Columns and bounds depend on the rows.
class PostgresColumns {
 public:
  explicit PostgresColumns(const Matcher& matcher);

  // Makes the table of that name; then, with the rows in it, its indexes.
  std::string Table(absl::string_view table) const;
  static std::string Indexes(absl::string_view table);
  // A row for COPY.
  std::string Line(absl::string_view name, const PackedWorker& row) const;

  // The statement for one vacancy: name and total of the `limit` best. All who pass are scored …
  std::string ScanSql(absl::string_view table, const PackedVacancy& vacancy,
                      const PackedTerms& terms, int limit) const;
  // … or tier by tier.
  std::string TiersSql(absl::string_view table, const PackedVacancy& vacancy,
                       const PackedTerms& terms, int limit) const;

 private:
  // "s1 int, s2 int" of "s# int", for as many skills as the table has columns.
  std::string Each(absl::string_view format) const;
  std::string SkillSql(const PackedVacancy& vacancy) const;
  std::string ExperienceSql(const PackedVacancy& vacancy) const;
  std::string ScoredSql(absl::string_view table, const PackedVacancy& vacancy,
                        const PackedTerms& terms, absl::string_view where) const;
  // D of the nearest point that a worker may have.
  int MostForDistance(const PackedVacancy& vacancy) const;

  std::size_t skill_count_ = 1;  // the most that one worker has
  bool any_without_point_ = false;
  // Of all points.
  PlanePoint least_{INT32_MAX, INT32_MAX};
  PlanePoint most_{INT32_MIN, INT32_MIN};
};

}  // namespace laowu::matcher

#endif  // LAOWU_TESTS_BENCH_MATCHING_POSTGRES_COLUMNS_H_
