// Many at once: the last opening is never given twice, a worker is never bound twice, one row is
// never stored twice.

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/placement/outcome_records.h"
#include "services/runtime/record_fields.h"
#include "tests/unit/services/placement/placement_fixture.h"

namespace laowu::placement {
namespace {

class ConcurrencyTest : public PlacementFixture {
 protected:
  // Runs `work(0 … count - 1)` on a thread each, all at once.
  static void AtOnce(int count, const std::function<void(int)>& work) {
    std::atomic<int> ready = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i) {
      threads.emplace_back([&, i] {
        ++ready;
        while (ready < count) std::this_thread::yield();
        work(i);
      });
    }
    for (auto& thread : threads) thread.join();
  }
  // As a client does: tries again when told that others were faster.
  template <typename Function>
  static auto Insist(Function function) {
    auto result = function();
    while (absl::IsAborted(result.status())) result = function();
    return result;
  }
};

TEST_F(ConcurrencyTest, TheLastOpeningIsNeverGivenTwice) {
  constexpr int kRounds = 10;
  constexpr int kWorkers = 12;
  constexpr int kOpenings = 3;
  for (int round = 0; round < kRounds; ++round) {
    const std::string vacancy = absl::StrCat("offices/zhongshan/vacancies/v", round);
    const auto worker = [&](int i) { return absl::StrCat("workers/c", round, "-", i); };
    vacancies_.Put(MakeVacancy(vacancy, kOpenings));
    for (int i = 0; i < kWorkers; ++i) workers_.Put(MakeWorker(worker(i)));
    std::atomic<int> given = 0;
    std::atomic<int> full = 0;
    AtOnce(kWorkers, [&](int i) {
      const auto result = Insist([&] { return Propose(worker(i), vacancy); });
      if (result.ok()) ++given;
      if (runtime::ReasonOf(result.status()) == "VACANCY_FULL") ++full;
    });
    EXPECT_EQ(given, kOpenings);
    EXPECT_EQ(full, kWorkers - kOpenings);
    EXPECT_EQ(TakenCount(vacancy), kOpenings);
  }
}

// Of a vacancy that wants fewer by now than were proposed for it.
TEST_F(ConcurrencyTest, NoMoreAreAcceptedThanAreWantedByNow) {
  constexpr int kRounds = 10;
  constexpr int kWorkers = 8;
  constexpr int kOpenings = 3;
  for (int round = 0; round < kRounds; ++round) {
    const std::string vacancy = absl::StrCat("offices/zhongshan/vacancies/v", round);
    vacancies_.Put(MakeVacancy(vacancy, kWorkers));
    std::vector<std::string> names;
    for (int i = 0; i < kWorkers; ++i) {
      const std::string worker = absl::StrCat("workers/c", round, "-", i);
      workers_.Put(MakeWorker(worker));
      LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Propose(worker, vacancy));
      names.push_back(placement.name());
    }
    vacancies_.Put(MakeVacancy(vacancy, kOpenings));
    std::atomic<int> accepted = 0;
    std::atomic<int> full = 0;
    AtOnce(kWorkers, [&](int i) {
      const auto result = Insist([&] { return Accept(names[static_cast<size_t>(i)]); });
      if (result.ok()) ++accepted;
      if (runtime::ReasonOf(result.status()) == "VACANCY_FULL") ++full;
    });
    EXPECT_EQ(accepted, kOpenings);
    EXPECT_EQ(full, kWorkers - kOpenings);
  }
}

// Who proposes for one vacancy at once gets its turn without asking again.
TEST_F(ConcurrencyTest, ThereIsAnOpeningForEachOfManyWhoProposeAtOnce) {
  constexpr int kWorkers = 32;
  vacancies_.Put(MakeVacancy("offices/zhongshan/vacancies/many", 90));
  for (int i = 0; i < kWorkers; ++i) workers_.Put(MakeWorker(absl::StrCat("workers/m", i)));
  AtOnce(kWorkers, [&](int i) {
    EXPECT_OK(Propose(absl::StrCat("workers/m", i), "offices/zhongshan/vacancies/many"));
  });
  EXPECT_EQ(TakenCount("offices/zhongshan/vacancies/many"), kWorkers);
}

TEST_F(ConcurrencyTest, OpeningsComeAndGoAndTheCountStaysTrue) {
  constexpr int kWorkers = 8;
  for (int i = 0; i < kWorkers; ++i) workers_.Put(MakeWorker(absl::StrCat("workers/c", i)));
  AtOnce(kWorkers, [&](int i) {
    for (int round = 0; round < 5; ++round) {
      const auto placement =
          Insist([&] { return Propose(absl::StrCat("workers/c", i), kVacancy2); });
      if (!placement.ok()) continue;
      EXPECT_LE(TakenCount(kVacancy2), 3);
      EXPECT_OK(Insist([&] { return Decline(placement->name()); }));
    }
  });
  EXPECT_EQ(TakenCount(kVacancy2), 0);
}

TEST_F(ConcurrencyTest, OfAWorkersProposalsOneIsAccepted) {
  std::vector<std::string> names;
  for (const char* vacancy : {kVacancy2, kVacancy3, kVacancy4}) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Propose(kWorker, vacancy));
    names.push_back(placement.name());
  }
  std::atomic<int> accepted = 0;
  std::atomic<int> committed = 0;
  AtOnce(12, [&](int i) {
    const auto result = Insist([&] { return Accept(names[static_cast<size_t>(i) % 3]); });
    if (result.ok()) ++accepted;
    if (runtime::ReasonOf(result.status()) == "WORKER_COMMITTED") ++committed;
  });
  EXPECT_EQ(accepted, 4) << "who named the accepted one, and said the same again";
  EXPECT_EQ(committed, 8);
  EXPECT_EQ(StateOf(kWorker).proposal_count(), 2);
}

TEST_F(ConcurrencyTest, AWorkerGetsThreeProposalsHoweverManyAsk) {
  constexpr int kVacancies = 12;
  for (int i = 0; i < kVacancies; ++i) {
    vacancies_.Put(MakeVacancy(absl::StrCat("offices/zhongshan/vacancies/v", i), 5));
  }
  std::atomic<int> given = 0;
  AtOnce(kVacancies, [&](int i) {
    const auto result =
        Insist([&] { return Propose(kWorker, absl::StrCat("offices/zhongshan/vacancies/v", i)); });
    if (result.ok()) ++given;
  });
  EXPECT_EQ(given, 3);
  EXPECT_EQ(StateOf(kWorker).proposal_count(), 3);
}

TEST_F(ConcurrencyTest, OneRowSentByManyIsStoredOnce) {
  constexpr int kRounds = 10;
  ASSERT_OK(Record(MakeOutcome(v1::Outcome::ARRIVED, Today() - kRounds - 1)));
  for (int round = 0; round < kRounds; ++round) {
    // Changes nothing in the worker's state, so that no write of it stands in the way of a twin.
    const v1::Outcome confirmed = MakeOutcome(v1::Outcome::CONFIRMED, Today() - round);
    AtOnce(8, [&](int) { EXPECT_OK(Insist([&] { return Record(confirmed); })); });
  }
  const auto outcomes = LoadOutcomesOfWorker(*owned_->store, kWorker);
  ASSERT_OK(outcomes);
  EXPECT_EQ(outcomes->size(), 1u + kRounds);
}

TEST_F(ConcurrencyTest, AnArrivalConfirmedByManyIsRecordedAndVouchedForOnce) {
  const auto placement = Accepted(kWorker, kVacancy);
  AtOnce(8, [&](int) { EXPECT_OK(Insist([&] { return Confirm(placement.name(), Today()); })); });
  const auto outcomes = LoadOutcomesOfWorker(*owned_->store, kWorker);
  ASSERT_OK(outcomes);
  ASSERT_EQ(outcomes->size(), 1u);
  EXPECT_EQ(outcomes->front().attestations_size(), 1);
}

// Of two who have read the same record one is told that it has changed.
TEST_F(ConcurrencyTest, OfTwoUpdatesOfAnOrganizerByOneEtagOneIsRefused) {
  constexpr int kRounds = 20;
  LAOWU_ASSERT_OK_AND_ASSIGN(v1::Organizer organizer, CreateOrganizer("labour"));
  for (int round = 0; round < kRounds; ++round) {
    std::atomic<int> changed = 0;
    std::atomic<int> stale = 0;
    AtOnce(4, [&](int i) {
      v1::UpdateOrganizerRequest request;
      request.mutable_organizer()->set_name(organizer.name());
      request.mutable_organizer()->set_display_name(absl::StrCat("样例", round, "-", i));
      request.mutable_organizer()->set_etag(organizer.etag());
      const auto result = Call(kCity, &Stub::UpdateOrganizer, request);
      if (result.ok()) ++changed;
      if (runtime::ReasonOf(result.status()) == "ETAG_MISMATCH") ++stale;
    });
    EXPECT_EQ(changed, 1);
    EXPECT_EQ(stale, 3);
    v1::GetOrganizerRequest get;
    get.set_name(organizer.name());
    LAOWU_ASSERT_OK_AND_ASSIGN(organizer, Call(kCity, &Stub::GetOrganizer, get));
  }
}

// What others vouch for, an office does not take back: of the two at once either the office comes
// first, or it is refused.
TEST_F(ConcurrencyTest, NoArrivalIsTakenBackAfterAnotherHasVouchedForIt) {
  constexpr int kRounds = 20;
  for (int round = 0; round < kRounds; ++round) {
    const std::string worker = absl::StrCat("workers/r", round);
    const std::string vacancy = absl::StrCat("offices/zhongshan/vacancies/r", round);
    workers_.Put(MakeWorker(worker));
    vacancies_.Put(MakeVacancy(vacancy, 1));
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto arrival,
                               Confirm(Accepted(worker, vacancy).name(), Today()));
    v1::RetractArrivalRequest request;
    request.set_name(arrival.placement());
    request.set_reason("another of the same name");
    AtOnce(2, [&](int i) {
      if (i == 0) {
        EXPECT_OK(Insist(
            [&] { return Attest(kBureau, arrival.name(), v1::Attestation::WORKER_CONFIRMATION); }));
        return;
      }
      const auto retracted = Insist([&] { return Call(kOffice, &Stub::RetractArrival, request); });
      if (!retracted.ok()) {
        EXPECT_THAT(retracted, HasReason("WRONG_STATE"));
      }
    });
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto outcomes, LoadOutcomesOfWorker(*owned_->store, worker));
    const v1::Outcome* voided = nullptr;
    absl::Time vouched;
    for (const v1::Outcome& outcome : outcomes) {
      if (outcome.type() == v1::Outcome::VOIDED) voided = &outcome;
      for (const v1::Attestation& attestation : outcome.attestations()) {
        if (attestation.kind() != v1::Attestation::WORKER_CONFIRMATION) continue;
        vouched = runtime::ToTime(attestation.record_time());
      }
    }
    if (voided != nullptr) {
      EXPECT_LT(runtime::ToTime(voided->record_time()), vouched);
    }
  }
}

}  // namespace
}  // namespace laowu::placement
