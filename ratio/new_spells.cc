#include "ratio/new_spells.h"

namespace laowu::ratio {

DayOfLife JudgeOn(const Life& life, const Question& question, DayNumber day,
                  std::vector<Era>& eras) {
  Question on_day = question;
  on_day.day = day;
  Era& era = EraOf(eras, day);
  DayOfLife result;
  result.on = life.history.On(day);
  if (result.on.known) result.home = era.places.Find(result.on.division, result.on.division_day);
  result.target = era.TargetOf(result.home);
  result.verdict = JudgeForCount(result.on, result.home, life.timeline, on_day, era.places);
  return result;
}

absl::InlinedVector<NewSpell, 2> NewSpellsOf(const Life& life, const Question& question,
                                             DayNumber first, DayNumber last,
                                             std::vector<Era>& eras) {
  absl::InlinedVector<NewSpell, 2> spells;
  DayNumber seen = kNoDay;
  for (const Job& job : life.timeline.jobs) {  // by start
    if (job.start < first || job.start > last || job.start == seen) continue;
    seen = job.start;
    const DayOfLife day = JudgeOn(life, question, job.start, eras);
    const Verdict& verdict = day.verdict;
    if (day.target < 0 || verdict.standing == Standing::kNotCounted) continue;
    if (verdict.spell_start != job.start) continue;
    // By version 1 the job that decides was asked, which another of that day may be.
    const OutcomeRow& began =
        question.policy->rules_version == 1 ? *verdict.job->row : *verdict.spell_begun_by;
    if (began.type == OutcomeType::kOpeningBalance) continue;
    spells.push_back({job.start, day.target, verdict});
  }
  return spells;
}

bool LastsOn(const Life& life, const Question& question, DayNumber start, DayNumber day,
             std::vector<Era>& eras) {
  const Verdict verdict = JudgeOn(life, question, day, eras).verdict;
  return verdict.standing != Standing::kNotCounted && verdict.spell_start == start;
}

}  // namespace laowu::ratio
