#ifndef LAOWU_RATIO_REPORTS_H_
#define LAOWU_RATIO_REPORTS_H_

// What the book tells beside the figures of a day: of stretches of time, what to do next, what
// someone should look at, what has changed since (ratio.md). Plain values.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "ratio/ratio_book.h"
#include "reference/policy.h"

namespace laowu::ratio {

// Both days included.
struct DaySpan {
  absl::CivilDay first;
  absl::CivilDay last;
};

// Of new spells that began at least `day_count` days before the date of T: how many lasted as long.
struct Retention {
  int day_count = 0;
  std::int32_t spell_count = 0;
  std::int32_t retained_count = 0;
  std::int32_t organized_spell_count = 0;
  std::int32_t retained_organized_count = 0;

  friend bool operator==(const Retention&, const Retention&) = default;
};
inline constexpr std::array<int, 3> kRetentionDays = {30, 90, 180};

// Of each piece of evidence that is told of a row.
inline constexpr int kEvidenceMost = 20;

inline constexpr int kLongAbsentDays = 183;  // R4
inline constexpr int kMedianWagesLeast = 5;  // fewer would tell of persons

struct PeriodFigures {
  std::string division;
  absl::CivilDay first;
  absl::CivilDay last;
  // R2: D and O of every day added up.
  std::int64_t outbound_person_day_count = 0;
  std::int64_t organized_person_day_count = 0;
  // R3: spells that began in the span and were counted on that day. One begun by OPENING_BALANCE is
  // not new.
  std::int32_t new_spell_count = 0;
  std::int32_t organized_new_spell_count = 0;
  std::array<Retention, kRetentionDays.size()> retentions;
  // R4, of a calendar year, or one so far: outside their township for kLongAbsentDays or more of
  // it, wherever registered meanwhile; of the division by the registration on the last day.
  std::int32_t long_absent_person_count = 0;
  std::int32_t organized_long_absent_person_count = 0;  // on at least half of those days
  // Days by status of R1.
  std::int32_t missed_day_count = 0;
  std::int32_t provisional_day_count = 0;
  // Pay stated of new spells, yuan a month; the lower of two in the middle. Unset below
  // kMedianWagesLeast.
  std::int32_t organized_wage_count = 0;
  std::int32_t self_arranged_wage_count = 0;  // NOT_ORGANIZED: channel known, none that counts
  std::optional<std::int32_t> organized_median_wage;
  std::optional<std::int32_t> self_arranged_median_wage;

  friend bool operator==(const PeriodFigures&, const PeriodFigures&) = default;
};

// A part of the figures of a division over a span. What is counted lies in one part, but for policy
// groups: a person-day in the part of that day, a new spell, its retention and pay in that of the
// day it began. Of R4, by destination, channel or organiser in the part in which the most days
// outside lie, of equal ones the earlier; else in that of the last day. Days by status are none:
// the target is a division's.
struct PeriodPart {
  std::string key;  // as FigurePart
  int number = 0;
  PeriodFigures figures;

  friend bool operator==(const PeriodPart&, const PeriodPart&) = default;
};

struct PersonStanding {
  std::string worker;
  Standing standing = Standing::kUnspecified;

  friend bool operator==(const PersonStanding&, const PersonStanding&) = default;
};

// Numbers of laowu.v1.RevisionCause.
enum class RevisionCause : std::uint8_t {
  kUnspecified = 0,
  kLate = 1,
  kCorrected = 2,
  kVoided = 3,
  kMerged = 4,
  kResidenceMoved = 5,
  kPolicy = 6,
  kLapsed = 7,
  kOrganizer = 8,
  kLateEvidence = 9,
};

struct RevisedPerson {
  std::string worker;
  RevisionCause cause = RevisionCause::kUnspecified;
  Standing before = Standing::kNotCounted;
  Standing now = Standing::kNotCounted;
  // What it rests on, at most kEvidenceMost each: the outcomes recorded or vouched for between the
  // two T, VOIDED ones too, and the facts, by date; the attestations recorded then, denials too, by
  // record time. Of kLapsed, kOrganizer and kPolicy, of which nothing is new, the outcome that
  // decides now, or else decided before.
  std::vector<std::string> outcomes;
  std::vector<std::string> facts;
  std::vector<std::string> attestations;

  friend bool operator==(const RevisedPerson&, const RevisedPerson&) = default;
};

// Numbers of laowu.v1.WorklistKind, in the order of the list.
enum class WorklistKind : std::uint8_t {
  kUnspecified = 0,
  kUnproven = 1,
  kUnknownChannel = 2,
  kNotArrived = 3,
  kLapsingVisit = 4,
  kNotConfirmed = 5,
};

// Numbers of laowu.v1.WorklistRow.NextStep.
enum class NextStep : std::uint8_t {
  kUnspecified = 0,
  kGetOrganizerRecord = 1,
  kGetDestinationConfirmation = 2,
  kRegisterOrganizer = 3,
  kEnterLicence = 4,
  kGetPlacementOrRecord = 5,
  kAskChannel = 6,
  kAskArrival = 7,
  kAskResumed = 8,
  kConfirmAway = 9,
  kGetWorkerConfirmation = 10,
  kCorrectDenied = 11,
};

inline constexpr int kNotArrivedDays = 60;  // how far back a dispatch is asked after
inline constexpr int kNotConfirmedDays = 180;

// A licence of an organiser that did not hold on the day on which it had to.
struct OtherLicence {
  std::string fact;
  absl::CivilDay first;
  std::optional<absl::CivilDay> end;  // first day without; unset: none is known
};

struct WorklistRow {
  WorklistKind kind = WorklistKind::kUnspecified;
  NextStep step = NextStep::kUnspecified;
  std::string worker;
  std::string outcome;
  std::string division_code;  // township of registration, or as coarse as it is known
  std::string workplace_division_code;
  reference::Channel channel = reference::Channel::kUnspecified;
  std::string organizer;
  int evidence_grade = 0;
  absl::CivilDay start;  // of the spell; of kNotArrived the dispatch
  // Last day before it lapses; of kNotConfirmed the last sign of life.
  std::optional<absl::CivilDay> due;
  // Of kEnterLicence: the day on which a licence had to be in force, and the organiser's that is
  // nearest to it (NearestLicence).
  std::optional<absl::CivilDay> licence_needed;
  std::optional<OtherLicence> licence;
  // Of kRegisterOrganizer where none is named: a CONFIRMED that names it adds nothing any more, as
  // the window of rule 6 is over, or the job is an earlier one that is carried (rule 4).
  bool confirming_adds_nothing = false;
  // Of claims: the organiser's record was passed on, and it has not said so itself.
  bool passed_on = false;
  // Whom the same step with the same organiser (kUnproven), else in the same township, moves.
  std::int32_t group_person_count = 0;
};

// Numbers of laowu.v1.Signal.Kind.
enum class SignalKind : std::uint8_t {
  kUnspecified = 0,
  kMonthEndConversions = 1,
  kOrganizerBurst = 2,
  kNoPlacement = 3,
  kNoEmployerConfirmation = 4,
  kLowRetention = 5,
  kSameEmployerBefore = 6,
  kWentAloneBefore = 7,
  kRegistrationMoved = 8,
  kLeftByFact = 9,
  kLeftUnattested = 10,
  kLeftByVoiding = 11,
  kNewWithoutIdentityNumber = 13,  // 12 and 14 are the monitoring role's
  kLateOpeningBalance = 15,
};

inline constexpr int kMonthEndDays = 3;
inline constexpr int kMonthEndPercent = 30;  // three days of a month are 10 %
inline constexpr int kConversionsLeast = 10;
inline constexpr int kBurstLeast = 20;
inline constexpr int kBurstTimesMedian = 5;
inline constexpr int kConfirmationDays = 30;
inline constexpr int kRetentionSpellsLeast = 10;
inline constexpr int kSameEmployerDays = 183;
// Registered without an identity number and organised so soon after; so many, against the year
// before the window.
inline constexpr int kSoonDays = 30;
inline constexpr int kUnidentifiedLeast = 10;
inline constexpr int kTimesUsual = 2;
inline constexpr int kUsualDays = 365;
// What is recorded of the old ledger longer after the first outcome recorded of a county is not
// what that ledger knew on the day of take-over (ratio.md rule 19).
inline constexpr int kTakeOverDays = 60;
// A job that counts, begun so soon after one that they had gone to alone, may be that one told
// anew.
inline constexpr int kWentAloneDays = 30;

// As laowu.v1.Signal.Evidence: one record held against another.
struct SignalEvidence {
  std::string worker;
  std::string outcome;
  std::string earlier_outcome;
  std::int32_t day_count = 0;
  absl::CivilDay record_date;
  std::string recorded_by;
  std::string earlier_recorded_by;
  bool earlier_voided = false;

  friend bool operator==(const SignalEvidence&, const SignalEvidence&) = default;
};

struct Signal {
  SignalKind kind = SignalKind::kUnspecified;
  std::string organizer;               // empty: none is named
  std::optional<absl::CivilDay> date;  // unset: the whole window
  std::int32_t measured_count = 0;
  std::int32_t compared_count = 0;
  // The evidence: the first kEvidenceMost by worker.
  std::vector<std::string> workers;
  std::vector<std::string> outcomes;
  std::string division_code;  // of kNewWithoutIdentityNumber, kLateOpeningBalance: the county
  // Of kRegistrationMoved: counties of six digits. Of it, kLeftByFact and
  // kNewWithoutIdentityNumber: the facts beside `workers`, the principals who recorded them; those
  // of kLeftByVoiding too.
  std::string from_division_code;
  std::string to_division_code;
  std::vector<std::string> facts;
  std::vector<std::string> recorded_by;
  std::vector<SignalEvidence> evidences;  // of kWentAloneBefore, kLeftUnattested, kLeftByVoiding
  std::string undone_import;              // of kLeftByVoiding; empty: taken back one by one

  friend bool operator==(const Signal&, const Signal&) = default;
};

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_REPORTS_H_
