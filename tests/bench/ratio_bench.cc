// The ratio book at the size of a city (ratio.md, "Sizing"): how fast it fills, what an outcome
// takes in memory, and how long its figures take. People and outcomes are made up, the same in
// every run: 1.2 M workers in the townships of Liupanshui, half of them away, 3 M outcomes over ten
// years told in the order of recording, 1.2 M attestations; names as long as real ones.
//
// LAOWU_BENCH_OUTCOMES_PER_PERSON (5) makes it larger: 17 gives 10.2 M outcomes.

#include <benchmark/benchmark.h>
#include <malloc.h>

#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "ratio/reports.h"

namespace laowu::ratio {
namespace {

using reference::Channel;

constexpr std::int64_t kWorkers = 1'200'000;
constexpr std::int64_t kPersonsAway = 600'000;
constexpr absl::CivilDay kFirstDay(2016, 7, 1);
constexpr absl::CivilDay kToday(2026, 6, 30);

// Spread evenly and the same in every run (the finaliser of SplitMix64).
std::uint64_t Mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

std::int64_t OutcomesPerPerson() {
  const char* const text = std::getenv("LAOWU_BENCH_OUTCOMES_PER_PERSON");
  std::int64_t value = 5;
  if (text != nullptr && (!absl::SimpleAtoi(text, &value) || value < 1)) std::abort();
  return value;
}

std::string WorkerName(std::int64_t worker) {
  return absl::StrFormat("workers/%026x", Mix(static_cast<std::uint64_t>(worker)));
}
std::string OutcomeName(std::int64_t number) {
  return absl::StrFormat("outcomes/01a2083f-c95b-7535-%04x-%012x", number >> 48, number);
}

class Teller {
 public:
  Teller() {
    for (const char* county : {"520201", "520203", "520204", "520281"}) {
      for (const auto* town : reference::Divisions::Get().Children(county, kToday)) {
        homes_.emplace_back(town->code);
      }
    }
    for (const auto* town : reference::Divisions::Get().Children("442000", kToday)) {
      places_.emplace_back(town->code);
    }
    for (const char* city : {"440100", "440300", "441900", "330100", "350200", "310000"}) {
      places_.emplace_back(city);
    }
  }

  void TellProfiles(RatioBook& book) {
    for (std::int64_t i = 0; i < kWorkers; ++i) {
      WorkerFact fact;
      fact.worker = WorkerName(i);
      fact.name = absl::StrCat(fact.worker, "/facts/", absl::Hex(Mix(1), absl::kZeroPad16));
      fact.kind = FactKind::kProfile;
      fact.effective_date = kFirstDay;
      fact.division_code = homes_[Mix(static_cast<std::uint64_t>(i)) % homes_.size()];
      fact.rural = true;
      fact.birth_date = absl::CivilDay(1970, 1, 1) + i % 10'000;
      fact.record_time = Recorded(kFirstDay);
      fact.sequence = ++sequence_;
      book.UpsertFact(fact);
    }
  }

  // Round by round over all persons, as it happened over the years: an arrival first, then news
  // of it, a change of job or a visit; whoever was organised has the organiser's record.
  void TellOutcomes(RatioBook& book) {
    const std::int64_t rounds = OutcomesPerPerson();
    const std::int64_t days = kToday - kFirstDay - 40;
    for (std::int64_t round = 0; round < rounds; ++round) {
      for (std::int64_t i = 0; i < kPersonsAway; ++i) {
        const std::int64_t person = i * 2 % kWorkers;
        const std::uint64_t dice = Mix(static_cast<std::uint64_t>(person * 64 + round));
        const auto jitter = static_cast<std::int64_t>(dice % 30);
        MakeUp(person, round, kFirstDay + days * round / rounds + jitter, dice >> 8);
        if (told_.size() == kAtOnce) Put(book);
      }
    }
    Put(book);
  }

  std::int64_t outcome_count() const { return number_; }
  double put_seconds() const { return static_cast<double>(put_clocks_) / CLOCKS_PER_SEC; }

 private:
  absl::Time Recorded(absl::CivilDay day) {
    return absl::FromCivil(day, absl::FixedTimeZone(8 * 3600)) + absl::Microseconds(++sequence_);
  }

  // An outcome with its attestation, if any.
  struct Told {
    Outcome outcome;
    std::optional<Attestation> attestation;
  };

  // As the monitoring role puts them in: so many at once. Its processor time is the book's alone.
  void Put(RatioBook& book) {
    const std::clock_t begun = std::clock();
    std::vector<const Outcome*> outcomes;
    for (const Told& told : told_) outcomes.push_back(&told.outcome);
    book.Prepare(outcomes);
    for (const Told& told : told_) {
      book.UpsertOutcome(told.outcome);
      if (told.attestation.has_value()) book.UpsertAttestation(*told.attestation);
    }
    put_clocks_ += std::clock() - begun;
    told_.clear();
  }

  void MakeUp(std::int64_t person, std::int64_t round, absl::CivilDay day, std::uint64_t dice) {
    static constexpr OutcomeType kLife[] = {OutcomeType::kArrived, OutcomeType::kConfirmed,
                                            OutcomeType::kReturned, OutcomeType::kArrived,
                                            OutcomeType::kConfirmed};
    Outcome outcome;
    outcome.name = OutcomeName(++number_);
    outcome.worker = WorkerName(person);
    outcome.type = kLife[round % 5];
    outcome.effective_date = day;
    outcome.record_time = Recorded(day + 1);
    outcome.sequence = sequence_;
    const bool arrives = outcome.type == OutcomeType::kArrived;
    if (arrives) {
      outcome.workplace_division_code = places_[dice % places_.size()];
      outcome.channel = static_cast<Channel>(1 + dice / 64 % 11);
      outcome.employer = absl::StrCat("employers/e-", dice / 1024 % 20'000);
    }
    told_.push_back({std::move(outcome), std::nullopt});
    if (!arrives) return;
    const std::string& name = told_.back().outcome.name;
    Attestation attestation;
    attestation.outcome = name;
    // One a caller, as the placement role names them.
    attestation.name = absl::StrCat(name, "/attestations/row-",
                                    absl::Hex(Mix(dice / 64 % kCallers), absl::kZeroPad16));
    attestation.kind = AttestationKind::kOrganizerRecord;
    attestation.grade = GradeOfKind(attestation.kind);
    attestation.record_time = told_.back().outcome.record_time;
    attestation.sequence = sequence_;
    told_.back().attestation = std::move(attestation);
  }

  static constexpr std::size_t kAtOnce = 256;
  static constexpr std::uint64_t kCallers = 500;

  std::vector<std::string> homes_;
  std::vector<std::string> places_;
  std::vector<Told> told_;  // made up and not put yet
  std::clock_t put_clocks_ = 0;
  std::int64_t sequence_ = 0;
  std::int64_t number_ = 0;
};

double BytesInUse() {
  const auto info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd);
}

// The book that all figures are asked of; filled by BM_Load, which runs first.
std::unique_ptr<RatioBook>& TheBook() {
  static auto* book = new std::unique_ptr<RatioBook>();
  return *book;
}

void BM_LoadCity(benchmark::State& state) {
  for (auto _ : state) {
    const double before = BytesInUse();
    TheBook() = std::make_unique<RatioBook>();
    Teller teller;
    state.PauseTiming();
    teller.TellProfiles(*TheBook());
    const double with_workers = BytesInUse();
    state.ResumeTiming();
    teller.TellOutcomes(*TheBook());
    const auto outcomes = static_cast<double>(teller.outcome_count());
    state.counters["outcomes"] = outcomes;
    state.counters["bytes/worker"] = (with_workers - before) / kWorkers;
    state.counters["bytes/outcome"] = (BytesInUse() - with_workers) / outcomes;
    state.counters["outcomes/s"] = benchmark::Counter(outcomes, benchmark::Counter::kIsRate);
    state.counters["put alone, outcomes/s"] = outcomes / teller.put_seconds();
  }
}
BENCHMARK(BM_LoadCity)->Iterations(1)->Unit(benchmark::kMillisecond);

// What making up the names of an outcome and its worker adds to BM_LoadCity.
void BM_NamesOfLoad(benchmark::State& state) {
  std::int64_t number = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(OutcomeName(++number));
    benchmark::DoNotOptimize(WorkerName(number));
  }
}
BENCHMARK(BM_NamesOfLoad);

FigureQuery Now(const char* division) {
  FigureQuery query;
  query.division = division;
  query.day = kToday;
  query.known_at = absl::FromCivil(kToday, absl::FixedTimeZone(8 * 3600)) + absl::Hours(12);
  return query;
}

void BM_CountyNow(benchmark::State& state) {
  const FigureQuery query = Now("520281");
  benchmark::DoNotOptimize(TheBook()->FiguresOf(query));  // the first one of a day counts everybody
  for (auto _ : state) benchmark::DoNotOptimize(TheBook()->FiguresOf(query));
}
BENCHMARK(BM_CountyNow)->Unit(benchmark::kMicrosecond);

// As a dashboard under load asks: another outcome has come in since the last figure.
void BM_CountyNowAfterAnOutcome(benchmark::State& state) {
  FigureQuery query = Now("520281");
  std::int64_t number = std::int64_t{1} << 40;
  for (auto _ : state) {
    state.PauseTiming();
    Outcome outcome;
    outcome.name = OutcomeName(++number);
    outcome.worker = WorkerName(number * 2 % kWorkers);
    outcome.type = OutcomeType::kConfirmed;
    outcome.effective_date = kToday;
    outcome.record_time = query.known_at;
    outcome.sequence = number;
    TheBook()->UpsertOutcome(outcome);
    state.ResumeTiming();
    benchmark::DoNotOptimize(TheBook()->FiguresOf(query));
  }
}

// Another day and known-at each time, one of three strictnesses: nothing kept serves the next.
void AnyFigure(benchmark::State& state, const char* division) {
  std::int64_t turn = 0;
  for (auto _ : state) {
    FigureQuery query = Now(division);
    query.known_at -= absl::Hours(24 * (1 + turn % 900));
    query.day = kToday - (1 + turn % 900) - turn % 7 * 100;
    query.strictness = static_cast<Strictness>(1 + turn % 3);
    ++turn;
    benchmark::DoNotOptimize(TheBook()->FiguresOf(query));
  }
}
void BM_CountyAnyDay(benchmark::State& state) { AnyFigure(state, "520281"); }
void BM_CityAnyDay(benchmark::State& state) { AnyFigure(state, "520200"); }
BENCHMARK(BM_CountyAnyDay)->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);
BENCHMARK(BM_CityAnyDay)->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

void TenYearsOfMonths(benchmark::State& state, const char* division) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(TheBook()->Series(Now(division), kFirstDay, SeriesStep::kMonth));
  }
}
void BM_CountyTenYearsOfMonths(benchmark::State& state) { TenYearsOfMonths(state, "520281"); }
void BM_CityTenYearsOfMonths(benchmark::State& state) { TenYearsOfMonths(state, "520200"); }
BENCHMARK(BM_CountyTenYearsOfMonths)->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);
BENCHMARK(BM_CityTenYearsOfMonths)->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

// A page of an explanation of another known-at each time, which finds out who is in D; then pages
// of one, of which each explains its own persons alone.
void BM_CityExplainFirstPage(benchmark::State& state) {
  FigureQuery query = Now("520200");
  for (auto _ : state) {
    query.known_at -= absl::Seconds(1);
    benchmark::DoNotOptimize(TheBook()->ExplainPage(query, "", 50));
  }
}
BENCHMARK(BM_CityExplainFirstPage)->Unit(benchmark::kMillisecond);

void BM_CityExplainNextPage(benchmark::State& state) {
  const FigureQuery query = Now("520200");
  std::string after;
  for (auto _ : state) {
    const ExplainedPage page = TheBook()->ExplainPage(query, after, 50);
    after = page.more ? page.persons.back().worker : "";
  }
}
BENCHMARK(BM_CityExplainNextPage)->Iterations(2000)->Unit(benchmark::kMicrosecond);

void BM_CityWorklist(benchmark::State& state) {
  FigureQuery query = Now("520200");
  for (auto _ : state) {
    query.known_at -= absl::Seconds(1);
    benchmark::DoNotOptimize(TheBook()->Worklist(query));
  }
}
BENCHMARK(BM_CityWorklist)->Unit(benchmark::kMillisecond);

// All signals of the last quarter, and those of a county: a pass over everybody all the same.
void CitySignals(benchmark::State& state, const char* division) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(TheBook()->Signals(Now(division), kToday - 91));
  }
}
void BM_CitySignals(benchmark::State& state) { CitySignals(state, "520200"); }
void BM_CountySignals(benchmark::State& state) { CitySignals(state, "520281"); }
BENCHMARK(BM_CitySignals)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_CountySignals)->Unit(benchmark::kMillisecond);

// R2, R3, R4 and the days of a year.
void BM_CityYear(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(TheBook()->Periods(
        Now("520200"), {"520200"}, {{absl::CivilDay(2025, 1, 1), absl::CivilDay(2025, 12, 31)}}));
  }
}
BENCHMARK(BM_CityYear)->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

void BM_CityYearByChannel(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        TheBook()->PeriodParts(Now("520200"), Breakdown::kChannel,
                               {absl::CivilDay(2025, 1, 1), absl::CivilDay(2025, 12, 31)}));
  }
}
BENCHMARK(BM_CityYearByChannel)->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

void BM_CityRevisions(benchmark::State& state) {
  FigureQuery query = Now("520200");
  query.day = kToday - 90;
  query.known_at -= absl::Hours(24 * 90);
  for (auto _ : state) {
    benchmark::DoNotOptimize(TheBook()->Revisions(query, Now("520200").known_at, nullptr));
  }
}
BENCHMARK(BM_CityRevisions)->Unit(benchmark::kMillisecond);

// Last: it changes the book.
BENCHMARK(BM_CountyNowAfterAnOutcome)->Iterations(2000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace laowu::ratio

BENCHMARK_MAIN();
