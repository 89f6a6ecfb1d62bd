// A vacancy of a blocked employer, or under a name that resembles one's, is told, and taken.

#include "services/vacancy/employer_rules.h"
#include "vacancy_fixture.h"

namespace laowu::vacancy {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kReason[] = "EMPLOYER_RESEMBLES_BLOCKED";
constexpr char kItself[] = "EMPLOYER_BLOCKED";
constexpr char kLamps[] = "中山市光明灯饰有限公司";

class BlockedEmployersTest : public VacancyFixture {
 protected:
  static v1::Vacancy RowOf(const std::string& reference, const std::string& employer) {
    v1::Vacancy row = Row(reference);
    row.set_employer_display_name(employer);
    return row;
  }
  // Of kLamps, blocked since `start`; its name.
  std::string BlockLamps(absl::CivilDay start = kToday) {
    Create(kZhongshan, RowOf("lamps", kLamps));
    const std::string name = EmployerName("", kLamps);
    EXPECT_OK(Block(name, start));
    return name;
  }
  static std::vector<std::string> Reasons(
      const google::protobuf::RepeatedPtrField<v1::Warning>& warnings) {
    std::vector<std::string> reasons;
    for (const v1::Warning& warning : warnings) reasons.push_back(warning.reason());
    return reasons;
  }
  std::vector<std::string> ReasonsOfRow(const std::string& reference, const std::string& employer) {
    const v1::ImportResult result = ImportOne(kDongguan, RowOf(reference, employer));
    EXPECT_EQ(result.result(), v1::ImportResult::CREATED) << result.DebugString();
    return Reasons(result.warnings());
  }
};

TEST_F(BlockedEmployersTest, AnotherSpellingIsTakenAndToldByWhicheverDoor) {
  EXPECT_THAT(ReasonsOfRow("a", "光明灯饰（中山）厂"), IsEmpty()) << "nobody is blocked";
  const std::string blocked = BlockLamps();
  const v1::ImportResult row = ImportOne(kDongguan, RowOf("b", "光明灯饰有限责任公司"));
  EXPECT_EQ(row.result(), v1::ImportResult::CREATED);
  ASSERT_THAT(Reasons(row.warnings()), ElementsAre(kReason));
  EXPECT_EQ(row.warnings(0).field_path(), "employer_display_name");
  EXPECT_THAT(row.warnings(0).message(), HasSubstr(kLamps));
  EXPECT_THAT(row.warnings(0).related_names(), ElementsAre(blocked));

  v1::CreateVacancyRequest request;
  request.set_parent("offices/zhongshan");
  *request.mutable_vacancy() = RowOf("c", "中山光明灯饰");
  LAOWU_ASSERT_OK_AND_ASSIGN(v1::Vacancy made,
                             role_.Call(kZhongshan, &Stub::CreateVacancy, request));
  EXPECT_THAT(Reasons(made.warnings()), ElementsAre(kReason));
  made.set_employer_display_name("星辰玩具厂");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto other, Update(made, {"employer_display_name"}));
  EXPECT_THAT(other.warnings(), IsEmpty());
  made.clear_etag();
  made.set_employer_display_name("光明灯饰");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto back, Update(made, {"employer_display_name"}));
  EXPECT_THAT(Reasons(back.warnings()), ElementsAre(kReason));
}

// Before, a vacancy of the blocked employer itself was taken in silence and matched nobody.
TEST_F(BlockedEmployersTest, TheBlockedEmployerItselfIsToldWithTheReasonByWhicheverDoor) {
  const std::string blocked = BlockLamps();
  const v1::ImportResult row = ImportOne(kDongguan, RowOf("a", "中山市光明灯饰 有限公司"));
  EXPECT_EQ(row.result(), v1::ImportResult::CREATED);
  ASSERT_THAT(Reasons(row.warnings()), ElementsAre(kItself));
  EXPECT_EQ(row.warnings(0).field_path(), "employer_display_name");
  EXPECT_THAT(row.warnings(0).message(), HasSubstr("欠薪"));
  EXPECT_THAT(row.warnings(0).message(), HasSubstr("until the block is ended"));
  EXPECT_THAT(row.warnings(0).related_names(), ElementsAre(blocked));

  v1::CreateVacancyRequest request;
  request.set_parent("offices/zhongshan");
  *request.mutable_vacancy() = RowOf("c", kLamps);
  LAOWU_ASSERT_OK_AND_ASSIGN(v1::Vacancy made,
                             role_.Call(kZhongshan, &Stub::CreateVacancy, request));
  EXPECT_THAT(Reasons(made.warnings()), ElementsAre(kItself));
  made.set_title("质检员");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto changed, Update(made, {"title"}));
  EXPECT_THAT(Reasons(changed.warnings()), ElementsAre(kItself));

  // With an end that is known, until then; on that day no more.
  v1::UnblockEmployerRequest unblock;
  unblock.set_name(blocked);
  *unblock.mutable_end_date() = runtime::ToDate(kToday + 5);
  ASSERT_OK(role_.Call(kCity, &Stub::UnblockEmployer, unblock));
  const v1::ImportResult dated = ImportOne(kDongguan, RowOf("d", kLamps));
  ASSERT_THAT(Reasons(dated.warnings()), ElementsAre(kItself));
  EXPECT_THAT(dated.warnings(0).message(),
              HasSubstr("matches nobody before " + runtime::DateText(kToday + 5)));
  MoveTo(kToday + 5);
  EXPECT_THAT(ReasonsOfRow("e", kLamps), IsEmpty());
}

TEST_F(BlockedEmployersTest, OtherFirmsAreNotToldAndANameThatJoinsACodeIsTheBlockedOne) {
  BlockLamps();
  EXPECT_THAT(ReasonsOfRow("b", "东莞市光明灯饰有限公司"), IsEmpty()) << "of another city";
  EXPECT_THAT(ReasonsOfRow("c", "中山市星辰灯饰有限公司"), IsEmpty());
  v1::Vacancy with_code = RowOf("d", kLamps);
  with_code.set_employer(EmployerOf(CreditCode(1)));
  const v1::ImportResult linked = ImportOne(kDongguan, with_code);
  EXPECT_THAT(Reasons(linked.warnings()), ElementsAre(kItself)) << "the name becomes the code's";
  EXPECT_EQ(GetEmployer(EmployerOf(CreditCode(1)))->blocks_size(), 1);
}

// A name is with one code for good: under another one the same name is another employer.
TEST_F(BlockedEmployersTest, TheSameNameUnderAnotherCodeIsTold) {
  v1::Vacancy first = RowOf("a", kLamps);
  first.set_employer(EmployerOf(CreditCode(1)));
  Create(kZhongshan, first);
  ASSERT_OK(Block(EmployerOf(CreditCode(1)), kToday));
  v1::Vacancy second = RowOf("b", kLamps);
  second.set_employer(EmployerOf(CreditCode(2)));
  const v1::ImportResult told = ImportOne(kDongguan, second);
  EXPECT_EQ(told.result(), v1::ImportResult::CREATED);
  EXPECT_THAT(Reasons(told.warnings()), ElementsAre(kReason));
}

TEST_F(BlockedEmployersTest, FollowsBlocksThatBeginAndEndAndNamesThatAreAdded) {
  const std::string name = BlockLamps(kToday + 3);
  EXPECT_THAT(ReasonsOfRow("a", "光明灯饰厂"), IsEmpty()) << "not yet";
  MoveTo(kToday + 3);
  EXPECT_THAT(ReasonsOfRow("b", "光明灯饰"), ElementsAre(kReason));
  v1::UpdateEmployerRequest renamed;
  renamed.mutable_employer()->set_name(name);
  renamed.mutable_employer()->set_display_name("晨曦照明电器");
  ASSERT_OK(role_.Call(kCity, &Stub::UpdateEmployer, renamed));
  EXPECT_THAT(ReasonsOfRow("c", "中山晨曦照明电器有限公司"), ElementsAre(kReason));
  v1::UnblockEmployerRequest unblock;
  unblock.set_name(name);
  *unblock.mutable_end_date() = runtime::ToDate(kToday + 3);
  ASSERT_OK(role_.Call(kCity, &Stub::UnblockEmployer, unblock));
  EXPECT_THAT(ReasonsOfRow("d", "中山晨曦照明电器厂"), IsEmpty());
}

}  // namespace
}  // namespace laowu::vacancy
