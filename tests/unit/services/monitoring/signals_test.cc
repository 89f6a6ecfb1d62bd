// Signals over a server in this process: who is told what, and with which evidence.

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "publication_fixture.h"
#include "services/monitoring/signal_list.h"

namespace laowu::monitoring {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class SignalsTest : public PublicationFixture {};

TEST_F(SignalsTest, SignalsTellMonitorsNoPersons) {
  v1::ListSignalsRequest request;
  request.set_parent("divisions/520281");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto list, role_.Call(kPanzhou, &Stub::ListSignals, request));
  ASSERT_THAT(list.signals(), SizeIs(1));
  EXPECT_EQ(list.signals(0).kind(), v1::Signal::NO_PLACEMENT);
  EXPECT_THAT(list.signals(0).workers(), ElementsAre("workers/organised"));
  EXPECT_THAT(list.signals(0).reason(), HasSubstr("没有推荐安置"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto seen, role_.Call(kMonitor, &Stub::ListSignals, request));
  ASSERT_THAT(seen.signals(), SizeIs(1));
  EXPECT_THAT(seen.signals(0).workers(), IsEmpty());
  EXPECT_THAT(seen.signals(0).outcomes(), IsEmpty());
}

// One phone for more than five: persons to a bureau, counts to a monitor, the number to nobody; of
// now alone, since a phone is no dated fact.
TEST_F(SignalsTest, OnePhoneForManyIsToldAsOfNow) {
  v1::ListSignalsRequest request;
  request.set_parent("divisions/520281");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto without, role_.Call(kPanzhou, &Stub::ListSignals, request));
  EXPECT_TRUE(without.phones_left_out());
  v1::ListSharedPhonesResponse phones;
  auto* shared = phones.add_shared_phones();
  shared->set_person_count(7);
  for (const char* worker : {"workers/claimed", "workers/organised", "workers/stayed"}) {
    shared->add_workers(worker);
  }
  workers_.Answer(phones);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto list, role_.Call(kPanzhou, &Stub::ListSignals, request));
  EXPECT_FALSE(list.phones_left_out());
  ASSERT_THAT(list.signals(), SizeIs(2));
  const v1::Signal& signal = list.signals(1);
  EXPECT_EQ(signal.kind(), v1::Signal::ONE_PHONE);
  EXPECT_EQ(signal.measured_count(), 7);
  EXPECT_EQ(signal.compared_count(), 1);
  EXPECT_THAT(signal.workers(),
              ElementsAre("workers/claimed", "workers/organised", "workers/stayed"));
  EXPECT_THAT(signal.reason(), HasSubstr("同一个电话"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto seen, role_.Call(kMonitor, &Stub::ListSignals, request));
  EXPECT_EQ(seen.signals(1).measured_count(), 7);
  EXPECT_THAT(seen.signals(1).workers(), IsEmpty());
  // The city asks for all codes of its counties.
  request.set_parent("divisions/520200");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto city, role_.Call(kCity, &Stub::ListSignals, request));
  EXPECT_FALSE(city.phones_left_out());
  request.set_parent("divisions/520281");
  *request.mutable_known_at() = runtime::ToTimestamp(At(11));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto then, role_.Call(kPanzhou, &Stub::ListSignals, request));
  EXPECT_TRUE(then.phones_left_out());
  EXPECT_THAT(then.signals(), SizeIs(1));
}

// People made up by a county, without identity numbers and by its word alone, are told at once,
// with their facts and who recorded them.
TEST_F(SignalsTest, ManyNewPeopleWithoutIdentityNumberAreTold) {
  std::vector<v1::WorkerFact> facts;
  std::vector<v1::Outcome> outcomes;
  for (int i = 0; i < 10; ++i) {
    const std::string worker = absl::StrCat("made-up-", i);
    facts.push_back(Profile(worker, "520281001", At(11, 10)));
    facts.back().mutable_values()->set_without_identity_number(true);
    facts.back().set_recorded_by("panzhou");
    outcomes.push_back(Arrival(worker, v1::CHANNEL_PUBLIC_SERVICE, At(11, 15)));
    auto* proof = outcomes.back().add_attestations();
    proof->set_name(outcomes.back().name() + "/attestations/a");
    proof->set_kind(v1::Attestation::WORKER_CONFIRMATION);
    proof->set_grade(v1::EVIDENCE_GRADE_WORKER_CONFIRMATION);
    *proof->mutable_record_time() = runtime::ToTimestamp(At(11, 15));
  }
  SendWorkers(facts, At(11, 30));
  SendOutcomes(outcomes, At(11, 30));
  WaitUntilComplete(At(11, 30));
  v1::ListSignalsRequest request;
  request.set_parent("divisions/520281");
  const auto told = [&](const std::string& principal) {
    const auto list = role_.Call(principal, &Stub::ListSignals, request);
    EXPECT_OK(list);
    std::vector<v1::Signal> found;
    if (!list.ok()) return found;
    for (const v1::Signal& signal : list->signals()) {
      if (signal.kind() == v1::Signal::NEW_WITHOUT_IDENTITY_NUMBER) found.push_back(signal);
    }
    return found;
  };
  const auto signals = told(kPanzhou);
  ASSERT_THAT(signals, SizeIs(1));
  EXPECT_EQ(signals[0].division_code(), "520281");
  EXPECT_EQ(signals[0].measured_count(), 10);
  EXPECT_EQ(signals[0].compared_count(), 0);
  EXPECT_THAT(signals[0].workers(), SizeIs(10));
  EXPECT_THAT(signals[0].facts(), SizeIs(10));
  EXPECT_EQ(signals[0].facts(0), "workers/made-up-0/facts/profile");
  EXPECT_EQ(signals[0].outcomes(0), "outcomes/arrival-made-up-0");
  EXPECT_THAT(signals[0].recorded_by(), ElementsAre("panzhou"));
  EXPECT_THAT(signals[0].reason(), HasSubstr("10人没有身份证号"));
  const auto seen = told(kMonitor);
  ASSERT_THAT(seen, SizeIs(1));
  EXPECT_THAT(seen[0].workers(), IsEmpty());
  EXPECT_THAT(seen[0].facts(), IsEmpty());
}

// A county sees whom another took over, or who was moved away, and who said so.
TEST_F(SignalsTest, ARegistrationThatMovedIsToldWithWhoSaidSo) {
  v1::WorkerFact moved = Profile("self", "520203102", At(11, 10));
  moved.set_name("workers/self/facts/moved");
  moved.set_kind(v1::WorkerFact::RESIDENCE_MOVED);
  *moved.mutable_effective_date() = runtime::ToDate(absl::CivilDay(2026, 6, 1));
  moved.set_recorded_by("liuzhi");
  SendWorkers({moved}, At(11, 30));
  SendOutcomes({}, At(11, 30));
  WaitUntilComplete(At(11, 30));
  v1::ListSignalsRequest request;
  request.set_parent("divisions/520281");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto list, role_.Call(kPanzhou, &Stub::ListSignals, request));
  ASSERT_THAT(list.signals(), SizeIs(2));
  const v1::Signal& signal = list.signals(1);
  EXPECT_EQ(signal.kind(), v1::Signal::REGISTRATION_MOVED);
  EXPECT_EQ(signal.from_division_code(), "520281");
  EXPECT_EQ(signal.to_division_code(), "520203");
  EXPECT_THAT(signal.workers(), ElementsAre("workers/self"));
  EXPECT_THAT(signal.facts(), ElementsAre(moved.name()));
  EXPECT_THAT(signal.recorded_by(), ElementsAre("liuzhi"));
  EXPECT_THAT(signal.reason(), HasSubstr("六枝"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto seen, role_.Call(kMonitor, &Stub::ListSignals, request));
  EXPECT_THAT(seen.signals(1).facts(), IsEmpty());
  EXPECT_EQ(seen.signals(1).measured_count(), 1);
}

// Many telephones do not push out that a survey's number was changed, which is told last.
TEST_F(SignalsTest, NoKindIsPushedOutByAnother) {
  v1::ListSharedPhonesResponse phones;
  for (int i = 0; i < 600; ++i) phones.add_shared_phones()->set_person_count(1000 - i);
  workers_.Answer(phones);
  v1::UpdateBaselineRequest baseline;
  baseline.mutable_baseline()->set_source("抽样调查");
  for (const char* month : {"2026-02", "2026-03"}) {
    baseline.mutable_baseline()->set_name(absl::StrCat("divisions/520281/baselines/", month));
    for (const int persons : {5000, 4000}) {
      baseline.mutable_baseline()->set_outbound_person_count(persons);
      ASSERT_OK(role_.Call(kPanzhou, &Stub::UpdateBaseline, baseline));
    }
  }
  SendWorkers({}, At(12, 30));
  SendOutcomes({}, At(12, 30));
  WaitUntilComplete(At(12, 30));
  v1::ListSignalsRequest request;
  request.set_parent("divisions/520281");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto list, role_.Call(kPanzhou, &Stub::ListSignals, request));
  ASSERT_THAT(list.signals(), SizeIs(500));
  EXPECT_EQ(list.signals(0).kind(), v1::Signal::NO_PLACEMENT);
  EXPECT_EQ(list.signals(1).measured_count(), 1000) << "the most persons first";
  EXPECT_EQ(list.signals(497).kind(), v1::Signal::ONE_PHONE);
  for (const int last : {498, 499}) {
    EXPECT_EQ(list.signals(last).kind(), v1::Signal::BASELINE_REVISED);
  }
  EXPECT_EQ(list.signals(498).date().month(), 3) << "the latest month first";
}

// Whoever has hung up does not keep the book busy; what was looked at by then is kept.
TEST_F(SignalsTest, TheLookAtEverybodyEndsOnceNobodyWaits) {
  ratio::FigureQuery query;
  query.division = "520281";
  query.day = absl::CivilDay(2026, 6, 30);
  query.known_at = At(11);
  int asked_count = 0;
  const auto look = [&](int gone_after) {
    asked_count = 0;
    return LookAtEverybody(feed_, query, query.day - 91, 1,
                           [&] { return ++asked_count == gone_after; });
  };
  EXPECT_THAT(look(2), StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_EQ(asked_count, 2) << "of four persons";
  EXPECT_OK(look(0));
  EXPECT_EQ(asked_count, 1) << "two were left, and after the last nobody is asked";
}

TEST(OrderSignals, TheLongestKindsLoseTheirLastRows) {
  std::vector<v1::Signal> signals;
  const auto add = [&](v1::Signal::Kind kind, int count) {
    for (int i = 0; i < count; ++i) {
      v1::Signal& signal = signals.emplace_back();
      signal.set_kind(kind);
      signal.set_measured_count(count - i);
    }
  };
  const auto told = [&](std::size_t most) {
    OrderSignals(most, signals);
    std::vector<std::string> rows;
    for (const v1::Signal& signal : signals) {
      rows.push_back(absl::StrCat(static_cast<int>(signal.kind()), ":", signal.measured_count()));
    }
    return rows;
  };
  add(v1::Signal::NEW_WITHOUT_IDENTITY_NUMBER, 1);
  add(v1::Signal::ONE_PHONE, 3);
  add(v1::Signal::NO_PLACEMENT, 4);
  EXPECT_THAT(told(8), ElementsAre("3:4", "3:3", "3:2", "3:1", "12:3", "12:2", "12:1", "13:1"));
  EXPECT_THAT(told(5), ElementsAre("3:4", "3:3", "12:3", "12:2", "13:1"));
  EXPECT_THAT(told(3), ElementsAre("3:4", "12:3", "13:1"));
}

// The book names a person by the oldest record, which a bureau that took the person over cannot
// open; a registration that moved is told of the record that said it before.
TEST_F(SignalsTest, PersonsAreNamedByTheRecordThatStandsInTheCallersScope) {
  v1::Outcome voided = Arrival("self", v1::CHANNEL_UNSPECIFIED, At(11, 10));
  voided.set_name("outcomes/void");
  voided.set_type(v1::Outcome::VOIDED);
  voided.set_voids("outcomes/arrival-self");
  v1::WorkerFact moved = Profile("claimed", "520203102", At(11, 10));
  moved.set_name("workers/claimed/facts/moved");
  moved.set_kind(v1::WorkerFact::RESIDENCE_MOVED);
  *moved.mutable_effective_date() = runtime::ToDate(absl::CivilDay(2026, 6, 1));
  SendWorkers({moved}, At(11, 30));
  SendOutcomes({voided}, At(11, 30));
  WaitUntilComplete(At(11, 30));
  for (const char* worker : {"organised", "self", "claimed"}) {
    const std::string name = absl::StrCat("workers/", worker);
    workers_.Merge(name, name + "-here", "520281002");
  }
  v1::ListSignalsRequest request;
  request.set_parent("divisions/520281");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto list, role_.Call(kPanzhou, &Stub::ListSignals, request));
  std::map<v1::Signal::Kind, std::vector<std::string>> named;
  for (const v1::Signal& signal : list.signals()) {
    for (const std::string& worker : signal.workers()) named[signal.kind()].push_back(worker);
    for (const auto& one : signal.evidences()) named[signal.kind()].push_back(one.worker());
  }
  EXPECT_THAT(named[v1::Signal::NO_PLACEMENT], ElementsAre("workers/organised-here"));
  EXPECT_THAT(named[v1::Signal::LEFT_BY_VOIDING], Each("workers/self-here"));
  EXPECT_THAT(named[v1::Signal::LEFT_BY_VOIDING], Not(IsEmpty()));
  EXPECT_THAT(named[v1::Signal::REGISTRATION_MOVED], ElementsAre("workers/claimed"));
}

// Whoever signs sees who left by what was taken back, by whom and by which import; a monitor
// counts.
TEST_F(SignalsTest, WhoLeftByWhatWasTakenBackIsToldWithTheEvidence) {
  v1::Outcome voided = Arrival("self", v1::CHANNEL_UNSPECIFIED, At(11, 10));
  voided.set_name("outcomes/void");
  voided.set_type(v1::Outcome::VOIDED);
  voided.set_voids("outcomes/arrival-self");
  voided.set_recorded_by("panzhou");
  voided.set_undone_import("imports/i");
  SendWorkers({}, At(11, 30));
  SendOutcomes({voided}, At(11, 30));
  WaitUntilComplete(At(11, 30));
  v1::ListSignalsRequest request;
  request.set_parent("divisions/520281");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto list, role_.Call(kPanzhou, &Stub::ListSignals, request));
  ASSERT_THAT(list.signals(), SizeIs(2));
  const v1::Signal& signal = list.signals(1);
  EXPECT_EQ(signal.kind(), v1::Signal::LEFT_BY_VOIDING);
  EXPECT_EQ(signal.undone_import(), "imports/i");
  EXPECT_THAT(signal.recorded_by(), ElementsAre("panzhou"));
  EXPECT_THAT(signal.reason(), HasSubstr("imports/i"));
  ASSERT_THAT(signal.evidences(), SizeIs(1));
  EXPECT_EQ(signal.evidences(0).worker(), "workers/self");
  EXPECT_EQ(signal.evidences(0).outcome(), "outcomes/void");
  EXPECT_EQ(signal.evidences(0).earlier_outcome(), "outcomes/arrival-self");
  EXPECT_EQ(signal.evidences(0).recorded_by(), "panzhou");
  EXPECT_TRUE(signal.evidences(0).earlier_voided());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto seen, role_.Call(kMonitor, &Stub::ListSignals, request));
  EXPECT_EQ(seen.signals(1).measured_count(), 1);
  EXPECT_THAT(seen.signals(1).evidences(), IsEmpty());
}

}  // namespace
}  // namespace laowu::monitoring
