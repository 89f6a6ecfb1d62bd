#include "services/runtime/legal_basis.h"

#include "services/runtime/record_fields.h"

namespace laowu::runtime {

bool RefusesConsent(const v1::Worker& worker) {
  const auto& basis = worker.legal_basis();
  return basis.kind() == v1::Worker::LegalBasis::CONSENT && basis.has_withdraw_time() &&
         !basis.has_effective_time() && basis.reference().empty();
}

bool KeepsLegalBasis(const v1::Worker& sent, const v1::Worker& stored) {
  if (!sent.has_legal_basis()) return true;
  const auto& said = sent.legal_basis();
  const auto& known = stored.legal_basis();
  if (RefusesConsent(sent)) {
    return known.kind() == v1::Worker::LegalBasis::STATUTORY_DUTY ||
           (known.has_withdraw_time() &&
            ToTime(known.withdraw_time()) <= ToTime(said.withdraw_time())) ||
           (known.has_effective_time() &&
            ToTime(known.effective_time()) > ToTime(said.withdraw_time()));
  }
  const bool withdrawn =
      known.kind() == v1::Worker::LegalBasis::CONSENT && known.has_withdraw_time();
  if (!withdrawn || said.kind() != v1::Worker::LegalBasis::CONSENT || said.has_withdraw_time()) {
    return false;
  }
  return !said.has_effective_time() ||
         ToTime(said.effective_time()) <= ToTime(known.withdraw_time());
}

}  // namespace laowu::runtime
