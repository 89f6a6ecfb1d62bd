#ifndef LAOWU_RATIO_STANDING_H_
#define LAOWU_RATIO_STANDING_H_

// Where one person stands in a figure: counted or not, organised or not, and which rule decided
// (ratio.md, "Figures" and rules 2 to 13). Pure; the timeline and what held on the day come in.

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "ratio/attestation.h"
#include "ratio/places.h"
#include "ratio/ratio_book.h"
#include "ratio/spells.h"
#include "ratio/worker_history.h"

namespace laowu::ratio {

using OrganizerTable = absl::flat_hash_map<TextId, std::vector<OrganizerFactRow>>;

// One day of one figure.
struct Question {
  DayNumber day;
  KnownAt known_at;
  const reference::Policy* policy;
  Strictness strictness;
  Boundary boundary;
  reference::Carry carry;
  const OrganizerTable* organizers;  // nullptr: whoever is named is taken for registered
};

struct Verdict {
  Standing standing = Standing::kNotCounted;
  int rule_number = 0;
  absl::string_view reason;
  const Job* job = nullptr;  // the deciding one, or the one that does not count
  DayNumber spell_start = kNoDay;
  const OutcomeRow* spell_begun_by = nullptr;  // the first outcome of the spell; of who is counted
  JobStanding job_standing{};                  // if job
  SpellOfJob spell;                            // of who is counted: that of the job
  const OutcomeRow* carried = nullptr;         // began the earlier job that counts (rule 4)
  JobStanding carried_standing{};              // if carried, of that job
  const Visit* visit = nullptr;                // open on the day
  DayNumber lapse_day = kNoDay;                // last day before the visit or lost contact lapses
  const Job* own_account_job = nullptr;        // memo (rule 13): self-employed and away
  bool conflict = false;                       // two jobs open (rule 7)
  bool workplace_unclear = false;
};

// The evidence grade that is asked for; not as reported.
int LeastGrade(const Question& question);

// Of who is in D. `timeline` is the one judged.
//
// The job that makes the standing: the one that decides, or the earlier one that is carried.
const Job& JobThatCounts(const Verdict& verdict, const Timeline& timeline);
const JobStanding& StandingThatCounts(const Verdict& verdict);
// What that job lacks to be organised.
Missing WhatIsMissing(const Verdict& verdict, const Timeline& timeline, const Question& question);
// What of it is to be mended first: before the evidence what no call mends (the organiser, its
// registration or licence; of a job begun while away a placement or the organiser's own record,
// rule 4).
Missing MissingFirst(const Verdict& verdict, const Timeline& timeline, const Question& question);
// `missing`, which is WhatIsMissing, in words with what is missing beside it, Chinese first; empty:
// nothing.
std::string MissingText(Missing missing, const Verdict& verdict, const Timeline& timeline,
                        const Question& question);

// A job away by a channel that counts, and what it lacks.
struct Unproven {
  JobStanding standing;
  DayNumber start;  // of the job
  Missing missing;
  DayNumber spell_start;  // from which rule 6 counts its days
};
// Of somebody with a job away that counts in broad, for whom evidence is what it lacks, or the
// organiser's name, registration or licence, or rule 4's placement or record (first of all, as no
// call mends those), or whose organiser denies it; nullopt: of nobody else. Which job it is, and of
// which spell, is told as Judge does (rules 4, 6 and 7) of somebody registered at `home`, by the
// county's boundary; where nothing lies outside that, wherever the places lie. `organizers`: as in
// a Question.
std::optional<Unproven> UnprovenClaim(const Timeline& timeline, const Place& home, DayNumber day,
                                      KnownAt known_at, const reference::Policy& policy,
                                      const OrganizerTable* organizers, Places& places);

// `person` is registered at `home`, which lies in the division asked for.
//
// All that a count asks of a verdict: without the rule and reason, nor a job of who is not counted.
Verdict JudgeForCount(const PersonOnDay& person, const Place& home, const Timeline& timeline,
                      const Question& question, Places& places);
// The same of somebody who is judged on many days, by where each of the jobs lies, in their order.
using OutsideOfJobs = absl::InlinedVector<Outside, 8>;
OutsideOfJobs OutsideOf(const Timeline& timeline, const Place& home, const Question& question,
                        Places& places);
Verdict JudgeForCount(const PersonOnDay& person, const OutsideOfJobs& outside,
                      const Timeline& timeline, const Question& question);
// The same with the rule that decided, for whoever is to be explained.
Verdict Judge(const PersonOnDay& person, const Place& home, const Timeline& timeline,
              const Question& question, Places& places);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_STANDING_H_
