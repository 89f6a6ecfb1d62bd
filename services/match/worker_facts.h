#ifndef LAOWU_SERVICES_MATCH_WORKER_FACTS_H_
#define LAOWU_SERVICES_MATCH_WORKER_FACTS_H_

// What the match role keeps of a worker beside the matcher's row: what the row's time-bound fields
// are worked out from, so that no message is kept. Compact, pure.

#include <array>
#include <cstdint>
#include <limits>
#include <optional>

#include "absl/time/time.h"
#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "matcher/dictionary.h"
#include "matcher/packed_rows.h"
#include "matcher/types.h"

namespace laowu::match {

// Of the profile.
struct ProfileFacts {
  static constexpr int64_t kNever = std::numeric_limits<int64_t>::max();

  // The legal basis holds in [begin, end), microseconds since 1970.
  int64_t basis_begin_micros = std::numeric_limits<int64_t>::min();
  int64_t basis_end_micros = kNever;
  matcher::LegalBasis basis = matcher::LegalBasis::kNone;
  bool active = false;
  bool dead = false;
  bool operator==(const ProfileFacts&) const = default;
};

// Of the placement role's state of the worker's work.
struct WorkFacts {
  matcher::PackedDate away_since_date = matcher::kNoDate;
  // Last day of the open visit or lost contact, after which the spell is over.
  matcher::PackedDate lapse_date = matcher::kNoDate;
  int32_t proposal_count = 0;
  matcher::CodeNumber workplace = matcher::kNoCode;
  std::array<matcher::PackedOccupation, matcher::kMaxPastOccupations> past_occupations = {};
  bool away = false;
  bool live_placement = false;
  // Dead, or merged into another record, which stands for both.
  bool gone = false;
  bool operator==(const WorkFacts&) const = default;
};

ProfileFacts ProfileFactsOf(const v1::Worker& worker);
// Codes of places get their numbers from `places`. A past occupation out of form is left out.
WorkFacts WorkFactsOf(const v1::WorkerState& state, matcher::Dictionary& places);

// Sets in a row that holds the profile whatever hangs on time or on work, as it is at `now`.
void SetTimeBound(const ProfileFacts& profile, const WorkFacts& work,
                  const matcher::Dictionary& places, absl::Time now, matcher::WorkerRow& row);

// The first time after `now`, in microseconds since 1970, at which SetTimeBound would set something
// else; ProfileFacts::kNever if never.
int64_t NextChangeMicros(const ProfileFacts& profile, const WorkFacts& work, absl::Time now);

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_WORKER_FACTS_H_
