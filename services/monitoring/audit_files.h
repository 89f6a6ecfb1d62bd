#ifndef LAOWU_SERVICES_MONITORING_AUDIT_FILES_H_
#define LAOWU_SERVICES_MONITORING_AUDIT_FILES_H_

// Files that every audit pack has, put into the binary by laowu_embed.

#include "absl/strings/string_view.h"

namespace laowu::embedded {

extern const absl::string_view kVerifyRatioProgram;  // deploy/audit/verify_ratio.py
extern const absl::string_view kAuditSampleProgram;  // deploy/audit/audit_sample.py
extern const absl::string_view kAuditPackReadme;     // deploy/audit/README.md

}  // namespace laowu::embedded

#endif  // LAOWU_SERVICES_MONITORING_AUDIT_FILES_H_
