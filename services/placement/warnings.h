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
// change or confirm; after a visit home that has lapsed (rule 2) it names the visit, and advises a
// RESUMED, since an arrival would begin another time away; after a LOST_CONTACT that has lapsed
// (rule 3) it names that, whose taking back restores the time away. WORKER_AWAY: an ARRIVED that
// names no placement, or an OPENING_BALANCE, of who is away on that day already. ORPHANS_OTHERS:
// others find nothing any more because of it. STANDS_AFTER_RETURN: it begins a time away, and a
// return of its day, or of the month that it is told by, stands before it (rules 16 and 20) and so
// ends nothing.
void WarnOfFindings(absl::string_view outcome_name, absl::Span<const v1::Outcome> of_record,
                    absl::Span<const v1::Outcome> of_other_records, absl::Time now,
                    Warnings* warnings);

// Of what begins a job by a channel that counts as organised. ORGANIZER_MISSING: it names no
// organiser, and either the channel counts with a registered one alone, or no placement stands for
// it: then one side's word is all there is, and the signal NO_PLACEMENT names it.
// Says what adds one: within the days of rule 6 a CONFIRMED, later the same outcome recorded anew.
// The 30 days run from the day that the outcome is dated to, whenever it became known: rule 6
// counts from a spell's start, and holds the day that a CONFIRMED is dated to against it. So of an
// arrival that is recorded two months late they are over at once.
void WarnOfOrganizer(const v1::Outcome& outcome, absl::CivilDay today, Warnings* warnings);

// Of what begins a job on `day`, or, with `proposed`, of a proposal of that day, by a channel that
// counts with a licence in force alone. LICENCE_NOT_IN_FORCE: `organizer`, as known now, has none
// on the day.
void WarnOfLicence(v1::Channel channel, const v1::Organizer& organizer, absl::CivilDay day,
                   bool proposed, Warnings* warnings);

// Of what begins a job, but for an opening balance, which is of the past by its nature. LONG_AGO:
// more than ten years before `today`; a mistyped year would make somebody away since then.
void WarnOfLongAgo(const v1::Outcome& outcome, absl::CivilDay today, Warnings* warnings);

// Of an attestation that was given. PERSONAL_NUMBER: its reference holds a telephone or identity
// number (runtime/masked_text.h), which the last four digits would do for.
void WarnOfReference(const v1::Attestation& attestation, absl::string_view field_path,
                     Warnings* warnings);

// Of an attestation. OUTCOME_VOIDED: what it is of was taken back (ratio.md rule 14), so that it
// counts for nothing; `kept`: it was stored all the same. Else, of a row that names the outcome, it
// was not.
void WarnOfVoided(absl::string_view outcome_name, absl::string_view field_path, bool kept,
                  Warnings* warnings);

// Of a proposal. CHANNEL_MISSING: it states no channel, so the arrival that is confirmed by it has
// none and stands among the unknown (ratio.md, U), where an office cannot mend it.
void WarnOfChannel(const v1::Placement& placement, Warnings* warnings);

// Of a proposal, given where its worker stands: a proposal may be made to anybody, and is worth
// less to who is bound. WORKER_COMMITTED: by another placement, `live_placement`, which stands in
// the way of accepting this one. WORKER_AWAY: away to work.
void WarnOfWhereabouts(absl::string_view placement_name, const std::string& live_placement,
                       const v1::WorkerState& state, Warnings* warnings);

// Of something that was taken back, so that `placement_name` would be in state `would_be` again:
// WORKER_COMMITTED: another, `binds`, binds the person by now, and so it stays ENDED.
void WarnOfStaysEnded(absl::string_view placement_name, v1::Placement::State would_be,
                      absl::string_view binds, Warnings* warnings);
// The same: two placements of the person's merged records (rule 8) bind them at once by now.
void WarnOfBoundTwice(absl::string_view placement_name, absl::string_view other,
                      Warnings* warnings);
// Of a placement that holds an opening of its vacancy again, which had been free meanwhile.
// OPENING_TAKEN: how many are taken by now; whether that is more than are wanted, only the vacancy
// says. Nothing if it is the only one.
void WarnOfOpening(absl::string_view placement_name, absl::string_view vacancy, int taken_count,
                   Warnings* warnings);

// Of a proposal of a record that was merged into `stands`. RECORD_MERGED: it holds an opening and
// cannot be accepted.
void WarnOfMergedRecord(const v1::Placement& placement, absl::string_view stands,
                        Warnings* warnings);

// Of a placement that was ended by hand while its worker is in the job by the record (the caller
// knows). STILL_AWAY: ending it records nothing of the person, who counts as away until somebody
// tells otherwise.
void WarnOfStillAway(const v1::Placement& placement, Warnings* warnings);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_WARNINGS_H_
