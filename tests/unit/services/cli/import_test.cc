// Files as offices and bureaus send them, through the program to a whole server.

#include <gmock/gmock.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/support/scratch_dir.h"
#include "tests/system/test_process.h"
#include "tests/unit/services/cli/run_as.h"
#include "tests/unit/services/cli/sheet_file.h"

namespace laowu::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kHeader[] = "编号,岗位名称,企业名称,工作地点,月薪,招聘人数\n";
constexpr char kGoodRow[] = "A-1,电焊工,中山市样例五金厂（样例）,中山市小榄镇,5000-7000元/月,3\n";

// What the program printed, and its exit code.
class ImportTest : public ::testing::Test {
 protected:
  void SetUp() override {
    process_.AddPrincipal("admin", "administrator", "");
    process_.AddPrincipal("station", "office", "offices/zhongshan");
    process_.AddPrincipal("panzhou", "county-bureau", "520281");
    process_.Start();
    ASSERT_EQ(
        RunAs("admin", {"office", "create", "zhongshan", "--name", "站", "--division", "442000"})
            .exit_code,
        0);
  }

  Ran RunAs(const std::string& who, std::vector<std::string> arguments) {
    return cli::RunAs(process_, who, std::move(arguments));
  }

  Ran Import(const std::string& content, const std::vector<std::string>& more = {}) {
    const std::string path = scratch_.file("vacancies.csv");
    std::ofstream(path, std::ios::binary) << content;
    std::vector<std::string> arguments = {"import", "vacancies", path, "--office", "zhongshan"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return RunAs("admin", arguments);
  }

  // Of the import that was run.
  static std::string NameOf(const Ran& ran) {
    const std::string mark = "laowu import undo ";
    const size_t told = ran.err.find(mark);
    if (told == std::string::npos) return "";
    const size_t at = told + mark.size();
    return ran.err.substr(at, ran.err.find('\n', at) - at);
  }

  std::string Content(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

  testing::ScratchDir scratch_;
  testing::TestProcess process_;
};

TEST_F(ImportTest, SendingAgainChangesNothing) {
  const Ran first = Import(absl::StrCat(kHeader, kGoodRow));
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("新建 created"));
  const Ran again = Import(absl::StrCat(kHeader, kGoodRow));
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_THAT(again.out, AllOf(HasSubstr("未变 unchanged"), Not(HasSubstr("created"))));
}

TEST_F(ImportTest, ARejectedRowIsNamedByItsLineAndCostsOnlyItself) {
  // A comment and a title stand before the header: the bad row is on line 5.
  const Ran ran = Import(absl::StrCat("# note\n招聘岗位汇总表\n", kHeader, kGoodRow,
                                      "A-2,焊工,,中山市小榄镇,5000,1\n"));
  EXPECT_EQ(ran.exit_code, 3) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("新建 created"), HasSubstr("   5  employer_display_name")));
}

TEST_F(ImportTest, ARowWithMoreCellsThanHeadersIsNotGuessedAt) {
  const Ran ran = Import(
      absl::StrCat(kHeader, "A-2,焊工,样例厂（样例）,中山市小榄镇,5,000-7,000,1\n", kGoodRow));
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_THAT(ran.out, HasSubstr("8 cells under 6 headers"));
  EXPECT_THAT(ran.out, HasSubstr("新建 created"));
}

TEST_F(ImportTest, EmptyCellsAtTheEndOfARowAreNoColumns) {
  const std::string row = kGoodRow;
  EXPECT_EQ(Import(absl::StrCat(kHeader, row.substr(0, row.size() - 1), ",,,\n")).exit_code, 0);
}

TEST_F(ImportTest, ShowsTwentyRejectedRowsAndCountsTheRest) {
  std::string content = kHeader;
  for (int i = 0; i < 25; ++i) absl::StrAppend(&content, "B-", i, ",焊工,,中山市小榄镇,5000,1\n");
  const Ran ran = Import(content);
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_THAT(ran.out, HasSubstr("还有 5 行退回 and 5 more rejected rows"));
}

TEST_F(ImportTest, TheReceiptHasEveryRow) {
  const std::string receipt = scratch_.file("receipt.csv");
  EXPECT_EQ(Import(absl::StrCat(kHeader, kGoodRow, "A-2,焊工,,中山市小榄镇,5000,1\n"),
                   {"--receipt", receipt})
                .exit_code,
            3);
  EXPECT_THAT(Content(receipt),
              AllOf(HasSubstr("新建 created"), HasSubstr("offices/zhongshan/vacancies/"),
                    HasSubstr("退回 rejected"), HasSubstr("employer_display_name: ")));
  const std::string sheet = scratch_.file("receipt.xlsx");
  Import(absl::StrCat(kHeader, kGoodRow), {"--receipt", sheet});
  EXPECT_EQ(Content(sheet).substr(0, 2), "PK");
}

TEST_F(ImportTest, AReceiptOfAnUnknownKindIsRefusedBeforeAnythingIsSent) {
  const std::string receipt = scratch_.file("receipt.pdf");
  const Ran ran = Import(absl::StrCat(kHeader, kGoodRow), {"--receipt", receipt});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr(".xlsx"), HasSubstr("receipt.pdf")));
  EXPECT_THAT(RunAs("admin", {"import", "list", "--office", "zhongshan"}).out,
              Not(HasSubstr("imports/")));
  EXPECT_EQ(RunAs("admin", {"import", "receipt", "imports/none", receipt}).exit_code, 2);
  EXPECT_EQ(Content(receipt), "");
}

// A warning that stands in one row of ten thousand is found by its line and field.
TEST_F(ImportTest, AWarningSaysWhereTheFirstOneStands) {
  const Ran ran =
      Import(absl::StrCat(kHeader, kGoodRow, "A-2,焊工,样例厂（样例）,中山市小榄镇,5000,0\n"));
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("VALUE_OUT_OF_RANGE"),
                             ::testing::ContainsRegex(" 1 +3 .*opening_count.*招聘人数为 0")));
}

TEST_F(ImportTest, WhatIsWrongIsSaidInTheCommandsOwnWords) {
  const Ran ran = Import(absl::StrCat(kHeader, kGoodRow), {"--column", "月薪=no_field"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("--column"), HasSubstr("月薪=no_field"),
                             HasSubstr("wage_text, "), Not(HasSubstr("spec."))));
  const Ran no_column = Import(absl::StrCat(kHeader, kGoodRow), {"--column", "待遇=wage_text"});
  EXPECT_EQ(no_column.exit_code, 1);
  EXPECT_THAT(no_column.err, AllOf(HasSubstr("待遇"), HasSubstr("there are: 编号, 岗位名称")));
}

// It would pass for a list that was taken.
TEST_F(ImportTest, AFileWithoutARowSaysThatNothingWasDone) {
  for (const std::vector<std::string>& more : {std::vector<std::string>{}, {"--dry-run"}}) {
    const Ran ran = Import(kHeader, more);
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_THAT(ran.err, AllOf(HasSubstr("nothing was done"), HasSubstr("vacancies.csv")));
  }
}

TEST_F(ImportTest, WhatIsNoFileIsToldBeforeAnythingIsSent) {
  const auto told = [&](const std::string& path) {
    const Ran ran = RunAs("admin", {"import", "vacancies", path, "--office", "zhongshan"});
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_THAT(ran.err, HasSubstr(path));
    return ran.err;
  };
  EXPECT_THAT(told(scratch_.path()), HasSubstr("这是目录"));
  EXPECT_THAT(told(scratch_.file("none.csv")), HasSubstr("没有这个文件"));
}

// A bureau that sends an office's list is told whose matter that is, and not that it looks like
// another county's.
TEST_F(ImportTest, ABureauIsToldThatVacanciesAreSentByTheirOffice) {
  const std::string path = scratch_.file("vacancies.csv");
  std::ofstream(path, std::ios::binary) << kHeader << kGoodRow;
  const Ran ran = RunAs("panzhou", {"import", "vacancies", path, "--office", "zhongshan"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("sent by the office"), HasSubstr("协作站"),
                             Not(HasSubstr("another division"))));
}

TEST_F(ImportTest, ADryRunStoresNothing) {
  EXPECT_EQ(Import(absl::StrCat(kHeader, kGoodRow), {"--dry-run"}).exit_code, 0);
  EXPECT_THAT(RunAs("admin", {"vacancy", "list", "--office", "zhongshan"}).out,
              Not(HasSubstr("offices/zhongshan/vacancies")));
}

// A script must not take what was stopped for done.
TEST_F(ImportTest, ACancelledImportSaysSoAndHowToGoOn) {
  const Ran read = Import(absl::StrCat(kHeader, kGoodRow), {"--dry-run"});
  const size_t at = read.err.find("imports/");
  ASSERT_NE(at, std::string::npos) << read.err;
  const size_t end = read.err.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-/", at);
  const std::string name = read.err.substr(at, end - at);
  EXPECT_EQ(RunAs("admin", {"import", "cancel", name}).exit_code, 0);
  const Ran shown = RunAs("admin", {"import", "show", name});
  EXPECT_EQ(shown.exit_code, 1);
  EXPECT_THAT(shown.err, HasSubstr(absl::StrCat("laowu import run ", name)));
}

TEST_F(ImportTest, JsonIsTheReceiptForScripts) {
  const Ran ran =
      Import(absl::StrCat(kHeader, kGoodRow, "A-2,焊工,,中山市小榄镇,5000,1\n"), {"--json"});
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("\"CREATED\": 1"), HasSubstr("\"REJECTED\": 1"),
                             HasSubstr("\"line\": \"3\"")));
}

TEST_F(ImportTest, ReadsGzip) {
  const std::string path = scratch_.file("vacancies.csv.gz");
  const std::string content = absl::StrCat(kHeader, kGoodRow);
  gzFile file = gzopen(path.c_str(), "wb");
  ASSERT_EQ(gzwrite(file, content.data(), static_cast<unsigned>(content.size())),
            static_cast<int>(content.size()));
  gzclose(file);
  EXPECT_EQ(
      RunAs("admin", {"import", "vacancies", path, "--office", "offices/zhongshan"}).exit_code, 0);
}

TEST_F(ImportTest, ReadsAWorkbookAndMapsColumnsByHand) {
  const std::string path = scratch_.file("vacancies.xlsx");
  WriteSheet(path, "岗位",
             {{"要求", "岗位名称", "企业名称", "工作地点", "给多少"},
              {"18-45岁", "电焊工", "中山市样例五金厂（样例）", "中山市小榄镇", "5500-7000元/月"}});
  const Ran ran = RunAs("admin", {"import", "vacancies", path, "--office", "zhongshan", "--sheet",
                                  "岗位", "--column", "E=wage_text", "--column", "要求=age"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("新建 created"), Not(HasSubstr("unknown column"))));
  EXPECT_THAT(RunAs("admin", {"vacancy", "list", "--office", "zhongshan", "--json"}).out,
              AllOf(HasSubstr("\"minWageCnyPerMonth\": 5500"), HasSubstr("\"maxAgeYears\": 45")));
  EXPECT_THAT(
      RunAs("admin", {"import", "vacancies", path, "--office", "zhongshan", "--column", "E"}).err,
      HasSubstr("HEADER=FIELD"));
}

TEST_F(ImportTest, WhatAFileIsIsTold) {
  const Ran ran = Import("%PDF-1.4");
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.err, HasSubstr("PDF"));
}

TEST_F(ImportTest, AFileThatIsCutShortIsRefusedWhole) {
  const std::string path = scratch_.file("cut.csv.gz");
  std::string content = kHeader;
  for (int i = 0; i < 3000; ++i) {
    absl::StrAppend(&content, "C-", i, ",电焊工,中山市样例五金厂（样例）,中山市小榄镇,",
                    3000 + i * 7919 % 4000, ",", 1 + i * 31 % 97, "\n");
  }
  gzFile file = gzopen(path.c_str(), "wb");
  gzwrite(file, content.data(), static_cast<unsigned>(content.size()));
  gzclose(file);
  const std::string whole = Content(path);
  std::ofstream(path, std::ios::binary) << whole.substr(0, whole.size() - 12);
  const Ran ran = RunAs("admin", {"import", "vacancies", path, "--office", "zhongshan"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.err, HasSubstr("undamaged copy"));
  EXPECT_THAT(RunAs("admin", {"vacancy", "list", "--office", "zhongshan"}).out,
              Not(HasSubstr("offices/zhongshan/vacancies")));
}

// People's rows say whom they are of for a purpose alone; what is masked says how it is shown.
TEST_F(ImportTest, RowsOfPeopleAreMaskedInAPreviewWithoutAPurpose) {
  const std::string path = scratch_.file("workers.csv");
  std::ofstream(path, std::ios::binary) << "姓名,身份证号,乡镇,手机号,是否同意授权\n"
                                           "魏良,529999196811087997,盘州市新民镇,10012345678,是\n"
                                           "魏大,529999196811087998,盘州市新民镇,10012345679,是\n";
  const Ran sent = RunAs("panzhou", {"import", "workers", path, "--dry-run"});
  const size_t at = sent.err.find("imports/");
  ASSERT_NE(at, std::string::npos) << sent.err;
  const std::string name = sent.err.substr(
      at, sent.err.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-/", at) - at);
  const Ran masked = RunAs("panzhou", {"import", "preview", name});
  EXPECT_EQ(masked.exit_code, 0) << masked.err;
  EXPECT_THAT(masked.out, AllOf(HasSubstr("魏**"), HasSubstr("100****5678"), Not(HasSubstr("魏良")),
                                Not(HasSubstr("10012345678"))));
  EXPECT_THAT(masked.err, HasSubstr("--purpose"));
  const Ran shown = RunAs(
      "panzhou", {"import", "preview", name, "--purpose", "核对退回的行", "--change", "reject"});
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  EXPECT_THAT(shown.out, AllOf(HasSubstr("魏大"), HasSubstr("退回 rejected"),
                               HasSubstr("identity_number"), Not(HasSubstr("魏良"))));
  EXPECT_THAT(shown.err, Not(HasSubstr("--purpose")));
  EXPECT_EQ(RunAs("panzhou", {"import", "preview", name, "--change", "nonsense"}).exit_code, 2);
}

// The older first: it says that all stands, and the later one's undoing that it can go now.
TEST_F(ImportTest, UndoingTellsWhichImportBeforeItCanGoNow) {
  const std::string older = NameOf(Import(absl::StrCat(kHeader, kGoodRow)));
  const std::string later = NameOf(Import(absl::StrCat(
      kHeader, "A-1,电焊工,中山市样例五金厂（样例）,中山市小榄镇,6000-8000元/月,3\n")));
  ASSERT_NE(later, "");
  EXPECT_THAT(RunAs("admin", {"import", "undo", older}).out, HasSubstr(later));
  EXPECT_THAT(RunAs("admin", {"import", "show", older}).out,
              AllOf(HasSubstr("未能撤销，保留 1 行 not undone"), Not(HasSubstr("已撤销 undone")),
                    HasSubstr(absl::StrCat("laowu import undo ", older))));
  EXPECT_THAT(RunAs("admin", {"import", "undo", later}).out,
              AllOf(HasSubstr("因这次导入保留了 1 行"),
                    HasSubstr(absl::StrCat("laowu import undo ", older))));
  EXPECT_EQ(RunAs("admin", {"import", "undo", older}).exit_code, 0);
  EXPECT_THAT(RunAs("admin", {"import", "show", older}).out, HasSubstr("已撤销 undone"));
}

TEST_F(ImportTest, AnImportIsListedShownAndTakenBack) {
  const Ran ran = Import(absl::StrCat(kHeader, kGoodRow));
  const std::string mark = "laowu import undo ";
  const std::string name = NameOf(ran);
  ASSERT_NE(name, "") << ran.err;
  EXPECT_THAT(RunAs("admin", {"import", "list", "--office", "zhongshan"}).out,
              AllOf(HasSubstr(name), HasSubstr("已导入 done"), HasSubstr("岗位 vacancies"),
                    HasSubstr("vacancies.csv")));
  // Who has imports of one office alone need not say which; who has all must.
  EXPECT_THAT(RunAs("station", {"import", "list"}).out, HasSubstr("imports/"));
  const Ran all = RunAs("admin", {"import", "list"});
  EXPECT_EQ(all.exit_code, 1);
  EXPECT_THAT(all.err, HasSubstr("--office"));
  EXPECT_THAT(RunAs("admin", {"import", "show", name}).out,
              AllOf(HasSubstr("文件 file: vacancies.csv"), HasSubstr("状态 state: 已导入 done"),
                    HasSubstr("新建 created"), HasSubstr(absl::StrCat(mark, name)),
                    HasSubstr(absl::StrCat("laowu import receipt ", name))));
  const Ran undone = RunAs("admin", {"import", "undo", name});
  EXPECT_EQ(undone.exit_code, 0) << undone.err;
  EXPECT_THAT(undone.out, HasSubstr("撤销 undone"));
  EXPECT_THAT(
      RunAs("admin", {"import", "show", name}).out,
      AllOf(HasSubstr("已撤销 undone"), HasSubstr("撤销 undone: 1 行 rows"), Not(HasSubstr(mark))));
  EXPECT_THAT(RunAs("admin", {"--json", "vacancy", "list", "--office", "zhongshan"}).out,
              HasSubstr("CLOSED"));
}

TEST_F(ImportTest, ASnapshotThatClosesTooMuchSaysHowToConfirm) {
  const std::vector<std::string> snapshot = {"--source", "list", "--snapshot"};
  EXPECT_EQ(Import(absl::StrCat(kHeader, kGoodRow), snapshot).exit_code, 0);
  const std::string other =
      absl::StrCat(kHeader, "B-1,车工,中山市样例五金厂（样例）,中山市小榄镇,5000-7000元/月,3\n");
  const Ran refused = Import(other, snapshot);
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.err, HasSubstr("confirmed_closed_count"));
  EXPECT_THAT(refused.out, AllOf(HasSubstr("将关闭"), HasSubstr("电焊工")));
  EXPECT_THAT(Import(other, {"--source", "list", "--snapshot", "--close", "1"}).out,
              HasSubstr("关闭 closed"));
  EXPECT_EQ(Import(other, {"--snapshot"}).exit_code, 2);
}

TEST_F(ImportTest, ATextIsTriedWithoutAServer) {
  const Ran ran = RunAs("admin", {"intake", "try", "招电焊工若干,包吃住,18-45岁,5500-7000元/月",
                                  "--place", "中山市小榄镇"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("字段 field"), HasSubstr("5500 元/月"), HasSubstr("小榄镇"),
                             HasSubstr("焊工")));
}

TEST_F(ImportTest, WhatATextSaysComesAsJsonToo) {
  for (const bool worker : {false, true}) {
    const std::vector<std::string> arguments =
        worker ? std::vector<std::string>{"--json", "intake", "try", "会电焊，5000以上", "--worker"}
               : std::vector<std::string>{"--json", "intake", "try", "招焊工，5500-7000元/月"};
    const Ran ran = RunAs("admin", arguments);
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    google::protobuf::Struct all;
    ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(ran.out, &all).ok()) << ran.out;
    EXPECT_GT(all.fields().at("read").list_value().values_size(), 0) << ran.out;
    EXPECT_GT(all.fields().at("violations").list_value().values_size(), 0) << ran.out;
  }
}

TEST_F(ImportTest, AFileWithoutKnownHeadersIsRefused) {
  const Ran ran = Import("a,b\n1,2\n");
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.err, HasSubstr("column headers"));
}

TEST_F(ImportTest, AnswersOfTheServerAreToldWithTheirReason) {
  const Ran ran =
      RunAs("admin", {"call", "VacancyService/GetOffice", R"({"name": "offices/none"})"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.err, HasSubstr("[NOT_FOUND]"));
  EXPECT_THAT(RunAs("admin", {"call", "laowu.v1.VacancyService/GetOffice",
                              R"({"name": "offices/zhongshan"})"})
                  .out,
              HasSubstr("\"divisionCode\": \"442000\""));
}

TEST_F(ImportTest, ATokenFileGoesBeforeTheToken) {
  const std::string path = scratch_.file("token");
  EXPECT_EQ(RunAs("admin", {"--token-file", path, "office", "list"}).exit_code, 1);
  std::ofstream(path) << process_.token("admin") << "\n";
  EXPECT_EQ(RunAs("admin", {"--token-file", path, "office", "list"}).exit_code, 0);
}

}  // namespace
}  // namespace laowu::cli
