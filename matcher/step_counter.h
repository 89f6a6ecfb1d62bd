#ifndef LAOWU_MATCHER_STEP_COUNTER_H_
#define LAOWU_MATCHER_STEP_COUNTER_H_

// What a changed row would bring, exactly: the rule asked of the row as it is and as it would be,
// against every row of the other side.
//
// Every row is looked at once, and kept under the set of gates that it fails now. A step touches
// few gates; the rows whose fate it can change are those that fail no gate which it does not touch.
// Of these only the touched gates are asked again. So the first step costs a scan, and further ones
// little, two steps together included. A step is told by the two rows alone, so whatever it changes
// is counted right; what no step may change (below) is refused.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "matcher/matcher.h"
#include "matcher/packed_rows.h"
#include "matcher/packed_score.h"
#include "matcher/types.h"

namespace laowu::matcher {

struct AdviceQuery {
  MatchTerms terms;
  int top_count = 20;  // k of StepEffect::rising_count, 1 … kMaxResults
  // Which rows of the other side take part; as FindQuery.
  std::vector<std::string> division_prefixes;
  PolicyGroupBits policy_groups = 0;
  std::function<absl::Status()> keep_going;  // as FindQuery::keep_going; asked for each step too
};

struct StepEffect {
  int eligible_count = 0;  // pass every gate and filter with the step
  int gained_count = 0;    // pass with it and not without
  int lost_count = 0;      // pass without it and not with it
  // Of the best top_count without the step, those that pass with it and have a higher total.
  int rising_count = 0;
  bool operator==(const StepEffect&) const = default;
};

template <typename Own>
struct SidesOf;
template <>
struct SidesOf<VacancyRow> {
  using Packed = PackedVacancy;
  using Other = PackedWorker;
};
template <>
struct SidesOf<WorkerRow> {
  using Packed = PackedWorker;
  using Other = PackedVacancy;
};

// Own: whose row changes, VacancyRow or WorkerRow. Good as long as the matcher, which outlives it,
// does not change. Const calls may run together.
template <typename Own>
class StepCounter {
 public:
  using Slot = std::int32_t;

  // Looks at all rows of the other side. `now` need not be stored. INVALID_ARGUMENT as CheckRow and
  // for a wrong query, else what keep_going said.
  static absl::StatusOr<StepCounter> Make(const Matcher& matcher, const Own& now,
                                          const AdviceQuery& query);

  // That pass now.
  int eligible_count() const { return static_cast<int>(slots_by_failed_[0].size()); }
  // The best that rising_count is of: query.top_count, or all that pass.
  int top_count() const { return static_cast<int>(top_.size()); }

  // INVALID_ARGUMENT if `changed` does not pass CheckRow or differs from `now` where no step may
  // touch it: a vacancy's state, last day, openings, employer and place; a worker's visibility,
  // birth date and whether he is away or placed.
  absl::StatusOr<StepEffect> Count(const Own& changed) const;

  // Rows of the other side that fail this gate and no other. Of gates that no step may touch: none.
  const std::vector<Slot>& FailingOnly(Gate gate) const {
    return slots_by_failed_[static_cast<std::size_t>(BitOf(gate))];
  }

 private:
  using Packed = typename SidesOf<Own>::Packed;
  using Other = typename SidesOf<Own>::Other;
  struct Top {
    Slot slot;
    std::int32_t total_micros;
  };

  StepCounter(const Matcher& matcher, const AdviceQuery& query)
      : matcher_(&matcher), keep_going_(query.keep_going), terms_(Pack(query.terms)) {}
  absl::Status Scan(const AdviceQuery& query);
  absl::Status FindTop(const Own& now, const AdviceQuery& query);

  const Matcher* matcher_;
  std::function<absl::Status()> keep_going_;
  PackedTerms terms_;
  Packed now_;
  // By the set of failed gates, GateBits; those alone that steps may touch.
  std::vector<std::vector<Slot>> slots_by_failed_ = std::vector<std::vector<Slot>>(1 << kGateCount);
  std::vector<Top> top_;
};

extern template class StepCounter<VacancyRow>;
extern template class StepCounter<WorkerRow>;

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_STEP_COUNTER_H_
