#include "services/intake/named_outcomes.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "ratio/spells.h"
#include "reference/countries.h"
#include "reference/divisions.h"
#include "services/intake/statement_outcomes.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/outcome_facts.h"

namespace laowu::intake_role {
namespace {

using v1::Outcome;
using Violations = std::vector<std::pair<std::string, std::string>>;

bool SameDate(const Outcome& a, const Outcome& b) {
  return runtime::ToCivilDay(a.effective_date()) == runtime::ToCivilDay(b.effective_date());
}

// What the outcome's place is called on the day of the row: counties merge, towns are renamed.
std::string PlaceThen(const Outcome& told, const Outcome& row) {
  const std::string& code = told.workplace_division_code();
  const auto from = runtime::ToCivilDay(told.effective_date());
  const auto to = runtime::ToCivilDay(row.effective_date());
  if (!from.has_value() || !to.has_value()) return code;
  return reference::Divisions::Get().Translate(code, *from, *to).value_or(code);
}

bool IsNoCountry(absl::string_view code) {
  return !code.empty() && absl::ascii_isalpha(static_cast<unsigned char>(code.front())) &&
         !reference::IsCountryAbroad(code);
}

bool RepeatsPlace(const Outcome& row, const Outcome& told) {
  const std::string& place = row.workplace_division_code();
  if (place.empty() || told.workplace_division_code().empty()) return false;
  return runtime::SamePlace(place, told.workplace_division_code()) ||
         runtime::SamePlace(place, PlaceThen(told, row));
}

bool RepeatsWay(const Outcome& row, const Outcome& told) {
  const bool channel = row.channel() == v1::CHANNEL_UNSPECIFIED || row.channel() == told.channel();
  return channel && (row.organizer().empty() || row.organizer() == told.organizer());
}

void DropWay(const Outcome& told, Outcome& row) {
  if (!RepeatsWay(row, told)) return;
  row.clear_channel();
  row.clear_organizer();
}

void FillFromDispatch(const Outcome& told, Outcome& row) {
  const bool same_place =
      runtime::SamePlace(row.workplace_division_code(), told.workplace_division_code());
  // The finer of the two.
  if (same_place && told.workplace_division_code().size() > row.workplace_division_code().size()) {
    row.set_workplace_division_code(told.workplace_division_code());
  }
  Outcome way = row;
  way.clear_workplace_division_code();
  if (runtime::SaysOtherwise(way, told)) return;  // gone by another way than promised
  row.set_channel(told.channel());
  if (row.organizer().empty()) row.set_organizer(told.organizer());
  if (!same_place) return;
  if (row.placement().empty()) row.set_placement(told.placement());
  if (row.employer().empty()) row.set_employer(told.employer());
  if (row.occupation_code().empty()) row.set_occupation_code(told.occupation_code());
}

Violations CheckAnotherJob(const Outcome& told, const Outcome& row) {
  const bool other =
      row.channel() != told.channel() || (!row.organizer().empty() && !told.organizer().empty() &&
                                          row.organizer() != told.organizer());
  if (other || !runtime::CountsAsBroad(told.channel()) || SameDate(row, told)) return {};
  return {
      {"channel",
       "新工作的务工渠道还是清单里原来那份工作的：确实相同，请删空动态编号再导入；不同，请改成新"
       "工作的 / the channel still is the one that the list had filled in, of the job before: "
       "where the new job came by it, too, empty the outcome id and import the row again; else "
       "say by which way it came"}};
}

}  // namespace

std::optional<NamedOutcome> FindNamed(absl::string_view name, absl::Span<const Outcome> on_record) {
  const auto* const found =
      std::find_if(on_record.begin(), on_record.end(),
                   [&](const Outcome& outcome) { return outcome.name() == name; });
  if (found == on_record.end()) return std::nullopt;
  NamedOutcome named = {*found, false, false};
  for (const Outcome* outcome : Standing(on_record)) {
    named.stands |= outcome->name() == name;
    const bool begins = ratio::BeginsJob(static_cast<ratio::OutcomeType>(outcome->type()));
    named.is_over |= begins && CountingDayOf(*outcome) > CountingDayOf(*found);
  }
  return named;
}

bool SaysNothingNew(const Outcome& row, const Outcome& named, absl::Span<const Outcome> on_record) {
  Outcome said = row;
  if (RepeatsPlace(row, named)) said.clear_workplace_division_code();
  if (runtime::SaysOtherwise(said, named)) return false;
  if (row.organizer().empty() || !named.organizer().empty() || on_record.empty()) return true;
  // Of what replaces or adds to an arrival, the list has the organiser of the other (ratio.md rule
  // 6).
  return std::any_of(on_record.begin(), on_record.end(), [&](const Outcome& outcome) {
    const bool same_way = outcome.channel() == named.channel() ||
                          outcome.channel() == v1::CHANNEL_UNKNOWN ||
                          outcome.channel() == v1::CHANNEL_UNSPECIFIED;
    return same_way && outcome.organizer() == row.organizer();
  });
}

absl::string_view WhyNotStillThere(const std::optional<NamedOutcome>& named) {
  switch (named.has_value() ? named->outcome.type() : Outcome::TYPE_UNSPECIFIED) {
    case Outcome::OPENING_BALANCE:
    case Outcome::ARRIVED:
    case Outcome::JOB_CHANGED:
    case Outcome::RESUMED:
    case Outcome::CONFIRMED:
      return "";
    case Outcome::DISPATCHED:
      return "这一行问的是到岗没有：到了写到岗和发生日期，没去的留空 / the row asks about the "
             "arrival: write 到岗 and its day, or leave it empty";
    case Outcome::HOME_VISIT:
      return "这一行问的是回乡后的去向：已回岗位写返岗，不再回去写返乡，都要写发生日期；还在家、还"
             "要回去"
             "的留空 / the row asks about a visit home: 返岗 or 返乡 with its day, or empty while "
             "the visit lasts";
    default:
      return "没有动态编号，看不出回答的是什么：还在外面的写仍在外，在家的写返乡 / without an "
             "outcome id it cannot be told what the answer is to: write 仍在外 of who is away, "
             "返乡 of who is at home";
  }
}

Violations KeepAnswer(const NamedOutcome& named, Outcome& row) {
  const Outcome& told = named.outcome;
  switch (row.type()) {
    case Outcome::ARRIVED:
      if (told.type() == Outcome::DISPATCHED && !named.stands) {
        return {{"named_outcome",
                 "这条派出已作废，请重新导出清单，或删空动态编号 / the dispatch was taken back: "
                 "write the list anew, or empty the outcome id"}};
      }
      if (told.type() == Outcome::DISPATCHED) {
        FillFromDispatch(told, row);
        return {};
      }
      return CheckAnotherJob(told, row);
    case Outcome::OPENING_BALANCE:
    case Outcome::JOB_CHANGED:
      return CheckAnotherJob(told, row);
    case Outcome::LOCAL_JOB_STARTED:
      DropWay(told, row);
      if (!RepeatsPlace(row, told)) return {};
      return {
          {"workplace_division_code",
           "务工地还是在外的地点，请改成就近就业的地点 / the workplace still is the one away: say "
           "where the local job is"}};
    case Outcome::CONFIRMED:
    case Outcome::RESUMED:
      DropWay(told, row);
      // The new name of the same place is no other one, and what was once taken for a country
      // would not be taken again.
      if (RepeatsPlace(row, told) &&
          (named.is_over || PlaceThen(told, row) != told.workplace_division_code() ||
           IsNoCountry(told.workplace_division_code()))) {
        row.clear_workplace_division_code();
      }
      return {};
    case Outcome::HOME_VISIT:
    case Outcome::RETURNED:
    case Outcome::LOST_CONTACT:
    case Outcome::LOCAL_JOB_ENDED:
      DropWay(told, row);
      if (RepeatsPlace(row, told)) row.clear_workplace_division_code();
      return {};
    default:
      return {};
  }
}

}  // namespace laowu::intake_role
