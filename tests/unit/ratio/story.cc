#include "tests/unit/ratio/story.h"

#include <cstdlib>

namespace laowu::ratio {

absl::CivilDay Day(absl::string_view text) {
  absl::CivilDay day;
  if (!absl::ParseCivilTime(text, &day)) std::abort();
  return day;
}

std::string Story::Tell(absl::string_view worker, OutcomeType type, absl::string_view date,
                        const Detail& detail) {
  Outcome outcome;
  outcome.worker = Name(worker);
  outcome.name = absl::StrCat("outcomes/o", ++sequence_);
  outcome.type = type;
  outcome.effective_date = Day(date);
  outcome.precision = detail.precision;
  outcome.workplace_division_code = detail.workplace;
  outcome.employer = detail.employer;
  outcome.channel = detail.channel;
  outcome.organizer = detail.organizer;
  outcome.placement = detail.placement;
  outcome.self_employed = detail.self_employed;
  outcome.commutes = detail.commutes;
  outcome.voids = detail.voids;
  outcome.undone_import = detail.undone_import;
  outcome.recorded_by = recorded_by_;
  outcome.record_time = Tick();
  outcome.sequence = sequence_;
  book.UpsertOutcome(outcome);
  outcomes.push_back(outcome);
  return outcome.name;
}

void Story::Company(absl::string_view id, absl::string_view from, absl::string_view until,
                    Channel channel) {
  OrganizerFact fact;
  fact.organizer = absl::StrCat("organizers/", id);
  fact.name = absl::StrCat(fact.organizer, "/facts/f", ++sequence_);
  fact.kind = OrganizerFactKind::kRegistered;
  fact.effective_date = Day(from);
  fact.channel = channel;
  fact.record_time = Tick();
  fact.sequence = sequence_;
  PutOrganizer(fact);
  fact.name = absl::StrCat(fact.organizer, "/facts/f", ++sequence_);
  fact.kind = OrganizerFactKind::kLicence;
  fact.channel = Channel::kUnspecified;
  if (!until.empty()) fact.licence_end = Day(until);
  PutOrganizer(fact);
}

}  // namespace laowu::ratio
