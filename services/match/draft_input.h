#ifndef LAOWU_SERVICES_MATCH_DRAFT_INPUT_H_
#define LAOWU_SERVICES_MATCH_DRAFT_INPUT_H_

// What is read of a draft: what somebody could state. A draft that is a copy of a stored record
// bears what only answers have too, and neither who fits it nor who comes first of equal scores
// may hang on that. Pure.

#include "laowu/v1/vacancy_service.pb.h"
#include "laowu/v1/worker_service.pb.h"

namespace laowu::match {

// Without state, provenance, times, etag, warnings and what the server derives. The last day is
// stated and stays.
v1::Vacancy StatedOf(v1::Vacancy draft);
// The same; a worker's state can be stated, and goes because no draft is shown to anybody.
v1::Worker StatedOf(v1::Worker draft);

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_DRAFT_INPUT_H_
