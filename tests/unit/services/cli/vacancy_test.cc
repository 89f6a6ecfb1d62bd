// Offices, vacancies and employers from the command line, through the program to a whole server.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/cli/vacancy_name.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"
#include "tests/unit/services/cli/run_as.h"

namespace laowu::cli {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kVacancy[] = "offices/zhongshan/vacancies/a-1";

// What the program printed, and its exit code.
class VacancyCommandsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    process_.AddPrincipal("admin", "administrator", "");
    process_.AddPrincipal("office", "office", "offices/zhongshan");
    process_.Start();
    ASSERT_EQ(
        Run({"office", "create", "zhongshan", "--name", "站", "--division", "442000"}).exit_code,
        0);
    const std::string path = scratch_.file("vacancies.csv");
    std::ofstream(path) << "编号,岗位名称,企业名称,工作地点,月薪,招聘人数\n"
                           "a-1,电焊工,样例五金厂,中山市小榄镇,5000-7000元/月,3\n";
    ASSERT_EQ(Run({"import", "vacancies", path, "--office", "zhongshan"}).exit_code, 0);
    employer_ = FirstWord(Run({"employer", "list"}).out, "employers/");
  }

  Ran Run(std::vector<std::string> arguments) {
    return RunAs(process_, "admin", std::move(arguments));
  }
  static std::string FirstWord(const std::string& text, const std::string& prefix) {
    for (const auto word : absl::StrSplit(text, absl::ByAnyChar(" \n"))) {
      if (std::string(word).rfind(prefix, 0) == 0) return std::string(word);
    }
    return "";
  }

  testing::ScratchDir scratch_;
  testing::TestProcess process_;
  std::string employer_;
};

TEST_F(VacancyCommandsTest, AnOfficeIsRenamed) {
  const Ran ran = Run({"office", "update", "zhongshan", "--name", "中山协作站"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(ran.out, "offices/zhongshan\n");
  EXPECT_THAT(Run({"office", "list"}).out, HasSubstr("中山协作站"));
  EXPECT_THAT(Run({"office", "list"}).out, HasSubstr("442000"));
  const Ran stale = Run({"office", "update", "zhongshan", "--name", "x", "--etag", "\"1\""});
  EXPECT_EQ(stale.exit_code, 1);
  EXPECT_THAT(stale.err, HasSubstr("ETAG_MISMATCH"));
}

TEST_F(VacancyCommandsTest, AVacancyIsShownClosedAndReopened) {
  const Ran shown = Run({"vacancy", "show", kVacancy});
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  for (const char* text :
       {"电焊工", "样例五金厂", "5000-7000", "招聘中 open", "expire_date", "a-1"}) {
    EXPECT_THAT(shown.out, HasSubstr(text));
  }
  EXPECT_THAT(Run({"--json", "vacancy", "show", kVacancy}).out, StartsWith("{"));
  EXPECT_EQ(Run({"vacancy", "close", kVacancy}).exit_code, 0);
  EXPECT_THAT(Run({"vacancy", "show", kVacancy}).out, HasSubstr("已关闭 closed"));
  const Ran reopened = Run({"vacancy", "reopen", kVacancy, "--last-day", "2199-12-31"});
  EXPECT_EQ(reopened.exit_code, 0);
  EXPECT_THAT(reopened.out, AllOf(HasSubstr("OPEN_AGAIN"), HasSubstr(kVacancy)));
  EXPECT_THAT(Run({"vacancy", "show", kVacancy}).out, HasSubstr("2199-12-31"));
  EXPECT_EQ(Run({"vacancy", "reopen", kVacancy, "--last-day", "soon"}).exit_code, 2);
  EXPECT_EQ(Run({"vacancy", "show", "offices/zhongshan/vacancies/none"}).exit_code, 1);
}

// An office knows its vacancies by its own numbers; the names made of those are for programs.
TEST_F(VacancyCommandsTest, AVacancyIsNamedByItsOfficesOwnNumber) {
  const std::string number = "ZS-5-00000001";
  const std::string path = scratch_.file("more.csv");
  std::ofstream(path) << "编号,岗位名称,企业名称,工作地点,月薪,招聘人数\n"
                      << number << ",缝纫工,样例制衣厂,中山市沙溪镇,5000-7000元/月,3\n";
  ASSERT_EQ(Run({"import", "vacancies", path, "--office", "zhongshan"}).exit_code, 0);
  const auto as_office = [&](std::vector<std::string> arguments) {
    return RunAs(process_, "office", std::move(arguments));
  };
  const Ran shown = as_office({"vacancy", "show", number});
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  EXPECT_THAT(shown.out, AllOf(HasSubstr("缝纫工"), HasSubstr("offices/zhongshan/vacancies/r-")));
  EXPECT_EQ(Run({"vacancy", "close", number, "--office", "zhongshan"}).exit_code, 0);
  EXPECT_THAT(as_office({"vacancy", "show", number}).out, HasSubstr("已关闭 closed"));
  EXPECT_EQ(as_office({"vacancy", "reopen", number, "--last-day", "2199-12-31"}).exit_code, 0);
  EXPECT_THAT(Run({"vacancy", "show", "a-1", "--office", "offices/zhongshan"}).out,
              HasSubstr("电焊工"));
  EXPECT_EQ(Run({"candidates", number, "--office", "zhongshan"}).exit_code, 0);
  EXPECT_EQ(Run({"place", "list", "--vacancy", number, "--office", "zhongshan"}).exit_code, 0);
  // Of a token that is no office's, nobody knows whose number it is.
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"vacancy", "show", number},
        {"candidates", number},
        {"explain", "workers/w", number},
        {"place", "propose", "--worker", "w", "--vacancy", number, "--decided-by", "x"}}) {
    const Ran whose = Run(command);
    EXPECT_EQ(whose.exit_code, 1);
    EXPECT_THAT(whose.err, AllOf(HasSubstr("--office"), HasSubstr("哪个站"))) << command.front();
  }
}

// Of many numbers it is found once whose they are; of names it need not be.
TEST_F(VacancyCommandsTest, AFileOfNumbersAsksOnceWhoseTheyAre) {
  const std::string numbers = scratch_.file("numbers.txt");
  std::ofstream(numbers) << "a-1\nZS-5-00000001\noffices/zhongshan/vacancies/a-1\na-2\n";
  const auto caller_calls = [&] {
    httplib::Client client("http://" + process_.process().http_address());
    const auto metrics = client.Get("/metrics");
    std::vector<std::string> lines;
    if (!metrics) return lines;
    for (const auto line : absl::StrSplit(metrics->body, '\n')) {
      if (absl::StartsWith(line, "laowu_calls_total") && absl::StrContains(line, "GetCaller")) {
        lines.emplace_back(line.substr(line.rfind(' ') + 1));
      }
    }
    return lines;
  };
  ASSERT_THAT(caller_calls(), ::testing::IsEmpty());
  // Names, or an office that is told: no question.
  const Ran told = Run({"candidates", "--batch", numbers, "--office", "zhongshan"});
  EXPECT_EQ(told.exit_code, 3) << "two of them are not there";
  EXPECT_THAT(told.err, AllOf(HasSubstr("nobody fits: offices/zhongshan/vacancies/a-1"),
                              HasSubstr("offices/zhongshan/vacancies/r-")));
  EXPECT_THAT(caller_calls(), ::testing::IsEmpty());
  // An office's token says whose they are, though who fits is for bureaus.
  const Ran office = RunAs(process_, "office", {"candidates", "--batch", numbers});
  EXPECT_EQ(office.exit_code, 1);
  EXPECT_THAT(caller_calls(), ::testing::ElementsAre("1"));
  const Ran whose = Run({"candidates", "--batch", numbers});
  EXPECT_EQ(whose.exit_code, 1);
  EXPECT_THAT(whose.err, AllOf(HasSubstr("哪个站"), HasSubstr("a-1")));
}

TEST(VacancyNameTest, ANumberIsNamedBelowItsOfficeAndANameStays) {
  EXPECT_FALSE(IsVacancyNumber(""));
  EXPECT_FALSE(IsVacancyNumber(kVacancy));
  EXPECT_TRUE(IsVacancyNumber("a-1"));
  for (const char* const office : {"", "offices/guangzhou"}) {
    EXPECT_EQ(*VacancyNameIn(office, kVacancy), kVacancy);
    EXPECT_EQ(*VacancyNameIn(office, ""), "");
  }
  EXPECT_EQ(*VacancyNameIn("offices/zhongshan", " a-1 "), kVacancy);
  EXPECT_THAT(VacancyNameIn("", "a-1"), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(VacancyNameTest, WhatIsSaidOfANumberNamesItAsItWasTyped) {
  const absl::Status status = absl::NotFoundError(absl::StrCat("no ", kVacancy, " here"));
  EXPECT_EQ(InTypedWords(status, kVacancy, kVacancy), status);
  EXPECT_EQ(InTypedWords(status, kVacancy, "A 1").message(),
            absl::StrCat("no “A 1”（", kVacancy, "） here"));
  EXPECT_OK(InTypedWords(absl::OkStatus(), kVacancy, "A 1"));
}

TEST_F(VacancyCommandsTest, AnEmployerIsBlockedAndUnblocked) {
  ASSERT_THAT(employer_, StartsWith("employers/n-"));
  const Ran blocked =
      Run({"employer", "block", employer_, "--since", "2026-07-01", "--reason", "欠薪"});
  EXPECT_EQ(blocked.exit_code, 0) << blocked.err;
  EXPECT_THAT(Run({"employer", "list"}).out, HasSubstr("2026-07-01"));
  EXPECT_EQ(Run({"employer", "unblock", employer_, "--since", "2026-08-01"}).exit_code, 0);
  EXPECT_THAT(Run({"employer", "list"}).out, HasSubstr("2026-07-01 … 2026-08-01"));
  EXPECT_EQ(Run({"employer", "block", employer_, "--since", "2026-07-01"}).exit_code, 2);
}

TEST_F(VacancyCommandsTest, EmployersAreListedByAPartOfTheName) {
  EXPECT_THAT(Run({"employer", "list", "例五"}).out, HasSubstr(employer_));
  const Ran other = Run({"employer", "list", "灯饰"});
  EXPECT_EQ(other.exit_code, 0) << other.err;
  EXPECT_THAT(other.out, Not(HasSubstr("employers/")));
}

TEST_F(VacancyCommandsTest, ACodeLearnedLaterIsStated) {
  const Ran wrong = Run({"employer", "update", employer_, "--credit-code", "915299990000000010"});
  EXPECT_THAT(Run({"employer", "list"}).out, Not(HasSubstr("915299990000000010")));
  EXPECT_EQ(wrong.exit_code, 1);
  EXPECT_THAT(wrong.err, HasSubstr("employer.credit_code"));
  const Ran taken = Run({"employer", "update", employer_, "--credit-code", "915299990000000010",
                         "--accept-invalid-credit-code"});
  EXPECT_EQ(taken.exit_code, 0) << taken.err;
  EXPECT_THAT(Run({"employer", "list"}).out, HasSubstr("employers/915299990000000010"));
}

}  // namespace
}  // namespace laowu::cli
