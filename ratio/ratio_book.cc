#include "ratio/ratio_book.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "ratio/audit_sample.h"
#include "ratio/counting.h"
#include "ratio/entries.h"
#include "ratio/explaining.h"
#include "ratio/extract.h"
#include "ratio/kept_answers.h"
#include "ratio/periods.h"
#include "ratio/person_lists.h"
#include "ratio/persons.h"
#include "ratio/placed_jobs.h"
#include "ratio/publication.h"
#include "ratio/reports.h"
#include "ratio/revisions.h"
#include "ratio/signal_sheet.h"
#include "ratio/standing_sheet.h"
#include "ratio/worklist.h"

namespace laowu::ratio {

struct RatioBook::State {
  explicit State(const reference::Divisions& d) : divisions(d) {}

  bool Changed(bool changed) {
    if (!changed) return false;
    sheets.Note(entries.touched(), entries.last_record_nanos());
    signals.Note(entries.touched(), entries.last_record_nanos());
    NoteKept();
    return true;
  }

  // Of each of `codes`, on the day of the query.
  std::vector<Figures> FiguresOn(const FigureQuery& query,
                                 const std::vector<std::string>& codes) const {
    const Question question = QuestionOf(query, entries.organizers());
    std::vector<Figures> figures;
    const auto add = [&](std::size_t i, const Tally& tally) {
      figures.push_back(FiguresFrom(tally, *question.policy, codes[i], query.day));
    };
    if (sheets.Serve(question)) {
      const std::vector<Tally> tallies = sheets.Of(question, codes);
      for (std::size_t i = 0; i < codes.size(); ++i) add(i, tallies[i]);
    } else {
      const auto tallies = counting.OnDays(question, codes, {question.day});
      for (std::size_t i = 0; i < codes.size(); ++i) add(i, tallies[i][0]);
    }
    return figures;
  }

  const reference::Divisions& divisions;
  Entries entries;
  Counting counting{divisions, entries};
  StandingSheets sheets{divisions, entries};
  SignalSheets signals{divisions, entries};
  KeptAnswers<PersonList> lists;
  KeptAnswers<std::vector<WorklistRow>> worklists;
  KeptAnswers<std::vector<WorklistRow>> claims;
  KeptAnswers<std::vector<ExtractedGroup>> extracts;
  KeptAnswers<std::string, 1> publication_texts;

  void NoteKept() {
    const auto note = [this](auto& kept) {
      kept.Note(entries.own_record_nanos(), entries.last_record_nanos());
    };
    note(lists);
    note(worklists);
    note(claims);
    note(extracts);
    note(publication_texts);
  }
};

RatioBook::RatioBook(const reference::Divisions& divisions)
    : state_(std::make_unique<State>(divisions)) {}
RatioBook::~RatioBook() = default;

bool RatioBook::UpsertFact(const WorkerFact& fact) {
  return state_->Changed(state_->entries.UpsertFact(fact));
}
bool RatioBook::UpsertOutcome(const Outcome& outcome) {
  return state_->Changed(state_->entries.UpsertOutcome(outcome));
}
bool RatioBook::UpsertAttestation(const Attestation& attestation) {
  return state_->Changed(state_->entries.UpsertAttestation(attestation));
}
bool RatioBook::UpsertOrganizerFact(const OrganizerFact& fact) {
  const bool changed = state_->entries.UpsertOrganizerFact(fact);
  if (!changed) return false;
  state_->sheets.NoteOrganizer(state_->entries.last_record_nanos());
  state_->signals.NoteOrganizer(state_->entries.last_record_nanos());
  state_->NoteKept();
  return true;
}

void RatioBook::Prepare(absl::Span<const Outcome* const> outcomes) const {
  state_->entries.Prepare(outcomes);
}

Figures RatioBook::FiguresOf(const FigureQuery& query) const {
  return state_->FiguresOn(query, {query.division})[0];
}

std::vector<Figures> RatioBook::FiguresOfChildren(const FigureQuery& query) const {
  std::vector<std::string> codes;
  for (const reference::Division* child : state_->divisions.Children(query.division, query.day)) {
    codes.emplace_back(child->code);
  }
  std::sort(codes.begin(), codes.end());
  return state_->FiguresOn(query, codes);
}

std::vector<FigurePart> RatioBook::Parts(const FigureQuery& query, Breakdown breakdown) const {
  const Question question = QuestionOf(query, state_->entries.organizers());
  return state_->counting.Parts(question, query.division, breakdown);
}

std::vector<Figures> RatioBook::Series(const FigureQuery& query, absl::CivilDay first,
                                       SeriesStep step) const {
  const Question question = QuestionOf(query, state_->entries.organizers());
  std::vector<DayNumber> days;
  for (absl::CivilDay day = first; day <= query.day; ++day) {
    if (step == SeriesStep::kMonth) day = std::min(LastDayOfMonth(day), query.day);
    days.push_back(DayNumberOf(day));
  }
  const auto counts = state_->counting.OnDays(question, {query.division}, days);
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
  ForEachPerson(state_->entries, question.known_at, [&](const Person& person) {
    std::optional<ExplainedPerson> explained =
        ExplainPerson(state_->entries, person, question, era, /*even_elsewhere=*/false);
    if (!explained) return;
    if (whom == ExplainWhom::kCounted && explained->standing == Standing::kNotCounted) return;
    result.push_back(*std::move(explained));
  });
  std::sort(result.begin(), result.end(),
            [](const ExplainedPerson& a, const ExplainedPerson& b) { return a.worker < b.worker; });
  return result;
}

ExplainedPage RatioBook::ExplainPage(const FigureQuery& query, absl::string_view after, int limit,
                                     std::optional<Standing> only) const {
  const Question question = QuestionOf(query, state_->entries.organizers());
  const TextTable& texts = state_->entries.texts();
  const auto list = state_->lists.Of(question, query.division, [&] {
    return MakePersonList(state_->divisions, state_->entries, query.division, question);
  });
  ExplainedPage page;
  page.figures = FiguresFrom(list->tally, *question.policy, query.division, query.day);
  auto next = std::upper_bound(list->persons.begin(), list->persons.end(), after,
                               [&](absl::string_view name, const PersonList::Entry& entry) {
                                 return name < texts.text(entry.name);
                               });
  Era era(state_->divisions, texts, question.day, {query.division});
  const auto skip = [&] {
    while (only.has_value() && next != list->persons.end() && next->standing != *only) ++next;
  };
  skip();
  for (; next != list->persons.end() && static_cast<int>(page.persons.size()) < limit;
       ++next, skip()) {
    ForPersonsAround(state_->entries, next->worker, question.known_at, [&](const Person& person) {
      if (person.workers[0] != next->worker) return;  // another one of its group
      page.persons.push_back(*ExplainPerson(state_->entries, person, question, era, false));
    });
  }
  page.more = next != list->persons.end();
  return page;
}

std::optional<ExplainedPerson> RatioBook::ExplainWorker(const FigureQuery& query,
                                                        absl::string_view worker) const {
  const std::int32_t index = state_->entries.FindWorker(worker);
  if (index < 0) return std::nullopt;
  const Question question = QuestionOf(query, state_->entries.organizers());
  Era era(state_->divisions, state_->entries.texts(), question.day, {query.division});
  std::optional<ExplainedPerson> explained;
  ForPersonsAround(state_->entries, index, question.known_at, [&](const Person& person) {
    if (std::find(person.workers.begin(), person.workers.end(), index) == person.workers.end()) {
      return;
    }
    explained = ExplainPerson(state_->entries, person, question, era, /*even_elsewhere=*/true);
  });
  return explained;
}

std::vector<Registered> RatioBook::Registrations(absl::string_view worker,
                                                 absl::Time known_at) const {
  std::vector<Registered> registered;
  const std::int32_t index = state_->entries.FindWorker(worker);
  if (index < 0) return registered;
  const KnownAt known = KnownAtOf(known_at);
  const TextTable& texts = state_->entries.texts();
  ForPersonsAround(state_->entries, index, known, [&](const Person& person) {
    if (std::find(person.workers.begin(), person.workers.end(), index) == person.workers.end()) {
      return;
    }
    for (const auto& one : WorkerHistory(person.facts, known).Registrations()) {
      registered.push_back({std::string(texts.text(one.worker)),
                            std::string(texts.text(one.division)), CivilDayOf(one.day)});
    }
  });
  return registered;
}

std::optional<PlacedJob> RatioBook::JobOfPlacement(absl::string_view worker,
                                                   absl::string_view placement,
                                                   absl::Time known_at) const {
  const std::int32_t index = state_->entries.FindWorker(worker);
  if (index < 0) return std::nullopt;
  return FindPlacedJob(state_->entries, index, placement, KnownAtOf(known_at), kNewestRules);
}

std::vector<std::vector<PeriodFigures>> RatioBook::Periods(
    const FigureQuery& query, const std::vector<std::string>& divisions,
    const std::vector<DaySpan>& spans) const {
  return CountPeriods(state_->divisions, state_->entries,
                      QuestionOf(query, state_->entries.organizers()), divisions, spans);
}

std::vector<PeriodPart> RatioBook::PeriodParts(const FigureQuery& query, Breakdown breakdown,
                                               const DaySpan& span) const {
  return CountPeriodParts(state_->divisions, state_->entries,
                          QuestionOf(query, state_->entries.organizers()), query.division,
                          breakdown, span);
}

std::vector<PersonStanding> RatioBook::Standings(const FigureQuery& query) const {
  return StandingsOf(state_->divisions, state_->entries, query.division,
                     QuestionOf(query, state_->entries.organizers()));
}

std::vector<AuditPerson> RatioBook::AuditPersons(const FigureQuery& query) const {
  return AuditPersonsOf(state_->divisions, state_->entries, query.division,
                        QuestionOf(query, state_->entries.organizers()));
}

std::vector<RevisedPerson> RatioBook::Revisions(const FigureQuery& query, absl::Time known_at,
                                                const reference::Policy* policy) const {
  const Question before = QuestionOf(query, state_->entries.organizers());
  Question now = before;
  now.known_at = KnownAtOf(known_at);
  return FindRevisions(state_->divisions, state_->entries, query.division, before, now,
                       policy == nullptr ? *before.policy : *policy);
}

std::shared_ptr<const std::vector<WorklistRow>> RatioBook::Worklist(
    const FigureQuery& query) const {
  Question question = QuestionOf(query, state_->entries.organizers());
  question.day = question.known_at.day;
  return state_->worklists.OfDay(question, query.division, [&] {
    return MakeWorklist(state_->divisions, state_->entries, query.division, question);
  });
}

std::shared_ptr<const std::vector<WorklistRow>> RatioBook::Claims(
    const FigureQuery& query, const std::string& organizer) const {
  Question question = QuestionOf(query, state_->entries.organizers());
  question.day = question.known_at.day;
  return state_->claims.OfDay(question, organizer, [&] {
    return MakeClaims(state_->divisions, state_->entries, organizer, question);
  });
}

ExtractPage RatioBook::Extract(const FigureQuery& query, const std::string& after,
                               std::size_t most_bytes, const Pseudonym& pseudonym) const {
  const Question question = QuestionOf(query, state_->entries.organizers());
  // Another pseudonym of the division tells that it is another extract.
  const std::string key = absl::StrCat(query.division, " ", pseudonym(query.division));
  const auto groups = state_->extracts.Of(question, key, [&] {
    return GroupsToExtract(state_->divisions, state_->entries, query.division, question, pseudonym);
  });
  auto next = std::upper_bound(
      groups->begin(), groups->end(), after,
      [](const std::string& name, const ExtractedGroup& group) { return name < group.pseudonym; });
  ExtractPage page;
  if (after.empty()) page.lines = std::string(kExtractHeader);
  for (; next != groups->end() && page.lines.size() < most_bytes; ++next) {
    absl::StrAppend(&page.lines, ExtractGroup(state_->entries, *next, question, pseudonym));
    page.last = next->pseudonym;
  }
  page.more = next != groups->end();
  return page;
}

std::shared_ptr<const std::string> RatioBook::PublicationText(const FigureQuery& query,
                                                              const PublishedFigure& figure,
                                                              const Pseudonym& pseudonym) const {
  const Question question = QuestionOf(query, state_->entries.organizers());
  // As in Extract, and the positions: what else the text says follows from the question.
  const std::string key = absl::StrCat(query.division, " ", pseudonym(query.division), " ",
                                       figure.worker_sequence, " ", figure.placement_sequence);
  return state_->publication_texts.Of(question, key, [&] {
    std::vector<PersonStanding> persons = Standings(query);
    for (PersonStanding& person : persons) person.worker = pseudonym(person.worker);
    return CanonicalText(figure, std::move(persons));
  });
}

std::string RatioBook::ExtractOrganizers(const FigureQuery& query) const {
  return ratio::ExtractOrganizers(state_->entries, QuestionOf(query, state_->entries.organizers()));
}

bool RatioBook::PrepareSignals(const FigureQuery& query, absl::CivilDay first,
                               std::size_t worker_count) const {
  return state_->signals.Prepare(QuestionOf(query, state_->entries.organizers()), query.division,
                                 DayNumberOf(first), worker_count);
}

std::vector<Signal> RatioBook::Signals(const FigureQuery& query, absl::CivilDay first) const {
  return state_->signals.Of(QuestionOf(query, state_->entries.organizers()), query.division,
                            DayNumberOf(first));
}

std::int64_t RatioBook::worker_count() const {
  return static_cast<std::int64_t>(state_->entries.workers().size());
}
std::int64_t RatioBook::fact_count() const { return state_->entries.fact_count(); }
std::int64_t RatioBook::outcome_count() const { return state_->entries.outcome_count(); }
std::int64_t RatioBook::attestation_count() const { return state_->entries.attestation_count(); }

}  // namespace laowu::ratio
