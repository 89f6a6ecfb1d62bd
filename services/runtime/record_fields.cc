#include "services/runtime/record_fields.h"

#include "absl/strings/str_cat.h"
#include "services/runtime/digest.h"
#include "services/runtime/errors.h"
#include "storage/key.h"

namespace laowu::runtime {

std::string EtagOf(storage::Sequence version) { return absl::StrCat("\"", version, "\""); }

absl::Status CheckEtag(absl::string_view etag, storage::Sequence version,
                       absl::string_view resource_name) {
  if (etag.empty() || etag == EtagOf(version)) return absl::OkStatus();
  if (version == storage::kAbsent) {
    return Error(absl::StatusCode::kAborted, reasons::kEtagMismatch,
                 absl::StrCat("没有这条记录，谈不上它的 etag；要新建，请去掉 etag / There is no ",
                              resource_name,
                              ", of which the etag could be; to make one, leave the etag out."));
  }
  return Error(absl::StatusCode::kAborted, reasons::kEtagMismatch,
               absl::StrCat("记录已被别人改过，请重新打开再改 / ", resource_name,
                            " has changed since it was read (its etag is now ", EtagOf(version),
                            "). Read it again, look at the change, and try again."));
}

google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  google::protobuf::Timestamp out;
  int64_t micros = absl::ToUnixMicros(time);
  int64_t seconds = micros / 1'000'000;
  if (micros % 1'000'000 < 0) --seconds;
  out.set_seconds(seconds);
  out.set_nanos(static_cast<int32_t>((micros - seconds * 1'000'000) * 1'000));
  return out;
}

absl::Time ToTime(const google::protobuf::Timestamp& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) + absl::Nanoseconds(timestamp.nanos());
}

absl::Status ParseStored(const storage::Record& record, absl::string_view table_name,
                         google::protobuf::Message* message) {
  message->Clear();
  return MergeStored(record, table_name, message);
}

absl::Status MergeStored(const storage::Record& record, absl::string_view table_name,
                         google::protobuf::Message* message) {
  if (message->MergeFromString(record.value)) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat("a record of table ", table_name, ", version ",
                                          record.version, ", cannot be read"));
}

internal::v1::Provenance ProvenanceOf(const CallContext& call, absl::string_view request_id) {
  internal::v1::Provenance provenance;
  provenance.set_recorded_by(call.principal.id);
  provenance.set_request_id(std::string(request_id));
  *provenance.mutable_create_time() = ToTimestamp(call.now);
  return provenance;
}

void AddAudit(const CallContext& call, const AuditEntry& entry, storage::Batch& batch) {
  internal::v1::AuditRecord record;
  record.set_principal(call.via_service ? "service" : call.principal.id);
  if (call.via_service) record.set_on_behalf_of(call.principal.id);
  record.set_method(call.method);
  for (const std::string& resource : entry.resources) record.add_resources(resource);
  for (const std::string& field : entry.fields) record.add_fields(field);
  record.set_purpose(entry.purpose);
  record.set_request_id(entry.request_id);
  const std::string key = storage::EncodeKey(NewId(call.now));
  batch.Require(storage::Table::kAudit, key, storage::kAbsent);
  batch.Put(storage::Table::kAudit, key, record.SerializeAsString());
}

}  // namespace laowu::runtime
