// In which eras a person has to be judged anew: where one is left out, nothing that the person's
// codes say has changed in it.

#include "ratio/eras.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ratio/counting.h"
#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

using Codes = std::array<std::string, 4>;

Codes CodesOf(const Era& era, const Place& place) {
  return {era.places.CodeOf(place.province), era.places.CodeOf(place.city),
          era.places.CodeOf(place.county), era.places.CodeOf(place.township)};
}

// Codes that changed, that lie where others did, that never did, and that are in no table.
std::vector<std::string> Samples(const reference::Divisions& divisions) {
  std::vector<std::string> codes = {"520221101", "520221101201", "520281001", "520222999",
                                    "442000999", "520272",       "SG",        ""};
  int turn = 0;
  for (const reference::Division& division : divisions.all()) {
    const bool changed = division.valid_until != reference::kNoEnd ||
                         divisions.FindEver(division.code).size() > 1 ||
                         division.valid_from > absl::CivilDay(1980, 1, 1);
    if (!changed && ++turn % 40 != 0) continue;
    codes.emplace_back(division.code);
    codes.push_back(absl::StrCat(division.code.substr(0, 6), "987"));
  }
  return codes;
}

TEST(ErasOfPersons, LeavesOutNoEraInWhichACodeSaysSomethingElse) {
  const auto& divisions = reference::Divisions::Get();
  TextTable texts;
  const auto ids = [&] {
    std::vector<TextId> added;
    for (const std::string& code : Samples(divisions)) added.push_back(texts.Add(code));
    return added;
  }();
  const std::vector<std::string> targets = {"520200", "520204", "520221", "520281"};
  std::vector<Era> eras = ErasOf(divisions, texts, DayNumberOf(absl::CivilDay(1985, 1, 1)),
                                 DayNumberOf(absl::CivilDay(2026, 6, 30)), targets);
  ASSERT_GT(eras.size(), 5U);
  ErasOfPersons of_persons(divisions, texts, eras);
  std::size_t left_out = 0;
  std::size_t kept = 0;
  for (const TextId code : ids) {
    for (const absl::CivilDay said :
         {absl::CivilDay(1985, 1, 1), absl::CivilDay(2018, 11, 1), absl::CivilDay(2026, 1, 1)}) {
      FactRow profile{};
      profile.kind = FactKind::kProfile;
      profile.text = code;
      profile.effective_day = DayNumberOf(said);
      const WorkerHistory history({&profile, 1}, KnownAtOf(absl::Now()));
      const PersonEras own = of_persons.Of(history);
      ASSERT_EQ(own.front(), &eras.front());
      for (Era& era : eras) {
        Era& judged_in = EraOf(own, era.first);
        const Place& place = era.places.Find(code, profile.effective_day);
        const Codes expected = CodesOf(era, place);
        const std::int32_t target = era.TargetOf(place);
        const Place& found = judged_in.places.Find(code, profile.effective_day);
        EXPECT_EQ(CodesOf(judged_in, found), expected)
            << texts.text(code) << " said on " << said << ", " << CivilDayOf(era.first);
        EXPECT_EQ(judged_in.TargetOf(found), target) << texts.text(code);
      }
      left_out += eras.size() - own.size();
      kept += own.size() - 1;
    }
  }
  EXPECT_GT(left_out, 20 * kept);
  EXPECT_GT(kept, 50U);
}

// Where the jobs are counts as well: Shuicheng was 520221 until 2020, 520204 since.
TEST(ErasOfPersons, AsksWhereTheJobsAre) {
  Story story;
  story.Worker("a", kTownX, "1990-05-01", true, "2026-01-01");
  story.Tell("a", OutcomeType::kArrived, "2019-05-01", {.workplace = "520221101"});
  const FigureQuery query = Story::Query("2026-06-30", "2026-06-30");
  Entries entries;
  for (const WorkerFact& fact : story.facts) entries.UpsertFact(fact);
  for (const Outcome& outcome : story.outcomes) entries.UpsertOutcome(outcome);
  const Question question = QuestionOf(query, entries.organizers());
  std::vector<Era> eras = ErasOf(reference::Divisions::Get(), entries.texts(),
                                 DayNumberOf(Day("2019-01-01")), question.day, {std::string(kX)});
  ErasOfPersons of_persons(reference::Divisions::Get(), entries.texts(), eras);
  ForEachPerson(entries, question.known_at, [&](const Person& person) {
    const WorkerHistory history(person.facts, question.known_at);
    EXPECT_EQ(of_persons.Of(history).size(), 1U);
    EXPECT_GT(
        of_persons.Of(history, DeriveTimeline(person.rows, question.known_at, kNewestRules)).size(),
        1U);
  });
}

}  // namespace
}  // namespace laowu::ratio
