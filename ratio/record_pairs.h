#ifndef LAOWU_RATIO_RECORD_PAIRS_H_
#define LAOWU_RATIO_RECORD_PAIRS_H_

// One outcome of a person held against another: the evidence of signals that a single record does
// not give.

#include <optional>

#include "ratio/entries.h"
#include "ratio/new_spells.h"
#include "ratio/persons.h"
#include "ratio/reports.h"
#include "ratio/spells.h"
#include "ratio/standing.h"

namespace laowu::ratio {

struct RecordPair {
  const OutcomeRow* outcome;
  const OutcomeRow* earlier = nullptr;  // nullptr: the outcome stands for itself
  DayNumber day_count = 0;              // as laowu.v1.Signal.Evidence says
  bool earlier_voided = false;
};

// The date of a record time in Asia/Shanghai.
DayNumber RecordDayOf(std::int64_t record_nanos);

SignalEvidence ToEvidence(const Entries& entries, TextId worker, const RecordPair& pair);

// WENT_ALONE_BEFORE: by what the person was known to go through a channel that does not count,
// before or beside `job` of `life`; nullopt: by nothing. In this order: the spell that `job` is
// part of began so; a job held when it began, or left up to kWentAloneDays before; one begun while
// it was held, and recorded first; one taken back, so close to it by date or by when it was taken
// back. Of those taken back also one of a channel that counts, if its organiser denied it.
std::optional<RecordPair> GoneAlone(const Person& person, const Life& life, const Job& job,
                                    const Question& question);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_RECORD_PAIRS_H_
