// A process that commits is killed at a random moment, fifty times on the same store. After each
// kill the store opens, and in it: every acknowledged batch, no half batch, a feed that tells
// exactly the records (promises 1, 2 and 3).

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "crash_batches.h"
#include "storage/key.h"
#include "storage/open_store.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"

namespace laowu::storage {
namespace {

using ::laowu::testing::ScratchDir;

constexpr int kRoundCount = 50;

// What the killed process was known to have committed: by thread its last batch, and the highest
// sequence of all.
struct Acknowledged {
  std::map<int, int> last_batch;
  Sequence last_sequence = 0;
  int count = 0;
};

// The writer, with its output in a pipe.
class Writer {
 public:
  explicit Writer(const std::string& path) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return;
    output_ = ends[0];
    pid_ = fork();
    if (pid_ == 0) {
      dup2(ends[1], STDOUT_FILENO);
      execl(LAOWU_CRASH_WRITER, LAOWU_CRASH_WRITER, path.c_str(), nullptr);
      _exit(127);
    }
    close(ends[1]);
  }
  ~Writer() { close(output_); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Reads until `line_count` lines have come, or nothing does for `patience_ms`.
  void ReadLines(int line_count, int patience_ms) {
    while (CountLines() < line_count) {
      pollfd poll_output = {output_, POLLIN, 0};
      if (poll(&poll_output, 1, patience_ms) <= 0 || !ReadSome()) return;
    }
  }
  // Kills it, reads what it still had said, and tells whether it was the kill that ended it.
  bool Kill() {
    kill(pid_, SIGKILL);
    while (ReadSome()) {
    }
    int status = 0;
    waitpid(pid_, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  }
  const std::string& text() const { return text_; }

 private:
  int64_t CountLines() const { return std::count(text_.begin(), text_.end(), '\n'); }
  bool ReadSome() {
    char buffer[4096];
    const ssize_t size = read(output_, buffer, sizeof(buffer));
    if (size > 0) text_.append(buffer, static_cast<size_t>(size));
    return size > 0;
  }

  pid_t pid_ = -1;
  int output_ = -1;
  std::string text_;
};

void Note(const std::string& text, Acknowledged* acknowledged) {
  std::istringstream lines(text);
  int thread = 0;
  int batch = 0;
  Sequence last = 0;
  while (lines >> thread >> batch >> last) {
    acknowledged->last_batch[thread] = batch;
    acknowledged->last_sequence = std::max(acknowledged->last_sequence, last);
    ++acknowledged->count;
  }
}

std::map<std::string, Record> ReadAll(const Store& store, Table table) {
  std::map<std::string, Record> all;
  KeyRange range;
  while (true) {
    const auto page = store.Scan(table, range, kMaxRecordsPerRead);
    EXPECT_OK(page);
    if (!page.ok() || page->empty()) return all;
    range = ContinueAfter(range, page->back().key);
    for (const Record& record : *page) all[record.key] = record;
  }
}

// Every batch up to a thread's counter is there whole, none above it in part, none acknowledged is
// missing.
void ExpectWholeBatches(const Store& store, const Acknowledged& acknowledged) {
  std::map<std::string, Record> records = ReadAll(store, kCrashRecords);
  std::map<std::string, Record> indexes = ReadAll(store, kCrashIndexes);
  for (int thread = 0; thread < kCrashThreadCount; ++thread) {
    const auto counter = records.find(CounterKey(thread));
    const int last = counter == records.end() ? 0 : std::stoi(counter->second.value);
    const auto told = acknowledged.last_batch.find(thread);
    ASSERT_GE(last, told == acknowledged.last_batch.end() ? 0 : told->second)
        << "an acknowledged batch is lost";
    if (last > 0) records.erase(counter);
    for (int batch = 1; batch <= last; ++batch) {
      for (int i = 0; i < RecordCount(batch); ++i) {
        ASSERT_EQ(records.erase(RecordKey(thread, batch, i)), 1) << "half a batch";
        ASSERT_EQ(indexes.erase(RecordKey(thread, batch, i)), 1) << "a record without its index";
      }
    }
  }
  EXPECT_TRUE(records.empty()) << "half a batch: " << records.begin()->first;
  EXPECT_TRUE(indexes.empty()) << "an index without its record: " << indexes.begin()->first;
}

// Nothing but announced writes takes a sequence here, so the feed has every number, and its last
// entry for a key is that record's version.
void ExpectFeedTellsTheRecords(const Store& store) {
  std::map<std::string, Sequence> told;
  Sequence after = 0;
  while (true) {
    const auto changes = store.ReadChanges(after, kMaxRecordsPerRead);
    ASSERT_OK(changes);
    if (changes->empty()) break;
    for (const Change& change : *changes) {
      ASSERT_EQ(change.sequence, after + 1);
      ASSERT_EQ(change.table, kCrashRecords);
      told[change.key] = after = change.sequence;
    }
  }
  EXPECT_EQ(after, store.last_sequence());
  const std::map<std::string, Record> records = ReadAll(store, kCrashRecords);
  ASSERT_EQ(told.size(), records.size());
  for (const auto& [key, record] : records) ASSERT_EQ(told[key], record.version) << key;
}

TEST(KillTest, NothingAcknowledgedIsLostAndNothingIsHalfWritten) {
  ScratchDir scratch;
  const std::string path = scratch.file("store");
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  Acknowledged acknowledged;
  for (int round = 0; round < kRoundCount; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    {
      Writer writer(path);
      // One in five dies early, at whatever it does then: making files, recovering, first commits.
      // The others die at work.
      if (round % 5 == 4) {
        writer.ReadLines(1, static_cast<int>(random() % 30));
      } else {
        writer.ReadLines(1 + static_cast<int>(random() % 60), /*patience_ms=*/20'000);
      }
      ASSERT_TRUE(writer.Kill()) << "the writer ended by itself";
      Note(writer.text(), &acknowledged);
    }
    LAOWU_ASSERT_OK_AND_ASSIGN(const std::unique_ptr<Store> store, OpenStore("rocksdb:" + path));
    ASSERT_GE(store->last_sequence(), acknowledged.last_sequence);
    ASSERT_NO_FATAL_FAILURE(ExpectWholeBatches(*store, acknowledged));
    ASSERT_NO_FATAL_FAILURE(ExpectFeedTellsTheRecords(*store));
  }
  EXPECT_GE(acknowledged.count, kRoundCount * 4 / 5) << "too little was at stake";
}

}  // namespace
}  // namespace laowu::storage
