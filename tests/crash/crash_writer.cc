// crash_writer PATH: opens the store and commits without end from several threads, until it is
// killed. For each batch that is acknowledged it writes "<thread> <batch> <last sequence>\n" to its
// output, in one write, so that what a reader got was acknowledged.

#include <unistd.h>

#include <iostream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "crash_batches.h"
#include "storage/open_store.h"

namespace laowu::storage {
namespace {

[[noreturn]] void Fail(const absl::Status& status) {
  std::cerr << status << std::endl;
  _exit(1);
}

void WriteForever(Store* store, int thread) {
  auto counter = store->Get(kCrashRecords, CounterKey(thread));
  if (!counter.ok()) Fail(counter.status());
  int batch = counter->has_value() ? std::stoi((*counter)->value) : 0;
  Sequence version = counter->has_value() ? (*counter)->version : kAbsent;
  while (true) {
    ++batch;
    const auto committed =
        store->Commit(MakeCrashBatch(thread, batch, version), absl::InfiniteFuture());
    if (!committed.ok()) Fail(committed.status());
    version = committed->first;  // the counter is the first announced write
    const std::string line = absl::StrCat(thread, " ", batch, " ", committed->last, "\n");
    if (write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
      _exit(1);
    }
  }
}

int Run(const std::string& path) {
  auto store = OpenStore("rocksdb:" + path);
  if (!store.ok()) Fail(store.status());
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kCrashThreadCount; ++thread) {
    threads.emplace_back([&store, thread] { WriteForever(store->get(), thread); });
  }
  for (std::thread& thread : threads) thread.join();
  return 0;
}

}  // namespace
}  // namespace laowu::storage

int main(int argument_count, char** arguments) {
  if (argument_count != 2) return 2;
  return laowu::storage::Run(arguments[1]);
}
