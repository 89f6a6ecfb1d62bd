#include "services/intake/outcome_row.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "intake/facts/facts.h"
#include "intake/facts/spoken_date.h"
#include "intake/survey/survey_place.h"
#include "intake/survey/survey_remarks.h"
#include "intake/text/text.h"
#include "intake/wage/wage.h"
#include "reference/countries.h"
#include "reference/folding.h"
#include "services/intake/outcome_words.h"
#include "services/runtime/field_checks.h"

namespace laowu::intake_role {
namespace {

bool IsCapitals(absl::string_view text) {
  return (text.size() == 2 || text.size() == 3) &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isupper(static_cast<unsigned char>(c)); });
}

// Of a row without one: 在家 is a state, and what it is read as happened on some day.
void AskForDate(OutcomeRow& out) {
  const v1::Outcome::Type type = out.outcome.type();
  if (out.dated_by_file || type == v1::Outcome::TYPE_UNSPECIFIED) return;
  out.violations.emplace_back(
      "effective_date",
      absl::StrCat("就业情况读作 ", OutcomeTypeWords(type),
                   "，须写是哪天的事：请填“发生日期”，如 2026-06-30，只知月份的写 2026年6月 / read "
                   "as the above, which happened on some day: fill in the date (发生日期), such as "
                   "2026-06-30, or the month"));
}

}  // namespace

void OutcomeRowReader::ReadDateOf(const std::string& text, OutcomeRow& out) const {
  absl::string_view rest = text;
  const bool before = absl::ConsumePrefix(&rest, "before ") || absl::ConsumeSuffix(&rest, "以前") ||
                      absl::ConsumeSuffix(&rest, "之前") || absl::ConsumeSuffix(&rest, "前");
  rest = intake::Trim(rest);
  auto precision = before ? v1::DATE_PRECISION_BEFORE : v1::DATE_PRECISION_DAY;
  const intake::SpokenDate said = intake::ReadSpokenDate(rest, today_);
  if (!said.day.has_value()) {
    out.violations.emplace_back("effective_date", intake::ReadSpokenDate(text, today_).why);
    return;
  }
  if (said.month_only && !before) precision = v1::DATE_PRECISION_MONTH;
  *out.outcome.mutable_effective_date() = runtime::ToDate(*said.day);
  out.outcome.set_date_precision(precision);
}

void OutcomeRowReader::ReadPlaceOf(const std::string& text, OutcomeRow& out) const {
  if (std::string country = reference::ReadCountry(text); !country.empty()) {
    out.outcome.set_workplace_division_code(std::move(country));
    return;
  }
  if (IsCapitals(text)) {  // the placement role says what is wrong with it
    out.outcome.set_workplace_division_code(text);
    return;
  }
  // As surveys are read (intake/survey/survey_place.h).
  if (!home_.empty() && intake::IsOwnDivision(text)) {
    out.outcome.set_workplace_division_code(home_);
    return;
  }
  if (intake::SaysHearsay(reference::FoldTight(text))) {
    out.violations.emplace_back("workplace_division_code",
                                "务工地只是听说，不能算数，请核实后再填 the place is hearsay: ask "
                                "the person or the family");
    return;
  }
  const intake::PlaceReading reading = places_.Read(intake::PlacesOfNow(text));
  if (const std::string area = places_.AreaOfBoth(reading); !area.empty()) {
    out.outcome.set_workplace_division_code(area);  // two towns of a city: in one of them
    return;
  }
  if (!reading.other_name.empty()) {
    out.violations.emplace_back("workplace_division_code",
                                "写了几个务工地，请只写现在的一个 several places of work: give the "
                                "one where they are");
    return;
  }
  if (reading.outcome == intake::PlaceReading::Outcome::kFound) {
    out.outcome.set_workplace_division_code(reading.stated_code.empty() ? reading.code
                                                                        : reading.stated_code);
    return;
  }
  const bool several = reading.outcome == intake::PlaceReading::Outcome::kAmbiguous;
  out.violations.emplace_back(
      "workplace_division_code",
      several ? "地名有歧义，请写明省市 the place has several meanings; say "
                "province and city"
              : "地名读不懂：境内写省市县名或区划代码，境外写国家名或国家代码如 "
                "日本、JPN the place is not known: within China the names from "
                "the province down or a division code, abroad the country's "
                "name or its code such as JPN");
}

// Names of records; false if the cell holds none.
bool OutcomeRowReader::ReadName(const intake::FieldText& cell, const std::string& text,
                                OutcomeRow& out) {
  switch (cell.field) {
    case intake::Field::kReference:
      out.person.set_reference(text);
      return true;
    case intake::Field::kPersonName:
      out.person.set_display_name(text);
      return true;
    case intake::Field::kIdentityNumber:
      out.person.set_identity_number(absl::AsciiStrToUpper(text));
      return true;
    case intake::Field::kEmployerCode:
      out.outcome.set_employer(absl::StrCat("employers/", absl::AsciiStrToLower(text)));
      return true;
    case intake::Field::kOrganizer:
      out.organizer = text;
      return true;
    case intake::Field::kNamedOutcome:
      out.named_outcome =
          absl::StartsWith(text, "outcomes/") ? text : absl::StrCat("outcomes/", text);
      return true;
    case intake::Field::kPlacement:
      out.outcome.set_placement(
          absl::StartsWith(text, "placements/") ? text : absl::StrCat("placements/", text));
      return true;
    default:
      return false;
  }
}

void OutcomeRowReader::ReadWageOf(const intake::FieldText& cell, const std::string& text,
                                  OutcomeRow& out) {
  const auto wage = intake::ReadWage(text, intake::HintsFromHeader(cell.header));
  out.outcome.set_wage_cny_per_month(wage.min_cny_per_month);
  if (wage.min_cny_per_month != 0) return;
  const bool out_of_range = wage.outcome == intake::WageReading::Outcome::kImplausible;
  out.violations.emplace_back(
      "wage_cny_per_month",
      out_of_range
          ? absl::StrCat(
                "工资折合每月不在 ", intake::kMinWageCnyPerMonth, "–", intake::kMaxWageCnyPerMonth,
                " 元，请核对数额和单位 / by the month not in ", intake::kMinWageCnyPerMonth, " to ",
                intake::kMaxWageCnyPerMonth, " yuan: check amount and unit")
          : "工资读不懂，请写如 6000 或 6000元/月 / no wage that can be read; write 6000 or "
            "6000元/月");
}

void OutcomeRowReader::ReadTypeOf(const std::string& text, OutcomeRow& out) const {
  auto type = OutcomeTypeOf(text);
  out.says_away = !type.has_value() && SaysAway(text);
  if (!type.has_value() && SaysStillThere(text)) {
    type = v1::Outcome::CONFIRMED;
    out.still_there = true;
    out.type_inferred = true;
  }
  if (!type.has_value() && !out.says_away) {
    const TypeReading said = ReadTypeWords(text, places_, home_, today_);
    type = said.type;
    out.says_away = said.says_away;
    out.not_reached = said.not_reached;
    out.type_inferred = type.has_value();
  }
  if (!type.has_value() && !out.says_away && !out.not_reached) {
    out.violations.emplace_back(
        "type", absl::StrCat(
                    "类型读不懂，可填 no such type; one of: 外出 (away), ", OutcomeTypeChoices(),
                    "；人在家的写返乡，还要回去的写返乡探亲 who is at home is 返乡, or 返乡探亲 if "
                    "they go back",
                    WhatToWriteFor(text)));
  }
  out.outcome.set_type(type.value_or(v1::Outcome::TYPE_UNSPECIFIED));
}

void OutcomeRowReader::ReadWords(const intake::FieldText& cell, const std::string& text,
                                 OutcomeRow& out) const {
  const auto wrong = [&](const char* field, absl::string_view what) {
    out.violations.emplace_back(field, what);
  };
  if (cell.field == intake::Field::kOutcomeType) {
    ReadTypeOf(text, out);
  } else if (cell.field == intake::Field::kChannel) {
    const ChannelReading channel = ReadChannel(text);
    if (channel.is_several) wrong("channel", SeveralChannelsWords());
    out.channel_unread = channel.is_unread;
    out.outcome.set_channel(channel.channel);
  } else if (cell.field == intake::Field::kWageText) {
    ReadWageOf(cell, text, out);
  } else if (cell.field == intake::Field::kOccupationCode) {
    out.outcome.set_occupation_code(text);
  } else if (cell.field == intake::Field::kOccupation && out.outcome.occupation_code().empty()) {
    out.outcome.set_occupation_code(occupations_.Read(text).code);
  } else if (cell.field == intake::Field::kSelfEmployed) {
    const auto said = intake::ReadYesNo(text);
    if (!said.has_value()) wrong("self_employed", "请填是或否 neither yes nor no");
    out.outcome.set_self_employed(said.value_or(false));
  }
  // A phone number, remarks are no part of an outcome.
}

OutcomeRow OutcomeRowReader::Read(const intake::FieldTexts& row) const {
  OutcomeRow out;
  bool has_date = false;
  std::string place;
  std::string place_code;
  for (const intake::FieldText& cell : row) {
    const std::string text(intake::Trim(intake::NarrowDigits(cell.text)));
    if (text.empty() || ReadName(cell, text, out)) continue;
    out.answered |= cell.field == intake::Field::kOutcomeType ||
                    cell.field == intake::Field::kEffectiveDate ||
                    cell.field == intake::Field::kWageText;
    if (cell.field == intake::Field::kEffectiveDate) {
      has_date = true;
      ReadDateOf(text, out);
    } else if (cell.field == intake::Field::kWorkplaceCode) {
      place_code = text;
    } else if (cell.field == intake::Field::kWorkplace) {
      place = text;
    } else {
      ReadWords(cell, text, out);
    }
  }
  if (!place_code.empty()) place = place_code;
  if (!place.empty()) ReadPlaceOf(place, out);
  // What a call found holds on its day; anything else happened on some other one.
  const bool found_so = out.outcome.type() == v1::Outcome::CONFIRMED ||
                        out.outcome.type() == v1::Outcome::LOST_CONTACT;
  if (!has_date && found_so) {
    out.dated_by_file = true;
    *out.outcome.mutable_effective_date() = runtime::ToDate(today_);
    out.outcome.set_date_precision(v1::DATE_PRECISION_DAY);
  }
  // Away since some day before: the take-over alone says so (ratio.md rule 19).
  if (out.says_away && out.outcome.date_precision() == v1::DATE_PRECISION_BEFORE) {
    out.says_away = false;
    out.outcome.set_type(v1::Outcome::OPENING_BALANCE);
  }
  if (!has_date) AskForDate(out);
  return out;
}

}  // namespace laowu::intake_role
