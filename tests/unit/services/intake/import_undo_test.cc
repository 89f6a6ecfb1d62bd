// A wrong file of an office taken back: what it made, what it changed, and what others have touched
// since.

#include "import_fixture.h"

namespace laowu::intake_role {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class ImportUndoTest : public ImportFixture {
 protected:
  v1::Vacancy Update(const std::string& reference, int wage) {
    v1::UpdateVacancyRequest request;
    request.mutable_vacancy()->set_name(absl::StrCat("offices/zhongshan/vacancies/", reference));
    request.mutable_vacancy()->set_min_wage_cny_per_month(wage);
    request.mutable_vacancy()->set_max_wage_cny_per_month(wage);
    const auto updated = role_.Call(kOffice, &v1::VacancyService::Stub::UpdateVacancy, request);
    EXPECT_OK(updated);
    return updated.ok() ? *updated : v1::Vacancy();
  }
  // But for when it was written.
  static std::string Said(v1::Vacancy vacancy) {
    vacancy.clear_etag();
    vacancy.clear_update_time();
    return vacancy.DebugString();
  }
};

TEST_F(ImportUndoTest, CreatedOnesAreClosedAndChangedOnesAreSetBack) {
  Run(Read(absl::StrCat(kVacancyHeader, VacancyLine("old", "5000-6000"))));
  const std::string before = Said(Vacancy("old"));
  const Import wrong =
      Run(Read(absl::StrCat(kVacancyHeader, VacancyLine("old", "9500-9600"), VacancyLine("new"))));
  EXPECT_EQ(wrong.counts().updated_count(), 1);
  EXPECT_EQ(Vacancy("old").min_wage_cny_per_month(), 9500);
  const Import undone = Undo(wrong);
  EXPECT_EQ(undone.state(), Import::UNDONE) << undone.DebugString();
  EXPECT_EQ(undone.undone_count(), 2);
  EXPECT_EQ(undone.kept_count(), 0);
  // All of it, also where each value came from.
  EXPECT_EQ(Said(Vacancy("old")), before);
  EXPECT_EQ(Vacancy("new").state(), v1::Vacancy::CLOSED);
}

// Whoever read another state is to look again, also where nothing would change by it.
TEST_F(ImportUndoTest, AStaleEtagIsRefusedInEveryStep) {
  const Import read = Read(absl::StrCat(kVacancyHeader, VacancyLine("a-1")));
  const Import done = Run(read);
  ASSERT_EQ(done.state(), Import::DONE);
  v1::RunImportRequest run;
  run.set_name(done.name());
  run.set_etag(read.etag());
  EXPECT_THAT(role_.Call(kOffice, &Stub::RunImport, run), StatusIs(absl::StatusCode::kAborted));
  v1::CancelImportRequest cancel;
  cancel.set_name(done.name());
  cancel.set_etag(read.etag());
  EXPECT_THAT(role_.Call(kOffice, &Stub::CancelImport, cancel),
              StatusIs(absl::StatusCode::kAborted));
  v1::UndoImportRequest undo;
  undo.set_name(done.name());
  undo.set_etag(read.etag());
  EXPECT_THAT(role_.Call(kOffice, &Stub::UndoImport, undo), StatusIs(absl::StatusCode::kAborted));
  run.clear_etag();
  EXPECT_OK(role_.Call(kOffice, &Stub::RunImport, run));
}

// This week's file names what last week's made: taking last week's back must not close it.
TEST_F(ImportUndoTest, WhatALaterStandingImportNamesStands) {
  const Import first =
      Run(Read(absl::StrCat(kVacancyHeader, VacancyLine("kept"), VacancyLine("gone"))));
  const Import second = Run(Read(absl::StrCat(kVacancyHeader, VacancyLine("kept"))));
  EXPECT_EQ(second.counts().unchanged_count(), 1);
  const Import undone = Undo(first);
  EXPECT_EQ(undone.undone_count(), 1);
  EXPECT_EQ(undone.kept_count(), 1);
  EXPECT_EQ(Vacancy("kept").state(), v1::Vacancy::OPEN);
  EXPECT_EQ(Vacancy("gone").state(), v1::Vacancy::CLOSED);
  const auto rows = Rows(undone);
  EXPECT_EQ(rows[0].undo_result(), ImportRow::NOT_POSSIBLE);
  EXPECT_THAT(rows[0].undo_message(), HasSubstr(second.name()));
}

// One that was taken back itself names nothing any more.
TEST_F(ImportUndoTest, AnUndoneImportDoesNotStandInTheWay) {
  const std::string content = absl::StrCat(kVacancyHeader, VacancyLine("a"));
  const Import first = Run(Read(content));
  Undo(Run(Read(content)));
  EXPECT_EQ(Undo(first).undone_count(), 1);
  EXPECT_EQ(Vacancy("a").state(), v1::Vacancy::CLOSED);
}

// The older of two first: what stood in its way goes, and another undoing takes the rest back.
TEST_F(ImportUndoTest, WhatStoodInTheWayMayGoAndTheRestIsTakenBackThen) {
  const std::string content = absl::StrCat(kVacancyHeader, VacancyLine("a"), VacancyLine("b"));
  const Import first = Run(Read(content));
  const Import second = Run(Read(content));
  Import undone = Undo(first);
  EXPECT_EQ(undone.kept_count(), 2);
  undone = Undo(undone);
  EXPECT_EQ(undone.kept_count(), 2) << "the later one stands";
  EXPECT_EQ(Vacancy("a").state(), v1::Vacancy::OPEN);
  Undo(second);
  Update("b", 7'000);
  undone = Undo(undone);
  EXPECT_EQ(undone.undone_count(), 1);
  EXPECT_EQ(undone.kept_count(), 1) << "somebody has changed it since";
  EXPECT_EQ(Vacancy("a").state(), v1::Vacancy::CLOSED);
  EXPECT_EQ(Vacancy("b").state(), v1::Vacancy::OPEN);
  EXPECT_EQ(Rows(undone)[1].undo_result(), ImportRow::CHANGED_SINCE);
}

// Undone it could never be run.
TEST_F(ImportUndoTest, WhatNeverRanIsNotUndoneAndMayStillRun) {
  const Import read = Read(absl::StrCat(kVacancyHeader, VacancyLine("a")));
  v1::UndoImportRequest request;
  request.set_name(read.name());
  EXPECT_THAT(role_.Call(kOffice, &Stub::UndoImport, request),
              ::laowu::testing::StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(Run(read).counts().created_count(), 1);
}

TEST_F(ImportUndoTest, UndoingTwiceChangesNothing) {
  const Import undone = Undo(Run(Read(absl::StrCat(kVacancyHeader, VacancyLine("new")))));
  const std::string etag = Vacancy("new").etag();
  EXPECT_EQ(Undo(undone).etag(), undone.etag());
  EXPECT_EQ(Vacancy("new").etag(), etag);
}

// Several records are taken back at a time: each of them, those of one record from the last row to
// the first, and what somebody changed is left.
TEST_F(ImportUndoTest, ManyRecordsGoBackEachToWhatItWas) {
  std::string before = kVacancyHeader;
  std::string content = kVacancyHeader;
  const auto line = [](int i, const char* wage) {
    return absl::StrCat("v", i, ",普工,中山市样例第", i % 40, "厂,中山市小榄镇,", wage,
                        "元/月,3\n");
  };
  for (int i = 0; i < 40; ++i) absl::StrAppend(&before, line(i, "4000"));
  for (int i = 0; i < 450; ++i) absl::StrAppend(&content, line(i, "5000"));
  Run(Read(before));
  const Import done = Run(Read(content));
  ASSERT_EQ(done.counts().created_count(), 410) << done.DebugString();
  ASSERT_EQ(done.counts().updated_count(), 40);
  Update("v449", 7'000);
  const Import undone = Undo(done);
  EXPECT_EQ(undone.undone_count(), 449) << undone.DebugString();
  EXPECT_EQ(undone.kept_count(), 1);
  for (int i : {0, 39}) EXPECT_EQ(Vacancy(absl::StrCat("v", i)).min_wage_cny_per_month(), 4'000);
  for (int i : {40, 249, 448}) {
    EXPECT_EQ(Vacancy(absl::StrCat("v", i)).state(), v1::Vacancy::CLOSED) << i;
  }
  EXPECT_EQ(Vacancy("v449").state(), v1::Vacancy::OPEN);
}

TEST_F(ImportUndoTest, WhatWasChangedSinceIsLeftAndListed) {
  const Import done = Run(Read(absl::StrCat(kVacancyHeader, VacancyLine("a"), VacancyLine("b"))));
  Update("a", 7'000);
  const Import undone = Undo(done);
  EXPECT_EQ(undone.undone_count(), 1);
  EXPECT_EQ(undone.kept_count(), 1);
  EXPECT_EQ(Vacancy("a").state(), v1::Vacancy::OPEN);
  EXPECT_EQ(Vacancy("a").min_wage_cny_per_month(), 7'000);
  EXPECT_EQ(Vacancy("b").state(), v1::Vacancy::CLOSED);
  const auto rows = Rows(undone);
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].undo_result(), ImportRow::CHANGED_SINCE);
  EXPECT_EQ(rows[1].undo_result(), ImportRow::UNDONE);
  EXPECT_THAT(Receipt(undone), HasSubstr("未撤销"));
}

// A twin of another office joins it, and the vacancy's record is written anew: that is no change of
// what it says.
TEST_F(ImportUndoTest, ATwinThatCameLaterDoesNotStandInTheWay) {
  const Import done = Run(Read(absl::StrCat(kVacancyHeader, VacancyLine("a"))));
  Run(Read(absl::StrCat(kVacancyHeader, VacancyLine("twin"))));
  EXPECT_NE(Vacancy("a").duplicate_group(), "");
  EXPECT_EQ(Undo(done).undone_count(), 1);
}

TEST_F(ImportUndoTest, TheMendedFileOpensWhatTheUndoingClosed) {
  const std::string content = absl::StrCat(kVacancyHeader, VacancyLine("a"));
  Undo(Run(Read(content)));
  EXPECT_EQ(Vacancy("a").state(), v1::Vacancy::CLOSED);
  const Import again = Run(Read(content));
  EXPECT_EQ(again.counts().updated_count(), 1);
  EXPECT_EQ(Vacancy("a").state(), v1::Vacancy::OPEN);
  Undo(again);
  EXPECT_EQ(Vacancy("a").state(), v1::Vacancy::CLOSED);
}

TEST_F(ImportUndoTest, WhatTheMendedFileOpensAndChangesIsSetBackAndClosed) {
  const auto line = [](int openings) {
    return absl::StrCat(kVacancyHeader, "a,普工,中山市样例电器有限公司,中山市小榄镇,5000元/月,",
                        openings, "\n");
  };
  Undo(Run(Read(line(2))));
  const Import changed = Run(Read(line(9)));
  EXPECT_EQ(Vacancy("a").state(), v1::Vacancy::OPEN);
  EXPECT_EQ(Vacancy("a").opening_count(), 9);
  const Import undone = Undo(changed);
  EXPECT_EQ(undone.undone_count(), 1);
  EXPECT_EQ(undone.kept_count(), 0);
  EXPECT_EQ(Vacancy("a").state(), v1::Vacancy::CLOSED);
  EXPECT_EQ(Vacancy("a").opening_count(), 2);
}

TEST_F(ImportUndoTest, ClosedOnesOfASnapshotAreOpenedAgain) {
  auto spec = Spec(Import::VACANCY);
  spec.set_mode(Import::SNAPSHOT);
  spec.set_source_display_name("名录");
  Run(Read(absl::StrCat(kVacancyHeader, VacancyLine("a"), VacancyLine("b")), spec));
  const Import done = Run(Read(absl::StrCat(kVacancyHeader, VacancyLine("a")), spec), 1);
  EXPECT_EQ(Vacancy("b").state(), v1::Vacancy::CLOSED);
  EXPECT_EQ(Undo(done).undone_count(), 1);
  EXPECT_EQ(Vacancy("b").state(), v1::Vacancy::OPEN);
}

// By which rule a skill was read comes back with it: else the first file, sent again, would have
// something to write.
TEST_F(ImportUndoTest, WherePeoplesValuesCameFromIsSetBackToo) {
  const auto run = [&](const std::string& skills) {
    role_.set_now(role_.now() + absl::Seconds(1));
    return Run(Read(absl::StrCat("姓名,身份证号,乡镇,技能\n魏良,529999196811087997,盘州市新民镇,",
                                 skills, "\n"),
                    Spec(Import::WORKER)));
  };
  const auto inferred = [&](const std::string& name) {
    std::string out;
    const v1::Worker worker = FullWorker(name);
    for (const auto& field : worker.inferred_fields()) out += field.DebugString();
    return out;
  };
  const std::string name = Rows(run("会电焊"))[0].name();
  const std::string before = inferred(name);
  ASSERT_THAT(before, HasSubstr("skills"));
  const Import wrong = run("会开叉车");
  ASSERT_EQ(wrong.counts().updated_count(), 1) << Rows(wrong)[0].DebugString();
  EXPECT_EQ(Undo(wrong).undone_count(), 1);
  EXPECT_EQ(inferred(name), before);
  EXPECT_EQ(run("会电焊").counts().unchanged_count(), 1);
}

// The second row is rejected, however far from the first it stands.
TEST_F(ImportUndoTest, OneVacancyInTwoRowsGoesBackToWhatStoodBefore) {
  Run(Read(absl::StrCat(kVacancyHeader, VacancyLine("a", "5000"))));
  std::string content = absl::StrCat(kVacancyHeader, VacancyLine("a", "5100"));
  for (int i = 0; i < 500; ++i) absl::StrAppend(&content, VacancyLine(absl::StrCat("v-", i)));
  absl::StrAppend(&content, VacancyLine("a", "5200"));
  const Import done = Run(Read(content));
  EXPECT_EQ(done.counts().rejected_count(), 1);
  EXPECT_EQ(Vacancy("a").min_wage_cny_per_month(), 5100);
  EXPECT_EQ(Undo(done).kept_count(), 0);
  EXPECT_EQ(Vacancy("a").min_wage_cny_per_month(), 5000);
}

}  // namespace
}  // namespace laowu::intake_role
