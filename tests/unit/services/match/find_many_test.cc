// Many vacancies asked about at one moment, and one vacancy under several numbers shown once.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "find_fixture.h"

namespace laowu::match {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

constexpr char kVacancy[] = "offices/zhongshan/vacancies/v";

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
  EXPECT_THAT(PathsOf(role_.Call(kPanzhou, &Stub::BatchFindCandidates, batch).status()),
              Contains("requests"))
      << "an empty question";
  batch.add_requests()->set_name(kVacancy);
  EXPECT_OK(role_.Call(kPanzhou, &Stub::BatchFindCandidates, batch));
}

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
  EXPECT_TRUE(fed_.index().RebuildIfDue([] { return false; }));
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
    for (const int page_size : {1, 2, 5, 100, -100}) {
      // By the index, and for the last by the scan, which counts.
      request.set_count_excluded(page_size < 0);
      std::vector<std::string> names;
      ForEachPage([&](const auto& r) { return FindVacancies(kCity, r); }, request,
                  std::abs(page_size),
                  [&](const v1::FindVacanciesResponse& response) {
                    EXPECT_EQ(response.has_eligible_count(), page_size < 0);
                    if (page_size < 0) {
                      EXPECT_EQ(response.eligible_count(), static_cast<int>(all.names.size()));
                    }
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
  request.set_count_excluded(true);
  const auto response = FindVacancies(kPanzhou, request);
  ASSERT_OK(response);
  ASSERT_EQ(response->vacancies_size(), 1);
  EXPECT_EQ(response->vacancies(0).duplicates_size(), 10);
  EXPECT_EQ(response->eligible_count(), 15);
  EXPECT_THAT(response->next_page_token(), IsEmpty());
}

}  // namespace
}  // namespace laowu::match
