// Random histories on every backend against the simplest model there is: maps in this file. After
// each step all that can be read is compared. A history that fails is cut down to the steps that
// matter and printed with its seed.

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "rocksdb/env.h"
#include "storage/memory_store.h"
#include "storage/rocksdb_store.h"
#include "storage/store.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"

namespace laowu::storage {
namespace {

using Kind = Batch::Operation::Kind;

constexpr Table kTablesUsed[] = {Table::kVacancies, Table::kVacanciesByExpiry, Table::kWorkerFacts};

// One step of a history. It says what to do relative to the state it finds, so that it still means
// something when steps before it are left out.
struct Step {
  enum class What { kCommit, kTruncate, kReopen, kMoveClock, kAskCompleteThrough };
  struct Write {
    Kind kind;
    Table table;
    std::string key;
    Sequence off_by = 0;  // kRequire: 0 is the version it has, else beside it
  };
  What what = What::kCommit;
  std::vector<Write> writes;
  int64_t number = 0;  // kTruncate: how many sequences to keep; kMoveClock: microseconds
};

// The state as the contract says it must be.
struct Model {
  struct Value {
    std::string value;
    Sequence version;
    absl::Time record_time;
  };
  std::map<std::pair<Table, std::string>, Value> records;
  std::map<Sequence, std::pair<Table, std::string>> changes;
  Sequence last_sequence = 0;
  Sequence oldest_sequence = 1;
  absl::Time last_record_time = absl::UnixEpoch();
};

class Run {
 public:
  Run(bool durable, int64_t start_micros)
      : durable_(durable),
        clock_micros_(start_micros),
        env_(rocksdb::NewMemEnv(rocksdb::Env::Default())) {
    Open();
  }

  // What is wrong after the step; nothing if it is as the model says.
  std::optional<std::string> Take(const Step& step) {
    switch (step.what) {
      case Step::What::kCommit: {
        if (auto wrong = TakeCommit(step)) return wrong;
        break;
      }
      case Step::What::kTruncate: {
        const Sequence asked = model_.last_sequence - step.number;
        const Sequence through = std::min(asked, model_.last_sequence);
        if (!store_->TruncateChanges(asked).ok()) return "TruncateChanges failed";
        model_.changes.erase(model_.changes.begin(), model_.changes.upper_bound(through));
        model_.oldest_sequence = std::max(model_.oldest_sequence, through + 1);
        break;
      }
      case Step::What::kReopen:
        if (durable_) Open();
        break;
      case Step::What::kMoveClock:
        clock_micros_ += step.number;
        break;
      case Step::What::kAskCompleteThrough:
        model_.last_record_time = std::max(model_.last_record_time, Now());
        if (store_->CompleteThrough() != model_.last_record_time) return "CompleteThrough differs";
        break;
    }
    return Compare();
  }

 private:
  absl::Time Now() const { return absl::FromUnixMicros(clock_micros_); }

  void Open() {
    store_.reset();
    OpenOptions options;
    options.clock = [this] { return Now(); };
    if (!durable_) {
      store_ = NewMemoryStore(options);
      return;
    }
    auto opened = OpenRocksDbStore(scratch_.file("store"), options, env_.get());
    ASSERT_OK(opened);
    store_ = *std::move(opened);
  }

  std::optional<std::string> TakeCommit(const Step& step) {
    Batch batch;
    bool holds = true;
    Sequence announced_count = 0;
    for (const Step::Write& write : step.writes) {
      const auto found = model_.records.find({write.table, write.key});
      const Sequence version = found == model_.records.end() ? kAbsent : found->second.version;
      switch (write.kind) {
        case Kind::kRequire:
          batch.Require(write.table, write.key, std::max<Sequence>(0, version + write.off_by));
          holds &= std::max<Sequence>(0, version + write.off_by) == version;
          break;
        case Kind::kPut:
          batch.Put(write.table, write.key, absl::StrCat("value ", ++value_count_));
          break;
        case Kind::kDelete:
          batch.Delete(write.table, write.key);
          break;
      }
      announced_count += write.kind != Kind::kRequire && FindTable(write.table)->announced;
    }
    const auto committed = store_->Commit(batch, absl::InfiniteFuture());
    if (!batch.Check().ok()) {
      return committed.ok() ? std::optional<std::string>("took what it must refuse") : std::nullopt;
    }
    if (!holds) {
      if (absl::IsAborted(committed.status())) return std::nullopt;
      return "committed against a requirement";
    }
    if (!committed.ok()) return committed.status().ToString();
    return Apply(batch, *committed, std::max<Sequence>(1, announced_count));
  }

  std::optional<std::string> Apply(const Batch& batch, const Committed& committed,
                                   Sequence sequence_count) {
    const absl::Time time = std::max(Now(), model_.last_record_time + absl::Microseconds(1));
    if (committed.first != model_.last_sequence + 1 ||
        committed.last != model_.last_sequence + sequence_count || committed.record_time != time) {
      return "Committed differs";
    }
    Sequence next = committed.first;
    for (const Batch::Operation& operation : batch.operations()) {
      if (operation.kind == Kind::kRequire) continue;
      Sequence version = committed.last;
      if (FindTable(operation.table)->announced) {
        version = next++;
        model_.changes[version] = {operation.table, operation.key};
      }
      if (operation.kind == Kind::kPut) {
        model_.records[{operation.table, operation.key}] = {operation.value, version, time};
      } else {
        model_.records.erase({operation.table, operation.key});
      }
    }
    model_.last_sequence = committed.last;
    model_.last_record_time = time;
    return std::nullopt;
  }

  std::optional<std::string> Compare() {
    const auto snapshot = store_->TakeSnapshot();
    if (!snapshot.ok()) return snapshot.status().ToString();
    if ((*snapshot)->sequence() != model_.last_sequence) return "the snapshot's sequence differs";
    for (const Reader* reader :
         {static_cast<const Reader*>(store_.get()), static_cast<const Reader*>(snapshot->get())}) {
      if (auto wrong = CompareRecords(*reader)) return wrong;
    }
    if (store_->last_sequence() != model_.last_sequence) return "last_sequence differs";
    if (store_->oldest_sequence() != model_.oldest_sequence) return "oldest_sequence differs";
    return CompareFeed();
  }

  std::optional<std::string> CompareRecords(const Reader& reader) {
    auto expected = model_.records.begin();
    for (const Table table : kTablesUsed) {
      const auto records = reader.Scan(table, KeyRange{}, kMaxRecordsPerRead);
      if (!records.ok()) return records.status().ToString();
      for (const Record& record : *records) {
        const std::string where = absl::StrCat(FindTable(table)->name, " ", record.key);
        if (expected == model_.records.end() || expected->first != std::pair(table, record.key)) {
          return absl::StrCat(where, " should not be there");
        }
        const Model::Value& value = expected->second;
        if (record.value != value.value || record.version != value.version ||
            record.record_time != value.record_time) {
          return absl::StrCat(where, " differs");
        }
        const auto got = reader.Get(table, record.key);
        if (!got.ok() || !got->has_value() || (*got)->version != value.version ||
            (*got)->value != value.value) {
          return absl::StrCat(where, ": Get differs from Scan");
        }
        ++expected;
      }
    }
    if (expected != model_.records.end()) return "a record is missing";
    return std::nullopt;
  }

  std::optional<std::string> CompareFeed() {
    if (model_.oldest_sequence > 1 &&
        !absl::IsOutOfRange(store_->ReadChanges(model_.oldest_sequence - 2, 1).status())) {
      return "the truncated part of the feed is read";
    }
    const auto changes = store_->ReadChanges(model_.oldest_sequence - 1, kMaxRecordsPerRead);
    if (!changes.ok()) return changes.status().ToString();
    const bool same = std::equal(changes->begin(), changes->end(), model_.changes.begin(),
                                 model_.changes.end(), [](const Change& change, const auto& entry) {
                                   return change.sequence == entry.first &&
                                          std::pair(change.table, change.key) == entry.second;
                                 });
    return same ? std::nullopt : std::optional<std::string>("the feed differs");
  }

  const bool durable_;
  int64_t clock_micros_;
  testing::ScratchDir scratch_;
  std::unique_ptr<rocksdb::Env> env_;  // files in memory: a sync costs nothing
  std::unique_ptr<Store> store_;
  Model model_;
  int64_t value_count_ = 0;
};

std::vector<Step> MakeHistory(uint64_t seed, int step_count) {
  std::mt19937_64 random(seed);
  const auto below = [&random](int64_t limit) {
    return static_cast<int64_t>(random() % static_cast<uint64_t>(limit));
  };
  std::vector<Step> steps(static_cast<size_t>(step_count));
  for (Step& step : steps) {
    const int64_t kind = below(100);
    if (kind < 3) {
      step.what = Step::What::kReopen;
    } else if (kind < 8) {
      step.what = Step::What::kTruncate;
      step.number = below(20) - 2;
    } else if (kind < 20) {
      step.what = Step::What::kMoveClock;
      step.number = below(1'000) - 300;
    } else if (kind < 25) {
      step.what = Step::What::kAskCompleteThrough;
    }
    if (step.what != Step::What::kCommit) continue;
    for (int64_t count = below(6); count > 0; --count) {
      const Table table = kTablesUsed[below(3)];
      const std::string key = absl::StrCat("k", below(6));
      const int64_t verb = below(10);
      if (FindTable(table)->append_only && verb < 9) {  // rarely something it must refuse
        step.writes.push_back({Kind::kPut, table, key});
        step.writes.push_back({Kind::kRequire, table, key, 0});
      } else if (verb < 3) {
        step.writes.push_back({Kind::kRequire, table, key, below(12) == 0 ? below(3) - 1 : 0});
      } else {
        step.writes.push_back({verb < 7 ? Kind::kPut : Kind::kDelete, table, key});
      }
    }
  }
  return steps;
}

// What goes wrong, and at which step.
std::optional<std::pair<size_t, std::string>> Play(bool durable, const std::vector<Step>& steps) {
  Run run(durable, 1'785'513'600'000'000);
  for (size_t i = 0; i < steps.size(); ++i) {
    if (auto wrong = run.Take(steps[i])) return std::pair(i, *wrong);
  }
  return std::nullopt;
}

// Leaves out ever smaller pieces as long as the rest still goes wrong.
std::vector<Step> Minimise(bool durable, std::vector<Step> steps) {
  for (size_t piece = steps.size() / 2; piece > 0; piece /= 2) {
    for (size_t at = 0; at + piece <= steps.size();) {
      std::vector<Step> fewer = steps;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(at),
                  fewer.begin() + static_cast<std::ptrdiff_t>(at + piece));
      if (Play(durable, fewer).has_value()) {
        steps = std::move(fewer);
      } else {
        at += piece;
      }
    }
  }
  return steps;
}

std::string Describe(const std::vector<Step>& steps) {
  static constexpr const char* kWhat[] = {"commit", "truncate", "reopen", "move clock",
                                          "ask complete-through"};
  static constexpr const char* kVerb[] = {"require", "put", "delete"};
  std::string text;
  for (const Step& step : steps) {
    absl::StrAppend(&text, kWhat[static_cast<int>(step.what)], " ", step.number);
    for (const Step::Write& write : step.writes) {
      absl::StrAppend(&text, "; ", kVerb[static_cast<int>(write.kind)], " ",
                      FindTable(write.table)->name, " ", write.key, " ", write.off_by);
    }
    absl::StrAppend(&text, "\n");
  }
  return text;
}

void PlaySeeds(bool durable, uint64_t seed_count, int step_count) {
  for (uint64_t seed = 1; seed <= seed_count; ++seed) {
    std::vector<Step> steps = MakeHistory(seed, step_count);
    const auto wrong = Play(durable, steps);
    if (!wrong.has_value()) continue;
    steps.resize(wrong->first + 1);
    steps = Minimise(durable, std::move(steps));
    const auto still = Play(durable, steps);
    FAIL() << "seed " << seed << ": " << (still ? still->second : wrong->second) << "\n"
           << Describe(steps);
  }
}

TEST(StoreModelTest, MemoryStoreIsTheModel) { PlaySeeds(/*durable=*/false, 100, 300); }

TEST(StoreModelTest, RocksDbStoreIsTheModel) { PlaySeeds(/*durable=*/true, 40, 300); }

}  // namespace
}  // namespace laowu::storage
