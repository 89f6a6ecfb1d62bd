// A path is one process's, wherever its folder went.

#include "services/runtime/path_hold.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"

namespace laowu::runtime {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;

class PathHoldTest : public ::testing::Test {
 protected:
  testing::ScratchDir scratch_;
  const std::string data_ = scratch_.file("data");
};

TEST_F(PathHoldTest, OneAtATimeAndTheHolderIsNamed) {
  LAOWU_ASSERT_OK_AND_ASSIGN(auto first, PathHold::Take(data_, {"vacancy", "worker"}));
  EXPECT_THAT(PathHold::Take(data_, {"placement", "worker"}).status(),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr(absl::StrCat("process ", getpid(), " (user ", getuid())),
                             HasSubstr(data_ + "/worker"))));
  // What the refused one had taken is free again; another role, another folder are others'.
  EXPECT_OK(PathHold::Take(data_, {"placement"}).status());
  EXPECT_OK(PathHold::Take(scratch_.file("other"), {"worker"}).status());
  first = nullptr;
  EXPECT_OK(PathHold::Take(data_, {"worker"}).status());
}

TEST_F(PathHoldTest, ItIsHeldHoweverThePathIsWrittenAndWhenTheFolderHasGone) {
  std::filesystem::create_directories(data_ + "/worker");
  std::filesystem::create_directory_symlink(data_, scratch_.file("link"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto held, PathHold::Take(scratch_.file("link"), {"worker"}));
  const auto refused = StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("works on"));
  EXPECT_THAT(PathHold::Take(data_, {"worker"}).status(), refused);
  EXPECT_THAT(PathHold::Take(data_ + "/../data/", {"worker"}).status(), refused);
  // The folder is moved, and the link is laid anew: the process still goes by both paths.
  std::filesystem::rename(data_, scratch_.file("moved"));
  EXPECT_THAT(PathHold::Take(data_, {"worker"}).status(), refused);
  std::filesystem::remove(scratch_.file("link"));
  std::filesystem::create_directory_symlink(scratch_.file("new"), scratch_.file("link"));
  EXPECT_THAT(PathHold::Take(scratch_.file("link"), {"worker"}).status(), refused);
}

}  // namespace
}  // namespace laowu::runtime
