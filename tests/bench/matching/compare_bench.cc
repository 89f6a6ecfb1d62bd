// The match role over TCP beside PostgreSQL 15 over TCP, and the engine in process beside both, on
// the same rows: the best workers for a vacancy, the same question everywhere; ids and scores must
// be equal, or the run ends with 1. Then what the way costs: a question with an answer and one with
// none. Then many vacancies against everyone, through BatchFindCandidates.
//
//   bench_compare [--workers N] [--vacancies N] [--queries N] [--shape realistic|flat|anywhere]
//                 [--batch VACANCIES] [--postgres 0|1] [--ways NAMES] [--askings N]
//
// PostgreSQL is a server of its own in a temporary folder (postgres.h), asked in each of several
// ways to keep the rows and to write the statement (PostgresWays), so that the table shows which is
// best; without the package postgresql-15 its lines are left out. Never a timed pass or fail.

#include <grpcpp/grpcpp.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "laowu/v1/match_service.grpc.pb.h"
#include "services/match/match_index.h"
#include "services/match/match_service.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/unwatched_locks.h"
#include "storage/status_macros.h"
#include "tests/bench/matching/made_up_rows.h"
#include "tests/bench/matching/match_messages.h"
#include "tests/bench/matching/postgres.h"
#include "tests/support/role_fixture.h"

namespace laowu::matcher {
namespace {

using Clock = std::chrono::steady_clock;

constexpr char kCaller[] = "city";
constexpr int kLimit = 10;

struct Options {
  int workers = 1'200'000;
  int vacancies = 100'000;
  int queries = 100;
  Shape shape = Shape::kRealistic;
  int batch = 30'000;
  int postgres = 1;
  std::vector<std::string> ways;  // of PostgresWays; empty: all
  int askings = 5;                // of each question in PostgreSQL
};

double MicrosSince(Clock::time_point begun) {
  return std::chrono::duration<double, std::micro>(Clock::now() - begun).count();
}

void PrintPercentiles(const char* what, std::vector<double> micros) {
  std::sort(micros.begin(), micros.end());
  const auto at = [&](double share) {
    return micros[static_cast<std::size_t>(share * static_cast<double>(micros.size() - 1))];
  };
  absl::PrintF("%-52s %9.0f %9.0f %9.0f %9.0f\n", what, at(0.5), at(0.9), at(0.99), at(1.0));
  std::fflush(stdout);
}

class CompareBench {
 public:
  explicit CompareBench(const Options& options)
      : options_(options), maker_(options.shape), index_([this] { return fixture_.now(); }) {
    fixture_.set_now(runtime::StartOfDay(RowMaker::Today()) + absl::Hours(12));
    fixture_.AddPrincipal(kCaller, "city-bureau", "5202");
  }

  int Run() {
    auto begun = Clock::now();
    FillMatchIndex(options_.workers, options_.vacancies, maker_, index_);
    absl::PrintF("%d workers, %d vacancies put in through the feeds' messages in %.1f s\n",
                 options_.workers, options_.vacancies, MicrosSince(begun) / 1e6);
    match::MatchService service(fixture_.environment(), &index_);
    int port = 0;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&service);
    const auto server = builder.BuildAndStart();
    channel_ =
        grpc::CreateChannel(absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials());
    absl::PrintF("\n%-52s %9s %9s %9s %9s\n", "top 10, µs, median of five a question", "p50", "p90",
                 "p99", "max");
    const bool good = Compare();
    if (good && options_.batch > 0) Batch();
    server->Shutdown();
    service.Stop();
    return good ? 0 : 1;
  }

 private:
  struct Answer {
    std::vector<std::string> names;
    std::vector<int> totals_micros;
    bool operator==(const Answer&) const = default;
  };

  std::string NameAt(int question) const {
    const int step = std::max(1, options_.vacancies / options_.queries);
    return absl::StrCat("offices/zhongshan/vacancies/", question * step);
  }

  double MedianMicros(const std::function<void()>& ask) const {
    std::array<double, 5> micros{};
    for (double& once : micros) {
      const auto begun = Clock::now();
      ask();
      once = MicrosSince(begun);
    }
    std::sort(micros.begin(), micros.end());
    return micros[2];
  }

  Answer InProcess(const std::string& vacancy) {
    FindQuery query;
    query.terms = {RowMaker::Today(), false};
    query.limit = kLimit;
    Answer answer;
    const match::MatchIndex::View view(index_);
    const auto page = view.matcher().FindCandidates(vacancy, query);
    if (!page.ok()) return answer;
    for (const MatchResult& result : page->results) {
      answer.names.push_back(result.name);
      answer.totals_micros.push_back(result.details.score.total_micros);
    }
    return answer;
  }

  Answer OverTcp(v1::MatchService::Stub& stub, const v1::FindCandidatesRequest& request) {
    grpc::ClientContext context;
    fixture_.Authenticate(kCaller, &context);
    v1::FindCandidatesResponse response;
    Answer answer;
    if (!stub.FindCandidates(&context, request, &response).ok()) return answer;
    for (const auto& candidate : response.candidates()) {
      answer.names.push_back(candidate.worker());
      answer.totals_micros.push_back(candidate.score().total_micros());
    }
    return answer;
  }

  bool Compare() {
    v1::MatchService::Stub stub(channel_);
    v1::FindCandidatesRequest request;
    request.set_page_size(kLimit);
    *request.mutable_as_of_date() = runtime::ToDate(RowMaker::Today());
    std::vector<Answer> answers;
    std::vector<double> in_process, over_tcp, empty;
    v1::FindCandidatesRequest nobody = request;
    // Nobody may be matched: the same way, and nothing to find.
    *nobody.mutable_draft()->mutable_expire_date() = runtime::ToDate(RowMaker::Today() - 1);
    nobody.mutable_draft()->set_workplace_division_code("442000101");
    for (int i = 0; i < options_.queries; ++i) {
      answers.push_back(InProcess(NameAt(i)));
      in_process.push_back(MedianMicros([&] { (void)InProcess(NameAt(i)); }));
      request.set_name(NameAt(i));
      if (!(OverTcp(stub, request) == answers.back())) {
        std::fprintf(stderr, "over TCP %s has another answer\n", request.name().c_str());
        return false;
      }
      over_tcp.push_back(MedianMicros([&] { (void)OverTcp(stub, request); }));
      empty.push_back(MedianMicros([&] { (void)OverTcp(stub, nobody); }));
    }
    PrintPercentiles("engine, in process", in_process);
    PrintPercentiles("FindCandidates over TCP", over_tcp);
    PrintPercentiles("FindCandidates over TCP, of an expired vacancy: none", empty);
    return options_.postgres == 0 || ComparePostgres(answers);
  }

  bool ComparePostgres(const std::vector<Answer>& answers) {
    Postgres postgres;
    const absl::Status started = postgres.Start(54'329);
    if (!started.ok()) {
      absl::PrintF("PostgreSQL: %s\n", started.ToString());
      return absl::IsNotFound(started);
    }
    for (const PostgresWay& way : PostgresWays()) {
      if (!options_.ways.empty() &&
          std::find(options_.ways.begin(), options_.ways.end(), way.name) == options_.ways.end()) {
        continue;
      }
      const absl::Status status = ComparePostgres(postgres, way, answers);
      if (!status.ok()) {
        std::fprintf(stderr, "PostgreSQL, %s: %s\n", way.name, status.ToString().c_str());
        return false;
      }
    }
    return true;
  }

  absl::Status ComparePostgres(Postgres& postgres, const PostgresWay& way,
                               const std::vector<Answer>& answers) {
    const match::MatchIndex::View view(index_);
    const auto begun = Clock::now();
    LAOWU_RETURN_IF_ERROR(postgres.Load(view.matcher(), way));
    const double load_seconds = MicrosSince(begun) / 1e6;
    std::vector<PackedVacancy> vacancies;
    const RowTable<PackedVacancy>& rows = view.matcher().vacancies();
    for (int i = 0; i < options_.queries; ++i) vacancies.push_back(rows.row(*rows.Find(NameAt(i))));
    LAOWU_ASSIGN_OR_RETURN(const auto asked,
                           postgres.Ask(way, vacancies, Pack(MatchTerms{RowMaker::Today(), false}),
                                        kLimit, options_.askings));
    if (asked.size() != answers.size()) return absl::InternalError("answers are missing");
    std::vector<double> micros;
    for (std::size_t i = 0; i < answers.size(); ++i) {
      if (asked[i].names != answers[i].names ||
          asked[i].totals_micros != answers[i].totals_micros) {
        return absl::InternalError(absl::StrCat("another answer for question ", i));
      }
      micros.push_back(asked[i].median_millis * 1'000);
    }
    PrintPercentiles(absl::StrCat("PostgreSQL: ", way.what).c_str(), micros);
    LAOWU_ASSIGN_OR_RETURN(const double bytes, postgres.BytesAWorker(way, options_.workers));
    absl::PrintF("  ids and scores are equal; %.0f bytes a worker%s\n", bytes,
                 load_seconds < 0.1 ? "" : absl::StrFormat(", loaded in %.0f s", load_seconds));
    std::fflush(stdout);
    return absl::OkStatus();
  }

  // 100 questions a message, two callers.
  void Batch() {
    constexpr int kQuestions = 100;
    std::atomic<int> next = 0;
    std::atomic<std::int64_t> found = 0;
    const auto begun = Clock::now();
    std::vector<std::thread> callers;
    for (int caller = 0; caller < 2; ++caller) {
      callers.emplace_back([&] {
        v1::MatchService::Stub stub(channel_);
        while (true) {
          const int first = next.fetch_add(kQuestions);
          if (first >= options_.batch) return;
          v1::BatchFindCandidatesRequest request;
          *request.mutable_as_of_date() = runtime::ToDate(RowMaker::Today());
          for (int i = first; i < first + kQuestions; ++i) {
            auto* part = request.add_requests();
            part->set_name(absl::StrCat("offices/zhongshan/vacancies/", i % options_.vacancies));
            part->set_page_size(50);
          }
          grpc::ClientContext context;
          fixture_.Authenticate(kCaller, &context);
          v1::BatchFindCandidatesResponse response;
          if (!stub.BatchFindCandidates(&context, request, &response).ok()) continue;
          for (const auto& result : response.results()) {
            found += result.response().candidates_size();
          }
        }
      });
    }
    for (std::thread& caller : callers) caller.join();
    absl::PrintF("%d vacancies × top 50 through BatchFindCandidates over TCP: %.1f s, %d found\n",
                 options_.batch, MicrosSince(begun) / 1e6, found.load());
  }

  const Options options_;
  testing::RoleFixture fixture_;
  RowMaker maker_;
  match::MatchIndex index_;
  std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace
}  // namespace laowu::matcher

int main(int argc, char** argv) {
  laowu::runtime::LeaveLocksUnwatched();
  laowu::matcher::Options options;
  std::string shape = "realistic";
  CLI::App app(
      "The match role over TCP, the engine in process and PostgreSQL 15, on the same rows");
  app.add_option("--workers", options.workers, "workers")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--vacancies", options.vacancies, "vacancies")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--queries", options.queries, "questions, each asked five times")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--batch", options.batch, "vacancies asked through BatchFindCandidates")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--postgres", options.postgres, "0: leave PostgreSQL out")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  std::vector<std::string> ways;
  for (const auto& way : laowu::matcher::PostgresWays()) ways.emplace_back(way.name);
  app.add_option("--ways", options.ways, "ways in PostgreSQL, with commas between [all]")
      ->delimiter(',')
      ->check(CLI::IsMember(ways));
  app.add_option("--askings", options.askings, "how often each question is asked in PostgreSQL")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--shape", shape, "how trades, skills and places are spread")
      ->check(CLI::IsMember({"realistic", "flat", "anywhere"}))
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  options.shape = laowu::matcher::ShapeOf(shape);
  return laowu::matcher::CompareBench(options).Run();
}
