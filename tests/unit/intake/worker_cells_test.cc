// Cells of rosters as villages fill them: names with notes, other people's telephones, numbers with
// digits hidden, several persons in a cell; and columns that only look like the person's.

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "intake/table/column_map.h"
#include "intake/worker/person_cells.h"
#include "worker_reading.h"

namespace laowu::intake {
namespace {

TEST(WorkerCells, ANoteBehindTheNameIsNoPartOfIt) {
  for (const char* cell :
       {"陈小花（已外出）", "陈小花(户主)", "陈小花\n（外出）", "陈小花 （女）"}) {
    EXPECT_EQ(NameOfCell(cell), "陈小花") << cell;
  }
  EXPECT_EQ(NameOfCell("陈 小 花"), "陈小花");
  EXPECT_EQ(NameOfCell("阿依 古丽"), "阿依 古丽");
  EXPECT_EQ(NameOfCell("Li Ming"), "Li Ming");
  EXPECT_EQ(NameOfCell("买买提·艾力（回）"), "买买提·艾力");
}

TEST(WorkerCells, SeveralPersonsInACellAreToldToBeParted) {
  for (const char* cell : {"陈小花、陈大云", "陈小花/陈大云", "陈小花，陈大云", "陈小花\n陈大云"}) {
    EXPECT_TRUE(NamesSeveral(cell)) << cell;
    EXPECT_TRUE(ReadRow("姓名", cell).rejected() || NamesSeveral(cell)) << cell;
  }
  for (const char* cell : {"陈小花", "王和平", "陈小花（已外出）", "买买提·艾力", "陈 小 花"}) {
    EXPECT_FALSE(NamesSeveral(cell)) << cell;
  }
}

TEST(WorkerCells, WhatIsWrongWithANumberIsSaid) {
  EXPECT_NE(WhyNoIdentityNumber("529999********1234", "x").find("星号"), std::string::npos);
  EXPECT_NE(WhyNoIdentityNumber("529999199001010027,529999199001010019", "x").find("一人一行"),
            std::string::npos);
  EXPECT_NE(WhyNoIdentityNumber("5.3e+17", "x").find("科学计数"), std::string::npos);
  EXPECT_NE(WhyNoIdentityNumber("52999919900101", "x").find("不合格"), std::string::npos);
  for (const char* none : {"", "/", "无", "-", "待补"}) EXPECT_TRUE(IsNoNumber(none)) << none;
  EXPECT_FALSE(IsNoNumber("529999199001010027"));
}

TEST(WorkerCells, AnotherPersonsTelephoneIsNotTheirs) {
  EXPECT_EQ(Read("联系人及电话", "杨支书 10012340000").phone_number, "");
  EXPECT_TRUE(Warns(ReadRow("联系人及电话", "杨支书 10012340000"), "VALUE_NOT_UNDERSTOOD"));
  EXPECT_EQ(Read("联系人及电话", "李某某10012340000").phone_number, "");
  EXPECT_EQ(Read("联系电话", "村主任10012340000").phone_number, "");
  EXPECT_EQ(Read("联系人及电话", "10012340000").phone_number, "10012340000");
  EXPECT_EQ(Read("联系人及电话", "样本甲 10012340000").phone_number, "10012340000");
  for (const char* own : {"10012340000（微信同号）", "本人10012340000", "妻子10012340000",
                          "手机：10012340000", "移动10012340000"}) {
    EXPECT_EQ(Read("联系电话", own).phone_number, "10012340000") << own;
  }
}

TEST(WorkerCells, ExperienceOfOtherWorkIsNotTheSkills) {
  const auto months = [](const char* skills, const char* experience) {
    static const auto* const reader =
        new WorkerReader(ReadContext{absl::CivilDay(2026, 7, 1), "520281", ""});
    const WorkerReading reading =
        reader->Read(MapPairs(TableKind::kWorkers, {{"姓名", "样本甲"},
                                                    {"编号", "1"},
                                                    {"乡镇", "柏果镇"},
                                                    {"技能", skills},
                                                    {"工作经历", experience}}));
    return reading.worker.skills.empty() ? -1 : reading.worker.skills[0].experience_months;
  };
  EXPECT_EQ(months("电脑", "在酒店做过两年前台"), 0);
  EXPECT_EQ(months("电焊", "5年"), 60);
  EXPECT_EQ(months("电焊", "5"), 60);
  EXPECT_EQ(months("电焊", "3年以上工作经验"), 36);
  EXPECT_EQ(months("电焊", "做过电焊5年"), 60);
}

std::vector<Field> FieldsOf(TableKind kind, const std::vector<std::string>& header,
                            const std::vector<std::vector<std::string>>& rows) {
  const auto map = ColumnMap::Make(kind, header, {}, rows);
  return map.ok() ? map->fields() : std::vector<Field>();
}

// Each village's sheet has its own 1, 2, 3: by them one would be another's neighbour.
TEST(WorkerCells, ANumberThatRunsIsASerialNumber) {
  const std::vector<std::string> header = {"编号", "姓名", "身份证号", "乡镇"};
  const auto rows = [](const std::vector<std::string>& numbers) {
    std::vector<std::vector<std::string>> out;
    for (const std::string& number : numbers) {
      out.push_back({number, "样本甲", "529999199001010027", "柏果镇"});
    }
    return out;
  };
  for (const std::vector<std::string>& serial : {std::vector<std::string>{"1", "2", "3", "4"},
                                                 {"1", "1", "2", "2", "3"},
                                                 {"1", "2", "3", "1", "2"},
                                                 {"1", "2", "3", "合计"},
                                                 {"101", "102", "103"},
                                                 {"3", "1", "2"},
                                                 {"1", "2"}}) {
    const auto fields = FieldsOf(TableKind::kWorkers, header, rows(serial));
    ASSERT_EQ(fields.size(), 4u);
    EXPECT_EQ(fields[0], Field::kIgnored);
  }
  for (const std::vector<std::string>& own :
       {std::vector<std::string>{"a-1", "a-2", "a-3"}, {"2026003", "2026001", "2026002"}}) {
    const auto fields = FieldsOf(TableKind::kWorkers, header, rows(own));
    ASSERT_EQ(fields.size(), 4u);
    EXPECT_EQ(fields[0], Field::kReference);
  }
  const std::vector<std::string> no_number = {"编号", "姓名", "乡镇"};
  EXPECT_EQ(
      FieldsOf(
          TableKind::kWorkers, no_number,
          {{"1", "样本甲", "柏果镇"}, {"2", "样本乙", "柏果镇"}, {"3", "样本丙", "柏果镇"}})[0],
      Field::kReference);
}

// A township that ended, and nobody knows to which its villages went, is refused with those of
// today.
TEST(WorkerCells, AnEndedTownshipIsToldWithThoseOfToday) {
  const WorkerReader reader(ReadContext{absl::CivilDay(2026, 7, 1), "520281", ""});
  const auto why = [&](const char* address) {
    const WorkerReading reading = reader.Read(
        MapPairs(TableKind::kWorkers, {{"姓名", "样本甲"}, {"编号", "1"}, {"户籍地址", address}}));
    return reading.violations.empty() ? "" : reading.violations[0].message;
  };
  EXPECT_NE(why("盘县火铺镇沙坡村").find("胜境街道"), std::string::npos);
  EXPECT_EQ(why("盘州市").find("胜境街道"), std::string::npos);
  EXPECT_EQ(why("盘县老厂镇"), "");
}

TEST(WorkerCells, HeadersOfVillages) {
  EXPECT_EQ(MapHeader(TableKind::kWorkers, "就业愿望"), Field::kDescription);
  EXPECT_EQ(MapHeader(TableKind::kSurveys, "务工情况/是否有组织"), Field::kChannel);
  for (const char* ticked : {"就业状态/省外务工", "就业状态/省内县外", "就业状态/县内就业",
                             "就业状态/在家", "返乡后是否再外出", "返乡后是否就业"}) {
    EXPECT_EQ(MapHeader(TableKind::kSurveys, ticked), Field::kOutcomeType) << ticked;
  }
  EXPECT_NE(MapHeader(TableKind::kSurveys, "是否愿意再外出"), Field::kOutcomeType);
}

// Health is kept nowhere: a roster of who cannot work is told, and nobody left out in silence.
TEST(WorkerCells, WhoCannotWorkIsToldAndKept) {
  for (const auto& [header, text] :
       std::vector<std::pair<const char*, const char*>>{{"劳动能力", "丧失劳动力"},
                                                        {"劳动能力", "无"},
                                                        {"劳动能力", "弱"},
                                                        {"劳动力状况", "弱劳动力或半劳动力"},
                                                        {"有无劳动能力", "无"},
                                                        {"是否有劳动能力", "否"},
                                                        {"是否丧失劳动能力", "是"},
                                                        {"劳动技能", "弱劳动力或半劳动力"},
                                                        {"人员类别", "无劳动力"}}) {
    const WorkerReading reading = ReadRow(header, text);
    EXPECT_TRUE(Warns(reading, reason::kWorkCapacity)) << header << text;
    EXPECT_FALSE(reading.rejected()) << header << text;
    EXPECT_FALSE(Warns(reading, reason::kSkillUnknown)) << header << text;
  }
  for (const auto& [header, text] :
       std::vector<std::pair<const char*, const char*>>{{"劳动能力", "有"},
                                                        {"劳动能力", "正常"},
                                                        {"劳动能力", "普通劳动力"},
                                                        {"劳动能力", "未丧失劳动能力"},
                                                        {"有无劳动能力", "有"},
                                                        {"是否有劳动能力", "是"},
                                                        {"是否丧失劳动能力", "否"},
                                                        {"劳动技能", "普通劳动力"},
                                                        {"劳动技能", "技能劳动力"},
                                                        {"技能", "无"},
                                                        {"人员类别", "脱贫户"}}) {
    const WorkerReading reading = ReadRow(header, text);
    EXPECT_FALSE(Warns(reading, reason::kWorkCapacity)) << header << text;
    EXPECT_FALSE(Warns(reading, reason::kSkillUnknown)) << header << text;
  }
}

}  // namespace
}  // namespace laowu::intake
