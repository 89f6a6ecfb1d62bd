#include "intake/worker/worker_texts.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "intake/facts/facts.h"
#include "intake/facts/facts_text.h"
#include "intake/place/coast_towns.h"
#include "intake/place/place.h"
#include "intake/place/place_wishes.h"
#include "intake/skill/skill_experience.h"
#include "intake/text/text.h"
#include "intake/wage/wage.h"
#include "intake/worker/available_from.h"
#include "intake/worker/told_places.h"
#include "intake/worker/wage_wish.h"
#include "intake/worker/worker_conditions.h"
#include "intake/worker/worker_work.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr int kMostBareWageWish = 30'000;  // of a number that nothing else is said of
constexpr int kToldConfidence = 80;
constexpr int kNearHomeConfidence = 70;
constexpr std::size_t kMaxPlaces = 4;

bool Has(const std::vector<std::string>& codes, const std::string& code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

// "想找厂里电工6千以上": the work and its pay in one breath.
void TakeWorkWithPay(const re2::StringPiece& clause, WorkerTold& told) {
  static const RE2 both(
      R"(^(?:只|就|还是)?(?:想|要|希望|打算)(?:找|做|干|当)(?:一?个|一?份)?(?:\p{Han}{0,2}厂里?的?)?(\p{Han}{2,5}?)(?:工资|月薪|工作)?((?:\d[\d.]*|[一二两三四五六七八九]+)[千万百]?\d{0,4}(?:元|块)?(?:/月|一个?月|每月)?(?:以上|起|左右)?(?:的|就行|都行|就可以|可以)*)$)");
  std::string work;
  std::string pay;
  if (!RE2::FullMatch(clause, both, &work, &pay) ||
      SaysAny(work, {"包吃", "包住", "厂", "近", "活", "工资", "的"})) {
    return;
  }
  const std::string wage = WageWishOf(pay);
  if (wage.empty()) return;
  told.wished_work.push_back(std::move(work));
  if (told.wage.empty()) told.wage = wage;
}

// `other_pay`: some clause so far tells of pay elsewhere; `wish_said`: what was read is called a
// wish.
void TakeWageWish(absl::string_view clause, bool other_pay, bool& wish_said, WorkerTold& told) {
  if (TellsOfOtherPay(clause) || (other_pay && !SaysWageWish(clause))) return;
  // "月薪7000,期望8000": what is wished for counts, whatever is paid.
  const bool wins = SaysAny(clause, {"期望", "想要", "希望", "想拿", "想找", "要求", "目标"});
  if (!told.wage.empty() && (!wins || wish_said)) return;
  if (std::string wish = WageWishOf(clause); !wish.empty()) {
    wish_said = wins;
    told.wage = std::move(wish);
  }
}

}  // namespace

WorkerTold ReadWorkerTold(absl::string_view text) {
  static const RE2 wished_work(
      R"(^(?:现在?|还是|只|就|主要|可以|我|本人)*(?:(?:求职意向|(?:意向|期望|求职|应聘)(?:岗位|工种|职业|工作|职位))[:是为]?|想找|想做|想干|想当|想跑|想应聘|想从事|希望做|希望找|打算做|愿意做|愿做|可做|找)(?:一?个|一?份|点)?(?:做)?(\p{Han}{2,6}?)(?:的?工作|的?活儿?|之类.*|方面.*|的)?$)");
  static const RE2 bare(R"(\p{Han}{2,4})");
  static const RE2 a_word(R"(\p{Han}{2,6})");
  // "现想开叉车", and not 想开店.
  static const RE2 drives(
      R"((?:现在?|还是|只|就|主要|我|本人)*(?:想|希望|打算|愿意)(?:去|找|继续)?开(\p{Han}{1,3}(?:车|机|吊))(?:的?(?:工作|活儿?))?)");
  WorkerTold told;
  std::string bare_before;  // clauses of a word each, up to the one that is read
  bool other_pay = false;   // some clause so far tells of pay elsewhere
  std::string told_before;  // the clause before, where it is a word or two
  bool wish_said = false;   // the pay read so far is called a wish
  // A list of places keeps its marks; commas part what is said.
  std::string prepared = FactText(text);
  PartPlaceWishes(prepared);
  const std::string said =
      absl::StrReplaceAll(prepared, {{"。", ","}, {";", ","}, {"!", ","}, {"\n", ","}});
  const std::vector<absl::string_view> clauses = absl::StrSplit(said, ',');
  TakeBarePlaces(clauses, told);
  for (absl::string_view clause : clauses) {
    std::string words;
    const re2::StringPiece piece(clause.data(), clause.size());
    told.stay = std::max(told.stay, ReadStayWish(clause));
    if (std::string place = PlaceRefused(clause); !place.empty()) {
      told.refused_places.push_back(std::move(place));
    }
    const std::size_t wishes_before = told.places.size() + told.maybe_places.size();
    TakePlaceWishes(clause, bare_before, prepared, told);
    // "做过三年,去中山也可以,5000": what follows a wish is of it.
    if (told.places.size() + told.maybe_places.size() > wishes_before) other_pay = false;
    const bool is_bare =
        RE2::FullMatch(piece, bare) && !SaysAny(clause, {"都", "可", "行", "会", "想", "不", "有"});
    bare_before = is_bare ? absl::StrCat(bare_before, clause, "、") : "";
    // "想找包吃住的厂" says where, not what.
    if (RE2::FullMatch(piece, wished_work, &words) &&
        !SaysAny(words, {"包吃", "包住", "厂", "近"})) {
      told.wished_work.push_back(words);
    }
    TakeWorkWithPay(piece, told);
    // "泥瓦工 二十年"
    const bool with_years = told_before.size() >= 6 && MonthsSaidAlone(clause) > 0;
    const bool at_work =
        TakeWorkDone(with_years ? absl::StrCat(told_before, clause) : std::string(clause), told);
    told_before = RE2::FullMatch(piece, a_word) ? std::string(clause) : "";
    if (std::string machine; RE2::FullMatch(piece, drives, &machine)) {
      told.wished_work.push_back(std::move(machine));
    }
    if (const std::string work = WorkWishedThere(clause); !work.empty()) {
      told.wished_work.push_back(work);
    }
    other_pay = other_pay || at_work || TellsOfOtherPay(clause);
    if (!at_work) TakeWageWish(clause, other_pay, wish_said, told);
    told.accommodation_required = told.accommodation_required || NeedsBed(clause);
  }
  told.refuses_night_shift = RefusesNights(prepared);
  return told;
}

void TakeDesiredWage(const FieldText& cell, WorkerDraft& draft, Reports<WorkerReading>& reports) {
  // "以前拿6000" is no wish.
  if (TellsOfOtherPay(cell.text) && !SaysWageWish(cell.text)) {
    reports.Warn(reason::kWageNotUnderstood, "min_wage_cny_per_month", cell.text,
                 "说的是以前或现在的工资，未作为期望工资 (pay of now or before, not taken for what "
                 "is wished for)");
    return;
  }
  WageHints hints = HintsFromHeader(cell.header);
  if (hints.default_unit == WageUnit::kNone) hints.default_unit = WageUnit::kMonth;
  const WageReading wage = ReadWage(cell.text, hints);
  if (wage.outcome == WageReading::Outcome::kRead) {
    // "6000以内" names what is hoped for at most: no minimum.
    draft.min_wage_cny_per_month = wage.min_cny_per_month;
    if (wage.rule != "wage.single" || !wage.assumptions.empty()) {
      reports.Infer("min_wage_cny_per_month", cell.text,
                    absl::StrCat(wage.rule, wage.assumptions.empty() ? "" : "+",
                                 absl::StrJoin(wage.assumptions, "+")),
                    wage.confidence);
    }
    if (const std::string doubts = DoubtsAbout(wage); !doubts.empty()) {
      reports.Warn(reason::kWageDoubtful, "min_wage_cny_per_month", cell.text,
                   absl::StrCat("工资可疑，请核实：", doubts, " (doubtful wage: please check)"));
    }
  } else if (wage.outcome == WageReading::Outcome::kImplausible) {
    reports.Warn(reason::kWageImplausible, "min_wage_cny_per_month", cell.text,
                 "不在每月 100–200000 元之间，按未填处理 (implausible wage, left unset)");
  } else if (const std::string wish = WageWishOf(cell.text); !wish.empty()) {
    TakeToldWage(wish, draft, reports);  // "点工350往上"
  } else if (wage.outcome == WageReading::Outcome::kNotUnderstood) {
    reports.Warn(reason::kWageNotUnderstood, "min_wage_cny_per_month", cell.text,
                 "看不懂，按未填处理 (not understood, left unset)");
  }
}

void TakeToldWage(absl::string_view text, WorkerDraft& draft, Reports<WorkerReading>& reports) {
  if (draft.min_wage_cny_per_month > 0) return;
  const WageReading wage = ReadWage(text, {.default_unit = WageUnit::kMonth});
  if (wage.min_cny_per_month == 0) return;
  draft.min_wage_cny_per_month = wage.min_cny_per_month;
  reports.Infer("min_wage_cny_per_month", text, absl::StrCat(wage.rule, "+worker.told"),
                std::min(wage.confidence, kToldConfidence));
}

namespace {

// What a cell of wished places says of places that are not wished, in folded clauses: "不去广东",
// "除了新疆都行", "广东、福建不考虑". Where a refusal opens a list, what follows without a word of
// wish may belong to it: "不去广东,福建". "非广东不去" and "除了中山都不去" wish for it.
std::string WithoutRefusedPlaces(absl::string_view text, std::vector<std::string>& refused,
                                 StayWish& stay) {
  static const RE2 only(
      R"((?:除了?|非)([^;。]{2,20}?)(?:以外|之外|外)?,?(?:其他|其它|别的?|哪儿?里?|地方|都|也|就|一律|全)*不(?:想|愿意?)?(?:去|考虑|行|接受|可))");
  static const RE2 all_but(
      R"((?:除(?:了|开|去)?[^夕;。][^;。]{1,19}?(?:以外|之外|外|都|均|皆|其他|其它|哪)|除(?:了|开|去)?[^夕,;。][^,;。]*|[^,;。]{2,16}?(?:除外|以外|之外))[^,;。]*)");
  // Not "不想出省", "不要太远": those say how far.
  static const RE2 refuses(
      R"(^(?:我|本人|但是?|就是|暂时|坚决|绝对|反正|现在|目前)*(?:不|别|勿|莫|拒绝|无意)(?:太|大|是很|再|想|愿意?|能|可|要|打算|肯|敢|喜欢|接受|考虑|安排|方便|适应|习惯)*(?:(?:去|到|来|往|回|在|进|安排|考虑|接受)|(?:要|选|想|愿意?)[^出离远走太求]))");
  static const RE2 refused_behind(
      R"((?:不(?:太|大|是很|想|愿意?|能|可以?|要|打算|接受|考虑|喜欢|行|去|来)+|免谈|别安排|太远)(?:的|了)?$)");
  static const RE2 all_of_them(R"((?:都|也|均|一律|全)不)");
  static const RE2 wishes(
      R"(^(?:只|就|想|要|可|能|愿|希望|最好|优先|其他|其它)|可以?$|[都也]?行$|优先$|最好$)");
  static const RE2 of_work(R"(\d{3}|工资|薪|元|夜班|倒班|白班|加班)");
  std::string folded = absl::StrReplaceAll(FoldClauses(text), {{"(", ","}, {")", ","}});
  bool changed = RE2::GlobalReplace(&folded, only, R"(,\1,)") > 0;
  re2::StringPiece found;
  while (all_but.Match(folded, 0, folded.size(), RE2::UNANCHORED, &found, 1)) {
    refused.emplace_back(found.data(), found.size());
    const auto begin = static_cast<std::size_t>(found.data() - folded.data());
    const std::string behind = folded.substr(begin + found.size());
    folded.resize(begin);
    absl::StrAppend(&folded, ",", behind);
  }
  std::vector<std::string> wished;
  bool in_refusal = false;
  for (absl::string_view clause :
       absl::StrSplit(folded, absl::ByAnyChar(",;|\n"), absl::SkipEmpty())) {
    const re2::StringPiece piece(clause.data(), clause.size());
    if (std::string within = StaysWithin(clause); !within.empty()) {
      wished.push_back(std::move(within));
      in_refusal = false;
      changed = true;
      continue;
    }
    if (const StayWish said = ReadStayWish(clause); said != StayWish::kUnsaid) {
      stay = std::max(stay, said);
      changed = true;
      continue;
    }
    const bool of_place = !RE2::PartialMatch(piece, of_work);
    const bool begins = of_place && RE2::PartialMatch(piece, refuses);
    const bool ends = of_place && RE2::PartialMatch(piece, refused_behind);
    if (begins || RE2::PartialMatch(piece, wishes)) in_refusal = begins;
    if (!(of_place && (in_refusal || ends))) {
      wished.emplace_back(clause);
      continue;
    }
    if (ends && RE2::PartialMatch(piece, all_of_them)) {  // "广东,福建都不去"
      std::move(wished.begin(), wished.end(), std::back_inserter(refused));
      wished.clear();
    }
    refused.emplace_back(clause);
  }
  changed = changed || !refused.empty();
  return changed ? absl::StrJoin(wished, ",") : std::string(text);
}

}  // namespace

void TakePreferredPlaces(absl::string_view text, const PlaceReader& places, WorkerDraft& draft,
                         Reports<WorkerReading>& reports) {
  auto& codes = draft.preferred_division_codes;
  std::vector<std::string> refused;
  std::vector<std::string> unread;
  StayWish stay = StayWish::kUnsaid;
  for (const PlaceReading& place :
       places.ReadList(WithoutRefusedPlaces(text, refused, stay), &unread, draft.division_code)) {
    // Wishes are provinces, cities or counties: a township is taken as what it lies in.
    const std::string area = place.code.substr(0, 6);
    if (Has(codes, area)) continue;
    if (codes.size() == kMaxPlaces) {
      reports.Warn(reason::kListCut, "preferred_division_codes", "",
                   "只保留前 4 个 (the first 4 are kept)");
      break;
    }
    if (place.rule != "place.code") {
      reports.Infer(absl::StrCat("preferred_division_codes[", codes.size(), "]"), text, place.rule,
                    place.confidence);
    }
    codes.push_back(area);
  }
  for (const std::string& piece : unread) {
    int bare = 0;
    const bool too_much = absl::SimpleAtoi(piece, &bare) && bare > kMostBareWageWish;
    if (!too_much && !WageWishOf(piece).empty()) {  // "中山、广州,5000以上" in one cell
      TakeToldWage(piece, draft, reports);
      continue;
    }
    reports.Warn(reason::kPlaceNotUnderstood, "preferred_division_codes", piece,
                 "意向地区看不懂，未采用 (place not understood, not used)");
  }
  for (const std::string& piece : refused) {
    reports.Warn(reason::kPlaceNotUnderstood, "preferred_division_codes", piece,
                 "不愿去的地方不能登记，未采用 (where somebody will not go cannot be recorded: not "
                 "used)");
  }
  TakeStayWish(stay, reports);
}

void TakeStayWish(StayWish stay, Reports<WorkerReading>& reports) {
  if (stay == StayWish::kUnsaid) return;
  const bool no_work = stay == StayWish::kNoWork;
  constexpr absl::string_view kNoWork =
      "说不找工作，仍会被推荐；属实的请暂停该人员 (says that they look for no work, and is still "
      "proposed: pause the record if it is so)";
  constexpr absl::string_view kStays =
      "说不想外出，仍会被推荐；在本地找的请填意向地区，不找工作的请暂停该人员 (says that they will "
      "not go away, and is still proposed: state the own county as the wish, or pause the record "
      "of "
      "who looks for no work)";
  constexpr absl::string_view kTied =
      "说暂时出不去或走不开，仍会被推荐；属实的请填可外出日期或暂停该人员 (says that they cannot "
      "go "
      "away for now, and is still proposed: give the day from which they can, or pause the record)";
  reports.Warn(reason::kNotLooking, no_work ? "state" : "preferred_division_codes", "",
               std::string(no_work                   ? kNoWork
                           : stay == StayWish::kTied ? kTied
                                                     : kStays));
}

namespace {

// Whether words that may be anything are places, and nothing else.
bool AreAllPlaces(const std::vector<PlaceReading>& read, const std::vector<std::string>& unread) {
  return !read.empty() && unread.empty() &&
         std::all_of(read.begin(), read.end(), [](const PlaceReading& place) {
           return place.outcome == PlaceReading::Outcome::kFound && place.unread_text.empty() &&
                  place.unread_name.empty();
         });
}

// Words of a wish that name no place, and need no warning: 大城市, 厂里, 外面.
bool NamesNoPlace(absl::string_view words) {
  constexpr std::size_t kLongest = 24;  // bytes of eight ideographs; what is longer is a sentence
  return words.size() > kLongest || SaysAnywhere(words) || SpeaksOfMore(words) ||
         LeavesOpen(words) ||
         SaysAny(words,
                 {"厂", "大", "里", "家", "近",   "远",   "哪", "店", "公司", "工", "班", "做",
                  "找", "看", "接", "学", "车间", "单位", "上", "个", "好",   "钱", "活", "带",
                  "跟", "门", "边", "省", "县",   "镇",   "村", "有", "自己", "试"});
}

// The places that are wished for in remarks, if no column says any.
void TakeToldPlaces(const WorkerTold& told, const PlaceReader& places, WorkerDraft& draft,
                    Reports<WorkerReading>& reports) {
  auto& wished = draft.preferred_division_codes;
  if (!wished.empty()) return;
  const auto take = [&](const std::string& list, const std::vector<PlaceReading>& read) {
    for (const PlaceReading& place : read) {
      if (place.code.empty()) continue;
      const std::string code = place.code.substr(0, 6);
      if (wished.size() == kMaxPlaces || Has(wished, code)) continue;
      reports.Infer(absl::StrCat("preferred_division_codes[", wished.size(), "]"), list,
                    absl::StrCat(place.rule, "+worker.told"),
                    std::min(place.confidence, kToldConfidence));
      wished.push_back(code);
    }
  };
  for (const std::string& list : told.places) {
    if (IsWordAsWell(list)) {
      reports.Warn(
          reason::kPlaceAmbiguous, "preferred_division_codes", list,
          "不止一处叫这个名字，未采用，请写明城市 (several places are called so: not used; "
          "name the city)");
      continue;
    }
    std::vector<PlaceReading> read = places.ReadList(list, nullptr, draft.division_code);
    if (read.empty()) read.push_back(ReadCoastTown(list, places));
    const bool found = std::any_of(read.begin(), read.end(),
                                   [](const PlaceReading& place) { return !place.code.empty(); });
    if (!found && Has(told.gone_to, list) && !NamesNoPlace(list)) {
      reports.Warn(reason::kPlaceNotUnderstood, "preferred_division_codes", list,
                   "意向地区看不懂，未采用 (place not understood, not used)");
    }
    take(list, read);
  }
  const auto take_if_places = [&](const std::string& list) {
    std::vector<std::string> unread;
    std::vector<PlaceReading> read = places.ReadList(list, &unread, draft.division_code);
    if (read.empty() && !IsWordAsWell(list)) {
      if (PlaceReading town = ReadCoastTown(list, places); !town.code.empty()) {
        read.push_back(std::move(town));
        unread.clear();
      }
    }
    if (!AreAllPlaces(read, unread)) return false;
    take(list, read);
    return true;
  };
  for (const std::string& list : told.maybe_places) {
    if (!take_if_places(list) && IsWordAsWell(list)) {
      reports.Warn(
          reason::kPlaceAmbiguous, "preferred_division_codes", list,
          "不止一处叫这个名字，未采用，请写明城市 (several places are called so: not used; "
          "name the city)");
    }
  }
  for (const auto& [place, pay] : told.bare_places) {
    if (take_if_places(place) && !pay.empty()) TakeToldWage(pay, draft, reports);
  }
}

}  // namespace

void TakeTold(const WorkerTold& told, const PlaceReader& places,
              const OccupationReader& occupations, absl::string_view home, WorkerDraft& draft,
              Reports<WorkerReading>& reports) {
  if (!told.wage.empty()) TakeToldWage(told.wage, draft, reports);
  TakeToldPlaces(told, places, draft, reports);
  auto& wished = draft.preferred_division_codes;
  // Who names no home is of the county that sends the file.
  constexpr std::size_t kCountyCode = 6;
  const bool of_county = home.size() == kCountyCode && !absl::EndsWith(home, "00");
  const std::string county = !draft.division_code.empty() ? draft.division_code.substr(0, 6)
                             : of_county                  ? std::string(home)
                                                          : "";
  if (wished.empty() && !told.near_home.empty() && county.size() == kCountyCode) {
    wished.push_back(county);
    reports.Infer("preferred_division_codes[0]", told.near_home, "place.near_home+worker.told",
                  kNearHomeConfidence);
  }
  for (const std::string& refused : told.refused_places) {
    if (places.Read(refused).code.empty()) continue;
    reports.Warn(reason::kPlaceNotUnderstood, "preferred_division_codes", refused,
                 "不愿去的地方不能登记，未采用 (where somebody will not go cannot be recorded: not "
                 "used)");
  }
  // "走不开,想在家门口找": the own county is wished for.
  const bool near_home = told.stay == StayWish::kTied && !told.near_home.empty();
  TakeStayWish(near_home ? StayWish::kUnsaid : told.stay, reports);
  TakeToldWork(told, occupations, draft, reports);
  if (told.refuses_night_shift && !draft.refuses_night_shift) {
    draft.refuses_night_shift = true;
    reports.Infer("refuses_night_shift", "", "worker.told", kToldConfidence);
  }
  if (told.accommodation_required && !draft.accommodation_required) {
    draft.accommodation_required = true;
    reports.Infer("accommodation_required", "", "worker.told", kToldConfidence);
  }
}

void TakeAvailable(absl::string_view cell, absl::string_view remarks, absl::CivilDay as_of,
                   WorkerDraft& draft, Reports<WorkerReading>& reports) {
  const bool has_cell = !cell.empty() && !SaysNoDate(cell);
  const bool any_time = has_cell && (SaysAnyTime(cell) || AnyDayWillDo(cell));
  if (has_cell && !any_time) {
    draft.available_date = ReadDate(cell, as_of);
    if (draft.available_date.has_value()) return;
  }
  const AvailableFrom from =
      has_cell ? ReadAvailableFrom(cell, as_of) : FindAvailableFrom(remarks, as_of);
  draft.available_date = from.day;
  if (from.day.has_value()) {
    reports.Infer("available_date", from.words,
                  absl::StrCat(from.rule, has_cell ? "" : "+worker.told"), from.confidence);
  } else if (from.is_vague || (has_cell && !any_time)) {
    reports.Warn(reason::kDateNotUnderstood, "available_date",
                 from.is_vague ? absl::string_view(from.words) : cell,
                 "从哪天起可以外出看不懂，按随时可去处理，请写如 2026-07-01 (from which day is not "
                 "understood: taken for any time; write a date such as 2026-07-01)");
  }
}

FieldTexts WithToldHome(const FieldTexts& row, const PlaceReader& places) {
  const RowTexts texts(row);
  FieldTexts told;
  const bool says_home = !texts
                              .Join({Field::kDivisionCode, Field::kProvince, Field::kCity,
                                     Field::kCounty, Field::kTown, Field::kHomeAddress})
                              .empty();
  if (says_home) return told;
  // "村（居）": "石桥镇鲁番村"
  if (const absl::string_view village = texts.Get(Field::kVillage);
      SaysAny(village, {"镇", "乡", "街道"}) &&
      places.Read(village).code.size() >= kTownshipDigits) {
    told.push_back({Field::kHomeAddress, "", std::string(village)});
    told.insert(told.end(), row.begin(), row.end());
    return told;
  }
  const std::string remarks = texts.Join({Field::kDescription});
  if (remarks.empty()) return told;
  const std::vector<std::string> parts =
      SplitList(absl::StrReplaceAll(remarks, {{"。", ","}}), /*at_blanks=*/true);
  static const RE2 finer(R"((?:\p{Han}{0,8}(?:村|组|寨|社区|居委会)(?:\d{1,3}组)?)*人?)");
  if (!parts.empty()) {
    const PlaceReading home = places.Read(parts.front());
    if (home.code.size() >= kTownshipDigits && home.names_read >= 2 &&
        RE2::FullMatch(home.unread_text, finer)) {
      told.push_back({Field::kHomeAddress, "", parts.front()});  // which reports its own rule
    }
  }
  if (!told.empty()) told.insert(told.end(), row.begin(), row.end());
  return told;
}

}  // namespace laowu::intake
