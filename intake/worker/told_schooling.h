#ifndef LAOWU_INTAKE_WORKER_TOLD_SCHOOLING_H_
#define LAOWU_INTAKE_WORKER_TOLD_SCHOOLING_H_

// The schooling that people tell of themselves in remarks: "高中毕业", "初中文化", "读到小学",
// "没读过书". For worker_reader.cc. Pure and thread-safe.

#include <optional>

#include "absl/strings/string_view.h"
#include "intake/facts/facts.h"
#include "intake/facts/facts.h"  // EducationLevel

namespace laowu::intake {

// The highest that is told. Not what a relative has (女儿高中毕业), is not finished (大专在读) or
// is taught (教小学、初中); "高中没读完" is junior middle school.
std::optional<Found<EducationLevel>> FindSchoolingTold(absl::string_view text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WORKER_TOLD_SCHOOLING_H_
