#include "services/placement/confirmation_warnings.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ratio/attestation.h"
#include "ratio/days.h"
#include "ratio/places.h"
#include "ratio/spells.h"
#include "ratio/standing.h"
#include "ratio/text_table.h"
#include "reference/divisions.h"
#include "reference/policy.h"
#include "services/placement/outcome_rules.h"
#include "services/runtime/add_warning.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/outcome_facts.h"

namespace laowu::placement {
namespace {

using runtime::AddWarning;

const v1::Outcome* Find(absl::string_view name, absl::Span<const v1::Outcome> outcomes) {
  for (const v1::Outcome& outcome : outcomes) {
    if (outcome.name() == name) return &outcome;
  }
  return nullptr;
}

ratio::DayNumber DayOf(const v1::Outcome& outcome) {
  return ratio::DayNumberOf(CountingDayOf(outcome));
}

// Of one person, with what is attested by `now`; an attestation that is only planned is, too.
class AttestedRows {
 public:
  explicit AttestedRows(absl::Time now) : known_at_(ratio::KnownAtOf(now)) {}
  void Add(absl::Span<const v1::Outcome> outcomes) {
    for (const v1::Outcome& outcome : outcomes) {
      ratio::OutcomeRow& row =
          rows_.emplace_back(ratio::MakeOutcomeRow(ToRatioOutcome(outcome), texts_));
      for (const v1::Attestation& attestation : outcome.attestations()) {
        row.attestations.push_back({.record_nanos = known_at_.nanos,
                                    .name = ratio::kNoText,
                                    .kind = static_cast<ratio::AttestationKind>(attestation.kind()),
                                    .grade = static_cast<std::uint8_t>(attestation.grade()),
                                    .passed_on = attestation.passed_on()});
      }
      pointers_.push_back(&row);
    }
  }
  void Add(const v1::Organizer& organizer) {
    std::vector<ratio::OrganizerFactRow>& rows = organizers_[texts_.Add(organizer.name())];
    ratio::OrganizerFact fact;
    fact.kind = ratio::OrganizerFactKind::kRegistered;
    fact.effective_date = DayOrEpoch(organizer.register_date());
    fact.channel = static_cast<reference::Channel>(organizer.kind());
    rows.push_back(ratio::MakeOrganizerFactRow(fact, texts_));
    fact.kind = ratio::OrganizerFactKind::kLicence;
    for (const auto& licence : organizer.licences()) {
      fact.effective_date = DayOrEpoch(licence.start_date());
      fact.licence_end = runtime::ToCivilDay(licence.end_date());
      rows.push_back(ratio::MakeOrganizerFactRow(fact, texts_));
    }
  }
  // Points into this.
  ratio::Timeline Timeline() const {
    return ratio::DeriveTimeline(pointers_, known_at_, ratio::kNewestRules);
  }
  std::optional<ratio::Unproven> UnprovenOn(const v1::Outcome& outcome) const {
    const ratio::DayNumber day = DayOf(outcome);
    ratio::Places places(reference::Divisions::Get(), texts_, day);
    return ratio::UnprovenClaim(Timeline(), HomeOf(outcome, places), day, known_at_,
                                reference::Policies::Get().Newest(), &organizers_, places);
  }
  // Where the county's figure of the outcome's day has the person, who is registered as it says.
  // Points into the timeline.
  ratio::Verdict JudgedOn(const v1::Outcome& outcome, const ratio::Timeline& timeline) const {
    const reference::Policy& policy = reference::Policies::Get().Newest();
    const ratio::DayNumber day = DayOf(outcome);
    const ratio::Question question{
        day,          known_at_,   &policy, ratio::Strictness::kBroad, ratio::Boundary::kCounty,
        policy.carry, &organizers_};
    ratio::Places places(reference::Divisions::Get(), texts_, day);
    return ratio::JudgeForCount({.known = true, .rural = true}, HomeOf(outcome, places), timeline,
                                question, places);
  }
  ratio::JobStanding StandingOn(ratio::DayNumber day, const ratio::Job& job) const {
    return ratio::StandingOf(job, day, known_at_.nanos);
  }
  std::string text(ratio::TextId id) const { return std::string(texts_.text(id)); }

 private:
  static ratio::Place HomeOf(const v1::Outcome& outcome, ratio::Places& places) {
    const std::string& code = outcome.worker_division_code();
    absl::CivilDay known_day = CountingDayOf(outcome);
    // A registration may be older than a change of codes.
    const auto meanings = reference::Divisions::Get().FindEver(code);
    if (!meanings.empty()) known_day = std::min(known_day, meanings[0]->valid_until - 1);
    return places.Resolve(code, known_day);
  }
  static absl::CivilDay DayOrEpoch(const google::type::Date& date) {
    return runtime::ToCivilDay(date).value_or(absl::CivilDay(1970, 1, 1));
  }

  const ratio::KnownAt known_at_;
  ratio::TextTable texts_;
  ratio::OrganizerTable organizers_;
  std::deque<ratio::OutcomeRow> rows_;  // stable addresses
  std::vector<const ratio::OutcomeRow*> pointers_;
};

const char* FieldOf(Vouching how) {
  if (how == Vouching::kAttestation) return "name";
  return how == Vouching::kConfirmation ? "type" : "named_outcome";
}

// For want of proof alone. `late`: a confirmation past the days of rule 6.
const char* WhatProves(Vouching how, bool late) {
  if (how == Vouching::kAttestation) {
    return "此人按有组织外出登记，仍是证据不足，本条佐证不够：请由组织单位、用人单位、驻外工作站"
           "佐证，或写明有据可查的本人电话确认；外出满30天后的核实，请佐证到岗那条 / the worker "
           "is claimed as organised, and with this attestation still without proof enough: let "
           "the organiser, the employer or the office vouch, or pass on the worker's own word "
           "with where it can be looked up; instead of a confirmation later than 30 days after "
           "leaving, attest the arrival";
  }
  if (how == Vouching::kOtherPlaceRow) {
    return "此人按有组织外出登记，仍是证据不足：本行改了务工地，与动态编号所指的那条不同，所以没有"
           "为那条作证。人其实没有换地方的，请照清单原样填务工地再导入；换了工作的，登记换岗（JOB_"
           "CHANGED），写明渠道和组织单位；那条地点登记错了的，请作废后按实情重新登记 / the worker "
           "is "
           "claimed as organised without proof: the row tells another workplace than the outcome "
           "that it names, and so does not vouch for it. Who is where they were: give the place as "
           "the list has it and import the row again; a new job is JOB_CHANGED, with channel and "
           "organiser; where the place on record is wrong, take that outcome back and record it "
           "as it was";
  }
  if (how == Vouching::kOtherWayRow) {
    return "此人按有组织外出登记，仍是证据不足：本行改了务工渠道或组织单位，与动态编号所指的那条"
           "不同，所以没有为那条作证。没有变的，请照清单原样填再导入；那条登记错了的，请作废后按"
           "实情重新登记 / the worker is claimed as organised without proof: the row tells another "
           "channel or organiser than the outcome that it names, and so does not vouch for it. "
           "Where nothing has changed, give them as the list has them and import the row again; "
           "where what is on record is wrong, take that outcome back and record it as it was";
  }
  if (how == Vouching::kVillageRow) {
    return "此人按有组织外出登记，村级证明只是1级，一般口径须2级，仍是证据不足：请由组织单位、用人"
           "单位、"
           "驻外工作站佐证，或电话向本人确认后重新导入（--attest worker-confirmation） / the "
           "worker is claimed as organised, and a village's statement is of grade 1 where broad "
           "asks for 2: let the organiser, the employer or the office vouch, or call the worker "
           "and import the row again (--attest worker-confirmation)";
  }
  if (!late) {
    return "此人按有组织外出登记，仍是证据不足，缺的是对那条动态的佐证：核实本身不作凭据，须写明由"
           "谁"
           "佐证。请用带“动态编号”的电话清单，导入时写明凭据（--attest、--reference），或对那条动态"
           "出具佐证 / the worker is claimed as organised without proof: what is missing is "
           "somebody "
           "who vouches for that outcome, which a confirmation alone does not say. Import the row "
           "of "
           "a call list with its outcome id and say who vouches (--attest, --reference), or attest "
           "that outcome itself";
  }
  return "此人按有组织外出登记，仍是证据不足，本条核实没有补上：外出满30天后的核实不作凭据"
         "。请用带“动态编号”的电话清单，导入时写明凭据（--attest、--reference），或对那条动态"
         "出具佐证 / the worker is claimed as organised without proof, and this "
         "confirmation adds none (later than 30 days after leaving it proves nothing): "
         "import the row of a call list with its outcome id and say who vouches "
         "(--attest, --reference), or attest that outcome itself";
}

v1::Warning* AddClaimWarning(const ratio::Unproven& unproven, Vouching how, bool late,
                             Warnings* warnings) {
  const char* const field = FieldOf(how);
  const std::string day = runtime::DateText(ratio::CivilDayOf(unproven.start));
  switch (unproven.missing) {
    case ratio::Missing::kLicence:
      return AddWarning(
          "LICENCE_NOT_IN_FORCE", field,
          absl::StrCat("此人按有组织外出登记，上岗当日 ", day,
                       " 组织单位没有有效的许可证，佐证再多也不计入：请补录该日有效的许可证"
                       "，或按实情更正渠道 / the worker is claimed as organised, and the "
                       "organiser had no licence in force on ",
                       day,
                       ", the day the job began: whatever vouches for it, it does not "
                       "count. Enter the licence of that day, or correct the channel"),
          warnings);
    case ratio::Missing::kRegistration:
      return AddWarning(
          "ORGANIZER_NOT_REGISTERED", field,
          "此人按有组织外出登记，所写组织单位没有按此渠道登记，佐证再多也不计入：请先登记"
          "该单位，或按实情更正 / the worker is claimed as organised, and the organiser "
          "that is named is not registered for this channel: whatever vouches for it, it "
          "does not count. Register it, or correct the outcome",
          warnings);
    case ratio::Missing::kOrganizer:
      return AddWarning(
          "CLAIM_NOT_PROVEN", field,
          "此人按有组织外出登记，此渠道须有登记的组织单位，那条动态没有写明，核实和佐证都代替"
          "不了：请查明组织单位，按实情更正那条 / the worker is claimed as organised by a "
          "channel that needs a registered organiser, and none is named: no call and no "
          "attestation stands for it. Find out who it was and correct that outcome",
          warnings);
    case ratio::Missing::kPlacementOrRecord:
      return AddWarning(
          "CLAIM_NOT_PROVEN", field,
          "此人是外出期间换到这份工作的，本人确认、核实都不计入：须有推荐安置，或组织单位"
          "自己的名单（由组织单位佐证，或转述其名单，--attest organizer-record） / the job "
          "was begun while away, and neither a confirmation nor the worker's word makes it "
          "organised: it takes a placement, or the organiser's own record (attested by the "
          "organiser, or passed on: --attest organizer-record)",
          warnings);
    case ratio::Missing::kOrganizersWord:
      return AddWarning(
          "CLAIM_NOT_PROVEN", field,
          "所写组织单位说不是其组织的，本条改变不了：请作废那条后按实情重新登记 / the "
          "organiser that is named denies the claim, which this does not "
          "mend: take that outcome back and record it as it was",
          warnings);
    default:
      return AddWarning("CLAIM_NOT_PROVEN", field, WhatProves(how, late), warnings);
  }
}

// ---- What a confirmation leaves as it was. ----

// Whether the visit had become a return by mere passing of time (rule 2).
bool HasLapsed(const ratio::Visit& visit, const ratio::Timeline& timeline) {
  return std::any_of(timeline.jobs.begin(), timeline.jobs.end(), [&](const ratio::Job& job) {
    return job.end_reason == ratio::JobEnd::kVisitLapsed && job.end_row == visit.row;
  });
}

// The visit home that a confirmation of the day falls into, and that nobody has ended: it goes on,
// or it lapsed later. nullptr: none.
const ratio::Visit* UnendedVisitOn(ratio::DayNumber day, const ratio::Timeline& timeline) {
  for (const ratio::Visit& visit : timeline.visits) {
    if (day < visit.start || visit.start + ratio::kVisitDays < day) continue;
    if (visit.end == ratio::kFarDay || HasLapsed(visit, timeline)) return &visit;
  }
  return nullptr;
}

v1::Warning* AddVisitWarning(const ratio::Visit& visit, bool lapsed, Warnings* warnings) {
  const std::string start = runtime::DateText(ratio::CivilDayOf(visit.start));
  const std::string last = runtime::DateText(ratio::CivilDayOf(visit.start + ratio::kVisitDays));
  if (lapsed) {
    return AddWarning(
        "ON_VISIT", "type",
        absl::StrCat(
            "此人 ", start, " 起的回乡到 ", last, " 已满", ratio::kVisitDays,
            "天，按返乡计，本条改变不了：", last,
            " 以前已回岗位的，登记返岗（RESUMED）和日期；以后又外出的，登记到岗（ARRIVED） "
            "/ the visit home of ",
            start, " lapsed after ", last,
            " and counts as a return, which this does not change: who was back at work by "
            "then has RESUMED to be recorded, with its day; who left again later, ARRIVED"),
        warnings);
  }
  return AddWarning(
      "ON_VISIT", "type",
      absl::StrCat(
          "此人自 ", start, " 起回乡（HOME_VISIT），本条不结束回乡：已回岗位的，请登记返岗（",
          "RESUMED）和日期；到 ", last, " 仍没有的，按 ", start,
          " 返乡计，不再算在外 / on a visit home since ", start,
          ", which this does not end: who is back at work has RESUMED to be recorded, with "
          "its day. Without one by ",
          last, " the visit lapses, and the person counts as returned on ", start),
      warnings);
}

// The job that it would have given another channel, by the stay: the one that says so as reported,
// else the newest. nullptr: none was open that day.
const ratio::Job* RelabelledJob(const v1::Outcome& outcome, const ratio::Timeline& timeline,
                                const AttestedRows& rows) {
  const ratio::Job* found = nullptr;
  for (const ratio::Job& job : timeline.jobs) {
    if (job.local || !ratio::OpenOn(job, DayOf(outcome))) continue;
    const bool says_so =
        std::any_of(job.supports.begin(), job.supports.end(), [&](const ratio::Support& support) {
          return rows.text(support.row->name) == outcome.name();
        });
    if (says_so) return &job;
    found = &job;
  }
  return found;
}

// Rule 5: where the figures have it for a bare relabelling, how the job stands all the same;
// nullopt: they do not.
std::optional<ratio::JobStanding> Relabelled(const v1::Outcome& outcome,
                                             const ratio::Timeline& timeline,
                                             const AttestedRows& rows) {
  const auto is_outcome = [&](const ratio::OutcomeRow& row) {
    return rows.text(row.name) == outcome.name();
  };
  const ratio::Verdict verdict = rows.JudgedOn(outcome, timeline);
  if (verdict.standing != ratio::Standing::kNotCounted) {
    const ratio::Job& job = *verdict.job;
    for (const ratio::Said& said : job.said) {
      if (!is_outcome(*said.row)) continue;
      // Which knows when the spell began; the timeline's note goes by the stay.
      const bool relabels = said.kind == ratio::Said::Kind::kWhile &&
                            !ratio::AddsTo(job, *said.row, verdict.spell) &&
                            said.row->channel != verdict.job_standing.channel;
      if (!relabels) return std::nullopt;
      return verdict.job_standing;
    }
  }
  // Of who is not counted by the county's boundary, or of another job than the one that decides.
  const bool noted =
      std::any_of(timeline.notes.begin(), timeline.notes.end(), [&](const ratio::Note& note) {
        return note.flag == ratio::Flag::kRelabelWithoutPlacement && is_outcome(*note.row);
      });
  const ratio::Job* const job = noted ? RelabelledJob(outcome, timeline, rows) : nullptr;
  if (job == nullptr) return std::nullopt;
  return rows.StandingOn(DayOf(outcome), *job);
}

v1::Warning* AddRelabelWarning(bool unknown, Warnings* warnings) {
  const std::string days = absl::StrCat(ratio::kProofDaysAfter);
  return AddWarning(
      "RELABEL_WITHOUT_PLACEMENT", "channel",
      absl::StrCat(
          unknown
              ? absl::StrCat("外出满", days,
                             "天后的核实不改变渠道（规则5、6）：只有按填报口径采用"
                             "本条，一般、从严口径仍是渠道不明")
              : "本条的渠道与已登记的不同，又没有新工作或推荐（规则5）：只有按填报口径采用本条，"
                "一般、从严口径仍按原渠道",
          "。原来那条登记有误的，请作废（VOIDED）后按实情重新登记；换了工作的，登记换岗（JOB_"
          "CHANGED），"
          "写明推荐或组织单位 / ",
          unknown
              ? absl::StrCat("a confirmation later than ", days,
                             " days after leaving changes no channel (rules 5 and 6): as "
                             "reported takes it, in broad and strict the channel stays unknown")
              : "another channel than is on record, and neither a new job nor a placement (rule "
                "5): as reported takes it, in broad and strict the one on record stands",
          ". If what is on record is wrong, take it back (VOIDED) and record it anew as it was; "
          "if there is a new job, record JOB_CHANGED with its placement or organizer"),
      warnings);
}

}  // namespace

Vouching VouchingByRow(const v1::Outcome& row, const v1::Outcome& named, Vouching by_whom) {
  if (!runtime::SamePlace(row.workplace_division_code(), named.workplace_division_code())) {
    return Vouching::kOtherPlaceRow;
  }
  return runtime::SaysOtherwise(row, named) ? Vouching::kOtherWayRow : by_whom;
}

bool AnyClaims(absl::Span<const v1::Outcome> outcomes) {
  return std::any_of(outcomes.begin(), outcomes.end(), [](const v1::Outcome& outcome) {
    return runtime::CountsAsBroad(outcome.channel());
  });
}

void WarnOfClaim(absl::string_view outcome_name, Vouching how,
                 absl::Span<const v1::Outcome> of_record,
                 absl::Span<const v1::Outcome> of_other_records,
                 absl::Span<const v1::Organizer> organizers, absl::Time now, Warnings* warnings) {
  const v1::Outcome* const outcome = Find(outcome_name, of_record);
  if (outcome == nullptr) return;
  const bool confirms = outcome->type() == v1::Outcome::CONFIRMED;
  if (!confirms && how != Vouching::kAttestation) return;
  if (!AnyClaims(of_record) && !AnyClaims(of_other_records)) return;
  AttestedRows rows(now);
  rows.Add(of_record);
  rows.Add(of_other_records);
  for (const v1::Organizer& organizer : organizers) rows.Add(organizer);
  const auto unproven = rows.UnprovenOn(*outcome);
  if (!unproven.has_value()) return;
  const std::string claim = rows.text(unproven->standing.decided_by->name);
  if (!confirms && claim != outcome_name) return;
  const bool late = DayOf(*outcome) > unproven->spell_start + ratio::kProofDaysAfter;
  v1::Warning* const warning = AddClaimWarning(*unproven, how, late, warnings);
  if (Find(claim, of_record) != nullptr) warning->add_related_names(claim);
}

void WarnOfConfirmation(absl::string_view outcome_name, absl::Span<const v1::Outcome> of_record,
                        absl::Span<const v1::Outcome> of_other_records, absl::Time now,
                        Warnings* warnings) {
  const v1::Outcome* const outcome = Find(outcome_name, of_record);
  if (outcome == nullptr || outcome->type() != v1::Outcome::CONFIRMED) return;
  AttestedRows rows(now);
  rows.Add(of_record);
  rows.Add(of_other_records);
  const ratio::Timeline timeline = rows.Timeline();
  // Of the person's other records nothing is named.
  const auto name = [&](const ratio::OutcomeRow& row, v1::Warning& warning) {
    const std::string related = rows.text(row.name);
    if (Find(related, of_record) != nullptr) warning.add_related_names(related);
  };
  if (const ratio::Visit* const visit = UnendedVisitOn(DayOf(*outcome), timeline)) {
    name(*visit->row, *AddVisitWarning(*visit, HasLapsed(*visit, timeline), warnings));
  }
  const auto relabelled = Relabelled(*outcome, timeline, rows);
  if (!relabelled.has_value()) return;
  name(*relabelled->decided_by,
       *AddRelabelWarning(relabelled->channel == reference::Channel::kUnknown, warnings));
}

}  // namespace laowu::placement
