#ifndef LAOWU_TESTS_BENCH_MATCHING_POSTGRES_H_
#define LAOWU_TESTS_BENCH_MATCHING_POSTGRES_H_

// The same rows in PostgreSQL 15 and the same question as one SQL statement in whole numbers: what
// a user would pick instead. A server of its own from Debian's package (postgresql-15), in a folder
// that is gone afterwards, run by the package's user where the bench is run by root; asked over TCP
// by psql, which says how long each statement took. For benchmarks alone.

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "matcher/matcher.h"
#include "matcher/packed_rows.h"
#include "matcher/packed_score.h"

namespace laowu::matcher {

struct PostgresAnswer {
  std::vector<std::string> names;  // in order
  std::vector<int> totals_micros;
  double median_millis = 0;  // of five askings
};

class Postgres {
 public:
  Postgres() = default;
  ~Postgres();
  Postgres(const Postgres&) = delete;
  Postgres& operator=(const Postgres&) = delete;

  // NOT_FOUND if there is no PostgreSQL 15.
  absl::Status Start(int port);
  // Rows of all workers, then the indexes.
  absl::Status Load(const Matcher& matcher);
  absl::StatusOr<std::vector<PostgresAnswer>> Ask(const std::vector<PackedVacancy>& vacancies,
                                                  const PackedTerms& terms, int limit);
  // Of the table with its indexes.
  absl::StatusOr<double> BytesAWorker(int worker_count);

 private:
  absl::StatusOr<std::string> Psql(absl::string_view script);

  std::string folder_;
  int port_ = 0;
  bool running_ = false;
};

// The statement for one vacancy.
[[nodiscard]] std::string SqlOf(const PackedVacancy& vacancy, const PackedTerms& terms, int limit);

}  // namespace laowu::matcher

#endif  // LAOWU_TESTS_BENCH_MATCHING_POSTGRES_H_
