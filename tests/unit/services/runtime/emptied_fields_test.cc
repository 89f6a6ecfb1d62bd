// A row that no longer says what is stored empties it: the sender is told which fields, once.
#include "services/runtime/emptied_fields.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "laowu/v1/vacancy_service.pb.h"

namespace laowu::runtime {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr absl::string_view kOutputs[] = {"duplicate_group"};

google::protobuf::RepeatedPtrField<v1::Warning> Warn(const v1::Vacancy& before,
                                                     const v1::Vacancy& after) {
  google::protobuf::RepeatedPtrField<v1::Warning> warnings;
  WarnOfEmptied(before, after, kOutputs, &warnings);
  return warnings;
}

TEST(EmptiedFields, OneWarningNamesAllThatIsGone) {
  v1::Vacancy before;
  before.set_title("焊工");
  before.set_max_wage_cny_per_month(6'000);
  before.set_night_shift(false);
  before.add_hazards(v1::HAZARD_DUST);
  before.set_duplicate_group("g");
  v1::Vacancy after;
  after.set_title("电焊工");
  const auto warnings = Warn(before, after);
  ASSERT_EQ(warnings.size(), 1);
  EXPECT_EQ(warnings[0].reason(), "FIELDS_EMPTIED");
  EXPECT_THAT(warnings[0].message(), HasSubstr("max_wage_cny_per_month"));
  EXPECT_THAT(warnings[0].message(), HasSubstr("night_shift"));
  EXPECT_THAT(warnings[0].message(), HasSubstr("hazards"));
  EXPECT_THAT(warnings[0].message(), Not(HasSubstr("duplicate_group"))) << "an output";
  EXPECT_THAT(warnings[0].message(), Not(HasSubstr("title"))) << "changed, not emptied";
}

TEST(EmptiedFields, NothingEmptiedIsNoWarning) {
  v1::Vacancy before;
  before.set_title("焊工");
  v1::Vacancy after = before;
  after.set_opening_count(3);
  EXPECT_EQ(Warn(before, after).size(), 0);
}

}  // namespace
}  // namespace laowu::runtime
