#ifndef LAOWU_SERVICES_INTAKE_ASKED_OUTCOMES_H_
#define LAOWU_SERVICES_INTAKE_ASKED_OUTCOMES_H_

#include "laowu/v1/placement_service.pb.h"

namespace laowu::intake_role {

// Of an answer about several people: whether each outcome is of the one that it bears the name of.
// It is not where a record was merged into one of those that were asked for: what was told of it
// stands among that one's outcomes, under its own name (ratio.md rule 8). An answer about one alone
// is all of that one. Pure.
bool TellsWhose(const v1::ListOutcomesRequest& asked, const v1::ListOutcomesResponse& answer);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_ASKED_OUTCOMES_H_
