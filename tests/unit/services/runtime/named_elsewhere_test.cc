// Of stores that are each good, what one names and another does not have.

#include "services/runtime/named_elsewhere.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/key.h"

namespace laowu::runtime {
namespace {

using storage::EncodeKey;
using storage::Record;
using storage::Table;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Record WithKey(std::string key) { return Record{std::move(key), "", 1, absl::UnixEpoch()}; }

class NamedElsewhereTest : public ::testing::Test {
 protected:
  // One outcome of a, one placement of a and of b to two vacancies.
  NamedElsewhereTest() {
    names_.Begin("placement");
    names_.Add(Table::kOutcomesByWorker,
               WithKey(EncodeKey("workers/a", absl::CivilDay(2026, 6, 1), "o1")));
    for (const char* worker : {"workers/a", "workers/b"}) {
      names_.Add(Table::kPlacementsByWorker, WithKey(EncodeKey(worker, "placements/p")));
    }
    for (const char* vacancy : {"offices/z/vacancies/v", "offices/z/vacancies/w"}) {
      names_.Add(Table::kPlacementsByVacancy, WithKey(EncodeKey(vacancy, "placements/p")));
    }
  }
  NamedElsewhere names_;
};

TEST_F(NamedElsewhereTest, OfARoleThatWasNotReadNothingIsSaid) {
  EXPECT_THAT(names_.Missing(), IsEmpty());
}

TEST_F(NamedElsewhereTest, WhatIsNotThereIsCountedOnceWhateverNamesIt) {
  names_.Begin("worker");
  names_.Begin("vacancy");
  names_.Add(Table::kVacancies, WithKey(EncodeKey("z", "v")));
  EXPECT_THAT(names_.Missing(),
              ElementsAre("placement names 2 workers that worker does not have",
                          "placement names 1 vacancies that vacancy does not have"));
}

TEST_F(NamedElsewhereTest, WhatIsThereIsEnoughWhateverElseIs) {
  names_.Begin("worker");
  names_.Begin("vacancy");
  for (const char* id : {"a", "b", "c"}) names_.Add(Table::kWorkers, WithKey(EncodeKey(id)));
  for (const char* id : {"v", "w", "x"}) names_.Add(Table::kVacancies, WithKey(EncodeKey("z", id)));
  names_.Add(Table::kWorkerFacts, WithKey(EncodeKey("d")));
  EXPECT_THAT(names_.Missing(), IsEmpty());
}

}  // namespace
}  // namespace laowu::runtime
