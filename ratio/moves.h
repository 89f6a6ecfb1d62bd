#ifndef LAOWU_RATIO_MOVES_H_
#define LAOWU_RATIO_MOVES_H_

// Registrations that went from one county to another (rule 9), by a fact or because another
// county's record is of the same person (rule 8). The signal REGISTRATION_MOVED: a county sees whom
// it gained and whom it lost, by whose word.

#include <memory>

#include "ratio/signal_signs.h"

namespace laowu::ratio {

// Moves into and out of the division's counties as known at T, effective or recorded from `first`
// to the question's day; one signal a pair of counties, the most persons first. Counties are those
// of the question's day, so that a code which changed is no move.
std::unique_ptr<SignalFinder> MakeMoveFinder(const SignalWindow& window);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_MOVES_H_
