// What undoing leaves, since others have built on it, and what it takes back once they have not:
// imports undone in whatever order, mergers, placements, attestations, households.

#include "laowu/v1/placement_service.grpc.pb.h"
#include "later_imports_fixture.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"

namespace laowu::intake_role {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class ImportUndoKeptTest : public LaterImportsFixture {
 protected:
  Import UndoAs(const std::string& id, const Import& done) {
    sender_ = id;
    return UndoLater(done);
  }
  v1::Placement Propose(const std::string& worker) {
    v1::CreatePlacementRequest request;
    request.mutable_placement()->set_worker(worker);
    request.mutable_placement()->set_vacancy("offices/zhongshan/vacancies/a");
    request.mutable_placement()->set_decided_by("经办");
    const auto made = role_.Call(kCounty, &v1::PlacementService::Stub::CreatePlacement, request);
    EXPECT_OK(made);
    return made.ok() ? *made : v1::Placement();
  }
  void Merge(const std::string& name, const std::string& merged) {
    v1::MergeWorkersRequest request;
    request.set_name(name);
    request.set_merged_worker(merged);
    request.set_purpose("同一人");
    request.set_accept_differences(true);
    request.set_reference("公安证明第1号");
    ASSERT_OK(role_.Call(kCounty, &v1::WorkerService::Stub::MergeWorkers, request));
  }
};

// The older first keeps all, since the later one stands. Once that is undone the records are again
// as the older one left them.
TEST_F(ImportUndoKeptTest, VacanciesGoBackStepByStepAlsoIfTheOlderImportIsTriedFirst) {
  const Import first = RunVacancies(
      absl::StrCat(VacancyLine("a", "5000"), VacancyLine("b", "5000"), VacancyLine("c", "5000")));
  const Import second = RunVacancies(
      absl::StrCat(VacancyLine("a", "6000"), VacancyLine("b", "6000"), VacancyLine("c", "6000")));
  ASSERT_EQ(second.counts().updated_count(), 3) << second.DebugString();
  Import undone = UndoLater(first);
  EXPECT_EQ(undone.kept_count(), 3);
  EXPECT_EQ(undone.undone_count(), 0);
  for (const ImportRow& row : Rows(undone)) {
    EXPECT_EQ(row.undo_result(), ImportRow::CHANGED_SINCE);
    EXPECT_THAT(row.undo_message(), HasSubstr(second.name())) << "which one to undo first";
  }
  EXPECT_EQ(UndoLater(second).undone_count(), 3);
  EXPECT_EQ(Vacancy("a").min_wage_cny_per_month(), 5'000);
  undone = UndoLater(undone);
  EXPECT_EQ(undone.undone_count(), 3) << Rows(undone)[0].undo_message();
  EXPECT_EQ(undone.kept_count(), 0);
  for (const char* reference : {"a", "b", "c"}) {
    EXPECT_EQ(Vacancy(reference).state(), v1::Vacancy::CLOSED) << reference;
  }
}

// What a hand has changed is not taken back however often it is asked.
TEST_F(ImportUndoKeptTest, WhatAHandHasChangedStandsAtEveryUndoing) {
  const Import done = RunVacancies(VacancyLine("a", "5000"));
  v1::UpdateVacancyRequest update;
  update.mutable_vacancy()->set_name("offices/zhongshan/vacancies/a");
  update.mutable_vacancy()->set_opening_count(9);
  ASSERT_OK(role_.Call(kOffice, &v1::VacancyService::Stub::UpdateVacancy, update));
  Import undone = UndoLater(done);
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(undone.kept_count(), 1);
    EXPECT_EQ(Rows(undone)[0].undo_result(), ImportRow::CHANGED_SINCE);
    EXPECT_EQ(Vacancy("a").state(), v1::Vacancy::OPEN);
    undone = UndoLater(undone);
  }
}

TEST_F(ImportUndoKeptTest, PeopleGoBackStepByStepAlsoIfTheOlderImportIsTriedFirst) {
  const Import first = RunWorkers(kOne);
  const std::string name = Rows(first)[0].name();
  const std::string home = FullWorker(name).division_code();
  const Import second = RunWorkers("魏良,529999196811087997,盘州市红果街道,大专,10012345678,是\n");
  const Import third = RunWorkers("魏良,529999196811087997,盘州市红果街道,高中,10087654321,是\n");
  ASSERT_EQ(third.counts().updated_count(), 1) << Rows(third)[0].DebugString();
  for (const Import& older : {first, second}) {
    const Import undone = UndoLater(older);
    EXPECT_EQ(undone.kept_count(), 1);
    EXPECT_EQ(Rows(undone)[0].undo_result(), ImportRow::CHANGED_SINCE);
  }
  EXPECT_EQ(UndoLater(third).undone_count(), 1);
  EXPECT_EQ(FullWorker(name).personal_details().phone_number(), "10012345678");
  const Import back = UndoLater(second);
  EXPECT_EQ(back.undone_count(), 1) << Rows(back)[0].undo_message();
  EXPECT_EQ(back.kept_count(), 0);
  EXPECT_EQ(FullWorker(name).education(), v1::EDUCATION_LEVEL_JUNIOR_MIDDLE);
  EXPECT_EQ(FullWorker(name).division_code(), home) << "its dated facts are taken back, too";
  EXPECT_EQ(UndoLater(first).undone_count(), 1);
  EXPECT_TRUE(GetWorker(name)->has_erase_time());
}

// The second, undone first, keeps the record for the third's sake: until it is undone again, it is
// what the first one waits for.
TEST_F(ImportUndoKeptTest, AnUndoneImportThatHasKeptTheRecordIsNamedAsTheNextToUndo) {
  const auto try_in_turn = [&](const Import& first, const Import& second, const Import& third) {
    Import kept = UndoLater(second);
    ASSERT_EQ(kept.kept_count(), 1);
    EXPECT_THAT(Rows(kept)[0].undo_message(), HasSubstr(third.name()));
    Import oldest = UndoLater(first);
    ASSERT_EQ(oldest.kept_count(), 1);
    EXPECT_THAT(Rows(oldest)[0].undo_message(), HasSubstr(second.name()));
    EXPECT_EQ(UndoLater(third).undone_count(), 1);
    oldest = UndoLater(oldest);
    ASSERT_EQ(oldest.kept_count(), 1) << "the second stands again";
    EXPECT_THAT(Rows(oldest)[0].undo_message(), HasSubstr(second.name()));
    EXPECT_THAT(Rows(oldest)[0].undo_message(), HasSubstr("undo that one again first"));
    EXPECT_EQ(UndoLater(kept).undone_count(), 1);
    oldest = UndoLater(oldest);
    EXPECT_EQ(oldest.kept_count(), 0) << Rows(oldest)[0].undo_message();
  };
  const Import vacancies = RunVacancies(VacancyLine("a", "5000"));
  const Import dearer = RunVacancies(VacancyLine("a", "6000"));
  try_in_turn(vacancies, dearer, RunVacancies(VacancyLine("a", "7000")));
  EXPECT_EQ(Vacancy("a").state(), v1::Vacancy::CLOSED);
  const Import people = RunWorkers(kOne);
  const Import schooled = RunWorkers("魏良,529999196811087997,盘州市新民镇,大专,10012345678,是\n");
  try_in_turn(people, schooled,
              RunWorkers("魏良,529999196811087997,盘州市新民镇,高中,10087654321,是\n"));
  EXPECT_TRUE(GetWorker(Rows(people)[0].name())->has_erase_time());
}

// Both were changed by hand since: what the undone one has kept for another record's sake is none
// of this one's.
TEST_F(ImportUndoKeptTest, AnUndoneImportThatHasKeptAnotherRecordIsNotNamed) {
  const Import first = RunWorkers(absl::StrCat(kOne, kOther));
  const Import later = RunWorkers(
      "魏良,529999196811087997,盘州市新民镇,大专,10012345678,是\n"
      "王样,529999199001010019,盘州市新民镇,大专,10012345679,是\n");
  const auto set_wage = [&](const std::string& name) {
    v1::UpdateWorkerRequest update;
    update.mutable_worker()->set_name(name);
    update.mutable_worker()->set_min_wage_cny_per_month(6'000);
    ASSERT_OK(role_.Call(kCounty, &v1::WorkerService::Stub::UpdateWorker, update));
  };
  set_wage(Rows(first)[1].name());
  const Import undone = UndoLater(later);
  ASSERT_EQ(undone.undone_count(), 1);
  ASSERT_EQ(undone.kept_count(), 1);
  set_wage(Rows(first)[0].name());
  const auto rows = Rows(UndoLater(first));
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].undo_result(), ImportRow::CHANGED_SINCE);
  EXPECT_THAT(rows[0].undo_message(), Not(HasSubstr(later.name())));
  EXPECT_EQ(rows[1].undo_result(), ImportRow::CHANGED_SINCE);
  EXPECT_THAT(rows[1].undo_message(), HasSubstr(later.name()));
}

// Set back by the undoing, and then changed by hand.
TEST_F(ImportUndoKeptTest, APersonWhoWasChangedAfterTheLaterUndoingIsKept) {
  const Import first = RunWorkers(kOne);
  const std::string name = Rows(first)[0].name();
  UndoLater(RunWorkers("魏良,529999196811087997,盘州市新民镇,大专,10012345678,是\n"));
  v1::UpdateWorkerRequest update;
  update.mutable_worker()->set_name(name);
  update.mutable_worker()->set_min_wage_cny_per_month(6'000);
  ASSERT_OK(role_.Call(kCounty, &v1::WorkerService::Stub::UpdateWorker, update));
  const Import undone = UndoLater(first);
  EXPECT_EQ(undone.kept_count(), 1);
  EXPECT_EQ(Rows(undone)[0].undo_result(), ImportRow::CHANGED_SINCE);
  EXPECT_FALSE(GetWorker(name)->has_erase_time());
}

// The other record would stand behind one that is gone, and be shown no vacancies.
TEST_F(ImportUndoKeptTest, WhoStandsForAnotherRecordIsKeptUntilTheMergerIsTakenBack) {
  const std::string theirs = Rows(RunWorkers(kOne))[0].name();
  const Import done = RunWorkers(kOther);
  const std::string name = Rows(done)[0].name();
  Merge(name, theirs);
  Import undone = UndoLater(done);
  EXPECT_EQ(undone.undone_count(), 0);
  EXPECT_EQ(undone.kept_count(), 1);
  EXPECT_EQ(Rows(undone)[0].undo_result(), ImportRow::NOT_POSSIBLE);
  EXPECT_THAT(Rows(undone)[0].undo_message(), HasSubstr(theirs));
  EXPECT_FALSE(GetWorker(name)->has_erase_time());
  EXPECT_EQ(GetWorker(theirs)->merged_into(), name);
  v1::UnmergeWorkersRequest part;
  part.set_name(theirs);
  part.set_purpose("不是同一人");
  ASSERT_OK(role_.Call(kCounty, &v1::WorkerService::Stub::UnmergeWorkers, part));
  undone = UndoLater(undone);
  EXPECT_EQ(undone.undone_count(), 1) << Rows(undone)[0].undo_message();
  EXPECT_EQ(undone.kept_count(), 0);
  EXPECT_TRUE(GetWorker(name)->has_erase_time());
  EXPECT_FALSE(GetWorker(theirs)->has_erase_time());
}

TEST_F(ImportUndoKeptTest, AVacancyForWhichSomebodyWasAcceptedIsKeptUntilThatEnds) {
  const Import done = RunVacancies(absl::StrCat(VacancyLine("a"), VacancyLine("b", "5500")));
  const std::string worker = Rows(RunWorkers(kOne))[0].name();
  const v1::Placement proposed = Propose(worker);
  v1::AcceptPlacementRequest accept;
  accept.set_name(proposed.name());
  ASSERT_OK(role_.Call(kCounty, &v1::PlacementService::Stub::AcceptPlacement, accept));
  Import undone = UndoAs(kOffice, done);
  EXPECT_EQ(undone.undone_count(), 1);
  EXPECT_EQ(undone.kept_count(), 1);
  EXPECT_EQ(Rows(undone)[0].undo_result(), ImportRow::NOT_POSSIBLE);
  EXPECT_THAT(Rows(undone)[0].undo_message(), HasSubstr("accepted"));
  EXPECT_EQ(Vacancy("a").state(), v1::Vacancy::OPEN);
  EXPECT_EQ(Vacancy("b").state(), v1::Vacancy::CLOSED);
  EXPECT_THAT(Receipt(undone), HasSubstr("未关闭"));
  v1::EndPlacementRequest end;
  end.set_name(proposed.name());
  ASSERT_OK(role_.Call(kCounty, &v1::PlacementService::Stub::EndPlacement, end));
  undone = UndoAs(kOffice, undone);
  EXPECT_EQ(undone.undone_count(), 2) << Rows(undone)[0].undo_message();
  EXPECT_EQ(undone.kept_count(), 0);
  EXPECT_EQ(Vacancy("a").state(), v1::Vacancy::CLOSED);
}

// So is one for which somebody is only proposed; nobody minds one who has declined.
TEST_F(ImportUndoKeptTest, AVacancyGoesWithTheFileWhereWhoWasProposedHasDeclined) {
  const Import done = RunVacancies(VacancyLine("a"));
  const std::string worker = Rows(RunWorkers(kOne))[0].name();
  const v1::Placement proposed = Propose(worker);
  Import undone = UndoAs(kOffice, done);
  EXPECT_EQ(undone.kept_count(), 1);
  v1::DeclinePlacementRequest decline;
  decline.set_name(proposed.name());
  decline.set_decline_reason(v1::DECLINE_REASON_PAY);
  ASSERT_OK(role_.Call(kCounty, &v1::PlacementService::Stub::DeclinePlacement, decline));
  undone = UndoAs(kOffice, undone);
  EXPECT_EQ(undone.undone_count(), 1) << Rows(undone)[0].undo_message();
}

TEST_F(ImportUndoKeptTest, AnOutcomeThatSomebodyHasVouchedForSinceStands) {
  const std::string worker = Rows(RunWorkers(kOne))[0].name();
  auto spec = Spec(Import::OUTCOME);
  spec.set_attestation_kind(v1::Attestation::VILLAGE_STATEMENT);
  spec.set_attestation_reference("2026年6月名单");
  const Import done =
      Run(Read(absl::StrCat("人员编号,类型,日期,务工地,渠道\n", worker,
                            ",到岗,2026-06-12,中山市,自发\n", worker, ",返乡,2026-06-20,,\n"),
               spec));
  ASSERT_EQ(done.counts().created_count(), 2) << Rows(done)[0].DebugString();
  Tick();
  v1::AttestOutcomeRequest attest;
  attest.set_name(Rows(done)[0].name());
  attest.mutable_attestation()->set_kind(v1::Attestation::WORKER_CONFIRMATION);
  attest.mutable_attestation()->set_reference("2026-06-25 电话 5678");
  ASSERT_OK(role_.Call(kCounty, &v1::PlacementService::Stub::AttestOutcome, attest));
  const Import undone = UndoLater(done);
  EXPECT_EQ(undone.undone_count(), 1) << "its own attestation does not stand in the way";
  EXPECT_EQ(undone.kept_count(), 1);
  const auto rows = Rows(undone);
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].undo_result(), ImportRow::NOT_POSSIBLE);
  EXPECT_THAT(rows[0].undo_message(), HasSubstr("vouched"));
  EXPECT_EQ(rows[1].undo_result(), ImportRow::UNDONE);
}

// Of persons as of vacancies: which import is to be undone first.
TEST_F(ImportUndoKeptTest, APersonWhomALaterImportHasChangedSaysWhichOne) {
  const Import first = RunWorkers(absl::StrCat(kOne, kOther));
  const Import later = RunWorkers("魏良,529999196811087997,盘州市新民镇,大专,10012345678,是\n");
  ASSERT_EQ(later.counts().updated_count(), 1) << later.DebugString();
  Import undone = UndoLater(first);
  EXPECT_EQ(undone.undone_count(), 1) << "nobody has written the other";
  const auto rows = Rows(undone);
  EXPECT_EQ(rows[0].undo_result(), ImportRow::CHANGED_SINCE);
  EXPECT_THAT(rows[0].undo_message(), HasSubstr(later.name()));
  UndoLater(later);
  undone = UndoLater(undone);
  EXPECT_EQ(undone.undone_count(), 2) << Rows(undone)[0].undo_message();
  EXPECT_EQ(undone.kept_count(), 0);
}

// He was asked, and nothing came of it; while he may still say yes the record stands.
TEST_F(ImportUndoKeptTest, APersonGoesWithTheFileOnceTheProposalIsDeclined) {
  RunVacancies(VacancyLine("a"));
  const Import done = RunWorkers(kOne);
  const std::string name = Rows(done)[0].name();
  const v1::Placement proposed = Propose(name);
  Import undone = UndoLater(done);
  EXPECT_EQ(undone.kept_count(), 1);
  EXPECT_EQ(Rows(undone)[0].undo_result(), ImportRow::NOT_POSSIBLE);
  EXPECT_THAT(Rows(undone)[0].undo_message(), HasSubstr("undo again"));
  v1::DeclinePlacementRequest decline;
  decline.set_name(proposed.name());
  decline.set_decline_reason(v1::DECLINE_REASON_PAY);
  ASSERT_OK(role_.Call(kCounty, &v1::PlacementService::Stub::DeclinePlacement, decline));
  undone = UndoLater(undone);
  EXPECT_EQ(undone.undone_count(), 1) << Rows(undone)[0].undo_message();
  EXPECT_EQ(undone.kept_count(), 0);
  EXPECT_TRUE(GetWorker(name)->has_erase_time());
}

TEST_F(ImportUndoKeptTest, APersonWhoHasAcceptedAPlacementStandsForEverAndSaysSo) {
  RunVacancies(VacancyLine("a"));
  const Import done = RunWorkers(kOne);
  const std::string name = Rows(done)[0].name();
  const v1::Placement proposed = Propose(name);
  v1::AcceptPlacementRequest accept;
  accept.set_name(proposed.name());
  ASSERT_OK(role_.Call(kCounty, &v1::PlacementService::Stub::AcceptPlacement, accept));
  v1::EndPlacementRequest end;
  end.set_name(proposed.name());
  ASSERT_OK(role_.Call(kCounty, &v1::PlacementService::Stub::EndPlacement, end));
  const Import undone = UndoLater(done);
  EXPECT_EQ(undone.kept_count(), 1);
  EXPECT_THAT(Rows(undone)[0].undo_message(), HasSubstr("however often"));
  EXPECT_THAT(Rows(undone)[0].undo_message(), HasSubstr("--made-by-mistake"));
  EXPECT_FALSE(GetWorker(name)->has_erase_time());
}

// Two wrong files: with the outcomes taken back, nothing is left that keeps the person.
TEST_F(ImportUndoKeptTest, APersonGoesOnceTheOutcomesAreTakenBack) {
  const Import people = RunWorkers(kOne);
  const std::string name = Rows(people)[0].name();
  auto spec = Spec(Import::OUTCOME);
  const Import outcomes = Run(
      Read(absl::StrCat("人员编号,类型,日期,务工地,渠道\n", name, ",到岗,2026-06-12,中山市,自发\n"),
           spec));
  ASSERT_EQ(outcomes.counts().created_count(), 1) << Rows(outcomes)[0].DebugString();
  Import undone = UndoLater(people);
  EXPECT_EQ(undone.kept_count(), 1);
  EXPECT_THAT(Rows(undone)[0].undo_message(), HasSubstr("VOIDED"));
  EXPECT_EQ(UndoLater(outcomes).undone_count(), 1);
  undone = UndoLater(undone);
  EXPECT_EQ(undone.undone_count(), 1) << Rows(undone)[0].undo_message();
  EXPECT_TRUE(GetWorker(name)->has_erase_time());
}

constexpr char kHouseholdHeader[] = "姓名,身份证号,乡镇,文化程度,户号\n";

class HouseholdUndoTest : public ImportUndoKeptTest {
 protected:
  // Two people of one household, whose number is `household`.
  Import RunFamily(const std::string& household) {
    Tick();
    return Run(
        Read(absl::StrCat(kHouseholdHeader, "魏良,529999196811087997,盘州市新民镇,初中,", household,
                          "\n王样,529999199001010019,盘州市新民镇,初中,", household, "\n"),
             Spec(Import::WORKER)));
  }
  std::string HouseholdOf(const std::string& name) { return FullWorker(name).household(); }
};

// The last one who left a household has taken it away: who comes back makes it again.
TEST_F(HouseholdUndoTest, AHouseholdThatAnImportHasEmptiedIsThereAgain) {
  const Import first = RunFamily("H1");
  const std::string one = Rows(first)[0].name();
  const std::string other = Rows(first)[1].name();
  const std::string household = HouseholdOf(one);
  ASSERT_THAT(household, HasSubstr("households/"));
  ASSERT_EQ(HouseholdOf(other), household);
  const Import wrong = RunFamily("H2");
  ASSERT_EQ(wrong.counts().updated_count(), 2) << Rows(wrong)[0].DebugString();
  ASSERT_NE(HouseholdOf(one), household);
  const Import undone = UndoLater(wrong);
  EXPECT_EQ(undone.undone_count(), 2) << Rows(undone)[0].undo_message();
  for (const ImportRow& row : Rows(undone)) EXPECT_EQ(row.undo_message(), "");
  EXPECT_EQ(HouseholdOf(one), household);
  EXPECT_EQ(HouseholdOf(other), household);
  EXPECT_EQ(UndoLater(first).undone_count(), 2);
}

TEST_F(HouseholdUndoTest, HouseholdsGoBackStepByStepInWhateverOrderItIsTried) {
  for (const std::vector<size_t>& order :
       std::vector<std::vector<size_t>>{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}}) {
    std::vector<Import> imports;
    std::vector<std::string> households;
    std::string name;
    for (const char* number : {"H1", "H2", "H3"}) {
      imports.push_back(RunFamily(number));
      name = Rows(imports.back())[0].name();
      households.push_back(HouseholdOf(name));
    }
    for (const size_t at : order) UndoLater(imports[at]);
    // What was kept for a later one's sake goes once that one is gone.
    for (const size_t at : {size_t{2}, size_t{1}}) {
      const Import undone = UndoLater(imports[at]);
      EXPECT_EQ(undone.undone_count(), 2) << at << Rows(undone)[0].undo_message();
      EXPECT_EQ(undone.kept_count(), 0) << at;
    }
    const Import undone = UndoLater(imports[0]);
    EXPECT_EQ(undone.kept_count(), 0) << Rows(undone)[0].undo_message();
    EXPECT_TRUE(GetWorker(name)->has_erase_time());
  }
}

// By hand, while the wrong file stood: each household is there for who is in it.
TEST_F(HouseholdUndoTest, WhoJoinedByHandStaysWhereTheyAre) {
  const Import first = RunFamily("H1");
  const std::string one = Rows(first)[0].name();
  const std::string household = HouseholdOf(one);
  const Import wrong = RunFamily("H2");
  const std::string wrong_household = HouseholdOf(one);
  const auto join = [&](const std::string& number, const char* identity_number) {
    v1::CreateWorkerRequest create;
    auto& worker = *create.mutable_worker();
    worker.set_division_code("520281121");
    worker.set_household(number);
    worker.mutable_personal_details()->set_display_name("样例");
    worker.mutable_personal_details()->set_identity_number(identity_number);
    const auto made = role_.Call(kCounty, &v1::WorkerService::Stub::CreateWorker, create);
    EXPECT_OK(made);
    return made.ok() ? made->name() : std::string();
  };
  const std::string in_first = join("H1", "529999199102030019");
  const std::string in_wrong = join("H2", "529999199203040021");
  ASSERT_EQ(HouseholdOf(in_first), household) << "made again by hand";
  const Import undone = UndoLater(wrong);
  EXPECT_EQ(undone.undone_count(), 2) << Rows(undone)[0].undo_message();
  EXPECT_EQ(HouseholdOf(one), household);
  EXPECT_EQ(HouseholdOf(in_first), household);
  EXPECT_EQ(HouseholdOf(in_wrong), wrong_household);
  v1::GetHouseholdRequest get;
  get.set_name(household);
  const auto there = role_.Call(kCounty, &v1::WorkerService::Stub::GetHousehold, get);
  ASSERT_OK(there);
  EXPECT_THAT(there->members(), SizeIs(3));
}

// The one who was left moved to another county, and the household with them.
TEST_F(HouseholdUndoTest, WhoseHouseholdIsAnotherCountysIsSetBackWithoutItAndSaysSo) {
  const Import first = RunFamily("H1");
  const std::string one = Rows(first)[0].name();
  const std::string other = Rows(first)[1].name();
  Tick();
  const Import wrong =
      Run(Read(absl::StrCat(kHouseholdHeader, "魏良,529999196811087997,盘州市新民镇,大专,H2\n"),
               Spec(Import::WORKER)));
  ASSERT_EQ(wrong.counts().updated_count(), 1) << Rows(wrong)[0].DebugString();
  v1::RecordWorkerFactRequest moved;
  moved.set_parent(other);
  moved.mutable_fact()->set_kind(v1::WorkerFact::RESIDENCE_MOVED);
  moved.mutable_fact()->set_reference("转出证明 1 号");
  *moved.mutable_fact()->mutable_effective_date() = runtime::ToDate(runtime::DayOf(role_.now()));
  moved.mutable_fact()->mutable_values()->set_division_code("520203102");
  ASSERT_OK(role_.Call(kCounty, &v1::WorkerService::Stub::RecordWorkerFact, moved));
  const Import undone = UndoLater(wrong);
  EXPECT_EQ(undone.undone_count(), 1) << Rows(undone)[0].undo_message();
  EXPECT_EQ(FullWorker(one).education(), v1::EDUCATION_LEVEL_JUNIOR_MIDDLE);
  EXPECT_EQ(HouseholdOf(one), "");
  EXPECT_THAT(Rows(undone)[0].undo_message(), HasSubstr("户"));
}

}  // namespace
}  // namespace laowu::intake_role
