#include "ratio/person_lists.h"

#include <algorithm>

#include "ratio/explaining.h"
#include "ratio/persons.h"

namespace laowu::ratio {

PersonList MakePersonList(const reference::Divisions& divisions, const Entries& entries,
                          const std::string& division, const Question& question) {
  PersonList list;
  Era era(divisions, entries.texts(), question.day, {division});
  ForEachPerson(entries, question.known_at, [&](const Person& person) {
    const PersonOnDay on = WorkerHistory(person.facts, question.known_at).On(question.day);
    if (!on.known) return;
    const Place home = era.places.Find(on.division, on.division_day);
    if (era.TargetOf(home) < 0) return;
    const Timeline timeline = DeriveTimeline(person.rows, question.known_at);
    const Verdict verdict = JudgeForCount(on, home, timeline, question, era.places);
    list.tally.Add(MarksOf(verdict, question), 1);
    if (verdict.standing == Standing::kNotCounted) return;
    list.persons.push_back({NameOf(entries, person, question.known_at), person.workers[0]});
  });
  std::sort(list.persons.begin(), list.persons.end(), [&entries](const auto& a, const auto& b) {
    return entries.texts().text(a.name) < entries.texts().text(b.name);
  });
  return list;
}

}  // namespace laowu::ratio
