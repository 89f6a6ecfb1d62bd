#include "ratio/person_lists.h"

#include <algorithm>
#include <utility>

#include "ratio/explaining.h"
#include "ratio/persons.h"

namespace laowu::ratio {
namespace {

bool SameQuestion(const Question& a, const Question& b) {
  return a.day == b.day && a.known_at.nanos == b.known_at.nanos && a.policy == b.policy &&
         a.strictness == b.strictness && a.boundary == b.boundary && a.carry == b.carry;
}

}  // namespace

std::shared_ptr<const PersonList> PersonLists::Of(const Question& question,
                                                  const std::string& division) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  auto found = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& kept) {
    return kept.division == division && SameQuestion(kept.question, question);
  });
  if (found == kept_.end()) {
    kept_.push_front({division, question, Make(question, division)});
    if (kept_.size() > kMostLists) kept_.pop_back();
  } else {
    kept_.splice(kept_.begin(), kept_, found);
  }
  return kept_.front().list;
}

void PersonLists::Note(std::int64_t record_nanos) {
  const std::lock_guard<std::mutex> lock(mutex_);
  kept_.remove_if([&](const Kept& kept) { return record_nanos <= kept.question.known_at.nanos; });
}

std::shared_ptr<const PersonList> PersonLists::Make(const Question& question,
                                                    const std::string& division) const {
  auto list = std::make_shared<PersonList>();
  Era era(divisions_, entries_.texts(), question.day, {division});
  ForEachPerson(entries_, question.known_at, [&](const Person& person) {
    const PersonOnDay on = WorkerHistory(person.facts, question.known_at).On(question.day);
    if (!on.known) return;
    const Place home = era.places.Find(on.division, on.division_day);
    if (era.TargetOf(home) < 0) return;
    const Timeline timeline = DeriveTimeline(person.rows, question.known_at);
    const Verdict verdict = Judge(on, home, timeline, question, era.places);
    list->tally.Add(MarksOf(verdict, question), 1);
    if (verdict.standing == Standing::kNotCounted) return;
    list->persons.push_back({NameOf(entries_, person, question.known_at), person.workers[0]});
  });
  std::sort(list->persons.begin(), list->persons.end(), [this](const auto& a, const auto& b) {
    return entries_.texts().text(a.name) < entries_.texts().text(b.name);
  });
  return list;
}

}  // namespace laowu::ratio
