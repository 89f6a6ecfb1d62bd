#ifndef LAOWU_SERVICES_INTAKE_STATEMENT_OUTCOMES_H_
#define LAOWU_SERVICES_INTAKE_STATEMENT_OUTCOMES_H_

// What a list says of a person's whereabouts, held against what the placement role has on record →
// outcomes (the table is in intake/survey/survey_reader.h). Where the person stands is told by the
// code of the figures (ratio/spells.h). Pure; thread-safe.
//
// The same list again must change nothing: what it recorded the last time would be known now, and
// "away" would be told a second time, as CONFIRMED. Hence what it recorded last is left out of what
// is known: those of its own outcomes, a statement's one or two among those of earlier, since
// mended rows, to which the list comes again without them. Where it comes to none (a row mended
// now), all counts; where the date of a beginning was mended, the row says which of its own
// outcomes stand in its way (EARLIER_STANDS).

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "intake/survey/survey_reader.h"
#include "laowu/v1/placement_service.pb.h"

namespace laowu::intake_role {

// The day it counts from (ratio.md rule 20).
absl::CivilDay CountingDayOf(const v1::Outcome& outcome);
// Those that a VOIDED has not taken back, without the VOIDED; the newest first.
std::vector<const v1::Outcome*> Standing(absl::Span<const v1::Outcome> on_record);

// Where the person stands on `day` by what is on record, effective by then. Employers are not told:
// a list's name of one says nothing against a code.
intake::KnownWhereabouts KnownOn(absl::Span<const v1::Outcome> on_record, absl::CivilDay day);

struct Statement {
  intake::SurveyStatement said;
  // What every outcome of a job bears beside what was said: channel, organiser, placement,
  // employer.
  v1::Outcome job;
  absl::CivilDay day;  // of which the list speaks
};

struct StatedOutcomes {
  std::vector<v1::Outcome> outcomes;  // in order, with the worker of `job`; empty: nothing new
  std::vector<intake::Warning> warnings;
  std::string explanation;  // known, said, what follows; Chinese and English, nothing personal
};

// `is_own`: whether an outcome on record comes from this list.
StatedOutcomes OutcomesOf(const Statement& statement, absl::Span<const v1::Outcome> on_record,
                          absl::FunctionRef<bool(const v1::Outcome&)> is_own);

// Of a row of outcomes that says "away" and no more: as one dated on its own date, or `as_of`.
Statement AwayStatement(const v1::Outcome& read, absl::CivilDay as_of);
// Of one that says that nobody was reached by telephone: nothing comes of it but a warning.
Statement NotReachedStatement(absl::CivilDay as_of);
// Whether an outcome on record may be what a row that says "away" recorded before.
bool MayBeOfAway(const Statement& statement, const v1::Outcome& on_record);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_STATEMENT_OUTCOMES_H_
