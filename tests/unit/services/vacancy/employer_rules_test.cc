// Who an employer is and when it is blocked (vacancy_service.proto, standards.md).

#include "services/vacancy/employer_rules.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "vacancy_rows.h"

namespace laowu::vacancy {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

v1::Employer Employer(const std::string& name) {
  v1::Employer employer;
  employer.set_name(name);
  employer.set_credit_code(CreditCodeOf(name));
  return employer;
}

void AddBlock(v1::Employer& employer, absl::CivilDay start) {
  *employer.add_blocks()->mutable_start_date() = runtime::ToDate(start);
}

bool Accepts(const std::string& code, bool accept_invalid = false) {
  runtime::FieldChecks checks;
  CheckCreditCode(code, "code", accept_invalid, checks);
  return checks.ok();
}

TEST(EmployerName, IsTheCodeInLowerCaseElseADigestOfTheFoldedName) {
  EXPECT_EQ(EmployerName("91529999ABC", "x"), "employers/91529999abc");
  EXPECT_EQ(EmployerName("", " Ａ厂（中山）"), EmployerName("", "a厂(中山)"));
  EXPECT_NE(EmployerName("", "a厂"), EmployerName("", "b厂"));
  EXPECT_TRUE(IsNamedByDigest(EmployerName("", "a厂")));
  EXPECT_EQ(CreditCodeOf(EmployerName("", "a厂")), "");
  EXPECT_EQ(CreditCodeOf(EmployerName(CreditCode(1), "")), CreditCode(1));
}

// GB 32100; standards.md: refused by default, accepted with a recorded override, never mended.
TEST(CheckCreditCode, AWrongCheckCharacterIsRefusedUnlessAccepted) {
  EXPECT_TRUE(Accepts(CreditCode(1)));
  EXPECT_TRUE(Accepts(""));
  EXPECT_FALSE(Accepts(BadCreditCode()));
  EXPECT_TRUE(Accepts(BadCreditCode(), true));
  EXPECT_FALSE(Accepts("acme", true));
}

TEST(LinkAlias, TheCanonicalEmployerTakesOverTheBlocksInOrder) {
  v1::Employer alias = Employer(EmployerName("", "厂"));
  v1::Employer canonical = Employer(EmployerOf(CreditCode(1)));
  AddBlock(alias, absl::CivilDay(2026, 1, 1));
  AddBlock(canonical, absl::CivilDay(2026, 3, 1));
  ASSERT_TRUE(LinkAlias(alias, canonical));
  EXPECT_EQ(alias.alias_of(), canonical.name());
  EXPECT_EQ(CanonicalName(alias), canonical.name());
  EXPECT_EQ(CanonicalName(canonical), canonical.name());
  EXPECT_EQ(alias.credit_code(), CreditCode(1));
  EXPECT_EQ(alias.blocks_size(), 0);
  EXPECT_THAT(canonical.aliases(), ElementsAre(alias.name()));
  ASSERT_EQ(canonical.blocks_size(), 2);
  EXPECT_EQ(canonical.blocks(0).start_date().month(), 1);
}

TEST(LinkAlias, ANameStandsForOneEmployer) {
  v1::Employer alias = Employer(EmployerName("", "厂"));
  v1::Employer first = Employer(EmployerOf(CreditCode(1)));
  v1::Employer second = Employer(EmployerOf(CreditCode(2)));
  ASSERT_TRUE(LinkAlias(alias, first));
  EXPECT_FALSE(LinkAlias(alias, second));
  EXPECT_FALSE(LinkAlias(first, second));  // it has names of its own
  EXPECT_EQ(alias.alias_of(), first.name());
  EXPECT_EQ(second.aliases_size(), 0);
}

TEST(LinkAlias, HasALimit) {
  v1::Employer canonical = Employer(EmployerOf(CreditCode(1)));
  for (int i = 0; i < kAliasesMost; ++i) canonical.add_aliases("employers/n-x");
  v1::Employer alias = Employer(EmployerName("", "厂"));
  EXPECT_FALSE(LinkAlias(alias, canonical));
}

TEST(BlockOn, HoldsFromItsFirstDayToTheDayBeforeItsEnd) {
  v1::Employer employer;
  AddBlock(employer, absl::CivilDay(2026, 1, 10));
  *employer.mutable_blocks(0)->mutable_end_date() = runtime::ToDate(absl::CivilDay(2026, 1, 20));
  EXPECT_EQ(BlockOn(employer, absl::CivilDay(2026, 1, 9)), nullptr);
  EXPECT_NE(BlockOn(employer, absl::CivilDay(2026, 1, 10)), nullptr);
  EXPECT_NE(BlockOn(employer, absl::CivilDay(2026, 1, 19)), nullptr);
  EXPECT_EQ(BlockOn(employer, absl::CivilDay(2026, 1, 20)), nullptr);
  employer.mutable_blocks(0)->clear_end_date();
  EXPECT_NE(BlockOn(employer, absl::CivilDay(2100, 1, 1)), nullptr);
}

// Two blocks overlap where two names became one employer, or where one begins before the other.
// Who means to prolong a block, or to lift one that is yet to come, is told how.
TEST(WhyNoBlockOn, NamesTheBlockThatComesAndTheOneThatHasEnded) {
  v1::Employer employer;
  const absl::CivilDay july(2026, 7, 1);
  EXPECT_THAT(WhyNoBlockOn(employer, july), EndsWith("no block in force on 2026-07-01."));
  AddBlock(employer, july);
  ASSERT_TRUE(EndBlocks(employer, july + 9));
  EXPECT_THAT(WhyNoBlockOn(employer, july + 20),
              AllOf(HasSubstr("最近一条已于 2026-07-10 结束"), HasSubstr("prolongs"),
                    Not(HasSubstr("begins"))));
  AddBlock(employer, july + 31);
  EXPECT_THAT(WhyNoBlockOn(employer, july + 20),
              AllOf(HasSubstr("begins on 2026-08-01"), HasSubstr("end_date 写 2026-08-01")));
  EXPECT_TRUE(EndBlocks(employer, july + 31)) << "as it says";
  EXPECT_EQ(BlockOn(employer, july + 31), nullptr);
  EXPECT_THAT(WhyNoBlockOn(employer, july + 20), Not(HasSubstr("begins")));
  EXPECT_THAT(WhyNoBlockOn(employer, july + 40),
              AllOf(HasSubstr("to begin on 2026-08-01 was lifted"), HasSubstr("BlockEmployer")));
}

TEST(EndBlocks, LeavesNoneInForceOnThatDay) {
  const absl::CivilDay january(2026, 1, 10);
  v1::Employer employer;
  EXPECT_FALSE(EndBlocks(employer, january));
  AddBlock(employer, january);
  AddBlock(employer, january - 5);
  AddBlock(employer, january + 30);
  EXPECT_TRUE(EndBlocks(employer, january + 20));
  EXPECT_EQ(BlockOn(employer, january + 20), nullptr);
  EXPECT_NE(BlockOn(employer, january + 19), nullptr);
  EXPECT_NE(BlockOn(employer, january + 30), nullptr);  // one that is yet to come stands
  EXPECT_FALSE(EndBlocks(employer, january + 25));
  EXPECT_TRUE(EndBlocks(employer, january + 10));  // earlier than was said first
  EXPECT_EQ(BlockOn(employer, january + 10), nullptr);
}

}  // namespace
}  // namespace laowu::vacancy
