// What a person and a script see of the program: aligned tables, exit codes, files that are made.

#include "services/cli/cli.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/cli/progress.h"
#include "services/cli/table_print.h"
#include "services/cli/words.h"
#include "tests/support/scratch_dir.h"

namespace laowu::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

int RunWith(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "laowu");
  return Run(static_cast<int>(arguments.size()), arguments.data());
}

TEST(Table, AlignsChineseText) {
  EXPECT_EQ(DisplayWidth("盘州ab"), 6);
  EXPECT_EQ(Table({"地区", "n"}, {{"盘州市", "5"}, {"ab", "12"}}),
            "地区     n\n"
            "盘州市   5\n"
            "ab      12\n");
}

TEST(Table, SetsColumnsOfFiguresAndDatesToTheRight) {
  EXPECT_EQ(Table({"x", "longer", "longer"}, {{"a", "–", "520281 盘州"}, {"b", "7.5 %", "5"}}),
            "x  longer  longer\n"
            "a       –  520281 盘州\n"
            "b   7.5 %  5\n");
}

TEST(Table, AnEscapeSequenceInAFileDoesNotReachTheTerminal) {
  EXPECT_EQ(Table({"a"}, {{"x\033[2Jy"}}), "a\nx [2Jy\n");
}

TEST(Table, KeepsOneLineARow) { EXPECT_EQ(Table({"a"}, {{"x\ny"}}), "a\nx y\n"); }

// A clerk's screen must not cut a table into pieces by itself: columns that do not fit stand below
// their row, by their names, and a name that is to be copied is never broken.
TEST(Table, FoldsWhatIsWiderThanTheLine) {
  const std::vector<std::string> header = {"名次 rank", "劳动者 worker", "户籍 from",
                                           "欠缺 missing"};
  const std::vector<std::vector<std::string>> rows = {{"1", "workers/abcdefghij", "柏果镇", "电焊"},
                                                      {"2", "workers/k", "红果街道", ""}};
  const std::string wide = Table(header, rows, 0);
  EXPECT_EQ(wide, Table(header, rows, 80)) << "it fits";
  EXPECT_EQ(Table(header, rows, 52),
            "名次  劳动者              户籍      欠缺\n"
            "rank  worker              from      missing\n"
            "   1  workers/abcdefghij  柏果镇    电焊\n"
            "   2  workers/k           红果街道\n");
  EXPECT_EQ(Table(header, rows, 30),
            "名次  劳动者\n"
            "rank  worker\n"
            "   1  workers/abcdefghij\n"
            "      户籍 from: 柏果镇\n"
            "      欠缺 missing: 电焊\n"
            "   2  workers/k\n"
            "      户籍 from: 红果街道\n");
}

TEST(Table, BreaksALongLastColumn) {
  EXPECT_EQ(
      Table({"行 line", "原因 what is wrong"},
            {{"7", "看不懂，请写明市和镇 (the place is not understood: name city and town)"}}, 50),
      "行 line  原因 what is wrong\n"
      "      7  看不懂，请写明市和镇 (the place is not\n"
      "         understood: name city and town)\n");
}

TEST(Wrapped, BreaksAtBlanksAndBetweenChineseCharactersAndNowhereElse) {
  EXPECT_THAT(Wrapped("请把这一列设为文本。", 8), ElementsAre("请把这一", "列设为文", "本。"));
  EXPECT_THAT(Wrapped("这一列设，为", 8), ElementsAre("这一列", "设，为"))
      << "no mark begins a line";
  EXPECT_THAT(Wrapped("a offices/zhongshan/vacancies/a-1 b", 10),
              ElementsAre("a", "offices/zhongshan/vacancies/a-1", "b"));
}

TEST(Figures, AreCutAndNeverInvented) {
  EXPECT_EQ(Percent(true, 699), "69.9 %");
  EXPECT_EQ(Percent(false, 0), "–");
  EXPECT_EQ(Permille(2, 3), 666);
  EXPECT_EQ(Permille(0, 0), 0);
  EXPECT_EQ(Permille(2'400'000, 3'200'000), 750) << "a city's spells of ten years";
  EXPECT_EQ(Points(812900), "0.813");
}

TEST(Figures, AWageThatIsNotStatedIsNotZero) {
  EXPECT_EQ(WageText(4500, 5700), "4500-5700");
  EXPECT_EQ(WageText(4500, 4500), "4500");
  EXPECT_EQ(WageText(0, 0), "–");
}

TEST(ProgressTest, TellsRateAndTimeLeft) {
  const std::string text = ProgressText("workers", 500, 0, 0.25, absl::Seconds(10));
  EXPECT_THAT(text, HasSubstr("50/s"));
  EXPECT_THAT(text, HasSubstr("25 %"));
  EXPECT_THAT(text, HasSubstr("30s left"));
}

TEST(Words, EnumsAreTypedInLowerCase) {
  EXPECT_EQ(ParseEnum(*v1::Channel_descriptor(), "CHANNEL_", "labour-company"),
            v1::CHANNEL_LABOUR_COMPANY);
  EXPECT_EQ(ParseEnum(*v1::Channel_descriptor(), "CHANNEL_", "nonsense"), -1);
}

TEST(ExitCodes, WrongUsageIsTwoAndHelpIsNone) {
  EXPECT_EQ(RunWith({"--help"}), 0);
  EXPECT_EQ(RunWith({}), 2);
  EXPECT_EQ(RunWith({"nonsense"}), 2);
  EXPECT_EQ(RunWith({"generate", "horses", "--out", "-"}), 2);
  EXPECT_EQ(RunWith({"version"}), 0);
}

TEST(ExitCodes, WhatTheServersSettingsCannotBeIsTwo) {
  EXPECT_EQ(RunWith({"serve", "--data", "memory:", "--roles", "cook"}), 2);
  EXPECT_EQ(RunWith({"serve", "--data", "memory:", "--peer", "match"}), 2);
  EXPECT_EQ(RunWith({"serve"}), 2);
}

TEST(ExitCodes, AFileThatIsNotThereIsOne) {
  EXPECT_EQ(RunWith({"import", "workers", "/nonexistent/workers.csv"}), 1);
  EXPECT_EQ(RunWith({"generate", "workers", "--count", "1", "--out", "/nonexistent/workers.csv"}),
            1);
}

// A script reads the version as it reads all else.
TEST(Version, IsJsonIfAskedFor) {
  const auto said = [](std::vector<const char*> arguments) {
    ::testing::internal::CaptureStdout();
    EXPECT_EQ(RunWith(std::move(arguments)), 0);
    return ::testing::internal::GetCapturedStdout();
  };
  const std::string out = said({"version", "--json"});
  google::protobuf::Struct version;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(out, &version).ok()) << out;
  EXPECT_EQ("laowu " + version.fields().at("version").string_value() + "\n", said({"version"}));
}

TEST(Help, ShowsHowACommandIsGiven) {
  for (const std::vector<const char*>& command :
       {std::vector<const char*>{"candidates"}, {"import", "workers"}, {"ratio"}}) {
    std::vector<const char*> arguments = command;
    arguments.push_back("--help");
    ::testing::internal::CaptureStdout();
    EXPECT_EQ(RunWith(arguments), 0);
    EXPECT_THAT(::testing::internal::GetCapturedStdout(),
                HasSubstr(absl::StrCat("例 Example:\n  laowu ", absl::StrJoin(command, " "), " ")));
  }
}

// The server cuts a page to 500 without a word; who asked for 501 would think it was all.
TEST(ExitCodes, MoreThanAPageHoldsIsTwo) {
  for (const std::vector<const char*>& command :
       {std::vector<const char*>{"candidates", "offices/a/vacancies/b"},
        {"vacancies", "workers/a"},
        {"search", "workers"},
        {"worklist", "520281"}}) {
    for (const char* count : {"501", "0"}) {
      std::vector<const char*> arguments = command;
      arguments.insert(arguments.end(), {"--count", count});
      ::testing::internal::CaptureStderr();
      EXPECT_EQ(RunWith(arguments), 2);
      EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr("500"));
    }
  }
}

TEST(Generate, AFileThatCannotBeWrittenIsToldWithTheReason) {
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(RunWith({"generate", "workers", "--out", "/nonexistent/workers.csv"}), 1);
  EXPECT_THAT(::testing::internal::GetCapturedStderr(),
              HasSubstr("/nonexistent/workers.csv: No such file or directory"));
}

TEST(ExitCodes, AServerThatIsNotThereIsOne) {
  EXPECT_EQ(RunWith({"--server", "127.0.0.1:1", "office", "list"}), 1);
}

std::string Content(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(Generate, SameSeedSameFile) {
  testing::ScratchDir scratch;
  for (const char* name : {"a", "b"}) {
    const std::string out = scratch.file(name);
    EXPECT_EQ(RunWith({"generate", "workers", "--count", "20", "--seed", "5", "--as-of",
                       "2026-07-01", "--out", out.c_str()}),
              0);
  }
  const std::string content = Content(scratch.file("a"));
  EXPECT_EQ(content, Content(scratch.file("b")));
  EXPECT_THAT(content, HasSubstr("MADE UP"));
}

TEST(Init, MakesKeysOnce) {
  testing::ScratchDir scratch;
  const std::string data = scratch.file("data");
  EXPECT_EQ(RunWith({"init", "--data", data.c_str()}), 0);
  EXPECT_EQ(RunWith({"init", "--data", data.c_str()}), 1);
  const std::string keys = scratch.file("keys");
  EXPECT_EQ(RunWith({"init", "--keys", keys.c_str()}), 0);
  EXPECT_EQ(RunWith({"init"}), 2);
  EXPECT_EQ(RunWith({"token", "list"}), 2);
  EXPECT_EQ(RunWith({"serve", "--data", data.c_str(), "--grpc", "0.0.0.0:0"}), 1);
}

// A further process of a split system: its own data, the keys of all.
TEST(Init, PreparesAFurtherDataFolderForKeysThatAreThere) {
  testing::ScratchDir scratch;
  const std::string keys = scratch.file("keys");
  const std::string data = scratch.file("data");
  ASSERT_EQ(RunWith({"init", "--keys", keys.c_str()}), 0);
  const std::string before = Content(keys + "/keys.json");
  EXPECT_EQ(RunWith({"init", "--data", data.c_str(), "--keys", keys.c_str()}), 0);
  EXPECT_EQ(Content(keys + "/keys.json"), before);
  EXPECT_FALSE(Content(data + "/keys-check").empty());
  EXPECT_EQ(RunWith({"init", "--data", data.c_str(), "--keys", keys.c_str()}), 1);
  // New keys could not read what is there.
  const std::string lost = scratch.file("lost");
  EXPECT_EQ(RunWith({"init", "--data", data.c_str(), "--keys", lost.c_str()}), 1);
  EXPECT_TRUE(Content(lost + "/keys.json").empty());
}

TEST(Token, NeedsKeysAndIsListedWithoutItsDigest) {
  testing::ScratchDir scratch;
  const std::string data = scratch.file("data");
  const std::vector<const char*> create = {"token",      "create", "--data", data.c_str(),
                                           "--id",       "county", "--role", "county-bureau",
                                           "--division", "520281"};
  EXPECT_EQ(RunWith(create), 1);
  ASSERT_EQ(RunWith({"init", "--data", data.c_str()}), 0);
  EXPECT_EQ(RunWith(create), 0);
  EXPECT_EQ(RunWith(create), 1);  // the id is taken
  ::testing::internal::CaptureStdout();
  EXPECT_EQ(RunWith({"token", "list", "--data", data.c_str(), "--json"}), 0);
  std::fflush(stdout);
  const std::string listed = ::testing::internal::GetCapturedStdout();
  EXPECT_THAT(listed, HasSubstr("county-bureau"));
  EXPECT_THAT(listed, ::testing::Not(HasSubstr("igest")));
  EXPECT_EQ(RunWith({"token", "remove", "--data", data.c_str(), "county"}), 0);
  EXPECT_EQ(RunWith({"token", "remove", "--data", data.c_str(), "county"}), 1);
}

// A scope with a slip of the finger would let a bureau see nothing, or another's people.
TEST(Token, ScopeIsADivisionInForceOfTheRolesLevel) {
  testing::ScratchDir scratch;
  const std::string data = scratch.file("data");
  ASSERT_EQ(RunWith({"init", "--data", data.c_str()}), 0);
  const struct {
    const char* role;
    const char* division;
    const char* says;  // empty: the token is made
  } kCases[] = {
      {"city-bureau", "520200", ""},
      {"city-bureau", "5202", ""},
      {"city-bureau", "520281", "is not a city"},
      {"county-bureau", "520281", ""},
      {"county-bureau", "442000", ""},  // a city without counties
      {"county-bureau", "520200", "has counties below it"},
      {"county-bureau", "52", "has counties below it"},
      {"county-bureau", "999999", "there is no division 999999"},
      {"county-bureau", "520221", "ask for 520204"},  // 水城县, a district since 2020
      {"monitor", "5299", "there is no division"},
      {"monitor", "5202", ""},
      {"monitor", "520", "must be a division code"},
  };
  int id = 0;
  for (const auto& c : kCases) {
    SCOPED_TRACE(std::string(c.role) + " " + c.division);
    const std::string name = "p" + std::to_string(++id);
    ::testing::internal::CaptureStderr();
    const int code = RunWith({"token", "create", "--data", data.c_str(), "--id", name.c_str(),
                              "--role", c.role, "--division", c.division});
    const std::string said = ::testing::internal::GetCapturedStderr();
    EXPECT_EQ(code, *c.says == '\0' ? 0 : 1);
    EXPECT_THAT(said, HasSubstr(*c.says == '\0' ? "Token of" : "division"));
    EXPECT_THAT(said, HasSubstr(c.says));
  }
}

TEST(Serve, ShutdownDelayIsATimeUpToTenMinutes) {
  testing::ScratchDir scratch;
  const std::string data = scratch.file("data");
  for (const char* wrong : {"5", "-1s", "11m", "soon"}) {
    EXPECT_EQ(RunWith({"serve", "--data", data.c_str(),
                       (std::string("--shutdown-delay=") + wrong).c_str()}),
              2)
        << wrong;
  }
}

TEST(Settings, OfTheServerMayStandInAFile) {
  testing::ScratchDir scratch;
  const std::string path = scratch.file("laowu.conf");
  std::ofstream(path) << "[serve]\ndata = \"" << scratch.file("data")
                      << "\"\ngrpc = \"0.0.0.0:1\"\n";
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(RunWith({"serve", "--config", path.c_str()}), 1);
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr("0.0.0.0:1"));
}

}  // namespace
}  // namespace laowu::cli
