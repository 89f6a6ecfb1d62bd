// Random operations on a matcher, each a few numbers, so that a sequence that goes wrong is cut to
// what is needed and printed; and answers while others change the rows. The model is the scan on
// the same rows, which matcher_model_test holds against the specification.

#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "matcher/matcher.h"
#include "storage/mutex.h"
#include "tests/unit/matcher/random_rows.h"

namespace laowu::matcher {
namespace {

struct Operation {
  enum class Kind : std::uint8_t {
    kPutWorker,
    kRemoveWorker,
    kPutVacancy,
    kRemoveVacancy,
    kRebuildStep,
    kAskForWorkers,
    kAskForVacancies,
  };
  Kind kind = Kind::kPutWorker;
  int name = 0;
  std::uint64_t seed = 0;  // of the row or the question
};
using Operations = std::vector<Operation>;
constexpr const char* kKindNames[] = {"put worker",       "remove worker", "put vacancy",
                                      "remove vacancy",   "rebuild step",  "ask for workers",
                                      "ask for vacancies"};

std::string WorkerName(int name) { return absl::StrCat("workers/", name); }
std::string VacancyName(int name) { return absl::StrCat("offices/o/vacancies/", name); }

FindQuery RandomQuery(bool of_workers, Random& random) {
  FindQuery query;
  query.terms = {absl::CivilDay(2028, 2, 29) + (Below(20, random) - 10), Below(2, random) == 0};
  constexpr int kLimits[] = {1, 10, 100, 500};
  query.limit = kLimits[Below(4, random)];
  query.count_excluded = Below(2, random) == 0;
  if (of_workers) {
    if (Below(3, random) == 0) query.division_prefixes = {"520281"};
    if (Below(3, random) == 0) query.policy_groups = BitOf(1) | BitOf(4);
  } else if (Below(3, random) == 0) {
    query.division_prefixes = {"4420"};
  }
  return query;
}

// What differs between the index's page and the scan's, if anything does.
std::optional<std::string> Difference(const absl::StatusOr<MatchPage>& fast,
                                      const absl::StatusOr<MatchPage>& slow) {
  if (fast.status() != slow.status()) return fast.status().ToString();
  if (!fast.ok()) return std::nullopt;
  if (fast->has_more != slow->has_more) return "has_more";
  if (fast->eligible_count != slow->eligible_count) return "eligible_count";
  if (!(fast->excluded == slow->excluded)) return "excluded";
  if (fast->results.size() != slow->results.size()) return "number of results";
  for (std::size_t i = 0; i < fast->results.size(); ++i) {
    const MatchResult& a = fast->results[i];
    const MatchResult& b = slow->results[i];
    if (a.name != b.name || a.rank != b.rank || !(a.details == b.details)) {
      return absl::StrCat("result ", i + 1);
    }
  }
  return std::nullopt;
}

template <typename Find>
std::optional<std::string> Compare(const Find& find, FindQuery query) {
  // Two pages: the second follows a position.
  for (int page = 0; page < 2; ++page) {
    query.by_scan = false;
    const absl::StatusOr<MatchPage> fast = find(query);
    query.by_scan = true;
    if (auto different = Difference(fast, find(query))) return different;
    if (!fast.ok() || !fast->has_more) break;
    query.after = fast->results.back().position();
    query.results_before_count = static_cast<int>(fast->results.size());
  }
  return std::nullopt;
}

class Play {
 public:
  // What went wrong, if something did.
  std::optional<std::string> Take(const Operation& operation) {
    Random random(operation.seed);
    const std::string worker = WorkerName(operation.name);
    const std::string vacancy = VacancyName(operation.name);
    switch (operation.kind) {
      case Operation::Kind::kPutWorker:
        return Said(matcher_.UpsertWorker(RandomWorker(worker, random)));
      case Operation::Kind::kRemoveWorker:
        matcher_.RemoveWorker(worker);
        return std::nullopt;
      case Operation::Kind::kPutVacancy:
        return Said(matcher_.UpsertVacancy(RandomVacancy(vacancy, random)));
      case Operation::Kind::kRemoveVacancy:
        matcher_.RemoveVacancy(vacancy);
        return std::nullopt;
      case Operation::Kind::kRebuildStep:
        RebuildStep(operation.seed);
        return std::nullopt;
      case Operation::Kind::kAskForWorkers:
        return Compare([&](const FindQuery& q) { return matcher_.FindCandidates(vacancy, q); },
                       RandomQuery(true, random));
      case Operation::Kind::kAskForVacancies:
        return Compare([&](const FindQuery& q) { return matcher_.FindVacancies(worker, q); },
                       RandomQuery(false, random));
    }
    return std::nullopt;
  }

 private:
  static std::optional<std::string> Said(const absl::Status& status) {
    return status.ok() ? std::nullopt : std::optional<std::string>(status.ToString());
  }

  // Changes fall between the steps of a rebuild, and questions too.
  void RebuildStep(std::uint64_t seed) {
    if (rebuild_ == nullptr) {
      rebuild_ = matcher_.BeginRebuild(seed % 3 == 0 ? Matcher::RebuildScope::kEverything
                                                     : Matcher::RebuildScope::kChanges);
    } else if (rebuild_->more()) {
      rebuild_->Step(matcher_);
    } else {
      matcher_.Install(*rebuild_);
      rebuild_.reset();
    }
  }

  Matcher matcher_;
  std::unique_ptr<Matcher::Rebuild> rebuild_;
};

// Index of the operation that went wrong, and what.
std::optional<std::pair<std::size_t, std::string>> FirstWrong(const Operations& operations) {
  Play play;
  for (std::size_t i = 0; i < operations.size(); ++i) {
    if (auto wrong = play.Take(operations[i])) return std::pair(i, *wrong);
  }
  return std::nullopt;
}

Operations MakeOperations(std::uint64_t seed, int count) {
  using Kind = Operation::Kind;
  // As often as they stand here.
  constexpr Kind kKinds[] = {Kind::kPutWorker,     Kind::kPutWorker,      Kind::kPutWorker,
                             Kind::kRemoveWorker,  Kind::kPutVacancy,     Kind::kPutVacancy,
                             Kind::kRemoveVacancy, Kind::kRebuildStep,    Kind::kRebuildStep,
                             Kind::kAskForWorkers, Kind::kAskForVacancies};
  Random random(seed);
  Operations operations;
  for (int i = 0; i < count; ++i) {
    const Kind kind = kKinds[Below(static_cast<int>(std::size(kKinds)), random)];
    operations.push_back({kind, Below(60, random), random()});
  }
  return operations;
}

// Leaves out ever smaller pieces as long as the rest still goes wrong.
template <typename IsWrong>
Operations Minimise(Operations operations, const IsWrong& is_wrong) {
  for (std::size_t piece = operations.size() / 2; piece > 0; piece /= 2) {
    for (std::size_t at = 0; at + piece <= operations.size();) {
      Operations fewer = operations;
      const auto begin = fewer.begin() + static_cast<std::ptrdiff_t>(at);
      fewer.erase(begin, begin + static_cast<std::ptrdiff_t>(piece));
      if (is_wrong(fewer)) {
        operations = std::move(fewer);
      } else {
        at += piece;
      }
    }
  }
  return operations;
}

std::string Describe(const Operations& operations) {
  std::string text;
  for (const Operation& operation : operations) {
    absl::StrAppend(&text, kKindNames[static_cast<int>(operation.kind)], " ", operation.name,
                    ", seed ", operation.seed, "\n");
  }
  return text;
}

TEST(MatcherOperationsTest, TheIndexIsTheScanAfterEveryOperation) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Operations operations = MakeOperations(seed, 400);
    const auto wrong = FirstWrong(operations);
    if (!wrong.has_value()) continue;
    operations.resize(wrong->first + 1);
    operations = Minimise(std::move(operations),
                          [](const Operations& fewer) { return FirstWrong(fewer).has_value(); });
    const auto still = FirstWrong(operations);
    FAIL() << "seed " << seed << ": " << (still ? still->second : wrong->second) << "\n"
           << Describe(operations);
  }
}

// A sequence is cut to the two operations that it takes.
TEST(MatcherOperationsTest, AWrongSequenceIsCutToWhatIsNeeded) {
  Operations operations = MakeOperations(1, 300);
  operations[100] = {Operation::Kind::kPutWorker, 77, 1};
  operations[200] = {Operation::Kind::kRemoveWorker, 77, 2};
  const auto removes_what_was_put = [](const Operations& all) {
    bool put = false;
    for (const Operation& operation : all) {
      if (operation.name != 77) continue;
      if (put && operation.kind == Operation::Kind::kRemoveWorker) return true;
      put = put || operation.kind == Operation::Kind::kPutWorker;
    }
    return false;
  };
  const Operations fewest = Minimise(operations, removes_what_was_put);
  ASSERT_EQ(fewest.size(), 2u);
  EXPECT_EQ(Describe(fewest), "put worker 77, seed 1\nremove worker 77, seed 2\n");
}

// While rows change and the index is rebuilt, by the lock that the match role has, every answer is
// that of the rows as they are (run this under the thread sanitizer).
TEST(MatcherOperationsTest, AnswersAreThoseOfTheRowsNowWhileOthersChangeThem) {
  constexpr int kNames = 300;
  constexpr int kQuestions = 60;  // of each who asks
  Matcher matcher;
  storage::TurnstileMutex mutex;
  Random random(11);
  for (int i = 0; i < kNames; ++i) {
    ASSERT_TRUE(matcher.UpsertWorker(RandomWorker(WorkerName(i), random)).ok());
    ASSERT_TRUE(matcher.UpsertVacancy(RandomVacancy(VacancyName(i), random)).ok());
  }
  std::atomic<bool> stopping = false;
  std::thread changer([&] {
    Random of_changes(12);
    while (!stopping) {
      storage::WriterLock lock(mutex);
      const int name = Below(kNames, of_changes);
      if (Below(8, of_changes) == 0) {
        matcher.RemoveWorker(WorkerName(name));
      } else if (Below(4, of_changes) == 0) {
        (void)matcher.UpsertVacancy(RandomVacancy(VacancyName(name), of_changes));
      } else {
        (void)matcher.UpsertWorker(RandomWorker(WorkerName(name), of_changes));
      }
    }
  });
  std::thread rebuilder([&] {
    for (int i = 0; !stopping; ++i) {
      std::unique_ptr<Matcher::Rebuild> rebuild;
      {
        storage::WriterLock lock(mutex);
        rebuild = matcher.BeginRebuild(i % 4 == 0 ? Matcher::RebuildScope::kEverything
                                                  : Matcher::RebuildScope::kChanges);
      }
      while (rebuild->more()) {
        storage::ReaderLock lock(mutex);
        rebuild->Step(matcher);
      }
      storage::WriterLock lock(mutex);
      matcher.Install(*rebuild);
    }
  });
  std::vector<std::string> wrong(2);
  std::vector<std::thread> askers;
  for (std::size_t asker = 0; asker < wrong.size(); ++asker) {
    askers.emplace_back([&, asker] {
      Random of_questions(20 + asker);
      for (int i = 0; i < kQuestions && wrong[asker].empty(); ++i) {
        const int name = Below(kNames, of_questions);
        storage::ReaderLock lock(mutex);
        const auto candidates = Compare(
            [&](const FindQuery& q) { return matcher.FindCandidates(VacancyName(name), q); },
            RandomQuery(true, of_questions));
        const auto vacancies =
            Compare([&](const FindQuery& q) { return matcher.FindVacancies(WorkerName(name), q); },
                    RandomQuery(false, of_questions));
        if (candidates.has_value()) wrong[asker] = *candidates;
        if (vacancies.has_value()) wrong[asker] = *vacancies;
      }
    });
  }
  for (std::thread& asker : askers) asker.join();
  stopping = true;
  changer.join();
  rebuilder.join();
  EXPECT_EQ(wrong, std::vector<std::string>(2));
}

}  // namespace
}  // namespace laowu::matcher
