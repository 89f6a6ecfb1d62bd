#ifndef LAOWU_SERVICES_WORKER_FACT_CHECKS_H_
#define LAOWU_SERVICES_WORKER_FACT_CHECKS_H_

// What a dated fact must say to be taken, by itself; what it may follow: fact_rules.h. Pure;
// thread-safe.

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/field_checks.h"

namespace laowu::worker {

// What takes a person who is away out of a county's figures without coming home: dead, registered
// elsewhere, rural no longer, born later. Such a fact says where it can be looked up, always:
// whether somebody is away is not this role's to know.
bool NeedsReference(const v1::WorkerFact& fact);

// Every violation of a fact as sent to RecordWorkerFact: kind, date (not after `today`), the
// value of its kind and no other, the reference or file that NeedsReference asks for.
void CheckFact(const v1::WorkerFact& fact, absl::string_view path, absl::CivilDay today,
               runtime::FieldChecks& checks);

// Every violation of a reference or file digest at `path`. `why_asked`: why there must be one;
// empty: there need not.
void CheckReference(const v1::WorkerFact& fact, absl::string_view path, absl::string_view why_asked,
                    absl::CivilDay today, runtime::FieldChecks& checks);

// Why a BIRTH_DATE cannot hold beside the identity number on record, which says the date itself (GB
// 11643); empty if it can. Tells neither.
std::string WhyAgainstNumber(const v1::WorkerFact& fact, absl::string_view identity_number,
                             absl::CivilDay today);

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_FACT_CHECKS_H_
