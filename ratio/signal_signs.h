#ifndef LAOWU_RATIO_SIGNAL_SIGNS_H_
#define LAOWU_RATIO_SIGNAL_SIGNS_H_

// What single persons add to the signals of a window. Signals are told from the signs of all; whose
// entries have changed is looked at again alone (signal_sheet.h).

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "ratio/counting.h"
#include "ratio/entries.h"
#include "ratio/new_spells.h"
#include "ratio/persons.h"
#include "ratio/places.h"
#include "ratio/record_pairs.h"
#include "ratio/reports.h"
#include "ratio/standing.h"

namespace laowu::ratio {

// One of the many that something is measured of, by organiser and day.
struct CountSign {
  TextId worker;
  TextId outcome;
  TextId organizer;
  DayNumber day;  // kNoDay: the whole window
  SignalKind kind;
  bool measured;
  // Of a job that the old ledger knew, and of LATE_OPENING_BALANCE: the county, numbered by its
  // finder; 0: none. Of such a job `day` is the one on which it was recorded.
  std::uint16_t county = 0;
};

// Signs that few have.
struct RareSigns {
  std::vector<RecordPair> alone;  // WENT_ALONE_BEFORE, beside their CountSign
  struct Move {
    UnitId from;
    UnitId to;
    TextId worker;
    TextId fact;
    bool first;  // of the person between these two: a person who went twice counts once
    bool away;
  };
  std::vector<Move> moves;
  struct ByFact {
    TextId worker;
    TextId fact;
  };
  std::vector<ByFact> by_fact;
  struct Pair {
    TextId worker;
    RecordPair pair;
  };
  std::optional<Pair> unattested;
  std::optional<Pair> voided;
  std::int32_t left_count = 0;
  struct Unidentified {
    std::string county;
    TextId worker;
    TextId fact;
    TextId outcome;
    bool before;  // in the year before the window
  };
  std::optional<Unidentified> unidentified;
};

// Points into the entries: of a person whose entries have changed it is void.
struct PersonSigns {
  absl::InlinedVector<CountSign, 4> counts;
  std::unique_ptr<RareSigns> rare;

  RareSigns& MakeRare() {
    if (rare == nullptr) rare = std::make_unique<RareSigns>();
    return *rare;
  }
  bool empty() const { return counts.empty() && rare == nullptr; }
};
// By the first worker of the person.
using AllSigns = absl::flat_hash_map<std::int32_t, PersonSigns>;

// On which day the first outcome of a person was recorded that stands, and in which county they
// were registered then. Everybody who ever was away has one, so it stands apart from the signs.
struct FirstRecord {
  DayNumber day;
  std::uint16_t county;  // as of CountSign
};
using FirstRecords = absl::flat_hash_map<std::int32_t, FirstRecord>;  // as AllSigns

// The days from `first` to the question's, of one division. What it refers to outlives it.
struct SignalWindow {
  const reference::Divisions& divisions;
  const Entries& entries;
  const std::string& division;
  const Question& question;  // its T moves on within its day
  DayNumber first;
  std::vector<Era>& eras;  // of the division, from kUsualDays before `first`
  FirstRecords& first_records;
};

// One way to look at persons. LookAt adds what the person is a sign of; Tell makes signals of all.
// PassOver is told of who was never of the division: of the rest of its county, there may be
// something to note.
class SignalFinder {
 public:
  virtual ~SignalFinder() = default;
  virtual void LookAt(const Person& person, const Life& life, PersonSigns& signs) = 0;
  virtual void PassOver(const Person& /*person*/, const WorkerHistory& /*history*/) {}
  virtual std::vector<Signal> Tell(const AllSigns& signs) = 0;
};

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_SIGNAL_SIGNS_H_
