#include "intake/facts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "intake/numerals.h"
#include "intake/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

bool SaysAny(absl::string_view text, std::initializer_list<absl::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](absl::string_view word) { return absl::StrContains(text, word); });
}

re2::StringPiece Piece(absl::string_view text) { return {text.data(), text.size()}; }

std::string Text(const re2::StringPiece& piece) { return std::string(piece.data(), piece.size()); }

struct EducationWord {
  absl::string_view word;
  EducationLevel level;
};
constexpr std::array kEducationWords = {
    EducationWord{"文盲", EducationLevel::kNone},
    EducationWord{"未上过学", EducationLevel::kNone},
    EducationWord{"不识字", EducationLevel::kNone},
    EducationWord{"小学", EducationLevel::kPrimary},
    EducationWord{"初中", EducationLevel::kJuniorMiddle},
    EducationWord{"初级中学", EducationLevel::kJuniorMiddle},
    EducationWord{"高中", EducationLevel::kSeniorMiddle},
    EducationWord{"普通高级中学", EducationLevel::kSeniorMiddle},
    EducationWord{"中专", EducationLevel::kSecondaryVocational},
    EducationWord{"中技", EducationLevel::kSecondaryVocational},
    EducationWord{"中职", EducationLevel::kSecondaryVocational},
    EducationWord{"职高", EducationLevel::kSecondaryVocational},
    EducationWord{"技校", EducationLevel::kSecondaryVocational},
    EducationWord{"职业高中", EducationLevel::kSecondaryVocational},
    EducationWord{"中等专业", EducationLevel::kSecondaryVocational},
    EducationWord{"中等职业", EducationLevel::kSecondaryVocational},
    EducationWord{"技工学校", EducationLevel::kSecondaryVocational},
    EducationWord{"大专", EducationLevel::kCollege},
    EducationWord{"专科", EducationLevel::kCollege},
    EducationWord{"高职", EducationLevel::kCollege},
    EducationWord{"本科", EducationLevel::kBachelorOrAbove},
    EducationWord{"学士", EducationLevel::kBachelorOrAbove},
    EducationWord{"硕士", EducationLevel::kBachelorOrAbove},
    EducationWord{"研究生", EducationLevel::kBachelorOrAbove},
    EducationWord{"博士", EducationLevel::kBachelorOrAbove},
    EducationWord{"大学", EducationLevel::kBachelorOrAbove},
    EducationWord{"none", EducationLevel::kNone},
    EducationWord{"primary", EducationLevel::kPrimary},
    EducationWord{"junior", EducationLevel::kJuniorMiddle},
    EducationWord{"senior", EducationLevel::kSeniorMiddle},
    EducationWord{"high school", EducationLevel::kSeniorMiddle},
    EducationWord{"vocational", EducationLevel::kSecondaryVocational},
    EducationWord{"college", EducationLevel::kCollege},
    EducationWord{"bachelor", EducationLevel::kBachelorOrAbove},
    EducationWord{"master", EducationLevel::kBachelorOrAbove},
};

std::vector<EducationLevel> EducationsIn(absl::string_view text) {
  const std::string folded = Fold(text);
  std::vector<EducationLevel> levels;
  for (const EducationWord& word : kEducationWords) {
    if (!absl::StrContains(folded, word.word)) continue;
    if (word.word == "大学" && absl::StrContains(folded, "大学专科")) continue;
    levels.push_back(word.level);
  }
  return levels;
}

bool SaysNoLimit(absl::string_view text) {
  return SaysAny(
      text, {"不限", "无要求", "不作要求", "不要求", "无限制", "均可", "any", "none required"});
}

AgeLimits Widest(const AgeLimits& a, const AgeLimits& b) {
  return {a.min_years == 0 || b.min_years == 0 ? std::max(a.min_years, b.min_years)
                                               : std::min(a.min_years, b.min_years),
          std::max(a.max_years, b.max_years)};
}

bool PlausibleAge(int years) { return years >= 14 && years <= 80; }

// All limits that a folded text states; `bare`: 岁 need not stand there.
std::optional<AgeLimits> AgesIn(const std::string& text, bool bare, std::string* matched) {
  static const RE2 with_unit(
      R"((?:年龄)?(?:在)?(?:年满|满)?(\d{2})(?:周?岁)?(?:-+|~+|至|到|—+)(\d{2})周?岁)");
  static const RE2 without_unit(R"((\d{2})(?:周?岁)?(?:-+|~+|至|到|—+)(\d{2})(?:周?岁)?)");
  static const RE2 at_most(R"((\d{2})周?岁?(?:以下|以内|及以下|内|之内))");
  static const RE2 at_most_unit(R"((\d{2})周?岁(?:以下|以内|及以下|内|之内))");
  static const RE2 at_least(R"((?:年满|满)?(\d{2})周?岁?(?:以上|及以上))");
  static const RE2 at_least_unit(R"((?:年满(\d{2})周?岁|(\d{2})周?岁(?:以上|及以上)))");
  std::optional<AgeLimits> limits;
  const auto join = [&](AgeLimits more, absl::string_view words) {
    if (matched != nullptr && matched->empty()) *matched = std::string(words);
    limits = limits.has_value() ? Widest(*limits, more) : more;
  };
  re2::StringPiece rest(text);
  re2::StringPiece whole[3];
  const RE2& range = bare ? without_unit : with_unit;
  while (range.Match(rest, 0, rest.size(), RE2::UNANCHORED, whole, 3)) {
    int low = 0;
    int high = 0;
    if (absl::SimpleAtoi(Text(whole[1]), &low) && absl::SimpleAtoi(Text(whole[2]), &high) &&
        PlausibleAge(low) && PlausibleAge(high) && low <= high) {
      join({low, high}, Text(whole[0]));
    }
    rest.remove_prefix(static_cast<std::size_t>(whole[0].data() + whole[0].size() - rest.data()));
  }
  if (limits.has_value()) return limits;
  int years = 0;
  std::string words;
  AgeLimits single;
  if (RE2::PartialMatch(text, bare ? at_most : at_most_unit, &years) && PlausibleAge(years)) {
    single.max_years = years;
  }
  int other = 0;
  if (bare ? RE2::PartialMatch(text, at_least, &years)
           : RE2::PartialMatch(text, at_least_unit, &years, &other)) {
    const int least = std::max(years, other);
    if (PlausibleAge(least)) single.min_years = least;
  }
  if (single.min_years > 0 || single.max_years > 0) join(single, text);
  return limits;
}

std::optional<int> MonthsOfExperience(const std::string& text, bool bare) {
  static const RE2 years(R"((\d{1,2})(?:\.\d)?(?:(?:-+|~+|至|到)\d{1,2})?(?:年|year))");
  static const RE2 months(R"((\d{1,2})(?:(?:-+|~+|至|到)\d{1,2})?(?:个月|月|month))");
  static const RE2 number(R"(^(\d{1,2})(?:(?:-+|~+)\d{1,2})?$)");
  int count = 0;
  if (RE2::PartialMatch(text, years, &count)) return count * 12;
  if (RE2::PartialMatch(text, months, &count)) return count;
  if (bare && RE2::PartialMatch(text, number, &count)) return count * 12;
  return std::nullopt;
}

}  // namespace

std::optional<EducationLevel> ReadEducationColumn(absl::string_view text) {
  const std::vector<EducationLevel> levels = EducationsIn(text);
  if (!levels.empty()) {
    const EducationLevel least = *std::min_element(levels.begin(), levels.end());
    if (SaysAny(text, {"以下", "及以下"}) || least == EducationLevel::kNone) {
      return EducationLevel::kUnspecified;  // "小学以下": no minimum
    }
    return least;
  }
  if (SaysNoLimit(text) || Trim(text) == "无") return EducationLevel::kUnspecified;
  return std::nullopt;
}

std::optional<EducationLevel> ReadEducationOfPerson(absl::string_view text) {
  const std::vector<EducationLevel> levels = EducationsIn(text);
  if (!levels.empty()) return *std::max_element(levels.begin(), levels.end());
  if (Trim(text) == "无") return EducationLevel::kNone;
  return std::nullopt;
}

std::optional<Found<EducationLevel>> ReadEducationInText(absl::string_view text) {
  static const RE2 pattern(
      R"((?:学历|文化程度|文化)[:：要求不低于]*(小学|初中|高中|中专|技校|职高|大专|专科|本科)|(小学|初中|高中|中专|技校|职高|大专|专科|本科)(?:/\p{Han}{2})?(?:或?及?其?以上|学历|文化|毕业))");
  const std::string folded = FoldTight(text);
  re2::StringPiece groups[1];
  if (!pattern.Match(Piece(folded), 0, folded.size(), RE2::UNANCHORED, groups, 1))
    return std::nullopt;
  const std::string words = Text(groups[0]);
  const std::optional<EducationLevel> level = ReadEducationColumn(words);
  if (!level.has_value() || *level == EducationLevel::kUnspecified) return std::nullopt;
  return Found<EducationLevel>{*level, words};
}

std::optional<AgeLimits> ReadAgeColumn(absl::string_view text) {
  const std::string folded = FoldTight(text);
  if (const auto limits = AgesIn(folded, /*bare=*/true, nullptr); limits.has_value()) return limits;
  if (SaysNoLimit(folded) || folded == "无" || folded == "-") return AgeLimits{};
  return std::nullopt;
}

std::optional<Found<AgeLimits>> ReadAgeInText(absl::string_view text) {
  std::string matched;
  const auto limits = AgesIn(FoldTight(text), /*bare=*/false, &matched);
  if (!limits.has_value()) return std::nullopt;
  return Found<AgeLimits>{*limits, Excerpt(matched)};
}

std::optional<int> ReadExperienceColumn(absl::string_view text) {
  const std::string folded = ArabicNumerals(FoldTight(text));
  if (const auto months = MonthsOfExperience(folded, /*bare=*/true); months.has_value())
    return months;
  if (SaysAny(folded, {"不限", "无", "不要求", "应届", "可培训", "生手", "均可"})) return 0;
  return std::nullopt;
}

std::optional<Found<int>> ReadExperienceInText(absl::string_view text) {
  static const RE2 pattern(
      R"((\d{1,2})年(?:以上|及以上)?(?:[^,，。;；\d]{0,12})?(?:工作)?(?:经验|工龄|工作经历))");
  const std::string folded = FoldTight(text);
  re2::StringPiece groups[2];
  if (!pattern.Match(Piece(folded), 0, folded.size(), RE2::UNANCHORED, groups, 2))
    return std::nullopt;
  int years = 0;
  if (!absl::SimpleAtoi(Text(groups[1]), &years) || years > 30) return std::nullopt;
  if (SaysAny(folded.substr(
                  0, static_cast<std::size_t>(groups[0].data() + groups[0].size() - folded.data())),
              {"无需经验"})) {
    return std::nullopt;
  }
  return Found<int>{years * 12, Text(groups[0])};
}

std::optional<int> ReadCount(absl::string_view text) {
  std::string folded = FoldTight(text);
  if (absl::EndsWith(folded, ".0")) folded.resize(folded.size() - 2);
  if (SaysAny(folded, {"若干", "several", "数名", "多名", "不限", "大量", "长期"})) return 0;
  static const RE2 pattern(
      R"(^(?:招|约|共)?(\d{1,7})(?:(?:-+|~+|至|到)(\d{1,7}))?(?:人|名|个|位|以上|左右|\+)*$)");
  std::string low;
  std::string high;
  if (!RE2::FullMatch(folded, pattern, &low, &high)) return std::nullopt;
  int count = 0;
  if (!absl::SimpleAtoi(high.empty() ? low : high, &count)) return std::nullopt;
  return count;
}

std::optional<Found<int>> ReadCountInText(absl::string_view text) {
  static const RE2 pattern(R"((?:招|聘|需|急需|缺)[^,，。;；\d]{0,10}(\d{1,4})(?:人|名|位))");
  const std::string folded = FoldTight(text);
  re2::StringPiece groups[2];
  if (!pattern.Match(Piece(folded), 0, folded.size(), RE2::UNANCHORED, groups, 2))
    return std::nullopt;
  int count = 0;
  if (!absl::SimpleAtoi(Text(groups[1]), &count) || count == 0) return std::nullopt;
  return Found<int>{count, Text(groups[0])};
}

std::optional<bool> ReadYesNo(absl::string_view text) {
  const std::string folded = FoldTight(text);
  if (folded.empty()) return std::nullopt;
  for (absl::string_view no :
       {"否", "无", "没", "不", "未", "非", "自理", "no", "false", "0", "n", "×", "x", "-", "/"}) {
    if (absl::StartsWith(folded, no)) return false;
  }
  if (absl::StrContains(folded, "自理")) return false;
  for (absl::string_view yes : {"是", "有", "包", "提供", "免费", "yes", "true", "1", "y", "√", "✓",
                                "需", "要", "可", "接受", "同意", "已", "能", "愿意"}) {
    if (absl::StartsWith(folded, yes)) return true;
  }
  return std::nullopt;
}

Board ReadBoard(absl::string_view text) {
  const std::string t = FoldTight(text);
  Board board;
  if (SaysAny(t, {"包吃住", "包食宿", "包吃包住", "包住包吃", "包住吃", "提供食宿", "免费食宿",
                  "食宿全包", "食宿免费", "管吃住", "管吃管住", "包吃、住", "提供吃住", "免费吃住",
                  "包三餐住宿"})) {
    board = {true, true};
  }
  if (SaysAny(t, {"包住", "提供住宿", "免费住宿", "提供宿舍", "有宿舍", "员工宿舍", "免费宿舍",
                  "住宿免费", "包住宿", "夫妻房", "含住宿"})) {
    board.accommodation = true;
  }
  if (SaysAny(t, {"包吃", "包餐", "工作餐", "免费三餐", "提供三餐", "包三餐", "包两餐", "包一餐",
                  "包午餐", "免费午餐", "提供午餐", "提供伙食", "免费伙食", "包伙食"})) {
    board.meals = true;
  }
  if (SaysAny(t, {"不包吃住", "食宿自理", "不提供食宿", "无食宿", "吃住自理", "不包食宿"}))
    board = {false, false};
  if (SaysAny(t, {"不包住", "不提供住宿", "住宿自理", "无住宿", "无宿舍", "不提供宿舍"}))
    board.accommodation = false;
  if (SaysAny(t, {"不包吃", "伙食自理", "餐费自理", "不提供餐", "不提供伙食", "不包餐"}) &&
      !absl::StrContains(t, "不包吃住")) {
    board.meals = false;
  }
  return board;
}

std::optional<Found<bool>> ReadNightShift(absl::string_view text) {
  const std::string t = FoldTight(text);
  for (absl::string_view word :
       {"长白班", "常白班", "无夜班", "不上夜班", "不用上夜班", "没有夜班", "无需夜班", "不倒班",
        "无需倒班", "只上白班", "白班制", "不用倒班"}) {
    if (absl::StrContains(t, word)) return Found<bool>{false, std::string(word)};
  }
  for (absl::string_view word : {"两班倒", "二班倒", "三班倒", "两班制", "三班制", "倒班", "轮班",
                                 "夜班", "晚班", "四班三运转", "三班两运转", "两班轮", "对班"}) {
    if (absl::StrContains(t, word)) return Found<bool>{true, std::string(word)};
  }
  if (t == "白班") return Found<bool>{false, t};
  return std::nullopt;
}

std::optional<Found<int>> ReadHoursPerWeek(absl::string_view text) {
  const std::string t = FoldTight(text);
  static const RE2 weekly(R"((?:每周|周工时|一周|/周)(?:工作)?(\d{2})(?:个)?(?:小时|h))");
  static const RE2 weekly_behind(R"((\d{2})(?:个)?(?:小时|h)(?:/|每)周)");
  static const RE2 daily(R"((\d{1,2})(?:个)?小时)");
  static const RE2 days(
      R"((?:每周|周|一周|做|上)(?:工作|上班|上)?([4567])(?:天|日)|([4567])天\d{1,2}小时|[五六七]天)");
  int hours = 0;
  if (RE2::PartialMatch(t, weekly, &hours) || RE2::PartialMatch(t, weekly_behind, &hours)) {
    if (hours >= 10 && hours <= 84) return Found<int>{hours, Excerpt(t)};
    return std::nullopt;
  }
  if (!RE2::PartialMatch(t, daily, &hours) || hours < 4 || hours > 14) return std::nullopt;
  int half_days = 0;
  std::string stated;
  std::string other;
  if (RE2::PartialMatch(t, days, &stated, &other) && !(stated.empty() && other.empty())) {
    half_days = 2 * ((stated.empty() ? other : stated)[0] - '0');
  } else if (SaysAny(t, {"双休", "五天"})) {
    half_days = 10;
  } else if (SaysAny(t, {"大小周", "单双休"})) {
    half_days = 11;
  } else if (SaysAny(t, {"单休", "月休4天", "月休四天", "六天", "26天", "休一天"})) {
    half_days = 12;
  } else if (SaysAny(t, {"月休2天", "月休两天", "28天"})) {
    half_days = 13;
  }
  if (half_days == 0) return std::nullopt;  // hours a day alone say nothing of the week
  return Found<int>{hours * half_days / 2, Excerpt(t)};
}

std::optional<Found<bool>> ReadSocialInsurance(absl::string_view text) {
  const std::string t = FoldTight(text);
  for (absl::string_view word :
       {"无社保", "不买社保", "不购买社保", "不交社保", "无五险", "不缴纳社保", "没有社保"}) {
    if (absl::StrContains(t, word)) return Found<bool>{false, std::string(word)};
  }
  for (absl::string_view word :
       {"五险一金", "六险一金", "五险", "六险", "社保", "社会保险", "三险", "养老保险"}) {
    if (absl::StrContains(t, word)) return Found<bool>{true, std::string(word)};
  }
  return std::nullopt;
}

std::vector<Found<Hazard>> ReadHazards(absl::string_view text) {
  struct Word {
    absl::string_view word;
    Hazard hazard;
  };
  static constexpr std::array kWords = {
      Word{"粉尘", Hazard::kDust},
      Word{"矽尘", Hazard::kDust},
      Word{"有毒", Hazard::kToxins},
      Word{"苯", Hazard::kToxins},
      Word{"有机溶剂", Hazard::kToxins},
      Word{"铅烟", Hazard::kToxins},
      Word{"高处", Hazard::kHeight},
      Word{"高空", Hazard::kHeight},
      Word{"登高", Hazard::kHeight},
      Word{"冷水", Hazard::kColdWater},
      Word{"高温作业", Hazard::kHeat},
      Word{"高温环境", Hazard::kHeat},
      Word{"冷库", Hazard::kCold},
      Word{"低温作业", Hazard::kCold},
      Word{"重体力", Hazard::kHeavyStrain},
      Word{"井下", Hazard::kMines},
      Word{"矿山", Hazard::kMines},
      Word{"采石", Hazard::kMines},
      Word{"伐木", Hazard::kFelling},
      Word{"辐射", Hazard::kRadiation},
      Word{"放射", Hazard::kRadiation},
      Word{"烟花", Hazard::kExplosives},
      Word{"易燃易爆", Hazard::kExplosives},
      Word{"潜水", Hazard::kDiving},
      Word{"风镐", Hazard::kJackHammers},
      Word{"凿岩", Hazard::kJackHammers},
      Word{"流水线久坐", Hazard::kForcedPosture},
      Word{"强迫体位", Hazard::kForcedPosture},
  };
  const std::string t = FoldTight(text);
  std::vector<Found<Hazard>> hazards;
  for (const Word& word : kWords) {
    const std::size_t at = absl::string_view(t).find(word.word);
    if (at == absl::string_view::npos) continue;
    const absl::string_view before =
        absl::string_view(t).substr(at >= 9 ? at - 9 : 0, std::min<std::size_t>(at, 9));
    if (absl::EndsWith(before, "无") || absl::EndsWith(before, "没有") ||
        absl::EndsWith(before, "不含"))
      continue;
    const bool known = std::any_of(hazards.begin(), hazards.end(),
                                   [&](const Found<Hazard>& h) { return h.value == word.hazard; });
    if (!known) hazards.push_back({word.hazard, std::string(word.word)});
  }
  std::sort(hazards.begin(), hazards.end(),
            [](const Found<Hazard>& a, const Found<Hazard>& b) { return a.value < b.value; });
  return hazards;
}

std::optional<absl::CivilDay> ReadDate(absl::string_view text, absl::CivilDay as_of) {
  const std::string t = FoldTight(text);
  if (SaysAny(t, {"即日", "随时", "尽快", "立即", "马上", "现在", "今日"})) return as_of;
  static const RE2 separated(
      R"(^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[t ]?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?z?)?$)");
  static const RE2 packed(R"(^(\d{4})(\d{2})(\d{2})$)");
  static const RE2 serial(R"(^(\d{5})(?:\.\d+)?$)");
  int year = 0;
  int month = 0;
  int day = 0;
  if (RE2::FullMatch(t, separated, &year, &month, &day) ||
      RE2::FullMatch(t, packed, &year, &month, &day)) {
    if (year < 1900 || year > 2100) return std::nullopt;
    const absl::CivilDay date(year, month, day);  // normalises what does not exist: compare
    if (date.year() != year || date.month() != month || date.day() != day) return std::nullopt;
    return date;
  }
  int days = 0;
  if (RE2::FullMatch(t, serial, &days) && days > 20000 && days < 73050) {
    return absl::CivilDay(1899, 12, 30) + days;
  }
  return std::nullopt;
}

bool SaysNoDate(absl::string_view text) {
  const std::string t = FoldTight(text);
  return t == "-" || t == "/" || t == "无" ||
         SaysAny(t, {"长期", "不限", "招满", "常年", "待定", "无固定"});
}

}  // namespace laowu::intake
