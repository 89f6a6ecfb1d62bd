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
#include "intake/place/place.h"
#include "intake/place/place_cues.h"
#include "intake/table/place_reports.h"
#include "intake/text/text.h"
#include "intake/vacancy/place_in_text.h"
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
    TakeFrom(reading, stated, "place.address", 80);
    return true;
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
        TakeFrom(reading, stated, "place.address", 80);
        return true;
      }
    }
    if (nothing) {
      const PlaceInText found = FindPlaceInText(all_text_, places_, home_);
      if (!found.place.code.empty()) {
        TakeFrom(found.place, found.words, "place.in_text", 70);
        return true;
      }
    }
    if (nothing) {
      // 长白 is a county's name, too.
      const PlaceReading by_title =
          places_.Read(absl::StrReplaceAll(draft_.title, {{"长白班", ""}}));
      if (by_title.outcome == Outcome::kFound && by_title.confidence >= 85 &&
          !NamesADish(draft_.title)) {
        TakeFrom(by_title, draft_.title, "place.in_title", 65);
        return true;
      }
      return TakeWordsBeforeTitle() || TakeCityOfEmployerAndSender();
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
        TakeFrom(both, text, around == employer ? "place.by_employer" : "place.by_title", 75);
        return true;
      }
    }
    return false;
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
    if (reading.outcome != Outcome::kFound || reading.confidence < 85) return false;
    TakeFrom(reading, words, "place.in_title", 65);
    return true;
  }

  // 中山市样例灯饰厂, sent by Zhongshan's office, in a file without places: name and sender agree
  // on the city. Neither alone would do: a firm works elsewhere than it is registered, an office
  // sends what it hears of elsewhere.
  bool TakeCityOfEmployerAndSender() {
    if (home_.size() < kCityDigits || absl::EndsWith(home_.substr(0, kCityDigits), "00"))
      return false;
    if (TakeTownInBrackets()) return true;
    const PlaceReading reading = places_.Read(draft_.employer_display_name);
    if (reading.outcome != Outcome::kFound || reading.code.size() < kCityDigits ||
        !absl::StartsWith(reading.code, home_.substr(0, kCityDigits))) {
      return false;
    }
    PlaceReading city = reading;
    city.code = CityOf(reading.code);
    city.unread_name.clear();
    city.unread_text.clear();
    TakeFrom(city, draft_.employer_display_name, "place.of_employer_and_sender", 50);
    WarnOfEmployersPlace(city.code);
    return true;
  }

  // 中山骏达灯饰(古镇), 鸿益玻璃(民众): a town of the sender's city and nothing else in brackets
  // says where of several works this one is.
  bool TakeTownInBrackets() {
    static const RE2 brackets(R"([(（](\p{Han}{2,6}?)(?:厂区?|分厂|店|分店|工厂)?[)）])");
    std::string name;
    if (!RE2::PartialMatch(draft_.employer_display_name, brackets, &name)) return false;
    const PlaceReading town = places_.Read(name);
    if (town.outcome != Outcome::kFound || town.code.size() < kTownshipDigits ||
        town.names_read != 1 || !town.unread_text.empty() ||
        !absl::StartsWith(town.code, home_.substr(0, kCityDigits))) {
      return false;
    }
    TakeFrom(town, draft_.employer_display_name, "place.of_employer_and_sender", 60);
    WarnOfEmployersPlace(town.code);
    return true;
  }

  void WarnOfEmployersPlace(absl::string_view code) {
    reports_.Warn(reason::kPlaceNotFine, "workplace_division_code", "",
                  absl::StrCat("未写工作地点，按企业名称推定为 ", places_.FullName(code),
                               "，请核实并补充镇街 (no workplace stated: taken from the employer's "
                               "name, please check and name the town)"));
  }

  static std::string CityOf(absl::string_view code) {
    return absl::StrCat(code.substr(0, 4), "00");
  }
  std::string FullNameOfCity(absl::string_view code) const {
    return places_.FullName(CityOf(code));
  }

  void TakeFrom(PlaceReading reading, absl::string_view words, absl::string_view rule,
                int confidence) {
    reading.rule = std::string(rule);
    reading.confidence = std::min(reading.confidence, confidence);
    Take(std::move(reading), words);
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
