#ifndef LAOWU_TESTS_CRASH_CRASH_BATCHES_H_
#define LAOWU_TESTS_CRASH_CRASH_BATCHES_H_

// What crash_writer writes, and what kill_test.cc therefore expects to find. Each writer thread
// makes batch 1, 2, 3, … one after the other; batch n of a thread is
//   a counter       announced     "counter-<thread>" = n, requires the version of n - 1
//   its records     announced     "<thread>-<n>-<i>", one to sixty of them
//   their indexes   not announced the same keys

#include <string>

#include "absl/strings/str_cat.h"
#include "storage/store.h"

namespace laowu::storage {

inline constexpr int kCrashThreadCount = 4;
inline constexpr Table kCrashRecords = Table::kWorkers;
inline constexpr Table kCrashIndexes = Table::kWorkersByDivision;

inline std::string CounterKey(int thread) { return absl::StrCat("counter-", thread); }
inline std::string RecordKey(int thread, int batch, int i) {
  return absl::StrCat(thread, "-", batch, "-", i);
}
// Mostly small batches, now and then one that takes a while to write.
inline int RecordCount(int batch) { return batch % 10 == 0 ? 60 : 1 + batch % 3; }

inline Batch MakeCrashBatch(int thread, int batch, Sequence counter_version) {
  Batch made;
  made.Require(kCrashRecords, CounterKey(thread), counter_version);
  made.Put(kCrashRecords, CounterKey(thread), std::to_string(batch));
  for (int i = 0; i < RecordCount(batch); ++i) {
    const std::string key = RecordKey(thread, batch, i);
    made.Put(kCrashRecords, key, absl::StrCat("record ", key, std::string(200, 'x')));
    made.Put(kCrashIndexes, key, "");
  }
  return made;
}

}  // namespace laowu::storage

#endif  // LAOWU_TESTS_CRASH_CRASH_BATCHES_H_
