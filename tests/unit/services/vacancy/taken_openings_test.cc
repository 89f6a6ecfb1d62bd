// That fewer are wanted than are taken.

#include "services/vacancy/taken_openings.h"

#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

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

}  // namespace
}  // namespace laowu::vacancy
