// Headers as people say them, in no list: each is asked of a table as a whole, so that a cell is
// taken for none, and never takes a field from a column that a list knows.

#include "intake/table/header_questions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "intake/table/column_map.h"
#include "tests/support/status_matchers.h"

namespace laowu::intake {
namespace {

using ::testing::ElementsAre;

struct Asked {
  Field field;
  const char* headers;  // parted by blanks
};

void ExpectAll(TableKind kind, const std::vector<Asked>& cases) {
  for (const Asked& each : cases) {
    for (const absl::string_view header : absl::StrSplit(each.headers, ' ')) {
      EXPECT_EQ(FieldName(MapHeader(kind, header)), FieldName(each.field)) << header;
    }
  }
}

TEST(HeaderQuestions, OfVacancies) {
  ExpectAll(TableKind::kVacancies,
            {{Field::kEmployerName,
              "哪个厂 哪家厂 哪家公司 什么厂 啥厂 在哪个厂 在哪个厂上班 哪个厂招的 哪个单位 厂名字 "
              "厂叫啥 谁家招人 招工单位 厂子 厂"},
             {Field::kOpeningCount,
              "缺口 用工缺口 缺几个 差几个人 还差多少人 要几个 招几名 缺人数 好多人 名额 数量"},
             {Field::kAge, "年纪 岁数 多大 多大年纪 要多大的 几岁 年纪要求"},
             {Field::kStartDate, "啥时候要人 什么时候要人 几时要人 哪天上班 何时进厂 好久要人"},
             {Field::kExpireDate, "招到什么时候 招到几号 哪天截止"},
             {Field::kEducation, "念过多少书 读了几年书 读书多少 要什么学历 文化高低 文凭"},
             {Field::kWageText, "工资多少 工钱怎么算 待遇咋样 能拿多少 好多钱一个月 工钱"},
             {Field::kTitle, "招啥人 缺什么工 招的工种 干的活 干啥的"},
             {Field::kWorkplace, "厂在哪里 在哪点上班 哪个镇 干活的地方 什么地方上班 地方"},
             {Field::kBoardAndLodging, "吃住咋样 包不包吃住 管吃管住 有没有吃住"},
             {Field::kAccommodation, "住哪里 有没有宿舍 包不包住"},
             {Field::kMeals, "管不管饭 伙食怎么样"},
             {Field::kNightShift, "上不上夜班 几班倒 有没有夜班"},
             {Field::kHours, "一天几个小时 每天上多少个小时"},
             {Field::kSocialInsurance, "买不买社保 交不交保险 有没有社保"},
             {Field::kRequirements, "有啥要求 要什么样的人"},
             {Field::kRequiredSkills, "要会什么 要什么证"},
             {Field::kBenefits, "有什么福利"},
             {Field::kSex, "男的女的 要男还是女"},
             {Field::kIgnored, "找谁报名 电话多少 联系"},
             // A cell, and what says nothing of a vacancy.
             {Field::kUnknown, "厂里包吃住 要人急 为啥 想干啥 哪个 厂长的心情 男女不限 人"}});
}

TEST(HeaderQuestions, OfWorkers) {
  ExpectAll(TableKind::kWorkers,
            {{Field::kPersonName, "村民 叫啥 叫什么名字 人名 谁 村民姓名"},
             {Field::kHomeAddress, "所属村镇 老家 家在哪里 哪个村的"},
             {Field::kVillage, "村寨 自然寨"},
             {Field::kPhone, "联系 电话多少 怎么联系"},
             {Field::kAge, "年纪 多大了 今年几岁 岁数"},
             {Field::kEducation, "念过多少书 读过几年书 读到几年级 文凭"},
             {Field::kCertificate, "证件 有什么证 有没有证"},
             {Field::kSkills, "会啥 会啥子手艺 学过什么技术 有没有手艺 拿手的活"},
             {Field::kPastOccupation, "干啥的 以前干啥 现在做什么 干过的活 原来的工作"},
             {Field::kDesiredOccupations, "想干啥 想找什么样的活 想干的活 愿意做什么工作"},
             {Field::kPreferredPlaces, "想去哪点 想去的地方 愿意去哪里"},
             {Field::kDesiredWage, "想要多少钱 至少要多少 想要的工资 多少钱才肯去"},
             {Field::kAvailableDate, "啥时候能走 好久能走 什么时候出去"},
             {Field::kDescription, "意愿 意向 想法 打算 情况 有什么要求"},
             {Field::kNightShift, "能不能上夜班 肯不肯上夜班"},
             {Field::kConsent, "同不同意 签没签同意书"},
             // Where and for how much they work now is the survey's, and no wish.
             {Field::kUnknown, "务工地 现在在哪干活 一个月挣多少 能挣多少 哪个厂 缺口"}});
}

TEST(HeaderQuestions, OfSurveysAndOutcomes) {
  for (const TableKind kind : {TableKind::kSurveys, TableKind::kOutcomes}) {
    ExpectAll(kind,
              {{Field::kOutcomeType, "什么事 啥事 出了啥事 发生了什么事 有什么变动 咋了 怎么样了"},
               {Field::kEffectiveDate, "哪天 哪天的事 啥时候 啥时候走的 几号回来的 哪个月出去的"},
               {Field::kEmployerName, "哪个厂 进的哪个厂 啥公司 厂叫什么 打工的厂"},
               {Field::kWorkplace, "在哪点打工 去的地方 打工地 务工地方 人在哪里"},
               {Field::kWageText, "工资多少 挣多少 好多钱一个月 收入"},
               {Field::kPersonName, "村民 谁 叫什么"},
               {Field::kPhone, "联系 电话多少"},
               {Field::kDescription, "为啥回来 什么原因 原因 情况说明"},
               {Field::kUnknown, "想去哪点 想干啥 想要多少钱 村寨 年纪"}});
  }
}

// Two that ask for the same: the one that a list knows has it, and the file is read.
TEST(HeaderQuestions, AQuestionTakesNoFieldFromAKnownHeader) {
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const ColumnMap map,
      ColumnMap::Make(TableKind::kVacancies,
                      std::vector<std::string>{"岗位名称", "企业名称", "厂", "招聘人数", "缺口"}));
  EXPECT_THAT(map.fields(), ElementsAre(Field::kTitle, Field::kEmployerName, Field::kUnknown,
                                        Field::kOpeningCount, Field::kUnknown));
}

TEST(HeaderQuestions, ARosterInPlainWordsIsARosterOfPeople) {
  const std::vector<std::string> header = {"编号",   "村民", "所属村镇", "务工地",
                                           "干啥的", "证件", "意愿",     "联系"};
  EXPECT_EQ(GuessKind(header), TableKind::kWorkers);
  std::vector<std::vector<std::string>> rows = {
      {"1", "王小明", "柏果镇", "广东中山", "电焊工", "529999199001010019", "不想出去了", ""},
      {"2", "李小红", "柏果镇", "广东东莞", "普工", "529999199001010027", "东莞", ""},
      {"3", "张大山", "柏果镇", "浙江宁波", "缝纫工", "529999199001010035", "", ""}};
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap numbers,
                             ColumnMap::Make(TableKind::kWorkers, header, {}, rows));
  EXPECT_THAT(numbers.fields(),
              ElementsAre(Field::kIgnored, Field::kPersonName, Field::kHomeAddress, Field::kUnknown,
                          Field::kPastOccupation, Field::kIdentityNumber, Field::kDescription,
                          Field::kPhone))
      << "证件: identity numbers, and 编号 counts; a place of work is no home";
  for (std::vector<std::string>& row : rows) row[5] = "电工证";
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap papers,
                             ColumnMap::Make(TableKind::kWorkers, header, {}, rows));
  EXPECT_EQ(papers.fields()[5], Field::kCertificate);
  // Where most wishes are a place, the column is one of places.
  rows[0][6] = "中山小榄";
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap wishes,
                             ColumnMap::Make(TableKind::kWorkers, header, {}, rows));
  EXPECT_EQ(wishes.fields()[6], Field::kPreferredPlaces);
}

TEST(HeaderQuestions, WhatHappenedIsToldByTheCells) {
  const std::vector<std::vector<std::string>> rows = {{"1", "6.10", "到岗", "中山"},
                                                      {"2", "6.11", "返乡", "佛山"},
                                                      {"3", "6.12", "离职", "东莞"},
                                                      {"4", "6.13", "换厂", "深圳"}};
  const auto third = [&](TableKind kind, const char* name) {
    const auto map =
        ColumnMap::Make(kind, std::vector<std::string>{"编号", "日期", name, "务工地"}, {}, rows);
    return map.ok() ? map->fields()[2] : Field::kIgnored;
  };
  EXPECT_EQ(third(TableKind::kOutcomes, "甲"), Field::kOutcomeType);
  EXPECT_EQ(third(TableKind::kOutcomes, "什么事"), Field::kOutcomeType);
  EXPECT_EQ(third(TableKind::kSurveys, "乙"), Field::kOutcomeType);
  // What was, and what is meant, is not what happened.
  for (const char* name : {"去年情况", "外出意愿", "打算", "以前"}) {
    EXPECT_EQ(third(TableKind::kOutcomes, name), Field::kUnknown) << name;
  }
  // Nor is a place that is wished for where they are, though no other column says it.
  const auto wish =
      ColumnMap::Make(TableKind::kOutcomes,
                      std::vector<std::string>{"编号", "日期", "类型", "想去的地方"}, {}, rows);
  ASSERT_OK(wish.status());
  EXPECT_EQ(wish->fields()[3], Field::kUnknown);
}

TEST(HeaderQuestions, WhenTheyLeftAndTheOfficesOwnContact) {
  for (const char* header :
       {"走的时间", "出去的时间", "回来的日子", "日子", "出门时间", "离家时间", "走的日期"}) {
    EXPECT_EQ(FieldName(MapHeader(TableKind::kSurveys, header)), "effective_date") << header;
    EXPECT_EQ(FieldName(MapHeader(TableKind::kOutcomes, header)), "effective_date") << header;
  }
  for (const char* header : {"协作站联系方式", "驻点联系方式", "办公电话", "协作站电话",
                             "劳务协作站联系电话", "办公室电话", "工作站咨询电话", "就业局电话"}) {
    EXPECT_EQ(FieldName(MapHeader(TableKind::kVacancies, header)), "office_contact") << header;
  }
  // The employer's, which goes nowhere.
  for (const char* header : {"联系电话", "企业电话", "招聘电话", "联系方式", "手机"}) {
    EXPECT_NE(FieldName(MapHeader(TableKind::kVacancies, header)), "office_contact") << header;
  }
}

// As cadres write them in rosters.
TEST(HeaderQuestions, WishesWorkAndTimeOfRosters) {
  for (const auto& [header, field] :
       std::vector<std::pair<const char*, const char*>>{{"网格员走访记录", "description"},
                                                        {"个人情况及求职愿望", "description"},
                                                        {"择业意向", "desired_occupations"},
                                                        {"岗位意愿", "desired_occupations"},
                                                        {"就业地区意愿", "preferred_places"},
                                                        {"务工地点选择", "preferred_places"},
                                                        {"现会手艺", "skills"},
                                                        {"空闲时间", "available_date"},
                                                        {"干过好久", "experience"},
                                                        {"做了好久", "experience"},
                                                        {"户籍地区意愿", "unknown"}}) {
    EXPECT_EQ(FieldName(MapHeader(TableKind::kWorkers, header)), field) << header;
  }
  EXPECT_EQ(FieldName(MapHeader(TableKind::kSurveys, "网格员走访记录")), "description");
}

}  // namespace
}  // namespace laowu::intake
