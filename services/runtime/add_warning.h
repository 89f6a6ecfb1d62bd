#ifndef LAOWU_SERVICES_RUNTIME_ADD_WARNING_H_
#define LAOWU_SERVICES_RUNTIME_ADD_WARNING_H_

// What was taken, and someone should look at (proto/README.md has the reasons). Pure; thread-safe.

#include "absl/strings/string_view.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "laowu/v1/types.pb.h"

namespace laowu::runtime {

// Of vacancies; the intake role keeps it for the receipt.
inline constexpr char kOtherPayKind[] = "OTHER_PAY_KIND";

using Warnings = google::protobuf::RepeatedPtrField<v1::Warning>;

// Adds one without the text in question, and gives it back for what else belongs to it; it lives in
// `warnings`. `field_path` is a path in the record, `message` in Chinese and English.
v1::Warning* AddWarning(absl::string_view reason, absl::string_view field_path,
                        absl::string_view message, Warnings* warnings);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_ADD_WARNING_H_
