#ifndef LAOWU_TESTS_UNIT_RATIO_STORY_H_
#define LAOWU_TESTS_UNIT_RATIO_STORY_H_

// Tells a book what happened, a line an event. Days are written "2026-06-30"; what is recorded
// becomes known at noon of the day set by KnownOn, each entry a second later than the one before.

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "ratio/ratio_book.h"
#include "ratio/reports.h"

namespace laowu::ratio {

inline constexpr absl::string_view kX = "520281";         // county X
inline constexpr absl::string_view kTownX = "520281001";  // two townships of X
inline constexpr absl::string_view kOtherTownX = "520281002";
inline constexpr absl::string_view kTownY = "520203001";  // a township of county Y, same city
inline constexpr absl::string_view kAway = "442000100";   // Xiaolan in Zhongshan

absl::CivilDay Day(absl::string_view text);

using reference::Channel;

class Story {
 public:
  struct Detail {
    Channel channel = Channel::kUnspecified;
    std::string workplace = std::string(kAway);
    std::string employer = "";
    std::string organizer = "";
    std::string placement = "";
    bool self_employed = false;
    bool commutes = false;
    DatePrecision precision = DatePrecision::kDay;
    std::string voids = "";
    std::string undone_import = "";
  };

  Story() { KnownOn("2025-09-01"); }

  // From now on entries become known on this day.
  Story& KnownOn(absl::string_view day) {
    now_ = EndOfShanghaiDay(Day(day)) - absl::Hours(12);
    return *this;
  }

  // From now on outcomes are recorded by this principal.
  Story& By(absl::string_view principal) {
    recorded_by_ = std::string(principal);
    return *this;
  }

  WorkerFact Fact(absl::string_view worker, FactKind kind, absl::string_view date) {
    WorkerFact fact;
    fact.worker = Name(worker);
    fact.name = absl::StrCat(fact.worker, "/facts/f", ++sequence_);
    fact.kind = kind;
    fact.effective_date = Day(date);
    fact.record_time = Tick();
    fact.sequence = sequence_;
    return fact;
  }
  std::string Put(const WorkerFact& fact) {
    book.UpsertFact(fact);
    facts.push_back(fact);
    return fact.name;
  }

  std::string Worker(absl::string_view worker, absl::string_view division = kTownX,
                     absl::string_view birth = "1990-05-01", bool rural = true,
                     absl::string_view date = "2025-01-01") {
    WorkerFact fact = Fact(worker, FactKind::kProfile, date);
    fact.division_code = std::string(division);
    fact.rural = rural;
    if (!birth.empty()) fact.birth_date = Day(birth);
    return Put(fact);
  }
  std::string Moved(absl::string_view worker, absl::string_view date, absl::string_view division) {
    WorkerFact fact = Fact(worker, FactKind::kResidenceMoved, date);
    fact.division_code = std::string(division);
    return Put(fact);
  }
  std::string Rural(absl::string_view worker, absl::string_view date, bool rural) {
    WorkerFact fact = Fact(worker, FactKind::kRuralStatus, date);
    fact.rural = rural;
    return Put(fact);
  }
  std::string Died(absl::string_view worker, absl::string_view date) {
    return Put(Fact(worker, FactKind::kDied, date));
  }
  std::string Merged(absl::string_view worker, absl::string_view other, bool undone = false) {
    WorkerFact fact = Fact(worker, undone ? FactKind::kUnmerged : FactKind::kMerged, "2025-01-01");
    fact.merged_worker = Name(other);
    return Put(fact);
  }
  std::string FactVoided(absl::string_view worker, absl::string_view fact_name) {
    WorkerFact fact = Fact(worker, FactKind::kFactVoided, "2025-01-01");
    fact.voids = std::string(fact_name);
    return Put(fact);
  }

  // The name of the outcome.
  std::string Tell(absl::string_view worker, OutcomeType type, absl::string_view date,
                   const Detail& detail);
  std::string Tell(absl::string_view worker, OutcomeType type, absl::string_view date) {
    return Tell(worker, type, date, Detail{});
  }
  std::string Tell(absl::string_view worker, OutcomeType type, absl::string_view date,
                   Channel channel) {
    return Tell(worker, type, date, Detail{.channel = channel});
  }
  std::string Void(absl::string_view worker, absl::string_view outcome_name,
                   const std::string& undone_import = "") {
    return Tell(worker, OutcomeType::kVoided, "2026-01-01",
                Detail{.voids = std::string(outcome_name), .undone_import = undone_import});
  }

  void Attest(absl::string_view outcome, AttestationKind kind, bool passed_on = false) {
    Attestation attestation;
    attestation.passed_on = passed_on;
    attestation.outcome = std::string(outcome);
    attestation.name = absl::StrCat(outcome, "/attestations/a", ++sequence_);
    attestation.kind = kind;
    attestation.grade = GradeOfKind(kind);
    attestation.record_time = Tick();
    attestation.sequence = sequence_;
    book.UpsertAttestation(attestation);
    attestations.push_back(attestation);
  }
  // Arrived through a channel that counts by itself, with the organiser's record.
  std::string ArrivedOrganized(absl::string_view worker, absl::string_view date) {
    const std::string name = Tell(worker, OutcomeType::kArrived, date, Channel::kPublicService);
    Attest(name, AttestationKind::kOrganizerRecord);
    return name;
  }

  // A labour company with a licence.
  void Company(absl::string_view id, absl::string_view from, absl::string_view until = "",
               Channel channel = Channel::kLabourCompany);
  void PutOrganizer(const OrganizerFact& fact) {
    book.UpsertOrganizerFact(fact);
    organizer_facts.push_back(fact);
  }

  static FigureQuery Query(absl::string_view day, absl::string_view known_on,
                           Strictness strictness = Strictness::kBroad,
                           Boundary boundary = Boundary::kCounty, absl::string_view division = kX) {
    FigureQuery query;
    query.division = std::string(division);
    query.day = Day(day);
    query.known_at = EndOfShanghaiDay(Day(known_on));
    query.strictness = strictness;
    query.boundary = boundary;
    return query;
  }
  // Where a worker stands on a day, as known at the end of another.
  ExplainedPerson Stands(absl::string_view worker, const FigureQuery& query) const {
    return book.ExplainWorker(query, Name(worker)).value_or(ExplainedPerson{});
  }
  Standing On(absl::string_view worker, absl::string_view day, absl::string_view known_on,
              Strictness strictness = Strictness::kBroad) const {
    return Stands(worker, Query(day, known_on, strictness)).standing;
  }

  // Of the window from 1 April to 30 June, known at 31 July.
  std::vector<Signal> SignalsOf(SignalKind kind) const {
    std::vector<Signal> signals =
        book.Signals(Query("2026-06-30", "2026-07-31"), Day("2026-04-01"));
    std::erase_if(signals, [&](const Signal& signal) { return signal.kind != kind; });
    return signals;
  }

  // When the newest entry became known.
  absl::Time now() const { return now_; }

  static std::string Name(absl::string_view worker) { return absl::StrCat("workers/", worker); }

  RatioBook book;
  // All that was told, for telling it again elsewhere.
  std::vector<WorkerFact> facts;
  std::vector<Outcome> outcomes;
  std::vector<Attestation> attestations;
  std::vector<OrganizerFact> organizer_facts;

 private:
  absl::Time Tick() { return now_ += absl::Seconds(1); }

  absl::Time now_;
  std::string recorded_by_;
  std::int64_t sequence_ = 0;
};

}  // namespace laowu::ratio

#endif  // LAOWU_TESTS_UNIT_RATIO_STORY_H_
