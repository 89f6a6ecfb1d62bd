// Matches as a caller sees them: exact against the specification over all pairs, page after page;
// scope; drafts; many vacancies at once; duplicates shown once; bad requests refused whole.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "match_fixture.h"
#include "matcher/score.h"
#include "services/runtime/errors.h"

namespace laowu::match {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::SizeIs;

constexpr char kVacancy[] = "offices/zhongshan/vacancies/v";

// What the specification says of one side against all of the other.
struct Expected {
  std::vector<std::string> names;  // that pass, in order
  std::map<int, int> failing, only_this;
};

class FindTest : public MatchFixture {
 protected:
  std::vector<matcher::WorkerRow> Workers() {
    const MatchIndex::View view(fed_.index());
    std::vector<matcher::WorkerRow> rows;
    for (int i = 0; i < 40; ++i) {
      rows.push_back(*view.matcher().GetWorker(absl::StrCat("workers/w", i)));
    }
    return rows;
  }
  std::vector<matcher::VacancyRow> Vacancies() {
    const MatchIndex::View view(fed_.index());
    std::vector<matcher::VacancyRow> rows;
    for (int i = 0; i < 40; ++i) {
      rows.push_back(*view.matcher().GetVacancy(VacancyNamed(absl::StrCat("v", i)).name()));
    }
    return rows;
  }

  // Pairs of one worker or one vacancy with all others, by score.h alone.
  static Expected Oracle(const std::vector<matcher::WorkerRow>& workers,
                         const std::vector<matcher::VacancyRow>& vacancies, absl::CivilDay day) {
    const matcher::MatchTerms terms = TermsOn(day);
    std::vector<std::tuple<int, int64_t, std::string>> order;
    Expected expected;
    for (const auto& worker : workers) {
      for (const auto& vacancy : vacancies) {
        const auto failed = matcher::Gates(worker, vacancy, terms);
        for (const auto& gate : failed) {
          ++expected.failing[static_cast<int>(gate.gate)];
          if (failed.size() == 1) ++expected.only_this[static_cast<int>(gate.gate)];
        }
        if (!failed.empty()) continue;
        order.emplace_back(-matcher::Score(worker, vacancy).total_micros,
                           worker.tie_hash ^ vacancy.tie_hash,
                           workers.size() == 1 ? vacancy.name : worker.name);
      }
    }
    std::sort(order.begin(), order.end());
    for (const auto& place : order) expected.names.push_back(std::get<2>(place));
    return expected;
  }

  template <typename Response>
  static void ExpectCounts(const Response& response, const Expected& expected) {
    ASSERT_EQ(response.excluded_size(), matcher::kGateCount);
    for (const auto& count : response.excluded()) {
      const auto of = [&](const std::map<int, int>& counts) {
        const auto it = counts.find(count.gate());
        return it == counts.end() ? 0 : it->second;
      };
      EXPECT_EQ(count.failing_count(), of(expected.failing)) << v1::Gate_Name(count.gate());
      EXPECT_EQ(count.only_this_gate_count(), of(expected.only_this))
          << v1::Gate_Name(count.gate());
    }
  }
};

TEST_F(FindTest, CandidatesAreThoseOfTheSpecificationPageByPage) {
  PutMany();
  for (const auto& vacancy : Vacancies()) {
    const Expected expected = Oracle(Workers(), {vacancy}, kToday);
    v1::FindCandidatesRequest request;
    request.set_name(vacancy.name);
    request.set_count_excluded(true);
    for (const int page_size : {1, 3, 100}) {
      std::vector<std::string> names;
      ForEachPage([&](const auto& r) { return FindCandidates(kCity, r); }, request, page_size,
                  [&](const v1::FindCandidatesResponse& response) {
                    for (const auto& candidate : response.candidates()) {
                      names.push_back(candidate.worker());
                      EXPECT_EQ(candidate.rank(), static_cast<int>(names.size()));
                    }
                    EXPECT_EQ(response.eligible_count(), static_cast<int>(expected.names.size()));
                    ExpectCounts(response, expected);
                  });
      EXPECT_EQ(names, expected.names) << vacancy.name;
    }
  }
}

TEST_F(FindTest, VacanciesAreThoseOfTheSpecificationPageByPage) {
  PutMany();
  for (const auto& worker : Workers()) {
    const Expected expected = Oracle({worker}, Vacancies(), kToday);
    v1::FindVacanciesRequest request;
    request.set_name(worker.name);
    request.set_count_excluded(true);
    for (const int page_size : {1, 3, 100}) {
      std::vector<std::string> names;
      ForEachPage([&](const auto& r) { return FindVacancies(kCity, r); }, request, page_size,
                  [&](const v1::FindVacanciesResponse& response) {
                    for (const auto& match : response.vacancies()) {
                      names.push_back(match.vacancy());
                    }
                    ExpectCounts(response, expected);
                  });
      EXPECT_EQ(names, expected.names) << worker.name;
    }
  }
}

// The draft's tie hash is fixed, so asking twice answers alike; scores are those of the stored one.
TEST_F(FindTest, ADraftVacancyIsMatchedLikeAStoredOne) {
  PutMany();
  v1::FindCandidatesRequest request;
  *request.mutable_draft() = VacancyNamed("ignored");
  request.mutable_draft()->clear_state();
  request.set_page_size(100);
  const auto response = FindCandidates(kCity, request);
  ASSERT_OK(response);
  fed_.Put(VacancyNamed("stored"));
  v1::FindCandidatesRequest stored;
  stored.set_name("offices/zhongshan/vacancies/stored");
  stored.set_page_size(100);
  const auto of_stored = FindCandidates(kCity, stored);
  ASSERT_OK(of_stored);
  std::map<std::string, int> scores, scores_of_stored;
  for (const auto& c : response->candidates()) scores[c.worker()] = c.score().total_micros();
  for (const auto& c : of_stored->candidates()) {
    scores_of_stored[c.worker()] = c.score().total_micros();
  }
  EXPECT_THAT(scores, SizeIs(response->eligible_count()));
  EXPECT_EQ(scores, scores_of_stored);
  EXPECT_EQ(FindCandidates(kCity, request)->candidates(0).worker(),
            response->candidates(0).worker());
  const MatchIndex::View view(fed_.index());
  EXPECT_EQ(view.matcher().vacancy_count(), 41) << "a draft is not stored";
}

TEST_F(FindTest, ADraftOfABlockedEmployerIsBlocked) {
  fed_.Put(WorkerNamed("w"));
  fed_.Put(BlockedEmployer("employers/n-lamp"));
  v1::FindCandidatesRequest request;
  *request.mutable_draft() = VacancyNamed("ignored");
  request.set_count_excluded(true);
  const auto response = FindCandidates(kPanzhou, request);
  ASSERT_OK(response);
  EXPECT_EQ(response->eligible_count(), 0);
  EXPECT_EQ(response->excluded(v1::GATE_EMPLOYER_BLOCKED - 1).only_this_gate_count(), 1);
}

// Who asks at the counter has no record yet, no consent form, and may live anywhere.
TEST_F(FindTest, ADraftWorkerNeedsNoStateNoLegalBasisAndNoDivision) {
  fed_.Put(VacancyNamed("v"));
  v1::FindVacanciesRequest request;
  v1::Worker* draft = request.mutable_draft();
  *draft = WorkerNamed("ignored");
  draft->clear_state();
  draft->clear_legal_basis();
  draft->clear_division_code();
  const auto response = FindVacancies(kPanzhou, request);
  ASSERT_OK(response);
  ASSERT_EQ(response->vacancies_size(), 1);
  EXPECT_EQ(response->vacancies(0).vacancy(), kVacancy);
  EXPECT_EQ(response->vacancies(0).title(), "焊工");
  EXPECT_EQ(response->vacancies(0).openings_left_count(), 3);
}

TEST_F(FindTest, DivisionAndPolicyGroupFiltersNarrowAndCountsAreOfWhatIsLeft) {
  fed_.Put(VacancyNamed("v"));
  v1::Worker monitored = WorkerNamed("monitored");
  monitored.add_policy_groups(v1::POLICY_GROUP_MONITORED);
  fed_.Put(monitored);
  v1::Worker liuzhi = WorkerNamed("liuzhi");
  liuzhi.set_division_code("520203001");
  liuzhi.add_policy_groups(v1::POLICY_GROUP_RELOCATED);
  fed_.Put(liuzhi);
  fed_.Put(WorkerNamed("plain"));

  const auto names = [&](const std::string& prefix, const std::vector<v1::PolicyGroup>& groups) {
    v1::FindCandidatesRequest request;
    request.set_name(kVacancy);
    request.set_division_prefix(prefix);
    for (const auto group : groups) request.add_policy_groups(group);
    const auto response = FindCandidates(kCity, request);
    EXPECT_OK(response);
    std::set<std::string> found;
    for (const auto& candidate : response->candidates()) found.insert(candidate.worker());
    EXPECT_EQ(response->eligible_count(), static_cast<int>(found.size()));
    return found;
  };
  EXPECT_THAT(names("", {}), SizeIs(3));
  EXPECT_THAT(names("520281", {}), ElementsAre("workers/monitored", "workers/plain"));
  EXPECT_THAT(names("520200", {}), SizeIs(3));
  EXPECT_THAT(names("52", {}), SizeIs(3));
  EXPECT_THAT(names("", {v1::POLICY_GROUP_MONITORED}), ElementsAre("workers/monitored"));
  EXPECT_THAT(names("", {v1::POLICY_GROUP_MONITORED, v1::POLICY_GROUP_RELOCATED}), SizeIs(2));
  EXPECT_THAT(names("520281", {v1::POLICY_GROUP_RELOCATED}), IsEmpty());
}

TEST_F(FindTest, TheDayAskedForIsInTheAnswerAndStaysThroughAllPages) {
  v1::Vacancy vacancy = VacancyNamed("v");
  *vacancy.mutable_expire_date() = runtime::ToDate(kToday);
  fed_.Put(vacancy);
  for (const char* id : {"a", "b", "c"}) fed_.Put(WorkerNamed(id));
  v1::FindCandidatesRequest request;
  request.set_name(kVacancy);
  request.set_page_size(1);
  const auto first = FindCandidates(kPanzhou, request);
  ASSERT_OK(first);
  EXPECT_EQ(runtime::ToCivilDay(first->as_of_date()), kToday);
  // Midnight between two pages: the vacancy has expired, the question is still of yesterday.
  set_now(Noon(kToday + 1));
  v1::FindCandidatesRequest next = request;
  next.set_page_token(first->next_page_token());
  const auto second = FindCandidates(kPanzhou, next);
  ASSERT_OK(second);
  EXPECT_EQ(second->eligible_count(), 3);
  EXPECT_EQ(runtime::ToCivilDay(second->as_of_date()), kToday);
  EXPECT_EQ(FindCandidates(kPanzhou, request)->eligible_count(), 0);
  *request.mutable_as_of_date() = runtime::ToDate(kToday);
  EXPECT_EQ(FindCandidates(kPanzhou, request)->eligible_count(), 3);
}

TEST_F(FindTest, ABureauSeesItsOwnDivisionsAlone) {
  fed_.Put(VacancyNamed("v"));
  fed_.Put(WorkerNamed("panzhou"));
  v1::Worker liuzhi = WorkerNamed("liuzhi");
  liuzhi.set_division_code("520203001");
  fed_.Put(liuzhi);
  v1::FindCandidatesRequest request;
  request.set_name(kVacancy);
  const auto own = FindCandidates(kPanzhou, request);
  ASSERT_OK(own);
  ASSERT_EQ(own->candidates_size(), 1);
  EXPECT_EQ(own->candidates(0).worker(), "workers/panzhou");
  // What is wider than the scope is narrowed to it; what lies beside it is refused.
  for (const char* wider : {"52", "5202", "520200", "520000"}) {
    request.set_division_prefix(wider);
    EXPECT_EQ(FindCandidates(kPanzhou, request)->eligible_count(), 1) << wider;
  }
  request.set_division_prefix("520203");
  EXPECT_TRUE(absl::IsPermissionDenied(FindCandidates(kPanzhou, request).status()));

  v1::FindVacanciesRequest vacancies;
  vacancies.set_name("workers/liuzhi");
  EXPECT_TRUE(absl::IsPermissionDenied(FindVacancies(kPanzhou, vacancies).status()));
  EXPECT_OK(FindVacancies(kLiuzhi, vacancies));
  v1::ExplainMatchRequest pair;
  pair.set_worker("workers/liuzhi");
  pair.set_vacancy(kVacancy);
  EXPECT_TRUE(absl::IsPermissionDenied(role_.Call(kPanzhou, &Stub::ExplainMatch, pair).status()));
  EXPECT_OK(role_.Call(kLiuzhi, &Stub::ExplainMatch, pair));
}

TEST_F(FindTest, OfficesMayNotAskForPeople) {
  EXPECT_TRUE(absl::IsPermissionDenied(FindCandidates(kOffice, {}).status()));
  EXPECT_TRUE(absl::IsPermissionDenied(FindVacancies(kOffice, {}).status()));
  EXPECT_TRUE(absl::IsPermissionDenied(
      role_.Call(kOffice, &Stub::BatchFindCandidates, v1::BatchFindCandidatesRequest()).status()));
  EXPECT_TRUE(absl::IsPermissionDenied(
      role_.Call(kOffice, &Stub::ExplainMatch, v1::ExplainMatchRequest()).status()));
}

TEST_F(FindTest, ExplainTellsTheSameScoreAndEveryFailedGate) {
  fed_.Put(VacancyNamed("v"));
  fed_.Put(WorkerNamed("w"));
  v1::ExplainMatchRequest pair;
  pair.set_worker("workers/w");
  pair.set_vacancy(kVacancy);
  const auto passing = role_.Call(kPanzhou, &Stub::ExplainMatch, pair);
  ASSERT_OK(passing);
  EXPECT_THAT(passing->failed_gates(), IsEmpty());
  v1::FindCandidatesRequest request;
  request.set_name(kVacancy);
  EXPECT_EQ(FindCandidates(kPanzhou, request)->candidates(0).score().total_micros(),
            passing->score().total_micros());
  fed_.Put(FillOf("v", 3));
  fed_.Put(AwayState("w"));
  const auto failing = role_.Call(kPanzhou, &Stub::ExplainMatch, pair);
  ASSERT_OK(failing);
  ASSERT_EQ(failing->failed_gates_size(), 2);
  EXPECT_EQ(failing->failed_gates(0).gate(), v1::GATE_WORKER_COMMITTED);
  EXPECT_EQ(failing->failed_gates(1).gate(), v1::GATE_VACANCY_CLOSED);
  EXPECT_EQ(failing->failed_gates(1).vacancy_value(), "NO_OPENING_LEFT");
}

TEST_F(FindTest, NobodyIsFoundForWhatIsNotThere) {
  v1::FindCandidatesRequest candidates;
  candidates.set_name(kVacancy);
  EXPECT_TRUE(absl::IsNotFound(FindCandidates(kPanzhou, candidates).status()));
  v1::FindVacanciesRequest vacancies;
  vacancies.set_name("workers/w");
  EXPECT_TRUE(absl::IsNotFound(FindVacancies(kPanzhou, vacancies).status()));
}

TEST_F(FindTest, TokensOfAnotherRequestAreRefused) {
  for (const char* id : {"a", "b"}) {
    fed_.Put(WorkerNamed(id));
    fed_.Put(VacancyNamed(id));
  }
  v1::FindCandidatesRequest request;
  request.set_name(VacancyNamed("a").name());
  request.set_page_size(1);
  const auto first = FindCandidates(kPanzhou, request);
  ASSERT_OK(first);
  ASSERT_FALSE(first->next_page_token().empty());
  request.set_page_token(first->next_page_token());
  request.set_page_size(7);
  EXPECT_OK(FindCandidates(kPanzhou, request)) << "another page size goes on";
  const auto refused = [&](const v1::FindCandidatesRequest& other) {
    return runtime::ReasonOf(FindCandidates(kPanzhou, other).status());
  };
  v1::FindCandidatesRequest other = request;
  other.set_name(VacancyNamed("b").name());
  EXPECT_EQ(refused(other), "PAGE_TOKEN_INVALID");
  other = request;
  other.set_count_excluded(true);
  EXPECT_EQ(refused(other), "PAGE_TOKEN_INVALID");
  other = request;
  other.set_page_token("nonsense");
  EXPECT_EQ(refused(other), "PAGE_TOKEN_INVALID");
  v1::FindVacanciesRequest vacancies;
  vacancies.set_name("workers/a");
  vacancies.set_page_token(first->next_page_token());
  EXPECT_EQ(runtime::ReasonOf(FindVacancies(kPanzhou, vacancies).status()), "PAGE_TOKEN_INVALID");
}

TEST_F(FindTest, BadRequestsForCandidatesAreToldWhole) {
  const struct {
    const char* what;
    std::function<void(v1::FindCandidatesRequest&)> spoil;
    std::vector<std::string> paths;
  } kCases[] = {
      {"neither name nor draft", [](auto& r) { r.clear_name(); }, {"name"}},
      {"both", [](auto& r) { r.mutable_draft(); }, {"name"}},
      {"another kind of name", [](auto& r) { r.set_name("workers/w"); }, {"name"}},
      {"page size", [](auto& r) { r.set_page_size(-1); }, {"page_size"}},
      {"prefix", [](auto& r) { r.set_division_prefix("5x"); }, {"division_prefix"}},
      {"date", [](auto& r) { r.mutable_as_of_date()->set_month(13); }, {"as_of_date"}},
      {"group",
       [](auto& r) { r.add_policy_groups(static_cast<v1::PolicyGroup>(77)); },
       {"policy_groups[0]"}},
      {"at_least",
       [](auto& r) { r.mutable_at_least()->set_worker_sequence(-1); },
       {"at_least.worker_sequence"}},
      {"several at once",
       [](auto& r) {
         r.set_division_prefix("5");
         r.add_policy_groups(v1::POLICY_GROUP_UNSPECIFIED);
       },
       {"division_prefix", "policy_groups[0]"}},
      {"a draft",
       [](auto& r) {
         r.clear_name();
         auto* draft = r.mutable_draft();
         draft->set_workplace_division_code("4420");
         draft->set_occupation_code("9-99-99-99");
         draft->add_skill_requirements()->set_skill_code("sorcery");
         draft->set_min_age_years(50);
         draft->set_max_age_years(40);
         draft->set_min_wage_cny_per_month(1);
         draft->add_hazards(static_cast<v1::Hazard>(99));
         draft->mutable_start_date()->set_day(32);
       },
       {"draft.workplace_division_code", "draft.occupation_code",
        "draft.skill_requirements[0].skill_code", "draft.max_age_years",
        "draft.min_wage_cny_per_month", "draft.hazards[0]", "draft.start_date"}},
  };
  fed_.Put(VacancyNamed("v"));
  for (const auto& test : kCases) {
    v1::FindCandidatesRequest request;
    request.set_name(kVacancy);
    test.spoil(request);
    const auto status = FindCandidates(kPanzhou, request).status();
    EXPECT_TRUE(absl::IsInvalidArgument(status)) << test.what << ": " << status;
    EXPECT_THAT(PathsOf(status), IsSupersetOf(test.paths)) << test.what;
  }
}

TEST_F(FindTest, BadRequestsForVacanciesAreToldWhole) {
  v1::FindVacanciesRequest request;
  request.set_division_prefix("x");
  v1::Worker* draft = request.mutable_draft();
  draft->set_division_code("52");
  draft->add_desired_occupation_codes("welder");
  draft->add_skills()->set_skill_code("sorcery");
  draft->mutable_skills(0)->set_level(9);
  draft->mutable_skills(0)->set_experience_months(-1);
  draft->add_preferred_division_codes("4420");
  draft->set_min_wage_cny_per_month(1);
  draft->mutable_birth_date()->set_year(1800);
  draft->add_policy_groups(static_cast<v1::PolicyGroup>(40));
  const auto status = FindVacancies(kPanzhou, request).status();
  EXPECT_THAT(
      PathsOf(status),
      IsSupersetOf({"division_prefix", "draft.division_code", "draft.desired_occupation_codes[0]",
                    "draft.skills[0].skill_code", "draft.skills[0].level",
                    "draft.skills[0].experience_months", "draft.preferred_division_codes[0]",
                    "draft.min_wage_cny_per_month", "draft.birth_date", "draft.policy_groups[0]"}));
  v1::ExplainMatchRequest pair;
  pair.set_worker("w");
  pair.mutable_as_of_date()->set_year(1);
  EXPECT_THAT(PathsOf(role_.Call(kPanzhou, &Stub::ExplainMatch, pair).status()),
              IsSupersetOf({"worker", "vacancy", "as_of_date"}));
}

// ---- Many at once.

TEST_F(FindTest, ABatchAnswersAsTheSingleQuestionsEachWithItsOwnStatus) {
  PutMany();
  v1::BatchFindCandidatesRequest batch;
  for (int i = 0; i < 40; ++i) {
    auto* part = batch.add_requests();
    part->set_name(VacancyNamed(absl::StrCat("v", i)).name());
    part->set_page_size(3);
    part->set_count_excluded(i % 2 == 0);
  }
  batch.add_requests()->set_name("offices/zhongshan/vacancies/none");
  batch.add_requests()->set_name("nonsense");
  auto* foreign = batch.add_requests();
  foreign->set_name(VacancyNamed("v1").name());
  foreign->set_division_prefix("520203");
  *batch.add_requests()->mutable_draft() = VacancyNamed("draft");
  *batch.mutable_as_of_date() = runtime::ToDate(kToday + 10);
  const auto response = role_.Call(kPanzhou, &Stub::BatchFindCandidates, batch);
  ASSERT_OK(response);
  ASSERT_EQ(response->results_size(), 44);
  for (int i = 0; i < 40; ++i) {
    v1::FindCandidatesRequest single = batch.requests(i);
    *single.mutable_as_of_date() = batch.as_of_date();
    auto expected = *FindCandidates(kPanzhou, single);
    auto result = response->results(i).response();
    EXPECT_EQ(result.next_page_token(), expected.next_page_token());
    expected.clear_freshness();
    result.clear_freshness();
    EXPECT_EQ(result.SerializeAsString(), expected.SerializeAsString()) << i;
    EXPECT_FALSE(response->results(i).has_status());
  }
  EXPECT_EQ(response->results(40).status().code(), static_cast<int>(absl::StatusCode::kNotFound));
  EXPECT_EQ(response->results(41).status().code(),
            static_cast<int>(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(response->results(42).status().code(),
            static_cast<int>(absl::StatusCode::kPermissionDenied));
  EXPECT_TRUE(response->results(43).has_response());
  for (int i = 40; i < 43; ++i) EXPECT_FALSE(response->results(i).has_response());
}

TEST_F(FindTest, ABatchHasItsLimits) {
  v1::BatchFindCandidatesRequest batch;
  for (int i = 0; i < 101; ++i) batch.add_requests()->set_name(kVacancy);
  EXPECT_THAT(PathsOf(role_.Call(kPanzhou, &Stub::BatchFindCandidates, batch).status()),
              Contains("requests"));
  batch.clear_requests();
  for (int i = 0; i < 11; ++i) batch.add_requests()->set_page_size(500);
  EXPECT_THAT(PathsOf(role_.Call(kPanzhou, &Stub::BatchFindCandidates, batch).status()),
              Contains("requests"));
  batch.clear_requests();
  batch.mutable_as_of_date()->set_month(13);
  EXPECT_THAT(PathsOf(role_.Call(kPanzhou, &Stub::BatchFindCandidates, batch).status()),
              Contains("as_of_date"));
  batch.clear_as_of_date();
  EXPECT_OK(role_.Call(kPanzhou, &Stub::BatchFindCandidates, batch));
}

// ---- Duplicates.

// The rule of collapsing over the specification's order: each group once, where its first stands.
TEST_F(FindTest, DuplicatesAreShownOnceAndPagesStayExact) {
  PutMany();
  std::map<std::string, std::string> groups;
  for (int i = 0; i < 40; ++i) {
    v1::Vacancy vacancy = VacancyNamed(absl::StrCat("v", i));
    // Groups of three, of two, and some alone.
    if (i < 15) vacancy.set_duplicate_group(absl::StrCat("g", i / 3));
    if (i >= 15 && i < 25) vacancy.set_duplicate_group(absl::StrCat("h", i % 5));
    if (i % 4 == 0) vacancy.set_state(v1::Vacancy::CLOSED);
    vacancy.set_max_wage_cny_per_month(5'000 + 500 * (i % 4));
    vacancy.set_min_wage_cny_per_month(5'000);
    groups[vacancy.name()] = vacancy.duplicate_group();
    fed_.Put(vacancy);
  }
  for (const auto& worker : Workers()) {
    const Expected all = Oracle({worker}, Vacancies(), kToday);
    std::vector<std::string> expected;
    std::map<std::string, std::set<std::string>> others;
    std::set<std::string> seen;
    for (const auto& name : all.names) {
      if (groups[name].empty() || seen.insert(groups[name]).second) {
        expected.push_back(name);
      } else {
        others[groups[name]].insert(name);
      }
    }
    v1::FindVacanciesRequest request;
    request.set_name(worker.name);
    for (const int page_size : {1, 2, 5, 100}) {
      std::vector<std::string> names;
      ForEachPage([&](const auto& r) { return FindVacancies(kCity, r); }, request, page_size,
                  [&](const v1::FindVacanciesResponse& response) {
                    EXPECT_EQ(response.eligible_count(), static_cast<int>(all.names.size()));
                    for (const auto& match : response.vacancies()) {
                      names.push_back(match.vacancy());
                      EXPECT_EQ(match.rank(), static_cast<int>(names.size()));
                      const std::string& group = groups[match.vacancy()];
                      const std::set<std::string> shown(match.duplicates().begin(),
                                                        match.duplicates().end());
                      EXPECT_EQ(shown, group.empty() ? std::set<std::string>() : others[group]);
                    }
                  });
      EXPECT_EQ(names, expected) << worker.name << " in pages of " << page_size;
    }
  }
}

TEST_F(FindTest, AtMostTenDuplicatesAreNamed) {
  fed_.Put(WorkerNamed("w"));
  for (int i = 0; i < 15; ++i) {
    v1::Vacancy vacancy = VacancyNamed(absl::StrCat("v", i));
    vacancy.set_duplicate_group("g");
    fed_.Put(vacancy);
  }
  v1::FindVacanciesRequest request;
  request.set_name("workers/w");
  const auto response = FindVacancies(kPanzhou, request);
  ASSERT_OK(response);
  ASSERT_EQ(response->vacancies_size(), 1);
  EXPECT_EQ(response->vacancies(0).duplicates_size(), 10);
  EXPECT_EQ(response->eligible_count(), 15);
  EXPECT_THAT(response->next_page_token(), IsEmpty());
}

}  // namespace
}  // namespace laowu::match
