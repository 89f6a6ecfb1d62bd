#include "intake/posting_title.h"

#include <algorithm>
#include <cstddef>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "intake/text.h"
#include "intake/title.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr int kSureEnough = 60;
constexpr int kLongestPart = 24;  // characters: longer ones are sentences

// The parts of a posting between its marks.
std::vector<std::string> Parts(absl::string_view text) {
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

// "某厂急招普工" → "普工"; "招聘:普工" → "普工".
std::string WithoutCall(absl::string_view part) {
  static const RE2 call(
      R"(^(?:.*(?:招聘|诚聘|急聘|招工|急招|诚招|直招|现招|聘请|招)[:]?|(?:岗位|职位|工种|急|急需|大量|长期|高薪)[:]?)(.+)$)");
  std::string rest(Trim(part));
  std::string behind;
  if (RE2::FullMatch(rest, call, &behind)) return std::string(Trim(behind));
  return rest;
}

bool IsPayOrCount(absl::string_view part) {
  static const RE2 pay(
      R"(\d.*(?:元|块|/|薪)|(?:薪|工资|待遇|每天|月入)\D{0,3}\d|^[\d\-~.+k千万]+$)");
  return RE2::PartialMatch({part.data(), part.size()}, pay);
}

bool IsSure(const OccupationReading& reading) {
  return !reading.code.empty() && reading.confidence >= kSureEnough &&
         reading.rule != "occupation.likeness" && reading.rule != "occupation.ending";
}

// A firm or a site and nothing more: where the work is, not what.
bool IsWorkplace(absl::string_view name) {
  for (absl::string_view ending : {"厂", "公司", "工地", "煤矿", "基地", "网吧"}) {
    if (absl::EndsWith(name, ending)) return true;
  }
  return false;
}

// Names a work, and is no slogan (坐着上班), call or cost (服装费).
bool NamesWork(absl::string_view name, const OccupationReader& occupations) {
  for (absl::string_view ending :
       {"费", "补", "补贴", "奖", "奖金", "押金", "钱", "单价", "工价", "上班"}) {
    if (absl::EndsWith(name, ending)) return false;
  }
  return !IsBareCall(name) && !CleanTitle(name).empty() && IsSure(occupations.Read(name));
}

// "灯饰厂普工" → "普工"; "古镇要抛光师傅" → "抛光师傅".
std::string WithoutWorkplace(std::string name, const OccupationReader& occupations) {
  static const RE2 works(R"(^\p{Han}{2,14}(?:厂|公司)(?:里|内|现|急)*(\p{Han}{2,8})$)");
  static const RE2 wanted(
      R"(^\p{Han}{0,12}(?:急需|需要|急要|还要|还缺|急缺|缺人|要|缺|需)([^求人].{1,20})$)");
  std::string rest;
  for (const RE2* one : {&wanted, &works}) {
    if (RE2::FullMatch(name, *one, &rest) && NamesWork(rest, occupations)) name = rest;
  }
  return name;
}

// What stands before pay or a number of heads in the same breath: "招普工5000元包吃住" → 普工,
// "急需打螺丝3名" → 打螺丝. Empty if that names no work.
std::string TitleBeforeFigure(absl::string_view part, const OccupationReader& occupations) {
  static const RE2 figure(
      R"(每个?月|月薪|月工资|工资|薪资|底薪|保底|综合|计件|计时|日结|一个?月|每天|一天|时薪|日薪|月入|待遇|包薪|\d|[一二两三四五六七八九]+[千百万])");
  const re2::StringPiece whole(part.data(), part.size());
  re2::StringPiece found;
  std::size_t from = 0;
  while (from < whole.size() &&
         figure.Match(whole, from, whole.size(), RE2::UNANCHORED, &found, 1)) {
    const auto at = static_cast<std::size_t>(found.data() - whole.data());
    from = at + found.size();
    const std::string name = WithoutCall(Trim(part.substr(0, at)));
    if (CharacterCount(name) < 2 || CharacterCount(name) > kLongestPart || IsWorkplace(name)) {
      continue;
    }
    std::string bare = WithoutWorkplace(name, occupations);
    if (bare != name || NamesWork(name, occupations)) return bare;
  }
  return "";
}

// As the text has it: in its own capitals.
std::string AsWritten(absl::string_view text, const std::string& name) {
  for (std::size_t at = 0; at + name.size() <= text.size(); ++at) {
    const absl::string_view here = text.substr(at, name.size());
    if (absl::EqualsIgnoreCase(here, name)) return std::string(here);
  }
  return name;
}

}  // namespace

std::string TitleIn(absl::string_view text, const OccupationReader& occupations) {
  std::string workplace;  // "印染厂", where nothing says more
  for (const std::string& part : Parts(text)) {
    std::string name = TitleBeforeFigure(part, occupations);
    const bool pay = IsPayOrCount(part);
    if (name.empty() && pay) name = TitleBeforeFigure(WithoutCall(part), occupations);
    if (name.empty() && !pay && CharacterCount(part) <= kLongestPart) {
      name = WithoutCall(part);
      if (!NamesWork(name, occupations)) continue;
      if (IsWorkplace(name)) {
        if (workplace.empty()) workplace = name;
        continue;
      }
    }
    if (!name.empty()) return AsWritten(text, name);
  }
  return AsWritten(text, workplace);
}

std::vector<std::string> JobsIn(absl::string_view title, const OccupationReader& occupations) {
  // Where no mark parts two names, blanks may.
  static const RE2 count(R"(各?招?[(（]?\d{1,4}(?:[-~至到]\d{1,4})?(?:名|人|位|个)[)）]?)");
  static const RE2 job(
      R"(^\p{Han}{0,5}(?:[^员职加打人]工|师傅?|员|司机|保安|会计|仓管|主管|组长|领班|班长|经理|学徒|帮厨|保姆|导购|客服|保洁|前台|出纳|质检|品检|文员|跟单|品管|叉车|阿姨|大厨|店长|车位)$)");
  std::string parted = absl::StrReplaceAll(Fold(title), {{"/", ","}, {"+", ","}, {"和", ","}});
  // Whose heads are counted is a job, whatever its name ends with ("去披锋2人").
  constexpr absl::string_view kCounted = "\x01";
  RE2::GlobalReplace(&parted, count, "\x01,");
  std::vector<std::string> jobs;
  absl::flat_hash_set<std::string> keys;
  for (const std::string& part : Parts(parted)) {
    absl::string_view named = part;
    const bool counted = absl::ConsumeSuffix(&named, kCounted);
    std::string name = WithoutCall(named);
    constexpr int kLongestCounted = 6;
    if (!RE2::FullMatch(name, job) && !(counted && CharacterCount(name) <= kLongestCounted &&
                                        NamesWork(name, occupations) && !IsWorkplace(name))) {
      continue;
    }
    const OccupationReading reading = occupations.Read(name);
    if (!IsSure(reading)) continue;
    // 冲压工 and 折弯工 are two jobs of one occupation; 普工 and 操作工 are one.
    const bool trade = absl::EndsWith(name, "工") && !absl::StartsWith(reading.code, "6-99");
    const std::string key = trade ? name : reading.code;
    if (keys.insert(key).second) jobs.push_back(std::move(name));
  }
  if (jobs.size() < 2) jobs.clear();
  return jobs;
}

bool IsBareCall(absl::string_view title) {
  static const RE2 call(
      R"((?:急|诚|直|现|高薪|大量|长期|厂家)*(?:招聘?|聘|招工|招人|招聘信息|招聘启事)?[\d名人位个若干!,。:]*)");
  const std::string folded = FoldTight(title);
  return RE2::FullMatch(folded, call);
}

}  // namespace laowu::intake
