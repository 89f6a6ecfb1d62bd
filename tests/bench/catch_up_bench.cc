// How fast the match role comes back, and what it holds: stores are filled with generated records
// by the batch API, the role follows them over in-process gRPC until it serves. Prints rows a
// second, resident bytes a worker, and what the first questions cost.
//
//   bench_catch_up [--workers=N] [--vacancies=N] [--states=N] [--outcomes=N]
//   [--store=memory|rocksdb]
//
// Resident memory is that of the whole process before and after, caches of the stores included:
// read it with --store=memory, where the stores do not grow meanwhile. RocksDB's files go to the
// system's temporary folder (TMPDIR).

#include <jemalloc/jemalloc.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "laowu/internal/v1/stored.pb.h"
#include "reference/occupations.h"
#include "reference/skills.h"
#include "services/match/match_service.h"
#include "services/placement/outcome_records.h"
#include "services/placement/placement_records.h"
#include "services/placement/placement_service.h"
#include "services/runtime/digest.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/unwatched_locks.h"
#include "services/vacancy/vacancy_records.h"
#include "services/vacancy/vacancy_service.h"
#include "services/worker/worker_records.h"
#include "services/worker/worker_service.h"
#include "storage/mutex.h"
#include "storage/open_store.h"
#include "tests/support/role_fixture.h"
#include "tests/support/scratch_dir.h"

namespace laowu {
namespace {

struct Sizes {
  int workers = 200'000;
  int vacancies = 20'000;
  int states = 100'000;
  int outcomes = 0;
  std::string store = "memory";
};

template <typename T>
T OrDie(absl::StatusOr<T> result) {
  if (result.ok()) return *std::move(result);
  std::fprintf(stderr, "%s\n", result.status().ToString().c_str());
  std::exit(1);
}

int64_t ResidentBytes() {
  // What was freed goes back to the system first.
  mallctl("arena.4096.purge", nullptr, nullptr, nullptr, 0);
  std::ifstream statm("/proc/self/statm");
  int64_t total = 0;
  int64_t resident = 0;
  statm >> total >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

class Random {
 public:
  int Below(int bound) { return static_cast<int>(engine_() % static_cast<uint64_t>(bound)); }

 private:
  std::mt19937_64 engine_{7};
};

// Ids as the services make them, so that names are as long and as ordered.
std::string IdOf(int number) {
  return runtime::NewId(absl::FromUnixMillis(1'780'000'000'000 + number));
}

const std::string& RandomSkill(Random& random) {
  static const auto* codes = [] {
    auto* out = new std::vector<std::string>;
    for (const auto& skill : reference::Skills::Get().all()) out->emplace_back(skill.code);
    return out;
  }();
  return (*codes)[static_cast<size_t>(random.Below(static_cast<int>(codes->size())))];
}

std::string RandomOccupation(Random& random) {
  const auto& all = reference::Occupations::Get().all();
  while (true) {
    const auto& one = all[static_cast<size_t>(random.Below(static_cast<int>(all.size())))];
    if (one.level == 4) return std::string(one.code);
  }
}

internal::v1::StoredWorker MakeWorker(Random& random) {
  internal::v1::StoredWorker stored;
  v1::Worker& worker = *stored.mutable_worker();
  worker.set_state(v1::Worker::ACTIVE);
  worker.set_division_code(absl::StrCat("520281", 101 + random.Below(27), "0",
                                        absl::Dec(random.Below(20), absl::kZeroPad2)));
  worker.set_village_display_name("某村");
  *worker.mutable_birth_date() =
      runtime::ToDate(absl::CivilDay(1966 + random.Below(40), 1 + random.Below(12), 1));
  worker.set_education(static_cast<v1::EducationLevel>(1 + random.Below(7)));
  worker.set_sex(v1::SEX_FEMALE);
  worker.set_rural(true);
  for (int i = random.Below(4); i > 0; --i) {
    worker.add_desired_occupation_codes(RandomOccupation(random));
  }
  for (int i = random.Below(4); i > 0; --i) {
    auto* skill = worker.add_skills();
    skill->set_skill_code(RandomSkill(random));
    skill->set_level(1 + random.Below(5));
    skill->set_experience_months(random.Below(240));
  }
  worker.set_min_wage_cny_per_month(3'500 + 500 * random.Below(8));
  if (random.Below(2) == 0) worker.add_preferred_division_codes("442000");
  if (random.Below(3) == 0) worker.add_preferred_division_codes("440000");
  worker.set_household(absl::StrCat("households/", IdOf(0)));
  if (random.Below(4) == 0) worker.add_policy_groups(v1::POLICY_GROUP_POVERTY_ALLEVIATED);
  auto* basis = worker.mutable_legal_basis();
  basis->set_kind(v1::Worker::LegalBasis::CONSENT);
  basis->set_reference("同意书 2026-0001");
  basis->mutable_effective_time()->set_seconds(1'760'000'000);
  worker.set_source_reference("PZ-000001");
  stored.mutable_provenance()->set_recorded_by("principals/panzhou");
  return stored;
}

internal::v1::StoredVacancy MakeVacancy(Random& random) {
  static const char* const kTitles[] = {"焊工",     "普工",   "注塑操作工",
                                        "缝纫车工", "保安员", "仓管员"};
  internal::v1::StoredVacancy stored;
  v1::Vacancy& vacancy = *stored.mutable_vacancy();
  vacancy.set_state(v1::Vacancy::OPEN);
  vacancy.set_title(absl::StrCat(kTitles[random.Below(6)], "(", random.Below(500), ")"));
  const int employer = random.Below(5'000);
  vacancy.set_employer(absl::StrCat("employers/n-", employer));
  vacancy.set_employer_display_name(absl::StrCat("中山市古镇第", employer, "灯饰照明有限公司"));
  vacancy.set_workplace_division_code(absl::StrCat("442000", 101 + random.Below(10)));
  vacancy.set_occupation_code(RandomOccupation(random));
  for (int i = random.Below(3); i > 0; --i) {
    auto* skill = vacancy.add_skill_requirements();
    skill->set_skill_code(RandomSkill(random));
    skill->set_min_level(1 + random.Below(3));
    skill->set_required(random.Below(2) == 0);
  }
  vacancy.set_min_wage_cny_per_month(4'000 + 500 * random.Below(8));
  vacancy.set_max_wage_cny_per_month(vacancy.min_wage_cny_per_month() + 1'000);
  vacancy.set_opening_count(1 + random.Below(20));
  vacancy.set_description(std::string(600, 'x'));
  if (random.Below(3) == 0) vacancy.set_duplicate_group(absl::StrCat("g", random.Below(10'000)));
  return stored;
}

// put(number, batch) for each number, some thousands a commit.
void Fill(storage::Store& store, int count, const std::function<void(int, storage::Batch&)>& put) {
  constexpr int kRowsPerCommit = 2'000;
  for (int next = 0; next < count;) {
    storage::Batch batch;
    for (const int end = std::min(count, next + kRowsPerCommit); next < end; ++next) {
      put(next, batch);
    }
    OrDie(store.Commit(batch, absl::InfiniteFuture()));
  }
}

struct Stores {
  std::unique_ptr<runtime::OwnedStore> worker, vacancy, placement;
};

std::unique_ptr<runtime::OwnedStore> Open(const std::string& target) {
  auto owned = std::make_unique<runtime::OwnedStore>();
  owned->store = OrDie(storage::OpenStore(target));
  owned->hub = std::make_unique<runtime::FeedHub>(owned->store.get());
  owned->hub->Start();
  return owned;
}

void FillStores(const Sizes& sizes, const Stores& stores) {
  Random random;
  std::vector<std::string> worker_ids;
  Fill(*stores.worker->store, sizes.workers, [&](int number, storage::Batch& batch) {
    worker_ids.push_back(IdOf(number));
    batch.Put(storage::Table::kWorkers, worker::WorkerKey(worker_ids.back()),
              MakeWorker(random).SerializeAsString());
  });
  Fill(*stores.vacancy->store, sizes.vacancies, [&](int number, storage::Batch& batch) {
    batch.Put(storage::Table::kVacancies, vacancy::VacancyKey("zhongshan", IdOf(number)),
              MakeVacancy(random).SerializeAsString());
  });
  Fill(*stores.placement->store, std::min(sizes.states, sizes.workers),
       [&](int number, storage::Batch& batch) {
         internal::v1::StoredWorkerState stored;
         v1::WorkerState& state = *stored.mutable_state();
         state.set_worker("workers/" + worker_ids[static_cast<size_t>(number)]);
         *state.mutable_away_since_date() = runtime::ToDate(absl::CivilDay(2026, 3, 1));
         state.set_workplace_division_code("442000101");
         state.add_past_occupation_codes(RandomOccupation(random));
         batch.Put(storage::Table::kWorkerStates, placement::WorkerStateKey(state.worker()),
                   stored.SerializeAsString());
       });
  // Not asked for by the match role: they must cost it nothing.
  Fill(*stores.placement->store, sizes.outcomes, [&](int number, storage::Batch& batch) {
    internal::v1::StoredOutcome stored;
    stored.mutable_outcome()->set_worker("workers/" + worker_ids.front());
    stored.mutable_outcome()->set_workplace_division_code("442000101");
    const std::string key = placement::OutcomeKey("outcomes/" + IdOf(number));
    batch.Require(storage::Table::kOutcomes, key, storage::kAbsent);
    batch.Put(storage::Table::kOutcomes, key, stored.SerializeAsString());
  });
}

// The middle of some tries, in milliseconds.
double MiddleMillis(const std::function<void()>& call) {
  std::vector<double> tries;
  for (int i = 0; i < 9; ++i) {
    const absl::Time begun = absl::Now();
    call();
    tries.push_back(absl::ToDoubleMilliseconds(absl::Now() - begun));
  }
  std::sort(tries.begin(), tries.end());
  return tries[tries.size() / 2];
}

void Ask(const testing::RoleFixture& fixture) {
  using Stub = v1::MatchService::Stub;
  const auto report = [](const char* what, double millis) {
    std::printf("%-52s %8.2f ms\n", what, millis);
  };
  v1::SearchVacanciesRequest vacancies;
  std::string vacancy;
  const auto search_vacancies = [&] {
    vacancy = OrDie(fixture.Call("city", &Stub::SearchVacancies, vacancies)).vacancies(0).name();
  };
  report("SearchVacancies, all, newest first", MiddleMillis(search_vacancies));
  vacancies.set_text("古镇 焊工");
  report("SearchVacancies, two words", MiddleMillis(search_vacancies));
  vacancies.set_facets(true);
  report("SearchVacancies, two words, facets", MiddleMillis(search_vacancies));
  vacancies.clear_text();
  vacancies.set_collapse_duplicates(true);
  report("SearchVacancies, all, collapsed, facets", MiddleMillis(search_vacancies));

  v1::SearchWorkersRequest workers;
  std::string worker;
  const auto search_workers = [&] {
    worker = OrDie(fixture.Call("city", &Stub::SearchWorkers, workers)).workers(0).name();
  };
  report("SearchWorkers, all, by name", MiddleMillis(search_workers));
  workers.set_division_prefix("520281105");
  report("SearchWorkers, one township, by name", MiddleMillis(search_workers));
  workers.clear_division_prefix();
  workers.set_facets(true);
  report("SearchWorkers, all, facets", MiddleMillis(search_workers));

  v1::FindCandidatesRequest candidates;
  candidates.set_name(vacancy);
  report("FindCandidates, 20 best",
         MiddleMillis([&] { OrDie(fixture.Call("city", &Stub::FindCandidates, candidates)); }));
  v1::FindVacanciesRequest fitting;
  fitting.set_name(worker);
  report("FindVacancies, 20 best, duplicates once",
         MiddleMillis([&] { OrDie(fixture.Call("city", &Stub::FindVacancies, fitting)); }));
}

// Nobody tells: looks each five milliseconds.
void WaitUntilReady(const runtime::Role& role) {
  storage::Mutex mutex;
  storage::CondVar never;
  storage::MutexLock lock(mutex);
  while (!role.ready()) never.WaitUntil(mutex, absl::Now() + absl::Milliseconds(5));
}

int Run(const Sizes& sizes) {
  testing::ScratchDir scratch;
  const auto target = [&](const char* role) {
    return sizes.store == "memory" ? "memory:" : "rocksdb:" + scratch.file(role);
  };
  testing::RoleFixture fixture;
  fixture.set_now(absl::Now());
  fixture.AddPrincipal("city", "city-bureau", "5202");
  Stores stores{Open(target("worker")), Open(target("vacancy")), Open(target("placement"))};
  const absl::Time fill_begun = absl::Now();
  FillStores(sizes, stores);
  std::printf("%d workers, %d vacancies, %d states, %d outcomes in %s stores (filled in %.1f s)\n",
              sizes.workers, sizes.vacancies, sizes.states, sizes.outcomes, sizes.store.c_str(),
              absl::ToDoubleSeconds(absl::Now() - fill_begun));

  worker::WorkerService workers(fixture.environment(), stores.worker.get());
  vacancy::VacancyService vacancies(fixture.environment(), stores.vacancy.get());
  placement::PlacementService placements(fixture.environment(), stores.placement.get());
  auto role = OrDie(match::MakeMatchRole(fixture.environment()));
  std::vector<grpc::Service*> services = {&workers, &vacancies, &placements};
  for (grpc::Service* service : role->services()) services.push_back(service);
  fixture.Serve(services);

  const int64_t bytes_before = ResidentBytes();
  const absl::Time begun = absl::Now();
  if (!role->Start().ok()) return 1;
  WaitUntilReady(*role);
  const double seconds = absl::ToDoubleSeconds(absl::Now() - begun);
  const int64_t bytes = ResidentBytes() - bytes_before;
  const int rows = sizes.workers + sizes.vacancies + sizes.states;
  std::printf("serving after %.2f s: %.0f rows/s of %d\n", seconds, rows / seconds, rows);
  std::printf("resident: %.1f MB more, %.0f bytes a worker (all in)\n",
              static_cast<double>(bytes) / 1e6,
              static_cast<double>(bytes) / static_cast<double>(sizes.workers));
  Ask(fixture);

  role->StopCalling();
  for (auto* owned : {&stores.worker, &stores.vacancy, &stores.placement}) (*owned)->hub->Stop();
  fixture.Shutdown();
  role->Stop();
  workers.Stop();
  vacancies.Stop();
  placements.Stop();
  return 0;
}

}  // namespace
}  // namespace laowu

int main(int argc, char** argv) {
  laowu::runtime::LeaveLocksUnwatched();
  laowu::Sizes sizes;
  for (int i = 1; i < argc; ++i) {
    const std::pair<std::string, std::string> flag =
        absl::StrSplit(argv[i], absl::MaxSplits('=', 1));
    bool good = true;
    if (flag.first == "--workers") {
      good = absl::SimpleAtoi(flag.second, &sizes.workers);
    } else if (flag.first == "--vacancies") {
      good = absl::SimpleAtoi(flag.second, &sizes.vacancies);
    } else if (flag.first == "--states") {
      good = absl::SimpleAtoi(flag.second, &sizes.states);
    } else if (flag.first == "--outcomes") {
      good = absl::SimpleAtoi(flag.second, &sizes.outcomes);
    } else if (flag.first == "--store") {
      sizes.store = flag.second;
      good = sizes.store == "memory" || sizes.store == "rocksdb";
    } else {
      good = false;
    }
    if (!good || sizes.workers < 1 || sizes.vacancies < 1) {
      std::fprintf(stderr, "what is %s?\n", argv[i]);
      return 2;
    }
  }
  return laowu::Run(sizes);
}
