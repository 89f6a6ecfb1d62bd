// Keys: byte order is tuple order, what is encoded comes back, and ranges hold what they say.

#include "storage/key.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "tests/support/status_matchers.h"

namespace laowu::storage {
namespace {

using ::laowu::testing::StatusIs;

constexpr int64_t kLowest = std::numeric_limits<int64_t>::min();
constexpr int64_t kHighest = std::numeric_limits<int64_t>::max();

bool Holds(const KeyRange& range, const std::string& key) {
  return key >= range.begin && (range.end.empty() || key < range.end);
}

TEST(KeyTest, NumbersSortAsNumbersAcrossZeroAndTheEnds) {
  const std::vector<int64_t> numbers = {kLowest, kLowest + 1, -256,    -255,         -1,      0, 1,
                                        255,     256,         1 << 20, kHighest - 1, kHighest};
  for (size_t i = 0; i < numbers.size(); ++i) {
    const std::string key = EncodeKey(numbers[i]);
    EXPECT_EQ(key.size(), 8);
    if (i > 0) {
      EXPECT_LT(EncodeKey(numbers[i - 1]), key) << numbers[i];
    }
    int64_t number = 0;
    ASSERT_OK(DecodeKey(key, &number));
    EXPECT_EQ(number, numbers[i]);
  }
}

TEST(KeyTest, DatesSortAsDatesAlsoBefore1970) {
  const std::vector<absl::CivilDay> dates = {
      absl::CivilDay(1899, 12, 31), absl::CivilDay(1969, 12, 31), absl::CivilDay(1970, 1, 1),
      absl::CivilDay(2024, 2, 29),  absl::CivilDay(2026, 7, 31),  absl::CivilDay(9999, 12, 31)};
  for (size_t i = 0; i < dates.size(); ++i) {
    const std::string key = EncodeKey(dates[i]);
    EXPECT_EQ(key.size(), 4);
    if (i > 0) {
      EXPECT_LT(EncodeKey(dates[i - 1]), key);
    }
    absl::CivilDay date;
    ASSERT_OK(DecodeKey(key, &date));
    EXPECT_EQ(date, dates[i]);
  }
}

TEST(KeyTest, ShorterTextSortsFirstAndDoesNotBleedIntoTheNextPart) {
  // "a","z" before "ab","a": the end of a text sorts below every byte of it.
  EXPECT_LT(EncodeKey("a", "z"), EncodeKey("ab", "a"));
  EXPECT_LT(EncodeKey("", "z"), EncodeKey("a", ""));
  EXPECT_NE(EncodeKey("ab", "c"), EncodeKey("a", "bc"));
}

TEST(KeyTest, ChineseTextSurvives) {
  std::string text;
  ASSERT_OK(DecodeKey(EncodeKey("盘州市"), &text));
  EXPECT_EQ(text, "盘州市");
}

// The property for tuples of all three kinds, on random values.
TEST(KeyTest, ByteOrderIsTupleOrder) {
  using Tuple = std::tuple<std::string, int64_t, absl::CivilDay, std::string>;
  std::mt19937_64 random(1);
  const auto text = [&] {
    std::string made(random() % 4, ' ');
    for (char& c : made) c = static_cast<char>(1 + random() % 255);
    return made;
  };
  const auto make = [&] {
    const int64_t number = static_cast<int64_t>(random()) >> (random() % 64);
    return Tuple(text(), number, absl::CivilDay(1970, 1, 1) + (static_cast<int>(random() % 9) - 4),
                 text());
  };
  const auto encode = [](const Tuple& tuple) {
    return std::apply([](const auto&... parts) { return EncodeKey(parts...); }, tuple);
  };
  // std::string compares bytes as unsigned, as the store does.
  for (int i = 0; i < 20'000; ++i) {
    Tuple a = make();
    Tuple b = make();
    if (random() % 2 == 0) std::get<0>(b) = std::get<0>(a);
    if (random() % 2 == 0) std::get<1>(b) = std::get<1>(a);
    EXPECT_EQ(a < b, encode(a) < encode(b));
    EXPECT_EQ(a == b, encode(a) == encode(b));
    Tuple back;
    ASSERT_OK(DecodeKey(encode(a), &std::get<0>(back), &std::get<1>(back), &std::get<2>(back),
                        &std::get<3>(back)));
    EXPECT_EQ(back, a);
  }
}

TEST(KeyTest, KeysOfOtherShapeAreDataLoss) {
  std::string text;
  int64_t number = 0;
  absl::CivilDay date;
  EXPECT_THAT(DecodeKey("no end", &text), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(DecodeKey("seven b", &number), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(DecodeKey("abc", &date), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(DecodeKey(EncodeKey("a", "b"), &text), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(DecodeKey(EncodeKey("a"), &text, &number), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(DecodeKey("", &text), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_OK(DecodeKey(""));
}

TEST(KeyTest, ConsumingWhatIsNotThereLeavesTheInput) {
  absl::string_view in = "abc";
  int64_t number = 0;
  EXPECT_FALSE(ConsumeNumber(&in, &number).ok());
  EXPECT_EQ(in, "abc");
}

using KeyDeathTest = ::testing::Test;
TEST(KeyDeathTest, TextWithZeroByteTraps) {
  // It would be taken for the end of the part, and one tuple for another.
  EXPECT_DEATH(EncodeKey(absl::string_view("a\0b", 3)), "");
}

TEST(KeyRangeTest, RangeOfHoldsTheTuplesThatBeginWithTheParts) {
  const KeyRange range = RangeOf("zhongshan");
  EXPECT_TRUE(Holds(range, EncodeKey("zhongshan", "")));
  EXPECT_TRUE(Holds(range, EncodeKey("zhongshan", "\xff\xff")));
  EXPECT_FALSE(Holds(range, EncodeKey("zhongsha", "n")));
  EXPECT_FALSE(Holds(range, EncodeKey("zhongshan-2", "v1")));
}

TEST(KeyRangeTest, RangeOfNoPartsIsAll) {
  const KeyRange range = RangeOf();
  EXPECT_EQ(range.begin, "");
  EXPECT_EQ(range.end, "");
}

TEST(KeyRangeTest, RangeOfTextPrefixHoldsDivisionsBelowACode) {
  const KeyRange range = RangeOfTextPrefix("5202");
  EXPECT_TRUE(Holds(range, EncodeKey("5202", "w1")));
  EXPECT_TRUE(Holds(range, EncodeKey("520281001", "w1")));
  EXPECT_FALSE(Holds(range, EncodeKey("520300", "w1")));
  EXPECT_FALSE(Holds(range, EncodeKey("5201", "w1")));
  const KeyRange inner = RangeOfTextPrefix("5202", "kind");
  EXPECT_TRUE(Holds(inner, EncodeKey("kind", "520281")));
  EXPECT_FALSE(Holds(inner, EncodeKey("520281")));
}

TEST(KeyRangeTest, PrefixOfHighestBytesHasNoEnd) {
  EXPECT_EQ(PrefixRange("a\xff\xff").end, "b");
  EXPECT_EQ(PrefixRange("\xff\xff").end, "");
  EXPECT_TRUE(Holds(PrefixRange("\xff\xff"), "\xff\xff\xff"));
}

TEST(KeyRangeTest, ContinueAfterSkipsOneKeyOnly) {
  const KeyRange rest = ContinueAfter(RangeOf("a"), EncodeKey("a", "b"));
  EXPECT_FALSE(Holds(rest, EncodeKey("a", "b")));
  EXPECT_TRUE(Holds(rest, EncodeKey("a", "b", "c")));
  EXPECT_TRUE(Holds(rest, EncodeKey("a", "b\x01")));
  EXPECT_FALSE(Holds(rest, EncodeKey("b")));
}

}  // namespace
}  // namespace laowu::storage
