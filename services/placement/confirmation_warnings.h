#ifndef LAOWU_SERVICES_PLACEMENT_CONFIRMATION_WARNINGS_H_
#define LAOWU_SERVICES_PLACEMENT_CONFIRMATION_WARNINGS_H_

// What a confirmation, or what vouches for an outcome, does not do for the figures, and what would
// (proto/README.md, "Warnings"): told in the answer to whoever has just recorded it, worked out by
// the code of the figures, by the county's boundary around where the outcome has the worker
// registered. Pure. Adds to `warnings`.
//
// Given are the outcomes of the record, and those of the person's other records (ratio.md rule 8),
// which may be another bureau's: they are judged with, and not named.

#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "laowu/v1/placement_service.pb.h"
#include "services/placement/warnings.h"

namespace laowu::placement {

// How an outcome vouches.
enum class Vouching : std::uint8_t {
  kRow,            // by a row of an import
  kVillageRow,     // by one that a village alone stands for
  kOtherPlaceRow,  // by one that names an outcome and tells another place, so not for that one
  kOtherWayRow,    // the same of channel or organiser
  kConfirmation,   // as a CONFIRMED that is recorded alone
  kAttestation,    // by an attestation of it
};
// Of a row that names `named`: kOtherPlaceRow or kOtherWayRow if it differs from it, else
// `by_whom`.
Vouching VouchingByRow(const v1::Outcome& row, const v1::Outcome& named, Vouching by_whom);

// Of a CONFIRMED, as WarnOfConfirmation, or of whatever was attested: on its day the figures have
// the person as claimed and not proven for want of what broad asks for, also with this one and all
// that is attested by now (ratio::UnprovenClaim). Of what was attested, where it is itself what
// decides, or a CONFIRMED. CLAIM_NOT_PROVEN: for want of proof (up to 30 days after the spell began
// of who vouches; rule 6: later it proves nothing), of a named organiser, of its word, or, of a job
// begun while away, of a placement or the organiser's own record (rule 4), for which no call
// stands. What no proof mends is told apart: ORGANIZER_NOT_REGISTERED, for this channel;
// LICENCE_NOT_IN_FORCE, on the day the job began. `organizers`: those that the outcomes name, as
// known now; one that is not among them is not registered.
void WarnOfClaim(absl::string_view outcome_name, Vouching how,
                 absl::Span<const v1::Outcome> of_record,
                 absl::Span<const v1::Outcome> of_other_records,
                 absl::Span<const v1::Organizer> organizers, absl::Time now, Warnings* warnings);
// Whether a channel of them counts as organised: most rows of a long file are of people whom nobody
// claims, and need no look at organisers.
bool AnyClaims(absl::Span<const v1::Outcome> outcomes);

// Of a CONFIRMED; of anything else nothing. ON_VISIT: it falls into a visit home that it does not
// end (rule 2), and which lapses without RESUMED, or has. RELABEL_WITHOUT_PLACEMENT: its channel is
// another than the job's, and is taken as reported alone (rules 5 and 6), since there is no new job
// or placement, or since it is later than 30 days after the spell began.
void WarnOfConfirmation(absl::string_view outcome_name, absl::Span<const v1::Outcome> of_record,
                        absl::Span<const v1::Outcome> of_other_records, absl::Time now,
                        Warnings* warnings);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_CONFIRMATION_WARNINGS_H_
