// What a later import names, which stands, is left by the undoing of an older one, be it a vacancy,
// a person or an outcome, and though the later one has changed nothing; it goes once that one is
// undone.

#include "laowu/v1/placement_service.grpc.pb.h"
#include "later_imports_fixture.h"

namespace laowu::intake_role {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ImportUndoNamedTest : public LaterImportsFixture {};

// The month's roster sent again changes nobody, and stands for all that it names.
TEST_F(ImportUndoNamedTest, WhomALaterStandingRosterNamesStandAlsoIfItHasChangedNothing) {
  const Import first = RunWorkers(absl::StrCat(kOne, kOther));
  const Import again = RunWorkers(kOne);
  ASSERT_EQ(again.counts().unchanged_count(), 1) << again.DebugString();
  Import undone = UndoLater(first);
  EXPECT_EQ(undone.undone_count(), 1) << "nobody else names the other";
  EXPECT_EQ(undone.kept_count(), 1);
  const auto rows = Rows(undone);
  EXPECT_EQ(rows[0].undo_result(), ImportRow::NOT_POSSIBLE);
  EXPECT_THAT(rows[0].undo_message(), HasSubstr(again.name()));
  EXPECT_FALSE(GetWorker(rows[0].name())->has_erase_time());
  EXPECT_TRUE(GetWorker(rows[1].name())->has_erase_time());
  UndoLater(again);
  undone = UndoLater(undone);
  EXPECT_EQ(undone.undone_count(), 2) << Rows(undone)[0].undo_message();
  EXPECT_TRUE(GetWorker(rows[0].name())->has_erase_time());
}

TEST_F(ImportUndoNamedTest, WhatALaterStandingRosterSaysIsNotSetBack) {
  const std::string name = Rows(RunWorkers(kOne))[0].name();
  const char* const schooled = "魏良,529999196811087997,盘州市新民镇,大专,10012345678,是\n";
  const Import second = RunWorkers(schooled);
  ASSERT_EQ(second.counts().updated_count(), 1);
  const Import third = RunWorkers(schooled);
  ASSERT_EQ(third.counts().unchanged_count(), 1);
  Import undone = UndoLater(second);
  EXPECT_EQ(undone.kept_count(), 1);
  EXPECT_THAT(Rows(undone)[0].undo_message(), HasSubstr(third.name()));
  EXPECT_EQ(FullWorker(name).education(), v1::EDUCATION_LEVEL_COLLEGE);
  UndoLater(third);
  undone = UndoLater(undone);
  EXPECT_EQ(undone.undone_count(), 1) << Rows(undone)[0].undo_message();
  EXPECT_EQ(FullWorker(name).education(), v1::EDUCATION_LEVEL_JUNIOR_MIDDLE);
}

// Three weeks' lists of a source: what the second closed the third does not have either.
TEST_F(ImportUndoNamedTest, WhatALaterSnapshotDoesNotHaveEitherStaysClosed) {
  auto spec = Spec(Import::VACANCY);
  spec.set_mode(Import::SNAPSHOT);
  spec.set_source_display_name("名录");
  const auto run = [&](const std::string& lines, int64_t closed) {
    Tick();
    return Run(Read(absl::StrCat(kVacancyHeader, lines), spec), closed);
  };
  run(absl::StrCat(VacancyLine("a"), VacancyLine("b")), 0);
  const Import second = run(VacancyLine("a"), 1);
  ASSERT_EQ(Vacancy("b").state(), v1::Vacancy::CLOSED);
  const Import third = run(VacancyLine("a"), 0);
  Import undone = UndoLater(second);
  EXPECT_EQ(undone.kept_count(), 1);
  EXPECT_EQ(Vacancy("b").state(), v1::Vacancy::CLOSED);
  for (const ImportRow& row : Rows(undone)) {
    if (row.change() != ImportRow::CLOSE) continue;
    EXPECT_EQ(row.undo_result(), ImportRow::NOT_POSSIBLE);
    EXPECT_THAT(row.undo_message(), HasSubstr(third.name()));
  }
  UndoLater(third);
  EXPECT_EQ(UndoLater(undone).undone_count(), 1);
  EXPECT_EQ(Vacancy("b").state(), v1::Vacancy::OPEN);
}

// What a snapshot closed and a later file opened again: that one is to be undone first, and is
// named.
TEST_F(ImportUndoNamedTest, AClosingNamesTheImportThatOpenedTheVacancyAgain) {
  auto spec = Spec(Import::VACANCY);
  spec.set_mode(Import::SNAPSHOT);
  spec.set_source_display_name("名录");
  const auto run = [&](const std::string& lines, int64_t closed) {
    Tick();
    return Run(Read(absl::StrCat(kVacancyHeader, lines), spec), closed);
  };
  const Import first = run(absl::StrCat(VacancyLine("a"), VacancyLine("b")), 0);
  const Import closing = run(VacancyLine("a"), 1);
  ASSERT_EQ(Vacancy("b").state(), v1::Vacancy::CLOSED);
  const Import opening = run(absl::StrCat(VacancyLine("a"), VacancyLine("b")), 0);
  ASSERT_EQ(Vacancy("b").state(), v1::Vacancy::OPEN);
  Import undone = UndoLater(closing);
  EXPECT_EQ(undone.kept_count(), 1);
  int told = 0;
  for (const ImportRow& row : Rows(undone)) {
    if (row.change() != ImportRow::CLOSE) continue;
    ++told;
    EXPECT_EQ(row.undo_result(), ImportRow::CHANGED_SINCE);
    EXPECT_THAT(row.undo_message(), HasSubstr(opening.name()));
    EXPECT_THAT(row.undo_message(), Not(HasSubstr(first.name())));
  }
  EXPECT_EQ(told, 1);
  // As it says.
  UndoLater(opening);
  EXPECT_EQ(Vacancy("b").state(), v1::Vacancy::CLOSED);
  EXPECT_EQ(UndoLater(undone).undone_count(), 1);
  EXPECT_EQ(Vacancy("b").state(), v1::Vacancy::OPEN);
}

// The wrong file was sent again to be vouched for: with both undone, nothing keeps what it said.
TEST_F(ImportUndoNamedTest, WhatOnlyUndoneFilesVouchForIsTakenBack) {
  const std::string worker = Rows(RunWorkers(kOne))[0].name();
  const std::string file =
      absl::StrCat("人员编号,类型,日期,务工地,渠道\n", worker, ",到岗,2026-06-12,中山市,自发\n");
  const Import first = Run(Read(file, Spec(Import::OUTCOME)));
  Tick();
  auto spec = Spec(Import::OUTCOME);
  spec.set_attestation_kind(v1::Attestation::VILLAGE_STATEMENT);
  spec.set_attestation_reference("2026年6月名单");
  const Import vouching = Run(Read(file, spec));
  ASSERT_EQ(vouching.counts().updated_count(), 1) << Rows(vouching)[0].DebugString();
  Import undone = UndoLater(first);
  EXPECT_EQ(undone.kept_count(), 1);
  EXPECT_THAT(Rows(undone)[0].undo_message(), HasSubstr(vouching.name()));
  EXPECT_EQ(UndoLater(vouching).kept_count(), 1) << "what vouches is not taken back";
  undone = UndoLater(undone);
  EXPECT_EQ(undone.undone_count(), 1) << Rows(undone)[0].undo_message();
}

}  // namespace
}  // namespace laowu::intake_role
