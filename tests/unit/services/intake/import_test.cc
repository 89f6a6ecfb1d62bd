// An office's file on its way: read, looked at, run; who may see it; snapshots; what is erased.

#include <cstdlib>
#include <string>

#include "absl/strings/match.h"
#include "import_fixture.h"

namespace laowu::intake_role {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

class ImportTest : public ImportFixture {};

TEST_F(ImportTest, NothingIsWrittenBeforeTheRun) {
  const Import import = Read(absl::StrCat(kVacancyHeader, VacancyLine("a-1"), "a-2,,厂,月球,,\n"));
  EXPECT_EQ(import.state(), Import::READY) << import.DebugString();
  EXPECT_EQ(import.row_count(), 2);
  EXPECT_EQ(import.counts().created_count(), 1);
  EXPECT_EQ(import.counts().rejected_count(), 1);
  EXPECT_EQ(import.columns(4).field(), "wage_text");
  EXPECT_EQ(VacancyCount(), 0);
  const auto rows = Rows(import);
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].change(), ImportRow::CREATE);
  EXPECT_EQ(rows[0].vacancy().min_wage_cny_per_month(), 5000);
  EXPECT_EQ(rows[0].cells(0), "a-1");
  EXPECT_EQ(rows[1].line_number(), 3);
  EXPECT_THAT(FieldsOf(rows[1].status()), Contains("title"));
}

// Details of people must not come to stand in an office's vacancies.
TEST_F(ImportTest, PeopleSentAsVacanciesAreRefusedBeforeARowIsKept) {
  const Import import = Read(
      "姓名,身份证号,岗位名称,企业名称,工作地点\n"
      "张三,529999199001010000,普工,中山市样例电器有限公司,中山市小榄镇\n");
  EXPECT_EQ(import.state(), Import::FAILED);
  EXPECT_THAT(import.failure().message(), HasSubstr("身份证号"));
  EXPECT_THAT(Rows(import), IsEmpty());
}

TEST_F(ImportTest, TotalsArePassedOverAndAnEmptyTableSaysSo) {
  const Import read =
      Read(absl::StrCat(kVacancyHeader, VacancyLine("a-1"), "合计,,,,,3\n", VacancyLine("a-2")));
  EXPECT_EQ(read.row_count(), 2);
  EXPECT_EQ(read.counts().created_count(), 2);
  ASSERT_EQ(read.warnings_size(), 1) << read.DebugString();
  EXPECT_EQ(read.warnings(0).reason(), "TOTAL_ROWS");
  EXPECT_EQ(read.warnings(0).row_count(), 1);
  const Import empty = Read(kVacancyHeader);
  EXPECT_EQ(empty.state(), Import::READY) << empty.DebugString();
  ASSERT_EQ(empty.warnings_size(), 1);
  EXPECT_EQ(empty.warnings(0).reason(), "NO_ROWS");
}

TEST_F(ImportTest, TheSameFileAgainChangesNothing) {
  const std::string content = absl::StrCat(kVacancyHeader, VacancyLine("a-1"), VacancyLine("a-2"));
  const Import first = Run(Read(content));
  EXPECT_EQ(first.state(), Import::DONE) << first.DebugString();
  EXPECT_EQ(first.counts().created_count(), 2);
  EXPECT_EQ(first.done_row_count(), 2);
  const std::string etag = Vacancy("a-1").etag();
  const Import again = Run(Read(content));
  EXPECT_EQ(again.counts().unchanged_count(), 2);
  EXPECT_EQ(Vacancy("a-1").etag(), etag);
  // Running what is done is no second run.
  EXPECT_EQ(Run(first).etag(), first.etag());
}

TEST_F(ImportTest, MoreRowsThanOneMessageHolds) {
  std::string content = kVacancyHeader;
  for (int i = 0; i < 1'203; ++i) absl::StrAppend(&content, VacancyLine(absl::StrCat("v-", i)));
  const Import done = Run(Read(content));
  EXPECT_EQ(done.counts().created_count(), 1'203);
  EXPECT_EQ(Vacancy("v-1202").title(), "普工");
}

TEST_F(ImportTest, EachRowIsCountedOnceWhenItIsStoredOrSentBack) {
  const auto counted = [&](const std::string& result) {
    const std::string line =
        absl::StrCat("laowu_import_rows_total{kind=\"vacancy\",result=\"", result, "\"} ");
    const std::string text = role_.environment().metrics->Text();
    const size_t at = text.find(line);
    return at == std::string::npos ? 0 : std::atoi(text.c_str() + at + line.size());
  };
  const Import read = Read(absl::StrCat(kVacancyHeader, VacancyLine("v-1"), VacancyLine("v-2"),
                                        "v-3,普工,中山市样例电器有限公司,火星,5000元/月,3\n"));
  EXPECT_EQ(counted("CREATED"), 0) << "a look alone stores nothing";
  Run(read);
  EXPECT_EQ(counted("CREATED"), 2);
  EXPECT_EQ(counted("REJECTED"), 1);
}

TEST_F(ImportTest, AColumnThatIsNotInTheFileLeavesTheFieldAlone) {
  Run(Read(absl::StrCat("编号,岗位名称,企业名称,工作地点,月薪,招聘人数,包住\n",
                        "a-1,普工,样例厂,中山市小榄镇,5000元/月,3,是\n")));
  EXPECT_EQ(Vacancy("a-1").opening_count(), 3);
  const Import read =
      Read("编号,岗位名称,企业名称,工作地点,月薪\na-1,普工,样例厂,中山市小榄镇,6000元/月\n");
  const auto rows = Rows(read);
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_THAT(rows[0].changed_fields(), Contains("min_wage_cny_per_month"));
  EXPECT_THAT(rows[0].changed_fields(), Not(Contains("opening_count")));
  Run(read);
  EXPECT_EQ(Vacancy("a-1").min_wage_cny_per_month(), 6000);
  EXPECT_EQ(Vacancy("a-1").opening_count(), 3);
  EXPECT_TRUE(Vacancy("a-1").accommodation_provided());
  // A column with nothing in it says that there is nothing.
  Run(Read("编号,岗位名称,企业名称,工作地点,招聘人数\na-1,普工,样例厂,中山市小榄镇,\n"));
  EXPECT_EQ(Vacancy("a-1").opening_count(), 0);
  EXPECT_EQ(Vacancy("a-1").min_wage_cny_per_month(), 6000);
}

TEST_F(ImportTest, AColumnIsReadAsItsSenderSays) {
  auto spec = Spec(Import::VACANCY);
  auto* column = spec.add_columns();
  column->set_header("待遇");
  column->set_field("wage_text");
  const Import import =
      Read("编号,岗位名称,企业名称,工作地点,待遇\na-1,普工,样例厂,中山市小榄镇,7000元/月\n", spec);
  EXPECT_EQ(import.columns(4).field(), "wage_text") << import.DebugString();
  EXPECT_EQ(import.columns(4).reason(), "指定 stated");
  EXPECT_EQ(import.columns(1).reason(), "表头 header");
  EXPECT_EQ(import.columns(1).confidence_percent(), 100);
  const auto rows = Rows(import);
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].vacancy().min_wage_cny_per_month(), 7000);
}

// Job postings of a chat, sent as a roster by mistake, are told as what they are.
TEST_F(ImportTest, ASheetOfPostingsIsNoRoster) {
  const std::string book = absl::StrCat(
      "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" ",
      "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"招工信息\">",
      "<Table><Row><Cell><Data>序号</Data></Cell><Cell><Data>内容</Data></Cell></Row>",
      "<Row><Cell><Data>1</Data></Cell><Cell><Data>小榄镇招普工，包吃住</Data></Cell></Row>",
      "<Row><Cell><Data>2</Data></Cell><Cell><Data>古镇招焊工</Data></Cell></Row>",
      "</Table></Worksheet></Workbook>");
  const Import import = Read(book, Spec(Import::WORKER));
  EXPECT_EQ(import.state(), Import::FAILED);
  EXPECT_THAT(import.failure().message(),
              AllOf(HasSubstr("招工信息"), HasSubstr("laowu import vacancies FILE")));
}

// Trying again later would not help, which QUEUE_FULL promises.
TEST_F(ImportTest, AFileOverALimitIsItsSendersToMend) {
  std::string book =
      "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">";
  for (int depth = 0; depth < 100; ++depth) absl::StrAppend(&book, "<a>");
  const Import import = Read(book);
  EXPECT_EQ(import.state(), Import::FAILED);
  EXPECT_EQ(import.failure().code(), static_cast<int>(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(import.failure().message(), HasSubstr("deeper"));
  EXPECT_THAT(import.failure().DebugString(), HasSubstr("INVALID_FIELD"));
}

TEST_F(ImportTest, AFileThatIsNoTableFailsAndSaysWhy) {
  const Import import = Read("今天天气不错\n");
  EXPECT_EQ(import.state(), Import::FAILED);
  EXPECT_NE(import.failure().message(), "");
}

TEST_F(ImportTest, TheReceiptHasEveryRowItsResultAndHowToMendIt) {
  const Import import =
      Run(Read(absl::StrCat(kVacancyHeader, VacancyLine("a-1"), "a-2,普工,,月球,5000,1\n")));
  const std::string receipt = Receipt(import);
  EXPECT_THAT(receipt, StartsWith("\xEF\xBB\xBF"));
  EXPECT_THAT(receipt, AllOf(HasSubstr("新建 created"), HasSubstr("退回 rejected"),
                             HasSubstr("offices/zhongshan/vacancies/a-1"), HasSubstr("月球"),
                             HasSubstr("填写企业全称"), HasSubstr("小榄镇"),
                             HasSubstr("企业名称 employer_display_name: ")));
  EXPECT_THAT(Receipt(import, v1::DownloadReceiptRequest::XLSX), Not(IsEmpty()));
  v1::GetImportRequest get;
  get.set_name(import.name());
  const auto now = role_.Call(kOffice, &Stub::GetImport, get);
  ASSERT_OK(now);
  EXPECT_EQ(now->etag(), import.etag()) << "who asks for a receipt changes nothing";
}

TEST_F(ImportTest, TheReceiptIsOfTheStepThatWasDoneLast) {
  const Import read = Read(absl::StrCat(kVacancyHeader, VacancyLine("a-1")));
  EXPECT_THAT(Receipt(read), HasSubstr("将新建 to be created"));
  const Import done = Run(read);
  EXPECT_THAT(Receipt(done), HasSubstr("新建 created"));
  EXPECT_THAT(Receipt(Undo(done)), HasSubstr("已撤销 undone"));
}

TEST_F(ImportTest, ACancelledRunGoesOnWhenItIsRunAgain) {
  const Import read = Read(absl::StrCat(kVacancyHeader, VacancyLine("a-1")));
  v1::CancelImportRequest cancel;
  cancel.set_name(read.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const Import cancelled,
                             role_.Call(kOffice, &Stub::CancelImport, cancel));
  EXPECT_EQ(cancelled.state(), Import::CANCELLED);
  EXPECT_EQ(VacancyCount(), 0);
  // It was not run, so it is read anew, and shown once more.
  const Import again = Run(read);
  EXPECT_EQ(again.state(), Import::READY);
  EXPECT_EQ(Run(again).state(), Import::DONE);
  EXPECT_EQ(VacancyCount(), 1);
}

class SnapshotTest : public ImportFixture {
 protected:
  Import::Spec Snapshot() const {
    auto spec = Spec(Import::VACANCY);
    spec.set_mode(Import::SNAPSHOT);
    spec.set_source_display_name("企业名录");
    return spec;
  }
  static std::string Lines(int first, int last) {
    std::string content = kVacancyHeader;
    for (int i = first; i <= last; ++i)
      absl::StrAppend(&content, VacancyLine(absl::StrCat("s-", i)));
    return content;
  }
};

TEST_F(SnapshotTest, WhatTheFileNoLongerNamesIsClosedAndComesBackWithIt) {
  Run(Read(Lines(1, 5), Snapshot()));
  Run(Read(absl::StrCat(kVacancyHeader, VacancyLine("other"))));  // of no source
  const Import read = Read(Lines(1, 4), Snapshot());
  EXPECT_EQ(read.counts().closed_count(), 1);
  EXPECT_EQ(read.source_open_count(), 5);
  const auto rows = Rows(read);
  ASSERT_THAT(rows, SizeIs(5));
  EXPECT_EQ(rows[4].change(), ImportRow::CLOSE);
  EXPECT_EQ(rows[4].name(), "offices/zhongshan/vacancies/s-5");
  EXPECT_EQ(Run(read).counts().closed_count(), 1);
  EXPECT_EQ(Vacancy("s-5").state(), v1::Vacancy::CLOSED);
  EXPECT_EQ(Vacancy("s-4").state(), v1::Vacancy::OPEN);
  EXPECT_EQ(Vacancy("other").state(), v1::Vacancy::OPEN);
  const Import back = Run(Read(Lines(1, 5), Snapshot()));
  EXPECT_EQ(back.counts().updated_count(), 1);
  EXPECT_EQ(Vacancy("s-5").state(), v1::Vacancy::OPEN);
}

// Most postings do not say how many are wanted. On every row that hides what else stands there.
TEST_F(SnapshotTest, OpeningsThatNobodyCountedAreToldOnceAFile) {
  const auto told = [](const Import& import) {
    int64_t row_count = 0;
    for (const auto& warning : import.warnings()) {
      if (warning.reason() == "OPENINGS_UNKNOWN") row_count = warning.row_count();
    }
    return row_count;
  };
  std::string lines = kVacancyHeader;
  for (const char* id : {"s-1", "s-2", "s-3"}) {
    absl::StrAppend(&lines, id, ",普工,中山市样例电器有限公司,中山市小榄镇,5000元/月,\n");
  }
  const Import read = Read(lines, Snapshot());
  EXPECT_EQ(told(read), 3);
  const Import run = Run(read);
  EXPECT_EQ(told(run), 3);
  EXPECT_EQ(run.counts().warned_count(), 0);
  for (const ImportRow& row : Rows(run)) EXPECT_THAT(row.warnings(), IsEmpty());
}

// A mistyped source closes nothing for ever, and its vacancies are nobody's: it is said.
TEST_F(SnapshotTest, ASourceThatNoFileHasNamedBeforeIsToldBesideThoseThatAreKnown) {
  const auto noted = [](const Import& import) {
    std::string message;
    for (const auto& warning : import.warnings()) {
      if (warning.reason() == "NEW_SOURCE") message = warning.message();
    }
    return message;
  };
  const Import first = Run(Read(Lines(1, 3), Snapshot()));
  EXPECT_EQ(noted(first), "") << "there is no other";
  EXPECT_EQ(noted(Read(Lines(1, 3), Snapshot())), "") << "it is known";
  auto mistyped = Snapshot();
  mistyped.set_source_display_name("企业");
  EXPECT_THAT(noted(Read(Lines(1, 3), mistyped)), HasSubstr("企业名录"));
}

TEST_F(SnapshotTest, WhatAnOfficeClosedItselfStaysClosed) {
  Run(Read(Lines(1, 5), Snapshot()));
  v1::CloseVacancyRequest close;
  close.set_name("offices/zhongshan/vacancies/s-2");
  EXPECT_OK(role_.Call(kOffice, &v1::VacancyService::Stub::CloseVacancy, close));
  Run(Read(Lines(1, 5), Snapshot()));
  EXPECT_EQ(Vacancy("s-2").state(), v1::Vacancy::CLOSED);
}

TEST_F(SnapshotTest, MoreThanThirtyPercentAreClosedOnlyIfConfirmedByNumber) {
  Run(Read(Lines(1, 5), Snapshot()));
  const Import read = Read(Lines(1, 3), Snapshot());
  EXPECT_THAT(TryRun(read.name()),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("confirmed_closed_count")));
  EXPECT_THAT(TryRun(read.name(), 1), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(Run(read, 2).counts().closed_count(), 2);
  EXPECT_EQ(Vacancy("s-4").state(), v1::Vacancy::CLOSED);
}

TEST_F(SnapshotTest, ARowThatCannotBeReadClosesNothing) {
  Run(Read(Lines(1, 5), Snapshot()));
  const Import read =
      Read(absl::StrCat(Lines(1, 4), "s-5,普工,,中山市小榄镇,5000元/月,3\n"), Snapshot());
  EXPECT_EQ(read.counts().rejected_count(), 1);
  EXPECT_EQ(read.counts().closed_count(), 0);
}

// "s-5" may be in the line that has a comma too many.
TEST_F(SnapshotTest, ARowThatNamesNothingClosesNothing) {
  Run(Read(Lines(1, 5), Snapshot()));
  const Import read =
      Read(absl::StrCat(Lines(1, 4), "s-5,普工,甲,乙,中山市小榄镇,5000元/月,3\n"), Snapshot());
  EXPECT_EQ(read.counts().rejected_count(), 1);
  EXPECT_EQ(read.counts().closed_count(), 0);
  EXPECT_THAT(read.DebugString(), HasSubstr("NOTHING_CLOSED"));
}

TEST_F(SnapshotTest, AFileWithoutRowsClosesNothingUnasked) {
  Run(Read(Lines(1, 3), Snapshot()));
  EXPECT_EQ(Read("", Snapshot()).state(), Import::FAILED);
  const Import header = Read(kVacancyHeader, Snapshot());
  EXPECT_EQ(header.counts().closed_count(), 3);
  EXPECT_THAT(TryRun(header.name()), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(Vacancy("s-1").state(), v1::Vacancy::OPEN);
}

TEST_F(SnapshotTest, AnotherSourcesFileClosesNothingUnasked) {
  Run(Read(Lines(1, 5), Snapshot()));
  const Import read = Read(Lines(11, 19), Snapshot());
  EXPECT_EQ(read.counts().closed_count(), 5);
  EXPECT_THAT(TryRun(read.name()), StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(SnapshotTest, TheSameFileTwiceChangesNothing) {
  Run(Read(Lines(1, 5), Snapshot()));
  const Import again = Run(Read(Lines(1, 5), Snapshot()));
  EXPECT_EQ(again.counts().unchanged_count(), 5);
  EXPECT_EQ(again.counts().closed_count(), 0);
}

TEST_F(SnapshotTest, UndoOpensWhatWasClosedAndItsSourceKnowsItAgain) {
  Run(Read(Lines(1, 5), Snapshot()));
  const Import cut = Run(Read(Lines(1, 4), Snapshot()));
  EXPECT_EQ(Undo(cut).undone_count(), 1);
  EXPECT_EQ(Vacancy("s-5").state(), v1::Vacancy::OPEN);
  // Next week it is really gone.
  EXPECT_EQ(Read(Lines(1, 4), Snapshot()).counts().closed_count(), 1);
}

TEST_F(SnapshotTest, WhatAnotherSourceNamesStaysOpenUntilNoneDoes) {
  auto other = Snapshot();
  other.set_source_display_name("招聘会");
  Run(Read(Lines(1, 5), Snapshot()));
  Run(Read(Lines(4, 9), other));
  // s-4 and s-5 are on the other list.
  const Import read = Read(Lines(1, 3), Snapshot());
  EXPECT_EQ(read.counts().closed_count(), 0) << read.DebugString();
  const auto rows = Rows(read);
  ASSERT_THAT(rows, SizeIs(5));
  EXPECT_EQ(rows[3].change(), ImportRow::UNCHANGED);
  EXPECT_THAT(rows[3].explanation(), HasSubstr("招聘会"));
  const Import done = Run(read);
  EXPECT_EQ(done.counts().unchanged_count(), 5);
  EXPECT_THAT(Receipt(done), HasSubstr("招聘会"));
  EXPECT_EQ(Vacancy("s-5").state(), v1::Vacancy::OPEN);
  // The first list has let go of them, so the other's closes them.
  const Import gone = Run(Read(Lines(4, 8), other));
  EXPECT_EQ(gone.counts().closed_count(), 1) << "s-9";
  EXPECT_EQ(Run(Read(Lines(6, 8), other), 2).counts().closed_count(), 2);
  EXPECT_EQ(Vacancy("s-5").state(), v1::Vacancy::CLOSED);
}

TEST_F(SnapshotTest, SheetsOfSeveralMonthsAreNoSnapshot) {
  const auto sheet = [](const std::string& name, const std::string& reference) {
    return absl::StrCat(
        "<Worksheet ss:Name=\"", name, "\"><Table><Row><Cell><Data>编号</Data></Cell>",
        "<Cell><Data>岗位名称</Data></Cell><Cell><Data>企业名称</Data></Cell>",
        "<Cell><Data>工作地点</Data></Cell></Row><Row><Cell><Data>", reference,
        "</Data></Cell><Cell><Data>普工</Data></Cell><Cell><Data>样例厂</Data></Cell>",
        "<Cell><Data>中山市小榄镇</Data></Cell></Row></Table></Worksheet>");
  };
  const std::string book = absl::StrCat(
      "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" ",
      "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">", sheet("5月", "m-5"),
      sheet("6月", "m-6"), "</Workbook>");
  const Import both = Read(book, Snapshot());
  EXPECT_EQ(both.state(), Import::FAILED);
  EXPECT_THAT(both.failure().message(), HasSubstr("--sheet"));
  auto june = Snapshot();
  june.set_sheet_display_name("6月");
  EXPECT_EQ(Read(book, june).counts().created_count(), 1);
  const Import appended = Read(book);
  EXPECT_EQ(appended.counts().created_count(), 2) << appended.DebugString();
  EXPECT_THAT(appended.DebugString(), HasSubstr("SHEETS_BY_MONTH"));
}

TEST_F(ImportTest, AnImportIsSeenInItsOwnOfficeAlone) {
  const Import import = Read(absl::StrCat(kVacancyHeader, VacancyLine("a-1")));
  v1::GetImportRequest get;
  get.set_name(import.name());
  v1::DownloadReceiptRequest of_no_format;
  of_no_format.set_name(import.name());
  for (const char* const stranger : {kOtherOffice, kCounty}) {
    EXPECT_THAT(role_.Call(stranger, &Stub::GetImport, get),
                StatusIs(absl::StatusCode::kPermissionDenied));
    EXPECT_THAT(role_.Call(stranger, &Stub::DownloadReceipt, of_no_format),
                StatusIs(absl::StatusCode::kPermissionDenied));
  }
  EXPECT_THAT(role_.Call(kOffice, &Stub::DownloadReceipt, of_no_format),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("format")));
  EXPECT_OK(role_.Call(kAdmin, &Stub::GetImport, get));
  v1::ListImportsRequest list;
  list.set_parent("offices/zhongshan");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto listed, role_.Call(kOffice, &Stub::ListImports, list));
  ASSERT_EQ(listed.imports_size(), 1);
  EXPECT_EQ(listed.imports(0).name(), import.name());
  EXPECT_THAT(role_.Call(kCounty, &Stub::ListImports, list),
              StatusIs(absl::StatusCode::kPermissionDenied));
  // Nor is another's file taken.
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto file, Upload("x", kOtherOffice));
  v1::CreateImportRequest create;
  *create.mutable_spec() = Spec(Import::VACANCY);
  create.mutable_spec()->set_file(file.name());
  EXPECT_THAT(role_.Call(kOffice, &Stub::CreateImport, create),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(ImportTest, ARetryOfCreateMeetsItsOwnImport) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto file,
                             Upload(absl::StrCat(kVacancyHeader, VacancyLine("a"))));
  v1::CreateImportRequest create;
  *create.mutable_spec() = Spec(Import::VACANCY);
  create.mutable_spec()->set_file(file.name());
  create.set_request_id("0190a000-0000-7000-8000-000000000001");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, role_.Call(kOffice, &Stub::CreateImport, create));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, role_.Call(kOffice, &Stub::CreateImport, create));
  EXPECT_EQ(first.name(), again.name());
}

TEST_F(ImportTest, AnUploadSaysWhatIsWrongWithIt) {
  grpc::ClientContext context;
  role_.Authenticate(kOffice, &context);
  Stub stub(role_.channel());
  auto stream = stub.UploadFile(&context);
  v1::UploadFileRequest request;
  request.set_content("x");
  stream->Write(request);
  v1::UploadFileResponse response;
  EXPECT_FALSE(stream->Read(&response));
  const absl::Status status = runtime::FromGrpc(stream->Finish());
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("display_name")));
}

TEST_F(ImportTest, FilesRowsAndReceiptsAreErasedAfterNinetyDays) {
  const Import done = Run(Read(absl::StrCat(kVacancyHeader, VacancyLine("a-1"))));
  EXPECT_THAT(Receipt(done), Not(IsEmpty()));
  for (const auto& role : roles_) role->StopCalling();  // and begin anew, so that it sweeps at once
  role_.set_now(role_.now() + absl::Hours(24 * 91));
  roles_.back()->Start().IgnoreError();
  v1::GetImportRequest get;
  get.set_name(done.name());
  absl::StatusOr<Import> import;
  for (const absl::Time until = absl::Now() + absl::Seconds(30); absl::Now() < until;) {
    import = role_.Call(kOffice, &Stub::GetImport, get);
    ASSERT_OK(import);
    if (import->has_erase_time()) break;
  }
  EXPECT_TRUE(import->has_erase_time());
  EXPECT_THAT(Rows(done), IsEmpty());
  v1::DownloadReceiptRequest receipt;
  receipt.set_name(done.name());
  receipt.set_format(v1::DownloadReceiptRequest::CSV);
  EXPECT_THAT(role_.Call(kOffice, &Stub::DownloadReceipt, receipt),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("erased")));
  v1::UndoImportRequest undo;
  undo.set_name(done.name());
  EXPECT_THAT(role_.Call(kOffice, &Stub::UndoImport, undo),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(Vacancy("a-1").title(), "普工") << "the vacancy is its owner's";
}

// One fact, one warning: the reader sees it, and the vacancy role, too.
TEST_F(ImportTest, ALastDayThatIsOverIsToldOnce) {
  const Import read = Read(
      "编号,岗位名称,企业名称,工作地点,月薪,招聘人数,截止日期\n"
      "a,普工,中山市样例电器有限公司,中山市小榄镇,5000元/月,3,2020-01-31\n");
  const auto rows = Rows(read);
  ASSERT_THAT(rows, SizeIs(1));
  ASSERT_THAT(rows[0].warnings(), SizeIs(1)) << rows[0].DebugString();
  EXPECT_EQ(rows[0].warnings(0).reason(), "ALREADY_EXPIRED");
}

}  // namespace
}  // namespace laowu::intake_role
