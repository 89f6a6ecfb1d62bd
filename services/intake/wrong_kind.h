#ifndef LAOWU_SERVICES_INTAKE_WRONG_KIND_H_
#define LAOWU_SERVICES_INTAKE_WRONG_KIND_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "intake/table/table_file.h"
#include "laowu/v1/intake_service.pb.h"

namespace laowu::intake_role {

// Why a table with these headers, on a sheet of this name (empty: it has none), is not what it was
// sent as, and what to send it as: people sent as vacancies above all, whose details an office's
// vacancies would show to everybody. What a sheet is called (招聘信息, 花名册) counts where no
// header says otherwise. Empty: nothing speaks against it. Pure.
std::string WhyNotOfKind(v1::Import::Kind kind, const std::vector<std::string>& headers,
                         absl::string_view sheet_name = "");

// Of the sheet that is open; a table in a text file has none.
std::string SheetNameOf(const intake::TableFile& file);
// Why a file (by its descriptor) that has no header of its kind, which `status` says, cannot be
// read: it may be one of another kind.
absl::Status WhyNoHeader(v1::Import::Kind kind, int descriptor, intake::OpenOptions options,
                         absl::Status status);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_WRONG_KIND_H_
