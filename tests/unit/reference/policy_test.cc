// The policies of the organised ratio: the channel table of ratio.md, and what a table must hold.

#include "reference/policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "reference/divisions.h"
#include "tests/support/status_matchers.h"

namespace laowu::reference {
namespace {

using ::laowu::testing::IsOk;
using ::laowu::testing::StatusIs;
using ::testing::HasSubstr;

TEST(PolicyTest, The2026PolicyIsTheOneOfRatioMd) {
  const Policy* policy = Policies::Get().Find("2026-1");
  ASSERT_NE(policy, nullptr);
  EXPECT_EQ(policy->target_percent, 70);
  EXPECT_EQ(policy->provisional_below_coverage_percent, 95);
  EXPECT_EQ(policy->min_evidence_broad, 2);
  EXPECT_EQ(policy->min_evidence_strict, 4);
  EXPECT_EQ(policy->carry, Carry::kSpell);
  EXPECT_EQ(policy->rules_version, 1);
  EXPECT_TRUE(policy->statutory_duty_suffices);
  EXPECT_EQ(policy->effective_from, absl::CivilDay(2026, 1, 1));
}

TEST(PolicyTest, ChannelTable) {
  const Policy& policy = *Policies::Get().Find("2026-1");
  const struct {
    Channel channel;
    bool broad, strict, registered, licensed;
  } kTable[] = {
      {Channel::kUnspecified, false, false, false, false},
      {Channel::kPublicService, true, true, false, false},
      {Channel::kCooperationStation, true, true, false, false},
      {Channel::kLabourCompany, true, true, true, true},
      {Channel::kCooperative, true, false, true, false},
      {Channel::kBroker, true, false, true, false},
      {Channel::kTraining, true, true, false, false},
      {Channel::kDirectHire, false, false, false, false},
      {Channel::kSelf, false, false, false, false},
      {Channel::kRelatives, false, false, false, false},
      {Channel::kApp, false, false, false, false},
      {Channel::kUnknown, false, false, false, false},
  };
  static_assert(std::size(kTable) == kChannelCount);
  for (const auto& row : kTable) {
    const ChannelRule& rule = policy.rule(row.channel);
    SCOPED_TRACE(static_cast<int>(row.channel));
    EXPECT_EQ(rule.counts_as_broad, row.broad);
    EXPECT_EQ(rule.counts_as_strict, row.strict);
    EXPECT_EQ(rule.needs_registered_organizer, row.registered);
    EXPECT_EQ(rule.needs_licence_in_force, row.licensed);
  }
}

// Rules were mended (ratio/README.md); what counts is as it was.
TEST(PolicyTest, TheSecondPolicyOf2026DiffersFromTheFirstByItsRulesAlone) {
  const Policy& first = *Policies::Get().Find("2026-1");
  const Policy& second = *Policies::Get().Find("2026-2");
  EXPECT_EQ(first.rules_version, 1);
  EXPECT_EQ(second.rules_version, 2);
  EXPECT_EQ(second.divisions_edition, first.divisions_edition);
  EXPECT_EQ(second.carry, first.carry);
  EXPECT_EQ(second.target_percent, first.target_percent);
  EXPECT_EQ(second.provisional_below_coverage_percent, first.provisional_below_coverage_percent);
  EXPECT_EQ(second.min_evidence_broad, first.min_evidence_broad);
  EXPECT_EQ(second.min_evidence_strict, first.min_evidence_strict);
  EXPECT_EQ(second.statutory_duty_suffices, first.statutory_duty_suffices);
  for (std::size_t i = 0; i < first.channels.size(); ++i) {
    SCOPED_TRACE(i);
    EXPECT_EQ(second.channels[i].counts_as_broad, first.channels[i].counts_as_broad);
    EXPECT_EQ(second.channels[i].counts_as_strict, first.channels[i].counts_as_strict);
    EXPECT_EQ(second.channels[i].needs_registered_organizer,
              first.channels[i].needs_registered_organizer);
    EXPECT_EQ(second.channels[i].needs_licence_in_force, first.channels[i].needs_licence_in_force);
  }
}

TEST(PolicyTest, EveryPolicyNamesTheDivisionsThatAreCompiledIn) {
  for (const Policy& policy : Policies::Get().all()) {
    EXPECT_EQ(policy.divisions_edition, Divisions::Get().edition()) << policy.version;
  }
}

TEST(PolicyTest, NewestIsTheLastOneAndUnknownVersionsAreNone) {
  EXPECT_EQ(Policies::Get().Newest().version, "2026-2");
  EXPECT_EQ(Policies::Get().Find("2025-1"), nullptr);
  EXPECT_EQ(Policies::Get().Find(""), nullptr);
}

constexpr char kPolicyHead[] =
    "# edition: test\n"
    "version,effective_from,divisions_edition,rules_version,carry,target_percent,"
    "provisional_below_coverage_percent,min_evidence_broad,min_evidence_strict,"
    "statutory_duty_suffices\n";
constexpr char kPolicyRow[] = "1,2026-01-01,e,1,JOB,70,95,2,4,no\n";

std::string Channels(absl::string_view version) {
  std::string text;
  for (const char* name :
       {"UNSPECIFIED", "PUBLIC_SERVICE", "COOPERATION_STATION", "LABOUR_COMPANY", "COOPERATIVE",
        "BROKER", "TRAINING", "DIRECT_HIRE", "SELF", "RELATIVES", "APP", "UNKNOWN"}) {
    absl::StrAppend(&text, version, ",", name, ",no,no,no,no\n");
  }
  return text;
}

constexpr char kChannelHead[] =
    "# edition: test\n"
    "policy,channel,counts_as_broad,counts_as_strict,needs_registered_organizer,"
    "needs_licence_in_force\n";

TEST(PolicyTableTest, TheNewestOfSeveralIsTheLatest) {
  const std::string policies =
      absl::StrCat(kPolicyHead, kPolicyRow, "2,2026-07-01,e,1,SPELL,70,95,2,4,no\n");
  const std::string channels = absl::StrCat(kChannelHead, Channels("1"), Channels("2"));
  const absl::StatusOr<Policies> parsed = Policies::Parse(policies, channels);
  ASSERT_THAT(parsed, IsOk());
  EXPECT_EQ(parsed->Newest().version, "2");
  EXPECT_EQ(parsed->Find("1")->carry, Carry::kJob);
}

TEST(PolicyTableTest, BadPoliciesAreNamed) {
  const std::string channels = absl::StrCat(kChannelHead, Channels("1"));
  const struct {
    const char* row;
    const char* complaint;
  } kBad[] = {
      {"1,2026-01-01,e,1,LIFE,70,95,2,4,no\n", "carry"},
      {"1,2026-01-01,e,1,JOB,101,95,2,4,no\n", "out of range"},
      {"1,2026-01-01,e,1,JOB,70,95,4,2,no\n", "out of range"},
      {"1,2026-01-01,e,1,JOB,70,95,2,6,no\n", "out of range"},
      {"1,2026-01-01,e,0,JOB,70,95,2,4,no\n", "out of range"},
      {"1,2026-01-01,e,1,JOB,-70,95,2,4,no\n", "not a count"},
      {"1,2026-13-01,e,1,JOB,70,95,2,4,no\n", "not a day"},
      {"1,2026-01-01,e,1,JOB,70,95,2,4,maybe\n", "neither yes nor no"},
      {"2,2026-01-01,e,1,JOB,70,95,2,4,no\n", "not every channel"},
      {"", "none"},
  };
  for (const auto& bad : kBad) {
    const std::string policies = absl::StrCat(kPolicyHead, bad.row);
    EXPECT_THAT(Policies::Parse(policies, channels),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(bad.complaint)))
        << bad.row;
  }
}

TEST(PolicyTableTest, BadChannelTablesAreNamed) {
  const std::string policies = absl::StrCat(kPolicyHead, kPolicyRow);
  const std::string good = Channels("1");
  const struct {
    std::string rows;
    const char* complaint;
  } kBad[] = {
      {absl::StrReplaceAll(good, {{"1,APP,no,no,no,no\n", ""}}), "out of order"},
      {absl::StrReplaceAll(good, {{"1,UNKNOWN,no,no,no,no\n", ""}}), "not every channel"},
      {absl::StrReplaceAll(good, {{"BROKER", "UNCLE"}}), "UNCLE"},
      {absl::StrReplaceAll(good, {{"1,APP,no,no,no,no", "1,APP,no,yes,no,no"}}), "strict but not"},
      {absl::StrReplaceAll(good, {{"1,APP,no,no,no,no", "1,APP,no,no,no,yes"}}), "licence but no"},
      {absl::StrCat(good, "9,APP,no,no,no,no\n"), "policy that there is not"},
  };
  for (const auto& bad : kBad) {
    EXPECT_THAT(Policies::Parse(policies, absl::StrCat(kChannelHead, bad.rows)),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(bad.complaint)));
  }
}

}  // namespace
}  // namespace laowu::reference
