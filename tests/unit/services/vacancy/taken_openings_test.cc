// That fewer are wanted than are taken.

#include "services/vacancy/taken_openings.h"

#include <map>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "tests/support/role_fixture.h"

namespace laowu::vacancy {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

v1::Placement In(v1::Placement::State state, bool came = false) {
  v1::Placement placement;
  placement.set_state(state);
  if (came) placement.mutable_start_date()->set_year(2026);
  return placement;
}

runtime::Warnings Told(int opening_count, const std::vector<v1::Placement>& placements) {
  v1::Vacancy vacancy;
  vacancy.set_opening_count(opening_count);
  runtime::Warnings warnings;
  WarnOfTakenOpenings(vacancy, placements, &warnings);
  return warnings;
}

TEST(TakenOpeningsTest, MoreThanAreWantedAreTold) {
  const std::vector<v1::Placement> placements = {In(v1::Placement::PROPOSED),
                                                 In(v1::Placement::ACCEPTED),
                                                 In(v1::Placement::STARTED, /*came=*/true)};
  EXPECT_TRUE(Told(3, placements).empty());
  const auto warnings = Told(2, placements);
  ASSERT_EQ(warnings.size(), 1);
  EXPECT_EQ(warnings[0].reason(), "OPENINGS_TAKEN");
  EXPECT_EQ(warnings[0].field_path(), "opening_count");
  EXPECT_THAT(warnings[0].message(),
              AllOf(HasSubstr("已有 2 人接受或到岗，1 人待答复，多于招聘人数 2"),
                    HasSubstr("2 have accepted or came")));
}

TEST(TakenOpeningsTest, WhoCameStillHasTheOpeningAndWhoNeverCameHasNot) {
  const v1::Placement came = In(v1::Placement::ENDED, /*came=*/true);
  EXPECT_TRUE(Told(1, {came, In(v1::Placement::ENDED)}).empty());
  EXPECT_EQ(Told(1, {came, In(v1::Placement::ACCEPTED)}).size(), 1);
}

TEST(TakenOpeningsTest, HowManyAreWantedUnsaidIsOne) {
  EXPECT_TRUE(Told(0, {In(v1::Placement::ACCEPTED)}).empty());
  EXPECT_EQ(Told(0, {In(v1::Placement::ACCEPTED), In(v1::Placement::PROPOSED)}).size(), 1);
}

class FakePlacements final : public v1::PlacementService::Service {
 public:
  grpc::Status ListPlacements(grpc::ServerContext* /*context*/,
                              const v1::ListPlacementsRequest* request,
                              v1::ListPlacementsResponse* response) override {
    asked.push_back(request->vacancy());
    if (answer.ok()) {
      for (int i = 0; i < 2; ++i) *response->add_placements() = In(v1::Placement::ACCEPTED);
    }
    return answer;
  }

  // Set and read while nobody calls.
  grpc::Status answer;
  std::vector<std::string> asked;
};

class TakenOpeningsOfRowsTest : public ::testing::Test {
 protected:
  // Of three rows; the first is not among those that want fewer.
  v1::ImportVacanciesResponse Told() {
    v1::ImportVacanciesResponse response;
    for (int i = 0; i < 3; ++i) response.add_results()->set_index(i);
    std::map<int, v1::Vacancy> lowered;
    for (const int i : {1, 2}) {
      lowered[i].set_name(i == 1 ? "offices/a/vacancies/one" : "offices/a/vacancies/two");
      lowered[i].set_opening_count(i);
    }
    WarnOfTakenOpenings(*role_.environment().channels, absl::InfiniteFuture(), lowered, response);
    return response;
  }

  FakePlacements placements_;
  testing::RoleFixture role_;
};

TEST_F(TakenOpeningsOfRowsTest, EachRowThatWantsFewerThanAreTakenIsTold) {
  role_.Serve({&placements_});
  const auto response = Told();
  EXPECT_THAT(placements_.asked,
              ::testing::ElementsAre("offices/a/vacancies/one", "offices/a/vacancies/two"));
  EXPECT_TRUE(response.results(0).warnings().empty());
  ASSERT_EQ(response.results(1).warnings_size(), 1);
  EXPECT_EQ(response.results(1).warnings(0).reason(), "OPENINGS_TAKEN");
  EXPECT_TRUE(response.results(2).warnings().empty());
}

TEST_F(TakenOpeningsOfRowsTest, WhereNobodyAnswersThatIsSaidOnceAndNoMoreAsked) {
  placements_.answer = grpc::Status(grpc::StatusCode::UNAVAILABLE, "away");
  role_.Serve({&placements_});
  const auto response = Told();
  EXPECT_EQ(placements_.asked.size(), 1U);
  ASSERT_EQ(response.results(1).warnings_size(), 1);
  EXPECT_EQ(response.results(1).warnings(0).reason(), "PLACEMENTS_NOT_SEEN");
  EXPECT_TRUE(response.results(2).warnings().empty());
}

}  // namespace
}  // namespace laowu::vacancy
