#ifndef LAOWU_STORAGE_STORE_CHECKS_H_
#define LAOWU_STORAGE_STORE_CHECKS_H_

// What every store does alike, so that all give the same errors in the same words.

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "storage/store.h"

namespace laowu::storage {

// INVALID_ARGUMENT for a table that is unknown or the store's own.
absl::Status CheckUsable(Table table);
// INVALID_ARGUMENT outside 1..kMaxRecordsPerRead.
absl::Status CheckLimit(int limit);
// OUT_OF_RANGE if changes after `after` have been truncated.
absl::Status CheckNotTruncated(Sequence after, Sequence oldest_sequence);
// ABORTED if the requirement does not hold for a record of this version.
absl::Status CheckVersion(const Batch::Operation& requirement, Sequence version);

// A commit that waited in the queue past its deadline: it did not happen.
absl::Status QueueDeadlineError();
absl::Status NoChangeError(Sequence after);
// DATA_LOSS for one request; says no key, since keys may tell of a person.
absl::Status DamagedRecordError(Table table);

// Record times are whole microseconds, so that they survive the disk unchanged.
absl::Time WholeMicros(absl::Time time);
// 128 random bits as 32 hexadecimal digits.
std::string MakeStoreId();

}  // namespace laowu::storage

#endif  // LAOWU_STORAGE_STORE_CHECKS_H_
