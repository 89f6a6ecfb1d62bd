#ifndef LAOWU_SERVICES_INTAKE_IMPORT_CHANGES_H_
#define LAOWU_SERVICES_INTAKE_IMPORT_CHANGES_H_

// What somebody changed in a record since an import wrote it. Pure; thread-safe.

#include <string>
#include <vector>

#include "laowu/v1/vacancy_service.pb.h"
#include "laowu/v1/worker_service.pb.h"

namespace laowu::intake_role {

// Of a vacancy as somebody left it: equal while nobody has changed what it says or its state. Not
// what changes by itself: that its last day is over, that another says the same.
std::string StateDigest(const v1::Vacancy& vacancy);

// Names of the fields in which two vacancies differ, but for outputs, in the proto's order.
std::vector<std::string> ChangedFields(const v1::Vacancy& before, const v1::Vacancy& after);
// The same of two workers; of personal details each by itself.
std::vector<std::string> ChangedFields(const v1::Worker& before, const v1::Worker& after);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_IMPORT_CHANGES_H_
