// Partial updates (AIP-134): what a mask names is taken over, everything else stays.
#include "services/runtime/update_mask.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "laowu/v1/vacancy_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/output_fields.h"

namespace laowu::runtime {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr absl::string_view kOutputs[] = {"state", "create_time"};

google::protobuf::FieldMask MaskOf(std::vector<std::string> paths) {
  google::protobuf::FieldMask mask;
  for (auto& path : paths) mask.add_paths(std::move(path));
  return mask;
}

v1::Vacancy Stored() {
  v1::Vacancy stored;
  stored.set_name("offices/a/vacancies/b");
  stored.set_title("焊工");
  stored.set_min_wage_cny_per_month(5'000);
  stored.set_night_shift(true);
  stored.add_skill_requirements()->set_skill_code("welding-arc");
  stored.set_state(v1::Vacancy::OPEN);
  return stored;
}

std::vector<std::string> Merge(const std::vector<std::string>& paths, const v1::Vacancy& sent,
                               v1::Vacancy* stored, FieldChecks& checks) {
  return MergeMasked(MaskOf(paths), sent, {kOutputs}, checks, stored);
}

TEST(UpdateMask, TakesWhatItNamesAndNothingElse) {
  v1::Vacancy stored = Stored();
  v1::Vacancy sent;
  sent.set_title("电焊工");
  sent.set_min_wage_cny_per_month(6'000);
  FieldChecks checks;
  EXPECT_THAT(Merge({"title"}, sent, &stored, checks), ElementsAre("title"));
  EXPECT_TRUE(checks.ok());
  EXPECT_EQ(stored.title(), "电焊工");
  EXPECT_EQ(stored.min_wage_cny_per_month(), 5'000);
}

TEST(UpdateMask, AStarBesideOthersIsToldToStandAlone) {
  v1::Vacancy stored = Stored();
  v1::Vacancy sent;
  sent.set_title("电焊工");
  FieldChecks checks;
  Merge({"title", "*"}, sent, &stored, checks);
  ASSERT_EQ(checks.violations().size(), 1U);
  EXPECT_THAT(checks.violations()[0].description(), ::testing::HasSubstr("只能单独写"));
  EXPECT_EQ(stored.title(), "焊工");
}

TEST(UpdateMask, AFieldNamedAndNotSetIsCleared) {
  v1::Vacancy stored = Stored();
  FieldChecks checks;
  Merge({"night_shift", "skill_requirements", "min_wage_cny_per_month"}, {}, &stored, checks);
  EXPECT_FALSE(stored.has_night_shift()) << "unsaid is not false";
  EXPECT_EQ(stored.skill_requirements_size(), 0);
  EXPECT_EQ(stored.min_wage_cny_per_month(), 0);
  EXPECT_EQ(stored.title(), "焊工");
}

TEST(UpdateMask, RepeatedFieldsAreReplacedNotAppended) {
  v1::Vacancy stored = Stored();
  v1::Vacancy sent;
  sent.add_skill_requirements()->set_skill_code("forklift");
  FieldChecks checks;
  Merge({"skill_requirements"}, sent, &stored, checks);
  ASSERT_EQ(stored.skill_requirements_size(), 1);
  EXPECT_EQ(stored.skill_requirements(0).skill_code(), "forklift");
}

TEST(UpdateMask, WithoutPathsEverythingSetIsTakenAndOutputsAreNot) {
  v1::Vacancy stored = Stored();
  v1::Vacancy sent;
  sent.set_name("offices/x/vacancies/y");
  sent.set_state(v1::Vacancy::CLOSED);
  sent.set_title("叉车工");
  FieldChecks checks;
  EXPECT_THAT(Merge({}, sent, &stored, checks), ElementsAre("title"));
  EXPECT_TRUE(checks.ok());
  EXPECT_EQ(stored.state(), v1::Vacancy::OPEN);
  EXPECT_EQ(stored.name(), "offices/a/vacancies/b");
  EXPECT_EQ(stored.min_wage_cny_per_month(), 5'000);
}

TEST(UpdateMask, AStarReplacesAllButOutputs) {
  v1::Vacancy stored = Stored();
  v1::Vacancy sent;
  sent.set_title("叉车工");
  FieldChecks checks;
  Merge({"*"}, sent, &stored, checks);
  EXPECT_EQ(stored.title(), "叉车工");
  EXPECT_EQ(stored.min_wage_cny_per_month(), 0);
  EXPECT_EQ(stored.state(), v1::Vacancy::OPEN);
}

TEST(UpdateMask, EveryWrongPathIsToldAndNothingIsChanged) {
  v1::Vacancy stored = Stored();
  const std::string before = stored.SerializeAsString();
  v1::Vacancy sent;
  sent.set_title("叉车工");
  FieldChecks checks;
  EXPECT_THAT(
      Merge({"title", "wages", "state", "skill_requirements.skill_code"}, sent, &stored, checks),
      IsEmpty());
  EXPECT_EQ(checks.violations().size(), 3U);
  EXPECT_EQ(stored.SerializeAsString(), before);
}

TEST(UpdateMask, APathMayGoIntoAMessage) {
  v1::Worker stored;
  stored.mutable_personal_details()->set_display_name("甲");
  stored.mutable_personal_details()->set_phone_number("13800000000");
  v1::Worker sent;
  sent.mutable_personal_details()->set_phone_number("13900000000");
  FieldChecks checks;
  EXPECT_THAT(MergeMasked(MaskOf({"personal_details.phone_number"}), sent, {}, checks, &stored),
              ElementsAre("personal_details.phone_number"));
  EXPECT_EQ(stored.personal_details().phone_number(), "13900000000");
  EXPECT_EQ(stored.personal_details().display_name(), "甲");
}

TEST(UpdateMask, APathNamedTwiceOrWithAPartOfItIsTakenAsSent) {
  v1::Worker sent;
  sent.set_education(v1::EDUCATION_LEVEL_SENIOR_MIDDLE);
  sent.mutable_personal_details()->set_phone_number("10000000001");
  v1::Worker stored;
  stored.mutable_personal_details()->set_display_name("甲");
  FieldChecks checks;
  MergeMasked(MaskOf({"education", "personal_details", "personal_details.phone_number", "education",
                      "personal_details.display_name"}),
              sent, {}, checks, &stored);
  EXPECT_EQ(stored.DebugString(), sent.DebugString());
}

TEST(OutputFields, AreFieldsOfTheirRecords) {
  for (const absl::string_view name : kVacancyOutputs) {
    EXPECT_NE(v1::Vacancy::descriptor()->FindFieldByName(std::string(name)), nullptr) << name;
  }
  for (const absl::string_view name : kWorkerOutputs) {
    EXPECT_NE(v1::Worker::descriptor()->FindFieldByName(std::string(name)), nullptr) << name;
  }
}

}  // namespace
}  // namespace laowu::runtime
