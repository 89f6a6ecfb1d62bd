#include "intake/worker/available_from.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "intake/facts/facts.h"
#include "intake/facts/facts_text.h"
#include "intake/facts/spoken_date.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr int kHalfAYear = 183;
constexpr int kListsCome = 60;
constexpr int kWorkBegins = 8;  // of 正月
constexpr int kLanternsOver = 16;

using Day = std::optional<absl::CivilDay>;
using Parts = std::array<std::string, 5>;  // what the groups of a form matched

Day DayOf(absl::civil_year_t year, int month, int day) {
  const absl::CivilDay found(year, month, day);
  if (month < 1 || month > 12 || found.month() != month || found.day() != day) return std::nullopt;
  return found;
}

// Without a year: this year's, or next year's if that is long ago.
Day Coming(int month, int day, absl::CivilDay as_of) {
  const Day found = DayOf(as_of.year(), month, day);
  if (!found.has_value() || *found >= as_of - kHalfAYear) return found;
  return DayOf(as_of.year() + 1, month, day);
}

// Of a month: "15", or 初, 中旬, 底; its first day where nothing is said.
Day InMonth(absl::CivilMonth month, absl::string_view day, absl::string_view part) {
  if (!day.empty()) {
    return DayOf(month.year(), static_cast<int>(month.month()), SpokenNumber(day));
  }
  const absl::CivilDay first(month);
  if (part == "底" || part == "末") return absl::CivilDay(month + 1) - 1;
  if (absl::StartsWith(part, "中")) return first + 10;
  if (part == "下旬") return first + 20;
  return first;
}

// (年)(月)(日)(初|中旬 …)
Day ReadMonthAndDay(const Parts& parts, absl::CivilDay as_of) {
  const int month = SpokenNumber(parts[1]);
  if (month < 1 || month > 12) return std::nullopt;
  auto year = as_of.year();
  if (parts[0] == "明年") {
    ++year;
  } else if (parts[0].empty()) {
    const int day = parts[2].empty() ? 1 : SpokenNumber(parts[2]);
    const Day coming = Coming(month, std::min(std::max(day, 1), 28), as_of);
    if (!coming.has_value()) return std::nullopt;
    year = coming->year();
  } else if (parts[0] != "今年") {
    int figures = 0;
    if (!absl::SimpleAtoi(parts[0].substr(0, parts[0].size() - 3), &figures)) return std::nullopt;
    year = figures < 100 ? 2000 + figures : figures;
  }
  if (year < as_of.year() - 1 || year > as_of.year() + 2) return std::nullopt;
  return InMonth(absl::CivilMonth(year, month), parts[2], parts[3]);
}

// (年)(月)(日)
Day ReadFigures(const Parts& parts, absl::CivilDay as_of) {
  int year = 0;
  int month = 0;
  int day = 0;
  if (!absl::SimpleAtoi(parts[1], &month) || !absl::SimpleAtoi(parts[2], &day)) return std::nullopt;
  if (parts[0].empty()) return Coming(month, day, as_of);
  const bool near =
      absl::SimpleAtoi(parts[0], &year) && year >= as_of.year() - 1 && year <= as_of.year() + 2;
  return near ? DayOf(year, month, day) : std::nullopt;
}

// (下个月|月)(日)(初|中旬 …)
Day ReadNamedMonth(const Parts& parts, absl::CivilDay as_of) {
  absl::CivilMonth month(as_of);
  if (absl::StartsWith(parts[0], "下下")) {
    month += 2;
  } else if (absl::StartsWith(parts[0], "下") || (parts[0] == "月" && parts[2] == "初")) {
    ++month;
  }
  return InMonth(month, parts[1], parts[2]);
}

// (日)
Day ReadDayOfMonth(const Parts& parts, absl::CivilDay as_of) {
  int day = 0;
  if (!absl::SimpleAtoi(parts[0], &day)) return std::nullopt;
  absl::CivilMonth month(as_of);
  if (day < as_of.day()) ++month;
  return DayOf(month.year(), static_cast<int>(month.month()), day);
}

// (下|下下)(三)
Day ReadWeek(const Parts& parts, absl::CivilDay as_of) {
  const absl::CivilDay monday = absl::NextWeekday(as_of, absl::Weekday::monday);
  const int day = parts[1] == "日" || parts[1] == "天" ? 7 : SpokenNumber(parts[1]);
  return monday + (parts[0] == "下下" ? 7 : 0) + (day > 0 ? day - 1 : 0);
}

// (半|3)(天|周|个月)
Day ReadSpan(const Parts& parts, absl::CivilDay as_of) {
  const bool half = parts[0] == "半";
  const int count = parts[0] == "两" ? 2 : half ? 0 : SpokenNumber(parts[0]);
  if (!half && count == 0) return std::nullopt;
  if (absl::EndsWith(parts[1], "月")) {
    if (half) return as_of + 15;
    const absl::CivilMonth month = absl::CivilMonth(as_of) + count;
    const absl::CivilDay last = absl::CivilDay(month + 1) - 1;
    return absl::CivilDay(month) + (std::min(as_of.day(), last.day()) - 1);
  }
  if (half) return std::nullopt;
  return as_of + (parts[1] == "天" ? count : 7 * count);
}

// That day of the 正月 that comes next, or is not long over: lists of the holidays are sent in
// after them.
Day InFirstMonth(int day, absl::CivilDay as_of) {
  if (day < 1 || day > 29) return std::nullopt;
  for (auto year = as_of.year(); year <= as_of.year() + 1; ++year) {
    const Day new_year = LunarNewYear(year);
    if (!new_year.has_value()) continue;
    const absl::CivilDay found = *new_year + (day - 1);
    if (found >= as_of - kListsCome) return found;
  }
  return std::nullopt;
}
Day ReadFirstMonth(const Parts& parts, absl::CivilDay as_of) {
  return InFirstMonth(SpokenNumber(parts[0]), as_of);
}
Day ReadAfterNewYear(const Parts& /*parts*/, absl::CivilDay as_of) {
  return InFirstMonth(kWorkBegins, as_of);
}
Day ReadAfterLanterns(const Parts& /*parts*/, absl::CivilDay as_of) {
  return InFirstMonth(kLanternsOver, as_of);
}

// (国庆)
Day ReadAfterHoliday(const Parts& parts, absl::CivilDay as_of) {
  const bool october = parts[0] == "国庆" || parts[0] == "十一";
  const Day day = october              ? Coming(10, 8, as_of)
                  : parts[0] == "五一" ? Coming(5, 6, as_of)
                  : parts[0] == "元旦" ? Coming(1, 4, as_of)
                                       : Coming(4, 7, as_of);
  return day;
}

struct Form {
  const char* pattern;
  Day (*read)(const Parts& parts, absl::CivilDay as_of);
  const char* rule;
  int confidence;
  bool says_after = false;  // its own words say that it is from then on
};

const std::vector<Form>& Forms() {
  static const auto* forms = new std::vector<Form>{
      {R"((20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})日?)", ReadFigures, "available.date", 85},
      {R"(((?:20)?\d\d年|今年|明年)?(\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:(\d{1,2}|[一二三四五六七八九十廿]{1,3})[日号]|(初|上旬|中旬|下旬|中|底|末)))",
       ReadMonthAndDay, "available.date", 75},
      {R"(((?:20)?\d\d年|今年|明年)?(\d{1,2}|[一二三四五六七八九十]{1,2})月份?(\d{1,2})?)",
       ReadMonthAndDay, "available.month", 65},
      {R"(()(\d{1,2})\.(\d{1,2})[日号]?)", ReadFigures, "available.date", 65},
      {R"((下下个?月|下个?月|这个?月|本月|月)(?:(\d{1,2})[日号]|(初|上旬|中旬|下旬|中|底|末)))",
       ReadNamedMonth, "available.named_month", 65},
      {R"((下下个?月|下个?月))", ReadNamedMonth, "available.named_month", 65},
      {R"((\d{1,2})[日号])", ReadDayOfMonth, "available.day_of_month", 60},
      {R"((下下|下)个?(?:周|星期|礼拜)([一二三四五六日天])?)", ReadWeek, "available.week", 65},
      {R"((?:再过|过)?(半|\d{1,2}|[一二两三四五六七八九十]{1,2})(天|周|个?星期|个?礼拜|个月)(?:以后|之后|过后|后))",
       ReadSpan, "available.span", 65, true},
      {R"((?:过完年|过了年|过年后|过年以后|年过后|年后|春节(?:过|以|之)?后|过完春节|过了春节|开年|明年再|明年才|等明年)(?:以后|之后|过后|后)?)",
       ReadAfterNewYear, "available.after_new_year", 60, true},
      {R"((?:正月|大年|年)(初?[一二三四五六七八九十廿\d]{1,3})(?:日|号)?)", ReadFirstMonth,
       "available.first_month", 75},
      {R"((?:过完|过了)(?:元宵节?|(?:正月)?十五)(?:以后|之后|过后|后)?|(?:元宵节?|正月十五)(?:过|以|之)?后)",
       ReadAfterLanterns, "available.after_lanterns", 65, true},
      {R"((?:过完|过了)?(国庆|十一|五一|元旦|清明)节?(?:长?假)?(?:过|以|之)?后)", ReadAfterHoliday,
       "available.after_holiday", 60, true},
      {R"((?:过完|过了)(国庆|十一|五一|元旦|清明)节?(?:长?假)?)", ReadAfterHoliday,
       "available.after_holiday", 60, true},
  };
  return *forms;
}

struct Found {
  AvailableFrom from;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool says_after = false;
};

bool IsDigitAt(absl::string_view text, std::size_t at) {
  return at < text.size() && absl::ascii_isdigit(static_cast<unsigned char>(text[at]));
}

// The first time that the text names; of two that begin together, the longer.
std::optional<Found> FirstTime(absl::string_view text, absl::CivilDay as_of) {
  // Each form holds one of these.
  if (!HoldsDigit(text) && !SaysAny(text, {"月", "日", "号", "周", "期", "拜", "天", "年", "节",
                                           "宵", "十", "五一", "国庆", "元旦", "清明"})) {
    return std::nullopt;
  }
  static const auto* patterns = [] {
    auto* all = new std::vector<RE2*>;
    for (const Form& form : Forms()) all->push_back(new RE2(form.pattern));
    return all;
  }();
  std::optional<Found> best;
  for (std::size_t i = 0; i < Forms().size(); ++i) {
    const Form& form = Forms()[i];
    re2::StringPiece groups[6];
    const int count = 1 + (*patterns)[i]->NumberOfCapturingGroups();
    if (!(*patterns)[i]->Match({text.data(), text.size()}, 0, text.size(), RE2::UNANCHORED, groups,
                               count)) {
      continue;
    }
    const auto begin = static_cast<std::size_t>(groups[0].data() - text.data());
    const std::size_t end = begin + groups[0].size();
    const bool cut = IsDigitAt(text, end) || (begin > 0 && IsDigitAt(text, begin - 1)) ||
                     (begin > 0 && (text[begin - 1] == '.' || text[begin - 1] == '-'));
    if (cut ||
        (best.has_value() && (begin > best->begin || (begin == best->begin && end <= best->end)))) {
      continue;
    }
    Parts parts;
    for (int g = 1; g < count; ++g) {
      if (groups[g].data() != nullptr)
        parts[static_cast<std::size_t>(g - 1)] = std::string(groups[g]);
    }
    Found found{{form.read(parts, as_of), std::string(groups[0]), form.rule, form.confidence},
                begin,
                end,
                form.says_after};
    if (found.from.day.has_value()) best = std::move(found);
  }
  return best;
}

// Behind the time: that somebody goes, begins, is free.
bool SaysGoing(absl::string_view rest) {
  static const RE2 going(
      R"(^(?:以后|之后|过后|左右|就|才|再|都|也|随时|可以|可|能够|能|想|要|准备|打算|计划|愿意|会|考虑|和\p{Han}{1,4}一起|跟\p{Han}{1,4}一起|一起|一家)*(?:去|出去|出来|外出|出门|出发|出省|走|动身|到岗|到位|上班|上岗|进厂|打工|务工|工作|有空|有时间|方便|报到|来|可以$|行$|找))");
  static const RE2 past(R"((?:去|来|走|班|工|厂|门)(?:了|过|的$))");
  return RE2::PartialMatch({rest.data(), rest.size()}, going) &&
         !RE2::PartialMatch({rest.data(), rest.size()}, past) &&
         !SaysAny(rest, {"不去", "不想", "不出", "不打算", "不能", "不做", "没空", "不要"});
}

// Whether the clause says that somebody can go from the time on.
bool CountsFrom(absl::string_view clause, const Found& found) {
  static const RE2 label(
      R"((?:到岗|上岗|外出|出发|出行|可出|最早|预计|计划|打算|准备|要到|要等|得等|等到?|争取)(?:时间|日期|在|到)*[:]?$)");
  static const RE2 ends(R"((?:做到|干到|上到|只能到|截止到?|截至|合同到|休息到|从)$)");
  static const RE2 not_before(
      R"(^(?:之前|以前|前)(?:都|还|是)?(?:不能|不去|去不了|走不了|不走|没空|没时间|不方便|出不去|出不了|不考虑|不出))");
  static const RE2 event(
      R"(^(?:孩子|小孩|娃)?(?:开学|放假|中考|高考|毕业|农忙|收完\p{Han}{1,3}?|考完试?|忙完|满月|断奶)?(?:以后|之后|过后|后|起))");
  const absl::string_view before = clause.substr(0, found.begin);
  absl::string_view rest = clause.substr(found.end);
  const re2::StringPiece rest_piece(rest.data(), rest.size());
  if (RE2::PartialMatch({before.data(), before.size()}, ends)) return false;
  if (RE2::PartialMatch(rest_piece, not_before)) return true;
  if (absl::StartsWith(rest, "前") || absl::StartsWith(rest, "之前") ||
      absl::StartsWith(rest, "以前")) {
    return false;
  }
  re2::StringPiece behind = rest_piece;
  const bool after = RE2::Consume(&behind, event) || found.says_after;
  rest = absl::string_view(behind.data(), behind.size());
  const bool labelled = RE2::PartialMatch({before.data(), before.size()}, label);
  return ((after || labelled) && rest.empty()) || SaysGoing(rest);
}

// A time that no calendar has: "收完烤烟再出去".
AvailableFrom VagueTime(absl::string_view clause) {
  static const RE2 vague(
      R"(((?:秋收|农忙|忙完(?:农活)?|收完\p{Han}{1,3}?|插完秧|栽完\p{Han}{1,2}?|开学|毕业|放假|中秋节?|端午节?|断奶|出月子|坐完月子|离职|辞工|交接完|过段时间|过一阵|年底)(?:了|以后|之后|过后|后)*)((?:就|才|再|可|能|想|要|准备|打算|去|出|走|到岗)\p{Han}*|)$)");
  re2::StringPiece groups[3];
  AvailableFrom from;
  if (!vague.Match({clause.data(), clause.size()}, 0, clause.size(), RE2::UNANCHORED, groups, 3)) {
    return from;
  }
  const absl::string_view rest(groups[2].data(), groups[2].size());
  const absl::string_view words(groups[1].data(), groups[1].size());
  const bool after = absl::EndsWith(words, "后") || absl::EndsWith(words, "了");
  from.is_vague = (rest.empty() && after) || SaysGoing(rest);
  if (from.is_vague) from.words = std::string(words);
  return from;
}

// Times far off that no calendar has, as all that a clause says: 明年开春, 后年再说,
// 等娃儿大点再出去.
AvailableFrom FarOffTime(absl::string_view clause) {
#define LAOWU_THEN                                                                                                   \
  "(?:(?:再|才|就)?(?:说|看|定|考虑)|(?:再|才|就|可以|能|想|打算)*(?:去|走|出去|外出|出门|" \
  "出发|打工|务工|行|可以|来))"
  static const RE2 far(
      "^(?:大概|可能|估计|应该|要|得|最早|最快|等到?|到)*("
      "(?:明年|来年|后年|翻年|转年)(?:的)?(?:开春|[春夏秋冬](?:天|季)|春上|热天|秋后|入冬|[上下]"
      "半年|年中|"
      "年底|年尾|暑假|寒假|腊月|冬月)?|(?:今年)?(?:开春|打春|秋后|入冬|下半年|年底|年尾)|"
      "(?:再)?过(?:两|几|一两|两三|三五)年|过(?:段|一段|些)(?:时间|日子)|过(?:一)?阵子?|过些时候)"
      "(?:以后|之后|过后|后|前后|左右)?" LAOWU_THEN "?$");
  static const RE2 waits(
      "^(?:我|本人|还是|现在|就|要|得|想|先|必须|起码|需要|需|只有|那)*(等(?:到|着)?"
      "[^级等待通候]\\p{Han}{1,14}?(?:了|完|好|后|大点|大些|大一点|满月|断奶))(?:以后|之后|过后)"
      "?" LAOWU_THEN "?$");
#undef LAOWU_THEN
  AvailableFrom from;
  std::string words;
  const re2::StringPiece piece(clause.data(), clause.size());
  if ((SaysAny(clause, {"年", "春", "秋后", "入冬", "过"}) && RE2::FullMatch(piece, far, &words)) ||
      (Holds(clause, "等") && RE2::FullMatch(piece, waits, &words))) {
    from.is_vague = true;
    from.words = std::move(words);
  }
  return from;
}

// "7/20", "8-1以后": of a cell alone. "7-8" may be two months.
Day MonthMarkDay(const std::string& folded, absl::CivilDay as_of) {
  static const RE2 pattern(R"((\d{1,2})([/-])(\d{1,2})(?:以后|之后|过后|后|起|开始|左右|前后)*)");
  constexpr int kMonths = 12;
  int month = 0;
  int day = 0;
  std::string mark;
  if (!RE2::FullMatch(folded, pattern, &month, &mark, &day)) return std::nullopt;
  if (mark == "-" && day > month && day <= kMonths) return std::nullopt;
  return Coming(month, day, as_of);
}

// "大概9月", "9月份走": a time and nothing else of weight.
std::optional<Found> TimeAlone(absl::string_view clause, absl::CivilDay as_of) {
  static const RE2 lead(
      R"(^(?:大概|大约|可能|估计|差不多|应该|最早|最快|预计|预估|计划|打算|准备|争取|要|得|需|等到?|到|在|就|从)*)");
  static const RE2 tail(R"((?:以后|之后|过后|后|起|开始|左右|到岗|前后|吧|的样子|样子)*)");
  re2::StringPiece rest(clause.data(), clause.size());
  RE2::Consume(&rest, lead);
  const absl::string_view said(rest.data(), rest.size());
  auto found = FirstTime(said, as_of);
  if (!found.has_value() || found->begin > 0) return std::nullopt;
  const absl::string_view behind = said.substr(found->end);
  const bool alone = RE2::FullMatch({behind.data(), behind.size()}, tail) || SaysGoing(behind);
  return alone ? found : std::nullopt;
}

// Of a text, at its marks; years in figures: "二〇二六年八月".
std::vector<std::string> ClausesOf(absl::string_view text) {
  const std::string prepared =
      absl::StrReplaceAll(FactText(WithFiguresInYear(std::string(text))),
                          {{"。", ","}, {";", ","}, {"!", ","}, {"、", ","}, {"\n", ","}});
  return absl::StrSplit(prepared, ',', absl::SkipEmpty());
}

}  // namespace

bool AnyDayWillDo(absl::string_view text) {
  static const RE2 whichever(
      R"((?:哪|几|啥|什么)(?:一?天|个?时候?|时间|日子?)(?:走|去|出发|出去|来|上班)*(?:都|均|皆|也)(?:行|可以?|得|能|好|没问题)|(?:随便|任意|任何)(?:一?天|哪天|哪个时候|几时|啥时候?|什么时候|时候|时间)|随[叫喊请招到]随[到走去]|说走(?:就|即)走)");
  static const RE2 at_once(
      R"((?:今天|明天|后天|明早|立马|立刻|这两天|这几天|这两三天)(?:就|都|也|即)*(?:可以|能|行|得)?(?:走|去|出发|动身|出去|上班|到岗|进厂)?|(?:时间)?(?:都|均|皆)(?:行|可以?))");
  const std::string folded = FoldTight(text);
  return RE2::PartialMatch(folded, whichever) || RE2::FullMatch(folded, at_once);
}

AvailableFrom ReadAvailableFrom(absl::string_view text, absl::CivilDay as_of) {
  static const RE2 tail(R"(^(?:以后|之后|过后|后|起|开始|左右|到岗|前后)*$)");
  const std::string folded = FoldTight(WithFiguresInYear(std::string(text)));
  const auto found = FirstTime(folded, as_of);
  if (found.has_value() && found->begin == 0 && RE2::FullMatch(folded.substr(found->end), tail)) {
    return found->from;
  }
  if (const Day day = MonthMarkDay(folded, as_of); day.has_value()) {
    constexpr int kOfFigures = 60;
    return {day, folded, "available.date", kOfFigures};
  }
  for (const std::string& clause : ClausesOf(text)) {
    if (const auto alone = TimeAlone(clause, as_of); alone.has_value()) return alone->from;
  }
  return FindAvailableFrom(text, as_of);
}

AvailableFrom FindAvailableFrom(absl::string_view text, absl::CivilDay as_of) {
  AvailableFrom vague;
  bool waits = false;  // the clause before waits for something: "等房子翻完,大概9月"
  for (const std::string& clause : ClausesOf(text)) {
    const auto found = FirstTime(clause, as_of);
    if (found.has_value() && CountsFrom(clause, *found)) return found->from;
    if (waits) {
      if (const auto alone = TimeAlone(clause, as_of); alone.has_value()) return alone->from;
    }
    const AvailableFrom far = FarOffTime(clause);
    waits = far.is_vague && absl::StartsWith(far.words, "等");
    if (vague.is_vague) continue;
    if (far.is_vague) {
      vague = far;
    } else if (!found.has_value()) {
      vague = VagueTime(clause);
    }
  }
  return vague;
}

}  // namespace laowu::intake
