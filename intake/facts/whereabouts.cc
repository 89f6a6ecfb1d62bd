#include "intake/facts/whereabouts.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "absl/strings/match.h"
#include "absl/types/span.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

// Of states. In the army, at school, in prison, dead; of remarks intake/survey/clause_words.h.
constexpr absl::string_view kNoWork[] = {
    "读书",   "上学",     "就读",   "在读",   "求学", "升学", "念书", "复读", "在校", "当兵",
    "参军",   "入伍",     "服役",   "服兵役", "服刑", "坐牢", "班房", "戒毒", "去世", "死亡",
    "病故",   "亡故",     "已故",   "过世",   "病逝", "离世", "逝世", "身故", "羁押", "拘留",
    "看守所", "强制隔离", "义务兵", "现役",   "留学", "实习", "判刑", "去逝", "过逝", "不在世"};
// Whose contact is lost.
constexpr absl::string_view kLost[] = {"失联",     "失去联系", "失去了联系", "断了联系",
                                       "联系不到", "联系不上", "无法联系",   "去向不明",
                                       "查无此人", "去向不详", "不知去向",   "杳无音信",
                                       "音讯全无", "下落不详", "失踪",       "下落不明"};
// Not reached by the telephone, which counts where a state says nothing else (在外务工,电话关机 is
// away) and tells nothing of where somebody is.
constexpr absl::string_view kNoAnswer[] = {"停机",     "关机",     "打不通", "无法接通",
                                           "无人接听", "拒接",     "空号",   "占线",
                                           "无法接听", "暂停服务", "忙线",   "不在服务区"};

struct WhereaboutsWord {
  absl::string_view word;
  Whereabouts whereabouts;
};
// Away, and no migrant worker; or away, and nobody says to work.
constexpr absl::string_view kNotForWork[] = {
    "学生",     "部队",     "出嫁",     "外嫁",     "远嫁",   "嫁到",
    "迁出",     "销户",     "户口已迁", "户籍已迁", "迁走",   "在外居住",
    "外出居住", "外地居住", "在外定居", "外地定居", "曾外出", "曾在外"};

// In both tables the first that stands in the text counts: what denies before what it denies, 返岗
// before 返. kDenials come before kLost, kWords behind it.
constexpr WhereaboutsWord kDenials[] = {
    WhereaboutsWord{"没班上", Whereabouts::kHome},
    WhereaboutsWord{"无劳动能力", Whereabouts::kHome},
    WhereaboutsWord{"丧失劳动", Whereabouts::kHome},
    WhereaboutsWord{"无劳动力", Whereabouts::kHome},
    WhereaboutsWord{"无劳力", Whereabouts::kHome},
    WhereaboutsWord{"失能", Whereabouts::kHome},
    // Home once, and away again.
    WhereaboutsWord{"再外出", Whereabouts::kAway},
    WhereaboutsWord{"再次外出", Whereabouts::kAway},
    WhereaboutsWord{"二次外出", Whereabouts::kAway},
    WhereaboutsWord{"又外出", Whereabouts::kAway},
    WhereaboutsWord{"重新外出", Whereabouts::kAway},
    WhereaboutsWord{"外出未归", Whereabouts::kAway},
    WhereaboutsWord{"不在村", Whereabouts::kAway},
    WhereaboutsWord{"不在本村", Whereabouts::kAway},
    WhereaboutsWord{"不在本地", Whereabouts::kAway},
    WhereaboutsWord{"未归", Whereabouts::kAway},
    WhereaboutsWord{"不在家", Whereabouts::kAway},
    WhereaboutsWord{"不在屋", Whereabouts::kAway},
    WhereaboutsWord{"不在老家", Whereabouts::kAway},
    WhereaboutsWord{"没在家", Whereabouts::kAway},
    WhereaboutsWord{"没在屋", Whereabouts::kAway},
    WhereaboutsWord{"没在村", Whereabouts::kAway},
    WhereaboutsWord{"没在老家", Whereabouts::kAway},
    WhereaboutsWord{"没有在家", Whereabouts::kAway},
    WhereaboutsWord{"没得在家", Whereabouts::kAway},
    WhereaboutsWord{"未在家", Whereabouts::kAway},
    WhereaboutsWord{"未在村", Whereabouts::kAway},
    WhereaboutsWord{"不是在家", Whereabouts::kAway},
    WhereaboutsWord{"没有返乡", Whereabouts::kAway},
    WhereaboutsWord{"没回", Whereabouts::kAway},
    WhereaboutsWord{"没有回", Whereabouts::kAway},
    WhereaboutsWord{"未返乡", Whereabouts::kAway},
    WhereaboutsWord{"没返乡", Whereabouts::kAway},
    WhereaboutsWord{"未回", Whereabouts::kAway},
};
constexpr WhereaboutsWord kWords[] = {
    WhereaboutsWord{"探亲", Whereabouts::kVisiting},
    WhereaboutsWord{"临时返", Whereabouts::kVisiting},
    WhereaboutsWord{"短期返", Whereabouts::kVisiting},
    WhereaboutsWord{"回家过年", Whereabouts::kVisiting},
    WhereaboutsWord{"休假", Whereabouts::kVisiting},
    WhereaboutsWord{"请假回", Whereabouts::kVisiting},
    WhereaboutsWord{"请假在家", Whereabouts::kVisiting},
    WhereaboutsWord{"放假回", Whereabouts::kVisiting},
    WhereaboutsWord{"轮休", Whereabouts::kVisiting},
    WhereaboutsWord{"回家办事", Whereabouts::kVisiting},
    WhereaboutsWord{"回乡办事", Whereabouts::kVisiting},
    WhereaboutsWord{"返乡办事", Whereabouts::kVisiting},
    WhereaboutsWord{"回家奔丧", Whereabouts::kVisiting},
    WhereaboutsWord{"回家吃酒", Whereabouts::kVisiting},
    WhereaboutsWord{"准备返厂", Whereabouts::kVisiting},
    WhereaboutsWord{"即将返厂", Whereabouts::kVisiting},
    WhereaboutsWord{"待返厂", Whereabouts::kVisiting},
    WhereaboutsWord{"准备回厂", Whereabouts::kVisiting},
    WhereaboutsWord{"即将返程", Whereabouts::kVisiting},
    WhereaboutsWord{"准备返程", Whereabouts::kVisiting},
    WhereaboutsWord{"准备返岗", Whereabouts::kVisiting},
    WhereaboutsWord{"即将返岗", Whereabouts::kVisiting},
    WhereaboutsWord{"待返岗", Whereabouts::kVisiting},
    WhereaboutsWord{"计划返岗", Whereabouts::kVisiting},
    WhereaboutsWord{"下月返岗", Whereabouts::kVisiting},
    WhereaboutsWord{"等待返岗", Whereabouts::kVisiting},
    WhereaboutsWord{"拟返岗", Whereabouts::kVisiting},
    WhereaboutsWord{"近期返岗", Whereabouts::kVisiting},
    WhereaboutsWord{"过完年走", Whereabouts::kVisiting},
    WhereaboutsWord{"未就业", Whereabouts::kHome},
    WhereaboutsWord{"无业", Whereabouts::kHome},
    WhereaboutsWord{"失业", Whereabouts::kHome},
    WhereaboutsWord{"待业", Whereabouts::kHome},
    WhereaboutsWord{"务农", Whereabouts::kHome},
    WhereaboutsWord{"种地", Whereabouts::kHome},
    WhereaboutsWord{"种田", Whereabouts::kHome},
    WhereaboutsWord{"返乡创业", Whereabouts::kLocal},
    WhereaboutsWord{"返乡就业", Whereabouts::kLocal},
    WhereaboutsWord{"回乡创业", Whereabouts::kLocal},
    WhereaboutsWord{"回乡就业", Whereabouts::kLocal},
    WhereaboutsWord{"就近", Whereabouts::kLocal},
    WhereaboutsWord{"就地", Whereabouts::kLocal},
    WhereaboutsWord{"本地", Whereabouts::kLocal},
    WhereaboutsWord{"县内", Whereabouts::kLocal},
    WhereaboutsWord{"镇内", Whereabouts::kLocal},
    WhereaboutsWord{"乡内", Whereabouts::kLocal},
    WhereaboutsWord{"本县", Whereabouts::kLocal},
    WhereaboutsWord{"本镇", Whereabouts::kLocal},
    WhereaboutsWord{"本乡", Whereabouts::kLocal},
    WhereaboutsWord{"本村", Whereabouts::kLocal},
    WhereaboutsWord{"村内", Whereabouts::kLocal},
    WhereaboutsWord{"当地", Whereabouts::kLocal},
    WhereaboutsWord{"家门口", Whereabouts::kLocal},
    WhereaboutsWord{"居家就业", Whereabouts::kLocal},
    WhereaboutsWord{"居家灵活", Whereabouts::kLocal},
    WhereaboutsWord{"扶贫车间", Whereabouts::kLocal},
    WhereaboutsWord{"护林员", Whereabouts::kLocal},
    WhereaboutsWord{"生态护林", Whereabouts::kLocal},
    WhereaboutsWord{"村干部", Whereabouts::kLocal},
    WhereaboutsWord{"村支书", Whereabouts::kLocal},
    WhereaboutsWord{"村医", Whereabouts::kLocal},
    WhereaboutsWord{"乡村公岗", Whereabouts::kLocal},
    WhereaboutsWord{"乡镇务工", Whereabouts::kLocal},
    WhereaboutsWord{"县城务工", Whereabouts::kLocal},
    WhereaboutsWord{"公益性岗位", Whereabouts::kLocal},
    WhereaboutsWord{"公益岗", Whereabouts::kLocal},
    WhereaboutsWord{"帮扶车间", Whereabouts::kLocal},
    WhereaboutsWord{"返岗", Whereabouts::kAway},
    WhereaboutsWord{"复工", Whereabouts::kAway},
    WhereaboutsWord{"返厂", Whereabouts::kAway},
    WhereaboutsWord{"返工", Whereabouts::kAway},
    WhereaboutsWord{"复岗", Whereabouts::kAway},
    WhereaboutsWord{"回厂", Whereabouts::kAway},
    WhereaboutsWord{"返乡", Whereabouts::kHome},
    WhereaboutsWord{"回乡", Whereabouts::kHome},
    WhereaboutsWord{"返回", Whereabouts::kHome},
    WhereaboutsWord{"回流", Whereabouts::kHome},
    WhereaboutsWord{"回家", Whereabouts::kHome},
    WhereaboutsWord{"在家", Whereabouts::kHome},
    WhereaboutsWord{"居家", Whereabouts::kHome},
    WhereaboutsWord{"家务", Whereabouts::kHome},
    WhereaboutsWord{"赋闲", Whereabouts::kHome},
    WhereaboutsWord{"闲置", Whereabouts::kHome},
    WhereaboutsWord{"在外", Whereabouts::kAway},
    WhereaboutsWord{"外出", Whereabouts::kAway},
    WhereaboutsWord{"省外", Whereabouts::kAway},
    WhereaboutsWord{"国外", Whereabouts::kAway},
    WhereaboutsWord{"境外", Whereabouts::kAway},
    WhereaboutsWord{"外省", Whereabouts::kAway},
    WhereaboutsWord{"外地", Whereabouts::kAway},
    WhereaboutsWord{"珠三角", Whereabouts::kAway},
    WhereaboutsWord{"长三角", Whereabouts::kAway},
    WhereaboutsWord{"江浙", Whereabouts::kAway},
    WhereaboutsWord{"沿海", Whereabouts::kAway},
    WhereaboutsWord{"外县", Whereabouts::kAway},
    WhereaboutsWord{"跨省", Whereabouts::kAway},
    WhereaboutsWord{"跨市", Whereabouts::kAway},
    WhereaboutsWord{"跨县", Whereabouts::kAway},
    WhereaboutsWord{"外头", Whereabouts::kAway},
    WhereaboutsWord{"外面", Whereabouts::kAway},
    WhereaboutsWord{"市外", Whereabouts::kAway},
    WhereaboutsWord{"县外", Whereabouts::kAway},
    WhereaboutsWord{"务工", Whereabouts::kAway},
    WhereaboutsWord{"打工", Whereabouts::kAway},
    WhereaboutsWord{"在岗", Whereabouts::kAway},
    WhereaboutsWord{"到岗", Whereabouts::kAway},
    WhereaboutsWord{"上岗", Whereabouts::kAway},
    WhereaboutsWord{"入职", Whereabouts::kAway},
    WhereaboutsWord{"劳务输出", Whereabouts::kAway},
    WhereaboutsWord{"异地就业", Whereabouts::kAway},
    // Where nothing else is said.
    WhereaboutsWord{"家里", Whereabouts::kHome},
    WhereaboutsWord{"家中", Whereabouts::kHome},
    WhereaboutsWord{"待岗", Whereabouts::kHome},
    WhereaboutsWord{"家庭主妇", Whereabouts::kHome},
    WhereaboutsWord{"家庭妇女", Whereabouts::kHome},
    WhereaboutsWord{"全职妈妈", Whereabouts::kHome},
    WhereaboutsWord{"全职太太", Whereabouts::kHome},
    WhereaboutsWord{"照顾家庭", Whereabouts::kHome},
    WhereaboutsWord{"照顾家人", Whereabouts::kHome},
    WhereaboutsWord{"年老体弱", Whereabouts::kHome},
    WhereaboutsWord{"体弱多病", Whereabouts::kHome},
    WhereaboutsWord{"长期卧床", Whereabouts::kHome},
    WhereaboutsWord{"瘫痪", Whereabouts::kHome},
};

bool SaysAnyOf(absl::string_view text, absl::Span<const absl::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](absl::string_view word) { return Holds(text, word); });
}

// The first word of a table that stands in the text; nullptr if none does.
const WhereaboutsWord* FirstOf(absl::Span<const WhereaboutsWord> words, absl::string_view text) {
  const auto* const at = std::find_if(words.begin(), words.end(), [&](const WhereaboutsWord& one) {
    return Holds(text, one.word);
  });
  return at == words.end() ? nullptr : at;
}

// "未外出", "没得在外面", "不打工了"; "准备外出", "无法外出": not away, or not yet.
bool IsDenied(absl::string_view folded) {
  if (!SaysAny(folded, {"外", "出", "工", "业", "班", "岗", "厂"})) return false;
  static const RE2 not_out(
      R"((?:[未没无不]|没有|没得|不能|不便|难以|无法)(?:再|去|能|想|愿意?|曾|打算|准备)*(?:外出|出门|出去|在外|务工|打工|上班|工作|返岗|返厂|回厂|返工|复工)|(?:没有?|没得|无|不|无法)就业)");
  static const RE2 meant(
      R"((?:准备|拟|计划|打算|想|待|有意|即将|等待|预备|意向|意愿|愿意)(?:再|要|去)*外出|(?:外出|就业|务工)意愿)");
  const re2::StringPiece piece(folded.data(), folded.size());
  return RE2::PartialMatch(piece, not_out) || RE2::PartialMatch(piece, meant);
}

// "全家外出,无人在家": nobody is at home, the person among them. Whether it was so.
bool TakeNobodyAtHome(std::string& folded) {
  if (!SaysAny(folded, {"无人", "没人", "没有人", "没得人"})) return false;
  static const RE2 nobody(
      R"((?:无人|没人|没有人|没得人)在(?:家|屋头?)(?:里|中)?|(?:家里|家中|屋头|屋里)(?:都|也|已)?(?:无人|没人|没有人|没得人))");
  return RE2::GlobalReplace(&folded, nobody, "") > 0;
}

// "失联过,现已联系上": found again.
const RE2& NotLostAnyMore() {
  static const RE2 found(
      R"((?:曾经?|以前|之前|前段时间|一度)失联过?|(?:失联|失去联系|联系不[上到])过|(?:失联|失去联系|联系不[上到])(?:后|了|的|一段时间)*,?(?:后来|现在?|又|已经?|目前|昨天)*(?:已经?|又)?联系[上到])");
  return found;
}

// "电话联系不上": by the telephone alone, and not whose family knows no more either.
const RE2& NotByTelephone() {
  static const RE2 not_by_telephone(
      R"((?:电话|手机|号码)(?:都|也|一直|暂时|多次|打了?)*(?:联系不上|联系不到|无法联系))");
  return not_by_telephone;
}

// A bare yes or no; "有工作", "不在家" are texts of their own.
std::optional<bool> BareAnswer(absl::string_view folded) {
  static constexpr absl::string_view kYes[] = {"是", "是的", "√", "✓",  "有", "已",
                                               "y",  "yes",  "1", "对", "v",  "☑"};
  static constexpr absl::string_view kNo[] = {"否",   "不是", "×",  "x", "无", "未",
                                              "没有", "n",    "no", "0", "没", "否定"};
  if (std::find(std::begin(kYes), std::end(kYes), folded) != std::end(kYes)) return true;
  if (std::find(std::begin(kNo), std::end(kNo), folded) != std::end(kNo)) return false;
  return std::nullopt;
}

}  // namespace

bool HoldsLostWord(absl::string_view folded) {
  if (!SaysAnyOf(folded, kLost)) return false;
  std::string rest(folded);
  RE2::GlobalReplace(&rest, NotByTelephone(), "");
  RE2::GlobalReplace(&rest, NotLostAnyMore(), "");
  return SaysAnyOf(rest, kLost);
}

bool HoldsNoAnswerWord(absl::string_view folded) {
  return SaysAnyOf(folded, kNoAnswer) ||
         RE2::PartialMatch({folded.data(), folded.size()}, NotByTelephone());
}

Whereabouts ReadWhereabouts(absl::string_view text) {
  std::string folded = FoldTight(text);
  if (TakeNobodyAtHome(folded) && folded.empty()) return Whereabouts::kAway;
  if (SaysAnyOf(folded, kNoWork)) return Whereabouts::kUnknown;
  if (SaysAnyOf(folded, kNotForWork)) return Whereabouts::kUnknown;
  if (IsDenied(folded)) return Whereabouts::kHome;
  const WhereaboutsWord* word = FirstOf(kDenials, folded);
  if (word == nullptr && HoldsLostWord(folded)) return Whereabouts::kLost;
  if (word == nullptr) word = FirstOf(kWords, folded);
  if (word != nullptr) {
    const bool without_work = word->whereabouts == Whereabouts::kAway && IsAwayWithoutWork(folded);
    return without_work ? Whereabouts::kUnknown : word->whereabouts;
  }
  if (HoldsNoAnswerWord(folded)) return Whereabouts::kNotReached;
  return SaysAbroad(folded) ? Whereabouts::kAway : Whereabouts::kUnknown;
}

bool SaysAbroad(absl::string_view folded) {
  static const RE2 abroad(
      R"((?:在|去|到|赴)?(?:柬埔寨|缅甸|越南|老挝|泰国|日本|韩国|新加坡|马来西亚|印尼|印度尼西亚|菲律宾|印度|巴基斯坦|孟加拉国?|俄罗斯|沙特|沙特阿拉伯|阿联酋|迪拜|伊拉克|以色列|非洲|安哥拉|尼日利亚|埃塞俄比亚|刚果|赞比亚|美国|加拿大|澳大利亚|新西兰|德国|法国|英国|意大利|西班牙|波兰|欧洲|香港|澳门|台湾)(?:务工|打工|上班|工作|等地)?)");
  return RE2::FullMatch({folded.data(), folded.size()}, abroad);
}

bool SaysWork(absl::string_view folded) {
  const auto says = [](absl::string_view text) {
    return SaysAny(text, {"打工", "务工", "上班", "工作", "厂", "干活", "就业", "经商", "创业",
                          "做生意", "开店", "在岗"});
  };
  if (!says(folded)) return false;
  static const RE2 denied(
      R"((?:没有?|不|未|无)(?:再|去|想|能|法)*(?:打工|务工|上班|工作|干活|就业|在岗))");
  std::string rest(folded);
  return !RE2::GlobalReplace(&rest, denied, "") || says(rest);
}

bool SaysLeftAJob(absl::string_view folded) {
  return SaysAny(folded, {"离职", "辞职", "辞工", "辞厂", "自离", "离岗", "离厂", "不干了",
                          "没干了", "不做了", "没做了", "辞退", "开除", "解雇", "被裁", "倒闭"});
}

bool SaysOnlyCare(absl::string_view folded) {
  static const RE2 cares(
      R"(居住|定居|常住|长住|安家|买房|随迁|随子女|投靠|养老|养病|休养|住院|治病|治疗|看病|就医|旅游|[走串探]亲戚|走人户|吃酒|喝喜酒|(?:带|照看|照顾|看护?|领)(?:着)?(?:孩子|小孩|娃|孙子|孙女|孙|外孙|老人|父母|病人)|陪护|陪读|陪.{0,9}(?:读|上学))");
  return RE2::PartialMatch({folded.data(), folded.size()}, cares) && !SaysWork(folded);
}

bool IsAwayWithoutWork(absl::string_view folded) {
  static const RE2 away("在外|外出|外地|外省|省外|县外|市外|外面|出门|随迁");
  static const RE2 not_away("(?:未|没有?|不|不再|未再)(?:外出|出门|在外)|在家|回来|回家|返乡|回乡");
  const re2::StringPiece piece(folded.data(), folded.size());
  return SaysOnlyCare(folded) && RE2::PartialMatch(piece, away) &&
         !RE2::PartialMatch(piece, not_away);
}

bool LeavesItToThePlace(absl::string_view state) {
  static constexpr absl::string_view kWork[] = {"就业", "工作", "上班", "创业", "个体", "务工",
                                                "打工", "经商", "省内", "市内", "州内", "稳岗"};
  if (state.empty()) return true;
  return SaysAnyOf(FoldTight(state), kWork);
}

bool SaysOnlyWork(absl::string_view state) {
  static constexpr absl::string_view kElsewhere[] = {"外",   "不在家", "未回",   "没回", "没有回",
                                                     "未返", "没返",   "没有返", "未归"};
  return !SaysAnyOf(FoldTight(state), kElsewhere);
}

std::string WithoutReasons(absl::string_view folded) {
  static const RE2 reasons(
      R"((?:试用期?|考核|体检|面试|考试|培训|政审|身体|工资|活|厂里|老板|效益|订单)*(?:没有?|未|不)(?:通过|过关?|合格|适应|习惯|发工资|开工资|给工资|发钱|给钱|干活|活干?|订单|事做|货做?|够|舒服|合适|满意|理想|高|多|太?好(?:[^说]|$)))");
  std::string rest(folded);
  RE2::GlobalReplace(&rest, reasons, ",");
  return rest;
}

bool SaysDidNotArrive(absl::string_view clause) {
  static const RE2 not_there(
      R"([没未](?:有)?到(?:厂|岗|公司|单位|工地|目的地)(?:里)?$|[没未](?:有)?[到进](?:厂|岗|公司|单位|工地|地方|目的地)(?:里|门)?.{0,4}(?:跑|溜|下车|离开|不见|走了)|(?:半路|半道|路上|途中).{0,3}(?:跑|溜|下车|不见))");
  return RE2::PartialMatch({clause.data(), clause.size()}, not_there);
}

bool SaysWaitsToGo(absl::string_view clause) {
  // "等了两天才去的", "修好房就去了": they have gone.
  static const RE2 waits(
      R"((?:^(?:要|想|得|还)*等[^了]{1,8}?|(?:^(?:先|家里|在家|把)*(?:[修建盖装]好|[修建盖收忙种办打摘栽]完))(?:房子?|屋|活|酒|苞谷|烤烟|庄稼)?)(?:再|就|才)*(?:去|外出|出去|出门)[^的了过]*$)");
  return RE2::PartialMatch({clause.data(), clause.size()}, waits);
}

bool SaysOnlyNotHere(absl::string_view clause) {
  static const RE2 not_here(
      R"((?:人|他|她|本人|长期|常年|一直|都|已)*(?:[不没未]|没有|没得)在(?:老?家|村|屋|本村)(?:里|中|头)?)");
  return RE2::FullMatch({clause.data(), clause.size()}, not_here);
}

bool SaysToldBehind(absl::string_view clause) {
  static const RE2 told(R"(\p{Han}{1,9}(?:说|讲|反映|告知|告诉(?:我们?)?|透露)(?:起)?的)");
  return RE2::FullMatch({clause.data(), clause.size()}, told);
}

bool SaysChangedWork(absl::string_view clause) {
  static const RE2 changed(
      R"((?:转|调|跳|换)了?(?:厂|岗|槽|单位|公司|工作|地方)?(?:到|去|往|至)|[转调跳换]了?(?:厂|岗|槽|单位|公司|工作|地方))");
  return RE2::PartialMatch({clause.data(), clause.size()}, changed);
}

bool SaysOwnShop(absl::string_view text) {
  static const RE2 shop(
      R"(自己开|自己做生意|自主创业|返乡创业|创业|经商|做买卖|摆摊|摆地摊|自营|当老板|个体|做(?:点|些)?小?生意|个体户|开(?:了|个|一个|一家|家)?\p{Han}{0,4}(?:店|馆子?|饭庄|小卖部|超市|农家乐|作坊|商店|门市|铺子|网吧|诊所|旅馆|宾馆|加工坊|养殖场))");
  return RE2::PartialMatch({text.data(), text.size()}, shop);
}

bool SaysMovedOn(absl::string_view folded) {
  static const RE2 moved(
      R"((?:^|[,从]|现|已|又|后)(?:已|又|\p{Han}{1,6})?(?:转|调|搬|跳)(?:到|去|往|至)|(?:转|调)(?:了)?(?:厂|岗|单位|公司))");
  return RE2::PartialMatch({folded.data(), folded.size()}, moved);
}

namespace {

// What a yes and a no under a question say.
struct Heading {
  absl::string_view word;
  Whereabouts yes;
  Whereabouts no;
};
constexpr auto kUnknown = Whereabouts::kUnknown;
// The first that the heading holds counts.
constexpr Heading kHeadings[] = {
    {"返岗", Whereabouts::kAway, kUnknown},
    {"复工", kUnknown, kUnknown},
    {"稳岗", kUnknown, kUnknown},
    {"在岗", kUnknown, kUnknown},
    {"返乡", Whereabouts::kHome, kUnknown},
    {"回乡", Whereabouts::kHome, kUnknown},
    {"回流", Whereabouts::kHome, kUnknown},
    {"回家", Whereabouts::kHome, kUnknown},
    {"返回", Whereabouts::kHome, kUnknown},
    {"就近", Whereabouts::kLocal, kUnknown},
    {"就地", Whereabouts::kLocal, kUnknown},
    {"本地", Whereabouts::kLocal, kUnknown},
    {"县内", Whereabouts::kLocal, kUnknown},
    {"在家", Whereabouts::kHome, Whereabouts::kAway},
    {"失联", Whereabouts::kLost, kUnknown},
    {"省外", Whereabouts::kAway, kUnknown},
    {"县外", Whereabouts::kAway, kUnknown},
    {"市外", Whereabouts::kAway, kUnknown},
    {"外出", Whereabouts::kAway, Whereabouts::kHome},
    {"在外", Whereabouts::kAway, Whereabouts::kHome},
    {"务工", kUnknown, Whereabouts::kHome},
    {"就业", kUnknown, Whereabouts::kHome},
    {"工作", kUnknown, Whereabouts::kHome},
    {"上班", kUnknown, Whereabouts::kHome},
    {"打工", kUnknown, Whereabouts::kHome},
};

}  // namespace

StateAnswer ReadStateAnswer(absl::string_view header, absl::string_view text) {
  const std::optional<bool> yes = BareAnswer(FoldTight(text));
  if (!yes.has_value()) return {};
  std::string asked = FoldTight(header);
  // "返乡后是否再外出" does not ask whether they came home.
  static const RE2 since_back("(?:返乡|回乡|回家|回来|返回)(?:之)?后");
  const bool again = RE2::Replace(&asked, since_back, "") || SaysAny(asked, {"再外出", "再次"});
  StateAnswer answer;
  answer.is_answer = true;
  if (SaysAny(asked, {"在校", "学生", "在读"})) {
    answer.no_work = *yes && !SaysAny(asked, {"毕业", "家"});
    return answer;
  }
  if (*yes && StartsWithAny(asked, {"未外出", "没外出", "没有外出", "未出去", "没出去", "未务工",
                                    "未出门", "没出门"})) {
    answer.denies = true;
    answer.whereabouts = Whereabouts::kHome;
    return answer;
  }
  // yes to what?
  if (SaysAny(asked, {"未", "没", "不", "意愿", "想", "愿"})) return answer;
  for (const Heading& heading : kHeadings) {
    if (!absl::StrContains(asked, heading.word)) continue;
    answer.whereabouts = *yes ? heading.yes : heading.no;
    if (*yes && heading.yes == Whereabouts::kHome) answer.order = 1;
    if (*yes && (again || heading.word == "返岗")) answer.order = 2;
    break;
  }
  return answer;
}

}  // namespace laowu::intake
