// The parts that the index and the searches are made of.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "reference/folding.h"
#include "services/match/employer_table.h"
#include "services/match/facets.h"
#include "services/match/occupation_filter.h"
#include "services/match/ordered_page.h"
#include "services/match/text_column.h"
#include "services/runtime/field_checks.h"

namespace laowu::match {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// Against a map, through many replacements: the block is compacted and no text is lost.
TEST(TextColumn, HoldsWhatWasSetLast) {
  TextColumn column;
  std::map<int, std::string> expected;
  std::mt19937_64 random(3);
  size_t live_bytes = 0;
  for (int i = 0; i < 5'000; ++i) {
    const int slot = static_cast<int>(random() % 50);
    const std::string text(random() % 40, static_cast<char>('a' + i % 26));
    column.Set(slot, text);
    expected[slot] = text;
  }
  for (const auto& [slot, text] : expected) {
    EXPECT_EQ(column.Get(slot), text);
    live_bytes += text.size();
  }
  EXPECT_LE(column.block_bytes(), 2 * live_bytes + 40);
  EXPECT_EQ(column.Get(1'000), "");
}

TEST(FoldedText, WordsStandBetweenBlanksNarrowOrWide) {
  EXPECT_THAT(reference::FoldedWords(" Ｃｏ2 焊工　古镇\t"), ElementsAre("co2", "焊工", "古镇"));
  EXPECT_THAT(reference::FoldedWords(" 　 "), IsEmpty());
}

// Every page of every size is a piece of the whole order.
TEST(OrderedPage, PagesTogetherAreTheWholeOrder) {
  std::vector<std::string> names;
  std::vector<Place> places;
  for (int i = 0; i < 60; ++i) {
    names.push_back(absl::StrCat("n", i * 7 % 60));
    places.push_back({i % 3, i % 2, i});
  }
  const auto name_of = [&](int32_t slot) -> absl::string_view {
    return names[static_cast<size_t>(slot)];
  };
  OrderedPage whole(60, std::nullopt, name_of);
  for (const Place& place : places) whole.Offer(place);
  bool has_more = true;
  const auto order = whole.Take(&has_more);
  EXPECT_FALSE(has_more);
  for (size_t i = 1; i < order.size(); ++i) EXPECT_TRUE(whole.Before(order[i - 1], order[i]));
  for (const int limit : {1, 7, 59, 60, 61}) {
    std::vector<int32_t> slots;
    std::optional<PlaceOfName> after;
    do {
      OrderedPage page(limit, after, name_of);
      for (const Place& place : places) page.Offer(place);
      for (const Place& place : page.Take(&has_more)) {
        slots.push_back(place.slot);
        after = PlaceOfName{place.first, place.second, std::string(name_of(place.slot))};
      }
    } while (has_more);
    ASSERT_EQ(slots.size(), order.size()) << limit;
    for (size_t i = 0; i < order.size(); ++i) EXPECT_EQ(slots[i], order[i].slot);
  }
}

TEST(OccupationFilter, AClassContainsWhatLiesBelowIt) {
  const auto contains = [](const std::string& wanted, const std::string& code) {
    return OccupationFilter(std::vector<std::string>{wanted})
        .Contains(matcher::PackOccupation(code));
  };
  EXPECT_TRUE(contains("6", "6-18-02-04"));
  EXPECT_TRUE(contains("6-18", "6-18-02-04"));
  EXPECT_TRUE(contains("6-18-02", "6-18-02-04"));
  EXPECT_TRUE(contains("6-18-02-04", "6-18-02-04"));
  EXPECT_FALSE(contains("6-18-02-04", "6-18-02-03"));
  EXPECT_FALSE(contains("6-18-02", "6-18-01-04"));
  EXPECT_FALSE(contains("6-18", "6-19-02-04"));
  EXPECT_FALSE(contains("6", "4-18-02-04"));
  // A vacancy that says no more than the class above is not known to lie in the class below.
  EXPECT_FALSE(contains("6-18-02-04", "6-18-02"));
  EXPECT_FALSE(OccupationFilter(std::vector<std::string>{"6"}).Contains(matcher::kNoOccupation));
}

TEST(Facets, TheMostFrequentComeFirstAndTwentyAreShown) {
  FacetValues values;
  for (int i = 0; i < 30; ++i) values[absl::StrCat("v", 10 + i)] = {"", 1 + i % 3};
  const v1::Facet facet = ToFacet("field", values);
  ASSERT_EQ(facet.counts_size(), 20);
  EXPECT_EQ(facet.counts(0).value(), "v12");
  for (int i = 1; i < 20; ++i) {
    EXPECT_GE(facet.counts(i - 1).record_count(), facet.counts(i).record_count());
  }
}

TEST(Facets, APlaceLiesInItsCityAlsoWhereThatHasNoCounties) {
  const absl::CivilDay day(2026, 6, 30);
  EXPECT_EQ(CityOf("442000101", day).first, "442000");
  EXPECT_EQ(CityOf("520281105", day).first, "520200");
  EXPECT_EQ(CityOf("520200", day).first, "520200");
  EXPECT_EQ(TownshipOf("520203001002", day),
            std::pair(std::string("520203001"), std::string("九龙街道")));
  EXPECT_EQ(
      MiddleClassOf(matcher::PackOccupation("6-18-02-04") >> matcher::kMiddleClassShift).first,
      "6-18");
}

v1::Employer Of(const std::string& name, const std::string& alias_of, int block_count = 0) {
  v1::Employer employer;
  employer.set_name(name);
  employer.set_alias_of(alias_of);
  for (int i = 0; i < block_count; ++i) {
    auto* block = employer.add_blocks();
    *block->mutable_start_date() = runtime::ToDate(absl::CivilDay(2000, 1, 1) + 3 * i);
    *block->mutable_end_date() = runtime::ToDate(absl::CivilDay(2000, 1, 1) + 3 * i + 1);
  }
  return employer;
}

TEST(EmployerTable, TellsWhoseBlocksMayHaveChanged) {
  EmployerTable table;
  const auto a = table.NumberOf("employers/a");
  const auto b = table.NumberOf("employers/b");
  const auto c = table.NumberOf("employers/c");
  EXPECT_THAT(table.Put(Of("employers/a", "")), IsEmpty()) << "nothing to say of it";
  EXPECT_THAT(table.Put(Of("employers/b", "employers/a")), UnorderedElementsAre(a, b));
  EXPECT_THAT(table.Put(Of("employers/c", "employers/a")), UnorderedElementsAre(a, b, c));
  EXPECT_THAT(table.Put(Of("employers/c", "employers/a", 1)), UnorderedElementsAre(a, b, c));
  EXPECT_EQ(table.CanonicalOf(c), a);
  EXPECT_THAT(table.BlocksOf(b), ::testing::SizeIs(1));
  table.Mark();
  table.Put(Of("employers/b", "employers/a"));
  EXPECT_THAT(table.DropMarked(), UnorderedElementsAre(a, b, c));
  EXPECT_THAT(table.BlocksOf(b), IsEmpty());
  EXPECT_THAT(table.NamesOf(a), UnorderedElementsAre(a, b));
}

// A hundred blocks fit into a row; of more the last are the ones that can still hold.
TEST(EmployerTable, OfMoreBlocksThanARowHoldsTheLastCount) {
  EmployerTable table;
  table.Put(Of("employers/a", "", 130));
  v1::Employer open = Of("employers/b", "employers/a");
  *open.add_blocks()->mutable_start_date() = runtime::ToDate(absl::CivilDay(1999, 1, 1));
  table.Put(open);
  const auto blocks = table.BlocksOf(table.Find("employers/a"));
  ASSERT_THAT(blocks, ::testing::SizeIs(matcher::kMaxEmployerBlocks));
  EXPECT_FALSE(blocks.back().until.has_value());
  EXPECT_EQ(blocks.front().from, absl::CivilDay(2000, 1, 1) + 3 * 31);
}

}  // namespace
}  // namespace laowu::match
