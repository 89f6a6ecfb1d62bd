// The published figure against a verifier in another language. Extracts of random lives are
// written to a folder; verify_ratio.py, which knows nothing of this code, recomputes them from the
// text of the rules and must come to the same persons and the same hash; a changed extract, to
// another.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "ratio/audit_sample.h"
#include "ratio/extract.h"
#include "ratio/ratio_book.h"
#include "tests/model/packs.h"
#include "tests/model/random_lives.h"
#include "tests/model/recount.h"
#include "tests/support/scratch_dir.h"
#include "tests/unit/ratio/worked_example.h"

namespace laowu::ratio {
namespace {

constexpr int kWorlds = 1500;
constexpr int kWorkers = 8;
constexpr unsigned kSampledWorlds = 25;  // each takes two runs of a program
constexpr int kSampledWorkers = 60;

void Put(const Told& told, RatioBook& book) {
  for (const auto& fact : told.facts) book.UpsertFact(fact);
  for (const auto& outcome : told.outcomes) book.UpsertOutcome(outcome);
  for (const auto& attestation : told.attestations) book.UpsertAttestation(attestation);
  for (const auto& fact : told.organizer_facts) book.UpsertOrganizerFact(fact);
}

FigureQuery QueryOf(const RecountQuestion& question) {
  FigureQuery query;
  query.division = question.division;
  query.day = question.day;
  query.known_at = absl::FromUnixMicros(absl::ToUnixMicros(question.known_at));
  query.strictness = question.strictness;
  query.boundary = question.boundary;
  query.carry = question.carry;
  return query;
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

// Many, since an extract of the figure that lacked something would show only now and then. A third
// of the lives are crowded; by each policy in turn, so that each version of the rules is compared.
TEST_F(ExtractModelTest, VerifierComesToTheSamePersons) {
  const std::vector<reference::Policy>& policies = reference::Policies::Get().all();
  for (unsigned seed = 0; seed < kWorlds; ++seed) {
    RandomLives lives(seed, /*crowded=*/seed % 3 == 2);
    const Told told = lives.Make(kWorkers);
    RatioBook book;
    Put(told, book);
    for (unsigned i = 0; i < 2 && !told.outcomes.empty(); ++i) {
      FigureQuery query = QueryOf(lives.Ask());
      query.policy = &policies[(seed / 2 + i) % policies.size()];
      WritePack(book, query, packs_.file(absl::StrCat(seed, "-", i)));
    }
  }
  const std::string output = tables_.file("output");
  EXPECT_EQ(Verify(absl::StrCat("--tables ", tables_.path(), " ", packs_.path(), "/*"), output), 0)
      << Read(output).substr(0, 4000);
}

// What the program says of a pack; it agrees.
class WorkedPack : public ExtractModelTest, protected WorkedStory {
 protected:
  std::string SaysOf(const FigureQuery& query) {
    const std::string pack = packs_.file(absl::StrCat(++pack_count_));
    const std::string output = tables_.file("output");
    WritePack(s.book, query, pack);
    EXPECT_EQ(Verify(absl::StrCat("--tables ", tables_.path(), " ", pack), output, /*quiet=*/false),
              0)
        << Read(output);
    return Read(output);
  }

 private:
  int pack_count_ = 0;
};

TEST_F(WorkedPack, TheWorkedExampleIsRecomputedInAllThreeReadingsByEachPolicy) {
  for (const reference::Policy& policy : reference::Policies::Get().all()) {
    FigureQuery query = june;
    query.policy = &policy;
    for (const Strictness published :
         {Strictness::kAsReported, Strictness::kBroad, Strictness::kStrict}) {
      query.strictness = published;
      const std::string said = SaysOf(query);
      for (const char* line :
           {"  AS_REPORTED D 6  O 4  U 1  C 0  66.6 %", "  BROAD       D 6  O 3  U 1  C 0  50.0 %",
            "  STRICT      D 6  O 1  U 1  C 2  16.6 %", "AGREES"}) {
        EXPECT_NE(said.find(line), std::string::npos) << line << "\n" << said;
      }
    }
  }
}

TEST_F(WorkedPack, TheWorkedExampleWithATownshipBoundary) {
  FigureQuery query = june;
  query.boundary = Boundary::kTownship;
  const std::string said = SaysOf(query);
  EXPECT_NE(said.find("  BROAD       D 7  O 3  U 1  C 0  42.8 %"), std::string::npos) << said;
}

TEST_F(WorkedPack, TheWorkedExampleOfTheFirstOfAugust) {
  Resumes("2026-07-05");
  CorrectW3();
  const std::string august = SaysOf(Story::Query("2026-06-30", "2026-08-01"));
  EXPECT_NE(august.find("  BROAD       D 7  O 4  U 1  C 0  57.1 %"), std::string::npos) << august;
  const std::string as_of_june = SaysOf(june);
  EXPECT_NE(as_of_june.find("  BROAD       D 6  O 3  U 1  C 0  50.0 %"), std::string::npos)
      << as_of_june;
}

TEST_F(WorkedPack, HadW12NotResumedTheLapsedVisitTakesItOut) {
  CorrectW3();
  const std::string august = SaysOf(Story::Query("2026-06-30", "2026-08-01"));
  EXPECT_NE(august.find("  BROAD       D 6  O 3  U 1  C 0  50.0 %"), std::string::npos) << august;
}

// "Read it before you trust it" is meant: it stays as short as ratio.md wants it.
TEST(VerifierTest, HasFewerThan400Lines) {
  const std::string program = Read(LAOWU_SOURCE_DIR "/deploy/audit/verify_ratio.py");
  EXPECT_LT(std::count(program.begin(), program.end(), '\n'), 400);
  EXPECT_FALSE(program.empty());
}

// Rule 20: a month alone stands in the log as a month, and the verifier counts from its last day by
// itself. Packs of the day before and of the day agree, and only in the second is anybody away.
TEST_F(ExtractModelTest, Rule20AMonthAloneIsToldAsAMonth) {
  RatioBook book;
  WorkerFact profile;
  profile.name = "workers/a/facts/1";
  profile.worker = "workers/a";
  profile.kind = FactKind::kProfile;
  profile.effective_date = kFirstDay;
  profile.division_code = "520281001";
  profile.rural = true;
  profile.record_time = absl::FromCivil(kFirstDay, absl::FixedTimeZone(8 * 3600));
  book.UpsertFact(profile);
  Outcome arrival;
  arrival.name = "outcomes/1";
  arrival.worker = profile.worker;
  arrival.type = OutcomeType::kArrived;
  arrival.effective_date = absl::CivilDay(2026, 2, 3);
  arrival.precision = DatePrecision::kMonth;
  arrival.workplace_division_code = "442000";
  arrival.channel = reference::Channel::kSelf;
  arrival.record_time = absl::FromCivil(absl::CivilDay(2026, 3, 2), absl::FixedTimeZone(8 * 3600));
  book.UpsertOutcome(arrival);
  FigureQuery query;
  query.division = "520281";
  query.known_at = arrival.record_time + absl::Hours(24);
  query.strictness = Strictness::kBroad;
  query.boundary = Boundary::kCounty;
  query.carry = reference::Carry::kSpell;
  const std::string output = tables_.file("output");
  for (const int day : {27, 28}) {
    query.day = absl::CivilDay(2026, 2, day);
    EXPECT_EQ(book.FiguresOf(query).outbound_person_count, day == 28 ? 1 : 0);
    const std::string pack = packs_.file(absl::StrCat(day));
    WritePack(book, query, pack);
    EXPECT_NE(Read(absl::StrCat(pack, "/log.csv")).find(",ARRIVED,2026-02,2026-03-02,"),
              std::string::npos);
    EXPECT_EQ(Verify(absl::StrCat("--tables ", tables_.path(), " ", pack), output), 0)
        << Read(output);
  }
}

// Runs audit_sample.py; what it prints.
std::string Sample(const std::string& arguments, const std::string& output) {
  const std::string command =
      absl::StrCat("python3 -B ", LAOWU_SOURCE_DIR, "/deploy/audit/audit_sample.py ", arguments,
                   " >", output, " 2>&1");
  EXPECT_EQ(std::system(command.c_str()), 0) << Read(output);
  return Read(output);
}

// The persons that the book draws, as lines of the program's form, each answered by `answer_of`.
std::string FormOf(const std::vector<AuditPerson>& drawn,
                   const std::function<std::string(std::size_t)>& answer_of) {
  std::string form =
      "pseudonym,township,channel,organizer,recorded_organized,called_on,truly_organized,remark"
      "\r\n";
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const AuditPerson& person = drawn[i];
    absl::StrAppend(&form, person.worker, ",", person.division, ",", ChannelName(person.channel),
                    ",", person.organizer, ",", person.organized ? "yes" : "no");
    absl::StrAppend(&form, ",,", answer_of(i), ",\r\n");
  }
  return form;
}

// Cut, as a publication's, and what a ratio must reach rounded up; a float is short by less than
// this.
constexpr double kSlackPermille = 1e-6;
std::string Percent(double share) {
  return absl::StrFormat("%.1f %%", std::floor(1'000 * share + kSlackPermille) / 10);
}
std::string PercentAtLeast(double share) {
  return absl::StrFormat("%.1f %%", std::ceil(1'000 * share - kSlackPermille) / 10);
}

// Two programs, one sample and one corrected ratio: the service's and the one that auditors have.
TEST_F(ExtractModelTest, AuditSampleIsThatOfTheProgramOfThePack) {
  const std::string output = tables_.file("output");
  int corrected_count = 0;
  for (unsigned seed = 0; seed < kSampledWorlds; ++seed) {
    RandomLives lives(seed);
    const Told told = lives.Make(kSampledWorkers);
    RatioBook book;
    Put(told, book);
    FigureQuery query = QueryOf(lives.Ask());
    query.division = "52";
    std::vector<AuditPerson> persons = book.AuditPersons(query);
    if (persons.empty()) continue;
    const Figures figures = book.FiguresOf(query);
    ASSERT_EQ(persons.size(), static_cast<std::size_t>(figures.outbound_person_count));
    const std::string pack = packs_.file(absl::StrCat("sampled-", seed));
    WritePack(book, query, pack);
    std::filesystem::copy(tables_.path(), pack);
    const std::string hash = Read(absl::StrCat(pack, "/hash.txt"));
    const std::string form = absl::StrCat(pack, "/form.csv");
    Sample(absl::StrCat("draw ", pack, " --seed 'the ", seed, "th' --size 7 --out ", form), output);
    for (AuditPerson& person : persons) person.worker = PseudonymOf(person.worker);
    const auto drawn = DrawAuditSample(std::move(persons), 7, [&](absl::string_view name) {
      return HashOf(absl::StrCat("the ", seed, "th ", hash, " ", name));
    });
    ASSERT_EQ(Read(form), "\xEF\xBB\xBF" + FormOf(drawn, [](std::size_t) { return ""; }));

    AuditCounts counts;
    counts.drawn = static_cast<std::int64_t>(drawn.size());
    for (std::size_t i = 0; i < drawn.size(); ++i) {
      const int truly = i % 3 == 0 ? 0 : 1;
      ++(drawn[i].organized ? counts.organized : counts.others);
      (drawn[i].organized ? counts.truly_organized : counts.truly_others) += truly;
    }
    Write(pack, "form.csv", FormOf(drawn, [](std::size_t i) { return i % 3 == 0 ? "no" : "yes"; }));
    const std::string said = Sample(
        absl::StrCat("correct ", pack, " ", form, " --seed 'the ", seed, "th' --size 7"), output);
    const auto corrected =
        CorrectRatio(1.0 * figures.organized_person_count / figures.outbound_person_count, counts);
    ASSERT_EQ(corrected.has_value(), said.find("too few answers") == std::string::npos) << said;
    if (!corrected.has_value()) continue;
    ++corrected_count;
    for (const std::string& part :
         {absl::StrCat("校正值 ", Percent(corrected->ratio)),
          absl::StrCat(Percent(corrected->low), " to ", Percent(corrected->high)),
          absl::StrCat("asks for ", PercentAtLeast(corrected->needed)),
          std::string(corrected->lacks.empty() ? ": certified" : ": not certified")}) {
      EXPECT_NE(said.find(part), std::string::npos) << part << " is not in " << said;
    }
  }
  EXPECT_GE(corrected_count, 5);
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
    Put(told, book);
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
  std::string Output() const { return Read(tables_.file("output")); }
  // Puts `to` in place of every `from`, which must be there.
  void ChangeAlone(const std::string& file, const std::string& from, const std::string& to) {
    std::string text = Read(packs_.file(file));
    ASSERT_GT(absl::StrReplaceAll({{from, to}}, &text), 0) << file << " has no " << from;
    Write(packs_.path(), file, text);
  }
  // The same, and SHA256SUMS made to fit: what is left is the recomputation.
  void Change(const std::string& file, const std::string& from, const std::string& to) {
    ChangeAlone(file, from, to);
    WriteSums(packs_.path());
  }
  void Replace(const std::string& file, const std::string& text) {
    Write(packs_.path(), file, text);
    WriteSums(packs_.path());
  }
};

TEST_F(ChangedPack, AgreesAsItIs) { EXPECT_EQ(VerifyIt(), 0) << Read(tables_.file("output")); }

// As packs were before there were sums, or as one is that was taken from: never plainly AGREES.
TEST_F(ChangedPack, WithoutSumsTheSignedReadingIsCheckedAlone) {
  ASSERT_TRUE(std::filesystem::remove(packs_.file("SHA256SUMS")));
  const std::string command =
      absl::StrCat("python3 -B ", LAOWU_SOURCE_DIR, "/deploy/audit/verify_ratio.py --tables ",
                   tables_.path(), " ", packs_.path(), " >", tables_.file("output"));
  for (const bool quiet : {false, true}) {
    EXPECT_EQ(quiet ? VerifyIt() : WEXITSTATUS(std::system(command.c_str())), 1);
    EXPECT_NE(Output().find("has no SHA256SUMS"), std::string::npos) << Output();
    if (quiet) continue;
    EXPECT_NE(Output().find("AGREES 一致, the signed reading alone"), std::string::npos)
        << Output();
    EXPECT_NE(Output().find("protected by nothing"), std::string::npos) << Output();
  }
}

TEST_F(ChangedPack, DiffersWhenSomebodyIsPutElsewhere) {
  Change("publication.txt", " ORGANIZED\n", " NOT_ORGANIZED\n");
  EXPECT_EQ(VerifyIt(), 1);
}

// The text was changed and hashed anew: it no longer follows from the log.
TEST_F(ChangedPack, DiffersWhenTheHashIsMadeToFit) {
  Change("publication.txt", " ORGANIZED\n", " NOT_ORGANIZED\n");
  Replace("hash.txt", HashOf(Read(packs_.file("publication.txt"))));
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

// The hash of a publication is over one reading, here AS_REPORTED, which asks nobody for a register
// or licence: the others hang on what is under SHA256SUMS alone.
TEST_F(ChangedPack, DiffersFromItsSumsWhereTheReadingIsTheSame) {
  ChangeAlone("organizers.csv", ",REGISTERED,", ",DEREGISTERED,");
  EXPECT_EQ(VerifyIt(), 1);
  EXPECT_NE(Output().find("organizers.csv is not as SHA256SUMS says"), std::string::npos)
      << Output();
  WriteSums(packs_.path());
  EXPECT_EQ(VerifyIt(), 0) << Output();
  ASSERT_EQ(std::system(absl::StrCat("python3 -B ", LAOWU_SOURCE_DIR,
                                     "/deploy/audit/verify_ratio.py --tables ", tables_.path(), " ",
                                     packs_.path(), " >", tables_.file("output"))
                            .c_str()),
            0);
  const std::string said = Output();
  for (const std::string& line :
       {std::string("← published, under the hash"), std::string("not under the hash"),
        HashOf(Read(packs_.file("SHA256SUMS")))}) {
    EXPECT_NE(said.find(line), std::string::npos) << line << said;
  }
}

TEST_F(ChangedPack, CannotBeReadWithoutALineForEachOfItsFiles) {
  const std::string sums = Read(packs_.file("SHA256SUMS"));
  const std::string log = absl::StrCat(HashOf(Read(packs_.file("log.csv"))), "  log.csv\n");
  const std::string without = absl::StrReplaceAll(sums, {{log, ""}});
  ASSERT_NE(without, sums);
  for (const std::string& broken :
       {std::string(), without, sums + log, sums.substr(0, sums.size() - 1), sums + "\n",
        sums + std::string(64, '0') + "  ../log.csv\n", absl::StrReplaceAll(sums, {{"  ", " "}}),
        absl::StrReplaceAll(sums, {{"\n", "\r\n"}})}) {
    Write(packs_.path(), "SHA256SUMS", broken);
    EXPECT_EQ(VerifyIt(), 2) << broken;
    EXPECT_NE(Output().find("SHA256SUMS"), std::string::npos) << Output();
  }
  Write(packs_.path(), "SHA256SUMS", sums);
  EXPECT_EQ(VerifyIt(), 0);
  // A form that the server wrote has a line; what auditors lay beside has none.
  Write(packs_.path(), "calls.csv", "theirs");
  EXPECT_EQ(VerifyIt(), 0);
  Write(packs_.path(), "sample-0123456789abcdef.csv", "theirs");
  EXPECT_EQ(VerifyIt(), 2);
  std::filesystem::remove(packs_.file("sample-0123456789abcdef.csv"));
  std::filesystem::remove(packs_.file("organizers.csv"));
  EXPECT_EQ(VerifyIt(), 2);
  std::filesystem::remove(packs_.file("SHA256SUMS"));
  EXPECT_EQ(VerifyIt(), 2);
}

TEST_F(ChangedPack, CannotBeReadWhereTheLogIsDamaged) {
  const std::string log = Read(packs_.file("log.csv"));
  const std::size_t last = log.rfind('\n', log.size() - 2) + 1;
  for (const std::string& damaged :
       {log.substr(0, last + 40), log + log.substr(last), log + log.substr(last, 40),
        log.substr(0, last) + std::string("\0", 1) + log.substr(last),
        log.substr(0, last) + std::string(140'000, 'x') + log.substr(last)}) {
    Replace("log.csv", damaged);
    EXPECT_EQ(VerifyIt(), 2) << Output();
  }
  Replace("log.csv", "\xEF\xBB\xBF" + log);  // as spreadsheets save it
  EXPECT_EQ(VerifyIt(), 0) << Output();
}

// Tables that are cut or lie within themselves: told, and the packs behind them are read all the
// same.
TEST_F(ChangedPack, CannotBeReadWhereTheTablesAreDamaged) {
  for (const char* table : {"divisions.csv", "policies.csv", "channels.csv"}) {
    std::filesystem::copy(tables_.file(table), packs_.path());
  }
  const std::string output = tables_.file("output");
  WriteSums(packs_.path());
  EXPECT_EQ(Verify(packs_.path(), output), 0) << Output();
  const std::string divisions = Read(packs_.file("divisions.csv"));
  const std::string beside = tables_.file("beside");
  std::filesystem::copy(packs_.path(), beside);
  Write(beside, "hash.txt", std::string(64, '0'));
  WriteSums(beside);
  const std::size_t row = divisions.find("\n520203,") + 1;
  ASSERT_NE(row, 0U);
  const std::string cut = divisions.substr(0, row + 10);
  std::string within = divisions;
  const std::size_t parent = divisions.find(",520200,", row);
  ASSERT_LT(parent, divisions.find('\n', row));
  within.replace(parent, 8, ",520203,");
  for (const std::string& damaged : {cut, within}) {
    Replace("divisions.csv", damaged);
    EXPECT_EQ(Verify(absl::StrCat(packs_.path(), " ", beside), output), 2);
    EXPECT_NE(Output().find("cannot be read"), std::string::npos) << Output();
    EXPECT_NE(Output().find("DIFFERS"), std::string::npos) << "of the pack beside" << Output();
  }
}

}  // namespace
}  // namespace laowu::ratio
