// How fast the matcher answers at a city's size, in one run on the same rows: vacancy → top 10, 100
// and 500 of the workers, worker → top 10 of the vacancies, counts by gate; alone, by several
// threads, and while workers change; a batch of vacancies; with what the index costs to build and
// to hold. A program of its own, since it reports percentiles over many different questions, each
// asked five times, its median taken.
//
//   bench_index [--workers N] [--vacancies N] [--queries N] [--shape realistic|flat|anywhere]
//               [--threads N] [--updates A_SECOND] [--batch VACANCIES] [--checks N]
//
// Rows are made up, the same for the same options. Never a timed pass or fail; but every answer of
// the first hundred questions (--checks) is held against the scan, and a difference ends the run
// with 1.

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "matcher/matcher.h"
#include "matcher/score.h"
#include "storage/mutex.h"
#include "tests/bench/matching/made_up_rows.h"

namespace laowu::matcher {
namespace {

using Clock = std::chrono::steady_clock;

struct Options {
  int workers = 1'200'000;
  int vacancies = 100'000;
  int queries = 1'000;
  Shape shape = Shape::kRealistic;
  int threads = 1;
  int updates_a_second = 0;
  int batch = 0;
  int checks = 100;
};

double MicrosSince(Clock::time_point begun) {
  return std::chrono::duration<double, std::micro>(Clock::now() - begun).count();
}

// Of this thread: what waiting for a core takes is the machine's, not the matcher's.
double CpuMicros() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

std::int64_t ResidentBytes() {
  std::FILE* file = std::fopen("/proc/self/statm", "r");
  long long total = 0;
  long long resident = 0;
  if (file == nullptr) return 0;
  if (std::fscanf(file, "%lld %lld", &total, &resident) != 2) resident = 0;
  std::fclose(file);
  return resident * sysconf(_SC_PAGESIZE);
}

void PrintPercentiles(absl::string_view what, std::vector<double> micros) {
  if (micros.empty()) return;
  std::sort(micros.begin(), micros.end());
  const auto at = [&](double share) {
    return micros[static_cast<std::size_t>(share * static_cast<double>(micros.size() - 1))];
  };
  absl::PrintF("%-44s %9.1f %9.1f %9.1f %9.1f", what, at(0.5), at(0.9), at(0.99), at(1.0));
  std::fflush(stdout);
}

class IndexBench {
 public:
  explicit IndexBench(const Options& options) : options_(options), maker_(options.shape) {}

  int Run() {
    if (!Fill()) return 1;
    Build();
    if (!AllAsScan()) return 1;
    absl::PrintF("\n%-44s %9s %9s %9s %9s\n", "µs of the processor, median of five", "p50", "p90",
                 "p99", "max");
    Questions();
    Unpruned();
    if (options_.threads > 1) Threads();
    if (options_.updates_a_second > 0) UnderUpdates();
    if (options_.batch > 0) Batch();
    return 0;
  }

 private:
  static FindQuery QueryOf(int limit) {
    FindQuery query;
    query.terms = {RowMaker::Today(), false};
    query.limit = limit;
    return query;
  }

  bool Fill() {
    resident_before_ = ResidentBytes();
    const auto begun = Clock::now();
    for (int i = 0; i < options_.workers; ++i) {
      const WorkerRow row = maker_.Worker(i);
      if (i % std::max(1, options_.workers / options_.queries) == 0) workers_.push_back(row.name);
      if (!matcher_.UpsertWorker(row).ok()) return false;
    }
    for (int i = 0; i < options_.vacancies; ++i) {
      const VacancyRow row = maker_.Vacancy(i);
      vacancies_.push_back(row.name);
      if (!matcher_.UpsertVacancy(row).ok()) return false;
    }
    absl::PrintF("%d workers, %d vacancies made and put in %.1f s\n", options_.workers,
                 options_.vacancies, MicrosSince(begun) / 1e6);
    return true;
  }

  // Twice: the second time there is an index beside the one that is made.
  void Build() {
    auto begun = Clock::now();
    matcher_.RebuildNow();
    absl::PrintF("index built in %.2f s, one thread\n", MicrosSince(begun) / 1e6);
    const std::int64_t resident = ResidentBytes();
    std::int64_t most = resident;
    begun = Clock::now();
    auto rebuild = matcher_.BeginRebuild(Matcher::RebuildScope::kEverything);
    double longest_step_micros = 0;
    while (rebuild->more()) {
      const bool shared = rebuild->reads_rows();
      const auto step_begun = Clock::now();
      rebuild->Step(matcher_);
      if (shared) longest_step_micros = std::max(longest_step_micros, MicrosSince(step_begun));
      most = std::max(most, ResidentBytes());
    }
    matcher_.Install(*rebuild);
    rebuild.reset();
    absl::PrintF("built again beside it in %.2f s; longest step that changes wait for %.1f ms\n",
                 MicrosSince(begun) / 1e6, longest_step_micros / 1e3);
    const double workers = options_.workers;
    absl::PrintF(
        "bytes a worker: %.0f in all (resident), %.1f of them the index; %.0f while it is "
        "rebuilt\n",
        static_cast<double>(resident - resident_before_) / workers,
        static_cast<double>(matcher_.index_byte_count()) / workers,
        static_cast<double>(most - resident_before_) / workers);
  }

  const std::string& VacancyAt(int i) const {
    const int step = std::max(1, options_.vacancies / options_.queries);
    return vacancies_[static_cast<std::size_t>(i) * static_cast<std::size_t>(step)];
  }

  // Ids, scores and details, and the counts by gate.
  bool AllAsScan() {
    for (int i = 0; i < options_.checks && i < options_.queries; ++i) {
      FindQuery query = QueryOf(i % 2 == 0 ? 10 : 100);
      query.count_excluded = true;
      const auto fast = matcher_.FindCandidates(VacancyAt(i), query);
      query.by_scan = true;
      const auto slow = matcher_.FindCandidates(VacancyAt(i), query);
      if (!fast.ok() || !slow.ok() || fast->results.size() != slow->results.size()) return false;
      bool same = fast->eligible_count == slow->eligible_count;
      for (std::size_t j = 0; j < fast->excluded.size(); ++j) {
        same = same && fast->excluded[j] == slow->excluded[j];
      }
      for (std::size_t j = 0; j < fast->results.size(); ++j) {
        same = same && fast->results[j].name == slow->results[j].name &&
               fast->results[j].details == slow->results[j].details;
      }
      if (!same) {
        std::fprintf(stderr, "the index and the scan differ for %s\n", VacancyAt(i).c_str());
        return false;
      }
    }
    return true;
  }

  int questions() const {
    return std::min({options_.queries, static_cast<int>(workers_.size()), options_.vacancies});
  }

  // What stands in the processor's caches when a question is asked.
  enum class Before { kItself, kAllOthers };

  // Processor time: median of five askings of each question, then percentiles over the questions.
  void Report(absl::string_view what, const std::function<void(int, FindQuery)>& ask,
              FindQuery query, Before before = Before::kItself) {
    constexpr std::size_t kTimes = 5;
    SearchCounts counts;
    query.counts = &counts;
    const auto count = static_cast<std::size_t>(questions());
    std::vector<std::array<double, kTimes>> micros(count);
    for (std::size_t i = 0; i < kTimes * count; ++i) {
      const bool itself = before == Before::kItself;
      const std::size_t question = itself ? i / kTimes : i % count;
      const double begun = CpuMicros();
      ask(static_cast<int>(question), query);
      micros[question][itself ? i % kTimes : i / count] = CpuMicros() - begun;
    }
    std::vector<double> medians;
    for (auto& times : micros) {
      std::sort(times.begin(), times.end());
      medians.push_back(times[kTimes / 2]);
    }
    PrintPercentiles(what, medians);
    const double asked = 5.0 * questions();
    absl::PrintF("   bounds %.0f, blocks %.0f, rows looked at %.0f, scored %.0f a question\n",
                 static_cast<double>(counts.bounds) / asked,
                 static_cast<double>(counts.blocks_opened) / asked,
                 static_cast<double>(counts.rows_looked_at) / asked,
                 static_cast<double>(counts.rows_scored) / asked);
    std::fflush(stdout);
  }

  void Questions() {
    const auto candidates = [this](int i, const FindQuery& query) {
      (void)matcher_.FindCandidates(VacancyAt(i), query);
    };
    Report("vacancy → top 10", candidates, QueryOf(10));
    Report("vacancy → top 100", candidates, QueryOf(100));
    Report("vacancy → top 500", candidates, QueryOf(500));
    Report("top 10, all others between", candidates, QueryOf(10), Before::kAllOthers);
    Report("top 100, all others between", candidates, QueryOf(100), Before::kAllOthers);
    FindQuery query = QueryOf(10);
    query.division_prefixes = {"520202"};
    Report("vacancy → top 10 of one county", candidates, query);
    query.count_excluded = true;
    Report("the same with counts by gate", candidates, query);
    query = QueryOf(1);
    query.count_excluded = true;
    Report("vacancy → the best, counts by gate", candidates, query);
    const auto vacancies = [this](int i, const FindQuery& of) {
      (void)matcher_.FindVacancies(workers_[static_cast<std::size_t>(i)], of);
    };
    Report("worker → top 10", vacancies, QueryOf(10));
    query = QueryOf(10);
    query.division_prefixes = {"650000"};
    Report("worker → top 10 where nothing is", vacancies, query);
  }

  // What no bound tells apart: drafts that say next to nothing. Beside it the scan, which is the
  // most that such a question may take.
  void Unpruned() {
    VacancyRow open;
    open.state = VacancyState::kOpen;
    VacancyRow paid = open;
    paid.max_wage_cny_per_month = 6'000;
    VacancyRow placed = open;
    placed.workplace_division_code = "440300";
    placed.workplace_lineage_codes = {"440000", "440300"};
    VacancyRow of_trade = open;
    of_trade.occupation_code = "6";
    VacancyRow old = placed;  // ages stand in no summary
    old.min_age_years = 63;
    for (const auto& [what, draft] :
         {std::pair("a draft that is open", open), std::pair("and says its pay", paid),
          std::pair("or its city", placed), std::pair("or its major class", of_trade),
          std::pair("or its city, for the old alone", old)}) {
      for (const int limit : {10, 500}) {
        FindQuery query = QueryOf(limit);
        SearchCounts counts;
        query.counts = &counts;
        const double by_index = MedianMicros(draft, query);
        query.by_scan = true;
        absl::PrintF("%-30s top %3d: %9.0f µs, by the scan %9.0f; rows looked at %d\n", what, limit,
                     by_index, MedianMicros(draft, query), counts.rows_looked_at / 5);
      }
    }
  }

  double MedianMicros(const VacancyRow& draft, const FindQuery& query) const {
    std::array<double, 5> micros;
    for (double& once : micros) {
      const double begun = CpuMicros();
      (void)matcher_.FindCandidatesForDraft(draft, query);
      once = CpuMicros() - begun;
    }
    std::sort(micros.begin(), micros.end());
    return micros[micros.size() / 2];
  }

  // Each thread asks its share of the questions, once.
  void Threads() {
    std::vector<std::vector<double>> micros(static_cast<std::size_t>(options_.threads));
    std::vector<std::thread> threads;
    const auto begun = Clock::now();
    for (int t = 0; t < options_.threads; ++t) {
      threads.emplace_back([this, t, &micros] {
        for (int i = t; i < questions(); i += options_.threads) {
          const auto asked = Clock::now();
          (void)matcher_.FindCandidates(VacancyAt(i), QueryOf(10));
          micros[static_cast<std::size_t>(t)].push_back(MicrosSince(asked));
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    const double seconds = MicrosSince(begun) / 1e6;
    std::vector<double> all;
    for (const auto& of_one : micros) all.insert(all.end(), of_one.begin(), of_one.end());
    PrintPercentiles(absl::StrFormat("top 10, %d threads, once each", options_.threads), all);
    absl::PrintF("   %.0f questions a second\n", questions() / seconds);
  }

  // As the match role does it: one lock, changes in short slices, a thread that rebuilds. One
  // question follows the other.
  void UnderUpdates() {
    PrintPercentiles("top 10 through the lock, nothing changes", AskFor(5.0));
    absl::PrintF("\n");
    std::atomic<bool> stopping = false;
    std::thread rebuilder([this, &stopping] {
      while (!stopping) {
        if (!RebuildOnce(stopping)) WaitUntil(Clock::now() + std::chrono::milliseconds(20));
      }
    });
    std::vector<double> visible_micros;
    std::int64_t updates = 0;
    std::thread updater([&] { Update(stopping, visible_micros, updates); });
    const std::vector<double> during = AskFor(20.0);
    stopping = true;
    updater.join();
    rebuilder.join();
    PrintPercentiles(absl::StrFormat("top 10, %d updates a second", options_.updates_a_second),
                     during);
    absl::PrintF("   %d updates in 20 s\n", updates);
    PrintPercentiles("update → visible", visible_micros);
    absl::PrintF("\n");
  }

  // Nobody tells.
  static void WaitUntil(Clock::time_point then) {
    storage::Mutex mutex;
    storage::CondVar never;
    storage::MutexLock lock(mutex);
    while (Clock::now() < then) {
      never.WaitUntil(mutex, absl::Now() + absl::FromChrono(then - Clock::now()));
    }
  }

  std::vector<double> AskFor(double seconds) {
    std::vector<double> micros;
    const auto begun = Clock::now();
    for (int i = 0; MicrosSince(begun) < seconds * 1e6; i = (i + 1) % questions()) {
      const auto asked = Clock::now();
      {
        storage::ReaderLock lock(mutex_);
        (void)matcher_.FindCandidates(VacancyAt(i), QueryOf(10));
      }
      micros.push_back(MicrosSince(asked));
    }
    return micros;
  }

  bool RebuildOnce(const std::atomic<bool>& stopping) {
    std::unique_ptr<Matcher::Rebuild> rebuild;
    {
      storage::WriterLock lock(mutex_);
      rebuild = matcher_.BeginRebuild();
    }
    if (rebuild == nullptr) return false;
    while (rebuild->more()) {
      if (stopping) return false;
      if (rebuild->reads_rows()) {
        storage::ReaderLock lock(mutex_);
        rebuild->Step(matcher_);
      } else {
        rebuild->Step(matcher_);
      }
    }
    storage::WriterLock lock(mutex_);
    matcher_.Install(*rebuild);
    return true;
  }

  void Update(const std::atomic<bool>& stopping, std::vector<double>& visible_micros,
              std::int64_t& updates) {
    constexpr int kSlices = 100;  // a second
    const int slice = std::max(1, options_.updates_a_second / kSlices);
    auto next = Clock::now();
    int number = 0;
    while (!stopping) {
      std::vector<WorkerRow> rows;
      for (int i = 0; i < slice; ++i) {
        number = (number + 7'919) % options_.workers;
        rows.push_back(maker_.Worker(number));
      }
      const auto come = Clock::now();
      {
        storage::WriterLock lock(mutex_);
        for (const WorkerRow& row : rows) (void)matcher_.UpsertWorker(row);
      }
      updates += slice;
      visible_micros.push_back(MicrosSince(come));  // from here on every answer has them
      next += std::chrono::milliseconds(1'000 / kSlices);
      WaitUntil(next);
    }
  }

  // Many vacancies against everyone, top 50 each, by each number of threads.
  void Batch() {
    for (int thread_count = 1; thread_count <= options_.threads; ++thread_count) {
      std::atomic<int> next = 0;
      std::atomic<std::int64_t> found = 0;
      std::atomic<std::int64_t> cpu_micros = 0;
      const auto begun = Clock::now();
      std::vector<std::thread> threads;
      for (int t = 0; t < thread_count; ++t) {
        threads.emplace_back([&] {
          while (true) {
            const int i = next++;
            if (i >= options_.batch) {
              cpu_micros += static_cast<std::int64_t>(CpuMicros());
              return;
            }
            const auto page = matcher_.FindCandidates(
                vacancies_[static_cast<std::size_t>(i % options_.vacancies)], QueryOf(50));
            if (page.ok()) found += static_cast<std::int64_t>(page->results.size());
          }
        });
      }
      for (std::thread& thread : threads) thread.join();
      absl::PrintF(
          "%d vacancies × top 50, %d threads: %.2f s, %.2f s of the processor, %d candidates\n",
          options_.batch, thread_count, MicrosSince(begun) / 1e6,
          static_cast<double>(cpu_micros.load()) / 1e6, found.load());
    }
  }

  const Options options_;
  RowMaker maker_;
  Matcher matcher_;
  storage::TurnstileMutex mutex_;
  std::vector<std::string> vacancies_;
  std::vector<std::string> workers_;
  std::int64_t resident_before_ = 0;
};

}  // namespace
}  // namespace laowu::matcher

int main(int argc, char** argv) {
  laowu::matcher::Options options;
  std::string shape = "realistic";
  CLI::App app("The matcher's index: answers a second, memory, updates, beside the scan");
  app.add_option("--workers", options.workers, "workers")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--vacancies", options.vacancies, "vacancies")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--queries", options.queries, "questions, each asked five times")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--threads", options.threads,
                 "threads of the questions asked at once, and of the batch")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--updates", options.updates_a_second,
                 "updates a second while questions are asked, for 20 s; 0: none")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--batch", options.batch, "vacancies against everyone, top 50 each; 0: none")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--checks", options.checks, "answers held against the scan")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--shape", shape, "how trades, skills and places are spread")
      ->check(CLI::IsMember({"realistic", "flat", "anywhere"}))
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  options.shape = laowu::matcher::ShapeOf(shape);
  return laowu::matcher::IndexBench(options).Run();
}
