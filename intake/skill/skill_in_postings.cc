#include "intake/skill/skill_in_postings.h"

#include <cstddef>

#include "absl/strings/match.h"
#include "intake/skill/last_said.h"
#include "intake/skill/skill_papers.h"
#include "intake/text/re2_piece.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

// Names of people, by their last character: 班组长, 采购员, 厨师, 电工.
bool NamesAPerson(absl::string_view name) {
  return EndsWithAny(name, {"长", "员", "师", "工", "匠", "嫂", "仓管", "督导", "师傅", "主播"});
}

// What a statement says anywhere, whichever of its names is looked at.
struct SaidInStatement {
  static constexpr absl::string_view kExperience[] = {"经验", "经历", "工作过", "做过",
                                                      "干过", "从业", "上过班"};
  static constexpr absl::string_view kWays[] = {"地铁", "brt", "公交", "路线", "站台", "号线"};
  static constexpr absl::string_view kPanels[] = {"搭", "安装",   "施工", "制作",
                                                  "焊", "做彩钢", "拆"};
  static constexpr absl::string_view kFrames[] = {"门",   "窗",   "阳台", "阳光房", "幕墙",
                                                  "护栏", "隔断", "吊顶", "型材"};
  static constexpr absl::string_view kWalls[] = {"布线", "布管", "线管", "水电",
                                                 "打压", "穿线", "墙"};

  explicit SaidInStatement(absl::string_view statement)
      : experience(statement, kExperience),
        ways(statement, kWays),
        panels(statement, kPanels),
        frames(statement, kFrames),
        walls(statement, kWalls) {}

  LastSaid experience;
  LastSaid ways;
  LastSaid panels;
  LastSaid frames;
  LastSaid walls;
};

// The firm's or a shop's trade: 火锅店, 电镀厂, 理发店, and where somebody calls from (快递站招,
// 电商仓库招). Who is to have worked there has done it.
bool NamesAPlace(SaidInStatement& said, absl::string_view before, absl::string_view name,
                 absl::string_view behind) {
  if (EndsWithAny(name, {"站", "仓库", "冷库", "工地", "驿站"}) &&
      StartsWithAny(behind,
                    {"招", "急招", "诚招", "请", "找", "聘", "诚聘", "急聘", "需要", "要人"})) {
    return true;
  }
  if (!StartsWithAny(behind, {"店", "厂", "城", "馆", "铺", "公司", "集团", "门店", "市场", "商行",
                              "园区", "工业园", "产业园", "基地", "连锁", "世界", "广场"})) {
    return false;
  }
  return !said.experience.IsBehind(before.size() + name.size()) &&
         !EndsWithAny(before, {"做过", "干过", "开过"});
}

// Whom the worker follows, helps or asks: 服从班组长安排, 协助采购经理, 店长交办.
bool NamesOtherPeople(absl::string_view before, absl::string_view name, absl::string_view behind) {
  const bool person = NamesAPerson(name);
  const bool office =
      StartsWithAny(behind, {"部", "经理", "主管", "总监", "总经理", "科", "处", "团队", "同事",
                             "人员", "老师", "组长", "班长", "师傅", "负责人", "领导", "顾问"});
  if (person &&
      StartsWithAny(behind, {"安排",   "的安排", "分配",   "的分配", "指挥", "的指挥", "带领",
                             "的领导", "领导",   "指导",   "的指导", "交办", "交代",   "指派",
                             "调配",   "带教",   "一对一", "手把手", "带你", "带着"})) {
    return true;
  }
  if ((person || office) &&
      EndsWithAny(before, {"服从", "听从", "配合", "协助", "辅助", "协同", "跟随", "协调", "对接",
                           "联系", "上报", "报告", "汇报", "帮助"})) {
    return true;
  }
  // Of a trade alone, "与电工" may list what is asked for.
  return office && EndsWithAny(before, {"与", "和", "同", "向", "由", "给"});
}

// 缝纫机装配, 冲床、注塑机维修: what is made, mended or fitted is no trade of whoever does that.
bool IsMadeOrMended(absl::string_view before, absl::string_view name, absl::string_view behind) {
  if (EndsWithAny(name, {"机", "床", "锯", "炉", "泵"}) &&
      EndsWithAny(before, {"修", "维修", "检修", "保养", "修理", "维护", "装配"})) {
    return true;
  }
  constexpr std::size_t kFarthest = 192;  // bytes, which `done_to` does not reach beyond
  if (!EndsWithAny(name,
                   {"机", "床", "车", "锯", "炉", "泵", "设备", "机器人", "流水线", "生产线"}) ||
      !SaysAny(behind.substr(0, kFarthest), {"维修", "检修", "保养", "装配", "组装", "制造", "生产",
                                             "维护", "修理", "安装", "研发", "设计"})) {
    return false;
  }
  // Verbs: 装车, 洗车, 修车.
  if (StartsWithAny(name, {"装", "卸", "上", "下", "修", "洗", "送", "调", "开", "踩", "拉"}) ||
      EndsWithAny(before, {"会", "开", "操作", "熟练", "懂", "使用", "踩", "能"})) {
    return false;
  }
  static const RE2 done_to(
      R"(^(?:[、和及与][^、和及与]{1,6}){0,5}(?:等?(?:设备|机器|产品)?的?)(?:维修|检修|保养|装配|组装|制造|生产|维护|修理|安装|研发|设计)(?:$|[^证]))");
  return RE2::PartialMatch(Piece(behind), done_to);
}

// Names that go on behind what is a name: 电脑|锯, 洗衣|机. And those that are a part of an
// address.
bool GoesOn(absl::string_view name, absl::string_view behind) {
  if (behind.empty()) return false;
  if (name == "电脑" || name == "会电脑" || name == "懂电脑") {
    return StartsWithAny(behind,
                         {"锯", "锣",   "横", "针",   "车",   "平", "绣",   "刻", "雕", "裁",
                          "切", "开料", "粉", "主",   "城",   "桌", "椅",   "包", "台", "房",
                          "缝", "花",   "袜", "打样", "配件", "割", "机箱", "灯", "秤", "提花"});
  }
  if (name == "洗衣")
    return StartsWithAny(behind, {"机", "液", "粉", "服务", "免", "做饭", "方便"});
  if (name == "印刷" || name == "印刷机")
    return StartsWithAny(behind, {"电路", "线路", "板", "锡"});
  if (IsBareLicenceClass(name)) {
    return behind[0] == '-' || (behind[0] >= '0' && behind[0] <= '9') ||
           StartsWithAny(behind, {"栋",   "座",   "区",   "层",   "楼",   "馆", "口", "门",
                                  "厂",   "号",   "幢",   "单元", "室",   "铺", "档", "线",
                                  "出口", "地块", "车间", "仓",   "快线", "路"});
  }
  return false;
}

// What the house gives (下井补贴 as well), and goods that are no trade alone.
bool IsOfTheHouse(SaidInStatement& said, absl::string_view before, absl::string_view name,
                  absl::string_view behind) {
  if (StartsWithAny(behind, {"补贴", "津贴", "有补贴", "有津贴", "补助"}) &&
      !EndsWithAny(name, {"证", "照"})) {
    return true;
  }
  if (IsBareLicenceClass(name)) return said.ways.IsAnywhere();
  if (absl::StartsWith(name, "彩钢")) {
    return absl::StartsWith(behind, "房") && !said.panels.IsAnywhere();
  }
  if (name == "铝合金") return !said.frames.IsAnywhere();
  if (name == "蛋糕" || name == "面包" || name == "奶茶" || name == "月饼") {
    return EndsWithAny(before,
                       {"生日", "送", "免费", "提供", "发", "中秋", "节日", "有", "下午茶"});
  }
  if (name == "带队" || name == "驻厂") {
    return EndsWithAny(before, {"老师", "学校", "专人", "有人", "公司", "统一", "专车", "领导"}) ||
           StartsWithAny(behind, {"老师", "管理", "接", "人员接", "车"});
  }
  // A carton's printer slots in the same breath.
  if (name == "印刷" || name == "印刷机") return absl::StartsWith(behind, "开槽");
  return name == "开槽" && said.walls.IsAnywhere();
}

// 电工已招满, 焊工暂不招: whom the text asks for no more. Not of 暂不招学徒, 不招生手, who are
// others.
bool IsTakenAlready(absl::string_view behind) {
  constexpr std::size_t kFarthest = 60;  // bytes
  behind = behind.substr(0, kFarthest);
  static const RE2 taken(
      R"(^(?:师傅|学徒|工人|人员|工|岗位|岗|职位)?(?:都|也|目前|现在|现)?(?:(?:已经?|都)?(?:招满|招够|招齐|招到|满员|满人|够人|够了|满了|有人了|停招)|已满|(?:暂时?|已)?不(?:再)?(?:招|要|缺|需要?)(?:人|了|$|[,，。;；、!！])))");
  return SaysAny(behind, {"满", "够", "齐", "停招", "招到", "有人", "不"}) &&
         RE2::PartialMatch(Piece(behind), taken);
}

// The boss of a site whom the text praises (包工头不拖), and guests whom a shop receives
// (接待进店顾客): no foreman and no front office is asked for.
bool SaysNothingOfWhoComes(absl::string_view before, absl::string_view name,
                           absl::string_view behind) {
  if (name == "包工头") {
    return !EndsWithAny(before, {"招", "聘", "诚招", "当过", "做过", "干过", "是", "会"});
  }
  return name == "接待" && StartsWithAny(behind, {"进店", "到店", "来店", "顾客", "客户", "客人",
                                                  "买家", "游客", "学员", "家长", "患者", "病人",
                                                  "食客", "宾客", "会员", "病患", "看房"});
}

}  // namespace

std::string WithoutWhereToAsk(std::string text) {
  static const RE2 where(
      R"((?:门卫|保安|前台|人事|食堂|厨房|办公室)(?:处|室|亭|岗亭|那里|部)?(?:打电话|打电活|报名|登记|咨询|询问|联系|填表|集合|问)|(?:门卫|保安)(?:处|室|亭))");
  if (SaysAny(text, {"门卫", "保安", "前台", "人事", "食堂", "厨房", "办公室"})) {
    RE2::GlobalReplace(&text, where, ",");
  }
  return text;
}

void DropWhatIsNoSkillThere(absl::string_view statement, std::vector<Lexicon::Hit>& hits) {
  SaidInStatement said(statement);
  std::erase_if(hits, [&](const Lexicon::Hit& hit) {
    const absl::string_view before = statement.substr(0, hit.begin);
    const absl::string_view name = statement.substr(hit.begin, hit.end - hit.begin);
    const absl::string_view behind = statement.substr(hit.end);
    return GoesOn(name, behind) || NamesAPlace(said, before, name, behind) ||
           NamesOtherPeople(before, name, behind) || IsMadeOrMended(before, name, behind) ||
           IsOfTheHouse(said, before, name, behind) || IsTakenAlready(behind) ||
           SaysNothingOfWhoComes(before, name, behind);
  });
}

}  // namespace laowu::intake
