#include "intake/occupation/posting_title.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "intake/facts/facts_text.h"
#include "intake/occupation/factory_trades.h"
#include "intake/occupation/no_title.h"
#include "intake/occupation/title.h"
#include "intake/occupation/title_parts.h"
#include "intake/occupation/title_tails.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr int kSureEnough = 60;
constexpr int kLongestPart = 24;  // characters: longer ones are sentences

}  // namespace

std::vector<std::string> PartsOfPosting(absl::string_view text) {
  std::string parts = WithoutThousandsCommas(Fold(text));
  parts = absl::StrReplaceAll(parts, {{" ", ","},
                                      {"\t", ","},
                                      {"\n", ","},
                                      {"\r", ","},
                                      {";", ","},
                                      {"!", ","},
                                      {"|", ","},
                                      {"。", ","},
                                      {"、", ","},
                                      {"【", ","},
                                      {"】", ","}});
  return absl::StrSplit(parts, ',', absl::SkipWhitespace());
}

namespace {

// Whether what stands behind 工 makes another word of it: 招工程师, 招工地小工, 女工艺师.
bool GoesOnBehindHand(absl::string_view behind) {
  return StartsWithAny(behind, {"程", "艺", "段", "地", "业", "具", "装", "人", "厂", "模",
                                "头", "长", "会", "作", "衣", "美", "商", "控", "料", "件",
                                "序", "位", "匠", "务", "区", "法", "勤", "班", "龄", "资"});
}

// 招收 is a call, and not of 收银员: what stands behind its 收 makes no word with it.
bool GoesOnBehindTake(absl::string_view behind) {
  return StartsWithAny(behind, {"银", "货", "发", "费", "料", "纳", "割", "件", "派", "款", "单",
                                "藏", "购", "废", "边", "尾", "线", "卷", "账", "集", "运", "粮"});
}

// "3个打磨工", "五名普工" → the name; not "3个月".
std::string WithoutCountBefore(const std::string& name) {
  static const RE2 count(
      R"(^(?:约|共)?(?:\d{1,4}(?:[-~至到]\d{1,4})?|若干|[一二两三四五六七八九十几数]{1,3})(?:多|余)?(?:名|个|位)的?([^月小班点的].*)$)");
  std::string rest;
  return RE2::FullMatch(name, count, &rest) ? rest : name;
}

}  // namespace

std::string WithoutCall(absl::string_view part) {
  static const RE2 call(
      R"(^(?:.*(?:招[聘工](?:信息|启事|简章)|招聘|诚聘|急聘|急招|诚招|直招|现招|聘请|诚请|诚征|急征|诚邀|急寻|招募|招请|招|聘)[:]?|(?:岗位|职位|工种|急需|急|需要|大量|长期|高薪)[:]?)(.+)$)");
  constexpr absl::string_view kHand = "工";
  const std::string whole(Trim(part));
  std::string behind;
  if (!RE2::FullMatch(whole, call, &behind)) return WithoutCountBefore(whole);
  if (std::string named = SomebodyBeforeCall(whole); !named.empty()) return named;
  // 招工普工, 招工:普工; and not 招工程师.
  absl::string_view rest = Trim(behind);
  const bool calls = whole.find("招工") != std::string::npos;
  if (calls && absl::StartsWith(rest, kHand) && !GoesOnBehindHand(rest.substr(kHand.size()))) {
    rest.remove_prefix(kHand.size());
    absl::ConsumePrefix(&rest, ":");
  }
  constexpr absl::string_view kTake = "收";
  if (absl::StartsWith(rest, kTake) && whole.find("招收") != std::string::npos &&
      !GoesOnBehindTake(rest.substr(kTake.size()))) {
    rest.remove_prefix(kTake.size());
  }
  return WithoutCountBefore(std::string(Trim(rest)));
}

namespace {

bool IsPayOrCount(absl::string_view part) {
  static const RE2 pay(
      R"(\d.*(?:元|块|/|薪)|(?:薪|工资|待遇|每天|月入)\D{0,3}\d|^[\d\-~.+k千万]+$)");
  return RE2::PartialMatch({part.data(), part.size()}, pay);
}

}  // namespace

bool IsSureOfWork(const OccupationReading& reading) {
  return !reading.code.empty() && reading.confidence >= kSureEnough &&
         reading.rule != "occupation.likeness" && reading.rule != "occupation.ending";
}

bool NamesWork(absl::string_view name, const OccupationReader& occupations) {
  if (IsAboutTheWork(name)) return false;
  for (absl::string_view skilled : {"生手", "熟手", "新手", "老手", "熟练工", "熟练"}) {
    absl::string_view work = name;
    if (!absl::ConsumePrefix(&work, skilled)) continue;
    if (IsRank(work) && work != "学徒" && work != "学徒工") return false;
    if (CharacterCount(work) < 2 || SaysAny(work, {"生手", "熟手", "新手", "可", "均", "优先"}) ||
        StartsWithAny(work, {"也", "都", "亦", "或", "和", "不", "带", "教"})) {
      return false;
    }
    return NamesWork(work, occupations);
  }
  for (absl::string_view ending : {"优先", "更好", "更佳", "都要", "都行", "均可", "费", "补",
                                   "补贴", "奖", "奖金", "押金", "钱", "单价", "工价", "上班"}) {
    if (absl::EndsWith(name, ending)) return false;
  }
  return !IsBareCall(name) && !CleanTitle(name).empty() && IsSureOfWork(occupations.Read(name));
}

namespace {

// Of "某电子厂:普工" and "电工:持低压电工证" the side that names the work.
std::string SideOfWork(std::string name, const OccupationReader& occupations) {
  const std::size_t colon = name.find(':');
  if (colon == std::string::npos) return name;
  const std::string before(Trim(absl::string_view(name).substr(0, colon)));
  const std::string behind =
      WithoutCountBefore(std::string(Trim(absl::string_view(name).substr(colon + 1))));
  const bool place =
      IsWorkplace(before) || EndsWithAny(before, {"集团", "企业", "车间", "部", "店", "酒店", "镇",
                                                  "区", "市", "中心", "学校", "医院"});
  if (!place && NamesWork(before, occupations)) return before;
  return NamesWork(behind, occupations) ? behind : name;
}

// A name found in a text without what is no part of it: a bracket that was cut off, whom the work
// is for ("文员女", which no posting may say), how many are wanted.
std::string WithoutTail(std::string name, const OccupationReader& occupations) {
  name = TitleWithoutCount(name);
  const std::string named = NameBeforeTerms(name);
  if (!named.empty() && NamesWork(named, occupations)) name = named;
  const std::size_t open = name.rfind('(');
  if (open != std::string::npos && name.find(')', open) == std::string::npos) {
    const std::string before(Trim(absl::string_view(name).substr(0, open)));
    if (NamesWork(before, occupations)) name = before;
  }
  for (absl::string_view sex :
       {"(男女不限)", "(男女均可)", "(不限男女)", "(性别不限)", "(男)",    "(女)", "男女不限",
        "男女均可",   "男女都可",   "男女都要",   "男女各",     "男女",    "男",   "女",
        "夫妻工",     "夫妻档",     "夫妻",       "加盟",       "加入",    "前来", "的",
        "各招",       "各",         "急招",       "招聘",       "招",      "要求", "急需",
        "需",         "缺",         "急要",       "还要",       "要",      "请",   "长期招",
        "长期",       "大量",       "不限人数",   "人数不限",   "数量不限"}) {
    absl::string_view bare = name;
    if (!absl::ConsumeSuffix(&bare, sex)) continue;
    if (NamesWork(std::string(bare), occupations)) name = std::string(bare);
    break;
  }
  return name;
}

// "灯饰厂普工" → "普工"; "古镇要抛光师傅" → "抛光师傅".
std::string WithoutWorkplace(std::string name, const OccupationReader& occupations) {
  static const RE2 works(
      R"(^(?:\p{Han}{2,14}|[锁鞋灯砖伞笔茶酒糖药纸布染袜帽皮铝锅泵椅瓷石米粉饼])(?:厂|公司|扶贫车间|基地|合作社|花木场|农场|猪场|鸡场|羊场|牛场|养殖场|茶场|茶山|果园|茶园|物流园|工地|码头)(?:里|内|现|急需|需要|急|需|缺|找|请|要)*(?:(?:\d{1,4}(?:[-~至到]\d{1,4})?|若干|[一二两三四五六七八九十几数]{1,3})(?:多|余)?(?:名|个|位))?([a-z\p{Han}]{2,10})$)");
  // 工地10名木工: a place of no name, which stands there only because of the number.
  static const RE2 counted(
      R"(^(?:工地|工厂|厂里?|车间|仓库|食堂|公司|店里?|小区|楼盘|项目部)(?:里|内|现|急需|需要|急|需|缺|找|请|要)*(?:\d{1,4}(?:[-~至到]\d{1,4})?|若干|[一二两三四五六七八九十几数]{1,3})(?:多|余)?(?:名|个|位)([a-z\p{Han}]{2,10})$)");
  std::string rest = WantedIn(name);
  if (!rest.empty() && NamesWork(rest, occupations)) name = rest;
  if (RE2::FullMatch(name, works, &rest) && NamesWork(rest, occupations)) name = rest;
  if (SaysAny(name, {"名", "个", "位"}) && RE2::FullMatch(name, counted, &rest) &&
      NamesWork(rest, occupations)) {
    name = rest;
  }
  // 火锅店找服务员; 奶茶店店员 stays, whose shop says what they do.
  static const RE2 shop(
      R"(^\p{Han}{1,10}[店馆铺档楼城](?:里|内|现|急)*(?:(?:找|请|要|招|缺|诚聘)|(?:找|请|要|招|缺|需要?)?(?:\d{1,4}|若干|[一二两三四五六七八九十几数]{1,3})(?:多|余)?(?:名|个|位))([a-z()\p{Han}]{2,12})$)");
  if (SaysAny(name, {"店", "馆", "铺", "档", "楼", "城"}) && RE2::FullMatch(name, shop, &rest) &&
      NamesWork(rest, occupations)) {
    name = rest;
  }
  // 菠萝地收菠萝; 草莓园+贝类分选.
  static const RE2 field(
      R"(^\p{Han}{1,6}?(?:地|田|园|塘|棚|山|林|场)(?:里|内|上|\+)?((?:收|摘|采|挖|种|割|砍|插|捞|除|套|剪|锄|拔|嫁接|疏|施)\p{Han}{1,5})$)");
  static const RE2 beside(R"(^\p{Han}{1,6}(?:园|场|厂|店|基地|大棚)\+(\p{Han}{2,10})$)");
  if (SaysAny(name, {"地", "田", "园", "塘", "棚", "山", "林", "场", "+"}) &&
      (RE2::FullMatch(name, field, &rest) || RE2::FullMatch(name, beside, &rest)) &&
      !EndsWithAny(rest, {"场", "园", "厂", "棚", "圃", "地"}) && NamesWork(rest, occupations)) {
    name = rest;
  }
  rest = WithoutVerbBefore(name);
  if (!rest.empty() && NamesWork(rest, occupations)) name = rest;
  return WithoutCountBefore(name);
}

// The work that `name` names, without what stands around it.
std::string BareName(std::string name, const OccupationReader& occupations) {
  if (SaysAny(name, {"请人", "招人", "要人", "找人"})) {
    if (std::string work = HandiworkIn(name); !work.empty()) return work;
  }
  name = WithoutTail(SideOfWork(std::move(name), occupations), occupations);
  return WithoutWorkplace(std::move(name), occupations);
}

// What stands before pay or a number of heads in the same breath: "招普工5000元包吃住" → 普工,
// "急需打螺丝3名" → 打螺丝. Empty if that names no work.
std::string TitleBeforeFigure(absl::string_view part, const OccupationReader& occupations) {
  static const RE2 figure(
      R"(每个?月|月薪|月工资|工资|薪资|底薪|保底|综合|计件|计时|日结|一个?月|每天|一天|时薪|日薪|月入|待遇|包薪|\d[\d.]*|[一二两三四五六七八九]+[千百万]|[一二两三四五六七八九十几数多]{1,4}(?:多|余|来)?(?:名|位|人)|淡季|旺季|[几数]个|[一二两三四五六七八九十]个$|若干|大量|大批|一批|[一二两]对)");
  const re2::StringPiece whole(part.data(), part.size());
  re2::StringPiece found;
  std::size_t from = 0;
  while (from < whole.size() &&
         figure.Match(whole, from, whole.size(), RE2::UNANCHORED, &found, 1)) {
    const auto at = static_cast<std::size_t>(found.data() - whole.data());
    from = at + found.size();
    absl::string_view before = part.substr(0, at);
    // "叉车司机N1", "起重机司机Q2": the letter goes with the figure.
    if (absl::ascii_isdigit(static_cast<unsigned char>(part[at]))) {
      while (!before.empty() && absl::ascii_isalpha(static_cast<unsigned char>(before.back()))) {
        before.remove_suffix(1);
      }
    }
    const std::string name =
        WithoutTail(SideOfWork(WithoutCall(Trim(before)), occupations), occupations);
    if (CharacterCount(name) < 2 || CharacterCount(name) > kLongestPart ||
        IsCallingWorkplace(name)) {
      continue;
    }
    std::string bare = WithoutWorkplace(name, occupations);
    if (bare != name || NamesWork(name, occupations)) return bare;
  }
  return "";
}

// "淡季4500旺季7500普工", "日薪260元招普工" → the work behind the last figure; empty if none is.
std::string TitleBehindFigure(absl::string_view part, const OccupationReader& occupations) {
  static const RE2 behind(R"(\d(?:岁|元|块|千|万|k|/月|/天|/小时|/时|每月|每天)*(\p{Han}{2,8})$)");
  if (!HoldsDigit(part)) return "";
  std::string name;
  if (!RE2::PartialMatch({part.data(), part.size()}, behind, &name)) return "";
  name = WithoutCall(name);
  const bool somebody = EndsWithAny(name, {"工", "员", "师傅", "司机", "学徒", "保安", "保洁"});
  if (!somebody || StartsWithAny(name, {"以上", "以下", "左右", "起", "年", "岁", "名", "人", "号",
                                        "轴", "级"})) {
    return "";
  }
  return NamesWork(name, occupations) && !IsWorkplace(name) ? name : "";
}

// Of a text that names no known work: whom it calls for or counts, or all that it says, if the
// words end as somebody's do: 招储备干部, 三文鱼师傅一名, 高空作业人员; else a short clause that
// does.
std::string UnknownTitle(const std::vector<std::string>& parts) {
  constexpr int kLongest = 10;  // characters
  constexpr int kLongestAlone = 4;
  std::string rank;
  std::string alone;
  for (const std::string& part : parts) {
    if (std::string work = HandiworkIn(part); !work.empty()) return work;
    std::string name = WithoutCall(part);
    if (name == part) {
      if (std::string wanted = WantedIn(part); !wanted.empty()) name = std::move(wanted);
    }
    const bool called = name.size() < part.size();
    const std::size_t whole = name.size();
    name = TitleWithoutCount(name);
    const int count = CharacterCount(name);
    if (!called && name.size() == whole && parts.size() > 1) {
      const bool somebody = EndsWithAny(name, {"工", "师傅"}) && count >= 3 &&
                            count <= kLongestAlone && IsSomebody(name);
      if (alone.empty() && somebody && !SaysHowHired(name)) alone = name;
      continue;
    }
    if (rank.empty() && (name == "师傅" || name == "学徒" || name == "技工" || name == "中工" ||
                         name == "兼职" || name == "大工")) {
      rank = name;
    }
    if (count < (called ? 2 : 3) || count > kLongest || !IsSomebody(name)) continue;
    if (count > 2 || EndsWithAny(name, {"工"})) return name;
  }
  return rank.empty() ? alone : rank;
}

// As the text has it: in its own capitals.
std::string AsWritten(absl::string_view text, const std::string& name) {
  for (std::size_t at = 0; at + name.size() <= text.size(); ++at) {
    const absl::string_view here = text.substr(at, name.size());
    if (absl::EqualsIgnoreCase(here, name)) return std::string(here);
  }
  return name;
}

// A nursery or an orchard, and what is done to a house: where or what for, and no one's work while
// another part says whose it is (大棚种苗场,嫁接; 外墙翻新,蜘蛛人).
bool NamesNoJob(absl::string_view name) {
  return EndsWithAny(
             name, {"苗场", "苗圃", "果园", "茶园", "莓园", "菜园", "大棚", "猪场", "鸡场", "牛场",
                    "羊场", "农场", "养殖场", "翻新", "改造", "装修", "工程", "项目"}) &&
         !EndsWithAny(name, {"做工程", "跑工程"});
}

// Whether a mark of lists stands beside `part` in the clauses that it is one of.
bool IsInList(absl::string_view clauses, absl::string_view part) {
  const std::size_t at = clauses.find(part);
  return at != absl::string_view::npos &&
         (StartsWithAny(clauses.substr(at + part.size()), {"、", "/", "和"}) ||
          EndsWithAny(clauses.substr(0, at), {"、", "/"}));
}

}  // namespace

std::string TitleIn(absl::string_view text, const OccupationReader& occupations) {
  std::string workplace;  // "印染厂", where nothing says more
  std::string hired;      // "小时工", where nothing says for what
  std::string process;    // 缩管 of a 电热管厂, which no table knows
  std::string harvest;    // 收香蕉工
  std::string topic;      // 热水器 of 热水器、油烟机安装
  const std::string clauses = WithoutPapers(FoldClauses(text));
  const std::vector<std::string> parts = PartsOfPosting(clauses);
  for (const std::string& part : parts) {
    std::string name = TitleBeforeFigure(part, occupations);
    const bool pay = IsPayOrCount(part);
    if (name.empty() && pay) name = TitleBehindFigure(part, occupations);
    if (name.empty() && pay) name = TitleBeforeFigure(WithoutCall(part), occupations);
    if (name.empty() && !pay && CharacterCount(part) <= kLongestPart) {
      name = WithoutCall(part);
      const std::string bare = BareName(name, occupations);
      // 五金厂暑假工: any hand's work, and no title of its own.
      if (bare != name && !CallsForAnyHand(bare) && NamesWork(bare, occupations)) name = bare;
      std::string behind = TitleBehindFigure(name, occupations);
      if (!behind.empty()) name = std::move(behind);
      if (const auto strung = JobsInOneWord(part, occupations); !strung.empty()) {
        return AsWritten(text, strung.front());
      }
      if (!NamesWork(name, occupations)) {
        if (process.empty()) process = std::string(ProcessBehindFactory(part));
        if (harvest.empty()) harvest = HarvestIn(part);
        // Of a list the first is the title, whether the table knows it or the next.
        if (!process.empty() && IsInList(clauses, part)) return AsWritten(text, process);
        continue;
      }
      // 灯饰厂包吃包住 is no more than the factory.
      if (IsWorkplace(name) || (SaysAny(name, {"厂"}) && IsWorkplace(CleanTitle(name)))) {
        if (workplace.empty()) workplace = IsWorkplace(name) ? name : CleanTitle(name);
        continue;
      }
      if (NamesNoJob(name)) {
        if (topic.empty()) topic = name;
        continue;
      }
      if (IsTopic(name) && IsInList(clauses, part) && ProcessBehindFactory(part).empty()) {
        if (topic.empty()) topic = name;
        continue;
      }
    }
    if (!name.empty() && SaysHowHired(name)) {
      if (hired.empty()) hired = std::move(name);
      continue;
    }
    if (!name.empty()) return AsWritten(text, name);
  }
  for (const std::string& held : {process, topic, harvest, hired}) {
    if (!held.empty()) return AsWritten(text, held);
  }
  const std::string unknown = UnknownTitle(parts);
  return AsWritten(text, unknown.empty() ? workplace : unknown);
}

bool IsWorkplace(absl::string_view name) {
  return EndsWithAny(name, {"厂", "公司", "工地", "煤矿", "基地", "网吧", "车间"});
}

bool IsCallingWorkplace(absl::string_view name) {
  for (bool cut = true; cut;) {
    cut = false;
    for (absl::string_view call : {"急需", "需要", "急招", "诚招", "诚聘", "招聘", "招", "需", "要",
                                   "请", "缺", "找", "现", "急", "里", "内"}) {
      cut = absl::ConsumeSuffix(&name, call) || cut;
    }
  }
  return IsWorkplace(name);
}

std::string TitleWithoutNoise(absl::string_view title) {
  static const RE2 label(
      R"(^(?:(?:招聘|招工)?(?:岗位|职位|工种)(?:名称)?|生产部|制造部|生产车间|车间)\s*[:：]\s*(.{2,})$)");
  static const RE2 call(
      R"(^(?:急{2,}|(?:高薪|大量|长期|厂家)?(?:急招|急聘|诚招|诚聘|直招|现招|诚请|诚征|急征|急寻)|高薪招聘|高薪聘请)[:：!！]*\s*(\p{Han}.+?)(\d{0,2})$)");
  static const RE2 pay(R"(^(.*\p{Han})\s*(?:[2-9]|1\d|2\d)\d(?:00|50)(?:元(?:/月)?)?$)");
  absl::string_view rest = WithoutOrnaments(title);
  re2::StringPiece name;
  const auto take = [&] { rest = absl::string_view(name.data(), name.size()); };
  if (SaysAny(rest, {":", "：", "急", "诚", "招", "聘"})) {
    if (RE2::FullMatch({rest.data(), rest.size()}, label, &name)) take();
    if (RE2::FullMatch({rest.data(), rest.size()}, call, &name) &&
        CharacterCount({name.data(), name.size()}) >= 2) {
      take();
    }
  }
  for (absl::string_view sex : {"(男女不限)", "（男女不限）", "(男女均可)", "（男女均可）",
                                "(性别不限)", "（性别不限）", "(不限男女)", "（不限男女）"}) {
    if (absl::ConsumeSuffix(&rest, sex)) break;
  }
  if (HoldsDigit(rest) && RE2::FullMatch({rest.data(), rest.size()}, pay, &name)) take();
  rest = Trim(rest);
  return CharacterCount(rest) < 2 || IsBareCall(rest) ? std::string(title) : std::string(rest);
}

bool CallsForAnyHand(absl::string_view text) {
  if (SaysAny(text, {"招生手", "招熟手", "招新手", "招熟练工", "招学徒", "暑假工", "寒假工",
                     "假期工", "临时工", "短期工", "短工", "夫妻工", "招夫妻", "夫妻一对", "返费工",
                     "工价工", "一对夫妻", "夫妻两名"})) {
    return true;
  }
  if (Holds(text, "正式工") && !SaysAny(text, {"转正式工", "为正式工", "签正式工"})) return true;
  for (absl::string_view hand : {"招工", "女工", "男工"}) {
    for (std::size_t at = text.find(hand); at != absl::string_view::npos;
         at = text.find(hand, at + hand.size())) {
      if (!GoesOnBehindHand(text.substr(at + hand.size()))) return true;
    }
  }
  return false;
}

bool IsBareCall(absl::string_view title) {
  static const RE2 call(
      R"((?:急|诚|直|现|高薪|大量|长期|厂家)*(?:招聘?|招收|招募|聘|请|征|寻|招工|招人|招聘信息|招聘启事)?[\d名人位个若干!,。:]*)");
  const std::string folded = FoldTight(title);
  return RE2::FullMatch(folded, call);
}

}  // namespace laowu::intake
