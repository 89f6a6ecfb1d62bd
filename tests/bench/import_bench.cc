// What importing workers costs: made-up rows (intake/generate/generate.h) through ImportWorkers
// over gRPC on loopback TCP into RocksDB, beside the same keys and values, feed entries included,
// written straight to RocksDB with a sync, in the same batches. items_per_second are rows; of_raw
// is the import's rate as a part of the raw one of the same run.
//
// Files go to the system's temporary folder (TMPDIR); on a memory file system a sync is free and
// the figures say little.

#include <benchmark/benchmark.h>
#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "intake/file/table_reader.h"
#include "intake/generate/generate.h"
#include "intake/table/column_map.h"
#include "intake/worker/worker_reader.h"
#include "rocksdb/db.h"
#include "services/intake/drafts_to_proto.h"
#include "services/runtime/role.h"
#include "services/runtime/unwatched_locks.h"
#include "services/worker/worker_service.h"
#include "storage/open_store.h"
#include "storage/record_format.h"
#include "storage/rocksdb_options.h"
#include "tests/support/passing_store.h"
#include "tests/support/scratch_dir.h"

namespace laowu::worker {
namespace {

constexpr int kRows = 30'000;  // of one benchmark
constexpr int kRowsOneByOne = 3'000;

template <typename T>
T Must(absl::StatusOr<T> value) {
  if (value.ok()) return *std::move(value);
  std::cerr << value.status() << std::endl;
  std::abort();
}

std::vector<v1::Worker> MakeRows() {
  intake::GenerateOptions options;
  options.count = kRows;
  intake::TableReader table;
  const absl::Status made = intake::GenerateWorkers(
      options, [&](absl::string_view piece) { return table.Append(std::string(piece)); });
  intake::TableRow row;
  if (!made.ok() || !table.Finish().ok() || !table.Next(row)) std::abort();
  const auto map = Must(intake::ColumnMap::Make(intake::TableKind::kWorkers, row.cells));
  const intake::WorkerReader reader(intake::ReadContext{options.as_of, "520200", ""});
  std::vector<v1::Worker> rows;
  while (table.Next(row)) {
    const auto reading = reader.Read(map.Apply(row.cells));
    if (!reading.rejected()) rows.push_back(intake_role::ToWorker(reading.worker, options.as_of));
  }
  return rows;
}

// Keeps what was committed, to be written again without us.
class RecordingStore final : public testing::PassingStore {
 public:
  using PassingStore::PassingStore;

  std::vector<storage::Batch>* recorded = nullptr;

  absl::StatusOr<storage::Committed> Commit(const storage::Batch& batch,
                                            absl::Time deadline) override {
    if (recorded != nullptr) recorded->push_back(batch);
    return below().Commit(batch, deadline);
  }
};

// The worker role alone, on a port of its own; whoever calls is an administrator.
class Server {
 public:
  // `target`: as OpenStore takes it; empty: RocksDB in a folder of its own.
  explicit Server(std::string target, std::vector<storage::Batch>* recorded) {
    if (!runtime::CreateKeys(keys_folder_.path(), absl::Now()).ok()) std::abort();
    keys_ = std::make_unique<runtime::Keys>(Must(runtime::Keys::Load(keys_folder_.path())));
    principals_ = std::make_unique<runtime::Principals>(
        runtime::PrincipalFilePath(keys_folder_.path()), absl::Now, /*insecure=*/true);
    channels_ = std::make_unique<runtime::Channels>(principals_->service_token(),
                                                    std::map<std::string, std::string>{});
    runtime::Environment environment;
    environment.config = &config_;
    environment.clock = absl::Now;
    environment.principals = principals_.get();
    environment.keys = keys_.get();
    environment.metrics = &metrics_;
    environment.channels = channels_.get();
    environment.cpu = &cpu_;
    environment.feed = &feed_;
    if (target.empty()) target = "rocksdb:" + data_folder_.file("worker");
    auto store = std::make_unique<RecordingStore>(Must(storage::OpenStore(target)));
    store->recorded = recorded;
    owned_.store = std::move(store);
    owned_.hub = std::make_unique<runtime::FeedHub>(owned_.store.get());
    owned_.hub->Start();
    service_ = std::make_unique<WorkerService>(environment, &owned_);
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(service_.get());
    server_ = builder.BuildAndStart();
    if (server_ == nullptr) std::abort();
    stub_ = v1::WorkerService::NewStub(
        grpc::CreateChannel(absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials()));
  }
  ~Server() {
    owned_.hub->Stop();
    server_->Shutdown();
    service_->Stop();
  }

  v1::WorkerService::Stub* stub() { return stub_.get(); }

  // The rows from `begin` on, in one message.
  void Import(const std::vector<v1::Worker>& rows, size_t begin, size_t count) {
    v1::ImportWorkersRequest request;
    for (size_t i = begin; i < begin + count; ++i) *request.add_rows()->mutable_worker() = rows[i];
    v1::ImportWorkersResponse response;
    grpc::ClientContext context;
    const grpc::Status status = stub_->ImportWorkers(&context, request, &response);
    for (const auto& result : response.results()) {
      if (result.result() == v1::ImportResult::CREATED) continue;
      std::cerr << result.ShortDebugString() << std::endl;
      std::abort();
    }
    if (!status.ok()) std::abort();
  }

 private:
  testing::ScratchDir keys_folder_;
  testing::ScratchDir data_folder_;
  runtime::ServeConfig config_;
  runtime::Metrics metrics_;
  runtime::Executor cpu_{"cpu", 2, runtime::limits::kCpuQueue};
  runtime::Executor feed_{"feed", 2, runtime::limits::kCpuQueue};
  std::unique_ptr<runtime::Keys> keys_;
  std::unique_ptr<runtime::Principals> principals_;
  std::unique_ptr<runtime::Channels> channels_;
  runtime::OwnedStore owned_;
  std::unique_ptr<WorkerService> service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<v1::WorkerService::Stub> stub_;
};

const std::vector<v1::Worker>& Rows() {
  static const auto* rows = new std::vector<v1::Worker>(MakeRows());
  return *rows;
}

size_t MessageCount(size_t rows_a_message) {
  const size_t rows = rows_a_message == 1 ? kRowsOneByOne : Rows().size();
  return rows / rows_a_message;
}

rocksdb::WriteBatch RawBatch(const storage::Batch& batch, storage::Sequence& sequence,
                             int64_t& key_count) {
  rocksdb::WriteBatch write;
  std::string value;
  for (const auto& operation : batch.operations()) {
    if (operation.kind != storage::Batch::Operation::Kind::kPut) continue;
    const std::string key = storage::StoredKey(operation.table, operation.key);
    value.clear();
    storage::AppendValue(++sequence, absl::Now(), operation.value, &value);
    write.Put(key, value);
    ++key_count;
    if (!storage::FindTable(operation.table)->announced) continue;
    write.Put(storage::StoredKey(storage::Table::kChanges, storage::EncodeKey(sequence)), key);
    ++key_count;
  }
  return write;
}

// Rows a second by rows a message: what the imports that follow are held against.
std::map<int64_t, double>& RawRates() {
  static auto* rates = new std::map<int64_t, double>;
  return *rates;
}

void BM_RawRocksDb(benchmark::State& state) {
  const auto rows_a_message = static_cast<size_t>(state.range(0));
  std::vector<storage::Batch> batches;
  std::vector<size_t> ends;  // of each message's batches: a long one is committed in pieces
  {
    Server server("memory:", &batches);
    for (size_t i = 0; i < MessageCount(rows_a_message); ++i) {
      server.Import(Rows(), i * rows_a_message, rows_a_message);
      ends.push_back(batches.size());
    }
  }
  testing::ScratchDir scratch;
  rocksdb::DB* opened = nullptr;
  if (!rocksdb::DB::Open(storage::MakeRocksDbOptions(rocksdb::Env::Default(), true),
                         scratch.file("raw"), &opened)
           .ok()) {
    std::abort();
  }
  const std::unique_ptr<rocksdb::DB> raw(opened);
  rocksdb::WriteOptions synced;
  synced.sync = true;
  storage::Sequence sequence = 0;
  int64_t key_count = 0;
  size_t message = 0;
  size_t next = 0;
  const absl::Time begun = absl::Now();
  for (auto _ : state) {
    for (; next < ends[message]; ++next) {
      rocksdb::WriteBatch write = RawBatch(batches[next], sequence, key_count);
      if (!raw->Write(synced, &write).ok()) state.SkipWithError("write failed");
    }
    ++message;
  }
  const double rows = static_cast<double>(state.iterations() * state.range(0));
  RawRates()[state.range(0)] = rows / absl::ToDoubleSeconds(absl::Now() - begun);
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["keys_a_row"] = static_cast<double>(key_count) / rows;
}

// One iteration: all messages, some of them on their way at a time.
void BM_ImportWorkers(benchmark::State& state) {
  const auto rows_a_message = static_cast<size_t>(state.range(0));
  const size_t message_count = MessageCount(rows_a_message);
  Server server("", nullptr);
  const absl::Time begun = absl::Now();
  for (auto _ : state) {
    std::atomic<size_t> next = 0;
    std::vector<std::thread> senders;
    for (int64_t i = 0; i < state.range(1); ++i) {
      senders.emplace_back([&] {
        for (size_t mine = next++; mine < message_count; mine = next++) {
          server.Import(Rows(), rows_a_message * mine, rows_a_message);
        }
      });
    }
    for (std::thread& sender : senders) sender.join();
  }
  const double rows = static_cast<double>(message_count * rows_a_message);
  state.SetItemsProcessed(static_cast<int64_t>(rows));
  state.counters["of_raw"] =
      rows / absl::ToDoubleSeconds(absl::Now() - begun) / RawRates()[state.range(0)];
}

// One call on its way after the other, until none is left: 64 of these share a connection.
template <typename Request, typename Response>
class Caller {
 public:
  using Stub = v1::WorkerService::Stub;
  using Method = void (Stub::async::*)(grpc::ClientContext*, const Request*, Response*,
                                       std::function<void(grpc::Status)>);
  // `fill` writes the request of that number, of `most`.
  struct Calls {
    Stub* stub;
    Method method;
    std::function<void(size_t, Request&)> fill;
    size_t most;
  };

  Caller(const Calls* calls, std::atomic<size_t>* next) : calls_(*calls), next_(next) {}
  void Call() {
    const size_t mine = (*next_)++;
    if (mine >= calls_.most) return done_.Notify();
    context_.emplace();
    request_.Clear();
    calls_.fill(mine, request_);
    begun_ = absl::Now();
    (calls_.stub->async()->*calls_.method)(&*context_, &request_, &response_,
                                           [this](grpc::Status status) {
                                             if (!status.ok()) {
                                               std::cerr << status.error_message() << std::endl;
                                               std::abort();
                                             }
                                             latencies_.push_back(absl::Now() - begun_);
                                             Call();
                                           });
  }
  const std::vector<absl::Duration>& Finish() {
    done_.WaitForNotification();
    return latencies_;
  }

 private:
  const Calls& calls_;
  std::atomic<size_t>* const next_;
  std::optional<grpc::ClientContext> context_;
  Request request_;
  Response response_;
  absl::Time begun_;
  std::vector<absl::Duration> latencies_;
  absl::Notification done_;
};

// All of `calls`, as many on their way at a time as the state's range says; calls a second.
template <typename Request, typename Response>
double CallAll(benchmark::State& state, const typename Caller<Request, Response>::Calls& calls) {
  std::vector<absl::Duration> latencies;
  const absl::Time begun = absl::Now();
  for (auto _ : state) {
    std::atomic<size_t> next = 0;
    std::vector<std::unique_ptr<Caller<Request, Response>>> callers;
    for (int64_t i = 0; i < state.range(0); ++i) {
      callers.push_back(std::make_unique<Caller<Request, Response>>(&calls, &next));
      callers.back()->Call();
    }
    for (auto& caller : callers) {
      const auto& its = caller->Finish();
      latencies.insert(latencies.end(), its.begin(), its.end());
    }
  }
  const double rate =
      static_cast<double>(latencies.size()) / absl::ToDoubleSeconds(absl::Now() - begun);
  std::sort(latencies.begin(), latencies.end());
  state.SetItemsProcessed(static_cast<int64_t>(latencies.size()));
  state.counters["p50_ms"] = absl::ToDoubleMilliseconds(latencies[latencies.size() / 2]);
  state.counters["p99_ms"] = absl::ToDoubleMilliseconds(latencies[latencies.size() * 99 / 100]);
  return rate;
}

// Calls a second that write nothing and do nearly nothing, by calls in flight: how fast the way is.
std::map<int64_t, double>& EmptyRates() {
  static std::map<int64_t, double> rates;
  return rates;
}

// A list of households where there are none: the way of a call, with its token and access, and one
// look into an index.
void BM_EmptyCalls(benchmark::State& state) {
  Server server("", nullptr);
  EmptyRates()[state.range(0)] = CallAll<v1::ListHouseholdsRequest, v1::ListHouseholdsResponse>(
      state,
      {server.stub(), &v1::WorkerService::Stub::async::ListHouseholds,
       [](size_t, v1::ListHouseholdsRequest& request) { request.set_division_code("520281"); },
       Rows().size()});
}

// Unary writes, each a commit of its own that is on disk when it is answered.
void BM_CreateWorkers(benchmark::State& state) {
  Server server("", nullptr);
  const double rate = CallAll<v1::CreateWorkerRequest, v1::Worker>(
      state, {server.stub(), &v1::WorkerService::Stub::async::CreateWorker,
              [](size_t mine, v1::CreateWorkerRequest& request) {
                *request.mutable_worker() = Rows()[mine];
              },
              Rows().size()});
  state.counters["of_empty"] = rate / EmptyRates()[state.range(0)];
}

// What the role itself costs: checking, digests, encryption and the batch, without gRPC and disk.
void BM_PlanWorkers(benchmark::State& state) {
  testing::ScratchDir folder;
  if (!runtime::CreateKeys(folder.path(), absl::Now()).ok()) std::abort();
  const auto keys = Must(runtime::Keys::Load(folder.path()));
  const auto store = Must(storage::OpenStore("memory:"));
  runtime::CallContext call;
  call.principal.role = runtime::PrincipalRole::kAdministrator;
  call.now = absl::Now();
  const RowDays days{runtime::DayOf(call.now), runtime::DayOf(call.now)};
  v1::ImportWorkersRequest request;
  for (int64_t i = 0; i < state.range(0); ++i) {
    *request.add_rows()->mutable_worker() = Rows()[static_cast<size_t>(i)];
  }
  for (auto _ : state) {
    WorkerImport import(call, keys, request, days);
    while (!import.done()) {
      if (!import.Accept(*store, Must(import.PlanPiece(*store))).ok()) std::abort();
    }
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void Register() {
  benchmark::RegisterBenchmark("BM_PlanWorkers", BM_PlanWorkers)
      ->ArgName("rows_a_message")
      ->Arg(500)
      ->Unit(benchmark::kMillisecond);
  for (const int in_flight : {1, 64}) {
    benchmark::RegisterBenchmark("BM_EmptyCalls", BM_EmptyCalls)
        ->ArgName("in_flight")
        ->Arg(in_flight)
        ->Iterations(1)
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("BM_CreateWorkers", BM_CreateWorkers)
        ->ArgName("in_flight")
        ->Arg(in_flight)
        ->Iterations(1)
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond);
  }
  for (const int rows_a_message : {500, 100, 1}) {
    benchmark::RegisterBenchmark("BM_RawRocksDb", BM_RawRocksDb)
        ->ArgName("rows_a_message")
        ->Arg(rows_a_message)
        ->Iterations(static_cast<benchmark::IterationCount>(
            MessageCount(static_cast<size_t>(rows_a_message))))
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond);
    for (const int in_flight : {1, 4}) {
      benchmark::RegisterBenchmark("BM_ImportWorkers", BM_ImportWorkers)
          ->ArgNames({"rows_a_message", "in_flight"})
          ->Args({rows_a_message, in_flight})
          ->Iterations(1)
          ->UseRealTime()
          ->Unit(benchmark::kMillisecond);
    }
  }
}

}  // namespace
}  // namespace laowu::worker

int main(int argc, char** argv) {
  laowu::runtime::LeaveLocksUnwatched();
  benchmark::Initialize(&argc, argv);
  laowu::worker::Register();
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
