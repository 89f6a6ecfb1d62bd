// Bytes of any usual table file → rows, whatever the sizes of the pieces they arrive in; trouble
// costs one row and is told with its line.

#include "intake/file/table_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "intake/table/table_trim.h"
#include "tests/support/status_matchers.h"

namespace laowu::intake {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// "普工,中山" in GB18030.
constexpr char kGbRow[] = "\xC6\xD5\xB9\xA4,\xD6\xD0\xC9\xBD";

struct Outcome {
  absl::Status status;
  std::vector<TableRow> rows;
  Encoding encoding = Encoding::kUndecided;
  char delimiter = 0;
  std::vector<std::string> comments;
  bool made_up = false;
};

Outcome ReadAll(absl::string_view bytes, std::size_t piece = 1 << 20, TableLimits limits = {}) {
  Outcome outcome;
  TableReader reader(limits);
  TableRow row;
  while (!bytes.empty() && outcome.status.ok()) {
    outcome.status = reader.Append(bytes.substr(0, piece));
    bytes.remove_prefix(std::min(piece, bytes.size()));
    while (reader.Next(row)) outcome.rows.push_back(row);
  }
  if (outcome.status.ok()) outcome.status = reader.Finish();
  while (reader.Next(row)) outcome.rows.push_back(row);
  outcome.encoding = reader.encoding();
  outcome.delimiter = reader.delimiter();
  outcome.comments = reader.comments();
  outcome.made_up = reader.made_up();
  return outcome;
}

TEST(TableReader, ReadsQuotesAndLineBreaksInThem) {
  const Outcome read = ReadAll("a,b,c\r\n\"x,1\",\"say \"\"hi\"\"\",\"two\nlines\"\r\nlast,,\r\n");
  ASSERT_OK(read.status);
  ASSERT_EQ(read.rows.size(), 3u);
  EXPECT_THAT(read.rows[1].cells, ElementsAre("x,1", "say \"hi\"", "two\nlines"));
  EXPECT_THAT(read.rows[2].cells, ElementsAre("last", "", ""));
  EXPECT_EQ(read.rows[2].line_number, 4);
  EXPECT_EQ(read.rows[2].row_number, 3);
}

TEST(TableReader, AnySizeOfPieceGivesTheSameRows) {
  const std::string text =
      "\xEF\xBB\xBF岗位,企业\r\n\"普\r\n工\",\"中山\"\"厂\"\"\"\r\n焊工,甲\r乙,丙\n\n尾,末";
  const Outcome whole = ReadAll(text);
  ASSERT_OK(whole.status);
  ASSERT_EQ(whole.rows.size(), 5u);
  for (std::size_t piece : {1u, 2u, 3u, 7u}) {
    const Outcome read = ReadAll(text, piece);
    ASSERT_OK(read.status);
    ASSERT_EQ(read.rows.size(), whole.rows.size());
    for (std::size_t i = 0; i < read.rows.size(); ++i) {
      EXPECT_EQ(read.rows[i].cells, whole.rows[i].cells);
      EXPECT_EQ(read.rows[i].line_number, whole.rows[i].line_number);
    }
  }
}

TEST(TableReader, RecognisesTheDelimiter) {
  EXPECT_EQ(ReadAll("a\tb\tc\n1,5\t2\t3\n").delimiter, '\t');
  EXPECT_EQ(ReadAll("a;b\n1,5;2\n3,1;4\n").delimiter, ';');
  EXPECT_EQ(ReadAll("a,b\n1,2\n").delimiter, ',');
  EXPECT_EQ(ReadAll("only\none\n").delimiter, ',');
  EXPECT_EQ(ReadAll("# a comment, with, many, commas\na\tb\n1\t2\n").delimiter, '\t');
}

TEST(TableReader, RecognisesGb18030) {
  const Outcome read = ReadAll(absl::StrCat(kGbRow, "\n", kGbRow, "\n"));
  ASSERT_OK(read.status);
  EXPECT_EQ(read.encoding, Encoding::kGb18030);
  EXPECT_THAT(read.rows[0].cells, ElementsAre("普工", "中山"));
}

TEST(TableReader, EncodingIsSettledByTheFirstNonAsciiRowHoweverLate) {
  std::string text = "title,company\n";
  while (text.size() < 100'000) text += "packer,factory\n";
  const Outcome read = ReadAll(absl::StrCat(text, kGbRow, "\n"), 1000);
  ASSERT_OK(read.status);
  EXPECT_THAT(read.rows.back().cells, ElementsAre("普工", "中山"));
}

TEST(TableReader, BytesOfNoEncodingCostTheirRowOnly) {
  std::string text = "岗位,企业\n";
  for (int i = 0; i < 50; ++i) text += "普工,中山厂\n";
  text += "焊\xFF工,坏\n钳工,好\n";
  const Outcome read = ReadAll(text);
  ASSERT_OK(read.status);
  ASSERT_EQ(read.rows.size(), 53u);
  EXPECT_THAT(read.rows[51].status, StatusIs(absl::StatusCode::kInvalidArgument,
                                             HasSubstr("line 52, column 1: byte 0xFF")));
  EXPECT_THAT(read.rows[52].cells, ElementsAre("钳工", "好"));
}

// Two bytes and any byte from 0x80 on are good GB18030, so that a short UTF-8 file with one broken
// byte read as GB18030 once, and its headers as nonsense.
TEST(TableReader, OneBadByteMakesAShortUtf8FileNoGb18030) {
  for (const char* bad : {"\xFF", "\xE5", "\xB9\xA4", "\x80"}) {
    const Outcome read = ReadAll(absl::StrCat("岗位,企业\n焊工", bad, ",甲厂\n钳工,乙厂\n"));
    ASSERT_OK(read.status);
    EXPECT_EQ(read.encoding, Encoding::kUtf8);
    ASSERT_EQ(read.rows.size(), 3u);
    EXPECT_THAT(read.rows[0].cells, ElementsAre("岗位", "企业"));
    EXPECT_THAT(read.rows[1].status,
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("line 2, column 1: byte")));
    EXPECT_THAT(read.rows[2].cells, ElementsAre("钳工", "乙厂"));
  }
}

TEST(TableReader, OneBadByteInAShortGb18030FileCostsItsRowOnly) {
  const Outcome read =
      ReadAll(absl::StrCat(kGbRow, "\n", kGbRow, "\xFF\n", kGbRow, "\n", kGbRow, "\n"));
  ASSERT_OK(read.status);
  EXPECT_EQ(read.encoding, Encoding::kGb18030);
  ASSERT_EQ(read.rows.size(), 4u);
  EXPECT_THAT(read.rows[1].status,
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("byte 0xFF")));
  EXPECT_THAT(read.rows[2].cells, ElementsAre("普工", "中山"));
}

// Each ~ of `text` as a NUL byte.
std::string WithNuls(std::string text) {
  std::replace(text.begin(), text.end(), '~', '\0');
  return text;
}

TEST(TableReader, ANulByteCostsItsRowOnly) {
  const std::string text =
      WithNuls("岗位,企业\n普工,甲\n焊~工,乙\n\"钳\n~工\",丙\n车工,丁\n缝纫工,戊\n");
  for (std::size_t piece : {std::size_t{1}, std::size_t{5}, text.size()}) {
    const Outcome read = ReadAll(text, piece);
    ASSERT_OK(read.status);
    ASSERT_EQ(read.rows.size(), 6u);
    EXPECT_THAT(read.rows[1].cells, ElementsAre("普工", "甲"));
    EXPECT_THAT(read.rows[2].status, StatusIs(absl::StatusCode::kInvalidArgument,
                                              HasSubstr("空字节（文件可能已损坏）")));
    EXPECT_THAT(read.rows[2].status, StatusIs(absl::StatusCode::kInvalidArgument,
                                              HasSubstr("line 3: byte 28 of the file is NUL")));
    EXPECT_TRUE(read.rows[2].cells.empty());
    // One of two lines goes as a whole.
    EXPECT_THAT(read.rows[3].status,
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("line 4")));
    EXPECT_THAT(read.rows[4].cells, ElementsAre("车工", "丁"));
    EXPECT_EQ(read.rows[4].line_number, 6);
  }
}

TEST(TableReader, ANulByteBehindTheFirstWindowCostsItsRowOnly) {
  std::string text = "a,b\n";
  while (text.size() < 100'000) text += "1,2\n";
  text += WithNuls("焊~工,乙\n车工,丁\n");
  const Outcome read = ReadAll(text, 1000);
  ASSERT_OK(read.status);
  ASSERT_GE(read.rows.size(), 2u);
  EXPECT_FALSE(read.rows[read.rows.size() - 2].status.ok());
  EXPECT_THAT(read.rows.back().cells, ElementsAre("车工", "丁"));
}

TEST(TableReader, OneRowBelowTheHeaderMayHoldANul) {
  const Outcome read = ReadAll(WithNuls("a,b\n1~,2\n"));
  ASSERT_OK(read.status);
  ASSERT_EQ(read.rows.size(), 2u);
  EXPECT_THAT(read.rows[0].cells, ElementsAre("a", "b"));
  EXPECT_FALSE(read.rows[1].status.ok());
}

TEST(TableReader, TheOffsetOfABadByteIsThatInTheFile) {
  std::string text = "岗位,企业\n";
  for (int i = 0; i < 50; ++i) text += "普工,中山厂\n";
  const std::size_t at = text.size() + 3 + 3 + 1;
  text += "焊工,\xFF坏\n";
  const Outcome read = ReadAll(text, 11);
  EXPECT_THAT(read.rows[51].status, StatusIs(absl::StatusCode::kInvalidArgument,
                                             HasSubstr(absl::StrCat("offset ", at, " of"))));
}

TEST(TableReader, QuoteNeverClosedCostsItsLineOnly) {
  TableLimits limits;
  limits.max_row_bytes = 1000;
  std::string text = "a,b\n\"open,1\n";
  for (int i = 0; i < 500; ++i) text += "x,y\n";
  const Outcome read = ReadAll(text, 64, limits);
  ASSERT_OK(read.status);
  ASSERT_EQ(read.rows.size(), 502u);
  EXPECT_THAT(read.rows[1].status,
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("line 2: a quote")));
  EXPECT_THAT(read.rows[2].cells, ElementsAre("x", "y"));
  EXPECT_EQ(read.rows[2].line_number, 3);
  const Outcome at_end = ReadAll("a,b\n1,2\n3,\"open\n4,5\n");
  ASSERT_EQ(at_end.rows.size(), 4u);
  EXPECT_FALSE(at_end.rows[2].status.ok());
  EXPECT_THAT(at_end.rows[3].cells, ElementsAre("4", "5"));
}

TEST(TableReader, RowsOverTheLimitsCostThemselvesOnly) {
  TableLimits limits;
  limits.max_row_bytes = 100;
  limits.max_column_count = 3;
  const std::string text = absl::StrCat("a,b\n", std::string(5000, 'x'), ",1\n1,2,3,4\nok,1\n");
  for (std::size_t piece : {10u, 100000u}) {
    const Outcome read = ReadAll(text, piece, limits);
    ASSERT_OK(read.status);
    ASSERT_EQ(read.rows.size(), 4u);
    EXPECT_THAT(read.rows[1].status,
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("longer than 100")));
    EXPECT_THAT(read.rows[2].cells, ElementsAre("1", "2", "3"));
    EXPECT_TRUE(read.rows[2].beyond);
    EXPECT_FALSE(read.rows[3].beyond);
    EXPECT_THAT(read.rows[3].cells, ElementsAre("ok", "1"));
  }
}

// A packed file of a megabyte can hold a line of a gigabyte: it costs itself, once, however it
// comes, and what it says is not kept until its end.
TEST(TableReader, ALineWithoutEndIsDroppedAsItComes) {
  TableLimits limits;
  limits.max_row_bytes = 100;
  const std::string endless(100'000, 'x');
  for (const char* beginning : {"", "\"", "a,\""}) {
    const Outcome read =
        ReadAll(absl::StrCat("岗位,企业\n", beginning, endless, "\n焊工,甲\n"), 64, limits);
    ASSERT_OK(read.status);
    ASSERT_EQ(read.rows.size(), 3u) << beginning;
    EXPECT_FALSE(read.rows[1].status.ok());
    EXPECT_EQ(read.rows[1].line_number, 2);
    EXPECT_THAT(read.rows[2].cells, ElementsAre("焊工", "甲"));
    EXPECT_EQ(read.rows[2].line_number, 3);
  }
  const Outcome alone = ReadAll(endless, 64, limits);
  ASSERT_OK(alone.status);
  ASSERT_EQ(alone.rows.size(), 1u);
  EXPECT_FALSE(alone.rows[0].status.ok());
}

TEST(TableReader, CommentsWithoutEndAreNotKept) {
  TableLimits limits;
  limits.max_row_bytes = 100;
  const Outcome one =
      ReadAll(absl::StrCat("# a\n#", std::string(100'000, 'x'), "\n岗位,企业\n"), 64, limits);
  EXPECT_THAT(one.comments, ElementsAre("# a"));
  ASSERT_EQ(one.rows.size(), 1u);
  EXPECT_THAT(one.rows[0].cells, ElementsAre("岗位", "企业"));
  EXPECT_EQ(one.rows[0].line_number, 3);
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "#\n";
  const Outcome read = ReadAll(many + "岗位,企业\n");
  EXPECT_EQ(read.comments.size(), TableReader::kCommentsMost);
  ASSERT_EQ(read.rows.size(), 1u);
  EXPECT_EQ(read.rows[0].line_number, 1001);
}

TEST(TableReader, FileOverTheLimitIsRefused) {
  TableLimits limits;
  limits.max_file_bytes = 10;
  EXPECT_THAT(ReadAll("a,b\n1,2\n3,4\n5,6\n", 4, limits).status,
              StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("10 bytes")));
}

TEST(TableReader, WhatIsNoTextTableIsNamed) {
  const auto refused = [](absl::string_view bytes, const char* says) {
    EXPECT_THAT(ReadAll(bytes).status,
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(says)));
    EXPECT_THAT(ReadAll(bytes, 1).status,
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(says)));
  };
  refused(absl::string_view("\xFF\xFE"
                            "a\0,\0",
                            6),
          "UTF-16");
  refused("PK\x03\x04rest", "xlsx");
  refused("\xD0\xCF\x11\xE0rest", ".xls");
  refused("\x1F\x8B\x08rest", "gzip");
  refused(absl::string_view("a\0b\0", 4), "NUL");
  refused(WithNuls("a,b\n1~,2\n3,~\n"), "most lines hold NUL bytes");
  std::string binary;
  while (binary.size() < 100'000) binary += WithNuls("x~\1\n");
  refused(binary, "byte 1 of the file");
  refused("", "empty");
  refused("\n\n  \n", "empty");
}

TEST(TableReader, CommentsBeforeTheHeaderAreKeptApart) {
  const Outcome read =
      ReadAll("# 虚构数据 MADE UP: nobody \"in\" here exists\n# second\na,b\n#1,not a comment\n");
  ASSERT_OK(read.status);
  EXPECT_EQ(read.comments.size(), 2u);
  EXPECT_TRUE(read.made_up);
  ASSERT_EQ(read.rows.size(), 2u);
  EXPECT_THAT(read.rows[1].cells, ElementsAre("#1", "not a comment"));
  EXPECT_EQ(read.rows[0].line_number, 3);
  EXPECT_FALSE(ReadAll("a,b\n1,2\n").made_up);
}

TEST(TableReader, LargeInputIsReadPieceByPiece) {
  TableReader reader;
  TableRow row;
  std::string piece;
  for (int i = 0; i < 1000; ++i) absl::StrAppend(&piece, "普工", i, ",\"中山,小榄\",5000\n");
  std::int64_t count = 0;
  for (int i = 0; i < 200; ++i) {
    ASSERT_OK(reader.Append(piece));
    while (reader.Next(row)) {
      ASSERT_EQ(row.cells.size(), 3u);
      ++count;
    }
  }
  ASSERT_OK(reader.Finish());
  while (reader.Next(row)) ++count;
  EXPECT_EQ(count, 200'000);
}

// Lists that are printed repeat their header on each page, and end with notes and signatures.
// A sheet's sums read as records would be people and vacancies that nobody knows.
TEST(TableTrim, RowsOfTotalsAreTold) {
  const std::vector<std::vector<std::string>> totals = {
      {"合计", "", "", "", "36"},   {"", "合 计：", "", "", "36"}, {"小坝村小计", "", "", "", "9"},
      {"总计36人", "", "", "", ""}, {"Total", "", "", "", "36"},   {"合计", "12"},
      {"合计", "12人", "9"}};
  for (const auto& cells : totals) EXPECT_TRUE(IsTotalRow(cells)) << cells[0];
  const std::vector<std::vector<std::string>> records = {{},
                                                         {"", "", ""},
                                                         {"a-1", "普工", "某厂", "中山", "5000"},
                                                         {"总计划员", "", "", "", ""},
                                                         {"合计", "普工", "某厂", "中山", "5000"},
                                                         {"a-1", "合计", "", "", ""},
                                                         {"合计", "普工", "中山"}};
  for (const auto& cells : records) EXPECT_FALSE(IsTotalRow(cells));
  // The township and the village of a title stand behind each row of a table of three columns.
  EXPECT_TRUE(IsTotalRow({"合计", "共3人", "", "石桥镇", "鲁番村"}, 2));
  EXPECT_FALSE(IsTotalRow({"合计", "共3人", "", "石桥镇", "鲁番村"}));
}

// Lists that were printed page by page, or copied out of a PDF.
TEST(TableTrim, MarksOfPagesAreNoRecords) {
  for (const char* mark : {"第2页 共4页",
                           "第 2 页，共 4 页",
                           "2/4",
                           "Page 2 of 4",
                           "-2-",
                           "— 2 —",
                           "本页共5人",
                           "续表",
                           "（续上页）",
                           "第2页",
                           "第 2/4 页",
                           "第二页",
                           "共4页",
                           "第１页／共３页",
                           "2页/4页",
                           "页码：2/4",
                           "页次:3",
                           "page 2/4",
                           "Page 12",
                           "- 12 -",
                           "~3~",
                           "2 of 4",
                           "续表1",
                           "表1续",
                           "表1（续）",
                           "续上表",
                           "接上页",
                           "（接上表）",
                           "转下页",
                           "见下页",
                           "下转第3页",
                           "上接第1页",
                           "未完待续",
                           "（未完，转下页）",
                           "本页小计：5户",
                           "本页合计 12 条",
                           "以上共36人",
                           "共36人",
                           "第1页 本页共20人",
                           "（续表）第2页",
                           "打印日期：2026-06-30",
                           "打印时间:2026年6月30日 10:30 第2页",
                           "以下空白",
                           "此页无正文",
                           "Continued",
                           "(cont.)",
                           "【续表】",
                           "第3页，共5页，本页20户"}) {
    EXPECT_TRUE(IsPageMark({mark, "", "", ""})) << mark;
    EXPECT_TRUE(IsPageMark({"", "", mark, ""})) << mark;
    EXPECT_TRUE(IsPageMark({mark, mark, mark, mark})) << mark << " merged";
    EXPECT_TRUE(IsPageMark({mark, "", "石桥镇", "鲁番村"}, 2)) << mark;
    EXPECT_FALSE(IsPageMark({mark, "普工", "某厂", "5000"})) << mark;
    EXPECT_FALSE(IsPageMark({mark, "普工", "", ""})) << mark;
  }
  EXPECT_TRUE(IsPageMark({"第2页", "", "", "共4页"}));
  EXPECT_TRUE(IsPageMark({"续表", "", "", "第 2 页"}));
  for (const char* record : {"",
                             "2",
                             "12",
                             "1-2",
                             "18-45",
                             "4/2",
                             "5000/6000",
                             "2026/6/30",
                             "6/30/2026",
                             "普工",
                             "页岩砖工",
                             "续建工程普工",
                             "共青城市",
                             "第一页岩厂",
                             "第二组",
                             "第2批",
                             "共招5人",
                             "5人",
                             "2页",
                             "转正后5000",
                             "见面谈",
                             "接线工",
                             "-",
                             "--",
                             "/",
                             "（普工）",
                             "续签合同",
                             "以下免谈",
                             "本页岗位长期有效",
                             "打印工",
                             "打印店学徒",
                             "page",
                             "无"}) {
    EXPECT_FALSE(IsPageMark({record, "", "", ""})) << record;
  }
  EXPECT_FALSE(IsPageMark(std::vector<std::string>{"第2页"}))
      << "a table of one column has whatever it has";
  EXPECT_FALSE(IsPageMark({}));
}

TEST(TableTrim, WhatIsNoRecord) {
  const std::vector<std::string> names = {"序号", "岗位名称", "要求/年龄", "招聘人数"};
  const auto is_no_record = [&](const std::vector<std::string>& cells) {
    return IsHeaderAgain(cells, names) || IsNoteOrSignature(cells, names.size());
  };
  EXPECT_TRUE(is_no_record({"序号", "岗位名称", "年龄", "招聘人数"}));
  EXPECT_TRUE(is_no_record({"注:以上岗位长期有效", "", "", ""}));
  EXPECT_TRUE(is_no_record({"备注：1.工资面议", "", "", ""}));
  EXPECT_TRUE(is_no_record({"填表人:样本甲", "", "审核人:样本乙", ""}));
  EXPECT_TRUE(is_no_record({"单位(盖章):", "", "", "填报日期:2026年7月1日"}));
  EXPECT_TRUE(is_no_record({"填表人：", "", "村支书签字：", "联系电话："}));
  EXPECT_TRUE(is_no_record({"村主任（签字）：", "", "驻村工作队长（签字）：", "年   月   日"}));
  EXPECT_TRUE(is_no_record({"审核：", "制表：", "", "鲁番村"}));
  EXPECT_TRUE(is_no_record({"填表人：样本甲", "", "", "审核："}));
  EXPECT_TRUE(is_no_record({"制表人:样本甲  审核人：样本乙", "", "", "日期：2026年11月30日"}));
  EXPECT_TRUE(is_no_record({"注：以上信息属实", "", "石桥镇", "鲁番村"}));
  EXPECT_TRUE(is_no_record({"经办人签字", "", "", "年  月  日"}));
  EXPECT_TRUE(is_no_record({"审核人", "李四", "制表人", "张三"}));
  EXPECT_TRUE(is_no_record({"审核", "", "复核", "2026-11-20"}));
  EXPECT_TRUE(is_no_record({"单位负责人（签字）", "", "", ""}));
  EXPECT_TRUE(is_no_record({"二、服务业", "", "", ""}));
  EXPECT_TRUE(is_no_record({"（三）工业", "", "", ""}));
  EXPECT_TRUE(is_no_record({"第二部分 服务业", "", "", ""}));
  EXPECT_TRUE(is_no_record({"例：A001", "XX公司", "普工", "5"}));
  EXPECT_TRUE(is_no_record({"填写示例", "普工", "18-45", "5"}));
  EXPECT_FALSE(is_no_record({"样例五金厂", "普工", "18-45", "5"}));
  EXPECT_FALSE(is_no_record({"一、普工", "", "", ""}));
  EXPECT_FALSE(is_no_record({"二、招服务员若干", "", "", ""}));
  EXPECT_FALSE(is_no_record({"二、服务业", "服务员", "", "2"}));
  EXPECT_FALSE(is_no_record({"审核人", "李四", "高中", "5"}));
  EXPECT_FALSE(is_no_record({"登记员", "样例厂", "审核", "5"}));
  EXPECT_FALSE(is_no_record({"鲁番村", "", "", ""}));
  EXPECT_FALSE(is_no_record({"1", "普工", "18-45", "5"}));
  EXPECT_FALSE(is_no_record({"", "岗位名称待定", "", ""}));
  EXPECT_FALSE(is_no_record({"2", "负责人", "", "1"}));
  EXPECT_FALSE(is_no_record({"说明书翻译", "", "", ""}));
}

}  // namespace
}  // namespace laowu::intake
