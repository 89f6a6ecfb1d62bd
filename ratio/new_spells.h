#ifndef LAOWU_RATIO_NEW_SPELLS_H_
#define LAOWU_RATIO_NEW_SPELLS_H_

// Spells that began on the days of a span, and how long they lasted (R3).

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "ratio/counting.h"
#include "ratio/persons.h"
#include "ratio/spells.h"
#include "ratio/standing.h"
#include "ratio/worker_history.h"

namespace laowu::ratio {

// One person as known at the question's T. Points into the person.
struct Life {
  Life(const Person& person, const Question& question)
      : Life(WorkerHistory(person.facts, question.known_at), person, question) {}
  // `known` is the person's, which somebody has looked at before.
  Life(WorkerHistory known, const Person& person, const Question& question)
      : history(std::move(known)),
        timeline(DeriveTimeline(person.rows, question.known_at, question.policy->rules_version)) {}
  WorkerHistory history;
  Timeline timeline;
};

// A person's standing on one day.
struct DayOfLife {
  std::int32_t target = -1;  // as Era says; -1: registered elsewhere
  Place home;
  PersonOnDay on;
  Verdict verdict;  // wherever registered
};
// `eras` reach to the day. The verdict points into `life`.
DayOfLife JudgeOn(const Life& life, const Question& question, DayNumber day,
                  std::vector<Era>& eras);

struct NewSpell {
  DayNumber day;
  std::int32_t target;  // of the registration on that day, never -1
  Verdict verdict;      // on that day
};
// Of the days from `first` to `last`, by day. Not those that the old ledger handed over.
absl::InlinedVector<NewSpell, 2> NewSpellsOf(const Life& life, const Question& question,
                                             DayNumber first, DayNumber last,
                                             std::vector<Era>& eras);

// Whether the spell that began on `start` still lasts on a later day, wherever the person is
// registered then.
bool LastsOn(const Life& life, const Question& question, DayNumber start, DayNumber day,
             std::vector<Era>& eras);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_NEW_SPELLS_H_
