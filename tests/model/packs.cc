#include "tests/model/packs.h"

#include <openssl/sha.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "ratio/extract.h"
#include "ratio/publication.h"

namespace laowu::ratio {
namespace {

constexpr std::size_t kPageBytes = 500;  // so that there are several

std::string LogOf(const RatioBook& book, const FigureQuery& query) {
  std::string log;
  ExtractPage page;
  do {
    page = book.Extract(query, page.last, kPageBytes, PseudonymOf);
    log += page.lines;
  } while (page.more);
  return log;
}

}  // namespace

bool HasPython() { return std::system("python3 -c '' 2>/dev/null") == 0; }

int Verify(const std::string& arguments, const std::string& output, bool quiet) {
  const std::string command =
      absl::StrCat("python3 -B ", LAOWU_SOURCE_DIR, "/deploy/audit/verify_ratio.py ",
                   quiet ? "--quiet " : "", arguments, " >", output, " 2>&1");
  const int status = std::system(command.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string Read(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

void Write(const std::string& folder, const std::string& name, const std::string& text) {
  std::ofstream(absl::StrCat(folder, "/", name)) << text;
}

std::string HashOf(const std::string& text) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return absl::BytesToHexString(digest);
}

void WriteSums(const std::string& folder) {
  std::string sums;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    const std::string name = file.path().filename().string();
    if (name == "SHA256SUMS") continue;
    absl::StrAppend(&sums, HashOf(Read(file.path().string())), "  ", name, "\n");
  }
  Write(folder, "SHA256SUMS", sums);
}

std::string PseudonymOf(absl::string_view name) { return absl::StrReplaceAll(name, {{"/", "."}}); }

void WritePack(const RatioBook& book, const FigureQuery& query, const std::string& folder) {
  std::filesystem::create_directories(folder);
  const reference::Policy& policy =
      query.policy != nullptr ? *query.policy : reference::Policies::Get().Newest();
  PublishedFigure figure;
  figure.division = query.division;
  figure.day = query.day;
  figure.known_at = query.known_at;
  figure.policy_version = std::string(policy.version);
  if (query.strictness != Strictness::kUnspecified) figure.strictness = query.strictness;
  if (query.boundary != Boundary::kUnspecified) figure.boundary = query.boundary;
  figure.carry = query.carry.value_or(policy.carry);
  std::vector<PersonStanding> persons = book.Standings(query);
  for (PersonStanding& person : persons) person.worker = PseudonymOf(person.worker);
  const std::string text = CanonicalText(figure, persons);
  Write(folder, "publication.txt", text);
  Write(folder, "hash.txt", HashOf(text));
  Write(folder, "log.csv", LogOf(book, query));
  Write(folder, "organizers.csv", book.ExtractOrganizers(query));
  WriteSums(folder);
}

}  // namespace laowu::ratio
