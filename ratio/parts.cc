// The parts of one figure: who is in which.

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "ratio/counting.h"
#include "ratio/part_keys.h"

namespace laowu::ratio {
namespace {

bool MorePeople(const FigurePart& a, const FigurePart& b) {
  return std::make_tuple(-a.figures.outbound_person_count, absl::string_view(a.key), a.number) <
         std::make_tuple(-b.figures.outbound_person_count, absl::string_view(b.key), b.number);
}

// Of somebody who counts, or is self-employed and away.
PartKey PartByJob(Breakdown breakdown, const Verdict& verdict, const Question& question, Era& era) {
  if (verdict.standing != Standing::kNotCounted) {
    return PartOfJob(breakdown, *verdict.job, verdict.job_standing, question.strictness, era);
  }
  const Job& job = *verdict.own_account_job;
  return PartOfJob(breakdown, job, StandingOf(job, question.day, question.known_at.nanos),
                   question.strictness, era);
}

}  // namespace

std::vector<FigurePart> Counting::Parts(const Question& question, const std::string& division,
                                        Breakdown breakdown) const {
  std::vector<std::string> targets = {division};
  const absl::CivilDay day = CivilDayOf(question.day);
  if (breakdown == Breakdown::kChildDivision) {
    for (const auto* child : divisions_.Children(division, day)) targets.emplace_back(child->code);
  }
  Era era(divisions_, entries_.texts(), question.day, targets);
  absl::flat_hash_map<PartKey, Tally> tallies;
  ForEachPerson(entries_, question.known_at, [&](const Person& person) {
    const PersonOnDay on = WorkerHistory(person.facts, question.known_at).On(question.day);
    if (!on.known) return;
    const Place home = era.places.Find(on.division, on.division_day);
    const std::int32_t target = era.TargetOf(home);
    if (target < 0) return;
    const Timeline timeline =
        DeriveTimeline(person.rows, question.known_at, question.policy->rules_version);
    const Verdict verdict = JudgeForCount(on, home, timeline, question, era.places);
    const Marks marks = MarksOf(verdict, question);
    if (marks == 0) return;
    const auto add = [&](const PartKey& part) { tallies[part].Add(marks, 1); };
    if (GoesByJob(breakdown)) {
      add(PartByJob(breakdown, verdict, question, era));
    } else if (breakdown == Breakdown::kChildDivision) {
      // The first target is the division itself: who is registered no finer than that.
      add(PartOfUnit(target == 0 ? kNoUnit
                                 : era.places.UnitOf(targets[static_cast<std::size_t>(target)])));
    } else {
      ForPartsOfPerson(breakdown, on, home, question.day, add);
    }
  });
  std::vector<FigurePart> parts;
  for (const auto& [key, tally] : tallies) {
    PartName name = NameOfPart(key, era, entries_.texts());
    parts.push_back(
        {std::move(name.key), name.number, FiguresFrom(tally, *question.policy, division, day)});
  }
  std::sort(parts.begin(), parts.end(), MorePeople);
  return parts;
}

}  // namespace laowu::ratio
