// What a commit costs, beside the same bytes written straight to RocksDB with a sync: read the
// ratio of two lines of one run. items_per_second are records.
//
// BM_CommitAlone holds a lock around each commit, so that nothing is ever folded: what group commit
// is worth is the ratio of BM_Commit to it.
//
// Files go to the system's temporary folder (TMPDIR); on a memory file system a sync is free and
// the figures say little.

#include <benchmark/benchmark.h>

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "rocksdb/db.h"
#include "storage/mutex.h"
#include "storage/open_store.h"
#include "storage/record_format.h"
#include "storage/rocksdb_options.h"
#include "tests/support/scratch_dir.h"

namespace laowu::storage {
namespace {

constexpr int kValueBytes = 300;  // about a vacancy without its description
constexpr Table kRecords = Table::kWorkers;
constexpr Table kIndexes = Table::kWorkersByDivision;

// One of each for a whole benchmark, made before its threads start.
struct Databases {
  testing::ScratchDir scratch;
  std::unique_ptr<Store> store;
  std::unique_ptr<rocksdb::DB> raw;
  std::atomic<int64_t> next = 0;
  Mutex alone;
};
std::unique_ptr<Databases> databases;

void OpenDatabases(const benchmark::State&) {
  databases = std::make_unique<Databases>();
  auto store = OpenStore("rocksdb:" + databases->scratch.file("store"));
  rocksdb::DB* raw = nullptr;
  const rocksdb::Status opened =
      rocksdb::DB::Open(MakeRocksDbOptions(rocksdb::Env::Default(), /*create_if_missing=*/true),
                        databases->scratch.file("raw"), &raw);
  if (!store.ok() || !opened.ok()) {
    std::cerr << store.status() << "; " << opened.ToString() << std::endl;
    std::abort();
  }
  databases->store = *std::move(store);
  databases->raw.reset(raw);
}
void CloseDatabases(const benchmark::State&) { databases.reset(); }

std::string NextKey() { return absl::StrCat(absl::Dec(databases->next++, absl::kZeroPad12)); }

// A record, its index, and the requirement that nobody was faster: what a create writes.
Batch MakeBatch(int64_t record_count) {
  static const std::string value(kValueBytes, 'x');
  Batch batch;
  for (int64_t i = 0; i < record_count; ++i) {
    const std::string key = NextKey();
    batch.Require(kRecords, key, kAbsent);
    batch.Put(kRecords, key, value);
    batch.Put(kIndexes, key, "");
  }
  return batch;
}

void BM_Commit(benchmark::State& state) {
  for (auto _ : state) {
    const auto committed =
        databases->store->Commit(MakeBatch(state.range(0)), absl::InfiniteFuture());
    if (!committed.ok()) state.SkipWithError(committed.status().ToString().c_str());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void BM_CommitAlone(benchmark::State& state) {
  for (auto _ : state) {
    MutexLock lock(databases->alone);
    const auto committed =
        databases->store->Commit(MakeBatch(state.range(0)), absl::InfiniteFuture());
    if (!committed.ok()) state.SkipWithError(committed.status().ToString().c_str());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

// The same keys and values, feed entry included, with no requirement, number or time of ours.
// RocksDB folds the writes of several threads too.
void BM_RocksDbSyncedWrite(benchmark::State& state) {
  const std::string value(kValueBytes + 16, 'x');
  rocksdb::WriteOptions options;
  options.sync = true;
  for (auto _ : state) {
    rocksdb::WriteBatch write;
    for (int64_t i = 0; i < state.range(0); ++i) {
      const std::string key = NextKey();
      write.Put(StoredKey(kRecords, key), value);
      write.Put(StoredKey(kIndexes, key), ToSlice(absl::string_view(value).substr(0, 16)));
      write.Put(StoredKey(Table::kChanges, key), StoredKey(kRecords, key));
    }
    if (!databases->raw->Write(options, &write).ok()) state.SkipWithError("write failed");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

// A wait for a sync is no CPU time, so all is measured by the wall clock.
void Common(benchmark::internal::Benchmark* bench) {
  bench->ArgName("records")->Setup(OpenDatabases)->Teardown(CloseDatabases)->UseRealTime();
}
BENCHMARK(BM_RocksDbSyncedWrite)->Apply(Common)->Arg(1)->Threads(1)->Threads(16)->Threads(64);
BENCHMARK(BM_Commit)->Apply(Common)->Arg(1)->Threads(1)->Threads(16)->Threads(64);
BENCHMARK(BM_CommitAlone)->Apply(Common)->Arg(1)->Threads(1)->Threads(16)->Threads(64);
BENCHMARK(BM_RocksDbSyncedWrite)->Apply(Common)->Arg(100)->Threads(1)->Threads(16);
BENCHMARK(BM_Commit)->Apply(Common)->Arg(100)->Threads(1)->Threads(16);

}  // namespace
}  // namespace laowu::storage

BENCHMARK_MAIN();
