// The readings of the tree that all checks share: what is loaded, what counts as code, what is an
// include. A mistake here would blind every check at once.

#include "tests/tidy/tree.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/scratch_dir.h"

namespace laowu::tidy {
namespace {

using ::testing::ElementsAre;
using ::testing::Key;

void Write(const std::string& path, const std::string& content) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << content;
}

TEST(LoadTree, ReadsSourcesAndLeavesOutWhatIsBuiltFetchedOrBinary) {
  laowu::testing::ScratchDir dir;
  for (const char* path : {"storage/key.h", ".ci/run", "build/dev/a.cc", ".git/config",
                           "deploy/web/node_modules/x/a.h", ".clang-format"}) {
    Write(dir.file(path), "text\n");
  }
  Write(dir.file("data/map.bin"), std::string("a\0b", 3));
  const auto tree = LoadTree(dir.path());
  ASSERT_TRUE(tree.ok()) << tree.status();
  EXPECT_THAT(*tree, ElementsAre(Key(".ci/run"), Key(".clang-format"), Key("storage/key.h")));
}

// A second working tree has a file .git that names the first one's folder.
TEST(LoadTree, LeavesOutWhereASecondWorkingTreeComesFrom) {
  laowu::testing::ScratchDir dir;
  Write(dir.file(".git"), "gitdir: elsewhere\n");
  Write(dir.file("storage/key.h"), "text\n");
  const auto tree = LoadTree(dir.path());
  ASSERT_TRUE(tree.ok()) << tree.status();
  EXPECT_THAT(*tree, ElementsAre(Key("storage/key.h")));
}

TEST(LoadTree, AMissingFolderIsAnError) {
  laowu::testing::ScratchDir dir;
  EXPECT_FALSE(LoadTree(dir.file("none")).ok());
}

TEST(Paths, Parts) {
  EXPECT_EQ(FolderOf("a/b/c.h"), "a/b");
  EXPECT_EQ(FolderOf("c.h"), "");
  EXPECT_EQ(NameOf("a/b/c.h"), "c.h");
  EXPECT_EQ(StemOf("a/b/c_rules.cc"), "c_rules");
  EXPECT_EQ(ExtensionOf("a/b.c/run"), "");
  EXPECT_EQ(ExtensionOf("a/b.proto"), ".proto");
}

TEST(CodeOnly, BlanksCommentsAndLiterals) {
  EXPECT_EQ(CodeOnly("a // b\nc"), "a     \nc");
  EXPECT_EQ(CodeOnly("a /* b\nb */ c"), "a     \n     c");
  EXPECT_EQ(CodeOnly(R"(f("b\"b", 'x', '\''))"), R"(f("    ", ' ', '  '))");
  EXPECT_EQ(CodeOnly("x = R\"q(\" // )\" )q\"; y"), "x =                ; y");
  // A digit separator opens no character.
  EXPECT_EQ(CodeOnly("1'000'000 + sleep"), "1'000'000 + sleep");
}

TEST(CodeOnly, KeepsTheLineCount) {
  EXPECT_EQ(CodeOnly("\"open\nnext \\\n/*\n\n*/\n"), "\"    \nnext \\\n  \n\n  \n");
}

TEST(IncludesOf, GivesLineAndKind) {
  const auto includes =
      IncludesOf("#include \"a/b.h\"  // why\n// #include <no>\n  # include <vector>\n");
  ASSERT_EQ(includes.size(), 2);
  EXPECT_EQ(includes[0].path, "a/b.h");
  EXPECT_FALSE(includes[0].is_angled);
  EXPECT_EQ(includes[1].path, "vector");
  EXPECT_TRUE(includes[1].is_angled);
  EXPECT_EQ(includes[1].line, 3);
}

TEST(FindPattern, NamesPathLineAndMatch) {
  Findings findings;
  FindPattern("a.h", "x\nfoo bar foo\n", "fo+", "why", findings);
  EXPECT_THAT(findings, ElementsAre("a.h:2: 'foo': why"));
}

}  // namespace
}  // namespace laowu::tidy
