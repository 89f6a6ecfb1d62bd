// Who may call what, over the wire, for every method there is.

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "services/gateway/generic_call.h"
#include "services/runtime/access.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"

namespace laowu::testing {
namespace {

using ::testing::HasSubstr;

TEST(AccessTest, EveryMethodRefusesACallWithoutToken) {
  TestProcess process;
  process.Start();
  for (const auto& row : runtime::AccessTable()) {
    const auto answer = gateway::CallBytes(process.channel(), absl::StrCat("/", row.method), "", "",
                                           absl::Now() + absl::Seconds(30));
    EXPECT_THAT(answer, StatusIs(absl::StatusCode::kUnauthenticated, HasSubstr("token")))
        << row.method;
  }
}

TEST(AccessTest, EveryMethodRefusesRolesThatAreNotInItsRow) {
  TestProcess process;
  process.AddPrincipal("monitor", "monitor", "5202");
  process.AddPrincipal("organizer", "organizer", "organizers/a");
  process.AddPrincipal("office", "office", "offices/zhongshan");
  process.AddPrincipal("county", "county-bureau", "520281");
  process.Start();
  const std::pair<const char*, runtime::PrincipalRole> callers[] = {
      {"monitor", runtime::PrincipalRole::kMonitor},
      {"organizer", runtime::PrincipalRole::kOrganizer},
      {"office", runtime::PrincipalRole::kOffice},
      {"county", runtime::PrincipalRole::kCountyBureau},
  };
  for (const auto& row : runtime::AccessTable()) {
    for (const auto& [id, role] : callers) {
      if ((row.roles & runtime::RoleBit(role)) != 0) continue;
      const auto answer = gateway::CallBytes(process.channel(), absl::StrCat("/", row.method), "",
                                             absl::StrCat("Bearer ", process.token(id)),
                                             absl::Now() + absl::Seconds(30));
      EXPECT_THAT(answer, StatusIs(absl::StatusCode::kPermissionDenied)) << row.method << " " << id;
    }
  }
}

// An empty request must be answered or refused with a reason, by every unary method.
TEST(AccessTest, EmptyRequestsCrashNothing) {
  TestProcess process;
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  for (const auto& row : runtime::AccessTable()) {
    if (row.deadline_cap == absl::InfiniteDuration()) continue;  // watches stream
    const auto answer = gateway::CallBytes(process.channel(), absl::StrCat("/", row.method), "",
                                           absl::StrCat("Bearer ", process.token("admin")),
                                           absl::Now() + absl::Seconds(30));
    if (answer.ok()) continue;
    EXPECT_THAT(answer, StatusIs(absl::StatusCode::kInvalidArgument)) << row.method;
    EXPECT_FALSE(runtime::ReasonOf(answer.status()).empty()) << row.method;
  }
}

}  // namespace
}  // namespace laowu::testing
