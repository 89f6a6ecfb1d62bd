// Single outcomes recorded by many clients at once: the whole way over loopback TCP, with a token,
// scope, rules and a synced commit on RocksDB, beside the store alone committing the same batches
// from as many threads.
//
//   bench_unary [CLIENTS [CALLS]]      64 clients, 20,000 calls
//
// Each call records ARRIVED for another worker, today: so one call of a peer (GetWorker) and one
// batch. Client, server and all other roles share this process and its cores. Files go to the
// system's temporary folder (TMPDIR); on a memory file system a sync is free and says little.

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/placement/outcome_plan.h"
#include "services/placement/outcome_rules.h"
#include "services/runtime/clock.h"
#include "services/runtime/digest.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "storage/open_store.h"
#include "tests/support/scratch_dir.h"
#include "tests/system/test_process.h"

namespace laowu {
namespace {

// Calls `work` with 0 to call_count - 1 from `thread_count` threads and prints what it came to.
void Measure(const char* what, int thread_count, int call_count,
             const std::function<bool(int thread, int call)>& work) {
  std::atomic<int> next = 0;
  std::atomic<int> failed = 0;
  std::vector<std::vector<absl::Duration>> taken(static_cast<size_t>(thread_count));
  std::vector<std::thread> threads;
  const absl::Time begun = absl::Now();
  for (int t = 0; t < thread_count; ++t) {
    threads.emplace_back([&, t] {
      for (int call = next++; call < call_count; call = next++) {
        const absl::Time start = absl::Now();
        if (!work(t, call)) ++failed;
        taken[static_cast<size_t>(t)].push_back(absl::Now() - start);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  const double seconds = absl::ToDoubleSeconds(absl::Now() - begun);
  std::vector<absl::Duration> all;
  for (const auto& part : taken) all.insert(all.end(), part.begin(), part.end());
  std::sort(all.begin(), all.end());
  const auto at = [&](double share) {
    return absl::ToDoubleMilliseconds(
        all[static_cast<size_t>(share * static_cast<double>(all.size() - 1))]);
  };
  std::printf("%-34s %9.0f commits/s   p50 %7.2f ms   p99 %7.2f ms   %d failed\n", what,
              call_count / seconds, at(0.5), at(0.99), failed.load());
}

v1::Outcome ArrivalOf(const std::string& worker, absl::CivilDay day) {
  v1::Outcome outcome;
  outcome.set_type(v1::Outcome::ARRIVED);
  outcome.set_worker(worker);
  *outcome.mutable_effective_date() = runtime::ToDate(day);
  outcome.set_workplace_division_code("442000");
  outcome.set_channel(v1::CHANNEL_COOPERATION_STATION);
  return outcome;
}

// Names of that many new workers.
std::vector<std::string> MakeWorkers(const testing::TestProcess& process, int count) {
  std::vector<std::string> names;
  while (static_cast<int>(names.size()) < count) {
    v1::ImportWorkersRequest request;
    for (int i = 0; i < 500; ++i) {
      auto* worker = request.add_rows()->mutable_worker();
      worker->set_source_reference(absl::StrCat("bench-", names.size() + static_cast<size_t>(i)));
      worker->set_division_code("520281101");
      *worker->mutable_birth_date() = runtime::ToDate(absl::CivilDay(1990, 3, 1));
      worker->mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
      worker->mutable_personal_details()->set_display_name("某某");
    }
    const auto answer = process.Call("bureau", &v1::WorkerService::Stub::ImportWorkers, request);
    if (!answer.ok()) {
      std::fprintf(stderr, "%s\n", answer.status().ToString().c_str());
      std::exit(1);
    }
    for (const auto& result : answer->results()) names.push_back(result.name());
  }
  return names;
}

void MeasureCalls(int clients, int calls) {
  const testing::ScratchDir folder;
  testing::TestProcess process(folder.file("data"));
  process.AddPrincipal("bureau", "county-bureau", "520281");
  process.Start();
  const std::vector<std::string> workers = MakeWorkers(process, calls);
  const absl::CivilDay today = runtime::DayOf(process.now());
  std::vector<std::shared_ptr<grpc::Channel>> channels;
  for (int i = 0; i < clients; ++i) {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);  // a connection of its own
    channels.push_back(grpc::CreateCustomChannel(process.process().grpc_address(),
                                                 grpc::InsecureChannelCredentials(), arguments));
  }
  Measure(absl::StrCat("RecordOutcome, ", clients, " clients").c_str(), clients, calls,
          [&](int thread, int call) {
            grpc::ClientContext context;
            context.AddMetadata(runtime::kAuthorization,
                                absl::StrCat("Bearer ", process.token("bureau")));
            v1::PlacementService::Stub stub(channels[static_cast<size_t>(thread)]);
            v1::RecordOutcomeRequest request;
            *request.mutable_outcome() = ArrivalOf(workers[static_cast<size_t>(call)], today);
            v1::Outcome outcome;
            return stub.RecordOutcome(&context, request, &outcome).ok();
          });
}

// The batches of the same calls, planned before the clock starts.
void MeasureStore(int threads, int calls) {
  const testing::ScratchDir folder;
  const auto store = *storage::OpenStore("rocksdb:" + folder.file("store"));
  runtime::CallContext call;
  call.principal = {"bureau", runtime::PrincipalRole::kCountyBureau, "520281", "", ""};
  call.method = "laowu.v1.PlacementService/RecordOutcome";
  call.now = absl::Now();
  call.deadline = absl::InfiniteFuture();
  std::vector<storage::Batch> batches(static_cast<size_t>(calls));
  for (storage::Batch& batch : batches) {
    v1::Worker worker;
    worker.set_name(absl::StrCat("workers/", runtime::NewId(call.now)));
    worker.set_division_code("520281101");
    auto plan = *placement::OutcomePlan::Load(store.get(), call, worker.name());
    plan.Use(worker);
    const std::string name = absl::StrCat("outcomes/", runtime::NewId(call.now));
    v1::Outcome outcome = placement::Normalised(ArrivalOf(worker.name(), runtime::DayOf(call.now)),
                                                runtime::DayOf(call.now));
    outcome.set_worker_division_code(worker.division_code());
    const bool planned =
        plan.Add({name, outcome, "", "outcome"}, batch).ok() && plan.Finish("", batch).ok();
    if (!planned) std::exit(1);
    runtime::AddAudit(call, {{name, worker.name()}, {}, "", ""}, batch);
  }
  Measure(absl::StrCat("the store alone, ", threads, " threads").c_str(), threads, calls,
          [&](int, int i) {
            return store->Commit(batches[static_cast<size_t>(i)], absl::InfiniteFuture()).ok();
          });
}

}  // namespace
}  // namespace laowu

int main(int argc, char** argv) {
  const int clients = argc > 1 ? std::atoi(argv[1]) : 64;
  const int calls = argc > 2 ? std::atoi(argv[2]) : 20'000;
  if (clients < 1 || calls < 1) {
    std::fprintf(stderr, "usage: bench_unary [CLIENTS [CALLS]]\n");
    return 2;
  }
  laowu::MeasureCalls(clients, calls);
  laowu::MeasureStore(clients, calls);
  return 0;
}
