#include "intake/text/asked_text.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

namespace laowu::intake {
namespace {

TEST(AskedText, HoldsWhatTheTextHoldsAndNothingElse) {
  const std::vector<std::string> texts = {
      "",         "宿",    "v", "包吃住,5000-6500元/月,vx:abc123", "工作餐|宿舍|五险一金",
      "\xE5\xAE", "宿\xE5"};
  std::vector<std::string> words = {"v",    "x:",  "宿舍", "舍",      "一金",
                                    "金一", "元/", "\xE5", "\xAE\xBF"};
  for (const std::string& text : texts) {
    for (std::size_t i = 0; i < text.size(); i += 3) words.push_back(text.substr(i, 6));
  }
  for (const std::string& text : texts) {
    const AskedText asked(text);
    for (const std::string& word : words) {
      EXPECT_EQ(asked.Holds(word), absl::StrContains(text, word)) << text << " / " << word;
    }
  }
}

// Words of one byte are known by themselves, also as the last of the text.
TEST(AskedText, WordsOfOneByte) {
  const AskedText asked("招1名v");
  EXPECT_TRUE(asked.SaysAny({"1"}));
  EXPECT_TRUE(asked.SaysAny({"8", "v"}));
  EXPECT_FALSE(asked.SaysAny({"8", "V", "q"}));
  EXPECT_FALSE(AskedText("").SaysAny({"1"}));
  EXPECT_TRUE(AskedText("1").HasByte('1'));
  for (const char* word : {"1", "v", "招", "名v", "v1"}) {
    const std::string text = "招1名v";
    EXPECT_EQ(AskedWord(word).IsIn(AskedText(text)), absl::StrContains(text, word)) << word;
  }
}

TEST(AskedText, OneOfTheWordsIsEnough) {
  const AskedText asked("提供工作餐");
  EXPECT_TRUE(asked.SaysAny({"宿舍", "餐"}));
  EXPECT_FALSE(asked.SaysAny({"宿舍", "作工", "供提"}));
  EXPECT_FALSE(asked.SaysAny({}));
}

// One slot for each character, in a short text as in a long one, and in one that was copied.
TEST(AskedText, KnowsTheSlotOfEachCharacter) {
  for (const int times : {1, 100}) {
    std::string text;
    for (int i = 0; i < times; ++i) text += "招1名v厨师";
    const AskedText made(text);
    const AskedText asked = made;
    ASSERT_GE(asked.slots().size(), static_cast<std::size_t>(6 * times - 1)) << times;
    EXPECT_EQ(asked.slots()[0], AskedText::SlotOf("招工"));
    EXPECT_EQ(asked.slots()[3], AskedText::SlotOf("v\xE5"));
    EXPECT_EQ(asked.slots()[4], AskedText::SlotOf("厨"));
  }
}

TEST(WordSet, IsInWhatHoldsOneOfItsWords) {
  const WordSet words({"元", "块钱", "usd", "$", "k+", "€", "📞"});
  for (const char* text : {"5000元", "元", "块钱", "两块钱一斤", "100usd", "usd", "$", "5$起",
                           "8k+", "€5", "📞", "x📞"}) {
    EXPECT_TRUE(words.IsIn(text)) << text;
  }
  // Of some the bytes of a word stand elsewhere, or lack the last.
  for (const char* text : {"", "块", "钱块", "us", "k", "+k", "远", "5000-8000", "\xE5\x85",
                           "d\xE2\x82", "\xF0\x9F\x93"}) {
    EXPECT_FALSE(words.IsIn(text)) << text;
  }
}

}  // namespace
}  // namespace laowu::intake
