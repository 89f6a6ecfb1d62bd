// Which of many expressions is tried on a text is told by the words that their matches hold: each
// of them is, wherever it stands in the list.

#include "intake/scrub/scrub_patterns.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

namespace laowu::intake {
namespace {

bool KeepsNone(absl::string_view, absl::string_view, absl::string_view) { return false; }

std::vector<std::string> Removed(const Patterns& patterns, std::string text) {
  AskedText asked(text);
  return Remove(patterns, text, asked, KeepsNone);
}

TEST(ScrubPatterns, AreTriedByTheirWords) {
  const Patterns patterns = Compile({{"电话|tel", R"((?:电话|tel)\d)"},
                                     {"v", R"(v\d)"},
                                     {"", R"(\d{4})"},
                                     {"微信", R"(微信\w)"},
                                     {"微信", R"(微信[:：]\w)"}});
  const std::vector<std::pair<std::string, std::vector<std::string>>> texts = {
      {"tel1", {"tel1"}},
      {"电话1,v2", {"电话1", "v2"}},
      {"1234", {"1234"}},
      {"微信a", {"微信a"}},
      {"微信:a", {"微信:a"}},
      {"微信a微信:b", {"微信a", "微信:b"}},
      {"话电1", {}},
      {"信微a", {}},
      {"", {}}};
  for (const auto& [text, removed] : texts) EXPECT_EQ(Removed(patterns, text), removed) << text;
}

TEST(ScrubPatterns, AnyNumberOfThem) {
  const Patterns patterns =
      Compile({{"甲", "甲01"}, {"甲", "甲02"}, {"甲", "甲03"}, {"甲", "甲04"}, {"甲", "甲05"},
               {"甲", "甲06"}, {"甲", "甲07"}, {"甲", "甲08"}, {"甲", "甲09"}, {"甲", "甲10"},
               {"甲", "甲11"}, {"甲", "甲12"}, {"甲", "甲13"}, {"甲", "甲14"}, {"甲", "甲15"},
               {"甲", "甲16"}, {"甲", "甲17"}, {"甲", "甲18"}, {"甲", "甲19"}, {"甲", "甲20"},
               {"甲", "甲21"}, {"甲", "甲22"}, {"甲", "甲23"}, {"甲", "甲24"}, {"甲", "甲25"},
               {"甲", "甲26"}, {"甲", "甲27"}, {"甲", "甲28"}, {"甲", "甲29"}, {"甲", "甲30"},
               {"甲", "甲31"}, {"乙", "乙32"}, {"丙", "丙33"}, {"丁", "丁34"}});
  for (const char* text : {"甲01", "甲31", "乙32", "丙33", "丁34"}) {
    EXPECT_EQ(Removed(patterns, text), std::vector<std::string>{text});
  }
  EXPECT_TRUE(Removed(patterns, "丁33").empty());
}

// Lists are tried in turn, each on what those before it left.
TEST(ScrubPatterns, ListsInTurn) {
  const Patterns first = Compile({{"甲", R"(甲\d)"}});
  const Patterns second = Compile({{"乙", R"(乙\d)"}, {"", R"(\d{4})"}});
  const Patterns third = Compile({{"丙丁", "丙丁"}});
  const PatternLists lists({&first, &second, &third});
  const std::vector<std::pair<std::string, std::vector<std::string>>> texts = {
      {"", {}},
      {"乙1甲2", {"甲2", "乙1"}},
      {"丙甲1丁", {"甲1", "丙丁"}},  // joined by what was taken out between them
      {"丁丙1234", {"1234"}},
      {"戊", {}}};
  for (const auto& [text, removed] : texts) {
    std::string rest = text;
    AskedText asked(rest);
    EXPECT_EQ(Remove(lists, rest, asked, KeepsNone), removed) << text;
  }
}

}  // namespace
}  // namespace laowu::intake
