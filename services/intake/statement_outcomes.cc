#include "services/intake/statement_outcomes.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "ratio/spells.h"
#include "reference/divisions.h"
#include "services/intake/outcome_words.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/outcome_facts.h"

namespace laowu::intake_role {
namespace {

using intake::KnownWhereabouts;
using intake::Whereabouts;
using v1::Outcome;

absl::CivilDay DateOf(const Outcome& outcome) {
  return runtime::ToCivilDay(outcome.effective_date()).value_or(absl::CivilDay());
}

// What spells are made of, known from the beginning: only dates count here.
ratio::Outcome ToEvent(const Outcome& outcome) {
  ratio::Outcome event;
  event.name = outcome.name();
  event.type = static_cast<ratio::OutcomeType>(outcome.type());
  event.worker = outcome.worker();
  event.effective_date = DateOf(outcome);
  event.precision = static_cast<ratio::DatePrecision>(outcome.date_precision());
  event.workplace_division_code = outcome.workplace_division_code();
  event.employer = outcome.employer();
  event.placement = outcome.placement();
  event.voids = outcome.voids();
  event.record_time = absl::UnixEpoch();
  event.sequence = outcome.sequence();
  return event;
}

bool BearsJob(Outcome::Type type) {
  return type == Outcome::ARRIVED || type == Outcome::JOB_CHANGED || type == Outcome::CONFIRMED ||
         type == Outcome::RESUMED || type == Outcome::LOCAL_JOB_STARTED;
}

bool BearsChannel(Outcome::Type type) {
  return type == Outcome::ARRIVED || type == Outcome::JOB_CHANGED || type == Outcome::CONFIRMED;
}

Outcome ToOutcome(const intake::OutcomeDraft& draft, const Outcome& job) {
  Outcome out;
  const auto type = static_cast<Outcome::Type>(draft.type);
  if (BearsJob(type)) out = job;
  if (!BearsChannel(type)) {
    out.clear_channel();
    out.clear_organizer();
    out.clear_placement();
  }
  out.set_type(type);
  out.set_worker(job.worker());
  *out.mutable_effective_date() = runtime::ToDate(draft.effective_date);
  out.set_date_precision(draft.month_only ? v1::DATE_PRECISION_MONTH : v1::DATE_PRECISION_DAY);
  if (BearsJob(type)) out.set_workplace_division_code(draft.workplace_division_code);
  out.set_occupation_code(draft.occupation_code);
  out.set_wage_cny_per_month(draft.wage_cny_per_month);
  out.set_self_employed(draft.self_employed);
  return out;
}

// Of the last that counts by `day`; UNSPECIFIED: there is none.
Outcome::Type LastType(absl::Span<const Outcome> on_record, absl::CivilDay day) {
  const Outcome* last = nullptr;
  for (const Outcome* outcome : Standing(on_record)) {
    const absl::CivilDay counting = CountingDayOf(*outcome);
    if (counting > day || (last != nullptr && counting <= CountingDayOf(*last))) continue;
    last = outcome;
  }
  return last == nullptr ? Outcome::TYPE_UNSPECIFIED : last->type();
}

bool SameEvent(const Outcome& a, const Outcome& b) {
  return a.type() == b.type() && DateOf(a) == DateOf(b) &&
         a.workplace_division_code() == b.workplace_division_code();
}

// Of one person.
using OutcomePointers = std::vector<const Outcome*>;

bool HasEach(absl::Span<const Outcome> outcomes, const OutcomePointers& each) {
  return std::all_of(each.begin(), each.end(), [&](const Outcome* one) {
    return std::any_of(outcomes.begin(), outcomes.end(),
                       [&](const Outcome& outcome) { return SameEvent(*one, outcome); });
  });
}

bool IsEachIn(absl::Span<const Outcome> outcomes, const OutcomePointers& among) {
  return std::all_of(outcomes.begin(), outcomes.end(), [&](const Outcome& outcome) {
    return std::any_of(among.begin(), among.end(),
                       [&](const Outcome* one) { return SameEvent(outcome, *one); });
  });
}

std::vector<Outcome> Without(absl::Span<const Outcome> on_record, const OutcomePointers& left_out) {
  std::vector<Outcome> rest;
  for (const Outcome& outcome : on_record) {
    const bool is_left_out = std::any_of(left_out.begin(), left_out.end(), [&](const Outcome* one) {
      return one->name() == outcome.name();
    });
    if (!is_left_out) rest.push_back(outcome);
  }
  return rest;
}

// Older ones of a list that was mended so often are not tried.
constexpr size_t kOwnTriedMost = 8;

// What the last run of a list may have recorded, of its own, the newest first: all, or the two or
// the one that a statement comes to.
std::vector<OutcomePointers> MayBeOfLastRun(const OutcomePointers& own) {
  if (own.empty()) return {};
  std::vector<OutcomePointers> choices = {own};
  const size_t count = std::min(own.size(), kOwnTriedMost);
  for (size_t i = 0; i < count; ++i) {
    for (size_t j = i + 1; j < count; ++j) choices.push_back({own[i], own[j]});
  }
  for (size_t i = 0; i < count; ++i) choices.push_back({own[i]});
  return choices;
}

// From which on nobody is away by what began before.
bool IsAtHome(Outcome::Type type) {
  return type == Outcome::RETURNED || type == Outcome::HOME_VISIT ||
         type == Outcome::LOCAL_JOB_STARTED || type == Outcome::LOCAL_JOB_ENDED;
}

std::string WhereWords(Whereabouts whereabouts) {
  switch (whereabouts) {
    case Whereabouts::kAway:
      return "在外 away";
    case Whereabouts::kVisiting:
      return "回乡探亲 on a visit home";
    case Whereabouts::kHome:
      return "在家 at home";
    case Whereabouts::kLocal:
      return "就近就业 in a local job";
    case Whereabouts::kLost:
      return "失联 out of contact";
    case Whereabouts::kNotReached:
      return "电话没有打通 not reached";
    default:
      return "无记录 nothing";
  }
}

std::string KnownWords(const KnownWhereabouts& known) {
  if (known.whereabouts == Whereabouts::kUnknown && known.home_by == intake::HomeBy::kLostContact) {
    return "失联满180天，不再算在外 out of contact for 180 days, no more counted as away";
  }
  if (known.whereabouts == Whereabouts::kUnknown && known.home_by == intake::HomeBy::kVisitLapsed) {
    return "探亲未返岗，按已返乡算 on a visit home that counts as a return";
  }
  return WhereWords(known.whereabouts);
}

std::string PlaceWords(const std::string& code) {
  const auto ever = reference::Divisions::Get().FindEver(code);
  return ever.empty() ? code : std::string(ever.front()->name);
}

// "2026-05" of a month that is told as such: its first day was told by nobody.
std::string DayWords(absl::CivilDay day, bool month_alone) {
  const std::string text = runtime::DateText(day);
  return month_alone ? text.substr(0, text.rfind('-')) : text;
}

std::string With(std::string words, const std::optional<absl::CivilDay>& since, bool month_alone,
                 const std::string& place) {
  if (since.has_value()) absl::StrAppend(&words, " ", DayWords(*since, month_alone));
  if (!place.empty()) absl::StrAppend(&words, " ", PlaceWords(place));
  return words;
}

std::string Explanation(const Statement& statement, const KnownWhereabouts& known,
                        const std::vector<Outcome>& outcomes) {
  const auto& said = statement.said;
  std::vector<std::string> follows;
  for (const Outcome& outcome : outcomes) {
    const bool month_alone = outcome.date_precision() == v1::DATE_PRECISION_MONTH;
    follows.push_back(absl::StrCat(OutcomeTypeWords(outcome.type()), " ",
                                   DayWords(DateOf(outcome), month_alone)));
  }
  return absl::StrCat(
      "已知 known: ", With(KnownWords(known), known.since, false, known.workplace_division_code),
      "；表上 the list: ",
      With(WhereWords(said.whereabouts), said.since, said.since_month,
           said.workplace_division_code),
      " → ", follows.empty() ? "无需登记 nothing to record" : absl::StrJoin(follows, "、"));
}

StatedOutcomes DrawUp(const Statement& statement, absl::Span<const Outcome> record) {
  KnownWhereabouts known = KnownOn(record, statement.day);
  // Where nobody is known to be away, the arrival of a last confirmation is not known yet, and a
  // return would count together with it (ratio.md rule 0).
  if (statement.said.whereabouts == Whereabouts::kHome &&
      known.whereabouts == Whereabouts::kUnknown &&
      LastType(record, statement.day) == Outcome::CONFIRMED) {
    known.whereabouts = Whereabouts::kAway;
  }
  intake::SurveyOutcomes drafted = intake::OutcomesOf(statement.said, known, statement.day);
  StatedOutcomes stated;
  stated.warnings = std::move(drafted.warnings);
  for (const auto& draft : drafted.drafts) {
    stated.outcomes.push_back(ToOutcome(draft, statement.job));
  }
  stated.explanation = Explanation(statement, known, stated.outcomes);
  return stated;
}

StatedOutcomes HeldAgainst(const Statement& statement, absl::Span<const Outcome> on_record,
                           const OutcomePointers& own) {
  std::optional<StatedOutcomes> more;
  for (const OutcomePointers& left_out : MayBeOfLastRun(own)) {
    StatedOutcomes stated = DrawUp(statement, Without(on_record, left_out));
    if (!HasEach(stated.outcomes, left_out)) continue;
    if (IsEachIn(stated.outcomes, own)) return stated;
    if (left_out.size() == own.size()) more = std::move(stated);
  }
  return more.has_value() ? *std::move(more) : DrawUp(statement, on_record);
}

// What the list recorded before one of its dates was mended stands, and the new date is not taken:
// nobody's word is taken back unasked.
void WarnOfEarlier(const Statement& statement, absl::Span<const Outcome> on_record,
                   const OutcomePointers& own, StatedOutcomes& stated) {
  if (own.empty()) return;
  const StatedOutcomes anew = DrawUp(statement, Without(on_record, own));
  std::vector<std::string> earlier;
  std::string date;
  for (const Outcome& now : anew.outcomes) {
    const bool begins = now.type() == Outcome::ARRIVED || now.type() == Outcome::LOCAL_JOB_STARTED;
    if (!begins && now.type() != Outcome::LOCAL_JOB_ENDED) continue;
    OutcomePointers before = own;
    std::erase_if(before, [&](const Outcome* one) { return one->type() != now.type(); });
    const bool stands = std::any_of(before.begin(), before.end(), [&](const Outcome* one) {
      return CountingDayOf(*one) == CountingDayOf(now);
    });
    const bool taken = std::any_of(stated.outcomes.begin(), stated.outcomes.end(),
                                   [&](const Outcome& outcome) { return SameEvent(outcome, now); });
    if (stands || taken) continue;
    for (const Outcome* one : before) {
      earlier.push_back(absl::StrCat(one->name(), "（", OutcomeTypeWords(one->type()), " ",
                                     runtime::DateText(DateOf(*one)), "）"));
    }
    if (begins) date = runtime::DateText(DateOf(now));
  }
  if (earlier.empty() || date.empty()) return;
  // A day at home that only the list itself recorded is nothing to be told of.
  const auto of_home = [](const intake::Warning& warning) {
    return warning.reason == intake::reason::kBeforeKnownReturn;
  };
  if (std::none_of(anew.warnings.begin(), anew.warnings.end(), of_home)) {
    std::erase_if(stated.warnings, of_home);
  }
  const std::string names = absl::StrJoin(earlier, "、");
  stated.warnings.push_back(
      {std::string(intake::reason::kEarlierStands), "effective_date", "",
       absl::StrCat("本表此前所记的", names, "仍然有效，现在的日期 ", date,
                    " 没有采用；新日期才对的：撤销此前导入本表的那一次（laowu import undo）"
                    "，再导入改好的这份；已有别的佐证、撤不掉的，逐条作废（laowu outcome record "
                    "--type voided --voids）再导入 (what this list recorded before stands, and the "
                    "date of now, ",
                    date,
                    ", is not taken: if it is right, undo the import of this list that recorded "
                    "it, and import this one again; what an undoing keeps is taken back by itself, "
                    "as VOIDED)")});
}

}  // namespace

absl::CivilDay CountingDayOf(const Outcome& outcome) {
  return ratio::CountingDay(DateOf(outcome),
                            static_cast<ratio::DatePrecision>(outcome.date_precision()));
}

std::vector<const Outcome*> Standing(absl::Span<const Outcome> on_record) {
  std::vector<const Outcome*> standing = runtime::NotTakenBack(on_record);
  std::erase_if(standing,
                [](const Outcome* outcome) { return outcome->type() == Outcome::VOIDED; });
  std::sort(standing.begin(), standing.end(),
            [](const Outcome* a, const Outcome* b) { return a->sequence() > b->sequence(); });
  return standing;
}

KnownWhereabouts KnownOn(absl::Span<const Outcome> on_record, absl::CivilDay day) {
  std::vector<ratio::Outcome> events;
  KnownWhereabouts known;
  const auto note_home = [&known](absl::CivilDay home) {
    known.home_on = std::max(known.home_on.value_or(home), home);
  };
  for (const Outcome* outcome : Standing(on_record)) {
    const absl::CivilDay counting = CountingDayOf(*outcome);
    if (counting > day || outcome->type() == Outcome::DISPATCHED) continue;
    events.push_back(ToEvent(*outcome));
    known.since = std::max(known.since.value_or(DateOf(*outcome)), DateOf(*outcome));
    if (IsAtHome(outcome->type())) note_home(counting);
  }
  const auto state = ratio::DeriveWorkerState(events, runtime::StartOfDay(day) + absl::Hours(12));
  if (state.away) {
    known.whereabouts = state.on_visit ? Whereabouts::kVisiting : Whereabouts::kAway;
    known.workplace_division_code = state.workplace_division_code;
  } else if (state.local_job) {
    known.whereabouts = Whereabouts::kLocal;
  } else {
    const Outcome::Type last = LastType(on_record, day);
    for (const auto& lapsed : state.lapsed_jobs) {
      note_home(std::min(lapsed.end, day));
      if (*known.home_on > lapsed.end) continue;
      known.home_by =
          last == Outcome::HOME_VISIT ? intake::HomeBy::kVisitLapsed : intake::HomeBy::kLostContact;
    }
    const bool came_home = last == Outcome::RETURNED || last == Outcome::LOCAL_JOB_ENDED;
    if (came_home) known.whereabouts = Whereabouts::kHome;
  }
  return known;
}

StatedOutcomes OutcomesOf(const Statement& statement, absl::Span<const Outcome> on_record,
                          absl::FunctionRef<bool(const Outcome&)> is_own) {
  OutcomePointers own = Standing(on_record);
  std::erase_if(own, [&](const Outcome* outcome) { return !is_own(*outcome); });
  StatedOutcomes stated = HeldAgainst(statement, on_record, own);
  WarnOfEarlier(statement, on_record, own, stated);
  return stated;
}

Statement AwayStatement(const Outcome& read, absl::CivilDay as_of) {
  Statement statement;
  statement.job = read;
  statement.day = as_of;
  auto& said = statement.said;
  said.whereabouts = Whereabouts::kAway;
  said.workplace_division_code = read.workplace_division_code();
  said.occupation_code = read.occupation_code();
  said.wage_cny_per_month = read.wage_cny_per_month();
  said.self_employed = read.self_employed();
  if (!read.has_effective_date()) return statement;
  said.since = DateOf(read);
  said.since_month = read.date_precision() == v1::DATE_PRECISION_MONTH;
  statement.day = std::min(CountingDayOf(read), as_of);
  return statement;
}

Statement NotReachedStatement(absl::CivilDay as_of) {
  Statement statement;
  statement.day = as_of;
  statement.said.whereabouts = Whereabouts::kNotReached;
  return statement;
}

bool MayBeOfAway(const Statement& statement, const Outcome& on_record) {
  if (!BearsJob(on_record.type()) && on_record.type() != Outcome::LOCAL_JOB_ENDED) return false;
  // An arrival by another way is another's word: this row confirms it.
  const Outcome& job = statement.job;
  if (BearsChannel(on_record.type()) &&
      (on_record.channel() != job.channel() || on_record.organizer() != job.organizer() ||
       on_record.placement() != job.placement())) {
    return false;
  }
  const absl::CivilDay day = DateOf(on_record);
  return day == statement.day || (statement.said.since.has_value() && day == *statement.said.since);
}

}  // namespace laowu::intake_role
