#ifndef LAOWU_RATIO_DEPARTURES_H_
#define LAOWU_RATIO_DEPARTURES_H_

// Who left D by one side's word alone, and with it mostly somebody who was not organised.
// LEFT_BY_FACT: away, and not counted by a fact: dead, rural no longer, another date of birth, a
// fact taken back, or merged with another record so that fewer count. LEFT_UNATTESTED: by an
// outcome that nobody vouches for. LEFT_BY_VOIDING: by what was taken back; with who was told of by
// the other two before that, so that a signal cannot be taken back with its outcomes. Registrations
// that went to another county are moves.h.

#include <memory>

#include "ratio/signal_signs.h"

namespace laowu::ratio {

// Of the division, as known at T, at most one signal of the first two, and one of the third for
// each import that was undone and for all else. By fact: facts effective from `first` to the
// question's day or recorded since `first`, of people who would otherwise count on one of those
// days. By outcome: who counted on one of them, or on the day before, and does not on the last; and
// who would have but for an outcome dated before, and recorded since. By voiding: who would count
// on the last day, or on one while on none now, but for the VOIDED recorded since `first`.
std::unique_ptr<SignalFinder> MakeDepartureFinder(const SignalWindow& window);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_DEPARTURES_H_
