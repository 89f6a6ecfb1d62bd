// Outcomes as rows, and what the rows of one job say of it.

#include "ratio/spells.h"

namespace laowu::ratio {
namespace {

using reference::Channel;

Channel KnownChannel(Channel channel) {
  return channel == Channel::kUnspecified ? Channel::kUnknown : channel;
}

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

JobStanding StandingOf(const Job& job, DayNumber day, std::int64_t known_nanos) {
  JobStanding standing{
      .channel = KnownChannel(job.row->channel),
      .reported_channel = KnownChannel(job.row->channel),
      .organizer = job.row->organizer,
      .placement = job.row->placement,
      .evidence = EvidenceAt(job.row->attestations, known_nanos),
      .decided_by = job.row,
  };
  bool denied = standing.evidence.denied;
  for (const Support& support : job.supports) {
    if (support.day > day) continue;
    const OutcomeRow& row = *support.row;
    if (support.kind == Support::Kind::kRelabel) {
      standing.reported_channel = row.channel;
      standing.relabelled_by = &row;
      continue;
    }
    if (row.organizer != kNoText) standing.organizer = row.organizer;
    if (standing.placement == kNoText) standing.placement = row.placement;
    const Evidence evidence = EvidenceAt(row.attestations, known_nanos);
    denied = denied || evidence.denied;
    if (support.kind == Support::Kind::kReplaced) {
      // What was attested of the arrival does not vouch for a channel it did not name.
      standing.channel = standing.reported_channel = row.channel;
      standing.evidence = evidence;
      standing.decided_by = &row;
      continue;
    }
    if (evidence.grade > standing.evidence.grade) {
      standing.evidence.grade = evidence.grade;
      standing.proved_by = &row;
    }
    standing.evidence.organizer_record |= evidence.organizer_record;
  }
  // What was said of the same job elsewhere does not speak against the organiser.
  if (denied) standing.evidence = {.denied = true};
  return standing;
}

}  // namespace laowu::ratio
