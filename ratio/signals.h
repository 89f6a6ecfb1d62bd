#ifndef LAOWU_RATIO_SIGNALS_H_
#define LAOWU_RATIO_SIGNALS_H_

// Signals that someone should look (ratio.md), each with its evidence, for a person to judge: those
// of jobs, and of organisers by their jobs. Others: moves.h, departures.h, unidentified.h.

#include <memory>

#include "ratio/signal_signs.h"

namespace laowu::ratio {

// By kind, then the most persons first.
std::unique_ptr<SignalFinder> MakeJobFinder(const SignalWindow& window);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_SIGNALS_H_
