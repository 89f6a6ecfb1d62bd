#ifndef LAOWU_RATIO_REVISIONS_H_
#define LAOWU_RATIO_REVISIONS_H_

// What has changed in a figure since it was first known, person by person, with its cause.

#include <string>
#include <vector>

#include "ratio/counting.h"
#include "ratio/entries.h"
#include "ratio/reports.h"

namespace laowu::ratio {

// As RatioBook::Revisions: `before` and `now` ask for the same day, by one policy at two known-at.
// `policy` is then applied to what is known now. The differences add up to that of the figures.
std::vector<RevisedPerson> FindRevisions(const reference::Divisions& divisions,
                                         const Entries& entries, const std::string& division,
                                         const Question& before, const Question& now,
                                         const reference::Policy& policy);

// As RatioBook::Standings.
std::vector<PersonStanding> StandingsOf(const reference::Divisions& divisions,
                                        const Entries& entries, const std::string& division,
                                        const Question& question);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_REVISIONS_H_
