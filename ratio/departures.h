#ifndef LAOWU_RATIO_DEPARTURES_H_
#define LAOWU_RATIO_DEPARTURES_H_

// Who left D by one side's word alone, and with it mostly somebody who was not organised.
// LEFT_BY_FACT: away, and not counted by a fact: dead, rural no longer, another date of birth, a
// fact taken back, or merged with a record that is away too. LEFT_UNATTESTED: by an outcome that
// nobody vouches for. Registrations that went to another county are moves.h.

#include <string>
#include <vector>

#include "ratio/entries.h"
#include "ratio/reports.h"
#include "ratio/standing.h"
#include "reference/divisions.h"

namespace laowu::ratio {

// Of the division, as known at T, at most one signal of each. By fact: facts effective or recorded
// from `first` to the question's day, of people who would otherwise count on one of those days. By
// outcome: who counted on one of them, or on the day before, and does not on the last.
std::vector<Signal> FindDepartures(const reference::Divisions& divisions, const Entries& entries,
                                   const std::string& division, const Question& question,
                                   DayNumber first);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_DEPARTURES_H_
