#ifndef LAOWU_SERVICES_INTAKE_WRONG_KIND_H_
#define LAOWU_SERVICES_INTAKE_WRONG_KIND_H_

#include <string>
#include <vector>

#include "laowu/v1/intake_service.pb.h"

namespace laowu::intake_role {

// Why a table with these headers is not what it was sent as, and what to send it as: people sent as
// vacancies above all, whose details an office's vacancies would show to everybody. Empty: nothing
// speaks against it. Pure.
std::string WhyNotOfKind(v1::Import::Kind kind, const std::vector<std::string>& headers);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_WRONG_KIND_H_
