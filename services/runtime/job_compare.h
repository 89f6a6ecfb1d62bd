#ifndef LAOWU_SERVICES_RUNTIME_JOB_COMPARE_H_
#define LAOWU_SERVICES_RUNTIME_JOB_COMPARE_H_

// Whether two outcomes of one person speak of the same job away. Pure.

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "laowu/v1/placement_service.pb.h"
#include "services/runtime/division_code.h"

namespace laowu::runtime {

// One holds the other, or one is not stated: a place may be told more finely the next time.
inline bool SamePlace(absl::string_view a, absl::string_view b) {
  a = DivisionPrefix(a);
  b = DivisionPrefix(b);
  return absl::StartsWith(a, b) || absl::StartsWith(b, a);
}

// Whether `now` differs from `told` in channel, organiser or place, as far as `now` states them: an
// organiser that `told` lacks is no difference, a channel is.
inline bool SaysOtherwise(const v1::Outcome& now, const v1::Outcome& told) {
  const bool other_channel =
      now.channel() != v1::CHANNEL_UNSPECIFIED && now.channel() != told.channel();
  const bool other_organizer =
      !now.organizer().empty() && !told.organizer().empty() && now.organizer() != told.organizer();
  return other_channel || other_organizer ||
         !SamePlace(now.workplace_division_code(), told.workplace_division_code());
}

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_JOB_COMPARE_H_
