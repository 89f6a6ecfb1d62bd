// A village's sheet of who is where becomes outcomes, held against what is known; sent again it
// changes nothing, and it can be taken back (intake/survey/survey_reader.h, ratio.md).

#include <thread>

#include "absl/time/clock.h"
#include "import_fixture.h"
#include "laowu/v1/placement_service.grpc.pb.h"

namespace laowu::intake_role {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr char kSurveyHeader[] = "姓名,身份证号,就业状态,务工地,外出时间,外出方式\n";

class ImportSurveyTest : public ImportFixture {
 protected:
  ImportSurveyTest() {
    std::string roster = kWorkerHeader;
    absl::StrAppend(&roster, "魏良,529999196811087997,盘州市新民镇,初中,10012345678,是\n",
                    "王样,529999199001010019,盘州市新民镇,初中,10012345679,是\n",
                    "李样,529999199001010027,盘州市新民镇,初中,10012345670,是\n");
    const Import done = Run(Read(roster, Spec(Import::WORKER)));
    EXPECT_EQ(done.counts().created_count(), 3) << done.DebugString();
    for (const auto& row : Rows(done)) workers_.push_back(row.name());
  }
  Import::Spec SurveySpec(int month, int day) const {
    auto spec = Spec(Import::SURVEY);
    spec.mutable_as_of_date()->set_year(2026);
    spec.mutable_as_of_date()->set_month(month);
    spec.mutable_as_of_date()->set_day(day);
    return spec;
  }
  Import RunSurvey(const std::string& rows, int month, int day) {
    return Run(Read(absl::StrCat(kSurveyHeader, rows), SurveySpec(month, day)));
  }
  std::vector<v1::Outcome> Outcomes(const std::string& worker) {
    v1::ListOutcomesRequest list;
    list.set_worker(worker);
    const auto all = role_.Call(kCounty, &v1::PlacementService::Stub::ListOutcomes, list);
    EXPECT_OK(all);
    if (!all.ok()) return {};
    return {all->outcomes().begin(), all->outcomes().end()};
  }
  std::vector<int> Types(const std::string& worker) {
    std::vector<int> types;
    for (const auto& outcome : Outcomes(worker)) types.push_back(outcome.type());
    return types;
  }

  // 魏良 is found to be 王样, whose record stands for both; the placement role has followed.
  void MergeFirstIntoSecond() {
    v1::MergeWorkersRequest merge;
    merge.set_name(workers_[1]);
    merge.set_merged_worker(workers_[0]);
    merge.set_purpose("同一人");
    merge.set_accept_differences(true);
    merge.set_reference("公安证明第1号");
    const size_t of_both = Outcomes(workers_[0]).size() + Outcomes(workers_[1]).size();
    ASSERT_OK(role_.Call(kCounty, &v1::WorkerService::Stub::MergeWorkers, merge));
    const absl::Time until = absl::Now() + absl::Seconds(30);
    while (Outcomes(workers_[1]).size() < of_both && absl::Now() < until) std::this_thread::yield();
    ASSERT_THAT(Outcomes(workers_[1]), SizeIs(of_both));
  }

  std::vector<std::string> workers_;  // 魏良, 王样, 李样
};

constexpr char kAway[] =
    "魏良,529999196811087997,在外务工,中山市,2026-03-01,亲友介绍\n"
    "王样,529999199001010019,在家,,,\n"
    "李样,529999199001010027,在外务工,东莞市,,自发\n";

TEST_F(ImportSurveyTest, ThePreviewSaysWhatFollowsAndWhyAndTheRunRecordsItAttested) {
  const Import read = Read(absl::StrCat(kSurveyHeader, kAway), SurveySpec(6, 20));
  ASSERT_EQ(read.state(), Import::READY) << read.DebugString();
  const auto rows = Rows(read);
  ASSERT_THAT(rows, SizeIs(3));
  EXPECT_EQ(rows[0].outcome().type(), v1::Outcome::ARRIVED);
  EXPECT_EQ(rows[0].outcome().channel(), v1::CHANNEL_RELATIVES);
  EXPECT_THAT(rows[0].explanation(), HasSubstr("在外"));
  EXPECT_EQ(rows[1].change(), ImportRow::UNCHANGED) << "nothing known, at home: nothing new";
  EXPECT_FALSE(rows[1].has_outcome());
  EXPECT_THAT(rows[1].explanation(), HasSubstr("无需登记"));
  EXPECT_EQ(rows[2].outcome().type(), v1::Outcome::CONFIRMED) << "no date of going out";
  // The sheet lacks the date, and so the register has nothing that this confirms: said once.
  ASSERT_THAT(rows[2].warnings(), SizeIs(1));
  EXPECT_EQ(rows[2].warnings(0).reason(), "DATE_NOT_UNDERSTOOD");
  const Import done = Run(read);
  EXPECT_EQ(done.counts().created_count(), 2) << done.DebugString();
  EXPECT_EQ(done.counts().unchanged_count(), 1);
  const auto outcomes = Outcomes(workers_[0]);
  ASSERT_THAT(outcomes, SizeIs(1));
  ASSERT_THAT(outcomes[0].attestations(), SizeIs(1));
  EXPECT_EQ(outcomes[0].attestations(0).kind(), v1::Attestation::VILLAGE_STATEMENT);
  EXPECT_THAT(outcomes[0].attestations(0).reference(), HasSubstr("2026-06-20"));
  EXPECT_THAT(Receipt(done), HasSubstr("已知 known"));
}

TEST_F(ImportSurveyTest, TheSameSheetAgainChangesNothingAndALaterOneConfirms) {
  RunSurvey(kAway, 6, 20);
  const Import again = RunSurvey(kAway, 6, 20);
  EXPECT_EQ(again.counts().unchanged_count(), 3) << again.DebugString();
  EXPECT_THAT(Types(workers_[0]), ElementsAre(v1::Outcome::ARRIVED));
  RunSurvey(kAway, 6, 25);
  EXPECT_THAT(Types(workers_[0]),
              UnorderedElementsAre(v1::Outcome::ARRIVED, v1::Outcome::CONFIRMED));
  EXPECT_THAT(Types(workers_[1]), IsEmpty());
}

TEST_F(ImportSurveyTest, WhoCameHomeForALocalJobMakesTwoRowsOfOneLine) {
  RunSurvey(kAway, 6, 10);
  const std::string home =
      "魏良,529999196811087997,就近就业,盘州市,2026-06-15,\n"
      "李样,529999199001010027,已返乡,,2026-06-12,\n";
  const Import done = RunSurvey(home, 6, 20);
  const auto rows = Rows(done);
  ASSERT_THAT(rows, SizeIs(3)) << done.DebugString();
  EXPECT_EQ(rows[0].outcome().type(), v1::Outcome::RETURNED);
  EXPECT_EQ(rows[1].outcome().type(), v1::Outcome::LOCAL_JOB_STARTED);
  EXPECT_EQ(rows[0].line_number(), rows[1].line_number());
  EXPECT_EQ(done.counts().created_count(), 3) << rows[1].DebugString();
  EXPECT_EQ(RunSurvey(home, 6, 20).counts().created_count(), 0);
}

TEST_F(ImportSurveyTest, UndoTakesAllOfItBackAndTheSheetCanBeSentAgain) {
  const Import done = RunSurvey(kAway, 6, 20);
  const Import undone = Undo(done);
  EXPECT_EQ(undone.undone_count(), 2) << undone.DebugString();
  EXPECT_THAT(Types(workers_[0]), UnorderedElementsAre(v1::Outcome::ARRIVED, v1::Outcome::VOIDED));
  EXPECT_EQ(RunSurvey(kAway, 6, 20).counts().created_count(), 2);
}

// What was told of a record that was merged away is known of the one that stands, also where others
// are asked for with it: no second arrival, by which one person would have two jobs.
TEST_F(ImportSurveyTest, Rule8WhatIsKnownOfAMergedRecordIsKnownOfThePerson) {
  RunSurvey(kAway, 6, 20);
  ASSERT_NO_FATAL_FAILURE(MergeFirstIntoSecond());
  const std::string both =
      "王样,529999199001010019,在外务工,中山市,2026-03-01,亲友介绍\n"
      "李样,529999199001010027,在外务工,东莞市,,自发\n";
  for (const int day : {20, 25}) {
    const auto rows = Rows(Read(absl::StrCat(kSurveyHeader, both), SurveySpec(6, day)));
    ASSERT_THAT(rows, SizeIs(2));
    EXPECT_EQ(rows[0].outcome().type(), v1::Outcome::CONFIRMED) << rows[0].DebugString();
    EXPECT_EQ(rows[0].outcome().worker(), workers_[1]);
    EXPECT_EQ(rows[1].outcome().worker(), workers_[2]);
    EXPECT_EQ(rows[1].change(), day == 20 ? ImportRow::UNCHANGED : ImportRow::CREATE);
  }
  EXPECT_EQ(RunSurvey(both, 6, 20).counts().created_count(), 1);
  EXPECT_EQ(RunSurvey(both, 6, 20).counts().created_count(), 0);
  EXPECT_THAT(Types(workers_[1]),
              UnorderedElementsAre(v1::Outcome::ARRIVED, v1::Outcome::CONFIRMED));
}

// "只有备注也行": a row of remarks is not passed over as one that nobody has filled in. What is not
// understood of it stands in the receipt, to be mended.
TEST_F(ImportSurveyTest, ARowOfRemarksAloneIsReadOrRejected) {
  const Import read = Read(
      "姓名,身份证号,就业状态,备注\n"
      "魏良,529999196811087997,,去年3月跟老乡去了温州鞋厂\n"
      "王样,529999199001010019,,五月三号来过村委\n"
      "李样,529999199001010027,,在福建带孙子\n",
      SurveySpec(6, 20));
  const auto rows = Rows(read);
  ASSERT_THAT(rows, SizeIs(3)) << read.DebugString();
  EXPECT_EQ(rows[0].outcome().type(), v1::Outcome::ARRIVED) << rows[0].DebugString();
  for (const size_t i : {1, 2}) {
    EXPECT_EQ(rows[i].change(), ImportRow::REJECT);
    EXPECT_THAT(FieldsOf(rows[i].status()), ElementsAre("type"));
  }
}

TEST_F(ImportSurveyTest, WhatAListPrintsWithThePersonFillsNoRow) {
  const Import read = Read(
      "姓名,身份证号,就业状态,备注\n"
      "魏良,529999196811087997,,脱贫户\n王样,529999199001010019,,无\n"
      "李样,529999199001010027,在家,\n",
      SurveySpec(6, 20));
  ASSERT_THAT(Rows(read), SizeIs(1)) << read.DebugString();
  ASSERT_THAT(read.warnings(), SizeIs(1));
  EXPECT_EQ(read.warnings(0).reason(), "UNFILLED_ROWS");
  EXPECT_EQ(read.warnings(0).row_count(), 2);
}

// The newest name of a place, and not the one it bore first (520201 was 水城特区 until 1987).
TEST_F(ImportSurveyTest, TheReceiptNamesPlacesAsTheyAreNow) {
  const Import done = RunSurvey("魏良,529999196811087997,在外务工,520201,2026-03-01,随缘\n", 6, 20);
  const auto rows = Rows(done);
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].outcome().channel(), v1::CHANNEL_UNKNOWN) << rows[0].DebugString();
  EXPECT_THAT(rows[0].explanation(), HasSubstr("钟山区"));
  EXPECT_THAT(Receipt(done), AllOf(HasSubstr("钟山区"), Not(HasSubstr("水城特区"))));
}

TEST_F(ImportSurveyTest, WhatCannotBeToldIsRejectedByItsField) {
  const auto rows =
      Rows(Read(absl::StrCat(kSurveyHeader,
                             "魏良,529999196811087997,在外务工,中山市,2026-03-01,劳务公司/自发\n"
                             "王样,529999199001010019,不知道,,,\n"
                             "李样,529999199001010027,在外务工,中山市,2026-03-01,\n"
                             "李样,529999199001010027,在家,,,\n"
                             "赵样,529999199001010035,在家,,,\n"),
                SurveySpec(6, 20)));
  ASSERT_THAT(rows, SizeIs(5));
  const char* const fields[] = {"channel", "type", "", "worker", "worker"};
  for (size_t i = 0; i < rows.size(); ++i) {
    if (*fields[i] == '\0') continue;
    EXPECT_THAT(FieldsOf(rows[i].status()), ElementsAre(fields[i])) << i;
  }
  EXPECT_EQ(rows[2].change(), ImportRow::CREATE);
}

// Sheets have a date of going out, one of coming home, both or none.
TEST_F(ImportSurveyTest, EachDateCountsForWhatItsHeaderSays) {
  RunSurvey(kAway, 6, 1);
  const auto rows =
      Rows(Read("姓名,身份证号,目前状态,务工地点,外出时间,返乡时间\n"
                "魏良,529999196811087997,在家,,2026-03-01,2026-06-10\n"
                "王样,529999199001010019,在外,中山市,2026-04-01,2026-01-15\n"
                "李样,529999199001010027,在家,,,\n",
                SurveySpec(6, 20)));
  ASSERT_THAT(rows, SizeIs(3));
  EXPECT_EQ(rows[0].outcome().effective_date().day(), 10) << rows[0].DebugString();
  EXPECT_EQ(rows[1].outcome().effective_date().month(), 4) << rows[1].DebugString();
  // Confirmed before, and the arrival not known: the return counts together with it (rule 0).
  EXPECT_EQ(rows[2].outcome().type(), v1::Outcome::RETURNED) << rows[2].DebugString();
  // When somebody went out is not when they came home: the day of the survey is taken.
  const auto one =
      Rows(Read("姓名,身份证号,目前状态,外出时间\n魏良,529999196811087997,在家,2026-06-11\n",
                SurveySpec(6, 20)));
  ASSERT_THAT(one, SizeIs(1));
  EXPECT_EQ(one[0].outcome().effective_date().day(), 20) << one[0].DebugString();
  const auto undated =
      Rows(Read("姓名,身份证号,就业状态\n王样,529999199001010019,在家\n", SurveySpec(6, 20)));
  ASSERT_THAT(undated, SizeIs(1));
  EXPECT_EQ(undated[0].change(), ImportRow::UNCHANGED);
}

TEST_F(ImportSurveyTest, ItsDayIsRequired) {
  const auto file = Upload(absl::StrCat(kSurveyHeader, kAway), kCounty);
  ASSERT_OK(file);
  v1::CreateImportRequest request;
  *request.mutable_spec() = Spec(Import::SURVEY);
  request.mutable_spec()->set_file(file->name());
  EXPECT_THAT(role_.Call(kCounty, &Stub::CreateImport, request),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("spec.as_of_date")));
}

}  // namespace
}  // namespace laowu::intake_role
