// What undoing leaves, since others have built on it, and what it takes back once they have not:
// imports undone in whatever order, mergers, placements, attestations, households.

#include "import_fixture.h"
#include "laowu/v1/placement_service.grpc.pb.h"

namespace laowu::intake_role {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

// Made-up people: the number's prefix is nobody's.
constexpr char kOne[] = "魏良,529999196811087997,盘州市新民镇,初中,10012345678,是\n";
constexpr char kOther[] = "王样,529999199001010019,盘州市新民镇,初中,10012345679,是\n";

class ImportUndoKeptTest : public ImportFixture {
 protected:
  // What is written at another time is another commit's.
  void Tick() { role_.set_now(role_.now() + absl::Seconds(1)); }
  Import RunVacancies(const std::string& lines) {
    Tick();
    return Run(Read(absl::StrCat(kVacancyHeader, lines)));
  }
  Import RunWorkers(const std::string& lines) {
    Tick();
    return Run(Read(absl::StrCat(kWorkerHeader, lines), Spec(Import::WORKER)));
  }
  Import UndoLater(const Import& done) {
    Tick();
    return Undo(done);
  }
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

// The last one who left a household has taken it away.
TEST_F(ImportUndoKeptTest, WhoseHouseholdIsGoneIsSetBackWithoutItAndSaysSo) {
  const std::string header = "姓名,身份证号,乡镇,文化程度,户号\n";
  const std::string person = "魏良,529999196811087997,盘州市新民镇,";
  const Import first = Run(Read(absl::StrCat(header, person, "初中,H1\n"), Spec(Import::WORKER)));
  const std::string name = Rows(first)[0].name();
  ASSERT_THAT(GetWorker(name)->household(), HasSubstr("households/"));
  const Import wrong = Run(Read(absl::StrCat(header, person, "大专,H2\n"), Spec(Import::WORKER)));
  ASSERT_EQ(wrong.counts().updated_count(), 1) << Rows(wrong)[0].DebugString();
  const Import undone = UndoLater(wrong);
  EXPECT_EQ(undone.undone_count(), 1) << Rows(undone)[0].undo_message();
  EXPECT_EQ(FullWorker(name).education(), v1::EDUCATION_LEVEL_JUNIOR_MIDDLE);
  EXPECT_EQ(FullWorker(name).household(), "");
  EXPECT_THAT(Rows(undone)[0].undo_message(), HasSubstr("户"));
}

}  // namespace
}  // namespace laowu::intake_role
