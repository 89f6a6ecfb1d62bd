// A digest of pieces is that of the whole, wherever it is laid down and taken up again.

#include "services/runtime/running_digest.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/escaping.h"
#include "services/runtime/digest.h"

namespace laowu::runtime {
namespace {

TEST(RunningDigest, IsThatOfTheStandard) {
  RunningSha256 running;
  // FIPS 180-4 examples; of nothing, by sha256sum.
  EXPECT_EQ(absl::BytesToHexString(running.Digest()),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  running.Add("abc");
  EXPECT_EQ(absl::BytesToHexString(running.Digest()),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

// Blocks are of 64 bytes: pieces that end before, at and after their ends.
TEST(RunningDigest, GoesOnFromItsStateWhereverThePiecesEnd) {
  std::string text;
  for (int i = 0; i < 400; ++i) text.push_back(static_cast<char>(i * 7));
  for (const std::size_t piece : {1U, 55U, 63U, 64U, 65U, 128U, 400U}) {
    std::string state = RunningSha256().state();
    for (std::size_t at = 0; at < text.size(); at += piece) {
      auto running = RunningSha256::From(state);
      ASSERT_TRUE(running.has_value());
      running->Add(absl::string_view(text).substr(at, piece));
      state = running->state();
    }
    EXPECT_EQ(RunningSha256::From(state)->Digest(), Sha256(text)) << piece;
  }
}

// A state comes back in a page token, which anybody can make up.
TEST(RunningDigest, WhatIsNoStateIsRefused) {
  const std::string state = RunningSha256().state();
  EXPECT_FALSE(RunningSha256::From("").has_value());
  EXPECT_FALSE(RunningSha256::From(state + "x").has_value());
  EXPECT_FALSE(RunningSha256::From(std::string(state.size(), '\0')).has_value());
  EXPECT_FALSE(RunningSha256::From(std::string(state.size(), '\xFF')).has_value());
}

}  // namespace
}  // namespace laowu::runtime
