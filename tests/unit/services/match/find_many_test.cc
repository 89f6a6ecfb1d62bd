// Many vacancies asked about at one moment, and one vacancy under several numbers shown once.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "find_fixture.h"
#include "services/runtime/errors.h"

namespace laowu::match {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
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

// Whichever of the three stores was restored, and in each list of the role: what stood on the pages
// before may be lost.
TEST_F(FindTest, ATokenFromBeforeARestoreIsRefused) {
  PutMany();
  v1::FindCandidatesRequest candidates;
  *candidates.mutable_draft() = VacancyNamed("draft");
  v1::FindVacanciesRequest vacancies;
  *vacancies.mutable_draft() = WorkerNamed("draft");
  using Tokens = std::vector<absl::StatusOr<std::string>>;
  // The tokens of the next page of each list, or why there is none.
  const auto go_on = [&](const Tokens& from) {
    Tokens next;
    const auto add = [&](auto method, auto request) {
      request.set_page_size(1);
      request.set_page_token(*from[next.size()]);
      const auto page = role_.Call(kCity, method, request);
      if (page.ok()) {
        next.emplace_back(page->next_page_token());
      } else {
        next.emplace_back(page.status());
      }
    };
    add(&Stub::FindCandidates, candidates);
    add(&Stub::FindVacancies, vacancies);
    add(&Stub::SearchVacancies, v1::SearchVacanciesRequest());
    add(&Stub::SearchWorkers, v1::SearchWorkersRequest());
    return next;
  };
  const std::vector<std::function<void()>> feeds = {
      [this] { fed_.Progress<v1::WatchVacanciesResponse>(); },
      [this] { fed_.Progress<v1::WatchWorkersResponse>(); },
      [this] { fed_.Progress<v1::WatchPlacementsResponse>(); }};
  for (const auto& hear_from : feeds) {
    hear_from();
    const Tokens first = go_on(Tokens(4, std::string()));
    for (const auto& token : first) {
      ASSERT_OK(token);
      EXPECT_NE(*token, "");
    }
    hear_from();
    for (const auto& token : go_on(first)) EXPECT_OK(token) << "the same store";
    fed_.store_id += "-restored";
    hear_from();
    for (const auto& token : go_on(first)) {
      EXPECT_EQ(runtime::ReasonOf(token.status()), "PAGE_TOKEN_INVALID") << token.status();
      EXPECT_THAT(std::string(token.status().message()), HasSubstr("restored"));
    }
    const Tokens anew = go_on(Tokens(4, std::string()));
    for (const auto& token : go_on(anew)) EXPECT_OK(token);
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
