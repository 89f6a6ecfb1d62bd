// Whatever an office sends must become the same rows: one small table as every kind of file, and
// the oddities of each kind.

#include "intake/table/table_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iconv.h>
#include <zlib.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "intake/generate/generate.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"
#include "workbooks.h"

namespace laowu::intake {
namespace {

using ::laowu::testing::MakeXlsx;
using ::laowu::testing::ReadBytes;
using ::laowu::testing::ReadFile;
using ::laowu::testing::RowsOf;
using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

using Rows = std::vector<std::vector<std::string>>;

std::string Kept(const std::string& name) {
  std::ifstream file(absl::StrCat(LAOWU_INTAKE_FILES_DIR, "/", name), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string Encoded(const std::string& text, const char* encoding) {
  iconv_t handle = iconv_open(encoding, "UTF-8");
  std::string input = text;
  std::string out(text.size() * 4 + 8, '\0');
  char* from = input.data();
  char* to = out.data();
  std::size_t from_left = input.size();
  std::size_t to_left = out.size();
  iconv(handle, &from, &from_left, &to, &to_left);
  iconv_close(handle);
  out.resize(out.size() - to_left);
  return out;
}

OpenOptions Of(TableKind kind) {
  OpenOptions options;
  options.kind = kind;
  return options;
}

// The table of vacancies.xls and vacancies.xlsx: a title, a header of two lines with merged cells,
// an employer merged over two rows, dates as numbers, one hidden row, a hidden sheet before.
void ExpectVacancies(const ReadFile& read) {
  EXPECT_THAT(read.header.names,
              ElementsAre("序号", "企业名称", "岗位名称", "要求/年龄", "要求/学历", "要求/性别",
                          "月薪", "截止日期", "工作地点"));
  EXPECT_EQ(read.header.first_line, 2);
  EXPECT_EQ(read.header.last_line, 3);
  EXPECT_THAT(read.header.lines_above, ElementsAre("某市企业用工需求表（虚构数据）"));
  EXPECT_THAT(read.rows,
              ElementsAre(ElementsAre("1", "中山市样例电子有限公司", "普工", "18-45岁", "初中",
                                      "不限", "5500-7000元/月", "2024-05-31", "中山市小榄镇"),
                          ElementsAre("2", "中山市样例电子有限公司", "焊工", "20-50岁", "不限",
                                      "不限", "7000-9000元/月", "2024-06-30", "中山市小榄镇"),
                          ElementsAre("3", "中山市样例制衣厂", "缝纫工", "18-55岁", "不限", "女",
                                      "6500", "2024-07-15", "中山市沙溪镇")));
  EXPECT_EQ(read.sheet, "岗位");
  EXPECT_EQ(read.hidden_row_count, 1);
  EXPECT_THAT(read.other_tables, ElementsAre("字典（隐藏 hidden）"));
}

TEST(TableFile, XlsxOfASpreadsheetProgram) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile read,
                             ReadBytes(Kept("vacancies.xlsx"), Of(TableKind::kVacancies)));
  EXPECT_EQ(read.kind, "xlsx");
  ExpectVacancies(read);
}

TEST(TableFile, XlsOfASpreadsheetProgram) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile read,
                             ReadBytes(Kept("vacancies.xls"), Of(TableKind::kVacancies)));
  EXPECT_EQ(read.kind, "xls");
  ExpectVacancies(read);
}

TEST(TableFile, XlsValuesOfEveryType) {
  // Numbers, dates, booleans and formulas; a text that goes on in a second record.
  LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile read,
                             ReadBytes(Kept("workers.xls"), Of(TableKind::kWorkers)));
  ASSERT_THAT(read.rows, SizeIs(2));
  EXPECT_THAT(std::vector<std::string>(read.rows[0].begin(), read.rows[0].begin() + 5),
              ElementsAre("王样例", "529999199001010015", "10000000001", "1990-01-01", "TRUE"));
  // Excel's 15 digits: told, and not to be taken for the number.
  EXPECT_EQ(read.rows[1][1], "5.2999919900101E+17");
  EXPECT_THAT(read.notes, ElementsAre(HasSubstr("B 列")));
  EXPECT_EQ(read.rows[1][3], "1990年1月1日");
  EXPECT_EQ(read.rows[1][5], "5500.5");
  EXPECT_EQ(read.rows[1][6].size(), 27'000u);
}

constexpr char kCsv[] =
    "中山市用工需求\n序号,岗位名称,企业名称,工作地点\n1,普工,样例厂,中山市小榄镇\n2,焊工,样例厂,"
    "中山市\n";

TEST(TableFile, TextInEveryEncodingAndPacking) {
  std::string gzipped;
  {
    const testing::ScratchDir scratch;
    const std::string path = scratch.file("a.gz");
    gzFile file = gzopen(path.c_str(), "wb");
    gzwrite(file, kCsv, sizeof(kCsv) - 1);
    gzclose(file);
    std::ifstream in(path, std::ios::binary);
    gzipped.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  const std::string tabs = absl::StrReplaceAll(kCsv, {{",", "\t"}});
  const struct {
    std::string bytes, encoding;
  } kCases[] = {{kCsv, "UTF-8"},
                {absl::StrCat("\xEF\xBB\xBF", kCsv), "UTF-8"},
                {Encoded(kCsv, "GB18030"), "GB18030"},
                {Encoded(tabs, "UTF-16"), "UTF-16"},  // Excel's "Unicode text", with its mark
                {Encoded(tabs, "UTF-16LE"), "UTF-16"},
                {gzipped, "UTF-8"}};
  for (const auto& each : kCases) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile read,
                               ReadBytes(each.bytes, Of(TableKind::kVacancies)));
    EXPECT_EQ(read.kind, "csv");
    EXPECT_EQ(read.encoding, each.encoding);
    EXPECT_THAT(read.header.names, ElementsAre("序号", "岗位名称", "企业名称", "工作地点"));
    EXPECT_THAT(read.rows, SizeIs(2)) << each.encoding;
    EXPECT_EQ(read.rows[1][3], "中山市");
  }
}

TEST(TableFile, ANulByteInATextCostsItsRowOnly) {
  std::string text = kCsv;
  text.insert(text.find("普工"), 1, '\0');
  for (const std::string& bytes : {text, Encoded(text, "GB18030"), Encoded(text, "UTF-16LE")}) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto file,
                               TableFile::OpenBytes(bytes, Of(TableKind::kVacancies)));
    ASSERT_OK(file->FindHeader().status());
    TableRow row;
    LAOWU_ASSERT_OK_AND_ASSIGN(const bool first, file->Next(row));
    ASSERT_TRUE(first);
    EXPECT_THAT(row.status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("NUL")));
    LAOWU_ASSERT_OK_AND_ASSIGN(const bool second, file->Next(row));
    ASSERT_TRUE(second);
    EXPECT_THAT(row.cells, ElementsAre("2", "焊工", "样例厂", "中山市"));
  }
}

TEST(TableFile, HtmlThatIsNamedXls) {
  const std::string page =
      "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">"
      "<style>td {a:b}</style></head><body><table border=1>"
      "<tr><td colspan=4>用工需求</td></tr>"
      "<tr><th rowspan=2>岗位名称<th rowspan=2>企业名称<th colspan=2>要求</tr>"
      "<tr><th>年龄</th><th>学历</th></tr>"
      "<tr><td "
      "rowspan=2>普工</td><td>样例&amp;厂&nbsp;</td><td>18-45岁</td><td>初中<br>以上</td></tr>"
      "<tr><td>样例二厂</td><td> 20-50岁 </td><td></td></tr></table></body></html>";
  for (const char* encoding : {"UTF-8", "GB18030"}) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile read,
                               ReadBytes(Encoded(page, encoding), Of(TableKind::kVacancies)));
    EXPECT_EQ(read.kind, "html");
    EXPECT_EQ(read.encoding, encoding);
    EXPECT_THAT(read.header.names, ElementsAre("岗位名称", "企业名称", "要求/年龄", "要求/学历"));
    EXPECT_THAT(read.rows, ElementsAre(ElementsAre("普工", "样例&厂", "18-45岁", "初中\n以上"),
                                       ElementsAre("普工", "样例二厂", "20-50岁", "")));
  }
}

TEST(TableFile, XmlOfExcel2003) {
  const std::string book =
      "<?xml version=\"1.0\" encoding=\"gb2312\"?><?mso-application progid=\"Excel.Sheet\"?>\n"
      "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
      "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">"
      "<Worksheet ss:Name=\"说明\"><Table><Row><Cell><Data ss:Type=\"String\">请填写</Data></Cell>"
      "</Row></Table></Worksheet><Worksheet ss:Name=\"人员\"><Table>"
      "<Row><Cell><Data ss:Type=\"String\">姓名</Data></Cell><Cell ss:Index=\"3\">"
      "<Data ss:Type=\"String\">身份证号</Data></Cell><Cell><Data ss:Type=\"String\">出生日期"
      "</Data></Cell></Row>"
      "<Row ss:Index=\"5\"><Cell ss:MergeDown=\"1\"><Data ss:Type=\"String\">王样例</Data></Cell>"
      "<Cell ss:Index=\"3\"><Data ss:Type=\"Number\">529999199001010015</Data></Cell>"
      "<Cell><Data ss:Type=\"DateTime\">1990-01-01T00:00:00.000</Data></Cell></Row>"
      "<Row><Cell ss:Index=\"3\"><Data ss:Type=\"String\">x</Data></Cell></Row>"
      "</Table></Worksheet></Workbook>";
  for (const char* encoding : {"UTF-8", "GB18030"}) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile read,
                               ReadBytes(Encoded(book, encoding), Of(TableKind::kWorkers)));
    EXPECT_EQ(read.kind, "xml");
    EXPECT_EQ(read.sheet, "人员");
    EXPECT_THAT(read.rows,
                ElementsAre(ElementsAre("王样例", "", "529999199001010015", "1990-01-01"),
                            ElementsAre("王样例", "", "x", "")));
  }
}

TEST(TableFile, XlsxCellsOfEveryType) {
  const std::string book = MakeXlsx(
      "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c>"
      "<c r=\"C2\" t=\"inlineStr\"><is><r><t>行</t></r><r><t>内_x000D_\n </t></r></is></c>"
      "<c r=\"D2\" t=\"str\"><f>A1&amp;B1</f><v>公式</v></c><c r=\"E2\" t=\"b\"><v>1</v></c>"
      "<c r=\"F2\" s=\"1\"><v>45443</v></c><c r=\"G2\" s=\"2\"><v>0.15</v></c>"
      "<c r=\"H2\" s=\"3\"><v>520</v></c><c r=\"I2\"><v>13800000000.0</v></c>"
      "<c r=\"J2\"><v>1.38E10</v></c><c r=\"K2\"><v>0.1</v></c><c r=\"L2\" t=\"e\"><v>#N/A</v></c>"
      "<c r=\"N2\" t=\"d\"><v>2024-05-31T00:00:00</v></c></row>"
      // Without places, as some programs write.
      "<row><c><v>1</v></c><c t=\"inlineStr\"><is><t>二</t></is></c></row>"
      "<row r=\"9\"/><row r=\"10\"><c r=\"A10\" t=\"s\"><v>99</v></c></row>");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto file, TableFile::OpenBytes(book));
  TableRow row;
  LAOWU_ASSERT_OK_AND_ASSIGN(bool more, file->Next(row));
  ASSERT_TRUE(more);
  EXPECT_EQ(row.line_number, 2);
  EXPECT_THAT(row.cells,
              ElementsAre("普通", "富文本", "行内", "公式", "TRUE", "2024-05-31", "15%", "000520",
                          "13800000000", "13800000000", "0.1", "", "", "2024-05-31"));
  EXPECT_THAT(row.notes, ElementsAre(HasSubstr("#N/A")));
  LAOWU_ASSERT_OK_AND_ASSIGN(more, file->Next(row));
  EXPECT_EQ(row.line_number, 3);
  EXPECT_THAT(row.cells, ElementsAre("1", "二"));
  LAOWU_ASSERT_OK_AND_ASSIGN(more, file->Next(row));
  EXPECT_THAT(row.status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("row 10")));
  LAOWU_ASSERT_OK_AND_ASSIGN(more, file->Next(row));
  EXPECT_FALSE(more);
}

// As programs write that do not compute: an empty value is no empty cell. A formula whose text is
// empty has said so.
TEST(TableFile, AFormulaWithoutItsValueIsTold) {
  const std::string book = MakeXlsx(
      "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><f>A1*26</f><v></v></c>"
      "<c r=\"C1\"><f>A1*2</f><v>2</v></c><c r=\"D1\" t=\"str\"><f>\"\"</f><v></v></c>"
      "<c r=\"E1\"/></row>");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto file, TableFile::OpenBytes(book));
  TableRow row;
  LAOWU_ASSERT_OK_AND_ASSIGN(const bool more, file->Next(row));
  ASSERT_TRUE(more);
  EXPECT_THAT(row.notes, ElementsAre(HasSubstr("B 列：公式没有算好的值")));
}

TEST(TableFile, LongNumbersStayWholeOrAreTold) {
  const std::string book = MakeXlsx(
      "<row><c><v>529999199001010015</v></c></row>"   // digits that a program kept
      "<row><c><v>5.2999919900101E+17</v></c></row>"  // Excel's
      "<row><c><v>529999199001010000</v></c></row>"   // the same, written out
      "<row><c><v>6222020200112233</v></c></row>");   // 16 digits fit into a double
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto rows, RowsOf(book));
  ASSERT_THAT(rows, SizeIs(4));
  EXPECT_EQ(rows[0][0], "529999199001010015");
  EXPECT_EQ(rows[1][0], "5.2999919900101E+17");
  EXPECT_EQ(rows[2][0], "5.2999919900101E+17");
  // The same holds in text that went through a spreadsheet.
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const ReadFile read,
      ReadBytes("姓名,身份证号,手机\n王样例,5.29999E+17,10000000001.0\n李样例,x,1.38E+10\n",
                Of(TableKind::kWorkers)));
  EXPECT_THAT(read.rows, ElementsAre(ElementsAre("王样例", "5.29999E+17", "10000000001"),
                                     ElementsAre("李样例", "x", "1.38E+10")));
  EXPECT_THAT(read.notes, ElementsAre(HasSubstr("B 列"), HasSubstr("C 列")));
}

TEST(TableFile, TheSheetsWithAKnownHeaderAreReadAsOne) {
  const std::string sheet = "<worksheet><sheetData>";
  const std::string header =
      "<row><c t=\"inlineStr\"><is><t>姓名</t></is></c><c "
      "t=\"inlineStr\"><is><t>身份证号</t></is></c>"
      "</row><row><c><v>1</v></c><c><v>2</v></c></row></sheetData></worksheet>";
  std::string relations = "<Relationships>";
  std::string sheets = "<workbook><sheets>";
  testing::Parts parts;
  const std::vector<std::string> names = {"封面", "红果街道", "刘官街道", "隐藏"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    absl::StrAppend(&relations, "<Relationship Id=\"r", i, "\" Type=\"x/worksheet\" Target=\"s", i,
                    ".xml\"/>");
    absl::StrAppend(&sheets, "<sheet name=\"", names[i], "\" id=\"r", i, "\"",
                    i == 3 ? " state=\"hidden\"" : "", "/>");
    parts.emplace_back(absl::StrCat("xl/s", i, ".xml"),
                       i == 0 ? "<worksheet><sheetData/></worksheet>" : sheet + header);
  }
  parts.emplace_back("xl/workbook.xml", sheets + "</sheets></workbook>");
  parts.emplace_back("xl/_rels/workbook.xml.rels", relations + "</Relationships>");
  const std::string book = MakeXlsx("", "", parts);
  LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile read, ReadBytes(book, Of(TableKind::kWorkers)));
  // A sheet a township, of one header: one table, which says where each row stood.
  EXPECT_THAT(read.header.names, ElementsAre("姓名", "身份证号", "乡镇"));
  EXPECT_THAT(read.rows,
              ElementsAre(ElementsAre("1", "2", "红果街道"), ElementsAre("1", "2", "刘官街道")));
  EXPECT_EQ(read.header.sample[0].back(), "红果街道");
  EXPECT_THAT(read.other_tables, ElementsAre("隐藏（隐藏 hidden）")) << "not read, and told";
  OpenOptions named = Of(TableKind::kWorkers);
  for (const char* choice : {"刘官街道", "3"}) {
    named.sheet = choice;
    LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile other, ReadBytes(book, named));
    EXPECT_EQ(other.sheet, "刘官街道");
    EXPECT_THAT(other.rows, ElementsAre(ElementsAre("1", "2", "刘官街道")));
  }
  named.sheet = "没有";
  EXPECT_THAT(ReadBytes(book, named),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("3 刘官街道")));
}

TEST(TableFile, HeadersAreFoundByContentWhereTheirNamesAreUnknown) {
  const std::string rows =
      "王小明,529999199001010019,10000000001\n李小红,529999199001010027,10000000002\n"
      "张大山,529999199001010035,10000000003\n";
  for (const char* header : {"谁,证,打给\n", ""}) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile read,
                               ReadBytes(absl::StrCat(header, rows), Of(TableKind::kWorkers)));
    EXPECT_THAT(read.rows, SizeIs(3));
    LAOWU_ASSERT_OK_AND_ASSIGN(
        const ColumnMap columns,
        ColumnMap::Make(TableKind::kWorkers, read.header.names, {}, read.header.sample));
    EXPECT_THAT(columns.fields(),
                ElementsAre(Field::kPersonName, Field::kIdentityNumber, Field::kPhone));
  }
  // Fewer than half of the names are known, and a note stands above them.
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const ReadFile below_note,
      ReadBytes(absl::StrCat("某村,二组\n姓名,甲,乙\n", rows), Of(TableKind::kWorkers)));
  EXPECT_THAT(below_note.header.names, ElementsAre("姓名", "甲", "乙"));
  EXPECT_THAT(below_note.rows, SizeIs(3));
  EXPECT_THAT(ReadBytes("a,b\n1,2\n3,4\n5,6\n7,8\n", Of(TableKind::kWorkers)),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("column headers")));
}

TEST(TableFile, ColumnNumbersAndASecondLanguageBelongToTheHeader) {
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const ReadFile read,
      ReadBytes("岗位名称,企业名称,月薪\ntitle,company,wage\n（1）,（2）,（3）\n普工,样例厂,5000\n",
                Of(TableKind::kVacancies)));
  EXPECT_THAT(read.header.names, ElementsAre("岗位名称/title", "企业名称/company", "月薪/wage"));
  EXPECT_THAT(read.rows, SizeIs(1));
  OpenOptions stated = Of(TableKind::kVacancies);
  stated.header_line = 2;
  LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile by_line, ReadBytes("x\n甲,乙\n普工,样例厂\n", stated));
  EXPECT_THAT(by_line.header.names, ElementsAre("甲", "乙"));
}

TEST(TableFile, NotesAboveTheHeaderAreNotTheHeader) {
  // The line above has two known words among its four cells.
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const ReadFile read,
      ReadBytes("企业用工需求表,,,\n单位名称,样例厂,联系电话,见附件\n\n"
                "序号,岗位名称,工作地点,月薪\n1,普工,中山市,5000\n2,焊工,中山市,6000\n"
                "序号,岗位名称,工作地点,月薪\n",
                Of(TableKind::kVacancies)));
  EXPECT_THAT(read.header.names, ElementsAre("序号", "岗位名称", "工作地点", "月薪"));
  EXPECT_THAT(read.header.lines_above,
              ElementsAre("企业用工需求表", "单位名称 样例厂 联系电话 见附件"));
  EXPECT_THAT(read.rows, SizeIs(3));
}

// "填报单位：…" stands over columns of which it says nothing.
TEST(TableFile, AFormsPreambleIsNoGroupOfColumns) {
  for (const char* above : {"填报单位：样例镇,,联系人：,,2026-11-20\n", "联系人：,,单位：,,\n",
                            "样例镇,,填报时间,,2026年11月20日\n"}) {
    LAOWU_ASSERT_OK_AND_ASSIGN(
        const ReadFile read,
        ReadBytes(absl::StrCat(above,
                               "岗位名称,企业名称,要几个,在哪上班,多少钱一个月\n"
                               "普工,样例厂,5,中山市,5000\n"),
                  Of(TableKind::kVacancies)));
    EXPECT_THAT(read.header.names,
                ElementsAre("岗位名称", "企业名称", "要几个", "在哪上班", "多少钱一个月"))
        << above;
  }
}

// As a receipt protects what is no formula.
TEST(TableFile, TheApostropheBeforeAFormulaMarkIsNoText) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile read,
                             ReadBytes("岗位名称,企业名称,备注\n普工,样例厂,'+5元\n"
                                       "焊工,样例厂,'-\n木工,样例厂,'90后\n",
                                       Of(TableKind::kVacancies)));
  ASSERT_THAT(read.rows, SizeIs(3));
  EXPECT_EQ(read.rows[0][2], "+5元");
  EXPECT_EQ(read.rows[1][2], "-");
  EXPECT_EQ(read.rows[2][2], "'90后");
}

TEST(TableFile, WhereNoHeaderIsKnownTheEncodingIsTold) {
  const std::string big5 = "\xbd\x73\xb8\xb9,\xb1\x5e\xa6\xec\n1,\xa4\x75\n2,\xa4\x75\n";
  for (const std::string& text : {big5, std::string("甲,乙\n一,二\n")}) {
    EXPECT_THAT(ReadBytes(text, Of(TableKind::kVacancies)).status(),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         AllOf(HasSubstr(text == big5 ? "GB18030" : "UTF-8"), HasSubstr("表头"),
                               HasSubstr("另存为 CSV UTF-8"), HasSubstr(" / no line of column"))));
  }
  EXPECT_THAT(ReadBytes("", Of(TableKind::kVacancies)).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("文件是空的")));
}

TEST(TableFile, AMadeUpSheetSaysSoAboveItsHeader) {
  const std::string header =
      "<row><c t=\"str\"><v>岗位名称</v></c><c t=\"str\"><v>企业名称</v></c></row>"
      "<row><c><v>1</v></c><c><v>2</v></c></row>";
  for (const bool is_made_up : {true, false}) {
    const std::string book = MakeXlsx(absl::StrCat(
        "<row><c t=\"str\"><v>", is_made_up ? kMadeUpMarker : "表", "</v></c></row>", header));
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto file,
                               TableFile::OpenBytes(book, Of(TableKind::kVacancies)));
    ASSERT_OK(file->FindHeader());
    EXPECT_EQ(file->made_up(), is_made_up);
  }
}

TEST(TableFile, CellsBesideTheTableAndUnnamedColumns) {
  // What stands beside the header on one row is dropped; a column that most rows fill is kept.
  const std::string book = MakeXlsx(
      "<row><c t=\"inlineStr\"><is><t>岗位名称</t></is></c><c "
      "t=\"inlineStr\"><is><t>企业名称</t></is>"
      "</c></row>"
      "<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c><c r=\"Z2\"><v>9</v></c></row>"
      "<row><c><v>4</v></c><c><v>5</v></c><c><v>6</v></c></row>"
      "<row><c><v>7</v></c></row>");
  LAOWU_ASSERT_OK_AND_ASSIGN(const ReadFile read, ReadBytes(book, Of(TableKind::kVacancies)));
  EXPECT_THAT(read.rows, ElementsAre(ElementsAre("1", "2", "3"), ElementsAre("4", "5", "6"),
                                     ElementsAre("7", "", "")));
}

TEST(TableFile, OpensByPathAndByDescriptor) {
  const testing::ScratchDir scratch;
  const std::string path = scratch.file("a.csv");
  std::ofstream(path, std::ios::binary) << kCsv;
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto by_path, TableFile::Open(path));
  std::FILE* const file = std::fopen(path.c_str(), "rb");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto by_descriptor, TableFile::OpenDescriptor(fileno(file)));
  TableRow row;
  for (const auto& each : {by_path.get(), by_descriptor.get()}) {
    int count = 0;
    for (auto more = each->Next(row); more.ok() && *more; more = each->Next(row)) ++count;
    EXPECT_EQ(count, 4);
    EXPECT_EQ(each->share(), 1.0);
  }
  std::fclose(file);
  EXPECT_THAT(TableFile::Open(scratch.file("none")), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(TableFile::Open(scratch.path()), StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace laowu::intake
