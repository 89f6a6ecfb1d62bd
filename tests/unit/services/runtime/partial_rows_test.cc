// Rows that speak of some fields alone: which those are, and what becomes of what was read before.

#include "services/runtime/partial_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "laowu/v1/vacancy_service.pb.h"

namespace laowu::runtime {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

google::protobuf::FieldMask Mask(const std::vector<std::string>& paths) {
  google::protobuf::FieldMask mask;
  for (const auto& path : paths) mask.add_paths(path);
  return mask;
}

google::protobuf::RepeatedPtrField<v1::InferredField> Fields(
    const std::vector<std::pair<std::string, std::string>>& fields) {
  google::protobuf::RepeatedPtrField<v1::InferredField> out;
  for (const auto& [path, text] : fields) {
    out.Add()->set_field_path(path);
    out.rbegin()->set_source_text(text);
  }
  return out;
}

std::vector<std::string> Texts(const google::protobuf::RepeatedPtrField<v1::InferredField>& from) {
  std::vector<std::string> out;
  for (const auto& field : from) out.push_back(field.field_path() + "=" + field.source_text());
  return out;
}

TEST(PartialRowsTest, NoMaskAndAStarAreWholeStatements) {
  EXPECT_TRUE(IsWholeStatement({}));
  EXPECT_TRUE(IsWholeStatement(Mask({"*"})));
  EXPECT_FALSE(IsWholeStatement(Mask({"title"})));
}

TEST(PartialRowsTest, ARowTouchesWhatTheFileHasColumnsForAndWhatItSetsBesideThem) {
  v1::Vacancy row;
  row.set_title("普工");
  row.set_opening_count(3);
  row.set_state(v1::Vacancy::OPEN);
  static constexpr absl::string_view kOutputs[] = {"state"};
  EXPECT_THAT(TouchedPaths(Mask({"title", "min_age_years"}), row, kOutputs),
              UnorderedElementsAre("title", "min_age_years", "opening_count"));
}

TEST(PartialRowsTest, WhatWasReadOfOtherFieldsStaysAndTheOrderToo) {
  const auto known = Fields({{"title", "old"}, {"skill_requirements[0]", "old"}, {"hours", "old"}});
  const auto row = Fields({{"wage", "new"}, {"title", "new"}});
  EXPECT_THAT(Texts(MergeInferred(known, row, {"title", "wage", "skill_requirements"})),
              ElementsAre("title=new", "hours=old", "wage=new"));
  // The same row again makes the same.
  const auto merged = MergeInferred(known, row, {"title", "wage", "skill_requirements"});
  EXPECT_EQ(Texts(MergeInferred(merged, row, {"title", "wage", "skill_requirements"})),
            Texts(merged));
}

}  // namespace
}  // namespace laowu::runtime
