#include "ratio/standing.h"

#include <algorithm>
#include <utility>

#include "absl/container/inlined_vector.h"

namespace laowu::ratio {
namespace {

using reference::Channel;
using JobPointers = absl::InlinedVector<const Job*, 4>;

// From not organised up to organised: of several the best or the worst is taken.
int RankOf(Standing standing) {
  switch (standing) {
    case Standing::kOrganized:
      return 3;
    case Standing::kUnproven:
      return 2;
    case Standing::kUnknownChannel:
      return 1;
    default:
      return 0;
  }
}

// Outside, for a job. Who is away at a place nobody told is outside the county, which is what away
// means in a ledger; not outside the province, which nobody said.
Outside JobOutside(const Job& job, const Place& home, const Question& question, Places& places) {
  if (job.workplace == kNoText) {
    if (job.local) return Outside::kNo;
    return question.boundary == Boundary::kProvince ? Outside::kUnclear : Outside::kYes;
  }
  return IsOutside(home, places.Find(job.workplace, job.row->day), question.boundary);
}

// The job that began the outbound spell that `job` is part of: back through the jobs of the same
// episode that join without a gap, of one day to the one that stands first (rule 16).
const Job& SpellBegin(const Job& job, const JobPointers& eligible) {
  const Job* first = &job;
  for (auto it = eligible.rbegin(); it != eligible.rend(); ++it) {  // by start, descending
    const Job& other = **it;
    if (other.episode == job.episode && other.start <= first->start && other.end >= first->start) {
      first = &other;
    }
  }
  return *first;
}

bool BeginsSpell(const Job& job, const JobPointers& eligible) {
  return &SpellBegin(job, eligible) == &job;
}

// The spell that `job` is part of, and of what waited for the job what another spell has used: one
// that was open when it was told, if it added to that, or the next that opened.
SpellOfJob SpellOf(const Job& job, const JobPointers& eligible) {
  const Job& begin = SpellBegin(job, eligible);
  SpellOfJob spell{.start = begin.start, .begun_by_job = &begin == &job};
  if (!spell.begun_by_job) return spell;  // what waits is for whoever begins one
  const Job* held = nullptr;              // the last that something was said of
  SpellOfJob of_held{};
  for (const Said& said : job.said) {
    if (said.kind != Said::Kind::kWaited) continue;
    const bool opened_between =
        said.job_count < job.number &&
        std::any_of(eligible.begin(), eligible.end(), [&](const Job* other) {
          return said.job_count <= other->number && other->number < job.number && !other->local &&
                 BeginsSpell(*other, eligible);
        });
    bool served = opened_between;
    if (!opened_between && said.said_of != kNoJob) {
      const auto of = std::find_if(eligible.begin(), eligible.end(),
                                   [&](const Job* other) { return other->number == said.said_of; });
      if (of != eligible.end() && held != *of) {
        held = *of;
        of_held = SpellOf(*held, eligible);  // begun before `job`, so that this comes to an end
      }
      served = of != eligible.end() && AddsTo(*held, *said.row, of_held);
    }
    if (served) spell.used_before.push_back(said.row);
  }
  return spell;
}

// What the organiser was not that the channel asks for, on the day the job began.
Missing OrganizerLacks(const JobStanding& standing, const Job& job, const Question& question,
                       const reference::ChannelRule& rule) {
  if (!rule.needs_registered_organizer && !rule.needs_licence_in_force) return Missing::kNothing;
  if (standing.organizer == kNoText) return Missing::kOrganizer;
  if (question.organizers == nullptr) return Missing::kNothing;
  const auto found = question.organizers->find(standing.organizer);
  if (found == question.organizers->end()) return Missing::kRegistration;
  const OrganizerOnDay organizer =
      OrganizerOn(found->second, standing.channel, job.start, question.known_at.nanos);
  if (rule.needs_registered_organizer && !organizer.registered) return Missing::kRegistration;
  if (rule.needs_licence_in_force && !organizer.licensed) return Missing::kLicence;
  return Missing::kNothing;
}

// Rule 4: who was already away needs a placement or the organiser's own record.
Missing PlacementLacks(const JobStanding& standing, const Job& job, DayNumber spell_start) {
  const bool later_job = job.start > spell_start;
  return later_job && standing.placement == kNoText && !standing.evidence.organizer_record
             ? Missing::kPlacementOrRecord
             : Missing::kNothing;
}

// What it lacks that no call mends.
Missing LacksBesideEvidence(const JobStanding& standing, const Job& job, DayNumber spell_start,
                            const Question& question) {
  const Missing lacks =
      OrganizerLacks(standing, job, question, question.policy->rule(standing.channel));
  return lacks != Missing::kNothing ? lacks : PlacementLacks(standing, job, spell_start);
}

// What a job by a channel that counts lacks, with evidence asked for.
Missing JobLacks(const JobStanding& standing, const Job& job, DayNumber spell_start,
                 const Question& question) {
  if (standing.evidence.denied) return Missing::kOrganizersWord;
  if (standing.evidence.grade < LeastGrade(question)) return Missing::kEvidence;
  return LacksBesideEvidence(standing, job, spell_start, question);
}

// One job by itself, by the channel table and the evidence asked for.
Standing ClassOf(const JobStanding& standing, const Job& job, DayNumber spell_start,
                 const Question& question) {
  const reference::Policy& policy = *question.policy;
  const bool as_reported = question.strictness == Strictness::kAsReported;
  const bool strict = question.strictness == Strictness::kStrict;
  const Channel channel = as_reported ? standing.reported_channel : standing.channel;
  const reference::ChannelRule& rule = policy.rule(channel);
  if (channel == Channel::kUnknown) return Standing::kUnknownChannel;
  if (!(strict ? rule.counts_as_strict : rule.counts_as_broad)) return Standing::kNotOrganized;
  if (as_reported) return Standing::kOrganized;
  return JobLacks(standing, job, spell_start, question) == Missing::kNothing ? Standing::kOrganized
                                                                             : Standing::kUnproven;
}

// Why nobody is counted who is otherwise eligible: has no open job outside, or none that counts.
void ExplainAbsence(const PersonOnDay& person, const Timeline& timeline, const Question& question,
                    Verdict& verdict) {
  const auto say = [&verdict](int rule, absl::string_view reason, const Job* job) {
    verdict.rule_number = rule;
    verdict.reason = reason;
    verdict.job = job;
  };
  const Job* last = nullptr;  // the last to have begun by the day
  for (const Job& job : timeline.jobs) {
    if (job.start > question.day) continue;
    const bool better =
        last == nullptr || OpenOn(job, question.day) || !OpenOn(*last, question.day);
    if (better) last = &job;
  }
  if (last == nullptr) {
    if (!timeline.jobs.empty())
      return say(1, "当天尚未到岗 (had not arrived by the day)", &timeline.jobs[0]);
    const auto dispatched = [&](const OutcomeRow* row) { return row->day <= question.day; };
    if (std::any_of(timeline.open_dispatches.begin(), timeline.open_dispatches.end(), dispatched))
      return say(1, "已输送，未到岗 (dispatched, not arrived)", nullptr);
    for (const Note& note : timeline.notes) {
      if (note.flag == Flag::kNoShow && dispatched(note.row))
        return say(1, "已输送，15天内未到岗 (dispatched, not arrived in 15 days)", nullptr);
    }
    return say(1, "没有到岗记录 (nothing known of an arrival)", nullptr);
  }
  if (OpenOn(*last, question.day)) {
    if (verdict.own_account_job != nullptr) return say(13, "在外自营 (away on own account)", last);
    if (verdict.workplace_unclear)
      return say(11, "工作地点填得太粗，无法认定在外 (workplace too coarse to be outside)", last);
    if (person.division_day > last->start) {
      return say(9, "户籍已迁到工作地 (registration moved to where the work is)", last);
    }
    return say(11, "工作地点在界内 (workplace inside the boundary)", last);
  }
  switch (last->end_reason) {
    case JobEnd::kVisitLapsed:
      return say(2, "回乡满45天仍无下文，视为返乡 (home visit not resolved in 45 days)", last);
    case JobEnd::kLostContact:
      return say(
          3, "失去联系，距最后一次确认满180天 (contact lost, 180 days after the last confirmation)",
          last);
    case JobEnd::kLocalEnded:
      return say(11, "本地工作已结束 (local job ended)", last);
    default:
      return say(3, "已返乡 (returned)", last);
  }
}

// Who cannot be in D at all; true if so.
bool Excluded(const PersonOnDay& person, const Question& question, Verdict& verdict) {
  const auto say = [&verdict](int rule, absl::string_view reason) {
    verdict.rule_number = rule;
    verdict.reason = reason;
    return true;
  };
  if (!person.known) return say(0, "没有登记信息 (no profile known)");
  if (!person.rural) return say(9, "不是农村劳动力 (not rural)");
  if (person.died_day != kNoDay && question.day > person.died_day) return say(3, "已去世 (died)");
  if (person.birth_day != kNoDay && !OfWorkingAge(person.birth_day, question.day)) {
    return say(15, "未满16周岁 (under sixteen)");
  }
  return false;
}

// Jobs open on the day that are outside and not on own account; what else is open is noted.
// `outside_of(job)` says where one of the timeline lies.
template <typename OutsideOfJob>
JobPointers OpenOutside(const Timeline& timeline, const Question& question, OutsideOfJob outside_of,
                        Verdict& verdict) {
  JobPointers open;
  int open_count = 0;
  for (const Job& job : timeline.jobs) {
    if (!OpenOn(job, question.day)) continue;
    ++open_count;
    const Outside outside = outside_of(job);
    if (outside == Outside::kUnclear) verdict.workplace_unclear = true;
    if (outside != Outside::kYes) continue;
    if (job.row->self_employed) {
      verdict.own_account_job = &job;
    } else {
      open.push_back(&job);
    }
  }
  verdict.conflict = open_count > 1;
  return open;
}

// `open` and what else was begun by the day, of the same episodes: for other ones asks only what
// waited for a spell, as it may have served one of them.
template <typename OutsideOfJob>
JobPointers EligibleBeside(const JobPointers& open, const Timeline& timeline,
                           const Question& question, OutsideOfJob outside_of) {
  JobPointers eligible;
  std::size_t next_open = 0;  // in order of timeline, as `open` is
  for (const Job& job : timeline.jobs) {
    if (next_open < open.size() && open[next_open] == &job) {
      eligible.push_back(&job);
      ++next_open;
      continue;
    }
    if (job.end > question.day || job.start > question.day || job.row->self_employed) continue;
    const bool beside =
        timeline.waits_across_jobs || std::any_of(open.begin(), open.end(), [&](const Job* other) {
          return other->episode == job.episode;
        });
    if (beside && outside_of(job) == Outside::kYes) eligible.push_back(&job);
  }
  return eligible;
}

// Rule 7. Of several open jobs the better evidenced decides; of equally evidenced ones the least
// organised, so that a tie is organised only if there is nothing to decide.
const Job* Decide(const JobPointers& open, const JobPointers& eligible, const Question& question,
                  Verdict& verdict) {
  const Job* best = nullptr;
  for (const Job* job : open) {
    SpellOfJob spell = SpellOf(*job, eligible);
    const JobStanding standing = StandingOf(*job, question.day, question.known_at.nanos, spell);
    const Job& spell_begin = SpellBegin(*job, eligible);
    const Standing found = ClassOf(standing, *job, spell_begin.start, question);
    const int better_grade = standing.evidence.grade - verdict.job_standing.evidence.grade;
    if (best != nullptr && better_grade < 0) continue;
    if (best != nullptr && better_grade == 0 && RankOf(found) >= RankOf(verdict.standing)) continue;
    best = job;
    verdict.job = job;
    verdict.job_standing = standing;
    verdict.spell = std::move(spell);
    verdict.spell_start = spell_begin.start;
    verdict.spell_begun_by = spell_begin.row;
    verdict.standing = found;
  }
  return best;
}

// Rule 4, carry = SPELL: what an earlier job of the spell was stays with the spell.
void CarryFromEarlierJobs(const JobPointers& eligible, const Question& question, Verdict& verdict) {
  if (question.carry != reference::Carry::kSpell) return;
  for (const Job* job : eligible) {
    if (job->episode != verdict.job->episode || job->end > question.day) continue;
    if (job->start < verdict.spell_start || job->end == job->start) continue;
    const JobStanding standing =
        StandingOf(*job, question.day, question.known_at.nanos, SpellOf(*job, eligible));
    const Standing found = ClassOf(standing, *job, verdict.spell_start, question);
    if (RankOf(found) > RankOf(verdict.standing)) {
      verdict.standing = found;
      verdict.carried = job->row;
      verdict.carried_standing = standing;
    }
  }
}

// The job that decides, with what it has from earlier ones. There is one in `open`.
const Job* Weigh(const JobPointers& open, const JobPointers& eligible, const Question& question,
                 Verdict& verdict) {
  const Job* const job = Decide(open, eligible, question, verdict);
  if (verdict.standing != Standing::kOrganized) CarryFromEarlierJobs(eligible, question, verdict);
  return job;
}

// The rule that decided, the most particular first.
void NameRule(const Place& work, const Question& question, Verdict& verdict) {
  const JobStanding& standing = verdict.job_standing;
  const auto say = [&verdict](int rule, absl::string_view reason) {
    verdict.rule_number = rule;
    verdict.reason = reason;
  };
  const bool relabelled = standing.reported_channel != standing.channel;
  if (verdict.standing == Standing::kUnproven && standing.evidence.denied)
    return say(
        0,
        "所写组织单位说不是其组织的，除按填报外不予认定 (its organiser says that it is not its "
        "own, which counts as reported alone)");
  if (verdict.carried != nullptr)
    return say(4, "由本次外出中较早的工作延续而来 (carried from an earlier job of the spell)");
  if (verdict.conflict) return say(7, "同时有两份工作 (two jobs open)");
  if (relabelled && question.strictness == Strictness::kAsReported) {
    return say(5, "事后改填渠道，按填报认定 (relabelled, taken at its word)");
  }
  if (relabelled)
    return say(5,
               "事后改填渠道而无新安置，改填的不作数，按原渠道看 (relabelled without a placement, "
               "which counts for nothing: the channel before stands)");
  if (verdict.job->start > verdict.spell_start)
    return say(4, "外出期间换了工作 (changed job while away)");
  if (standing.decided_by != verdict.job->row || standing.proved_by != nullptr) {
    return say(6, "渠道或佐证在外出前后补充 (channel or proof added close to the start)");
  }
  if (verdict.visit != nullptr)
    return say(2, "临时回乡，仍算在外 (on a home visit, which keeps the spell open)");
  if (verdict.job->row->type == OutcomeType::kOpeningBalance) {
    return say(19, "从原台账接续 (taken over from the old ledger)");
  }
  if (work.overseas) return say(12, "在境外务工 (works overseas)");
  if (verdict.job->row->commutes) return say(11, "跨界通勤 (commutes over the line)");
  say(0, "当天在外 (away on the day)");
}

// All that a count asks of a verdict. `outside_of(job)` says where a job of the timeline lies.
template <typename OutsideOfJob>
Verdict JudgeBy(const PersonOnDay& person, const Timeline& timeline, const Question& question,
                OutsideOfJob outside_of) {
  Verdict verdict;
  if (Excluded(person, question, verdict)) return verdict;
  const JobPointers open = OpenOutside(timeline, question, outside_of, verdict);
  if (open.empty()) return verdict;
  verdict.own_account_job = nullptr;
  const JobPointers eligible = EligibleBeside(open, timeline, question, outside_of);
  const Job* const job = Weigh(open, eligible, question, verdict);
  for (const Visit& visit : timeline.visits) {
    if (visit.episode == job->episode && visit.start <= question.day && question.day < visit.end) {
      verdict.visit = &visit;
    }
  }
  if (verdict.visit != nullptr && verdict.visit->end == kFarDay) {
    verdict.lapse_day = verdict.visit->start + kVisitDays;
  } else if (timeline.next_lapse.kind == Lapse::Kind::kLostContact && job->end == kFarDay) {
    verdict.lapse_day = timeline.next_lapse.last_day;
  }
  return verdict;
}

}  // namespace

int LeastGrade(const Question& question) {
  return question.strictness == Strictness::kStrict ? question.policy->min_evidence_strict
                                                    : question.policy->min_evidence_broad;
}

const Job& JobThatCounts(const Verdict& verdict, const Timeline& timeline) {
  const Job* job = verdict.job;
  if (verdict.carried != nullptr) {
    for (const Job& earlier : timeline.jobs) {
      if (earlier.row == verdict.carried) job = &earlier;
    }
  }
  return *job;
}

const JobStanding& StandingThatCounts(const Verdict& verdict) {
  return verdict.carried != nullptr ? verdict.carried_standing : verdict.job_standing;
}

Missing WhatIsMissing(const Verdict& verdict, const Timeline& timeline, const Question& question) {
  switch (verdict.standing) {
    case Standing::kUnproven:
      break;
    case Standing::kUnknownChannel:
      return Missing::kChannel;
    case Standing::kNotOrganized:
      return Missing::kCountedChannel;
    default:
      return Missing::kNothing;
  }
  const Job& job = JobThatCounts(verdict, timeline);
  return JobLacks(StandingThatCounts(verdict), job, verdict.spell_start, question);
}

Missing MissingFirst(const Verdict& verdict, const Timeline& timeline, const Question& question) {
  const Missing missing = WhatIsMissing(verdict, timeline, question);
  if (missing != Missing::kEvidence) return missing;
  const Job& job = JobThatCounts(verdict, timeline);
  const Missing beside =
      LacksBesideEvidence(StandingThatCounts(verdict), job, verdict.spell_start, question);
  return beside != Missing::kNothing ? beside : missing;
}

std::optional<Unproven> UnprovenClaim(const Timeline& timeline, const Place& home, DayNumber day,
                                      KnownAt known_at, const reference::Policy& policy,
                                      const OrganizerTable* organizers, Places& places) {
  const Question question{day,          known_at,  &policy, Strictness::kBroad, Boundary::kCounty,
                          policy.carry, organizers};
  const PersonOnDay person{.known = true, .rural = true};
  Verdict verdict = JudgeForCount(person, home, timeline, question, places);
  if (verdict.standing == Standing::kNotCounted) {
    verdict = JudgeBy(person, timeline, question,
                      [](const Job& job) { return job.local ? Outside::kNo : Outside::kYes; });
  }
  if (verdict.standing == Standing::kNotCounted) return std::nullopt;
  const Missing missing = MissingFirst(verdict, timeline, question);
  switch (missing) {
    case Missing::kEvidence:
    case Missing::kOrganizersWord:
    case Missing::kOrganizer:
    case Missing::kRegistration:
    case Missing::kLicence:
    case Missing::kPlacementOrRecord:
      break;
    default:
      return std::nullopt;
  }
  const Job& job = JobThatCounts(verdict, timeline);
  return Unproven{StandingThatCounts(verdict), job.start, missing, verdict.spell_start};
}

OutsideOfJobs OutsideOf(const Timeline& timeline, const Place& home, const Question& question,
                        Places& places) {
  OutsideOfJobs outside;
  outside.reserve(timeline.jobs.size());
  for (const Job& job : timeline.jobs) outside.push_back(JobOutside(job, home, question, places));
  return outside;
}

Verdict JudgeForCount(const PersonOnDay& person, const OutsideOfJobs& outside,
                      const Timeline& timeline, const Question& question) {
  return JudgeBy(person, timeline, question, [&](const Job& job) {
    return outside[static_cast<std::size_t>(&job - timeline.jobs.data())];
  });
}

Verdict JudgeForCount(const PersonOnDay& person, const Place& home, const Timeline& timeline,
                      const Question& question, Places& places) {
  return JudgeBy(person, timeline, question,
                 [&](const Job& job) { return JobOutside(job, home, question, places); });
}

Verdict Judge(const PersonOnDay& person, const Place& home, const Timeline& timeline,
              const Question& question, Places& places) {
  Verdict verdict = JudgeForCount(person, home, timeline, question, places);
  if (verdict.standing != Standing::kNotCounted) {
    const Job& job = *verdict.job;
    NameRule(job.workplace == kNoText ? Place{} : places.Find(job.workplace, job.row->day),
             question, verdict);
  } else if (verdict.reason.empty()) {  // not excluded
    ExplainAbsence(person, timeline, question, verdict);
    if (verdict.job != nullptr) {
      verdict.job_standing = StandingOf(*verdict.job, question.day, question.known_at.nanos);
    }
  }
  return verdict;
}

}  // namespace laowu::ratio
