#include "services/monitoring/named_publication.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/monitoring/publication_rules.h"
#include "services/runtime/access.h"
#include "services/runtime/errors.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/resource_name.h"
#include "storage/status_macros.h"

namespace laowu::monitoring {

absl::StatusOr<Named> LoadNamed(const storage::Reader& store, const runtime::CallContext& call,
                                absl::string_view path, const std::string& name,
                                runtime::FieldChecks& checks) {
  Named named;
  named.id = runtime::RequireName("publications/*", path, name, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(auto loaded, LoadPublication(store, named.id));
  if (!loaded.has_value() ||
      !runtime::DivisionInScope(call.principal,
                                loaded->stored.publication().outbound_ratio().division_code())) {
    return runtime::NotFound("publication", name);
  }
  named.loaded = *std::move(loaded);
  return named;
}

absl::StatusOr<ratio::FigureQuery> FrozenQuery(const v1::Publication& publication) {
  const ratio::FigureQuery query = QueryOf(publication);
  if (query.policy != nullptr) return query;
  return absl::InternalError(
      absl::StrCat("this build has no policy ", publication.outbound_ratio().policy().version()));
}

}  // namespace laowu::monitoring
