// What an unknown word is most like: said only where its pieces agree, the same in whatever order
// the names came.

#include "intake/likeness.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace laowu::intake {
namespace {

using Names = std::vector<std::pair<std::string, std::string>>;

Names Trades() {
  Names names;
  for (const char* name : {"贴木皮工", "木皮拼花", "木皮贴面", "选木皮", "家具木皮工"}) {
    names.emplace_back(name, "6-06-04-00");
  }
  for (const char* name : {"杀鱼工", "切鱼工", "鱼片加工", "冻鱼工", "鱼糜工"}) {
    names.emplace_back(name, "6-01-05-01");
  }
  for (const char* name : {"会计", "成本会计", "会计员", "出纳会计"}) {
    names.emplace_back(name, "2-06-03-00");
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
  for (const char* word : {"木皮裁切", "鱼头", "会计主办"}) {
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
