#include "tests/model/random_lives.h"

#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"

namespace laowu::ratio {
namespace {

using reference::Carry;
using reference::Channel;

const char* const kHomes[] = {"520281001", "520281002", "520203001", "442000100"};
const char* const kPlaces[] = {"520281001", "520281002", "520203001", "442000100", "442000101",
                               "520281",    "520000",    "SG",        ""};

}  // namespace

Told RandomLives::Make(int worker_count) {
  for (const auto& [id, channel] :
       {std::pair("c", Channel::kLabourCompany), std::pair("v", Channel::kCooperative)}) {
    AddOrganizer(id, channel);
  }
  for (int i = 0; i < worker_count; ++i) MakeWorker(absl::StrCat("workers/w", i), worker_count);
  return told_;
}

RecountQuestion RandomLives::Ask() {
  const char* const divisions[] = {"520281", "520281001", "52", "442000", "520203"};
  RecountQuestion question;
  question.division = divisions[Number(5)];
  question.day = kFirstDay + Number(420);
  question.known_at = absl::FromCivil(kFirstDay + 60 + Number(500), absl::FixedTimeZone(8 * 3600)) +
                      absl::Seconds(Number(86400));
  if (Number(2) == 0) {
    const Outcome& outcome =
        told_.outcomes[static_cast<std::size_t>(Number(static_cast<int>(told_.outcomes.size())))];
    question.day = outcome.effective_date + Number(3);
    question.known_at =
        absl::FromCivil(AtAnEdge(outcome.effective_date) + 1, absl::FixedTimeZone(8 * 3600)) -
        absl::Nanoseconds(1);
  }
  question.strictness = static_cast<Strictness>(1 + Number(3));
  question.boundary = static_cast<Boundary>(1 + Number(3));
  question.carry = static_cast<Carry>(1 + Number(2));
  return question;
}

absl::CivilDay RandomLives::AtAnEdge(absl::CivilDay day) {
  const int edges[] = {15, 30, 45, 60, 180};
  return day + edges[Number(5)] + Number(2);
}
template <typename Entry>
void RandomLives::Record(Entry& entry, absl::CivilDay not_before) {
  const absl::CivilDay day = not_before + Number(3) * Number(40);
  entry.record_time =
      absl::FromCivil(day, absl::FixedTimeZone(8 * 3600)) + absl::Seconds(43200 + Number(1000));
  entry.sequence = ++sequence_;
}
void RandomLives::AddOrganizer(const char* id, Channel channel) {
  OrganizerFact fact;
  fact.organizer = absl::StrCat("organizers/", id);
  fact.name = fact.organizer + "/registered";
  fact.kind = OrganizerFactKind::kRegistered;
  fact.effective_date = kFirstDay - 1000;
  fact.channel = channel;
  Record(fact, kFirstDay + 20);
  told_.organizer_facts.push_back(fact);
  fact.name = fact.organizer + "/licence";
  fact.kind = OrganizerFactKind::kLicence;
  fact.effective_date = kFirstDay + 40;
  fact.licence_end = kFirstDay + 200;
  Record(fact, kFirstDay + 40);
  told_.organizer_facts.push_back(fact);
}
void RandomLives::AddFact(const std::string& worker, FactKind kind, absl::CivilDay day,
                          int worker_count) {
  WorkerFact fact;
  fact.worker = worker;
  fact.name = absl::StrCat(worker, "/facts/", ++name_);
  fact.kind = kind;
  fact.effective_date = day;
  fact.division_code = kHomes[Number(4)];
  fact.rural = kind == FactKind::kProfile ? Number(10) > 0 : Number(2) == 0;
  if (kind == FactKind::kProfile) {
    // Half of them come to be 45 in the course of 2026.
    fact.birth_date = absl::CivilDay(name_ % 2 == 0 ? 1985 : 1981, 1 + name_ % 12, 1);
    fact.sex = name_ % 3;
    if (name_ % 5 < 2) fact.policy_groups.push_back(PolicyGroup::kMonitored);
    if (name_ % 5 == 1) fact.policy_groups.push_back(PolicyGroup::kDisabled);
  }
  if (kind == FactKind::kBirthDate) fact.birth_date = absl::CivilDay(2010, 6, 1);
  fact.merged_worker = absl::StrCat("workers/w", Number(worker_count));
  Record(fact, day);
  told_.facts.push_back(fact);
}
void RandomLives::MakeWorker(const std::string& worker, int worker_count) {
  AddFact(worker, FactKind::kProfile, kFirstDay - Number(30), worker_count);
  const FactKind kinds[] = {FactKind::kResidenceMoved, FactKind::kResidenceMoved,
                            FactKind::kRuralStatus,    FactKind::kBirthDate,
                            FactKind::kMerged,         FactKind::kMerged,
                            FactKind::kUnmerged,       FactKind::kDied};
  for (int i = Number(3); i > 0; --i) {
    AddFact(worker, kinds[Number(8)], kFirstDay + Number(300), worker_count);
  }
  for (int i = Number(9); i > 0; --i) MakeOutcome(worker);
}
void RandomLives::MakeOutcome(const std::string& worker) {
  const OutcomeType types[] = {
      OutcomeType::kArrived,        OutcomeType::kArrived,    OutcomeType::kArrived,
      OutcomeType::kOpeningBalance, OutcomeType::kDispatched, OutcomeType::kJobChanged,
      OutcomeType::kHomeVisit,      OutcomeType::kResumed,    OutcomeType::kReturned,
      OutcomeType::kConfirmed,      OutcomeType::kConfirmed,  OutcomeType::kLostContact};
  Outcome outcome;
  outcome.worker = worker;
  outcome.name = absl::StrCat("outcomes/", ++name_);
  outcome.type = types[Number(12)];
  outcome.wage_cny_per_month = name_ % 3 == 0 ? 0 : 4000 + name_ % 11 * 100;
  outcome.effective_date = kFirstDay + (Number(2) == 0 ? Number(60) : Number(300));
  // As often as not at the edge of a time-out or window of an earlier outcome.
  if (!told_.outcomes.empty() && told_.outcomes.back().worker == worker && Number(2) == 0) {
    outcome.effective_date = AtAnEdge(told_.outcomes.back().effective_date);
  }
  if (Number(12) == 0) outcome.precision = DatePrecision::kMonth;
  outcome.workplace_division_code = kPlaces[Number(9)];
  outcome.channel = static_cast<Channel>(Number(2) == 0 ? 11 : Number(12));
  if (Number(3) == 0) outcome.channel = Channel::kLabourCompany;
  if (Number(2) == 0) outcome.organizer = Number(2) == 0 ? "organizers/c" : "organizers/v";
  if (Number(4) == 0) outcome.placement = absl::StrCat("placements/p", Number(3));
  if (Number(4) == 0) outcome.employer = absl::StrCat("employers/e", Number(2));
  outcome.self_employed = Number(12) == 0;
  if (crowded_) Crowd(outcome);
  Record(outcome, absl::CivilDay(absl::CivilMonth(outcome.effective_date) + 1));
  if (outcome.precision != DatePrecision::kMonth) Record(outcome, outcome.effective_date);
  told_.outcomes.push_back(outcome);
  if (Number(10) == 0) {  // a second record of the same thing
    outcome.name += "-again";
    Record(outcome, outcome.effective_date + 31);
    told_.outcomes.push_back(outcome);
  }
  AttestAndVoid(outcome);
}

void RandomLives::Crowd(Outcome& outcome) {
  const OutcomeType types[] = {OutcomeType::kOpeningBalance, OutcomeType::kArrived,
                               OutcomeType::kArrived,        OutcomeType::kJobChanged,
                               OutcomeType::kDispatched,     OutcomeType::kConfirmed,
                               OutcomeType::kConfirmed,      OutcomeType::kConfirmed};
  const std::pair<Channel, const char*> channels[] = {{Channel::kUnknown, ""},
                                                      {Channel::kSelf, ""},
                                                      {Channel::kLabourCompany, "organizers/c"},
                                                      {Channel::kCooperative, "organizers/v"}};
  outcome.type = types[Number(8)];
  outcome.effective_date = kFirstDay + 30 + Number(7) * Number(7);
  outcome.precision = DatePrecision::kDay;
  outcome.workplace_division_code = Number(8) == 0 ? "520281002" : "442000100";
  std::tie(outcome.channel, outcome.organizer) = channels[Number(4)];
  if (Number(3) != 0) outcome.employer = outcome.placement = "";
}

void RandomLives::AttestAndVoid(const Outcome& outcome) {
  for (int i = Number(3); i > 0; --i) {
    Attestation attestation;
    attestation.outcome = outcome.name;
    attestation.name = absl::StrCat(outcome.name, "/attestations/", ++name_);
    attestation.kind = static_cast<AttestationKind>(1 + (Number(8) == 0 ? 6 : Number(6)));
    attestation.grade = GradeOfKind(attestation.kind);
    Record(attestation, outcome.effective_date);
    told_.attestations.push_back(attestation);
  }
  if (Number(12) == 0) {
    Outcome voided;
    voided.worker = outcome.worker;
    voided.name = absl::StrCat("outcomes/", ++name_);
    voided.type = OutcomeType::kVoided;
    voided.voids = outcome.name;
    voided.effective_date = outcome.effective_date;
    Record(voided, outcome.effective_date + 100);
    told_.outcomes.push_back(voided);
  }
}

}  // namespace laowu::ratio
