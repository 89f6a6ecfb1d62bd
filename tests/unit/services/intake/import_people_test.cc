// A bureau's files of people and of what they do: columns, details, undoing, who may see them.

#include "import_fixture.h"
#include "laowu/v1/placement_service.grpc.pb.h"

namespace laowu::intake_role {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// A made-up person: the number's prefix is nobody's.
constexpr char kPerson[] = "魏良,529999196811087997,盘州市新民镇,初中,10012345678,是\n";

class ImportPeopleTest : public ImportFixture {
 protected:
  Import ReadWorkers(const std::string& content, bool dated = false) {
    auto spec = Spec(Import::WORKER);
    if (dated) {
      spec.mutable_as_of_date()->set_year(2026);
      spec.mutable_as_of_date()->set_month(6);
      spec.mutable_as_of_date()->set_day(30);
    }
    return Read(content, spec);
  }
  Import RunWorkers(const std::string& content, bool dated = false) {
    return Run(ReadWorkers(content, dated));
  }
  std::string OnlyWorker(const Import& done) {
    const auto rows = Rows(done);
    EXPECT_THAT(rows, SizeIs(1));
    return rows.empty() ? "" : rows[0].name();
  }
  int OutcomeCount(const std::string& worker, v1::Outcome::Type type) {
    v1::ListOutcomesRequest list;
    list.set_worker(worker);
    const auto all = role_.Call(kCounty, &v1::PlacementService::Stub::ListOutcomes, list);
    EXPECT_OK(all);
    int count = 0;
    for (const auto& outcome : all->outcomes()) count += outcome.type() == type ? 1 : 0;
    return count;
  }
  Import RunOutcome(const std::string& worker) {
    return Run(Read(
        absl::StrCat("人员编号,类型,日期,务工地,渠道\n", worker, ",到岗,2026-06-12,中山市,自发\n"),
        Spec(Import::OUTCOME)));
  }
};

TEST_F(ImportPeopleTest, ARosterBecomesWorkersAndTheSameAgainChangesNothing) {
  const std::string content = absl::StrCat(kWorkerHeader, kPerson);
  const Import done = RunWorkers(content);
  EXPECT_EQ(done.counts().created_count(), 1) << done.DebugString();
  const auto worker = FullWorker(OnlyWorker(done));
  EXPECT_EQ(worker.recorded_by(), kCounty);
  EXPECT_EQ(worker.personal_details().phone_number(), "10012345678");
  EXPECT_EQ(RunWorkers(content).counts().unchanged_count(), 1);
}

TEST_F(ImportPeopleTest, AColumnThatIsNotInTheFileLeavesTheFieldAlone) {
  const std::string name = OnlyWorker(RunWorkers(absl::StrCat(kWorkerHeader, kPerson)));
  const Import second =
      RunWorkers("姓名,身份证号,乡镇,技能\n魏良,529999196811087997,盘州市新民镇,电焊\n");
  EXPECT_EQ(second.counts().updated_count(), 1) << Rows(second)[0].DebugString();
  const auto worker = FullWorker(name);
  EXPECT_EQ(worker.education(), v1::EDUCATION_LEVEL_JUNIOR_MIDDLE);
  EXPECT_EQ(worker.legal_basis().kind(), v1::Worker::LegalBasis::CONSENT);
  EXPECT_THAT(worker.skills(), SizeIs(1));
  // And the first one again changes nothing of that.
  const Import third = RunWorkers(absl::StrCat(kWorkerHeader, kPerson));
  EXPECT_EQ(third.counts().unchanged_count(), 1) << Rows(third)[0].DebugString();
}

TEST_F(ImportPeopleTest, UndoErasesWhomTheFileMade) {
  const Import done = RunWorkers(absl::StrCat(kWorkerHeader, kPerson));
  const std::string name = OnlyWorker(done);
  EXPECT_EQ(Undo(done).undone_count(), 1);
  EXPECT_TRUE(GetWorker(name)->has_erase_time());
  const Import again = RunWorkers(absl::StrCat(kWorkerHeader, kPerson));
  EXPECT_EQ(again.counts().created_count(), 1);
}

TEST_F(ImportPeopleTest, UndoSetsDetailsAndDatedFieldsBack) {
  const std::string name = OnlyWorker(RunWorkers(absl::StrCat(kWorkerHeader, kPerson)));
  const auto before = FullWorker(name);
  const Import wrong = RunWorkers(
      absl::StrCat(kWorkerHeader, "魏凉,529999196811087997,盘州市红果街道,大专,10087654321,是\n"),
      /*dated=*/true);
  EXPECT_EQ(wrong.counts().updated_count(), 1) << Rows(wrong)[0].DebugString();
  EXPECT_NE(FullWorker(name).division_code(), before.division_code());
  const Import undone = Undo(wrong);
  EXPECT_EQ(undone.undone_count(), 1) << Rows(undone)[0].DebugString();
  const auto after = FullWorker(name);
  EXPECT_EQ(after.personal_details().DebugString(), before.personal_details().DebugString());
  EXPECT_EQ(after.education(), before.education());
  EXPECT_EQ(after.division_code(), before.division_code());
}

TEST_F(ImportPeopleTest, ALaterChangeByTheBureauStands) {
  const Import done = RunWorkers(absl::StrCat(kWorkerHeader, kPerson));
  const std::string name = OnlyWorker(done);
  v1::UpdateWorkerRequest update;
  update.mutable_worker()->set_name(name);
  update.mutable_worker()->set_min_wage_cny_per_month(6'000);
  ASSERT_OK(role_.Call(kCounty, &v1::WorkerService::Stub::UpdateWorker, update));
  const Import undone = Undo(done);
  EXPECT_EQ(undone.kept_count(), 1);
  EXPECT_EQ(Rows(undone)[0].undo_result(), ImportRow::CHANGED_SINCE);
  EXPECT_FALSE(GetWorker(name)->has_erase_time());
}

TEST_F(ImportPeopleTest, WhoHasOutcomesIsNotErased) {
  const Import done = RunWorkers(absl::StrCat(kWorkerHeader, kPerson));
  const std::string name = OnlyWorker(done);
  ASSERT_EQ(RunOutcome(name).counts().created_count(), 1);
  const Import undone = Undo(done);
  EXPECT_EQ(undone.kept_count(), 1);
  EXPECT_EQ(Rows(undone)[0].undo_result(), ImportRow::NOT_POSSIBLE);
}

TEST_F(ImportPeopleTest, OutcomesOfAFileAreVoided) {
  const std::string name = OnlyWorker(RunWorkers(absl::StrCat(kWorkerHeader, kPerson)));
  const Import done = RunOutcome(name);
  EXPECT_EQ(done.counts().created_count(), 1) << Rows(done)[0].DebugString();
  EXPECT_EQ(RunOutcome(name).counts().unchanged_count(), 1);
  EXPECT_EQ(Undo(done).undone_count(), 1);
  EXPECT_EQ(OutcomeCount(name, v1::Outcome::VOIDED), 1);
  EXPECT_EQ(RunOutcome(name).counts().created_count(), 1) << "what was voided may be said again";
}

// A mistyped year is taken (ratio.md rule 0) and said to be strange: once, before the run and
// after.
TEST_F(ImportPeopleTest, AReturnBeforeEveryArrivalBearsAWarning) {
  const std::string name = OnlyWorker(RunWorkers(absl::StrCat(kWorkerHeader, kPerson)));
  ASSERT_EQ(RunOutcome(name).counts().created_count(), 1);
  const Import read =
      Read(absl::StrCat("人员编号,类型,日期\n", name, ",返乡,2016-06-20\n"), Spec(Import::OUTCOME));
  const auto reasons_of = [&](const Import& import) {
    std::vector<std::string> reasons;
    for (const auto& row : Rows(import)) {
      for (const auto& warning : row.warnings()) reasons.push_back(warning.reason());
    }
    return reasons;
  };
  EXPECT_THAT(reasons_of(read), ElementsAre("NOT_AWAY_THEN"));
  const Import done = Run(read);
  EXPECT_EQ(done.counts().created_count(), 1);
  EXPECT_EQ(done.counts().warned_count(), 1);
  EXPECT_THAT(reasons_of(done), ElementsAre("NOT_AWAY_THEN"));
}

// The reader of a receipt finds the cell, also of what the owner of outcomes refuses.
TEST_F(ImportPeopleTest, ARowThatIsNotPossibleNamesItsColumn) {
  const std::string name = OnlyWorker(RunWorkers(absl::StrCat(kWorkerHeader, kPerson)));
  const Import read =
      Read(absl::StrCat("人员编号,类型,日期\n", name, ",返岗,2026-06-01\n"), Spec(Import::OUTCOME));
  ASSERT_EQ(read.counts().rejected_count(), 1);
  EXPECT_THAT(FieldsOf(Rows(read)[0].status()), ElementsAre("type"));
}

TEST_F(ImportPeopleTest, APersonIsFoundByIdentityNumber) {
  RunWorkers(absl::StrCat(kWorkerHeader, kPerson));
  const Import done = Run(Read(
      "姓名,身份证号,类型,日期,务工地,渠道\n魏良,529999196811087997,到岗,2026-06-12,中山市,自发\n"
      "某某,529999196811080000,到岗,2026-06-12,中山市,自发\n",
      Spec(Import::OUTCOME)));
  EXPECT_EQ(done.counts().created_count(), 1) << Rows(done)[0].DebugString();
  EXPECT_EQ(done.counts().rejected_count(), 1);
}

TEST_F(ImportPeopleTest, CellsAndDetailsAreForTheSenderAlone) {
  const Import import = ReadWorkers(absl::StrCat(kWorkerHeader, kPerson));
  EXPECT_THAT(Rows(import)[0].cells(), SizeIs(6));
  const auto seen = Rows(import, kAdmin);
  ASSERT_THAT(seen, SizeIs(1));
  EXPECT_THAT(seen[0].cells(), IsEmpty());
  EXPECT_THAT(seen[0].DebugString(), Not(HasSubstr("529999196811087997")));
  EXPECT_THAT(seen[0].DebugString(), Not(HasSubstr("10012345678")));
}

}  // namespace
}  // namespace laowu::intake_role
