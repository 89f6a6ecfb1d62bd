#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "intake/facts/age_refusals.h"
#include "intake/facts/facts.h"
#include "intake/facts/facts_text.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

std::string Text(const re2::StringPiece& piece) { return std::string(piece.data(), piece.size()); }

struct EducationWord {
  absl::string_view word;
  EducationLevel level;
};
constexpr std::array kEducationWords = {
    EducationWord{"文盲", EducationLevel::kNone},
    EducationWord{"未上过学", EducationLevel::kNone},
    EducationWord{"不识字", EducationLevel::kNone},
    EducationWord{"没上过学", EducationLevel::kNone},
    EducationWord{"没读过书", EducationLevel::kNone},
    EducationWord{"没读书", EducationLevel::kNone},
    EducationWord{"没上学", EducationLevel::kNone},
    EducationWord{"未读书", EducationLevel::kNone},
    EducationWord{"没进过学校", EducationLevel::kNone},
    EducationWord{"没文化", EducationLevel::kNone},
    EducationWord{"未读过书", EducationLevel::kNone},
    EducationWord{"没有读过书", EducationLevel::kNone},
    EducationWord{"没有上过学", EducationLevel::kNone},
    EducationWord{"没念过书", EducationLevel::kNone},
    EducationWord{"小学", EducationLevel::kPrimary},
    EducationWord{"高小", EducationLevel::kPrimary},
    EducationWord{"初小", EducationLevel::kPrimary},
    EducationWord{"初中", EducationLevel::kJuniorMiddle},
    EducationWord{"初级中学", EducationLevel::kJuniorMiddle},
    EducationWord{"高中", EducationLevel::kSeniorMiddle},
    EducationWord{"普通高级中学", EducationLevel::kSeniorMiddle},
    EducationWord{"普高", EducationLevel::kSeniorMiddle},
    EducationWord{"九年义务", EducationLevel::kJuniorMiddle},
    EducationWord{"职中", EducationLevel::kSecondaryVocational},
    EducationWord{"卫校", EducationLevel::kSecondaryVocational},
    EducationWord{"中师", EducationLevel::kSecondaryVocational},
    EducationWord{"专升本", EducationLevel::kBachelorOrAbove},
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
    if (!Holds(folded, word.word)) continue;
    if (word.word == "大学" && Holds(folded, "大学专科")) continue;
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

// Limits that a prepared text states. In running text (`bare` false) the words must say that it is
// an age: 岁 behind it or 年龄 before.
class AgeFinder {
 public:
  AgeFinder(const std::string& text, bool bare) : text_(text), bare_(bare) {}

  std::optional<AgeLimits> Find(std::string* matched) {
    static const RE2 range_unit(R"((?:年满|满)?(\d{2})(?:周?岁)?(?:-+|~+|至|到)(\d{2})(?:周?岁))");
    static const RE2 range_labelled(
        R"(年龄(?:要求|范围|在)?[:：(]?(\d{2})(?:周?岁)?(?:-+|~+|至|到)(\d{2}))");
    static const RE2 range_bare(R"((\d{2})(?:周?岁)?(?:-+|~+|至|到)(\d{2})(?:周?岁)?)");
    Ranges(bare_ ? range_bare : range_unit);
    if (!bare_) Ranges(range_labelled);
    if (!limits_.has_value()) {
      static const RE2 most_unit(R"((\d{2})周?岁(?:及?以下|以内|之内|内))");
      static const RE2 most_bare(
          R"((\d{2})(?:周?岁)?(?:及?以下|以内|之内|内|封顶)|(?:≤|<=?|不超过|不高于|不大于|小于|低于|最大|最高|最多)(\d{2})(?:周?岁)?(?:$|[,;。(]))");
      static const RE2 most_labelled(
          R"((?:年龄|岁数)(?:要求)?[:：]?(?:在)?(?:不超过|不高于|不大于|小于|低于)?(\d{2})(?:周?岁)?(?:及?以下|以内|之内|内|$|[,;。]))");
      static const RE2 most_before(R"((?:不超过|不高于|不大于|最大)(\d{2})周?岁)");
      static const RE2 least_unit(R"((\d{2})周?岁(?:及?以上|\+|起))");
      static const RE2 least_bare(
          R"((?:满|≥|>=?|大于|不低于|不小于|至少|最低|最小)(\d{2})(?:周?岁)?(?:$|[,;。(])|(\d{2})(?:周?岁)?(?:及?以上|\++|起))");
      static const RE2 least_before(
          R"((?:年满|须满|需满|满)(\d{2})周?岁|年龄(?:须|需|要)?满(\d{2})(?:[,;。]|$))");
      AgeLimits single;
      for (const RE2* pattern : {bare_ ? &most_bare : &most_unit, &most_before, &most_labelled}) {
        if (single.max_years == 0) single.max_years = One(*pattern);
      }
      for (const RE2* pattern : {bare_ ? &least_bare : &least_unit, &least_before}) {
        if (single.min_years == 0) single.min_years = One(*pattern);
      }
      if (single.min_years > 0 || single.max_years > 0) limits_ = single;
    }
    // "18-45岁,放宽到52岁": who is 52 may come.
    static const RE2 widened(R"((?:可|适当)?放宽(?:至|到)?(\d{2}))");
    if (const int years = One(widened); years > 0) {
      if (!limits_.has_value()) limits_ = AgeLimits{};
      limits_->max_years = std::max(limits_->max_years, years);
    }
    if (matched != nullptr) *matched = matched_;
    return limits_;
  }

 private:
  void Ranges(const RE2& pattern) {
    re2::StringPiece rest(text_);
    re2::StringPiece whole[3];
    while (pattern.Match(rest, 0, rest.size(), RE2::UNANCHORED, whole, 3)) {
      int low = 0;
      int high = 0;
      if (absl::SimpleAtoi(Text(whole[1]), &low) && absl::SimpleAtoi(Text(whole[2]), &high) &&
          PlausibleAge(low) && PlausibleAge(high) && low <= high &&
          (bare_ || !OnlyPreferred(text_, whole[0]))) {
        const AgeLimits more{low, high};
        limits_ = limits_.has_value() ? Widest(*limits_, more) : more;
        if (matched_.empty()) matched_ = Text(whole[0]);
      }
      rest.remove_prefix(static_cast<std::size_t>(whole[0].data() + whole[0].size() - rest.data()));
    }
  }

  // 0 if there is none, or it is only welcome.
  int One(const RE2& pattern) {
    re2::StringPiece whole[3];
    const int count = std::min(3, pattern.NumberOfCapturingGroups() + 1);
    std::size_t from = 0;
    while (pattern.Match(text_, from, text_.size(), RE2::UNANCHORED, whole, count)) {
      from = static_cast<std::size_t>(whole[0].data() + whole[0].size() - text_.data());
      // "未满45岁" is no least age; what is may follow it.
      const absl::string_view before(text_.data(), from - whole[0].size());
      if (absl::StartsWith(Text(whole[0]), "满") &&
          (absl::EndsWith(before, "未") || absl::EndsWith(before, "不") ||
           absl::EndsWith(before, "没"))) {
        continue;
      }
      int years = 0;
      if (!absl::SimpleAtoi(Text(whole[1].empty() ? whole[2] : whole[1]), &years) ||
          !PlausibleAge(years) || (!bare_ && OnlyPreferred(text_, whole[0]))) {
        return 0;
      }
      if (matched_.empty()) matched_ = Text(whole[0]);
      return years;
    }
    return 0;
  }

  const std::string& text_;
  const bool bare_;
  std::optional<AgeLimits> limits_;
  std::string matched_;
};

// "18-40" somewhere: two digits, a mark, two digits.
bool HoldsTwoByTwo(absl::string_view text) {
  static const RE2 pattern(R"(\d\d\s*(?:[-~—–－～一至到]+)\s*\d\d)");
  return HoldsDigit(text) && RE2::PartialMatch({text.data(), text.size()}, pattern);
}

// Behind a sex ("男18-45女18-42", "女35以下"): the widest, since none may be kept out for it.
std::optional<Found<AgeLimits>> AgesBySex(const std::string& folded) {
  static const RE2 by_sex(
      R"((?:男|女)(?:性|工|生|士)?[:,]?(?:(\d{2})[-~至到])?(\d{2})(?:周?岁)?(以[下内上]|及以下|内)?(?:[^\d元块千万kw%人名位个天小月年.]|$))");
  // "男士不超过50"
  static const RE2 at_most(R"((男|女)(?:性|工|生|士)?(?:不超过|不大于|最大)(\d{2})(?:周?岁)?)");
  std::string text = folded;
  if (SaysAny(text, {"不超过", "不大于", "最大"})) {
    RE2::GlobalReplace(&text, at_most, R"(\1\2以下)");
  }
  std::optional<AgeLimits> limits;
  std::string matched;
  re2::StringPiece rest(text);
  re2::StringPiece groups[4];
  while (by_sex.Match(rest, 0, rest.size(), RE2::UNANCHORED, groups, 4)) {
    int low = 0;
    int high = 0;
    const bool one = groups[1].empty();
    const auto behind = rest.substr(
        static_cast<std::size_t>(std::max(groups[2].end(), groups[3].end()) - rest.data()));
    const bool welcome = StartsWithAny({behind.data(), behind.size()}, {"优先", "最好", "更佳"});
    (void)absl::SimpleAtoi(Text(groups[1]), &low);
    const bool read = !welcome && absl::SimpleAtoi(Text(groups[2]), &high) && PlausibleAge(high) &&
                      (one ? !groups[3].empty() : PlausibleAge(low) && low < high);
    if (read) {
      AgeLimits more{low, high};
      if (one && Text(groups[3]) == "以上") more = {high, 0};
      limits = limits.has_value() ? Widest(*limits, more) : more;
      if (matched.empty()) matched = Text(groups[0]);
    }
    // The last character of a match may begin the next.
    const char* const next = std::max(groups[2].data() + groups[2].size(), rest.data() + 1);
    rest.remove_prefix(static_cast<std::size_t>(next - rest.data()));
  }
  if (!limits.has_value()) return std::nullopt;
  return Found<AgeLimits>{*limits, Excerpt(matched)};
}

// Ages without 岁: behind a sex ("男18-45女18-42", "女35以下": the widest), or a clause of their
// own
// ("18-40", "45以下"). "18-20" alone may be pay for an hour.
std::optional<Found<AgeLimits>> BareAges(const std::string& text) {
  static const RE2 clause(
      R"((?:^|[,;。!、(])(?:年龄)?(?:(\d{2})[-~至到])(\d{2})(?:左右|之间|以内)?(?:[,;。!、)]|$))");
  // "满16", "年满18即可"; 干满18天 is another matter.
  static const RE2 least(
      R"((?:^|[,;。!、(:])(?:必须|须|需要?|要求?)?(?:年)?满(1[6-9]|2\d)(?:以上)?(?:即可|就行|就可以|可以|就好|都可以?|都行|均可)?(?:[,;。!、)]|$))");
  static const RE2 most(
      R"((?:^|[,;。!、(])(\d{2})(?:以下|以内|之内)(?:都可以?|均可|都行|也可以?|左右)?(?:[,;。!、)]|$))");
  if (auto limits = AgesBySex(text); limits.has_value()) return limits;
  int low = 0;
  int high = 0;
  if (RE2::PartialMatch(text, clause, &low, &high) && PlausibleAge(low) && low >= 16 &&
      high >= 28 && PlausibleAge(high) && high - low >= 6) {
    return Found<AgeLimits>{{low, high}, absl::StrCat(low, "-", high)};
  }
  const bool has_least = Holds(text, "满") && RE2::PartialMatch(text, least, &low);
  if (RE2::PartialMatch(text, most, &high) && high >= 28 && PlausibleAge(high)) {
    const bool both = has_least && low < high;  // "满18,55以下"
    return Found<AgeLimits>{{both ? low : 0, high}, absl::StrCat(high, "以下")};
  }
  if (has_least) {
    return Found<AgeLimits>{{low, 0}, absl::StrCat("满", low)};
  }
  return std::nullopt;
}

}  // namespace

std::optional<EducationLevel> ReadEducationColumn(absl::string_view text) {
  // "大专以上优先" asks for none; of "中专以上,本科优先" the rest counts.
  static constexpr absl::string_view kWelcome = "优先";
  if (Holds(text, kWelcome)) {
    std::string asked;
    for (const std::string& part : SplitList(text)) {
      if (!Holds(part, kWelcome)) absl::StrAppend(&asked, part, ",");
    }
    return asked.empty() ? EducationLevel::kUnspecified : ReadEducationColumn(asked);
  }
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
  // Who is still there (大专在读) has not got it; what else is named counts.
  if (SaysAny(text, {"在读", "在校", "就读"})) {
    std::string finished;
    for (const std::string& part : SplitList(text, /*at_blanks=*/true)) {
      if (!SaysAny(part, {"在读", "在校", "就读"})) absl::StrAppend(&finished, part, ",");
    }
    return finished.empty() ? std::nullopt : ReadEducationOfPerson(finished);
  }
  const std::vector<EducationLevel> levels = EducationsIn(text);
  if (!levels.empty()) return *std::max_element(levels.begin(), levels.end());
  if (Trim(text) == "无") return EducationLevel::kNone;
  // Years of a school: who was in the first two has the one before.
  for (const auto& [year, level] :
       {std::pair{"初三", EducationLevel::kJuniorMiddle},
        std::pair{"初二", EducationLevel::kPrimary}, std::pair{"初一", EducationLevel::kPrimary},
        std::pair{"高三", EducationLevel::kSeniorMiddle},
        std::pair{"高二", EducationLevel::kJuniorMiddle},
        std::pair{"高一", EducationLevel::kJuniorMiddle}}) {
    if (Holds(text, year)) return level;
  }
  return std::nullopt;
}

namespace {

// "本科自动化", "护理专业大专", "大专(学前教育)", "本科或大专5年以上经验": a school in a clause
// beside what was learnt there or how long it is ago. Schools that a place is (本科院校, 技校旁)
// and what is taught (高中英语) are none.
std::optional<Found<EducationLevel>> SchoolBesideASubject(const std::string& folded) {
#define LAOWU_SUBJECT                                                                                                                  \
  "(?:会计|财务|财会|机电|机械|模具|电子|电气|自动化|计算机|软件|通信|数控|护理|药学|临床|中医|"   \
  "康复|"                                                                                                                            \
  "医学|检验|化工|化学|材料|食品|环境|环保|英语|日语|商务英语|市场营销|营销|物流|国贸|国际贸易|" \
  "电商|电子商务|建筑|土木|工程|造价|学前教育|幼师|幼儿教育|师范|中文|汉语言|文秘|法律|法学|"     \
  "人力资源|"                                                                                                                      \
  "行政管理|工商管理|管理|金融|经济|统计|审计|设计|艺术|服装|旅游|酒店管理|汽修|汽车|焊接|制冷)"
#define LAOWU_SCHOOLS "((?:中专|中技|大专|专科|本科)(?:[/或、](?:中专|大专|专科|本科))*)"
  static const RE2 behind("(?:^|[,;。!(、:]|\\d\\.)(?:要求|需|具有?)?(?:" LAOWU_SUBJECT
                          "{1,2}(?:相关)?(?:等?专业|类|等)?|\\p{Han}{2,8}(?:相关)?(?:专业|类))的?"
                          "(?:全日制|统招)?" LAOWU_SCHOOLS "(?:[,;。!)、]|$)");
  static const RE2 before("(?:^|[,;。!(、:]|\\d\\.)(?:要求|需|具有?)?(?:全日制|统招)?" LAOWU_SCHOOLS
                          "[,(]?(?:" LAOWU_SUBJECT
                          "[、/或]?){1,3}(?:等?相关)?(?:等?专业|类|方向|背景|等)*"
                          "(?:[,;。!)、]|$)");
  static const RE2 with_years(
      "(?:^|[,;。!(、:]|\\d\\.)(?:要求|需|具有?)?" LAOWU_SCHOOLS
      ",?(?:\\d{1,2}(?:-\\d{1,2})?|[一二两三五])年(?:及?以上|[^,;。!制]{0,6}?"
      "(?:经验|工作))");
#undef LAOWU_SCHOOLS
#undef LAOWU_SUBJECT
  if (!SaysAny(folded, {"中专", "中技", "大专", "专科", "本科"})) return std::nullopt;
  for (const RE2* one : {&behind, &before, &with_years}) {
    re2::StringPiece found[2];
    if (!one->Match(folded, 0, folded.size(), RE2::UNANCHORED, found, 2)) continue;
    const std::string words = Text(found[0]);
    if (OnlyPreferred(folded, found[1]) ||
        SaysAny(words, {"院校", "学校", "招生", "升", "读", "教"})) {
      if (!SaysAny(words, {"教育"})) continue;
    }
    const auto level = ReadEducationColumn(Text(found[1]));
    if (level.has_value() && *level != EducationLevel::kUnspecified) {
      return Found<EducationLevel>{*level, Excerpt(words)};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Found<EducationLevel>> ReadEducationInText(absl::string_view text) {
  static const RE2 pattern(
      R"((?:学历|文化程度|文化)[:：要求不低于]*(小学|初中|高中|中专|中技|技校|职高|大专|专科|本科)|(小学|初中|高中|中专|中技|技校|职高|大专|专科|本科)(?:[/或、]?(?:高中|中专|中技|技校|职高|大专|本科))?(?:或?及?其?以上|学历|文化|毕业))");
  // "大专" as a clause of its own; 小学 may be where a teacher works.
  static const RE2 alone(
      R"((?:^|[,;。!(]|[^学]、)(?:要求|最低)?[:]?(?:全日制|统招)?((?:初中|高中|中专|中技|技校|职高|大专|专科|本科)(?:[/或、](?:高中|中专|中技|技校|职高|大专|本科))*)(?:均可|都可以?|都行|皆可)?(?:[,;。!、)]|$))");
  if (!SaysAny(text, {"学", "中", "专", "校", "高", "本科", "文化"})) return std::nullopt;
  std::string folded = FoldClauses(text);
  if (Holds(folded, "大中专")) absl::StrReplaceAll({{"大中专", "中专"}}, &folded);
  // One of these stands in every match.
  if (!SaysAny(folded,
               {"小学", "初中", "高中", "中专", "中技", "技校", "职高", "大专", "专科", "本科"})) {
    return std::nullopt;
  }
  re2::StringPiece rest(folded);
  re2::StringPiece found;
  while (pattern.Match(rest, 0, rest.size(), RE2::UNANCHORED, &found, 1)) {
    const std::string words = Text(found);
    const std::optional<EducationLevel> level = ReadEducationColumn(words);
    if (level.has_value() && *level != EducationLevel::kUnspecified &&
        !OnlyPreferred(folded, found)) {
      return Found<EducationLevel>{*level, words};
    }
    rest.remove_prefix(static_cast<std::size_t>(found.data() + found.size() - rest.data()));
  }
  std::string words;
  // "小学、初中、高中" are taught.
  if (!Holds(folded, "小学、初中") && RE2::PartialMatch(folded, alone, &words)) {
    if (const auto level = ReadEducationColumn(words); level.has_value()) {
      return Found<EducationLevel>{*level, words};
    }
  }
  return SchoolBesideASubject(folded);
}

namespace {

// Who may come by what is asked for and by what is refused; nullopt if nobody may, or nothing is
// said.
std::optional<AgeLimits> WithoutRefused(const std::optional<AgeLimits>& asked,
                                        const AgesLeft& left) {
  if (left.min_years == 0 && left.max_years == 0) return asked;
  AgeLimits limits = asked.value_or(AgeLimits{});
  limits.min_years = std::max(limits.min_years, left.min_years);
  // "20-48岁,48岁以上勿扰": who is 48 may come.
  const bool stated = limits.max_years > 0 && limits.max_years <= left.max_years + 1;
  if (left.max_years > 0 && !stated) limits.max_years = left.max_years;
  if (limits.max_years > 0 && limits.min_years > limits.max_years) return std::nullopt;
  return limits;
}

// Ages that a prepared text asks for. `named`: it says 岁 or 年龄.
std::optional<Found<AgeLimits>> AgesAskedFor(const std::string& prepared, bool named) {
  if (named) {
    std::string matched;
    const auto limits = AgeFinder(prepared, /*bare=*/false).Find(&matched);
    if (limits.has_value()) {
      const auto by_sex = AgesBySex(prepared);
      return Found<AgeLimits>{by_sex.has_value() ? Widest(*limits, by_sex->value) : *limits,
                              Excerpt(matched)};
    }
  }
  return BareAges(prepared);
}

}  // namespace

namespace {

// The letter O where a nought was meant: 18-5O岁.
std::string WithNoughts(std::string text) {
  static const RE2 letter(R"((\d)[oO]([^a-zA-Z0-9]|$))");
  if (text.find_first_of("oO") != std::string::npos)
    RE2::GlobalReplace(&text, letter,
                       "\\1"
                       "0\\2");
  return text;
}

}  // namespace

std::optional<AgeLimits> ReadAgeColumn(absl::string_view text) {
  std::string prepared = WithNoughts(FactText(text));
  const AgesLeft left = TakeRefusedAges(prepared, /*bare=*/true);
  const auto limits = AgeFinder(prepared, /*bare=*/true).Find(nullptr);
  if (limits.has_value() || !left.text.empty()) return WithoutRefused(limits, left);
  if (SaysNoLimit(prepared) || prepared == "无" || prepared == "-") return AgeLimits{};
  return std::nullopt;
}

std::optional<Found<AgeLimits>> ReadAgeInText(absl::string_view text) {
  // 年纪 is 年龄 in plain speech.
  if (Holds(text, "年纪")) return ReadAgeInText(absl::StrReplaceAll(text, {{"年纪", "年龄"}}));
  const bool named = SaysAny(text, {"岁", "年龄"});
  const bool may_refuse = !named && (HoldsDigit(text) || Holds(text, "十")) &&
                          Holds(text, "以上") &&
                          SaysAny(text, {"不", "勿", "免", "绝", "拒", "绕", "别来", "莫来", "禁"});
  const bool in_numerals = Holds(text, "十") && SaysAny(text, {"到", "至", "-", "满"});
  const bool may_be_full = HoldsDigit(text) && Holds(text, "满");
  if (!named && !may_refuse && !SaysAny(text, {"男", "女", "以下", "以内"}) && !in_numerals &&
      !may_be_full && !HoldsTwoByTwo(text)) {
    return std::nullopt;
  }
  std::string prepared = WithNoughts(FactText(text));
  const AgesLeft left = TakeRefusedAges(prepared, /*bare=*/false);
  const auto asked = AgesAskedFor(prepared, named);
  if (left.text.empty()) return asked;
  const auto limits =
      WithoutRefused(asked.has_value() ? std::optional(asked->value) : std::nullopt, left);
  if (!limits.has_value()) return std::nullopt;
  return Found<AgeLimits>{*limits, Excerpt(asked.has_value() ? asked->text : left.text)};
}

}  // namespace laowu::intake
