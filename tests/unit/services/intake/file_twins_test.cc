// Which rows of a file their owner must see together, and which have to be asked of again.

#include "services/intake/file_twins.h"

#include <functional>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/vacancy/vacancy_rules.h"

namespace laowu::intake_role {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using v1::ImportRow;

// Found as somebody new, unless `name` says who it is.
ImportRow Worker(int64_t row_number, const std::string& number, const std::string& reference = "",
                 const std::string& name = "") {
  ImportRow row;
  row.set_row_number(row_number);
  row.set_change(name.empty() ? ImportRow::CREATE : ImportRow::UPDATE);
  row.set_name(name);
  row.mutable_worker()->set_source_reference(reference);
  row.mutable_worker()->mutable_personal_details()->set_identity_number(number);
  return row;
}
ImportRow Rejected(ImportRow row) {
  row.set_change(ImportRow::REJECT);
  row.clear_name();
  return row;
}
// As the owner names it.
std::string IdOf(const v1::Vacancy& sent, vacancy::IdForm form = vacancy::IdForm::kUsual) {
  google::protobuf::RepeatedPtrField<v1::Warning> warnings;
  return vacancy::VacancyId(vacancy::Normalised(sent, &warnings), form);
}
ImportRow Answered(int64_t row_number, const v1::Vacancy& vacancy) {
  ImportRow row;
  row.set_row_number(row_number);
  row.set_change(ImportRow::CREATE);
  row.set_name(absl::StrCat("offices/zhongshan/vacancies/", IdOf(vacancy)));
  *row.mutable_vacancy() = vacancy;
  return row;
}
ImportRow Vacancy(int64_t row_number, int wage, const std::string& reference = "") {
  v1::Vacancy vacancy;
  vacancy.set_source_reference(reference);
  vacancy.set_title("理货员");
  vacancy.set_employer_display_name("样例超市丙");
  vacancy.set_workplace_division_code("442000110");
  vacancy.set_min_wage_cny_per_month(wage);
  vacancy.set_opening_count(3);
  return Answered(row_number, vacancy);
}

TEST(FileTwins, APersonIsKnownAgainByNumberByReferenceAndByRecord) {
  FileTwins twins;
  twins.BeginPage(1);
  EXPECT_FALSE(twins.Take(Worker(1, "n1")));
  EXPECT_FALSE(twins.Take(Worker(2, "", "a")));
  EXPECT_FALSE(twins.Take(Worker(3, "n3", "", "workers/c")));
  twins.BeginPage(501);
  EXPECT_TRUE(twins.Take(Worker(501, "n1")));
  EXPECT_THAT(twins.Beside(Worker(501, "n1")), ElementsAre(1));
  EXPECT_TRUE(twins.Take(Worker(502, "n1", " a ")));
  EXPECT_THAT(twins.Beside(Worker(502, "n1", " a ")), ElementsAre(1, 2));
  EXPECT_TRUE(twins.Take(Worker(503, "", "c", "workers/c")));
  EXPECT_THAT(twins.Beside(Worker(503, "", "c", "workers/c")), ElementsAre(3));
  EXPECT_FALSE(twins.Take(Worker(504, "n4")));
}

// As in one message: what is rejected stands for nobody.
TEST(FileTwins, ARowThatIsRejectedBringsNoKeys) {
  FileTwins twins;
  twins.BeginPage(1);
  EXPECT_FALSE(twins.Take(Worker(1, "n1")));
  EXPECT_FALSE(twins.Take(Rejected(Worker(2, "n2"))));
  twins.BeginPage(501);
  EXPECT_FALSE(twins.Take(Worker(501, "n2")));
  EXPECT_TRUE(twins.Take(Worker(502, "n1", "b")));
  // Rejected beside the row before, which may stand for nobody itself.
  EXPECT_TRUE(twins.Take(Rejected(Worker(503, "", "b"))));
  EXPECT_THAT(twins.Beside(Worker(503, "", "b")), IsEmpty());
  twins.TakeAgain(Rejected(Worker(502, "n1", "b")));
  twins.TakeAgain(Worker(503, "", "b"));
  twins.BeginPage(1'001);
  EXPECT_TRUE(twins.Take(Worker(1'001, "", "b")));
  EXPECT_THAT(twins.Beside(Worker(1'001, "", "b")), ElementsAre(503));
}

TEST(FileTwins, AVacancyWithANumberIsKnownByIt) {
  FileTwins twins;
  twins.BeginPage(1);
  EXPECT_FALSE(twins.Take(Vacancy(1, 5'000, "m-1")));
  EXPECT_FALSE(twins.Take(Vacancy(2, 5'000)));
  twins.BeginPage(501);
  EXPECT_TRUE(twins.Take(Vacancy(501, 6'000, "m-1 ")));
  EXPECT_THAT(twins.Beside(Vacancy(501, 6'000, "m-1 ")), ElementsAre(1));
  EXPECT_FALSE(twins.Take(Vacancy(502, 5'000, "m-2")));
  EXPECT_THAT(twins.TakeRenamed(10), IsEmpty());
}

TEST(FileTwins, VacanciesWithoutNumbersAreSeenBesideOneThatDiffers) {
  FileTwins twins;
  twins.BeginPage(1);
  EXPECT_FALSE(twins.Take(Vacancy(1, 5'000)));
  EXPECT_FALSE(twins.Take(Vacancy(2, 5'000)));
  twins.BeginPage(501);
  // The one that differs comes after it.
  EXPECT_TRUE(twins.Take(Vacancy(501, 5'000)));
  EXPECT_TRUE(twins.Take(Vacancy(502, 6'500)));
  EXPECT_THAT(twins.Beside(Vacancy(501, 5'000)), ElementsAre(1, 502));
  EXPECT_THAT(twins.Beside(Vacancy(502, 6'500)), ElementsAre(1));
  // The first two were named as if there were no other.
  EXPECT_THAT(twins.TakeRenamed(1), ElementsAre(1));
  EXPECT_THAT(twins.TakeRenamed(10), ElementsAre(2));
  EXPECT_THAT(twins.Beside(Vacancy(1, 5'000)), ElementsAre(502));
  EXPECT_THAT(twins.Beside(Vacancy(2, 5'000)), ElementsAre(1, 502));
  twins.BeginPage(1'001);
  for (const int wage : {5'000, 6'500, 7'000}) {
    EXPECT_TRUE(twins.Take(Vacancy(1'001, wage))) << wage;
    EXPECT_THAT(twins.Beside(Vacancy(1'001, wage)), ElementsAre(1, 502)) << wage;
  }
  EXPECT_TRUE(twins.Take(Vacancy(1'002, 7'000)));
  EXPECT_THAT(twins.Beside(Vacancy(1'002, 7'000)), ElementsAre(1, 502, 1'001));
  EXPECT_THAT(twins.TakeRenamed(10), IsEmpty());
}

// A row whose pay became known was given the vacancy that a later row has by its own name.
TEST(FileTwins, RowsOfTwoPayKindsThatGotOneVacancyAreSeenTogether) {
  FileTwins twins;
  ImportRow paid = Vacancy(1, 5'000);
  paid.mutable_vacancy()->set_pay_kind(v1::PAY_KIND_MONTHLY);
  paid.set_change(ImportRow::UPDATE);
  ImportRow unsaid = Vacancy(501, 5'000);
  unsaid.set_change(ImportRow::UNCHANGED);
  ASSERT_EQ(paid.name(), unsaid.name());
  twins.BeginPage(1);
  EXPECT_FALSE(twins.Take(paid));
  twins.BeginPage(501);
  EXPECT_TRUE(twins.Take(unsaid));
  EXPECT_THAT(twins.Beside(unsaid), ElementsAre(1));
  twins.TakeAgain(unsaid);
  EXPECT_THAT(twins.TakeRenamed(10), ElementsAre(1));
  EXPECT_THAT(twins.Beside(paid), ElementsAre(501));
}

TEST(FileTwins, OneStatedWageIsBothAndAContactIsNoPartOfAName) {
  FileTwins twins;
  twins.BeginPage(1);
  EXPECT_FALSE(twins.Take(Vacancy(1, 5'000)));
  twins.BeginPage(501);
  ImportRow row = Vacancy(501, 5'000);
  row.mutable_vacancy()->set_max_wage_cny_per_month(5'000);
  row.mutable_vacancy()->set_title("理 货 员");
  row.mutable_vacancy()->set_employer_display_name("样例超市丙 13800001234");
  EXPECT_TRUE(twins.Take(row));
  EXPECT_THAT(twins.Beside(row), ElementsAre(1));
  EXPECT_THAT(twins.TakeRenamed(10), IsEmpty());
}

// What is held to be one vacancy here is what its owner names alike, and no less.
TEST(FileTwins, WithoutANumberAVacancyIsKnownByWhatItsOwnerNamesItBy) {
  const v1::Vacancy base = Vacancy(1, 5'000).vacancy();
  const auto with = [&](const std::function<void(v1::Vacancy&)>& change) {
    v1::Vacancy changed = base;
    change(changed);
    return changed;
  };
  const v1::Vacancy others[] = {
      base,
      with([](auto& v) { v.set_title("理　货员"); }),
      with([](auto& v) { v.set_title("理货员13800001234"); }),
      with([](auto& v) { v.set_title("装卸工"); }),
      with([](auto& v) { v.set_employer_display_name("样例超市丙（１３８００００１２３４）"); }),
      with([](auto& v) { v.set_employer_display_name("样例超市丁"); }),
      with([](auto& v) { v.set_workplace_division_code("442000118"); }),
      with([](auto& v) { v.set_pay_kind(v1::PAY_KIND_PIECE); }),
      with([](auto& v) { v.set_description("两班倒"); }),
      with([](auto& v) { v.set_min_wage_cny_per_month(6'500); }),
      with([](auto& v) { v.set_max_wage_cny_per_month(5'000); }),
      with([](auto& v) { v.set_max_wage_cny_per_month(6'500); }),
      with([](auto& v) { v.set_opening_count(9); }),
  };
  for (const v1::Vacancy& other : others) {
    FileTwins twins;
    twins.BeginPage(1);
    EXPECT_FALSE(twins.Take(Answered(1, base)));
    twins.BeginPage(501);
    const bool is_alike = IdOf(other) == IdOf(base);
    EXPECT_EQ(twins.Take(Answered(501, other)), is_alike) << other.DebugString();
    const bool is_renamed = is_alike && IdOf(other, vacancy::IdForm::kAmongEquals) !=
                                            IdOf(base, vacancy::IdForm::kAmongEquals);
    EXPECT_EQ(!twins.TakeRenamed(10).empty(), is_renamed) << other.DebugString();
  }
}

}  // namespace
}  // namespace laowu::intake_role
