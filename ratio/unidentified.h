#ifndef LAOWU_RATIO_UNIDENTIFIED_H_
#define LAOWU_RATIO_UNIDENTIFIED_H_

// People who were registered without an identity number and count as organised soon after, by the
// county's word alone: NEW_WITHOUT_IDENTITY_NUMBER. An honest county has some, whose number comes
// later; a county that makes people up has many at once.

#include <memory>

#include "ratio/signal_signs.h"

namespace laowu::ratio {

// Of the persons first recorded from `first` to the question's day, known at T, one signal a county
// of the division in which they are more than kTimesUsual times as many as were usual in the
// kUsualDays before, and kUnidentifiedLeast or more; the most persons first. Whoever has a record
// with an identity number among those that are one person (rule 8) is none of them.
std::unique_ptr<SignalFinder> MakeUnidentifiedFinder(const SignalWindow& window);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_UNIDENTIFIED_H_
