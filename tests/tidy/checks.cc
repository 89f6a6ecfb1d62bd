#include "tests/tidy/checks.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <filesystem>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "re2/re2.h"

namespace laowu::tidy {
namespace {

// Names that say nothing of what a thing does.
constexpr std::array<absl::string_view, 8> kEmptyWords = {"manager", "helper", "helpers", "util",
                                                          "utils",   "data",   "info",    "impl"};
constexpr std::array<absl::string_view, 7> kEmptyFolders = {"common", "util", "utils",  "helper",
                                                            "misc",   "lib",  "helpers"};

bool IsEmptyWord(const std::string& word) {
  return std::find(kEmptyWords.begin(), kEmptyWords.end(), word) != kEmptyWords.end();
}

bool IsVendored(absl::string_view path) {
  return absl::StartsWith(path, "proto/") && !absl::StartsWith(path, "proto/laowu/");
}

bool IsProto(absl::string_view path) { return ExtensionOf(path) == ".proto"; }

// Tables and drawings may hold any word.
bool IsTable(absl::string_view path) {
  const std::string extension = ExtensionOf(path);
  return extension == ".tsv" || extension == ".csv" || extension == ".svg" ||
         extension == ".geojson";
}

int LineCount(absl::string_view content) {
  return static_cast<int>(std::count(content.begin(), content.end(), '\n'));
}

// "WorkerDataImpl" -> worker, data, impl.
std::vector<std::string> WordsOfType(absl::string_view name) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (i == 0 || std::isupper(static_cast<unsigned char>(name[i])) != 0) words.emplace_back();
    words.back().push_back(absl::ascii_tolower(static_cast<unsigned char>(name[i])));
  }
  return words;
}

// Applies `pattern` with one group to each line; calls `on_match` with its line and text.
template <typename OnMatch>
void ForEachMatch(absl::string_view content, const RE2& pattern, OnMatch on_match) {
  int line_number = 0;
  for (absl::string_view line : absl::StrSplit(content, '\n')) {
    ++line_number;
    re2::StringPiece rest(line.data(), line.size());
    std::string group;
    while (RE2::FindAndConsume(&rest, pattern, &group)) on_match(line_number, group);
  }
}

// The files that a CMakeLists.txt names, as paths from the tree's root.
void AddNamedSources(const std::string& path, const std::string& content,
                     std::set<std::string>& named) {
  static const RE2 kSource(R"((?:^|[\s("])(\w[\w./-]*\.cc|\.\.?/[\w./-]+\.cc)\b)");
  static const RE2 kComment("#[^\n]*");
  std::string code = content;
  RE2::GlobalReplace(&code, kComment, "");
  ForEachMatch(code, kSource, [&](int, const std::string& source) {
    named.insert(
        (std::filesystem::path(FolderOf(path)) / source).lexically_normal().generic_string());
  });
}

}  // namespace

Findings CheckFileSizes(const Tree& tree, const std::vector<LongFile>& allowed) {
  Findings findings;
  std::set<std::string> used;
  for (const auto& [path, content] : tree) {
    const bool is_script = ExtensionOf(path).empty() && absl::StartsWith(content, "#!");
    if (!IsCode(path) && !IsProto(path) && !is_script && NameOf(path) != "CMakeLists.txt") continue;
    if (IsVendored(path) || LineCount(content) <= kFileLinesMax) continue;
    const bool is_allowed =
        std::any_of(allowed.begin(), allowed.end(),
                    [&, &path = path](const auto& entry) { return entry.path == path; });
    used.insert(path);
    if (is_allowed) continue;
    findings.push_back(At(path, LineCount(content),
                          absl::StrCat("more than ", kFileLinesMax,
                                       " lines: probably two things. Part it, or give a reason in "
                                       "tests/tidy/tidy_test.cc")));
  }
  for (const LongFile& entry : allowed) {
    if (!used.contains(entry.path)) {
      findings.push_back(
          At(entry.path, 1, "is not too long (or not there): strike it from the list"));
    }
    if (entry.reason.empty()) findings.push_back(At(entry.path, 1, "is allowed without a reason"));
  }
  return findings;
}

Findings CheckMarks(const Tree& tree) {
  const std::string pattern = absl::StrCat(R"(\b(?:FIX)", "ME|X", "XX|HA", R"(CK)\b)");
  Findings findings;
  for (const auto& [path, content] : tree) {
    if (IsTable(path)) continue;
    FindPattern(path, content, pattern, "finish it, or say in the docs what is missing", findings);
  }
  return findings;
}

Findings CheckTypeNames(const Tree& tree) {
  static const RE2 kCppType(
      R"(\b(?:class|struct|union|concept|enum(?:\s+(?:class|struct))?)\s+(?:\[\[\w+\]\]\s+)?(?:[A-Z_]{4,}(?:\([^)]*\))?\s+)?([A-Za-z]\w*)\s*(?:final\s*)?(?:[:;{<=]|$))");
  static const RE2 kAlias(R"(\busing\s+([A-Z]\w*)\s*=)");
  static const RE2 kProtoType(R"(^\s*(?:message|enum|service)\s+(\w+))");
  Findings findings;
  for (const auto& [path, content] : tree) {
    const auto check = [&, &path = path](int line, const std::string& name) {
      for (const std::string& word : WordsOfType(name)) {
        if (IsEmptyWord(word)) {
          findings.push_back(At(path, line,
                                absl::StrCat("type '", name, "': '", word,
                                             "' says nothing of what it does; name that")));
        }
      }
    };
    if (IsCode(path)) {
      const std::string code = CodeOnly(content);
      ForEachMatch(code, kCppType, check);
      ForEachMatch(code, kAlias, check);
    } else if (IsProto(path) && !IsVendored(path)) {
      ForEachMatch(content, kProtoType, check);
    }
  }
  return findings;
}

Findings CheckFileNames(const Tree& tree) {
  static const RE2 kName("[a-z][a-z0-9_]*");
  Findings findings;
  for (const auto& [path, content] : tree) {
    if (IsVendored(path)) continue;
    const std::vector<std::string> folders = absl::StrSplit(FolderOf(path), '/');
    for (const std::string& folder : folders) {
      if (std::find(kEmptyFolders.begin(), kEmptyFolders.end(), folder) != kEmptyFolders.end()) {
        findings.push_back(At(path, 1, absl::StrCat("a folder '", folder, "' gathers leftovers")));
      }
    }
    if (!IsCode(path) && !IsProto(path)) continue;
    const std::string stem = StemOf(path);
    if (!RE2::FullMatch(stem, kName)) {
      findings.push_back(At(path, 1, "name files in lower_case"));
    }
    const std::vector<std::string> words = absl::StrSplit(stem, '_');
    // A file may be named after the folder data/.
    if (std::any_of(words.begin(), words.end(),
                    [](const auto& word) { return word != "data" && IsEmptyWord(word); })) {
      findings.push_back(At(path, 1, "the name has an empty word (manager, helper, util, …)"));
    }
    const bool is_test = absl::StrContains(content, "\nTEST") && IsCode(path);
    if (is_test != absl::EndsWith(path, "_test.cc") && (is_test || IsCode(path))) {
      findings.push_back(At(path, 1, "files of tests, and only they, end with _test.cc"));
    }
    if (absl::EndsWith(path, "_test.cc") && !absl::StartsWith(path, "tests/")) {
      findings.push_back(At(path, 1, "tests stand below tests/"));
    }
  }
  return findings;
}

Findings CheckTypesNotUsed(const Tree& tree) {
  Findings findings;
  for (const auto& [path, content] : tree) {
    if (!IsCode(path)) continue;
    const std::string code = CodeOnly(content);
    FindPattern(path, code, R"(\babsl::(?:Reader|Writer)?(?:Mutex|MutexLock|CondVar)\b)",
                "use storage/mutex.h, which ThreadSanitizer understands", findings);
    for (const Include& include : IncludesOf(content)) {
      // It takes no lock; it says how gRPC's behave.
      if (path == "services/runtime/unwatched_locks.h") continue;
      if (include.path == "absl/synchronization/mutex.h") {
        findings.push_back(At(path, include.line, "use storage/mutex.h instead"));
      }
    }
    if (ExtensionOf(path) == ".h") {
      FindPattern(path, code, R"(\bstd::string_view\b)",
                  "use absl::string_view in interfaces; std's does not convert to it here",
                  findings);
    }
  }
  return findings;
}

Findings CheckOrphans(const Tree& tree) {
  std::set<std::string> named;
  for (const auto& [path, content] : tree) {
    if (NameOf(path) == "CMakeLists.txt") AddNamedSources(path, content, named);
  }
  Findings findings;
  for (const auto& [path, content] : tree) {
    if (ExtensionOf(path) == ".cc" && !named.contains(path)) {
      findings.push_back(At(path, 1, "no CMakeLists.txt names it, so nothing builds it"));
    }
  }
  for (const std::string& path : named) {
    if (!tree.contains(path)) {
      findings.push_back(At(path, 1, "a CMakeLists.txt names it, but it is not there"));
    }
  }
  return findings;
}

Findings CheckReadmes(const Tree& tree) {
  std::set<std::string> folders;
  for (const auto& [path, content] : tree) {
    const std::string top = path.substr(0, path.find('/'));
    if (top == path) continue;
    if (!absl::StartsWith(top, ".") && top != "cmake" && top != "docs") folders.insert(top);
    if (IsCode(path) && top != "tests") folders.insert(FolderOf(path));
  }
  Findings findings;
  for (const std::string& folder : folders) {
    if (!tree.contains(folder + "/README.md")) {
      findings.push_back(
          At(folder + "/README.md", 1,
             "is missing: what the folder is, in which order to read it, why it is so, "
             "what it does not do"));
    }
  }
  return findings;
}

Findings CheckIncludeGuards(const Tree& tree) {
  Findings findings;
  for (const auto& [path, content] : tree) {
    if (ExtensionOf(path) != ".h") continue;
    const std::string guard = absl::StrCat(
        "LAOWU_",
        absl::AsciiStrToUpper(absl::StrReplaceAll(path, {{"/", "_"}, {".", "_"}, {"-", "_"}})),
        "_");
    std::vector<std::string> lines = absl::StrSplit(absl::StripAsciiWhitespace(content), '\n');
    lines.resize(std::max<std::size_t>(lines.size(), 3));
    if (lines[0] != "#ifndef " + guard || lines[1] != "#define " + guard ||
        lines.back() != "#endif  // " + guard) {
      findings.push_back(At(path, 1,
                            absl::StrCat("include guard: #ifndef, #define and, in the last "
                                         "line, #endif  // ",
                                         guard)));
    }
  }
  return findings;
}

Findings CheckMachinePaths(const Tree& tree) {
  // Written in parts, so that this file does not find itself.
  const std::string paths =
      absl::StrCat(R"((?:^|[\s"'`=(:<,]))", "/(?:wo", "rk|ho", "me|ro", "ot|t", R"(mp)/\w+)");
  const std::string hosts = absl::StrCat("npm", R"(js\.(?:org|com)|deb\.deb)", R"(ian\.org)");
  Findings findings;
  for (const auto& [path, content] : tree) {
    if (IsTable(path)) continue;
    FindPattern(path, content, paths, "a path of one machine; take it from where it is known",
                findings);
    FindPattern(path, content, hosts, "name no package registry's host", findings);
  }
  return findings;
}

Findings CheckSleeps(const Tree& tree) {
  Findings findings;
  for (const auto& [path, content] : tree) {
    if (!IsCode(path) || !absl::StartsWith(path, "tests/")) continue;
    FindPattern(path, CodeOnly(content),
                R"(\b(?:sleep_for|sleep_until|SleepFor|u?sleep|nanosleep)\s*\()",
                "wait for a sequence or a state, not for time", findings);
  }
  return findings;
}

Findings CheckLinks(const Tree& tree) {
  static const RE2 kLink(R"(\]\(([^)#\s:]+)(?:#[^)]*)?\))");
  std::set<std::string> folders;
  for (const auto& [path, content] : tree) {
    for (std::string folder = FolderOf(path); !folder.empty(); folder = FolderOf(folder)) {
      folders.insert(folder);
    }
  }
  Findings findings;
  for (const auto& [path, content] : tree) {
    if (ExtensionOf(path) != ".md") continue;
    ForEachMatch(content, kLink, [&, &path = path](int line, const std::string& link) {
      std::string target =
          (std::filesystem::path(FolderOf(path)) / link).lexically_normal().generic_string();
      if (absl::EndsWith(target, "/")) target.pop_back();
      if (target != "." && !tree.contains(target) && !folders.contains(target)) {
        findings.push_back(
            At(path, line, absl::StrCat("link to '", link, "', which is not there")));
      }
    });
  }
  return findings;
}

}  // namespace laowu::tidy
