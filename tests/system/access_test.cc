// Who may call what, over the wire, for every method there is.

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/gateway/generic_call.h"
#include "services/roles.h"
#include "services/runtime/access.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"

namespace laowu::testing {
namespace {

using ::testing::HasSubstr;

class AccessTest : public ::testing::TestWithParam<Topology> {};

std::shared_ptr<grpc::Channel> ChannelOf(const TestProcess& process,
                                         const runtime::MethodAccess& row) {
  for (const RoleRow& role : Roles()) {
    const bool its = !role.service.empty() && absl::StartsWith(row.method, role.service);
    if (its) return process.channel(role.name);
  }
  return process.channel();  // ReferenceService and AdminService are every process's
}

TEST_P(AccessTest, EveryMethodRefusesACallWithoutToken) {
  TestProcess process(runtime::kMemoryData, GetParam());
  process.Start();
  for (const auto& row : runtime::AccessTable()) {
    const auto answer = gateway::CallBytes(ChannelOf(process, row), absl::StrCat("/", row.method),
                                           "", "", absl::Now() + absl::Seconds(30));
    EXPECT_THAT(answer, StatusIs(absl::StatusCode::kUnauthenticated, HasSubstr("token")))
        << row.method;
  }
}

TEST_P(AccessTest, EveryMethodRefusesRolesThatAreNotInItsRow) {
  TestProcess process(runtime::kMemoryData, GetParam());
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
      const auto answer = gateway::CallBytes(ChannelOf(process, row), absl::StrCat("/", row.method),
                                             "", absl::StrCat("Bearer ", process.token(id)),
                                             absl::Now() + absl::Seconds(30));
      EXPECT_THAT(answer, StatusIs(absl::StatusCode::kPermissionDenied)) << row.method << " " << id;
    }
  }
}

// An empty request must be answered or refused with a reason, by every unary method.
TEST_P(AccessTest, EmptyRequestsCrashNothing) {
  TestProcess process(runtime::kMemoryData, GetParam());
  process.AddPrincipal("admin", "administrator", "");
  process.Start();
  for (const auto& row : runtime::AccessTable()) {
    if (row.deadline_cap == absl::InfiniteDuration()) continue;  // watches stream
    const auto answer = gateway::CallBytes(ChannelOf(process, row), absl::StrCat("/", row.method),
                                           "", absl::StrCat("Bearer ", process.token("admin")),
                                           absl::Now() + absl::Seconds(30));
    if (answer.ok()) continue;
    // A process without a folder for backups makes none.
    const bool admin = absl::StartsWith(row.method, "laowu.v1.AdminService/");
    EXPECT_THAT(answer, StatusIs(admin ? absl::StatusCode::kFailedPrecondition
                                       : absl::StatusCode::kInvalidArgument))
        << row.method;
    EXPECT_FALSE(runtime::ReasonOf(answer.status()).empty()) << row.method;
  }
}

INSTANTIATE_TEST_SUITE_P(Topologies, AccessTest,
                         ::testing::Values(Topology::kOneProcess, Topology::kSplit), TopologyName);

}  // namespace
}  // namespace laowu::testing
