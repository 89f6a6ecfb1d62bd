#include "intake/asked_text.h"

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

TEST(AskedText, OneOfTheWordsIsEnough) {
  const AskedText asked("提供工作餐");
  EXPECT_TRUE(asked.SaysAny({"宿舍", "餐"}));
  EXPECT_FALSE(asked.SaysAny({"宿舍", "作工", "供提"}));
  EXPECT_FALSE(asked.SaysAny({}));
}

}  // namespace
}  // namespace laowu::intake
