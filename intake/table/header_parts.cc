#include "intake/table/header_parts.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "intake/table/header_key.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

// The facts, of which a header tells one.
constexpr std::uint32_t kAge = 1U << 0;
constexpr std::uint32_t kPay = 1U << 1;
constexpr std::uint32_t kMeals = 1U << 2;
constexpr std::uint32_t kLodging = 1U << 3;
constexpr std::uint32_t kPlace = 1U << 4;
constexpr std::uint32_t kWork = 1U << 5;
constexpr std::uint32_t kSkill = 1U << 6;
constexpr std::uint32_t kExperience = 1U << 7;
constexpr std::uint32_t kInsurance = 1U << 8;
constexpr std::uint32_t kEducation = 1U << 9;
constexpr std::uint32_t kNight = 1U << 10;
constexpr std::uint32_t kStart = 1U << 11;
constexpr std::uint32_t kPosted = 1U << 12;
constexpr std::uint32_t kExpire = 1U << 13;
constexpr std::uint32_t kAsk = 1U << 14;
// What is said of a fact.
constexpr std::uint32_t kLeast = 1U << 15;
constexpr std::uint32_t kMost = 1U << 16;
constexpr std::uint32_t kDate = 1U << 17;
constexpr std::uint32_t kPeriod = 1U << 18;  // 日 and 月, also kDate
constexpr std::uint32_t kNeed = 1U << 19;    // 需, 缺: with 工 alone it counts people
constexpr std::uint32_t kHire = 1U << 20;    // 招, 用: 招工 may be anything
constexpr std::uint32_t kPeople = 1U << 21;
constexpr std::uint32_t kNumber = 1U << 22;
constexpr std::uint32_t kDo = 1U << 23;
constexpr std::uint32_t kPrefer = 1U << 24;
constexpr std::uint32_t kContact = 1U << 25;
constexpr std::uint32_t kFiller = 1U << 26;
constexpr std::uint32_t kFacts = kLeast - 1;

struct Row {
  std::uint32_t parts;
  const char* words;  // parted by blanks
};

// clang-format off
constexpr Row kRows[] = {
    {kAge, "岁数 年纪 年龄 年岁 周岁 岁"},
    {kPay, "工钱 工资 薪水 薪资 薪酬 薪金 月薪 日薪 时薪 薪 钱 工价 月钱 收入 报酬 酬劳 劳务费"},
    {kMeals, "饭堂 食堂 饭菜 饭食 饭 餐食 工作餐 用餐 就餐 三餐 餐 吃饭 吃 伙食 开伙 灶 食"},
    {kLodging, "宿舍 住宿 工棚 板房 床位 铺位 寝室 住处 住房 住的 住 宿"},
    {kPlace, "工地 工场 工区 场地 场所 施工地 地点 地址 地方 位置 地段 片区 地"},
    {kWork, "做什么 干什么 做的事 干的事 做的活 干的活 活路 活计 活儿 活 工作内容 干活内容"},
    {kSkill, "会什么 懂什么 会做什么 会干什么 什么手艺 什么技术 手艺 技术 技能 本事"},
    {kExperience, "年限 经验 工龄 做过几年 干过几年 年头 从业年数"},
    {kInsurance, "社保 保险 五险 参保 工伤险"},
    {kEducation, "学历 文化 文凭"},
    {kNight, "夜班 晚班 倒班"},
    {kStart, "进场 开工 到岗 上工 上岗 入场 进厂 入职 动工"},
    {kPosted, "登出 发布 登载 挂出 发出 刊登 上架 贴出"},
    {kExpire, "有效 截止 截至 招满 下架 报名截止 失效 过期 期限"},
    {kAsk, "要求 条件 对象 讲究 人选 门槛 规矩"},
    {kLeast, "从 起 自 下限 低 最低 最少 最小 至少 起码"},
    {kMost, "到 止 至 上限 高 最高 最多 最大 顶 封顶 不超过"},
    {kDate | kPeriod, "日 月"},
    {kPeriod, "每天 每日 一天 一日 按天 天 每月 一月 一个月 按月 每小时 时 每工 一个工"},
    {kDate, "日期 时间 日子 什么时候 哪天 几号 几月 哪个月"},
    {kNeed, "需要 需 缺 还缺 差 还差 还要 要 欠"},
    {kHire, "招聘 招工 招 用工 用 请 聘 收 拟招 计划招"},
    {kPeople, "人手 工人 人员 人 工"},
    {kNumber, "名额 人数 个数 数量 数目 数 几个 几名 几人 多少人 多少个"},
    {kDo, "干活 干 做工 做事 做 忙 上班 施工"},
    {kPrefer, "优先 优先考虑 先要 加分 更好 最好"},
    {kContact, "对接 联络 接洽 接待 联系"},
    {kFiller, "的 情况 别的 其他 其它 另外 额外 另 特别 现场 厂里 店里 厂内 店内 公司 单位 工厂 "
              "是否 有没有 有无 是不是 提供 安排 个 每 该 具体 大概 大致 实际 主要 说明 方面"},
};
// clang-format on

constexpr std::size_t kCharacter = 3;  // bytes
constexpr std::size_t kLongestWord = 5 * kCharacter;

const absl::flat_hash_map<std::string, std::uint32_t>& Words() {
  static const auto* const words = [] {
    auto* made = new absl::flat_hash_map<std::string, std::uint32_t>;
    for (const Row& row : kRows) {
      for (absl::string_view word : absl::StrSplit(row.words, ' ', absl::SkipEmpty())) {
        (*made)[std::string(word)] |= row.parts;
      }
    }
    return made;
  }();
  return *words;
}

struct Part {
  absl::string_view text;
  std::uint32_t is = 0;
};

// The longest words first; false if the text does not consist of them.
bool Split(absl::string_view text, std::vector<Part>& parts) {
  if (text.empty()) return true;
  for (std::size_t size = std::min(kLongestWord, text.size()); size >= kCharacter;
       size -= kCharacter) {
    const auto found = Words().find(text.substr(0, size));
    if (found == Words().end()) continue;
    parts.push_back({text.substr(0, size), found->second});
    if (Split(text.substr(size), parts)) return true;
    parts.pop_back();
  }
  return false;
}

// "高薪", "到工地" say something else: 低, 高, 从, 到 stand behind their fact. "工资日" is the day
// on which it is paid: 日 stands before it.
bool InOrder(const std::vector<Part>& parts) {
  bool fact_before = false;
  bool pay_before = false;
  for (const Part& part : parts) {
    const bool is_short = part.text.size() == kCharacter;
    if (is_short && (part.is & (kLeast | kMost)) != 0 && !fact_before) return false;
    if (is_short && (part.is & kPeriod) != 0 && pay_before) return false;
    pay_before = pay_before || (part.is & kPay) != 0;
    fact_before = fact_before || (part.is & (kFacts | kDo | kHire | kNeed)) != 0;
  }
  return true;
}

Field OfRange(std::uint32_t all, Field least, Field most, Field whole) {
  const bool has_least = (all & kLeast) != 0;
  const bool has_most = (all & kMost) != 0;
  if (has_least == has_most) return whole;
  return has_least ? least : most;
}

// Whether nothing but `may` is said besides.
bool Only(std::uint32_t all, std::uint32_t may) { return (all & ~(may | kFiller)) == 0; }

// Headers without a fact of their own: how many people, until when, whom to ask.
Field WithoutFact(std::uint32_t all) {
  const bool counts = (all & (kNeed | kHire)) != 0;
  if (counts && (all & kNumber) != 0 && Only(all, kNeed | kHire | kPeople | kNumber)) {
    return Field::kOpeningCount;
  }
  if ((all & kNeed) != 0 && (all & kPeople) != 0 && Only(all, kNeed | kPeople)) {
    return Field::kOpeningCount;
  }
  if ((all & kMost) != 0 && (all & kDate) != 0 && (counts || (all & kDo) != 0) &&
      Only(all, kNeed | kHire | kDo | kMost | kDate | kPeople)) {
    return Field::kExpireDate;
  }
  if ((all & kContact) != 0 && (all & kPeople) != 0 && Only(all, kContact | kPeople)) {
    return Field::kIgnored;
  }
  return Field::kUnknown;
}

// Of days: 进场, 登出日, 有效到.
Field OfDay(std::uint32_t fact, std::uint32_t all) {
  constexpr std::uint32_t kSaid = kDate | kPeriod | kNeed | kHire | kPeople;
  switch (fact) {
    case kStart:
      return Only(all, fact | kSaid | kLeast) ? Field::kStartDate : Field::kUnknown;
    case kPosted:
      return (all & kDate) != 0 && Only(all, fact | kDate | kPeriod) ? Field::kUpdateTime
                                                                     : Field::kUnknown;
    case kExpire: {
      const bool says_when = (all & (kDate | kMost | kHire)) != 0;
      return says_when && Only(all, fact | kSaid | kMost) ? Field::kExpireDate : Field::kUnknown;
    }
    default:
      return Field::kUnknown;
  }
}

Field OfFact(std::uint32_t fact, std::uint32_t all) {
  constexpr std::uint32_t kAsked = kAsk | kNeed | kPeople | kHire;
  const auto only = [&](Field field, std::uint32_t may) {
    return Only(all, fact | may) ? field : Field::kUnknown;
  };
  switch (fact) {
    case kAge:
      return only(OfRange(all, Field::kMinAge, Field::kMaxAge, Field::kAge),
                  kAsked | kLeast | kMost);
    case kPay:
      return only(OfRange(all, Field::kWageMin, Field::kWageMax, Field::kWageText),
                  kPeriod | kDate | kLeast | kMost);
    case kMeals:
      return only(Field::kMeals, 0);
    case kLodging:
      return only(Field::kAccommodation, 0);
    case kMeals | kLodging:
      return only(Field::kBoardAndLodging, 0);
    case kPlace:
    case kPlace | kWork:
    case kPlace | kStart:
      return only(Field::kWorkplace, kDo | kPeople | kHire);
    case kWork:
      return only(Field::kTitle, 0);
    case kSkill:
      return (all & kPrefer) != 0 ? only(Field::kPreferredSkills, kPrefer)
                                  : only(Field::kRequiredSkills, kAsk | kNeed);
    case kExperience:
      return only(Field::kExperience, kAsk | kNeed | kLeast);
    case kInsurance:
      return only(Field::kSocialInsurance, 0);
    case kEducation:
      return only(Field::kEducation, kAsk | kNeed | kLeast);
    case kNight:
      return only(Field::kNightShift, kDo | kNeed);
    case kAsk:
    case kAsk | kStart:
      return only(Field::kRequirements, kAsked | kDo);
    default:
      return OfDay(fact, all);
  }
}

// What the brackets of a header say, folded.
std::string InBrackets(absl::string_view header) {
  const std::string folded = FoldTight(header);
  const std::size_t from = folded.find('(');
  const std::size_t to = folded.rfind(')');
  return from == std::string::npos || to == std::string::npos || to < from
             ? std::string()
             : folded.substr(from + 1, to - from - 1);
}

}  // namespace

Field HeaderByParts(TableKind kind, absl::string_view plain) {
  constexpr std::size_t kMostCharacters = 10;
  if (kind != TableKind::kVacancies || plain.size() < 2 * kCharacter ||
      plain.size() > kMostCharacters * kCharacter || plain.size() % kCharacter != 0) {
    return Field::kUnknown;
  }
  std::vector<Part> parts;
  if (!Split(plain, parts) || !InOrder(parts)) return Field::kUnknown;
  std::uint32_t all = 0;
  for (const Part& part : parts) all |= part.is;
  // An asking word beside a fact asks of that.
  std::uint32_t fact = all & kFacts;
  if (fact != kAsk && fact != (kAsk | kStart)) fact &= ~kAsk;
  return fact == 0 ? WithoutFact(all) : OfFact(fact, all);
}

RangeEnd EndAlone(absl::string_view header) {
  const auto found = Words().find(PlainWords(HeaderKey(header)));
  if (found == Words().end()) return RangeEnd::kNone;
  return found->second == kLeast  ? RangeEnd::kLeast
         : found->second == kMost ? RangeEnd::kMost
                                  : RangeEnd::kNone;
}

Field EndWithUnit(TableKind kind, absl::string_view header) {
  if (kind != TableKind::kVacancies) return Field::kUnknown;
  const RangeEnd end = EndAlone(header);
  const std::string unit = end == RangeEnd::kNone ? std::string() : InBrackets(header);
  if (unit.empty()) return Field::kUnknown;
  const bool is_least = end == RangeEnd::kLeast;
  if (unit == "岁" || unit == "周岁") return is_least ? Field::kMinAge : Field::kMaxAge;
  if (unit == "千" || unit == "万" || unit == "k" || unit == "w" || Holds(unit, "元")) {
    return is_least ? Field::kWageMin : Field::kWageMax;
  }
  return Field::kUnknown;
}

Field OtherMeaning(Field field, absl::string_view header) {
  if (field != Field::kTitle) return Field::kUnknown;
  const std::string plain = PlainWords(HeaderKey(header));
  return SaysAny(plain, {"做什么", "干什么", "活", "做的", "干的"}) ? Field::kDescription
                                                                    : Field::kUnknown;
}

bool NamesSite(absl::string_view header) {
  return EndsWithAny(HeaderKey(header), {"工地", "工场", "工区", "场地", "场所", "片区"});
}

}  // namespace laowu::intake
