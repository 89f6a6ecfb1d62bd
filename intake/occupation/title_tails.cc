#include "intake/occupation/title_tails.h"

#include <cstddef>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "intake/occupation/posting_title.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {

std::string WithoutPapers(std::string text) {
  if (!SaysAny(text, {"证", "照", "本"})) return text;
  static const RE2 of_a_class(
      R"((?:必须|需要|需|要|须)?(?:持|凭|有|带|具备|具有)?(?:[abc][123]|g[123]|n[12]|q[1-8]|r1|t[12])(?:[、/和或](?:[abc][123]|g[123]|n[12]|q[1-8]))*e?(?:驾驶证|驾照|驾证|证书|证|照|本)(?:以上)?)");
  static const RE2 named(
      R"((?:必须|需要|需|要|须|得)?(?:持有|具有|具备|持|有|带|凭)\p{Han}{0,8}?证书?(?:上岗|者|的|优先|最好)*([^\p{Han}a-z\d]|$))");
  RE2::GlobalReplace(&text, of_a_class, ",");
  if (SaysAny(text, {"持", "有", "带", "具备", "凭"})) RE2::GlobalReplace(&text, named, R"(,\1)");
  return text;
}

std::string NameBeforeTerms(absl::string_view name) {
  static const RE2 shift(
      R"(^(.+?)(?:要|可|能|需)?上?(?:值班|倒班|轮班|对班|[长常]?白班|[长大]?夜班|晚班|早班|中班|通宵|[两二三23]班倒?|白夜班|包工|点工|清包)(?:制|员)?$)");
  static const RE2 basis(
      R"(^(.+?)(?:工资|工价|单价)?(?:按|论|计|以|算)(?:计件|件|吨|平方米?|平米|立方|方|米|公斤|斤|箱|包|车|趟|双|个|打|亩|棵|株|天|日|小时|时|数|量|单|套|块|条|筐|桶|重量|面积|产量)\p{Han}{0,5}$)");
  static const RE2 board(
      R"(^(.{6,}?)(?:包吃|包住|包食宿|包吃住|包餐|管吃|管饭|管住|供食宿|提供食宿|提供住宿).*$)");
  std::string before;
  if (SaysAny(name, {"包吃", "包住", "包食", "包餐", "管吃", "管饭", "管住", "食宿", "住宿"}) &&
      RE2::FullMatch({name.data(), name.size()}, board, &before)) {
    return before;
  }
  // 打包工 packs, and is no work that is let as a whole.
  const bool packs = EndsWithAny(name, {"打包工", "装包工", "捆包工", "分包工", "夹包工", "面包工",
                                        "书包工", "皮包工", "手包工", "香包工", "裱包工"});
  if (!packs && SaysAny(name, {"班", "通宵", "包", "点工"}) &&
      RE2::FullMatch({name.data(), name.size()}, shift, &before)) {
    return before;
  }
  if (SaysAny(name, {"按", "论", "计", "以", "算"}) &&
      RE2::FullMatch({name.data(), name.size()}, basis, &before)) {
    return before;
  }
  return "";
}

std::string HandiworkIn(absl::string_view part) {
  // Verbs of which few other words are made; 做 and 装 only where a call or a workshop stands
  // before them.
  static const RE2 alone(
      R"(^(?:在家|居家|村里|家里)?((?:缝|串|钩|编|扎|剥|摘|挖|采摘|采|粘|绣|织|搓|掰|砍|锄|栽|割|分拣|穿)\p{Han}{1,4})$)");
  static const RE2 called(
      R"(^.{0,36}?(?:车间|工坊|基地|合作社|农场|\p{Han}园|(?:招|请|要|找|雇)(?:人手?|工人|工|妇女|几个人)\p{Han}{0,6}?)(?:里|内|去|来)?((?:缝|串|钩|编|扎|剥|摘|挖|采摘|采|粘|绣|织|搓|掰|砍|锄|栽|割|分拣|穿|做|装|组装|插|折|叠|除|种|拔|切|刷|洗|喂|捡|打包|卸|磨|烤|制作|加工|嫁接|套|修剪|疏|看|守|养|放|收)\p{Han}{1,5})$)");
  static const RE2 no_work(
      R"(人|工作|过|[的得了可有不钱班餐饭住招聘]|电话|微信|优先|熟手|生手|活|事|饮|料场|通|取$|用$|购|样$|写|辑|织$|掘机)");
  if (!SaysAny(part, {"缝",   "串",   "钩",   "编",     "扎",   "剥", "摘", "挖", "采",   "粘",
                      "绣",   "织",   "搓",   "掰",     "砍",   "锄", "栽", "割", "分拣", "穿",
                      "车间", "工坊", "基地", "合作社", "农场", "园", "人", "工"})) {
    return "";
  }
  constexpr int kLongest = 30;  // characters
  if (CharacterCount(part) > kLongest) return "";
  const re2::StringPiece piece(part.data(), part.size());
  std::string work;
  for (const RE2* one : {&alone, &called}) {
    if (RE2::FullMatch(piece, *one, &work) && !RE2::PartialMatch(work, no_work)) return work;
  }
  return "";
}

std::string HarvestIn(absl::string_view part) {
  static const RE2 harvest(
      R"(^\p{Han}{0,8}?((?:收|挖|砍|摘|采|割|插|种|捞|抓)(?:香?蕉|莲?藕|鱼|虾|蟹|鸡|甘?蔗|水?稻|谷|菜|玉米|水?果|茶|荔枝|龙眼|莲|芋|姜|葱|秧|药|桑|菠萝|草)\p{Han}{0,3}(?:工|人手))$)");
  std::string work;
  const bool may_be = EndsWithAny(part, {"工", "人手"});
  return may_be && RE2::FullMatch({part.data(), part.size()}, harvest, &work) ? work : "";
}

std::string WithoutVerbBefore(absl::string_view name) {
  absl::string_view rest = name;
  for (absl::string_view verb : {"求介绍", "介绍", "求", "找", "寻", "雇", "请"}) {
    if (absl::ConsumePrefix(&rest, verb)) break;
  }
  for (absl::string_view one : {"一个", "个", "一位", "位"}) {
    if (absl::ConsumePrefix(&rest, one)) break;
  }
  for (absl::string_view how : {"骑电动车", "骑摩托车", "骑电瓶车", "骑三轮车", "骑单车"}) {
    if (absl::StartsWith(rest, how) && absl::StartsWith(rest.substr(how.size()), "送")) {
      rest.remove_prefix(how.size());
    }
  }
  for (absl::string_view where : {"小区", "办公楼", "写字楼", "商场", "公司", "工厂"}) {
    if (absl::StartsWith(rest, where) &&
        StartsWithAny(rest.substr(where.size()), {"搞", "打扫", "扫"})) {
      rest.remove_prefix(where.size());
    }
  }
  return rest.size() < name.size() ? std::string(rest) : "";
}

std::string WantedIn(absl::string_view part) {
  static const RE2 wanted(
      R"(^[\p{Han}\d]{0,12}(?:急需|需要|急要|还要|还缺|急缺|缺人|[^申邀聘宴]请|^请|要|缺|需|差)([^求人教问].{1,20})$)");
  std::string rest;
  if (!SaysAny(part, {"需", "要", "缺", "请", "差"})) return "";
  return RE2::FullMatch({part.data(), part.size()}, wanted, &rest) ? rest : "";
}

// 加工.
bool IsSomebody(absl::string_view name) {
  return name != "熟练工" && name != "返费工" && name != "正式工" && !HoldsDigit(name) &&
         !IsBareCall(name) &&
         !StartsWithAny(name, {"生手", "熟手", "新手", "老手", "本", "我", "全体", "各", "公司"}) &&
         !SaysAny(name, {"男", "女", "的", "可", "有", "无", "会", "包", "优先", "要", "多"}) &&
         EndsWithAny(name, {"师傅", "干部", "学徒", "人员", "技工", "员", "工"}) &&
         !EndsWithAny(name, {"员工", "职工", "民工", "加工", "开工", "招工", "用工", "施工", "手工",
                             "动工", "完工", "上工", "人工", "务工", "打工", "停工", "返工"});
}

std::string SomebodyBeforeCall(absl::string_view part) {
  static const RE2 call(
      R"(^(\p{Han}{1,20}?(?:[^员职打普招]工|普工|员|师傅|司机|保安|保洁|厨师|学徒|阿姨))(?:班组|岗位|岗|组)?(?:现|急|还|大量|长期)*(?:(?:招|请|要|缺|差|需)(?:人手?|工人)(?:了)?|(?:招|请|要|缺|差|需要?)(?:\d{1,3}|[一二两三四五六七八九十几]{1,3})(?:个|名|位|人).{0,6})$)");
  std::string before;
  if (!SaysAny(part, {"招", "请", "要", "缺", "差", "需"})) return "";
  return RE2::FullMatch({part.data(), part.size()}, call, &before) ? before : "";
}

namespace {

// Without blanks and marks at the end, which open what was cut off.
absl::string_view WithoutCutMarks(absl::string_view title) {
  absl::string_view rest = Trim(title);
  for (bool cut = true; cut;) {
    cut = false;
    for (absl::string_view mark :
         {"(", "（", "【", "[", ":", "：", ",", "，", "、", "/", "|", "-", "·"}) {
      cut = absl::ConsumeSuffix(&rest, mark) || cut;
    }
    rest = Trim(rest);
  }
  return rest;
}

bool ClosesItsBrackets(absl::string_view text) {
  for (const auto& [open, close] : {std::pair<absl::string_view, absl::string_view>{"(", ")"},
                                    {"（", "）"},
                                    {"【", "】"},
                                    {"[", "]"}}) {
    const std::size_t last = text.rfind(open);
    if (last != absl::string_view::npos && text.find(close, last) == absl::string_view::npos) {
      return false;
    }
  }
  return true;
}

// Bytes of the picture, box or star that `text` begins with; 0 if it begins with none.
std::size_t OrnamentLength(absl::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (text.size() >= 4 && byte(0) == 0xF0 && byte(1) == 0x9F) return 4;
  if (text.size() < 3) return 0;
  const bool box = byte(0) == 0xE2 && ((byte(1) >= 0x96 && byte(1) <= 0x9E) || byte(1) == 0xAD);
  const bool variant = byte(0) == 0xEF && byte(1) == 0xB8 && byte(2) == 0x8F;
  return box || variant ? 3 : 0;
}

}  // namespace

absl::string_view WithoutOrnaments(absl::string_view title) {
  for (std::size_t size = 1; size > 0;) {
    title = Trim(title);
    size = OrnamentLength(title);
    title.remove_prefix(size);
  }
  for (bool cut = true; cut;) {
    cut = false;
    title = Trim(title);
    for (std::size_t size : {std::size_t{3}, std::size_t{4}}) {
      if (title.size() < size || OrnamentLength(title.substr(title.size() - size)) != size)
        continue;
      title.remove_suffix(size);
      cut = true;
      break;
    }
  }
  return title;
}

std::string TitleWithoutCount(absl::string_view title) {
  static const RE2 count(
      R"(^(.*?)[\s(（【\[]*(?:各|约|共|急招|诚招|招聘|招|只要|需要|限)*(?:(?:\d{1,4}(?:[-~—至到]\d{1,4})?|[一二两三四五六七八九十几数多]{1,4})(?:多|余|来)?(?:名|人|位|个)|若干(?:名|人|位|个)?|大量|大批|一批|[一两]对)[)）】\]]?$)");
  static const RE2 another(R"((?:\d|[一二两三四五六七八九十几])(?:名|人|位|个)(?:[^月小]|$))");
  absl::string_view rest = WithoutCutMarks(title);
  absl::string_view unbracketed = rest;
  for (absl::string_view bracket : {")", "）", "】", "]"}) {
    if (absl::ConsumeSuffix(&unbracketed, bracket)) break;
  }
  if (EndsWithAny(unbracketed, {"名", "人", "位", "个", "若干", "量", "批", "对"})) {
    re2::StringPiece name;
    // "经理(负责2个)" has no number of people.
    if (RE2::FullMatch({rest.data(), rest.size()}, count, &name) &&
        ClosesItsBrackets({name.data(), name.size()}) && !RE2::PartialMatch(name, another)) {
      rest = WithoutCutMarks({name.data(), name.size()});
    }
  }
  if (rest.size() == title.size()) return std::string(title);
  return CharacterCount(rest) < 2 || IsBareCall(rest) ? std::string(title) : std::string(rest);
}

}  // namespace laowu::intake
