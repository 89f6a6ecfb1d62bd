#ifndef LAOWU_RATIO_PERSON_LISTS_H_
#define LAOWU_RATIO_PERSON_LISTS_H_

// Who is in D: names in order and the figure, so that a page of an explanation explains its own
// persons alone. 12 bytes a person.

#include <cstdint>
#include <string>
#include <vector>

#include "ratio/counting.h"
#include "ratio/entries.h"
#include "ratio/ratio_book.h"

namespace laowu::ratio {

struct PersonList {
  struct Entry {
    TextId name;          // that stands for the person
    std::int32_t worker;  // its first record
    Standing standing;
  };
  std::vector<Entry> persons;  // of D, by name
  Tally tally;
};

PersonList MakePersonList(const reference::Divisions& divisions, const Entries& entries,
                          const std::string& division, const Question& question);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_PERSON_LISTS_H_
