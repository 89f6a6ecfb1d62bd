#include "intake/title_tails.h"

#include "intake/posting_title.h"
#include "intake/text.h"
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
  std::string before;
  if (SaysAny(name, {"班", "通宵", "包", "点工"}) &&
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

}  // namespace laowu::intake
