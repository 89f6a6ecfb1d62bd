#ifndef LAOWU_SERVICES_PLACEMENT_WARNINGS_H_
#define LAOWU_SERVICES_PLACEMENT_WARNINGS_H_

// What was recorded and stands, but is worth a look (proto/README.md, "Warnings"): told in the
// answer to whoever has just recorded it. Pure. Adds to `warnings`.

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/types.pb.h"

namespace laowu::placement {

using Warnings = google::protobuf::RepeatedPtrField<v1::Warning>;

// Of an outcome of the record, given those of the person's other records too (rule 8), which may be
// another bureau's: they are judged with, and not named. Rows come in any order (ratio.md rule 0),
// and so a return before every arrival is taken. NOT_AWAY_THEN: it finds nothing that it could end,
// change or confirm. ORPHANS_OTHERS: others find nothing any more because of it.
void WarnOfFindings(absl::string_view outcome_name, absl::Span<const v1::Outcome> of_record,
                    absl::Span<const v1::Outcome> of_other_records, absl::Time now,
                    Warnings* warnings);

// Of what begins a job by a channel that counts as organised. ORGANIZER_MISSING: it names no
// organiser, and either the channel counts with a registered one alone, or no placement stands for
// it: then one side's word is all there is, and the signal NO_PLACEMENT names it.
// Says what adds one: within the days of rule 6 a CONFIRMED, later the same outcome recorded anew.
void WarnOfOrganizer(const v1::Outcome& outcome, absl::CivilDay today, Warnings* warnings);

// Of what begins a job, but for an opening balance, which is of the past by its nature. LONG_AGO:
// more than ten years before `today`; a mistyped year would make somebody away since then.
void WarnOfLongAgo(const v1::Outcome& outcome, absl::CivilDay today, Warnings* warnings);

// Of a CONFIRMED, as WarnOfFindings. CLAIM_NOT_PROVEN: on its day the figures have the person as
// claimed and not proven for want of what broad asks for, also with this one and all that is
// attested by now (ratio::UnprovenClaim; rule 6: later than 30 days after leaving it proves
// nothing).
void WarnOfClaim(absl::string_view outcome_name, absl::Span<const v1::Outcome> of_record,
                 absl::Span<const v1::Outcome> of_other_records, absl::Time now,
                 Warnings* warnings);

// Of a proposal. CHANNEL_MISSING: it states no channel, so the arrival that is confirmed by it has
// none and stands among the unknown (ratio.md, U), where an office cannot mend it.
void WarnOfChannel(const v1::Placement& placement, Warnings* warnings);

// Of a proposal, given where its worker stands: a proposal may be made to anybody, and is worth
// less to who is bound. WORKER_COMMITTED: by another placement, `live_placement`, which stands in
// the way of accepting this one. WORKER_AWAY: away to work.
void WarnOfWhereabouts(absl::string_view placement_name, const std::string& live_placement,
                       const v1::WorkerState& state, Warnings* warnings);

// Of a placement that was ended by hand while its worker is in the job by the record (the caller
// knows). STILL_AWAY: ending it records nothing of the person, who counts as away until somebody
// tells otherwise.
void WarnOfStillAway(const v1::Placement& placement, Warnings* warnings);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_WARNINGS_H_
