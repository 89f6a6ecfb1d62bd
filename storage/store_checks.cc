#include "storage/store_checks.h"

#include <random>

#include "absl/strings/str_cat.h"

namespace laowu::storage {

absl::Status CheckUsable(Table table) {
  if (FindTable(table) != nullptr && !IsReserved(table)) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("table ", static_cast<int>(table), " is unknown, or the store's own"));
}

absl::Status CheckLimit(int limit) {
  if (limit >= 1 && limit <= kMaxRecordsPerRead) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("a read of ", limit, " records; 1 to ", kMaxRecordsPerRead, " are allowed"));
}

absl::Status CheckNotTruncated(Sequence after, Sequence oldest_sequence) {
  if (after >= oldest_sequence - 1) return absl::OkStatus();
  return absl::OutOfRangeError(absl::StrCat("changes after ", after,
                                            " are no longer kept; the oldest is ", oldest_sequence,
                                            ": start again from the records"));
}

absl::Status CheckVersion(const Batch::Operation& requirement, Sequence version) {
  if (requirement.version == version) return absl::OkStatus();
  return absl::AbortedError(absl::StrCat("a record in ", FindTable(requirement.table)->name,
                                         " has version ", version, ", not ", requirement.version,
                                         " as required: read it again"));
}

absl::Status QueueDeadlineError() {
  return absl::DeadlineExceededError(
      "the deadline passed while the commit waited in the queue; nothing was written "
      "排队超时，未写入");
}

absl::Status NoChangeError(Sequence after) {
  return absl::DeadlineExceededError(absl::StrCat("no change after ", after, " by the deadline"));
}

absl::Status DamagedRecordError(Table table) {
  return absl::DataLossError(absl::StrCat("a record in ", FindTable(table)->name,
                                          " is damaged: keep a copy of the data folder, then "
                                          "restore a backup"));
}

absl::Time WholeMicros(absl::Time time) { return absl::FromUnixMicros(absl::ToUnixMicros(time)); }

std::string MakeStoreId() {
  std::random_device device;  // the system's random source
  std::string id;
  for (int i = 0; i < 4; ++i) absl::StrAppend(&id, absl::Hex(device(), absl::kZeroPad8));
  return id;
}

}  // namespace laowu::storage
