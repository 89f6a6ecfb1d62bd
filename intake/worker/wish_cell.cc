#include "intake/worker/wish_cell.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "intake/place/place_wishes.h"
#include "intake/skill/skill_subject.h"
#include "intake/text/re2_piece.h"
#include "intake/text/text.h"
#include "intake/worker/wage_wish.h"
#include "intake/worker/worker_work.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr std::size_t kMaxOccupations = 3;

// What leaves a wish open, or asks for nothing.
bool SaysNothing(absl::string_view piece) {
  static const RE2 nothing(
      R"((?:都|均|皆|也|还|暂|暂时|目前|随便|任意|无|没有?|不|未)*(?:可以?|行|好|不限|不定|未定|没定|确定|要求|意向|所谓|挑|清楚|知道|想好|限|服从安排|服从|听从安排|看情况|待定|面议|随便|任意|随意|什么都行|啥都行|什么都可以|暂无|-)*)");
  return RE2::FullMatch(Piece(piece), nothing) || (SaysAnywhere(piece) && !HoldsDigit(piece));
}

// What a piece says beside work, place and pay: how near, whether at all, a bed, no nights.
bool IsToldOtherwise(absl::string_view piece) {
  const WorkerTold told = ReadWorkerTold(piece);
  return !told.near_home.empty() || told.stay != StayWish::kUnsaid || told.refuses_night_shift ||
         told.accommodation_required;
}

// "苏州昆山电工", "想去中山开车": takes the place off, and adds it.
void TakePlaceOff(std::string& piece, const PlaceReader& places, WorkerTold& told) {
  static const RE2 lead(
      R"(^(?:我|还是|就|只|最好|优先|也|都|如果|年后|过完年)*(?:想|要|愿意?|打算|希望|准备|可以?|期望|意向|考虑|能)*(?:去|到|在|回|进|来|往)?)");
  static const RE2 of_the_place(
      R"(^(?:市内|县内|省内|境内|范围内|内|那边|这边|的|一带|等地|附近|周边|打工|务工|上班|工作|就业|找|都可以|都行|也行|可以|优先|或者?|[:：])+)");
  re2::StringPiece rest(piece);
  RE2::Consume(&rest, lead);
  const std::string words(rest.data(), rest.size());
  const PlaceReading read = places.Read(words);
  // "河南菜厨师", "兰州拉面": dishes, and what is spoken.
  if (read.outcome != PlaceReading::Outcome::kFound || read.names_read == 0 ||
      StartsWithAny(read.unread_text, {"菜", "拉面", "面", "小吃", "米粉", "粉", "火锅", "话",
                                       "烧烤", "特产", "红"})) {
    return;
  }
  // "中山或珠海" is a list to the reader of lists.
  const std::string named = words.substr(0, words.size() - read.unread_text.size());
  told.places.push_back(read.other_name.empty() ? named : words);
  piece = read.unread_name.empty() && read.other_name.empty() ? read.unread_text : "";
  re2::StringPiece behind(piece);
  RE2::Consume(&behind, of_the_place);
  piece = std::string(behind.data(), behind.size());
}

// "电工7k-9k", "缝纫6000": takes the pay off.
void TakePayOff(std::string& piece, WorkerTold& told) {
  static const RE2 with_pay(
      R"((\p{Han}[^\d]*?)((?:(?:月薪|工资|每[天月]|一[天月]|一个月|日薪|时薪)*(?:\d|[一二两三四五六七八九]{1,2}[千万])).*))");
  std::string words;
  std::string pay;
  if (!RE2::FullMatch(piece, with_pay, &words, &pay)) return;
  std::string wish = WageWishOf(pay);
  if (wish.empty()) return;
  if (told.wage.empty()) told.wage = std::move(wish);
  piece = std::move(words);
}

// The words of work without what wishes for it.
std::string BareWork(const std::string& piece) {
  static const RE2 lead(
      R"(^(?:我|就|只|也|还是|主要|优先|最好)*(?:想|要|愿意?|打算|希望|准备|可以?|期望|意向|考虑|能|应聘)*(?:去|到|进|找|做|干|当|从事|学)*(?:一?个|一?份|点)?)");
  static const RE2 tail(
      R"((?:之类的?|类的?|相关|方面的?|等|的工作|的活儿?|工作|都可以|都行|也可以|也行|可以|就行|均可|优先|的)$)");
  // 做, 当 and 干 may be of the name: 做鞋, 当地.
  std::string words = piece;
  RE2::Replace(&words, tail, "");
  std::string bare = words;
  RE2::Replace(&bare, lead, "");
  constexpr std::size_t kTwo = 6;  // bytes of two ideographs
  return bare.size() >= kTwo ? bare : words;
}

bool AsksForMoreThanPlaces(absl::string_view header) {
  return SaysAny(header, {"工种", "岗位", "职业", "职位", "行业", "薪", "工资", "待遇"});
}

bool AsksForMoreThanPay(absl::string_view header) {
  return SaysAny(header, {"工种", "岗位", "职业", "职位", "行业", "地点", "地区", "区域", "城市",
                          "地方", "就业意向", "求职意向", "务工意向"});
}

bool IsOfWishes(absl::string_view header) {
  return SaysAny(header, {"意向", "意愿", "求职", "想法", "打算", "需求"}) &&
         !SaysAny(header, {"技能", "描述", "备注", "说明"});
}

// "每月" of 5000/月; not of 保洁/月嫂, nor "每天" of 广东/天津.
std::string WithPeriods(absl::string_view cell) {
  static const RE2 by_period(R"(([\d元块千百万kK起上下右多])\s*/\s*(小时|月|天|日|时))");
  std::string text = absl::StrReplaceAll(cell, {{"。", ","}, {"+", ","}, {"·", ","}});
  if (!Holds(text, "/")) return text;
  RE2::GlobalReplace(&text, by_period, R"(\1每\2)");
  return absl::StrReplaceAll(text, {{"每日", "每天"}, {"每时", "每小时"}});
}

void AddLine(absl::string_view line, std::string& text) {
  if (!line.empty()) absl::StrAppend(&text, text.empty() ? "" : "\n", line);
}

// Whether remarks consist of works, places and pay, with at least one work and one place; of what
// somebody did or can do they tell nothing.
bool IsListOfWishes(absl::string_view cell, const PlaceReader& places,
                    const OccupationReader& occupations) {
  constexpr int kSure = 70;
  constexpr int kLongestWork = 8;  // ideographs
  int works = 0;
  int places_named = 0;
  for (const std::string& written : SplitList(WithPeriods(cell), /*at_blanks=*/true)) {
    std::string piece = FoldTight(written);
    if (SaysNothing(piece) || !WageWishOf(piece).empty()) continue;
    if (SaysAny(piece, {"过", "了", "年", "会", "证", "在", "没", "不", "除", "我", "家", "回"})) {
      return false;
    }
    WorkerTold told;
    TakePlaceOff(piece, places, told);
    if (!told.places.empty()) ++places_named;
    if (piece.empty()) continue;
    if (CharacterCount(piece) > kLongestWork || occupations.Read(piece).confidence < kSure) {
      return false;
    }
    ++works;
  }
  return works > 0 && places_named > 0;
}

}  // namespace

std::string WishTexts(const RowTexts& texts, const PlaceReader& places,
                      const OccupationReader& occupations) {
  std::string wishes = texts.Join({Field::kDesiredOccupations});
  for (const FieldText* cell : texts.All(Field::kPreferredPlaces)) {
    if (AsksForMoreThanPlaces(cell->header)) AddLine(cell->text, wishes);
  }
  for (const FieldText* cell : texts.All(Field::kDesiredWage)) {
    if (AsksForMoreThanPay(cell->header)) AddLine(cell->text, wishes);
  }
  for (const FieldText* cell : texts.All(Field::kDescription)) {
    if (IsOfWishes(cell->header) && IsListOfWishes(cell->text, places, occupations)) {
      AddLine(cell->text, wishes);
    }
  }
  return wishes;
}

std::string PlaceTexts(const RowTexts& texts) {
  std::string places;
  for (const FieldText* cell : texts.All(Field::kPreferredPlaces)) {
    if (!AsksForMoreThanPlaces(cell->header)) AddLine(cell->text, places);
  }
  return places;
}

std::string SkillTexts(const RowTexts& texts) {
  std::string skills = texts.Join({Field::kExperience});
  for (const FieldText* cell : texts.All(Field::kDescription)) {
    if (!IsOfWishes(cell->header)) {
      AddLine(cell->text, skills);
      continue;
    }
    const std::string parted = absl::StrReplaceAll(cell->text, {{"。", ","}});
    for (const std::string& clause : SplitList(parted, /*at_blanks=*/true)) {
      if (SaysThatTheyCan(clause)) AddLine(clause, skills);
    }
  }
  return skills;
}

std::vector<std::string> WorksSurelyWished(const RowTexts& texts, const PlaceReader& places,
                                           const OccupationReader& occupations) {
  constexpr int kSure = 70;
  std::vector<std::string> works;
  for (const FieldText* cell : texts.All(Field::kDescription)) {
    if (!IsOfWishes(cell->header)) continue;
    for (std::string& work : ReadWishCell(cell->text, places, occupations).works) {
      if (occupations.Read(work).confidence >= kSure) works.push_back(std::move(work));
    }
  }
  return works;
}

WishCell ReadWishCell(absl::string_view cell, const PlaceReader& places,
                      const OccupationReader& occupations) {
  static const RE2 label(
      R"(^(?:就业|务工|意向|期望|求职|工作)*(?:地点|地区|城市|地方|工种|岗位|职业|职位|薪资|薪酬|工资|月薪|待遇)(?:要求)?[:：])");
  WishCell wish;
  wish.told = ReadWorkerTold(cell);
  wish.told.wished_work.clear();  // read by pieces
  for (const std::string& written : SplitList(WithPeriods(cell), /*at_blanks=*/true)) {
    if (!occupations.ReadCode(written).code.empty()) {
      wish.works.push_back(written);
      continue;
    }
    std::string piece = FoldTight(written);
    RE2::Replace(&piece, label, "");
    if (SaysNothing(piece)) continue;
    if (std::string wage = WageWishOf(piece); !wage.empty()) {
      if (wish.told.wage.empty()) wish.told.wage = std::move(wage);
      continue;
    }
    if (IsToldOtherwise(piece)) continue;
    if (StartsWithAny(piece, {"不", "除", "别", "拒绝"})) {
      wish.unread.push_back(written);
      continue;
    }
    TakePayOff(piece, wish.told);
    TakePlaceOff(piece, places, wish.told);
    if (piece.empty() || SaysNothing(piece)) continue;
    const std::string work = BareWork(piece);
    if (work == "打工" || work == "务工" || work == "上班" || work == "工作") continue;
    for (std::string& one : WorksListed(work, occupations)) wish.works.push_back(std::move(one));
  }
  return wish;
}

void SettleWorkplaces(absl::string_view skills, const OccupationReader& occupations,
                      std::vector<std::string>& works) {
  constexpr int kSure = 70;
  for (std::string& work : works) {
    const std::string place = FoldTight(work);
    if (!EndsWithAny(place,
                     {"幼儿园", "托儿所", "学校", "医院", "卫生院", "诊所", "养老院", "敬老院",
                      "饭店",   "餐馆",   "饭馆", "酒店", "宾馆",   "超市", "商场",   "食堂",
                      "物业",   "工地",   "小区", "药店", "银行",   "农场"}) ||
        !occupations.Read(work).code.empty()) {
      continue;
    }
    for (const std::string& piece : SplitList(skills, /*at_blanks=*/true)) {
      if (SaysAny(piece, {"不", "没", "想", "学"}) || occupations.Read(piece).confidence < kSure) {
        continue;
      }
      work = piece;
      break;
    }
  }
}

std::vector<std::string> OccupationsOf(const std::vector<std::string>& works,
                                       absl::string_view path, const OccupationReader& occupations,
                                       Reports<WorkerReading>& reports) {
  std::vector<std::string> codes;
  for (const std::string& work : works) {
    OccupationReading reading = occupations.ReadCode(work);
    if (reading.code.empty()) reading = occupations.Read(work);
    const std::string folded = FoldTight(work);
    if (reading.code.empty()) {
      if (Holds(folded, "不限") || Holds(folded, "均可") || folded == "无") continue;
      reports.Warn(reason::kOccupationUnknown, path, work,
                   "未能识别工种，未采用 (occupation not recognised, not used)");
      continue;
    }
    if (std::find(codes.begin(), codes.end(), reading.code) != codes.end()) continue;
    if (codes.size() == kMaxOccupations) {
      reports.Warn(reason::kListCut, path, "", "只保留前 3 个 (the first 3 are kept)");
      break;
    }
    if (reading.rule != "occupation.code") {
      reports.Infer(absl::StrCat(path, "[", codes.size(), "]"), work, reading.rule,
                    reading.confidence);
    }
    codes.push_back(reading.code);
  }
  return codes;
}

}  // namespace laowu::intake
