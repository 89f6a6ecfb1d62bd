// What waits for an organiser's word, as a form: written, filled in, handed in, and handed in
// again.

#include "services/cli/claims_form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "laowu/v1/placement_service.grpc.pb.h"
#include "services/cli/client.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"
#include "tests/unit/services/cli/recorded_people.h"
#include "tests/unit/services/cli/run_as.h"
#include "tests/unit/services/cli/sheet_file.h"

namespace laowu::cli {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

// Columns of the form.
constexpr size_t kOutcome = 0, kName = 1, kFrom = 2, kWhere = 3, kSince = 4, kChannel = 5,
                 kOurs = 7, kReference = 8;

// Three of Panzhou, away since March by a labour company that has not said so yet.
class ClaimsFormTest : public ::testing::Test {
 protected:
  void SetUp() override {
    process_.AddPrincipal("admin", "administrator", "");
    process_.AddPrincipal("bureau", "county-bureau", "520281");
    process_.AddPrincipal("monitor", "monitor", "5202");
    process_.AddPrincipal("company", "organizer", "organizers/company");
    process_.Start();
    CreateCompany(process_);
    for (int serial = 1; serial <= 3; ++serial) RecordCompanyArrival(process_, serial);
  }

  Ran Laowu(const std::vector<std::string>& command, const std::string& who = "company") {
    return RunAs(process_, who, command);
  }
  // The form as it is written, header first.
  SheetRows Write(const std::string& path) {
    const Ran ran = Laowu({"claims", "--out", path});
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    return ReadSheet(path);
  }
  Ran HandIn(const std::string& path, const std::string& who = "company") {
    return Laowu({"outcome", "attest", "--file", path, "--reference", "名单-2026-11"}, who);
  }
  // "ORGANIZER_RECORD 名单-1" of each attestation.
  std::vector<std::string> Attested(const std::string& outcome) {
    v1::GetOutcomeRequest get;
    get.set_name(outcome);
    const auto told = process_.Call("bureau", &v1::PlacementService::Stub::GetOutcome, get);
    EXPECT_OK(told);
    std::vector<std::string> words;
    if (!told.ok()) return words;
    for (const auto& one : told->attestations()) {
      words.push_back(v1::Attestation::Kind_Name(one.kind()) + " " + one.reference());
    }
    return words;
  }

  testing::ScratchDir scratch_;
  testing::TestProcess process_;
};

TEST_F(ClaimsFormTest, IsFilledInAndHandedInAndAgainItChangesNothing) {
  const std::string path = scratch_.file("claims.xlsx");
  SheetRows rows = Write(path);
  ASSERT_THAT(rows, SizeIs(4));
  EXPECT_EQ(rows[0][kOurs], "是否本单位组织");
  EXPECT_EQ(rows[1][kName], "样**");
  EXPECT_EQ(rows[1][kFrom], "贵州省六盘水市盘州市亦资街道");
  EXPECT_EQ(rows[1][kWhere], "广东省中山市小榄镇");
  EXPECT_EQ(rows[1][kSince], "2026-03-01");
  EXPECT_EQ(rows[1][kChannel], "劳务公司");
  rows[1][kOurs] = "是";
  rows[2][kOurs] = "否";
  rows[2][kReference] = "名单上没有";
  WriteSheet(path, "待佐证", rows);
  const Ran first = HandIn(path);
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_THAT(first.out,
              AllOf(HasSubstr("第 2 行 line 2  " + rows[1][kOutcome]),
                    HasSubstr("第 3 行 line 3  " + rows[2][kOutcome] + "  不是本单位组织"),
                    HasSubstr("办理 done 2，被拒 refused 0，未填 unanswered 1")));
  const auto expect_attested = [&] {
    EXPECT_THAT(Attested(rows[1][kOutcome]), ElementsAre("ORGANIZER_RECORD 名单-2026-11"));
    EXPECT_THAT(Attested(rows[2][kOutcome]), ElementsAre("ORGANIZER_DENIAL 名单上没有"));
    EXPECT_THAT(Attested(rows[3][kOutcome]), SizeIs(0));
  };
  expect_attested();
  EXPECT_THAT(Laowu({"claims"}).out,
              AllOf(Not(HasSubstr(rows[1][kOutcome])), Not(HasSubstr(rows[2][kOutcome])),
                    HasSubstr(rows[3][kOutcome])));
  EXPECT_EQ(HandIn(path).exit_code, 0);
  expect_attested();
}

// A denial is for good: of a file that contradicts itself nothing is sent.
TEST_F(ClaimsFormTest, OfAFormThatCannotBeMeantSoNothingIsSent) {
  const SheetRows rows = Write(scratch_.file("claims.xlsx"));
  ASSERT_THAT(rows, SizeIs(4));
  const std::string path = scratch_.file("claims.csv");
  const auto refused = [&](const std::string& text, const std::string& told) {
    std::ofstream(path) << text;
    const Ran ran = HandIn(path);
    EXPECT_EQ(ran.exit_code, 1) << text;
    EXPECT_THAT(ran.err, HasSubstr(told));
  };
  const std::string& one = rows[1][kOutcome];
  const std::string both = one + ",yes\n" + one + ",no\n,no\n";
  refused("outcome,ours\n" + both, "answered by yes and by no");
  refused("outcome,ours\n" + both, "line 4: outcome is empty");  // all at once
  refused("动态编号,是否本单位组织\n" + one + ",大概\n",
          "第 2 行 line 2: 是否本单位组织 must be yes, no or empty");
  refused("动态编号,是否本单位组织\n" + one + ",\n", "尚无答复");
  refused("动态编号,姓名\n" + one + ",样**\n", "是否本单位组织 ours");
  EXPECT_THAT(Attested(one), SizeIs(0));
}

TEST_F(ClaimsFormTest, ARowThatIsWrongIsToldByItsLineAndHoldsNobodyBack) {
  const SheetRows rows = Write(scratch_.file("claims.xlsx"));
  ASSERT_THAT(rows, SizeIs(4));
  const std::string path = scratch_.file("claims.csv");
  std::ofstream(path) << "动态编号,是否本单位组织\n"
                      << rows[1][kOutcome] << ",是\n,否\n"
                      << rows[2][kOutcome] << ",大概\n";
  const Ran ran = HandIn(path);
  EXPECT_EQ(ran.exit_code, 3) << ran.err;
  EXPECT_THAT(ran.err, AllOf(HasSubstr("第 3 行 line 3: 动态编号 is empty 缺少编号"),
                             HasSubstr("第 4 行 line 4: 是否本单位组织 must be yes, no or empty")));
  EXPECT_THAT(ran.out, HasSubstr("办理 done 1，被拒 refused 2，未填 unanswered 0"));
  EXPECT_THAT(Attested(rows[1][kOutcome]), SizeIs(1));
  EXPECT_THAT(Attested(rows[2][kOutcome]), SizeIs(0));
}

// Row by row, and by the server's rules: a denial is the organiser's own to say.
TEST_F(ClaimsFormTest, ARowThatIsRefusedHoldsNobodyBack) {
  const SheetRows rows = Write(scratch_.file("claims.xlsx"));
  ASSERT_THAT(rows, SizeIs(4));
  const std::string path = scratch_.file("claims.csv");
  std::ofstream(path) << "动态编号,是否本单位组织\noutcomes/none,是\n"
                      << rows[1][kOutcome] << ",是\n";
  const Ran some = HandIn(path);
  EXPECT_EQ(some.exit_code, 3) << some.out;
  EXPECT_THAT(some.err, HasSubstr("第 2 行 line 2  outcomes/none: "));
  EXPECT_THAT(Attested(rows[1][kOutcome]), SizeIs(1));
  std::ofstream(path) << "动态编号,是否本单位组织\n" << rows[2][kOutcome] << ",否\n";
  EXPECT_EQ(HandIn(path, "bureau").exit_code, 1);
  EXPECT_THAT(Attested(rows[2][kOutcome]), SizeIs(0));
  // Who may call no such method is told so once.
  const Ran none = HandIn(path, "monitor");
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_THAT(none.err, AllOf(HasSubstr("METHOD_NOT_ALLOWED"), HasSubstr("nothing was done")));
}

TEST_F(ClaimsFormTest, IsForTheOrganiserAloneAndHasAllOfIt) {
  const std::string path = scratch_.file("claims.csv");
  EXPECT_EQ(Laowu({"claims", "--organizer", "company", "--out", path}, "bureau").exit_code, 1);
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_EQ(Laowu({"claims", "--out", path, "--page-size", "1"}).exit_code, 2);
  EXPECT_EQ(Laowu({"outcome", "attest", "--file", path, "--kind", "organizer-record"}).exit_code,
            2);
  EXPECT_EQ(Laowu({"outcome", "attest", "--file", path, "outcomes/a"}).exit_code, 2);
  EXPECT_EQ(Laowu({"outcome", "attest", "outcomes/a"}).exit_code, 2) << "the kind is required";
  EXPECT_EQ(Laowu({"outcome", "attest"}).exit_code, 2);
}

// The same answer by the same caller has the same id, and no other.
TEST(ClaimAnswerTest, ARequestIdIsOfAllThatIsSaid) {
  const ClaimAnswer answer = {2, "outcomes/a", v1::Attestation::ORGANIZER_RECORD, "名单"};
  ClaimAnswer other = answer;
  other.line_number = 7;
  EXPECT_EQ(RequestIdOf("company", answer), RequestIdOf("company", other));
  EXPECT_NE(RequestIdOf("company", answer), RequestIdOf("admin", answer));
  other.kind = v1::Attestation::ORGANIZER_DENIAL;
  EXPECT_NE(RequestIdOf("company", answer), RequestIdOf("company", other));
  other = answer;
  other.reference = "名单2";
  EXPECT_NE(RequestIdOf("company", answer), RequestIdOf("company", other));
}

TEST(ClaimsSheetTest, SaysWhatVouchesSoFar) {
  v1::Claim claim;
  claim.set_outcome("outcomes/a");
  claim.set_division_code("520281001");
  const std::vector<std::string> none = ClaimsSheet({claim}, {}).table.rows[0];
  EXPECT_EQ(none[kFrom], "520281001");
  EXPECT_EQ(none[6], "无");
  claim.set_evidence_grade(v1::EVIDENCE_GRADE_ORGANIZER_RECORD);
  claim.set_passed_on(true);
  EXPECT_EQ(ClaimsSheet({claim}, {}).table.rows[0][6], "2 组织方名册，他人转交");
}

TEST(ReadClaimAnswersTest, AFileThatIsNotThereIsTold) {
  EXPECT_THAT(ReadClaimAnswers("/no/such.csv", ""), StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace laowu::cli
