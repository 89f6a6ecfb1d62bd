#ifndef LAOWU_RATIO_ATTESTATION_H_
#define LAOWU_RATIO_ATTESTATION_H_

// Who may vouch for an outcome as what, what that is worth, and who was a registered organiser with
// a licence on a day (ratio.md, "Channels and evidence"). Nobody types a grade: it follows from the
// kind of attestation and the role of the caller. Pure; thread-safe.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "ratio/days.h"
#include "ratio/text_table.h"
#include "reference/policy.h"

namespace laowu::ratio {

// Numbers of laowu.v1.Attestation.Kind; on disk.
enum class AttestationKind : std::uint8_t {
  kUnspecified = 0,
  kVillageStatement = 1,
  kOrganizerRecord = 2,
  kWorkerConfirmation = 3,
  kOfficeConfirmation = 4,
  kEmployerConfirmation = 5,
  kPayrollMatch = 6,
  kOrganizerDenial = 7,  // "not ours": takes the worth of all others, for good
};

enum class PrincipalRole : std::uint8_t {
  kUnspecified = 0,
  kOffice = 1,
  kCountyBureau = 2,
  kCityBureau = 3,
  kMonitor = 4,
  kOrganizer = 5,
  kAdministrator = 6,
  kService = 7,
};

inline constexpr int kMaxEvidenceGrade = 5;
inline constexpr int kMaxGradeOfCounty = 3;

// What this kind is worth when the right one vouches: 0 (nothing, as a denial) to 5 (match with
// payroll).
int GradeOfKind(AttestationKind kind);

// Whether a caller in this role may attest this kind at all. The role rule alone: that an office
// vouches only for placements on its own vacancies, and an organiser only for outcomes that name
// it, is for the service to check, which knows the records.
bool MayAttest(PrincipalRole role, AttestationKind kind);

// The evidence grade, 0 if the role may not attest this kind, and of a denial. A county bureau
// never gets beyond 3, whatever it presents.
int GradeOf(PrincipalRole role, AttestationKind kind);

// As it comes from the placement role. It has a record time only: from then on it proves its
// outcome for all of that outcome's days.
struct Attestation {
  std::string name;     // outcomes/{outcome}/attestations/{attestation}; equal names: the same
  std::string outcome;  // outcomes/{outcome}
  AttestationKind kind = AttestationKind::kUnspecified;
  int grade = 0;  // as derived by GradeOf when it was recorded; 0..5
  absl::Time record_time;
  std::int64_t sequence = 0;
  bool passed_on = false;  // ORGANIZER_RECORD: not by the organiser itself

  friend bool operator==(const Attestation&, const Attestation&) = default;
};

struct AttestationRow {
  std::int64_t record_nanos;
  TextId name;  // without that of its outcome: few different ones, where people attest once
  AttestationKind kind;
  std::uint8_t grade;
  bool passed_on = false;

  friend bool operator==(const AttestationRow&, const AttestationRow&) = default;
};

AttestationRow MakeAttestationRow(const Attestation& attestation, TextTable& texts);

// What the attestations of one outcome prove as known at T. A denial leaves nothing of the rest:
// who is said to have organised it says that it did not.
struct Evidence {
  int grade = 0;
  bool organizer_record = false;  // one of them is the organiser's own record (rule 4)
  bool own_record = false;        // and the organiser gave one itself
  bool denied = false;            // the organiser says that it did not organise this
};
Evidence EvidenceAt(absl::Span<const AttestationRow> attestations, std::int64_t known_nanos);

// Append-only facts of an organiser. A licence cut short is a LICENCE voided and a shorter one
// recorded.
enum class OrganizerFactKind : std::uint8_t {
  kUnspecified = 0,
  kRegistered = 1,    // effective date: since when; before the first one it is taken as registered
  kDeregistered = 2,  // effective date: from that day on no more
  kLicence = 3,       // effective date to licence_end
  kVoided = 4,        // takes a fact back for every later T
};

struct OrganizerFact {
  std::string name;       // equal names are the same fact
  std::string organizer;  // organizers/{organizer}
  OrganizerFactKind kind = OrganizerFactKind::kUnspecified;
  absl::CivilDay effective_date;
  absl::Time record_time;
  std::int64_t sequence = 0;

  // REGISTERED: the channel it is registered for (LABOUR_COMPANY, COOPERATIVE, BROKER, …);
  // kUnspecified: for any.
  reference::Channel channel = reference::Channel::kUnspecified;
  std::optional<absl::CivilDay> licence_end;  // LICENCE: first day without; unset: no end known
  std::string voids;                          // VOIDED: the fact taken back
};

struct OrganizerFactRow {
  std::int64_t record_nanos;
  std::int64_t sequence;
  TextId name;
  TextId voids;
  DayNumber effective_day;
  DayNumber end_day;  // kFarDay if none
  OrganizerFactKind kind;
  reference::Channel channel;
};

OrganizerFactRow MakeOrganizerFactRow(const OrganizerFact& fact, TextTable& texts);

// What an organiser was on a day, as known at T. Facts equal in date, record time and sequence
// stand in the order given.
struct OrganizerOnDay {
  bool registered = false;  // for the channel asked for
  bool licensed = false;
};
OrganizerOnDay OrganizerOn(absl::Span<const OrganizerFactRow> rows, reference::Channel channel,
                           DayNumber day, std::int64_t known_nanos);

// Of the licences known at T, of an organiser that none of them covers on the day, the one that had
// ended last by then, else the first to begin after it. nullptr: none is known.
const OrganizerFactRow* NearestLicence(absl::Span<const OrganizerFactRow> rows, DayNumber day,
                                       std::int64_t known_nanos);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_ATTESTATION_H_
