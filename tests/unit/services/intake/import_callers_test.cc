// Who may run, cancel and take back an import: a wrong file must not stand until the clerk who sent
// it is back, and people's rows are nobody else's to look at.

#include "import_fixture.h"

namespace laowu::intake_role {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kPerson[] = "魏良,529999196811087997,盘州市新民镇,初中,10012345678,是\n";

class ImportCallersTest : public ImportFixture {
 protected:
  absl::StatusOr<Import> RunAs(const std::string& id, const Import& import) {
    v1::RunImportRequest request;
    request.set_name(import.name());
    return role_.Call(id, &Stub::RunImport, request);
  }
  absl::StatusOr<Import> CancelAs(const std::string& id, const Import& import) {
    v1::CancelImportRequest request;
    request.set_name(import.name());
    return role_.Call(id, &Stub::CancelImport, request);
  }
  absl::StatusOr<Import> UndoAs(const std::string& id, const Import& import) {
    v1::UndoImportRequest request;
    request.set_name(import.name());
    return role_.Call(id, &Stub::UndoImport, request);
  }
  std::string WhoDid(const std::string& method) {
    const auto audits = AuditsOf(method);
    EXPECT_THAT(audits, SizeIs(1));
    return audits.empty() ? "" : audits[0].principal();
  }
};

TEST_F(ImportCallersTest, AnyAccountOfTheOfficeRunsAndUndoesItsVacancies) {
  const Import read = Read(absl::StrCat(kVacancyHeader, VacancyLine("a")));
  EXPECT_THAT(RunAs(kOtherOffice, read), StatusIs(absl::StatusCode::kPermissionDenied));
  ASSERT_OK(RunAs(kOfficeColleague, read));
  const Import done = WaitFor(read.name());
  EXPECT_EQ(done.state(), Import::DONE);
  EXPECT_EQ(Vacancy("a").state(), v1::Vacancy::OPEN);
  EXPECT_EQ(WhoDid("RunImport"), kOfficeColleague);
  EXPECT_THAT(UndoAs(kOtherOffice, done), StatusIs(absl::StatusCode::kPermissionDenied));
  ASSERT_OK(UndoAs(kOfficeColleague, done));
  EXPECT_EQ(WaitFor(done.name()).undone_count(), 1);
  EXPECT_EQ(Vacancy("a").state(), v1::Vacancy::CLOSED);
  EXPECT_EQ(WhoDid("UndoImport"), kOfficeColleague);
  const Import other = Read(absl::StrCat(kVacancyHeader, VacancyLine("b")));
  ASSERT_OK(CancelAs(kOfficeColleague, other));
  EXPECT_EQ(WhoDid("CancelImport"), kOfficeColleague);
}

TEST_F(ImportCallersTest, PeopleAreRunByTheirSenderAndTakenBackByTheBureau) {
  for (const char* undoer : {kCountyColleague, kCity, kCounty, kAdmin}) {
    const Import read = Read(absl::StrCat(kWorkerHeader, kPerson), Spec(Import::WORKER));
    EXPECT_THAT(RunAs(kCountyColleague, read), StatusIs(absl::StatusCode::kPermissionDenied));
    const Import done = Run(read);
    ASSERT_EQ(done.counts().created_count(), 1) << undoer;
    ASSERT_OK(UndoAs(undoer, done)) << undoer;
    EXPECT_EQ(WaitFor(done.name()).undone_count(), 1) << undoer;
    // By that nobody sees more than before.
    const auto rows = Rows(done, kCountyColleague);
    ASSERT_THAT(rows, SizeIs(1));
    EXPECT_THAT(rows[0].cells(), IsEmpty());
  }
  // Erased in the sender's name, but not without a word of who asked.
  std::vector<std::string> purposes;
  for (const auto& audit : AuditsOf("DeleteWorker", "worker")) purposes.push_back(audit.purpose());
  EXPECT_THAT(purposes,
              ::testing::Contains(::testing::EndsWith(absl::StrCat(" by ", kCountyColleague))));
  std::vector<std::string> undoers;
  for (const auto& audit : AuditsOf("UndoImport")) undoers.push_back(audit.principal());
  EXPECT_THAT(undoers, ::testing::UnorderedElementsAre(kCountyColleague, kCity, kCounty, kAdmin));
}

// Its rows may be of all that an administrator sees.
TEST_F(ImportCallersTest, WhatAWiderAccountHasSentACountyDoesNotTakeBack) {
  const auto file = Upload(absl::StrCat(kWorkerHeader, kPerson), kAdmin);
  ASSERT_OK(file);
  v1::CreateImportRequest request;
  *request.mutable_spec() = Spec(Import::WORKER);
  request.mutable_spec()->set_file(file->name());
  const auto import = role_.Call(kAdmin, &Stub::CreateImport, request);
  ASSERT_OK(import);
  sender_ = kAdmin;
  const Import done = Run(WaitFor(import->name()));
  ASSERT_EQ(done.state(), Import::DONE) << done.failure().message();
  EXPECT_THAT(UndoAs(kCounty, done), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_OK(UndoAs(kAdmin, done));
  EXPECT_EQ(WaitFor(done.name()).state(), Import::UNDONE);
}

}  // namespace
}  // namespace laowu::intake_role
