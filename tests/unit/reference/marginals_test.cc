// Published figures on migrant workers, and what their table must hold.

#include "reference/marginals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/support/status_matchers.h"

namespace laowu::reference {
namespace {

using ::laowu::testing::IsOk;
using ::laowu::testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Marginals& Figures() { return Marginals::Get(); }

TEST(MarginalsTest, FindGivesAFigureWithYearAndSource) {
  const Marginal* pay = Figures().Find("monthly_pay_by_industry", "manufacturing");
  ASSERT_NE(pay, nullptr);
  EXPECT_EQ(pay->value, 4978);
  EXPECT_EQ(pay->unit, "yuan");
  EXPECT_EQ(pay->year, 2024);
  EXPECT_EQ(pay->kind, "published");
  EXPECT_EQ(Figures().Find("monthly_pay", "manufacturing"), nullptr);
}

TEST(MarginalsTest, OfKeepsTheOrderOfTheTable) {
  const std::vector<Marginal> ages = Figures().Of("age_share");
  ASSERT_THAT(ages, SizeIs(3));
  EXPECT_EQ(ages[0].item, "16-40");
  EXPECT_EQ(ages[2].value, 316);
  EXPECT_THAT(Figures().Of("height"), IsEmpty());
}

TEST(MarginalsTest, TheFourCountiesHaveAShare) {
  for (const char* county : {"520201", "520203", "520204", "520281"}) {
    EXPECT_NE(Figures().Find("county_share", county), nullptr) << county;
  }
}

TEST(MarginalsTableTest, BadFiguresAreNamed) {
  const struct {
    const char* rows;
    const char* complaint;
  } kBad[] = {
      {"a,x,2024,1,metre,published,s\n", "out of form"},
      {"a,x,2024,1,yuan,guessed,s\n", "out of form"},
      {"a,x,2024,1,yuan,published,\n", "out of form"},
      {"a,x,24,1,yuan,published,s\n", "out of form"},
      {"a,x,2024,1.5,yuan,published,s\n", "not a count"},
      {"a,x,2024,1,yuan,published,s\na,x,2023,1,yuan,published,s\n", "twice"},
      {"a,x,2024,1,yuan,published,s\nb,x,2024,1,yuan,published,s\na,y,2024,1,yuan,published,s\n",
       "stands apart"},
      {"a_share,x,2024,999,permille,published,s\n", "999 permille together"},
      {"a_share,x,2024,1000,yuan,published,s\n", "in permille"},
  };
  constexpr char kHead[] = "# edition: test\nmeasure,item,year,value,unit,kind,source\n";
  for (const auto& bad : kBad) {
    EXPECT_THAT(Marginals::Parse(absl::StrCat(kHead, bad.rows)),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(bad.complaint)))
        << bad.rows;
  }
  EXPECT_THAT(Marginals::Parse(absl::StrCat(kHead, "a,x,2024,1,yuan,published,s\n")), IsOk());
}

}  // namespace
}  // namespace laowu::reference
