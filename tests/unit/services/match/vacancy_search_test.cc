// SearchVacancies: every filter by name, orders and pages, facets, duplicates, scope, bad requests.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "match_fixture.h"
#include "services/runtime/errors.h"

namespace laowu::match {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;
using Request = v1::SearchVacanciesRequest;
using Response = v1::SearchVacanciesResponse;

class VacancySearchTest : public MatchFixture {
 protected:
  absl::StatusOr<Response> Search(const std::string& id, const Request& request) {
    return role_.Call(id, &Stub::SearchVacancies, request);
  }
  // Ids found, in order.
  std::vector<std::string> Ids(const Request& request, const std::string& id = kPanzhou) {
    const auto response = Search(id, request);
    EXPECT_OK(response);
    std::vector<std::string> ids;
    if (!response.ok()) return ids;
    for (const auto& vacancy : response->vacancies()) {
      ids.push_back(vacancy.name().substr(vacancy.name().rfind('/') + 1));
    }
    EXPECT_EQ(response->total_size(), static_cast<int>(ids.size()));
    return ids;
  }
  // From the county of Panzhou.
  static void SetNear(int max_distance_km, Request& request) {
    request.mutable_near()->set_latitude(25.71);
    request.mutable_near()->set_longitude(104.47);
    request.set_max_distance_km(max_distance_km);
  }
  void Put(const std::string& id, const std::function<void(v1::Vacancy&)>& change = nullptr) {
    v1::Vacancy vacancy = VacancyNamed(id);
    if (change) change(vacancy);
    fed_.Put(vacancy);
  }
};

TEST_F(VacancySearchTest, ShowsWhatThreeFeedsKnow) {
  Put("v", [](auto& v) {
    *v.mutable_expire_date() = runtime::ToDate(kToday + 3);
    v.set_duplicate_group("g");
  });
  fed_.Put(FillOf("v", 2));
  fed_.Put(BlockedEmployer("employers/n-lamp"));
  const auto response = Search(kPanzhou, {});
  ASSERT_OK(response);
  ASSERT_EQ(response->vacancies_size(), 1);
  const v1::FoundVacancy& found = response->vacancies(0);
  EXPECT_EQ(found.name(), "offices/zhongshan/vacancies/v");
  EXPECT_EQ(found.state(), v1::Vacancy::OPEN);
  EXPECT_EQ(found.title(), "焊工");
  EXPECT_EQ(found.employer(), "employers/n-lamp");
  EXPECT_EQ(found.employer_display_name(), "古镇灯饰厂");
  EXPECT_EQ(found.workplace_division_code(), "442000101");
  EXPECT_EQ(found.occupation_code(), "6-18-02-04");
  EXPECT_EQ(found.min_wage_cny_per_month(), 6'000);
  EXPECT_EQ(found.max_wage_cny_per_month(), 6'000);
  EXPECT_EQ(found.openings_left_count(), 1);
  EXPECT_EQ(runtime::ToCivilDay(found.expire_date()), kToday + 3);
  EXPECT_EQ(runtime::ToTime(found.update_time()), Noon(kToday));
  EXPECT_EQ(found.duplicate_group(), "g");
  EXPECT_TRUE(found.employer_blocked());
  EXPECT_GT(response->freshness().vacancy_sequence(), 0);
}

// Who says no number wants one: whether that one is found is told, the number is not.
TEST_F(VacancySearchTest, AVacancyWithoutANumberOfOpeningsIsFullOnceOneIsTaken) {
  Put("free", [](auto& v) { v.clear_opening_count(); });
  Put("taken", [](auto& v) { v.clear_opening_count(); });
  fed_.Put(FillOf("taken", 1));
  const auto response = Search(kPanzhou, {});
  ASSERT_OK(response);
  std::map<std::string, const v1::FoundVacancy*> found;
  for (const auto& vacancy : response->vacancies()) {
    found[vacancy.name().substr(vacancy.name().rfind('/') + 1)] = &vacancy;
  }
  ASSERT_EQ(found.size(), 2u);
  EXPECT_FALSE(found["free"]->has_openings_left_count());
  ASSERT_TRUE(found["taken"]->has_openings_left_count());
  EXPECT_EQ(found["taken"]->openings_left_count(), 0);
}

TEST_F(VacancySearchTest, EachFilterKeepsWhatItSays) {
  Put("plain");
  Put("other", [](auto& v) {
    v.set_title("ＣＮＣ 操作工");
    v.set_employer("employers/n-parts");
    v.set_employer_display_name("精密零件厂");
    v.set_workplace_division_code("520281105");
    v.set_occupation_code("6-18-01");
    auto* skill = v.add_skill_requirements();
    skill->set_skill_code("welding-arc");
    skill->set_min_level(1);
    v.set_min_wage_cny_per_month(7'000);
    v.set_max_wage_cny_per_month(9'000);
    v.set_accommodation_provided(true);
    v.set_meals_provided(true);
    v.set_night_shift(false);
    v.set_min_age_years(18);
    v.set_max_age_years(45);
    v.set_min_education(v1::EDUCATION_LEVEL_COLLEGE);
    *v.mutable_update_time() = runtime::ToTimestamp(Noon(kToday) + absl::Hours(1));
  });
  Put("silent", [](auto& v) {
    v.clear_min_wage_cny_per_month();
    v.clear_max_wage_cny_per_month();
    v.clear_occupation_code();
    v.clear_opening_count();
  });
  Put("full");
  fed_.Put(FillOf("full", 3));
  const struct {
    const char* what;
    std::function<void(Request&)> ask;
    std::vector<std::string> found;
  } kCases[] = {
      {"words in any order, folded", [](auto& r) { r.set_text("零件 cnc"); }, {"other"}},
      {"a word of title or employer",
       [](auto& r) { r.set_text("古镇"); },
       {"full", "plain", "silent"}},
      {"a word across both is none", [](auto& r) { r.set_text("工古"); }, {}},
      {"all words", [](auto& r) { r.set_text("焊工 零件"); }, {}},
      {"blanks ask nothing",
       [](auto& r) { r.set_text("　"); },
       {"full", "other", "plain", "silent"}},
      {"office", [](auto& r) { r.add_offices("offices/dongguan"); }, {}},
      {"employer", [](auto& r) { r.set_employer("employers/n-parts"); }, {"other"}},
      {"unknown employer", [](auto& r) { r.set_employer("employers/n-none"); }, {}},
      {"city", [](auto& r) { r.add_division_prefixes("520200"); }, {"other"}},
      {"one of two prefixes",
       [](auto& r) {
         r.add_division_prefixes("5202");
         r.add_division_prefixes("11");
       },
       {"other"}},
      {"class", [](auto& r) { r.add_occupation_codes("6-18-01"); }, {"other"}},
      {"major class", [](auto& r) { r.add_occupation_codes("6"); }, {"full", "other", "plain"}},
      {"finer than said", [](auto& r) { r.add_occupation_codes("6-18-01-01"); }, {}},
      {"skill", [](auto& r) { r.add_skill_codes("welding-arc"); }, {"other"}},
      {"all skills",
       [](auto& r) {
         r.add_skill_codes("welding-arc");
         r.add_skill_codes("welding-co2");
       },
       {}},
      {"pay", [](auto& r) { r.set_min_wage_cny_per_month(6'001); }, {"other"}},
      {"pay that is not stated is left out",
       [](auto& r) { r.set_min_wage_cny_per_month(100); },
       {"full", "other", "plain"}},
      {"pay, or unstated",
       [](auto& r) {
         r.set_min_wage_cny_per_month(6'001);
         r.set_include_unstated_wage(true);
       },
       {"other", "silent"}},
      {"pay that begins higher",
       [](auto& r) { r.set_max_wage_cny_per_month(6'999); },
       {"full", "plain"}},
      {"a stretch of pay that overlaps with what is asked for",
       [](auto& r) {
         r.set_min_wage_cny_per_month(8'000);
         r.set_max_wage_cny_per_month(8'000);
       },
       {"other"}},
      {"near", [](auto& r) { SetNear(200, r); }, {"other"}},
      {"within reach of all",
       [](auto& r) { SetNear(1'500, r); },
       {"full", "other", "plain", "silent"}},
      {"at any distance", [](auto& r) { SetNear(0, r); }, {"full", "other", "plain", "silent"}},
      {"accommodation", [](auto& r) { r.set_accommodation_provided(true); }, {"other"}},
      {"meals", [](auto& r) { r.set_meals_provided(true); }, {"other"}},
      {"no night shift", [](auto& r) { r.set_no_night_shift(true); }, {"other"}},
      {"too young", [](auto& r) { r.set_age_years(17); }, {"full", "plain", "silent"}},
      {"just young enough",
       [](auto& r) { r.set_age_years(45); },
       {"full", "other", "plain", "silent"}},
      {"too old", [](auto& r) { r.set_age_years(46); }, {"full", "plain", "silent"}},
      {"education",
       [](auto& r) { r.set_education(v1::EDUCATION_LEVEL_SENIOR_MIDDLE); },
       {"full", "plain", "silent"}},
      {"openings left", [](auto& r) { r.set_openings_left(true); }, {"other", "plain", "silent"}},
      {"since",
       [](auto& r) {
         *r.mutable_updated_since_time() = runtime::ToTimestamp(Noon(kToday) + absl::Hours(1));
       },
       {"other"}},
      {"before",
       [](auto& r) {
         *r.mutable_updated_before_time() = runtime::ToTimestamp(Noon(kToday) + absl::Hours(1));
       },
       {"full", "plain", "silent"}},
  };
  for (const auto& test : kCases) {
    Request request;
    test.ask(request);
    auto ids = Ids(request);
    std::sort(ids.begin(), ids.end());
    EXPECT_EQ(ids, test.found) << test.what;
  }
}

TEST_F(VacancySearchTest, OpenOnesByDefaultJudgedByTheDay) {
  Put("open");
  Put("closed", [](auto& v) { v.set_state(v1::Vacancy::CLOSED); });
  Put("last-day", [](auto& v) { *v.mutable_expire_date() = runtime::ToDate(kToday); });
  EXPECT_THAT(Ids({}), UnorderedElementsAre("open", "last-day"));
  set_now(Noon(kToday + 1));
  EXPECT_THAT(Ids({}), ElementsAre("open"));
  Request request;
  request.add_states(v1::Vacancy::EXPIRED);
  EXPECT_THAT(Ids(request), ElementsAre("last-day"));
  request.add_states(v1::Vacancy::CLOSED);
  EXPECT_THAT(Ids(request), UnorderedElementsAre("last-day", "closed"));
}

TEST_F(VacancySearchTest, AnEmployerIsFoundByEachOfItsNames) {
  fed_.Put(EmployerNamed("employers/n-lamp", "employers/code"));
  Put("by-name");
  Put("by-code", [](auto& v) { v.set_employer("employers/code"); });
  for (const char* name : {"employers/n-lamp", "employers/code"}) {
    Request request;
    request.set_employer(name);
    request.set_facets(true);
    EXPECT_THAT(Ids(request), UnorderedElementsAre("by-name", "by-code")) << name;
    const v1::Facet employers = Search(kPanzhou, request)->facets(2);
    EXPECT_EQ(employers.field(), "employer");
    ASSERT_EQ(employers.counts_size(), 1);
    EXPECT_EQ(employers.counts(0).value(), "employers/code");
    EXPECT_EQ(employers.counts(0).record_count(), 2);
  }
}

TEST_F(VacancySearchTest, OrdersAndTheirEnds) {
  Put("a", [](auto& v) {
    v.set_max_wage_cny_per_month(7'000);
    v.set_opening_count(5);
    *v.mutable_update_time() = runtime::ToTimestamp(Noon(kToday) - absl::Hours(1));
    *v.mutable_expire_date() = runtime::ToDate(kToday + 9);
  });
  Put("b", [](auto& v) {
    v.clear_min_wage_cny_per_month();
    v.clear_max_wage_cny_per_month();
    v.clear_opening_count();
  });
  Put("c", [](auto& v) { *v.mutable_expire_date() = runtime::ToDate(kToday + 1); });
  fed_.Put(FillOf("a", 5));
  const auto in = [&](Request::Order order) {
    Request request;
    request.set_order(order);
    return Ids(request);
  };
  EXPECT_THAT(in(Request::ORDER_UNSPECIFIED), ElementsAre("b", "c", "a"));
  EXPECT_THAT(in(Request::NEWEST_FIRST), ElementsAre("b", "c", "a"));
  EXPECT_THAT(in(Request::WAGE_DESCENDING), ElementsAre("a", "c", "b"));
  // Who does not say how many are wanted has one opening left, a full one none.
  EXPECT_THAT(in(Request::OPENINGS_DESCENDING), ElementsAre("c", "b", "a"));
  EXPECT_THAT(in(Request::EXPIRING_FIRST), ElementsAre("c", "a", "b"));
}

// Of a township whose place is not known the middle of its county counts.
TEST_F(VacancySearchTest, TheNearestComeFirstAndSayHowFarTheyAre) {
  Put("zhongshan");
  Put("panzhou", [](auto& v) { v.set_workplace_division_code("520281105"); });
  Put("exact", [](auto& v) {
    v.mutable_location()->set_latitude(25.71);
    v.mutable_location()->set_longitude(104.58);  // some ten kilometres east
  });
  Request request;
  SetNear(0, request);
  request.set_order(Request::NEAREST_FIRST);
  EXPECT_THAT(Ids(request), ElementsAre("panzhou", "exact", "zhongshan"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Search(kPanzhou, request));
  int exact = 0;
  for (const auto& vacancy : response.vacancies()) {
    ASSERT_TRUE(vacancy.has_distance_km());
    if (absl::EndsWith(vacancy.name(), "exact")) exact = vacancy.distance_km();
  }
  EXPECT_EQ(exact, 10);
  EXPECT_FALSE(Search(kPanzhou, {})->vacancies(0).has_distance_km());
  SetNear(9, request);
  EXPECT_THAT(Ids(request), ElementsAre("panzhou"));
}

// The promise of paging: what did not change is neither repeated nor skipped, whatever else is put
// or removed between pages, the last record shown included.
TEST_F(VacancySearchTest, PagesNeitherRepeatNorSkipWhatDidNotChange) {
  for (const auto order : {Request::NEWEST_FIRST, Request::WAGE_DESCENDING,
                           Request::OPENINGS_DESCENDING, Request::EXPIRING_FIRST}) {
    for (int i = 0; i < 30; ++i) {
      Put(absl::StrCat("v", i), [i](auto& v) {
        v.set_max_wage_cny_per_month(6'000 + 500 * (i % 3));
        v.set_opening_count(i % 4);  // 0: not stated
      });
    }
    Request request;
    request.set_order(order);
    request.set_page_size(7);
    std::map<std::string, int> seen;
    int pages = 0;
    do {
      const auto response = Search(kPanzhou, request);
      ASSERT_OK(response);
      for (const auto& vacancy : response->vacancies()) ++seen[vacancy.name()];
      request.set_page_token(response->next_page_token());
      const std::string last = response->vacancies(response->vacancies_size() - 1).name();
      if (pages == 1) fed_.Delete<v1::WatchVacanciesResponse>(last);
      if (pages == 2) Put("new", [](auto& v) { v.set_max_wage_cny_per_month(100'000); });
      ++pages;
    } while (!request.page_token().empty());
    for (int i = 0; i < 30; ++i) {
      EXPECT_EQ(seen[VacancyNamed(absl::StrCat("v", i)).name()], 1) << i << " order " << order;
    }
    fed_.Delete<v1::WatchVacanciesResponse>(VacancyNamed("new").name());
  }
}

TEST_F(VacancySearchTest, ATokenOfAnotherSearchIsRefused) {
  for (const char* id : {"a", "b"}) Put(id);
  Request request;
  request.set_page_size(1);
  const auto first = Search(kPanzhou, request);
  ASSERT_OK(first);
  Request other = request;
  other.set_page_token(first->next_page_token());
  EXPECT_OK(Search(kPanzhou, other));
  other.set_text("焊工");
  EXPECT_EQ(runtime::ReasonOf(Search(kPanzhou, other).status()), "PAGE_TOKEN_INVALID");
}

TEST_F(VacancySearchTest, FacetsCountAllThatIsFound) {
  for (int i = 0; i < 5; ++i) Put(absl::StrCat("v", i));
  Put("other", [](auto& v) {
    v.set_name("offices/dongguan/vacancies/other");
    v.set_workplace_division_code("441900");
    v.set_occupation_code("4-10");
    v.set_employer("employers/n-parts");
    v.set_employer_display_name("精密零件厂");
    v.set_min_wage_cny_per_month(4'500);
  });
  Request request;
  request.set_facets(true);
  request.set_page_size(2);
  const auto response = Search(kPanzhou, request);
  ASSERT_OK(response);
  EXPECT_EQ(response->total_size(), 6);
  std::map<std::string, std::string> facets;
  for (const auto& facet : response->facets()) {
    for (const auto& count : facet.counts()) {
      absl::StrAppend(&facets[facet.field()], count.value(), "=", count.record_count(), " ");
    }
  }
  EXPECT_EQ(facets["workplace_division_code"], "442000=5 441900=1 ");
  EXPECT_EQ(facets["occupation_code"], "6-18=5 4-10=1 ");
  EXPECT_EQ(facets["employer"], "employers/n-lamp=5 employers/n-parts=1 ");
  EXPECT_EQ(facets["min_wage_cny_per_month"], "6000=5 4000=1 ");
  EXPECT_EQ(facets["office"], "offices/zhongshan=5 offices/dongguan=1 ");
  EXPECT_EQ(response->facets(0).counts(0).display_name(), "中山市");
  EXPECT_EQ(response->facets(2).counts(0).display_name(), "古镇灯饰厂");
  request.set_facets(false);
  EXPECT_THAT(Search(kPanzhou, request)->facets(), IsEmpty());
}

TEST_F(VacancySearchTest, OfficesAreShownByTheirNamesFromWhateverPageOfTheirList) {
  Put("v");
  Put("other", [](auto& v) { v.set_name("offices/dongguan/vacancies/other"); });
  Put("unknown", [](auto& v) { v.set_name("offices/nowhere/vacancies/unknown"); });
  offices_.Put("offices/dongguan", "东莞市劳务协作站");
  offices_.Put("offices/foshan", "佛山市劳务协作站");
  offices_.Put("offices/zhongshan", "中山市劳务协作站");
  Request request;
  request.set_facets(true);
  const auto names = [&] {
    std::map<std::string, std::string> shown;
    const auto response = Search(kPanzhou, request);
    EXPECT_OK(response);
    if (!response.ok()) return shown;
    for (const auto& facet : response->facets()) {
      if (facet.field() != "office") continue;
      for (const auto& count : facet.counts()) shown[count.value()] = count.display_name();
    }
    return shown;
  };
  EXPECT_THAT(names(), UnorderedElementsAre(Pair("offices/dongguan", "东莞市劳务协作站"),
                                            Pair("offices/nowhere", ""),
                                            Pair("offices/zhongshan", "中山市劳务协作站")));
  // The counts are the answer, whoever has the names.
  offices_.set_down(true);
  EXPECT_THAT(names(),
              UnorderedElementsAre(Pair("offices/dongguan", ""), Pair("offices/nowhere", ""),
                                   Pair("offices/zhongshan", "")));
}

TEST_F(VacancySearchTest, DuplicatesCollapseToTheFirstInTheOrderThroughAllPages) {
  for (int i = 0; i < 9; ++i) {
    Put(absl::StrCat("v", i), [i](auto& v) {
      if (i < 6) v.set_duplicate_group(absl::StrCat("g", i % 2));
      v.set_max_wage_cny_per_month(6'000 + 100 * i);
    });
  }
  Request request;
  request.set_collapse_duplicates(true);
  request.set_order(Request::WAGE_DESCENDING);
  request.set_facets(true);
  for (const int page_size : {1, 2, 50}) {
    std::vector<std::string> shown;
    ForEachPage([&](const Request& r) { return Search(kPanzhou, r); }, request, page_size,
                [&](const Response& response) {
                  EXPECT_EQ(response.total_size(), 5);
                  EXPECT_EQ(response.facets(0).counts(0).record_count(), 5);
                  for (const auto& vacancy : response.vacancies()) {
                    shown.push_back(absl::StrCat(vacancy.name().substr(28), "+",
                                                 vacancy.collapsed_vacancy_count()));
                  }
                });
    EXPECT_THAT(shown, ElementsAre("v8+0", "v7+0", "v6+0", "v5+2", "v4+2")) << page_size;
  }
  request.set_collapse_duplicates(false);
  EXPECT_EQ(Search(kPanzhou, request)->total_size(), 9);
}

TEST_F(VacancySearchTest, AnOfficeSeesItsOwnAloneAndBureausSeeAll) {
  Put("own");
  Put("foreign", [](auto& v) { v.set_name("offices/dongguan/vacancies/foreign"); });
  EXPECT_THAT(Ids({}, kOffice), ElementsAre("own"));
  EXPECT_THAT(Ids({}, kPanzhou), UnorderedElementsAre("own", "foreign"));
  EXPECT_THAT(Ids({}, kAdministrator), UnorderedElementsAre("own", "foreign"));
  Request request;
  request.add_offices("offices/zhongshan");
  EXPECT_THAT(Ids(request, kOffice), ElementsAre("own"));
  request.add_offices("offices/dongguan");
  EXPECT_TRUE(absl::IsPermissionDenied(Search(kOffice, request).status()));
  EXPECT_THAT(Ids(request, kPanzhou), UnorderedElementsAre("own", "foreign"));
  // Facets tell nothing of the others either.
  Request facets;
  facets.set_facets(true);
  EXPECT_EQ(Search(kOffice, facets)->facets(4).counts_size(), 1);
}

TEST_F(VacancySearchTest, BadRequestsAreToldWhole) {
  Request request;
  request.set_text(std::string(129, 'x'));
  request.add_offices("zhongshan");
  request.set_employer("lamp");
  request.add_division_prefixes("x");
  request.add_division_prefixes("520222");  // dead since 2017
  request.add_occupation_codes("9-99");
  request.add_skill_codes("sorcery");
  request.set_min_wage_cny_per_month(-1);
  request.set_age_years(7);
  request.set_education(static_cast<v1::EducationLevel>(99));
  request.add_states(v1::Vacancy::STATE_UNSPECIFIED);
  request.set_order(static_cast<Request::Order>(99));
  request.set_page_size(-1);
  request.set_max_distance_km(5'001);
  request.set_max_wage_cny_per_month(200'001);
  EXPECT_THAT(PathsOf(Search(kPanzhou, request).status()),
              IsSupersetOf({"text", "offices[0]", "employer", "division_prefixes[0]",
                            "division_prefixes[1]", "occupation_codes[0]", "skill_codes[0]",
                            "min_wage_cny_per_month", "age_years", "education", "states[0]",
                            "order", "page_size", "max_distance_km", "max_wage_cny_per_month"}));
  Request near;
  near.set_max_distance_km(10);
  near.set_order(Request::NEAREST_FIRST);
  near.set_min_wage_cny_per_month(5'000);
  near.set_max_wage_cny_per_month(4'000);
  EXPECT_THAT(PathsOf(Search(kPanzhou, near).status()),
              UnorderedElementsAre("max_distance_km", "order", "max_wage_cny_per_month"));
  near.mutable_near()->set_latitude(91);
  EXPECT_THAT(PathsOf(Search(kPanzhou, near).status()), Contains("near"));
  Request many;
  for (int i = 0; i < 101; ++i) many.add_division_prefixes("52");
  EXPECT_THAT(PathsOf(Search(kPanzhou, many).status()), ElementsAre("division_prefixes"));
}

}  // namespace
}  // namespace laowu::match
