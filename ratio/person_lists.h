#ifndef LAOWU_RATIO_PERSON_LISTS_H_
#define LAOWU_RATIO_PERSON_LISTS_H_

// Who is in D, for the questions last explained page by page: names in order and the figure, so
// that a page explains its own persons alone. Thread-safe for asking; changes as the book says.
//
// A list holds for its T: only an entry recorded at or before it (a feed that catches up) could
// change it, and drops all lists.

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "ratio/counting.h"
#include "ratio/entries.h"

namespace laowu::ratio {

struct PersonList {
  struct Entry {
    TextId name;          // that stands for the person
    std::int32_t worker;  // a record of it
  };
  std::vector<Entry> persons;  // of D, by name
  Tally tally;
};

class PersonLists {
 public:
  PersonLists(const reference::Divisions& divisions, const Entries& entries)
      : divisions_(divisions), entries_(entries) {}

  std::shared_ptr<const PersonList> Of(const Question& question, const std::string& division) const;

  // After each change of the entries.
  void Note(std::int64_t record_nanos);

 private:
  static constexpr std::size_t kMostLists = 4;  // 8 bytes a person of D each

  struct Kept {
    std::string division;
    Question question;
    std::shared_ptr<const PersonList> list;
  };
  std::shared_ptr<const PersonList> Make(const Question& question,
                                         const std::string& division) const;

  const reference::Divisions& divisions_;
  const Entries& entries_;
  mutable std::mutex mutex_;
  mutable std::list<Kept> kept_;  // the last asked first
};

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_PERSON_LISTS_H_
