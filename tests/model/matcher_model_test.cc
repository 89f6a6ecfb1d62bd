// The matcher answers as brute force over score.h does: ids, scores, ranks, counts, pages, for
// every kind of row and after every kind of change. The model is two maps of rows and the
// specification.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "matcher/matcher.h"
#include "matcher/score.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/matcher/random_rows.h"

namespace laowu::matcher {
namespace {

// What brute force says of one pair that passes filters and gates.
struct ModelHit {
  int total_micros;
  std::int64_t tie;
  std::string name;
  PairDetails details;
  auto order() const { return std::tuple(-total_micros, tie, name); }
};

struct ModelAnswer {
  std::vector<ModelHit> hits;  // all, in order
  std::map<Gate, int> failing_count;
  std::map<Gate, int> only_this_gate_count;
};

class Model {
 public:
  std::map<std::string, WorkerRow> workers;
  std::map<std::string, VacancyRow> vacancies;

  ModelAnswer Candidates(const VacancyRow& vacancy, const FindQuery& query) const {
    ModelAnswer answer;
    for (const auto& [name, worker] : workers) {
      if (query.policy_groups != 0 && (worker.policy_groups & query.policy_groups) == 0) continue;
      if (!InPrefixes(worker.division_code, query)) continue;
      Add(name, worker, vacancy, query, answer);
    }
    return Sorted(std::move(answer));
  }

  ModelAnswer Vacancies(const WorkerRow& worker, const FindQuery& query) const {
    ModelAnswer answer;
    for (const auto& [name, vacancy] : vacancies) {
      if (!InPrefixes(vacancy.workplace_division_code, query)) continue;
      Add(name, worker, vacancy, query, answer);
    }
    return Sorted(std::move(answer));
  }

 private:
  static bool InPrefixes(const std::string& code, const FindQuery& query) {
    if (query.division_prefixes.empty()) return true;
    return std::any_of(query.division_prefixes.begin(), query.division_prefixes.end(),
                       [&](const std::string& prefix) { return absl::StartsWith(code, prefix); });
  }

  static void Add(const std::string& name, const WorkerRow& worker, const VacancyRow& vacancy,
                  const FindQuery& query, ModelAnswer& answer) {
    const std::vector<FailedGate> failed = Gates(worker, vacancy, query.terms);
    for (const FailedGate& gate : failed) {
      ++answer.failing_count[gate.gate];
      if (failed.size() == 1) ++answer.only_this_gate_count[gate.gate];
    }
    if (!failed.empty()) return;
    const PairDetails details = Details(worker, vacancy);
    answer.hits.push_back(
        {details.score.total_micros, worker.tie_hash ^ vacancy.tie_hash, name, details});
  }

  static ModelAnswer Sorted(ModelAnswer answer) {
    std::sort(answer.hits.begin(), answer.hits.end(),
              [](const ModelHit& a, const ModelHit& b) { return a.order() < b.order(); });
    return answer;
  }
};

// One page that begins after the model's first `begin` hits.
void ExpectPage(const MatchPage& page, const ModelAnswer& expected, const FindQuery& query,
                std::size_t begin) {
  const std::size_t end =
      std::min(expected.hits.size(), begin + static_cast<std::size_t>(query.limit));
  EXPECT_EQ(page.has_more, end < expected.hits.size());
  EXPECT_EQ(page.rule_version, 1);
  ASSERT_EQ(page.results.size(), end - begin);
  for (std::size_t i = begin; i < end; ++i) {
    const MatchResult& result = page.results[i - begin];
    ASSERT_EQ(result.name, expected.hits[i].name) << "at rank " << i + 1;
    ASSERT_EQ(result.rank, static_cast<int>(i) + 1);
    ASSERT_EQ(result.tie, expected.hits[i].tie);
    ASSERT_TRUE(result.details == expected.hits[i].details) << result.name;
  }
  if (!query.count_excluded) {
    EXPECT_TRUE(page.excluded.empty());
    EXPECT_FALSE(page.eligible_count.has_value());
    return;
  }
  EXPECT_EQ(page.eligible_count, static_cast<int>(expected.hits.size()));
  ASSERT_EQ(page.excluded.size(), static_cast<std::size_t>(kGateCount));
  for (const GateCount& count : page.excluded) {
    const auto find = [&](const std::map<Gate, int>& counts) {
      const auto it = counts.find(count.gate);
      return it == counts.end() ? 0 : it->second;
    };
    EXPECT_EQ(count.failing_count, find(expected.failing_count));
    EXPECT_EQ(count.only_this_gate_count, find(expected.only_this_gate_count));
  }
}

// All pages after the first `begin` hits to the last, or so many as `most_pages`.
template <typename Find>
void ExpectPages(const Find& find, const ModelAnswer& expected, FindQuery query, int most_pages,
                 std::size_t begin = 0) {
  if (begin > 0) {
    const ModelHit& last = expected.hits[begin - 1];
    query.after = Position{last.total_micros, last.tie, last.name};
    query.results_before_count = static_cast<int>(begin);
  }
  for (int page_index = 0; page_index < most_pages; ++page_index) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const MatchPage page, find(query));
    ExpectPage(page, expected, query, begin);
    if (::testing::Test::HasFailure() || !page.has_more) return;
    begin += page.results.size();
    query.after = page.results.back().position();
    query.results_before_count = static_cast<int>(begin);
  }
}

class MatcherModelTest : public ::testing::TestWithParam<int> {
 protected:
  void UpsertWorker(const WorkerRow& row) {
    ASSERT_OK(matcher_.UpsertWorker(row));
    model_.workers[row.name] = row;
  }
  void UpsertVacancy(const VacancyRow& row) {
    ASSERT_OK(matcher_.UpsertVacancy(row));
    model_.vacancies[row.name] = row;
  }
  // Begins, goes on with or installs a rebuild, so that changes fall between its steps.
  void RandomRebuildStep() {
    if (rebuild_ == nullptr) {
      constexpr Matcher::RebuildScope kScopes[] = {Matcher::RebuildScope::kChanges,
                                                   Matcher::RebuildScope::kChanges,
                                                   Matcher::RebuildScope::kEverything};
      rebuild_ = matcher_.BeginRebuild(kScopes[Below(3, random_)]);
    } else if (rebuild_->more()) {
      rebuild_->Step(matcher_);
    } else {
      matcher_.Install(*rebuild_);
      rebuild_.reset();
    }
  }
  void RandomChange(int name_count) {
    if (Below(10, random_) == 0) RandomRebuildStep();
    const std::string worker = absl::StrCat("workers/", Below(name_count, random_));
    const std::string vacancy = absl::StrCat("offices/o/vacancies/", Below(name_count, random_));
    switch (Below(8, random_)) {
      case 0:
        EXPECT_EQ(matcher_.RemoveWorker(worker), model_.workers.erase(worker) == 1);
        break;
      case 1:
        EXPECT_EQ(matcher_.RemoveVacancy(vacancy), model_.vacancies.erase(vacancy) == 1);
        break;
      case 2:
        UpsertVacancy(RandomVacancy(vacancy, random_));
        break;
      default:
        UpsertWorker(RandomWorker(worker, random_));
    }
  }
  FindQuery RandomQuery() {
    FindQuery query;
    query.terms.as_of_date = absl::CivilDay(2028, 2, 29) + (Below(20, random_) - 10);
    query.terms.statutory_duty_suffices = Below(2, random_) == 0;
    constexpr int kLimits[] = {1, 10, 100, 500};
    query.limit = kLimits[Below(4, random_)];
    query.count_excluded = Below(2, random_) == 0;
    return query;
  }

  Random random_{static_cast<std::uint64_t>(GetParam())};
  Matcher matcher_;
  std::unique_ptr<Matcher::Rebuild> rebuild_;
  Model model_;
};

TEST_P(MatcherModelTest, CandidatesAreThoseOfBruteForceAfterRandomChanges) {
  int hit_count = 0;
  for (int round = 0; round < 12; ++round) {
    // Few names: rows are replaced and removed again and again. Many: answers of several pages.
    for (int i = 0; i < (round < 6 ? 150 : 1'500); ++i) RandomChange(round < 6 ? 60 : 6'000);
    ASSERT_EQ(matcher_.worker_count(), static_cast<int>(model_.workers.size()));
    for (int i = 0; i < 6; ++i) {
      FindQuery query = RandomQuery();
      if (Below(3, random_) == 0) query.division_prefixes = {"520281"};
      if (Below(4, random_) == 0) query.division_prefixes = {"5202031", "520201001"};
      if (Below(3, random_) == 0) query.policy_groups = BitOf(1) | BitOf(4);
      auto it = model_.vacancies.begin();
      std::advance(it, Below(static_cast<int>(model_.vacancies.size()), random_));
      const ModelAnswer expected = model_.Candidates(it->second, query);
      hit_count += static_cast<int>(expected.hits.size());
      ExpectPages([&](const FindQuery& q) { return matcher_.FindCandidates(it->first, q); },
                  expected, query, 8);
      ExpectPages(
          [&](const FindQuery& q) { return matcher_.FindCandidatesForDraft(it->second, q); },
          expected, query, 2);
      if (HasFailure()) return;
    }
  }
  EXPECT_GT(hit_count, 1'000);
}

TEST_P(MatcherModelTest, VacanciesAreThoseOfBruteForceAfterRandomChanges) {
  int hit_count = 0;
  for (int round = 0; round < 6; ++round) {
    for (int i = 0; i < (round < 3 ? 600 : 4'000); ++i) RandomChange(round < 3 ? 60 : 3'000);
    ASSERT_EQ(matcher_.vacancy_count(), static_cast<int>(model_.vacancies.size()));
    for (int i = 0; i < 12; ++i) {
      FindQuery query = RandomQuery();
      if (Below(3, random_) == 0) query.division_prefixes = {"4420"};
      auto it = model_.workers.begin();
      std::advance(it, Below(static_cast<int>(model_.workers.size()), random_));
      const ModelAnswer expected = model_.Vacancies(it->second, query);
      hit_count += static_cast<int>(expected.hits.size());
      ExpectPages([&](const FindQuery& q) { return matcher_.FindVacancies(it->first, q); },
                  expected, query, 8);
      ExpectPages([&](const FindQuery& q) { return matcher_.FindVacanciesForDraft(it->second, q); },
                  expected, query, 2);
      if (HasFailure()) return;
    }
  }
  EXPECT_GT(hit_count, 500);
}

// Where next to no vacancy passes, and no bound tells which: the search turns to those that may,
// among them some that it has found already (matcher.cc, kVacanciesListedShare).
TEST_P(MatcherModelTest, WhereFewVacanciesPassTheyAreThoseOfBruteForce) {
  constexpr int kVacancies = 4'000;
  const auto put = [&](int i) {
    VacancyRow row = RandomVacancy(absl::StrCat("offices/o/vacancies/", i), random_);
    row.accommodation_provided = Below(25, random_) == 0;
    UpsertVacancy(row);
  };
  for (int i = 0; i < kVacancies; ++i) put(i);
  matcher_.RebuildNow();
  SearchCounts counts;
  int hit_count = 0;
  int question_count = 0;
  for (int i = 0; i < 20; ++i) {
    // Also of rows that no tree has yet, and of slots that others had.
    for (int j = 0; j < 10; ++j) {
      const int at = Below(kVacancies, random_);
      const std::string gone = absl::StrCat("offices/o/vacancies/", at);
      EXPECT_EQ(matcher_.RemoveVacancy(gone), model_.vacancies.erase(gone) == 1);
      put(j % 2 == 0 ? at : kVacancies + 10 * i + j);
    }
    WorkerRow worker = RandomWorker("", random_);
    worker.active = true;
    worker.dead = worker.has_live_placement = worker.currently_away = false;
    worker.legal_basis_in_force = LegalBasis::kConsent;
    worker.accommodation_required = true;
    if (i % 2 == 0) worker.preferred_division_codes.clear();
    FindQuery query = RandomQuery();
    query.count_excluded = false;
    query.limit = i % 3 == 0 ? 500 : 100;
    query.counts = &counts;
    if (i % 4 == 3) query.division_prefixes = {"4420"};
    const ModelAnswer expected = model_.Vacancies(worker, query);
    hit_count += static_cast<int>(expected.hits.size());
    ExpectPages(
        [&](const FindQuery& q) {
          ++question_count;
          return matcher_.FindVacanciesForDraft(worker, q);
        },
        expected, query, 4);
    if (HasFailure()) return;
  }
  EXPECT_GT(hit_count, 200);
  // Each question would look at most of the rows that are open else.
  EXPECT_LT(counts.rows_looked_at, std::int64_t{question_count} * kVacancies / 2);
}

// A draft may name codes that no stored row has ever had; they fit nobody and disturb nothing.
TEST_P(MatcherModelTest, DraftsWithUnknownCodesAreThoseOfBruteForce) {
  for (int i = 0; i < 600; ++i) RandomChange(300);
  for (int i = 0; i < 30; ++i) {
    const FindQuery query = RandomQuery();
    VacancyRow vacancy = RandomVacancy("", random_);
    vacancy.skill_requirements.push_back({"unheard-of", "unheard-of-group", 1, false});
    vacancy.skill_requirements.push_back({"unheard-of-2", "group-1", 2, false});
    if (i % 3 == 0) vacancy.workplace_lineage_codes = {"990000", "990100"};
    ExpectPages([&](const FindQuery& q) { return matcher_.FindCandidatesForDraft(vacancy, q); },
                model_.Candidates(vacancy, query), query, 2);
    WorkerRow worker = RandomWorker("", random_);
    worker.skills = {{"unheard-of", "unheard-of-group", 3, 50}, {"skill-1", "group-0", 3, 7}};
    if (i % 3 == 0) worker.preferred_division_codes = {"990000", "440000"};
    ExpectPages([&](const FindQuery& q) { return matcher_.FindVacanciesForDraft(worker, q); },
                model_.Vacancies(worker, query), query, 2);
    if (HasFailure()) return;
  }
}

// The first pages, and those over the border between two scores; of a hundred hits and more all.
template <typename Find>
void ExpectPagesOfEachSize(const Find& find, const ModelAnswer& expected, FindQuery query) {
  for (const int limit : {1, 10, 100, 500}) {
    query.limit = limit;
    for (const unsigned begin : {0u, 950u}) ExpectPages(find, expected, query, 100, begin);
  }
}

// Where places, wages and wishes are round, scores tie by the thousand: the tie hash, then the
// name, decide, and pages neither repeat nor skip.
TEST_P(MatcherModelTest, TiesByTheThousandPageWithoutRepeatOrGap) {
  WorkerRow worker = RandomWorker("", random_);
  for (int i = 0; i < 3'000; ++i) {
    if (i % 1'000 == 0) worker.min_wage_cny_per_month = 5'000 - i / 10;
    worker.name = absl::StrCat("workers/", i);
    worker.active = true;
    worker.dead = false;
    worker.legal_basis_in_force = LegalBasis::kConsent;
    worker.has_live_placement = worker.currently_away = false;
    worker.tie_hash = i % 2 == 0 ? 7 : static_cast<std::int64_t>(random_() >> 1);
    UpsertWorker(worker);
  }
  VacancyRow vacancy;
  vacancy.name = "offices/o/vacancies/plain";
  vacancy.state = VacancyState::kOpen;
  vacancy.start_date = absl::CivilDay(2050, 1, 1);
  vacancy.max_wage_cny_per_month = 5'100;
  vacancy.tie_hash = static_cast<std::int64_t>(random_() >> 1);
  UpsertVacancy(vacancy);
  FindQuery query;
  query.terms.as_of_date = absl::CivilDay(2028, 3, 1);
  const ModelAnswer expected = model_.Candidates(vacancy, query);
  ASSERT_EQ(expected.hits.size(), 3'000u);
  if (GetParam() % 2 == 0) matcher_.RebuildNow();
  ExpectPagesOfEachSize(
      [&](const FindQuery& q) { return matcher_.FindCandidates(vacancy.name, q); }, expected,
      query);
}

// The same in the other direction, with some rows changed since the index was built.
TEST_P(MatcherModelTest, VacanciesThatTieByTheThousandPageWithoutRepeatOrGap) {
  VacancyRow vacancy;
  vacancy.state = VacancyState::kOpen;
  for (int i = 0; i < 3'000; ++i) {
    vacancy.name = absl::StrCat("offices/o/vacancies/", i);
    vacancy.max_wage_cny_per_month = 5'000 + 100 * (i / 1'000);
    vacancy.tie_hash = i % 2 == 0 ? 7 : static_cast<std::int64_t>(random_() >> 1);
    UpsertVacancy(vacancy);
  }
  WorkerRow worker;
  worker.name = "workers/plain";
  worker.active = true;
  worker.legal_basis_in_force = LegalBasis::kConsent;
  worker.min_wage_cny_per_month = 4'800;
  worker.tie_hash = static_cast<std::int64_t>(random_() >> 1);
  UpsertWorker(worker);
  if (GetParam() % 2 == 0) matcher_.RebuildNow();
  for (int i = 0; i < 3'000; i += 100) {
    vacancy = model_.vacancies.at(absl::StrCat("offices/o/vacancies/", i));
    vacancy.tie_hash /= 2;
    UpsertVacancy(vacancy);
  }
  FindQuery query;
  query.terms.as_of_date = absl::CivilDay(2028, 3, 1);
  const ModelAnswer expected = model_.Vacancies(worker, query);
  ASSERT_EQ(expected.hits.size(), 3'000u);
  ASSERT_GT(expected.hits[999].total_micros, expected.hits[1'000].total_micros);
  ExpectPagesOfEachSize([&](const FindQuery& q) { return matcher_.FindVacancies(worker.name, q); },
                        expected, query);
}

// A page follows the position it is given, also if the row that stood there has gone or has moved.
TEST_P(MatcherModelTest, ThePageAfterARowThatHasGoneIsExactForTheStateNow) {
  for (int i = 0; i < 400; ++i) UpsertWorker(RandomWorker(absl::StrCat("workers/", i), random_));
  VacancyRow vacancy = RandomVacancy("offices/o/vacancies/v", random_);
  vacancy.state = VacancyState::kOpen;
  vacancy.expire_date.reset();
  vacancy.openings_left_count.reset();
  vacancy.employer_blocks.clear();
  vacancy.skill_requirements.clear();
  vacancy.min_education = EducationLevel::kUnspecified;
  UpsertVacancy(vacancy);
  if (GetParam() % 2 == 0) matcher_.RebuildNow();
  FindQuery query = RandomQuery();
  query.limit = 10;
  LAOWU_ASSERT_OK_AND_ASSIGN(const MatchPage first, matcher_.FindCandidates(vacancy.name, query));
  ASSERT_EQ(first.results.size(), 10u);
  const MatchResult& last = first.results.back();
  matcher_.RemoveWorker(last.name);
  model_.workers.erase(last.name);
  matcher_.RemoveWorker(first.results.front().name);
  model_.workers.erase(first.results.front().name);
  query.after = last.position();
  query.results_before_count = 8;
  LAOWU_ASSERT_OK_AND_ASSIGN(const MatchPage second, matcher_.FindCandidates(vacancy.name, query));
  ExpectPage(second, model_.Candidates(vacancy, query), query, 8);
}

TEST_P(MatcherModelTest, RowsComeBackAsTheyWereStored) {
  for (int i = 0; i < 1'000; ++i) RandomChange(200);
  for (const auto& [name, worker] : model_.workers) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const WorkerRow found, matcher_.GetWorker(name));
    ASSERT_TRUE(found == worker) << name;
  }
  for (const auto& [name, vacancy] : model_.vacancies) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const VacancyRow found, matcher_.GetVacancy(name));
    ASSERT_TRUE(found == vacancy) << name;
  }
}

// Either side asked, and explained alone, a pair has the same score and the same reasons.
TEST_P(MatcherModelTest, BothDirectionsAndExplainSayTheSameOfAPair) {
  for (int i = 0; i < 60; ++i) {
    UpsertWorker(RandomWorker(absl::StrCat("workers/", i), random_));
    UpsertVacancy(RandomVacancy(absl::StrCat("offices/o/vacancies/", i), random_));
  }
  FindQuery query = RandomQuery();
  query.limit = 500;
  std::map<std::pair<std::string, std::string>, PairDetails> by_vacancy, by_worker;
  for (const auto& [vacancy, unused] : model_.vacancies) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const MatchPage page, matcher_.FindCandidates(vacancy, query));
    for (const MatchResult& result : page.results) {
      by_vacancy[{result.name, vacancy}] = result.details;
    }
  }
  for (const auto& [worker, unused] : model_.workers) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const MatchPage page, matcher_.FindVacancies(worker, query));
    for (const MatchResult& result : page.results) {
      by_worker[{worker, result.name}] = result.details;
    }
  }
  EXPECT_FALSE(by_vacancy.empty());
  EXPECT_TRUE(by_vacancy == by_worker);
  for (const auto& [worker, unused] : model_.workers) {
    for (const auto& [vacancy, unused2] : model_.vacancies) {
      LAOWU_ASSERT_OK_AND_ASSIGN(const Explanation explanation,
                                 matcher_.Explain(worker, vacancy, query.terms));
      const auto it = by_vacancy.find({worker, vacancy});
      ASSERT_EQ(explanation.failed_gates.empty(), it != by_vacancy.end());
      if (it != by_vacancy.end()) {
        ASSERT_TRUE(explanation.details == it->second);
      }
    }
  }
}

// Const calls may run together (run this under the thread sanitizer).
TEST_P(MatcherModelTest, ConstCallsRunTogether) {
  for (int i = 0; i < 300; ++i) {
    UpsertWorker(RandomWorker(absl::StrCat("workers/", i), random_));
    UpsertVacancy(RandomVacancy(absl::StrCat("offices/o/vacancies/", i), random_));
  }
  FindQuery query = RandomQuery();
  query.count_excluded = true;
  query.division_prefixes = {"5202"};
  const std::string vacancy = "offices/o/vacancies/7";
  LAOWU_ASSERT_OK_AND_ASSIGN(const MatchPage expected, matcher_.FindCandidates(vacancy, query));
  std::vector<int> wrong_count(4, 0);
  std::vector<std::thread> threads;
  for (int& wrong : wrong_count) {
    threads.emplace_back([&, this] {
      for (int i = 0; i < 20; ++i) {
        const auto page = matcher_.FindCandidates(vacancy, query);
        if (!page.ok() || page->eligible_count != expected.eligible_count) ++wrong;
        const auto draft =
            matcher_.FindCandidatesForDraft(model_.vacancies.find(vacancy)->second, query);
        if (!draft.ok() || draft->results.size() != expected.results.size()) ++wrong;
        if (!matcher_.Explain("workers/3", vacancy, query.terms).ok()) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(wrong_count, ::testing::Each(0));
}

INSTANTIATE_TEST_SUITE_P(Seeds, MatcherModelTest, ::testing::Range(1, 9));

}  // namespace
}  // namespace laowu::matcher
