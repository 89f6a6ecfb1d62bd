// The jobs that one title or posting names (posting_title.h, title_parts.h).

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "intake/occupation/factory_trades.h"
#include "intake/occupation/posting_title.h"
#include "intake/occupation/title.h"
#include "intake/occupation/title_parts.h"
#include "intake/occupation/title_tails.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

// Stands for how many of the job before it are wanted.
constexpr absl::string_view kCounted = "\x01";

// "裁床、拉布", "镭雕工,激光切割", "电热管厂缩管、填粉": a few names or processes and nothing else.
bool IsListOfWork(const std::vector<std::string>& parts, const OccupationReader& occupations) {
  constexpr std::size_t kMost = 4;
  constexpr int kLongestName = 6;
  if (parts.size() > kMost) return false;
  const bool of_factory = !ProcessBehindFactory(parts.front()).empty();
  return std::all_of(parts.begin(), parts.end(), [&](const std::string& listed) {
    const std::string part(absl::StripSuffix(listed, kCounted));
    if (of_factory && (IsShapedAsProcess(part) || listed == parts.front())) return true;
    return CharacterCount(part) <= kLongestName &&
           !StartsWithAny(part, {"会", "能", "懂", "有", "做过", "想", "不"}) &&
           NamesWork(part, occupations) && !IsCallingWorkplace(part) && !IsTopic(part);
  });
}

// 针车/成型, 挤压工/锯切/时效炉 of a title: two works of the shop floor in different occupations,
// or more of which two are; 策划/文案 is one.
bool AreProcesses(absl::string_view title, const std::vector<std::string>& parts,
                  const OccupationReader& occupations) {
  constexpr int kLongest = 4;  // characters
  constexpr std::size_t kMost = 5;
  if (parts.size() < 2 || parts.size() > kMost || !Holds(title, "/")) return false;
  absl::flat_hash_set<std::string> codes;
  for (const std::string& part : parts) {
    if (CharacterCount(part) > kLongest) return false;
    if (NamesWork(part, occupations)) {
      const std::string code = occupations.Read(part).code;
      const bool handiwork = absl::StartsWith(code, "6-") && !absl::StartsWith(code, "6-99");
      if (!handiwork || (parts.size() == 2 && codes.contains(code))) return false;
      codes.insert(code);
    } else if (parts.size() == 2 || EndsWithAny(part, {"等", "岗", "类"})) {
      return false;
    }
  }
  return codes.size() >= 2;
}

// What no job is called, where pay stands behind it: terms of pay, time and skill.
bool IsTermOfPay(absl::string_view name) {
  return SaysAny(
      name, {"资",   "薪",   "底",   "综合", "保", "班次", "夜班", "白班", "旺季", "淡季", "熟",
             "生手", "新手", "试用", "转正", "补", "奖",   "加班", "全勤", "满",   "第",   "月",
             "年",   "天",   "时",   "以",   "押", "费",   "每",   "男",   "女",   "夫妻", "前",
             "后",   "正常", "平均", "包吃", "住", "餐",   "收入", "待遇", "到手", "平",   "周",
             "节",   "价",   "龄",   "左右", "达", "能",   "可",   "拿",   "赚",   "挣"});
}

// "操机6000-7000 调机8000-10000", "喷浆手9000,开挖班按米提成": the names that have pay of their
// own; empty if there are fewer than two, of which one is surely a work.
std::vector<std::string> JobsWithPay(absl::string_view text, const OccupationReader& occupations) {
  static const RE2 paid(
      R"(^([a-z0-9]{0,3}\p{Han}[\p{Han}()a-z]{1,9}?)(?:\d{1,3}(?:名|人|位|个))?(?:\d{4,5}(?:-\d{4,5})?|\d{1,2}(?:\.\d)?(?:-\d{1,2}(?:\.\d)?)?[k千万]|\d{3}(?:元|块)?(?:一天|/天|每天|/日)|按\p{Han}{1,3}提成|[万千]把块))");
  static const RE2 pay(
      R"(^(?:工资|月薪|综合|薪资)?(?:\d{4,5}(?:-\d{4,5})?|\d{1,2}(?:-\d{1,2})?[k千万])(?:\D|$))");
  static const RE2 heads(R"(^(.*?)(?:\d{1,3}|[一两二三])(?:名|人|位|个)$)");
  if (!HoldsDigit(text)) return {};
  const std::vector<std::string> parts = PartsOfPosting(text);
  if (parts.size() < 2) return {};
  std::vector<std::string> jobs;
  absl::flat_hash_set<std::string> keys;
  bool is_sure = false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::string name;
    if (i > 0 && RE2::PartialMatch(parts[i], pay)) {
      if (!RE2::FullMatch(parts[i - 1], heads, &name)) name = parts[i - 1];
    } else if (!RE2::PartialMatch(parts[i], paid, &name)) {
      continue;
    }
    name = WithoutCall(name);
    if (CharacterCount(name) < 2 || CharacterCount(name) > 8 || HoldsDigit(name) ||
        IsTermOfPay(name) || IsWorkplace(name)) {
      continue;
    }
    // 操机 of "招CNC操机 调机: 操机6000 调机8000" is known with its first part alone.
    const bool named = NamesWork(name, occupations) ||
                       std::any_of(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(i),
                                   [&](const std::string& part) {
                                     return part.size() > name.size() &&
                                            absl::EndsWith(part, name) &&
                                            NamesWork(WithoutCall(part), occupations);
                                   });
    if (!named && !IsShapedAsProcess(name) &&
        !EndsWithAny(name, {"手", "工", "师傅", "班", "机"})) {
      continue;
    }
    const std::string code = named ? occupations.Read(name).code : "";
    const bool any_hand = code.empty() || absl::StartsWith(code, "6-99");
    is_sure = is_sure || named;
    if (keys.insert(named && any_hand ? code : name).second) jobs.push_back(name);
  }
  if (jobs.size() < 2 || !is_sure) jobs.clear();
  return jobs;
}

// "两个司机名额:A2拖头车,12000;C1送货司机,7000": drivers of different licences, each paid for.
std::vector<std::string> JobsOfDrivers(absl::string_view text) {
  static const RE2 driver(R"((?:^|[,:])([abc][12])(?:牌|照|证)?\p{Han}{0,4}(?:司机|车|驾驶员))");
  static const RE2 paid(R"((?:[1-9]\d{3,4}|\d{1,2}k|[1-9]千|万))");
  if (!SaysAny(text, {"司机", "车"})) return {};
  std::vector<std::string> jobs;
  const std::string folded = absl::StrReplaceAll(Fold(text), {{"。", ";"}, {"\n", ";"}});
  for (absl::string_view part : absl::StrSplit(folded, ';')) {
    const re2::StringPiece clause(part.data(), part.size());
    re2::StringPiece licence;
    if (!RE2::PartialMatch(clause, driver, &licence) || !RE2::PartialMatch(clause, paid)) continue;
    std::string name(licence.data(), licence.size());
    if (std::find(jobs.begin(), jobs.end(), name) == jobs.end()) jobs.push_back(std::move(name));
  }
  if (jobs.size() < 2) jobs.clear();
  return jobs;
}

}  // namespace

std::vector<std::string> JobsInOneWord(absl::string_view part,
                                       const OccupationReader& occupations) {
  static const RE2 strung(
      R"(^(?:\p{Han}{1,8}厂)?((?:\p{Han}{1,3}?工){2,6})(?:全都要|都要|全要|都招|均招|各?招?|各\d{1,3}名|若干)?$)");
  constexpr std::size_t kShortest = 6;  // bytes of two ideographs
  constexpr absl::string_view kHand = "工";
  if (part.find(kHand) == part.rfind(kHand)) return {};
  const std::string bare = WithoutCall(part);
  std::string names;
  if (!RE2::FullMatch(bare, strung, &names)) return {};
  std::vector<std::string> jobs;
  absl::flat_hash_set<std::string> codes;
  for (absl::string_view rest = names; !rest.empty();) {
    const std::size_t end = rest.find(kHand, kHand.size());
    if (end == absl::string_view::npos) return {};
    const absl::string_view name = rest.substr(0, end + kHand.size());
    rest.remove_prefix(name.size());
    const std::string code = name.size() < kShortest ? "" : occupations.Read(name).code;
    if (code.empty() || absl::StartsWith(code, "6-99") || !NamesWork(name, occupations)) return {};
    if (codes.insert(code).second) jobs.emplace_back(name);
  }
  if (jobs.size() < 2) jobs.clear();
  return jobs;
}

namespace {

// Names side by side and counted ("普工50名、仓管2名").
std::vector<std::string> JobsListed(absl::string_view title, const OccupationReader& occupations) {
  // Where no mark parts two names, blanks may.
  static const RE2 count(
      R"(各?招?[(（]?(?:\d{1,4}(?:[-~至到]\d{1,4})?|若干|[一二两三四五六七八九十几数]{1,4})(?:名|人|位|个)[)）]?)");
  static const RE2 job(
      R"(^\p{Han}{0,5}(?:[^员职加打人]工|师傅?|员|司机|保安|会计|仓管|主管|组长|领班|班长|经理|学徒|帮厨|保姆|导购|客服|保洁|前台|出纳|质检|品检|文员|跟单|品管|叉车|阿姨|大厨|店长|车位)$)");
  std::string parted = absl::StrReplaceAll(Fold(title), {{"/", ","}, {"+", ","}, {"和", ","}});
  // Whose heads are counted is a job, whatever its name ends with ("去披锋2人").
  if (HoldsDigit(parted) || SaysAny(parted, {"名", "人", "位", "个"}))
    RE2::GlobalReplace(&parted, count, "\x01,");
  const std::vector<std::string> parts = PartsOfPosting(parted);
  if (parts.size() < 2) return {};
  // A stroke parts names of one job as often (策划/文案).
  const bool list = SaysAny(title, {"/", "+", "和"}) ? AreProcesses(title, parts, occupations)
                                                     : IsListOfWork(parts, occupations);
  std::vector<std::string> jobs;
  absl::flat_hash_set<std::string> keys;
  for (const std::string& part : parts) {
    absl::string_view named = part;
    const bool counted = absl::ConsumeSuffix(&named, kCounted);
    // "线切割师傅(中走丝)一名"
    std::string name = WithoutCall(WithoutBrackets(named));
    // 制衣厂赶货:平车20名
    if (const std::size_t colon = name.rfind(':'); counted && colon != std::string::npos) {
      name.erase(0, colon + 1);
    }
    if (std::string wanted = WantedIn(name); NamesWork(wanted, occupations)) {
      name = std::move(wanted);
    }
    constexpr int kLongestCounted = 6;
    // 计划6人, 每条线焊工5人
    if (counted && (name == "计划" || name == "预计" || absl::StartsWith(name, "每"))) continue;
    if (!list && !RE2::FullMatch(name, job) &&
        !(counted && CharacterCount(name) <= kLongestCounted && NamesWork(name, occupations) &&
          !IsCallingWorkplace(name)) &&
        !(counted && name == "副手")) {
      continue;
    }
    if (std::string process(ProcessBehindFactory(name)); list && !process.empty()) {
      name = std::move(process);
    }
    const OccupationReading reading = occupations.Read(name);
    if (!IsSureOfWork(reading)) {
      if (list && IsShapedAsProcess(name) && keys.insert(name).second) jobs.push_back(name);
      continue;
    }
    // 冲压工 and 折弯工 are two jobs of one occupation; 普工 and 操作工 are one.
    const bool trade = absl::EndsWith(name, "工") && !absl::StartsWith(reading.code, "6-99");
    const std::string key = trade || counted ? name : reading.code;
    if (keys.insert(key).second) jobs.push_back(std::move(name));
  }
  if (jobs.size() < 2) jobs.clear();
  return jobs;
}

}  // namespace

std::vector<std::string> JobsUnderNumbers(absl::string_view text) {
  static const RE2 heading(
      R"((?:岗位|职位|工种)\s*(?:[一二三四五六七八九1-9]|①|②|③|④|⑤)[\s】\])）:：、.．]+(\p{Han}{2,8}))");
  if (!SaysAny(text, {"岗位", "职位", "工种"}) ||
      !SaysAny(text, {"位二", "位2", "位②", "位 2", "种二", "种2"})) {
    return {};
  }
  std::vector<std::string> jobs;
  re2::StringPiece rest(text.data(), text.size());
  std::string name;
  while (RE2::FindAndConsume(&rest, heading, &name)) {
    if (std::find(jobs.begin(), jobs.end(), name) == jobs.end()) jobs.push_back(std::move(name));
  }
  if (jobs.size() < 2) jobs.clear();
  return jobs;
}

std::vector<std::string> JobsIn(absl::string_view title, const OccupationReader& occupations) {
  std::vector<std::string> jobs = JobsListed(title, occupations);
  if (jobs.empty()) jobs = JobsWithPay(title, occupations);
  if (jobs.empty()) jobs = JobsOfDrivers(title);
  const std::size_t hand = title.find("工");
  const bool of_hands = hand != title.npos && title.find("工", hand + 1) != title.npos;
  if (!jobs.empty() || !of_hands) return jobs;
  for (const std::string& part : PartsOfPosting(title)) {
    jobs = JobsInOneWord(part, occupations);
    if (!jobs.empty()) break;
  }
  return jobs;
}

}  // namespace laowu::intake
