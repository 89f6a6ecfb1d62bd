#include "services/placement/testimony.h"

#include "absl/strings/str_cat.h"
#include "services/placement/attestation_rules.h"
#include "services/placement/outcome_records.h"
#include "services/runtime/digest.h"

namespace laowu::placement {

std::string TestimonyId(absl::string_view word, absl::string_view principal_id) {
  return absl::StrCat(word, "-", runtime::Base32(runtime::Sha256(principal_id)).substr(0, 26));
}

bool IsToldAs(const Word& word, const v1::Outcome& outcome) {
  const std::string id = TestimonyId(word.id, outcome.recorded_by());
  return FindAttestation(outcome, AttestationName(outcome.name(), id)) != nullptr;
}

}  // namespace laowu::placement
