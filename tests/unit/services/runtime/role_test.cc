// What is said when a role opens its store.

#include "services/runtime/role.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/time/time.h"
#include "tests/support/role_fixture.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"

namespace laowu::runtime {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class OwnedStoreTest : public ::testing::Test {
 protected:
  // Opens the store on disk, and closes it again; what was logged.
  std::string Open() {
    ServeConfig config = *role_.environment().config;
    config.data = scratch_.path();
    Environment environment = role_.environment();
    environment.config = &config;
    ::testing::internal::CaptureStderr();
    const auto owned = OwnedStore::Open(environment, "worker");
    std::string log = ::testing::internal::GetCapturedStderr();
    EXPECT_OK(owned.status());
    if (owned.ok()) (*owned)->hub->Stop();
    return log;
  }

  testing::RoleFixture role_;
  testing::ScratchDir scratch_;
};

TEST_F(OwnedStoreTest, AClockThatWasSetBackIsToldOfAtTheStart) {
  const absl::Time four = role_.now();
  EXPECT_THAT(Open(), Not(HasSubstr("the clock was set back")));
  role_.set_now(four - absl::Hours(3));
  EXPECT_THAT(Open(), AllOf(HasSubstr("the clock was set back"), HasSubstr("warning"),
                            HasSubstr("worker"), HasSubstr("3h")));
  role_.set_now(four + absl::Seconds(1));
  EXPECT_THAT(Open(), Not(HasSubstr("the clock was set back")));
}

}  // namespace
}  // namespace laowu::runtime
