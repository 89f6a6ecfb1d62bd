#include "tests/bench/city_measure.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "intake/generate/draw.h"
#include "laowu/v1/match_service.grpc.pb.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/reference_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"
#include "tests/bench/city_load.h"
#include "tests/bench/city_process.h"

namespace laowu::bench {
namespace {

constexpr std::uint64_t kSeed = 20260701;
constexpr int kFewCalls = 50;
constexpr int kCalls = 2'000;
constexpr int kRatioCalls = 200;
constexpr int kPassCalls = 5;  // each a pass over everybody
constexpr absl::Duration kStartMost = absl::Minutes(5);

// Reads a watch until it has caught up; the number of changes.
template <typename Request, typename Response, typename Stub, typename Watch>
absl::StatusOr<std::int64_t> Drain(Stub& stub, Watch watch, std::vector<std::string> kinds) {
  grpc::ClientContext context;
  Request request;
  for (std::string& kind : kinds) request.add_kinds(std::move(kind));
  const auto reader = (stub.*watch)(&context, request);
  Response response;
  std::int64_t change_count = 0;
  while (reader->Read(&response)) {
    change_count += response.changes_size();
    if (response.progress().caught_up()) {
      context.TryCancel();
      return change_count;
    }
  }
  return runtime::FromGrpc(reader->Finish());
}

absl::StatusOr<std::int64_t> DrainAll(const Process& process) {
  v1::VacancyService::Stub vacancies(ChannelTo(process));
  v1::WorkerService::Stub workers(ChannelTo(process));
  v1::PlacementService::Stub placements(ChannelTo(process));
  LAOWU_ASSIGN_OR_RETURN(const auto of_vacancies,
                         (Drain<v1::WatchVacanciesRequest, v1::WatchVacanciesResponse>(
                             vacancies, &v1::VacancyService::Stub::WatchVacancies, {})));
  LAOWU_ASSIGN_OR_RETURN(const auto of_workers,
                         (Drain<v1::WatchWorkersRequest, v1::WatchWorkersResponse>(
                             workers, &v1::WorkerService::Stub::WatchWorkers, {})));
  LAOWU_ASSIGN_OR_RETURN(const auto of_placements,
                         (Drain<v1::WatchPlacementsRequest, v1::WatchPlacementsResponse>(
                             placements, &v1::PlacementService::Stub::WatchPlacements, {})));
  return of_vacancies + of_workers + of_placements;
}

// Prints each follower with the time at which it served.
absl::Status WaitAndPrint(const Process& process, std::vector<std::string> waiting,
                          absl::Time begun) {
  while (!waiting.empty()) {
    if (absl::Now() > begun + kStartMost) return absl::DeadlineExceededError("does not serve");
    process.WaitUntilReady(absl::Now() + absl::Milliseconds(10)).IgnoreError();
    const std::vector<std::string> not_ready = process.NotReady();
    for (auto it = waiting.begin(); it != waiting.end();) {
      if (std::find(not_ready.begin(), not_ready.end(), *it) != not_ready.end()) {
        ++it;
        continue;
      }
      std::printf("%-10s serves after %.2f s\n", it->c_str(),
                  absl::ToDoubleSeconds(absl::Now() - begun));
      it = waiting.erase(it);
    }
  }
  return absl::OkStatus();
}

struct Times {
  double p50_ms = 0;
  double p99_ms = 0;
};

// `call(i)` for i in 0 … count - 1, one after the other.
absl::StatusOr<Times> TimesOf(int count, const std::function<absl::Status(int)>& call) {
  std::vector<double> millis;
  for (int i = 0; i < count; ++i) {
    const absl::Time begun = absl::Now();
    LAOWU_RETURN_IF_ERROR(call(i));
    millis.push_back(absl::ToDoubleMilliseconds(absl::Now() - begun));
  }
  std::sort(millis.begin(), millis.end());
  const auto at = [&](int percent) {
    return millis[std::min(millis.size() - 1, millis.size() * static_cast<size_t>(percent) / 100)];
  };
  return Times{at(50), at(99)};
}

// Calls methods over one channel, and prints what they took beside the empty call.
class Caller {
 public:
  explicit Caller(std::shared_ptr<grpc::Channel> channel) : channel_(std::move(channel)) {}

  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request) const {
    Stub stub(channel_);
    grpc::ClientContext context;
    Response response;
    LAOWU_RETURN_IF_ERROR(runtime::FromGrpc((stub.*method)(&context, request, &response)));
    return response;
  }

  absl::Status Print(const std::string& what, int count,
                     const std::function<absl::Status(int)>& call) {
    LAOWU_ASSIGN_OR_RETURN(const Times times, TimesOf(count, call));
    if (empty_.p50_ms == 0) empty_ = times;
    std::printf("%-52s %5d calls  p50 %8.3f ms  p99 %8.3f ms  %6.1f x empty\n", what.c_str(), count,
                times.p50_ms, times.p99_ms, times.p50_ms / empty_.p50_ms);
    std::fflush(stdout);
    return absl::OkStatus();
  }

 private:
  const std::shared_ptr<grpc::Channel> channel_;
  Times empty_;
};

absl::Status PrintEmpty(Caller& caller) {
  v1::GetDivisionRequest request;
  request.set_name("divisions/442000");
  const auto call = [&](int) {
    return caller.Call(&v1::ReferenceService::Stub::GetDivision, request).status();
  };
  LAOWU_RETURN_IF_ERROR(TimesOf(kCalls, call).status());  // warms the channel
  return caller.Print("GetDivision (the empty call)", kCalls, call);
}

absl::Status PrintMatches(Caller& caller) {
  v1::ListVacanciesRequest vacancies;
  vacancies.set_parent(kOffice);
  vacancies.set_page_size(500);
  LAOWU_ASSIGN_OR_RETURN(const auto vacancy_page,
                         caller.Call(&v1::VacancyService::Stub::ListVacancies, vacancies));
  v1::ListWorkersRequest workers;
  workers.set_division_code("520281");
  workers.set_page_size(500);
  LAOWU_ASSIGN_OR_RETURN(const auto worker_page,
                         caller.Call(&v1::WorkerService::Stub::ListWorkers, workers));
  std::int64_t eligible_count = 0;
  const auto candidates = [&](const std::string& prefix, bool count) {
    return [&, prefix, count](int i) {
      v1::FindCandidatesRequest request;
      request.set_name(vacancy_page.vacancies(i % vacancy_page.vacancies_size()).name());
      request.set_page_size(10);
      request.set_division_prefix(prefix);
      request.set_count_excluded(count);
      const auto answer = caller.Call(&v1::MatchService::Stub::FindCandidates, request);
      if (answer.ok()) eligible_count += answer->eligible_count();
      return answer.status();
    };
  };
  const int few = vacancy_page.vacancies_size();
  LAOWU_RETURN_IF_ERROR(
      caller.Print("FindCandidates k = 10 of the city", few, candidates("", false)));
  LAOWU_RETURN_IF_ERROR(
      caller.Print("FindCandidates k = 10 of a county", few, candidates("520281", false)));
  LAOWU_RETURN_IF_ERROR(
      caller.Print("FindCandidates k = 10 with counts by gate", few, candidates("", true)));
  std::printf("  eligible on average %lld\n", static_cast<long long>(eligible_count / few));
  LAOWU_RETURN_IF_ERROR(caller.Print("AdviseVacancy", few, [&](int i) {
    v1::AdviseVacancyRequest request;
    request.set_name(vacancy_page.vacancies(i).name());
    return caller.Call(&v1::MatchService::Stub::AdviseVacancy, request).status();
  }));
  LAOWU_RETURN_IF_ERROR(caller.Print("AdviseWorker", few, [&](int i) {
    v1::AdviseWorkerRequest request;
    request.set_name(worker_page.workers(i % worker_page.workers_size()).name());
    return caller.Call(&v1::MatchService::Stub::AdviseWorker, request).status();
  }));
  LAOWU_RETURN_IF_ERROR(caller.Print("GetSupply", kFewCalls, [&](int) {
    return caller.Call(&v1::MatchService::Stub::GetSupply, v1::GetSupplyRequest()).status();
  }));
  return caller.Print("FindVacancies k = 10", worker_page.workers_size(), [&](int i) {
    v1::FindVacanciesRequest request;
    request.set_name(worker_page.workers(i).name());
    request.set_page_size(10);
    return caller.Call(&v1::MatchService::Stub::FindVacancies, request).status();
  });
}

absl::Status PrintRatios(Caller& caller) {
  const auto ratio = [&](const std::string& division, absl::CivilDay day, bool then) {
    v1::GetOutboundRatioRequest request;
    request.set_name(
        absl::StrCat("divisions/", division, "/outboundRatios/", runtime::DateText(day)));
    if (then) {
      // As known a month later, when the ledger of that half month had come.
      const absl::CivilDay known = std::min(day + 30, kToday - 1);
      *request.mutable_known_at() = runtime::ToTimestamp(runtime::StartOfDay(known));
    }
    return caller.Call(&v1::MonitoringService::Stub::GetOutboundRatio, request);
  };
  LAOWU_ASSIGN_OR_RETURN(const auto today, ratio("520200", kToday, false));
  std::printf("city today: D %d, O %d, U %d, C %d, %d permille\n", today.outbound_person_count(),
              today.organized_person_count(), today.unknown_channel_person_count(),
              today.unproven_person_count(), today.ratio_permille());
  LAOWU_RETURN_IF_ERROR(caller.Print("ratio of a county, today, as known now", kRatioCalls,
                                     [&](int) { return ratio("520281", kToday, false).status(); }));
  LAOWU_RETURN_IF_ERROR(caller.Print("ratio of the city, today, as known now", kRatioCalls,
                                     [&](int) { return ratio("520200", kToday, false).status(); }));
  const auto any = [&](const std::string& division) {
    return [&, division](int i) {
      intake::Draw draw(kSeed, 9, static_cast<std::uint64_t>(i));
      return ratio(division, kFirstDay + 60 + draw.Below(450), true).status();
    };
  };
  LAOWU_RETURN_IF_ERROR(
      caller.Print("ratio of a county, any day and known-at", kRatioCalls / 4, any("520281")));
  return caller.Print("ratio of the city, any day and known-at", kRatioCalls / 4, any("520200"));
}

absl::Status PrintSignals(Caller& caller) {
  for (const char* const division : {"520281", "520200"}) {
    LAOWU_RETURN_IF_ERROR(
        caller.Print(absl::StrCat("ListSignals of ", division), kPassCalls, [&](int) {
          v1::ListSignalsRequest request;
          request.set_parent(absl::StrCat("divisions/", division));
          return caller.Call(&v1::MonitoringService::Stub::ListSignals, request).status();
        }));
  }
  return caller.Print("ListSharedPhones of the city", kPassCalls, [&](int) {
    v1::ListSharedPhonesRequest request;
    request.set_division_code("5202");
    return caller.Call(&v1::WorkerService::Stub::ListSharedPhones, request).status();
  });
}

}  // namespace

absl::Status MeasureStart(const std::string& data, const std::string& followers) {
  const std::vector<std::string> waiting = absl::StrSplit(followers, ',', absl::SkipEmpty());
  std::vector<std::string> roles = {"vacancy", "worker", "placement"};
  roles.insert(roles.end(), waiting.begin(), waiting.end());
  const absl::Time begun = absl::Now();
  LAOWU_ASSIGN_OR_RETURN(const auto process, StartProcess(data, roles, ClockFrom(kToday)));
  std::printf("stores open after %.2f s\n", absl::ToDoubleSeconds(absl::Now() - begun));
  if (waiting.empty()) {
    LAOWU_ASSIGN_OR_RETURN(const std::int64_t change_count, DrainAll(*process));
    std::printf("all feeds, one after the other: %lld records in %.2f s\n",
                static_cast<long long>(change_count), absl::ToDoubleSeconds(absl::Now() - begun));
  } else {
    LAOWU_RETURN_IF_ERROR(WaitAndPrint(*process, waiting, begun));
  }
  const std::string who = absl::StrJoin(roles, " ");
  std::printf("memory of %s: %lld MiB\n", who.c_str(),
              static_cast<long long>(ResidentBytes() >> 20));
  std::fflush(stdout);
  return absl::OkStatus();
}

absl::Status MeasureCalls(const std::string& data) {
  const absl::Time begun = absl::Now();
  LAOWU_ASSIGN_OR_RETURN(const auto process, StartProcess(data, {}, ClockFrom(kToday)));
  LAOWU_RETURN_IF_ERROR(WaitAndPrint(*process, {"match", "monitoring"}, begun));
  Caller caller(ChannelTo(*process));
  LAOWU_RETURN_IF_ERROR(PrintEmpty(caller));
  LAOWU_RETURN_IF_ERROR(PrintMatches(caller));
  LAOWU_RETURN_IF_ERROR(PrintRatios(caller));
  return PrintSignals(caller);
}

}  // namespace laowu::bench
