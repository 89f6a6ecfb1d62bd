#include "intake/vacancy/vacancy_parts.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "intake/facts/facts_text.h"
#include "intake/place/coast_towns.h"
#include "intake/place/place.h"
#include "intake/place/place_cues.h"
#include "intake/table/place_reports.h"
#include "intake/text/text.h"
#include "re2/re2.h"
#include "reference/china.h"

namespace laowu::intake {
namespace {

using Outcome = PlaceReading::Outcome;

class PlaceOfRow {
 public:
  PlaceOfRow(const VacancyInProgress& row, const PlaceReader& places, absl::string_view home)
      : home_(home),
        texts_(row.texts),
        all_text_(row.all_text),
        draft_(row.draft),
        reports_(row.reports),
        places_(places) {}

  void Read() {
    const std::string text = texts_.Join(
        {Field::kProvince, Field::kCity, Field::kDistrict, Field::kTown, Field::kWorkplace});
    const PlaceReading by_text = places_.Read(text);
    absl::string_view code_text;
    const PlaceReading by_code = ReadCodes(&code_text);
    if (by_code.outcome == Outcome::kFound) {
      TakeCode(by_code, code_text, by_text, text);
    } else if (by_text.outcome == Outcome::kFound) {
      if (!TakeFinerAddress(by_text)) Take(WithUnknownPart(by_text), text);
    } else if (!ReadWithTheRest(by_text, text)) {
      Reject(by_text, text);
    }
    ReadPoint();
  }

 private:
  PlaceReading ReadCodes(absl::string_view* code_text) {
    for (Field field : {Field::kWorkplaceCode, Field::kDistrictCode, Field::kCityCode}) {
      const absl::string_view text = texts_.Get(field);
      if (text.empty()) continue;
      PlaceReading reading = places_.ReadCode(text);
      if (reading.outcome == Outcome::kFound) {
        *code_text = text;
        return reading;
      }
      reports_.Warn(reason::kPlaceNotUnderstood, "workplace_division_code", text,
                    "区划代码不存在 (no such division code)");
    }
    return {};
  }

  void TakeCode(const PlaceReading& by_code, absl::string_view code_text,
                const PlaceReading& by_text, absl::string_view text) {
    const bool text_found = by_text.outcome == Outcome::kFound;
    const bool finer =
        text_found && by_text.code != by_code.code && places_.Contains(by_code.code, by_text.code);
    if (finer) return Take(by_text, text);
    if (text_found && by_text.confidence >= 90 && !places_.Contains(by_text.code, by_code.code)) {
      reports_.Warn(
          reason::kPlaceConflict, "workplace_division_code", text,
          absl::StrCat("地点文字与代码 ", by_code.code, " (", places_.FullName(by_code.code),
                       ") 不一致，按代码 (text and code differ: the code counts)"));
    }
    Take(by_code, code_text);
  }

  // The column says the city, the text which of its towns.
  bool TakeFinerAddress(const PlaceReading& by_text) {
    if (!absl::EndsWith(by_text.code, "00") || !by_text.unread_name.empty()) return false;
    const std::string stated = LabelledAddress(all_text_);
    if (stated.empty()) return false;
    const PlaceReading reading = places_.Read(absl::StrCat(FullNameOfCity(by_text.code), stated));
    if (reading.outcome != Outcome::kFound || reading.code == by_text.code ||
        !places_.Contains(by_text.code, reading.code)) {
      return false;
    }
    return TakeFrom(reading, stated, "place.address", 80);
  }

  // No place column says where, or it leaves it open ("鼓楼区", "小榄"): a labelled address, the
  // title and the employer's name may settle it. An employer's name alone says where a firm is
  // registered, not where the work is.
  bool ReadWithTheRest(const PlaceReading& by_text, absl::string_view text) {
    const bool nothing = Trim(text).empty() || SaysNothing(text);
    const std::string stated = nothing ? LabelledAddress(all_text_) : "";
    if (!stated.empty()) {
      const PlaceReading reading = places_.Read(stated);
      if (reading.outcome == Outcome::kFound) {
        return TakeFrom(reading, stated, "place.address", 80);
      }
    }
    if (nothing && ReadClauses()) return true;
    if (nothing) {
      // 长白 is a county's name, too.
      const PlaceReading by_title =
          places_.Read(absl::StrReplaceAll(draft_.title, {{"长白班", ""}}));
      return (by_title.outcome == Outcome::kFound && by_title.confidence >= 85 &&
              !NamesADish(draft_.title) &&
              TakeFrom(by_title, draft_.title, "place.in_title", 65)) ||
             TakeWordsBeforeTitle() || TakeCityOfEmployerAndSender();
    }
    const std::string& employer = draft_.employer_display_name;
    for (const std::string& around : {draft_.title, employer}) {
      const PlaceReading alone = places_.Read(around);
      if (alone.outcome != Outcome::kFound) continue;
      const PlaceReading both = places_.Read(absl::StrCat(FullNameOfCity(alone.code), text));
      const bool candidate = by_text.outcome != Outcome::kAmbiguous ||
                             std::find(by_text.candidates.begin(), by_text.candidates.end(),
                                       both.code) != by_text.candidates.end();
      if (both.outcome == Outcome::kFound && both.code != CityOf(alone.code) && candidate &&
          both.unread_name.empty()) {
        return TakeFrom(both, text, around == employer ? "place.by_employer" : "place.by_title",
                        75);
      }
    }
    return false;
  }

  // "小榄镇某五金厂急招普工20名", "佛山顺德北滘", "横栏灯饰厂包装", "南头招电工": a clause that
  // begins with a place, and goes on with the works, a finer place or a call. kEmpty if it does
  // not.
  // `called`: the next clause begins with the call.
  PlaceReading ReadBeginning(absl::string_view clause, bool called, std::string* words) const {
    static const RE2 beginning(
        R"(^(?:(?:急招|诚招|直招|急聘|诚聘|招聘|招工|招)[:：])?(?:在|(?:本人|我们?|老板)?(?:工地|项目|厂子|店)在|地点|地址|坐标|位置|(?:本|我)?(?:公司|厂|司|店)?位于|本厂在|厂在|我厂在|\[|【|#)*[:：]?(\p{Han}{2,14}(?:/\p{Han}{2,8})+|\p{Han}{3,14}|\p{Han}{2,3}[a-z]{2,8}\p{Han}{0,6}))");
    static const RE2 call(
        R"((?:高薪|大量|长期|火热|直|现|特|热)?(?:急招|急聘|诚聘|诚招|招聘|招|聘|联系|电话|微信|急需|需要|找).*$)");
    static const RE2 town(R"((?:镇|街道|乡)$)");
    static const RE2 works(R"(厂|公司|酒楼|酒店|饭店|幼儿园|学校|工业|工地)");
    static const RE2 is_word(R"(^(?:港口|三角|古镇|民众|东区|西区|南区|火炬|南头)$)");
    constexpr std::size_t kTown = 9;
    if (!RE2::PartialMatch({clause.data(), clause.size()}, beginning, words)) return {};
    bool calls = RE2::Replace(words, call, "");
    if (const std::size_t at = PlainCallAt(*words); !calls && at < words->size()) {
      words->resize(at);
      calls = true;
    }
    if (words->empty() || SpeaksOfMoreThanAPlace(*words)) return {};
    PlaceReading reading = places_.Read(*words);
    if (reading.outcome == Outcome::kUnknown && *words != "桥头") {
      // "虎门招普工", "大岭山家具厂"
      if (calls || EndsWithAny(*words, {"厂"})) reading = ReadCoastTown(*words, places_);
      return calls || EndsAsAPlaceOfWork(reading.unread_text, false) ? reading : PlaceReading();
    }
    if (reading.outcome != Outcome::kFound || reading.names_read == 0) return {};
    const absl::string_view name =
        absl::string_view(*words).substr(0, words->size() - reading.unread_text.size());
    const bool is_town = reading.code.size() >= kTown;
    static const RE2 factory(R"(^[a-z]{0,8}\p{Han}{0,6}(?:厂|矿|公司|工业)|^\p{Han}{0,3}物流园)");
    const bool at_works = RE2::PartialMatch(reading.unread_text, factory);
    const bool word = RE2::FullMatch({name.data(), name.size()}, is_word);
    const bool goes_on = at_works || EndsAsAPlaceOfWork(reading.unread_text, IsWordAsWell(name)) ||
                         (!word && RE2::PartialMatch(reading.unread_text, works));
    const bool far = !is_town && IsFarPlaceOfWork(reading, name, calls);
    const bool is_city = !absl::EndsWith(reading.code, "0000") ||
                         StartsWithAny(reading.code, {"11", "12", "31", "50"});
    const bool of_a_firm = is_city && (!is_town || IsInSendersCity(reading)) && !word &&
                           IsAFirm(reading.unread_text, calls);
    const bool at_shop = (calls || called) && !absl::EndsWith(reading.code, "0000") &&
                         (!is_town || IsInSendersCity(reading)) &&
                         IsAtShop(name, is_town, reading.unread_text);
    const absl::string_view after =
        clause.substr(std::min(clause.size(), clause.find(*words) + words->size()));
    // "中山/江门招", "中山或佛山均有岗位"
    const bool one_of_several =
        is_city && !reading.other_name.empty() && !IsPlainWord(name) &&
        (calls || SaysAny(*words, {"均有", "都有", "均可", "两地", "三地"}));
    if (far || of_a_firm || at_shop || one_of_several ||
        (calls && IsPlaceThatCalls(reading, name, after))) {
      reading.confidence = std::min(reading.confidence, 55);
      return reading;
    }
    const bool counts = reading.names_read >= 2 ||
                        (is_town && IsInSendersCity(reading) && !reading.other_name.empty()) ||
                        (is_town && IsInSendersCity(reading) &&
                         (RE2::PartialMatch({name.data(), name.size()}, town) || goes_on ||
                          (calls && reading.unread_text.empty())));
    if (!counts) return {};
    return reading;
  }

  bool IsInSendersCity(const PlaceReading& reading) const {
    constexpr std::size_t kCity = 4;
    return home_.size() >= kCity && absl::StartsWith(reading.code, home_.substr(0, kCity));
  }

  // "小榄:普工", "小榄5500": a clause that begins with a place's whole name and goes on with a
  // colon or, behind a town of the sender's own city, with pay. kEmpty if it does not.
  PlaceReading ReadHeading(absl::string_view clause, std::string* words) const {
    constexpr std::size_t kShortest = 6;  // two ideographs
    constexpr std::size_t kLongest = 36;
    constexpr std::size_t kTown = 9;
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
    const bool own_town = reading.code.size() >= kTown && IsInSendersCity(reading);
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

  // "长期合作", or 大方 as a clause of its own in a list of what people should be.
  bool IsNoPlaceHere(absl::string_view words, const PlaceReading& reading) const {
    constexpr std::size_t kProvince = 2;
    if (reading.outcome != Outcome::kFound) return false;
    const bool near = absl::StartsWith(reading.code, home_.substr(0, kProvince));
    return (reading.names_read == 0 && EndsAsAWord(words, reading.unread_text)) ||
           (!near && IsPlainWord(words));
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

  // A further place of a text whose first is `found`: names it beside the first, or tells that the
  // two settle nothing, where they lie in two provinces.
  static bool AddFurther(const PlaceReading& reading, absl::string_view words,
                         PlaceReading* found) {
    constexpr std::size_t kProvince = 2;
    if (reading.code.substr(0, kProvince) != found->code.substr(0, kProvince)) return false;
    if (!found->other_name.empty()) return true;
    if (!reading.unread_text.empty()) absl::ConsumeSuffix(&words, reading.unread_text);
    found->other_name = std::string(words);
    return true;
  }

  // "普工,5000-6500,包住,东凤镇": a clause that is a place and nothing else. Of places that
  // lie apart the area of both or the first, and a warning.
  bool ReadClauses() {
    static const RE2 shape(
        R"(^(?:在|地点|坐标|(?:(?:本|我)?(?:公司|厂|司|店))?位于|项目(?:地|地点|地址|所在地|在)?|\[|【)?[:：]?(\p{Han}[\p{Han}·\- ]{1,14})(?:\]|】)?$)");
    // "中山市区"
    static const RE2 anywhere_in(R"(区|市区|城区|市内|全市|全境|境内|各镇区?|上班|工作|做工|干活)");
    constexpr std::size_t kMostClauses = 40;
    static const RE2 begins_with_call(R"(^(?:大量|高薪|长期)?(?:急|诚|直)?[招聘])");
    // "去新疆哈密", "喊几个人去福建晋江鞋厂"
    static const RE2 there(R"(^(?:\p{Han}{0,6}[人工])?(?:去|赴|前往|派往)(\p{Han}{4,12})$)");
    PlaceReading found;
    std::string source;
    const std::string text = PlaceClauses(all_text_);
    const std::vector<absl::string_view> clauses =
        absl::StrSplit(text, absl::ByAnyChar(",;!?()"), absl::SkipEmpty());
    for (std::size_t i = 0; i < std::min(clauses.size(), kMostClauses); ++i) {
      const absl::string_view clause = clauses[i];
      const absl::string_view next = i + 1 < clauses.size() ? clauses[i + 1] : "";
      const bool called = RE2::PartialMatch({next.data(), next.size()}, begins_with_call);
      std::string words;
      PlaceReading reading;
      if (RE2::FullMatch({clause.data(), clause.size()}, shape, &words) &&
          !SpeaksOfMoreThanAPlace(words)) {
        reading = WithUnknownZone(places_.Read(words));
        if (IsNoPlaceHere(words, reading)) continue;
      } else if (RE2::FullMatch({clause.data(), clause.size()}, there, &words)) {
        reading = places_.Read(words);
        if (reading.names_read < 2) reading = {};
      }
      if (reading.outcome != Outcome::kFound ||
          (!reading.unread_text.empty() && reading.unread_name.empty() &&
           !IsTownWithMore(words, reading) && !RE2::FullMatch(reading.unread_text, anywhere_in) &&
           !(reading.names_read >= 2 && EndsAsAFarPlace(reading.unread_text)))) {
        reading = Holds(clause, "、") ? ReadListed(clause, &words) : PlaceReading();
        if (reading.outcome != Outcome::kFound) reading = ReadBeginning(clause, called, &words);
        if (reading.outcome != Outcome::kFound) reading = ReadHeading(clause, &words);
        if (reading.outcome != Outcome::kFound) reading = ReadBehindColon(clause, &words);
      }
      if (reading.outcome != Outcome::kFound || IsForSomethingElse(words) ||
          IsForSomethingElse(reading.unread_text)) {
        continue;
      }
      if (found.code.empty() || places_.Contains(found.code, reading.code)) {
        found = reading;
        source = words;
      } else if (!places_.Contains(reading.code, found.code) &&
                 !AddFurther(reading, words, &found)) {
        return false;
      }
    }
    return !found.code.empty() && TakeFrom(found, source, "place.in_text", 70);
  }

  // "中山港码头装卸工": a title of the text has its place before it.
  bool TakeWordsBeforeTitle() {
    if (texts_.Find(Field::kTitle) != nullptr || draft_.title.empty()) return false;
    const std::size_t end = all_text_.find(draft_.title);
    if (end == std::string::npos || end == 0) return false;
    const std::string before = FoldClauses(absl::string_view(all_text_).substr(0, end));
    const std::size_t mark = before.find_last_of(",;!?()");
    const std::string words = mark == std::string::npos ? before : before.substr(mark + 1);
    if (words.empty() || SpeaksOfMoreThanAPlace(words)) return false;
    const PlaceReading reading = places_.Read(words);
    return reading.outcome == Outcome::kFound && reading.confidence >= 85 &&
           TakeFrom(reading, words, "place.in_title", 65);
  }

  // 中山市样例灯饰厂, sent by Zhongshan's office, in a file without places: name and sender agree
  // on the city. Neither alone would do: a firm works elsewhere than it is registered, an office
  // sends what it hears of elsewhere.
  bool TakeCityOfEmployerAndSender() {
    constexpr std::size_t kCity = 4;  // digits
    if (home_.size() < kCity || absl::EndsWith(home_.substr(0, kCity), "00")) return false;
    const PlaceReading reading = places_.Read(draft_.employer_display_name);
    if (reading.outcome != Outcome::kFound || reading.code.size() < kCity ||
        !absl::StartsWith(reading.code, home_.substr(0, kCity))) {
      return false;
    }
    PlaceReading city = reading;
    city.code = CityOf(reading.code);
    city.unread_name.clear();
    city.unread_text.clear();
    if (!TakeFrom(city, draft_.employer_display_name, "place.of_employer_and_sender", 50)) {
      return false;
    }
    reports_.Warn(reason::kPlaceNotFine, "workplace_division_code", "",
                  absl::StrCat("未写工作地点，按企业名称推定为 ", places_.FullName(city.code),
                               "，请核实并补充镇街 (no workplace stated: taken from the employer's "
                               "name, please check and name the town)"));
    return true;
  }

  // A town of the sender's own city, and a village, road or works in it, which no table knows.
  bool IsTownWithMore(absl::string_view words, const PlaceReading& reading) const {
    constexpr std::size_t kTown = 9;
    return reading.code.size() >= kTown && IsInSendersCity(reading) &&
           IsWithinATown(words, reading.unread_text);
  }

  static std::string CityOf(absl::string_view code) {
    return absl::StrCat(code.substr(0, 4), "00");
  }
  std::string FullNameOfCity(absl::string_view code) const {
    return places_.FullName(CityOf(code));
  }

  bool TakeFrom(PlaceReading reading, absl::string_view words, absl::string_view rule,
                int confidence) {
    reading.rule = std::string(rule);
    reading.confidence = std::min(reading.confidence, confidence);
    Take(reading, words);
    return true;
  }

  void Reject(const PlaceReading& by_text, absl::string_view text) {
    if (by_text.outcome == Outcome::kAmbiguous) {
      std::vector<std::string> names;
      for (const std::string& code : by_text.candidates) names.push_back(places_.FullName(code));
      reports_.Reject("workplace_division_code", text,
                      absl::StrCat("地点有多种可能，请写全省市: ", absl::StrJoin(names, "、"),
                                   " (the place may be any of these: name city and province)"));
      return;
    }
    reports_.Reject(
        "workplace_division_code", text,
        Trim(text).empty()
            ? "缺少工作地点，请加“工作地点”一列或在描述中写明 (the place is missing: add a column "
              "for it)"
            : "工作地点看不懂，请写明市和镇 (the place is not understood: name city and town)");
  }

  // "小榄、古镇、东凤": the area that holds both towns; of places that lie apart the first.
  void SettleSeveral(absl::string_view text, PlaceReading* place) {
    const std::string area = places_.AreaOfBoth(*place);
    if (!area.empty()) {
      place->code = area;
      place->rule = "place.several";
    }
    place->confidence = std::min(place->confidence, area.empty() ? 50 : 70);
    reports_.Warn(
        reason::kPlaceAmbiguous, "workplace_division_code", text,
        absl::StrCat("写了几个工作地点，按 ", places_.FullName(place->code),
                     " 处理；几处都招的请各写一行 (several places of work: read as this one; give "
                     "each a row of its own)"));
  }

  void Take(PlaceReading place, absl::string_view text) {
    if (!place.other_name.empty()) SettleSeveral(text, &place);
    draft_.workplace_division_code = place.code;
    ReportCode(places_, place, "workplace_division_code", text, reports_);
    const absl::string_view district = texts_.Get(Field::kDistrict);
    const bool district_unread = !district.empty() && !place.unread_text.empty() &&
                                 Holds(place.unread_text, FoldTight(district));
    if (district_unread || !place.unread_name.empty() || place.rule == "place.region") {
      reports_.Warn(
          reason::kPlaceNotFine, "workplace_division_code",
          district_unread ? district : absl::string_view(place.unread_name),
          absl::StrCat("只认到 ", places_.FullName(place.code), " (known only to this area)"));
    }
  }

  void ReadPoint() {
    double latitude = 0;
    double longitude = 0;
    if (!absl::SimpleAtod(texts_.Get(Field::kLatitude), &latitude) ||
        !absl::SimpleAtod(texts_.Get(Field::kLongitude), &longitude)) {
      return;
    }
    if (reference::IsInChina(latitude, longitude)) {
      draft_.latitude = latitude;
      draft_.longitude = longitude;
    } else {
      reports_.Warn(reason::kValueOutOfRange, "location", "",
                    "经纬度不在中国范围内，未采用 (not a point in China, not used)");
    }
  }

  const absl::string_view home_;
  const RowTexts& texts_;
  const std::string& all_text_;
  VacancyDraft& draft_;
  Reports<VacancyReading>& reports_;
  const PlaceReader& places_;
};

}  // namespace

bool SaysNothing(absl::string_view text) {
  static constexpr absl::string_view kNothing[] = {"-",    "/",   "无",   "待定",
                                                   "暂无", "n/a", "null", "未知"};
  const std::string folded = FoldTight(text);
  return std::find(std::begin(kNothing), std::end(kNothing), folded) != std::end(kNothing);
}

void ReadVacancyPlace(const VacancyInProgress& row, const PlaceReader& places,
                      absl::string_view home) {
  PlaceOfRow(row, places, home).Read();
}

}  // namespace laowu::intake
