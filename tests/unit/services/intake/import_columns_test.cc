// Files whose columns are not as the program expects: headers that nobody knows, and a second table
// under the first.

#include "absl/strings/match.h"
#include "import_fixture.h"

namespace laowu::intake_role {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class ImportColumnsTest : public ImportFixture {
 protected:
  static void Map(const std::string& header, const std::string& field, Import::Spec& spec) {
    auto* column = spec.add_columns();
    column->set_header(header);
    column->set_field(field);
  }
};

constexpr char kUnknownHeaders[] =
    "子项甲,子项乙,子项丙,子项丁,子项戊\n"
    "c1,中山市样例电器有限公司,普工,中山市小榄镇,5000元/月\n"
    "c2,中山市样例电器有限公司,焊工,中山市小榄镇,6000元/月\n";

TEST_F(ImportColumnsTest, TwoRowsUnderUnknownHeadersAreReadAsTheirSenderSays) {
  const Import refused = Read(kUnknownHeaders);
  EXPECT_EQ(refused.state(), Import::FAILED);
  EXPECT_THAT(refused.failure().message(), HasSubstr("子项甲, 子项乙, 子项丙, 子项丁, 子项戊"));
  for (const bool by_letter : {false, true}) {
    auto spec = Spec(Import::VACANCY);
    Map(by_letter ? "A" : "子项甲", "reference", spec);
    Map(by_letter ? "B" : "子项乙", "employer_name", spec);
    Map(by_letter ? "C" : "子项丙", "title", spec);
    Map(by_letter ? "D" : "子项丁", "workplace", spec);
    Map(by_letter ? "E" : "子项戊", "wage_text", spec);
    const Import read = Read(kUnknownHeaders, spec);
    EXPECT_EQ(read.state(), Import::READY) << read.failure().message();
    EXPECT_EQ(read.counts().created_count(), 2);
    const auto rows = Rows(read);
    ASSERT_THAT(rows, SizeIs(2));
    EXPECT_EQ(rows[1].vacancy().title(), "焊工");
    EXPECT_EQ(rows[1].vacancy().min_wage_cny_per_month(), 6000);
  }
}

std::string Repeated(int count, const std::string& words) {
  std::string text;
  for (int i = 0; i < count; ++i) text += words;
  return text;
}

// A log of another system beside the row is nobody's matter; of a long text the rest is left out,
// and its column named.
TEST_F(ImportColumnsTest, ALongCellCostsNoRow) {
  struct Case {
    std::string header;
    std::string field;  // "" as read by its header
    int chars;
    bool is_told;
  };
  for (const auto& [header, field, chars, is_told] : std::vector<Case>{
           {"系统日志", "ignored", 8'524, false},
           {"系统日志", "ignored", 30'000, false},
           {"序号", "", 9'000, false},
           {"岗位描述", "", 8'001, true},
           {"岗位描述", "", 40'000, true},
           {"任职要求", "", 12'000, true},
           {"岗位描述", "ignored", 12'000, false},
       }) {
    auto spec = Spec(Import::VACANCY);
    if (!field.empty()) Map(header, field, spec);
    const Import read =
        Read(absl::StrCat("编号,岗位名称,企业名称,工作地点,月薪,招聘人数,", header,
                          "\na,普工,中山市样例电器有限公司,中山市小榄镇,5000元/月,3,",
                          Repeated(chars, "包"), "\n"),
             spec);
    const auto rows = Rows(read);
    ASSERT_THAT(rows, SizeIs(1)) << header << read.failure().message();
    EXPECT_EQ(rows[0].change(), ImportRow::CREATE) << header << rows[0].status().message();
    EXPECT_EQ(rows[0].vacancy().min_wage_cny_per_month(), 5000);
    bool told = false;
    for (const auto& warning : rows[0].warnings()) {
      told = told ||
             (warning.reason() == "TEXT_CUT" &&
              absl::StrContains(warning.message(), absl::StrCat("“", header, "”一格有 ", chars)));
    }
    EXPECT_EQ(told, is_told) << header << " " << chars;
    EXPECT_EQ(rows[0].cells(6).size(), static_cast<size_t>(chars) * 3) << "as it was sent";
  }
}

// Texts that are each within the limit are read, however many there are.
TEST_F(ImportColumnsTest, SeveralLongTextsOfARowAreRead) {
  const std::string text = Repeated(1'000, "负责包装；");
  const Import read =
      Read(absl::StrCat("编号,岗位名称,企业名称,工作地点,月薪,岗位描述,任职要求,福利待遇\n"
                        "a,普工,中山市样例电器有限公司,中山市小榄镇,5000元/月,",
                        text, ",", text, ",", text, "\n"));
  EXPECT_EQ(read.counts().created_count(), 1) << Rows(read)[0].status().message();
}

// An administrator is of no county: a bare township is looked for in the one that the file is of.
TEST_F(ImportColumnsTest, AnAdministratorsFileIsOfTheCountyThatItNames) {
  const auto file =
      Upload("姓名,身份证号,乡镇,是否同意授权\n魏良,529999196811087997,发耳镇,是\n", kAdmin);
  ASSERT_OK(file);
  v1::CreateImportRequest request;
  *request.mutable_spec() = Spec(Import::WORKER);
  request.mutable_spec()->set_parent("divisions/520204");
  request.mutable_spec()->set_file(file->name());
  const auto import = role_.Call(kAdmin, &Stub::CreateImport, request);
  ASSERT_OK(import);
  sender_ = kAdmin;
  const Import read = WaitFor(import->name());
  EXPECT_EQ(read.state(), Import::READY) << read.failure().message();
  EXPECT_EQ(read.counts().rejected_count(), 0);
  EXPECT_EQ(read.counts().created_count(), 1);
}

// Read under the first header, the title would be the employer and the pay the openings.
TEST_F(ImportColumnsTest, ASecondTableUnderTheFirstIsReadByItsOwnHeader) {
  const Import read =
      Read(absl::StrCat(kVacancyHeader, VacancyLine("a"),
                        "\n编号,企业名称,岗位名称,工作地点,招聘人数,月薪\n"
                        "b,中山市样例电器有限公司,焊工,中山市小榄镇,2,6500元/月\n"));
  EXPECT_EQ(read.counts().created_count(), 2);
  const auto rows = Rows(read);
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[1].vacancy().title(), "焊工");
  EXPECT_EQ(rows[1].vacancy().opening_count(), 2);
  EXPECT_EQ(rows[1].vacancy().min_wage_cny_per_month(), 6500);
  ASSERT_GT(rows[1].warnings_size(), 0);
  EXPECT_EQ(rows[1].warnings(0).reason(), "OTHER_HEADER");
}

TEST_F(ImportColumnsTest, ASecondTableOfOtherColumnsIsRefusedRowByRow) {
  const Import read = Read(absl::StrCat(kVacancyHeader, VacancyLine("a"),
                                        "编号,企业名称,岗位名称,工作地点\n"
                                        "b,中山市样例电器有限公司,焊工,中山市小榄镇\n"));
  EXPECT_EQ(read.counts().created_count(), 1);
  EXPECT_EQ(read.counts().rejected_count(), 1);
  const auto rows = Rows(read);
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_THAT(FieldsOf(rows[1].status()), ElementsAre("cells"));
  // Under their own columns.
  EXPECT_EQ(rows[1].cells(1), "焊工");
}

// Its header would swallow the first table, and the rows of that were lost without a word.
TEST_F(ImportColumnsTest, ASecondTableWithMoreColumnsLeavesTheFirstAsItIs) {
  auto spec = Spec(Import::VACANCY);
  spec.set_mode(Import::SNAPSHOT);
  spec.set_source_display_name("企业名录");
  std::string first = kVacancyHeader;
  for (int i = 0; i < 20; ++i) absl::StrAppend(&first, VacancyLine(absl::StrCat("p-", i)));
  Run(Read(first, spec));
  const Import read =
      Read(absl::StrCat(first,
                        "编号,企业名称,岗位名称,工作地点,招聘人数,月薪,学历\n"
                        "p-90,中山市样例电器有限公司,焊工,中山市小榄镇,5,6000,高中\n"),
           spec);
  EXPECT_EQ(read.state(), Import::READY) << read.failure().message();
  EXPECT_EQ(read.counts().unchanged_count(), 20);
  EXPECT_EQ(read.counts().rejected_count(), 1);
  EXPECT_EQ(read.counts().closed_count(), 0);
}

TEST_F(ImportColumnsTest, OfTwoTablesSideBySideTheLeftOneIsReadWhenTheOtherIsIgnored) {
  const std::string content =
      "编号,岗位名称,企业名称,工作地点,月薪,,编号,岗位名称,企业名称\n"
      "a,普工,中山市样例电器有限公司,中山市小榄镇,5000元/月,,b,焊工,中山市样例灯饰有限公司\n";
  const Import refused = Read(content);
  EXPECT_EQ(refused.state(), Import::FAILED);
  EXPECT_THAT(refused.failure().message(), HasSubstr("--column G=ignored"));
  auto spec = Spec(Import::VACANCY);
  for (const char* letter : {"G", "H", "I"}) Map(letter, "ignored", spec);
  const auto rows = Rows(Read(content, spec));
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].vacancy().title(), "普工");
}

// A weekly sheet that is numbered anew would update the wrong vacancies by its row numbers.
TEST_F(ImportColumnsTest, RowNumbersAreNoReferences) {
  constexpr char kRows[] =
      "1,中山市样例电器有限公司,普工,中山市小榄镇,5000元/月\n"
      "2,中山市样例电器有限公司,焊工,中山市小榄镇,6000元/月\n"
      "3,中山市样例电器有限公司,电工,中山市小榄镇,7000元/月\n";
  const Import counted = Read(absl::StrCat("编号,企业名称,岗位名称,工作地点,工资\n", kRows));
  EXPECT_EQ(counted.columns(0).field(), "ignored");
  EXPECT_THAT(counted.columns(0).reason(), HasSubstr("序号"));
  EXPECT_EQ(Rows(counted)[0].vacancy().source_reference(), "");
  EXPECT_THAT(counted.DebugString(), Not(HasSubstr("REFERENCE_DOUBTFUL")));

  auto spec = Spec(Import::VACANCY);
  Map("编号", "reference", spec);
  const Import stated = Read(absl::StrCat("编号,企业名称,岗位名称,工作地点,工资\n", kRows), spec);
  EXPECT_EQ(Rows(stated)[1].vacancy().source_reference(), "2");

  const Import plain = Read(absl::StrCat("岗位编号,企业名称,岗位名称,工作地点,工资\n", kRows));
  EXPECT_EQ(Rows(plain)[1].vacancy().source_reference(), "2");
  EXPECT_THAT(plain.DebugString(), HasSubstr("REFERENCE_DOUBTFUL"));
}

// Pay under a header that nobody knows, without a unit, is not lost without a word.
TEST_F(ImportColumnsTest, FiguresThatNobodyReadsAreTold) {
  constexpr char kRows[] =
      "中山市样例电器有限公司,普工,中山市小榄镇,180,好\n"
      "中山市样例电器有限公司,焊工,中山市小榄镇,220,好\n"
      "中山市样例电器有限公司,电工,中山市小榄镇,260,好\n";
  const auto note = [](const Import& import) {
    for (const auto& warning : import.warnings()) {
      if (warning.reason() == "FIGURES_NOT_READ") return warning.message();
    }
    return std::string();
  };
  const std::string told =
      note(Read(absl::StrCat("企业名称,岗位名称,工作地点,甲乙,丙丁\n", kRows)));
  EXPECT_THAT(told, HasSubstr("D“甲乙”"));
  EXPECT_THAT(told, HasSubstr("没有读到工资列"));
  EXPECT_THAT(told, HasSubstr("no column of pay"));
  EXPECT_THAT(told, Not(HasSubstr("丙丁")));
  auto spec = Spec(Import::VACANCY);
  Map("D", "ignored", spec);
  EXPECT_EQ(note(Read(absl::StrCat("企业名称,岗位名称,工作地点,甲乙,丙丁\n", kRows), spec)), "");
}

}  // namespace
}  // namespace laowu::intake_role
