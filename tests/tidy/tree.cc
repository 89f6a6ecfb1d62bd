#include "tests/tidy/tree.h"

#include <cctype>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "re2/re2.h"

namespace laowu::tidy {
namespace {

namespace fs = std::filesystem;

bool IsSkippedFolder(const std::string& name) {
  return name == "build" || name == "node_modules" || name == "dist" ||
         (absl::StartsWith(name, ".") && name != ".ci");
}

// Scans C++ and keeps what is code. Each Skip… starts at its opening and ends behind its close.
class Blanker {
 public:
  explicit Blanker(absl::string_view text) : text_(text) { out_.reserve(text.size()); }

  std::string Run() {
    while (at_ < text_.size()) {
      if (absl::StartsWith(Rest(), "//")) {
        BlankUntil(text_.find('\n', at_));
      } else if (absl::StartsWith(Rest(), "/*")) {
        BlankPast(text_.find("*/", at_ + 2), 2);
      } else if (absl::StartsWith(Rest(), "R\"") && !IsWord(Before())) {
        SkipRaw();
      } else if (text_[at_] == '"' || (text_[at_] == '\'' && !IsWord(Before()))) {
        SkipQuoted(text_[at_]);
      } else {
        out_.push_back(text_[at_++]);
      }
    }
    return std::move(out_);
  }

 private:
  static bool IsWord(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  }
  absl::string_view Rest() const { return text_.substr(at_); }
  char Before() const { return at_ == 0 ? '\n' : text_[at_ - 1]; }

  void BlankUntil(std::size_t end) {
    for (; at_ < text_.size() && at_ < end; ++at_) out_.push_back(text_[at_] == '\n' ? '\n' : ' ');
  }
  void BlankPast(std::size_t close, std::size_t width) {
    BlankUntil(close == absl::string_view::npos ? close : close + width);
  }
  void SkipRaw() {
    const std::size_t open = text_.find('(', at_);
    if (open == absl::string_view::npos) return BlankUntil(open);
    const std::string close = absl::StrCat(")", text_.substr(at_ + 2, open - at_ - 2), "\"");
    BlankPast(text_.find(close, open), close.size());
  }
  void SkipQuoted(char quote) {
    out_.push_back(text_[at_++]);
    while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
      BlankUntil(at_ + (text_[at_] == '\\' ? 2 : 1));
    }
    if (at_ < text_.size()) out_.push_back(text_[at_++]);
  }

  const absl::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

absl::StatusOr<Tree> LoadTree(const std::string& root) {
  std::error_code error;
  fs::recursive_directory_iterator walk(root, error);
  if (error) return absl::NotFoundError(absl::StrCat(root, ": ", error.message()));
  Tree tree;
  for (; walk != fs::recursive_directory_iterator(); walk.increment(error)) {
    if (error) return absl::InternalError(absl::StrCat(root, ": ", error.message()));
    if (walk->is_directory() && IsSkippedFolder(walk->path().filename().string())) {
      walk.disable_recursion_pending();
    }
    if (!walk->is_regular_file()) continue;
    if (walk->path().filename() == ".git") continue;  // of a second working tree: a path, no text
    std::ifstream in(walk->path(), std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    std::string content = bytes.str();
    if (absl::StrContains(content, '\0')) continue;
    tree.emplace(fs::relative(walk->path(), root).generic_string(), std::move(content));
  }
  return tree;
}

std::string FolderOf(absl::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(slash == absl::string_view::npos ? "" : path.substr(0, slash));
}

std::string NameOf(absl::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(slash == absl::string_view::npos ? path : path.substr(slash + 1));
}

std::string StemOf(absl::string_view path) {
  const std::string name = NameOf(path);
  return name.substr(0, name.rfind('.'));
}

std::string ExtensionOf(absl::string_view path) {
  const std::string name = NameOf(path);
  const std::size_t dot = name.rfind('.');
  return dot == std::string::npos ? "" : name.substr(dot);
}

bool IsCode(absl::string_view path) {
  return absl::EndsWith(path, ".h") || absl::EndsWith(path, ".cc");
}

std::string CodeOnly(absl::string_view content) { return Blanker(content).Run(); }

std::vector<Include> IncludesOf(absl::string_view content) {
  static const RE2 kInclude(R"(^\s*#\s*include\s*([<"])([^">]+)[">].*$)");
  std::vector<Include> includes;
  int line_number = 0;
  for (absl::string_view line : absl::StrSplit(content, '\n')) {
    ++line_number;
    std::string bracket;
    Include include;
    if (!RE2::FullMatch(re2::StringPiece(line.data(), line.size()), kInclude, &bracket,
                        &include.path)) {
      continue;
    }
    include.line = line_number;
    include.is_angled = bracket == "<";
    includes.push_back(std::move(include));
  }
  return includes;
}

void FindPattern(absl::string_view path, absl::string_view content, const std::string& pattern,
                 absl::string_view message, Findings& findings) {
  const RE2 expression(absl::StrCat("(", pattern, ")"));
  int line_number = 0;
  for (absl::string_view line : absl::StrSplit(content, '\n')) {
    ++line_number;
    std::string match;
    if (RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), expression, &match)) {
      findings.push_back(At(path, line_number, absl::StrCat("'", match, "': ", message)));
    }
  }
}

std::string At(absl::string_view path, int line, absl::string_view message) {
  return absl::StrCat(path, ":", line, ": ", message);
}

}  // namespace laowu::tidy
