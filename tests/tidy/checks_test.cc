// Each check on small trees made up here: what it must find, and what it must leave alone. A check
// that cannot fail is worse than none.

#include "tests/tidy/checks.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laowu::tidy {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

std::string Lines(int count) { return std::string(static_cast<std::size_t>(count), '\n'); }

TEST(CheckFileSizes, FiveHundredLinesAndNoMore) {
  EXPECT_THAT(CheckFileSizes({{"a/b.cc", Lines(kFileLinesMax)}}, {}), IsEmpty());
  EXPECT_THAT(CheckFileSizes({{"a/b.cc", Lines(kFileLinesMax + 1)}}, {}),
              ElementsAre(StartsWith("a/b.cc:501: more than 500 lines")));
  EXPECT_THAT(CheckFileSizes({{"deploy/x", "#!/bin/sh" + Lines(kFileLinesMax + 1)}}, {}),
              SizeIs(1));
  EXPECT_THAT(
      CheckFileSizes({{"data/x.tsv", Lines(9000)}, {"proto/google/a.proto", Lines(9000)}}, {}),
      IsEmpty());
}

TEST(CheckFileSizes, ExceptionsNeedAReasonAndANeed) {
  const Tree tree = {{"a/b.cc", Lines(600)}, {"a/c.cc", Lines(10)}};
  EXPECT_THAT(CheckFileSizes(tree, {{"a/b.cc", "one table"}}), IsEmpty());
  EXPECT_THAT(CheckFileSizes(tree, {{"a/b.cc", ""}}), ElementsAre(HasSubstr("without a reason")));
  EXPECT_THAT(CheckFileSizes(tree, {{"a/b.cc", "one table"}, {"a/c.cc", "was long"}}),
              ElementsAre(HasSubstr("strike it")));
}

TEST(CheckMarks, FindsThemAsWords) {
  const std::string fix = absl::StrCat("FIX", "ME");
  EXPECT_THAT(CheckMarks({{"a.md", "good\n" + fix + ": later\n"}}),
              ElementsAre(StartsWith("a.md:2: ")));
  EXPECT_THAT(CheckMarks({{"a.cc", absl::StrCat("// X", "XX\n")}}), SizeIs(1));
  EXPECT_THAT(CheckMarks({{"a.sh", "mktemp laowu.XXXXXX\n"}}), IsEmpty());
  EXPECT_THAT(CheckMarks({{"data/a.tsv", fix + "\n"}}), IsEmpty());
}

TEST(CheckTypeNames, EmptyWordsInTypes) {
  for (const char* line :
       {"class WorkerManager {", "struct RowHelper;", "enum class DataKind {",
        "class KeyUtil final : A {", "struct CallInfo", "using StoreImpl = Store;",
        "class LAOWU_LOCKABLE(\"m\") MatchUtils {"}) {
    // Literals are blanked before the search, as in the attribute's argument.
    EXPECT_THAT(CheckTypeNames({{"a/a.h", line}}), SizeIs(1)) << line;
  }
  EXPECT_THAT(CheckTypeNames({{"proto/laowu/v1/a.proto", "message WorkerInfo {"}}), SizeIs(1));
}

TEST(CheckTypeNames, WholeWordsOnlyAndOnlyOfOurs) {
  for (const char* line :
       {"class Database {", "struct Information {", "// class FooManager", "\"struct RowHelper;\"",
        "google::rpc::ErrorInfo info;", "struct Implied {", "enum class Kind {"}) {
    EXPECT_THAT(CheckTypeNames({{"a/a.h", line}}), IsEmpty()) << line;
  }
  EXPECT_THAT(CheckTypeNames({{"proto/google/rpc/a.proto", "message ErrorInfo {"}}), IsEmpty());
}

TEST(CheckFileNames, LowerCaseWithoutEmptyWords) {
  EXPECT_THAT(CheckFileNames({{"a/KeyTable.cc", ""}}), ElementsAre(HasSubstr("lower_case")));
  EXPECT_THAT(CheckFileNames({{"a/key_util.h", ""}}), ElementsAre(HasSubstr("empty word")));
  EXPECT_THAT(CheckFileNames({{"services/common/key.h", ""}}), ElementsAre(HasSubstr("leftovers")));
  EXPECT_THAT(CheckFileNames({{"a/key_table.cc", ""},
                              {"a/shared_data.h", ""},
                              {"data/x.md", ""},
                              {"a/README.md", ""}}),
              IsEmpty());
}

TEST(CheckFileNames, TestsAreCalledTestsAndStandBelowTests) {
  const std::string test = "\nTEST(A, B) {}\n";
  EXPECT_THAT(CheckFileNames({{"tests/a/key_test.cc", test}}), IsEmpty());
  EXPECT_THAT(CheckFileNames({{"tests/a/key.cc", test}}),
              ElementsAre(HasSubstr("end with _test.cc")));
  EXPECT_THAT(CheckFileNames({{"tests/a/key_test.cc", "int a;"}}),
              ElementsAre(HasSubstr("and only they")));
  EXPECT_THAT(CheckFileNames({{"a/key_test.cc", test}}), ElementsAre(HasSubstr("below tests/")));
}

TEST(CheckTypesNotUsed, MutexAndStringView) {
  EXPECT_THAT(CheckTypesNotUsed({{"a/a.cc", "absl::Mutex mutex_;"}}), SizeIs(1));
  EXPECT_THAT(CheckTypesNotUsed({{"a/a.cc", "#include \"absl/synchronization/mutex.h\""}}),
              SizeIs(1));
  EXPECT_THAT(CheckTypesNotUsed({{"a/a.h", "void F(std::string_view text);"}}), SizeIs(1));
  EXPECT_THAT(
      CheckTypesNotUsed({{"a/a.h", "// not absl::Mutex, not std::string_view\nMutex mutex_;"},
                         {"a/a.cc", "std::string_view text = library_call();"}}),
      IsEmpty());
}

TEST(CheckOrphans, EverySourceIsBuilt) {
  EXPECT_THAT(CheckOrphans({{"a/CMakeLists.txt", "laowu_library(NAME a SOURCES key.cc)"},
                            {"a/key.cc", ""},
                            {"a/batch.cc", ""}}),
              ElementsAre(HasSubstr("a/batch.cc:1: no CMakeLists.txt names it")));
  // By a folder above, and not by a comment, another file's end, or another folder's list.
  EXPECT_THAT(CheckOrphans({{"a/CMakeLists.txt", "f(b/key.cc)"}, {"a/b/key.cc", ""}}), IsEmpty());
  EXPECT_THAT(CheckOrphans({{"a/CMakeLists.txt", "# key.cc"}, {"a/key.cc", ""}}), SizeIs(1));
  EXPECT_THAT(
      CheckOrphans({{"a/CMakeLists.txt", "f(turnkey.cc)"}, {"a/key.cc", ""}, {"a/turnkey.cc", ""}}),
      SizeIs(1));
  EXPECT_THAT(CheckOrphans({{"b/CMakeLists.txt", "f(key.cc)"}, {"a/key.cc", ""}, {"b/key.cc", ""}}),
              SizeIs(1));
}

TEST(CheckOrphans, GeneratedSourcesAreNotSought) {
  EXPECT_THAT(CheckOrphans({{"a/CMakeLists.txt", "f(${out}.pb.cc ${dir}/b.cc)"}}), IsEmpty());
}

TEST(CheckOrphans, EveryNamedSourceIsThere) {
  EXPECT_THAT(CheckOrphans({{"a/CMakeLists.txt", "f(gone.cc)"}}),
              ElementsAre(HasSubstr("is not there")));
}

TEST(CheckReadmes, EveryFolderOfCodeAndOfTheFirstLevel) {
  EXPECT_THAT(CheckReadmes({{"a/key.h", ""}}), ElementsAre(HasSubstr("a/README.md:1: is missing")));
  EXPECT_THAT(CheckReadmes({{"data/b.tsv", ""}}), SizeIs(1));
  EXPECT_THAT(CheckReadmes({{"a/README.md", ""}, {"a/b/key.h", ""}}),
              ElementsAre(HasSubstr("a/b/README.md")));
  EXPECT_THAT(CheckReadmes({{"a/README.md", ""},
                            {"a/key.h", ""},
                            {"tests/README.md", ""},
                            {"tests/unit/a/key_test.cc", ""},
                            {".ci/run", ""},
                            {"cmake/A.cmake", ""},
                            {"LICENSE", ""}}),
              IsEmpty());
}

TEST(CheckIncludeGuards, NamedAfterThePath) {
  const auto header = [](const std::string& guard) {
    return absl::StrCat("#ifndef ", guard, "\n#define ", guard, "\n\nint a;\n\n#endif  // ", guard,
                        "\n");
  };
  EXPECT_THAT(CheckIncludeGuards({{"a/b_c.h", header("LAOWU_A_B_C_H_")}}), IsEmpty());
  EXPECT_THAT(CheckIncludeGuards({{"a/b_c.h", header("LAOWU_B_C_H_")}}),
              ElementsAre(HasSubstr("LAOWU_A_B_C_H_")));
  EXPECT_THAT(CheckIncludeGuards({{"a/b_c.h", "#pragma once\n"}}), SizeIs(1));
  EXPECT_THAT(CheckIncludeGuards({{"a/b_c.h", ""}}), SizeIs(1));
  EXPECT_THAT(CheckIncludeGuards({{"a/b_c.cc", ""}}), IsEmpty());
}

TEST(CheckMachinePaths, PathsAndHosts) {
  for (const std::string& line :
       {absl::StrCat("cd /wo", "rk/main"), absl::StrCat("see \"/t", "mp/x\""),
        absl::StrCat("(/ho", "me/me)"), absl::StrCat("PATH=/ro", "ot/bin"),
        absl::StrCat("https://registry.npm", "js.org/buf")}) {
    EXPECT_THAT(CheckMachinePaths({{"a.md", line}}), SizeIs(1)) << line;
  }
  for (const char* line : {"/network/x", "proto/homework/b", "../shared/data", "/etc/laowu/keys"}) {
    EXPECT_THAT(CheckMachinePaths({{"a.md", line}}), IsEmpty()) << line;
  }
}

TEST(CheckSleeps, InTestsOnly) {
  for (const char* call :
       {"std::this_thread::sleep_for(x);", "absl::SleepFor (x);", "usleep(1);", "sleep(1);"}) {
    EXPECT_THAT(CheckSleeps({{"tests/a/a_test.cc", call}}), SizeIs(1)) << call;
    EXPECT_THAT(CheckSleeps({{"services/a.cc", call}}), IsEmpty()) << call;
  }
  EXPECT_THAT(CheckSleeps({{"tests/a/a_test.cc", "// no sleep(1)\nTEST(A, DoesNotsleep_for) {}"}}),
              IsEmpty());
}

TEST(CheckLinks, FromTheFilesFolder) {
  const Tree tree = {
      {"README.md", "[a](docs/a.md) [b](docs/) [c](https://example.com/x) [d](#top)"},
      {"docs/a.md", "[up](../README.md#start)"}};
  EXPECT_THAT(CheckLinks(tree), IsEmpty());
  EXPECT_THAT(CheckLinks({{"docs/a.md", "one\n[b](b.md)"}}),
              ElementsAre(StartsWith("docs/a.md:2: link")));
}

}  // namespace
}  // namespace laowu::tidy
