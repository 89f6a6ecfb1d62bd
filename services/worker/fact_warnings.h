#ifndef LAOWU_SERVICES_WORKER_FACT_WARNINGS_H_
#define LAOWU_SERVICES_WORKER_FACT_WARNINGS_H_

// What is worth a look of a fact that was recorded. Pure: no store, no clock.

#include <string>
#include <vector>

#include "google/protobuf/repeated_ptr_field.h"
#include "laowu/v1/worker_service.pb.h"

namespace laowu::worker {

// Whether `fact` is a FACT_VOIDED of one of `known` that is a death.
bool TakesDeathBack(const v1::WorkerFact& fact, const std::vector<v1::WorkerFact>& known);

// `sent` is what the request says; `stands` the fact that answers it, with its reference: one that
// stood already or the one recorded now; `known` all facts of the worker by now.
// REFERENCE_NOT_KEPT: it stood already with another reference or file, which is named.
// OTHER_DEATH_STANDS: of a death, or of one taken back, another stands (`related_names`: it).
// PERSONAL_NUMBER: the reference that was kept holds a telephone or identity number.
void WarnOfFact(const v1::WorkerFact& sent, const v1::WorkerFact& stands,
                const std::vector<v1::WorkerFact>& known,
                google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

// OTHER_DEATH_STANDS: the worker's death was taken back, while `behind`, a record that is merged
// into this one and may be another county's, is recorded as dead (`related_names`: it).
void WarnOfDeathBehind(const std::string& behind,
                       google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_FACT_WARNINGS_H_
