#include "services/placement/warnings.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ratio/days.h"
#include "ratio/spells.h"
#include "reference/policy.h"
#include "services/placement/outcome_rules.h"
#include "services/runtime/add_warning.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/masked_text.h"
#include "services/runtime/outcome_facts.h"

namespace laowu::placement {
namespace {

using runtime::AddWarning;

// Names in one warning; the rest are found by the worker's list.
constexpr size_t kNamesMost = 5;

constexpr int kYearsAgoMost = 10;

// What adds an organiser that is missing.
struct Advice {
  const char* zh;
  const char* en;
};
// By rule 6.
constexpr Advice kConfirm = {
    "知道的话，登记一条核实（CONFIRMED），日期在到岗后30天内，写同一渠道和组织单位",
    "if you know it, record CONFIRMED, dated within 30 days of the arrival, with the same channel "
    "and its organizer"};
// Past the days of rule 6, which run from the day on which the time away began.
constexpr Advice kRecordAnew = {
    "知道的话，请作废本条，写上组织单位重新登记：外出30天以后的核实（CONFIRMED）补不了组织单位",
    "if you know it, take this back (VOIDED) and record it anew with its organizer: a CONFIRMED "
    "dated more than 30 days after the person went away adds none"};

Advice AdviceFor(const v1::Outcome& outcome, absl::CivilDay today) {
  const bool late = outcome.type() == v1::Outcome::JOB_CHANGED ||
                    today > CountingDayOf(outcome) + ratio::kProofDaysAfter;
  return late ? kRecordAnew : kConfirm;
}

const v1::Outcome* Find(absl::string_view name, absl::Span<const v1::Outcome> outcomes) {
  for (const v1::Outcome& outcome : outcomes) {
    if (outcome.name() == name) return &outcome;
  }
  return nullptr;
}

// Rule 2: the time away that it speaks of went on, if a RESUMED says so; an arrival would begin
// another.
void WarnAfterVisit(const v1::Outcome& outcome, const ratio::Findings& findings,
                    Warnings* warnings) {
  const std::string day = runtime::DateText(CountingDayOf(outcome));
  const std::string start = runtime::DateText(findings.lapsed_visit_date);
  const std::string last = runtime::DateText(findings.lapsed_visit_date + ratio::kVisitDays);
  v1::Warning* const warning = AddWarning(
      "NOT_AWAY_THEN", "effective_date",
      absl::StrCat(
          day, " 此人不在外：", start, " 起的回乡（HOME_VISIT）到 ", last, " 已满",
          ratio::kVisitDays, "天，按返乡计，本条暂不计入。", last,
          " 以前已回岗位的，补登返岗（RESUMED）和日期，原来的外出即接续、本条即计入；没有回岗位、以"
          "后"
          "又外出的，登记到岗（ARRIVED） / on ",
          day, " the worker is not known to be away: the visit home of ", start, " lapsed after ",
          last,
          " and counts as a return, so this counts for nothing yet. Who was back at work by then "
          "has RESUMED to be recorded, with its day: the time away goes on, and this counts. Who "
          "was not, and left again later, has ARRIVED to be recorded"),
      warnings);
  if (!findings.lapsed_visit_outcome.empty()) {
    warning->add_related_names(findings.lapsed_visit_outcome);
  }
}

// Rule 3: the time away that it speaks of is over by the lapse of a lost contact, which is taken
// back where the person was there all the time.
void WarnAfterLostContact(const v1::Outcome& outcome, const ratio::Findings& findings,
                          Warnings* warnings) {
  const std::string day = runtime::DateText(CountingDayOf(outcome));
  const std::string lost = runtime::DateText(findings.lost_contact_date);
  const std::string end = runtime::DateText(findings.lost_contact_end_date);
  v1::Warning* const warning = AddWarning(
      "NOT_AWAY_THEN", "effective_date",
      absl::StrCat(
          day, " 此人不在外：", lost, " 登记了失联（LOST_CONTACT），距最后一次确认满",
          ratio::kLostContactDays, "天，外出按 ", end,
          " 终止，本条暂不计入。已联系上、其实一直在外的，请作废（VOIDED）那条失联，原来的外出即恢"
          "复、"
          "本条即计入；回来过、以后又外出的，登记到岗（ARRIVED） / on ",
          day, " the worker is not known to be away: by the LOST_CONTACT of ", lost,
          " the time away was over on ", end, ", ", ratio::kLostContactDays,
          " days after the last confirmation, so this counts for nothing yet. Who has been reached "
          "and was there all the time: take that LOST_CONTACT back (VOIDED), the time away is "
          "restored, and this counts. Who came home and left again later has ARRIVED to be "
          "recorded"),
      warnings);
  if (!findings.lost_contact_outcome.empty()) {
    warning->add_related_names(findings.lost_contact_outcome);
  }
}

void WarnOfAway(const ratio::Findings& findings, Warnings* warnings) {
  const std::string& by = findings.away_outcome;
  const std::string since = runtime::DateText(findings.away_since);
  v1::Warning* const warning = AddWarning(
      "WORKER_AWAY", "effective_date",
      absl::StrCat(
          "此人自 ", since, " 起已在外", by.empty() ? "" : absl::StrCat("（", by, "）"),
          "：同一次外出登记了两遍的，请作废（VOIDED）一条，否则晚于返乡的一条会使此人仍算在外；"
          "换了工作的，应登记换岗（JOB_CHANGED）；回乡后又外出的，请补登返乡（RETURNED） / the "
          "worker is away since ",
          since, by.empty() ? "" : absl::StrCat(", by ", by),
          ": of one time away that was recorded twice take one back (VOIDED), or the one that is "
          "dated after a return leaves the person away; another job is JOB_CHANGED; who came home "
          "in between has RETURNED to be recorded"),
      warnings);
  if (!by.empty()) warning->add_related_names(by);
}

void WarnOfOrphan(const v1::Outcome& outcome, const ratio::Findings& findings, Warnings* warnings) {
  const bool local = outcome.type() == v1::Outcome::LOCAL_JOB_ENDED;
  const std::string day = runtime::DateText(CountingDayOf(outcome));
  const bool later = !findings.next_job_outcome.empty();
  const std::string next = later ? runtime::DateText(findings.next_job_date) : "";
  v1::Warning* const warning = AddWarning(
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
  v1::Warning* const warning = AddWarning(
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

// Of what begins a time away: rules 16 and 20 put `passed_over` before it.
void WarnOfPassedOver(const v1::Outcome& outcome,
                      const std::vector<const v1::Outcome*>& passed_over, Warnings* warnings) {
  const v1::Outcome& first = *passed_over.front();
  const std::string day = runtime::DateText(CountingDayOf(outcome));
  const std::string which = absl::StrCat(v1::Outcome::Type_Name(first.type()), " ",
                                         runtime::DateText(CountingDayOf(first)));
  const bool month = outcome.date_precision() == v1::DATE_PRECISION_MONTH;
  v1::Warning* const warning = AddWarning(
      "STANDS_AFTER_RETURN", "effective_date",
      absl::StrCat(
          "本条从 ", day, " 起算", month ? "（只知月份的从月末起算）" : "", "，", which,
          " 排在它前面，不终止这次外出，此人仍算在外。",
          month ? "知道到岗日期的，请作废本条、按日期重填；不知道的，" : "已经返乡的，",
          "请作废那条，在本条之后重新登记", month ? "、只写月份" : "", " / this counts from ", day,
          month ? " (a month counts from its last day)" : "", ", so ", which,
          " stands before it and does not end it: the person counts as away. ",
          month ? "If the day of this is known, take it back and record it with its day; if not, "
                : "If they have come home, ",
          "take the other back and record it anew after this one",
          month ? ", by its month alone" : ""),
      warnings);
  for (size_t i = 0; i < passed_over.size() && i < kNamesMost; ++i) {
    warning->add_related_names(passed_over[i]->name());
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
  const bool after_visit = !findings.lapsed_visit_outcome.empty();
  if (Find(findings.lapsed_visit_outcome, of_record) == nullptr) {
    findings.lapsed_visit_outcome.clear();
  }
  const bool after_lost_contact = !findings.lost_contact_outcome.empty();
  const bool away = !findings.away_outcome.empty();
  for (std::string* name : {&findings.lost_contact_outcome, &findings.away_outcome}) {
    if (Find(*name, of_record) == nullptr) name->clear();
  }
  const auto named = [&](const std::vector<std::string>& names) {
    std::vector<const v1::Outcome*> found;
    for (const std::string& name : names) {
      const v1::Outcome* const other = Find(name, of_record);
      if (other != nullptr) found.push_back(other);
    }
    return found;
  };
  const auto orphaned = named(findings.orphaned_outcomes);
  const auto passed_over = named(findings.passed_over_outcomes);
  if (findings.orphan && after_visit) WarnAfterVisit(*outcome, findings, warnings);
  if (findings.orphan && after_lost_contact) WarnAfterLostContact(*outcome, findings, warnings);
  if (findings.orphan && !after_visit && !after_lost_contact) {
    WarnOfOrphan(*outcome, findings, warnings);
  }
  // By a placement people go from one job to the next; that they are away was said of the proposal.
  if (away && outcome->placement().empty()) WarnOfAway(findings, warnings);
  if (!orphaned.empty()) WarnOfOrphaned(orphaned, warnings);
  if (!passed_over.empty()) WarnOfPassedOver(*outcome, passed_over, warnings);
}

void WarnOfOrganizer(const v1::Outcome& outcome, absl::CivilDay today, Warnings* warnings) {
  const bool handed_over = outcome.type() == v1::Outcome::OPENING_BALANCE;
  if (!BeginsPlacement(outcome) && !handed_over) return;
  if (!runtime::CountsAsBroad(outcome.channel()) || !outcome.organizer().empty()) return;
  const reference::ChannelRule& rule =
      reference::Policies::Get().Newest().rule(static_cast<reference::Channel>(outcome.channel()));
  const Advice advice = AdviceFor(outcome, today);
  if (rule.needs_registered_organizer) {
    AddWarning(
        "ORGANIZER_MISSING", "organizer",
        absl::StrCat("这一渠道须有登记的组织单位才算有组织，本条没有写；", advice.zh,
                     " / by this channel a person counts as organised only with a registered "
                     "organiser, and none is named; ",
                     advice.en),
        warnings);
  } else if (outcome.placement().empty() && !handed_over) {
    AddWarning(
        "ORGANIZER_MISSING", "organizer",
        absl::StrCat("写的是有组织的渠道，却没有组织单位，也没有推荐记录，会列入线索"
                     "（NO_PLACEMENT）；",
                     advice.zh,
                     " / an organised channel, and neither organiser nor placement says by whom: "
                     "it is shown as a signal (NO_PLACEMENT); ",
                     advice.en),
        warnings);
  }
}

void WarnOfLicence(v1::Channel channel, const v1::Organizer& organizer, absl::CivilDay day,
                   bool proposed, Warnings* warnings) {
  const reference::ChannelRule& rule =
      reference::Policies::Get().Newest().rule(static_cast<reference::Channel>(channel));
  const auto& licences = organizer.licences();
  const bool licensed = std::any_of(licences.begin(), licences.end(), [&](const auto& licence) {
    const auto start = runtime::ToCivilDay(licence.start_date());
    const auto end = runtime::ToCivilDay(licence.end_date());
    return (!start.has_value() || *start <= day) && (!end.has_value() || day < *end);
  });
  if (!rule.needs_licence_in_force || licensed) return;
  const std::string date = runtime::DateText(day);
  AddWarning(
      "LICENCE_NOT_IN_FORCE", "organizer",
      proposed
          ? absl::StrCat(
                "所写组织单位今天（", date,
                "）没有有效的许可证，到岗当日仍没有的，此人不算有组织，佐证再多也不计入："
                "请先补录有效的许可证，或撤下本推荐，按实情换渠道和组织单位重新推荐 / the "
                "organiser has no licence in force today (",
                date,
                "): who arrives on a day on which it has none does not count as organised, "
                "whatever vouches for it. Have the licence entered, or decline this and "
                "propose anew by the channel and organiser that it is")
          : absl::StrCat("上岗当日 ", date,
                         " 所写组织单位没有有效的许可证，此人不算有组织，佐证再多也不计入：请补录"
                         "该日有效的许可证，或按实情更正渠道和组织单位 / the organiser had no "
                         "licence in force on ",
                         date,
                         ", the day the job began: whatever vouches for it, the person does not "
                         "count as organised. Have the licence of that day entered, or correct "
                         "channel and organiser"),
      warnings)
      ->add_related_names(organizer.name());
}

void WarnOfLongAgo(const v1::Outcome& outcome, absl::CivilDay today, Warnings* warnings) {
  const bool begins = BeginsPlacement(outcome) || outcome.type() == v1::Outcome::DISPATCHED ||
                      outcome.type() == v1::Outcome::LOCAL_JOB_STARTED;
  const absl::CivilDay day = CountingDayOf(outcome);
  if (!begins || day.year() >= today.year() - kYearsAgoMost) return;
  AddWarning(
      "LONG_AGO", "effective_date",
      absl::StrCat(runtime::DateText(day), " 在十年以前，请核对年份；有误请作废后重填 / ",
                   runtime::DateText(day),
                   " is more than ten years ago: is the year right? If not, take this back and "
                   "record it anew"),
      warnings);
}

void WarnOfReference(const v1::Attestation& attestation, absl::string_view field_path,
                     Warnings* warnings) {
  if (!runtime::HoldsPersonalNumber(attestation.reference())) return;
  AddWarning(
      "PERSONAL_NUMBER", field_path,
      "凭据里有电话号码或身份证号，已按原样保存；写号码后四位或通话编号就够了，下次请勿写全 / the "
      "reference holds a telephone or identity number, and is kept as it is written; the last four "
      "digits, or the number of the call, would do",
      warnings);
}

void WarnOfVoided(absl::string_view outcome_name, absl::string_view field_path, bool kept,
                  Warnings* warnings) {
  AddWarning(
      "OUTCOME_VOIDED", field_path,
      absl::StrCat(
          kept ? "这条动态已作废，佐证已存，但不计入" : "动态编号所指的那条已作废，本行没有佐证它",
          "；仍属实的，请重新登记，再对新的一条出具佐证 / ",
          kept ? "this outcome was taken back: the attestation is kept, and counts for "
                 "nothing"
               : "the outcome that the row names was taken back, and is not vouched for",
          "; if it was true, record it anew and attest that"),
      warnings)
      ->add_related_names(std::string(outcome_name));
}

void WarnOfChannel(const v1::Placement& placement, Warnings* warnings) {
  if (placement.channel() != v1::CHANNEL_UNSPECIFIED &&
      placement.channel() != v1::CHANNEL_UNKNOWN) {
    return;
  }
  AddWarning(
      "CHANNEL_MISSING", "channel",
      "没有写渠道，按本推荐到岗的人会列为渠道不明，不算有组织；请撤下本推荐，写明渠道重新推荐，"
      "或在到岗后登记一条核实（CONFIRMED），日期在到岗后30天内，写明渠道 / no channel is stated: "
      "who arrives by this proposal counts as unknown and not as organised; decline it and propose "
      "anew with the channel, or record CONFIRMED with the channel after the arrival, dated within "
      "30 days of it",
      warnings);
}

void WarnOfWhereabouts(absl::string_view placement_name, const std::string& live_placement,
                       const v1::WorkerState& state, Warnings* warnings) {
  if (!live_placement.empty() && live_placement != placement_name) {
    AddWarning(
        "WORKER_COMMITTED", "worker",
        absl::StrCat("此人已接受另一推荐（", live_placement,
                     "），结束该推荐后才能接受本推荐 / the worker is bound by ", live_placement,
                     "; this proposal can be accepted once that one has ended"),
        warnings)
        ->add_related_names(live_placement);
  }
  if (!state.has_away_since_date()) return;
  const auto since = runtime::ToCivilDay(state.away_since_date());
  if (!since.has_value()) return;
  AddWarning("WORKER_AWAY", "worker",
             absl::StrCat("此人自 ", runtime::DateText(*since), " 起在外务工（",
                          state.workplace_division_code(),
                          "），请确认本人要换岗 / the worker is away to work since ",
                          runtime::DateText(*since), " (", state.workplace_division_code(),
                          "); make sure that another job is wanted"),
             warnings)
      ->add_related_names(state.spell_outcome());
}

void WarnOfStaysEnded(absl::string_view placement_name, v1::Placement::State would_be,
                      absl::string_view binds, Warnings* warnings) {
  const std::string& state = v1::Placement::State_Name(would_be);
  v1::Warning* const warning = AddWarning(
      "WORKER_COMMITTED", "worker",
      absl::StrCat(
          "作废以后，", placement_name, " 本应恢复为 ", state, "，但此人现受另一推荐（", binds,
          "）约束，仍为 ENDED；在外与否按动态计算，不受影响。两条中只有一条属实"
          "的，请更正另一条 / ",
          placement_name, " would be ", state, " again, but the person is bound by ", binds,
          " by now, so it stays ENDED. Whether they are away goes by the outcomes all "
          "the same; if one of the two is wrong, correct it"),
      warnings);
  warning->add_related_names(std::string(placement_name));
  warning->add_related_names(std::string(binds));
}

void WarnOfBoundTwice(absl::string_view placement_name, absl::string_view other,
                      Warnings* warnings) {
  v1::Warning* const warning = AddWarning(
      "WORKER_COMMITTED", "worker",
      absl::StrCat("作废以后，此人的两份档案各有一个推荐有效（", placement_name, "、", other,
                   "），请结束其中一个 / two placements of the person's records bind them at "
                   "once by now, ",
                   placement_name, " and ", other, "; end one of them"),
      warnings);
  warning->add_related_names(std::string(placement_name));
  warning->add_related_names(std::string(other));
}

void WarnOfOpening(absl::string_view placement_name, absl::string_view vacancy, int taken_count,
                   Warnings* warnings) {
  if (taken_count < 2) return;  // no vacancy wants fewer than one
  v1::Warning* const warning =
      AddWarning("OPENING_TAKEN", "worker",
                 absl::StrCat(placement_name, " 重新占用 ", vacancy, " 的一个名额，该岗位现共占用 ",
                              taken_count, " 个，请核对是否多于招聘人数 / ", placement_name,
                              " takes an opening of ", vacancy, " again, of which ", taken_count,
                              " are taken by now; are that more than are wanted?"),
                 warnings);
  warning->add_related_names(std::string(placement_name));
  warning->add_related_names(std::string(vacancy));
}

void WarnOfMergedRecord(const v1::Placement& placement, absl::string_view stands,
                        Warnings* warnings) {
  if (placement.state() != v1::Placement::PROPOSED) return;
  AddWarning(
      "RECORD_MERGED", "worker",
      absl::StrCat("这是已并入本档案的另一份档案的推荐，占着名额而不能接受：请撤下，再推荐本档案 / "
                   "a proposal of a record that was merged into this one holds an opening and "
                   "cannot be accepted: decline it, then propose ",
                   stands),
      warnings)
      ->add_related_names(placement.worker());
}

void WarnOfStillAway(const v1::Placement& placement, Warnings* warnings) {
  const auto since = runtime::ToCivilDay(placement.start_date());
  const std::string day = since.has_value() ? runtime::DateText(*since) : "";
  AddWarning(
      "STILL_AWAY", "worker",
      absl::StrCat(
          "此人自 ", day,
          " 起在这个岗位，结束推荐不等于离岗，仍按在外计算；已返乡或换岗的，请由协作站报离岗，"
          "或登记返乡（RETURNED）、换岗（JOB_CHANGED） / by the record the worker is in "
          "this job since ",
          day,
          " and counts as away: ending the placement records no leaving. Who went home or "
          "to another job is told by the office (ReportLeft), or by RETURNED or "
          "JOB_CHANGED"),
      warnings)
      ->add_related_names(placement.worker());
}

}  // namespace laowu::placement
