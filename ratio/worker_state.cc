// One worker's state and the refusals of rule 15, by the code of the figures.

#include <algorithm>
#include <deque>
#include <tuple>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "ratio/spells.h"
#include "ratio/worker_history.h"

namespace laowu::ratio {
namespace {

// Rows of one worker's outcomes, in an order of their own: ties stand by name.
class Rows {
 public:
  explicit Rows(absl::Span<const Outcome> outcomes) {
    std::vector<const Outcome*> sorted;
    for (const Outcome& outcome : outcomes) sorted.push_back(&outcome);
    std::sort(sorted.begin(), sorted.end(),
              [](const Outcome* a, const Outcome* b) { return a->name < b->name; });
    for (const Outcome* outcome : sorted) {
      rows_.push_back(MakeOutcomeRow(*outcome, texts_));
      pointers_.push_back(&rows_.back());
    }
  }
  absl::Span<const OutcomeRow* const> pointers() const { return pointers_; }
  std::string text(TextId id) const { return std::string(texts_.text(id)); }

 private:
  TextTable texts_;
  std::deque<OutcomeRow> rows_;  // stable addresses
  std::vector<const OutcomeRow*> pointers_;
};

void DescribeAway(const Timeline& timeline, const Rows& rows, WorkerState& state) {
  const Job* newest = nullptr;
  for (const Job& job : timeline.jobs) {
    if (job.end_reason == JobEnd::kVisitLapsed || job.end_reason == JobEnd::kLostContact) {
      state.lapsed_jobs.push_back({rows.text(job.row->name), CivilDayOf(job.end)});
    }
    if (job.end != kFarDay) continue;
    state.local_job |= job.local;
    if (job.local) continue;
    state.conflict |= newest != nullptr;
    newest = &job;
  }
  if (newest == nullptr) return;
  state.away = true;
  for (const Job& job : timeline.jobs) {
    if (job.local || job.episode != newest->episode) continue;
    state.away_since = CivilDayOf(job.start);
    state.spell_outcome = rows.text(job.row->name);
    break;
  }
  state.workplace_division_code = rows.text(newest->workplace);
  state.employer = rows.text(newest->row->employer);
  state.job_outcome = rows.text(newest->row->name);
  state.placement = rows.text(newest->row->placement);
  for (const Visit& visit : timeline.visits) {
    if (visit.end != kFarDay) continue;
    state.on_visit = true;
    state.visit_since = CivilDayOf(visit.start);
  }
}

// Before sixteen, in which what ends a time away may be dated.
constexpr int kYearsLeftOpen = 2;

bool BeginsOrContinuesWork(OutcomeType type) {
  switch (type) {
    case OutcomeType::kOpeningBalance:
    case OutcomeType::kDispatched:
    case OutcomeType::kArrived:
    case OutcomeType::kJobChanged:
    case OutcomeType::kResumed:
    case OutcomeType::kConfirmed:
    case OutcomeType::kLocalJobStarted:
      return true;
    default:
      return false;
  }
}

// Names of the outcomes that find nothing, ascending.
std::vector<std::string> OrphansOf(const Timeline& timeline, const Rows& rows) {
  std::vector<std::string> names;
  for (const Note& note : timeline.notes) {
    if (note.flag == Flag::kOrphan) names.push_back(rows.text(note.row->name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool Holds(const std::vector<std::string>& sorted, absl::string_view name) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

// The others with `outcome` as the next thing to become known.
std::vector<Outcome> With(const Outcome& outcome, const OutcomeContext& context) {
  std::vector<Outcome> outcomes(context.outcomes.begin(), context.outcomes.end());
  std::int64_t last_sequence = 0;
  for (const Outcome& other : outcomes) last_sequence = std::max(last_sequence, other.sequence);
  std::erase_if(outcomes, [&](const Outcome& other) { return other.name == outcome.name; });
  outcomes.push_back(outcome);
  outcomes.back().record_time = context.now;
  outcomes.back().sequence = last_sequence + 1;
  return outcomes;
}

// Whether a RESUMED would find a visit.
bool FindsVisit(const Outcome& resumed, const OutcomeContext& context) {
  const std::vector<Outcome> outcomes = With(resumed, context);
  return !FindingsOf(resumed.name, outcomes, context.now).orphan;
}

// The last job away to have begun by the outcome's day, if it was over by then for that reason, a
// lapse: of a visit home (rule 2) or a lost contact (rule 3), which is its end_row. nullptr: it
// ended otherwise, or there was none.
const Job* LapsedBefore(const Outcome& outcome, const Timeline& timeline, JobEnd reason) {
  const DayNumber day = DayNumberOf(CountingDay(outcome.effective_date, outcome.precision));
  const Job* last = nullptr;  // that had begun by the day
  for (const Job& job : timeline.jobs) {
    if (!job.local && job.start <= day) last = &job;
  }
  const bool lapsed = last != nullptr && last->end_reason == reason && last->end <= day;
  return lapsed ? last : nullptr;
}

// The first visit home after the day that no RESUMED has ended; nullptr: there is none.
const Visit* VisitAfter(DayNumber day, const Timeline& timeline) {
  for (const Visit& visit : timeline.visits) {
    if (visit.start > day && (visit.end == kFarDay || visit.end == visit.start)) return &visit;
  }
  return nullptr;
}

// Of a RESUMED that finds no visit: there is none, it has lapsed by that day (rule 2), or begins
// later.
std::string WhyNoVisit(const Outcome& resumed, const OutcomeContext& context) {
  const std::vector<Outcome> outcomes = With(resumed, context);
  const Rows rows(outcomes);
  const Timeline timeline = DeriveTimeline(rows.pointers(), KnownAtOf(context.now), kNewestRules);
  if (const Job* const lapsed = LapsedBefore(resumed, timeline, JobEnd::kVisitLapsed)) {
    const DayNumber visit = lapsed->end_row->day;
    const std::string start = absl::FormatCivilTime(CivilDayOf(visit));
    const std::string end = absl::FormatCivilTime(CivilDayOf(visit + kVisitDays));
    return absl::StrCat("此人 ", start, " 的回乡到 ", end, " 已满 ", kVisitDays,
                        " 天，按返乡处理，不能再登记返岗；又外出的，请登记到岗（ARRIVED） / the "
                        "HOME_VISIT of ",
                        start, " lapsed after ", end, ", its ", kVisitDays,
                        "th day, and counts as a return: record ARRIVED instead");
  }
  const DayNumber day = DayNumberOf(CountingDay(resumed.effective_date, resumed.precision));
  if (const Visit* const later = VisitAfter(day, timeline)) {
    const std::string start = absl::FormatCivilTime(CivilDayOf(later->start));
    return absl::StrCat("此人的回乡自 ", start,
                        " 起，返岗不能早于这一天，请核对日期，填当天或以后；此前另有一次回乡的，请"
                        "先登记那次 / the HOME_VISIT on record began on ",
                        start,
                        ", and who is back from it resumed on that day or later: check the day. "
                        "If there was another visit before, record that one first");
  }
  return "返岗之前须有未结束的回乡，请先登记回乡 / RESUMED needs a HOME_VISIT that is open on that "
         "day; record the visit first";
}

void NoteNextJob(const Outcome& orphan, const Timeline& timeline, const Rows& rows,
                 Findings& findings) {
  const DayNumber day = DayNumberOf(CountingDay(orphan.effective_date, orphan.precision));
  const bool local = orphan.type == OutcomeType::kLocalJobEnded;
  for (const Job& job : timeline.jobs) {
    if (job.local != local || job.start <= day) continue;
    findings.next_job_outcome = rows.text(job.row->name);
    findings.next_job_date = CivilDayOf(job.start);
    return;
  }
}

void NoteLapsed(const Outcome& orphan, const Timeline& timeline, const Rows& rows,
                Findings& findings) {
  if (orphan.type == OutcomeType::kLocalJobEnded) return;
  if (const Job* const job = LapsedBefore(orphan, timeline, JobEnd::kVisitLapsed)) {
    findings.lapsed_visit_outcome = rows.text(job->end_row->name);
    findings.lapsed_visit_date = CivilDayOf(job->end_row->day);
  }
  if (const Job* const job = LapsedBefore(orphan, timeline, JobEnd::kLostContact)) {
    findings.lost_contact_outcome = rows.text(job->end_row->name);
    findings.lost_contact_date = CivilDayOf(job->end_row->day);
    findings.lost_contact_end_date = CivilDayOf(job->end);
  }
}

bool BeginsTimeAway(const Outcome& outcome) {
  return outcome.type == OutcomeType::kArrived || outcome.type == OutcomeType::kOpeningBalance;
}

// `without`: the others alone.
void NoteAway(const Outcome& outcome, const Timeline& without, const Rows& rows,
              Findings& findings) {
  const DayNumber day = DayNumberOf(CountingDay(outcome.effective_date, outcome.precision));
  const auto open = std::find_if(without.jobs.begin(), without.jobs.end(),
                                 [&](const Job& job) { return !job.local && OpenOn(job, day); });
  if (open == without.jobs.end()) return;
  for (const Job& job : without.jobs) {  // by start
    if (job.local || job.episode != open->episode) continue;
    findings.away_outcome = rows.text(job.row->name);
    findings.away_since = CivilDayOf(job.start);
    return;
  }
}

// The job that an outcome begins a time away with; nullptr: it begins none.
const Job* BeginningBy(absl::string_view outcome, const Timeline& timeline, const Rows& rows) {
  for (const Job& job : timeline.jobs) {
    if (job.local || rows.text(job.row->name) != outcome) continue;
    const bool first =
        std::none_of(timeline.jobs.begin(), timeline.jobs.end(), [&job](const Job& other) {
          return &other < &job && !other.local && other.episode == job.episode;
        });
    return first ? &job : nullptr;
  }
  return nullptr;
}

// Names of the orphans of the month that a beginning counts from the last day of, or of its day,
// that stand before it (rules 16 and 20).
std::vector<std::string> PassedOver(const Outcome& beginning, const Timeline& timeline,
                                    const Rows& rows) {
  const Job* const job = BeginningBy(beginning.name, timeline, rows);
  std::vector<std::string> names;
  if (job == nullptr) return names;
  const absl::CivilDay day = CivilDayOf(job->start);
  const DayNumber first = beginning.precision == DatePrecision::kMonth
                              ? DayNumberOf(absl::CivilDay(day.year(), day.month(), 1))
                              : job->start;
  for (const Note& note : timeline.notes) {
    const OutcomeRow& row = *note.row;
    if (note.flag != Flag::kOrphan || row.type == OutcomeType::kLocalJobEnded) continue;
    const bool before = std::tie(row.day, row.record_nanos, row.sequence) <
                        std::tie(job->row->day, job->row->record_nanos, job->row->sequence);
    if (before && first <= row.day) names.push_back(rows.text(row.name));
  }
  return names;
}

bool EndsOrTakesBack(OutcomeType type) {
  return type == OutcomeType::kReturned || type == OutcomeType::kLostContact ||
         type == OutcomeType::kLocalJobEnded || type == OutcomeType::kVoided;
}

// What an outcome of `day` may say of the placement that it names.
void CheckPlacement(absl::CivilDay day, const OutcomeContext& context,
                    absl::FunctionRef<void(absl::string_view, std::string)> refuse) {
  if (!context.placement_accepted) {
    refuse("placement",
           "该推荐未被接受；请先登记接受，或不填推荐 / the placement has not been accepted; accept "
           "it first, or name no placement");
  }
  const auto& proposed = context.placement_proposed;
  if (!proposed || day >= *proposed - kLateProposalDays) return;
  refuse("effective_date",
         absl::StrCat(
             "早于推荐日期（", absl::FormatCivilTime(*proposed), "）", kLateProposalDays,
             " 天以上，不会是该推荐的结果；此前的事请不填推荐，按当时的渠道登记 / lies more than ",
             kLateProposalDays, " days before the placement was proposed (",
             absl::FormatCivilTime(*proposed),
             "), so it cannot come of it; what happened before is recorded without a "
             "placement, with the channel of then"));
}

}  // namespace

WorkerState DeriveWorkerState(absl::Span<const Outcome> outcomes, absl::Time now,
                              std::optional<absl::CivilDay> died) {
  WorkerState state;
  const Rows rows(outcomes);
  const KnownAt known_at = KnownAtOf(now);
  const Timeline timeline = DeriveTimeline(rows.pointers(), known_at, kNewestRules);
  for (const Note& note : timeline.notes) {
    if (note.flag == Flag::kNoShow) state.no_show_outcomes.push_back(rows.text(note.row->name));
  }
  if (died && ShanghaiDay(now) > *died) return state;
  DescribeAway(timeline, rows, state);
  if (!timeline.open_dispatches.empty()) {
    state.dispatch_outcome = rows.text(timeline.open_dispatches.back()->name);
  }
  state.next_lapse = timeline.next_lapse.kind;
  if (state.next_lapse != Lapse::Kind::kNone) {
    state.next_lapse_date = CivilDayOf(timeline.next_lapse.last_day);
  }
  return state;
}

std::optional<std::string> WhyFuture(absl::CivilDay effective_date, DatePrecision precision,
                                     absl::CivilDay today) {
  const absl::CivilDay day = CountingDay(effective_date, precision);
  // A month counts from its last day, once that has come.
  const bool month = precision == DatePrecision::kMonth;
  const bool future = month ? absl::CivilMonth(day) > absl::CivilMonth(today) : day > today;
  if (!future) return std::nullopt;
  return absl::StrCat("在将来，今天是 ", absl::FormatCivilTime(today),
                      " / lies in the future; today is ", absl::FormatCivilTime(today));
}

std::vector<Violation> CheckOutcome(const Outcome& outcome, const OutcomeContext& context) {
  std::vector<Violation> violations;
  const absl::CivilDay day = CountingDay(outcome.effective_date, outcome.precision);
  const auto refuse = [&](absl::string_view field, std::string message) {
    violations.push_back({std::string(field), std::move(message)});
  };
  const auto future =
      WhyFuture(outcome.effective_date, outcome.precision, ShanghaiDay(context.now));
  if (future.has_value()) refuse("effective_date", *future);
  const bool takes_back = outcome.type == OutcomeType::kVoided;
  if (!takes_back && context.birth_date) {
    const absl::CivilDay sixteen = CivilDayOf(WorkingAgeDay(DayNumberOf(*context.birth_date)));
    if (day < *context.birth_date) {
      refuse("effective_date",
             "早于出生日期，请核对年份 / lies before the worker was born; is the year right?");
    } else if (day < sixteen && BeginsOrContinuesWork(outcome.type)) {
      refuse("effective_date",
             absl::StrCat("当日未满16周岁（满16周岁：", absl::FormatCivilTime(sixteen),
                          "），请核对年份 / the worker is under 16 on that day; sixteen on ",
                          absl::FormatCivilTime(sixteen)));
    } else if (day <
               absl::CivilDay(sixteen.year() - kYearsLeftOpen, sixteen.month(), sixteen.day())) {
      // The way home stays open to who was away too young, but not to a mistyped year.
      refuse("effective_date",
             "当日未满14周岁，请核对年份 / the worker is under 14 on that day; is "
             "the year right?");
    }
  }
  if (!takes_back && context.died && day > *context.died) {
    refuse("effective_date",
           absl::StrCat("此人已于 ", absl::FormatCivilTime(*context.died),
                        " 死亡 / the worker died on ", absl::FormatCivilTime(*context.died),
                        "; what happened later cannot be theirs"));
  }
  if (outcome.type == OutcomeType::kResumed && !FindsVisit(outcome, context)) {
    refuse("type", WhyNoVisit(outcome, context));
  }
  if (!outcome.placement.empty() && !takes_back) CheckPlacement(day, context, refuse);
  if (context.erased && !EndsOrTakesBack(outcome.type)) {
    refuse("worker",
           "此人已注销，只能登记返乡、失联、本地工作结束和作废 / the person was erased; only what "
           "ends or takes back what is known can be recorded "
           "(RETURNED, LOST_CONTACT, LOCAL_JOB_ENDED, VOIDED)");
  }
  return violations;
}

Findings FindingsOf(absl::string_view outcome, absl::Span<const Outcome> outcomes, absl::Time now) {
  Findings findings;
  const Rows rows(outcomes);
  const Timeline timeline = DeriveTimeline(rows.pointers(), KnownAtOf(now), kNewestRules);
  const std::vector<std::string> orphans = OrphansOf(timeline, rows);
  const auto asked = std::find_if(outcomes.begin(), outcomes.end(),
                                  [&](const Outcome& one) { return one.name == outcome; });
  const bool begins = asked != outcomes.end() && BeginsTimeAway(*asked);
  if (orphans.empty() && !begins) return findings;
  findings.orphan = Holds(orphans, outcome);

  std::vector<Outcome> others;
  for (const Outcome& other : outcomes) {
    if (other.name != outcome) {
      others.push_back(other);
    } else if (findings.orphan) {
      NoteNextJob(other, timeline, rows, findings);
      NoteLapsed(other, timeline, rows, findings);
    } else {
      findings.passed_over_outcomes = PassedOver(other, timeline, rows);
    }
  }
  const Rows other_rows(others);
  const Timeline without = DeriveTimeline(other_rows.pointers(), KnownAtOf(now), kNewestRules);
  if (begins) NoteAway(*asked, without, other_rows, findings);
  const std::vector<std::string> before = OrphansOf(without, other_rows);
  for (const std::string& name : orphans) {
    if (name != outcome && !Holds(before, name)) findings.orphaned_outcomes.push_back(name);
  }
  return findings;
}

}  // namespace laowu::ratio
