#include "intake/occupation/factory_trades.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "intake/occupation/title_rules.h"
#include "intake/occupation/verb_cues.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

constexpr std::size_t kIdeograph = 3;  // bytes

// By the words of a factory's name; the first counts, so what a thing is made for stands before
// what it is made of (瓷砖 before 砖厂, 电水壶 before 水壶). Only where what the factory's own
// hands do is of one middle class.
constexpr Cue kFactories[] = {
    {"机械|设备|机床|包装厂|配件厂|加工厂$", ""},
    {"玩具|公仔|积木", "6-09-05-00"},
    {"灯饰|灯具|照明|灯串|灯带|灯条|灯厂|led|台灯|吊灯|路灯|灯管", "6-24-07-02"},
    {"马达|电机厂|微电机|转子|定子", "6-24-01-00"},
    {"变压器|互感器", "6-24-02-01"},
    {"配电|开关柜|成套|断路器|插座|开关厂", "6-24-02-02"},
    {"电池|锂电", "6-24-04-00"},
    {"电线|电缆|线束|线材|数据线|插头", "6-24-03-01"},
    {"空调", "6-24-05-02"},
    {"冰箱|冷柜", "6-24-05-01"},
    {"洗衣机", "6-24-05-03"},
    {"热水器|燃气|烟机|灶具|炉具", "6-24-06-00"},
    {"电热管|发热管|家电|电器|电饭煲|电饭锅|风扇|吹风机|破壁机|电水壶|电热水壶|电磁炉|微波炉|厨电",
     "6-24-05-04"},
    {"线路板|电路板|pcb|fpc", "6-25-01-13"},
    {"电容", "6-25-01-01"},
    {"电感|磁环|线圈", "6-25-01-10"},
    {"连接器|接插件", "6-25-01-11"},
    {"液晶|触摸屏|显示屏|背光", "6-25-02-03"},
    {"电子|手机|充电器|电源|数码|适配器|耳机|音箱|音响|喇叭", "6-25-04-07"},
    {"制衣|服装|内衣|牛仔|衬衫|时装|服饰|童装|校服|羽绒服|羽绒被|床品|家纺|窗帘|布艺|帐篷|手套",
     "6-05-01-03"},
    {"毛织|毛衫|羊毛衫|针织|袜厂|袜业", "6-04-04"},
    {"鞋厂|鞋业|鞋材|制鞋|皮鞋|布鞋|拖鞋|童鞋|运动鞋|凉鞋", "6-05-04-01"},
    {"陈皮|柑皮", "6-01-06-00"},
    {"箱包|手袋|皮具|皮带|书包|背包|皮革|制革|皮厂", "6-05-02"},
    {"织布|织造|纺织|布厂|喷水织|剑杆|织带", "6-04-03"},
    {"纺纱|棉纺|纱厂", "6-04-02"},
    {"印染|染整|染厂|漂染|浆染", "6-04-06"},
    {"无纺布", "6-04-05"},
    {"家具|沙发|床垫|家私|橱柜|衣柜|办公椅|红木|椅业|椅厂", "6-06-04-00"},
    {"木门|木业|实木|木制品|木器|地板厂|木箱", "6-06-03-01"},
    {"胶合板|密度板|刨花板|板材厂", "6-06-02"},
    {"纸箱|彩盒|纸盒|纸品|纸袋|纸杯|纸管|纸制品|纸碗", "6-07-02-00"},
    {"造纸|纸厂|纸业", "6-07-01"},
    {"印刷|彩印", "6-08-01"},
    {"工艺品|工艺厂|饰品|首饰|仿真花|绢花", "6-09-03"},
    {"羽毛球|球拍|渔具|鱼竿|健身器材|体育用品|乒乓", "6-09-04"},
    {"笔厂|文具|制笔|铅笔", "6-09-01"},
    {"吉他|钢琴|乐器|提琴", "6-09-02"},
    {"涂料|油漆|油墨", "6-11-05-01"},
    {"日化|化妆品|洗衣液|洗洁精|洗涤用品|肥皂|牙膏", "6-11-10"},
    {"化肥|复合肥|肥料", "6-11-03"},
    {"农药", "6-11-04"},
    {"烟花|鞭炮|爆竹", "6-11-09-05"},
    {"饮片|药材|中药", "6-12-02-00"},
    {"药厂|制药|药业", "6-12-03-00"},
    {"化纤|涤纶|锦纶|氨纶", "6-13-02"},
    {"橡胶|硅胶|密封圈|密封件|轮胎|胶管|o型圈", "6-14-01-01"},
    {"塑料|塑胶|注塑|吹塑|吹瓶|吸塑|吹膜|薄膜|胶袋|编织袋|泡沫|亚克力|珍珠棉", "6-14-02-00"},
    {"玻纤|玻璃钢", "6-15-04"},
    {"陶瓷|洁具|瓷砖|瓷厂|陶厂|马桶", "6-15-05-02"},
    {"玻璃", "6-15-03-03"},
    {"水泥|管桩|预制", "6-15-01"},
    {"砖厂|瓦厂|石材|大理石|石英石|岩板|人造石|石业|石厂", "6-15-02"},
    {"煤矿|矿井|洗煤|选煤|选矿", "6-16-01"},
    {"铝型材|铝材|铜管|铜材|轧钢", "6-17-09"},
    {"铸造|铸铁|铸钢|压铸|精铸", "6-18-02-01"},
    {"电镀|氧化厂", "6-18-03-01"},
    {"喷涂|喷粉厂|涂装|喷油厂", "6-18-03-03"},
    {"模具", "6-18-04-01"},
    {"螺丝|紧固件|螺母|标准件|螺栓", "6-20-01-06"},
    {"轴承", "6-20-01-02"},
    {"阀门", "6-20-05-08"},
    {"水泵|泵厂|泵业", "6-20-05-01"},
    {"锁厂|锁具|门锁|智能锁|指纹锁|锁业|挂锁", "6-19-01-03"},
    {"水暖|卫浴|水龙头|淋浴房|合页|铰链|滑轨|花洒|角阀", "6-19-01-02"},
    {"锅厂|锅具|保温杯|餐具|水壶", "6-19-01-04"},
    {"自行车|电动车", "6-23-04-02"},
    {"摩托车", "6-23-04-01"},
    {"面包|糕点|饼干|月饼|蛋糕|烘焙|饼厂", "6-02-01-01"},
    {"糖果|巧克力|蜜饯|凉果|果脯", "6-02-02"},
    {"薯片|薯条|果干|坚果|炒货|瓜子|花生|果蔬|刺梨|辣椒厂|净菜|核桃", "6-01-06-00"},
    {"米粉|面条|挂面|粉条|粉丝|河粉|速冻|罐头|方便面|水饺|汤圆|米线|粉厂", "6-02-03"},
    {"牛奶|乳品|乳业|奶厂", "6-02-04"},
    {"酱油|调味|酱料|豆瓣|辣椒酱|底料|醋厂", "6-02-05"},
    {"酒厂|白酒|啤酒|酿酒|饮料|矿泉水|茶厂|茶叶|茶业|果汁", "6-02-06"},
    {"饲料", "6-01-02-00"},
    {"粮油|榨油|油厂|碾米|米厂|面粉厂", "6-01-01"},
    {"糖厂|制糖", "6-01-03"},
    {"屠宰|肉类|肉制品|肉联|腊味|火腿|香肠|肉厂", "6-01-04-03"},
    {"蛋品|皮蛋", "6-01-04-04"},
    {"水产|海鲜|鱼厂|鱼丸|虾厂", "6-01-05-01"},
    {"豆腐|豆制品|腐竹|豆干", "6-01-07-03"},
    {"食品", "6-02-99"}};

struct FactoryWords {
  std::vector<absl::string_view> words;
  absl::string_view code;
};

const std::vector<FactoryWords>& Factories() {
  static const auto* const factories = [] {
    auto* made = new std::vector<FactoryWords>();  // never deleted: used until the process ends
    for (const Cue& cue : kFactories) made->push_back({absl::StrSplit(cue.words, '|'), cue.code});
    return made;
  }();
  return *factories;
}

absl::string_view TradeOfName(absl::string_view name) {
  for (const FactoryWords& factory : Factories()) {
    for (absl::string_view word : factory.words) {
      const bool at_end = absl::ConsumeSuffix(&word, "$");
      if (at_end ? absl::EndsWith(name, word) : Holds(name, word)) return factory.code;
    }
  }
  return "";
}

// What a factory is called by, and what makes another word of 厂.
constexpr absl::string_view kWorks[] = {"厂", "煤矿", "矿井"};

// Ends of the first name of a factory in `text`; 0 if there is none.
std::size_t EndOfFactory(absl::string_view text) {
  std::size_t first = 0;
  for (absl::string_view works : kWorks) {
    for (std::size_t at = text.find(works); at != absl::string_view::npos;
         at = text.find(works, at + works.size())) {
      const std::size_t end = at + works.size();
      if (StartsWithAny(text.substr(end),
                        {"房", "家", "商", "牌", "长", "医", "区", "服", "龄", "址", "门", "妹",
                         "里的", "车接", "车站", "车上", "车有"})) {
        continue;
      }
      if (first == 0 || end < first) first = end;
      break;
    }
  }
  return first;
}

// The ideographs and letters before `end`, eight ideographs at most.
absl::string_view NameBefore(absl::string_view text, std::size_t end) {
  constexpr std::size_t kLongest = 9 * kIdeograph;
  std::size_t begin = end;
  while (begin > 0 && end - begin < kLongest) {
    const auto byte = static_cast<unsigned char>(text[begin - 1]);
    // Marks of a folded text are ASCII, or begin with E2, E3 or EF.
    if (byte < 0x80 && !(byte >= 'a' && byte <= 'z')) break;
    if (byte >= 0x80 && begin >= kIdeograph) {
      const auto lead = static_cast<unsigned char>(text[begin - kIdeograph]);
      if (lead < 0xE4 || lead > 0xE9) break;
      begin -= kIdeograph;
      continue;
    }
    --begin;
  }
  return text.substr(begin, end - begin);
}

bool IsIdeograph(absl::string_view character) {
  const auto lead = static_cast<unsigned char>(character.front());
  return lead >= 0xE4 && lead <= 0xE9;
}

// Verbs of handiwork, each an ideograph.
constexpr absl::string_view kHandiwork =
    "拆装拉打贴缝切剪锯磨刨钉粘胶压冲铆焊烧烤烘煮蒸炒炸拌搅洗刷擦抹涂喷浸泡染漂印烫裁绣编织绕卷缠穿"
    "插拔套扎捆捡挑选分摆挂上下入出排码叠折退剥削刮铣滚揉搓捏擀包灌填封拧合夹绷片摔晾砸注过砂抛"
    "锉锤弯缩扩胀拼组点配投抽吹淋滴淬镀描雕补抠扣塞充挤榨碾筛滤沉蚀显曝撕锁划去铲车钻修糖勾和理提造"
    "换进轧收摊开罐检彩漏翻";

bool HoldsAnyOf(absl::string_view word, absl::string_view ideographs) {
  for (std::size_t at = 0; at + kIdeograph <= word.size(); at += kIdeograph) {
    if (absl::StrContains(ideographs, word.substr(at, kIdeograph))) return true;
  }
  return false;
}

}  // namespace

bool IsShapedAsProcess(absl::string_view word) {
  constexpr std::size_t kLongest = 5 * kIdeograph;
  if (word.size() < 2 * kIdeograph || word.size() > kLongest || word.size() % kIdeograph != 0) {
    return false;
  }
  for (std::size_t at = 0; at < word.size(); at += kIdeograph) {
    if (!IsIdeograph(word.substr(at))) return false;
  }
  if (!absl::StrContains(kHandiwork, word.substr(0, kIdeograph))) return false;
  // Pay, time, people, board, and words of judgement.
  if (HoldsAnyOf(word,
                 "班薪资元块钱费证岁年月天人优不可有无会能的了吗都也很好多少住食吃餐厂司岗职招聘"
                 "房保险假期单价奖勤务工师员名位时周晚早午")) {
    return false;
  }
  return !StartsWithAny(
      word, {"打卡",   "打电",   "出差", "出粮", "出国",   "出口", "过节", "过来", "包教", "包学",
             "包车",   "包接",   "包三", "包两", "提成",   "提供", "提前", "排队", "配合", "配有",
             "配备",   "配偶",   "补贴", "补助", "合同",   "合格", "合作", "合适", "合伙", "分红",
             "分配",   "分钟",   "入股", "组长", "组织",   "点击", "点名", "装修", "洗澡", "洗衣",
             "抽烟",   "抽成",   "编制", "充足", "充满",   "挂靠", "套路", "选择", "投诉", "投资",
             "压力",   "压金",   "押",   "上门", "上海",   "上手", "下单", "下雨", "去留", "修养",
             "理解",   "理想",   "理财", "和谐", "和气",   "上五", "上六", "车位", "车间", "车接",
             "车补",   "车辆",   "点心", "锁定", "合资",   "挑战", "拉萨", "片区", "入门", "出入",
             "出发",   "出勤",   "分开", "打折", "打交道", "去哪", "过硬", "过程", "排除", "包装箱",
             "包装盒", "包装袋", "下个", "进口", "进货",   "进修", "进步", "收入", "收银", "收货",
             "收购",   "收徒",   "收款", "摊位", "开心",   "开放", "开朗", "开业", "开始", "开户",
             "开发",   "开车",   "开学", "造假", "彩票",   "彩礼", "彩金", "漏水", "漏电", "翻班",
             "翻译",   "造价",   "上个"});
}

absl::string_view ProcessIn(absl::string_view name) {
  for (absl::string_view who :
       {"女工", "男工", "师傅", "学徒", "熟手", "普工", "工人", "阿姨", "工"}) {
    if (absl::ConsumeSuffix(&name, who)) break;
  }
  return IsShapedAsProcess(name) ? name : absl::string_view();
}

absl::string_view TradeOfFactory(absl::string_view employer, absl::string_view text) {
  if (!employer.empty() &&
      !SaysAny(employer, {"商行", "贸易", "商贸", "销售", "批发", "电商", "网络", "物流", "劳务",
                          "人力", "科技园", "超市", "商场", "经营部", "门市", "服务"}) &&
      EndsWithAny(employer, {"厂", "公司", "制品", "实业", "煤矿", "作坊", "集团"})) {
    if (const absl::string_view trade = TradeOfName(employer); !trade.empty()) return trade;
  }
  const std::size_t end = EndOfFactory(text);
  return end == 0 ? absl::string_view() : TradeOfName(NameBefore(text, end));
}

absl::string_view ProcessBehindFactory(absl::string_view part) {
  const std::size_t end = EndOfFactory(part);
  if (end == 0 || end >= part.size()) return "";
  absl::string_view rest = part.substr(end);
  for (absl::string_view between : {"里", "内", "现", "急", "大量", "长期", "诚", "直"}) {
    absl::ConsumePrefix(&rest, between);
  }
  for (absl::string_view call : {"招聘", "招", "请", "要", "缺", ":"}) {
    if (absl::ConsumePrefix(&rest, call)) break;
  }
  if (ProcessIn(rest).empty()) return "";
  return TradeOfName(NameBefore(part, end)).empty() ? absl::string_view() : rest;
}

bool IsOfAnotherFactory(absl::string_view process, absl::string_view code) {
  constexpr std::size_t kLongest = 3 * kIdeograph;
  if (process.size() > kLongest || !IsShapedAsProcess(process)) return false;
  constexpr absl::string_view kEmbroiderer = "6-09-03-11";
  return code != kEmbroiderer &&
         StartsWithAny(
             code, {"6-01", "6-02", "6-04", "6-06-01", "6-06-02", "6-07", "6-09", "6-11", "6-12",
                    "6-13", "6-15", "6-16", "6-17", "6-24", "6-25-01", "6-25-02", "6-27", "2-09"});
}

absl::string_view WorkOnThing(absl::string_view name) {
  static const auto* const verbs = [] {
    using Things = std::vector<std::pair<absl::string_view, absl::string_view>>;
    auto* made = new absl::flat_hash_map<absl::string_view, Things>();  // never deleted
    for (const VerbRule& rule : kVerbRules) {
      Things& things = (*made)[rule.verb];
      for (const Cue& cue : rule.things) {
        for (absl::string_view word : absl::StrSplit(cue.words, '|')) {
          things.emplace_back(word, cue.code);
        }
      }
      // 阳光房 before 房.
      std::stable_sort(things.begin(), things.end(), [](const auto& a, const auto& b) {
        return a.first.size() > b.first.size();
      });
    }
    return made;
  }();
  constexpr std::size_t kLongest = 7 * kIdeograph;
  if (name.size() < 2 * kIdeograph || name.size() > kLongest || !IsIdeograph(name)) return "";
  for (const std::size_t size : {2 * kIdeograph, kIdeograph}) {
    const auto found = verbs->find(name.substr(0, size));
    if (found == verbs->end()) continue;
    const absl::string_view thing = name.substr(size);
    for (const auto& [word, code] : found->second) {
      if (absl::EndsWith(thing, word)) return code;
    }
  }
  return "";
}

}  // namespace laowu::intake
