// Where a worker was registered on the day of an outcome, and who therefore sees it.

#include "services/placement/registration.h"

#include "absl/strings/str_cat.h"
#include "services/runtime/record_fields.h"
#include "tests/unit/services/placement/placement_fixture.h"

namespace laowu::placement {
namespace {

constexpr absl::CivilDay kMay1(2026, 5, 1);
constexpr absl::CivilDay kJune1(2026, 6, 1);

v1::WorkerFact Fact(v1::WorkerFact::Kind kind, absl::CivilDay day, const std::string& division,
                    int sequence) {
  v1::WorkerFact fact;
  fact.set_name(absl::StrCat("workers/w1/facts/", sequence));
  fact.set_kind(kind);
  *fact.mutable_effective_date() = runtime::ToDate(day);
  fact.mutable_values()->set_division_code(division);
  fact.set_sequence(sequence);
  return fact;
}

TEST(RegistrationTest, TheNewestFactNotLaterThanTheDayHolds) {
  v1::Worker worker;
  worker.set_division_code("520204101");
  std::vector<v1::WorkerFact> facts = {
      Fact(v1::WorkerFact::RESIDENCE_MOVED, kJune1, "520204101", 2),
      Fact(v1::WorkerFact::PROFILE, kMay1, "520281101", 1)};
  EXPECT_EQ(RegistrationOn(worker, facts, kJune1 - 1), "520281101");
  EXPECT_EQ(RegistrationOn(worker, facts, kJune1), "520204101");
  EXPECT_EQ(RegistrationOn(worker, facts, kMay1 - 1), "520281101") << "before all, the first";
  v1::WorkerFact voided;
  voided.set_name("workers/w1/facts/3");
  voided.set_kind(v1::WorkerFact::FACT_VOIDED);
  voided.mutable_values()->set_voided_fact(facts[0].name());
  voided.set_sequence(3);
  facts.push_back(voided);
  EXPECT_EQ(RegistrationOn(worker, facts, kJune1), "520281101");
  EXPECT_EQ(RegistrationOn(worker, {}, kJune1), "520204101") << "what the record says";
}

TEST(RegistrationTest, FromItsLastChangeOnTheRecordAloneTells) {
  v1::Worker worker;
  *worker.mutable_update_time() =
      runtime::ToTimestamp(runtime::StartOfDay(kJune1) + absl::Hours(23));
  EXPECT_TRUE(TellsRegistration(worker, kJune1));
  EXPECT_FALSE(TellsRegistration(worker, kJune1 - 1));
}

// ratio.md rule 8: of two records of one person, the one that stood on the day.
TEST(RegistrationTest, FromTheDayOfAMergerOnTheRecordThatStandsTells) {
  RecordOfPerson merged;
  merged.worker.set_division_code("520281101");
  merged.worker.set_merged_into("workers/w2");
  *merged.worker.mutable_update_time() =
      runtime::ToTimestamp(runtime::StartOfDay(kJune1 + 5) + absl::Hours(9));
  RecordOfPerson standing;
  standing.worker.set_division_code("520204101");
  const auto on = [&](absl::CivilDay day) {
    return RegistrationOfPersonOn(std::vector<RecordOfPerson>{merged, standing}, day);
  };
  EXPECT_EQ(on(kMay1), "520204101") << "no fact tells of a day";
  v1::WorkerFact merger = Fact(v1::WorkerFact::MERGED, kJune1, "", 2);
  merger.mutable_values()->set_worker("workers/w2");
  merged.facts = {Fact(v1::WorkerFact::PROFILE, kMay1, "520281101", 1), merger};
  EXPECT_EQ(on(kJune1 - 1), "520281101");
  EXPECT_EQ(on(kJune1), "520204101");
  EXPECT_EQ(on(kJune1 + 9), "520204101");
  // Parted, and merged anew on a later day: the last merger holds.
  merger.set_name("workers/w1/facts/4");
  merger.set_sequence(4);
  *merger.mutable_effective_date() = runtime::ToDate(kJune1 + 4);
  merged.facts.push_back(merger);
  EXPECT_EQ(on(kJune1), "520281101");
  EXPECT_EQ(on(kJune1 + 4), "520204101");
}

class MovedWorkerTest : public PlacementFixture {
 protected:
  // w1 moved from Panzhou (520281) to Shuicheng (520204) on 1 June.
  MovedWorkerTest() {
    v1::Worker moved = MakeWorker(kWorker);
    moved.set_division_code("520204101");
    *moved.mutable_update_time() =
        runtime::ToTimestamp(runtime::StartOfDay(kJune1) + absl::Hours(9));
    workers_.Put(moved);
    workers_.PutFact(kWorker, Fact(v1::WorkerFact::PROFILE, kMay1, "520281101", 1));
    workers_.PutFact(kWorker, Fact(v1::WorkerFact::RESIDENCE_MOVED, kJune1, "520204101", 2));
  }
  absl::StatusOr<v1::Outcome> Read(const std::string& name, const std::string& by) {
    v1::GetOutcomeRequest request;
    request.set_name(name);
    return Call(by, &Stub::GetOutcome, request);
  }
};

TEST_F(MovedWorkerTest, AnOutcomeBearsTheRegistrationOfItsDay) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto before,
                             Record(MakeOutcome(v1::Outcome::ARRIVED, kJune1 - 10), kOtherBureau));
  EXPECT_EQ(before.worker_division_code(), "520281101");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto after,
                             Record(MakeOutcome(v1::Outcome::CONFIRMED, kJune1 + 9), kOtherBureau));
  EXPECT_EQ(after.worker_division_code(), "520204101");
  v1::ImportOutcomesRequest request;
  *request.add_rows()->mutable_outcome() = MakeOutcome(v1::Outcome::CONFIRMED, kJune1 - 5);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto imported,
                             Call(kOtherBureau, &Stub::ImportOutcomes, request));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Read(imported.results(0).name(), kCity));
  EXPECT_EQ(read.worker_division_code(), "520281101");
}

TEST_F(MovedWorkerTest, TheBureauOfThatDayAndTheBureauOfTodayReadIt) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto before,
                             Record(MakeOutcome(v1::Outcome::ARRIVED, kJune1 - 10), kOtherBureau));
  EXPECT_OK(Read(before.name(), kBureau));
  EXPECT_OK(Read(before.name(), kOtherBureau));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto after,
                             Record(MakeOutcome(v1::Outcome::CONFIRMED, kJune1 + 9), kOtherBureau));
  EXPECT_THAT(Read(after.name(), kBureau), HasReason("OUT_OF_SCOPE"));
}

}  // namespace
}  // namespace laowu::placement
