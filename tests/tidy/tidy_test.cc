// Reads this source tree and fails where it erodes: the dependency rule, sizes, names, orphans. One
// test a check, so that the name says what is wrong; what each means stands in checks.h and
// includes.h.

#include <string>

#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "tests/tidy/checks.h"
#include "tests/tidy/includes.h"
#include "tests/tidy/tree.h"

namespace laowu::tidy {
namespace {

// Files over kFileLinesMax lines, each with the reason why it is one thing.
const std::vector<LongFile>& LongFiles() {
  static const auto* const kFiles = new std::vector<LongFile>{};
  return *kFiles;
}

const Tree& SourceTree() {
  static const auto* const kTree = new absl::StatusOr<Tree>(LoadTree(LAOWU_SOURCE_DIR));
  return **kTree;
}

testing::AssertionResult IsClean(const Findings& findings) {
  if (findings.empty()) return testing::AssertionSuccess();
  return testing::AssertionFailure() << findings.size() << " findings:\n"
                                     << absl::StrJoin(findings, "\n");
}

TEST(Tidy, TheTreeIsThisOne) {
  // Were the folder wrong, all other tests would pass on nothing.
  EXPECT_TRUE(SourceTree().contains("tests/tidy/tidy_test.cc"));
  EXPECT_TRUE(SourceTree().contains("storage/CMakeLists.txt"));
  EXPECT_TRUE(SourceTree().contains(".ci/run"));
}

TEST(Tidy, DependencyRule) { EXPECT_TRUE(IsClean(CheckIncludes(SourceTree()))); }

TEST(Tidy, RulesAndRecordsStayPure) { EXPECT_TRUE(IsClean(CheckRoleLayers(SourceTree()))); }

TEST(Tidy, ProtoImports) { EXPECT_TRUE(IsClean(CheckProtoImports(SourceTree()))); }

TEST(Tidy, FileSizes) { EXPECT_TRUE(IsClean(CheckFileSizes(SourceTree(), LongFiles()))); }

TEST(Tidy, NoMarksOfUnfinishedWork) { EXPECT_TRUE(IsClean(CheckMarks(SourceTree()))); }

TEST(Tidy, TypeNames) { EXPECT_TRUE(IsClean(CheckTypeNames(SourceTree()))); }

TEST(Tidy, FileNames) { EXPECT_TRUE(IsClean(CheckFileNames(SourceTree()))); }

TEST(Tidy, TypesNotUsed) { EXPECT_TRUE(IsClean(CheckTypesNotUsed(SourceTree()))); }

TEST(Tidy, NoOrphans) { EXPECT_TRUE(IsClean(CheckOrphans(SourceTree()))); }

TEST(Tidy, ReadmeAFolder) { EXPECT_TRUE(IsClean(CheckReadmes(SourceTree()))); }

TEST(Tidy, IncludeGuards) { EXPECT_TRUE(IsClean(CheckIncludeGuards(SourceTree()))); }

TEST(Tidy, NoMachinePaths) { EXPECT_TRUE(IsClean(CheckMachinePaths(SourceTree()))); }

TEST(Tidy, NoSleepsInTests) { EXPECT_TRUE(IsClean(CheckSleeps(SourceTree()))); }

TEST(Tidy, LinksLeadSomewhere) { EXPECT_TRUE(IsClean(CheckLinks(SourceTree()))); }

}  // namespace
}  // namespace laowu::tidy
