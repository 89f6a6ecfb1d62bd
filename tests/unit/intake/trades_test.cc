// Trades that many industries have under one name, whose machine a 司机 runs, and what in a posting
// is no title.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "intake/occupation/occupation.h"
#include "intake/vacancy/vacancy_reader.h"

namespace laowu::intake {
namespace {

using Examples = std::vector<std::pair<const char*, const char*>>;

std::string CodeOf(const std::string& title, const std::string& description = "") {
  static const auto* const reader = new OccupationReader();
  return reader->Read(title, {"", description, true}).code;
}

// The class begins with what is named.
void ExpectClasses(const Examples& examples) {
  for (const auto& [title, code] : examples) {
    EXPECT_TRUE(absl::StartsWith(CodeOf(title), code)) << title << " " << CodeOf(title);
  }
}

VacancyReading Posting(const std::string& text) {
  static const auto* const reader =
      new VacancyReader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", "样例厂"});
  return reader->Read({{Field::kDescription, "描述", text}});
}

TEST(Trades, WhoRunsAMachineDrivesOnNoRoad) {
  ExpectClasses({{"井下主扇司机", "6-16-01-09"},
                 {"选煤厂浮选司机", "6-16-01-15"},
                 {"洗煤厂跳汰司机", "6-16-01-15"},
                 {"主排水泵司机", "6-28-03-04"},
                 {"扒装机司机", "6-16-01-04"},
                 {"转载机司机", "6-16-01-07"},
                 {"给煤机司机", "6-16-01-14"},
                 {"推焦车司机", "6-10-02-02"},
                 {"翻车机司机", "6-30-05-01"},
                 {"抓木机司机", "6-30-05"},
                 {"旋耕机司机", "5-05-05-01"},
                 {"混凝土输送泵司机", "6-30"},
                 {"煤矿主扇司机", "6-16-01-09"},
                 {"绞车司机", "6-16-01-08"}});
  ExpectClasses({{"货车司机", "4-02-02-02"}, {"公司司机", "4-02-02"}, {"班车司机", "4-02-02-01"}});
}

// What stands around a title says of which of its trades it is.
TEST(Trades, WhatStandsAroundSettlesTheTrade) {
  struct Case {
    const char* title;
    const char* description;
    const char* code;
  };
  for (const Case& c : {Case{"钳工", "精密模具,5年以上飞模经验", "6-18-04-01"},
                        Case{"钳工", "五金塑胶模具厂,会省模", "6-18-04-01"},
                        Case{"模具厂钳工", "", "6-18-04-01"},
                        Case{"钳工", "机械厂,装配设备", "6-20-01-01"},
                        Case{"钳工", "造船厂", "6-23-02-02"},
                        Case{"护理员", "养老院招护理员,要养老护理员证", "4-10-01-05"},
                        Case{"护理员", "敬老院,包吃住", "4-10-01-05"},
                        Case{"护工", "老年公寓", "4-10-01-05"},
                        Case{"护工", "西区医院招护工", "4-14-01-02"},
                        Case{"护理员", "买养老保险,包吃住", "4-14-01-02"},
                        Case{"缝纫机维修工", "制衣厂,会修电脑平车、套结机", "6-31-01-02"},
                        Case{"针车维修工", "鞋厂,会修电脑针车", "6-31-01-02"},
                        Case{"维修工", "制衣厂,修平车、电脑车", "6-31-01-02"},
                        Case{"电脑维修员", "会修电脑", "4-12-02-01"},
                        Case{"剥皮工", "陈皮厂招剥皮工,计件", "6-01-06"},
                        Case{"剥壳工", "虾仁加工厂", "6-01-05"},
                        Case{"板栗剥皮工", "", "6-01-06"},
                        Case{"剥皮工", "木材厂", "6-06-01"},
                        Case{"剥皮工", "皮革厂", "6-05-02"},
                        Case{"长工", "养虾场请长工,包吃包住", "5-04-02"},
                        Case{"果园长工", "", "5-01-02"},
                        Case{"猪场长工", "", "5-03-02"},
                        Case{"长工", "灯饰厂,长期做", "6-99-00"},
                        Case{"剥皮工", "电线厂裁线剥皮", "6-24-03-01"}}) {
    EXPECT_TRUE(absl::StartsWith(CodeOf(c.title, c.description), c.code))
        << c.title << " " << c.description << " " << CodeOf(c.title, c.description);
  }
}

TEST(Trades, TheIndustryNarrowsATrade) {
  ExpectClasses(
      {{"酱油厂灌装工", "6-02-05"},     {"矿泉水灌装工", "6-02-06"}, {"涂料厂灌装工", "6-11-05"},
       {"药厂灌装工", "6-12"},          {"日化厂灌装员", "6-11-10"}, {"大理石厂磨光工", "6-15-02"},
       {"玉石厂打磨工", "6-09-03"},     {"水龙头抛光工", "6-18-03"}, {"汽修厂机修工", "4-12-01"},
       {"摩托车行机修师傅", "4-12-01"}, {"煤矿井下机修工", "6-16"},  {"纺织厂机修工", "6-31-01"},
       {"汽车配件厂机修", "6-31-01"},   {"焦化厂炉前工", "6-10-02"}, {"硅铁厂炉前工", "6-17-04"},
       {"铸造厂炉前工", "6-18-02"},     {"空调外机清洗", "4-12-03"}, {"外墙清洗工", "4-09-08"},
       {"五金件清洗工", "6-18-03"},     {"发夹点钻工", "6-09-03"},   {"服装点钻工", "6-05-01"},
       {"危险品押运员", "4-02-05"},     {"银行押运员", "4-07-05"},   {"工地煮饭阿姨", "4-03-02"},
       {"住家煮饭阿姨", "4-10-01"}});
  EXPECT_EQ(CodeOf("磨光工", "石材厂招切边工、磨光工"), "6-15-02-03");
  EXPECT_EQ(CodeOf("机修大工", "汽修厂招机修大工1名"), "4-12-01-01");
  EXPECT_EQ(CodeOf("拔草", "花卉基地 女工 拔草"), "5-01-02-02");
  EXPECT_EQ(CodeOf("点钻工", "饰品厂招点钻工"), "6-09-03-15");
  EXPECT_EQ(CodeOf("焊接", "光伏组件厂 焊接 层压"), "6-24-02-04");
}

TEST(Trades, WhoLeadsRunsOrKeepsAStation) {
  ExpectClasses({{"快递网点站长", "4-02-07"},
                 {"加油站站长", "4-02-02-08"},
                 {"外卖站站长", "4-10-08"},
                 {"污水厂运营工", "4-09-07"},
                 {"自来水厂运行工", "6-28"},
                 {"光伏电站运维员", "6-28-01"},
                 {"茶园管护工", "5-01"},
                 {"公益林管护员", "5-02-03"},
                 {"水库管护员", "4-09-01"},
                 {"乡村公路管护员", "6-29-02"},
                 {"IT运维", "2-02-10"},
                 {"网店运营", "4-01-06"},
                 {"医院护工", "4-14"},
                 {"外墙保温施工", "6-29-04"}});
}

TEST(Trades, OperatorsOfMachinesAreNoEngineers) {
  ExpectClasses({{"SMT操作技术员", "6-25"},
                 {"AI贴片机操作技术员", "6-25"},
                 {"冲压操作技术员", "6-18"},
                 {"AI算法工程师", "2-02"}});
}

TEST(Trades, ReasonsAddressesAndBenefitsAreNoTitles) {
  const Examples examples = {{"因订单增加，急招平车工5名，中山沙溪", "平车工"},
                             {"由于业务发展需要，现招聘：1、电工2名；2、焊工3名，小榄", "电工"},
                             {"随着业务扩大，我司现急招叉车司机，横栏", "叉车司机"},
                             {"离家近，可以照顾家，制衣厂招车位，沙溪", "车位"},
                             {"地址：古镇海洲北路8号二楼办公室，招灯饰组装工", "灯饰组装工"},
                             {"小榄镇民安路12号对面，招厨师一名", "厨师"},
                             {"工地请钢筋工，小榄", "钢筋工"},
                             {"家里请保姆，小榄", "保姆"},
                             {"小时工22元，招包装工，古镇", "包装工"},
                             {"临时工，做到过年，招分拣员，火炬区", "分拣员"},
                             {"电子车间，招SMT操作员，三角", "SMT操作员"},
                             {"长期招日结工，小榄，200/天", "日结工"},
                             {"二楼餐厅招服务员，石岐", "服务员"}};
  for (const auto& [text, title] : examples) EXPECT_EQ(Posting(text).vacancy.title, title) << text;
}

// What the house gives is no title; a shop that calls is none of it, and board ends it.
TEST(Trades, CarsToWorkCanteensAndShopsAreNoTitles) {
  const Examples examples = {
      {"电子厂正式工！免费工作餐，厂车，18-40周岁，招普工，小榄", "普工"},
      {"派遣工，加班费，免费住宿，就餐自费食堂，招包装工，小榄", "包装工"},
      {"火锅店找服务员若干，小榄", "服务员"},
      {"理发店招学徒（洗头小弟小妹）包吃住第一个月2500，小榄", "学徒(洗头小弟小妹)"},
      {"家电维修师傅空调加氟移机，有制冷证，自带交通工具，提成制6000-10000，小榄",
       "家电维修师傅空调加氟移机"}};
  for (const auto& [text, title] : examples) EXPECT_EQ(Posting(text).vacancy.title, title) << text;
}

TEST(Trades, WorkUndergroundIsClosedToJuveniles) {
  for (const char* text :
       {"煤矿招皮带司机，盘州", "采煤机司机2名、支护工10名，盘州", "招瓦斯检查员3名，盘州"}) {
    const auto& hazards = Posting(text).vacancy.hazards;
    EXPECT_EQ(std::count(hazards.begin(), hazards.end(), Hazard::kMines), 1) << text;
  }
  EXPECT_TRUE(Posting("煤矿机械厂招装配工，小榄").vacancy.hazards.empty());
  EXPECT_EQ(Posting("蓄电池厂招包板工，体检血铅合格，小榄").vacancy.hazards,
            std::vector<Hazard>{Hazard::kToxins});
}

}  // namespace
}  // namespace laowu::intake
