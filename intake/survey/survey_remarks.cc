#include "intake/survey/survey_remarks.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "intake/facts/facts_text.h"
#include "intake/facts/whereabouts.h"
#include "intake/survey/survey_hearsay.h"
#include "intake/survey/survey_return.h"
#include "intake/survey/survey_told_place.h"
#include "intake/survey/survey_unread.h"
#include "intake/text/re2_piece.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

// Away, and no worker; or no more.
bool IsNotWork(absl::string_view text) {
  // Beside the words of the table that states have as well.
  static const RE2 turns(
      R"(上(?:大学|大专|高中|高职|中专|中职|技校|职校|初中)|读(?:大学|大专|高中|高职|中专|中职|技校|职校|初中|研|专科|本科)|读[高初][一二三]|在部队|监狱|不在了|(?:人|已|车祸|早就?|年就)死|嫁(?:[^接妆]|$))");
  static const RE2 pupil(
      R"((?:^|[,是])(?:在校)?(?:大|高中|初中|中|小)?学生$|(?:^|[,是读])大[一二三四](?:[,在读学]|$))");
  static const RE2 of_another(
      R"((?:陪|孩子|娃|小孩|儿子|女儿|子女|弟弟|妹妹|孙子|孙女).{0,9}(?:读|上|念书|当兵|参军|出嫁|去世)|(?:父|母|爸|妈|爷|奶|老人|公公|婆婆|丈夫|老公|老婆|妻子|爱人|媳妇|哥|姐|弟|妹|伯|叔|舅|姑|姨|外婆|外公|岳父|岳母|户主).{0,6}(?:去世|过世|病逝|病故|死亡|离世)|(?:女婿|他爸|她爸|他妈|她妈|弟|哥|家[中里]有人).{0,3}(?:部队|当兵|参军|服役|坐牢|服刑|判刑|监狱)|嫁(?:过来|进来|到本村|在本村|入本村))");
  // A factory's name.
  if (Holds(text, "读书郎")) return IsNotWork(absl::StrReplaceAll(text, {{"读书郎", ""}}));
  return (HoldsNoWorkWord(text) || RE2::PartialMatch(Piece(text), turns) ||
          RE2::PartialMatch(Piece(text), pupil)) &&
         !RE2::PartialMatch(Piece(text), of_another);
}

// "老公在中山", "儿子在外打工": of somebody else; not "跟她老公在福建", who are both there.
bool IsOfAnother(absl::string_view clause) {
  // "娃儿开学又走了" says when.
  static const RE2 when(
      R"(^(?:娃儿?|小孩|孩子|崽|儿子|女儿)(?:开学|上学|放假|高考|中考|满月|断奶)(?:就|又|后|以后|完|才|了))");
  if (RE2::PartialMatch(Piece(clause), when)) return false;
  static const RE2 other(
      R"(^(?:其[子女夫妻父母]|(?:长|次|三)[子女]|(?:她|他|其|家里|家|屋头|屋里)?(?:的)?(?:大|小|二)?(?:老公|老婆|男人|婆娘|堂客|老汉|老者|老爹|爹|老娘|老母亲|屋里人|崽|女娃|男娃|老表|表哥|表弟|堂哥|堂弟|嫂|叔|伯|舅|姑|姨|丈夫|妻子|爱人|媳妇|儿子|女儿|儿媳|女婿|小孩|孩子|娃|子女|老人|婆婆|公公|爷爷|奶奶|爷奶|父亲|母亲|父母|爸|妈|哥|弟|姐|妹|兄弟|姐妹|对象|她在|他在)).)");
  return RE2::PartialMatch(Piece(clause), other) && !SaysAny(clause, {"一起", "都", "跟", "和"});
}

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

// "年后去的", "过完年就走了", "坐车去的": they have gone; "年后去" and "想年后去的" have not.
bool HasGone(absl::string_view clause) {
  static const RE2 gone(
      R"((?:年后|过完年|过了年|节后|开年|年初)(?:就|才|又|刚)*(?:去|出去|走|外出|出门|下|上)\p{Han}{0,8}[的了]$|^(?:坐\p{Han}{1,3}|[跟和]\p{Han}{1,4}|自己|一个人)去[的了]$)");
  return RE2::PartialMatch(Piece(clause), gone) &&
         !SaysAny(clause, {"想", "打算", "准备", "计划", "预计", "要", "没", "未", "不"});
}

// "等娃大点再出去", "暂时不去", "未务工": they stay, for now at least.
bool StaysForNow(absl::string_view clause) {
  static const RE2 stays(
      R"((?:等|完|后|点|些)\p{Han}{0,3}再(?:去|走|出去|出门|外出|说|打算)$|^(?:他|她|本人|今年|暂时|暂|先|还|一直|都)*(?:没|没有|不|未)去(?:了|成)?$|^(?:目前|现在?|一直|今年|至今|本人)*(?:未|没有?|无)(?:再|在外|外出)?(?:务工|打工|就业)了?$)");
  // "不走了", "国庆5号回来就不走了", "没再走"
  static const RE2 not_again(
      R"((?:[不没未]|没有)(?:再|打算|想|准备|会|用|愿意?|要)*走(?:了)?$|不(?:再|打算|想|准备|会|用|愿意?)*去(?:了)?$)");
  return RE2::PartialMatch(Piece(clause), stays) || RE2::PartialMatch(Piece(clause), not_again);
}

bool IsIntended(absl::string_view clause) {
  if (HasGone(clause)) return false;
  if (StaysForNow(clause) || SaysWaitsToGo(clause)) return true;
  static const RE2 stays(
      R"((?:明天|后天|下周|下个?月|过几天|过两天|年后|过完年)(?:就|再|才|要|准备)*(?:去|出去|走|外出|出门|到)|还没(?:有)?(?:出去|走|去|出门)|没(?:有)?(?:再)?(?:出去|走成|出门|外出|去成)|未(?:再)?(?:走|出去|出门|外出|出)|(?:准备|打算|计划|预计|想|说要|要|拟)(?:再)?(?:(?:今年|明年|下半年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|初|中旬?|底)?|下个?月|月底|年后|过完年|节后|下半年|近期|过几天|过段时间)?(?:再|就|才)?(?:和\p{Han}{1,4}|跟\p{Han}{1,4})?(?:出去|出门|去|外出|到)|(?:暂时|暂|先)?不(?:打算|想|准备|愿意?|能|肯)?(?:再)?(?:出去|出门|外出)(?:了)?|(?:出不去|去不了|走不了|走不开)|哪都没去|哪里都没去|(?:外出|务工|就业)意愿|(?:有意|愿意|待|即将)(?:外出|出门|出去)|今年(?:就)?没(?:有)?去|(?:准备|打算|计划)\p{Han}{0,8}?(?:出去|出门|外出)|(?:还没有?|没有?|尚?未)(?:返岗|返厂|回厂|复工)|等\p{Han}{1,6}安排|(?:正?在)?等(?:通知|消息|电话|车|老乡)|报(?:了)?名(?:去|外出|等)|^(?:月底|月初|下个?月初?|下周|明天|后天|过几天|过两天|近期|近日|\d{1,2}[日号]|年后|节后)(?:就|再|才|准备|将|要)*(?:走|出发|动身|启程)$)");
  return RE2::PartialMatch(Piece(clause), stays);
}

// "月底走", "下周回厂", "过几天返岗": the end of a visit.
bool LeavesAgain(absl::string_view text) {
  static const RE2 soon(
      R"((?:月底|月初|下周|下个?月|过几天|过两天|过段时间|过阵子|过一阵|明天|后天|马上|就|过完年|假满|还要|还得|还会|[住待耍玩歇][几两三]天|[办收忙盖栽种挖摘打修喝吃]完|\d+[日号]|初[一二三四五六七八九十]|十五|节后).{0,9}(?:走|回厂|返厂|返岗|返程|回去|再去|又去|就去|再出去|又出去|还要去|还要出去|还去|上班))");
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

// "请假在家", "调休回来": on leave from work that goes on.
bool IsOnLeave(absl::string_view clause) {
  static const RE2 leave(
      R"((?:请(?:了|的)?\p{Han}{0,3}假|调休|轮休|放\p{Han}{0,4}假|探亲假|婚假|产假|年假|丧假))");
  return SaysAny(clause, {"假", "休"}) && RE2::PartialMatch(Piece(clause), leave) &&
         !SaysAny(clause, {"辞", "没请", "放长假", "请长假"});
}

// "老板没活,放假在家": sent home for want of work, which is no leave from a job that goes on.
bool HasNothingToDo(absl::string_view folded) {
  return SaysAny(folded, {"没活", "没有活", "没事做", "没订单", "没有订单", "无订单", "没货做",
                          "停工", "停产", "倒闭", "关门"});
}

// "已不在原厂": left it, for where is not said.
bool HasLeftTheirWork(absl::string_view clause) {
  static const RE2 left(
      R"((?:不|没|未)(?:再)?在(?:原来?|老|那个?|该|这个?)?\p{Han}{0,4}(?:厂|公司|单位)|离开(?:了)?(?:原来?的?|老)?\p{Han}{0,4}(?:厂|公司|单位)|(?:已|从)\p{Han}{0,4}离(?:厂|职))");
  return RE2::PartialMatch(Piece(clause), left);
}

// "下月返岗", "准备返岗": still at home, and not to stay.
bool WillReturn(absl::string_view clause) {
  static const RE2 will(
      R"((?:下月|下个月|下周|月底|过几天|过两天|明天|后天|准备|打算|计划|即将|将|马上|待|等待|等).{0,9}(?:返岗|返厂|回厂|复工))");
  return RE2::PartialMatch(Piece(clause), will);
}

bool SaysAtHome(absl::string_view clause) {
  if (SaysIsBack(clause)) return true;
  static const RE2 home(
      R"((?:^|[^不没])在(?:老)?家|(?:^|[^不没未有])(?:回来|回家|返乡|回乡|回村|返家|回老家|回屋)|已回$|回了$|居家|(?:^|[^不没])在屋|屋头养|拢屋|归屋|赋闲|闲在|闲着|务农|种(?:地|田|菜|烤烟|庄稼|茶|果|苞谷|玉米|洋芋|辣椒|药材|天麻|猕猴桃|刺梨)|养(?:猪|牛|羊|鸡|鱼)|坐月子|怀孕|孕妇|孕期|待产|哺乳|(?:带|照看|照顾|看)(?:孩子|小孩|娃|孙子|老人|父母)|陪读|陪.{0,9}(?:读书|上学)|休养|养病|生病|患病|重病|大病|瘫痪|卧床|农忙|干农活|做农活|搞(?:养殖|种植|农业)|放(?:牛|羊|马)|喂(?:猪|牛|羊|马|鸡)|家庭(?:主妇|妇女)|全职(?:妈妈|太太)|备孕|生(?:小孩|孩子|娃|二胎|三胎)|(?:家里|家中|自家|自己家?|老家).{0,4}(?:修|建|盖|起|装修)(?:新)?房|没上班|不上班|没(?:有)?(?:工作|事做|活干)|待业|失业|无业|无劳动?(?:能)?力|丧失劳动|干不动|做不动|(?:不能|没法|无法)(?:干活|劳动|做事)|干不了(?:重)?活|没出门)");
  return RE2::PartialMatch(Piece(clause), home);
}

bool SaysAway(absl::string_view clause) {
  if (HasGone(clause)) return true;
  static const RE2 away(
      R"(不在家|没在家|不在屋|没在屋|不在村|没在村|[没未](?:有)?(?:回来|回家|返乡|回乡|归)|出门(?:了|打工|务工)?$|(?:出去|走)(?:的|了)$|又走了|又去了|国外|境外|珠三角|长三角|江浙|沿海|(?:刚|已经?|昨天|前天|上周|上个?月|早就?)走|(?:(?:刚刚?|才刚?)(?:出去|出门|出发|去)|(?:已经?|昨天|前天|上周|上个?月|早就?)(?:出去|出门|出发))(?:了|的|不久|没多久|没几天|打工|务工|上班)?$|外地|外省|省外|外面|外头|出远门|跑长途|在外|外出|原厂|老厂|还在厂|人还在|进厂|进了\p{Han}{0,4}厂|到厂|全家都在|(?:换|调)到|回厂了|返岗|打工|务工|在岗)");
  return RE2::PartialMatch(Piece(clause), away);
}

bool SaysLocal(absl::string_view clause) {
  static const RE2 local(
      R"((?:本村|本乡|本寨|[帮在给]村|村头|寨上|寨子|[村镇乡](?:里的?)?(?:小学|中学)|村里|村上|村内|村委会|村公所|村干|镇里|县医院|乡政府|镇政府|卫生院|中心校|村小|园区|产业园|基地|本镇|镇上|镇内|县内|就近|就地|合作社|乡上|乡里|街上|本县|县城|县里|本地|附近|当地|家门口|村委|公益(?:性)?岗|护林员|保洁员|村干部|村支书|村主任|村医|帮扶车间|扶贫车间))");
  static const RE2 works(
      R"(修路|修水|修渠|修沟|修桥|打坝|砌|做饭|煮饭|村干|散工|零工|收银|护工|进了?\p{Han}{0,4}厂|保安|保洁|门卫|扫地|摘|采|除草|打药|施肥|管护|帮工|工作|主任|支书|文书|开.{0,9}店|开店|干活|打零工|上班|做工|工地|当|做|村干部|村支书|村主任|村医|保洁员|公益|护林|车间|开车|跑|送|卖|务工|打工|养|创业)");
  return RE2::PartialMatch(Piece(clause), local) && RE2::PartialMatch(Piece(clause), works) &&
         !SaysAny(clause,
                  {"没工作", "没有工作", "没活", "没有活", "没上班", "不上班", "找工作", "想",
                   "打算",   "准备",     "核实", "确认",   "登记",   "介绍",   "组织",   "包车",
                   "统一",   "回访",     "联系", "提供",   "反映",   "告知",   "代签",   "代填"});
}

// Beside the words of the table that states have as well.
bool SaysLost(absl::string_view clause) {
  static const RE2 turns(R"(找不到人|去向不清|不清楚去向|不知道?(?:去哪|在哪|去向))");
  return HoldsLostWord(clause) || RE2::PartialMatch(Piece(clause), turns);
}

// "3月开始", "去年5月去的": a day that belongs to what the clause before it says.
bool DatesTheClauseBefore(absl::string_view clause) {
  static const RE2 dates(
      R"((?:开始|起|去的|走的|出去的|出门的|回来的|来的|进厂的?|上班的?|入职的?|到岗的?|做起)$)");
  // "浙江宁波务工,2026.3.1"
  static const RE2 only_a_date(
      R"((?:20\d\d|\d\d年)[年./-]?\d{1,2}(?:[月./-](?:\d{1,2}[日号]?|份)?)?|\d{1,2}月(?:\d{1,2}[日号]?|份)?)");
  return RE2::PartialMatch(Piece(clause), dates) || RE2::FullMatch(Piece(clause), only_a_date);
}

// "户口迁到贵阳", "易地搬迁到红果": where they are registered or housed, not where they work.
bool IsOfRegistration(absl::string_view clause) {
  return SaysAny(clause, {"户口", "户籍", "迁往", "迁到", "迁至", "迁出", "迁入", "迁走", "已迁",
                          "搬迁", "搬到", "搬去", "搬走", "搬家"}) &&
         !SaysWork(clause) && !SaysAny(clause, {"去做", "来做"});
}

// "陪读", "带孙子", with no word that it is at home.
bool IsCareElsewhere(absl::string_view clause, bool here) {
  return SaysOnlyCare(clause) && !here &&
         !SaysAny(clause, {"在家", "回来", "回家", "返乡", "回乡", "老家", "家里", "家中", "本村",
                           "村里", "镇上", "县城", "县里"});
}

// "7月10号去中山", said on the first: a day to come, and no "的" or "了" that it is over. Said in
// December, "1月10号" is the next year's; said in October, "3月" was this one's.
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

// What a clause says of where somebody is; `place`: the one that it names. `intended`: IsIntended
// of the clause. `laid_off`: other clauses say that there is no work.
Whereabouts WhereaboutsIn(absl::string_view clause, const std::string& place,
                          const PlaceReader& places, absl::string_view home, bool intended,
                          bool laid_off) {
  const bool here = !place.empty() && !home.empty() && places.Contains(home, place);
  const bool around = !place.empty() && !home.empty() && places.Contains(place, home);
  const bool local = SaysLocal(clause) && (place.empty() || here);
  const bool stays = !IsAwayWithoutWork(clause) && !SaysWentAgain(clause) && SaysAtHome(clause) &&
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
  const bool away = SaysAway(clause) || SaysWentAgain(clause) || SaysAbroad(clause);
  return away && !SaysOnlyCare(clause) ? Whereabouts::kAway : Whereabouts::kUnknown;
}

// What all clauses say together. `without`: what they are by clauses that say nothing of where,
// lost or not reached. `only_not_here`: the last that was said is that they are not at home, and
// nothing more.
void SettleAll(absl::string_view folded, Whereabouts without, bool only_not_here,
               SurveyRemarks& remarks) {
  if (remarks.whereabouts != Whereabouts::kAway && remarks.whereabouts != Whereabouts::kLocal) {
    remarks.place.clear();
  }
  remarks.leaves_again =
      !Holds(folded, "还没") && LeavesAgain(folded) &&
      SaysAny(folded, {"回来", "回家", "请假", "探亲", "休假", "返厂", "回厂", "返岗", "耍几天",
                       "耍两天", "住几天", "住两天", "待几天", "玩几天"});
  remarks.job_goes_on =
      remarks.leaves_again && SaysAny(folded, {"返厂", "回厂", "返岗", "请假", "假满", "探亲"});
  if (remarks.whereabouts == Whereabouts::kHome && remarks.leaves_again) {
    remarks.whereabouts = Whereabouts::kVisiting;
  }
  // "放高温假,回来了"
  const bool on_leave = IsOnLeave(folded) && !HasNothingToDo(folded) && !SaysStays(folded);
  if (remarks.whereabouts == Whereabouts::kHome && on_leave) {
    remarks.whereabouts = Whereabouts::kVisiting;
  }
  const bool unknown = remarks.whereabouts == Whereabouts::kUnknown || only_not_here;
  const bool said_so = without != Whereabouts::kUnknown;
  if (unknown && said_so) remarks.whereabouts = without;
  if (remarks.own_shop && remarks.whereabouts == Whereabouts::kUnknown && !said_so) {
    remarks.whereabouts = Whereabouts::kLocal;
  }
}

}  // namespace

bool SaysNoWork(absl::string_view folded) { return IsNotWork(folded); }

bool SaysNotReached(absl::string_view clause) {
  // Beside the words of the table that states have as well.
  static const RE2 turns(
      R"([没未](?:有|能)?联系[上到]|[无没]人(?:接|听)|[没未](?:有|能)?(?:接通|打通)|电话不通|(?:不|没|未|没有)接(?:听|电话|通)?$|(?:不|没|未|没有)接电话|通话中|挂断|问不[到着]|号码(?:错误|不对|有误|不存在)|(?:没有?|无)(?:电话|联系方式))");
  return HoldsNoAnswerWord(clause) || RE2::PartialMatch(Piece(clause), turns);
}

bool SaysHearsay(absl::string_view folded) {
  if (SaysAny(folded, {"听说", "据说", "传说", "好像", "可能", "也许", "疑似", "怀疑", "恐怕"}) ||
      IsHearsay(folded)) {
    return true;
  }
  for (absl::string_view clause : absl::StrSplit(folded, ',', absl::SkipEmpty())) {
    if (TakeSource(clause) == Source::kHeard) return true;
  }
  return false;
}

namespace {

// Of a clause that leaves open where somebody is: what it adds to those before.
// `changed`: the clause before tells of a change of work.
void AddWhatElseItSays(absl::string_view clause, absl::CivilDay as_of, bool changed,
                       SurveyRemarks& remarks) {
  remarks.only_care = remarks.only_care || SaysOnlyCare(clause);
  if (remarks.whereabouts != Whereabouts::kUnknown && !remarks.since.has_value() &&
      DatesTheClauseBefore(clause)) {
    remarks.since = FindSpokenDate(clause, as_of);
    remarks.since_change = changed;
  }
}

// Nothing of what was said so far stands: it was heard, or they did not get there.
void StartAnew(bool heard, SurveyRemarks& remarks) {
  SurveyRemarks anew;
  anew.hearsay = remarks.hearsay || heard;
  anew.not_there = remarks.not_there || !heard;
  remarks = std::move(anew);
}

bool SaysInVillage(absl::string_view clause) {
  return SaysAny(clause, {"村", "寨", "屋", "护林", "公益", "家门口", "镇上", "本地", "乡上",
                          "乡里", "街上", "合作社", "本镇", "本县", "现在", "目前", "如今"});
}

void TakeWhereabouts(Whereabouts said, const std::string& place, absl::string_view clause,
                     SurveyRemarks& remarks) {
  remarks.not_there = remarks.not_there && said != Whereabouts::kAway;
  remarks.home_now = said == Whereabouts::kHome &&
                     (remarks.home_now || SaysAtHomeNow(clause) || SaysCameBack(clause) ||
                      SaysIsBack(clause) || SaysDidNotGo(clause) || SaysWentOutNoMore(clause));
  remarks.works_in_village = said == Whereabouts::kLocal && SaysInVillage(clause);
  remarks.home_is_meant = said == Whereabouts::kHome && !remarks.home_now &&
                          (SaysComesHomeLater(clause) || SaysOnlyCare(clause));
  remarks.moved = said == Whereabouts::kAway && !place.empty() && SaysChangedWork(clause);
  remarks.job_ended = false;
  remarks.left.clear();
  remarks.gone_again = said == Whereabouts::kAway && SaysWentAgain(clause);
  if (said != remarks.whereabouts) remarks.since.reset();
  remarks.whereabouts = said;
  if (!place.empty() && said != Whereabouts::kHome) remarks.place = place;
}

// "请假在家,过几天就去": the plan is the end of the leave.
bool IsEndOfLeave(const SurveyRemarks& before, Whereabouts said, bool intended,
                  absl::string_view clause) {
  return before.whereabouts == Whereabouts::kVisiting && said == Whereabouts::kHome && intended &&
         !SaysAny(clause, {"没", "不", "未"});
}

// Of one remark, clause by clause.
class RemarksReader {
 public:
  RemarksReader(const PlaceReader& places, absl::string_view home, absl::CivilDay as_of,
                absl::string_view at, bool laid_off)
      : places_(places), home_(home), as_of_(as_of), at_(at), laid_off_(laid_off) {}

  void Read(absl::string_view clause) {
    const bool lost_here = SaysLost(clause);
    if (lost_here || SaysNotReached(clause)) {
      if (without_ != Whereabouts::kLost) {
        without_ = lost_here ? Whereabouts::kLost : Whereabouts::kNotReached;
      }
      return;
    }
    // What follows hearsay is hearsay, until somebody is named who knows.
    const Source source = TakeSource(clause);
    if (source != Source::kUnsaid) heard_ = source == Source::kHeard;
    const bool all_heard = heard_ && SaysToldBehind(clause);
    const absl::string_view before = std::exchange(other_before_, "");
    TakeOwnPronoun(before, clause);
    if (IsOfAnother(clause)) {
      other_before_ = clause;
      return;
    }
    remarks_.dead = remarks_.dead || SaysDied(clause);
    if (IsPast(clause) || IsOfRegistration(clause)) return;
    if (all_heard || SaysDidNotArrive(clause)) {
      StartAnew(all_heard, remarks_);
    } else if (LeftTheirPlace(clause, places_, home_)) {
      left_on_ = FindSpokenDate(clause, as_of_);
    } else {
      ReadWhere(clause);
    }
  }

  // `folded`: all of it.
  SurveyRemarks Settle(const std::string& folded) {
    if (remarks_.whereabouts == Whereabouts::kHome && !remarks_.since) remarks_.since = left_on_;
    SettleAll(folded, without_, only_not_here_, remarks_);
    return std::move(remarks_);
  }

 private:
  // "她男人在中山,她在屋头": the second clause is of the person themselves.
  static void TakeOwnPronoun(absl::string_view other_before, absl::string_view& clause) {
    for (absl::string_view pronoun : {"她", "他"}) {
      if (absl::StartsWith(other_before, pronoun) && absl::StartsWith(clause, pronoun) &&
          !IsOfAnother(clause.substr(pronoun.size()))) {
        clause.remove_prefix(pronoun.size());
        return;
      }
    }
  }

  // What a clause of no whereabouts says all the same.
  void ReadOtherwise(absl::string_view clause, const std::string& place) {
    AddWhatElseItSays(clause, as_of_, changed_, remarks_);
    if (std::string left = PlaceLeft(clause, places_); !left.empty()) {
      remarks_.left = std::move(left);
      return;
    }
    remarks_.job_ended = remarks_.job_ended || SaysJobEnded(clause);
    const bool here = !place.empty() && !home_.empty() && places_.Contains(home_, place);
    if (!SpeaksOfWhereabouts(clause) && (place.empty() || here)) return;
    const bool heard = SaysHearsay(clause);
    remarks_.hearsay = remarks_.hearsay || heard;
    remarks_.unread = remarks_.unread || !heard;
  }

  void ReadWhere(absl::string_view clause) {
    std::string place = PlaceIn(clause, places_);
    if (place.empty() && SaysChangedWork(clause)) {
      place = PlaceMovedTo(clause, remarks_.place.empty() ? at_ : remarks_.place, places_);
    }
    const bool here = !place.empty() && !home_.empty() && places_.Contains(home_, place);
    remarks_.care_elsewhere = remarks_.care_elsewhere || IsCareElsewhere(clause, here);
    const bool ahead = IsAhead(clause, as_of_);
    const bool intended = ahead || IsIntended(clause);
    const Whereabouts said =
        ahead ? Whereabouts::kHome
              : WhereaboutsIn(clause, place, places_, home_, intended, laid_off_);
    if (said != Whereabouts::kUnknown && (heard_ || (!intended && IsHearsay(clause)))) {
      remarks_.hearsay = true;
      return;
    }
    if (IsEndOfLeave(remarks_, said, intended, clause)) return;
    // "辞工了,在家" after "回来": the same; a later clause that leaves it open changes nothing.
    remarks_.own_shop = remarks_.own_shop || SaysOwnShop(clause);
    if (said == Whereabouts::kUnknown) {
      ReadOtherwise(clause, place);
      return;
    }
    changed_ = SaysChangedWork(clause);
    TakeWhereabouts(said, place, clause, remarks_);
    remarks_.abroad = said == Whereabouts::kAway && SaysAbroad(clause);
    only_not_here_ = said == Whereabouts::kAway && place.empty() && SaysOnlyNotHere(clause);
    // The day is that of the plan.
    if (ahead || (intended && !ComesHomeOn(clause))) return;
    const auto since = FindSpokenDate(clause, as_of_);
    if (!since.has_value()) return;
    remarks_.since = since;
    remarks_.since_change = changed_;
  }

  const PlaceReader& places_;
  const absl::string_view home_;
  const absl::CivilDay as_of_;
  const absl::string_view at_;
  absl::string_view other_before_;  // the clause before, if it is of another
  const bool laid_off_;             // some clause says that there is no work
  SurveyRemarks remarks_;
  Whereabouts without_ = Whereabouts::kUnknown;  // lost or not reached, where no place is said
  bool only_not_here_ = false;  // the last that was said: not at home, and nothing more
  bool heard_ = false;          // what is said now was told by who has only heard it
  bool changed_ = false;        // the clause before tells of a change of work
  std::optional<SpokenDate> left_on_;
};

}  // namespace

SurveyRemarks ReadSurveyRemarks(absl::string_view text, const PlaceReader& places,
                                absl::string_view home, absl::CivilDay as_of,
                                absl::string_view at) {
  const std::string folded =
      absl::StrReplaceAll(FoldClauses(text), {{"。", ","}, {";", ","}, {"!", ","}, {"、", ","}});
  if (IsNotWork(folded)) {
    SurveyRemarks remarks;
    remarks.not_work = true;
    for (absl::string_view clause : absl::StrSplit(folded, ',', absl::SkipEmpty())) {
      remarks.dead = remarks.dead || SaysDied(clause);
    }
    return remarks;
  }
  RemarksReader reader(places, home, as_of, at, HasNothingToDo(folded));
  for (absl::string_view clause : absl::StrSplit(folded, ',', absl::SkipEmpty())) {
    // "外出(中山古镇,3月)"
    if (absl::EndsWith(clause, ")") && !absl::StrContains(clause, '(')) clause.remove_suffix(1);
    reader.Read(clause);
  }
  return reader.Settle(folded);
}

}  // namespace laowu::intake
