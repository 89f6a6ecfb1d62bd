#include "intake/vacancy/place_in_text.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "intake/place/coast_towns.h"
#include "intake/place/place.h"
#include "intake/place/place_cues.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

using Outcome = PlaceReading::Outcome;

bool IsTown(const PlaceReading& reading) { return reading.code.size() >= kTownshipDigits; }

// No province; the four cities that are provinces count as cities.
bool IsCityOrFiner(const PlaceReading& reading) {
  return !absl::EndsWith(reading.code, "0000") ||
         StartsWithAny(reading.code, {"11", "12", "31", "50"});
}

class TextPlaces {
 public:
  TextPlaces(const PlaceReader& places, absl::string_view home) : places_(places), home_(home) {}

  PlaceInText Find(absl::string_view text) {
    constexpr std::size_t kMostClauses = 40;
    static const RE2 begins_with_call(R"(^(?:大量|高薪|长期)?(?:急|诚|直)?[招聘])");
    const std::string parted = PlaceClauses(text);
    const std::vector<absl::string_view> clauses =
        absl::StrSplit(parted, absl::ByAnyChar(",;!?()"), absl::SkipEmpty());
    std::string before;  // the clause before, if it is a place and nothing else
    for (std::size_t i = 0; i < std::min(clauses.size(), kMostClauses); ++i) {
      const std::string clause = WithNamesJoined(clauses[i]);
      const absl::string_view next = i + 1 < clauses.size() ? clauses[i + 1] : "";
      const bool called = RE2::PartialMatch({next.data(), next.size()}, begins_with_call);
      std::string words;
      const PlaceReading reading = ReadClause(clause, before, called, &words);
      const bool is_place = reading.outcome == Outcome::kFound && reading.names_read > 0 &&
                            reading.unread_text.empty();
      before = is_place ? words : "";
      if (reading.outcome != Outcome::kFound || IsForSomethingElse(words) ||
          IsForSomethingElse(reading.unread_text)) {
        continue;
      }
      if (!Add(WithNeighbour(reading), words)) return {};
    }
    return std::move(found_);
  }

 private:
  // "南头黄圃附近", "东凤南头交界": two towns of a city with nothing between them.
  PlaceReading WithNeighbour(PlaceReading reading) const {
    constexpr std::size_t kShortest = 6;  // two ideographs
    const std::string& more = reading.unread_text;
    if (!IsTown(reading) || more.size() < kShortest || !reading.other_name.empty()) return reading;
    const std::string city =
        places_.FullName(absl::StrCat(reading.code.substr(0, kCityDigits), "00"));
    const PlaceReading next = places_.Read(absl::StrCat(city, more));
    const absl::string_view name = NameIn(more, next);
    const bool beside = next.outcome == Outcome::kFound && IsTown(next) && next.names_read >= 3 &&
                        next.code != reading.code && (name == "南头" || !IsWordOrDirection(name));
    if (beside) reading.other_name = std::string(name);
    return reading;
  }

  // A further place of the text; false where it and those before it settle nothing.
  bool Add(const PlaceReading& reading, const std::string& words) {
    PlaceReading& found = found_.place;
    if (found.code.empty() || places_.Contains(found.code, reading.code)) {
      found = reading;
      found_.words = words;
      return true;
    }
    return places_.Contains(reading.code, found.code) || AddFurther(reading, words);
  }

  // Names it beside the first; false where the two lie in two provinces.
  bool AddFurther(const PlaceReading& reading, absl::string_view words) {
    PlaceReading& found = found_.place;
    if (reading.code.substr(0, kProvinceDigits) != found.code.substr(0, kProvinceDigits))
      return false;
    if (!found.other_name.empty()) return true;
    if (!reading.unread_text.empty()) absl::ConsumeSuffix(&words, reading.unread_text);
    found.other_name = std::string(words);
    return true;
  }

  // "佛山-顺德区-大良", "中山·小榄": marks between names that lie in each other part nothing.
  std::string WithNamesJoined(absl::string_view clause) const {
    std::string joined = WithoutMarksBetweenWords(clause);
    if (joined.size() == clause.size()) return joined;
    const PlaceReading reading = places_.Read(joined);
    const bool nested =
        reading.outcome == Outcome::kFound && reading.names_read >= 2 && reading.other_name.empty();
    return nested ? joined : std::string(clause);
  }

  // `before`: the place that the clause before is, or empty. `called`: the next begins with a call.
  PlaceReading ReadClause(absl::string_view clause, absl::string_view before, bool called,
                          std::string* words) const {
    bool is_other = false;
    PlaceReading reading = ReadWhole(clause, before, words, &is_other);
    if (reading.outcome == Outcome::kFound || is_other) return reading;
    if (Holds(clause, "、")) reading = ReadListed(clause, words);
    if (reading.outcome != Outcome::kFound) reading = ReadBeginning(clause, called, words);
    if (reading.outcome != Outcome::kFound) reading = ReadHeading(clause, words);
    if (reading.outcome != Outcome::kFound) reading = ReadBehindColon(clause, words);
    return reading;
  }

  // "东凤镇", "在小榄", "开平水口", "东区远洋城": a clause that is a place and nothing else.
  // `is_other`: it holds the name of one, and speaks of something else.
  PlaceReading ReadWhole(absl::string_view clause, absl::string_view before, std::string* words,
                         bool* is_other) const {
    static const RE2 shape(
        R"(^(?:在|地点|坐标|(?:(?:本|我)?(?:公司|厂|司|店))?位于|项目(?:地|地点|地址|所在地|在)?|\[|【)?[:：]?(\p{Han}[\p{Han}·\- ]{1,19})(?:\]|】)?$)");
    // "去新疆哈密", "喊几个人去福建晋江鞋厂"
    static const RE2 there(R"(^(?:\p{Han}{0,6}[人工])?(?:去|赴|前往|派往)(\p{Han}{4,12})$)");
    const re2::StringPiece whole(clause.data(), clause.size());
    if (RE2::FullMatch(whole, shape, words) && !SpeaksOfMoreThanAPlace(*words)) {
      PlaceReading reading = ReadFurther(before, *words);
      if (reading.outcome == Outcome::kFound) return reading;
      reading = WithUnknownZone(ReadSettled(*words));
      *is_other = IsNoPlaceHere(*words, before, reading);
      return *is_other || !IsReadUp(*words, reading) ? PlaceReading() : reading;
    }
    if (RE2::FullMatch(whole, there, words)) {
      PlaceReading reading = places_.Read(*words);
      if (reading.names_read >= 2 && IsReadUp(*words, reading)) return reading;
    }
    return {};
  }

  // 开平 and 鹤山 are names of two counties each: the one in the sender's province is meant.
  PlaceReading ReadSettled(absl::string_view words) const {
    constexpr int kMostSure = 60;
    PlaceReading reading = places_.Read(words);
    if (reading.outcome != Outcome::kAmbiguous || home_.size() < kCityDigits) return reading;
    std::string near;
    for (const std::string& code : reading.candidates) {
      if (!absl::StartsWith(code, home_.substr(0, kProvinceDigits))) continue;
      if (!near.empty()) return reading;
      near = code;
    }
    if (near.empty()) return reading;
    const std::string city = places_.FullName(absl::StrCat(near.substr(0, kCityDigits), "00"));
    PlaceReading settled = places_.Read(absl::StrCat(city, words));
    if (settled.outcome != Outcome::kFound || settled.code != near) return reading;
    settled.names_read = std::max(settled.names_read - 2, 0);  // without province and city
    settled.confidence = std::min(settled.confidence, kMostSure);
    return settled;
  }

  // "北京市 朝阳区", "昆明 安宁": a blank or a mark within a place. kEmpty if `words` are no finer
  // place of `before`.
  PlaceReading ReadFurther(absl::string_view before, absl::string_view words) const {
    if (before.empty()) return {};
    const PlaceReading area = places_.Read(before);
    PlaceReading both = places_.Read(absl::StrCat(before, words));
    const bool finer = both.outcome == Outcome::kFound && both.code != area.code &&
                       both.names_read > area.names_read &&
                       places_.Contains(area.code, both.code) && IsReadUp(words, both);
    return finer ? both : PlaceReading();
  }

  // Whether what stands behind the names of a clause is a part of the place.
  bool IsReadUp(absl::string_view words, const PlaceReading& reading) const {
    // "中山市区"
    static const RE2 anywhere_in(R"(区|市区|城区|市内|全市|全境|境内|各镇区?|上班|工作|做工|干活)");
    if (reading.outcome != Outcome::kFound) return false;
    const std::string& more = reading.unread_text;
    if (more.empty() || !reading.unread_name.empty() || IsTownWithMore(words, reading) ||
        RE2::FullMatch(more, anywhere_in)) {
      return true;
    }
    if (reading.names_read >= 2 && EndsAsAFarPlace(more)) return true;
    return reading.names_read > 0 && IsCityOrFiner(reading) && !NamesADish(words) &&
           (BeginsWithALandmark(more) || IsPartOfACounty(NameIn(words, reading), reading));
  }

  static absl::string_view NameIn(absl::string_view words, const PlaceReading& reading) {
    absl::ConsumeSuffix(&words, reading.unread_text);
    return words;
  }

  // A town of the sender's own city, and a village, road or works in it, which no table knows.
  bool IsTownWithMore(absl::string_view words, const PlaceReading& reading) const {
    return IsTown(reading) && IsInSendersCity(reading) &&
           IsWithinATown(NameIn(words, reading), reading.unread_text);
  }

  bool IsInSendersCity(const PlaceReading& reading) const {
    return home_.size() >= kCityDigits &&
           absl::StartsWith(reading.code, home_.substr(0, kCityDigits));
  }

  // "长期合作", or 大方 as a clause of its own in a list of what people should be; 商都 of
  // 华发商都; 坪地 of "深圳龙岗 坪地", which is Shenzhen's, where no table knows it.
  bool IsNoPlaceHere(absl::string_view words, absl::string_view before,
                     const PlaceReading& reading) const {
    if (reading.outcome != Outcome::kFound) return false;
    const bool near = absl::StartsWith(reading.code, home_.substr(0, kProvinceDigits));
    if ((reading.names_read == 0 && EndsAsAWord(words, reading.unread_text)) ||
        (!near && IsPlainWord(words))) {
      return true;
    }
    if (!reading.before_text.empty() &&
        !LeadsToAPlace(reading.before_text, NameIn(words, reading))) {
      return true;
    }
    if (before.empty() || !IsTown(reading) || reading.names_read != 1) return false;
    const absl::string_view elsewhere = found_.place.code;
    return !absl::StartsWith(reading.code, elsewhere.substr(0, kCityDigits)) &&
           !EndsWithAny(NameIn(words, reading), {"镇", "街道", "乡"});
  }

  // "小榄镇某五金厂急招普工20名", "佛山顺德北滘", "横栏灯饰厂包装", "南头招电工": a clause that
  // begins with a place, and goes on with the works, a finer place or a call. kEmpty if it does
  // not.
  PlaceReading ReadBeginning(absl::string_view clause, bool called, std::string* words) const {
    static const RE2 beginning(
        R"(^(?:(?:急招|诚招|直招|急聘|诚聘|招聘|招工|招)[:：])?(?:在|(?:本人|我们?|老板)?(?:工地|项目|厂子|店)在|地点|地址|坐标|位置|(?:本|我)?(?:公司|厂|司|店)?位于|本厂在|厂在|我厂在|\[|【|#)*[:：]?(\p{Han}{2,14}(?:/\p{Han}{2,8})+|\p{Han}{3,18}|\p{Han}{2,3}[a-z]{2,8}\p{Han}{0,6}))");
    static const RE2 call(
        R"((?:高薪|大量|长期|火热|直|现|特|热)?(?:急招|急聘|诚聘|诚招|招聘|招|聘|联系|电话|微信|急需|需要|找).*$)");
    if (!RE2::PartialMatch({clause.data(), clause.size()}, beginning, words)) return {};
    bool calls = RE2::Replace(words, call, "");
    if (const std::size_t at = PlainCallAt(*words); !calls && at < words->size()) {
      words->resize(at);
      calls = true;
    }
    if (words->empty() || SpeaksOfMoreThanAPlace(*words)) return {};
    PlaceReading reading = ReadSettled(*words);
    if (reading.outcome == Outcome::kUnknown && *words != "桥头") {
      // "虎门招普工", "大岭山家具厂"
      if (calls || EndsWithAny(*words, {"厂"})) reading = ReadCoastTown(*words, places_);
      return calls || EndsAsAPlaceOfWork(reading.unread_text, false) ? reading : PlaceReading();
    }
    if (reading.outcome != Outcome::kFound || reading.names_read == 0) return {};
    const absl::string_view after =
        clause.substr(std::min(clause.size(), clause.find(*words) + words->size()));
    if (IsFarPlaceAtBeginning(reading, *words, after, calls, called)) {
      reading.confidence = std::min(reading.confidence, 55);
      return reading;
    }
    return reading.names_read >= 2 || IsOwnTownAtBeginning(reading, *words, calls) ? reading
                                                                                   : PlaceReading();
  }

  // Of a city or county, or a firm or shop of any place. `after`: what follows `words`.
  bool IsFarPlaceAtBeginning(const PlaceReading& reading, absl::string_view words,
                             absl::string_view after, bool calls, bool called) const {
    const absl::string_view name = NameIn(words, reading);
    const absl::string_view more = reading.unread_text;
    const bool is_town = IsTown(reading);
    const bool is_city = IsCityOrFiner(reading);
    const bool near = !is_town || IsInSendersCity(reading);
    const bool word = IsWordOrDirection(name);
    if (!is_town && IsFarPlaceOfWork(reading, name, calls)) return true;
    if (is_city && near && !word && IsAFirm(more, calls)) return true;
    const bool at_shop = (calls || called) && !absl::EndsWith(reading.code, "0000") && near &&
                         IsAtShop(name, is_town, more);
    if (at_shop) return true;
    // "贵阳小孟工业园汽车零部件厂", "东莞临时工日结"
    if (is_city && near && !word && !IsPlainWord(name) && !NamesADish(words) &&
        (BeginsWithALandmark(more) || (!is_town && IsAnyHand(more)))) {
      return true;
    }
    // "中山/江门招", "中山或佛山均有岗位"
    const bool one_of_several = is_city && !reading.other_name.empty() && !IsPlainWord(name) &&
                                (calls || SaysAny(words, {"均有", "都有", "均可", "两地", "三地"}));
    return one_of_several || (calls && IsPlaceThatCalls(reading, name, after));
  }

  bool IsOwnTownAtBeginning(const PlaceReading& reading, absl::string_view words,
                            bool calls) const {
    static const RE2 town(R"((?:镇|街道|乡)$)");
    static const RE2 works(R"(厂|公司|酒楼|酒店|饭店|幼儿园|学校|工业|工地)");
    static const RE2 factory(R"(^[a-z]{0,8}\p{Han}{0,6}(?:厂|矿|公司|工业)|^\p{Han}{0,3}物流园)");
    if (!IsTown(reading) || !IsInSendersCity(reading)) return false;
    const absl::string_view name = NameIn(words, reading);
    const std::string& more = reading.unread_text;
    const bool word = IsWordOrDirection(name);
    return !WithNeighbour(reading).other_name.empty() ||
           RE2::PartialMatch({name.data(), name.size()}, town) ||
           RE2::PartialMatch(more, factory) || EndsAsAPlaceOfWork(more, IsWordAsWell(name)) ||
           (!word && (RE2::PartialMatch(more, works) || IsSomebodyWanted(more))) ||
           (calls && more.empty());
  }

  // "小榄:普工", "小榄5500": a clause that begins with a place's whole name and goes on with a
  // colon or, behind a town of the sender's own city, with pay. kEmpty if it does not.
  PlaceReading ReadHeading(absl::string_view clause, std::string* words) const {
    constexpr std::size_t kShortest = 6;  // two ideographs
    constexpr std::size_t kLongest = 36;
    std::size_t end = 0;
    while (end < clause.size() && static_cast<unsigned char>(clause[end]) >= 0x80) ++end;
    if (end < kShortest || end > kLongest || end == clause.size()) return {};
    const bool heads = clause[end] == ':';
    if (!heads && (clause[end] < '0' || clause[end] > '9')) return {};
    static const RE2 pay(R"(^\d(?:\d{3}|\.?\d?(?:千|万|k)|\d{1,2}(?:元|块|/)))");
    const absl::string_view behind = clause.substr(end);
    if (!heads && !RE2::PartialMatch({behind.data(), behind.size()}, pay)) return {};
    const absl::string_view name = clause.substr(0, end);
    if (SpeaksOfMoreThanAPlace(name) || IsForSomethingElse(name)) return {};
    PlaceReading reading = places_.Read(name);
    // "小榄淡季4500旺季7500"
    static const RE2 of_pay(R"((?:淡季|旺季|工资|月薪|日薪|时薪|薪资|底薪|保底|综合)?)");
    const bool read_up =
        heads ? reading.unread_text.empty() : RE2::FullMatch(reading.unread_text, of_pay);
    const bool whole = reading.outcome == Outcome::kFound && read_up && reading.names_read > 0 &&
                       reading.unread_name.empty();
    const bool own_town = IsTown(reading) && IsInSendersCity(reading);
    const bool counts = heads ? !absl::EndsWith(reading.code, "0000") && !IsPlainWord(name)
                              : own_town && !IsWordAsWell(name);
    if (!whole || !counts) return {};
    *words = std::string(name);
    return reading;
  }

  // "仔女读书的:小榄电子厂": a clause that goes on behind a colon as one may begin, in a town of
  // the sender's own city.
  PlaceReading ReadBehindColon(absl::string_view clause, std::string* words) const {
    const std::size_t colon = clause.rfind(':');
    if (colon == absl::string_view::npos || colon + 1 >= clause.size()) return {};
    const absl::string_view before = clause.substr(0, colon);
    const absl::string_view after = clause.substr(colon + 1);
    if (static_cast<unsigned char>(after[0]) < 0x80 || IsForSomethingElse(before) ||
        SaysAny(before, {"联系", "总", "注册", "籍", "客户", "送", "车", "培训", "老家", "来自",
                         "宿", "面试", "报名", "集合", "体检", "产品", "主营"})) {
      return {};
    }
    PlaceReading reading = ReadBeginning(after, false, words);
    return IsInSendersCity(reading) ? reading : PlaceReading();
  }

  // "中山黄圃、南头、东凤三镇均有工厂招", "中山、珠海两地招": a clause that begins with a list.
  PlaceReading ReadListed(absl::string_view clause, std::string* words) const {
    static const RE2 list(
        R"(^(?:在)?(\p{Han}{2,8}?(?:[、/和或与及]\p{Han}{2,6}?)+?)(?:[两三四五几]地|[两三四五各]镇|[两三四五]市|等地|均|都|分厂|工厂|厂|急?招|诚?聘|$))");
    if (!RE2::PartialMatch({clause.data(), clause.size()}, list, words)) return {};
    if (SpeaksOfMoreThanAPlace(*words) || IsForSomethingElse(*words)) return {};
    PlaceReading reading = places_.Read(*words);
    if (reading.outcome != Outcome::kFound || reading.other_name.empty() ||
        absl::EndsWith(reading.code, "0000")) {
      return {};
    }
    return reading;
  }

  const PlaceReader& places_;
  const absl::string_view home_;
  PlaceInText found_;
};

}  // namespace

PlaceInText FindPlaceInText(absl::string_view text, const PlaceReader& places,
                            absl::string_view home) {
  return TextPlaces(places, home).Find(text);
}

}  // namespace laowu::intake
