#include "intake/survey/clause_whereabouts.h"

#include "absl/strings/match.h"
#include "intake/facts/facts_text.h"
#include "intake/survey/survey_return.h"
#include "intake/text/re2_piece.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

// "已不在原厂": left it, for where is not said.
bool HasLeftTheirWork(absl::string_view clause) {
  static const RE2 left(
      R"((?:不|没|未)(?:再)?在(?:原来?|老|那个?|该|这个?)?\p{Han}{0,4}(?:厂|公司|单位)|离开(?:了)?(?:原来?的?|老)?\p{Han}{0,4}(?:厂|公司|单位)|(?:已|从)\p{Han}{0,4}离(?:厂|职))");
  return RE2::PartialMatch(Piece(clause), left);
}

// "下月返岗", "准备返岗": still at home, and not to stay.
bool WillReturn(absl::string_view clause) {
  static const RE2 will(
      R"((?:下月|下个月|下周|下个?星期|下个?礼拜|月底|过几天|过两天|明天|后天|准备|打算|计划|即将|将|马上|待|等待|等).{0,9}(?:返岗|返厂|回厂|复工))");
  return RE2::PartialMatch(Piece(clause), will);
}

bool SaysAtHome(absl::string_view clause) {
  static const RE2 home(
      R"((?:^|[^不没])在(?:老)?家|(?:^|[^不没未有])(?:回来|回家|返乡|回乡|回村|返家|回老家|回屋)|已回$|回了$|居家|(?:^|[^不没])在屋|屋头养|拢屋|归屋|赋闲|闲在|闲着|务农|种(?:地|田|菜|烤烟|庄稼|茶|果|苞谷|玉米|洋芋|辣椒|药材|天麻|猕猴桃|刺梨)|养(?:猪|牛|羊|鸡|鱼)|坐月子|怀孕|孕妇|孕期|待产|哺乳|(?:带|照看|照顾|看)(?:孩子|小孩|娃|孙子|老人|父母)|陪读|陪.{0,9}(?:读书|上学)|休养|养病|生病|患病|重病|大病|瘫痪|卧床|农忙|干农活|做农活|搞(?:养殖|种植|农业)|放(?:牛|羊|马)|喂(?:猪|牛|羊|马|鸡)|家庭(?:主妇|妇女)|全职(?:妈妈|太太)|备孕|生(?:小孩|孩子|娃|二胎|三胎)|(?:家里|家中|自家|自己家?|老家).{0,4}(?:修|建|盖|起|装修)(?:新)?房|没上班|不上班|没(?:有)?(?:工作|事做|活干)|待业|失业|无业|无劳动?(?:能)?力|丧失劳动|干不动|做不动|(?:不能|没法|无法)(?:干活|劳动|做事)|干不了(?:重)?活|没出门)");
  return RE2::PartialMatch(Piece(clause), home);
}

bool SaysAway(absl::string_view clause) {
  static const RE2 away(
      R"(不在屋|没在屋|没在家|不在村|没在村|出门(?:了|打工|务工)?$|国外|境外|珠三角|长三角|江浙|沿海|(?:刚刚?|才刚?)(?:出去|出门|出发|去|走)|外地|外省|省外|出远门|跑长途|在外|外出|原厂|老厂|还在厂|人还在|进厂|进了\p{Han}{0,4}厂|到厂|全家都在|(?:换|调)到|打工|务工|在岗)");
  return RE2::PartialMatch(Piece(clause), away);
}

}  // namespace

bool IsPast(absl::string_view clause) {
  // "去年在东莞" does not say where they are now; "去年去的东莞" does.
  static const RE2 last_year(R"(^(?:去年|前年|往年|早年|前几年|年轻时|以往)(?:一直|都|曾|还)*在)");
  if (RE2::PartialMatch(Piece(clause), last_year) &&
      !SaysAny(clause, {"现在", "目前", "至今", "到现在", "今年"})) {
    return true;
  }
  return SaysAny(clause,
                 {"原来", "以前", "之前", "曾", "原先", "从前", "每年", "过年才", "过年回",
                  "春节回来", "年底回来", "过年才回", "回来过", "回家过", "一趟", "一次"}) &&
         !SaysAny(clause, {"现在", "目前"});
}

bool IsIntended(absl::string_view clause) {
  if (SaysWaitsToGo(clause)) return true;
  static const RE2 stays(
      R"((?:外出|务工|就业)意愿|等\p{Han}{1,6}安排|等(?:通知|消息|电话|车|老乡)|报(?:了)?名(?:去|外出|等)|哪(?:里|儿)?(?:都|也)没去|没(?:有)?去过?成?$)");
  return RE2::PartialMatch(Piece(clause), stays);
}

bool LeavesAgain(absl::string_view text) {
  static const RE2 soon(
      R"((?:月底|月初|下周|下个?星期|下个?礼拜|下个?月|过几天|过两天|过段时间|过阵子|过一阵|明天|后天|马上|就|过完年|假满|还要|还得|还会|[住待耍玩歇][几两三]天|[办收忙盖栽种挖摘打修喝吃]完|\d+[日号]|初[一二三四五六七八九十]|十五|节后).{0,9}(?:走|回厂|返厂|返岗|返程|回去|再去|又去|就去|再出去|又出去|还要去|还要出去|还去|上班))");
  // "回家后没再出去", "回来就不走了", "走不开"
  static const RE2 not_again(
      R"((?:没有?|不|未|别)(?:打算|准备|想|会|用|愿意?|要|得|能|肯)*(?:再|又)?(?:出去|出门|去|走|外出|上班|返岗|返厂|回厂|返程|回去)|[走去]不(?:了|开|成|动))");
  // "8月15日从厂里走的": where they came from.
  static const RE2 came_from(R"(从[^,家]{1,8}?(?:走|出来|离开|动身|出发)(?:的|了)?)");
  std::string said(text);
  RE2::GlobalReplace(&said, not_again, "");
  RE2::GlobalReplace(&said, came_from, "");
  return RE2::PartialMatch(said, soon);
}

bool IsOnLeave(absl::string_view clause) {
  static const RE2 leave(
      R"((?:请(?:了|的)?\p{Han}{0,3}假|调休|轮休|放\p{Han}{0,4}假|探亲假|婚假|产假|年假|丧假))");
  return SaysAny(clause, {"假", "休"}) && RE2::PartialMatch(Piece(clause), leave) &&
         !SaysAny(clause, {"辞", "没请", "放长假", "请长假"});
}

bool HasNothingToDo(absl::string_view folded) {
  return SaysAny(folded, {"没活", "没有活", "没事做", "没订单", "没有订单", "无订单", "没货做",
                          "停工", "停产", "倒闭", "关门"});
}

bool SaysLocal(absl::string_view clause) {
  static const RE2 local(
      R"((?:本村|本乡|本寨|[帮在给]村|村头|寨上|寨子|[村镇乡](?:里的?)?(?:小学|中学)|村里|村上|村内|村委会|村公所|村干|镇里|县医院|乡政府|镇政府|卫生院|中心校|村小|园区|产业园|基地|本镇|镇上|镇内|县内|就近|就地|合作社|乡上|乡里|街上|本县|县城|县里|本地|附近|当地|家门口|村委|公益(?:性)?岗|护林员|保洁员|村干部|村支书|村主任|村医|帮扶车间|扶贫车间))");
  static const RE2 works(
      R"(修路|修水|修渠|修沟|修桥|打坝|砌|做饭|煮饭|村干|散工|零工|收银|馆子|护工|进了?\p{Han}{0,4}厂|保安|保洁|门卫|扫地|摘|采|除草|打药|施肥|管护|帮工|工作|主任|支书|文书|开.{0,9}店|开店|干活|打零工|上班|做工|工地|当|做|村干部|村支书|村主任|村医|保洁员|公益|护林|车间|开车|跑|送|卖|务工|打工|养|创业)");
  return RE2::PartialMatch(Piece(clause), local) && RE2::PartialMatch(Piece(clause), works) &&
         !SaysAny(clause,
                  {"没工作", "没有工作", "没活", "没有活", "没上班", "不上班", "找工作", "想",
                   "打算",   "准备",     "核实", "确认",   "登记",   "介绍",   "组织",   "包车",
                   "统一",   "回访",     "联系", "提供",   "反映",   "告知",   "代签",   "代填"});
}

bool SaysLost(absl::string_view clause) {
  static const RE2 turns(
      R"(找不到人|去向不清|不清楚去向|不(?:知道?|晓得|清楚)(?:人|现在|具体)*(?:去哪|在哪|去向)|^(?:人|现在|具体)*(?:在|去)(?:了)?哪里?(?:了|都|也)*不(?:晓得|知道|清楚)$)");
  return HoldsLostWord(clause) || RE2::PartialMatch(Piece(clause), turns);
}

bool DatesTheClauseBefore(absl::string_view clause) {
  static const RE2 dates(
      R"((?:开始|起|去的|走的|出去的|出门的|回来的|来的|进厂的?|上班的?|入职的?|到岗的?|做起|起的)$)");
  // "浙江宁波务工,2026.3.1"
  static const RE2 only_a_date(
      R"((?:20\d\d|\d\d年)[年./-]?\d{1,2}(?:[月./-](?:\d{1,2}[日号]?|份)?)?|\d{1,2}月(?:\d{1,2}[日号]?|份)?)");
  return RE2::PartialMatch(Piece(clause), dates) || RE2::FullMatch(Piece(clause), only_a_date);
}

bool IsOfRegistration(absl::string_view clause) {
  return SaysAny(clause, {"户口", "户籍", "迁往", "迁到", "迁至", "迁出", "迁入", "迁走", "已迁",
                          "搬迁", "搬到", "搬去", "搬走", "搬家"}) &&
         !SaysWork(clause) && !SaysAny(clause, {"去做", "来做"});
}

bool IsCareElsewhere(absl::string_view clause, bool here) {
  return SaysOnlyCare(clause) && !here &&
         !SaysAny(clause, {"在家", "回来", "回家", "返乡", "回乡", "老家", "家里", "家中", "本村",
                           "村里", "镇上", "县城", "县里"});
}

bool IsAhead(absl::string_view clause, absl::CivilDay as_of) {
  static const RE2 goes(
      R"(^(\d{1,2})月(?:份|(\d{1,2})[日号]?|底|初|中旬)?(?:就|再|准备|打算|要|计划)*(?:去|走|外出|出去|出门|到)(\p{Han}*)$)");
  int month = 0;
  std::string day_text;
  std::string rest;
  if (!RE2::FullMatch(Piece(clause), goes, &month, &day_text, &rest)) return false;
  if (SaysAny(rest, {"的", "了", "过"}) || month < 1 || month > 12) return false;
  const int day = day_text.empty() ? 1 : SpokenNumber(day_text);
  constexpr int kHalfAYear = 183;
  constexpr int kTurnOfTheYear = 62;
  const absl::CivilDay from =
      day_text.empty() ? absl::CivilDay(absl::CivilMonth(as_of) + 1) : as_of + 1;
  const absl::CivilDay said(as_of.year(), month, day < 1 ? 1 : day);
  if (said >= from) return said <= as_of + kHalfAYear;
  return absl::CivilDay(as_of.year() + 1, month, day < 1 ? 1 : day) <= as_of + kTurnOfTheYear;
}

Whereabouts WhereaboutsIn(absl::string_view clause, const std::string& place,
                          const PlaceReader& places, absl::string_view home, bool intended,
                          bool laid_off) {
  const bool here = !place.empty() && !home.empty() && places.Contains(home, place);
  const bool around = !place.empty() && !home.empty() && places.Contains(place, home);
  const bool local = SaysLocal(clause) && (place.empty() || here);
  const bool stays = !IsAwayWithoutWork(clause) && SaysAtHome(clause) &&
                     (place.empty() || here || SaysAny(clause, {"回来", "回家"}));
  if (SaysAny(clause, {"探亲", "临时返", "短期返", "回家过年", "休假"}) || WillReturn(clause) ||
      (!laid_off && IsOnLeave(clause) &&
       (SaysAtHome(clause) || clause.find("回") != clause.npos))) {
    return Whereabouts::kVisiting;
  }
  if (HasLeftTheirWork(clause) && !SaysAtHome(clause) &&
      !SaysAny(clause, {"到", "去", "换", "调"})) {
    return Whereabouts::kUnknown;
  }
  // The last: "回贵州了".
  if (intended || (stays && !local) || (!local && around && absl::StrContains(clause, "回"))) {
    return Whereabouts::kHome;
  }
  if (local) return Whereabouts::kLocal;
  // Who looks for work or learns a trade elsewhere has none there yet.
  if (SaysAny(clause, {"找工作", "找事做", "找活", "求职", "面试", "培训", "学车", "学技术"})) {
    return Whereabouts::kUnknown;
  }
  // "在贵州" may be anywhere, at home too.
  const bool own_province = around && absl::EndsWith(place, "0000");
  if (!place.empty() && !home.empty() && !SaysOnlyCare(clause) && !own_province) {
    return here ? Whereabouts::kLocal : Whereabouts::kAway;
  }
  const bool away = SaysAway(clause) || SaysAbroad(clause);
  return away && !SaysOnlyCare(clause) ? Whereabouts::kAway : Whereabouts::kUnknown;
}

}  // namespace laowu::intake
