// What a file does not say is another thing than no: in the preview, in the undoing, and in what an
// undoing holds against a record.

#include "later_imports_fixture.h"

namespace laowu::intake_role {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class ImportUnsaidTest : public LaterImportsFixture {
 protected:
  // One vacancy whose last cell, under `header`, is `cell`.
  Import RunCell(const std::string& header, const std::string& cell,
                 const std::string& pay = "5000元/月") {
    Tick();
    return Run(
        Read(absl::StrCat("编号,岗位名称,企业名称,工作地点,月薪,", header,
                          "\nc1,普工,中山市样例电器有限公司,中山市小榄镇,", pay, ",", cell, "\n")));
  }
  std::vector<std::string> Changed(const Import& import) {
    const auto rows = Rows(import);
    if (rows.empty()) return {};
    EXPECT_EQ(rows[0].change(), ImportRow::UPDATE) << rows[0].DebugString();
    return {rows[0].changed_fields().begin(), rows[0].changed_fields().end()};
  }
  // Both are taken back, the later one first, and leave nothing behind.
  void ExpectBothGoBack(const Import& first, const Import& second, const v1::Vacancy& between) {
    EXPECT_EQ(UndoLater(second).undone_count(), 1);
    v1::Vacancy now = Vacancy("c1");
    EXPECT_EQ(now.has_accommodation_provided(), between.has_accommodation_provided());
    EXPECT_EQ(now.has_meals_provided(), between.has_meals_provided());
    EXPECT_EQ(now.has_night_shift(), between.has_night_shift());
    const Import undone = UndoLater(first);
    EXPECT_EQ(undone.kept_count(), 0) << Rows(undone)[0].undo_message();
    EXPECT_EQ(Vacancy("c1").state(), v1::Vacancy::CLOSED);
  }
};

TEST_F(ImportUnsaidTest, FromNoToNotSaidIsAChangeThatGoesBack) {
  const Import first = RunCell("食宿", "不包");
  const v1::Vacancy between = Vacancy("c1");
  ASSERT_TRUE(between.has_accommodation_provided() && between.has_meals_provided());
  const Import second = RunCell("食宿", "");
  EXPECT_FALSE(Vacancy("c1").has_accommodation_provided());
  EXPECT_THAT(Changed(second), UnorderedElementsAre("accommodation_provided", "meals_provided"));
  ExpectBothGoBack(first, second, between);
}

TEST_F(ImportUnsaidTest, FromNotSaidToNoIsAChangeThatGoesBack) {
  const Import first = RunCell("食宿", "");
  const v1::Vacancy between = Vacancy("c1");
  const Import second = RunCell("食宿", "不包");
  EXPECT_THAT(Changed(second), UnorderedElementsAre("accommodation_provided", "meals_provided"));
  ExpectBothGoBack(first, second, between);
}

TEST_F(ImportUnsaidTest, ANightShiftThatWasDeniedComesBackDenied) {
  const Import first = RunCell("夜班", "否");
  const v1::Vacancy between = Vacancy("c1");
  ASSERT_TRUE(between.has_night_shift());
  const Import second = RunCell("夜班", "");
  EXPECT_THAT(Changed(second), ElementsAre("night_shift"));
  ExpectBothGoBack(first, second, between);
}

// The words alone are others: the value is read from another text now.
TEST_F(ImportUnsaidTest, WhereAValueWasReadComesBackAsWell) {
  const Import first = RunCell("食宿", "不包");
  const v1::Vacancy between = Vacancy("c1");
  const Import second = RunCell("食宿", "不包", "每月5000元");
  EXPECT_THAT(Changed(second), ElementsAre("inferred_fields"));
  ExpectBothGoBack(first, second, between);
}

// A file that has no column for it has not said that people moved to town.
TEST_F(ImportUnsaidTest, AFileWithoutAColumnForRuralChangesNothingThatIsDated) {
  RunWorkers(kOne);
  const Import second = RunWorkers("魏良,529999196811087997,盘州市新民镇,初中,10012345670,是\n");
  const auto rows = Rows(second);
  ASSERT_FALSE(rows.empty());
  EXPECT_EQ(rows[0].change(), ImportRow::UPDATE);
  for (const auto& warning : rows[0].warnings()) {
    EXPECT_NE(warning.reason(), "DATED_TODAY") << warning.message();
  }
}

// The preview found nothing; what the run met is named as the preview would have.
TEST_F(ImportUnsaidTest, ARecordThatCameBetweenPreviewAndRunHasItsChangesNamed) {
  const Import previewed = Read(absl::StrCat(kVacancyHeader, VacancyLine("c1", "6000")));
  EXPECT_THAT(Rows(previewed)[0].changed_fields(), IsEmpty());
  RunVacancies(VacancyLine("c1", "5000"));
  EXPECT_THAT(Changed(Run(previewed)), Contains("min_wage_cny_per_month"));
}

}  // namespace
}  // namespace laowu::intake_role
