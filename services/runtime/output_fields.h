#ifndef LAOWU_SERVICES_RUNTIME_OUTPUT_FIELDS_H_
#define LAOWU_SERVICES_RUNTIME_OUTPUT_FIELDS_H_

// The fields of records that only the server sets, beside name and etag, which every record has: a
// row, an update and a draft pass over them, and they are no change of what somebody stated.

#include "absl/strings/string_view.h"

namespace laowu::runtime {

inline constexpr absl::string_view kVacancyOutputs[] = {
    "state",    "inferred_fields", "incomplete_fields", "duplicate_group",
    "warnings", "recorded_by",     "create_time",       "update_time"};

inline constexpr absl::string_view kWorkerOutputs[] = {
    "inferred_fields", "death_date",  "merged_into", "merged_workers", "erase_time",
    "warnings",        "recorded_by", "create_time", "update_time"};

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_OUTPUT_FIELDS_H_
