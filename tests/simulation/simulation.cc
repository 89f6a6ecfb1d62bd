#include "tests/simulation/simulation.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "matcher/score.h"
#include "services/runtime/clock.h"
#include "services/vacancy/vacancy_records.h"
#include "services/worker/worker_records.h"
#include "tests/simulation/sim_messages.h"

namespace laowu::simulation {
namespace {

using intake::Draw;
using storage::Table;

constexpr int kScan = 10'000;
constexpr int kBest = 5;
constexpr int kCheckpointEvery = 10;
constexpr std::uint64_t kSteps = 1;
constexpr std::uint64_t kCheckpoints = 2;

// A worker in an answer, in the order of matching.md: score down, lottery, name.
using Place = std::tuple<int, std::int64_t, std::string>;

std::vector<Place> BruteForce(const std::vector<matcher::WorkerRow>& workers,
                              const matcher::VacancyRow& vacancy,
                              const matcher::MatchTerms& terms) {
  std::vector<Place> places;
  for (const matcher::WorkerRow& worker : workers) {
    if (!matcher::Gates(worker, vacancy, terms).empty()) continue;
    places.emplace_back(-matcher::Score(worker, vacancy).total_micros,
                        worker.tie_hash ^ vacancy.tie_hash, worker.name);
  }
  std::sort(places.begin(), places.end());
  return places;
}

std::string TextOf(const std::vector<Place>& places) {
  return absl::StrJoin(places, " ", [](std::string* out, const Place& place) {
    absl::StrAppend(out, std::get<2>(place), ":", -std::get<0>(place));
  });
}

}  // namespace

Simulation::Simulation(unsigned seed) : seed_(seed), world_(seed) {
  environment_.clock = [this] { return world_.latest(); };
  environment_.metrics = &metrics_;
  index_ = std::make_unique<match::MatchIndex>(environment_.clock);
  monitoring_ = std::make_unique<monitoring::MonitoringFeed>(environment_);
  feeds_.push_back(MakeVacancyFeed());
  feeds_.push_back(MakeWorkerFeed());
  feeds_.push_back(MakePlacementFeed());
  feeds_.push_back(MakeFactFeed());
  feeds_.push_back(MakeOutcomeFeed());
}

Simulation::~Simulation() = default;

SimFeed Simulation::MakeFeed(Owner owner, SimFeed::Options options) {
  options.store = [this, owner]() -> storage::Store& { return world_.store(owner); };
  options.others = [this, owner](Draw& draw) { world_.StepOf(owner, draw); };
  return SimFeed(std::move(options));
}

SimFeed Simulation::MakeVacancyFeed() {
  return MakeFeed(Owner::kVacancy,
                  {"match follows vacancy",
                   {},
                   {{Table::kEmployers, "employer"}, {Table::kVacancies, "vacancy"}},
                   [this](const SimFeed::Slice& slice) {
                     auto message = VacancyMessage(world_.store(Owner::kVacancy),
                                                   runtime::DayOf(world_.latest()), slice);
                     return [this, message] { index_->Apply(message); };
                   },
                   [this] { index_->Reset(match::Feed::kVacancy); }});
}

SimFeed Simulation::MakeWorkerFeed() {
  return MakeFeed(Owner::kWorker, {"match follows worker",
                                   {},
                                   {{Table::kWorkers, "worker"}},
                                   [this](const SimFeed::Slice& slice) {
                                     auto message =
                                         WorkerMessage(world_.store(Owner::kWorker), slice);
                                     return [this, message] { index_->Apply(message); };
                                   },
                                   [this] { index_->Reset(match::Feed::kWorker); }});
}

SimFeed Simulation::MakePlacementFeed() {
  return MakeFeed(Owner::kPlacement,
                  {"match follows placement",
                   {},
                   {{Table::kWorkerStates, "worker_state"}, {Table::kVacancyFill, "vacancy_fill"}},
                   [this](const SimFeed::Slice& slice) {
                     auto message = PlacementMessage(world_.store(Owner::kPlacement), slice);
                     return [this, message] { index_->Apply(message); };
                   },
                   [this] { index_->Reset(match::Feed::kPlacement); }});
}

SimFeed Simulation::MakeFactFeed() {
  return MakeFeed(Owner::kWorker,
                  {"monitoring follows worker",
                   {},
                   {{Table::kWorkerFacts, "fact"}},
                   [this](const SimFeed::Slice& slice) {
                     auto message = WorkerMessage(world_.store(Owner::kWorker), slice);
                     return [this, message] { monitoring_->Apply(message); };
                   },
                   [this] {
                     monitoring_->StartOver();
                     feeds_[4].Restart();
                   },
                   [this](storage::Sequence after) {
                     monitoring_->Opened(monitoring::MonitoringFeed::Feed::kWorkers, after);
                   }});
}

SimFeed Simulation::MakeOutcomeFeed() {
  return MakeFeed(Owner::kPlacement,
                  {"monitoring follows placement",
                   {},
                   {{Table::kOrganizerFacts, "organizer"},
                    {Table::kOutcomes, "outcome"},
                    {Table::kAttestations, "outcome", false}},
                   [this](const SimFeed::Slice& slice) {
                     auto message = PlacementMessage(world_.store(Owner::kPlacement), slice);
                     return [this, message] { monitoring_->Apply(message); };
                   },
                   [this] {
                     monitoring_->StartOver();
                     feeds_[3].Restart();
                   },
                   [this](storage::Sequence after) {
                     monitoring_->Opened(monitoring::MonitoringFeed::Feed::kPlacements, after);
                   }});
}

void Simulation::RestartMatch() {
  index_ = std::make_unique<match::MatchIndex>(environment_.clock);
  for (size_t i = 0; i < 3; ++i) feeds_[i].Forget();
}

void Simulation::RestartMonitoring() {
  monitoring_ = std::make_unique<monitoring::MonitoringFeed>(environment_);
  for (size_t i = 3; i < 5; ++i) feeds_[i].Forget();
}

std::string Simulation::FirstBroken() const {
  for (const SimFeed& feed : feeds_) {
    if (!feed.checker().broken().empty()) {
      return absl::StrCat(feed.name(), ": ", feed.checker().broken().front());
    }
  }
  return "";
}

std::string Simulation::Step(int number) {
  Draw draw(seed_, kSteps, static_cast<std::uint64_t>(number));
  const int what = draw.Below(100);
  if (what == 0) {
    RestartMatch();
  } else if (what == 1) {
    RestartMonitoring();
  } else if (what == 2) {
    (void)index_->RebuildIfDue([] { return false; });
  } else if (what < 40) {
    world_.Step(draw);
  } else {
    feeds_[static_cast<size_t>(draw.Below(static_cast<int>(feeds_.size())))].Step(draw);
  }
  std::string broken = FirstBroken();
  // A figure is served whenever monitoring says that it is ready, however late its feeds are.
  if (broken.empty() && number % 5 == 0) broken = CheckRatio(draw);
  return broken;
}

std::string Simulation::Checkpoint(int number) {
  bool settled = false;
  while (!settled) {  // a reset of one feed of monitoring restarts the other
    for (SimFeed& feed : feeds_) feed.CatchUp();
    settled = std::none_of(feeds_.begin(), feeds_.end(),
                           [](const SimFeed& feed) { return feed.restarting(); });
  }
  std::string broken = FirstBroken();
  if (broken.empty()) broken = CheckCandidates();
  Draw draw(seed_, kCheckpoints, static_cast<std::uint64_t>(number));
  if (broken.empty() && !monitoring_->ready()) broken = "monitoring is caught up and not ready";
  for (int i = 0; i < 3 && broken.empty(); ++i) broken = CheckRatio(draw);
  return broken;
}

std::string Simulation::CheckCandidates() {
  if (!index_->ready()) return "the match index is caught up and not ready";
  // The rows that truth would make now: of an index that has only ever seen the state.
  match::MatchIndex fresh(environment_.clock);
  const auto state = [](const storage::Store& store, Table table) {
    runtime::WatchCursor::Slice slice;
    auto records = *store.Scan(table, {}, kScan);
    for (storage::Record& record : records) {
      slice.entries.push_back({record.version, table, record.key, std::move(record)});
    }
    return slice;
  };
  storage::Store& vacancies = world_.store(Owner::kVacancy);
  storage::Store& workers = world_.store(Owner::kWorker);
  storage::Store& placements = world_.store(Owner::kPlacement);
  const absl::CivilDay today = runtime::DayOf(world_.latest());
  fresh.Apply(VacancyMessage(vacancies, today, state(vacancies, Table::kEmployers)));
  const auto posts = VacancyMessage(vacancies, today, state(vacancies, Table::kVacancies));
  fresh.Apply(posts);
  const auto people = WorkerMessage(workers, state(workers, Table::kWorkers));
  fresh.Apply(people);
  fresh.Apply(PlacementMessage(placements, state(placements, Table::kWorkerStates)));
  fresh.Apply(PlacementMessage(placements, state(placements, Table::kVacancyFill)));

  const match::MatchIndex::View truth(fresh);
  const match::MatchIndex::View found(*index_);
  if (found.matcher().worker_count() != people.changes_size() ||
      found.matcher().vacancy_count() != posts.changes_size()) {
    return absl::StrCat("the matcher holds ", found.matcher().worker_count(), " workers and ",
                        found.matcher().vacancy_count(), " vacancies, the stores ",
                        people.changes_size(), " and ", posts.changes_size());
  }
  std::vector<matcher::WorkerRow> rows;
  for (const auto& person : people.changes()) {
    rows.push_back(*truth.matcher().GetWorker(person.name()));
  }
  matcher::FindQuery query;
  query.terms.as_of_date = today;
  query.limit = kBest;
  for (const auto& post : posts.changes()) {
    const auto vacancy = truth.matcher().GetVacancy(post.name());
    std::vector<Place> expected = BruteForce(rows, *vacancy, query.terms);
    const auto eligible_count = static_cast<int>(expected.size());
    expected.resize(std::min<size_t>(expected.size(), kBest));
    // By the index, if it is built, and by the scan, which counts.
    for (const bool count : {false, true}) {
      query.count_excluded = count;
      const auto page = found.matcher().FindCandidates(post.name(), query);
      if (!page.ok()) return absl::StrCat("no candidates: ", page.status().ToString());
      std::vector<Place> answered;
      for (const auto& result : page->results) {
        answered.emplace_back(-result.details.score.total_micros, result.tie, result.name);
      }
      if (answered != expected || page->eligible_count.value_or(eligible_count) != eligible_count) {
        return absl::StrCat("candidates for ", post.name(), " are ", TextOf(answered), " of ",
                            page->eligible_count.value_or(-1), ", by brute force ",
                            TextOf(expected), " of ", eligible_count);
      }
    }
  }
  return "";
}

std::string Simulation::CheckRatio(Draw& draw) {
  // What a store that was restored no longer says cannot be counted again.
  if (!feeds_[3].follows_present_store() || !feeds_[4].follows_present_store()) return "";
  const auto complete = monitoring_->WaitForKnownAt(std::nullopt, v1::Freshness(), world_.now(),
                                                    absl::InfinitePast(), "");
  if (!complete.ok()) return "";  // not ready; says so
  ratio::RecountQuestion question;
  constexpr const char* kDivisions[] = {"520281", "520281001", "52", "442000", "520203"};
  question.division = kDivisions[draw.Below(5)];
  question.day = ratio::kFirstDay + draw.Below(200);
  question.known_at = *complete - absl::Hours(draw.Below(2) * draw.Below(2'000));
  question.strictness = static_cast<ratio::Strictness>(1 + draw.Below(3));
  question.boundary = static_cast<ratio::Boundary>(1 + draw.Below(3));
  question.carry = static_cast<reference::Carry>(1 + draw.Below(2));
  ratio::FigureQuery query;
  query.division = question.division;
  query.day = question.day;
  query.known_at = question.known_at;
  query.strictness = question.strictness;
  query.boundary = question.boundary;
  query.carry = question.carry;
  const ratio::Figures found =
      monitoring_->Ask([&](const ratio::RatioBook& book) { return book.FiguresOf(query); });
  const ratio::Figures expected = ratio::RecountFigures(world_.Told(), question);
  if (found == expected) return "";
  return absl::StrCat("ratio of ", question.division, " on ", absl::FormatCivilTime(question.day),
                      " as known at ", absl::FormatTime(question.known_at), ": D ",
                      found.outbound_person_count, " O ", found.organized_person_count,
                      ", recounted D ", expected.outbound_person_count, " O ",
                      expected.organized_person_count);
}

namespace {

// The steps in order, a checkpoint after every tenth number; where it goes wrong, or "".
std::string RunSteps(unsigned seed, const std::vector<int>& steps) {
  Simulation simulation(seed);
  for (const int step : steps) {
    std::string wrong = simulation.Step(step);
    if (wrong.empty() && (step + 1) % kCheckpointEvery == 0) wrong = simulation.Checkpoint(step);
    if (!wrong.empty()) return absl::StrCat("step ", step, ": ", wrong);
  }
  return "";
}

}  // namespace

std::string RunSeed(unsigned seed, int step_count) {
  std::vector<int> steps;
  for (int i = 0; i < step_count; ++i) steps.push_back(i);
  std::string wrong = RunSteps(seed, steps);
  if (wrong.empty()) return "";
  // Fewer: runs of steps are left out, shorter and shorter ones, as long as something goes wrong.
  for (size_t length = steps.size() / 2; length > 0; length /= 2) {
    for (size_t begin = 0; begin < steps.size();) {
      std::vector<int> fewer = steps;
      const size_t end = std::min(begin + length, fewer.size());
      fewer.erase(fewer.begin() + static_cast<long>(begin), fewer.begin() + static_cast<long>(end));
      const std::string still = RunSteps(seed, fewer);
      if (still.empty()) {
        begin += length;
      } else {
        steps = std::move(fewer);
        wrong = still;
      }
    }
  }
  return absl::StrCat("seed ", seed, ", ", wrong, "; with the steps ", absl::StrJoin(steps, " "));
}

}  // namespace laowu::simulation
