#ifndef LAOWU_TESTS_TIDY_TREE_H_
#define LAOWU_TESTS_TIDY_TREE_H_

// The source tree as text, and the few readings of it that the checks share. Thread-compatible.

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace laowu::tidy {

// Path from the tree's root ("storage/key.h") -> content. A fake tree is written down in place.
using Tree = std::map<std::string, std::string>;

// "path:line: what is wrong and what to do", in the order of paths.
using Findings = std::vector<std::string>;

// Reads all files below `root`, but not built, fetched or hidden folders (.ci is read), and no
// binary files. NOT_FOUND where `root` is no folder.
absl::StatusOr<Tree> LoadTree(const std::string& root);

// "a/b/c.h" -> "a/b", "c.h", "c" and ".h"; "" where there is none.
std::string FolderOf(absl::string_view path);
std::string NameOf(absl::string_view path);
std::string StemOf(absl::string_view path);
std::string ExtensionOf(absl::string_view path);

// C++ of ours: .h or .cc.
bool IsCode(absl::string_view path);

// The C++ in `content` with comments and the insides of literals replaced by blanks, line by line,
// so that a word found in it is a word of the program.
std::string CodeOnly(absl::string_view content);

struct Include {
  int line = 0;  // from 1
  std::string path;
  bool is_angled = false;
};
std::vector<Include> IncludesOf(absl::string_view content);

// One Finding for each match of `pattern` (RE2) in `content`, at its line.
void FindPattern(absl::string_view path, absl::string_view content, const std::string& pattern,
                 absl::string_view message, Findings& findings);

// The finding's text.
std::string At(absl::string_view path, int line, absl::string_view message);

}  // namespace laowu::tidy

#endif  // LAOWU_TESTS_TIDY_TREE_H_
