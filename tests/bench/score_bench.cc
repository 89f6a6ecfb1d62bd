// What one pair costs by the specification and by the packed rule, and what a scan of all rows
// costs, and what advice does. Rows are made up: 35 % of the workers away, of vacancies 38 % ask no
// skill, 20 % prefer some, 42 % require some.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "matcher/matcher.h"
#include "matcher/packed_rows.h"
#include "matcher/packed_score.h"
#include "matcher/score.h"
#include "matcher/vacancy_advice.h"
#include "matcher/worker_advice.h"

namespace laowu::matcher {
namespace {

using Random = std::mt19937_64;
int Below(int bound, Random& random) {
  return static_cast<int>(random() % static_cast<std::uint64_t>(bound));
}

const MatchTerms kTerms = {absl::CivilDay(2026, 3, 1), false};

std::string Skill(Random& random) {
  return absl::StrCat("skill-", Below(20, random) * Below(15, random));
}
std::string Occupation(Random& random) {
  return absl::StrCat("6-", 10 + Below(20, random), "-0", Below(5, random), "-0", Below(9, random));
}

WorkerRow MadeUpWorker(int number, Random& random) {
  WorkerRow row;
  row.name = absl::StrCat("workers/01hxyz0000000000000", number);
  row.tie_hash = static_cast<std::int64_t>(random() >> 1);
  row.active = true;
  row.legal_basis_in_force = LegalBasis::kConsent;
  row.currently_away = Below(100, random) < 35;
  if (row.currently_away) row.away_division_code = "330100";
  if (Below(10, random) == 0) row.job_wanted_from = kTerms.as_of_date + Below(60, random);
  row.birth_date = absl::CivilDay(1962 + Below(46, random), 1 + Below(12, random), 5);
  row.education = static_cast<EducationLevel>(2 + Below(4, random));
  row.min_wage_cny_per_month = 3'000 + 100 * Below(40, random);
  constexpr std::array<const char*, 5> kPlaces = {"440000", "330000", "442000", "441900", "520000"};
  for (int i = Below(4, random); i > 0; --i) {
    row.preferred_division_codes.push_back(kPlaces[static_cast<std::size_t>(Below(5, random))]);
  }
  for (int i = Below(4, random); i > 0; --i) {
    row.skills.push_back({Skill(random), absl::StrCat("group-", Below(30, random)),
                          1 + Below(3, random), 6 * Below(30, random)});
  }
  for (int i = Below(3, random); i > 0; --i)
    row.desired_occupation_codes.push_back(Occupation(random));
  if (Below(3, random) == 0) row.policy_groups = BitOf(1 + Below(3, random));
  row.division_code = absl::StrCat("5202811", 10 + Below(27, random));
  row.home = PlanePoint{100'000 + Below(1'000, random), 28'000 + Below(1'000, random)};
  return row;
}

VacancyRow MadeUpVacancy(int number, Random& random) {
  VacancyRow row;
  row.name = absl::StrCat("offices/zhongshan/vacancies/", number);
  row.tie_hash = static_cast<std::int64_t>(random() >> 1);
  row.state = VacancyState::kOpen;
  row.openings_left_count = 5;
  if (Below(3, random) == 0) row.max_age_years = 45;
  row.max_wage_cny_per_month = 4'500 + 500 * Below(8, random);
  const int kind = Below(100, random);
  if (kind >= 38) {
    for (int i = 1 + Below(2, random); i > 0; --i) {
      row.skill_requirements.push_back(
          {Skill(random), absl::StrCat("group-", Below(30, random)), 1, kind >= 58});
    }
  }
  row.occupation_code = Occupation(random);
  row.workplace_division_code = "442000101";
  row.workplace_lineage_codes = {"440000", "442000", "442000101"};
  row.workplace = PlanePoint{109'314, 25'069};
  return row;
}

void BM_SpecificationPair(benchmark::State& state) {
  Random random(1);
  std::vector<WorkerRow> workers;
  for (int i = 0; i < 1'000; ++i) workers.push_back(MadeUpWorker(i, random));
  const VacancyRow vacancy = MadeUpVacancy(0, random);
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(Gates(workers[i], vacancy, kTerms));
    benchmark::DoNotOptimize(Score(workers[i], vacancy));
    i = (i + 1) % workers.size();
  }
}
BENCHMARK(BM_SpecificationPair);

void BM_PackedPair(benchmark::State& state) {
  Random random(1);
  Dictionaries dictionaries;
  std::vector<PackedWorker> workers;
  for (int i = 0; i < 1'000; ++i) workers.push_back(Pack(MadeUpWorker(i, random), dictionaries));
  const PackedVacancy vacancy = Pack(MadeUpVacancy(0, random), dictionaries);
  const PackedTerms terms = Pack(kTerms);
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(PackedGates<true>(workers[i], vacancy, terms));
    benchmark::DoNotOptimize(PackedTotalMicros(workers[i], vacancy));
    i = (i + 1) % workers.size();
  }
}
BENCHMARK(BM_PackedPair);

Matcher* NewFilled(int worker_count, int vacancy_count) {
  Random random(1);
  auto* filled = new Matcher;
  for (int i = 0; i < worker_count; ++i) {
    if (!filled->UpsertWorker(MadeUpWorker(i, random)).ok()) std::abort();
  }
  for (int i = 0; i < vacancy_count; ++i) {
    if (!filled->UpsertVacancy(MadeUpVacancy(i, random)).ok()) std::abort();
  }
  return filled;
}
// One matcher for all scans: to fill it takes longer than to ask it.
const Matcher& Filled(int worker_count, int vacancy_count) {
  static const Matcher* const matcher = NewFilled(worker_count, vacancy_count);
  return *matcher;
}
constexpr int kWorkerCount = 1'000'000;
constexpr int kVacancyCount = 100'000;

// Over a hundred vacancies in turn, 50 best; argument: with counts.
void BM_FindCandidatesAmongAMillion(benchmark::State& state) {
  const Matcher& matcher = Filled(kWorkerCount, kVacancyCount);
  FindQuery query;
  query.terms = kTerms;
  query.limit = 50;
  query.count_excluded = state.range(0) != 0;
  std::int64_t eligible_count = 0;
  int i = 0;
  for (auto _ : state) {
    const auto page =
        matcher.FindCandidates(absl::StrCat("offices/zhongshan/vacancies/", i % 100), query);
    if (!page.ok()) {
      state.SkipWithError("no answer");
      break;
    }
    eligible_count += page->eligible_count.value_or(0);
    ++i;
  }
  state.counters["eligible"] =
      benchmark::Counter(static_cast<double>(eligible_count), benchmark::Counter::kAvgIterations);
}
BENCHMARK(BM_FindCandidatesAmongAMillion)
    ->Arg(0)
    ->Arg(1)
    ->Iterations(100)
    ->Unit(benchmark::kMillisecond);

void BM_FindVacanciesAmong100000(benchmark::State& state) {
  const Matcher& matcher = Filled(kWorkerCount, kVacancyCount);
  FindQuery query;
  query.terms = kTerms;
  query.limit = 50;
  int i = 0;
  for (auto _ : state) {
    const auto page =
        matcher.FindVacancies(absl::StrCat("workers/01hxyz0000000000000", i % 100), query);
    if (!page.ok()) {
      state.SkipWithError("no answer");
      break;
    }
    ++i;
  }
}
BENCHMARK(BM_FindVacanciesAmong100000)->Iterations(100)->Unit(benchmark::kMillisecond);

// Advice is asked of a matcher whose index is built, as it is in a server.
const Matcher& Indexed(int worker_count) {
  static auto* matchers = new std::map<int, const Matcher*>;
  const Matcher*& matcher = (*matchers)[worker_count];
  if (matcher == nullptr) {
    Matcher* const filled = NewFilled(worker_count, kVacancyCount);
    filled->RebuildNow();
    matcher = filled;
  }
  return *matcher;
}

// The whole ladder and its pairs, over a hundred vacancies in turn; argument: workers.
void BM_AdviseVacancy(benchmark::State& state) {
  const Matcher& matcher = Indexed(static_cast<int>(state.range(0)));
  AdviceQuery query;
  query.terms = kTerms;
  double step_count = 0;
  double max_ms = 0;
  int i = 0;
  for (auto _ : state) {
    const auto vacancy =
        matcher.GetVacancy(absl::StrCat("offices/zhongshan/vacancies/", i++ % 100));
    const auto begun = std::chrono::steady_clock::now();
    const auto advice = Advise(matcher, *vacancy, query, nullptr);
    if (!advice.ok()) {
      state.SkipWithError("no answer");
      break;
    }
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begun;
    max_ms = std::max(max_ms, took.count());
    step_count += static_cast<double>(advice->steps.size());
  }
  state.counters["max_ms"] = max_ms;
  state.counters["steps"] = benchmark::Counter(step_count, benchmark::Counter::kAvgIterations);
}
BENCHMARK(BM_AdviseVacancy)
    ->Arg(200'000)
    ->Arg(1'200'000)
    ->Iterations(100)
    ->Unit(benchmark::kMillisecond);

void BM_AdviseWorkerAmong100000(benchmark::State& state) {
  const Matcher& matcher = Indexed(200'000);
  AdviceQuery query;
  query.terms = kTerms;
  int i = 0;
  for (auto _ : state) {
    const auto worker = matcher.GetWorker(absl::StrCat("workers/01hxyz0000000000000", i++ % 100));
    if (!Advise(matcher, *worker, query).ok()) {
      state.SkipWithError("no answer");
      break;
    }
  }
}
BENCHMARK(BM_AdviseWorkerAmong100000)->Iterations(100)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace laowu::matcher

BENCHMARK_MAIN();
