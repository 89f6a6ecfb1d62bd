// `laowu intake try`: what would be read from a text or a file; no server runs here.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "tests/support/scratch_dir.h"
#include "tests/unit/services/cli/run_as.h"

namespace laowu::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class TryTest : public ::testing::Test {
 protected:
  Ran Try(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"intake", "try"});
    return RunAlone(std::move(arguments));
  }
  std::string File(const std::string& name, const std::string& content) {
    std::ofstream(scratch_.file(name)) << content;
    return scratch_.file(name);
  }

  testing::ScratchDir scratch_;
};

TEST_F(TryTest, ATextOfAPostingOfAPersonAndOfWhereSomebodyIs) {
  EXPECT_THAT(Try({"招普工20名,包吃住,5500-7000元/月", "--place", "中山小榄"}).out,
              AllOf(HasSubstr("普工"), HasSubstr("442000118"), HasSubstr("5500 元/月")));
  EXPECT_THAT(Try({"--worker", "会电焊,想去中山,5000以上"}).out,
              AllOf(HasSubstr("welding-arc"), HasSubstr("442000"), HasSubstr("5000 元/月")));
  EXPECT_THAT(Try({"--survey", "回来了", "--as-of", "2026-06-30"}).out, HasSubstr("在家 at home"));
}

TEST_F(TryTest, AFileShowsItsColumnsAndItsRowsWithoutThoseThatAreNone) {
  const std::string file =
      File("岗位.csv",
           "用工需求表,,,\n企业,岗位,工资,地点\n样例甲厂,普工,5500-7000,小榄\n同上,焊工,7000,小榄\n"
           "合计,2,,\n");
  const Ran ran = Try({"--file", file, "--division", "442000", "--as-of", "2026-06-30"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("employer_name"), HasSubstr("wage_text"),
                    HasSubstr("第 3 行 line 3: 样例甲厂 · 普工"),
                    HasSubstr("第 4 行 line 4: 样例甲厂 · 焊工"), Not(HasSubstr("第 5 行"))));
  EXPECT_THAT(Try({"--file", file, "--rows", "1"}).out, Not(HasSubstr("第 4 行")));
  const Ran json = Try({"--file", file, "--division", "442000", "--json"});
  EXPECT_THAT(json.out, AllOf(HasSubstr("\"columns\""), HasSubstr("\"lineNumber\": 4"),
                              HasSubstr("\"value\": \"5500 元/月\""), Not(HasSubstr("第 3 行"))));
  EXPECT_THAT(Try({"--file", file, "--column", "地点=ignored"}).out, HasSubstr("ignored"));
}

TEST_F(TryTest, WhichKindAFileIsOfIsToldByItsHeaders) {
  EXPECT_THAT(Try({"--file", File("去向.csv",
                                  "姓名,身份证号,务工状态,务工地点,外出时间\n"
                                  "样例甲,529999199001010019,在外务工,中山,2026-03\n")})
                  .out,
              AllOf(HasSubstr("在外 away"), HasSubstr("442000"), HasSubstr("2026-03")));
}

TEST_F(TryTest, WhatIsNoQuestionIsTold) {
  EXPECT_EQ(Try({}).exit_code, 2);
  EXPECT_EQ(Try({"普工", "--file", File("a.csv", "x\n")}).exit_code, 2);
  EXPECT_EQ(Try({"--file", File("a.csv", "企业,岗位\n"), "--column", "地点"}).exit_code, 2);
  const Ran missing = Try({"--file", scratch_.file("没有.csv")});
  EXPECT_NE(missing.exit_code, 0);
  EXPECT_THAT(missing.err, HasSubstr("没有.csv"));
}

}  // namespace
}  // namespace laowu::cli
