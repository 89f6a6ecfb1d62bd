#ifndef LAOWU_INTAKE_SURVEY_SURVEY_READER_H_
#define LAOWU_INTAKE_SURVEY_SURVEY_READER_H_

// A village's survey sheet says who is where today; what the ratio needs is what happened. Two
// steps: a row is read into a statement, and the statement, held against what is known of the
// person, becomes outcomes (ratio.md) or none.
//
//   known           says away           says visiting   says home          says local          lost
//   nothing, home   ARRIVED, or, with-   –               –                  LOCAL_JOB_STARTED   –
//                   out a date, CONFIRMED
//   away            CONFIRMED, or with   HOME_VISIT      RETURNED           RETURNED, LOST_CONTACT
//                   another place or                                       LOCAL_JOB_STARTED
//                   employer JOB_CHANGED
//   visiting home   RESUMED              –               RETURNED           RETURNED, LOST_CONTACT
//                                                                          LOCAL_JOB_STARTED
//   local job       LOCAL_JOB_ENDED,     –               LOCAL_JOB_ENDED    CONFIRMED           –
//                   ARRIVED
//
// What begins a job needs the day it began: a local job without one is reported and gives nothing;
// an arrival without day or place becomes CONFIRMED on the day of the survey, which counts once the
// arrival is known.
// What ends or changes one without a date is dated the day of the survey, with a warning; so is an
// arrival whose date lies before a day on which the person is known to have been home, since that
// time away is over: it would leave them home on the survey's day. Of who changed their work, the
// date of the change alone being said (7月跳到珠海), the arrival bears it, with a warning.
// Who could not be reached by telephone (关机, 空号, 无人接听) is not lost: nothing is recorded,
// and the row says so (NOT_REACHED).
//
// Texts in warnings and violations hold no name, phone or identity number. Thread-safe: constant
// after construction, no I/O, no clock.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "intake/facts/whereabouts.h"
#include "intake/table/column_map.h"
#include "intake/text/reading.h"

namespace laowu::intake {

struct SurveyStatement {
  std::string identity_number;   // personal: 18 characters, valid; or empty
  std::string source_reference;  // or empty
  Whereabouts whereabouts = Whereabouts::kUnknown;
  std::optional<absl::CivilDay> since;
  bool since_month = false;             // only the month is known; `since` is its first day
  bool since_change = false;            // `since` is when they changed their work: away before
  std::string workplace_division_code;  // or empty
  std::string employer_display_name;
  std::string employer_key;  // normalised name
  std::string occupation_code;
  int wage_cny_per_month = 0;  // 0: unknown
  std::string channel;         // as written
  bool self_employed = false;
};

struct SurveyReading {
  SurveyStatement statement;
  std::vector<InferredField> inferred_fields;
  std::vector<Warning> warnings;
  std::vector<Violation> violations;  // not empty: rejected
  bool whereabouts_unsaid = false;    // nothing in the row says where somebody is: rejected

  bool rejected() const { return !violations.empty(); }
};

// Reads rows of TableKind::kSurveys. Rejected: neither identity number nor reference, an identity
// number that is not valid, whereabouts that nothing in the row says or that its remarks contradict
// (survey_contradictions.h), a date in the future.
class SurveyReader {
 public:
  explicit SurveyReader(ReadContext context);
  ~SurveyReader();
  SurveyReader(const SurveyReader&) = delete;
  SurveyReader& operator=(const SurveyReader&) = delete;

  SurveyReading Read(const FieldTexts& row) const;

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

// Numbers are those of laowu.v1.Outcome.Type.
enum class OutcomeType : std::uint8_t {
  kArrived = 3,
  kJobChanged = 4,
  kHomeVisit = 5,
  kResumed = 6,
  kReturned = 7,
  kConfirmed = 8,
  kLostContact = 9,
  kLocalJobStarted = 10,
  kLocalJobEnded = 11,
};

struct OutcomeDraft {
  OutcomeType type;
  absl::CivilDay effective_date;
  bool month_only = false;  // DATE_PRECISION_MONTH
  // Of what begins or confirms a job, as the statement says them.
  std::string workplace_division_code;
  std::string employer_key;
  std::string occupation_code;
  int wage_cny_per_month = 0;
  bool self_employed = false;
};

// Why somebody counts as home: known to have been, or, though nobody saw them there, since a lost
// contact or a visit home lasted too long (ratio.md rules 2 and 3).
enum class HomeBy : std::uint8_t { kSeen, kLostContact, kVisitLapsed };

// What the store knows of the person on the day of the survey. kHome and kLost are as kUnknown.
struct KnownWhereabouts {
  Whereabouts whereabouts = Whereabouts::kUnknown;
  std::optional<absl::CivilDay> since;  // of the newest outcome
  std::string workplace_division_code;
  std::string employer_key;
  // The newest day on which they were home, or in a local job, or from which on they count as home.
  std::optional<absl::CivilDay> home_on;
  HomeBy home_by = HomeBy::kSeen;
};

struct SurveyOutcomes {
  std::vector<OutcomeDraft> drafts;  // in order; empty: nothing new
  std::vector<Warning> warnings;
};

// Pure. `survey_day`: the day the sheet speaks of.
SurveyOutcomes OutcomesOf(const SurveyStatement& statement, const KnownWhereabouts& known,
                          absl::CivilDay survey_day);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SURVEY_SURVEY_READER_H_
