#ifndef LAOWU_MATCHER_PACKED_SCORE_H_
#define LAOWU_MATCHER_PACKED_SCORE_H_

// The rule of score.h over packed rows, for the scan: the same gates and the same total for every
// pair, which tests/model holds together. No texts, no parts, no reasons.
//
// At most one row of a pair may come from PackDraft. Pure functions.

#include <cstdint>

#include "matcher/packed_rows.h"
#include "matcher/score.h"

namespace laowu::matcher {

// Bit (number of the gate - 1) for each gate that fails.
using GateBits = std::uint32_t;
constexpr GateBits BitOf(Gate gate) { return BitOf(static_cast<int>(gate) - 1); }

struct PackedTerms {
  PackedDate as_of_date = kNoDate;
  PackedDate start_date_if_unsaid = kNoDate;
  bool statutory_duty_suffices = false;
};
[[nodiscard]] PackedTerms Pack(const MatchTerms& terms);

// The day that gates judge a worker on.
constexpr PackedDate StartOf(const PackedVacancy& vacancy, const PackedTerms& terms) {
  return vacancy.start_date == kNoDate ? terms.start_date_if_unsaid : vacancy.start_date;
}

// Every gate that fails; without `want_all`, 0 if none fails and else the bit of one that does.
template <bool want_all>
[[nodiscard]] GateBits PackedGates(const PackedWorker& worker, const PackedVacancy& vacancy,
                                   const PackedTerms& terms);
extern template GateBits PackedGates<false>(const PackedWorker&, const PackedVacancy&,
                                            const PackedTerms&);
extern template GateBits PackedGates<true>(const PackedWorker&, const PackedVacancy&,
                                           const PackedTerms&);

// The gates that fail whoever comes, VACANCY_CLOSED and EMPLOYER_BLOCKED: no worker has a say in
// them.
[[nodiscard]] GateBits ShutGates(const PackedVacancy& vacancy, const PackedTerms& terms);
// The gate that fails wherever the worker goes, WORKER_NOT_VISIBLE: no vacancy has a say in it.
[[nodiscard]] GateBits ShutGates(const PackedWorker& worker, const PackedTerms& terms);

// Whether the pair passes all of `asked`; no other gate is looked at.
[[nodiscard]] bool PassesGates(const PackedWorker& worker, const PackedVacancy& vacancy,
                               const PackedTerms& terms, GateBits asked);

[[nodiscard]] std::int32_t PackedTotalMicros(const PackedWorker& worker,
                                             const PackedVacancy& vacancy);

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_PACKED_SCORE_H_
