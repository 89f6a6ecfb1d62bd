#include "intake/skill/skill_names.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "intake/skill/skill_word_guards.h"
#include "intake/text/text.h"
#include "re2/re2.h"
#include "reference/skills.h"
#include "reference/table.h"

namespace laowu::embedded {
extern const absl::string_view kWorkersWordsTable;  // data/skills/workers_words.csv
}  // namespace laowu::embedded

namespace laowu::intake {
namespace {

using reference::Skill;
using reference::Skills;

constexpr std::size_t kHan = 3;  // bytes of an ideograph

// Ways to say one thing: "修" + X, "维修" + X, X + "维修", X + "修理".
struct Turns {
  std::vector<absl::string_view> before;
  std::vector<absl::string_view> behind;
};
const std::vector<Turns>& AllTurns() {
  static const auto* const turns = new std::vector<Turns>{
      {{"维修", "修理", "修"}, {"维修", "修理"}},
      {{"安装", "装"}, {"安装"}},
      {{"种植", "种", "栽"}, {"种植"}},
      {{"养殖", "养", "饲养"}, {"养殖", "饲养"}},
      {{"制作", "做"}, {"制作"}},
      {{"驾驶", "开", "操作"}, {"驾驶", "操作"}},
      {{"清洗", "洗"}, {"清洗"}},
  };
  return *turns;
}

// Adds the other turns of a name. One character alone takes only the short verbs: 养猪, no 猪养殖.
void AddTurns(absl::string_view name, int id, Lexicon& lexicon) {
  for (const Turns& turns : AllTurns()) {
    absl::string_view thing;
    for (absl::string_view verb : turns.before) {
      if (thing.empty() && absl::StartsWith(name, verb)) thing = name.substr(verb.size());
    }
    for (absl::string_view verb : turns.behind) {
      if (thing.empty() && absl::EndsWith(name, verb)) {
        thing = name.substr(0, name.size() - verb.size());
      }
    }
    if (thing.size() < 2 * kHan) continue;
    for (absl::string_view verb : turns.before) lexicon.Add(absl::StrCat(verb, thing), id);
    for (absl::string_view verb : turns.behind) lexicon.Add(absl::StrCat(thing, verb), id);
  }
}

bool IsVerb(absl::string_view character) {
  return absl::StrContains("会懂做当开带修装搞干打种养管跑卖", character);
}

}  // namespace

SkillNames::SkillNames() {
  std::vector<std::pair<absl::string_view, int>> all;
  for (const Skill& skill : Skills::Get().all()) {
    const int id = static_cast<int>(codes.size());
    codes.emplace_back(skill.code);
    all.emplace_back(skill.name, id);
    for (absl::string_view alias : skill.aliases) all.emplace_back(alias, id);
  }
  for (const auto& [name, id] : all) {
    of_postings.Add(name, id);
    of_people.Add(name, id);
  }
  const reference::Table words = reference::ValueOrDie(
      reference::ParseTable("workers_words", embedded::kWorkersWordsTable, {"code", "words"}));
  for (const auto& row : words.rows) {
    const auto at = std::find(codes.begin(), codes.end(), row[0]);
    if (at == codes.end()) {
      reference::DieOfBadTable(
          absl::InvalidArgumentError(absl::StrCat("workers_words: no such skill: ", row[0])));
    }
    const int id = static_cast<int>(at - codes.begin());
    for (absl::string_view word : absl::StrSplit(row[1], '|')) {
      if (!reference::IsNormalised(word) || of_people.FindExact(word) >= 0) {
        reference::DieOfBadTable(absl::InvalidArgumentError(
            absl::StrCat("workers_words: not normalised, or a name already: ", word)));
      }
      of_people.Add(word, id);
      all.emplace_back(word, id);
    }
  }
  // Last, so that no turn takes the place of a name.
  for (const auto& [name, id] : all) AddTurns(name, id, of_people);
}

std::vector<Lexicon::Hit> FindSkillNames(const Lexicon& names, absl::string_view statement) {
  std::vector<Lexicon::Hit> hits;
  for (std::size_t begin = 0; begin < statement.size();) {
    Lexicon::Hit hit = names.LongestAt(statement, begin);
    const absl::string_view first = FirstCharacters(statement.substr(begin), 1);
    if (hit.id < 0 || IsInsideAWord(statement, hit)) {
      begin += first.size();
      continue;
    }
    if (IsVerb(first)) {
      const Lexicon::Hit behind = names.LongestAt(statement, begin + first.size());
      if (behind.id >= 0 && behind.end > hit.end) hit = behind;
    }
    hits.push_back(hit);
    begin = hit.end;
  }
  return hits;
}

namespace {

// Names that are something else beside these words: 车位 is a sewer's place and a car's, 车衣
// sewing and a film on a car. Of `skill`, where one is named, else none. Of the rows of one name
// the first that fits counts.
struct OtherThing {
  absl::string_view names;  // "|" between them
  const char* before;       // ends in; nullptr: not asked
  const char* behind;       // begins with
  const char* around;       // holds
  absl::string_view skill;
};
constexpr const char* kClothes =
    "服装|制衣|衣厂|衣服|衣车|针织|内衣|牛仔|时装|童装|羽绒|缝纫|平车|冚车|车缝|锁边|四线|校服|鞋|"
    "箱包|"
    "皮具|手袋|皮包|窗帘|家纺|沙发";
constexpr const char* kWood = "家具|家私|木器|红木|实木|沙发|橱柜|木门|衣柜";
constexpr const char* kSite =
    "工地|厂里|食堂|饭堂|工人|项目部|(?:\\d{2,3}|[十百])(?:多|来)?号?个?人";
constexpr OtherThing kOtherThings[] = {
    {"车位", "(?:停|泊|地下|小区|商场|充电|雷达|超声波|视觉|自动|固定|产权|智能)$",
     "^(?:、?(?:销售|出售|租|出租|算法|感知|检测|识别|引导|管理|收费|费|经理|顾问|运营|规划|锁|"
     "被占|"
     "紧张|免费|充足|号))",
     nullptr, ""},
    {"车衣", "(?:隐形|汽车|改色|透明|贴|漆面|[，,、/和]?车膜[、/和]?)$",
     "^(?:、?(?:车膜|膜|改色|贴|施工|门店|店|镀晶|美容|技师|销售|产品|品牌))", nullptr, ""},
    {"防水", "消$", nullptr, nullptr, ""},
    {"修车", nullptr, "^(?:间|床)", nullptr, ""},
    {"会计", nullptr, "^(?:较|划)", nullptr, ""},
    {"管工", "(?:主|保|看|监)$", nullptr, nullptr, ""},
    {"看门", nullptr, "^(?:诊|市|面|店)", nullptr, ""},
    {"水电", "(?:包|含|免|扣|交|管|出)$",
     "^(?:站|厂|局|公司|费|自理|平摊|全免|免费|免|分摊|补贴|自付|全包|都包)",
     "住|宿|费|房|租|元|块", ""},
    {"务农|种地|种田|干农活", "(?:家里?|回来|村里?)$", nullptr, nullptr, ""},
    {"家务", nullptr, "^(?:农|工)", nullptr, ""},
    {"农活", "(?:家里?|回来|村里?)(?:干|做|忙)?$", nullptr, nullptr, ""},
    {"绣花", "(?:会|手工|能)$", nullptr,
     "苗绣|手绣|刺绣|蜡染|鞋垫|十字绣|马尾绣|布依绣|侗绣|彝绣|水族绣", "蜡染刺绣"},
    {"贴膜", "(?:汽车|车窗|车身|车|玻璃|隐形|改色)$", nullptr, nullptr, "洗车美容"},
    {"贴膜", nullptr, nullptr, "手机|平板|电脑|钢化|屏", "手机电脑维修"},
    {"做房", nullptr, "^(?:屋|产|地产|子|东)", nullptr, ""},
    {"组长", "(?:村民|村民小|村|寨|生产队|村小)$", nullptr, nullptr, ""},
    {"行车", "(?:安全|文明|驾驶)$", "^(?:安全|记录|证)", nullptr, ""},
    {"行政", nullptr, "^(?:村|区)", nullptr, ""},
    {"小工", "(?:(?:带|配|找|请)(?:[一两几]?个)?|漆|汽修|美容|洗车|厨房|后厨|理发|维修|机修|车间)$",
     "^(?:具|厂)", nullptr, ""},
    {"挡车|挡车工", "(?:绣花|定型机?|印花|染色|烫金)$", nullptr, nullptr, ""},
    // A lockstitch machine of two needles; work by hand; lamps that are wired on the spot.
    {"双针", "平(?:缝|车)(?:机)?(?:、|和|/)?$", "^(?:、|和|/)?平(?:缝|车)", nullptr, ""},
    {"织布", "(?:土|手工|老式|家里)$", nullptr, "蜡染|刺绣|民族|手工|土布|苗|布依|绣", ""},
    {"装灯", nullptr, nullptr, "厂|车间|流水线|灯饰|灯具", "灯具装配"},
    {"装灯", nullptr, nullptr, "接线|接电|水电|电工|电路|开关|插座|布线|拉线|上门|家装|装修",
     "灯具安装"},
    {"车工", nullptr, nullptr, kClothes, "平车"},
    {"车工", "(?:绞|铲|装|卸|拉|吊|矿|推|平|衣|跟|发|罐|翻)$", nullptr, nullptr, ""},
    {"装配|组装|装配工|组装工|总装", nullptr, nullptr, "灯饰|灯具|灯厂", "灯具装配"},
    {"装配|组装|装配工|组装工|总装", nullptr, nullptr, "家电|电器厂|空调厂|风扇", "家电装配"},
    {"装配|组装|装配工|组装工|总装", nullptr, nullptr, "锁厂|锁具|智能锁|指纹锁", "锁具装配"},
    // Anything is put together in the end; a car where it is named.
    {"总装", nullptr, nullptr, "汽车|整车|车身|轿车|客车|卡车|主机厂|底盘|比亚迪|广汽", "汽车装配"},
    {"总装", "", nullptr, nullptr, ""},
    {"从业资格证", "(?:会计|证券|基金|银行|保险|导游|教师|护士|房产|经纪|押运员?)$", nullptr,
     nullptr, ""},
    // Who was something else at a mine did not cut coal.
    {"煤矿", nullptr, nullptr,
     "机电|电工|机修|维修|通风|皮带|绞车|运输|掘进|瓦检|瓦斯|打钻|放炮|支护|监控|安全员|地面|"
     "食堂|煮饭|做饭|保安|门卫|洗煤|选煤|开车|司机|铲车|焊",
     ""},
    {"上岗证", "(?:会计|出纳|教师|导游|保育员?|护士|客服)$", nullptr, nullptr, ""},
    {"驾照|驾驶证",
     "(?:[ab][123]|拖拉机|收割机|农机|摩托车?|三轮车?|叉车|挖机|船舶?|客车|半挂车?)$",
     "^[:(]?[abd][1-4]?(?:[^a-z0-9]|$)", nullptr, ""},
    {"油漆|油漆工", nullptr, nullptr, kWood, "家具油漆"},
    {"打磨|打磨工", nullptr, nullptr, "家具|木器|红木|实木", "木器打磨"},
    {"喷漆", nullptr, nullptr, "汽车|汽修|钣金|车身", "汽车喷漆"},
    {"木工", nullptr, nullptr, "工地|建筑|支模|模板", "模板支护"},
    {"装模", nullptr, nullptr, "工地|模板|木工|钢筋", "模板支护"},
    {"下料", "上$", nullptr, nullptr, ""},  // 上下料 feeds any machine
    {"开料", nullptr, nullptr, "皮具|皮料|皮革|手袋|箱包", "箱包制作"},
    {"木工", nullptr, nullptr, "装修|装潢", "装修木工"},
    // A works' quarter; a perk; one's own board; robots of a make of controls.
    {"电镀", nullptr,
     "^(?:(?:工业)?(?:园|城|基地|产业|集控|专业)|区|厂?的?(?:污水|废水|废气)|厂(?:食堂|饭堂|宿舍|"
     "保安|门卫|保洁|文员|司机|厨))",
     nullptr, ""},
    {"养鸡|养鸭|养鱼|养猪|喂鸡|种菜|种地",
     "(?:^|[^我都也还])(?:可|允许|空地|有地方?|菜地|(?:房|屋|宿舍|旁边|门口|周围|工余|闲时|业余)(?:"
     "边|"
     "后|前|有地)?(?:可以?|能))(?:自己|自家)?(?:养点?鸡鸭?|养鸭|养鱼|养猪|种点?菜|种地|[、和及])*$",
     nullptr, nullptr, ""},
    {"做饭|煮饭", "(?:自己|自行|自家|各自|宿舍[里内]?可以?|开火|饭自己)$", nullptr, nullptr, ""},
    {"发那科|fanuc|三菱系统", nullptr, nullptr, "机器人|机械手|机械臂|示教|abb|库卡|kuka|安川",
     "机器人机械手"},
    // Ships and steel frames go over no line.
    {"装配|组装|装配工|组装工", nullptr, nullptr, "铆工|船厂|船舶|造船|船体|钢结构|钢构", ""},
    // What is mended is not sewn on, and no computer.
    {"修电脑|电脑维修|电脑|会电脑", nullptr,
     "^(?:平车|针车|衣车|缝|花样机|套结|横机|锣|绣|裁床|开袋|罗拉|双针|高车|高头车|冚车|锁眼|钉扣|"
     "打枣|"
     "车(?:$|、|针))",
     nullptr, ""},
    {"平车|针车|双针|冚车|锁边|打边|四线锁边|打边车|锁边车|衣车",
     "(?:^|[^装进专])(?:修|维修|修理|维护|检修|会调)(?:各类|各种|电脑|直驱|普通|高速|平车|针车|"
     "衣车|[、和及/]"
     ")*$",
     nullptr, nullptr, "衣车维修"},
    {"做饭|煮饭", nullptr, nullptr, kSite, "大锅菜"},
    {"服务员", "客房$", nullptr, nullptr, "客房整理"},
    {"调机", nullptr, nullptr, "cnc|数控|车床|冲床|冲压|折弯|模切|包装机|印刷", ""},
    {"啤机", nullptr, nullptr, "纸|彩盒|印刷|模切|包装厂|吊牌|不干胶|刀模", "模切"},
    {"啤机", nullptr, nullptr, "皮料|皮革|皮具|手袋|鞋", ""},
    // Whoever keeps books takes no money at a till.
    {"收款", "(?:银行|应|货款|客户|销售|催|项目|工程|合同|账期|发票)$",
     "^(?:、|和|与|及)?(?:凭证|单据?|账|款|条件|方式|对账|核|情况|计划|进度|跟进|回款|付款|收据|"
     "合同|业务|记录|开票|发票|率)",
     "凭证|付款|对账|财务|会计|开票|发票|应收|回款|货款|合同|客户", ""},
    // Of a workshop; what accounts, sales and personnel count is their own.
    {"统计|报表", nullptr, nullptr, "生产|车间|产量|工序|计件", "生产统计"},
    {"统计|报表|做报表",
     "(?:数据|考勤|工时|业绩|销售|财务|会计|税务|人事|客户|市场|信息|流量|运营|广告|费用|成本|工资|"
     "薪资|绩效|分析|各类|各项|相关|管理|月度|年度|季度|经营|采购|库存|仓库|订单|资料|审计|合并|"
     "纳税|资金|日|周|月|年|出勤|人数|员工|制作|编制|出具)$",
     "^(?:学|局|专业|法|分析|数据|客户|销售|考勤|员工|信息|工时|工资|、?会计|的?编制|及?分析)",
     nullptr, ""},
    {"讲解", nullptr, "^员", "导游|景区|景点|展厅|展馆|博物馆|纪念馆|旅游|旅行社", "导游讲解"},
    {"讲解", "", nullptr, nullptr, ""},  // of goods, films, lessons
    {"前台", nullptr,
     "^(?:系统|开发|页面|界面|模块|代码|程序|功能|技术|框架|架构|语言|交互|展示|网站|研发|数据|"
     "[、与和]?后台)",
     nullptr, ""},
    {"电商", "(?:做过?|搞过?|干过?|开|会|懂)$", nullptr, nullptr, "网店运营"},
    {"电商", "", nullptr, nullptr, ""},  // a line of business
    {"隧道", nullptr,
     "^(?:口|站|路|附近|对面|旁|入口|出口|公交|[一二三四五六七八九十\\d]+(?:号?线|路))",
     "公交|地铁|巴士|坐车|乘车", ""},
    {"床垫", "(?:送|发|提供|自带|自备|买)$", nullptr,
     "自购|自备|自带|自理|被子|被褥|枕头|席子|蚊帐|宿舍|床单", ""},
    // Whom to ask: 人事部王小姐, 行政部报名.
    {"人事|行政", nullptr,
     "^(?:部(?:门|收|报|面|咨|联|电|登|填|处|办|[、:]|$)|部?\\p{Han}{1,2}(?:小姐|先生|女士|姐|哥|"
     "老师)|"
     "部\\p{Han}{1,2}(?:经理|主管|主任))",
     nullptr, ""},
    {"考勤", "(?:遵守|全勤|打卡|按时|弹性)$", "^(?:制度|机|打卡|纪律|奖|良好)", nullptr, ""},
};

// Goods and works, which beside a trade only say where it is done: 灯饰打磨, 煤矿支护工.
bool IsGoods(absl::string_view name) {
  for (absl::string_view goods : {"灯饰", "做灯饰", "做灯具", "铝合金", "电商", "光伏", "幕墙"}) {
    if (name == goods) return true;
  }
  return absl::StartsWith(name, "煤矿") || absl::StartsWith(name, "井下") ||
         absl::EndsWith(name, "厂") || absl::EndsWith(name, "工地");
}

// "美容仪器", "吊装设备销售", "叉车租赁": the goods of a trade, which somebody sells or buys. Who
// works them (注塑设备操作) does the trade.
bool IsTradeIn(absl::string_view before, absl::string_view name, absl::string_view behind) {
  static const RE2 goods(
      R"(^(?:类|等)?(?:设备|仪器|原料|原材料|材料|配件|零配件|器材|用品|产品|耗材|机械|器械)(?:$|、|的?(?:销售|业务|贸易|外贸|内贸|代理|经销|批发|推广|市场|采购|租赁|行业|公司|厂家|研发|售前|报价|招商|渠道)))");
  static const RE2 dealt_in(
      R"(^(?:类|等)?(?:的)?(?:销售|租赁|代理|经销|批发|外贸|业务员|市场|厂家|品牌|行业|公司|研发|招商))");
  // Each match begins so.
  if (!StartsWithAny(
          behind, {"类",   "等",   "的",   "设备", "仪器", "原",   "材料", "配件", "零配", "器",
                   "用品", "产品", "耗材", "机械", "销售", "租赁", "代理", "经销", "批发", "外贸",
                   "业务", "市场", "厂家", "品牌", "行业", "公司", "研发", "招商"})) {
    return false;
  }
  const re2::StringPiece piece(behind.data(), behind.size());
  if (RE2::PartialMatch(piece, goods)) {
    return !EndsWithAny(before, {"操作", "使用", "会", "会开", "操控", "能开"});
  }
  // A thing, and no work: 收银销售 is two works.
  return EndsWithAny(name,
                     {"车", "机", "床", "梯", "灯", "锅", "炉", "泵", "桩", "空调", "吊装"}) &&
         RE2::PartialMatch(piece, dealt_in);
}

struct Compiled {
  const OtherThing* thing;
  std::unique_ptr<RE2> before;
  std::unique_ptr<RE2> behind;
  std::unique_ptr<RE2> around;
};

std::unique_ptr<RE2> PatternOf(const char* text) {
  return text == nullptr ? nullptr : std::make_unique<RE2>(text);
}

bool Matches(const std::unique_ptr<RE2>& pattern, absl::string_view text) {
  return pattern != nullptr && RE2::PartialMatch({text.data(), text.size()}, *pattern);
}

// What the words around say of a name; nullptr if nothing.
const OtherThing* OtherThingOf(absl::string_view statement, const Lexicon::Hit& hit) {
  static const auto* const things = [] {
    auto* by_name = new absl::flat_hash_map<absl::string_view, std::vector<const Compiled*>>;
    for (const OtherThing& thing : kOtherThings) {
      const auto* const compiled = new Compiled{&thing, PatternOf(thing.before),
                                                PatternOf(thing.behind), PatternOf(thing.around)};
      for (absl::string_view name : absl::StrSplit(thing.names, '|')) {
        (*by_name)[name].push_back(compiled);
      }
    }
    return by_name;
  }();
  const auto found = things->find(statement.substr(hit.begin, hit.end - hit.begin));
  if (found == things->end()) return nullptr;
  constexpr std::size_t kFar = 1'500;  // bytes; what is farther off speaks of another thing
  const std::size_t from = hit.begin > kFar ? hit.begin - kFar : 0;
  const absl::string_view before = statement.substr(from, hit.begin - from);
  const absl::string_view behind = statement.substr(hit.end, kFar);
  for (const Compiled* one : found->second) {
    if (Matches(one->before, before) || Matches(one->behind, behind) ||
        Matches(one->around, before) || Matches(one->around, behind)) {
      return one->thing;
    }
  }
  return nullptr;
}

}  // namespace

bool SpeaksOfSewing(absl::string_view text) {
  static const auto* const words =
      new std::vector<absl::string_view>(absl::StrSplit(kClothes, '|'));
  return std::any_of(words->begin(), words->end(),
                     [&](absl::string_view word) { return Holds(text, word); });
}

void SettleByOtherWords(absl::string_view statement, const Lexicon& names,
                        std::vector<Lexicon::Hit>& hits) {
  std::vector<Lexicon::Hit> kept;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const absl::string_view name = statement.substr(hits[i].begin, hits[i].end - hits[i].begin);
    if (i + 1 < hits.size() && hits[i].end == hits[i + 1].begin && IsGoods(name)) continue;
    if (IsTradeIn(statement.substr(0, hits[i].begin), name, statement.substr(hits[i].end)))
      continue;
    const OtherThing* const thing = OtherThingOf(statement, hits[i]);
    if (thing != nullptr && thing->skill.empty()) continue;
    if (thing != nullptr) hits[i].id = names.FindExact(thing->skill);
    kept.push_back(hits[i]);
  }
  hits = std::move(kept);
}

namespace {

// What means a skill only as the whole of a clause: in a sentence, 水电 is a bill and 驾驶 a cabin.
struct WholeClause {
  absl::string_view clause;
  absl::string_view skill;
};
constexpr WholeClause kWholeClauses[] = {
    {"水电", "水电安装"},     {"驾驶", "小型汽车驾驶"}, {"驾驶技术", "小型汽车驾驶"},
    {"开车", "小型汽车驾驶"}, {"焊接", "电焊"},         {"焊接技术", "电焊"},
    {"测量", "工程测量"},     {"食用菌", "食用菌种植"}, {"食用菌技术", "食用菌种植"},
    {"中药材", "中药材种植"}, {"茶叶", "茶叶种植"},     {"财务", "记账会计"},
    {"安全员", "施工安全"},   {"资料员", "工程资料"},   {"驾驶员", "小型汽车驾驶"},
    {"司机", "小型汽车驾驶"},
};

// A part of a list without what stands around its name.
struct Part {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool named = false;
};

std::vector<Part> PartsOf(absl::string_view statement, const std::vector<Lexicon::Hit>& hits) {
  static const RE2 part(R"((?:^|、|和|跟|及)([^、和跟及(]+))");
  static const RE2 lead(
      R"(^(?:我|本人|自己|还|也|都|就|会|能|可以|可|懂|略懂|擅长|熟悉|熟练|以前|曾经?|一点|点)+)");
  static const RE2 tail(
      R"((?:等等?|之类的?|都会|都行|都可以|都能|都懂|都做过?|也会|也行|也可以|也能|技术|的活儿?|(?:\d{1,2}|[一二两三四五六七八九十]{1,2})年|多)+$)");
  std::vector<Part> parts;
  re2::StringPiece rest(statement.data(), statement.size());
  re2::StringPiece words;
  while (RE2::FindAndConsume(&rest, part, &words)) {
    Part one;
    re2::StringPiece name = words;
    RE2::Consume(&name, lead);
    re2::StringPiece found;
    std::size_t size = name.size();
    if (tail.Match(name, 0, name.size(), RE2::UNANCHORED, &found, 1)) {
      size = static_cast<std::size_t>(found.data() - name.data());
    }
    one.begin = static_cast<std::size_t>(name.data() - statement.data());
    one.end = one.begin + size;
    one.named = std::any_of(hits.begin(), hits.end(), [&](const Lexicon::Hit& hit) {
      return hit.begin < one.end && hit.end > one.begin;
    });
    parts.push_back(one);
  }
  return parts;
}

// The verb that a part begins with: 修 of 修电视; empty if it begins with none.
absl::string_view VerbOf(absl::string_view part) {
  for (absl::string_view verb : {"维修", "修理", "安装", "种植", "养殖", "驾驶", "制作", "操作"}) {
    if (absl::StartsWith(part, verb)) return verb;
  }
  for (absl::string_view verb : {"修", "装", "开", "做", "种", "养", "打", "贴", "焊", "喂", "卖",
                                 "砌", "刷", "刮", "摘", "带"}) {
    if (absl::StartsWith(part, verb)) return verb;
  }
  return {};
}

absl::string_view TrailingVerbOf(absl::string_view part) {
  for (absl::string_view verb :
       {"维修", "修理", "安装", "种植", "养殖", "驾驶", "制作", "加工", "操作"}) {
    if (absl::EndsWith(part, verb)) return verb;
  }
  return {};
}

// The skill of a part that is no name by itself, -1 if it is none: by the whole of the clause, by
// the verb of a part before it, by that of one behind it.
int IdOfPart(absl::string_view statement, const std::vector<Part>& parts, std::size_t at,
             const Lexicon& names) {
  const auto words = [&](const Part& part) {
    return statement.substr(part.begin, part.end - part.begin);
  };
  const absl::string_view name = words(parts[at]);
  absl::string_view clause = name;
  if (absl::StartsWith(clause, "做") || absl::StartsWith(clause, "搞")) clause.remove_prefix(kHan);
  // "驾驶(B2)": what it is that they drive.
  static const RE2 larger(R"((?:^|[^a-z0-9])[ab][123])");
  for (const WholeClause& one : kWholeClauses) {
    if (clause != one.clause) continue;
    const bool drives = one.skill == "小型汽车驾驶" &&
                        RE2::PartialMatch({statement.data(), statement.size()}, larger);
    return drives ? -1 : names.FindExact(one.skill);
  }
  constexpr std::size_t kLongest = 8 * kHan;
  if (name.empty() || name.size() > kLongest) return -1;
  for (std::size_t i = at; i-- > 0;) {
    const absl::string_view verb = VerbOf(words(parts[i]));
    if (!parts[i].named || verb.empty()) continue;
    const int id = names.FindExact(absl::StrCat(verb, name));
    if (id >= 0) return id;
    break;
  }
  for (std::size_t i = at + 1; i < parts.size(); ++i) {
    const absl::string_view verb = TrailingVerbOf(words(parts[i]));
    if (parts[i].named && !verb.empty()) return names.FindExact(absl::StrCat(name, verb));
  }
  return -1;
}

}  // namespace

void AddListedNames(absl::string_view statement, const Lexicon& names,
                    std::vector<Lexicon::Hit>& hits) {
  const std::vector<Part> parts = PartsOf(statement, hits);
  const std::size_t known = hits.size();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].named || parts[i].begin == parts[i].end) continue;
    const int id = IdOfPart(statement, parts, i, names);
    if (id >= 0) hits.push_back({parts[i].begin, parts[i].end, id});
  }
  if (hits.size() == known) return;
  std::sort(hits.begin(), hits.end(), [](const Lexicon::Hit& one, const Lexicon::Hit& other) {
    return one.begin < other.begin;
  });
}

}  // namespace laowu::intake
