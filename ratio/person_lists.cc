#include "ratio/person_lists.h"

#include <algorithm>

#include "ratio/explaining.h"
#include "ratio/persons.h"

namespace laowu::ratio {

PersonList MakePersonList(const reference::Divisions& divisions, const Entries& entries,
                          const std::string& division, const Question& question) {
  PersonList list;
  Era era(divisions, entries.texts(), question.day, {division});
  ForEachJudged(
      era, entries, question, [&](const Person& person, const Place&, const Verdict& verdict) {
        list.tally.Add(MarksOf(verdict, question), 1);
        if (verdict.standing == Standing::kNotCounted) return;
        list.persons.push_back(
            {NameOf(entries, person, question.known_at), person.workers[0], verdict.standing});
      });
  std::sort(list.persons.begin(), list.persons.end(), [&entries](const auto& a, const auto& b) {
    return entries.texts().text(a.name) < entries.texts().text(b.name);
  });
  return list;
}

}  // namespace laowu::ratio
