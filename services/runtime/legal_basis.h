#ifndef LAOWU_SERVICES_RUNTIME_LEGAL_BASIS_H_
#define LAOWU_SERVICES_RUNTIME_LEGAL_BASIS_H_

// What a row of an import makes of the legal basis on record: silence erases nothing. Pure;
// thread-safe.

#include "laowu/v1/worker_service.pb.h"

namespace laowu::runtime {

// Whether a row says no and nothing more: a consent that ends, without reference or beginning.
bool RefusesConsent(const v1::Worker& worker);

// Whether a row leaves the stored legal basis: it states none, or it states a consent again that
// was withdrawn since. Only one given after the withdrawal, or a duty, takes its place. A refusal
// leaves a duty, a consent of a later day and what was withdrawn before.
bool KeepsLegalBasis(const v1::Worker& sent, const v1::Worker& stored);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_LEGAL_BASIS_H_
