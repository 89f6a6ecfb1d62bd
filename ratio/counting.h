#ifndef LAOWU_RATIO_COUNTING_H_
#define LAOWU_RATIO_COUNTING_H_

// Counts over all persons, from the entries alone: of divisions on days, and of the parts of one
// figure. The straight way, which keeps nothing; standing_sheet.h keeps what is asked most.
//
// Pure; thread-safe as long as nobody changes the entries.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "ratio/entries.h"
#include "ratio/eras.h"
#include "ratio/in_parts.h"
#include "ratio/persons.h"
#include "ratio/ratio_book.h"
#include "ratio/standing.h"

namespace laowu::ratio {

// What one person adds to a figure: bit n is 1 if it adds one to count n of Tally.
using Marks = std::uint8_t;
Marks MarksOf(const Verdict& verdict, const Question& question);

// Counts that are added up, in the order of Figures: D, O, U, C, self-employed, lapsing.
struct Tally {
  std::array<std::int32_t, 6> counts{};

  void Add(Marks marks, int factor) {
    for (unsigned left = marks; left != 0; left &= left - 1) {  // two bits mostly
      counts[static_cast<std::size_t>(std::countr_zero(left))] += factor;
    }
  }
  void Add(const Tally& other) {
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += other.counts[i];
  }
};

Figures FiguresFrom(const Tally& tally, const reference::Policy& policy, absl::string_view division,
                    absl::CivilDay day);

Question QuestionOf(const FigureQuery& query, const OrganizerTable& organizers);

// Whether the person is registered in a target on any day from the first era's to `last`.
bool EverRegistered(const WorkerHistory& history, const PersonEras& eras, DayNumber last);

// Days on which the standing of a person may change, ascending, some perhaps twice. `eras` are all
// that is asked about: days before them may be left out.
using ChangeDays = absl::InlinedVector<DayNumber, 32>;
ChangeDays ChangesOf(const Timeline& timeline, const WorkerHistory& history,
                     const std::vector<Era>& eras);

class Counting {
 public:
  // A pass over 2 · `workers_a_thread` and more takes several threads.
  Counting(const reference::Divisions& divisions, const Entries& entries,
           std::size_t workers_a_thread = kWorkersAThread)
      : divisions_(divisions), entries_(entries), workers_a_thread_(workers_a_thread) {}

  // Counts of each target on each of `days`, which ascend.
  std::vector<std::vector<Tally>> OnDays(const Question& question,
                                         const std::vector<std::string>& targets,
                                         const std::vector<DayNumber>& days) const;

  // The parts of one figure that somebody is in, the most people first.
  std::vector<FigurePart> Parts(const Question& question, const std::string& division,
                                Breakdown breakdown) const;

 private:
  const reference::Divisions& divisions_;
  const Entries& entries_;
  const std::size_t workers_a_thread_;
};

// Who is registered in the era's divisions on the question's day, as known at its T, each judged
// for it; also who does not count. visit(person, home, verdict).
template <typename Visit>
void ForEachJudged(Era& era, const Entries& entries, const Question& question, Visit visit) {
  ForEachPerson(entries, question.known_at, [&](const Person& person) {
    const PersonOnDay on = WorkerHistory(person.facts, question.known_at).On(question.day);
    if (!on.known) return;
    const Place home = era.places.Find(on.division, on.division_day);
    if (era.TargetOf(home) < 0) return;
    const Timeline timeline =
        DeriveTimeline(person.rows, question.known_at, question.policy->rules_version);
    visit(person, home, JudgeForCount(on, home, timeline, question, era.places));
  });
}

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_COUNTING_H_
