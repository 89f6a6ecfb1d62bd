#include "intake/survey/survey_unread.h"

#include <string>

#include "absl/strings/match.h"
#include "intake/facts/whereabouts.h"
#include "intake/text/re2_piece.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
bool SpeaksOfWhereabouts(absl::string_view clause) {
  const auto says = [](absl::string_view text) {
    return SaysAny(text, {"转到", "转去", "转回", "转来", "换到", "换去",   "调到", "调去", "搬到",
                          "搬去", "离开", "跑了", "溜了", "逃",   "走了",   "去了", "回来", "回家",
                          "回屋", "回村", "回转", "回去", "回乡", "回老家", "回流", "返乡", "返家",
                          "拢屋", "到屋", "归屋", "没去", "没走", "不在",   "没在"}) ||
           SaysAny(text,
                   {"归家", "返贵", "派出所", "屋头", "屋里", "在屋",   "在家", "家头", "村里",
                    "村上", "村头", "本村",   "寨",   "家里", "家中",   "老家", "乡下", "本地",
                    "当地", "本县", "本镇",   "镇上", "县城", "家门口", "当兵", "坐牢"}) ||
           SaysAny(text,
                   {"死",   "亡",     "殁",     "判",   "抓",     "拘",     "关起", "病",   "伤",
                    "残",   "摔",     "瘫",     "手术", "住院",   "倒闭",   "关门", "停工", "停产",
                    "垮",   "辞",     "开除",   "裁",   "不做了", "不干了", "没做", "没干", "做不",
                    "干不", "不上班", "歇",     "结账", "下岗",   "失业",   "不见", "出事", "班房",
                    "断了", "缅甸",   "柬埔寨", "越南", "老挝",   "国外",   "境外", "出国"});
  };
  if (!says(clause)) return false;
  // What has these words and tells nothing of them.
  static const RE2 harmless(
      R"((?:家里|家中|屋头|屋里|老家|村里|村上|本村|本地)的?(?:人)?(?:的)?(?:电话|联系|号码|座机|微信|地址|有\p{Han}{1,8}|[一两二三四五六七八]个?\p{Han}{1,6}|\d{1,2}[口个]人|\d{6,}|条件|情况|困难|欠|还贷|都好|一切|人口|负担|缺)\p{Han}{0,8}|家里人?(?:说|讲|知道|接的?|代|告知|核实|确认|反映|提供)|(?:工伤|伤残|大病|医疗|疾病|人身|意外)\p{Han}{0,4}(?:保险|险|参保|证|补助)|残疾证|无(?:伤|病|残)\p{Han}{0,4}|没(?:有)?(?:生病|受伤|病)|(?:不|没|未|没有)(?:想|要|打算)?(?:辞|倒闭|停工|关门|裁|失业|判|受?伤|出事)\p{Han}{0,3}|判断|批判|病假条|职业病体检|(?:忙|累|热|穷|气|饿|冷|烦|笑|要|闲)死了?|本地(?:人|话|号|卡|户口|口音)|(?:村里|村上|本村|寨上)的?(?:人|老乡|亲戚|组织|包车|安排|介绍|统一|带|帮忙|登记|核实|干部)\p{Han}{0,8}|老家(?:是|在)?\p{Han}{0,6}人|从(?:家|家里|屋头|村里|老家|本地|县城)\p{Han}{0,4}(?:出发|动身|走|坐车|出来|出门)的?|(?:猪|牛|羊|鸡|鸭|鱼|马)\p{Han}{0,3}(?:死|病)|回来\p{Han}{0,4}(?:电话|登记|补填|再填))");
  std::string rest(clause);
  return !RE2::GlobalReplace(&rest, harmless, "") || says(rest);
}

bool SpeaksOfMove(absl::string_view clause) {
  return SaysAny(clause, {"转到", "转去",   "换到",   "换去", "调到", "调去", "搬到", "搬去",
                          "离开", "跑了",   "溜了",   "逃",   "走了", "去了", "回去", "不在",
                          "没在", "派出所", "当兵",   "坐牢", "判",   "抓",   "拘",   "关起",
                          "不见", "缅甸",   "柬埔寨", "越南", "老挝", "国外", "境外", "出国"});
}

bool SaysDied(absl::string_view clause) {
  if (!SaysAny(clause, {"死", "去世", "亡", "过世", "离世", "逝", "病故", "身故", "已故", "殁",
                        "没了", "走了", "埋", "葬", "在人世"})) {
    return false;
  }
  static const RE2 died(
      R"(^(?:本人|此人|该人|人|他|她|现在?|据说|已经?|于|在|中山|外面|外地|工地上?|厂里|都|早就?|就|又|去年|今年|前年|上个?月|前几天|年初|年底|春节|\d{2,4}年|\d{1,2}月(?:份|初|底)?|\d{1,2}[日号]|因(?:病|公|车祸|工伤|意外|事故|故)?|得?病|生病|车祸|意外|事故|工伤|淹|摔|触?电|出|打|砸)*(?:死(?:了|亡|掉|的|去|在|于|后)\p{Han}{0,3}|死$|去世|去逝|过世|过逝|离世|逝世|病逝|病故|亡故|身故|已?故(?:了|$)|身亡|殁))");
  // "人没了", "车祸走了": gone for good; not "车票没了", "得病好了才走了".
  static const RE2 gone(
      R"(^(?:本人|此人|该人|他|她)?人(?:就|都|早就|已经?)*没了|^(?:本人|此人|人|他|她|去年|今年|前年|上个?月|\d{1,2}月(?:份|初|底)?|得|因)*(?:车祸|癌症?|肺癌|肝癌|胃癌|尘肺病?|急病|重病|脑溢血|脑梗|心梗|意外|事故|工伤)(?:就|都|已经?|突然)*(?:走了|没了)|不在人世)");
  return RE2::PartialMatch(Piece(clause), died) || RE2::PartialMatch(Piece(clause), gone) ||
         SaysBuried(clause);
}

bool SaysBuried(absl::string_view clause) {
  return StartsWithAny(clause, {"埋在", "埋了", "葬在", "已埋", "已葬", "安葬", "下葬", "火化"});
}

bool SaysJobEnded(absl::string_view clause) {
  static const RE2 denied(
      R"((?:没有?|未|不)(?:想|要|打算|准备|会|肯|敢)?(?:离职|辞|离岗|离厂|倒闭|关门|停工|被裁|失业)|[打想准计]\p{Han}{0,4}辞)");
  static const RE2 shut(
      R"((?:厂子?|店子?|公司|车间|工地|合作社|馆子)(?:里|都|也|已经?|就)*(?:关|倒|黄|垮|散)了)");
  return (SaysLeftAJob(clause) ||
          (SaysAny(clause, {"关", "倒", "黄", "垮", "散"}) &&
           RE2::PartialMatch(Piece(clause), shut)) ||
          SaysAny(clause, {"关门", "停产", "垮了", "下岗", "失业", "结账走", "散伙"})) &&
         !RE2::PartialMatch(Piece(clause), denied);
}

bool SaysComesHomeLater(absl::string_view clause) {
  static const RE2 later(
      R"(要|打算|准备|计划|想|预计|等|过年|春节|年底|年后|每|会回|可能|(?:月(?:份|底|初|中旬)?|国庆|中秋|五一|端午|清明|元旦|\d[日号])(?:就|再|才)?(?:回来|回家|返乡|回乡|回村|回屋)$)");
  return RE2::PartialMatch(Piece(clause), later);
}

}  // namespace laowu::intake
