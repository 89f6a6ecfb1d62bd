// What a posting's words make of a skill that they name: whether who lacks it is shut out, whether
// it is but welcome, and whether the words name something else.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "intake/occupation/occupation.h"
#include "intake/skill/skill_asked.h"
#include "intake/skill/skill_reach.h"
#include "intake/table/column_map.h"
#include "intake/vacancy/vacancy_reader.h"
#include "reference/occupations.h"
#include "reference/skills.h"

namespace laowu::intake {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

// Names of the skills; "!" behind one that is required.
std::vector<std::string> Skills(const std::string& title, const std::string& text,
                                const std::string& employer = "样例公司") {
  static const auto* const reader =
      new VacancyReader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", ""});
  const VacancyReading reading =
      reader->Read(MapPairs(TableKind::kVacancies, {{"企业名称", employer},
                                                    {"工作地点", "中山市小榄镇"},
                                                    {"岗位名称", title},
                                                    {"岗位描述", text}}));
  std::vector<std::string> names;
  for (const SkillRequirement& skill : reading.vacancy.skill_requirements) {
    names.push_back(std::string(reference::Skills::Get().Find(skill.skill_code)->name) +
                    (skill.required ? "!" : ""));
  }
  return names;
}

struct Case {
  const char* title;
  const char* text;
  std::vector<std::string> skills;
};

void ExpectSkills(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    EXPECT_THAT(Skills(c.title, c.text), UnorderedElementsAreArray(c.skills))
        << c.title << " " << c.text;
  }
}

TEST(SkillsInPostings, WhatAsksMustGovernTheName) {
  struct Asked {
    const char* before;
    const char* name;
    const char* behind;
    bool asked;
  };
  for (const Asked& c : std::vector<Asked>{{"会", "电焊", "", true},
                                           {"要求能熟练操作", "注塑机", "", true},
                                           {"", "电焊", "熟练", true},
                                           {"", "叉车证", "", true},
                                           {"持", "司炉证", "g1", true},
                                           {"", "会电焊", "能吃苦", true},
                                           {"能", "看懂图纸", "", true},
                                           {"熟悉各类", "办公软件", "的运用", true},
                                           {"根据客户要求安排面辅料及成衣打样", "打版", "", false},
                                           {"熟悉", "采购", "流程", false},
                                           {"开发日常维", "护工", "具", false},
                                           {"负责", "采购", "订单会及时跟进", false},
                                           {"有会议", "接待", "", false},
                                           {"具备一定的", "销售", "能力", false},
                                           {"急需", "焊工", "两名", false},
                                           {"公司免费办理", "健康证", "", false},
                                           {"熟悉各种进出口", "单证", "如发票", false},
                                           {"", "b1", "", false}}) {
    EXPECT_EQ(IsAskedFor(c.before, c.name, c.behind), c.asked) << c.before << c.name << c.behind;
  }
}

TEST(SkillsInPostings, WhoLacksItIsShutOutOnlyWhereItIsAskedFor) {
  ExpectSkills({{"焊工", "会电焊和氩弧焊", {"电焊!", "氩弧焊!"}},
                // One of the two will do, and who has neither paper may come.
                {"焊工", "要求会电焊或氩弧焊", {"电焊", "氩弧焊"}},
                {"焊工", "有焊工证、叉车证优先", {"电焊", "叉车"}},
                {"机修工", "会电焊,优先考虑", {"电焊", "机修"}},
                {"货车司机", "A2或B2驾照", {"半挂车驾驶", "大货车驾驶"}},
                {"货车司机", "B2驾照", {"大货车驾驶!"}},
                {"单证员", "国际贸易、英语等相关专业", {"外贸销售", "英语", "货代单证"}},
                {"业务员", "英语流利", {"英语", "业务推广"}}});
}

TEST(SkillsInPostings, ANameOfAnotherIndustryIsNone) {
  ExpectSkills({{"水电工", "家装,会开槽布线打压", {"水电安装"}},
                {"护理员", "养老院,需打疫苗", {}},
                {"养猪场饲养员", "会打疫苗", {"动物防疫!", "养猪"}},
                {"会计", "熟练使用用友T+", {"记账会计"}},
                {"仓管员", "熟练使用用友", {"仓库软件!", "仓库管理"}},
                {"幼儿园主班老师", "2年以上带班经验", {}},
                {"行政前台", "办公用品盘点", {"行政接待", "前台接待"}},
                {"普工", "福利:配餐、生日蛋糕", {}},
                {"搬运工", "按柜计,宿舍有床垫", {"装卸搬运"}},
                {"木工", "独立开料、组装", {"板式家具开料", "木工"}},
                {"运维工程师", "熟悉容器打包、数据仓库", {}},
                {"普工", "人事叫我发的:长期招", {}},
                // A paper means itself anywhere.
                {"普工", "有护士资格证", {"护理执业!"}}});
  EXPECT_TRUE(IsFarFromWork("paper-print-cartons", "6-29-03-02"));
  EXPECT_FALSE(IsFarFromWork("paper-print-cartons", "6-07-02-00"));
  EXPECT_FALSE(IsFarFromWork("warehouse-forklift", "2-06-03-00"));  // any work may ask for it
  EXPECT_FALSE(IsFarFromWork("paper-print-cartons", ""));
  EXPECT_TRUE(IsFarFromWork("office-procurement", "2-02-10-03"));  // all of 2-02 but this
  EXPECT_FALSE(IsFarFromWork("office-procurement", "2-02-30-11"));
}

TEST(SkillsInPostings, EveryRowOfTheReachIsOfASkillAndOfOccupations) {
  const auto is_of = [](absl::string_view beginning, absl::string_view code) {
    return absl::EndsWith(beginning, "-") ? absl::StartsWith(code, beginning) : code == beginning;
  };
  for (const SkillReach& row : SkillReaches()) {
    const auto& skills = reference::Skills::Get().all();
    EXPECT_TRUE(std::any_of(skills.begin(), skills.end(), [&](const reference::Skill& skill) {
      return is_of(row.skill, skill.code);
    })) << row.skill;
    for (absl::string_view one : absl::StrSplit(row.classes, ' ')) {
      EXPECT_NE(reference::Occupations::Get().Find(absl::StripPrefix(one, "!")), nullptr)
          << row.skill << ": " << one;
    }
  }
}

// A statement of some thousand names and no mark: each is read beside what is about it, and none
// beside all the others, which would take minutes.
TEST(SkillsInPostings, AStatementOfNothingButNames) {
  static const auto* const reader = new SkillReader();
  constexpr std::size_t kBytes = 24'000;
  for (const auto& [words, code] :
       std::vector<std::pair<std::string, std::string>>{{"电焊", "welding-arc"},
                                                        {"会电焊", "welding-arc"},
                                                        {"电焊3年", "welding-arc"},
                                                        {"电焊优先", "welding-arc"},
                                                        {"电焊或叉车", "warehouse-forklift"},
                                                        {"英语专业电焊", "welding-arc"},
                                                        {"缝纫机维修电焊", "welding-arc"},
                                                        {"火锅店电焊", "welding-arc"},
                                                        {"铝合金电焊", "welding-arc"},
                                                        {"彩钢房住电焊", "welding-arc"},
                                                        {"c1电焊", "welding-arc"},
                                                        {"装配电焊", "welding-arc"},
                                                        {"电焊、叉车", "warehouse-forklift"}}) {
    std::string text;
    while (text.size() < kBytes) text += words;
    for (const bool of_a_person : {false, true}) {
      const std::vector<SkillMention> read = reader->Read(text, of_a_person);
      EXPECT_TRUE(std::any_of(read.begin(), read.end(),
                              [&](const SkillMention& one) { return one.skill_code == code; }))
          << words << of_a_person;
    }
  }
}

TEST(SkillsInPostings, EverySkillBelongsToSomeWork) {
  for (const reference::Skill& skill : reference::Skills::Get().all()) {
    bool any = false;
    for (const char* work :
         {"2-02-07-02", "2-03-06-01", "2-05-07-13", "2-06-03-00", "2-07-09-00", "2-08-03-00",
          "2-09-06-01", "3-01-02-02", "3-02-03-01", "4-01-02-01", "4-02-05-01", "4-03-02-01",
          "4-04-05-01", "4-06-01-01", "4-07-05-01", "4-09-08-01", "4-10-01-06", "4-12-01-01",
          "4-14-01-02", "5-01-02-01", "6-01-04-01", "6-04-03-03", "6-05-01-03", "6-06-03-01",
          "6-07-02-00", "6-14-02-00", "6-18-01-01", "6-22-01-01", "6-25-04-07", "6-29-01-01",
          "6-31-01-02", "6-99-00"}) {
      any = any || !IsFarFromWork(skill.code, work);
    }
    EXPECT_TRUE(any) << skill.code;
  }
}

TEST(SkillsInPostings, PartsOfLongerWordsAreNone) {
  ExpectSkills({{"木工", "会推台锯、电脑锯", {"木工机械!", "木工"}},
                {"文员", "会电脑", {"电脑操作!", "行政接待"}},
                {"绿化维护工", "三班", {"园林绿化"}},
                {"茶园管护工", "除草施肥", {}},
                {"路灯维护工", "三班", {}},
                {"农机手", "有拖拉机驾驶证", {"农机驾驶!"}},
                {"普工", "B1栋二楼面试,地铁A2口", {}},
                {"品质工程师", "懂6S管理", {}},
                {"财务", "有会计上岗证", {"记账会计!"}}});
}

TEST(SkillsInPostings, FirmsOtherPeopleGoodsAndTheHouseAreNone) {
  ExpectSkills({{"服务员", "火锅店招人", {"餐厅服务"}},
                {"服务员", "有火锅店工作经验", {"餐厅服务"}},
                {"普工", "服从班组长安排", {}},
                {"文员", "协助采购经理,配合销售部", {"行政接待"}},
                {"学生工", "老师带队", {}},
                {"机修工", "冲床、注塑机维修", {"机修"}},
                {"搬运工", "装车、卸货、设备维护", {"装卸搬运"}},
                {"钢筋工", "工地有彩钢房住", {"钢筋绑扎"}},
                {"钢结构工人", "搭彩钢房", {"钢结构安装"}},
                {"叉车司机", "物流仓库招叉车司机", {"叉车"}},
                {"电工", "会修注塑机优先", {"低压电工"}},
                {"掘进工", "下井补贴", {"掘进"}},
                {"压铸工", "铝合金也得", {"压铸"}},
                {"文员", "坐班,不打销售电话", {"行政接待"}}});
  EXPECT_THAT(Skills("装配工", "缝纫机装配,两班", "台州某缝纫机厂"), IsEmpty());
}

TEST(SkillsInPostings, PapersOfTeachersNursesAndSupervisors) {
  ExpectSkills({{"幼师", "有幼师资格证", {"教学辅导!"}},
                {"监理员", "持监理员证", {"施工管理!"}},
                {"养老院护理员", "有护理证优先", {"养老护理"}},
                {"康复治疗师", "康复治疗技术(士)", {"康复治疗"}}});
}

// Who is wanted no more, the boss who is praised, guests of a shop, and a word of another trade.
TEST(SkillsInPostings, WhatIsNotWantedAndWhatIsSaidBesides) {
  struct Named {
    const char* text;
    bool named;
  };
  static const SkillReader* const reader = new SkillReader();
  for (const Named& c : std::vector<Named>{{"厂里电工已招满，勿投", false},
                                           {"焊工暂不招，招普工", false},
                                           {"电工岗位已满", false},
                                           {"叉车司机都招到了", false},
                                           {"电工不招生手", true},
                                           {"招电工，不要中介", true},
                                           {"包工头不拖，日结", false},
                                           {"老包工头直招", false},
                                           {"招包工头", true},
                                           {"接待进店顾客", false},
                                           {"接待来访人员", true},
                                           {"汽车补漆小工", false},
                                           {"招小工", true},
                                           {"总装车间普工", false},
                                           {"电动车总装", false},
                                           {"汽车总装工", true}}) {
    EXPECT_EQ(!reader->Read(c.text).empty(), c.named) << c.text;
  }
}

}  // namespace
}  // namespace laowu::intake
