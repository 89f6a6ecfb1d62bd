// Rows of people are masked until somebody says what for, as their records are; who looks, and who
// takes a receipt, is recorded.

#include "import_fixture.h"

namespace laowu::intake_role {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

using ImportMaskedTest = ImportFixture;

// A made-up person: the number's prefix is nobody's.
constexpr char kPerson[] = "魏良,529999196811087997,盘州市新民镇,初中,10012345678,是\n";

TEST_F(ImportMaskedTest, WithoutAPurposeAPersonIsMasked) {
  const Import import = Read(
      "姓名,身份证号,乡镇,手机号,备注,户主\n"
      "魏良,529999196811087997,盘州市新民镇,10012345678,会电焊 找魏良 10087654321,魏大\n",
      Spec(Import::WORKER));
  const auto rows = Rows(import);
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_THAT(rows[0].cells(), ElementsAre("魏**", "529999************", "盘州市新民镇",
                                           "100****5678", "**", "魏**"));
  EXPECT_EQ(rows[0].worker().personal_details().display_name(), "魏**");
  for (const char* detail : {"魏良", "196811087997", "10012345678", "10087654321", "魏大"}) {
    EXPECT_THAT(rows[0].Utf8DebugString(), Not(HasSubstr(detail)));
  }
  EXPECT_THAT(AuditsOf("PreviewImport"), IsEmpty());
}

TEST_F(ImportMaskedTest, ForAPurposeAPersonIsShownAndTheLookIsRecorded) {
  const Import import = Run(Read(absl::StrCat(kWorkerHeader, kPerson), Spec(Import::WORKER)));
  const auto rows = Rows(import, "", "电话回访");
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].cells(0), "魏良");
  EXPECT_EQ(rows[0].worker().personal_details().phone_number(), "10012345678");
  const auto audits = AuditsOf("PreviewImport");
  ASSERT_THAT(audits, SizeIs(1));
  EXPECT_EQ(audits[0].principal(), kCounty);
  EXPECT_EQ(audits[0].purpose(), "电话回访");
  EXPECT_THAT(audits[0].resources(), ElementsAre(import.name(), rows[0].name()));
  EXPECT_THAT(audits[0].fields(),
              ElementsAre("cells", "display_name", "identity_number", "phone_number"));
  v1::PreviewImportRequest request;
  request.set_name(import.name());
  request.set_purpose(".");
  EXPECT_THAT(role_.Call(kCounty, &Stub::PreviewImport, request),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(ImportMaskedTest, WhoTakesAReceiptOfPeopleIsRecorded) {
  const Import import = Run(Read(absl::StrCat(kWorkerHeader, kPerson), Spec(Import::WORKER)));
  EXPECT_THAT(Receipt(import), HasSubstr("魏良"));
  const auto audits = AuditsOf("DownloadReceipt");
  ASSERT_THAT(audits, SizeIs(1));
  EXPECT_THAT(audits[0].resources(), ElementsAre(import.name()));
  Receipt(Run(Read(absl::StrCat(kVacancyHeader, VacancyLine("a-1")))));
  EXPECT_THAT(AuditsOf("DownloadReceipt"), SizeIs(1));
}

}  // namespace
}  // namespace laowu::intake_role
