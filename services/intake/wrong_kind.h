#ifndef LAOWU_SERVICES_INTAKE_WRONG_KIND_H_
#define LAOWU_SERVICES_INTAKE_WRONG_KIND_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "laowu/v1/intake_service.pb.h"

namespace laowu::intake_role {

// Why a table with these headers, on a sheet of this name (empty: it has none), is not what it was
// sent as, and what to send it as: people sent as vacancies above all, whose details an office's
// vacancies would show to everybody. What a sheet is called (招聘信息, 花名册) counts where no
// header says otherwise. Empty: nothing speaks against it. Pure.
std::string WhyNotOfKind(v1::Import::Kind kind, const std::vector<std::string>& headers,
                         absl::string_view sheet_name = "");

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_WRONG_KIND_H_
