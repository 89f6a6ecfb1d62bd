#ifndef LAOWU_RATIO_DEPARTURES_H_
#define LAOWU_RATIO_DEPARTURES_H_

// Who is away and no longer counted, by a fact and not by coming home: dead, rural no longer,
// another date of birth, or a fact taken back. The signal LEFT_BY_FACT: one side's fact alone takes
// a person out of D, and with it somebody who was not organised. Registrations that went to another
// county are moves.h.

#include <string>
#include <vector>

#include "ratio/entries.h"
#include "ratio/reports.h"
#include "ratio/standing.h"
#include "reference/divisions.h"

namespace laowu::ratio {

// Of the division, as known at T: facts effective or recorded from `first` to the question's day,
// of people who would otherwise count on one of those days. One signal, or none.
std::vector<Signal> FindDepartures(const reference::Divisions& divisions, const Entries& entries,
                                   const std::string& division, const Question& question,
                                   DayNumber first);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_DEPARTURES_H_
