#ifndef LAOWU_SERVICES_INTAKE_DRAFTS_TO_PROTO_H_
#define LAOWU_SERVICES_INTAKE_DRAFTS_TO_PROTO_H_

// The only meeting of readers and messages. Pure.

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "intake/vacancy/vacancy_reader.h"
#include "intake/worker/worker_reader.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "laowu/v1/worker_service.pb.h"

namespace laowu::intake_role {

v1::Vacancy ToVacancy(const intake::VacancyDraft& draft);
// `as_of`: the day of the row, on which a consent ends that it refuses.
v1::Worker ToWorker(const intake::WorkerDraft& draft, absl::CivilDay as_of);

void AddInferred(const std::vector<intake::InferredField>& from,
                 google::protobuf::RepeatedPtrField<v1::InferredField>* to);
void AddWarnings(const std::vector<intake::Warning>& from,
                 google::protobuf::RepeatedPtrField<v1::Warning>* to);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_DRAFTS_TO_PROTO_H_
