#include "tests/tidy/includes.h"

#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "re2/re2.h"

namespace laowu::tidy {
namespace {

struct Row {
  absl::string_view files;    // prefix of paths; the longest that matches counts
  absl::string_view allowed;  // libraries by blanks; "*" for all; "+" adds to the shorter prefix's
};

// Words for several libraries at once.
constexpr absl::string_view kSystem = "std absl clock files posix basics";
constexpr absl::string_view kRole = "proto grpc storage reference services/runtime";

constexpr std::array<Row, 36> kTable = {{
    {"storage/", "SYSTEM storage"},
    {"storage/rocksdb_", "+ rocksdb"},
    {"storage/postgres_", "+ pqxx"},
    {"reference/", "std files absl reference"},
    {"ratio/", "std files absl pages reference ratio"},
    {"matcher/", "std absl pages matcher"},
    {"matcher/huge_pages.cc", "+ posix"},
    // Which of its folders a folder of intake may see, its CMakeLists.txt says.
    {"intake/", "std absl basics reference intake re2"},
    {"intake/file/", "+ files iconv libzip expat xlsxwriter"},
    {"intake/file/file_bytes", "+ posix zlib"},
    {"services/runtime/",
     "SYSTEM proto grpc storage reference openssl re2 spdlog prometheus services/runtime"},
    // Messages as the matcher's rows, for the two roles that ask it.
    {"services/runtime/match_rows", "+ matcher"},
    {"services/vacancy/", "SYSTEM ROLE intake services/vacancy"},
    {"services/worker/", "SYSTEM ROLE openssl services/worker"},
    {"services/placement/", "SYSTEM ROLE ratio matcher services/placement"},
    {"services/intake/", "SYSTEM ROLE intake ratio services/intake"},
    {"services/intake/packed.cc", "+ zlib"},
    {"services/match/", "SYSTEM ROLE matcher services/match"},
    {"services/monitoring/", "SYSTEM ROLE ratio services/monitoring"},
    // CSV as all other tables for people have it.
    {"services/monitoring/audit_pack_files.cc", "+ intake"},
    {"services/monitoring/ratio_gauges", "+ prometheus"},
    {"services/monitoring/webhook", "+ httplib"},
    {"services/reference/", "SYSTEM ROLE services/reference"},
    {"services/admin/", "SYSTEM ROLE services/admin"},
    {"services/gateway/",
     "SYSTEM proto grpc reference httplib openssl services/runtime services/gateway"},
    {"services/cli/", "SYSTEM proto grpc reference intake CLI11 services/runtime services/cli"},
    {"services/cli/commands_admin", "+ storage"},
    // Any method from its descriptor, as the HTTP door does it; and the server itself.
    {"services/cli/commands_call", "+ services/gateway"},
    {"services/cli/commands_serve", "+ services"},
    {"services/main.", "*"},
    {"services/elsewhere.", "*"},
    {"services/process.", "*"},
    {"services/roles.", "*"},
    {"services/serve.", "*"},
    {"services/start_checks.", "*"},
    {"tests/", "*"},
}};

struct Known {
  absl::string_view prefix;
  absl::string_view library;
};

constexpr std::array<Known, 32> kKnown = {{
    // In storage/ because it came first there; they know nothing of it.
    {"storage/mutex.h", "basics"},
    {"storage/status_macros.h", "basics"},
    {"matcher/huge_pages.h", "pages"},  // likewise in matcher/
    {"absl/time/clock.h", "clock"},
    {"absl/", "absl"},
    {"google/protobuf/", "proto"},
    {"grpc/", "grpc"},
    {"grpcpp/", "grpc"},
    {"grpc++/", "grpc"},
    {"rocksdb/", "rocksdb"},
    {"pqxx/", "pqxx"},
    {"re2/", "re2"},
    {"openssl/", "openssl"},
    {"spdlog/", "spdlog"},
    {"prometheus/", "prometheus"},
    {"CLI/", "CLI11"},
    {"httplib.h", "httplib"},
    {"zip.h", "libzip"},
    {"iconv.h", "iconv"},
    {"expat.h", "expat"},
    {"xlsxwriter.h", "xlsxwriter"},
    {"zlib.h", "zlib"},
    {"gtest/", "test"},
    {"gmock/", "test"},
    {"benchmark/", "test"},
    {"jemalloc/", "test"},
    {"chrono", "clock"},
    {"ctime", "clock"},
    {"time.h", "clock"},
    {"sys/time.h", "clock"},
    {"fstream", "files"},
    {"filesystem", "files"},
}};

constexpr std::array<absl::string_view, 6> kOurFolders = {"storage", "reference", "ratio",
                                                          "matcher", "intake",    "tests"};

bool Matches(absl::string_view path, absl::string_view prefix) {
  return absl::EndsWith(prefix, "/") ? absl::StartsWith(path, prefix) : path == prefix;
}

std::set<std::string> Words(absl::string_view text) {
  return absl::StrSplit(text, ' ', absl::SkipEmpty());
}

// The libraries that `path` may include; none where the table has no row for it.
std::optional<std::set<std::string>> AllowedFor(absl::string_view path) {
  std::vector<Row> rows;  // by growing prefix
  for (const Row& row : kTable) {
    if (!absl::StartsWith(path, row.files)) continue;
    auto at = rows.begin();
    while (at != rows.end() && at->files.size() < row.files.size()) ++at;
    rows.insert(at, row);
  }
  if (rows.empty()) return std::nullopt;
  std::set<std::string> allowed;
  for (const Row& row : rows) {
    std::set<std::string> of_row = Words(row.allowed);
    if (of_row.erase("SYSTEM") > 0) of_row.merge(Words(kSystem));
    if (of_row.erase("ROLE") > 0) of_row.merge(Words(kRole));
    if (of_row.erase("+") == 0) allowed.clear();
    allowed.merge(of_row);
  }
  return allowed;
}

// Test programs are no libraries, so their sources include each other by bare name.
bool IsNeighbourInTests(const Tree& tree, absl::string_view path, const Include& include) {
  return absl::StartsWith(path, "tests/") && !include.is_angled &&
         tree.contains(absl::StrCat(FolderOf(path), "/", include.path));
}

// All that `path` reaches through headers of ours: (library, chain of files that leads to it).
void Reach(const Tree& tree, const std::string& path, const std::string& chain,
           std::set<std::string>& seen, std::vector<std::array<std::string, 2>>& reached) {
  const auto file = tree.find(path);
  if (file == tree.end() || !seen.insert(path).second) return;
  for (const Include& include : IncludesOf(file->second)) {
    const std::string next = absl::StrCat(chain, " > ", include.path);
    reached.push_back({LibraryOf(include), next});
    Reach(tree, include.path, next, seen, reached);
  }
}

}  // namespace

std::string LibraryOf(const Include& include) {
  const absl::string_view path = include.path;
  if (absl::EndsWith(path, ".grpc.pb.h")) return "grpc";
  if (absl::EndsWith(path, ".pb.h")) return "proto";
  for (const Known& known : kKnown) {
    if (Matches(path, known.prefix)) return std::string(known.library);
  }
  const std::vector<std::string> parts = absl::StrSplit(path, '/');
  if (!include.is_angled) {
    if (parts[0] == "services")
      return parts.size() > 2 ? absl::StrCat("services/", parts[1]) : "services";
    for (absl::string_view folder : kOurFolders) {
      if (parts[0] == folder && parts.size() > 1) return std::string(folder);
    }
    return "";
  }
  if (!absl::StrContains(path, '.')) return parts.size() == 1 ? "std" : "";
  const bool is_system = parts.size() == 1 || parts[0] == "sys" || parts[0] == "netinet" ||
                         parts[0] == "arpa" || parts[0] == "linux";
  return is_system && absl::EndsWith(path, ".h") ? "posix" : "";
}

Findings CheckIncludes(const Tree& tree) {
  Findings findings;
  for (const auto& [path, content] : tree) {
    if (!IsCode(path)) continue;
    const auto allowed = AllowedFor(path);
    if (!allowed.has_value()) {
      findings.push_back(
          At(path, 1, "its folder has no row in the include table (tests/tidy/includes.cc)"));
      continue;
    }
    for (const Include& include : IncludesOf(content)) {
      if (IsNeighbourInTests(tree, path, include)) continue;
      const std::string library = LibraryOf(include);
      if (library.empty()) {
        findings.push_back(At(path, include.line,
                              absl::StrCat("'", include.path,
                                           "' belongs to nothing that the include "
                                           "table knows (tests/tidy/includes.cc)")));
      } else if (!allowed->contains(library) && !allowed->contains("*")) {
        findings.push_back(At(path, include.line,
                              absl::StrCat("may not include '", include.path, "' (", library,
                                           "): the dependency rule")));
      }
    }
  }
  return findings;
}

Findings CheckRoleLayers(const Tree& tree) {
  Findings findings;
  for (const auto& [path, content] : tree) {
    if (!IsCode(path) || !absl::StartsWith(path, "services/")) continue;
    const bool is_rules = absl::EndsWith(StemOf(path), "_rules");
    if (!is_rules && !absl::EndsWith(StemOf(path), "_records")) continue;
    std::set<std::string> seen;
    std::vector<std::array<std::string, 2>> reached;
    Reach(tree, path, path, seen, reached);
    for (const auto& [library, chain] : reached) {
      if (library == "grpc" || (is_rules && library == "storage")) {
        findings.push_back(
            At(path, 1, absl::StrCat("reaches ", library, ", which it may not: ", chain)));
      }
    }
  }
  return findings;
}

Findings CheckProtoImports(const Tree& tree) {
  static const RE2 kImport("^import (?:public )?\"([^\"]+)\";.*$");
  Findings findings;
  for (const auto& [path, content] : tree) {
    if (!absl::StartsWith(path, "proto/laowu/") || ExtensionOf(path) != ".proto") continue;
    int line_number = 0;
    for (absl::string_view line : absl::StrSplit(content, '\n')) {
      ++line_number;
      std::string imported;
      if (!RE2::FullMatch(re2::StringPiece(line.data(), line.size()), kImport, &imported)) continue;
      const bool is_internal = absl::StartsWith(path, "proto/laowu/internal/");
      if (!absl::StartsWith(imported, "google/") && !absl::StartsWith(imported, "laowu/")) {
        findings.push_back(At(path, line_number, absl::StrCat("may not import '", imported, "'")));
      } else if (!is_internal && absl::StartsWith(imported, "laowu/internal/")) {
        findings.push_back(
            At(path, line_number,
               absl::StrCat("imports '", imported, "': stored form is never on the wire")));
      }
    }
  }
  return findings;
}

}  // namespace laowu::tidy
