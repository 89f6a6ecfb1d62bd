#ifndef LAOWU_RATIO_RATIO_BOOK_H_
#define LAOWU_RATIO_RATIO_BOOK_H_

// All persons: facts, outcomes and attestations in; the figures of ratio.md out.
//
// Every figure is a function F(division, day, known_at, policy, strictness, boundary, carry) of
// exactly the entries with record time ≤ known_at; time-outs are judged on the date of known_at.
// The same entries give the same bytes, in whatever order and however often they came.
//
// Entries are idempotent by name: an entry put again under its name stands as last put.
//
// Figures of now (the day is the date of T, and T is not before the newest thousand entries) are
// kept for the questions last asked and brought up to date person by person; they are the same as
// those counted anew. The first one of a date counts everybody.
//
// Not synchronised: any number of threads may ask at once while nobody changes the book.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "ratio/attestation.h"
#include "ratio/spells.h"
#include "ratio/worker_history.h"
#include "reference/divisions.h"
#include "reference/policy.h"

namespace laowu::ratio {

// Numbers of laowu.v1.
enum class Strictness : std::uint8_t { kUnspecified = 0, kAsReported = 1, kBroad = 2, kStrict = 3 };
enum class Boundary : std::uint8_t { kUnspecified = 0, kCounty = 1, kTownship = 2, kProvince = 3 };
enum class RatioStatus : std::uint8_t {
  kUnspecified = 0,
  kNoData = 1,
  kProvisional = 2,
  kMet = 3,
  kMissed = 4,
};
enum class Standing : std::uint8_t {
  kUnspecified = 0,
  kOrganized = 1,
  kUnproven = 2,  // a channel that counts, evidence that does not
  kUnknownChannel = 3,
  kNotOrganized = 4,
  kNotCounted = 5,  // not in D
};
absl::string_view StandingName(Standing standing);  // "ORGANIZED", …

// What somebody in D lacks to be organised. Numbers of laowu.v1.ExplainedPerson.Missing.
enum class Missing : std::uint8_t {
  kNothing = 0,
  kEvidence = 1,           // of a high enough grade
  kRegistration = 2,       // the organiser is not registered for the channel
  kLicence = 3,            // none was in force on the day the job began
  kPlacementOrRecord = 4,  // rule 4: already away when it began
  kOrganizersWord = 5,     // the organiser says that it is not its own; nothing proves it any more
  kOrganizer = 6,          // none is named
  kCountedChannel = 7,     // it is known, and does not count in this strictness
  kChannel = 8,            // it is not known
};

struct FigureQuery {
  std::string division;  // province, city, county or township code
  absl::CivilDay day;    // t; a day after the date of known_at gives what is known so far
  absl::Time known_at;   // T, in the past and complete
  const reference::Policy* policy = nullptr;  // nullptr: the newest
  Strictness strictness = Strictness::kBroad;
  Boundary boundary = Boundary::kCounty;
  std::optional<reference::Carry> carry;  // unset: the policy's
};

struct Figures {
  std::string division;
  absl::CivilDay day;
  std::int32_t outbound_person_count = 0;         // D
  std::int32_t organized_person_count = 0;        // O
  std::int32_t unknown_channel_person_count = 0;  // U
  std::int32_t unproven_person_count = 0;         // C
  std::int32_t self_employed_person_count = 0;    // memo: away and self-employed, not in D
  std::int32_t lapsing_visit_person_count = 0;    // of D: visits that lapse within 30 days of T
  RatioStatus status = RatioStatus::kNoData;

  // Tenths of a percent, cut, not rounded; nullopt where the divisor is 0.
  std::optional<std::int32_t> ratio_permille;       // R1 = O / D, and the low bound
  std::optional<std::int32_t> high_bound_permille;  // (O + U + C) / D
  std::optional<std::int32_t> coverage_permille;    // 1 - U / D
  std::optional<std::int32_t> proof_rate_permille;  // O / (O + C)

  std::int32_t target_percent = 70;
  // Organised arrivals that would bring the target, nothing else changing; the same if every claim
  // were proven. -1: no number of arrivals would.
  std::int32_t missing_arrival_count = 0;
  std::int32_t missing_arrival_if_proven_count = 0;
  // Unknown channels to be found out until it is no longer PROVISIONAL; 0 if it is not.
  std::int32_t missing_channel_count = 0;

  friend bool operator==(const Figures&, const Figures&) = default;
};

// Derives everything below the counts from the counts, by whole numbers.
void FinishFigures(const reference::Policy& policy, Figures& figures);

// What a figure may be broken down by. Numbers of laowu.v1.OutboundBreakdown.
enum class Breakdown : std::uint8_t {
  kUnspecified = 0,
  kChildDivision = 1,  // directly below the division, of registration
  kTownship = 2,       // of registration
  // The city where people are: a municipality is one, and so are Taiwan, Hong Kong, Macau, and a
  // county directly below its province. Abroad: the country.
  kDestination = 3,
  kChannel = 4,      // of the job that decides
  kPolicyGroup = 5,  // a person is in each of its groups
  // Of the job that decides, with one that rule 6 added; not of a relabelling (rule 5), also as
  // reported, where its channel is taken at its word.
  kOrganizer = 6,
  kSex = 7,      // for reports only
  kAgeBand = 8,  // on the day: 1 16-24, 2 25-34, 3 35-44, 4 45-54, 5 55-59, 6 60 and over
};

// A person is in one part, but for policy groups, so that the parts add up to the figure.
struct FigurePart {
  // A division or country code, or organizers/{organizer}; empty: none, or not known.
  std::string key;
  int number = 0;   // of a reference::Channel, PolicyGroup, laowu.v1.Sex or age band; 0: none
  Figures figures;  // status and missing arrivals are those of the part by itself
};

// A person and the rule that decided.
struct ExplainedPerson {
  std::string worker;                    // the oldest of the names, if records were merged
  std::vector<std::string> other_names;  // merged with it, ascending
  Standing standing = Standing::kUnspecified;
  int rule_number = 0;                // of ratio.md; 0: the plain definition
  std::string reason;                 // in words, Chinese first, then English in brackets
  std::vector<std::string> outcomes;  // that made it, the deciding one first
  // Of `outcomes`, known at T, without a sequence: denials first, then the highest grade.
  std::vector<Attestation> attestations;
  std::optional<absl::CivilDay> spell_start;
  std::optional<absl::CivilDay> job_start;
  std::string division_code;  // of registration on the day
  std::string workplace_division_code;
  reference::Channel channel = reference::Channel::kUnspecified;
  std::string organizer;  // of the same job; if that has none, of the earlier one that is carried
  int evidence_grade = 0;
  std::vector<Flag> flags;                   // ascending
  std::optional<absl::CivilDay> lapse_date;  // last day before a visit or lost contact lapses
  Missing missing = Missing::kNothing;
  std::string missing_text;  // in words, as `reason`; empty: nothing

  friend bool operator==(const ExplainedPerson&, const ExplainedPerson&) = default;
};

enum class ExplainWhom : std::uint8_t {
  kCounted,         // D alone
  kWithNotCounted,  // also who has outcomes and is, or once was, registered there, and is not in D
};

enum class SeriesStep : std::uint8_t { kDay, kMonth };

// In reports.h and publication.h.
struct DaySpan;
struct PeriodFigures;
struct PeriodPart;
struct PersonStanding;
struct PublishedFigure;
struct RevisedPerson;
struct Signal;
struct WorklistRow;

// One page of the persons of D, by worker name.
struct ExplainedPage {
  Figures figures;  // of all
  std::vector<ExplainedPerson> persons;
  bool more = false;
};

// A person of D as an audit may draw it; the stratum is division, channel and organiser.
struct AuditPerson {
  std::string worker;
  bool organized = false;
  std::string division;  // township of registration on the day, else the county
  reference::Channel channel = reference::Channel::kUnspecified;  // of the job that decides
  std::string organizer;                                          // of the same; empty: none
};

// Where a record says that its person is registered.
struct Registered {
  std::string worker;         // the record
  std::string division_code;  // as it was told
  absl::CivilDay day;         // from which on
};

// The job that a placement led to, as known at T.
struct PlacedJob {
  absl::CivilDay start;
  std::optional<absl::CivilDay> end;  // first day no longer held; unset: held still

  bool HeldOn(absl::CivilDay day) const { return start <= day && (!end.has_value() || day < *end); }
};

// Of a name, the same each time it is asked; no comma, quote or line break.
using Pseudonym = std::function<std::string(absl::string_view name)>;

// A page of the log behind a figure (extract.h).
struct ExtractPage {
  std::string lines;  // of whole groups of records; the first page begins with the header
  std::string last;   // pseudonym of its last group
  bool more = false;
};

class RatioBook {
 public:
  explicit RatioBook(const reference::Divisions& divisions = reference::Divisions::Get());
  ~RatioBook();
  RatioBook(const RatioBook&) = delete;
  RatioBook& operator=(const RatioBook&) = delete;

  // ---- Entries. In any order: an attestation may come before its outcome, an outcome before its
  // worker's PROFILE. An entry without a name or a worker (outcome, organizer) is ignored: false.
  bool UpsertFact(const WorkerFact& fact);
  bool UpsertOutcome(const Outcome& outcome);
  bool UpsertAttestation(const Attestation& attestation);
  bool UpsertOrganizerFact(const OrganizerFact& fact);

  // A hint before many outcomes are put, some hundred at a time: they go in faster.
  void Prepare(absl::Span<const Outcome* const> outcomes) const;

  // ---- Figures.
  Figures FiguresOf(const FigureQuery& query) const;

  // The divisions directly below `query.division` on `query.day`, in order of code, those without
  // anybody away included.
  std::vector<Figures> FiguresOfChildren(const FigureQuery& query) const;

  // The parts of the figure that somebody is in, the most people first, then by key and number.
  std::vector<FigurePart> Parts(const FigureQuery& query, Breakdown breakdown) const;

  // One figure a day from `first` to `query.day`, or the last day of each month and `query.day`,
  // all as known at query.known_at.
  std::vector<Figures> Series(const FigureQuery& query, absl::CivilDay first,
                              SeriesStep step) const;

  // The persons behind a figure, by worker name.
  std::vector<ExplainedPerson> Explain(const FigureQuery& query,
                                       ExplainWhom whom = ExplainWhom::kCounted) const;
  // A page of the same: at most `limit` persons of D with names after `after`, of one standing, if
  // `only` says which. Who is in D is found out once and remembered for the questions last asked;
  // only the persons of the page are explained.
  ExplainedPage ExplainPage(const FigureQuery& query, absl::string_view after, int limit,
                            std::optional<Standing> only = std::nullopt) const;
  // One person, known by any of its names; nullopt if no fact or outcome of it is known at T. A
  // person registered elsewhere on the day is NOT_COUNTED.
  std::optional<ExplainedPerson> ExplainWorker(const FigureQuery& query,
                                               absl::string_view worker) const;

  // Every registration of one person, known by any of its names, in the order of the days; of one
  // day the last recorded holds.
  std::vector<Registered> Registrations(absl::string_view worker, absl::Time known_at) const;

  // The job that the placement led `worker` to, by any of the person's records and the newest
  // rules (placed_jobs.h); nullopt: by what is known there is none.
  std::optional<PlacedJob> JobOfPlacement(absl::string_view worker, absl::string_view placement,
                                          absl::Time known_at) const;

  // ---- Reports; what they give is described in reports.h.
  // Of each of `divisions`, of each of `spans`, which ascend and do not overlap; `query.division`
  // and `query.day` are not read.
  std::vector<std::vector<PeriodFigures>> Periods(const FigureQuery& query,
                                                  const std::vector<std::string>& divisions,
                                                  const std::vector<DaySpan>& spans) const;
  // Of `query.division`, the parts that anything is in, the most person-days first, then by key and
  // number; `query.day` is not read. By township under the code of each day. Not by child division:
  // that is Periods.
  std::vector<PeriodPart> PeriodParts(const FigureQuery& query, Breakdown breakdown,
                                      const DaySpan& span) const;
  // D with where each stands, by worker name.
  std::vector<PersonStanding> Standings(const FigureQuery& query) const;
  // D with the strata of an audit (audit_sample.h), by worker name.
  std::vector<AuditPerson> AuditPersons(const FigureQuery& query) const;
  // Who stands elsewhere on the same day as known at `known_at`, and then by `policy` (nullptr: the
  // query's), by worker name; a person may be there for each of the two.
  std::vector<RevisedPerson> Revisions(const FigureQuery& query, absl::Time known_at,
                                       const reference::Policy* policy) const;
  // The shortest way to the target first. The day is the date of known-at. The lists last asked for
  // are kept, also for a later T of the same day while nothing is recorded in between.
  std::shared_ptr<const std::vector<WorklistRow>> Worklist(const FigureQuery& query) const;
  // What waits for one organiser's own word, of all divisions, by township and worker: the rows
  // kUnproven of outcomes that name it and lack its record, and as the same kind, `passed_on`,
  // those of which only another has passed its record on. `query.division` and `query.day` are not
  // read. Kept as the worklists are.
  std::shared_ptr<const std::vector<WorklistRow>> Claims(const FigureQuery& query,
                                                         const std::string& organizer) const;
  // Of the days from `first` to `query.day`; by kind, then the most persons first. Kept for the
  // windows and divisions last asked for, and brought up to date person by person for a later T of
  // the same day (signal_sheet.h).
  std::vector<Signal> Signals(const FigureQuery& query, absl::CivilDay first) const;

  // Looks at `worker_count` records more of those that Signals goes over when it is first asked for
  // a window; true: at all of them. So the book can change in between, and Signals answers soon.
  bool PrepareSignals(const FigureQuery& query, absl::CivilDay first,
                      std::size_t worker_count) const;

  // The log behind a figure under pseudonyms: lines of the groups after `after` (empty: all), until
  // they are `most_bytes` or more. Who comes is worked out once for all pages of one `pseudonym`.
  ExtractPage Extract(const FigureQuery& query, const std::string& after, std::size_t most_bytes,
                      const Pseudonym& pseudonym) const;
  // The text of a publication (publication.h) under pseudonyms, to be read in pieces: that of the
  // one last asked for is kept, some 45 bytes a person of D.
  std::shared_ptr<const std::string> PublicationText(const FigureQuery& query,
                                                     const PublishedFigure& figure,
                                                     const Pseudonym& pseudonym) const;
  // The organisers' facts, as known at T.
  std::string ExtractOrganizers(const FigureQuery& query) const;

  // ---- Sizes, for metrics.
  std::int64_t worker_count() const;
  std::int64_t fact_count() const;
  std::int64_t outcome_count() const;
  std::int64_t attestation_count() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_RATIO_BOOK_H_
