// The facade: what it stores, finds, refuses and counts. That its answers are exact for every kind
// of row is tests/model/matcher_model_test.cc.

#include "matcher/matcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "matcher/packed_rows.h"
#include "matcher/row_table.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/matcher/rows.h"

namespace laowu::matcher {
namespace {

using ::laowu::testing::IsOk;
using ::laowu::testing::StatusIs;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::FieldsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kVacancy[] = "offices/zhongshan/vacancies/v";

class MatcherTest : public ::testing::Test {
 protected:
  MatcherTest() {
    query_.terms = kTerms;
    EXPECT_OK(matcher_.UpsertVacancy(FittingVacancy()));
  }
  void AddWorker(const std::string& name, std::int64_t tie_hash,
                 const std::string& division = "520281105") {
    WorkerRow row = FittingWorker();
    row.name = name;
    row.tie_hash = tie_hash;
    row.division_code = division;
    EXPECT_OK(matcher_.UpsertWorker(row));
  }
  std::vector<std::string> Names(const FindQuery& query) const {
    return NamesOf(matcher_.FindCandidates(kVacancy, query));
  }
  std::vector<std::string> VacancyNames(const std::string& worker, const FindQuery& query) const {
    return NamesOf(matcher_.FindVacancies(worker, query));
  }
  static std::vector<std::string> NamesOf(const absl::StatusOr<MatchPage>& page) {
    EXPECT_OK(page);
    std::vector<std::string> names;
    if (!page.ok()) return names;
    for (const MatchResult& result : page->results) names.push_back(result.name);
    return names;
  }

  Matcher matcher_;
  FindQuery query_;
};

TEST_F(MatcherTest, ACandidateShowsRankTotalPartsSkillsAndWhereAway) {
  WorkerRow worker = FittingWorker();
  worker.currently_away = true;
  worker.away_division_code = "330100";
  worker.job_wanted_from = kToday;
  ASSERT_OK(matcher_.UpsertWorker(worker));
  LAOWU_ASSERT_OK_AND_ASSIGN(const MatchPage page, matcher_.FindCandidates(kVacancy, query_));
  ASSERT_THAT(page.results, SizeIs(1));
  const MatchResult& result = page.results[0];
  EXPECT_EQ(result.name, "workers/a");
  EXPECT_EQ(result.rank, 1);
  EXPECT_EQ(result.details.score.total_micros, kFittingTotalMicros);
  EXPECT_THAT(result.details.matched_skill_codes, ElementsAre("welding-arc"));
  EXPECT_EQ(result.tie, 5 ^ 6);
  EXPECT_TRUE(result.currently_away);
  EXPECT_EQ(result.away_division_code, "330100");
  EXPECT_EQ(result.division_code, "520281105");
  EXPECT_FALSE(page.has_more);
  EXPECT_EQ(page.rule_version, 1);
}

TEST_F(MatcherTest, EqualScoresAreOrderedByTieThenByName) {
  // The vacancy's hash is 6: ties 0, 1, 1, 2.
  AddWorker("workers/d", 6);
  AddWorker("workers/c", 7);
  AddWorker("workers/b", 7);
  AddWorker("workers/a", 4);
  EXPECT_THAT(Names(query_), ElementsAre("workers/d", "workers/b", "workers/c", "workers/a"));
}

TEST_F(MatcherTest, ABetterScoreStandsBeforeABetterTie) {
  AddWorker("workers/lucky", 6);
  WorkerRow better = FittingWorker();
  better.policy_groups = BitOf(PolicyGroup::kRelocated);
  better.tie_hash = 1'000'000;
  ASSERT_OK(matcher_.UpsertWorker(better));
  EXPECT_THAT(Names(query_), ElementsAre("workers/a", "workers/lucky"));
}

TEST_F(MatcherTest, PagesGoOnStrictlyBelowAndKeepCountingRanks) {
  for (int i = 0; i < 7; ++i) AddWorker(absl::StrCat("workers/", i), 0);
  query_.limit = 3;
  std::vector<int> ranks;
  std::vector<std::string> names;
  bool has_more = true;
  while (has_more) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const MatchPage page, matcher_.FindCandidates(kVacancy, query_));
    EXPECT_FALSE(page.eligible_count.has_value()) << "nobody asked to count";
    ASSERT_FALSE(page.results.empty());
    for (const MatchResult& result : page.results) {
      ranks.push_back(result.rank);
      names.push_back(result.name);
    }
    has_more = page.has_more;
    query_.after = page.results.back().position();
    query_.results_before_count += static_cast<int>(page.results.size());
  }
  EXPECT_THAT(ranks, ElementsAre(1, 2, 3, 4, 5, 6, 7));
  EXPECT_THAT(names, ElementsAre("workers/0", "workers/1", "workers/2", "workers/3", "workers/4",
                                 "workers/5", "workers/6"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const MatchPage beyond, matcher_.FindCandidates(kVacancy, query_));
  EXPECT_THAT(beyond.results, IsEmpty());
  EXPECT_FALSE(beyond.has_more);
}

TEST_F(MatcherTest, CountsWhatEachGateAndEachGateAloneTurnedAway) {
  AddWorker("workers/fits", 0);
  WorkerRow row = FittingWorker();
  row.name = "workers/wants-more";
  row.min_wage_cny_per_month = 7'000;
  ASSERT_OK(matcher_.UpsertWorker(row));
  row.name = "workers/wants-more-elsewhere";
  row.preferred_division_codes = {"330000"};
  ASSERT_OK(matcher_.UpsertWorker(row));
  query_.count_excluded = true;
  LAOWU_ASSERT_OK_AND_ASSIGN(const MatchPage page, matcher_.FindCandidates(kVacancy, query_));
  EXPECT_EQ(page.eligible_count, 1);
  ASSERT_THAT(page.excluded, SizeIs(kGateCount));
  for (const GateCount& count : page.excluded) {
    const int failing = count.gate == Gate::kWage ? 2 : count.gate == Gate::kDestination ? 1 : 0;
    EXPECT_EQ(count.failing_count, failing) << static_cast<int>(count.gate);
    EXPECT_EQ(count.only_this_gate_count, count.gate == Gate::kWage ? 1 : 0);
  }
}

TEST_F(MatcherTest, FiltersByDivisionFromProvinceToTownship) {
  AddWorker("workers/panzhou", 1, "520281105");
  AddWorker("workers/zhongshan-district", 2, "520201001");
  AddWorker("workers/village", 3, "520281105203");
  AddWorker("workers/elsewhere", 4, "522301001");
  AddWorker("workers/unknown", 5, "");
  const auto count = [this](std::vector<std::string> prefixes) {
    query_.division_prefixes = std::move(prefixes);
    return Names(query_).size();
  };
  EXPECT_EQ(count({}), 5u);
  EXPECT_EQ(count({"520000"}), 4u);
  EXPECT_EQ(count({"52"}), 4u);
  EXPECT_EQ(count({"520200"}), 3u);
  EXPECT_EQ(count({"5202"}), 3u);
  EXPECT_EQ(count({"520281"}), 2u);
  EXPECT_EQ(count({"520281105"}), 2u);
  EXPECT_EQ(count({"520281105203"}), 1u);
  EXPECT_EQ(count({"520281", "522301"}), 3u);
  EXPECT_EQ(count({"990000"}), 0u);
}

TEST_F(MatcherTest, FiltersByAnyOfThePolicyGroups) {
  for (int group = 1; group <= 5; ++group) {
    WorkerRow row = FittingWorker();
    row.name = absl::StrCat("workers/", group);
    row.policy_groups = BitOf(group);
    ASSERT_OK(matcher_.UpsertWorker(row));
  }
  AddWorker("workers/none", 0);
  query_.policy_groups = BitOf(4);
  EXPECT_THAT(Names(query_), ElementsAre("workers/4"));
  query_.policy_groups = BitOf(4) | BitOf(5);
  EXPECT_THAT(Names(query_), SizeIs(2));
}

TEST_F(MatcherTest, FindVacanciesFiltersByWorkplaceAndRefusesPolicyGroups) {
  AddWorker("workers/a", 0);
  VacancyRow elsewhere = FittingVacancy();
  elsewhere.name = "offices/zhongshan/vacancies/w";
  elsewhere.workplace_division_code = "442000102";
  ASSERT_OK(matcher_.UpsertVacancy(elsewhere));
  query_.division_prefixes = {"442000102"};
  LAOWU_ASSERT_OK_AND_ASSIGN(const MatchPage page, matcher_.FindVacancies("workers/a", query_));
  ASSERT_THAT(page.results, SizeIs(1));
  EXPECT_EQ(page.results[0].name, elsewhere.name);
  EXPECT_EQ(page.results[0].division_code, "442000102");
  query_.policy_groups = BitOf(1);
  EXPECT_THAT(matcher_.FindVacancies("workers/a", query_),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(MatcherTest, AnAnswerTellsTheSlotsOfItsRows) {
  AddWorker("workers/d", 6);
  LAOWU_ASSERT_OK_AND_ASSIGN(const MatchPage page, matcher_.FindCandidates(kVacancy, query_));
  ASSERT_THAT(page.results, SizeIs(1));
  EXPECT_EQ(page.results[0].slot, matcher_.workers().Find("workers/d"));
}

TEST_F(MatcherTest, ADraftIsAnsweredAndNotStored) {
  AddWorker("workers/a", 0);
  VacancyRow draft = FittingVacancy();
  draft.name.clear();
  draft.skill_requirements.push_back({"never-heard-of", "", 1, true});
  query_.count_excluded = true;
  LAOWU_ASSERT_OK_AND_ASSIGN(const MatchPage none, matcher_.FindCandidatesForDraft(draft, query_));
  EXPECT_THAT(none.results, IsEmpty());
  EXPECT_EQ(none.excluded[static_cast<std::size_t>(Gate::kRequiredSkill) - 1].failing_count, 1);
  draft.skill_requirements.back().required = false;
  LAOWU_ASSERT_OK_AND_ASSIGN(const MatchPage one, matcher_.FindCandidatesForDraft(draft, query_));
  ASSERT_THAT(one.results, SizeIs(1));
  EXPECT_THAT(one.results[0].details.missing_skill_codes, ElementsAre("never-heard-of"));
  EXPECT_EQ(matcher_.vacancy_count(), 1);
  WorkerRow worker = FittingWorker();
  worker.name.clear();
  LAOWU_ASSERT_OK_AND_ASSIGN(const MatchPage page, matcher_.FindVacanciesForDraft(worker, query_));
  EXPECT_THAT(page.results, SizeIs(1));
  EXPECT_EQ(matcher_.worker_count(), 1);
  draft.tie_hash = -1;
  EXPECT_THAT(matcher_.FindCandidatesForDraft(draft, query_),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(MatcherTest, ARemovedRowIsGoneAtOnce) {
  AddWorker("workers/a", 0);
  EXPECT_TRUE(matcher_.RemoveWorker("workers/a"));
  EXPECT_FALSE(matcher_.RemoveWorker("workers/a"));
  EXPECT_THAT(Names(query_), IsEmpty());
  EXPECT_THAT(matcher_.GetWorker("workers/a"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_TRUE(matcher_.RemoveVacancy(kVacancy));
  EXPECT_FALSE(matcher_.RemoveVacancy(kVacancy));
  EXPECT_THAT(matcher_.FindCandidates(kVacancy, query_), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(MatcherTest, ExplainNamesTheGatesAndTheSideThatIsNotThere) {
  WorkerRow worker = FittingWorker();
  worker.min_wage_cny_per_month = 7'000;
  ASSERT_OK(matcher_.UpsertWorker(worker));
  LAOWU_ASSERT_OK_AND_ASSIGN(const Explanation explanation,
                             matcher_.Explain("workers/a", kVacancy, kTerms));
  ASSERT_THAT(explanation.failed_gates, SizeIs(1));
  EXPECT_EQ(explanation.failed_gates[0].gate, Gate::kWage);
  EXPECT_EQ(GateValueText(explanation.failed_gates[0].worker_value), "7000");
  EXPECT_EQ(GateValueText(explanation.failed_gates[0].vacancy_value), "6000");
  EXPECT_EQ(explanation.details.score.total_micros, kFittingTotalMicros - 150'000);
  EXPECT_EQ(explanation.rule_version, 1);
  EXPECT_THAT(matcher_.Explain("workers/b", kVacancy, kTerms),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("no worker workers/b")));
  EXPECT_THAT(matcher_.Explain("workers/a", "offices/o/vacancies/x", kTerms),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("no vacancy")));
}

TEST_F(MatcherTest, RefusesWrongRowsAndKeepsWhatItHad) {
  WorkerRow worker = FittingWorker();
  ASSERT_OK(matcher_.UpsertWorker(worker));
  worker.skills[0].level = 9;
  EXPECT_THAT(matcher_.UpsertWorker(worker),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("skills[0].level")));
  LAOWU_ASSERT_OK_AND_ASSIGN(const WorkerRow kept, matcher_.GetWorker("workers/a"));
  EXPECT_TRUE(kept == FittingWorker());
  worker = FittingWorker();
  worker.name.clear();
  EXPECT_THAT(matcher_.UpsertWorker(worker), StatusIs(absl::StatusCode::kInvalidArgument));
  VacancyRow vacancy = FittingVacancy();
  vacancy.occupation_code = "welder";
  EXPECT_THAT(matcher_.UpsertVacancy(vacancy), StatusIs(absl::StatusCode::kInvalidArgument));
}

// Groups of skills have twelve bits in a row. The last that has a number comes back whole; one more
// is refused on both sides, and rows of groups that are known go on.
TEST_F(MatcherTest, RefusesAGroupOfSkillsTooMany) {
  WorkerRow worker = FittingWorker();
  absl::Status status;
  int groups = 0;
  while (status.ok() && groups < 2 * kMaxSkillGroups) {
    worker.skills[0].group_code = absl::StrCat("group-", groups++);
    status = matcher_.UpsertWorker(worker);
  }
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_GT(groups, kMaxSkillGroups - 2 * kMaxSkills);
  VacancyRow vacancy = FittingVacancy();
  vacancy.skill_requirements[0].group_code = worker.skills[0].group_code;
  EXPECT_THAT(matcher_.UpsertVacancy(vacancy), StatusIs(absl::StatusCode::kResourceExhausted));
  const std::string last = absl::StrCat("group-", groups - 2);
  worker.skills[0].group_code = last;
  EXPECT_OK(matcher_.UpsertWorker(worker));
  vacancy.skill_requirements[0].group_code = last;
  EXPECT_OK(matcher_.UpsertVacancy(vacancy));
  LAOWU_ASSERT_OK_AND_ASSIGN(const WorkerRow kept, matcher_.GetWorker(worker.name));
  EXPECT_TRUE(kept == worker);
}

TEST_F(MatcherTest, RefusesWrongQueries) {
  const auto status = [this](auto change) {
    FindQuery query = query_;
    change(query);
    return matcher_.FindCandidates(kVacancy, query).status();
  };
  const auto invalid = [](absl::string_view field) {
    return StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(std::string(field)));
  };
  EXPECT_THAT(status([](FindQuery& q) { q.limit = 0; }), invalid("limit must be 1 to 500"));
  EXPECT_THAT(status([](FindQuery& q) { q.limit = 501; }), invalid("limit"));
  EXPECT_THAT(status([](FindQuery& q) { q.terms.as_of_date = absl::CivilDay(1, 1, 1); }),
              invalid("as_of_date"));
  EXPECT_THAT(status([](FindQuery& q) { q.division_prefixes = {"5"}; }), invalid("division_pre"));
  EXPECT_THAT(status([](FindQuery& q) { q.division_prefixes = {"52x"}; }), invalid("division_pre"));
  EXPECT_THAT(status([](FindQuery& q) { q.division_prefixes.assign(101, "52"); }),
              invalid("division_prefixes must have at most 100"));
  EXPECT_THAT(status([](FindQuery& q) { q.limit = 500; }), IsOk());
}

TEST_F(MatcherTest, StopsWhenItIsTold) {
  AddWorker("workers/a", 0);
  int asked_count = 0;
  query_.keep_going = [&asked_count] {
    ++asked_count;
    return absl::DeadlineExceededError("too late");
  };
  EXPECT_THAT(matcher_.FindCandidates(kVacancy, query_),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_THAT(matcher_.FindVacancies("workers/a", query_),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_EQ(asked_count, 2);
}

TEST_F(MatcherTest, AsksWhetherToGoOnEach65536Rows) {
  for (int i = 0; i < 2 * kRowsBetweenChecks + 1; ++i) {
    AddWorker(absl::StrCat("workers/", i), i);
  }
  int asked_count = 0;
  query_.keep_going = [&asked_count] {
    return ++asked_count == 3 ? absl::CancelledError("gone") : absl::OkStatus();
  };
  EXPECT_THAT(matcher_.FindCandidates(kVacancy, query_), StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ(asked_count, 3);
}

// All are alike but for what the summaries of the index do not tell: nearly everybody would be
// looked at to find the few who pass.
TEST_F(MatcherTest, WhereFewPassTheSearchTurnsToThem) {
  constexpr int kWorkers = 20'000;
  for (int i = 0; i < kWorkers; ++i) {
    WorkerRow row = FittingWorker();
    row.name = absl::StrCat("workers/", i);
    row.tie_hash = i;
    row.refuses_night_shift = i % 2'000 != 7;
    EXPECT_OK(matcher_.UpsertWorker(row));
  }
  VacancyRow night = FittingVacancy();
  night.night_shift = true;
  EXPECT_OK(matcher_.UpsertVacancy(night));
  matcher_.RebuildNow();
  query_.limit = 50;
  SearchCounts counts;
  query_.counts = &counts;
  const std::vector<std::string> found = Names(query_);
  EXPECT_LT(counts.rows_looked_at, kWorkers / 10);
  query_.by_scan = true;
  EXPECT_EQ(found, Names(query_));
  EXPECT_THAT(found, SizeIs(10));
}

// The same of vacancies. One stands out, so that it is found before the search turns to the few,
// and it is answered once all the same.
TEST_F(MatcherTest, WhereFewVacanciesPassTheSearchTurnsToThem) {
  constexpr int kVacancies = 20'000;
  for (int i = 0; i < kVacancies; ++i) {
    VacancyRow row = FittingVacancy();
    row.name = absl::StrCat("offices/zhongshan/vacancies/", i);
    row.tie_hash = i;
    row.max_wage_cny_per_month = i == 7 ? 6'000 : 5'500;
    row.accommodation_provided = i % 2'000 == 7;
    EXPECT_OK(matcher_.UpsertVacancy(row));
  }
  EXPECT_TRUE(matcher_.RemoveVacancy(kVacancy));
  WorkerRow worker = FittingWorker();
  worker.accommodation_required = true;
  EXPECT_OK(matcher_.UpsertWorker(worker));
  matcher_.RebuildNow();
  query_.limit = 50;
  SearchCounts counts;
  query_.counts = &counts;
  const std::vector<std::string> found = VacancyNames(worker.name, query_);
  EXPECT_LT(counts.rows_looked_at, kVacancies / 10);
  query_.by_scan = true;
  EXPECT_EQ(found, VacancyNames(worker.name, query_));
  EXPECT_THAT(found, SizeIs(10));
}

TEST_F(MatcherTest, NoVacancyIsLookedAtForAWorkerWhomNobodyMayBeShown) {
  WorkerRow worker = FittingWorker();
  worker.legal_basis_in_force = LegalBasis::kStatutoryDuty;
  EXPECT_OK(matcher_.UpsertWorker(worker));
  matcher_.RebuildNow();
  SearchCounts counts;
  query_.counts = &counts;
  EXPECT_THAT(VacancyNames(worker.name, query_), IsEmpty());
  EXPECT_EQ(counts.rows_looked_at, 0);
  query_.terms.statutory_duty_suffices = true;
  EXPECT_THAT(VacancyNames(worker.name, query_), ElementsAre(kVacancy));
}

TEST_F(MatcherTest, NobodyIsLookedAtForAVacancyThatIsClosedItself) {
  AddWorker("workers/a", 0);
  VacancyRow vacancy = FittingVacancy();
  vacancy.expire_date = kTerms.as_of_date - 1;
  EXPECT_OK(matcher_.UpsertVacancy(vacancy));
  matcher_.RebuildNow();
  SearchCounts counts;
  query_.counts = &counts;
  query_.count_excluded = true;
  LAOWU_ASSERT_OK_AND_ASSIGN(const MatchPage page, matcher_.FindCandidates(kVacancy, query_));
  EXPECT_THAT(page.results, IsEmpty());
  EXPECT_EQ(counts.rows_looked_at, 0);
  EXPECT_THAT(page.excluded, Contains(FieldsAre(Gate::kVacancyClosed, 1, 1)));
}

TEST_F(MatcherTest, AMovedMatcherAnswersAsBefore) {
  AddWorker("workers/a", 0);
  const Matcher moved = std::move(matcher_);
  LAOWU_ASSERT_OK_AND_ASSIGN(const MatchPage page, moved.FindCandidates(kVacancy, query_));
  EXPECT_THAT(page.results, SizeIs(1));
}

}  // namespace
}  // namespace laowu::matcher
