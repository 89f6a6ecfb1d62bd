// What an office or a bureau sends in its own words: what is read, told, refused, and on whose
// account it is stored.

#include "intake_fixture.h"

namespace laowu::intake_role {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class IntakeServiceTest : public IntakeFixture {};

TEST_F(IntakeServiceTest, AnOfficesOwnWordsBecomeAVacancyOfTheirSender) {
  auto request = VacancyTable();
  AddRow(request, VacancyRow("ZS-1"));
  const auto response = Submit(request);
  ASSERT_OK(response);
  EXPECT_EQ(response->batch_number(), 7);
  EXPECT_GT(response->committed_sequence(), 0);
  ASSERT_EQ(response->results_size(), 1);
  EXPECT_THAT(response->results(0), HasResult(v1::ImportResult::CREATED));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto vacancy, GetVacancy(response->results(0).name()));
  EXPECT_EQ(vacancy.source_reference(), "ZS-1");
  EXPECT_EQ(vacancy.title(), "普工");
  EXPECT_EQ(vacancy.workplace_division_code().substr(0, 6), "442000");
  EXPECT_EQ(vacancy.min_wage_cny_per_month(), 4'500);
  EXPECT_EQ(vacancy.max_wage_cny_per_month(), 5'800);
  EXPECT_EQ(vacancy.opening_count(), 3);
  std::vector<std::string> inferred;
  for (const auto& field : vacancy.inferred_fields()) inferred.push_back(field.field_path());
  EXPECT_THAT(inferred, Contains("min_wage_cny_per_month"));
}

// By where it stands in what was sent, of which the owner has seen a part.
TEST_F(IntakeServiceTest, ARowThatContradictsAnotherNamesIt) {
  auto request = VacancyTable();
  AddRow(request, VacancyRow("ZS-1", ""));
  AddRow(request, VacancyRow("ZS-2"));
  AddRow(request, VacancyRow("ZS-3"));
  AddRow(request, VacancyRow("ZS-3", "叉车工"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Submit(request));
  ASSERT_EQ(response.results_size(), 4);
  EXPECT_THAT(response.results(3), HasResult(v1::ImportResult::REJECTED));
  const auto& status = response.results(3).status();
  EXPECT_THAT(FieldsOf(status), ElementsAre("source_reference"));
  EXPECT_THAT(status.message(), HasSubstr("source_reference: 另一行（rows[2]）是同一岗位"));
  EXPECT_THAT(status.message(), HasSubstr("another row (rows[2])"));
}

TEST_F(IntakeServiceTest, ATownWithoutItsCityIsLookedForInTheOfficesCity) {
  auto request = VacancyTable();
  auto row = VacancyRow("ZS-1");
  row[3] = "小榄镇";
  AddRow(request, row);
  const auto response = Submit(request);
  ASSERT_OK(response);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto vacancy, GetVacancy(response->results(0).name()));
  EXPECT_EQ(vacancy.workplace_division_code().substr(0, 6), "442000");
}

TEST_F(IntakeServiceTest, ABureausRosterBecomesWorkersRecordedByIt) {
  auto request = WorkerTable();
  AddRow(request, WorkerRow());
  const auto response = Submit(request);
  ASSERT_OK(response);
  ASSERT_EQ(response->results_size(), 1);
  EXPECT_THAT(response->results(0), HasResult(v1::ImportResult::CREATED));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto worker, GetWorker(response->results(0).name()));
  EXPECT_EQ(worker.division_code(), "520281121");
  EXPECT_EQ(worker.education(), v1::EDUCATION_LEVEL_JUNIOR_MIDDLE);
  EXPECT_EQ(worker.legal_basis().kind(), v1::Worker::LegalBasis::CONSENT);
  EXPECT_EQ(worker.recorded_by(), kCounty);
}

// As in files: by the head's name and what each is to them, right below the head's row; a row cut
// short ends what was begun.
TEST_F(IntakeServiceTest, AHouseholdIsKnownByTheHeadsRowAboveIt) {
  v1::SubmitRawWorkersRequest request;
  request.set_batch_number(7);
  SetHeaders(request, {"姓名", "身份证号", "乡镇", "户主姓名", "与户主关系"});
  AddRow(request, {"魏良", "529999196811087997", "盘州市新民镇", "魏良", "户主"});
  AddRow(request, {"样本妻", "52999919700101001X", "盘州市新民镇", "魏良", "配偶"});
  AddRow(request, {"样本", "529999199001010019"});
  AddRow(request, {"样本丁", "529999199505050129", "盘州市新民镇", "魏良", "之子"});
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Submit(request));
  ASSERT_EQ(response.results_size(), 4);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto head, GetWorker(response.results(0).name()));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto wife, GetWorker(response.results(1).name()));
  EXPECT_THAT(response.results(2), HasResult(v1::ImportResult::REJECTED));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto son, GetWorker(response.results(3).name()));
  EXPECT_THAT(head.household(), HasSubstr("households/"));
  EXPECT_EQ(wife.household(), head.household());
  EXPECT_THAT(son.household(), IsEmpty());
}

TEST_F(IntakeServiceTest, TheRequestsLegalBasisCountsForRowsThatStateNone) {
  auto request = WorkerTable();
  request.mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::STATUTORY_DUTY);
  request.mutable_legal_basis()->set_reference("黔人社发〔2026〕1号");
  auto silent = WorkerRow();
  silent[5] = "";
  AddRow(request, silent);
  const auto response = Submit(request);
  ASSERT_OK(response);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto worker, GetWorker(response->results(0).name()));
  EXPECT_EQ(worker.legal_basis().kind(), v1::Worker::LegalBasis::STATUTORY_DUTY);
}

TEST_F(IntakeServiceTest, ARowThatSaysNoIsNoConsentWhateverIsSaidOfTheFile) {
  auto request = WorkerTable();
  request.mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
  request.mutable_legal_basis()->set_reference("form-17");
  auto row = WorkerRow();
  row[5] = "是";
  AddRow(request, row);
  auto first = Submit(request);
  ASSERT_OK(first);
  const std::string name = first->results(0).name();
  LAOWU_ASSERT_OK_AND_ASSIGN(auto worker, GetWorker(name));
  EXPECT_EQ(worker.legal_basis().reference(), "form-17");
  EXPECT_FALSE(worker.legal_basis().has_withdraw_time());
  // The same person says no: the consent on record ends as well, and no file brings it back.
  row[5] = "不同意";
  request.clear_rows();
  AddRow(request, row);
  const auto refused = Submit(request);
  ASSERT_OK(refused);
  std::vector<std::string> reasons;
  for (const auto& warning : refused->results(0).warnings()) reasons.push_back(warning.reason());
  EXPECT_THAT(reasons, ::testing::IsSupersetOf({"CONSENT_REFUSED", "NO_LEGAL_BASIS"}));
  LAOWU_ASSERT_OK_AND_ASSIGN(worker, GetWorker(name));
  EXPECT_TRUE(worker.legal_basis().has_withdraw_time());
  row[5] = "";
  request.clear_rows();
  AddRow(request, row);
  ASSERT_OK(Submit(request));
  LAOWU_ASSERT_OK_AND_ASSIGN(worker, GetWorker(name));
  EXPECT_TRUE(worker.legal_basis().has_withdraw_time());
}

TEST_F(IntakeServiceTest, AFormThatIsNotSignedYetIsNoConsentAndEndsNone) {
  auto request = WorkerTable();
  request.mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
  request.mutable_legal_basis()->set_reference("form-17");
  const auto basis_after = [&](const char* said) {
    auto row = WorkerRow();
    row[5] = said;
    request.clear_rows();
    AddRow(request, row);
    const auto response = Submit(request);
    EXPECT_OK(response);
    return GetWorker(response->results(0).name())->legal_basis();
  };
  EXPECT_EQ(basis_after("待签").kind(), v1::Worker::LegalBasis::KIND_UNSPECIFIED);
  EXPECT_EQ(basis_after("是").reference(), "form-17");
  EXPECT_FALSE(basis_after("待签").has_withdraw_time());
  EXPECT_EQ(basis_after("待签").reference(), "form-17");
}

TEST_F(IntakeServiceTest, SentAgainNothingIsWritten) {
  auto request = VacancyTable();
  AddRow(request, VacancyRow("ZS-1"));
  ASSERT_OK(Submit(request));
  const auto again = Submit(request);
  ASSERT_OK(again);
  EXPECT_THAT(again->results(0), HasResult(v1::ImportResult::UNCHANGED));
  EXPECT_EQ(VacancyCount(), 1);
}

TEST_F(IntakeServiceTest, AHeaderThatIsNotUnderstoodIsToldAndItsCellsAreNotRead) {
  auto request = VacancyTable();
  request.add_headers("领导批示栏");
  auto row = VacancyRow("ZS-1");
  row.push_back("已阅");
  AddRow(request, row);
  const auto response = Submit(request);
  ASSERT_OK(response);
  EXPECT_THAT(response->unknown_headers(), ElementsAre("领导批示栏"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto vacancy, GetVacancy(response->results(0).name()));
  EXPECT_THAT(vacancy.DebugString(), Not(HasSubstr("已阅")));
}

// A table with fewer columns says nothing of the others; an empty cell says that there is none.
TEST_F(IntakeServiceTest, AColumnThatIsNotSentLeavesItsFieldAlone) {
  auto whole = VacancyTable();
  AddRow(whole, VacancyRow("ZS-1"));
  const auto first = Submit(whole);
  ASSERT_OK(first);
  v1::SubmitRawVacanciesRequest narrow;
  narrow.set_parent("offices/zhongshan");
  SetHeaders(narrow, {"编号", "岗位名称", "企业名称", "工作地点", "学历"});
  AddRow(narrow, {"ZS-1", "普工", "中山市样例电器有限公司", "中山市小榄镇", "初中"});
  const auto second = Submit(narrow);
  ASSERT_OK(second);
  EXPECT_THAT(second->results(0), HasResult(v1::ImportResult::UPDATED));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto vacancy, GetVacancy(first->results(0).name()));
  EXPECT_EQ(vacancy.min_wage_cny_per_month(), 4'500);
  EXPECT_EQ(vacancy.opening_count(), 3);
  EXPECT_EQ(vacancy.min_education(), v1::EDUCATION_LEVEL_JUNIOR_MIDDLE);
  auto emptied = VacancyTable();
  auto row = VacancyRow("ZS-1");
  row[4] = "";
  AddRow(emptied, row);
  ASSERT_OK(Submit(emptied));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto after, GetVacancy(first->results(0).name()));
  EXPECT_EQ(after.min_wage_cny_per_month(), 0);
  EXPECT_EQ(after.min_education(), v1::EDUCATION_LEVEL_JUNIOR_MIDDLE);
  // Of a person as well.
  auto roster = WorkerTable();
  AddRow(roster, WorkerRow());
  const auto made = Submit(roster);
  ASSERT_OK(made);
  v1::SubmitRawWorkersRequest few;
  SetHeaders(few, {"姓名", "身份证号", "乡镇", "行政区划代码", "技能"});
  AddRow(few, {"魏良", "529999196811087997", "新民镇", "520281121", "电焊"});
  ASSERT_OK(Submit(few));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto worker, GetWorker(made->results(0).name()));
  EXPECT_EQ(worker.education(), v1::EDUCATION_LEVEL_JUNIOR_MIDDLE);
  EXPECT_EQ(worker.legal_basis().kind(), v1::Worker::LegalBasis::CONSENT);
}

// A shifted column gives people each other's names: such a row is held back, and another way to
// write one is not.
TEST_F(IntakeServiceTest, AnotherNameUnderTheSameNumberIsHeldBack) {
  const auto submit = [&](const char* name) {
    auto request = WorkerTable();
    auto row = WorkerRow();
    row[0] = name;
    AddRow(request, row);
    const auto response = Submit(request);
    EXPECT_OK(response);
    std::vector<std::string> reasons;
    if (!response.ok()) return reasons;
    for (const auto& warning : response->results(0).warnings()) reasons.push_back(warning.reason());
    if (response->results(0).has_status()) reasons.push_back("REJECTED");
    return reasons;
  };
  EXPECT_THAT(submit("阿依·魏良"), Not(Contains("REJECTED")));
  EXPECT_THAT(submit("阿依•魏良"), Not(Contains("NAME_CHANGED")));
  EXPECT_THAT(submit("王样"), Contains("REJECTED"));
}

TEST_F(IntakeServiceTest, HeadersOfNoTableAreRefused) {
  v1::SubmitRawVacanciesRequest request;
  request.set_parent("offices/zhongshan");
  SetHeaders(request, {"甲", "乙"});
  AddRow(request, {"1", "2"});
  EXPECT_THAT(Submit(request), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("headers")));
}

// The owners refuse an empty message: where no row can be read, they are not asked.
TEST_F(IntakeServiceTest, NoRowIsRefusedAndNoReadableRowIsAnswered) {
  auto vacancies = VacancyTable();
  EXPECT_THAT(Submit(vacancies), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("rows")));
  auto workers = WorkerTable();
  EXPECT_THAT(Submit(workers), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("rows")));
  AddRow(vacancies, {"ZS-1"});
  AddRow(workers, {"1"});
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto of_vacancies, Submit(vacancies));
  EXPECT_THAT(of_vacancies.results(), ElementsAre(HasResult(v1::ImportResult::REJECTED)));
  EXPECT_EQ(of_vacancies.committed_sequence(), 0);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto of_workers, Submit(workers));
  EXPECT_THAT(of_workers.results(), ElementsAre(HasResult(v1::ImportResult::REJECTED)));
}

// The results stand where their rows stood, whoever rejected them, and name the row's own fields.
TEST_F(IntakeServiceTest, ABadRowCostsOnlyItself) {
  auto request = VacancyTable();
  auto empty = VacancyRow("ZS-1", "");
  empty[2] = "";
  AddRow(request, empty);                         // rejected by the reader
  AddRow(request, VacancyRow("ZS-2"));            // good
  AddRow(request, VacancyRow("ZS-2", "电焊工"));  // rejected by the owner: the same reference
  AddRow(request, VacancyRow("ZS-3"));            // good
  const auto response = Submit(request);
  ASSERT_OK(response);
  ASSERT_EQ(response->results_size(), 4);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(response->results(i).index(), i);
  EXPECT_THAT(response->results(0), HasResult(v1::ImportResult::REJECTED));
  EXPECT_THAT(FieldsOf(response->results(0).status()),
              ::testing::UnorderedElementsAre("title", "employer_display_name"));
  EXPECT_THAT(response->results(1), HasResult(v1::ImportResult::CREATED));
  EXPECT_THAT(response->results(2), HasResult(v1::ImportResult::REJECTED));
  EXPECT_THAT(FieldsOf(response->results(2).status()), ElementsAre("source_reference"));
  // The sender's own row, where the owner has seen another number of rows.
  EXPECT_THAT(response->results(2).status().message(),
              AllOf(HasSubstr("rows[1]"), Not(HasSubstr("rows[0]"))));
  EXPECT_THAT(response->results(3), HasResult(v1::ImportResult::CREATED));
  EXPECT_EQ(VacancyCount(), 2);
}

TEST_F(IntakeServiceTest, ARowCutShortOrTooLongIsRejectedAlone) {
  auto request = VacancyTable();
  auto cut = VacancyRow("ZS-1");
  cut.pop_back();
  AddRow(request, cut);
  auto wide = VacancyRow("ZS-2");
  wide.push_back("再来一格");
  AddRow(request, wide);
  auto huge = VacancyRow("ZS-3");
  for (int i = 0; i < 8'001; ++i) huge[1] += "工";
  AddRow(request, huge);
  AddRow(request, VacancyRow("ZS-4"));
  const auto response = Submit(request);
  ASSERT_OK(response);
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(response->results(i), HasResult(v1::ImportResult::REJECTED));
    EXPECT_THAT(FieldsOf(response->results(i).status()), ElementsAre("cells"));
  }
  EXPECT_THAT(response->results(2).status().message(), HasSubstr("8000"));
  EXPECT_THAT(response->results(3), HasResult(v1::ImportResult::CREATED));
}

TEST_F(IntakeServiceTest, EveryViolationOfARequestIsToldAtOnce) {
  v1::SubmitRawVacanciesRequest request;
  request.set_parent("zhongshan");
  for (int i = 0; i < 501; ++i) AddRow(request, {"1"});
  request.mutable_as_of_date()->set_year(2026);
  const auto refused = Submit(request, kAdmin);
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(FieldsOf(runtime::ToRpcStatus(refused.status())),
              ElementsAre("parent", "headers", "rows", "as_of_date"));
  auto wide = WorkerTable();
  for (int i = 0; i < 101; ++i) wide.add_headers("列");
  EXPECT_THAT(Submit(wide), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("100")));
}

TEST_F(IntakeServiceTest, TheMostRowsAreTaken) {
  auto request = VacancyTable();
  request.set_validate_only(true);
  for (int i = 0; i < 500; ++i) AddRow(request, VacancyRow("ZS-" + std::to_string(i)));
  const auto response = Submit(request);
  ASSERT_OK(response);
  EXPECT_THAT(response->results(), Each(HasResult(v1::ImportResult::CREATED)));
  EXPECT_EQ(VacancyCount(), 0);  // it was but a question
}

TEST_F(IntakeServiceTest, AnotherOfficesTableIsOutOfScopeWhetherTheOfficeExistsOrNot) {
  auto request = VacancyTable();
  AddRow(request, VacancyRow("ZS-1"));
  const auto existing = Submit(request, kOtherOffice);
  EXPECT_THAT(existing, StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_EQ(runtime::ReasonOf(existing.status()), "OUT_OF_SCOPE");
  request.set_parent("offices/nowhere");
  const auto missing = Submit(request, kOtherOffice);
  EXPECT_EQ(missing.status().message(), existing.status().message());
  EXPECT_EQ(VacancyCount(), 0);
}

TEST_F(IntakeServiceTest, AnOfficeThatIsNotThereIsNotFound) {
  auto request = VacancyTable();
  request.set_parent("offices/nowhere");
  AddRow(request, VacancyRow("ZS-1"));
  EXPECT_THAT(Submit(request, kAdmin), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(IntakeServiceTest, AWorkerOfAnotherCountyIsARejectedRow) {
  auto request = WorkerTable();
  auto row = WorkerRow();
  row[2] = "岩脚镇";
  row[3] = "520203102";
  AddRow(request, row);
  AddRow(request, WorkerRow());
  const auto response = Submit(request);
  ASSERT_OK(response);
  EXPECT_THAT(response->results(0), HasResult(v1::ImportResult::REJECTED));
  EXPECT_EQ(runtime::ReasonOf(runtime::FromRpcStatus(response->results(0).status())),
            "OUT_OF_SCOPE");
}

TEST_F(IntakeServiceTest, AnOfficeSendsNoWorkersAndABureauNoVacancies) {
  EXPECT_THAT(Submit(WorkerTable(), kOffice), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Submit(VacancyTable(), kCounty), StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(IntakeServiceTest, WhatIsToldOfAPersonsRowHoldsNoPersonalText) {
  auto request = WorkerTable();
  auto row = WorkerRow();
  row[1] = "529999196811087990";  // a wrong check character
  AddRow(request, row);
  const auto response = Submit(request);
  ASSERT_OK(response);
  EXPECT_THAT(response->results(0), HasResult(v1::ImportResult::REJECTED));
  EXPECT_THAT(response->DebugString(), Not(HasSubstr("529999196811087990")));
  EXPECT_THAT(response->DebugString(), Not(HasSubstr("魏良")));
}

TEST_F(IntakeServiceTest, ReadRawSaysWhatWouldBeReadAndStoresNothing) {
  v1::ReadRawRequest request;
  request.set_kind(v1::ReadRawRequest::VACANCY);
  SetHeaders(request, {"岗位名称", "企业名称", "工作地点", "月薪", "备用"});
  AddRow(request, {"普工", "中山市样例电器有限公司", "中山市小榄镇", "4500-5800", ""});
  AddRow(request, {"", "中山市样例电器有限公司", "中山市小榄镇", "4500-5800", ""});
  AddRow(request, {"普工"});
  const auto response = role_.Call(kOffice, &Stub::ReadRaw, request);
  ASSERT_OK(response);
  EXPECT_THAT(response->unknown_headers(), ElementsAre("备用"));
  ASSERT_EQ(response->rows_size(), 3);
  EXPECT_EQ(response->rows(0).vacancy().min_wage_cny_per_month(), 4'500);
  EXPECT_THAT(response->rows(0).rejections(), IsEmpty());
  EXPECT_THAT(response->rows(1).rejections(), ElementsAre(HasSubstr("title")));
  EXPECT_THAT(response->rows(2).rejections(), ElementsAre(HasSubstr("cells")));
  EXPECT_EQ(VacancyCount(), 0);

  request.set_kind(v1::ReadRawRequest::WORKER);
  request.clear_headers();
  request.clear_rows();
  SetHeaders(request, {"姓名", "身份证号", "乡镇", "行政区划代码"});
  AddRow(request, {"魏良", "529999196811087997", "新民镇", "520281121"});
  const auto worker = role_.Call(kCounty, &Stub::ReadRaw, request);
  ASSERT_OK(worker);
  EXPECT_EQ(worker->rows(0).worker().division_code(), "520281121");
  EXPECT_EQ(WorkerCount(), 0);

  request.clear_kind();
  EXPECT_THAT(role_.Call(kCounty, &Stub::ReadRaw, request),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("kind")));
}

}  // namespace
}  // namespace laowu::intake_role
