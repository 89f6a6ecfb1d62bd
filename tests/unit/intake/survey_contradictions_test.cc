// Remarks of a survey beside its other columns: what cannot both be so is asked about, what was not
// understood is told, and what village cadres write beside everybody is passed over.

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "intake/survey/survey_reader.h"

namespace laowu::intake {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

SurveyReading Read(Pairs pairs) {
  static const auto* const reader =
      new SurveyReader(ReadContext{absl::CivilDay(2026, 11, 20), "520281", ""});
  pairs.emplace_back("编号", "1");
  return reader->Read(MapPairs(TableKind::kSurveys, pairs));
}

SurveyReading ReadAway(const char* remarks) {
  return Read({{"就业状态", "在外"},
               {"务工地", "广东中山"},
               {"外出时间", "2026-03"},
               {"务工单位", "样例五金厂"},
               {"备注", remarks}});
}

TEST(SurveyContradictions, WhoIsAwayByTheStateAndNotByTheRemarksIsAskedAbout) {
  for (const char* remarks : {"厂里没活干，上个礼拜拢屋了",
                              "8月份辞工回屋",
                              "中秋回转的",
                              "原来在晋江，现在帮村里修路",
                              "现在村里当护林员",
                              "国庆后就没出去了",
                              "人已不在中山",
                              "只做了三天就跑回来了",
                              "人没去成",
                              "去年就死了",
                              "腿摔了，在屋头养起的",
                              "前天到屋了",
                              "上个月转来了",
                              "月初打倒转的",
                              "8月结账回来",
                              "没走成",
                              "中秋后没再出去过",
                              "现在在村头砌堡坎",
                              "离开中山了",
                              "今年3月病死了",
                              "车祸身亡",
                              "怀起了，在屋里",
                              "他婆娘在中山，他在家头",
                              "人在老家",
                              "归家",
                              "判了三年",
                              "坐班房去了"}) {
    EXPECT_TRUE(ReadAway(remarks).rejected()) << remarks;
  }
  EXPECT_TRUE(Read({{"就业状态", "外出务工"}, {"备注", "去年就死了"}}).rejected());
}

TEST(SurveyContradictions, TheEndOfTheWorkSaysNotWhereSomebodyIs) {
  for (const char* remarks : {"9月厂子倒闭了", "被辞退了", "公司8月关门"}) {
    EXPECT_TRUE(
        Read({{"务工地", "广东中山"}, {"外出时间", "2026-03"}, {"备注", remarks}}).rejected())
        << remarks;
  }
  for (const char* remarks : {"厂里没倒闭", "不想辞工"}) {
    EXPECT_EQ(Read({{"务工地", "广东中山"}, {"备注", remarks}}).statement.whereabouts,
              Whereabouts::kAway)
        << remarks;
  }
}

TEST(SurveyContradictions, WhoIsHomeByTheStateAndWentThisYearIsAskedAbout) {
  for (const Pairs& row : std::vector<Pairs>{
           {{"就业状态", "未外出"}, {"备注", "9月去了东莞"}},
           {{"就业状态", "未外出"}, {"备注", "5月去东莞打工"}},
           {{"就业状态", "返乡"}, {"返乡时间", "2026-10"}, {"备注", "娃儿开学又走了"}},
           {{"就业状态", "返乡"}, {"返乡时间", "2026-08"}, {"备注", "10月去的惠州"}},
           {{"就业状态", "返乡"}, {"返乡时间", "2026-10"}, {"备注", "已于11月返岗中山"}},
           {{"就业状态", "返乡"}, {"返乡时间", "2026-10"}, {"备注", "复工了"}},
           {{"就业状态", "返乡"}, {"备注", "上周又出门了"}}}) {
    EXPECT_TRUE(Read(row).rejected()) << row.back().second;
  }
  for (const Pairs& row :
       std::vector<Pairs>{{{"就业状态", "返乡"}, {"备注", "回来看下老人，还要走"}},
                          {{"就业状态", "返乡"}, {"返乡时间", "2026-9"}, {"备注", "待几天还得走"}},
                          {{"就业状态", "在家"}, {"备注", "8月份走的"}},
                          {{"就业状态", "在家"}, {"备注", "8月去了东莞"}}}) {
    const SurveyReading reading = Read(row);
    EXPECT_FALSE(reading.rejected()) << row.back().second;
    EXPECT_FALSE(reading.warnings.empty()) << row.back().second;
  }
  for (const Pairs& row : std::vector<Pairs>{
           {{"就业状态", "未外出"}, {"备注", "去年在东莞"}},
           {{"就业状态", "返乡"}, {"返乡时间", "2026-08"}, {"备注", "3月去的惠州"}}}) {
    const SurveyReading reading = Read(row);
    EXPECT_EQ(reading.statement.whereabouts, Whereabouts::kHome) << row.back().second;
    EXPECT_TRUE(reading.warnings.empty()) << row.back().second;
  }
}

// The place and day of the columns are those of the work before.
TEST(SurveyContradictions, WhoMovedOnIsWhereTheRemarksSay) {
  const struct {
    const char* place;
    const char* remarks;
    const char* code;
    const char* since;  // empty: not said
  } kCases[] = {
      {"广东中山", "转到佛山了", "440600", ""},
      {"广东中山", "6月换到珠海", "440400", "2026-06-01"},
      {"广东中山", "跳槽去了江门", "440700", ""},
      {"广东中山", "8月份回来了一个月，10月又去了惠州", "441300", "2026-10-01"},
      {"中山古镇", "换到横栏了", "442000110", ""},
  };
  for (const auto& c : kCases) {
    const SurveyReading reading = Read({{"是否外出", "是"},
                                        {"务工地", c.place},
                                        {"外出时间", "2026-02-18"},
                                        {"务工单位", "样例五金厂"},
                                        {"备注", c.remarks}});
    EXPECT_EQ(reading.statement.whereabouts, Whereabouts::kAway) << c.remarks;
    EXPECT_EQ(reading.statement.workplace_division_code, c.code) << c.remarks;
    EXPECT_EQ(reading.statement.employer_key, "") << c.remarks;
    const auto& since = reading.statement.since;
    EXPECT_EQ(since.has_value() ? absl::FormatCivilTime(*since) : "", c.since) << c.remarks;
    ASSERT_EQ(reading.warnings.size(), 1u) << c.remarks;
    EXPECT_EQ(reading.warnings[0].reason, "PLACE_CONFLICT") << c.remarks;
  }
  EXPECT_EQ(Read({{"就业状态", "外出"}, {"备注", "一直在中山古镇做灯饰，5月换到横栏"}})
                .statement.workplace_division_code,
            "442000110");
  EXPECT_EQ(Read({{"备注", "她男人在中山，她在屋头"}}).statement.whereabouts, Whereabouts::kHome);
}

TEST(SurveyContradictions, RemarksThatAreNotUnderstoodAreTold) {
  for (const char* remarks :
       {"厂里8月倒闭", "关起的", "工地摔残了", "厂垮了", "没干了", "不做了", "人不见了", "回去了",
        "疑似在缅甸", "怀疑搞诈骗去了缅甸", "在缅甸", "现在在惠州", "回来建房子",
        "回来奔丧，过几天走", "人在派出所", "已返贵"}) {
    const SurveyReading reading = ReadAway(remarks);
    EXPECT_FALSE(reading.rejected()) << remarks;
    EXPECT_EQ(reading.warnings.size(), 1u) << remarks;
  }
}

// Who serves, died or married is another.
TEST(SurveyContradictions, WhatHappenedToTheFamilyRefusesNoRow) {
  for (const char* remarks : {"弟弟在部队", "女婿在当兵", "嫁到本村", "他爸坐牢", "家中有人服刑",
                              "户主已死亡", "大伯去世", "外婆过世"}) {
    const SurveyReading reading = Read(
        {{"就业状态", "在外"}, {"务工地", "广东中山"}, {"外出时间", "2026-03"}, {"备注", remarks}});
    EXPECT_FALSE(reading.rejected()) << remarks;
    EXPECT_EQ(reading.statement.whereabouts, Whereabouts::kAway) << remarks;
  }
}

TEST(SurveyContradictions, RemarksThatStandBesideEverybodyAreNotTold) {
  for (const char* remarks : {"电话核实",
                              "本人电话核实",
                              "村干部核实",
                              "村支书反映在厂里",
                              "家人代接电话",
                              "母亲接的电话",
                              "联系方式13800138000",
                              "家里电话13800138000",
                              "样例五金厂",
                              "计件",
                              "工资6000",
                              "包吃住",
                              "两班倒",
                              "做焊工",
                              "和老乡一起",
                              "夫妻同厂",
                              "有社保",
                              "签了合同",
                              "政府包车",
                              "自己去的",
                              "脱贫户",
                              "残疾证四级",
                              "想换工作",
                              "过年回来",
                              "每年回来一次",
                              "打算国庆回来",
                              "家里有两个老人",
                              "家里两个娃",
                              "父母在家带孩子",
                              "小孩在老家读书",
                              "老婆在家",
                              "老公也在中山",
                              "10月电话回访",
                              "在中山小榄五金厂打工",
                              "3月5号从家里出发",
                              "身体健康",
                              "买了工伤保险",
                              "本地口音",
                              "他爹去年死了",
                              "牛死了",
                              "累死了",
                              "还没回来",
                              "户主"}) {
    const SurveyReading reading = ReadAway(remarks);
    EXPECT_EQ(reading.statement.whereabouts, Whereabouts::kAway) << remarks;
    EXPECT_FALSE(reading.rejected()) << remarks;
    EXPECT_TRUE(reading.warnings.empty()) << remarks;
  }
}

// 在校学生 to be ticked: a tick is no work, whatever place stands beside it; 否 and nothing say
// nothing.
TEST(SurveyContradictions, ATickUnderWhatIsNoWorkIsRefused) {
  const SurveyReader reader(ReadContext{absl::CivilDay(2026, 11, 20), "520281", ""});
  for (const char* header : {"在校学生", "是否在校学生", "参军", "服刑人员", "死亡"}) {
    const std::vector<std::vector<std::string>> rows = {
        {"1", "贵阳", "√"}, {"2", "贵阳", "否"}, {"3", "贵阳", ""}};
    const std::vector<std::string> names = {"编号", "务工地", header};
    const auto map = ColumnMap::Make(TableKind::kSurveys, names, {}, rows);
    ASSERT_TRUE(map.ok()) << map.status();
    EXPECT_TRUE(reader.Read(map->Apply(rows[0])).rejected()) << header;
    EXPECT_FALSE(reader.Read(map->Apply(rows[1])).rejected()) << header;
    EXPECT_FALSE(reader.Read(map->Apply(rows[2])).rejected()) << header;
  }
}

}  // namespace
}  // namespace laowu::intake
