#ifndef LAOWU_RATIO_SPELLS_H_
#define LAOWU_RATIO_SPELLS_H_

// One person's outcomes → the jobs held and the time away, as known at T (ratio.md, "Rules for
// spells"). Nothing here knows a boundary or a policy: it says which job was open on which day,
// through which channel, with which evidence. What counts as outside and as organised is decided in
// standing.h.
//
// Pure functions: same rows and T, same answer, in whatever order the rows come. Thread-safe.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "ratio/attestation.h"
#include "ratio/days.h"
#include "ratio/text_table.h"
#include "reference/policy.h"

namespace laowu::ratio {

// Numbers of laowu.v1; on disk.
enum class OutcomeType : std::uint8_t {
  kUnspecified = 0,
  kOpeningBalance = 1,
  kDispatched = 2,
  kArrived = 3,
  kJobChanged = 4,
  kHomeVisit = 5,
  kResumed = 6,
  kReturned = 7,
  kConfirmed = 8,
  kLostContact = 9,
  kLocalJobStarted = 10,
  kLocalJobEnded = 11,
  kVoided = 12,
};

// Whether somebody goes to a job by it: ARRIVED, JOB_CHANGED, or the job that the old ledger knew.
inline constexpr bool BeginsJob(OutcomeType type) {
  return type == OutcomeType::kArrived || type == OutcomeType::kJobChanged ||
         type == OutcomeType::kOpeningBalance;
}

enum class DatePrecision : std::uint8_t { kUnspecified = 0, kDay = 1, kMonth = 2, kBefore = 3 };

// The newest version of these rules; a policy names the version that it counts by (data/policy).
// What a version makes of a log is never changed, so that what was published by it is reproduced: a
// mended rule is a new version. README.md, "Versions of the rules", says what each changed.
inline constexpr int kNewestRules = 2;

inline constexpr int kNoShowDays = 15;        // rule 1
inline constexpr int kVisitDays = 45;         // rule 2
inline constexpr int kLostContactDays = 180;  // rule 3
inline constexpr int kProofDaysBefore = 60;   // rule 6
inline constexpr int kProofDaysAfter = 30;    // rule 6

// As it comes from the placement role.
struct Outcome {
  std::string name;  // outcomes/{outcome}; equal names are the same outcome
  OutcomeType type = OutcomeType::kUnspecified;
  std::string worker;
  absl::CivilDay effective_date;
  DatePrecision precision = DatePrecision::kDay;  // kUnspecified counts as kDay
  std::string workplace_division_code;            // as fine as known; letters (ISO 3166): overseas
  std::string employer;
  reference::Channel channel = reference::Channel::kUnspecified;
  std::string organizer;
  std::string placement;
  bool self_employed = false;
  bool commutes = false;
  std::int32_t wage_cny_per_month = 0;  // 0: not stated
  std::string voids;                    // VOIDED: the outcome taken back
  std::string undone_import;            // VOIDED: the import whose undoing does; empty: none
  std::string recorded_by;              // principal; empty: not told
  absl::Time record_time;
  std::int64_t sequence = 0;
};

// The day an outcome counts from: the date itself, or its month's last day (rule 20). BEFORE a date
// counts from that date: earlier days are not known.
absl::CivilDay CountingDay(absl::CivilDay effective_date, DatePrecision precision);

// The same in fixed size, with its attestations.
struct OutcomeRow {
  std::int64_t record_nanos;
  std::int64_t sequence;
  TextId name;
  TextId workplace;
  TextId employer;
  TextId organizer;
  TextId placement;
  TextId voids;
  DayNumber day;    // the counting day
  bool only_month;  // of it is known: told with month precision
  OutcomeType type;
  reference::Channel channel;
  bool self_employed;
  bool commutes;
  std::uint16_t recorder = 0;  // Entries::RecordedBy tells whom; 0: nobody is told
  std::int32_t wage_cny_per_month;
  absl::InlinedVector<AttestationRow, 1> attestations;
};

OutcomeRow MakeOutcomeRow(const Outcome& outcome, TextTable& texts);

// Why a job is no longer held.
enum class JobEnd : std::uint8_t {
  kOpen = 0,
  kReturned,     // rule 3
  kVisitLapsed,  // rule 2: as if returned when the visit began
  kLostContact,  // rule 3: 180 days after the last confirmation
  kChanged,      // rule 4: another job took its place
  kLocalEnded,
};

// What later outcomes say of a job, with the window of rule 6 from the start of the stay away: a
// timeline knows no boundary, and so no spell.
struct Support {
  enum class Kind : std::uint8_t {
    kProof,     // rule 6: same channel, one more piece of evidence
    kReplaced,  // rule 6: the channel was UNKNOWN and is this one
    kRelabel,   // rule 5: another channel than was claimed last, no new job or placement
  };
  const OutcomeRow* row;
  DayNumber day;  // from which it counts: never before the job's start
  Kind kind;
};

inline constexpr std::int32_t kNoJob = -1;  // instead of a Job::number

// An outcome that names a channel, or tells the arrival again, and speaks of a job, before anybody
// has asked from when rule 6 counts: that is the spell's start, which a boundary decides. From
// version 2 on.
struct Said {
  enum class Kind : std::uint8_t {
    kAgain,   // the same arrival, told again (rule 8)
    kWaited,  // before the job began: heard if the job begins a spell
    kWhile,   // while it was held
  };
  const OutcomeRow* row;
  DayNumber day;  // from which it counts: never before the job's start
  Kind kind;
  // Of what waited. What had been begun before it was told: Job::number is less than this.
  std::int32_t job_count = 0;
  // A dispatch is of the job held then, too: its Job::number.
  std::int32_t said_of = kNoJob;
};

// A job held over [start, end).
struct Job {
  const OutcomeRow* row;  // the outcome that began it
  DayNumber start;
  DayNumber end = kFarDay;
  JobEnd end_reason = JobEnd::kOpen;
  const OutcomeRow* end_row = nullptr;
  std::int32_t number;   // its place in Timeline::jobs
  std::int32_t episode;  // jobs between leaving and coming home share one; a local job has its own
  bool local;            // LOCAL_JOB_STARTED
  TextId workplace;      // a change that names none leaves it as it was
  absl::InlinedVector<Support, 1> supports;  // by day
  absl::InlinedVector<Said, 1> said;         // by day; empty by version 1 of the rules
};

inline bool OpenOn(const Job& job, DayNumber day) { return job.start <= day && day < job.end; }

struct Visit {
  const OutcomeRow* row;
  DayNumber start;
  DayNumber end = kFarDay;  // kFarDay while it lasts; a lapsed visit ends where it began
  std::int32_t episode;
};

// Why an outcome is worth a look. Numbers are used in answers; add at the end.
enum class Flag : std::uint8_t {
  kRelabelWithoutPlacement = 1,  // rule 5
  kConflict = 2,                 // rule 7
  kOrphan = 3,                   // rule 0
  kCommutes = 4,                 // rule 11
  kNoShow = 5,                   // rule 1
  kWorkplaceUnclear = 6,         // too coarse to say whether it is outside
};
absl::string_view FlagName(Flag flag);  // "RELABEL_WITHOUT_PLACEMENT", …

struct Note {
  Flag flag;
  const OutcomeRow* row;
};

// What will happen by mere passing of time.
struct Lapse {
  enum class Kind : std::uint8_t { kNone = 0, kNoShow = 1, kVisit = 2, kLostContact = 3 };
  Kind kind = Kind::kNone;
  DayNumber last_day = kFarDay;  // it has lapsed when date(T) is later than this
};

// One person's work as known at T. Points into the rows it was made from.
struct Timeline {
  absl::InlinedVector<Job, 2> jobs;      // by start, then in the order of rule 16
  absl::InlinedVector<Visit, 1> visits;  // by start
  std::vector<Note> notes;
  Lapse next_lapse;                // the first to come
  DayNumber contact_day = kNoDay;  // away: the last day anybody heard of them
  // Dispatched, neither arrived nor given up; in the order of rule 16.
  absl::InlinedVector<const OutcomeRow*, 1> open_dispatches;
  // Which job may use what waited for one goes by the jobs of other episodes, too.
  bool waits_across_jobs = false;
};

// Rules 0 to 6, 14, 16, 19 and 20, of version `rules`, from 1 to kNewestRules. `rows` of all names
// of one person, in any order, known or not; rows equal in day, record time and sequence stand in
// the order given.
Timeline DeriveTimeline(absl::Span<const OutcomeRow* const> rows, KnownAt known_at, int rules);

// Rule 14: what is taken back as known at T, and the VOIDED that does it. A VOIDED that is itself
// taken back takes nothing back, and stands here itself.
struct TakenBack {
  const OutcomeRow* row;
  const OutcomeRow* by;
};
std::vector<TakenBack> TakenBackOf(absl::Span<const OutcomeRow* const> rows, KnownAt known_at);

// Through which channel a job is held on a day, with which evidence, as known at T.
struct JobStanding {
  reference::Channel channel;           // kUnknown, never kUnspecified
  reference::Channel reported_channel;  // the same, relabellings taken at their word (rule 5)
  TextId organizer = kNoText;
  TextId placement = kNoText;
  Evidence evidence;
  const OutcomeRow* decided_by;           // the row whose channel stands
  const OutcomeRow* proved_by = nullptr;  // the row with the highest grade, if another (rule 6)
  const OutcomeRow* relabelled_by = nullptr;
  bool relabels = false;  // somebody has named another channel than stands (rule 5); by a spell
};
// By the window from the start of the stay: of a job of no spell, or that nobody has judged.
JobStanding StandingOf(const Job& job, DayNumber day, std::int64_t known_nanos);

// The spell that a job is part of, as rule 6 asks for it.
struct SpellOfJob {
  DayNumber start = kNoDay;
  bool begun_by_job = false;
  // What waited for the job and is not its own: it served a spell before.
  absl::InlinedVector<const OutcomeRow*, 1> used_before = {};
};
// By the window from the start of the spell; by version 1 from that of the stay.
JobStanding StandingOf(const Job& job, DayNumber day, std::int64_t known_nanos,
                       const SpellOfJob& spell);
// Whether `row`, which is one of Job::said, replaces or proves the channel of the job (rule 6).
bool AddsTo(const Job& job, const OutcomeRow& row, const SpellOfJob& spell);

// Rule 6: what a row that names a channel does within the window; nullopt: nothing. A different
// organiser proves nothing.
std::optional<Support::Kind> WhatItAdds(const JobStanding& now, const OutcomeRow& row);

// ---- For the placement role: one worker, plain outcomes. ----

// Where a worker stands at `now`, by the same code as the figures. Boundary plays no part: away is
// who left and has not come home.
struct WorkerState {
  bool away = false;
  absl::CivilDay away_since;            // if away: start of the spell
  std::string spell_outcome;            // that began it
  std::string workplace_division_code;  // of the newest open job away
  std::string employer;
  std::string job_outcome;  // that began the newest open job
  std::string placement;    // of that job, may be empty
  bool on_visit = false;
  absl::CivilDay visit_since;
  bool conflict = false;                      // two jobs open (rule 7)
  std::string dispatch_outcome;               // dispatched and still expected; empty: none
  std::vector<std::string> no_show_outcomes;  // dispatches given up after 15 days (rule 1)
  bool local_job = false;
  // Jobs away that mere passing of time has ended: a visit (rule 2) or a lost contact (rule 3).
  struct LapsedJob {
    std::string outcome;  // that began it
    absl::CivilDay end;   // first day no longer held
  };
  std::vector<LapsedJob> lapsed_jobs;
  Lapse::Kind next_lapse = Lapse::Kind::kNone;
  absl::CivilDay next_lapse_date;  // last day before it lapses; only if next_lapse is not kNone
};

// `died`: day of death if known; a dead worker is neither away nor expected.
WorkerState DeriveWorkerState(absl::Span<const Outcome> outcomes, absl::Time now,
                              std::optional<absl::CivilDay> died = std::nullopt);

struct Violation {
  std::string field;    // path in laowu.v1.Outcome
  std::string message;  // what is wrong and what would be right
};

struct OutcomeContext {
  absl::Time now;
  std::optional<absl::CivilDay> birth_date = std::nullopt;  // unset: not known
  std::optional<absl::CivilDay> died = std::nullopt;        // unset: alive
  absl::Span<const Outcome> outcomes = {};                  // all of the worker known so far
  // Whether the placement that the outcome names has been accepted (ACCEPTED, STARTED, or ENDED
  // after that); not read if it names none.
  bool placement_accepted = false;
  // The day on which it was proposed; unset: not known.
  std::optional<absl::CivilDay> placement_proposed = std::nullopt;
  // The person was erased (rule 18): what stands stays, and can end or be taken back.
  bool erased = false;
};

// A placement may be written down this many days after the journey that it promised. What lies
// further back was no promise kept: an arrival of months ago would make a self-arranged job
// organised by rule 4.
inline constexpr int kLateProposalDays = 7;

// Rule 15: why an outcome of that date lies in the future; nullopt: it does not. A month that has
// begun may be named.
std::optional<std::string> WhyFuture(absl::CivilDay effective_date, DatePrecision precision,
                                     absl::CivilDay today);

// Rules 15 and 18, the whole of them: every reason to refuse this outcome, empty if there is none.
std::vector<Violation> CheckOutcome(const Outcome& outcome, const OutcomeContext& context);

// What an outcome meets among the others of its worker. Rows come in any order (rule 0), so nothing
// of this is a reason to refuse; whoever records it may have mistyped a year, and wants to be told.
struct Findings {
  // It finds nothing that it could end, change or confirm.
  bool orphan = false;
  // If so: the first job to begin after its day, that it may be meant for; empty: there is none.
  std::string next_job_outcome;
  absl::CivilDay next_job_date;
  // If so: the visit home that had lapsed by its day, so that the time away which it may speak of
  // is over (rule 2), and when it began; empty: none had.
  std::string lapsed_visit_outcome;
  absl::CivilDay lapsed_visit_date;
  // If so: the LOST_CONTACT by which the last time away before its day is over (rule 3), its day
  // and the day on which it was over; empty: it is not.
  std::string lost_contact_outcome;
  absl::CivilDay lost_contact_date;
  absl::CivilDay lost_contact_end_date;
  // It is an ARRIVED or OPENING_BALANCE, and without it the person is away on its day: what began
  // that time away, and when; empty: is not.
  std::string away_outcome;
  absl::CivilDay away_since;
  // Outcomes that are orphans with it and would be none without it, such as the later of two
  // returns; by name.
  std::vector<std::string> orphaned_outcomes;
  // It begins a time away, and these of the same day, or of the month that it counts from the last
  // day of (rule 20), find nothing since they stand before it (rule 16): a return of that month,
  // that was recorded first or is dated by day, does not end it. In order of day.
  std::vector<std::string> passed_over_outcomes;
};

// `outcomes`: all of the person, that of the name `outcome` among them.
Findings FindingsOf(absl::string_view outcome, absl::Span<const Outcome> outcomes, absl::Time now);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_SPELLS_H_
