#include "intake/survey/survey_place.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "intake/facts/facts_text.h"
#include "intake/facts/whereabouts.h"
#include "intake/survey/survey_remarks.h"
#include "intake/table/place_reports.h"
#include "intake/text/text.h"
#include "re2/re2.h"
#include "reference/countries.h"

namespace laowu::intake {
namespace {

class PlaceOfRow {
 public:
  PlaceOfRow(const FieldTexts& row, const ReadContext& context, const PlaceReader& places,
             Reports<SurveyReading>& reports)
      : row_(row), texts_(row), context_(context), places_(places), reports_(reports) {}

  SurveyPlace Read() {
    std::string text(texts_.Get(Field::kWorkplaceCode));
    PlaceReading place = places_.ReadCode(text);
    if (place.outcome != PlaceReading::Outcome::kFound) place = ReadCells(text);
    const std::string said = texts_.Join({Field::kWorkplace});
    if (SaysHearsay(FoldClauses(said))) {
      out_.hearsay = true;
      return std::move(out_);
    }
    if (std::string country = reference::ReadCountry(said); !country.empty()) {
      out_.code = std::move(country);
      return std::move(out_);
    }
    if (place.outcome != PlaceReading::Outcome::kFound && IsEmptyCell(text)) {
      ReadOfState();
    } else {
      Settle(std::move(place), text);
    }
    return std::move(out_);
  }

 private:
  // All columns of the place as one text ("省外", "福建省", "泉州市"), else the first that is read.
  PlaceReading ReadCells(std::string& text) const {
    text = texts_.Join({Field::kWorkplace});
    PlaceReading place = places_.Read(PlacesOfNow(text));
    if (place.outcome == PlaceReading::Outcome::kFound) return place;
    for (const FieldText& cell : row_) {
      if (cell.field != Field::kWorkplace) continue;
      PlaceReading one = places_.Read(PlacesOfNow(cell.text));
      if (one.outcome == PlaceReading::Outcome::kFound) {
        text = cell.text;
        return one;
      }
    }
    return place;
  }

  void Settle(PlaceReading place, const std::string& text) {
    const bool found = place.outcome == PlaceReading::Outcome::kFound;
    if (!found && TakeOwnDivision(text)) return;
    // "在家"; of "省外,泉州市" the place counts as well.
    const Whereabouts said = ReadWhereabouts(text);
    out_.is_local = !found && said == Whereabouts::kLocal;
    if (said != Whereabouts::kUnknown && (!found || said == Whereabouts::kHome)) return;
    if (!found) {
      reports_.Warn(place.outcome == PlaceReading::Outcome::kAmbiguous
                        ? reason::kPlaceAmbiguous
                        : reason::kPlaceNotUnderstood,
                    "workplace_division_code", text,
                    "务工地看不懂，按未填处理，请写明省市 (place not understood, left unset)");
      return;
    }
    if (const std::string area = places_.AreaOfBoth(place); !area.empty()) {
      place.code = area;  // two towns of a city: they are in one of them
      place.unread_name = std::move(place.other_name);
      place.other_name.clear();
      place.confidence = std::min(place.confidence, 70);
    }
    if (!place.other_name.empty()) {
      reports_.Warn(reason::kPlaceAmbiguous, "workplace_division_code", text,
                    "写了几个务工地，按未填处理，请只写现在的一个 (several places of work: left "
                    "unset; give the one where they are)");
      const PlaceReading other = places_.Read(place.other_name);
      out_.several_away = IsElsewhere(place.code) && IsElsewhere(other.code);
      return;
    }
    Take(place, text);
  }

  bool TakeOwnDivision(absl::string_view text) {
    if (context_.home_division_code.empty() || !IsOwnDivision(text)) return false;
    out_.code = context_.home_division_code;
    reports_.Infer("workplace_division_code", text, "survey.own_division", 80);
    return true;
  }

  // Outside the sender's division for sure.
  bool IsElsewhere(const std::string& code) const {
    const std::string& home = context_.home_division_code;
    return !code.empty() && !home.empty() && !places_.Contains(home, code) &&
           !places_.Contains(code, home);
  }

  // 去向: "广东中山", "越南", "石桥镇扶贫车间". Under another header a place must be sure, and all.
  void ReadOfState() {
    constexpr int kSure = 85;
    constexpr int kSureEnough = 60;
    for (const FieldText& cell : row_) {
      if (cell.field != Field::kOutcomeType) continue;
      const bool destination = SaysAny(cell.header, {"去向", "流向", "去处", "去哪", "目的地"});
      const bool is_state = ReadWhereabouts(cell.text) != Whereabouts::kUnknown;
      if (is_state && !destination) continue;
      if (SaysHearsay(FoldClauses(cell.text))) continue;
      if (IsToldInWords(cell.text) && TellsOtherThanAPlace(cell.text)) continue;
      const std::string text = PlacesOfNow(cell.text);
      if (std::string country = reference::ReadCountry(text); destination && !country.empty()) {
        out_.code = std::move(country);
        out_.of_state = is_state ? "" : cell.text;
        return;
      }
      if (destination && TakeOwnDivision(text)) return;
      const PlaceReading place = places_.Read(text);
      if (place.outcome != PlaceReading::Outcome::kFound ||
          place.confidence < (destination ? kSureEnough : kSure) ||
          (!destination && !place.unread_text.empty())) {
        continue;
      }
      if (!is_state) out_.of_state = cell.text;
      if (destination) {
        Settle(place, text);
      } else {
        Take(place, text);
      }
      return;
    }
  }

  // "下周去广东", "9月当兵去了,在山东", "在惠州,寄钱回家": a place among what is told is read by
  // the clauses.
  bool TellsOtherThanAPlace(absl::string_view text) const {
    const SurveyRemarks told =
        ReadSurveyRemarks(text, places_, context_.home_division_code, context_.as_of);
    return told.not_work || told.only_care || told.dead || told.hearsay || told.leaves_again ||
           (told.whereabouts != Whereabouts::kUnknown && told.whereabouts != Whereabouts::kAway &&
            told.whereabouts != Whereabouts::kLocal);
  }

  void Take(const PlaceReading& place, absl::string_view text) {
    out_.code = place.code;
    ReportCode(places_, place, "workplace_division_code", text, reports_);
    if (!place.unread_name.empty()) {
      reports_.Warn(
          reason::kPlaceNotFine, "workplace_division_code", place.unread_name,
          absl::StrCat("只认到 ", places_.FullName(place.code), " (known only to this area)"));
    }
  }

  const FieldTexts& row_;
  const RowTexts texts_;
  const ReadContext& context_;
  const PlaceReader& places_;
  Reports<SurveyReading>& reports_;
  SurveyPlace out_;
};

}  // namespace

std::string PlacesOfNow(const std::string& text) {
  static const RE2 not_now(
      R"((?:^|[,，;；。、\s(（])(?:人|现|现在|已|早)*(?:(?:不|没|没有|未)(?:再)?(?:在|去|到)|(?:原|原来|原先|以前|之前|曾|先前|去年|前年|上半年)(?:是|都)?(?:在|去))[^,，;；。)）]+)");
  std::string now = text;
  RE2::GlobalReplace(&now, not_now, ",");
  return now;
}

bool IsOwnDivision(absl::string_view text) {
  static const RE2 own(
      R"((?:就?在|外出到|到|去)?(?:本|我们?|全)?(?:县|市|区|州|镇|乡|村|县域|市域|镇域|社区)(?:内|里|上|城|区|域内|范围内)(?:务工|打工|就业|上班|工作|创业)*|(?:就?在)?本(?:县|市|区|州|镇|乡|村)(?:城)?(?:务工|打工|就业|上班|工作)?|(?:就?在)?县城(?:务工|打工|就业|上班|工作)?)");
  const std::string folded = FoldTight(text);
  return RE2::FullMatch(folded, own);
}

bool IsEmptyCell(absl::string_view text) {
  static constexpr absl::string_view kNothing[] = {"",     "-",    "/",    "无",   "不详", "不清楚",
                                                   "未知", "暂无", "没有", "未填", "—"};
  const std::string folded = FoldTight(text);
  return std::find(std::begin(kNothing), std::end(kNothing), folded) != std::end(kNothing);
}

SurveyPlace ReadSurveyPlace(const FieldTexts& row, const ReadContext& context,
                            const PlaceReader& places, Reports<SurveyReading>& reports) {
  return PlaceOfRow(row, context, places, reports).Read();
}

}  // namespace laowu::intake
