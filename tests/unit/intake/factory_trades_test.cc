// Terse lists of processes behind a factory's name, processes that no table knows, verbs with what
// they are done to, and goods before the work that is done on them.

#include "intake/occupation/factory_trades.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "intake/occupation/occupation.h"
#include "intake/occupation/posting_title.h"

namespace laowu::intake {
namespace {

const OccupationReader& Reader() {
  static const auto* const reader = new OccupationReader();
  return *reader;
}

struct Posting {
  const char* text;
  const char* title;
  const char* code;  // the class begins so
};

void ExpectRead(const std::vector<Posting>& postings) {
  for (const Posting& p : postings) {
    const std::string title = TitleIn(p.text, Reader());
    EXPECT_EQ(title, p.title) << p.text;
    const OccupationReading reading = Reader().Read(title, {"", p.text, true});
    EXPECT_TRUE(absl::StartsWith(reading.code, p.code)) << p.text << " → " << reading.code;
  }
}

TEST(FactoryTrades, OfAListBehindAFactoryTheFirstProcessIsTheTitle) {
  ExpectRead({{"电热管厂缩管、填粉、弯管", "缩管", "6-24"},
              {"五金厂冲压、攻牙", "冲压", "6-18"},
              {"制衣厂四线、平车、专机", "四线", "6-05"},
              {"坚果炒货厂炒制、筛选", "炒制", "6-01"},
              {"瓜子厂炒货、包装", "炒货", "6-01"},
              {"锁厂锁芯装配、铆接", "锁芯装配", "6-19"},
              {"彩盒厂啤盒、糊盒", "啤盒", "6-0"},
              {"耳机厂装网、点胶", "装网", "6-25"},
              {"粉丝厂漏粉、晾粉", "漏粉", "6-02"},
              {"玩具厂合壳、装眼", "合壳", "6-09"},
              {"酒厂翻糟、洗瓶", "翻糟", "6-02"},
              {"手套厂车指、翻手套", "车指", "6-05"},
              {"橡胶厂拆边、切胶", "拆边", "6-14"}});
}

TEST(FactoryTrades, AnUnknownProcessIsItsFactorysWork) {
  const std::vector<Posting> postings = {
      {"家具厂招刨光", "刨光", "6-06"},        {"制衣厂招装袖", "装袖", "6-05"},
      {"皮革厂招片皮工", "片皮工", "6-05"},    {"马达厂招插磁瓦", "插磁瓦", "6-24"},
      {"线路板厂招磨板", "磨板", "6-25"},      {"砖厂招码窑", "码窑", "6-15"},
      {"染厂招配液", "配液", "6-04"},          {"食品厂招包糖", "包糖", "6-02"},
      {"腊味厂招拌肉", "拌肉", "6-01"},        {"药厂招洗瓶", "洗瓶", "6-12"},
      {"铝材厂招拉直", "拉直", "6-17"},        {"自行车厂招编圈", "编圈", "6-23"},
      {"电镀厂招过蜡女工", "过蜡女工", "6-18"}};
  ExpectRead(postings);
  for (const Posting& p : postings) {
    const OccupationReading reading = Reader().Read(p.title, {"", p.text, true});
    if (reading.rule != "occupation.factory") continue;
    EXPECT_LT(reading.confidence, 50) << p.text;  // below what a name says
  }
  EXPECT_EQ(Reader().Read("缩管", {"", "电热管厂缩管", true}).rule, "occupation.factory");
  // Not where guessing is not asked for, nor of a factory with hands of many trades.
  EXPECT_EQ(Reader().Read("缩管", {"", "电热管厂缩管"}).code, "");
  EXPECT_EQ(TradeOfFactory("", "五金厂招拉花"), "");
  EXPECT_EQ(TradeOfFactory("", "食品机械厂"), "");
  EXPECT_EQ(TradeOfFactory("", "食品包装厂"), "");
  EXPECT_EQ(TradeOfFactory("中山市样例家具贸易有限公司", ""), "");
  EXPECT_EQ(TradeOfFactory("中山市样例家具有限公司", ""), "6-06-04-00");
  EXPECT_EQ(TradeOfFactory("", "厂房出租，厂家直招"), "");
}

TEST(FactoryTrades, AProcessOfAnotherIndustryIsTheFactorys) {
  ExpectRead({{"化纤厂卷绕、落筒", "卷绕", "6-13"},
              {"电池厂卷绕", "卷绕", "6-24"},
              {"电感厂绕线、浸锡", "绕线", "6-25"},
              {"电机厂绕线、嵌线", "绕线", "6-24"},
              {"铸造厂造型、浇注、清砂", "造型", "6-18"},
              {"工艺品厂彩绘、上色", "彩绘", "6-09"},
              {"树脂工艺厂修坯、上色", "修坯", "6-09"},
              {"陶瓷厂修坯", "修坯", "6-15"},
              {"玻璃厂钻孔、磨边", "钻孔", "6-15"},
              {"阀门厂研磨、试压", "研磨", "6-20"},
              {"瓷砖厂压机、选砖", "压机", "6-15"},
              {"面包厂裱花、配料", "裱花", "6-02"},
              {"瓷砖厂抛光、磨边", "抛光", "6-15"},
              {"纸品厂啤机、粘盒", "啤机", "6-08"},
              {"压铸厂去水口、震光", "去水口", "6-18"},
              {"电池厂点焊、入壳", "点焊", "6-24"},
              {"拉杆箱厂打铆钉", "打铆钉", "6-05"},
              {"大棚浇水、打杈", "大棚浇水", "5-01"},
              // To sew, mould, weld, pack or mend is the same work in any factory.
              {"玩具厂车缝", "车缝", "6-05"},
              {"灯饰厂注塑", "注塑", "6-14"},
              {"家具厂包装", "包装", "6-31"}});
}

TEST(FactoryTrades, WhatIsSaidBesideAFactoryIsNoProcess) {
  for (const char* words : {"包吃",     "包住", "打卡", "上班", "下班", "出差", "过年", "提成",
                            "分红",     "合同", "拉人", "进厂", "打工", "装修", "洗澡", "入职",
                            "上五休二", "开心", "收徒", "排班", "点击", "货源", "宿舍", "彩票"}) {
    EXPECT_FALSE(IsShapedAsProcess(words)) << words;
  }
  ExpectRead({{"灯饰厂包吃包住，招普工", "普工", "6-99"},
              {"塑料厂进厂面试、注塑工", "注塑工", "6-14"},
              {"制衣厂上五休二、招打包", "打包", "6-31"},
              {"陶瓷厂下车走100米，招普工", "普工", "6"},
              {"生日送蛋糕、过节送礼品，招普工", "普工", "6-99"},
              {"家具厂提供宿舍、空调，招焊工", "焊工", "6-18"}});
}

TEST(FactoryTrades, AVerbAndWhatItIsDoneToNameTheWork) {
  struct Case {
    const char* title;
    const char* code;
  };
  for (const Case& c :
       std::vector<Case>{{"车书包熟手", "6-05-01-03"},   {"焊货架小工", "6-18-02-04"},
                         {"看停车场大爷", "4-07-05-01"}, {"车鞋面", "6-05-04-01"},
                         {"车铜件", "6-18-01-01"},       {"装家具师傅", "6-06-04-00"},
                         {"装窗户学徒", "6-29-04-02"},   {"装水电师傅", "6-29-03-02"},
                         {"送煤气罐", "4-11-02-00"},     {"看厂门", "4-07-05-01"},
                         {"守仓库", "4-07-05-01"},       {"带老人阿姨", "4-10-01-05"},
                         {"照顾老太太", "4-10-01-05"},   {"带娃阿姨", "4-10-01"},
                         {"焊不锈钢护栏", "6-18-02-04"}, {"焊耳机", "6-25-04-07"},
                         {"炒底料", "6-02-05"},          {"炒粉师傅", "4-03-02-01"},
                         {"切泡沫师傅", "6-14-02-00"},   {"切大理石小工", "6-15-02"},
                         {"搬瓷砖", "4-02-05-01"},       {"贴地砖大工", "6-29-04-01"},
                         {"洗床单", "4-10-02-02"},       {"砌围墙小工", "6-29-01-01"},
                         {"修电动车学徒", "4-12-04-01"}, {"喂料", "5-03-02-01"},
                         {"砍白菜", "5-01-02-02"},       {"传菜后生仔", "4-03-02-05"}}) {
    const std::string code = Reader().Read(c.title).code;
    EXPECT_TRUE(absl::StartsWith(code, c.code)) << c.title << " → " << code;
  }
  // The thing stands at the end, or it is another word.
  for (const char* none : {"洗衣机", "车间", "带孩子方便", "送货上门", "看中", "做人", "刷单"}) {
    EXPECT_EQ(WorkOnThing(none), "") << none;
  }
}

TEST(FactoryTrades, GoodsBeforeAWorkOnThemAreNoTitle) {
  ExpectRead({{"热水器、油烟机安装售后", "油烟机安装售后", "4-12"},
              {"空调、洗衣机上门维修", "洗衣机上门维修", "4-12"},
              {"橱柜、衣柜上门安装", "衣柜上门安装", "6-06"},
              {"老人、小孩看护阿姨", "小孩看护阿姨", "4-10"},
              {"水果、蔬菜售货", "蔬菜售货", "4-01"},
              // Alone they say what is made.
              {"热水器", "热水器", "6-24-06"}});
}

TEST(FactoryTrades, ProcessesOfOneFactoryAreSeveralJobs) {
  EXPECT_EQ(JobsIn("电热管厂缩管、填粉、弯管", Reader()),
            (std::vector<std::string>{"缩管", "填粉", "弯管"}));
  EXPECT_TRUE(JobsIn("电热管厂缩管", Reader()).empty());
  EXPECT_TRUE(JobsIn("电热管厂缩管、包吃住", Reader()).empty());
}

}  // namespace
}  // namespace laowu::intake
