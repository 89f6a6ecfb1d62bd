#include "services/runtime/answered_requests.h"

#include "laowu/internal/v1/stored.pb.h"
#include "services/runtime/digest.h"
#include "services/runtime/request_ids.h"
#include "services/runtime/stored_record.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::runtime {

namespace {

using storage::Table;

// Behind the entry of the answer, under a key of its own: an earlier program reads that one alone.
std::string AskedKey(absl::string_view name) { return storage::EncodeKey(name, "asked"); }

absl::StatusOr<std::string> LoadText(const storage::Reader& reader, const std::string& key) {
  LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadRecord<internal::v1::StoredReference>(
                                                reader, Table::kAnsweredRequests, key));
  return loaded.has_value() ? loaded->stored.name() : std::string();
}

std::string Stored(absl::string_view text) {
  internal::v1::StoredReference stored;
  stored.set_name(std::string(text));
  return stored.SerializeAsString();
}

}  // namespace

absl::StatusOr<std::string> LoadAnswer(const storage::Reader& reader, absl::string_view name) {
  return LoadText(reader, storage::EncodeKey(name));
}

void PlanAnswer(absl::string_view name, absl::string_view answer, absl::string_view asked,
                storage::Batch& batch) {
  const std::string key = storage::EncodeKey(name);
  batch.Require(Table::kAnsweredRequests, key, storage::kAbsent);
  batch.Put(Table::kAnsweredRequests, key, Stored(answer));
  if (asked.empty()) return;
  batch.Put(Table::kAnsweredRequests, AskedKey(name), Stored(Base32(Sha256(asked))));
}

absl::Status CheckAsked(const storage::Reader& reader, absl::string_view name,
                        absl::string_view asked) {
  LAOWU_ASSIGN_OR_RETURN(const std::string known, LoadText(reader, AskedKey(name)));
  if (known.empty() || known == Base32(Sha256(asked))) return absl::OkStatus();
  return RequestIdUsed();
}

}  // namespace laowu::runtime
