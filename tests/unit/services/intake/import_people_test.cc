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
  // Of the worker's VOIDED.
  std::string UndoneImport(const std::string& worker) {
    v1::ListOutcomesRequest list;
    list.set_worker(worker);
    const auto all = role_.Call(kCounty, &v1::PlacementService::Stub::ListOutcomes, list);
    EXPECT_OK(all);
    for (const auto& outcome : all->outcomes()) {
      if (outcome.type() == v1::Outcome::VOIDED) return outcome.undone_import();
    }
    return "";
  }
  Import ReadOutcome(const std::string& worker) {
    return Read(
        absl::StrCat("人员编号,类型,日期,务工地,渠道\n", worker, ",到岗,2026-06-12,中山市,自发\n"),
        Spec(Import::OUTCOME));
  }
  Import RunOutcome(const std::string& worker) { return Run(ReadOutcome(worker)); }
  // By the bureau, as somebody may between a preview and its run.
  void SetEducation(const std::string& name, v1::EducationLevel education) {
    v1::UpdateWorkerRequest update;
    update.mutable_worker()->set_name(name);
    update.mutable_worker()->set_education(education);
    ASSERT_OK(role_.Call(kCounty, &v1::WorkerService::Stub::UpdateWorker, update));
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
  EXPECT_THAT(Rows(second)[0].changed_fields(), ElementsAre("skills"));
  const auto worker = FullWorker(name);
  EXPECT_EQ(worker.education(), v1::EDUCATION_LEVEL_JUNIOR_MIDDLE);
  EXPECT_EQ(worker.legal_basis().kind(), v1::Worker::LegalBasis::CONSENT);
  EXPECT_THAT(worker.skills(), SizeIs(1));
  // And the first one again changes nothing of that.
  const Import third = RunWorkers(absl::StrCat(kWorkerHeader, kPerson));
  EXPECT_EQ(third.counts().unchanged_count(), 1) << Rows(third)[0].DebugString();
}

// By the head's name and what each is to them, right below the head's row.
TEST_F(ImportPeopleTest, AHouseholdBeginsWithItsHeadAndOnlyWhoNamesThemIsOfIt) {
  const Import done = RunWorkers(
      "姓名,身份证号,乡镇,户主姓名,与户主关系\n"
      "魏良,529999196811087997,盘州市新民镇,魏良,户主\n"
      "样本妻,52999919700101001X,盘州市新民镇,魏良,配偶\n"
      "样本丁,529999199505050129,盘州市新民镇,样本戊,之子\n");
  EXPECT_EQ(done.counts().created_count(), 3) << done.DebugString();
  std::vector<std::string> households;
  for (const ImportRow& row : Rows(done)) households.push_back(FullWorker(row.name()).household());
  ASSERT_THAT(households, SizeIs(3));
  EXPECT_THAT(households[0], HasSubstr("households/"));
  EXPECT_EQ(households[1], households[0]);
  EXPECT_THAT(households[2], IsEmpty());
}

// Of somebody on record, who keeps what the file has no column for.
TEST_F(ImportPeopleTest, ALineThatStandsTwiceIsOnePerson) {
  RunWorkers(absl::StrCat(kWorkerHeader, kPerson));
  const std::string line = "魏良,529999196811087997,盘州市新民镇,电焊\n";
  const Import twice = ReadWorkers(absl::StrCat("姓名,身份证号,乡镇,技能\n", line, line));
  EXPECT_EQ(twice.counts().updated_count(), 1) << Rows(twice)[1].DebugString();
  EXPECT_EQ(twice.counts().unchanged_count(), 1);
}

TEST_F(ImportPeopleTest, UndoErasesWhomTheFileMade) {
  const Import done = RunWorkers(absl::StrCat(kWorkerHeader, kPerson));
  const std::string name = OnlyWorker(done);
  EXPECT_EQ(Undo(done).undone_count(), 1);
  EXPECT_TRUE(GetWorker(name)->has_erase_time());
  const Import again = RunWorkers(absl::StrCat(kWorkerHeader, kPerson));
  EXPECT_EQ(again.counts().created_count(), 1);
}

// Of one town, so that one question tells of both; and of one whose record somebody has written.
TEST_F(ImportPeopleTest, UndoKeepsWhoWasProposedSinceAndErasesTheirNeighbours) {
  Run(Read(absl::StrCat(kVacancyHeader, VacancyLine("a-1"))));
  const Import done = RunWorkers(absl::StrCat(
      kWorkerHeader, kPerson, "王样,529999199001010019,盘州市新民镇,初中,10012345679,是\n",
      "王样,529999199001010027,盘州市新民镇,初中,10012345680,是\n"));
  const auto rows = Rows(done);
  ASSERT_THAT(rows, SizeIs(3));
  v1::CreatePlacementRequest propose;
  propose.mutable_placement()->set_worker(rows[1].name());
  propose.mutable_placement()->set_vacancy("offices/zhongshan/vacancies/a-1");
  propose.mutable_placement()->set_decided_by("经办");
  ASSERT_OK(role_.Call(kCounty, &v1::PlacementService::Stub::CreatePlacement, propose));
  SetEducation(rows[2].name(), v1::EDUCATION_LEVEL_PRIMARY);
  const Import undone = Undo(done);
  EXPECT_EQ(undone.undone_count(), 1) << undone.DebugString();
  EXPECT_EQ(undone.kept_count(), 2);
  EXPECT_TRUE(GetWorker(rows[0].name())->has_erase_time());
  EXPECT_FALSE(GetWorker(rows[1].name())->has_erase_time());
  EXPECT_EQ(Rows(undone)[1].undo_result(), ImportRow::NOT_POSSIBLE);
  EXPECT_EQ(Rows(undone)[2].undo_result(), ImportRow::CHANGED_SINCE);
}

TEST_F(ImportPeopleTest, UndoSetsDetailsAndDatedFieldsBack) {
  const std::string name = OnlyWorker(RunWorkers(absl::StrCat(kWorkerHeader, kPerson)));
  const auto before = FullWorker(name);
  const Import wrong = RunWorkers(
      absl::StrCat(kWorkerHeader, "魏凉,529999196811087997,盘州市红果街道,大专,10012345678,是\n"),
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

// In whose figures somebody stands depends on the day: the row says which one was taken.
TEST_F(ImportPeopleTest, AChangeOfRegistrationWithoutADateCountsFromTodayAndSaysSo) {
  const std::string name = OnlyWorker(RunWorkers(absl::StrCat(kWorkerHeader, kPerson)));
  const std::string before = GetWorker(name)->division_code();
  const std::string moved =
      absl::StrCat(kWorkerHeader, "魏良,529999196811087997,盘州市红果街道,初中,10012345678,是\n");
  const Import read = ReadWorkers(moved);
  const auto rows = Rows(read);
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].change(), ImportRow::UPDATE) << rows[0].DebugString();
  ASSERT_THAT(rows[0].warnings(), SizeIs(1));
  EXPECT_EQ(rows[0].warnings(0).reason(), "DATED_TODAY");
  EXPECT_THAT(rows[0].warnings(0).message(),
              HasSubstr(runtime::DateText(runtime::DayOf(role_.now()))));
  EXPECT_EQ(Run(read).counts().updated_count(), 1);
  EXPECT_NE(GetWorker(name)->division_code(), before);
  EXPECT_EQ(RunWorkers(moved).counts().unchanged_count(), 1);
}

// A clerk looks for a line of the sheet, not for a position in a message.
TEST_F(ImportPeopleTest, WhatIsWrongWithAWholeRowIsToldByItsLine) {
  const Import read = ReadWorkers(absl::StrCat(
      kWorkerHeader, kPerson, "魏良,529999196811087997,盘州市新民镇,大专,10012345678,是\n"));
  const auto rows = Rows(read);
  ASSERT_THAT(rows, SizeIs(2));
  ASSERT_EQ(rows[1].change(), ImportRow::REJECT) << rows[1].DebugString();
  EXPECT_THAT(FieldsOf(rows[1].status()), ElementsAre("第 3 行 line 3"));
  EXPECT_THAT(rows[1].status().DebugString(), Not(HasSubstr("rows[")));
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

// What the preview found is what undoing sets back only if it still stands when the row is written.
TEST_F(ImportPeopleTest, WhoChangedBetweenPreviewAndRunIsSetBackToWhatStoodAtTheRun) {
  const std::string name = OnlyWorker(RunWorkers(absl::StrCat(kWorkerHeader, kPerson)));
  const Import read = ReadWorkers(
      absl::StrCat(kWorkerHeader, "魏良,529999196811087997,盘州市新民镇,初中,10087654321,是\n"));
  EXPECT_EQ(read.counts().updated_count(), 1);
  SetEducation(name, v1::EDUCATION_LEVEL_SENIOR_MIDDLE);
  const Import done = Run(read);
  EXPECT_EQ(done.counts().updated_count(), 1) << Rows(done)[0].DebugString();
  EXPECT_TRUE(Rows(done)[0].done());
  EXPECT_EQ(FullWorker(name).education(), v1::EDUCATION_LEVEL_JUNIOR_MIDDLE);
  EXPECT_EQ(FullWorker(name).personal_details().phone_number(), "10087654321");
  EXPECT_EQ(Undo(done).undone_count(), 1);
  EXPECT_EQ(FullWorker(name).education(), v1::EDUCATION_LEVEL_SENIOR_MIDDLE);
  EXPECT_EQ(FullWorker(name).personal_details().phone_number(), "10012345678");
}

// A row by which nothing would change is not sent, but its record is looked at.
TEST_F(ImportPeopleTest, ARowByWhichNothingChangedIsWrittenWhereItsRecordChangedSince) {
  const std::string content = absl::StrCat(kWorkerHeader, kPerson);
  const std::string name = OnlyWorker(RunWorkers(content));
  const Import read = ReadWorkers(content);
  EXPECT_EQ(read.counts().unchanged_count(), 1);
  EXPECT_FALSE(Rows(read)[0].done());
  const Import same = Run(ReadWorkers(content));
  EXPECT_EQ(same.counts().unchanged_count(), 1);
  EXPECT_TRUE(Rows(same)[0].done());
  SetEducation(name, v1::EDUCATION_LEVEL_SENIOR_MIDDLE);
  const Import done = Run(read);
  EXPECT_EQ(done.counts().updated_count(), 1) << Rows(done)[0].DebugString();
  EXPECT_EQ(FullWorker(name).education(), v1::EDUCATION_LEVEL_JUNIOR_MIDDLE);
  EXPECT_EQ(Undo(done).undone_count(), 1);
  EXPECT_EQ(FullWorker(name).education(), v1::EDUCATION_LEVEL_SENIOR_MIDDLE);
}

// Two clerks send one file: both previews say "new", and the person is the first one's.
TEST_F(ImportPeopleTest, TwoImportsOfOneFileAtOnceMakeEachPersonOnce) {
  const std::string content = absl::StrCat(kWorkerHeader, kPerson);
  const Import one = ReadWorkers(content);
  const Import two = ReadWorkers(content);
  EXPECT_EQ(two.counts().created_count(), 1);
  const Import first = Run(one);
  EXPECT_EQ(first.counts().created_count(), 1);
  const Import second = Run(two);
  EXPECT_EQ(second.counts().created_count(), 0);
  EXPECT_EQ(second.counts().unchanged_count(), 1) << Rows(second)[0].DebugString();
  EXPECT_EQ(Undo(second).undone_count(), 0);
  EXPECT_FALSE(GetWorker(OnlyWorker(first))->has_erase_time());
  EXPECT_EQ(Undo(first).undone_count(), 1);
}

// One who was taken back between preview and run is there again, as the row says.
TEST_F(ImportPeopleTest, WhoWasErasedBetweenPreviewAndRunIsMadeAgain) {
  const std::string content = absl::StrCat(kWorkerHeader, kPerson);
  const Import first = RunWorkers(content);
  const Import read = ReadWorkers(content);
  EXPECT_EQ(read.counts().unchanged_count(), 1);
  EXPECT_EQ(Undo(first).undone_count(), 1);
  const Import done = Run(read);
  EXPECT_EQ(done.counts().created_count(), 1) << Rows(done)[0].DebugString();
  EXPECT_EQ(Undo(done).undone_count(), 1);
}

TEST_F(ImportPeopleTest, AnOutcomeThatWasTakenBackBetweenPreviewAndRunIsToldAgain) {
  const std::string name = OnlyWorker(RunWorkers(absl::StrCat(kWorkerHeader, kPerson)));
  const Import first = RunOutcome(name);
  const Import read = ReadOutcome(name);
  EXPECT_EQ(read.counts().unchanged_count(), 1);
  EXPECT_EQ(Undo(first).undone_count(), 1);
  const Import done = Run(read);
  EXPECT_EQ(done.counts().created_count(), 1) << Rows(done)[0].DebugString();
  EXPECT_EQ(Undo(done).undone_count(), 1);
  EXPECT_EQ(OutcomeCount(name, v1::Outcome::VOIDED), 2);
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
  const Import again = RunOutcome(name);
  EXPECT_EQ(again.counts().unchanged_count(), 1);
  const Import kept = Undo(done);
  EXPECT_EQ(kept.kept_count(), 1) << "the other file says it as well";
  EXPECT_THAT(Rows(kept)[0].undo_message(), HasSubstr(again.name()));
  EXPECT_EQ(OutcomeCount(name, v1::Outcome::VOIDED), 0);
  Undo(again);
  EXPECT_EQ(Undo(kept).undone_count(), 1);
  EXPECT_EQ(OutcomeCount(name, v1::Outcome::VOIDED), 1);
  EXPECT_EQ(UndoneImport(name), done.name()) << "signals tell by what they were taken back";
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

// What a call found is of the file's day; whoever does not say which that is, is told which was
// taken.
TEST_F(ImportPeopleTest, ACallWithoutADateIsOfTheFilesDay) {
  const std::string name = OnlyWorker(RunWorkers(absl::StrCat(kWorkerHeader, kPerson)));
  ASSERT_EQ(RunOutcome(name).counts().created_count(), 1);
  const std::string file = absl::StrCat("人员编号,乡镇,村,类型,日期\n", name, ",,,仍在外,\n");
  const auto undated = Rows(Read(file, Spec(Import::OUTCOME)));
  ASSERT_THAT(undated, SizeIs(1));
  ASSERT_THAT(undated[0].warnings(), SizeIs(1));
  EXPECT_EQ(undated[0].warnings(0).reason(), "DATED_TODAY");
  auto spec = Spec(Import::OUTCOME);
  spec.mutable_as_of_date()->set_year(2026);
  spec.mutable_as_of_date()->set_month(6);
  spec.mutable_as_of_date()->set_day(30);
  const auto rows = Rows(Run(Read(file, spec)));
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_THAT(rows[0].warnings(), IsEmpty());
  EXPECT_EQ(rows[0].outcome().effective_date().day(), 30);
  EXPECT_EQ(OutcomeCount(name, v1::Outcome::CONFIRMED), 1);
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

// A wrong person's outcome is a wrong ratio.
TEST_F(ImportPeopleTest, AnOutcomeOfAnotherPersonIsRejectedAndAnotherNameWarned) {
  const std::string first = OnlyWorker(RunWorkers(absl::StrCat(kWorkerHeader, kPerson)));
  const std::string second = OnlyWorker(RunWorkers(
      absl::StrCat(kWorkerHeader, "王样,529999199001010019,盘州市新民镇,初中,10012345679,是\n")));
  const Import read =
      Read(absl::StrCat("人员编号,姓名,身份证号,类型,日期,务工地,渠道\n", first,
                        ",魏良,529999199001010019,到岗,2026-06-12,中山市,自发\n", first,
                        ",魏良,529999196811087997,到岗,2026-06-12,中山市,自发\n", second,
                        ",魏良,,到岗,2026-06-13,中山市,自发\n", second,
                        ",王样,529999199001010018,到岗,2026-06-14,中山市,自发\n"),
           Spec(Import::OUTCOME));
  const auto rows = Rows(read);
  ASSERT_THAT(rows, SizeIs(4));
  EXPECT_EQ(rows[0].change(), ImportRow::REJECT) << "reference and number are two persons'";
  EXPECT_THAT(FieldsOf(rows[0].status()), ElementsAre("worker"));
  EXPECT_EQ(rows[1].change(), ImportRow::CREATE) << rows[1].DebugString();
  EXPECT_THAT(rows[1].warnings(), IsEmpty());
  EXPECT_EQ(rows[2].change(), ImportRow::CREATE);
  ASSERT_THAT(rows[2].warnings(), SizeIs(1));
  EXPECT_EQ(rows[2].warnings(0).reason(), "NAME_DIFFERS");
  EXPECT_THAT(rows[2].warnings(0).DebugString(), Not(HasSubstr("魏")));
  EXPECT_THAT(FieldsOf(rows[3].status()), ElementsAre("identity_number"));
  // The warning is still there when the owner has answered.
  EXPECT_THAT(Rows(Run(read))[2].warnings(), SizeIs(1));
}

// Another county's file is one mistake, not as many as it has rows.
TEST_F(ImportPeopleTest, ARowNamesItsFieldAndTheFileWhatIsWrongWithAllOfThem) {
  RunWorkers(absl::StrCat(kWorkerHeader, kPerson));
  std::string content = "身份证号,类型,日期,务工地,渠道\n";
  for (const char* number : {"529999199001010019", "529999199001010027", "529999199001010035"}) {
    absl::StrAppend(&content, number, ",到岗,2026-06-12,中山市,自发\n");
  }
  const Import read = Read(content, Spec(Import::OUTCOME));
  EXPECT_EQ(read.counts().rejected_count(), 3);
  for (const auto& row : Rows(read)) EXPECT_THAT(FieldsOf(row.status()), SizeIs(1));
  ASSERT_THAT(read.warnings(), SizeIs(1));
  EXPECT_EQ(read.warnings(0).reason(), "WHOLE_FILE");
  EXPECT_EQ(read.warnings(0).row_count(), 3);
  EXPECT_THAT(read.warnings(0).message(), HasSubstr("worker"));
  // Of people, too.
  std::string roster = kWorkerHeader;
  for (const char* number : {"529999199001010019", "529999199001010027", "529999199001010035"}) {
    absl::StrAppend(&roster, "王样,", number, ",六枝特区岩脚镇,初中,10012345678,是\n");
  }
  const Import people = ReadWorkers(roster);
  ASSERT_EQ(people.counts().rejected_count(), 3) << people.DebugString();
  for (const auto& row : Rows(people)) {
    EXPECT_THAT(FieldsOf(row.status()), ElementsAre("division_code"));
  }
  EXPECT_EQ(people.warnings(people.warnings_size() - 1).reason(), "WHOLE_FILE");
}

TEST_F(ImportPeopleTest, AnOrganiserIsFoundByItsNameAndNeverGuessed) {
  const std::string name = OnlyWorker(RunWorkers(absl::StrCat(kWorkerHeader, kPerson)));
  for (const auto& [id, words] :
       {std::pair("labour", "盘州市样例劳务公司（盘州）"), std::pair("coop-1", "样例合作社"),
        std::pair("coop-2", "样例合作社"), std::pair("coop-3", "石桥村样例劳务合作社")}) {
    v1::CreateOrganizerRequest create;
    create.set_organizer_id(id);
    create.mutable_organizer()->set_display_name(words);
    create.mutable_organizer()->set_kind(v1::Organizer::COOPERATIVE);
    create.mutable_organizer()->set_division_code("520281");
    ASSERT_OK(role_.Call(kAdmin, &v1::PlacementService::Stub::CreateOrganizer, create));
  }
  std::string content = "人员编号,类型,日期,务工地,渠道,组织单位\n";
  for (const char* organizer : {"labour", "盘州市样例劳务公司 (盘州)", "盘州市样例劳务公司",
                                "样例合作社", "coop-2", "张三"}) {
    absl::StrAppend(&content, name, ",到岗,2026-06-12,中山市,合作社,", organizer, "\n");
  }
  const auto rows = Rows(Read(content, Spec(Import::OUTCOME)));
  ASSERT_THAT(rows, SizeIs(6));
  for (int i : {0, 1, 2}) EXPECT_EQ(rows[i].outcome().organizer(), "organizers/labour") << i;
  EXPECT_EQ(rows[4].outcome().organizer(), "organizers/coop-2");
  for (int i : {3, 5}) EXPECT_THAT(FieldsOf(rows[i].status()), ElementsAre("organizer")) << i;
  EXPECT_THAT(rows[3].status().DebugString(), HasSubstr("coop-1, coop-2"));
  // Under 渠道 its name says both; a name that nobody or several bear says the way alone.
  const auto by_channel = Rows(Read(absl::StrCat("人员编号,类型,日期,务工地,渠道\n", name,
                                                 ",到岗,2026-06-12,中山市,石桥村样例劳务合作社\n",
                                                 name, ",到岗,2026-06-12,中山市,样例合作社\n"),
                                    Spec(Import::OUTCOME)));
  ASSERT_THAT(by_channel, SizeIs(2));
  EXPECT_EQ(by_channel[0].outcome().organizer(), "organizers/coop-3");
  EXPECT_EQ(by_channel[1].outcome().organizer(), "");
}

// "外出" says that the person is away: an arrival of whom nothing is known, a confirmation of whom
// it is known; and the same file again changes nothing.
TEST_F(ImportPeopleTest, AwayBecomesWhatFollowsFromWhatIsKnown) {
  const std::string name = OnlyWorker(RunWorkers(absl::StrCat(kWorkerHeader, kPerson)));
  const auto run = [&](const std::string& date, const std::string& place) {
    return Run(Read(absl::StrCat("人员编号,就业状态,日期,务工地,渠道\n", name, ",外出,", date, ",",
                                 place, ",自发\n"),
                    Spec(Import::OUTCOME)));
  };
  const Import first = run("2026-03-01", "中山市");
  EXPECT_EQ(first.counts().created_count(), 1) << Rows(first)[0].DebugString();
  EXPECT_EQ(Rows(first)[0].outcome().type(), v1::Outcome::ARRIVED);
  EXPECT_THAT(Rows(first)[0].explanation(), HasSubstr("到岗"));
  EXPECT_EQ(run("2026-03-01", "中山市").counts().unchanged_count(), 1);
  const Import later = run("2026-05-01", "中山市");
  EXPECT_EQ(Rows(later)[0].outcome().type(), v1::Outcome::CONFIRMED);
  EXPECT_EQ(run("2026-05-01", "中山市").counts().unchanged_count(), 1);
  const Import moved = run("2026-06-01", "东莞市");
  EXPECT_EQ(Rows(moved)[0].outcome().type(), v1::Outcome::JOB_CHANGED);
  EXPECT_EQ(run("2026-06-01", "东莞市").counts().unchanged_count(), 1);
  EXPECT_EQ(OutcomeCount(name, v1::Outcome::ARRIVED), 1);
  EXPECT_EQ(OutcomeCount(name, v1::Outcome::CONFIRMED), 1);
}

TEST_F(ImportPeopleTest, CellsAndDetailsAreForTheSenderAlone) {
  const Import import = ReadWorkers(absl::StrCat(kWorkerHeader, kPerson));
  EXPECT_THAT(Rows(import)[0].cells(), SizeIs(6));
  const auto seen = Rows(import, kAdmin);
  ASSERT_THAT(seen, SizeIs(1));
  EXPECT_THAT(seen[0].cells(), IsEmpty());
  EXPECT_THAT(seen[0].DebugString(), Not(HasSubstr("529999196811087997")));
  EXPECT_THAT(seen[0].DebugString(), Not(HasSubstr("10012345678")));
  // Nor by saying what for: it is not theirs to look at, and nothing of it is recorded.
  EXPECT_THAT(Rows(import, kAdmin, "抽查")[0].cells(), IsEmpty());
  EXPECT_THAT(AuditsOf("PreviewImport"), IsEmpty());
}

}  // namespace
}  // namespace laowu::intake_role
