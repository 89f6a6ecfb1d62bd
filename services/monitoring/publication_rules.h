#ifndef LAOWU_SERVICES_MONITORING_PUBLICATION_RULES_H_
#define LAOWU_SERVICES_MONITORING_PUBLICATION_RULES_H_

// What a publication is: its query, its hash, and who may move it on. Pure.

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "laowu/v1/monitoring_service.pb.h"
#include "ratio/publication.h"
#include "ratio/reports.h"
#include "services/runtime/principal.h"

namespace laowu::monitoring {

// The figure that was frozen, as it was asked for. Its policy is null if this build has none of
// that version.
ratio::FigureQuery QueryOf(const v1::Publication& publication);

// The first 16 bytes, in hex, of the HMAC-SHA-256 of a name.
std::string PseudonymOf(absl::string_view name, const std::string& pseudonym_key);
// What the canonical text (ratio/publication.h) says beside the persons.
ratio::PublishedFigure FigureOf(const v1::Publication& publication);
// The SHA-256 of the canonical text in hex. `persons` bear their names.
std::string HashOf(const v1::Publication& publication, std::vector<ratio::PersonStanding> persons,
                   const std::string& pseudonym_key);

// Why a publication is not moved on.
enum class Refusal : std::uint8_t {
  kNone,
  kWrongState,    // it does not come to that state from where it is
  kCountyBureau,  // a city bureau or an administrator returns or accepts
  kOwn,           // who submitted it neither returns nor accepts it
};
// Whether `principal` may move it to `state`: SUBMITTED from DRAFT, RETURNED or ACCEPTED from
// SUBMITTED, RETURNED from ACCEPTED.
Refusal CheckAdvance(const v1::Publication& publication, v1::Publication::State state,
                     const runtime::Principal& principal);

// Whether both are of one figure, whatever was known of it: the same division, day and policy as
// applied. Of those at most one is ACCEPTED.
bool OfOneFigure(const v1::Publication& a, const v1::Publication& b);

// Moves it on.
void Sign(v1::Publication::State state, const std::string& signed_by, absl::Time now,
          const std::string& comment, v1::Publication& publication);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_PUBLICATION_RULES_H_
