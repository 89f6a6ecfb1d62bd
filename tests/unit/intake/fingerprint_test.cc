// The same vacancy posted again is found, whatever its slogans; another opening of the same firm is
// not taken for it, since a hidden offer is a lost one.

#include "intake/vacancy/fingerprint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace laowu::intake {
namespace {

using ::testing::ElementsAre;

VacancyDraft Posting(const std::string& title) {
  VacancyDraft draft;
  draft.employer_key = "样例灯饰厂";
  draft.title = title;
  draft.workplace_division_code = "442000105";
  draft.pay_kind = PayKind::kMonthly;
  draft.min_wage_cny_per_month = 5000;
  draft.max_wage_cny_per_month = 7000;
  return draft;
}

bool Same(const VacancyDraft& a, const VacancyDraft& b) {
  return SameOffer(FingerprintOf(a), FingerprintOf(b));
}

std::string LongText(int sentences) {
  std::string text;
  for (int i = 0; i < sentences; ++i) {
    absl::StrAppend(&text, "负责第", i,
                    "号生产线的灯饰组装、检查和包装,按照工艺单操作并做好记录。");
  }
  return text;
}

TEST(Fingerprint, BareTitles) {
  for (const char* title :
       {"电子普工", "急招电子普工", "电子普工（包吃住）", "【急】电子普工!!", "电子普工20",
        "电子普工 3名", "2名电子普工", "高薪诚聘 电子普工", "电子普工(5000-7000)【长期】",
        "电 子 普 工", "电子普工 高薪!", "高薪急聘电子普工", "电子普工，待遇优厚"}) {
    EXPECT_EQ(BareTitle(title), "电子普工") << title;
  }
  EXPECT_NE(BareTitle("电子普工"), BareTitle("电子质检"));
  for (const char* title : {"抛光打磨工", "打磨抛光工(包吃住)"}) {
    EXPECT_EQ(BareTitle(title), BareTitle("抛光工")) << title;
  }
  EXPECT_NE(BareTitle("打磨工"), BareTitle("抛光工"));
  // What the work is like may tell two openings apart; praise does not.
  EXPECT_NE(BareTitle("电子普工 双休"), BareTitle("电子普工"));
  // A note set apart numbers or names the opening.
  EXPECT_NE(BareTitle("软件工程师 (MJ-前端)"), BareTitle("软件工程师 (MJ-后端)"));
}

TEST(Fingerprint, TheSameOfferUnderAnotherTitleForm) {
  EXPECT_TRUE(Same(Posting("普工"), Posting("急招普工（包吃住）")));
  EXPECT_FALSE(Same(Posting("普工"), Posting("质检员")));
}

TEST(Fingerprint, EmployerPlaceAndPayMustAgree) {
  const VacancyDraft one = Posting("普工");
  VacancyDraft other = one;
  other.employer_key = "样例五金厂";
  EXPECT_FALSE(Same(one, other));
  other = one;
  other.workplace_division_code = "440306";
  EXPECT_FALSE(Same(one, other));
  other.workplace_division_code = "442000";
  EXPECT_TRUE(Same(one, other));
  other.workplace_division_code = "442000118";
  EXPECT_FALSE(Same(one, other)) << "another town of a city without counties";
  other = one;
  other.min_wage_cny_per_month = 7500;
  other.max_wage_cny_per_month = 9000;
  EXPECT_FALSE(Same(one, other));
  other.min_wage_cny_per_month = 6500;
  EXPECT_TRUE(Same(one, other));
  other.min_wage_cny_per_month = other.max_wage_cny_per_month = 0;
  EXPECT_TRUE(Same(one, other));
  other = one;
  other.pay_kind = PayKind::kHourly;
  EXPECT_FALSE(Same(one, other));
}

TEST(Fingerprint, NearlyTheSameTextUnderAnotherTitle) {
  VacancyDraft one = Posting("灯饰组装工");
  VacancyDraft other = Posting("流水线作业员");
  one.description = LongText(20);
  other.description = absl::StrCat("急招。", LongText(20));
  EXPECT_TRUE(Same(one, other));
  other.description = LongText(10);
  EXPECT_FALSE(Same(one, other));
  one.description = other.description = "包吃住";  // too short to say anything
  EXPECT_FALSE(Same(one, other));
}

TEST(Fingerprint, GroupsBearTheFirstAndDoNotDependOnOrder) {
  VacancyDraft low = Posting("普工");
  VacancyDraft high = Posting("普工(夜班)");
  low.min_wage_cny_per_month = 4000;
  low.max_wage_cny_per_month = 5000;
  high.min_wage_cny_per_month = 6500;
  high.max_wage_cny_per_month = 8000;
  const Fingerprint a = FingerprintOf(low);
  const Fingerprint b = FingerprintOf(Posting("急招普工"));  // between the two
  const Fingerprint c = FingerprintOf(high);
  const Fingerprint other = FingerprintOf(Posting("质检员"));
  EXPECT_FALSE(SameOffer(a, c));
  EXPECT_THAT(GroupOffers({a, other, c}), ElementsAre(0, 1, 2));
  EXPECT_THAT(GroupOffers({a, other, b, c}), ElementsAre(0, 1, 0, 0));
  EXPECT_THAT(GroupOffers({c, b, other, a}), ElementsAre(0, 0, 2, 0));
  EXPECT_THAT(GroupOffers({}), ElementsAre());
}

}  // namespace
}  // namespace laowu::intake
