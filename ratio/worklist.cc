#include "ratio/worklist.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "ratio/explaining.h"
#include "ratio/new_spells.h"
#include "ratio/persons.h"

namespace laowu::ratio {
namespace {

constexpr int kLapsingSoonDays = 30;

NextStep StepFor(Missing missing, bool names_organizer, const Question& question) {
  switch (missing) {
    case Missing::kRegistration:
    case Missing::kOrganizer:
      return NextStep::kRegisterOrganizer;
    case Missing::kLicence:
      return NextStep::kEnterLicence;
    case Missing::kPlacementOrRecord:
      return NextStep::kGetPlacementOrRecord;
    case Missing::kOrganizersWord:
      return NextStep::kCorrectDenied;
    case Missing::kEvidence:
    case Missing::kNothing:
    case Missing::kCountedChannel:  // neither is unproven
    case Missing::kChannel:
      break;
  }
  const int grade = LeastGrade(question);
  if (names_organizer && grade <= GradeOfKind(AttestationKind::kOrganizerRecord)) {
    return NextStep::kGetOrganizerRecord;
  }
  return grade <= GradeOfKind(AttestationKind::kWorkerConfirmation)
             ? NextStep::kGetWorkerConfirmation
             : NextStep::kGetDestinationConfirmation;
}

class Worklist {
 public:
  Worklist(const reference::Divisions& divisions, const Entries& entries,
           const std::vector<std::string>& targets, const Question& question)
      : entries_(entries), question_(question) {
    eras_.emplace_back(divisions, entries.texts(), question.day, targets);
  }

  std::vector<WorklistRow> Make() {
    ForEachPerson(entries_, question_.known_at, [this](const Person& person) {
      const Life life(person, question_);
      const DayOfLife day = JudgeOn(life, question_, question_.day, eras_);
      if (day.target >= 0) AddRows(person, life, day);
    });
    return Finish();
  }

  std::vector<WorklistRow> MakeClaimsOf(TextId organizer) {
    const auto names_it = [&](const OutcomeRow& row) { return row.organizer == organizer; };
    const auto& workers = entries_.workers();
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(workers.size()); ++i) {
      const WorkerEntries& worker = workers[static_cast<std::size_t>(i)];
      const bool named = worker.group >= 0 ||
                         std::any_of(worker.outcomes.begin(), worker.outcomes.end(), names_it);
      if (!named) continue;  // as nearly all
      ForPersonsAmong(entries_, i, i + 1, question_.known_at, [&](const Person& person) {
        const Life life(person, question_);
        const DayOfLife day = JudgeOn(life, question_, question_.day, eras_);
        if (day.target < 0) return;
        if (IsClaimOf(organizer, life, day.verdict)) {
          AddRows(person, life, day);
        } else if (const OutcomeRow* const row = PassedOn(organizer, day.verdict)) {
          AddPassedOn(person, day, *row);
        }
      });
    }
    std::erase_if(rows_,
                  [](const WorklistRow& row) { return row.kind != WorklistKind::kUnproven; });
    for (WorklistRow& row : rows_) row.step = NextStep::kGetOrganizerRecord;  // that of all
    return Finish();
  }

 private:
  std::vector<WorklistRow> Finish() {
    CountGroups();
    std::sort(rows_.begin(), rows_.end(), StandsBefore);
    return std::move(rows_);
  }

  void AddRows(const Person& person, const Life& life, const DayOfLife& day) {
    const Verdict& verdict = day.verdict;
    if (verdict.standing == Standing::kNotCounted) {
      if (day.on.died_day != kNoDay || !day.on.rural) return;
      if (const OutcomeRow* dispatch = NotArrived(life.timeline)) {
        WorklistRow row = RowOf(person, day, WorklistKind::kNotArrived, NextStep::kAskArrival);
        Describe(*dispatch, row);
        row.start = CivilDayOf(dispatch->day);
        row.due = CivilDayOf(dispatch->day + kNoShowDays);
        rows_.push_back(std::move(row));
      }
      return;
    }
    const auto add = [&](WorklistKind kind, NextStep step) -> WorklistRow& {
      rows_.push_back(RowOf(person, day, kind, step));
      WorklistRow& row = rows_.back();
      Describe(*verdict.job_standing.decided_by, row);
      row.workplace_division_code = Text(verdict.job->workplace);
      row.channel = verdict.job_standing.channel;
      row.organizer = Text(verdict.job_standing.organizer);
      row.evidence_grade = verdict.job_standing.evidence.grade;
      row.start = CivilDayOf(verdict.spell_start);
      return row;
    };
    if (verdict.standing == Standing::kUnproven) AddUnproven(life, verdict, add);
    if (verdict.standing == Standing::kUnknownChannel) {
      add(WorklistKind::kUnknownChannel, StepForUnknown(verdict, life.timeline));
    }
    const bool on_visit = verdict.visit != nullptr && verdict.visit->end == kFarDay;
    if (on_visit && verdict.lapse_day < question_.known_at.day + kLapsingSoonDays) {
      WorklistRow& row = add(WorklistKind::kLapsingVisit, NextStep::kAskResumed);
      row.outcome = Text(verdict.visit->row->name);
      row.due = CivilDayOf(verdict.lapse_day);
    }
    const DayNumber contact = life.timeline.contact_day;
    if (contact != kNoDay && contact + kNotConfirmedDays < question_.known_at.day) {
      add(WorklistKind::kNotConfirmed, NextStep::kConfirmAway).due = CivilDayOf(contact);
    }
  }

  template <typename Add>
  void AddUnproven(const Life& life, const Verdict& verdict, Add add) {
    WorklistRow& row = add(WorklistKind::kUnproven, NextStep::kUnspecified);
    if (verdict.carried != nullptr) Describe(*verdict.carried, row);  // that job is to be proven
    // A call for which nobody is counted is a call too many.
    const Missing missing = MissingFirst(verdict, life.timeline, question_);
    row.step = StepFor(missing, !row.organizer.empty(), question_);
    if (row.step == NextStep::kEnterLicence) NameLicence(verdict, life.timeline, row);
    row.confirming_adds_nothing =
        missing == Missing::kOrganizer &&
        (verdict.carried != nullptr || WindowIsOver(verdict, life.timeline));
  }

  // Of rule 6, on the day of T. By version 1 it was counted from the start of the stay.
  bool WindowIsOver(const Verdict& verdict, const Timeline& timeline) const {
    DayNumber left = verdict.spell_start;
    for (const Job& job : timeline.jobs) {
      const bool of_stay = !job.local && job.episode == verdict.job->episode;
      if (question_.policy->rules_version == 1 && of_stay) left = std::min(left, job.start);
    }
    return question_.known_at.day > left + kProofDaysAfter;
  }

  void NameLicence(const Verdict& verdict, const Timeline& timeline, WorklistRow& row) const {
    const Job& job = JobThatCounts(verdict, timeline);
    row.licence_needed = CivilDayOf(job.start);
    const auto found = question_.organizers->find(StandingThatCounts(verdict).organizer);
    if (found == question_.organizers->end()) return;
    const auto* const licence = NearestLicence(found->second, job.start, question_.known_at.nanos);
    if (licence == nullptr) return;
    row.licence = OtherLicence{Text(licence->name), CivilDayOf(licence->effective_day), {}};
    if (licence->end_day != kFarDay) row.licence->end = CivilDayOf(licence->end_day);
  }

  // Rules 5 and 6: a channel that is told later than the window after leaving changes nothing but
  // the figure as reported; then a placement makes it a new job, or what was recorded is mended.
  NextStep StepForUnknown(const Verdict& verdict, const Timeline& timeline) const {
    if (question_.strictness == Strictness::kAsReported) return NextStep::kAskChannel;
    return WindowIsOver(verdict, timeline) ? NextStep::kGetPlacementOrRecord
                                           : NextStep::kAskChannel;
  }

  // The row that is to be proven is one in the organiser's name, and its record is what it lacks.
  bool IsClaimOf(TextId organizer, const Life& life, const Verdict& verdict) const {
    if (verdict.standing != Standing::kUnproven) return false;
    const OutcomeRow* const row =
        verdict.carried != nullptr ? verdict.carried : verdict.job_standing.decided_by;
    if (row->organizer != organizer) return false;
    const Missing missing = WhatIsMissing(verdict, life.timeline, question_);
    const NextStep step = StepFor(missing, true, question_);
    return step == NextStep::kGetOrganizerRecord || step == NextStep::kGetPlacementOrRecord;
  }

  // The outcome in the organiser's name, of those that a person counts by, of which its record was
  // given by others alone: it counts, and the organiser has not been heard. nullptr: there is none.
  const OutcomeRow* PassedOn(TextId organizer, const Verdict& verdict) const {
    if (verdict.standing == Standing::kNotCounted) return nullptr;
    const JobStanding& standing = verdict.job_standing;
    for (const OutcomeRow* row :
         {verdict.carried, standing.decided_by, standing.proved_by, verdict.job->row}) {
      if (row == nullptr || row->organizer != organizer) continue;
      const Evidence evidence = EvidenceAt(row->attestations, question_.known_at.nanos);
      if (evidence.organizer_record && !evidence.own_record) return row;
    }
    return nullptr;
  }

  void AddPassedOn(const Person& person, const DayOfLife& day, const OutcomeRow& outcome) {
    WorklistRow row = RowOf(person, day, WorklistKind::kUnproven, NextStep::kGetOrganizerRecord);
    Describe(outcome, row);
    row.start = CivilDayOf(day.verdict.spell_start);
    row.passed_on = true;
    rows_.push_back(std::move(row));
  }

  // Dispatched and neither arrived nor long given up.
  const OutcomeRow* NotArrived(const Timeline& timeline) const {
    if (!timeline.open_dispatches.empty()) return timeline.open_dispatches.back();
    const OutcomeRow* newest = nullptr;
    for (const Note& note : timeline.notes) {
      if (note.flag != Flag::kNoShow) continue;
      if (note.row->day + kNotArrivedDays < question_.known_at.day) continue;
      if (newest == nullptr || note.row->day >= newest->day) newest = note.row;
    }
    return newest;
  }

  WorklistRow RowOf(const Person& person, const DayOfLife& day, WorklistKind kind, NextStep step) {
    WorklistRow row;
    row.kind = kind;
    row.step = step;
    row.worker = Text(NameOf(entries_, person, question_.known_at));
    row.division_code = Text(day.on.division).substr(0, 9);  // the village is the worker role's
    return row;
  }
  void Describe(const OutcomeRow& outcome, WorklistRow& row) const {
    row.outcome = Text(outcome.name);
    row.workplace_division_code = Text(outcome.workplace);
    row.channel = outcome.channel;
    row.organizer = Text(outcome.organizer);
    row.evidence_grade = EvidenceAt(outcome.attestations, question_.known_at.nanos).grade;
  }
  std::string Text(TextId text) const { return std::string(entries_.texts().text(text)); }

  void CountGroups() {
    std::map<std::tuple<WorklistKind, NextStep, std::string>, std::int32_t> counts;
    const auto key = [](const WorklistRow& row) {
      const bool by_organizer = row.kind == WorklistKind::kUnproven;
      return std::make_tuple(row.kind, row.step, by_organizer ? row.organizer : row.division_code);
    };
    for (const WorklistRow& row : rows_) ++counts[key(row)];
    for (WorklistRow& row : rows_) row.group_person_count = counts[key(row)];
  }

  // What moves many stands first; what lapses, by its day.
  static bool StandsBefore(const WorklistRow& a, const WorklistRow& b) {
    const auto order = [](const WorklistRow& row) {
      const bool by_day = row.kind >= WorklistKind::kNotArrived;
      return std::make_tuple(row.kind,
                             by_day ? row.due.value_or(absl::CivilDay::max()) : absl::CivilDay(),
                             by_day ? 0 : -row.group_person_count, row.step,
                             by_day ? absl::string_view() : absl::string_view(row.organizer),
                             absl::string_view(row.division_code), absl::string_view(row.worker));
    };
    return order(a) < order(b);
  }

  const Entries& entries_;
  const Question question_;
  std::vector<Era> eras_;
  std::vector<WorklistRow> rows_;
};

}  // namespace

std::vector<WorklistRow> MakeWorklist(const reference::Divisions& divisions, const Entries& entries,
                                      const std::string& division, const Question& question) {
  return Worklist(divisions, entries, {division}, question).Make();
}

std::vector<WorklistRow> MakeClaims(const reference::Divisions& divisions, const Entries& entries,
                                    const std::string& organizer, const Question& question) {
  const TextId text = entries.texts().Find(organizer);
  if (text <= kNoText) return {};  // nobody names it
  std::vector<std::string> provinces;
  for (const auto* province : divisions.Children("", CivilDayOf(question.day))) {
    provinces.emplace_back(province->code);
  }
  return Worklist(divisions, entries, provinces, question).MakeClaimsOf(text);
}

}  // namespace laowu::ratio
