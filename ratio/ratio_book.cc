#include "ratio/ratio_book.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "ratio/entries.h"
#include "ratio/places.h"
#include "ratio/standing.h"

namespace laowu::ratio {
namespace {

inline constexpr int kLapsingSoonDays = 30;

// Everything known of one person, under all its names.
struct Person {
  absl::InlinedVector<std::int32_t, 2> workers;  // in order of name
  absl::InlinedVector<const OutcomeRow*, 16> rows;
  std::vector<FactRow> merged_facts;  // of several names
  absl::Span<const FactRow> facts;
};

// Counts that are added up, in the order of Figures.
struct Tally {
  std::array<std::int32_t, 6> counts{};

  void Add(const Verdict& verdict, const Question& question) {
    counts[4] += verdict.self_employed_away ? 1 : 0;
    if (verdict.standing == Standing::kNotCounted) return;
    ++counts[0];
    counts[1] += verdict.standing == Standing::kOrganized ? 1 : 0;
    counts[2] += verdict.standing == Standing::kUnknownChannel ? 1 : 0;
    counts[3] += verdict.standing == Standing::kUnproven ? 1 : 0;
    const bool lapsing = verdict.visit != nullptr && verdict.visit->end == kFarDay &&
                         verdict.lapse_day < question.known_at.day + kLapsingSoonDays;
    counts[5] += lapsing ? 1 : 0;
  }
  void Accumulate(const Tally& other, int factor) {
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += factor * other.counts[i];
  }
};

Figures FiguresFrom(const Tally& tally, const reference::Policy& policy, absl::string_view division,
                    absl::CivilDay day) {
  Figures figures;
  figures.division = std::string(division);
  figures.day = day;
  figures.outbound_person_count = tally.counts[0];
  figures.organized_person_count = tally.counts[1];
  figures.unknown_channel_person_count = tally.counts[2];
  figures.unproven_person_count = tally.counts[3];
  figures.self_employed_person_count = tally.counts[4];
  figures.lapsing_visit_person_count = tally.counts[5];
  FinishFigures(policy, figures);
  return figures;
}

Question QuestionOf(const FigureQuery& query, const OrganizerTable& organizers) {
  const reference::Policy& policy =
      query.policy != nullptr ? *query.policy : reference::Policies::Get().Newest();
  return {
      .day = DayNumberOf(query.day),
      .known_at = KnownAtOf(query.known_at),
      .policy = &policy,
      .strictness =
          query.strictness == Strictness::kUnspecified ? Strictness::kBroad : query.strictness,
      .boundary = query.boundary == Boundary::kUnspecified ? Boundary::kCounty : query.boundary,
      .carry = query.carry.value_or(policy.carry),
      .organizers = &organizers,
  };
}

// Divisions asked for in one go, and the places on a stretch of days on which no code changes.
struct Era {
  Era(const reference::Divisions& divisions, const TextTable& texts, DayNumber first_day,
      const std::vector<std::string>& targets)
      : first(first_day), places(divisions, texts, first_day) {
    for (std::size_t i = 0; i < targets.size(); ++i) {
      target_of.try_emplace(places.UnitOf(targets[i]), static_cast<std::int32_t>(i));
    }
  }
  // The finest target that `home` lies in; -1: none.
  std::int32_t TargetOf(const Place& home) const {
    for (const UnitId unit : {home.township, home.county, home.city, home.province}) {
      if (unit == kNoUnit) continue;
      const auto found = target_of.find(unit);
      if (found != target_of.end()) return found->second;
    }
    return -1;
  }

  DayNumber first;
  Places places;
  absl::flat_hash_map<UnitId, std::int32_t> target_of;
};

}  // namespace

struct RatioBook::State {
  explicit State(const reference::Divisions& d) : divisions(d) {}

  const WorkerEntries& Worker(std::int32_t index) const {
    return entries.workers()[static_cast<std::size_t>(index)];
  }
  Person Gather(absl::Span<const std::int32_t> workers) const;
  Person GatherOne(std::int32_t worker) const { return Gather(absl::MakeConstSpan(&worker, 1)); }
  // Calls `visit(person)` once for each person with outcomes.
  template <typename Visit>
  void ForEachPerson(KnownAt known_at, Visit visit) const;

  std::vector<Era> Eras(DayNumber first, DayNumber last,
                        const std::vector<std::string>& targets) const;
  // Counts of each target on each of `days`, which ascend.
  std::vector<std::vector<Tally>> Count(const Question& question,
                                        const std::vector<std::string>& targets,
                                        const std::vector<DayNumber>& days) const;
  void CountPerson(const Person& person, const Question& question,
                   const std::vector<DayNumber>& days, std::vector<Era>& eras,
                   std::vector<std::vector<Tally>>& steps) const;

  bool KnownAnything(const Person& person, KnownAt known_at) const;
  std::optional<ExplainedPerson> ExplainPerson(const Person& person, const Question& question,
                                               Era& era, bool even_elsewhere) const;
  std::string NameOf(const Person& person, KnownAt known_at) const;
  void Describe(const Verdict& verdict, const Timeline& timeline, const Question& question,
                ExplainedPerson& explained) const;

  const reference::Divisions& divisions;
  Entries entries;
};

Person RatioBook::State::Gather(absl::Span<const std::int32_t> workers) const {
  Person person;
  person.workers.assign(workers.begin(), workers.end());
  for (const std::int32_t worker : workers) {
    const WorkerEntries& of = Worker(worker);
    for (const OutcomeRow& row : of.outcomes) person.rows.push_back(&row);
    if (workers.size() > 1) {
      person.merged_facts.insert(person.merged_facts.end(), of.facts.begin(), of.facts.end());
    }
  }
  // A moved vector keeps its buffer, so that the span stays good when the person is returned.
  person.facts = workers.size() > 1 ? absl::MakeConstSpan(person.merged_facts)
                                    : absl::MakeConstSpan(Worker(workers[0]).facts);
  return person;
}

template <typename Visit>
void RatioBook::State::ForEachPerson(KnownAt known_at, Visit visit) const {
  const auto count = static_cast<std::int32_t>(entries.workers().size());
  for (std::int32_t i = 0; i < count; ++i) {
    const WorkerEntries& worker = Worker(i);
    if (worker.group < 0) {
      if (!worker.outcomes.empty()) visit(GatherOne(i));
      continue;
    }
    if (entries.group(worker.group)[0] != i) continue;  // its group had its turn
    for (const std::vector<std::int32_t>& workers : entries.PersonsOf(worker.group, known_at)) {
      const Person person = Gather(workers);
      if (!person.rows.empty()) visit(person);
    }
  }
}

std::vector<Era> RatioBook::State::Eras(DayNumber first, DayNumber last,
                                        const std::vector<std::string>& targets) const {
  std::vector<DayNumber> starts = {first};
  for (const reference::Division& division : divisions.all()) {
    for (const absl::CivilDay change : {division.valid_from, division.valid_until}) {
      const DayNumber day = DayNumberOf(change);
      if (first < day && day <= last) starts.push_back(day);
    }
  }
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  std::vector<Era> eras;
  eras.reserve(starts.size());
  for (const DayNumber start : starts) {
    eras.emplace_back(divisions, entries.texts(), start, targets);
  }
  return eras;
}

std::vector<std::vector<Tally>> RatioBook::State::Count(const Question& question,
                                                        const std::vector<std::string>& targets,
                                                        const std::vector<DayNumber>& days) const {
  std::vector<std::vector<Tally>> counts(targets.size(), std::vector<Tally>(days.size()));
  if (days.empty()) return counts;
  std::vector<Era> eras = Eras(days.front(), days.back(), targets);
  ForEachPerson(question.known_at,
                [&](const Person& person) { CountPerson(person, question, days, eras, counts); });
  // What was noted is how each day differs from the one before.
  for (std::vector<Tally>& row : counts) {
    for (std::size_t i = 1; i < row.size(); ++i) row[i].Accumulate(row[i - 1], 1);
  }
  return counts;
}

// A person's standing changes on few days. It is judged on those, and each change is noted in
// `steps` at the first of `days` that sees it.
void RatioBook::State::CountPerson(const Person& person, const Question& question,
                                   const std::vector<DayNumber>& days, std::vector<Era>& eras,
                                   std::vector<std::vector<Tally>>& steps) const {
  const WorkerHistory history(person.facts, question.known_at);
  if (days.size() == 1) {  // the quick way out for one figure: somebody else's person
    const PersonOnDay on = history.On(days[0]);
    if (!on.known || eras[0].TargetOf(eras[0].places.Find(on.division, on.division_day)) < 0) {
      return;
    }
  }
  const Timeline timeline = DeriveTimeline(person.rows, question.known_at);
  absl::InlinedVector<DayNumber, 16> changes = {days.front()};
  if (days.size() > 1) {
    for (const Job& job : timeline.jobs) {
      changes.push_back(job.start);
      changes.push_back(job.end);
      for (const Support& support : job.supports) changes.push_back(support.day);
    }
    for (const Visit& visit : timeline.visits) {
      changes.push_back(visit.start);
      changes.push_back(visit.end);
    }
    for (const DayNumber day : history.ChangeDays()) changes.push_back(day);
    if (history.birth_day() != kNoDay) changes.push_back(WorkingAgeDay(history.birth_day()));
    for (const Era& era : eras) changes.push_back(era.first);
    std::sort(changes.begin(), changes.end());
  }
  std::size_t last_index = days.size();  // none yet
  std::int32_t target = -1;
  Tally before;
  for (const DayNumber change : changes) {
    const auto seen = std::lower_bound(days.begin(), days.end(), change);
    if (seen == days.end()) break;
    const auto index = static_cast<std::size_t>(seen - days.begin());
    if (index == last_index) continue;
    last_index = index;
    Question on_day = question;
    on_day.day = days[index];
    auto era = std::upper_bound(eras.begin(), eras.end(), on_day.day,
                                [](DayNumber day, const Era& e) { return day < e.first; });
    --era;
    const PersonOnDay on = history.On(on_day.day);
    const Place home = on.known ? era->places.Find(on.division, on.division_day) : Place{};
    if (target >= 0) steps[static_cast<std::size_t>(target)][index].Accumulate(before, -1);
    target = era->TargetOf(home);
    if (target < 0) continue;
    before = Tally();
    before.Add(Judge(on, home, timeline, on_day, era->places), on_day);
    steps[static_cast<std::size_t>(target)][index].Accumulate(before, 1);
  }
}

bool RatioBook::State::KnownAnything(const Person& person, KnownAt known_at) const {
  const auto is_known = [&](std::int64_t nanos) { return nanos <= known_at.nanos; };
  return std::any_of(person.facts.begin(), person.facts.end(),
                     [&](const FactRow& row) { return is_known(row.record_nanos); }) ||
         std::any_of(person.rows.begin(), person.rows.end(),
                     [&](const OutcomeRow* row) { return is_known(row->record_nanos); });
}

// The oldest record's.
std::string RatioBook::State::NameOf(const Person& person, KnownAt known_at) const {
  const FactRow* oldest = nullptr;
  for (const FactRow& row : person.facts) {
    if (row.record_nanos > known_at.nanos || row.kind != FactKind::kProfile) continue;
    if (oldest == nullptr || std::make_pair(row.record_nanos, row.sequence) <
                                 std::make_pair(oldest->record_nanos, oldest->sequence)) {
      oldest = &row;
    }
  }
  const TextId name = oldest != nullptr ? oldest->worker : Worker(person.workers[0]).name;
  return std::string(entries.texts().text(name));
}

void RatioBook::State::Describe(const Verdict& verdict, const Timeline& timeline,
                                const Question& question, ExplainedPerson& explained) const {
  const TextTable& texts = entries.texts();
  const auto add = [&](const OutcomeRow* row) {
    if (row == nullptr) return;
    std::string name(texts.text(row->name));
    if (std::find(explained.outcomes.begin(), explained.outcomes.end(), name) ==
        explained.outcomes.end()) {
      explained.outcomes.push_back(std::move(name));
    }
  };
  const auto flag = [&](Flag value) { explained.flags.push_back(value); };
  const bool counted = verdict.standing != Standing::kNotCounted;
  const JobStanding& standing = verdict.job_standing;
  if (verdict.job != nullptr) {
    const Job& job = *verdict.job;
    if (counted) {
      add(verdict.carried);
      if (standing.reported_channel != standing.channel) add(standing.relabelled_by);
      add(standing.decided_by);
      add(standing.proved_by);
      if (verdict.visit != nullptr) add(verdict.visit->row);
    } else {
      if (job.end <= question.day) add(job.end_row);
    }
    add(job.row);
    explained.job_start = CivilDayOf(job.start);
    explained.workplace_division_code = std::string(texts.text(job.workplace));
    explained.channel = question.strictness == Strictness::kAsReported ? standing.reported_channel
                                                                       : standing.channel;
    explained.organizer = std::string(texts.text(standing.organizer));
    explained.evidence_grade = standing.evidence.grade;
    if (job.row->commutes) flag(Flag::kCommutes);
  } else if (timeline.open_dispatch != nullptr) {
    add(timeline.open_dispatch);
  }
  if (verdict.spell_start != kNoDay) explained.spell_start = CivilDayOf(verdict.spell_start);
  if (verdict.lapse_day != kNoDay) explained.lapse_date = CivilDayOf(verdict.lapse_day);
  if (verdict.conflict) flag(Flag::kConflict);
  if (verdict.workplace_unclear) flag(Flag::kWorkplaceUnclear);
  for (const Note& note : timeline.notes) {
    if (note.row->day > question.day) continue;
    flag(note.flag);
    if (verdict.job == nullptr) add(note.row);
  }
  std::sort(explained.flags.begin(), explained.flags.end());
  explained.flags.erase(std::unique(explained.flags.begin(), explained.flags.end()),
                        explained.flags.end());
}

std::optional<ExplainedPerson> RatioBook::State::ExplainPerson(const Person& person,
                                                               const Question& question, Era& era,
                                                               bool even_elsewhere) const {
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
  explained.worker = NameOf(person, question.known_at);
  for (const std::int32_t worker : person.workers) {
    std::string name(entries.texts().text(Worker(worker).name));
    if (name != explained.worker) explained.other_names.push_back(std::move(name));
  }
  explained.division_code = std::string(entries.texts().text(on.division));
  const Timeline timeline = DeriveTimeline(person.rows, question.known_at);
  Verdict verdict;
  if (is_here || !on.known) {
    verdict = Judge(on, home, timeline, question, era.places);
  } else {
    verdict.rule_number = 9;
    verdict.reason = "registered elsewhere on the day";
  }
  Describe(verdict, timeline, question, explained);
  explained.standing = verdict.standing;
  explained.rule_number = verdict.rule_number;
  explained.reason = std::string(verdict.reason);
  const bool merged = person.workers.size() > 1;
  if (merged && verdict.standing != Standing::kNotCounted && verdict.rule_number == 0) {
    explained.rule_number = 8;
    explained.reason = "recorded under several names, counted once";
  }
  return explained;
}

RatioBook::RatioBook(const reference::Divisions& divisions)
    : state_(std::make_unique<State>(divisions)) {}
RatioBook::~RatioBook() = default;

bool RatioBook::UpsertFact(const WorkerFact& fact) { return state_->entries.UpsertFact(fact); }
bool RatioBook::UpsertOutcome(const Outcome& outcome) {
  return state_->entries.UpsertOutcome(outcome);
}
bool RatioBook::UpsertAttestation(const Attestation& attestation) {
  return state_->entries.UpsertAttestation(attestation);
}
bool RatioBook::UpsertOrganizerFact(const OrganizerFact& fact) {
  return state_->entries.UpsertOrganizerFact(fact);
}

Figures RatioBook::FiguresOf(const FigureQuery& query) const {
  const Question question = QuestionOf(query, state_->entries.organizers());
  const auto counts = state_->Count(question, {query.division}, {question.day});
  return FiguresFrom(counts[0][0], *question.policy, query.division, query.day);
}

std::vector<Figures> RatioBook::FiguresOfChildren(const FigureQuery& query) const {
  const Question question = QuestionOf(query, state_->entries.organizers());
  std::vector<std::string> codes;
  for (const reference::Division* child : state_->divisions.Children(query.division, query.day)) {
    codes.emplace_back(child->code);
  }
  std::sort(codes.begin(), codes.end());
  const auto counts = state_->Count(question, codes, {question.day});
  std::vector<Figures> result;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    result.push_back(FiguresFrom(counts[i][0], *question.policy, codes[i], query.day));
  }
  return result;
}

std::vector<Figures> RatioBook::Series(const FigureQuery& query, absl::CivilDay first,
                                       SeriesStep step) const {
  const Question question = QuestionOf(query, state_->entries.organizers());
  std::vector<DayNumber> days;
  for (absl::CivilDay day = first; day <= query.day; ++day) {
    if (step == SeriesStep::kMonth) day = std::min(LastDayOfMonth(day), query.day);
    days.push_back(DayNumberOf(day));
  }
  const auto counts = state_->Count(question, {query.division}, days);
  std::vector<Figures> result;
  for (std::size_t i = 0; i < days.size(); ++i) {
    result.push_back(
        FiguresFrom(counts[0][i], *question.policy, query.division, CivilDayOf(days[i])));
  }
  return result;
}

std::vector<ExplainedPerson> RatioBook::Explain(const FigureQuery& query, ExplainWhom whom) const {
  const Question question = QuestionOf(query, state_->entries.organizers());
  Era era(state_->divisions, state_->entries.texts(), question.day, {query.division});
  std::vector<ExplainedPerson> result;
  state_->ForEachPerson(question.known_at, [&](const Person& person) {
    std::optional<ExplainedPerson> explained =
        state_->ExplainPerson(person, question, era, /*even_elsewhere=*/false);
    if (!explained) return;
    if (whom == ExplainWhom::kCounted && explained->standing == Standing::kNotCounted) return;
    result.push_back(*std::move(explained));
  });
  std::sort(result.begin(), result.end(),
            [](const ExplainedPerson& a, const ExplainedPerson& b) { return a.worker < b.worker; });
  return result;
}

std::optional<ExplainedPerson> RatioBook::ExplainWorker(const FigureQuery& query,
                                                        absl::string_view worker) const {
  const std::int32_t index = state_->entries.FindWorker(worker);
  if (index < 0) return std::nullopt;
  const Question question = QuestionOf(query, state_->entries.organizers());
  Era era(state_->divisions, state_->entries.texts(), question.day, {query.division});
  const std::int32_t group = state_->Worker(index).group;
  if (group < 0) return state_->ExplainPerson(state_->GatherOne(index), question, era, true);
  for (const auto& workers : state_->entries.PersonsOf(group, question.known_at)) {
    if (std::find(workers.begin(), workers.end(), index) == workers.end()) continue;
    return state_->ExplainPerson(state_->Gather(workers), question, era, true);
  }
  return std::nullopt;
}

std::int64_t RatioBook::worker_count() const {
  return static_cast<std::int64_t>(state_->entries.workers().size());
}
std::int64_t RatioBook::fact_count() const { return state_->entries.fact_count(); }
std::int64_t RatioBook::outcome_count() const { return state_->entries.outcome_count(); }
std::int64_t RatioBook::attestation_count() const { return state_->entries.attestation_count(); }

}  // namespace laowu::ratio
