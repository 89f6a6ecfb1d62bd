// How fast the matcher answers at a city's size, by the index and by the scan, in one run on the
// same rows: vacancy → top 10 and top 100 of the workers, worker → top 10 of the vacancies, under
// updates too, with what the index costs to build and to hold. A program of its own, since it
// reports percentiles over many different questions, each asked five times, its median taken.
//
//   bench_index [--workers N] [--vacancies N] [--queries N] [--shape realistic|flat|anywhere]
//
// Rows are made up, the same for the same options. Never a timed pass or fail; but every answer of
// the first hundred questions is held against the scan, and a difference ends the run with 1.

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "matcher/matcher.h"

namespace laowu::matcher {
namespace {

using Clock = std::chrono::steady_clock;
using Random = std::mt19937_64;

const absl::CivilDay kToday(2026, 11, 1);

enum class Shape { kRealistic, kFlat, kAnywhere };

struct Options {
  int workers = 1'200'000;
  int vacancies = 100'000;
  int queries = 1'000;
  Shape shape = Shape::kRealistic;
};

int Below(int bound, Random& random) {
  return static_cast<int>(random() % static_cast<std::uint64_t>(bound));
}
bool Chance(int percent, Random& random) { return Below(100, random) < percent; }

// 0 … bound - 1; number i as often as 1 / (i + 3): some are very common, most are rare.
int Skewed(int bound, Random& random) {
  const double u = static_cast<double>(random() >> 11) * 0x1.0p-53;
  const double ratio = (bound + 3.0) / 3.0;
  return std::min(bound - 1, static_cast<int>(3.0 * std::pow(ratio, u) - 3.0));
}

class Maker {
 public:
  explicit Maker(Shape shape) : shape_(shape) {}

  WorkerRow Worker(int number) {
    WorkerRow row;
    row.name = absl::StrFormat("workers/%026d", number);
    row.tie_hash = static_cast<std::int64_t>(random_() >> 1);
    row.active = !Chance(2, random_);
    row.legal_basis_in_force = Chance(97, random_) ? LegalBasis::kConsent : LegalBasis::kNone;
    row.currently_away = Chance(35, random_);
    if (row.currently_away) {
      row.away_division_code = "442000101";
      if (Chance(8, random_)) row.job_wanted_from = kToday + Below(60, random_);
    }
    if (Chance(20, random_)) row.available_date = kToday + Below(60, random_);
    row.birth_date = absl::CivilDay(1962 + Below(47, random_), 1 + Below(12, random_), 5);
    row.education = static_cast<EducationLevel>(2 + std::min(Skewed(6, random_), 4));
    if (Chance(85, random_)) row.min_wage_cny_per_month = 3'000 + 100 * Below(45, random_);
    if (shape_ != Shape::kAnywhere && Chance(75, random_)) {
      for (int i = 1 + Below(3, random_); i > 0; --i) {
        row.preferred_division_codes.push_back(
            kPlaces[PickIndex(static_cast<int>(kPlaces.size()))]);
      }
    }
    row.accommodation_required = Chance(40, random_);
    row.refuses_night_shift = Chance(20, random_);
    const int trade = Pick(kTradeCount);
    for (int i = Chance(25, random_) ? 0 : 1 + Below(3, random_); i > 0; --i) {
      const int skill = Chance(70, random_) ? SkillOf(trade) : Pick(kSkillCount);
      row.skills.push_back({absl::StrCat("skill-", skill), absl::StrCat("group-", skill / 8),
                            1 + Skewed(5, random_), 6 * Skewed(40, random_)});
    }
    for (int i = Chance(15, random_) ? 0 : 1 + Below(3, random_); i > 0; --i) {
      row.desired_occupation_codes.push_back(
          Occupation(Chance(60, random_) ? trade : Pick(kTradeCount)));
    }
    if (Chance(50, random_)) row.past_occupation_codes.push_back(Occupation(trade));
    if (Chance(30, random_)) row.policy_groups = BitOf(1 + Below(3, random_));
    const int home = Below(92, random_);
    row.division_code = absl::StrFormat("5202%02d1%02d", 1 + home / 23, home % 23);
    row.home = PlanePoint{100'000 + 12 * home + Below(60, random_), 28'000 + 9 * (home % 17)};
    return row;
  }

  // 38 % name no skill, 20 % prefer some, 42 % require some.
  VacancyRow Vacancy(int number) {
    VacancyRow row;
    row.name = absl::StrCat("offices/zhongshan/vacancies/", number);
    row.tie_hash = static_cast<std::int64_t>(random_() >> 1);
    row.state = VacancyState::kOpen;
    row.openings_left_count = 1 + Skewed(40, random_);
    if (Chance(40, random_)) row.max_age_years = 35 + 5 * Below(5, random_);
    if (Chance(60, random_)) row.min_age_years = 18;
    if (Chance(15, random_)) row.min_education = static_cast<EducationLevel>(3 + Below(3, random_));
    if (Chance(92, random_)) row.max_wage_cny_per_month = 4'000 + 250 * Skewed(24, random_);
    if (Chance(60, random_)) row.accommodation_provided = Chance(85, random_);
    if (Chance(30, random_)) row.night_shift = Chance(60, random_);
    if (Chance(30, random_)) row.start_date = kToday + Below(45, random_);
    const int trade = Pick(kTradeCount);
    const int kind = Below(100, random_);
    for (int i = kind < 38 ? 0 : 1 + Below(3, random_); i > 0; --i) {
      const int skill = Chance(80, random_) ? SkillOf(trade) : Pick(kSkillCount);
      row.skill_requirements.push_back({absl::StrCat("skill-", skill),
                                        absl::StrCat("group-", skill / 8), 1 + Skewed(3, random_),
                                        kind >= 58 && (i == 1 || Chance(50, random_))});
    }
    row.occupation_code = Occupation(trade);
    const int place = Pick(static_cast<int>(kCities.size()));
    row.workplace_division_code = kCities[static_cast<std::size_t>(place)];
    row.workplace_lineage_codes = {row.workplace_division_code.substr(0, 2) + "0000",
                                   row.workplace_division_code.substr(0, 4) + "00",
                                   row.workplace_division_code};
    row.workplace = PlanePoint{105'000 + 400 * place, 20'000 + 700 * place + Below(200, random_)};
    return row;
  }

 private:
  static constexpr int kTradeCount = 320;
  static constexpr int kSkillCount = 280;
  static constexpr std::array<const char*, 9> kPlaces = {
      "442000", "440000", "441900", "440100", "330000", "440300", "440600", "350000", "520000"};
  static constexpr std::array<const char*, 8> kCities = {"442000101", "442000102", "441900003",
                                                         "440113000", "440306000", "330382000",
                                                         "440605000", "350582000"};

  std::size_t PickIndex(int bound) { return static_cast<std::size_t>(Pick(bound)); }
  int Pick(int bound) {
    return shape_ == Shape::kFlat ? Below(bound, random_) : Skewed(bound, random_);
  }
  int SkillOf(int trade) { return (trade * 7 + Below(3, random_)) % kSkillCount; }
  static std::string Occupation(int trade) {
    return absl::StrFormat("6-%02d-%02d-%02d", 10 + trade / 40, trade / 8 % 5, 1 + trade % 8);
  }

  const Shape shape_;
  Random random_{20261101};
};

double MicrosSince(Clock::time_point begun) {
  return std::chrono::duration<double, std::micro>(Clock::now() - begun).count();
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

// Median of five askings of each question, then percentiles over the questions.
void Report(const std::string& what, int questions, const std::function<void(int)>& ask) {
  std::vector<double> medians;
  for (int i = 0; i < questions; ++i) {
    std::array<double, 5> micros{};
    for (double& once : micros) {
      const auto begun = Clock::now();
      ask(i);
      once = MicrosSince(begun);
    }
    std::sort(micros.begin(), micros.end());
    medians.push_back(micros[2]);
  }
  std::sort(medians.begin(), medians.end());
  const auto at = [&](double share) {
    return medians[static_cast<std::size_t>(share * static_cast<double>(medians.size() - 1))];
  };
  absl::PrintF("%-44s %9.1f %9.1f %9.1f %9.1f\n", what, at(0.5), at(0.9), at(0.99), at(1.0));
  std::fflush(stdout);
}

FindQuery QueryOf(int limit) {
  FindQuery query;
  query.terms = {kToday, false};
  query.limit = limit;
  return query;
}

// The scan gives the same page when it counts.
bool SameAsScan(const Matcher& matcher, const std::string& vacancy, int limit) {
  FindQuery query = QueryOf(limit);
  const auto fast = matcher.FindCandidates(vacancy, query);
  query.count_excluded = true;
  const auto slow = matcher.FindCandidates(vacancy, query);
  if (!fast.ok() || !slow.ok() || fast->results.size() != slow->results.size()) return false;
  for (std::size_t i = 0; i < fast->results.size(); ++i) {
    if (fast->results[i].name != slow->results[i].name) return false;
    if (!(fast->results[i].details == slow->results[i].details)) return false;
  }
  return true;
}

int Run(const Options& options) {
  Maker maker(options.shape);
  Matcher matcher;
  std::vector<std::string> vacancies;
  std::vector<std::string> workers;
  const std::int64_t before_rows = ResidentBytes();
  auto begun = Clock::now();
  for (int i = 0; i < options.workers; ++i) {
    const WorkerRow row = maker.Worker(i);
    if (i % std::max(1, options.workers / options.queries) == 0) workers.push_back(row.name);
    if (!matcher.UpsertWorker(row).ok()) return 1;
  }
  for (int i = 0; i < options.vacancies; ++i) {
    const VacancyRow row = maker.Vacancy(i);
    if (i % std::max(1, options.vacancies / options.queries) == 0) vacancies.push_back(row.name);
    if (!matcher.UpsertVacancy(row).ok()) return 1;
  }
  const std::int64_t after_rows = ResidentBytes();
  absl::PrintF("%d workers, %d vacancies made and put in %.1f s\n", options.workers,
               options.vacancies, MicrosSince(begun) / 1e6);
  begun = Clock::now();
  matcher.RebuildNow();
  absl::PrintF("index built in %.2f s, one thread\n", MicrosSince(begun) / 1e6);
  absl::PrintF("bytes a worker: %.0f in all (resident), %.1f of them the index\n",
               static_cast<double>(after_rows - before_rows) / options.workers +
                   static_cast<double>(matcher.index_byte_count()) / options.workers,
               static_cast<double>(matcher.index_byte_count()) / options.workers);

  for (int i = 0; i < 100 && i < static_cast<int>(vacancies.size()); ++i) {
    if (!SameAsScan(matcher, vacancies[static_cast<std::size_t>(i)], i % 2 == 0 ? 10 : 100)) {
      std::fprintf(stderr, "the index and the scan differ for %s\n",
                   vacancies[static_cast<std::size_t>(i)].c_str());
      return 1;
    }
  }
  const int questions = static_cast<int>(std::min(vacancies.size(), workers.size()));
  const auto candidates = [&](int i, int limit, bool count) {
    FindQuery query = QueryOf(limit);
    query.count_excluded = count;
    (void)matcher.FindCandidates(vacancies[static_cast<std::size_t>(i)], query);
  };
  absl::PrintF("\n%-44s %9s %9s %9s %9s\n", "µs, median of five a question", "p50", "p90", "p99",
               "max");
  Report("vacancy → top 10", questions, [&](int i) { candidates(i, 10, false); });
  Report("vacancy → top 100", questions, [&](int i) { candidates(i, 100, false); });
  Report("vacancy → top 500", questions, [&](int i) { candidates(i, 500, false); });
  Report("vacancy → top 10 of one county", questions, [&](int i) {
    FindQuery query = QueryOf(10);
    query.division_prefixes = {"520202"};
    (void)matcher.FindCandidates(vacancies[static_cast<std::size_t>(i)], query);
  });
  Report("worker → top 10", questions, [&](int i) {
    (void)matcher.FindVacancies(workers[static_cast<std::size_t>(i)], QueryOf(10));
  });
  Report("vacancy → top 10, counts by gate", questions, [&](int i) { candidates(i, 10, true); });
  return 0;
}

}  // namespace
}  // namespace laowu::matcher

int main(int argc, char** argv) {
  laowu::matcher::Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    if (name == "--workers") options.workers = std::atoi(argv[i + 1]);
    if (name == "--vacancies") options.vacancies = std::atoi(argv[i + 1]);
    if (name == "--queries") options.queries = std::atoi(argv[i + 1]);
    if (name == "--shape") {
      options.shape = std::strcmp(argv[i + 1], "flat") == 0 ? laowu::matcher::Shape::kFlat
                      : std::strcmp(argv[i + 1], "anywhere") == 0
                          ? laowu::matcher::Shape::kAnywhere
                          : laowu::matcher::Shape::kRealistic;
    }
  }
  return laowu::matcher::Run(options);
}
