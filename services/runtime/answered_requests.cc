#include "services/runtime/answered_requests.h"

#include "laowu/internal/v1/stored.pb.h"
#include "services/runtime/stored_record.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::runtime {

using storage::Table;

absl::StatusOr<std::string> LoadAnswer(const storage::Reader& reader, absl::string_view name) {
  LAOWU_ASSIGN_OR_RETURN(const auto loaded,
                         LoadRecord<internal::v1::StoredReference>(reader, Table::kAnsweredRequests,
                                                                   storage::EncodeKey(name)));
  return loaded.has_value() ? loaded->stored.name() : std::string();
}

void PlanAnswer(absl::string_view name, absl::string_view answer, storage::Batch& batch) {
  internal::v1::StoredReference stored;
  stored.set_name(std::string(answer));
  const std::string key = storage::EncodeKey(name);
  batch.Require(Table::kAnsweredRequests, key, storage::kAbsent);
  batch.Put(Table::kAnsweredRequests, key, stored.SerializeAsString());
}

}  // namespace laowu::runtime
