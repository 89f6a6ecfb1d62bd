// Employers: blocks, codes learned later, names that stand for one employer.

#include <set>

#include "absl/strings/ascii.h"
#include "services/vacancy/employer_rules.h"
#include "vacancy_fixture.h"

namespace laowu::vacancy {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::CivilDay kJuly(2026, 7, 1);

class EmployerTest : public VacancyFixture {
 protected:
  v1::Employer Read(const std::string& name) {
    const auto employer = GetEmployer(name);
    EXPECT_OK(employer);
    return employer.value_or(v1::Employer());
  }
  absl::StatusOr<v1::Employer> UpdateEmployer(const v1::Employer& employer,
                                              const std::vector<std::string>& mask = {},
                                              bool accept_invalid = false,
                                              const std::string& request_id = "") {
    v1::UpdateEmployerRequest request;
    *request.mutable_employer() = employer;
    for (const std::string& path : mask) request.mutable_update_mask()->add_paths(path);
    request.set_accept_invalid_credit_code(accept_invalid);
    request.set_request_id(request_id);
    return role_.Call(kCity, &Stub::UpdateEmployer, request);
  }
  absl::StatusOr<v1::Employer> StateCode(const std::string& name, const std::string& code,
                                         bool accept_invalid = false) {
    v1::Employer employer;
    employer.set_name(name);
    employer.set_credit_code(code);
    return UpdateEmployer(employer, {}, accept_invalid);
  }
  absl::StatusOr<v1::Employer> Unblock(const std::string& name, absl::CivilDay end) {
    v1::UnblockEmployerRequest request;
    request.set_name(name);
    *request.mutable_end_date() = runtime::ToDate(end);
    return role_.Call(kCity, &Stub::UnblockEmployer, request);
  }

  const std::string by_name_ = EmployerName("", kFactory);
  const std::string by_code_ = EmployerOf(CreditCode(1));
};

TEST_F(EmployerTest, AreListedInOrderOfNameInPages) {
  v1::Vacancy row = Row("b-1");
  row.set_employer(by_code_);
  row.set_employer_display_name("另一厂");
  ASSERT_OK(Import(kZhongshan, {Row(), row}));
  v1::ListEmployersRequest request;
  request.set_page_size(1);
  LAOWU_ASSERT_OK_AND_ASSIGN(auto page, role_.Call(kPanzhou, &Stub::ListEmployers, request));
  ASSERT_EQ(page.employers_size(), 1);
  EXPECT_EQ(page.employers(0).name(), by_code_);
  EXPECT_EQ(page.employers(0).credit_code(), CreditCode(1));
  request.set_page_token(page.next_page_token());
  LAOWU_ASSERT_OK_AND_ASSIGN(page, role_.Call(kPanzhou, &Stub::ListEmployers, request));
  ASSERT_EQ(page.employers_size(), 1);
  EXPECT_EQ(page.employers(0).name(), by_name_);
  EXPECT_EQ(page.next_page_token(), "");
}

TEST_F(EmployerTest, AreFoundByAPartOfTheShownName) {
  std::vector<v1::Vacancy> rows;
  for (const char* name : {"中山市光明灯饰有限公司", "光明（ＡＢＣ）玩具厂", "样例五金"}) {
    rows.push_back(Row(absl::StrCat("r-", rows.size())));
    rows.back().set_employer_display_name(name);
  }
  ASSERT_OK(Import(kZhongshan, rows));
  const auto found = [&](const std::string& text, int page_size) {
    std::set<std::string> names;
    v1::ListEmployersRequest request;
    request.set_text(text);
    request.set_page_size(page_size);
    do {
      const auto page = role_.Call(kPanzhou, &Stub::ListEmployers, request);
      EXPECT_OK(page);
      if (!page.ok()) break;
      EXPECT_LE(page->employers_size(), page_size);
      for (const auto& employer : page->employers()) {
        EXPECT_TRUE(names.insert(employer.display_name()).second) << employer.display_name();
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return names;
  };
  for (const int page_size : {1, 2, 50}) {
    EXPECT_THAT(found("光明", page_size),
                ElementsAre("中山市光明灯饰有限公司", "光明（ＡＢＣ）玩具厂"));
    EXPECT_THAT(found("明(abc) 玩", page_size), ElementsAre("光明（ＡＢＣ）玩具厂"));
    EXPECT_THAT(found("没有这家", page_size), IsEmpty());
    EXPECT_THAT(found(" ", page_size), SizeIs(3));
  }
  v1::ListEmployersRequest request;
  request.set_text(std::string(200, 'x'));
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::ListEmployers, request),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(EmployerTest, TheShownNameChangesAndTheNameStays) {
  Create(kZhongshan, Row());
  v1::Employer employer = Read(by_name_);
  employer.set_display_name("中山样例五金");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto changed, UpdateEmployer(employer, {"display_name"}));
  EXPECT_EQ(changed.name(), by_name_);
  EXPECT_EQ(changed.display_name(), "中山样例五金");
  EXPECT_THAT(UpdateEmployer(employer, {"display_name"}),
              StatusIs(absl::StatusCode::kAborted));  // its etag is old
  employer.clear_etag();
  EXPECT_THAT(UpdateEmployer(employer, {"blocks"}), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(EmployerTest, ACodeStatedForANameMakesTheNameAnAlias) {
  Create(kZhongshan, Row());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto alias, StateCode(by_name_, CreditCode(1)));
  EXPECT_EQ(alias.name(), by_name_);
  EXPECT_EQ(alias.alias_of(), by_code_);
  EXPECT_EQ(alias.credit_code(), CreditCode(1));
  const v1::Employer canonical = Read(by_code_);
  EXPECT_THAT(canonical.aliases(), ElementsAre(by_name_));
  EXPECT_EQ(canonical.display_name(), kFactory);
  EXPECT_EQ(canonical.alias_of(), "");
  EXPECT_OK(StateCode(by_name_, absl::AsciiStrToLower(CreditCode(1))));  // says the same
  EXPECT_THAT(StateCode(by_name_, CreditCode(2)), StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(EmployerTest, ARowThatStatesACodeForANameKnownLinksIt) {
  Create(kZhongshan, Row());
  v1::Vacancy row = Row("b-1");
  row.set_employer(by_code_);
  row.set_employer_display_name(" 中山市样例五金厂(样例)");  // folds to the same
  Create(kDongguan, row);
  EXPECT_EQ(Read(by_name_).alias_of(), by_code_);
  EXPECT_THAT(Read(by_code_).aliases(), ElementsAre(by_name_));
  EXPECT_THAT(Audits().back().resources(), ElementsAre("offices/dongguan", by_name_));
}

TEST_F(EmployerTest, NameAndCodeInOneMessageAreLinkedWhicheverComesFirst) {
  v1::Vacancy row = Row("b-1");
  row.set_employer(by_code_);
  ASSERT_OK(Import(kZhongshan, {Row(), row}));
  EXPECT_EQ(Read(by_name_).alias_of(), by_code_);
}

// Two firms may bear one name; the name stays with the first, and nothing is undone by a row.
TEST_F(EmployerTest, AnotherCodeForTheNameDoesNotMoveIt) {
  Create(kZhongshan, Row());
  ASSERT_OK(StateCode(by_name_, CreditCode(1)));
  v1::Vacancy row = Row("b-1");
  row.set_employer(EmployerOf(CreditCode(2)));
  Create(kDongguan, row);
  EXPECT_EQ(Read(by_name_).alias_of(), by_code_);
  EXPECT_THAT(Read(EmployerOf(CreditCode(2))).aliases(), IsEmpty());
}

// standards.md: refused by default, accepted with a recorded override, never mended.
TEST_F(EmployerTest, AWrongCheckCharacterIsAcceptedOnlyByAnOverrideOnRecord) {
  Create(kZhongshan, Row());
  EXPECT_THAT(StateCode(by_name_, BadCreditCode()),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("check")));
  v1::Vacancy row = Row("b-1");
  row.set_employer(EmployerOf(BadCreditCode()));
  EXPECT_EQ(ImportOne(kZhongshan, row).result(), v1::ImportResult::REJECTED);

  LAOWU_ASSERT_OK_AND_ASSIGN(const auto alias, StateCode(by_name_, BadCreditCode(), true));
  EXPECT_EQ(alias.credit_code(), BadCreditCode());
  const auto audit = Audits().back();
  EXPECT_EQ(audit.principal(), kCity);
  EXPECT_EQ(audit.purpose(), "accept_invalid_credit_code");
  EXPECT_THAT(audit.fields(), ElementsAre("credit_code"));
  EXPECT_EQ(ImportOne(kZhongshan, row).result(), v1::ImportResult::CREATED);
  EXPECT_THAT(StateCode(by_name_, "acme", true), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(EmployerTest, ACodeIsANameAndNeitherChangesNorGoes) {
  v1::Vacancy row = Row();
  row.set_employer(by_code_);
  Create(kZhongshan, row);
  EXPECT_THAT(StateCode(by_code_, CreditCode(2)), StatusIs(absl::StatusCode::kInvalidArgument));
  v1::Employer employer;
  employer.set_name(by_code_);
  EXPECT_THAT(UpdateEmployer(employer, {"credit_code"}),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(StateCode("employers/n-nobody", CreditCode(2)),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(EmployerTest, ABlockIsDatedAndStaysOnRecord) {
  Create(kZhongshan, Row());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto blocked, Block(by_name_, kJuly));
  ASSERT_EQ(blocked.blocks_size(), 1);
  EXPECT_EQ(blocked.blocks(0).recorded_by(), kCity);
  EXPECT_THAT(Block(by_name_, kJuly + 5), StatusIs(absl::StatusCode::kFailedPrecondition));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto ended, Unblock(by_name_, kJuly + 10));
  ASSERT_EQ(ended.blocks_size(), 1);
  EXPECT_EQ(ended.blocks(0).end_date().day(), 11);
  EXPECT_THAT(Unblock(by_name_, kJuly + 20), StatusIs(absl::StatusCode::kFailedPrecondition));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Block(by_name_, kJuly + 10));
  EXPECT_EQ(again.blocks_size(), 2);
}

TEST_F(EmployerTest, ARetryOfABlockMeetsItsOwnRecord) {
  Create(kZhongshan, Row());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Block(by_name_, kJuly, kRequestId));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto retry, Block(by_name_, kJuly, kRequestId));
  EXPECT_EQ(retry.etag(), first.etag());
}

TEST_F(EmployerTest, ABlockSaidAgainIsTheOneThatHolds) {
  Create(kZhongshan, Row());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Block(by_name_, kJuly));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Block(by_name_, kJuly));
  EXPECT_EQ(again.etag(), first.etag());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto ended, Unblock(by_name_, kJuly + 10));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto ended_again, Unblock(by_name_, kJuly + 10));
  EXPECT_EQ(ended_again.etag(), ended.etag());
  EXPECT_THAT(Block(by_name_, kJuly), StatusIs(absl::StatusCode::kFailedPrecondition))
      << "it has ended: an answer of OK would tell of a block that does not hold";
}

TEST_F(EmployerTest, ABlockByAnAliasStandsWithTheEmployer) {
  Create(kZhongshan, Row());
  ASSERT_OK(StateCode(by_name_, CreditCode(1)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto blocked, Block(by_name_, kJuly));
  EXPECT_EQ(blocked.name(), by_code_);
  EXPECT_EQ(Read(by_code_).blocks_size(), 1);
  EXPECT_EQ(Read(by_name_).blocks_size(), 1);
  EXPECT_OK(Unblock(by_name_, kJuly + 3));
  EXPECT_TRUE(Read(by_code_).blocks(0).has_end_date());
  EXPECT_TRUE(Read(by_name_).blocks(0).has_end_date());
}

// A vacancy bears the name that it came with: who looks that up must not read "not blocked".
TEST_F(EmployerTest, AnAliasShowsTheBlocksThatHoldForIt) {
  Create(kZhongshan, Row());
  ASSERT_OK(StateCode(by_name_, CreditCode(1)));
  ASSERT_OK(Block(by_code_, kJuly));
  const v1::Employer alias = Read(by_name_);
  EXPECT_EQ(alias.alias_of(), by_code_);
  ASSERT_EQ(alias.blocks_size(), 1);
  EXPECT_EQ(alias.blocks(0).DebugString(), Read(by_code_).blocks(0).DebugString());
  for (const char* text : {"", kFactory}) {
    v1::ListEmployersRequest request;
    request.set_text(text);
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto list,
                               role_.Call(kPanzhou, &Stub::ListEmployers, request));
    ASSERT_EQ(list.employers_size(), 2);
    for (const auto& employer : list.employers()) EXPECT_EQ(employer.blocks_size(), 1);
  }
  // It stands once: what is written of the alias has none, and an update of it adds none.
  v1::Employer renamed = alias;
  renamed.clear_etag();
  renamed.set_display_name("样例五金");
  ASSERT_OK(UpdateEmployer(renamed, {"display_name"}));
  ASSERT_OK(Unblock(by_code_, kJuly + 1));
  ASSERT_EQ(Read(by_name_).blocks_size(), 1);
  EXPECT_TRUE(Read(by_name_).blocks(0).has_end_date());
}

TEST_F(EmployerTest, ABlockOfANameMovesToTheEmployerWhenItsCodeIsLearned) {
  Create(kZhongshan, Row());
  ASSERT_OK(Block(by_name_, kJuly));
  ASSERT_OK(StateCode(by_name_, CreditCode(1)));
  EXPECT_EQ(Read(by_code_).blocks_size(), 1);
  EXPECT_EQ(Read(by_name_).blocks_size(), 1);
}

// A blocked employer must not come back by leaving off its code.
TEST_F(EmployerTest, ABlockHoldsForTheNameAlone) {
  v1::Vacancy row = Row();
  row.set_employer(by_code_);
  Create(kZhongshan, row);
  ASSERT_OK(Block(by_code_, kJuly));
  EXPECT_EQ(Read(by_name_).alias_of(), by_code_);
  Create(kDongguan, Row());
  EXPECT_EQ(Read(by_name_).alias_of(), by_code_);
}

// Two who learn of one employer at once: neither record is lost.
TEST_F(EmployerTest, ALinkAndABlockAtOnceBothHold) {
  Create(kZhongshan, Row());
  Overtake([&] { EXPECT_OK(Block(by_name_, kJuly)); });
  ASSERT_OK(StateCode(by_name_, CreditCode(1)));
  EXPECT_EQ(Read(by_code_).blocks_size(), 1);
  EXPECT_EQ(Read(by_name_).blocks_size(), 1);
}

// One mistyped digit, and a firm of another name would stand for this one, with its blocks.
TEST_F(EmployerTest, TheCodeOfAFirmOfAnotherNameIsRefusedUnlessThatNameIsStated) {
  v1::Vacancy other = Row("b-1");
  other.set_employer(by_code_);
  other.set_employer_display_name("拟森物业（样例）");
  Create(kDongguan, other);
  Create(kZhongshan, Row());
  ASSERT_OK(Block(by_name_, kJuly));
  const absl::Status refused = StateCode(by_name_, CreditCode(1)).status();
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr(by_code_)));
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr("拟森物业（样例）")));
  EXPECT_EQ(Read(by_name_).alias_of(), "");
  EXPECT_EQ(Read(by_name_).blocks_size(), 1);
  EXPECT_EQ(Read(by_code_).blocks_size(), 0);
  v1::Employer meant;
  meant.set_name(by_name_);
  meant.set_credit_code(CreditCode(1));
  meant.set_display_name("拟森物业(样例)");  // folds to the same
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto alias, UpdateEmployer(meant));
  EXPECT_EQ(alias.alias_of(), by_code_);
  EXPECT_EQ(Read(by_code_).blocks_size(), 1);
  EXPECT_OK(UpdateEmployer(meant)) << "sent again";
}

TEST_F(EmployerTest, OfficesChangeNoEmployer) {
  Create(kZhongshan, Row());
  v1::UpdateEmployerRequest request;
  request.mutable_employer()->set_name(by_name_);
  request.mutable_employer()->set_display_name("x");
  EXPECT_THAT(role_.Call(kZhongshan, &Stub::UpdateEmployer, request),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_OK(GetEmployer(by_name_));
}

TEST_F(EmployerTest, AUsedRequestIdWithOtherContentIsRefused) {
  ASSERT_OK(Import(kZhongshan, {Row()}));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Block(by_name_, kJuly, kRequestId));
  EXPECT_THAT(Block(by_name_, kJuly + 1, kRequestId),
              ::testing::AnyOf(StatusIs(absl::StatusCode::kAlreadyExists),
                               StatusIs(absl::StatusCode::kFailedPrecondition)));
  v1::Employer employer;
  employer.set_name(by_name_);
  employer.set_display_name("改了名的厂");
  EXPECT_THAT(UpdateEmployer(employer, {}, false, kRequestId),
              StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(Read(by_name_).etag(), first.etag());
}

}  // namespace
}  // namespace laowu::vacancy
