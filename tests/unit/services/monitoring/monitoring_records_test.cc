// Publications found by the division and day of their figure.

#include "services/monitoring/monitoring_records.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/runtime/field_checks.h"
#include "storage/open_store.h"
#include "storage/tables.h"
#include "tests/support/status_matchers.h"

namespace laowu::monitoring {
namespace {

using storage::Table;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr absl::CivilDay kDay(2026, 6, 30);

class PublicationsOfDayTest : public ::testing::Test {
 protected:
  void Make(const std::string& id, const std::string& division, absl::CivilDay day) {
    internal::v1::StoredPublication stored;
    v1::OutboundRatio& figure = *stored.mutable_publication()->mutable_outbound_ratio();
    figure.set_division_code(division);
    *figure.mutable_date() = runtime::ToDate(day);
    storage::Batch batch;
    PlanPublication(id, std::nullopt, stored, batch);
    ASSERT_OK(store_->Commit(batch, absl::InfiniteFuture()).status());
  }
  std::vector<std::string> Of(const std::string& division, absl::CivilDay day) {
    const auto found = PublicationsOfDay(*store_, division, day);
    EXPECT_OK(found);
    std::vector<std::string> names;
    if (!found.ok()) return names;
    for (const v1::Publication& publication : *found) names.push_back(publication.name());
    return names;
  }

  const std::unique_ptr<storage::Store> store_ = *storage::OpenStore("memory:");
};

TEST_F(PublicationsOfDayTest, AreThoseOfTheVeryDivisionAndDay) {
  Make("b", "520281", kDay);
  Make("a", "520281", kDay);
  Make("c", "520281", kDay - 1);
  Make("d", "520203", kDay);
  EXPECT_THAT(Of("520281", kDay), ElementsAre("publications/a", "publications/b"));
  EXPECT_THAT(Of("520281", kDay - 1), ElementsAre("publications/c"));
  EXPECT_THAT(Of("520203", kDay - 1), IsEmpty());
}

TEST_F(PublicationsOfDayTest, AStoreWithoutTheKeysGetsThem) {
  Make("a", "520281", kDay);
  Make("b", "520281", kDay);
  Make("c", "520203", kDay);
  storage::Batch forget;
  const auto entries = store_->Scan(Table::kPublicationsByDay, {}, 10);
  ASSERT_OK(entries);
  for (const storage::Record& entry : *entries) forget.Delete(Table::kPublicationsByDay, entry.key);
  ASSERT_OK(store_->Commit(forget, absl::InfiniteFuture()).status());
  ASSERT_THAT(Of("520281", kDay), IsEmpty());
  ASSERT_OK(CompletePublicationsByDay(*store_, absl::InfiniteFuture()));
  EXPECT_THAT(Of("520281", kDay), ElementsAre("publications/a", "publications/b"));
  // Nothing is missing, and nothing is written.
  const storage::Sequence before = store_->last_sequence();
  ASSERT_OK(CompletePublicationsByDay(*store_, absl::InfiniteFuture()));
  EXPECT_EQ(store_->last_sequence(), before);
}

}  // namespace
}  // namespace laowu::monitoring
