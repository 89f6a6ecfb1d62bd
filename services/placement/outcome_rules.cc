#include "services/placement/outcome_rules.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "reference/countries.h"
#include "reference/divisions.h"
#include "reference/occupations.h"
#include "services/runtime/outcome_facts.h"
#include "services/runtime/resource_name.h"
#include "services/runtime/wage_checks.h"

namespace laowu::placement {
namespace {

using v1::Outcome;

bool BeginsJob(Outcome::Type type) {
  return type == Outcome::OPENING_BALANCE || type == Outcome::ARRIVED ||
         type == Outcome::LOCAL_JOB_STARTED;
}

bool AllLetters(absl::string_view code) {
  return std::all_of(code.begin(), code.end(),
                     [](char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); });
}

// Rule 12 makes whatever has letters overseas, so what is short for a place of ours must not pass.
void CheckCountry(const std::string& code, const std::string& field, runtime::FieldChecks& checks) {
  if (reference::IsCountryAbroad(code)) return;
  const std::string capitals = absl::AsciiStrToUpper(code);
  const reference::Country* const country = reference::Countries::Get().Find(capitals);
  if (country == nullptr) {
    return checks.Violate(
        field, absl::StrCat(
                   "没有国家代码 ", code,
                   "：境内填区划代码，境外填 ISO 3166 国家代码如 JPN / there is no country ", code,
                   ": within China a division code, abroad a country's of ISO 3166 such "
                   "as JPN"));
  }
  if (country->alpha_2 == "CN") {
    return checks.Violate(field, absl::StrCat(code, " 是中国：请填区划代码 / ", code,
                                              " is China: give the division code"));
  }
  if (reference::IsCountryAbroad(capitals)) {
    return checks.Violate(field, absl::StrCat("国家代码用大写：", capitals,
                                              " / a country is in capitals: ", capitals));
  }
  checks.Violate(
      field, absl::StrCat(capitals, " 也常指 ", country->two_letters_also, "：在", country->name,
                          "的填 ", country->alpha_3, "，在境内的填区划代码 / ", capitals,
                          " may be ", country->two_letters_also, ": for ", country->english_name,
                          " give ", country->alpha_3, ", within China the division code"));
}

void CheckDivision(const std::string& code, absl::CivilDay day, const std::string& field,
                   runtime::FieldChecks& checks) {
  const auto& divisions = reference::Divisions::Get();
  if (divisions.IsAccepted(code, day)) return;
  // Of a county that is no more the tables do not have every township: the county is told of then.
  std::string dead = code;
  auto ever = divisions.FindEver(code);
  if (ever.empty() && code.size() > 6 && !divisions.IsAccepted(code.substr(0, 6), day)) {
    dead = code.substr(0, 6);
    ever = divisions.FindEver(dead);
  }
  if (ever.empty()) {
    return checks.Violate(
        field,
        absl::StrCat("没有这个区划代码；国家用两三个字母如 JPN / there is no division ", code,
                     "; ListDivisions names them, and a country is two "
                     "or three letters such as JPN"));
  }
  const auto then = divisions.Translate(dead, ever.front()->valid_from, day);
  checks.Violate(
      field, absl::StrCat("区划代码 ", dead, "（", ever.front()->name, "）当日无效",
                          then.has_value() ? absl::StrCat("，请用 ", *then) : "", " / ", dead, " (",
                          ever.front()->name, ") was not in force on ", runtime::DateText(day),
                          then.has_value() ? absl::StrCat("; use ", *then) : ""));
}

// How many violations the tables alone find; as CheckOccupation.
size_t CheckWorkplace(const Outcome& outcome, const std::string& field,
                      runtime::FieldChecks& checks) {
  constexpr size_t kLettersMost = 3;
  const std::string& code = outcome.workplace_division_code();
  if (code.empty()) {
    if (BeginsJob(outcome.type())) {
      checks.Violate(field,
                     "工作开始时须填地点：区划代码，或国家代码如 JPN / is required for what begins "
                     "a job: a division code, or a country such as JPN");
    }
    return 0;
  }
  const size_t before = checks.violations().size();
  const bool is_country = AllLetters(code) && code.size() <= kLettersMost;
  if (is_country) {
    CheckCountry(code, field, checks);
  } else {
    checks.DivisionCode(field, code);
    if (checks.violations().size() > before || !outcome.has_effective_date()) return 0;
    CheckDivision(code, CountingDayOf(outcome), field, checks);
  }
  return checks.violations().size() - before;
}

size_t CheckOccupation(const std::string& code, const std::string& field,
                       runtime::FieldChecks& checks) {
  if (code.empty()) return 0;
  const size_t before = checks.violations().size();
  checks.OccupationCode(field, code);
  if (checks.violations().size() > before) return 0;
  if (reference::Occupations::Get().Find(code) != nullptr) return 0;
  checks.Violate(field, absl::StrCat("2022 年版没有职业代码 ", code,
                                     "，可不填 / there is no occupation ", code,
                                     " in the edition of 2022; ListOccupations names them, and "
                                     "the field may be empty"));
  return 1;
}

void CheckNames(const Outcome& outcome, const std::string& at, runtime::FieldChecks& checks) {
  runtime::RequireName("workers/*", at + ".worker", outcome.worker(), checks);
  const auto optional = [&](const char* pattern, const char* field, const std::string& name) {
    if (!name.empty()) runtime::RequireName(pattern, absl::StrCat(at, ".", field), name, checks);
  };
  optional("employers/*", "employer", outcome.employer());
  optional("organizers/*", "organizer", outcome.organizer());
  optional("placements/*", "placement", outcome.placement());
  if (outcome.type() == Outcome::VOIDED) {
    runtime::RequireName("outcomes/*", at + ".voids", outcome.voids(), checks);
    optional("imports/*", "undone_import", outcome.undone_import());
    return;
  }
  for (const auto& [field, name] :
       {std::pair("voids", outcome.voids()), std::pair("undone_import", outcome.undone_import())}) {
    if (name.empty()) continue;
    checks.Violate(absl::StrCat(at, ".", field),
                   "只用于作废 / is for VOIDED alone; leave it empty, or set type to VOIDED");
  }
}

}  // namespace

size_t CheckOutcomeFields(const Outcome& outcome, absl::string_view path,
                          runtime::FieldChecks& checks) {
  const std::string at(path);
  if (outcome.type() == Outcome::TYPE_UNSPECIFIED) {
    checks.Violate(
        at + ".type",
        "请选填情况，如到岗、返乡 / is required: what happened, such as ARRIVED or RETURNED");
  }
  checks.KnownEnum(at + ".type", outcome.type(), Outcome::Type_IsValid(outcome.type()));
  CheckNames(outcome, at, checks);
  const size_t before = checks.violations().size();
  checks.Date(at + ".effective_date", outcome.effective_date());
  checks.KnownEnum(at + ".date_precision", outcome.date_precision(),
                   v1::DatePrecision_IsValid(outcome.date_precision()));
  if (outcome.date_precision() == v1::DATE_PRECISION_BEFORE &&
      outcome.type() != Outcome::OPENING_BALANCE) {
    checks.Violate(at + ".date_precision",
                   "“之前”只用于期初登记，请填日或月 / BEFORE is for OPENING_BALANCE alone; give "
                   "the DAY, or the MONTH");
  }
  const bool dated = checks.violations().size() == before;
  Outcome place = outcome;
  if (!dated) place.clear_effective_date();  // a code is judged on a date, not on a wrong one
  const size_t of_place = CheckWorkplace(place, at + ".workplace_division_code", checks);
  const size_t of_occupation =
      CheckOccupation(outcome.occupation_code(), at + ".occupation_code", checks);
  runtime::CheckWage(at + ".wage_cny_per_month", outcome.wage_cny_per_month(), checks);
  checks.KnownEnum(at + ".channel", outcome.channel(), v1::Channel_IsValid(outcome.channel()));
  return of_place + of_occupation;
}

void AddFutureDay(const Outcome& outcome, absl::string_view field, absl::CivilDay today,
                  runtime::FieldChecks& checks) {
  const auto day = runtime::ToCivilDay(outcome.effective_date());
  if (checks.ok() || !day.has_value()) return;
  const auto why =
      ratio::WhyFuture(*day, static_cast<ratio::DatePrecision>(outcome.date_precision()), today);
  if (why.has_value()) checks.Violate(field, *why);
}

Outcome Normalised(const Outcome& sent, absl::CivilDay today) {
  Outcome out = sent;
  out.clear_name();
  out.clear_evidence_grade();
  out.clear_attestations();
  out.clear_recorded_by();
  out.clear_record_time();
  out.clear_sequence();
  out.clear_worker_division_code();
  out.clear_warnings();
  if (out.date_precision() == v1::DATE_PRECISION_UNSPECIFIED) {
    out.set_date_precision(v1::DATE_PRECISION_DAY);
  }
  if (out.type() == Outcome::VOIDED && !out.has_effective_date()) {
    *out.mutable_effective_date() = runtime::ToDate(today);
  }
  return out;
}

bool SameOutcome(const Outcome& a, const Outcome& b) {
  const auto fields = [](const Outcome& o) {
    return std::tuple(o.type(), o.worker(), o.effective_date().year(), o.effective_date().month(),
                      o.effective_date().day(), o.date_precision(), o.workplace_division_code(),
                      o.employer(), o.occupation_code(), o.wage_cny_per_month(), o.channel(),
                      o.organizer(), o.placement(), o.self_employed(), o.commutes(), o.voids());
  };
  return fields(a) == fields(b);
}

absl::CivilDay CountingDayOf(const Outcome& outcome) {
  const auto day = runtime::ToCivilDay(outcome.effective_date()).value_or(absl::CivilDay());
  return ratio::CountingDay(day, static_cast<ratio::DatePrecision>(outcome.date_precision()));
}

std::vector<const Outcome*> StandingOutcomes(absl::Span<const Outcome> outcomes) {
  std::vector<const Outcome*> standing = runtime::NotTakenBack(outcomes);
  std::sort(standing.begin(), standing.end(), [](const Outcome* a, const Outcome* b) {
    return std::tuple(CountingDayOf(*a), a->sequence()) <
           std::tuple(CountingDayOf(*b), b->sequence());
  });
  return standing;
}

bool BeginsPlacement(const Outcome& outcome) {
  return outcome.type() == Outcome::ARRIVED || outcome.type() == Outcome::JOB_CHANGED;
}

Course CourseOf(absl::string_view placement_name, absl::Span<const Outcome> outcomes) {
  Course course;
  for (const Outcome* outcome : StandingOutcomes(outcomes)) {
    const bool begins = BeginsPlacement(*outcome);
    if (course.start == nullptr) {
      if (begins && outcome->placement() == placement_name) course.start = outcome;
      continue;
    }
    // An ARRIVED without a placement is a second job and ends nothing.
    const bool elsewhere =
        begins && outcome->placement() != placement_name &&
        (outcome->type() == Outcome::JOB_CHANGED || !outcome->placement().empty());
    if (outcome->type() == Outcome::RETURNED || elsewhere) {
      course.end = outcome;
      break;
    }
  }
  return course;
}

bool Follow(const Course& course, v1::Placement& placement) {
  const std::string before = placement.SerializeAsString();
  placement.set_state(v1::Placement::ACCEPTED);
  placement.clear_start_date();
  placement.clear_end_date();
  placement.clear_end_outcome();
  if (course.start != nullptr) {
    placement.set_state(v1::Placement::STARTED);
    *placement.mutable_start_date() = runtime::ToDate(CountingDayOf(*course.start));
  }
  if (course.end != nullptr) {
    placement.set_state(v1::Placement::ENDED);
    *placement.mutable_end_date() = runtime::ToDate(CountingDayOf(*course.end));
    placement.set_end_outcome(course.end->name());
  }
  return placement.SerializeAsString() != before;
}

void FollowBeginning(const Course& course, v1::Placement& placement) {
  placement.clear_start_date();
  if (course.end == nullptr || course.end->name() != placement.end_outcome()) {
    placement.clear_end_outcome();
  }
  if (course.start == nullptr) return;
  const absl::CivilDay start = CountingDayOf(*course.start);
  const absl::CivilDay end = runtime::ToCivilDay(placement.end_date()).value_or(start);
  *placement.mutable_start_date() = runtime::ToDate(start);
  *placement.mutable_end_date() = runtime::ToDate(std::max(start, end));
}

ratio::Outcome ToRatioOutcome(const Outcome& outcome) {
  ratio::Outcome out;
  out.name = outcome.name();
  out.type = static_cast<ratio::OutcomeType>(outcome.type());
  out.worker = outcome.worker();
  out.effective_date = runtime::ToCivilDay(outcome.effective_date()).value_or(absl::CivilDay());
  out.precision = static_cast<ratio::DatePrecision>(outcome.date_precision());
  out.workplace_division_code = outcome.workplace_division_code();
  out.employer = outcome.employer();
  out.channel = static_cast<reference::Channel>(outcome.channel());
  out.organizer = outcome.organizer();
  out.placement = outcome.placement();
  out.self_employed = outcome.self_employed();
  out.commutes = outcome.commutes();
  out.voids = outcome.voids();
  out.record_time = absl::FromUnixSeconds(outcome.record_time().seconds()) +
                    absl::Nanoseconds(outcome.record_time().nanos());
  out.sequence = outcome.sequence();
  return out;
}

}  // namespace laowu::placement
