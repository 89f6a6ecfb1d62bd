// Made-up files: the same bytes everywhere, nobody real in them, and all of it readable by the
// readers that real files go through.

#include "intake/generate/generate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "intake/file/table_reader.h"
#include "intake/table/column_map.h"
#include "intake/vacancy/vacancy_reader.h"
#include "intake/worker/worker_reader.h"
#include "tests/support/status_matchers.h"

namespace laowu::intake {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::HasSubstr;

using Generate = absl::Status (*)(const GenerateOptions&, const WriteBytes&);

std::string Text(Generate generate, GenerateOptions options) {
  std::string text;
  EXPECT_OK(generate(options, [&](absl::string_view piece) {
    text.append(piece.data(), piece.size());
    return absl::OkStatus();
  }));
  return text;
}

GenerateOptions Options(std::int64_t count, std::uint64_t seed = 7) {
  GenerateOptions options;
  options.count = count;
  options.seed = seed;
  return options;
}

// FNV-1a, so that the expected value is the same on every machine.
std::uint64_t Digest(absl::string_view text) {
  std::uint64_t hash = 14695981039346656037u;
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return hash;
}

struct Rows {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
  bool made_up = false;
};

Rows Parse(absl::string_view text) {
  Rows parsed;
  TableReader reader;
  TableRow row;
  EXPECT_OK(reader.Append(text));
  EXPECT_OK(reader.Finish());
  while (reader.Next(row)) {
    EXPECT_OK(row.status);
    if (parsed.header.empty()) {
      parsed.header = row.cells;
    } else {
      parsed.rows.push_back(row.cells);
    }
  }
  parsed.made_up = reader.made_up();
  return parsed;
}

TEST(Generate, TheSameSeedGivesTheSameBytesOnEveryMachine) {
  EXPECT_EQ(Text(GenerateWorkers, Options(200)), Text(GenerateWorkers, Options(200)));
  EXPECT_NE(Text(GenerateWorkers, Options(200)), Text(GenerateWorkers, Options(200, 8)));
  // Golden: a change here changes every generated file; say so in the changelog.
  EXPECT_EQ(Digest(Text(GenerateWorkers, Options(500))), 9444247389824730869u);
  EXPECT_EQ(Digest(Text(GenerateVacancies, Options(500))), 9770590428016242023u);
}

TEST(Generate, ALongerFileBeginsWithTheShorter) {
  EXPECT_TRUE(
      absl::StartsWith(Text(GenerateWorkers, Options(300)), Text(GenerateWorkers, Options(100))));
  EXPECT_TRUE(absl::StartsWith(Text(GenerateVacancies, Options(300)),
                               Text(GenerateVacancies, Options(100))));
}

TEST(Generate, FilesSayThatTheyAreMadeUp) {
  for (Generate generate : {&GenerateWorkers, &GenerateVacancies}) {
    const std::string text = Text(generate, Options(3));
    EXPECT_TRUE(absl::StartsWith(text, kMadeUpMarker));
    const Rows rows = Parse(text);
    EXPECT_TRUE(rows.made_up);
    EXPECT_EQ(rows.rows.size(), 3u);
  }
}

// Beyond the block of numbers that a seed has for itself, too.
TEST(Generate, IdentityNumbersAreUniqueAndOfTheUnassignedPrefix) {
  absl::flat_hash_set<std::string> seen;
  std::int64_t rows = 0;
  std::string rest;
  EXPECT_OK(GenerateWorkers(Options(140'000), [&](absl::string_view piece) {
    absl::StrAppend(&rest, piece);
    std::size_t end = 0;
    while ((end = rest.find('\n')) != std::string::npos) {
      const std::size_t at = rest.substr(0, end).find(",529999");
      if (at != std::string::npos) {
        EXPECT_TRUE(seen.insert(rest.substr(at + 1, 18)).second);
        ++rows;
      }
      rest.erase(0, end + 1);
    }
    return absl::OkStatus();
  }));
  EXPECT_EQ(rows, 140'000);
}

// Two files of made-up rows can be loaded side by side: with numbers in common the second would
// write over the first, which looks like a loss.
TEST(Generate, FilesOfTwoSeedsShareNoNumberThatTellsWhoARowIs) {
  for (const auto& [generate, column] : {std::pair<Generate, std::size_t>(&GenerateWorkers, 1),
                                         {&GenerateVacancies, 0},
                                         {&GenerateVacancies, 3}}) {
    absl::flat_hash_set<std::string> first;
    for (const auto& row : Parse(Text(generate, Options(3000, 1))).rows) first.insert(row[column]);
    for (const auto& row : Parse(Text(generate, Options(3000, 2))).rows) {
      EXPECT_FALSE(first.contains(row[column])) << row[column];
    }
  }
}

TEST(Generate, EveryWorkerIsReadWithoutLoss) {
  const Rows rows = Parse(Text(GenerateWorkers, Options(2000)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap map,
                             ColumnMap::Make(TableKind::kWorkers, rows.header));
  EXPECT_TRUE(map.unknown_headers().empty());
  const WorkerReader reader(ReadContext{Options(0).as_of, "520200", ""});
  int visible = 0;
  int with_skill = 0;
  for (const auto& cells : rows.rows) {
    const WorkerReading reading = reader.Read(map.Apply(cells));
    ASSERT_FALSE(reading.rejected())
        << reading.violations[0].field_path << " " << reading.violations[0].message;
    for (const Warning& warning : reading.warnings) {
      if (warning.reason == reason::kConsentRefused) continue;  // some say no
      ADD_FAILURE() << warning.reason << " " << warning.field_path << " " << warning.source_text;
    }
    EXPECT_EQ(reading.worker.division_code.size(), 9u);
    EXPECT_FALSE(reading.worker.desired_occupation_codes.empty());
    visible += reading.worker.legal_basis.kind == LegalBasisKind::kConsent ? 1 : 0;
    with_skill += reading.worker.skills.empty() ? 0 : 1;
  }
  EXPECT_GT(visible, 1850);
  EXPECT_GT(with_skill, 600);
}

TEST(Generate, EveryVacancyIsReadWithoutLoss) {
  const Rows rows = Parse(Text(GenerateVacancies, Options(2000)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap map,
                             ColumnMap::Make(TableKind::kVacancies, rows.header));
  EXPECT_TRUE(map.unknown_headers().empty());
  const VacancyReader reader(ReadContext{Options(0).as_of, "442000", ""});
  std::map<std::string, int> unskilled;
  for (const auto& cells : rows.rows) {
    const VacancyReading reading = reader.Read(map.Apply(cells));
    ASSERT_FALSE(reading.rejected()) << reading.violations[0].message;
    for (const Warning& warning : reading.warnings) {
      ADD_FAILURE() << warning.reason << " " << warning.field_path << " " << warning.source_text;
    }
    EXPECT_EQ(reading.vacancy.workplace_division_code.size(), 9u);
    EXPECT_FALSE(reading.vacancy.occupation_code.empty()) << reading.vacancy.title;
    EXPECT_EQ(reading.vacancy.employer_credit_code.size(), 18u);
  }
}

TEST(Generate, SharesFollowTheSurvey) {
  const Rows rows = Parse(Text(GenerateWorkers, Options(20'000)));
  int male = 0;
  int panzhou = 0;
  int over_50 = 0;
  for (const auto& cells : rows.rows) {
    male += cells[2] == "男" ? 1 : 0;
    panzhou += cells[4] == "盘州市" ? 1 : 0;
    over_50 += cells[1].substr(6, 8) <= "19750701" ? 1 : 0;
  }
  EXPECT_NEAR(male / 20'000.0, 0.624, 0.015);
  EXPECT_NEAR(panzhou / 20'000.0, 0.354, 0.015);
  EXPECT_NEAR(over_50 / 20'000.0, 0.316, 0.015);
}

TEST(Generate, OptionsAreChecked) {
  const auto refuse = [](const GenerateOptions& options, const char* says) {
    EXPECT_THAT(GenerateWorkers(options, [](absl::string_view) { return absl::OkStatus(); }),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(says)));
  };
  refuse(Options(-1), "count");
  refuse(Options(3'000'001), "count");
  GenerateOptions options = Options(1);
  options.county_code = "442000";
  refuse(options, "520281, not of 442000");
}

TEST(Generate, OneCountyAlone) {
  GenerateOptions options = Options(100);
  options.county_code = "520281";
  for (const auto& cells : Parse(Text(GenerateWorkers, options)).rows)
    EXPECT_EQ(cells[4], "盘州市");
}

TEST(Generate, AWriterThatFailsStopsIt) {
  int calls = 0;
  EXPECT_THAT(GenerateWorkers(Options(100'000),
                              [&](absl::string_view) {
                                ++calls;
                                return absl::ResourceExhaustedError("disk full");
                              }),
              StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("disk full")));
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace laowu::intake
