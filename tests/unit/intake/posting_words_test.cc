// Postings in other words than usual: what costs or is only welcome is not asked for or paid.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "intake/facts/facts.h"
#include "intake/vacancy/vacancy_reader.h"

namespace laowu::intake {
namespace {

using ::testing::Contains;
using ::testing::Not;

VacancyReading Read(const std::string& text) {
  static const auto* const reader =
      new VacancyReader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", ""});
  return reader->Read(
      MapPairs(TableKind::kVacancies,
               {{"岗位名称", "普工"}, {"企业名称", "样例五金厂"}, {"岗位描述", text}}));
}

std::vector<std::string> Reasons(const std::string& text) {
  std::vector<std::string> reasons;
  for (const Warning& warning : Read(text).warnings) reasons.push_back(warning.reason);
  return reasons;
}

TEST(PostingWords, WhatABedCostsIsNoPay) {
  const VacancyDraft vacancy = Read("提供住宿,100元/月,5000").vacancy;
  EXPECT_EQ(vacancy.min_wage_cny_per_month, 5'000);
  EXPECT_EQ(vacancy.accommodation_provided, true);
  EXPECT_EQ(Read("住宿费用自理,5000").vacancy.accommodation_provided, false);
  EXPECT_EQ(Read("夫妻工资10000,包吃住").vacancy.min_wage_cny_per_month, 5'000);
}

TEST(PostingWords, ATownOfTheSendersCityBeforeACall) {
  EXPECT_EQ(Read("南头招电工,6500").vacancy.workplace_division_code, "442000111");
  EXPECT_EQ(Read("西区急招文员2名,4000").vacancy.workplace_division_code, "442000004");
}

TEST(PostingWords, ACountyBeforeItsWorks) {
  EXPECT_EQ(Read("水城区茶叶基地招采茶工,3500").vacancy.workplace_division_code.substr(0, 4),
            "5202");
  EXPECT_EQ(Read("六枝特区人民医院招保洁,2500").vacancy.workplace_division_code.substr(0, 4),
            "5202");
}

// A large firm's name right behind the place of its works, or any name between a place and a call.
TEST(PostingWords, AFirmGluedToItsPlace) {
  const auto place = [](const char* text) { return Read(text).vacancy.workplace_division_code; };
  EXPECT_EQ(place("昆山世硕,6000-7000"), "320583");
  EXPECT_EQ(place("昆山某某招普工,6000-7000"), "320583");
  EXPECT_EQ(place("仲恺TCL招小时工,22元/小时"), "441302");
  EXPECT_EQ(place("东莞OPPO招工,6000"), "441900");
  EXPECT_EQ(place("重庆达丰招普工,6000"), "500000");
  EXPECT_EQ(place("健康基地药厂招包装工,5500"), "442000003");
  EXPECT_EQ(place("兰州拉面招学徒,4000"), "");
  EXPECT_EQ(place("南京银行招保安,4000"), "");
  EXPECT_EQ(place("广东老板招普工,4000"), "");
  EXPECT_EQ(place("昆山某某,6000"), "");
}

TEST(PostingWords, BoardInOtherWords) {
  struct Case {
    const char* text;
    std::optional<bool> bed;
    std::optional<bool> meals;
  };
  for (const Case& c :
       {Case{"提供工作餐及住宿", true, true}, Case{"包吃+住", true, true},
        Case{"包三餐和住", true, true}, Case{"包吃、住宿自理", false, true},
        Case{"不提供吃住", false, false}, Case{"食宿自费", false, false},
        Case{"可安排住宿", true, std::nullopt}, Case{"没有宿舍", false, std::nullopt},
        Case{"提供五险、住房补贴", std::nullopt, std::nullopt}}) {
    const VacancyDraft vacancy = Read(c.text).vacancy;
    EXPECT_EQ(vacancy.accommodation_provided, c.bed) << c.text;
    EXPECT_EQ(vacancy.meals_provided, c.meals) << c.text;
  }
}

TEST(PostingWords, WhatIsOnlyWelcomeLimitsNobody) {
  EXPECT_EQ(Read("最好45岁以下,5000").vacancy.max_age_years, 0);
  EXPECT_EQ(Read("最好有3年以上工作经验").vacancy.min_experience_months, 0);
  EXPECT_EQ(Read("45岁以下,最好会电焊").vacancy.max_age_years, 45);
  EXPECT_EQ(Read("男士不超过50,女士不超过45,工资6000").vacancy.max_age_years, 50);
}

TEST(PostingWords, DaysShiftsAndHeads) {
  EXPECT_EQ(Read("8月1日入职,5500").vacancy.start_date, absl::CivilDay(2026, 8, 1));
  EXPECT_EQ(Read("7月10日统一进厂").vacancy.start_date, absl::CivilDay(2026, 7, 10));
  EXPECT_EQ(Read("7月10日到8月30日上班").vacancy.start_date, std::nullopt);
  EXPECT_EQ(Read("7月底前报名").vacancy.expire_date, absl::CivilDay(2026, 7, 31));
  EXPECT_EQ(Read("早中晚三班轮换,6000").vacancy.night_shift, true);
  EXPECT_EQ(Read("名额5个,5000").vacancy.opening_count, 5);
  EXPECT_EQ(Read("工作时间20:00-8:00").vacancy.night_shift, true);
  EXPECT_EQ(Read("工作时间8:00-20:00").vacancy.night_shift, std::nullopt);
  EXPECT_EQ(Read("8:00-12:00,13:30-17:30,周日休息").vacancy.hours_per_week, 48);
  EXPECT_EQ(Read("12小时,每月放假2天").vacancy.hours_per_week, 78);
  EXPECT_EQ(Read("日结8小时180元,60岁以内").vacancy.min_wage_cny_per_month, 4'680);
}

TEST(PostingWords, FeesAndConditions) {
  EXPECT_THAT(Reasons("办卡费20元"), Contains("FEE_SUSPECTED"));
  for (const char* text : {"体检费公司报销", "中介费0元", "体检费由厂里承担"}) {
    EXPECT_THAT(Reasons(text), Not(Contains("FEE_SUSPECTED"))) << text;
  }
  for (const char* text : {"有纹身的不要,5000", "少数民族请绕道,5500", "1.60米以上,4000"}) {
    EXPECT_THAT(Reasons(text), Contains("CONDITION_DROPPED")) << text;
  }
}

TEST(PostingWords, TownsWhoseNamesAreWords) {
  EXPECT_EQ(Read("电镀厂,5500-7000,三角高平").vacancy.workplace_division_code, "442000109");
  EXPECT_EQ(Read("月嫂,中山市区").vacancy.workplace_division_code, "442000");
}

TEST(PostingWords, PayOfSeveralJobsShiftsAndMonths) {
  struct Case {
    const char* text;
    int low;
    int high;
  };
  for (const Case& c : {Case{"普工：22元/时。技工：8000-9000", 4576, 4576},
                        {"木工师傅5人，包吃住，学徒4500起，师傅9000-13000", 9000, 13000},
                        {"厨师7000帮厨4500", 7000, 7000},
                        {"招：保安4500", 4500, 4500},
                        {"客房服务员4000+提成", 4000, 4000},
                        {"招普工，保底5000，封顶9000", 5000, 9000},
                        {"招普工，第一个月4000，第二个月起5000", 5000, 5000},
                        {"招普工，6、7千", 6000, 7000},
                        {"招普工，1万零5百", 10500, 10500},
                        {"招普工，21.5/小时 月300小时", 6450, 6450},
                        {"招普工，22元/小时，每月做260-300小时", 5720, 6600},
                        {"招普工，白班20元/h，夜班22元/h", 4160, 4576},
                        {"招普工，半月薪3000", 0, 0},
                        {"招夫妻工，双人工资10000-12000", 5000, 6000},
                        {"招普工，5000元，夜班30元/晚", 5000, 5000}}) {
    const VacancyDraft vacancy = Read(c.text).vacancy;
    EXPECT_EQ(vacancy.min_wage_cny_per_month, c.low) << c.text;
    EXPECT_EQ(vacancy.max_wage_cny_per_month, c.high) << c.text;
  }
  EXPECT_THAT(Reasons("招普工：22元/时。技工：8000-9000"), Contains("SEVERAL_JOBS"));
  EXPECT_THAT(Reasons("招普工，底薪2500+提成，月入过万"), Contains("WAGE_DOUBTFUL"));
  EXPECT_THAT(Reasons("公司现有员工500人，招文员，4500"), Not(Contains("SEVERAL_JOBS")));
}

TEST(PostingWords, HeadsOfBothSexesAgesInsuranceAndFees) {
  EXPECT_EQ(Read("招普工20男10女").vacancy.opening_count, 30);
  EXPECT_THAT(Reasons("招普工20男10女"), Contains("CONDITION_DROPPED"));
  EXPECT_EQ(Read("招男普工10人女普工20人").vacancy.opening_count, 30);
  EXPECT_EQ(Read("招普工，45男40女以下").vacancy.opening_count, 0);
  EXPECT_EQ(Read("招普工，满18，55以下").vacancy.min_age_years, 18);
  EXPECT_EQ(Read("招普工，满18，55以下").vacancy.max_age_years, 55);
  for (const char* text : {"不购社保", "社保不购", "不缴社保", "社保都不交", "不代缴社保"}) {
    EXPECT_EQ(Read(text).vacancy.social_insurance, std::optional(false)) << text;
  }
  EXPECT_THAT(Reasons("招普工，交80元床上用品"), Contains("FEE_SUSPECTED"));
  EXPECT_THAT(Reasons("招普工，不交80元床上用品"), Not(Contains("FEE_SUSPECTED")));
}

TEST(PostingWords, BedsAndMealsAsBenefitsAndAtAPrice) {
  struct Case {
    const char* text;
    std::optional<bool> bed;
    std::optional<bool> meals;
  };
  for (const Case& c :
       {Case{"4600/月，住宿，双休", true, std::nullopt}, Case{"5000，住单间", true, std::nullopt},
        Case{"住宿扣120元/月水电平摊", true, std::nullopt},
        Case{"住宿水电平摊", true, std::nullopt}, Case{"不住宿补300", std::nullopt, std::nullopt},
        Case{"住宿自理", false, std::nullopt}, Case{"住宿免费 伙食8元/天自理", true, false},
        Case{"供午餐", std::nullopt, true}}) {
    const VacancyDraft vacancy = Read(c.text).vacancy;
    EXPECT_EQ(vacancy.accommodation_provided, c.bed) << c.text;
    EXPECT_EQ(vacancy.meals_provided, c.meals) << c.text;
  }
}

TEST(PostingWords, EarlyAndLateShiftsEndBeforeTheNight) {
  EXPECT_EQ(Read("超市收银，早晚班，3500").vacancy.night_shift, std::nullopt);
  EXPECT_EQ(Read("早中晚班，3500").vacancy.night_shift, true);
  EXPECT_EQ(Read("长夜班6800，长白班6000").vacancy.night_shift, true);
  EXPECT_EQ(Read("长白班6000").vacancy.night_shift, false);
  EXPECT_EQ(Read("虾场，看水质、值夜，4500").vacancy.night_shift, true);
  EXPECT_EQ(Read("包住，两班12h，5500").vacancy.night_shift, true);
}

TEST(PostingWords, HeadsYearsAgesAndFeesOfTheFirm) {
  EXPECT_EQ(Read("阻焊、成型操作员共60人，5500").vacancy.opening_count, 60);
  EXPECT_EQ(Read("学徒工（模具）5名：17-23岁").vacancy.opening_count, 5);
  EXPECT_EQ(Read("保洁领班1人：带15人团队").vacancy.opening_count, 1);
  EXPECT_EQ(Read("有冲床经验半年以上，6000").vacancy.min_experience_months, 6);
  EXPECT_EQ(Read("塑胶行业一年以上，6000").vacancy.min_experience_months, 12);
  EXPECT_EQ(Read("年龄18~5O岁，5500").vacancy.max_age_years, 50);
  for (const char* text : {"体检费厂方承担", "体检费50元入职满1个月报销"}) {
    EXPECT_THAT(Reasons(text), Not(Contains("FEE_SUSPECTED"))) << text;
  }
}

TEST(PostingWords, PayByTheJobNamedAndOfPublicPosts) {
  const auto least = [](const char* text) { return Read(text).vacancy.min_wage_cny_per_month; };
  EXPECT_EQ(least("饭店招工：切配1名5500，打荷1名4800"), 5'500);
  EXPECT_EQ(least("包住，小时22"), 4'576);
  EXPECT_EQ(least("乡村公岗（河道保洁）月补助800元"), 800);
  EXPECT_EQ(least("月补助200元，餐补"), 0);
}

TEST(PostingWords, PlacesBehindAProjectOrAZoneThatNoTableKnows) {
  const auto place = [](const char* text) { return Read(text).vacancy.workplace_division_code; };
  EXPECT_EQ(place("包住不包吃，项目：湖南长沙岳麓区"), "430104");
  EXPECT_EQ(place("15000元包吃住，去新疆哈密").substr(0, 4), "6505");
  EXPECT_EQ(place("南区物业 招水电工 5000").substr(0, 4), "4420");
  EXPECT_EQ(place("急招：沙溪牛仔洗水厂 手擦工 6500").substr(0, 4), "4420");
  EXPECT_EQ(place("本公司位于中山市小榄镇绩东二社区，招普工"), "442000118");
  EXPECT_EQ(place("普工，5000，珠海富山"), "440400");
  EXPECT_EQ(place("厨师，武汉鸭脖，5000"), "");
  EXPECT_EQ(place("送货司机，去广州，6000"), "");
}

struct BoardExample {
  const char* text;
  std::optional<bool> bed;
  std::optional<bool> meals;
};

TEST(PostingWords, BoardInTheWordsOfGuangdong) {
  for (const auto& [text, bed, meals] :
       std::vector<BoardExample>{{"包住唔包食(饭堂自费)", true, false},
                                 {"唔包食宿", false, false},
                                 {"唔包食住", false, false},
                                 {"唔包住,包食", false, true},
                                 {"冇宿舍", false, std::nullopt},
                                 {"冇包食,包住", true, false}}) {
    const VacancyDraft vacancy = Read(text).vacancy;
    EXPECT_EQ(vacancy.accommodation_provided, bed) << text;
    EXPECT_EQ(vacancy.meals_provided, meals) << text;
  }
  EXPECT_EQ(Read("唔使返夜班").vacancy.night_shift, false);
  EXPECT_EQ(Read("冇夜班").vacancy.night_shift, false);
  EXPECT_EQ(Read("45岁落").vacancy.max_age_years, 45);
  EXPECT_EQ(Read("50岁落都得").vacancy.max_age_years, 50);
  EXPECT_EQ(Read("18岁落户").vacancy.max_age_years, 0);
  for (const char* text : {"唔收中介费", "唔收押金", "唔使交押金", "冇押金", "报名费唔收"}) {
    EXPECT_THAT(Reasons(text), Not(Contains("FEE_SUSPECTED"))) << text;
  }
  EXPECT_THAT(Reasons("押金100"), Contains("FEE_SUSPECTED"));
}

TEST(PostingWords, ABedOrMealsNamedAlone) {
  constexpr auto kUnsaid = std::nullopt;
  for (const auto& [text, bed, meals] :
       std::vector<BoardExample>{{"5000,五险 食宿", true, true},
                                 {"福利:食宿", true, true},
                                 {"食宿", true, true},
                                 {"食宿、年终奖", true, true},
                                 {"单身公寓", true, kUnsaid},
                                 {"教师公寓", true, kUnsaid},
                                 {"提供一间房", true, kUnsaid},
                                 {"福利:住房", true, kUnsaid},
                                 {"工地板房", true, kUnsaid},
                                 {"住塘边小屋", true, kUnsaid},
                                 {"住宿有", true, kUnsaid},
                                 {"住宿厂里安排", true, kUnsaid},
                                 {"住宿可安排", true, kUnsaid},
                                 {"提供夫妻房", true, kUnsaid},
                                 {"伙食免费", kUnsaid, true},
                                 {"吃自己做", kUnsaid, false},
                                 {"食宿自理", false, false},
                                 {"不提供食宿", false, false},
                                 {"住宿没有", kUnsaid, kUnsaid},
                                 {"住房公积金", kUnsaid, kUnsaid},
                                 {"住出租屋附近", kUnsaid, kUnsaid},
                                 {"住自己的平房", kUnsaid, kUnsaid},
                                 {"包吃,也可自己做饭", kUnsaid, true}}) {
    const VacancyDraft vacancy = Read(text).vacancy;
    EXPECT_EQ(vacancy.accommodation_provided, bed) << text;
    EXPECT_EQ(vacancy.meals_provided, meals) << text;
  }
  EXPECT_EQ(Read("8小时三班,5000").vacancy.night_shift, true);
  EXPECT_EQ(Read("8小时,三班仔细").vacancy.night_shift, std::nullopt);
}

TEST(PostingWords, HeadsBehindAWorkplaceAndOfEach) {
  EXPECT_EQ(Read("茶餐厅请楼面2位,4800").vacancy.opening_count, 2);
  EXPECT_EQ(Read("酒楼请洗碗工3位").vacancy.opening_count, 3);
  EXPECT_EQ(ReadCount("各2名"), 2);
  EXPECT_EQ(ReadCount("男女各5名"), 10);
  EXPECT_EQ(ReadCount("共20人"), 20);
}

}  // namespace
}  // namespace laowu::intake
