#ifndef LAOWU_RATIO_WORKLIST_H_
#define LAOWU_RATIO_WORKLIST_H_

// What moves the figure of a division, the shortest way to the target first: a proof turns a claim
// into an organised person at once, and one list of an organiser proves many.

#include <string>
#include <vector>

#include "ratio/counting.h"
#include "ratio/entries.h"
#include "ratio/reports.h"

namespace laowu::ratio {

// As RatioBook::Worklist. The day of `question` is the date of its known-at.
std::vector<WorklistRow> MakeWorklist(const reference::Divisions& divisions, const Entries& entries,
                                      const std::string& division, const Question& question);

// As RatioBook::Claims.
std::vector<WorklistRow> MakeClaims(const reference::Divisions& divisions, const Entries& entries,
                                    const std::string& organizer, const Question& question);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_WORKLIST_H_
