#ifndef LAOWU_MATCHER_MATCHER_H_
#define LAOWU_MATCHER_MATCHER_H_

// Who fits where, exactly: the first k of all pairs that pass every gate, in one total order (score
// down, then tie = h(worker) XOR h(vacancy) up, then name up). Holds the rows of all workers and
// vacancies in memory and no truth of its own; it is filled from feeds.
//
// A pruned index (row_index.h) answers in microseconds once it is built, with the rows that have
// changed since beside it; until then every row is scanned (scan.h). How many workers each gate
// turns away is counted from bits (gate_columns.h). All give the answer of the scan.
//
// Thread-compatible: const calls may run together; nothing may run beside a call that is not const.
// The service owns the lock.

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "matcher/score.h"
#include "matcher/types.h"

namespace laowu::matcher {

inline constexpr int kMaxResults = 500;         // k
inline constexpr int kMaxWorkers = 20'000'000;  // rows a matcher holds
inline constexpr int kMaxVacancies = 20'000'000;
inline constexpr int kRowsBetweenChecks = 65'536;  // FindQuery::keep_going

// A place in the order of an answer: what a page token carries.
struct Position {
  int total_micros = 0;
  std::int64_t tie = 0;
  std::string name;  // of the worker in FindCandidates, of the vacancy in FindVacancies
  bool operator==(const Position&) const = default;
};

// What a search by the index did.
struct SearchCounts {
  std::int64_t bounds = 0;  // summaries looked at
  std::int64_t blocks_opened = 0;
  std::int64_t rows_looked_at = 0;  // in blocks, and of what is not in any yet
  std::int64_t rows_scored = 0;     // of these, the ones that pass all gates
};

// Groups of rows, by slot of Matcher::vacancies(). Good as long as the matcher does not change.
struct RowGroups {
  // The number of a row's group; 0, or a slot beyond the end: of none.
  const std::vector<std::int32_t>& group_by_slot;
  // The slots of a group.
  std::function<absl::Span<const std::int32_t>(std::int32_t group)> members_of;
};

struct FindQuery {
  MatchTerms terms;
  int limit = 20;  // k, 1 … kMaxResults
  // Only what stands strictly below: the next page. Exact against the rows as they are now.
  std::optional<Position> after;
  // What the pages before this one held: the first result has the next rank.
  int results_before_count = 0;
  // Only workers registered (FindCandidates), or vacancies with their workplace (FindVacancies), in
  // one of these divisions; empty: all. Digits; 520281105 is in 520281, 520200, 5202, 520000
  // and 52.
  std::vector<std::string> division_prefixes;
  // FindCandidates: only workers in at least one of these groups; 0: all. FindVacancies: must be 0.
  PolicyGroupBits policy_groups = 0;
  // FindVacancies: groups of which only the member that stands first is answered, all pages
  // together. Null: none. FindCandidates does not look at it.
  const RowGroups* groups = nullptr;
  // Fill MatchPage::excluded and eligible_count: FindCandidates takes them from bits (0.4 ms a
  // million), FindVacancies looks at every row.
  bool count_excluded = false;
  // Asked once at the start and each kRowsBetweenChecks rows; a status that is not OK ends the call
  // with it (deadline, cancellation). May be empty.
  std::function<absl::Status()> keep_going;
  // For benchmarks and tests: added to. May be null; the scan leaves it alone.
  SearchCounts* counts = nullptr;
  // For benchmarks and tests: look at every row although there is an index.
  bool by_scan = false;
};

struct MatchResult {
  std::string name;       // of the worker (FindCandidates) or vacancy (FindVacancies)
  std::int32_t slot = 0;  // of its row in workers() or vacancies(); good until the next change
  int rank = 0;           // from 1, through all pages
  PairDetails details;
  std::int64_t tie = 0;
  // Of the worker of the pair.
  bool currently_away = false;
  std::string away_division_code;
  // Registration of the worker (FindCandidates), workplace of the vacancy (FindVacancies).
  std::string division_code;

  Position position() const { return {details.score.total_micros, tie, name}; }
};

// Counted over the rows that pass the filters, whatever page is asked for.
struct GateCount {
  Gate gate;
  int failing_count = 0;
  int only_this_gate_count = 0;  // of these, the ones that fail no other gate
  bool operator==(const GateCount&) const = default;
};

struct MatchPage {
  std::vector<MatchResult> results;  // in order, at most `limit`
  bool has_more = false;             // something stands below the last result
  // All that pass every gate and filter, on any page. With count_excluded.
  std::optional<int> eligible_count;
  // With count_excluded: one entry a gate, in the order of the rule, also where it is 0; else
  // empty.
  std::vector<GateCount> excluded;
  int rule_version = 0;
};

// The rows as they lie in memory (row_table.h, packed_rows.h): for who searches them by other
// criteria than a match, or keeps more about them by slot.
template <typename Row>
class RowTable;
struct PackedWorker;
struct PackedVacancy;
struct Dictionaries;

class Matcher {
 public:
  Matcher();
  ~Matcher();
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;

  // Stores the row under its name, in place of the one there was. INVALID_ARGUMENT as CheckRow;
  // RESOURCE_EXHAUSTED at kMaxWorkers, kMaxVacancies, and for a new group of skills where some
  // 4,000 are known (packed_rows.h). After an error nothing has changed.
  absl::Status UpsertWorker(const WorkerRow& row);
  absl::Status UpsertVacancy(const VacancyRow& row);

  // False if there was none. The row is cleared at once.
  bool RemoveWorker(absl::string_view name);
  bool RemoveVacancy(absl::string_view name);

  // NOT_FOUND if there is none. Equal to what was stored, in every field: to change some fields,
  // get, change, upsert.
  [[nodiscard]] absl::StatusOr<WorkerRow> GetWorker(absl::string_view name) const;
  [[nodiscard]] absl::StatusOr<VacancyRow> GetVacancy(absl::string_view name) const;
  [[nodiscard]] int worker_count() const;
  [[nodiscard]] int vacancy_count() const;
  [[nodiscard]] const RowTable<PackedWorker>& workers() const;
  [[nodiscard]] const RowTable<PackedVacancy>& vacancies() const;
  [[nodiscard]] const Dictionaries& dictionaries() const;

  // The best workers for a stored vacancy; NOT_FOUND if there is none, INVALID_ARGUMENT for a wrong
  // query, else what keep_going said.
  [[nodiscard]] absl::StatusOr<MatchPage> FindCandidates(absl::string_view vacancy,
                                                         const FindQuery& query) const;
  // The best vacancies for a stored worker; errors likewise.
  [[nodiscard]] absl::StatusOr<MatchPage> FindVacancies(absl::string_view worker,
                                                        const FindQuery& query) const;

  // The same for a row that is not stored, and is not stored by this. It needs no name; its
  // tie_hash decides between equal scores.
  [[nodiscard]] absl::StatusOr<MatchPage> FindCandidatesForDraft(const VacancyRow& draft,
                                                                 const FindQuery& query) const;
  [[nodiscard]] absl::StatusOr<MatchPage> FindVacanciesForDraft(const WorkerRow& draft,
                                                                const FindQuery& query) const;

  // ---- The index. Built beside the queries, in steps:
  //
  //   auto rebuild = matcher.BeginRebuild();   // exclusive, short; null: nothing is due
  //   while (rebuild->more()) {
  //     rebuild->Step(matcher);                // beside const calls, some ms; or, unless it
  //   }                                        // reads_rows(), beside anything, up to seconds
  //   matcher.Install(*rebuild);               // exclusive, short
  //   rebuild.reset();                         // beside anything: frees what was replaced
  //
  // Queries go on by what is there, and changes between the steps are kept. One at a time.
  class Rebuild;
  // True if enough has changed, or nothing was ever built.
  [[nodiscard]] bool rebuild_due() const;
  enum class RebuildScope : std::uint8_t {
    kDue,         // what rebuild_due() speaks of; null if it is false
    kChanges,     // the rows that changed since, due or not
    kEverything,  // all rows
  };
  [[nodiscard]] std::unique_ptr<Rebuild> BeginRebuild(RebuildScope scope = RebuildScope::kDue);
  void Install(Rebuild& rebuild);
  // All three at once, for whoever has the matcher alone.
  void RebuildNow();
  [[nodiscard]] bool indexed() const;
  // Of the index and of what counts by gate are made of.
  [[nodiscard]] std::size_t index_byte_count() const;

  // One stored pair: its score and every gate that it fails. NOT_FOUND names the side that is not
  // there. For a draft: GetWorker or GetVacancy, and Explain of score.h.
  [[nodiscard]] absl::StatusOr<Explanation> Explain(absl::string_view worker,
                                                    absl::string_view vacancy,
                                                    const MatchTerms& terms) const;

 private:
  struct Tables;
  std::unique_ptr<Tables> tables_;  // never null but in a matcher moved from
};

class Matcher::Rebuild {
 public:
  ~Rebuild();
  // False when nothing is left to do.
  bool more() const;
  // Whether the next step looks at the matcher.
  bool reads_rows() const;
  // The next slice. `matcher` is the one that it was begun of.
  void Step(const Matcher& matcher);

 private:
  friend class Matcher;
  struct Builds;
  explicit Rebuild(std::unique_ptr<Builds> builds);
  std::unique_ptr<Builds> builds_;
};

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_MATCHER_H_
