// What an unknown word is most like: said only where its pieces agree, the same in whatever order
// the names came.

#include "intake/occupation/likeness.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace laowu::intake {
namespace {

using Names = std::vector<std::pair<std::string, std::string>>;

// Three trades, each of the same pieces beside its own.
Names Trades() {
  Names names;
  for (const char* piece :
       {"贴", "拼", "选", "裁", "压", "磨", "刨", "切", "粘", "封", "烘", "刷"}) {
    for (const auto& [trade, code] :
         {std::pair("木皮", "6-06-04-00"), std::pair("冻鱼", "6-01-05-01"),
          std::pair("会计", "2-06-03-00")}) {
      names.emplace_back(std::string(piece) + trade, code);
      names.emplace_back(std::string(trade) + piece, code);
    }
  }
  return names;
}

LikenessModel ModelOf(const Names& names) {
  LikenessModel model;
  for (const auto& [name, code] : names) model.Add(name, code);
  return model;
}

TEST(Likeness, PiecesOfKnownNamesSpeakForTheirClass) {
  const auto guess = ModelOf(Trades()).Read("木皮裁切");
  ASSERT_TRUE(guess.has_value());
  EXPECT_EQ(guess->code, "6-06-04-00");
  EXPECT_EQ(guess->words, "木皮") << "it says what it rests on";
}

TEST(Likeness, NothingIsSaidWherePiecesAreUnknownOrDisagree) {
  const LikenessModel model = ModelOf(Trades());
  EXPECT_FALSE(model.Read("飞行").has_value());
  EXPECT_FALSE(model.Read("木皮会计").has_value());
  EXPECT_FALSE(model.Read("manager").has_value()) << "Latin letters tell nothing";
  EXPECT_FALSE(model.Read("").has_value());
}

TEST(Likeness, AClassThatIsAskedForKeepsOthersOut) {
  const auto guess = ModelOf(Trades()).Read("木皮裁切", "6");
  ASSERT_TRUE(guess.has_value());
  EXPECT_EQ(guess->code, "6-06-04-00");
  EXPECT_FALSE(ModelOf(Trades()).Read("木皮裁切", "9").has_value());
}

TEST(Likeness, TheOrderOfTheNamesSaysNothing) {
  Names backwards = Trades();
  std::vector reversed(backwards.rbegin(), backwards.rend());
  for (const char* word : {"木皮裁切", "冻鱼头", "会计主办"}) {
    const auto a = ModelOf(Trades()).Read(word);
    const auto b = ModelOf(reversed).Read(word);
    ASSERT_EQ(a.has_value(), b.has_value()) << word;
    if (!a.has_value()) continue;
    EXPECT_EQ(a->code, b->code) << word;
    EXPECT_EQ(a->words, b->words) << word;
  }
}

}  // namespace
}  // namespace laowu::intake
