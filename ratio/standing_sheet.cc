#include "ratio/standing_sheet.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "ratio/persons.h"

namespace laowu::ratio {

StandingSheet::StandingSheet(const reference::Divisions& divisions, const Entries& entries,
                             const Question& question, const std::deque<Recorded>& newest)
    : entries_(entries), question_(question), places_(divisions, entries.texts(), question.day) {
  marks_.resize(entries.workers().size());
  ForEachPerson(entries, question.known_at, [this](const Person& person) { Enter(person); });
  NoteNotKnown(newest);
}

void StandingSheet::NoteNotKnown(const std::deque<Recorded>& newest) {
  for (const Recorded& entry : newest) {
    if (entry.record_nanos > question_.known_at.nanos) changed_.push_back(entry);
  }
}

bool StandingSheet::IsOf(const Question& question) const {
  return question.day == question_.day && question.known_at.day == question_.known_at.day &&
         question.policy == question_.policy && question.strictness == question_.strictness &&
         question.boundary == question_.boundary && question.carry == question_.carry;
}

std::int32_t StandingSheet::CellOf(const Place& home) {
  const auto next = static_cast<std::int32_t>(cells_.size());
  const auto [cell, is_new] =
      cell_of_.try_emplace({home.province, home.city, home.county, home.township}, next);
  if (is_new) cells_.push_back({home, {}});
  return cell->second;
}

void StandingSheet::Enter(const Person& person) {
  const PersonOnDay on = WorkerHistory(person.facts, question_.known_at).On(question_.day);
  if (!on.known) return;
  const Place home = places_.Find(on.division, on.division_day);
  const Timeline timeline =
      DeriveTimeline(person.rows, question_.known_at, question_.policy->rules_version);
  const Marks marks = MarksOf(JudgeForCount(on, home, timeline, question_, places_), question_);
  if (marks == 0) return;
  Mark& mark = marks_[static_cast<std::size_t>(person.workers[0])];
  mark = {CellOf(home), marks};
  cells_[static_cast<std::size_t>(mark.cell)].tally.Add(marks, 1);
}

void StandingSheet::TakeOut(std::int32_t worker) {
  Mark& mark = marks_[static_cast<std::size_t>(worker)];
  if (mark.marks != 0) cells_[static_cast<std::size_t>(mark.cell)].tally.Add(mark.marks, -1);
  mark = {};
}

void StandingSheet::MoveTo(KnownAt known_at, const std::deque<Recorded>& newest) {
  const bool back = known_at.nanos < question_.known_at.nanos;
  question_.known_at = known_at;
  if (back) NoteNotKnown(newest);
  if (changed_.empty()) return;
  marks_.resize(entries_.workers().size());
  // Records that were ever merged are one another's business: all of a group are taken out, and
  // its persons entered once, when the first of it that has changed comes.
  absl::flat_hash_set<std::int32_t> done;
  for (const Recorded& entry : changed_) {
    const std::int32_t group = entries_.workers()[static_cast<std::size_t>(entry.worker)].group;
    if (!done.insert(group < 0 ? entry.worker : entries_.group(group)[0]).second) continue;
    if (group < 0) TakeOut(entry.worker);
    if (group >= 0) {
      for (const std::int32_t member : entries_.group(group)) TakeOut(member);
    }
    ForPersonsAround(entries_, entry.worker, known_at, [this](const Person& person) {
      if (!person.rows.empty()) Enter(person);
    });
  }
  std::erase_if(changed_, [&](const Recorded& e) { return e.record_nanos <= known_at.nanos; });
}

Tally StandingSheet::Of(absl::string_view division) {
  const UnitId unit = places_.UnitOf(division);
  Tally tally;
  for (const Cell& cell : cells_) {
    const Place& home = cell.home;
    if (unit == home.township || unit == home.county || unit == home.city ||
        unit == home.province) {
      tally.Add(cell.tally);
    }
  }
  return tally;
}

std::vector<Tally> StandingSheets::Of(const Question& question,
                                      absl::Span<const std::string> divisions) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto of = [&](const auto& sheet) { return sheet->IsOf(question); };
  auto found = std::find_if(sheets_.begin(), sheets_.end(), of);
  if (found == sheets_.end() || (*found)->IsStale()) {
    if (found != sheets_.end()) sheets_.erase(found);
    if (sheets_.size() == kMostSheets) sheets_.pop_back();
    sheets_.push_back(
        std::make_unique<StandingSheet>(divisions_, entries_, question, newest_.entries()));
    found = sheets_.end() - 1;
  }
  std::rotate(sheets_.begin(), found, found + 1);
  StandingSheet& sheet = *sheets_.front();
  sheet.MoveTo(question.known_at, newest_.entries());
  std::vector<Tally> tallies;
  for (const std::string& division : divisions) tallies.push_back(sheet.Of(division));
  return tallies;
}

void StandingSheets::Note(absl::Span<const std::int32_t> workers, std::int64_t record_nanos) {
  const std::lock_guard<std::mutex> lock(mutex_);
  newest_.Note(workers, record_nanos, sheets_);
}

void StandingSheets::NoteOrganizer(std::int64_t record_nanos) {
  const std::lock_guard<std::mutex> lock(mutex_);
  newest_.ForgetThrough(record_nanos);
  sheets_.clear();
}

}  // namespace laowu::ratio
