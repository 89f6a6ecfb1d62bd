#ifndef LAOWU_SERVICES_MONITORING_PUBLICATION_RULES_H_
#define LAOWU_SERVICES_MONITORING_PUBLICATION_RULES_H_

// What a publication is: its query, its hash, and who may move it on. Pure.

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "laowu/v1/monitoring_service.pb.h"
#include "ratio/reports.h"
#include "services/runtime/principal.h"

namespace laowu::monitoring {

// The figure that was frozen, as it was asked for. INTERNAL if its policy is not in this build.
absl::StatusOr<ratio::FigureQuery> QueryOf(const v1::Publication& publication);

// SHA-256 in hex of the canonical text (ratio/publication.h). `persons` bear their names, of which
// `pseudonym_key` makes pseudonyms: the first 16 bytes, in hex, of the HMAC-SHA-256.
std::string HashOf(const v1::Publication& publication, std::vector<ratio::PersonStanding> persons,
                   const std::string& pseudonym_key);

// Whether `principal` may move it to `state`. A bureau submits; a city bureau or an administrator
// returns or accepts, and is not who submitted. FAILED_PRECONDITION for a state that it cannot
// come to from where it is; PERMISSION_DENIED for who may not.
absl::Status CheckAdvance(const v1::Publication& publication, v1::Publication::State state,
                          const runtime::Principal& principal);

// Moves it on.
void Sign(v1::Publication::State state, const std::string& signed_by, absl::Time now,
          const std::string& comment, v1::Publication& publication);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_PUBLICATION_RULES_H_
