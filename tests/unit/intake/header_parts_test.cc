// Headers of offices and villages that no list has: by classes of words, in any order, of two facts
// in one column; what must stay unread, since it is a cell or asks for something else; and columns
// that only their cells tell.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "intake/survey/survey_reader.h"
#include "intake/table/column_map.h"
#include "tests/support/status_matchers.h"

namespace laowu::intake {
namespace {

using ::testing::HasSubstr;
using Cells = std::vector<std::string>;

struct Read {
  Field field;
  const char* headers;  // parted by blanks
};

void ExpectAll(TableKind kind, const std::vector<Read>& cases) {
  for (const Read& each : cases) {
    for (const absl::string_view header : absl::StrSplit(each.headers, ' ')) {
      EXPECT_EQ(FieldName(MapHeader(kind, header)), FieldName(each.field)) << header;
    }
  }
}

void ExpectUnread(TableKind kind, absl::string_view headers) {
  for (const absl::string_view header : absl::StrSplit(headers, ' ')) {
    const Field field = MapHeader(kind, header);
    EXPECT_TRUE(field == Field::kUnknown || field == Field::kIgnored)
        << header << " is read as " << FieldName(field);
  }
}

TEST(HeaderParts, OfVacancies) {
  ExpectAll(TableKind::kVacancies,
            {{Field::kEmployerName,
              "用人主体 用工主体 招聘主体名称 企业简称 单位简称 公司简称 用人方 用工方名称 东家 "
              "招工门店 用工基地 招工合作社 哪家老板招的 谁家请人"},
             {Field::kOpeningCount,
              "招收人数 拟招收人数 招录名额 空缺人数 急需人数 招用名额 还差好多人 要请几个人 "
              "需要好多工人 用人名额 要几多工人"},
             {Field::kRequirements,
              "任职资格 岗位资格 应聘资格 入职条件 招工门槛 用工标准 有啥讲究 有哪样要求 "
              "有什么限制 要哪种人 学历/经验 学历及年龄"},
             {Field::kAge, "性别/年龄 年龄/性别 男女/年龄 年龄和性别要求 男的女的要几多岁"},
             {Field::kMeals, "提供餐食 包餐 是否包餐 供餐情况 管饭情况 有没有饭吃"},
             {Field::kBoardAndLodging, "管饭管住 包餐包住 吃/住 膳宿 餐食住宿 吃住得不得"},
             {Field::kAccommodation, "提供住房 有没有地方住 提供床位"},
             {Field::kWageText, "开好多钱 给好多钱一天 一个月开几多 工钱好多 出价"},
             {Field::kWageMin, "最少给好多钱"},
             {Field::kWageMax, "最高开多少钱"},
             {Field::kHours, "一天做好多小时 几点上班"},
             {Field::kNightShift, "上不上晚班"},
             {Field::kStartDate, "几时进厂"},
             {Field::kExpireDate, "招到哪天为止"},
             {Field::kWorkplace, "在哪点做活路 用人主体地址 工厂在哪个镇"},
             {Field::kTitle, "做哪样活路"},
             {Field::kRequiredSkills, "要会哪样手艺"},
             {Field::kBenefits, "住房补贴"},
             {Field::kSocialInsurance, "社保及保险 买不买社保"},
             {Field::kExperience, "要做过几年"}});
  // A cell, another's fact, or what says nothing here.
  ExpectUnread(TableKind::kVacancies,
               "企业注册资本 产品介绍词 包吃住，急招 工资面议 普工若干名 想去哪里 以前做过什么 "
               "老家在哪里 厂长姓名 填报主体 推荐单位 主管部门 帮扶干部姓名 地方特色 开户银行 "
               "车间主任 包装工 要两个师傅 长白班 中山某某厂 几个意思 什么鬼 谁的 想法 一个月 "
               "好久没来 工人情绪 库存数量表 免费工作餐 免费提供食宿");
}

// A word for the fact and one for its end, its day, its need.
TEST(HeaderParts, OfFactsAndTheirEnds) {
  ExpectAll(
      TableKind::kVacancies,
      {{Field::kMinAge, "岁数从 年龄（从） 年纪从 年龄自 周岁下限 年纪最低 岁数起 从（岁）"},
       {Field::kMaxAge,
        "岁数到 年龄（到） 年纪到 年龄至 周岁上限 年纪最高 年岁止 到（岁） 上限（周岁）"},
       {Field::kWageMin,
        "日薪低 工资（低） 日工钱低 工钱低 月薪低 时薪低 工钱从 工价低 工钱下限 下限（千） "
        "低（元/月）"},
       {Field::kWageMax,
        "日薪高 工资（高） 日工钱高 工钱高 月薪高 时薪高 工钱到 工价高 工钱封顶 上限（千） "
        "高（元/月）"},
       {Field::kWageText, "日工钱 月工钱 每天工钱 一天工钱 每月收入 天工价"},
       {Field::kOpeningCount,
        "需工 缺工 差人 要人 缺人手 需人数 还缺人手 招工名额 需要数量 用工数"},
       {Field::kMeals, "饭堂 食堂 有没有饭堂 饭菜 提供伙食"},
       {Field::kAccommodation, "宿舍 工棚 板房 床位 住处 有没有宿舍 厂里宿舍"},
       {Field::kBoardAndLodging, "饭堂宿舍 食堂住宿 宿舍饭堂"},
       {Field::kWorkplace, "工地 施工工地 干活工地 用工地 工地位置 片区"},
       {Field::kTitle, "活计 干的活 干啥 做什么"},
       {Field::kExperience, "年限 工龄 经验年限 年限要求 做过几年"},
       {Field::kStartDate, "进场 进场日 开工 开工日期 进厂日子 什么时候动工"},
       {Field::kUpdateTime, "登出日 登出日期 挂出时间 上架日期 刊登日"},
       {Field::kExpireDate, "有效到 有效至 有效日 干到啥时候 做到几月 用到啥时候 招满日期 下架日"},
       {Field::kPreferredSkills, "会啥优先 手艺优先 懂啥优先"},
       {Field::kRequirements, "别的要求 对象 招工对象 另外要求 进厂条件 人员要求 特别要求"},
       {Field::kIgnored, "对接人 对接人员 接洽人 联络人"}});
}

// Words of facts that tell none: cells, other things, ends of what is not said, two facts.
TEST(HeaderParts, PartsThatTellNothing) {
  ExpectUnread(
      TableKind::kVacancies,
      "高薪 低薪 人工 高工 工人 招人 工资日 饭堂承包 食堂阿姨 住宿费 伙食费 餐补 房租 宿舍长 "
      "工棚编号 工地主任 工地保安 对象姓名 优先 优先股 期限 合同期限 下限 上限 从 到 人数上限 "
      "做工 干到 有效 登出 进场费 开工率 地高 免费宿舍 有宿舍 食堂宿舍楼 经验优先 技术工人 "
      "年薪酬率 岁月 退伍优先 上限（台） 下限（度） 学历高 手艺高 工地食堂 从什么时候 到岗率");
}

TEST(HeaderParts, OfWorkers) {
  ExpectAll(
      TableKind::kWorkers,
      {{Field::kDesiredWage,
        "最低要好多钱 一个月要好多 起码要几多钱 好多钱才肯去 想挣好多钱 工资最少要几多"},
       {Field::kPolicyGroups, "政策类型 享受政策情况 属于哪种户 脱贫户、监测户"},
       {Field::kAvailableDate, "好久走得成 哪阵走得脱 几时可以动身 务工意愿/时间 几时得空出去"},
       {Field::kConsent,
        "签字 签字没得 签字了没有 按手印没得 授权没得 签字与否 本人签名情况 签没签字 肯不肯授权 "
        "愿不愿意登记"},
       {Field::kSkills,
        "技能及年限 现有技能/工种 会哪样活路 懂啥子技术 有哪样手艺 证书及等级 有乜嘢手艺"},
       {Field::kVillage, "户籍所在村 所属社区名称 住哪个寨子"},
       {Field::kDesiredOccupations, "想做哪行 想搞哪样"},
       {Field::kPreferredPlaces, "愿意去边度 打算去哪点打工"},
       {Field::kPastOccupation, "原来搞哪样"},
       {Field::kExperience, "做了好多年"},
       {Field::kEducation, "读了几年书"},
       {Field::kCertificate, "有哪样证"},
       {Field::kDescription, "还有哪样要说 说明情况 补充说明"},
       {Field::kNightShift, "得不得上夜班"}});
  // A cell, another's fact, or what says nothing here.
  ExpectUnread(TableKind::kWorkers,
               "签到 签证号 劳动合同签订 家庭医生签约 家属是否同意 经办人签字 户主签字 "
               "是否同意培训 承诺书 一个月挣多少 现在在哪干活 哪个厂 去过哪些地方 啥时候走的 "
               "补贴金额 土地面积 家庭收入多少 脱贫时间 政策补贴 政策宣传情况 帮扶措施 欠款多少 "
               "种几亩地 养几头牛 孩子几岁 想外出 不想去广东 免费住宿 提前走的");
}

TEST(HeaderParts, OfSurveys) {
  ExpectAll(TableKind::kSurveys, {{Field::kDescription, "说明情况 备注情况"},
                                  {Field::kEffectiveDate, "哪阵走的 哪年出去的 何时出门的"},
                                  {Field::kChannel, "跟哪个去的 哪个喊去的"},
                                  {Field::kEmployerName, "在哪家厂 工作单位简称"},
                                  {Field::kWageText, "一个月拿几多"},
                                  {Field::kOccupation, "做哪样活路"},
                                  {Field::kOutcomeType, "出去没得 回来没有 在不在家"},
                                  {Field::kWorkplace, "在边度打工"}});
  // A cell, another's fact, or what says nothing here.
  ExpectUnread(TableKind::kSurveys,
               "想去哪点 打算几时走 以前在哪个厂 社保交不交 有哪样证 村里几个组 家里几口人 "
               "去年务工地 养老保险 意愿 签字没得");
}

// The column under `header`, beside the columns that a table of the kind needs.
ColumnMeaning ColumnOf(TableKind kind, const std::string& header, const Cells& cells) {
  static const Cells kVacancy = {"岗位名称", "样例列"};
  static const Cells kPerson = {"姓名", "身份证号", "乡镇"};
  Cells names = kind == TableKind::kVacancies ? kVacancy : kPerson;
  if (kind == TableKind::kSurveys) names.emplace_back("备注");
  names.push_back(header);
  std::vector<Cells> rows;
  for (const std::string& cell : cells) {
    Cells row = kind == TableKind::kVacancies ? Cells{"普工", ""}
                                              : Cells{"王小明", "529999199001010019", "柏果镇"};
    if (kind == TableKind::kSurveys) row.emplace_back("");
    row.push_back(cell);
    rows.push_back(row);
  }
  const auto map = ColumnMap::Make(kind, names, {}, rows);
  EXPECT_TRUE(map.ok()) << map.status();
  return map.ok() ? map->columns().back() : ColumnMeaning();
}

struct Told {
  TableKind kind;
  const char* header;
  Cells cells;
  Field field;
};

TEST(HeaderParts, ContentsTellWhatNoWordDoes) {
  const std::vector<Told> kCases = {
      {TableKind::kVacancies,
       "甲",
       {"样例种植基地", "样例合作社", "样例酒店"},
       Field::kEmployerName},
      {TableKind::kVacancies,
       "甲",
       {"都管", "管住", "包吃住", "住有饭无"},
       Field::kBoardAndLodging},
      {TableKind::kVacancies, "甲", {"男/50以下", "不限 22-40", "女40以内"}, Field::kAge},
      {TableKind::kVacancies, "甲", {"18到45", "20-50", "45以内"}, Field::kAge},
      {TableKind::kVacancies,
       "甲",
       {"五险一金,双休", "包住|加班费|全勤奖", "社保；年终奖"},
       Field::kBenefits},
      {TableKind::kVacancies,
       "标签",
       {"包住|加班费|全勤奖", "五险,团建", "社保"},
       Field::kBenefits},
      {TableKind::kVacancies, "标签", {"电焊|氩弧焊", "叉车证"}, Field::kPreferredSkills},
      {TableKind::kVacancies, "甲", {"5000", "6000以上", "4500-6000"}, Field::kWageText},
      {TableKind::kVacancies, "甲", {"12", "5", "3"}, Field::kUnknown},
      {TableKind::kVacancies, "甲", {"有", "无", "有"}, Field::kUnknown},
      {TableKind::kVacancies, "注册资本", {"5000", "2000", "1500"}, Field::kUnknown},
      {TableKind::kWorkers, "甲", {"7000", "10000以上", "六千", "400/天"}, Field::kDesiredWage},
      {TableKind::kWorkers, "现在一个月挣", {"7000", "6000", "5000"}, Field::kUnknown},
      {TableKind::kWorkers, "补贴金额", {"3000元", "2000元", "3000元"}, Field::kUnknown},
      {TableKind::kWorkers, "屋头情况", {"脱贫户", "低保、残疾", "一般户"}, Field::kPolicyGroups},
      {TableKind::kWorkers, "甲", {"无", "无", "一般户"}, Field::kUnknown},
      {TableKind::kWorkers, "甲", {"花椒村", "凤鸣社区", "猴场村3组"}, Field::kVillage},
      {TableKind::kWorkers, "安置点", {"花椒村", "凤鸣社区", "猴场村"}, Field::kUnknown},
      {TableKind::kWorkers, "村组", {"花椒村", "凤鸣社区", "猴场村3组"}, Field::kVillage},
      {TableKind::kWorkers, "村组", {"营盘", "大寨子", "石门"}, Field::kHomeAddress},
      {TableKind::kWorkers, "甲", {"随时", "下个月", "7月1号后", "8月"}, Field::kAvailableDate},
      {TableKind::kWorkers, "甲", {"3月", "5月", "8月"}, Field::kUnknown},
      {TableKind::kWorkers, "培训月份", {"随时", "下个月", "8月后"}, Field::kUnknown},
      {TableKind::kWorkers, "甲", {"签了", "没签", "不签", "已签"}, Field::kConsent},
      {TableKind::kWorkers, "甲", {"同意", "不同意", "拒绝"}, Field::kConsent},
      {TableKind::kWorkers, "劳动合同", {"签了", "没签", "已签"}, Field::kUnknown},
      {TableKind::kWorkers, "村委会意见", {"同意", "同意", "不同意"}, Field::kUnknown},
      {TableKind::kWorkers, "甲", {"是", "否", "是"}, Field::kUnknown},
      {TableKind::kSurveys, "在家", {"", "√", ""}, Field::kOutcomeType},
      {TableKind::kSurveys, "在家", {"务农", "√", ""}, Field::kUnknown},
      {TableKind::kSurveys, "省外务工", {"√", "", ""}, Field::kOutcomeType},
      {TableKind::kSurveys, "甲", {"3月", "8月底", "2026年3月"}, Field::kEffectiveDate},
  };
  for (const Told& each : kCases) {
    const ColumnMeaning column = ColumnOf(each.kind, each.header, each.cells);
    EXPECT_EQ(FieldName(column.field), FieldName(each.field))
        << each.header << ": " << each.cells[0];
    if (column.by != MappedBy::kContent) continue;
    EXPECT_GE(column.confidence, 60) << each.header;
    EXPECT_THAT(column.reason, HasSubstr("content")) << each.header;
  }
}

// Two lines: the works, and for how long. In one column they are the skills.
TEST(HeaderParts, YearsOfASkillStandBesideIt) {
  const Cells header = {"姓名", "身份证号", "现有技能/工种", "现有技能/年限"};
  const std::vector<Cells> rows = {{"王小明", "529999199001010019", "砌砖", "9"},
                                   {"李小红", "529999199001010027", "电焊", "8个月"}};
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap map,
                             ColumnMap::Make(TableKind::kWorkers, header, {}, rows));
  EXPECT_EQ(map.fields()[2], Field::kSkills);
  EXPECT_EQ(map.fields()[3], Field::kExperience);
  EXPECT_EQ(ColumnOf(TableKind::kWorkers, "技能及年限", {"砌砖9年", "电焊8个月"}).field,
            Field::kSkills);
}

// A sheet to be ticked: the column 在家 as the others.
TEST(HeaderParts, ATickedStateIsTheState) {
  const Cells header = {"身份证号", "省外务工", "县内就业", "在家", "说明情况"};
  const std::vector<Cells> rows = {{"529999199001010019", "√", "", "", ""},
                                   {"529999199001010027", "", "", "√", ""},
                                   {"529999199001010035", "", "√", "", ""}};
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap map,
                             ColumnMap::Make(TableKind::kSurveys, header, {}, rows));
  const SurveyReader reader(ReadContext{absl::CivilDay(2026, 10, 31), "520281", ""});
  EXPECT_EQ(reader.Read(map.Apply(rows[0])).statement.whereabouts, Whereabouts::kAway);
  EXPECT_EQ(reader.Read(map.Apply(rows[1])).statement.whereabouts, Whereabouts::kHome);
  EXPECT_EQ(reader.Read(map.Apply(rows[2])).statement.whereabouts, Whereabouts::kLocal);
}

// Beside the state it is the place, also where the state's header is known by its words alone.
TEST(HeaderParts, WhereAboutsOfASurveyArePlacesWhereTheyNameSuch) {
  const auto fields = [](const Cells& header, const std::vector<Cells>& rows) {
    const auto map = ColumnMap::Make(TableKind::kSurveys, header, {}, rows);
    EXPECT_TRUE(map.ok()) << map.status();
    return map.ok() ? map->fields() : std::vector<Field>();
  };
  const Cells with_state = {"身份证号", "目前状况", "去向", "说明情况"};
  EXPECT_EQ(fields(with_state, {{"529999199001010019", "打工", "浙江", ""},
                                {"529999199001010027", "回来了", "原在佛山", "到屋了"}})[2],
            Field::kWorkplace);
  EXPECT_EQ(fields({"身份证号", "去向"},
                   {{"529999199001010019", "外出务工"}, {"529999199001010027", "在家"}})[1],
            Field::kOutcomeType);
}

}  // namespace
}  // namespace laowu::intake
