#ifndef LAOWU_SERVICES_MONITORING_NAMED_PUBLICATION_H_
#define LAOWU_SERVICES_MONITORING_NAMED_PUBLICATION_H_

// The publication that a request names, in the caller's scope.

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "ratio/reports.h"
#include "services/monitoring/monitoring_records.h"
#include "services/runtime/call_context.h"
#include "services/runtime/field_checks.h"
#include "storage/store.h"

namespace laowu::monitoring {

struct Named {
  std::string id;
  LoadedPublication loaded;
};
// The one named at `path`. One outside the caller's scope is NOT_FOUND: who calls learns nothing of
// what others hand in. `checks` has what was found wrong before.
absl::StatusOr<Named> LoadNamed(const storage::Reader& store, const runtime::CallContext& call,
                                absl::string_view path, const std::string& name,
                                runtime::FieldChecks& checks);

// The frozen query; INTERNAL if its policy is not in this build.
absl::StatusOr<ratio::FigureQuery> FrozenQuery(const v1::Publication& publication);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_NAMED_PUBLICATION_H_
