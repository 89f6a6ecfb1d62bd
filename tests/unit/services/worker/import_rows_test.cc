// What a row is told that differs from the record of its person.

#include "services/worker/import_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "absl/strings/str_cat.h"

namespace laowu::worker {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string WordsOfGroup(int group) {
  v1::WorkerFact added;
  added.set_kind(v1::WorkerFact::POLICY_GROUP_ADDED);
  added.mutable_values()->add_policy_groups(static_cast<v1::PolicyGroup>(group));
  return WhyUndated(WorkerState(), {added});
}

TEST(WhyUndated, EveryPolicyGroupHasItsOwnWords) {
  const auto* const groups = v1::PolicyGroup_descriptor();
  std::set<std::string> all;
  for (int i = 0; i < groups->value_count(); ++i) {
    const int group = groups->value(i)->number();
    if (group == v1::POLICY_GROUP_UNSPECIFIED) continue;
    EXPECT_THAT(WordsOfGroup(group), Not(HasSubstr(absl::StrCat("加“", group, "”")))) << group;
    all.insert(WordsOfGroup(group));
  }
  EXPECT_EQ(static_cast<int>(all.size()), groups->value_count() - 1);
  EXPECT_THAT(WordsOfGroup(v1::POLICY_GROUP_DISABLED), HasSubstr("政策身份加“残疾人”"));
}

TEST(WhyUndated, AGroupThatIsNotKnownIsNotTakenForAnother) {
  EXPECT_THAT(WordsOfGroup(99), HasSubstr("加“99”"));
}

}  // namespace
}  // namespace laowu::worker
