// Names of firms: what is compared of them, and which may be one firm's.

#include "services/vacancy/firm_name.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "vacancy_rows.h"

namespace laowu::vacancy {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

bool Alike(absl::string_view a, absl::string_view b) {
  const bool alike = MayBeOneFirm(TakeApart(a, kToday), TakeApart(b, kToday));
  EXPECT_EQ(MayBeOneFirm(TakeApart(b, kToday), TakeApart(a, kToday)), alike) << a << " " << b;
  return alike;
}

TEST(FirmName, LettersAreWithoutWidthCaseBlanksAndMarks) {
  EXPECT_EQ(LettersOf("光明（Ａ＆Ｂ）【样例】 灯饰·厂"), "光明ab样例灯饰厂");
  EXPECT_EQ(LettersOf("二〇二六"), "二〇二六");
  EXPECT_EQ(LettersOf("（ ）"), "");
}

TEST(FirmName, IsTakenApartIntoPlacesCoreAndLegalForm) {
  for (const char* name :
       {"光明灯饰有限公司", "光明灯饰有限责任公司", "中山光明灯饰股份有限公司",
        "中山市光明灯饰公司", "广东省中山市光明灯饰集团公司", "光明灯饰（中山）有限公司",
        "（中山）光明灯饰集团", "中山市中山港街道光明灯饰总公司"}) {
    EXPECT_EQ(TakeApart(name, kToday).core, "光明灯饰") << name;
  }
  EXPECT_THAT(TakeApart("广东省中山市光明灯饰", kToday).cities, Contains("4420"));
  EXPECT_THAT(TakeApart("广东光明灯饰", kToday).cities, IsEmpty());
  // Nothing but what would be left off, and a district's short name that is a firm's.
  EXPECT_EQ(TakeApart("有限公司", kToday).core, "有限公司");
  EXPECT_EQ(TakeApart("中山市", kToday).core, "中山市");
  EXPECT_EQ(TakeApart("光明灯饰", kToday).core, "光明灯饰");
  EXPECT_EQ(TakeApart("光明区灯饰厂", kToday).core, "灯饰厂");
  EXPECT_EQ(TakeApart("光明灯饰（样例", kToday).core, "光明灯饰样例");
  EXPECT_EQ(TakeApart("", kToday).core, "");
}

TEST(FirmName, OtherSpellingsMayBeOneFirm) {
  EXPECT_TRUE(Alike("中山市光明灯饰有限公司", "光明灯饰有限责任公司"));
  EXPECT_TRUE(Alike("光明灯饰（中山）有限公司", "中山市光明灯饰厂"));
  EXPECT_TRUE(Alike("中山市光明灯饰有限公司东升分公司", "光明灯饰"));
  EXPECT_TRUE(Alike("ＡＢＢ电机有限公司", "abb 电机"));
}

TEST(FirmName, OtherCitiesOtherCoresAndShortWordsAreOtherFirms) {
  EXPECT_FALSE(Alike("中山市光明灯饰有限公司", "东莞市光明灯饰有限公司"));
  EXPECT_FALSE(Alike("中山市光明灯饰有限公司", "中山市星辰灯饰有限公司"));
  EXPECT_FALSE(Alike("中山市电子厂", "中山市宏达电子厂")) << "three letters say little";
  EXPECT_FALSE(Alike("", ""));
}

}  // namespace
}  // namespace laowu::vacancy
