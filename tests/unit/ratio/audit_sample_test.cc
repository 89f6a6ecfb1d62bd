// The audit of a figure: who is drawn, in proportion and by lot alone, and what answers make of the
// ratio. That the program of audit packs does the same is held by tests/model.

#include "ratio/audit_sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;
using ::testing::SizeIs;

// 1,000 of three townships of 500, 300 and 200, as in audit_sample_test.py.
std::vector<AuditPerson> Thousand() {
  std::vector<AuditPerson> persons;
  for (int i = 0; i < 1000; ++i) {
    const char* const town = i < 500 ? "1" : i < 800 ? "2" : "3";
    persons.push_back({absl::StrFormat("p%04d", i), i % 10 < 7, town, Channel::kSelf, ""});
  }
  return persons;
}
std::string Reversed(absl::string_view name) { return {name.rbegin(), name.rend()}; }

std::vector<std::string> NamesOf(const std::vector<AuditPerson>& persons) {
  std::vector<std::string> names;
  for (const AuditPerson& person : persons) names.push_back(person.worker);
  return names;
}

TEST(AuditSample, IsInProportionToTheStrata) {
  const auto drawn = DrawAuditSample(Thousand(), 323, Reversed);
  std::map<std::string, int> towns;
  for (const AuditPerson& person : drawn) ++towns[person.division];
  // Of 161.5, 96.9 and 64.6.
  EXPECT_THAT(towns, ElementsAre(Pair("1", 161), Pair("2", 97), Pair("3", 65)));
  const auto names = NamesOf(drawn);
  EXPECT_THAT(std::set<std::string>(names.begin(), names.end()), SizeIs(323));
}

TEST(AuditSample, LotsDecideAndTheOrderOfPersonsDoesNot) {
  auto persons = Thousand();
  const auto drawn = NamesOf(DrawAuditSample(persons, 6, Reversed));
  // Three, two and one: the lowest lots, read from behind, of each township.
  EXPECT_THAT(drawn, ElementsAre("p0000", "p0100", "p0200", "p0500", "p0600", "p0800"));
  std::reverse(persons.begin(), persons.end());
  EXPECT_EQ(NamesOf(DrawAuditSample(persons, 6, Reversed)), drawn);
}

TEST(AuditSample, OfFewerAllAndOfNobodyNobody) {
  EXPECT_THAT(DrawAuditSample(Thousand(), 5000, Reversed), SizeIs(1000));
  EXPECT_THAT(DrawAuditSample({}, 323, Reversed), SizeIs(0));
}

// The stratum is that of the job that decides, of who is in D alone.
TEST(AuditSample, PersonsHaveTheStratumOfTheJobThatDecides) {
  Story story;
  for (const char* worker : {"a", "b", "c"}) story.Worker(worker);
  story.Attest(story.Tell("a", OutcomeType::kArrived, "2026-03-01",
                          {.channel = Channel::kPublicService, .organizer = "organizers/o"}),
               AttestationKind::kOrganizerRecord);
  story.Tell("a", OutcomeType::kArrived, "2026-04-01", {.channel = Channel::kSelf});
  story.Tell("b", OutcomeType::kArrived, "2026-03-01", {.channel = Channel::kApp});
  const auto persons = story.book.AuditPersons(Story::Query("2026-06-30", "2026-06-30"));
  ASSERT_THAT(persons, SizeIs(2));
  EXPECT_TRUE(persons[0].organized);
  EXPECT_EQ(persons[0].channel, Channel::kPublicService);
  EXPECT_EQ(persons[0].organizer, "organizers/o");
  EXPECT_THAT(persons[0].division, SizeIs(9));
  EXPECT_FALSE(persons[1].organized);
  EXPECT_EQ(persons[1].channel, Channel::kApp);
  EXPECT_EQ(persons[1].organizer, "");
}

struct Correction {
  const char* what;
  double recorded_ratio;
  AuditCounts counts;
  const char* said;   // ratio, low, high, needed; empty: cannot be said
  const char* lacks;  // "few" reached, "ratio", "interval"; empty: certified
};

std::string LacksText(const std::vector<AuditLack>& lacks) {
  static constexpr const char* kWords[] = {"few", "ratio", "interval"};
  return absl::StrJoin(lacks, " ", [](std::string* out, AuditLack lack) {
    absl::StrAppend(out, kWords[static_cast<std::size_t>(lack)]);
  });
}

// Figures worked out apart, by the formulas in the header.
TEST(AuditSample, AnswersCorrectTheRatio) {
  const std::vector<Correction> table = {
      // a = 0.9 from 0.8506 to 0.9344, b = 0.2 from 0.1334 to 0.2888: 0.69 less the root of
      // (0.7 * 0.0494)^2 + (0.3 * 0.0666)^2.
      {"both groups", 0.7, {323, 200, 180, 100, 20}, "69.0 65.0 72.6 74.4", "ratio interval"},
      {"all of 323 agree", 0.7, {323, 226, 226, 97, 97}, "100.0 98.4 100.0 74.2", ""},
      {"323 read 74.2", 0.78, {323, 252, 234, 71, 6}, "74.3 71.1 77.1 74.2", ""},
      {"323 read less", 0.8, {323, 258, 233, 65, 5}, "73.8 70.3 76.8 74.2", "ratio"},
      // The records say nothing: the third condition asks for more than the second.
      {"323 read 74.3 by one group", 1.0, {323, 323, 240, 0, 0}, "74.3 69.3 78.8 74.2", "interval"},
      {"323 read 75.2 by one group", 1.0, {323, 323, 243, 0, 0}, "75.2 70.2 79.6 74.2", ""},
      {"one call bears the ratio",
       0.808,
       {323, 1, 1, 62, 0},
       "80.8 16.7 81.9 79.5",
       "few interval"},
      {"one call, and all were reached",
       0.808,
       {63, 1, 1, 62, 0},
       "80.8 16.7 81.9 79.5",
       "interval"},
      {"few answers that agree",
       5.0 / 17,
       {4, 2, 2, 2, 0},
       "29.4 10.1 75.8 107.7",
       "ratio interval"},
      {"just half reached", 0.9, {200, 90, 90, 10, 5}, "95.0 90.5 97.6 77.5", ""},
      {"less than half reached", 0.9, {201, 90, 90, 10, 5}, "95.0 90.5 97.6 77.5", "few"},
      {"all organised: no others to ask",
       1.0,
       {50, 50, 25, 0, 0},
       "50.0 36.6 63.4 80.7",
       "ratio interval"},
      {"none organised", 0.0, {40, 0, 0, 40, 4}, "10.0 4.0 23.1 81.9", "ratio interval"},
      {"no organised one reached", 0.7, {323, 0, 0, 100, 20}, "", ""},
      {"no other one reached", 0.7, {323, 200, 180, 0, 0}, "", ""},
  };
  for (const Correction& row : table) {
    const auto corrected = CorrectRatio(row.recorded_ratio, row.counts);
    ASSERT_EQ(corrected.has_value(), *row.said != '\0') << row.what;
    if (!corrected.has_value()) continue;
    EXPECT_EQ(absl::StrFormat("%.1f %.1f %.1f %.1f", 100 * corrected->ratio, 100 * corrected->low,
                              100 * corrected->high, 100 * corrected->needed),
              row.said)
        << row.what;
    EXPECT_EQ(LacksText(corrected->lacks), row.lacks) << row.what;
  }
}

}  // namespace
}  // namespace laowu::ratio
