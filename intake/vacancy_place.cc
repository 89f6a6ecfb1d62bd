#include "intake/vacancy_parts.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "intake/place.h"
#include "intake/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

using Outcome = PlaceReading::Outcome;

class PlaceOfRow {
 public:
  PlaceOfRow(const VacancyInProgress& row, const PlaceReader& places)
      : texts_(row.texts),
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
      Take(by_text, text);
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

  // No place column says where, or it leaves it open ("鼓楼区", "小榄"): a labelled address, the
  // title and the employer's name may settle it. An employer's name alone says where a firm is
  // registered, not where the work is.
  bool ReadWithTheRest(const PlaceReading& by_text, absl::string_view text) {
    const bool nothing = Trim(text).empty() || SaysNothing(text);
    static const RE2 address(
        R"((?:工作地点|工作地址|上班地点|上班地址|公司地址|工厂地址|厂址|地址|地点)\s*[:：]?\s*([^\n。；;，,！!]{2,40}))");
    re2::StringPiece stated;
    if (nothing && RE2::PartialMatch({all_text_.data(), all_text_.size()}, address, &stated)) {
      const absl::string_view words(stated.data(), stated.size());
      const PlaceReading reading = places_.Read(words);
      if (reading.outcome == Outcome::kFound) return TakeFrom(reading, words, "place.address", 80);
    }
    if (nothing) {
      const PlaceReading by_title = places_.Read(draft_.title);
      return by_title.outcome == Outcome::kFound && by_title.confidence >= 85 &&
             TakeFrom(by_title, draft_.title, "place.in_title", 65);
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
            ? "缺少工作地点 (the place is missing)"
            : "工作地点看不懂，请写明市和镇 (the place is not understood: name city and town)");
  }

  void Take(const PlaceReading& place, absl::string_view text) {
    draft_.workplace_division_code = place.code;
    if (place.rule != "place.code") {
      reports_.Infer("workplace_division_code", text, place.rule, place.confidence);
    }
    if (!place.stated_code.empty()) {
      reports_.Warn(
          reason::kDivisionCodeDead, "workplace_division_code", place.stated_code,
          absl::StrCat("代码已停用，改用 ", place.code, " (", places_.FullName(place.code),
                       ") (the code is no longer in force: translated)"));
    }
    const absl::string_view district = texts_.Get(Field::kDistrict);
    const bool district_unread = !district.empty() && !place.unread_text.empty() &&
                                 absl::StrContains(place.unread_text, FoldTight(district));
    if (district_unread || !place.unread_name.empty()) {
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
    if (latitude >= 3 && latitude <= 54 && longitude >= 73 && longitude <= 136) {
      draft_.latitude = latitude;
      draft_.longitude = longitude;
    } else {
      reports_.Warn(reason::kValueOutOfRange, "location", "",
                    "经纬度不在中国范围内，未采用 (not a point in China, not used)");
    }
  }

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

void ReadVacancyPlace(const VacancyInProgress& row, const PlaceReader& places) {
  PlaceOfRow(row, places).Read();
}

}  // namespace laowu::intake
