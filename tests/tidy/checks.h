#ifndef LAOWU_TESTS_TIDY_CHECKS_H_
#define LAOWU_TESTS_TIDY_CHECKS_H_

// What no compiler checks: sizes, names, words, orphans. Each check reads a tree and says what is
// wrong; none for a clean tree.

#include <string>
#include <vector>

#include "tests/tidy/tree.h"

namespace laowu::tidy {

inline constexpr int kFileLinesMax = 500;

// A file that may be longer, with the reason why it is one thing.
struct LongFile {
  std::string path;
  std::string reason;
};

// Code, protos, scripts and build files have at most kFileLinesMax lines; an entry of the list that
// is no longer needed, or gives no reason, is a finding too.
Findings CheckFileSizes(const Tree& tree, const std::vector<LongFile>& allowed);

// No marks of unfinished work, in any file of text.
Findings CheckMarks(const Tree& tree);

// No Manager, Helper, Util, Data, Info or Impl as a word of a type or message of ours.
Findings CheckTypeNames(const Tree& tree);

// lower_case names without those words; no folder for leftovers (common, util, …); tests end with
// _test.cc and stand below tests/.
Findings CheckFileNames(const Tree& tree);

// storage::Mutex rather than absl::Mutex (ThreadSanitizer does not see through the latter here),
// and absl::string_view in headers (std::string_view does not convert to it here).
Findings CheckTypesNotUsed(const Tree& tree);

// Every .cc is named in a CMakeLists.txt of its folder or one above, by its path from there: a test
// that is not built cannot fail.
Findings CheckOrphans(const Tree& tree);

// Every folder with code and every folder of the first level has a README.md. The folders below
// tests/ share the one of tests/; cmake/ and docs/ need none.
Findings CheckReadmes(const Tree& tree);

// #ifndef and #define LAOWU_PATH_FILE_H_ first, #endif with the name last.
Findings CheckIncludeGuards(const Tree& tree);

// No path of one machine and no package registry's host, in any file of text.
Findings CheckMachinePaths(const Tree& tree);

// Tests wait for a condition, never for time.
Findings CheckSleeps(const Tree& tree);

// Links from one .md file to a file of the tree lead somewhere.
Findings CheckLinks(const Tree& tree);

}  // namespace laowu::tidy

#endif  // LAOWU_TESTS_TIDY_CHECKS_H_
