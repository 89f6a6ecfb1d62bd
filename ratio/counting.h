#ifndef LAOWU_RATIO_COUNTING_H_
#define LAOWU_RATIO_COUNTING_H_

// Counts over all persons, from the entries alone: of divisions on days, and of the parts of one
// figure. The straight way, which keeps nothing; standing_sheet.h keeps what is asked most.
//
// Pure; thread-safe as long as nobody changes the entries.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "ratio/entries.h"
#include "ratio/persons.h"
#include "ratio/places.h"
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
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += factor * (marks >> i & 1);
  }
  void Add(const Tally& other) {
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += other.counts[i];
  }
};

Figures FiguresFrom(const Tally& tally, const reference::Policy& policy, absl::string_view division,
                    absl::CivilDay day);

Question QuestionOf(const FigureQuery& query, const OrganizerTable& organizers);

// Divisions asked for in one go, and the places on a stretch of days on which no code changes.
struct Era {
  Era(const reference::Divisions& divisions, const TextTable& texts, DayNumber first_day,
      const std::vector<std::string>& targets);
  // The finest target that `home` lies in; -1: none.
  std::int32_t TargetOf(const Place& home) const;

  DayNumber first;
  Places places;
  std::vector<std::int32_t> target_of;  // by unit; -1, or beyond the end: none
};

// The stretches of days from `first` to `last` on which no code changes.
std::vector<Era> ErasOf(const reference::Divisions& divisions, const TextTable& texts,
                        DayNumber first, DayNumber last, const std::vector<std::string>& targets);
// The one that `day` lies in; `eras` begin no later.
Era& EraOf(std::vector<Era>& eras, DayNumber day);

// Whether the person is registered in a target on any day from the first era's to `last`.
bool EverRegistered(const WorkerHistory& history, std::vector<Era>& eras, DayNumber last);

// Days on which the standing of a person may change, ascending, some perhaps twice. `eras` are all
// that is asked about: days before them may be left out.
using ChangeDays = absl::InlinedVector<DayNumber, 32>;
ChangeDays ChangesOf(const Timeline& timeline, const WorkerHistory& history,
                     const std::vector<Era>& eras);

class Counting {
 public:
  // A pass over 2 · `workers_a_thread` and more takes several threads.
  Counting(const reference::Divisions& divisions, const Entries& entries,
           std::size_t workers_a_thread = 100'000)
      : divisions_(divisions), entries_(entries), workers_a_thread_(workers_a_thread) {}

  // Counts of each target on each of `days`, which ascend.
  std::vector<std::vector<Tally>> OnDays(const Question& question,
                                         const std::vector<std::string>& targets,
                                         const std::vector<DayNumber>& days) const;

  // The parts of one figure that somebody is in, the most people first.
  std::vector<FigurePart> Parts(const Question& question, const std::string& division,
                                Breakdown breakdown) const;

 private:
  void CountPerson(const Person& person, const Question& question,
                   const std::vector<DayNumber>& days, std::vector<Era>& eras,
                   std::vector<std::vector<Tally>>& steps) const;

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
    const Timeline timeline = DeriveTimeline(person.rows, question.known_at);
    visit(person, home, JudgeForCount(on, home, timeline, question, era.places));
  });
}

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_COUNTING_H_
