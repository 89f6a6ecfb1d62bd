// Outcomes as rows, and what the rows of one job say of it.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>

#include "ratio/spells.h"

namespace laowu::ratio {
namespace {

using reference::Channel;

constexpr std::int64_t kNothingKnown = std::numeric_limits<std::int64_t>::min();

Channel KnownChannel(Channel channel) {
  return channel == Channel::kUnspecified ? Channel::kUnknown : channel;
}

// What is on record of one job, as one row after the other speaks of it.
class Account {
 public:
  Account(const Job& job, std::int64_t known_nanos)
      : known_nanos_(known_nanos),
        standing_{
            .channel = KnownChannel(job.row->channel),
            .reported_channel = KnownChannel(job.row->channel),
            .organizer = job.row->organizer,
            .placement = job.row->placement,
            .evidence = EvidenceAt(job.row->attestations, known_nanos),
            .decided_by = job.row,
        },
        denied_(standing_.evidence.denied) {}

  void Take(const OutcomeRow& row, Support::Kind kind) {
    if (kind == Support::Kind::kRelabel) {
      standing_.reported_channel = row.channel;
      standing_.relabelled_by = &row;
      return;
    }
    if (row.organizer != kNoText) standing_.organizer = row.organizer;
    if (standing_.placement == kNoText) standing_.placement = row.placement;
    const Evidence evidence = EvidenceAt(row.attestations, known_nanos_);
    denied_ = denied_ || evidence.denied;
    if (kind == Support::Kind::kReplaced) {
      // What was attested of the arrival does not vouch for a channel it did not name.
      standing_.channel = standing_.reported_channel = row.channel;
      standing_.evidence = evidence;
      standing_.decided_by = &row;
      return;
    }
    if (evidence.grade > standing_.evidence.grade) {
      standing_.evidence.grade = evidence.grade;
      standing_.proved_by = &row;
    }
    standing_.evidence.organizer_record |= evidence.organizer_record;
  }

  // Rules 5 and 6 of version 2; says whether it replaced or proved the channel.
  bool Hear(const Said& said, const SpellOfJob& spell) {
    const OutcomeRow& row = *said.row;
    const std::optional<Support::Kind> added =
        said.kind == Said::Kind::kAgain ? Support::Kind::kProof : WhatItAdds(standing_, row);
    const bool adds = added.has_value() && InWindow(said, spell);
    if (adds) Take(row, *added);
    if (said.kind == Said::Kind::kWhile && row.type == OutcomeType::kConfirmed) {
      standing_.relabels |= row.channel != standing_.channel;
      if (row.channel != standing_.reported_channel) Take(row, Support::Kind::kRelabel);
    }
    return adds;
  }

  JobStanding Close() {
    // What was said of the same job elsewhere does not speak against the organiser.
    if (denied_) standing_.evidence = {.denied = true};
    return standing_;
  }

 private:
  // Of what waited the sixty days have been kept (Walk::UseWaiting).
  static bool InWindow(const Said& said, const SpellOfJob& spell) {
    switch (said.kind) {
      case Said::Kind::kAgain:
        return true;
      case Said::Kind::kWaited:
        return spell.begun_by_job && std::find(spell.used_before.begin(), spell.used_before.end(),
                                               said.row) == spell.used_before.end();
      case Said::Kind::kWhile:
        return said.row->day <= spell.start + kProofDaysAfter;
    }
    return false;
  }

  const std::int64_t known_nanos_;
  JobStanding standing_;
  bool denied_;
};

}  // namespace

absl::CivilDay CountingDay(absl::CivilDay effective_date, DatePrecision precision) {
  return precision == DatePrecision::kMonth ? LastDayOfMonth(effective_date) : effective_date;
}

OutcomeRow MakeOutcomeRow(const Outcome& outcome, TextTable& texts) {
  return {
      .record_nanos = absl::ToUnixNanos(outcome.record_time),
      .sequence = outcome.sequence,
      .name = texts.Add(outcome.name),
      .workplace = texts.Add(outcome.workplace_division_code),
      .employer = texts.Add(outcome.employer),
      .organizer = texts.Add(outcome.organizer),
      .placement = texts.Add(outcome.placement),
      .voids = texts.Add(outcome.voids),
      .day = DayNumberOf(CountingDay(outcome.effective_date, outcome.precision)),
      .only_month = outcome.precision == DatePrecision::kMonth,
      .type = outcome.type,
      .channel = outcome.channel,
      .self_employed = outcome.self_employed,
      .commutes = outcome.commutes,
      .wage_cny_per_month = outcome.wage_cny_per_month,
      .attestations = {},
  };
}

absl::string_view FlagName(Flag flag) {
  switch (flag) {
    case Flag::kRelabelWithoutPlacement:
      return "RELABEL_WITHOUT_PLACEMENT";
    case Flag::kConflict:
      return "CONFLICT";
    case Flag::kOrphan:
      return "ORPHAN";
    case Flag::kCommutes:
      return "COMMUTES";
    case Flag::kNoShow:
      return "NO_SHOW";
    case Flag::kWorkplaceUnclear:
      return "WORKPLACE_UNCLEAR";
  }
  return "";
}

std::optional<Support::Kind> WhatItAdds(const JobStanding& now, const OutcomeRow& row) {
  if (now.channel == Channel::kUnknown) return Support::Kind::kReplaced;
  const bool same_organizer =
      row.organizer == kNoText || now.organizer == kNoText || row.organizer == now.organizer;
  if (now.channel != row.channel || !same_organizer) return std::nullopt;
  return Support::Kind::kProof;
}

JobStanding StandingOf(const Job& job, DayNumber day, std::int64_t known_nanos) {
  Account account(job, known_nanos);
  for (const Support& support : job.supports) {
    if (support.day <= day) account.Take(*support.row, support.kind);
  }
  return account.Close();
}

JobStanding StandingOf(const Job& job, DayNumber day, std::int64_t known_nanos,
                       const SpellOfJob& spell) {
  if (job.said.empty()) return StandingOf(job, day, known_nanos);
  Account account(job, known_nanos);
  for (const Said& said : job.said) {
    if (said.day <= day) account.Hear(said, spell);
  }
  return account.Close();
}

bool AddsTo(const Job& job, const OutcomeRow& row, const SpellOfJob& spell) {
  Account account(job, kNothingKnown);  // evidence plays no part
  for (const Said& said : job.said) {
    const bool adds = account.Hear(said, spell);
    if (said.row == &row) return adds;
  }
  return false;
}

}  // namespace laowu::ratio
