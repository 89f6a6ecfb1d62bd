#ifndef LAOWU_SERVICES_RUNTIME_RECORD_FIELDS_H_
#define LAOWU_SERVICES_RUNTIME_RECORD_FIELDS_H_

// What every resource shares: etag, times, provenance, audit.

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "google/protobuf/timestamp.pb.h"
#include "laowu/internal/v1/stored.pb.h"
#include "services/runtime/call_context.h"
#include "storage/store.h"

namespace laowu::runtime {

// The record's version, quoted (AIP-154).
std::string EtagOf(storage::Sequence version);

// ABORTED with ETAG_MISMATCH if `etag` is given and is not the version's. Asked before anything is
// said of what the request would change, nothing too; not of a request that is sent again
// (request_ids.h).
absl::Status CheckEtag(absl::string_view etag, storage::Sequence version,
                       absl::string_view resource_name);

google::protobuf::Timestamp ToTimestamp(absl::Time time);  // whole microseconds
absl::Time ToTime(const google::protobuf::Timestamp& timestamp);

// Parses a stored value; DATA_LOSS naming the table, never the content.
absl::Status ParseStored(const storage::Record& record, absl::string_view table_name,
                         google::protobuf::Message* message);

// The same into a message that has some fields already: a submessage that lives elsewhere, on an
// arena say, and was lent to it (unsafe_arena_set_allocated_…), is filled where it is. Take it back
// whatever comes.
absl::Status MergeStored(const storage::Record& record, absl::string_view table_name,
                         google::protobuf::Message* message);

// Of a record made or changed by `call`.
internal::v1::Provenance ProvenanceOf(const CallContext& call, absl::string_view request_id);

// Adds who did what to `batch`; the store tells it in the commit of what it tells.
struct AuditEntry {
  std::vector<std::string> resources;
  std::vector<std::string> fields;
  std::string purpose;
  std::string request_id;
};
void AddAudit(const CallContext& call, const AuditEntry& entry, storage::Batch& batch);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_RECORD_FIELDS_H_
