#include "ratio/explaining.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace laowu::ratio {
namespace {

TextId NameOfRecord(const Entries& entries, std::int32_t worker) {
  return entries.workers()[static_cast<std::size_t>(worker)].name;
}

bool KnownAnything(const Person& person, KnownAt known_at) {
  const auto is_known = [&](std::int64_t nanos) { return nanos <= known_at.nanos; };
  return std::any_of(person.facts.begin(), person.facts.end(),
                     [&](const FactRow& row) { return is_known(row.record_nanos); }) ||
         std::any_of(person.rows.begin(), person.rows.end(),
                     [&](const OutcomeRow* row) { return is_known(row->record_nanos); });
}

}  // namespace

TextId NameOf(const Entries& entries, const Person& person, KnownAt known_at) {
  if (person.workers.size() == 1) return NameOfRecord(entries, person.workers[0]);
  const FactRow* oldest = nullptr;
  for (const FactRow& row : person.facts) {
    if (row.record_nanos > known_at.nanos || row.kind != FactKind::kProfile) continue;
    if (oldest == nullptr || std::make_pair(row.record_nanos, row.sequence) <
                                 std::make_pair(oldest->record_nanos, oldest->sequence)) {
      oldest = &row;
    }
  }
  return oldest != nullptr ? oldest->worker : NameOfRecord(entries, person.workers[0]);
}

namespace {

// What was attested of an outcome as known at T.
void AddAttestations(const OutcomeRow& row, std::int64_t known_nanos, const TextTable& texts,
                     ExplainedPerson& explained) {
  for (const AttestationRow& attested : row.attestations) {
    if (attested.record_nanos > known_nanos) continue;
    Attestation attestation;
    attestation.outcome = std::string(texts.text(row.name));
    attestation.name = absl::StrCat(attestation.outcome, texts.text(attested.name));
    attestation.kind = attested.kind;
    attestation.grade = attested.grade;
    attestation.record_time = absl::FromUnixNanos(attested.record_nanos);
    attestation.passed_on = attested.passed_on;
    explained.attestations.push_back(std::move(attestation));
  }
}

// A denial takes the worth of all others; of those the highest grade decides.
void SortAttestations(std::vector<Attestation>& attestations) {
  const auto order = [](const Attestation& attestation) {
    return std::make_tuple(attestation.kind != AttestationKind::kOrganizerDenial,
                           -attestation.grade, attestation.record_time,
                           absl::string_view(attestation.name));
  };
  std::sort(attestations.begin(), attestations.end(),
            [&](const Attestation& a, const Attestation& b) { return order(a) < order(b); });
}

bool IsSaidOf(const OutcomeRow& row, const Job& job) {
  return std::any_of(job.said.begin(), job.said.end(),
                     [&row](const Said& said) { return said.row == &row; });
}

// Whose evidence adds to what the job has by the day (rule 6), by the version that the timeline is
// of.
std::vector<const OutcomeRow*> RowsThatVouch(const Job& job, const SpellOfJob& spell,
                                             DayNumber day) {
  std::vector<const OutcomeRow*> rows;
  for (const Said& said : job.said) {
    if (said.day <= day && AddsTo(job, *said.row, spell)) rows.push_back(said.row);
  }
  if (!job.said.empty()) return rows;
  for (const Support& support : job.supports) {
    if (support.day <= day && support.kind == Support::Kind::kProof) rows.push_back(support.row);
  }
  return rows;
}

// What is odd about where somebody stands, each once.
std::vector<Flag> FlagsOf(const Verdict& verdict, const Timeline& timeline,
                          const Question& question) {
  std::vector<Flag> flags;
  if (verdict.job != nullptr && verdict.job->row->commutes) flags.push_back(Flag::kCommutes);
  if (verdict.conflict) flags.push_back(Flag::kConflict);
  if (verdict.workplace_unclear) flags.push_back(Flag::kWorkplaceUnclear);
  if (verdict.job_standing.relabels) flags.push_back(Flag::kRelabelWithoutPlacement);
  for (const Note& note : timeline.notes) {
    // Of the job that decides its standing tells, which knows when the spell began.
    const bool told = note.flag == Flag::kRelabelWithoutPlacement &&
                      verdict.standing != Standing::kNotCounted &&
                      IsSaidOf(*note.row, *verdict.job);
    if (note.row->day <= question.day && !told) flags.push_back(note.flag);
  }
  std::sort(flags.begin(), flags.end());
  flags.erase(std::unique(flags.begin(), flags.end()), flags.end());
  return flags;
}

void Describe(const Verdict& verdict, const Timeline& timeline, const Question& question,
              const TextTable& texts, ExplainedPerson& explained) {
  const std::int64_t known_nanos = question.known_at.nanos;
  const auto add = [&](const OutcomeRow* row) {
    if (row == nullptr) return;
    std::string name(texts.text(row->name));
    if (std::find(explained.outcomes.begin(), explained.outcomes.end(), name) ==
        explained.outcomes.end()) {
      explained.outcomes.push_back(std::move(name));
      AddAttestations(*row, known_nanos, texts, explained);
    }
  };
  const bool counted = verdict.standing != Standing::kNotCounted;
  const JobStanding& standing = verdict.job_standing;
  if (verdict.job != nullptr) {
    const Job& job = *verdict.job;
    explained.organizer = std::string(texts.text(standing.organizer));
    if (verdict.carried != nullptr) {
      const JobStanding& earlier_standing = verdict.carried_standing;
      add(verdict.carried);
      add(earlier_standing.decided_by);
      add(earlier_standing.proved_by);
      if (standing.organizer == kNoText) {
        explained.organizer = std::string(texts.text(earlier_standing.organizer));
      }
    }
    if (counted) {
      if (standing.reported_channel != standing.channel) add(standing.relabelled_by);
      add(standing.decided_by);
      add(standing.proved_by);
      if (verdict.visit != nullptr) add(verdict.visit->row);
    } else {
      if (job.end <= question.day) add(job.end_row);
    }
    add(job.row);
    // What else vouches for the job, or denies it.
    if (counted) {
      for (const OutcomeRow* row : RowsThatVouch(job, verdict.spell, question.day)) {
        if (!row->attestations.empty()) add(row);
      }
    }
    explained.job_start = CivilDayOf(job.start);
    explained.workplace_division_code = std::string(texts.text(job.workplace));
    explained.channel = question.strictness == Strictness::kAsReported ? standing.reported_channel
                                                                       : standing.channel;
    explained.evidence_grade = standing.evidence.grade;
  } else {
    const OutcomeRow* dispatch = nullptr;  // the newest of those by the day
    for (const OutcomeRow* row : timeline.open_dispatches) {
      if (row->day <= question.day) dispatch = row;
    }
    add(dispatch);
  }
  if (verdict.spell_start != kNoDay) explained.spell_start = CivilDayOf(verdict.spell_start);
  if (verdict.lapse_day != kNoDay) explained.lapse_date = CivilDayOf(verdict.lapse_day);
  for (const Note& note : timeline.notes) {
    if (note.row->day <= question.day && verdict.job == nullptr) add(note.row);
  }
  explained.flags = FlagsOf(verdict, timeline, question);
  SortAttestations(explained.attestations);
}

}  // namespace

std::optional<ExplainedPerson> ExplainPerson(const Entries& entries, const Person& person,
                                             const Question& question, Era& era,
                                             bool even_elsewhere) {
  if (!KnownAnything(person, question.known_at)) return std::nullopt;
  const WorkerHistory history(person.facts, question.known_at);
  const PersonOnDay on = history.On(question.day);
  const Place home = on.known ? era.places.Find(on.division, on.division_day) : Place{};
  const bool is_here = era.TargetOf(home) >= 0;
  if (!is_here && !even_elsewhere) {
    const std::vector<WorkerHistory::Registration> ever = history.Registrations();
    const bool was_here = std::any_of(ever.begin(), ever.end(), [&](const auto& registration) {
      return era.TargetOf(era.places.Find(registration.division, registration.day)) >= 0;
    });
    if (!was_here) return std::nullopt;
  }
  ExplainedPerson explained;
  explained.worker = std::string(entries.texts().text(NameOf(entries, person, question.known_at)));
  for (const std::int32_t worker : person.workers) {
    std::string name(entries.texts().text(NameOfRecord(entries, worker)));
    if (name != explained.worker) explained.other_names.push_back(std::move(name));
  }
  explained.division_code = std::string(entries.texts().text(on.division));
  const Timeline timeline =
      DeriveTimeline(person.rows, question.known_at, question.policy->rules_version);
  Verdict verdict;
  if (is_here || !on.known) {
    verdict = Judge(on, home, timeline, question, era.places);
  } else {
    verdict.rule_number = 9;
    verdict.reason = "当天户籍在别处 (registered elsewhere on the day)";
  }
  Describe(verdict, timeline, question, entries.texts(), explained);
  if (verdict.standing != Standing::kNotCounted) {
    explained.missing = WhatIsMissing(verdict, timeline, question);
    explained.missing_text = MissingText(explained.missing, verdict, timeline, question);
  }
  explained.standing = verdict.standing;
  explained.rule_number = verdict.rule_number;
  explained.reason = std::string(verdict.reason);
  const bool merged = person.workers.size() > 1;
  if (merged && verdict.standing != Standing::kNotCounted && verdict.rule_number == 0) {
    explained.rule_number = 8;
    explained.reason = "有多条登记，只计一次 (recorded under several names, counted once)";
  }
  return explained;
}

}  // namespace laowu::ratio
