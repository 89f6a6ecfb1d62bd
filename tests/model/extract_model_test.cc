// The published figure against a verifier in another language. Extracts of random lives are
// written to a folder; verify_ratio.py, which knows nothing of this code, recomputes them from the
// text of the rules and must come to the same persons and the same hash; a changed extract, to
// another.

#include <gtest/gtest.h>
#include <openssl/sha.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "ratio/publication.h"
#include "ratio/ratio_book.h"
#include "tests/model/random_lives.h"
#include "tests/model/recount.h"
#include "tests/support/scratch_dir.h"

namespace laowu::ratio {
namespace {

constexpr int kWorlds = 1500;
constexpr int kWorkers = 8;
constexpr std::size_t kPageBytes = 500;  // so that there are several

// Runs the verifier; its exit status: 0 all agree, 1 one differs, 2 cannot be read.
int Verify(const std::string& arguments, const std::string& output) {
  const std::string command =
      absl::StrCat("python3 ", LAOWU_SOURCE_DIR, "/deploy/audit/verify_ratio.py --quiet ",
                   arguments, " >", output, " 2>&1");
  const int status = std::system(command.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool HasPython() { return std::system("python3 -c '' 2>/dev/null") == 0; }

std::string Read(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string HashOf(const std::string& text) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return absl::BytesToHexString(digest);
}

void Write(const std::string& folder, const std::string& name, const std::string& text) {
  std::ofstream(absl::StrCat(folder, "/", name)) << text;
}

std::string PseudonymOf(absl::string_view name) {
  return absl::StrReplaceAll(name, {{"/", "."}});  // readable where one differs
}

std::string LogOf(const RatioBook& book, const FigureQuery& query) {
  std::string log;
  ExtractPage page;
  do {
    page = book.Extract(query, page.last, kPageBytes, PseudonymOf);
    log += page.lines;
  } while (page.more);
  return log;
}

// Writes what a pack has, but for the tables.
void WritePack(const RatioBook& book, const FigureQuery& query, const std::string& folder) {
  std::filesystem::create_directories(folder);
  PublishedFigure figure;
  figure.division = query.division;
  figure.day = query.day;
  figure.known_at = query.known_at;
  figure.policy_version = std::string(reference::Policies::Get().Newest().version);
  figure.strictness = query.strictness;
  figure.boundary = query.boundary;
  figure.carry = *query.carry;
  std::vector<PersonStanding> persons = book.Standings(query);
  for (PersonStanding& person : persons) person.worker = PseudonymOf(person.worker);
  const std::string text = CanonicalText(figure, persons);
  Write(folder, "publication.txt", text);
  Write(folder, "hash.txt", HashOf(text));
  Write(folder, "log.csv", LogOf(book, query));
  Write(folder, "organizers.csv", book.ExtractOrganizers(query));
}

class ExtractModelTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!HasPython()) GTEST_SKIP() << "there is no python3";
    for (const char* table :
         {"divisions/divisions.csv", "policy/policies.csv", "policy/channels.csv"}) {
      const std::string from = absl::StrCat(LAOWU_SOURCE_DIR, "/data/", table);
      std::filesystem::copy(from, tables_.path());
    }
  }
  testing::ScratchDir tables_;
  testing::ScratchDir packs_;
};

// Many, since an extract of the figure that lacked something would show only now and then.
TEST_F(ExtractModelTest, VerifierComesToTheSamePersons) {
  std::string all;
  for (unsigned seed = 0; seed < kWorlds; ++seed) {
    RandomLives lives(seed);
    const Told told = lives.Make(kWorkers);
    RatioBook book;
    for (const auto& fact : told.facts) book.UpsertFact(fact);
    for (const auto& outcome : told.outcomes) book.UpsertOutcome(outcome);
    for (const auto& attestation : told.attestations) book.UpsertAttestation(attestation);
    for (const auto& fact : told.organizer_facts) book.UpsertOrganizerFact(fact);
    for (int i = 0; i < 2 && !told.outcomes.empty(); ++i) {
      const RecountQuestion question = lives.Ask();
      FigureQuery query;
      query.division = question.division;
      query.day = question.day;
      query.known_at = absl::FromUnixMicros(absl::ToUnixMicros(question.known_at));
      query.strictness = question.strictness;
      query.boundary = question.boundary;
      query.carry = question.carry;
      WritePack(book, query, packs_.file(absl::StrCat(seed, "-", i)));
    }
  }
  const std::string output = tables_.file("output");
  EXPECT_EQ(Verify(absl::StrCat("--tables ", tables_.path(), " ", packs_.path(), "/*"), output), 0)
      << Read(output).substr(0, 4000);
}

// A pack of somebody away: several persons of D, one of them organised.
class ChangedPack : public ExtractModelTest {
 protected:
  void SetUp() override {
    ExtractModelTest::SetUp();
    if (IsSkipped()) return;
    RatioBook book;
    RandomLives lives(7);
    const Told told = lives.Make(60);
    for (const auto& fact : told.facts) book.UpsertFact(fact);
    for (const auto& outcome : told.outcomes) book.UpsertOutcome(outcome);
    for (const auto& attestation : told.attestations) book.UpsertAttestation(attestation);
    for (const auto& fact : told.organizer_facts) book.UpsertOrganizerFact(fact);
    FigureQuery query;
    query.division = "52";
    query.day = kFirstDay + 120;
    query.known_at = absl::FromCivil(kFirstDay + 300, absl::FixedTimeZone(8 * 3600));
    query.strictness = Strictness::kAsReported;
    query.boundary = Boundary::kCounty;
    query.carry = reference::Carry::kSpell;
    ASSERT_GE(book.FiguresOf(query).organized_person_count, 1);
    WritePack(book, query, packs_.path());
  }
  int VerifyIt() {
    return Verify(absl::StrCat("--tables ", tables_.path(), " ", packs_.path()),
                  tables_.file("output"));
  }
  // Puts `to` in place of every `from`, which must be there.
  void Change(const std::string& file, const std::string& from, const std::string& to) {
    std::string text = Read(packs_.file(file));
    ASSERT_GT(absl::StrReplaceAll({{from, to}}, &text), 0) << file << " has no " << from;
    Write(packs_.path(), file, text);
  }
};

TEST_F(ChangedPack, AgreesAsItIs) { EXPECT_EQ(VerifyIt(), 0) << Read(tables_.file("output")); }

TEST_F(ChangedPack, DiffersWhenSomebodyIsPutElsewhere) {
  Change("publication.txt", " ORGANIZED\n", " NOT_ORGANIZED\n");
  EXPECT_EQ(VerifyIt(), 1);
}

// The text was changed and hashed anew: it no longer follows from the log.
TEST_F(ChangedPack, DiffersWhenTheHashIsMadeToFit) {
  Change("publication.txt", " ORGANIZED\n", " NOT_ORGANIZED\n");
  Write(packs_.path(), "hash.txt", HashOf(Read(packs_.file("publication.txt"))));
  EXPECT_EQ(VerifyIt(), 1);
}

TEST_F(ChangedPack, DiffersWhenTheLogIsChanged) {
  Change("log.csv", ",LABOUR_COMPANY,", ",SELF,");
  EXPECT_EQ(VerifyIt(), 1);
}

TEST_F(ChangedPack, DiffersWhenTheLogLacksArrivals) {
  Change("log.csv", ",ARRIVED,", ",CONFIRMED,");
  EXPECT_EQ(VerifyIt(), 1);
}

TEST_F(ChangedPack, CannotBeReadWithAnotherColumn) {
  Change("log.csv", "group,entry", "group,kind");
  EXPECT_EQ(VerifyIt(), 2);
}

}  // namespace
}  // namespace laowu::ratio
