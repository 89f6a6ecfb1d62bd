// What somebody reads who gave a command wrongly: which word it is, what was meant, in both
// languages; and that nothing wrong is taken for a default.

#include "services/cli/usage_errors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "services/cli/cli.h"
#include "tests/support/scratch_dir.h"

namespace laowu::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// What the program says of a command line that it must refuse.
std::string Refused(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "laowu");
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(Run(static_cast<int>(arguments.size()), arguments.data()), 2);
  return ::testing::internal::GetCapturedStderr();
}

TEST(NearestWord, IsTheOneMeantOrNone) {
  const std::vector<std::string> words = {"worker", "worklist", "ratio", "report"};
  EXPECT_EQ(NearestWord("wroker", words), "worker");
  EXPECT_EQ(NearestWord("ratoi", words), "ratio");
  EXPECT_EQ(NearestWord("rep", words), "report");
  EXPECT_EQ(NearestWord("xyz", words), "");
  EXPECT_EQ(NearestWord("", words), "");
}

TEST(UsageErrors, AnUnknownCommandIsToldWithTheNearest) {
  EXPECT_THAT(Refused({"wroker", "list"}),
              AllOf(HasSubstr("没有这个命令"), HasSubstr("wroker"), HasSubstr("nearest: worker")));
  EXPECT_THAT(Refused({"--json", "wroker"}), HasSubstr("nearest: worker"));
  EXPECT_THAT(Refused({"worker", "shwo", "workers/a"}),
              AllOf(HasSubstr("laowu worker shwo"), HasSubstr("nearest: show"),
                    HasSubstr("laowu worker --help")));
  EXPECT_THAT(Refused({"worker"}), AllOf(HasSubstr("缺少命令"), HasSubstr("find")));
}

TEST(UsageErrors, WhatIsToBeChosenIsToldInBothLanguages) {
  EXPECT_THAT(Refused({"candidates"}),
              AllOf(HasSubstr("--batch FILE"), HasSubstr("请给出一个岗位")));
  EXPECT_THAT(Refused({"search", "vacancies", "--order", "nonsense"}),
              AllOf(HasSubstr("must be one of 须为其中之一"), HasSubstr("nearest-first")));
  EXPECT_THAT(Refused({"advise", "workers/w", "--group", "monitored"}),
              AllOf(HasSubstr("one worker"), HasSubstr("筛选众人")));
  EXPECT_THAT(Refused({"call"}), AllOf(HasSubstr("--list"), HasSubstr("请给出一个方法")));
}

// Whichever the command, and before anything is asked of a server.
TEST(UsageErrors, AWordThatIsNoneOfTheChoicesIsToldWithThem) {
  const struct {
    std::vector<const char*> command;
    const char* told;
  } kCases[] = {
      {{"worklist", "520281", "--kind", "x"}, "--kind must be one of 须为其中之一: unproven, "},
      {{"worklist", "520281", "--step", "x"},
       "--step must be one of 须为其中之一: get-organizer-record, "},
      {{"ratio", "520281", "--by", "x"}, "--by must be one of 须为其中之一: child-division, "},
      {{"periods", "520281", "--by", "x"}, "--by must be one of 须为其中之一: child-division, "},
      {{"ratio", "520281", "--policy", "x"},
       "--policy must be one of 须为其中之一: as-reported, broad or strict\n"},
      {{"report", "--month", "2026-01", "--division", "520281", "--carry", "x"},
       "--carry must be one of 须为其中之一: spell or job\n"},
      {{"import", "outcomes", "a.csv", "--attest", "x"}, "--attest must be one of 须为其中之一: "},
      {{"worker", "update", "w", "--education", "x"}, "--education must be one of 须为其中之一: "},
      {{"organizer", "update", "o", "--kind", "x"}, "--kind must be one of 须为其中之一: "},
      {{"place", "decline", "p", "--reason", "x"}, "--reason must be one of 须为其中之一: "},
      {{"search", "workers", "--group", "x"}, "--group must be one of 须为其中之一: "},
  };
  for (const auto& c : kCases) EXPECT_THAT(Refused(c.command), HasSubstr(c.told));
}

TEST(UsageErrors, AnUnknownOptionIsToldWithTheNearest) {
  EXPECT_THAT(Refused({"ratio", "520281", "--polcy", "broad"}),
              AllOf(HasSubstr("没有这个选项"), HasSubstr("--polcy"), HasSubstr("nearest: --policy"),
                    HasSubstr("laowu ratio --help")));
  EXPECT_THAT(Refused({"import", "vacancies", "a.csv", "--ofice=zhongshan"}),
              AllOf(HasSubstr("--ofice of laowu import vacancies"), HasSubstr("--office")));
  EXPECT_THAT(Refused({"office", "list", "--sever", "x"}), HasSubstr("nearest: --server"));
}

TEST(UsageErrors, WhatIsMissingIsNamedWithWhatItIs) {
  EXPECT_THAT(Refused({"import", "vacancies", "a.csv"}),
              AllOf(HasSubstr("缺少 missing: --office"), HasSubstr("The office that sends them")));
  EXPECT_THAT(Refused({"worker", "list", "--division"}), HasSubstr("--division: 缺少值"));
  EXPECT_THAT(Refused({"audit-reveal", "--publication", "p", "--purpose", "x"}),
              AllOf(HasSubstr("至少给出其中之一"), HasSubstr("--form")));
}

TEST(UsageErrors, AWrongValueIsToldWithWhatItMayBe) {
  EXPECT_THAT(Refused({"search", "workers", "--min-age", "abc"}),
              AllOf(HasSubstr("--min-age abc"), HasSubstr("须为整数")));
  EXPECT_THAT(Refused({"search", "workers", "--count", "501"}),
              AllOf(HasSubstr("--count 501"), HasSubstr("须在此范围内"), HasSubstr("1 to 500")));
  for (const char* const count : {"0", "501"}) {
    EXPECT_THAT(Refused({"advise", "offices/o/vacancies/v", "--top", count}),
                AllOf(HasSubstr("--top"), HasSubstr(count), HasSubstr("1 to 500")));
  }
  EXPECT_THAT(Refused({"supply", "--months", "0"}),
              AllOf(HasSubstr("--months 0"), HasSubstr("1 to 12")));
  EXPECT_THAT(Refused({"generate", "horses", "--out", "-"}),
              AllOf(HasSubstr("horses"), HasSubstr("须为其中之一"), HasSubstr("vacancies")));
  EXPECT_THAT(Refused({"office", "list", "--server", "a", "--server", "b"}),
              HasSubstr("只能给一次"));
}

TEST(UsageErrors, WhatDoesNotGoTogetherIsNamed) {
  EXPECT_THAT(Refused({"import", "vacancies", "a.csv", "--office", "zhongshan", "--snapshot"}),
              AllOf(HasSubstr("--snapshot, --source"), HasSubstr("须同时给出")));
  EXPECT_THAT(Refused({"worker", "find", "--purpose", "x", "--phone", "--name"}),
              HasSubstr("不能同时使用"));
}

// It comes of a variable that a script forgot to set: the day of today, everybody's counties, no
// token would be taken in its place.
TEST(UsageErrors, AnEmptyValueIsNoDefault) {
  const std::vector<std::vector<const char*>> commands = {
      {"ratio", "520281", "--date", ""},
      {"ratio", "520281", "--date="},
      {"ratio", ""},
      {"office", "list", "--token", ""},
      {"worker", "show", ""},
      {"import", "list", "--division", ""},
      {"serve", "--data", ""},
  };
  for (const auto& command : commands) {
    EXPECT_THAT(Refused(command), AllOf(HasSubstr("为空"), HasSubstr("is empty"))) << command[0];
  }
}

class SettingsFileTest : public ::testing::Test {
 protected:
  std::string RefusedOf(const std::string& content) {
    std::ofstream(path_) << content;
    return Refused({"--config", path_.c_str(), "office", "list"});
  }
  testing::ScratchDir scratch_;
  const std::string path_ = scratch_.file("laowu.conf");
};

TEST_F(SettingsFileTest, AnUnknownKeyIsToldWithItsFileAndTheNearest) {
  EXPECT_THAT(RefusedOf("sever = \"127.0.0.1:1\"\n"),
              AllOf(HasSubstr("配置文件中没有这一项"), HasSubstr(path_), HasSubstr("sever"),
                    HasSubstr("nearest: server")));
  EXPECT_THAT(RefusedOf("[serve]\nbackup = \"/b\"\n"),
              AllOf(HasSubstr("serve.backup"), HasSubstr("nearest: serve.backups")));
  EXPECT_THAT(RefusedOf("[sarve]\ndata = \"d\"\n"), HasSubstr("nearest: serve"));
}

TEST_F(SettingsFileTest, AFileThatIsNotThereIsTold) {
  const std::string none = scratch_.file("none.conf");
  EXPECT_THAT(Refused({"--config", none.c_str(), "office", "list"}),
              AllOf(HasSubstr("无法读取配置文件"), HasSubstr(none)));
}

}  // namespace
}  // namespace laowu::cli
