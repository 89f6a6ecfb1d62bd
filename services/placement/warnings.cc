#include "services/placement/warnings.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ratio/spells.h"
#include "reference/policy.h"
#include "services/placement/outcome_rules.h"
#include "services/runtime/field_checks.h"

namespace laowu::placement {
namespace {

// Names in one warning; the rest are found by the worker's list.
constexpr size_t kNamesMost = 5;

constexpr int kYearsAgoMost = 10;

// By rule 6. To take the arrival back and record it anew is what WENT_ALONE_BEFORE tells of.
constexpr char kAddOrganizerZh[] =
    "知道的话，到岗30天内登记一条核实（CONFIRMED），写同一渠道和组织单位";
constexpr char kAddOrganizerEn[] =
    "if you know it, record CONFIRMED within 30 days of the arrival, with the same channel and its "
    "organizer";

v1::Warning* Add(absl::string_view reason, absl::string_view field_path, std::string message,
                 Warnings* warnings) {
  v1::Warning* warning = warnings->Add();
  warning->set_reason(std::string(reason));
  warning->set_field_path(std::string(field_path));
  warning->set_message(std::move(message));
  return warning;
}

const v1::Outcome* Find(absl::string_view name, absl::Span<const v1::Outcome> outcomes) {
  for (const v1::Outcome& outcome : outcomes) {
    if (outcome.name() == name) return &outcome;
  }
  return nullptr;
}

void WarnOfOrphan(const v1::Outcome& outcome, const ratio::Findings& findings, Warnings* warnings) {
  const bool local = outcome.type() == v1::Outcome::LOCAL_JOB_ENDED;
  const std::string day = runtime::DateText(CountingDayOf(outcome));
  const bool later = !findings.next_job_outcome.empty();
  const std::string next = later ? runtime::DateText(findings.next_job_date) : "";
  v1::Warning* const warning = Add(
      "NOT_AWAY_THEN", "effective_date",
      absl::StrCat(
          day, local ? " 此人没有就近就业记录" : " 此人没有在外记录", "，本条暂不计入",
          later ? absl::StrCat("；之后的到岗在 ", next, "，请核对年份") : "",
          "。日期有误，请作废后重填；日期无误，补录此前的到岗后即计入 / on ", day,
          local ? " no local job is known" : " the worker is not known to be away",
          ", so this counts for nothing yet",
          later ? absl::StrCat("; the next beginning is of ", next, ": is the year right?") : ".",
          " If the day is wrong, take this back and record it anew; if it is right, it counts once "
          "the beginning before it is recorded"),
      warnings);
  if (later) warning->add_related_names(findings.next_job_outcome);
}

void WarnOfOrphaned(const std::vector<const v1::Outcome*>& orphaned, Warnings* warnings) {
  const v1::Outcome& first = *orphaned.front();
  const std::string which = absl::StrCat(v1::Outcome::Type_Name(first.type()), " ",
                                         runtime::DateText(CountingDayOf(first)));
  const size_t more = orphaned.size() - 1;
  v1::Warning* const warning = Add(
      "ORPHANS_OTHERS", "effective_date",
      absl::StrCat("因本条，", which, more > 0 ? absl::StrCat(" 等 ", orphaned.size(), " 条") : "",
                   " 不再对应任何外出，请核对哪一条有误并作废 / because of this, ", which,
                   more > 0 ? absl::StrCat(" and ", more, " more find") : " finds",
                   " nothing to end or confirm; look which of them is wrong and take it back"),
      warnings);
  for (size_t i = 0; i < orphaned.size() && i < kNamesMost; ++i) {
    warning->add_related_names(orphaned[i]->name());
  }
}

}  // namespace

void WarnOfFindings(absl::string_view outcome_name, absl::Span<const v1::Outcome> of_record,
                    absl::Span<const v1::Outcome> of_other_records, absl::Time now,
                    Warnings* warnings) {
  const v1::Outcome* const outcome = Find(outcome_name, of_record);
  if (outcome == nullptr) return;
  std::vector<ratio::Outcome> outcomes;
  for (const v1::Outcome& one : of_record) outcomes.push_back(ToRatioOutcome(one));
  for (const v1::Outcome& one : of_other_records) outcomes.push_back(ToRatioOutcome(one));
  ratio::Findings findings = ratio::FindingsOf(outcome_name, outcomes, now);
  if (Find(findings.next_job_outcome, of_record) == nullptr) findings.next_job_outcome.clear();
  std::vector<const v1::Outcome*> orphaned;
  for (const std::string& name : findings.orphaned_outcomes) {
    const v1::Outcome* const other = Find(name, of_record);
    if (other != nullptr) orphaned.push_back(other);
  }
  if (findings.orphan) WarnOfOrphan(*outcome, findings, warnings);
  if (!orphaned.empty()) WarnOfOrphaned(orphaned, warnings);
}

void WarnOfOrganizer(const v1::Outcome& outcome, Warnings* warnings) {
  const bool handed_over = outcome.type() == v1::Outcome::OPENING_BALANCE;
  if (!BeginsPlacement(outcome) && !handed_over) return;
  const reference::ChannelRule& rule =
      reference::Policies::Get().Newest().rule(static_cast<reference::Channel>(outcome.channel()));
  if (!rule.counts_as_broad || !outcome.organizer().empty()) return;
  if (rule.needs_registered_organizer) {
    Add("ORGANIZER_MISSING", "organizer",
        absl::StrCat("这一渠道须有登记的组织单位才算有组织，本条没有写；", kAddOrganizerZh,
                     " / by this channel a person counts as organised only with a registered "
                     "organiser, and none is named; ",
                     kAddOrganizerEn),
        warnings);
  } else if (outcome.placement().empty() && !handed_over) {
    Add("ORGANIZER_MISSING", "organizer",
        absl::StrCat("写的是有组织的渠道，却没有组织单位，也没有推荐记录，会列入线索"
                     "（NO_PLACEMENT）；",
                     kAddOrganizerZh,
                     " / an organised channel, and neither organiser nor placement says by whom: "
                     "it is shown as a signal (NO_PLACEMENT); ",
                     kAddOrganizerEn),
        warnings);
  }
}

void WarnOfLongAgo(const v1::Outcome& outcome, absl::CivilDay today, Warnings* warnings) {
  const bool begins = BeginsPlacement(outcome) || outcome.type() == v1::Outcome::DISPATCHED ||
                      outcome.type() == v1::Outcome::LOCAL_JOB_STARTED;
  const absl::CivilDay day = CountingDayOf(outcome);
  if (!begins || day.year() >= today.year() - kYearsAgoMost) return;
  Add("LONG_AGO", "effective_date",
      absl::StrCat(runtime::DateText(day), " 在十年以前，请核对年份；有误请作废后重填 / ",
                   runtime::DateText(day),
                   " is more than ten years ago: is the year right? If not, take this back and "
                   "record it anew"),
      warnings);
}

void WarnOfWhereabouts(absl::string_view placement_name, const std::string& live_placement,
                       const v1::WorkerState& state, Warnings* warnings) {
  if (!live_placement.empty() && live_placement != placement_name) {
    Add("WORKER_COMMITTED", "worker",
        absl::StrCat("此人已接受另一推荐（", live_placement,
                     "），结束该推荐后才能接受本推荐 / the worker is bound by ", live_placement,
                     "; this proposal can be accepted once that one has ended"),
        warnings)
        ->add_related_names(live_placement);
  }
  if (!state.has_away_since_date()) return;
  const auto since = runtime::ToCivilDay(state.away_since_date());
  if (!since.has_value()) return;
  Add("WORKER_AWAY", "worker",
      absl::StrCat(
          "此人自 ", runtime::DateText(*since), " 起在外务工（", state.workplace_division_code(),
          "），请确认本人要换岗 / the worker is away to work since ", runtime::DateText(*since),
          " (", state.workplace_division_code(), "); make sure that another job is wanted"),
      warnings)
      ->add_related_names(state.spell_outcome());
}

}  // namespace laowu::placement
