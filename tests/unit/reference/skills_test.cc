// The curated list of trades and skills.

#include "reference/skills.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/support/status_matchers.h"

namespace laowu::reference {
namespace {

using ::laowu::testing::IsOk;
using ::laowu::testing::StatusIs;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

const Skills& List() { return Skills::Get(); }

TEST(SkillsTest, FindTellsNamesGroupAndAliases) {
  const Skill* skill = List().Find("welding-arc");
  ASSERT_NE(skill, nullptr);
  EXPECT_EQ(skill->name, "电焊");
  EXPECT_EQ(skill->english_name, "Arc welding");
  EXPECT_EQ(skill->group, "welding");
  EXPECT_THAT(skill->aliases, Contains("电焊工"));
  EXPECT_THAT(skill->aliases, Not(Contains("电焊")));
  EXPECT_EQ(List().Find("welding"), nullptr);  // a group
  EXPECT_EQ(List().Find(""), nullptr);
}

TEST(SkillsTest, FindGroup) {
  EXPECT_EQ(List().FindGroup("welding")->name, "焊接");
  EXPECT_EQ(List().FindGroup("welding-arc"), nullptr);
}

TEST(SkillsTest, FindByNameOrAliasIsExact) {
  EXPECT_EQ(List().FindByNameOrAlias("电焊")->code, "welding-arc");
  EXPECT_EQ(List().FindByNameOrAlias("会说普通话")->code, "languages-mandarin");
  EXPECT_EQ(List().FindByNameOrAlias("开叉车")->code, "warehouse-forklift");
  EXPECT_EQ(List().FindByNameOrAlias("车位")->code, "garments-flat");
  EXPECT_EQ(List().FindByNameOrAlias("会开叉车的人"), nullptr);
  EXPECT_EQ(List().FindByNameOrAlias(""), nullptr);
}

TEST(SkillsTest, AFewHundredInGroups) {
  EXPECT_GE(List().all().size(), 200u);
  EXPECT_LE(List().all().size(), 500u);  // curated: more would be near-duplicates
  EXPECT_GE(List().groups().size(), 20u);
  EXPECT_EQ(List().edition(), "2026-8");
}

TEST(SkillsTest, EverySkillStandsInItsGroupAndIsFoundByAllItsNames) {
  for (const Skill& skill : List().all()) {
    EXPECT_NE(List().FindGroup(skill.group), nullptr) << skill.code;
    EXPECT_TRUE(absl::StartsWith(skill.code, absl::StrCat(skill.group, "-"))) << skill.code;
    EXPECT_EQ(List().FindByNameOrAlias(skill.name), &skill);
    for (absl::string_view alias : skill.aliases) {
      EXPECT_EQ(List().FindByNameOrAlias(alias), &skill) << alias;
    }
  }
}

constexpr char kGroups[] = "# edition: test\ncode,name,english_name\nwelding,焊接,Welding\n";
constexpr char kHead[] = "# edition: test\ncode,name,english_name,group,aliases\n";
constexpr char kRow[] = "welding-arc,电焊,Arc welding,welding,电焊工|烧焊\n";

TEST(SkillsTableTest, AWellFormedListIsRead) {
  EXPECT_THAT(Skills::Parse(kGroups, absl::StrCat(kHead, kRow)), IsOk());
  EXPECT_THAT(Skills::Parse(kGroups, absl::StrCat(kHead, "w,电焊,Arc,welding,\n")), IsOk());
}

TEST(SkillsTableTest, BadSkillsAreNamed) {
  const std::string long_code(64, 'a');
  const std::string kBad[][2] = {
      {absl::StrCat(kRow, kRow), "code twice"},
      {"Welding,电焊,Arc,welding,\n", "out of form"},
      {absl::StrCat(long_code, ",电焊,Arc,welding,\n"), "out of form"},
      {"w,,Arc,welding,\n", "out of form"},
      {"w,电焊,,welding,\n", "out of form"},
      {"w,电焊,Arc,cooking,\n", "unknown group"},
      {"w,电焊,Arc,welding,电焊\n", "stands for two"},
      {absl::StrCat(kRow, "w,烧焊,Arc,welding,\n"), "stands for two"},
      {"w,电焊,Arc,welding,CO2焊\n", "not normalised"},
      {"", "group without skills"},
  };
  for (const auto& bad : kBad) {
    EXPECT_THAT(Skills::Parse(kGroups, absl::StrCat(kHead, bad[0])),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(bad[1])))
        << bad[0];
  }
  EXPECT_THAT(
      Skills::Parse(absl::StrCat(kGroups, "welding,焊接,Welding\n"), absl::StrCat(kHead, kRow)),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("group twice")));
}

}  // namespace
}  // namespace laowu::reference
