// 同上 in the rows of a file and of a message: what it stands for is read, and no employer is made
// of the mark.

#include <string>

#include "import_fixture.h"

namespace laowu::intake_role {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ImportDittoTest : public ImportFixture {
 protected:
  static std::string RuleOf(const google::protobuf::RepeatedPtrField<v1::InferredField>& fields,
                            const std::string& path) {
    for (const auto& field : fields) {
      if (field.field_path() == path) return field.rule();
    }
    return "";
  }
};

TEST_F(ImportDittoTest, TheRowAboveIsReadAndTold) {
  const Import read = Read(
      "编号,岗位名称,企业名称,工作地点,月薪,招聘人数\n"
      "v-1,普工,中山市样例电器有限公司,中山市小榄镇,5000元/月,3\n"
      "v-2,焊工,同上,〃,6000元/月,3\n"
      "v-3,电工,〃,同上,同上,2\n");
  const auto rows = Rows(read);
  ASSERT_EQ(rows.size(), 3);
  for (const auto& row : rows) {
    EXPECT_EQ(row.change(), ImportRow::CREATE) << row.DebugString();
    EXPECT_EQ(row.vacancy().employer_display_name(), "中山市样例电器有限公司");
  }
  EXPECT_EQ(rows[2].vacancy().min_wage_cny_per_month(), 6'000);
  EXPECT_EQ(RuleOf(rows[0].inferred_fields(), "employer_display_name"), "");
  EXPECT_EQ(RuleOf(rows[1].inferred_fields(), "employer_display_name"), "cell.ditto");
  EXPECT_THAT(RuleOf(rows[1].inferred_fields(), "workplace_division_code"),
              HasSubstr("cell.ditto"));
  // The receipt can be mended and sent in part.
  EXPECT_EQ(rows[2].cells(2), "中山市样例电器有限公司");
  EXPECT_EQ(Run(read).state(), Import::DONE);
  EXPECT_EQ(Vacancy("v-3").employer(), Vacancy("v-1").employer());
  EXPECT_EQ(RuleOf(Vacancy("v-3").inferred_fields(), "employer_display_name"), "cell.ditto");
}

TEST_F(ImportDittoTest, WithNothingAboveTheRowIsRejectedAndNoEmployerMade) {
  const Import read = Read(
      "编号,岗位名称,企业名称,工作地点,月薪,招聘人数\n"
      "1,普工,同上,中山市小榄镇,5000元/月,3\n");
  const auto rows = Rows(read);
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].change(), ImportRow::REJECT);
  EXPECT_THAT(FieldsOf(rows[0].status()), ElementsAre("employer_display_name"));
}

// A message is a table of its own.
TEST_F(ImportDittoTest, InAMessageOfRowsToo) {
  auto request = VacancyTable();
  auto row = VacancyRow("ZS-1");
  AddRow(request, row);
  row = VacancyRow("ZS-2", "焊工");
  row[2] = "同上";
  AddRow(request, row);
  LAOWU_ASSERT_OK_AND_ASSIGN(auto response, Submit(request));
  ASSERT_EQ(response.results_size(), 2);
  EXPECT_THAT(response.results(1), HasResult(v1::ImportResult::CREATED));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto vacancy, GetVacancy(response.results(1).name()));
  EXPECT_EQ(vacancy.employer_display_name(), "中山市样例电器有限公司");
  request.clear_rows();
  AddRow(request, row);
  LAOWU_ASSERT_OK_AND_ASSIGN(response, Submit(request));
  EXPECT_THAT(response.results(0), HasResult(v1::ImportResult::REJECTED));
  EXPECT_THAT(FieldsOf(response.results(0).status()), Contains("employer_display_name"));
}

}  // namespace
}  // namespace laowu::intake_role
