#include "intake/posting_title.h"

#include <algorithm>
#include <cstddef>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "intake/text.h"
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

}  // namespace

std::string TitleIn(absl::string_view text, const OccupationReader& occupations) {
  for (const std::string& part : Parts(text)) {
    if (CharacterCount(part) > kLongestPart || IsPayOrCount(part)) continue;
    std::string name = WithoutCall(part);
    if (IsBareCall(name) || !IsSure(occupations.Read(name))) continue;
    return name;
  }
  return "";
}

std::vector<std::string> JobsIn(absl::string_view title, const OccupationReader& occupations) {
  // Where no mark parts two names, blanks may.
  static const RE2 count(R"([(（]?\d{1,4}(?:[-~至到]\d{1,4})?(?:名|人|位|个)[)）]?)");
  static const RE2 job(
      R"(^\p{Han}{0,5}(?:[^员职加打人]工|师傅?|员|司机|保安|会计|仓管|主管|组长|领班|班长|经理|学徒|帮厨|保姆|导购|客服|保洁|前台|出纳|质检|品检|文员|跟单|品管|叉车|阿姨|大厨|店长|车位)$)");
  std::string parted = absl::StrReplaceAll(Fold(title), {{"/", ","}, {"+", ","}, {"和", ","}});
  RE2::GlobalReplace(&parted, count, ",");
  std::vector<std::string> jobs;
  absl::flat_hash_set<std::string> keys;
  for (const std::string& part : Parts(parted)) {
    std::string name = WithoutCall(part);
    if (!RE2::FullMatch(name, job)) continue;
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
