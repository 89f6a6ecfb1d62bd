#ifndef LAOWU_TESTS_BENCH_MATCHING_POSTGRES_H_
#define LAOWU_TESTS_BENCH_MATCHING_POSTGRES_H_

// The same rows in PostgreSQL 15 and the same question as one SQL statement in whole numbers: what
// a user would pick instead. A server of its own from Debian's package (postgresql-15), in a folder
// that is gone afterwards, run by the package's user where the bench is run by root; asked over TCP
// by psql, which says how long each statement took. For benchmarks alone.

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "matcher/matcher.h"
#include "matcher/packed_rows.h"
#include "matcher/packed_score.h"
#include "tests/bench/matching/postgres_columns.h"

namespace laowu::matcher {

// A way to keep the rows and to ask for the best.
struct PostgresWay {
  enum class Table {
    kArrays,   // postgres_arrays.h: GIN on skills held, btree on wish and date
    kColumns,  // postgres_columns.h: GIN on skills held and on occupations' classes, btree
    kByTrade,  // the same, the rows lying in the order of their first occupation
  };
  const char* name;  // of the option
  const char* what;  // of the table that is printed
  Table table;
  bool tiers;                 // stops early
  int parallel_worker_count;  // that one statement may use beside its own process
};
[[nodiscard]] absl::Span<const PostgresWay> PostgresWays();

struct PostgresAnswer {
  std::vector<std::string> names;  // in order
  std::vector<int> totals_micros;
  double median_millis = 0;  // of the askings
};

class Postgres {
 public:
  Postgres() = default;
  ~Postgres();
  Postgres(const Postgres&) = delete;
  Postgres& operator=(const Postgres&) = delete;

  // NOT_FOUND if there is no PostgreSQL 15.
  absl::Status Start(int port);
  // Rows of all workers in the table of the way, then its indexes; nothing if it is there already.
  absl::Status Load(const Matcher& matcher, const PostgresWay& way);
  // Each question `asking_count` times.
  absl::StatusOr<std::vector<PostgresAnswer>> Ask(const PostgresWay& way,
                                                  const std::vector<PackedVacancy>& vacancies,
                                                  const PackedTerms& terms, int limit,
                                                  int asking_count);
  // Of the table of the way with its indexes.
  absl::StatusOr<double> BytesAWorker(const PostgresWay& way, int worker_count);

 private:
  absl::StatusOr<std::string> Psql(absl::string_view script);
  // The statement for one vacancy.
  std::string SqlOf(const PostgresWay& way, const PackedVacancy& vacancy, const PackedTerms& terms,
                    int limit) const;

  std::string folder_;
  int port_ = 0;
  bool running_ = false;
  std::vector<PostgresWay::Table> loaded_;
  std::optional<PostgresColumns> columns_;
};

}  // namespace laowu::matcher

#endif  // LAOWU_TESTS_BENCH_MATCHING_POSTGRES_H_
