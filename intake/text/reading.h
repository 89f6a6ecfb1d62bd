#ifndef LAOWU_INTAKE_TEXT_READING_H_
#define LAOWU_INTAKE_TEXT_READING_H_

// What every reader of this folder hands back beside the record itself: where an inferred value
// came from, what was odd, and what makes the row unusable. Plain structs that mirror the messages
// of the same names; the intake role copies them over.

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace laowu::intake {

// A value that the office did not state as such: read from text, translated or assumed.
struct InferredField {
  std::string field_path;   // as in the proto: "min_wage_cny_per_month", "skill_requirements[2]"
  std::string source_text;  // the words it was read from, at most 128 characters; empty if assumed
  std::string rule;         // stable name: "wage.range", "wage.assume_26_days", "place.name"
  int confidence = 0;       // 0..100
};

// The row is accepted, but somebody should look.
struct Warning {
  std::string reason;  // one of the constants below
  std::string field_path;
  std::string
      source_text;      // at most 128 characters, never a person's name, phone or identity number
  std::string message;  // what was done and what to do, in Chinese and English
};

// The row is rejected. All violations of a row are reported at once.
struct Violation {
  std::string field_path;
  std::string source_text;  // as above
  std::string message;
};

// What a reader knows besides the row.
struct ReadContext {
  // The day the file speaks of: codes, names and ages are read as of it. Required.
  absl::CivilDay as_of;
  // Division of the office or bureau that sends the file ("442000", "520281"); names that mean
  // several places are looked for there first. May be empty.
  std::string home_division_code;
  // Name of the employer if the file is one employer's and has no such column. May be empty.
  std::string default_employer_name;
};

namespace reason {
inline constexpr absl::string_view kUnknownColumn = "UNKNOWN_COLUMN";
inline constexpr absl::string_view kWageNotUnderstood = "WAGE_NOT_UNDERSTOOD";
inline constexpr absl::string_view kWageImplausible = "WAGE_IMPLAUSIBLE";  // left unset
inline constexpr absl::string_view kWageUnusual = "WAGE_UNUSUAL";          // kept as stated
inline constexpr absl::string_view kWageDoubtful = "WAGE_DOUBTFUL";  // read, with a guess in it
inline constexpr absl::string_view kPlaceNotUnderstood = "PLACE_NOT_UNDERSTOOD";
inline constexpr absl::string_view kPlaceAmbiguous = "PLACE_AMBIGUOUS";
inline constexpr absl::string_view kPlaceNotFine = "PLACE_NOT_FINE";  // known only to a wider area
inline constexpr absl::string_view kPlaceConflict = "PLACE_CONFLICT";
inline constexpr absl::string_view kDivisionCodeDead = "DIVISION_CODE_DEAD";
inline constexpr absl::string_view kOccupationUnknown = "OCCUPATION_UNKNOWN";
inline constexpr absl::string_view kSkillUnknown = "SKILL_UNKNOWN";
inline constexpr absl::string_view kValueNotUnderstood = "VALUE_NOT_UNDERSTOOD";
// Somebody who is said to be unable to work, or to little: health is kept nowhere.
inline constexpr absl::string_view kWorkCapacity = "WORK_CAPACITY";
inline constexpr absl::string_view kValueOutOfRange = "VALUE_OUT_OF_RANGE";
inline constexpr absl::string_view kDateNotUnderstood = "DATE_NOT_UNDERSTOOD";
// As the vacancy role says it, which does not say it twice.
inline constexpr absl::string_view kAlreadyExpired = "ALREADY_EXPIRED";
inline constexpr absl::string_view kCreditCodeInvalid = "CREDIT_CODE_INVALID";
inline constexpr absl::string_view kContactRemoved = "CONTACT_REMOVED";
inline constexpr absl::string_view kConditionDropped =
    "CONDITION_DROPPED";                                             // sex, ethnicity, region
inline constexpr absl::string_view kFeeSuspected = "FEE_SUSPECTED";  // deposits, fees
inline constexpr absl::string_view kPayWithheld = "PAY_WITHHELD";    // pay or papers kept back
inline constexpr absl::string_view kFraudSuspected = "FRAUD_SUSPECTED";
inline constexpr absl::string_view kSeveralJobs = "SEVERAL_JOBS";  // in one row
inline constexpr absl::string_view kTextCut = "TEXT_CUT";
inline constexpr absl::string_view kListCut = "LIST_CUT";
inline constexpr absl::string_view kIdentityUpgraded = "IDENTITY_UPGRADED";  // 15 digits made 18
inline constexpr absl::string_view kIdentityConflict = "IDENTITY_CONFLICT";  // against a column
inline constexpr absl::string_view kConsentRefused = "CONSENT_REFUSED";      // the row says no
inline constexpr absl::string_view kConsentPending = "CONSENT_PENDING";      // not given yet
inline constexpr absl::string_view kCertificateExpired = "CERTIFICATE_EXPIRED";  // not held
inline constexpr absl::string_view kNotReached = "NOT_REACHED";  // by telephone: nothing is known
inline constexpr absl::string_view kBeforeKnownReturn =
    "BEFORE_KNOWN_RETURN";  // went out before they are known to have been home
inline constexpr absl::string_view kEarlierStands =
    "EARLIER_STANDS";  // what the same list recorded before it was mended stands
inline constexpr absl::string_view kNotLooking = "NOT_LOOKING";  // will not go away, or not work
}  // namespace reason

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TEXT_READING_H_
