#include "tests/system/test_process.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "reference/identity_number.h"
#include "services/runtime/keys.h"
#include "services/runtime/principals.h"
#include "tests/support/status_matchers.h"

namespace laowu::testing {

TestProcess::TestProcess(const std::string& data) {
  SetDay(absl::CivilDay(2026, 7, 1));
  config_.data = data;
  config_.keys = scratch_.file("keys");
  config_.grpc = "127.0.0.1:0";
  config_.http = "127.0.0.1:0";
  const absl::Status made = runtime::CreateKeys(config_.keys, now());
  EXPECT_TRUE(made.ok()) << made;
}

TestProcess::~TestProcess() { Stop(); }

void TestProcess::SetDay(absl::CivilDay day) {
  const absl::Time noon = runtime::StartOfDay(day) + absl::Hours(12);
  offset_micros_ = absl::ToInt64Microseconds(noon - absl::Now());
}

void TestProcess::AddPrincipal(const std::string& id, const std::string& role,
                               const std::string& scope) {
  internal::v1::PrincipalFile::Principal principal;
  principal.set_id(id);
  principal.set_role(role);
  if (scope.rfind("offices/", 0) == 0) {
    principal.set_office(scope);
  } else if (scope.rfind("organizers/", 0) == 0) {
    principal.set_organizer(scope);
  } else {
    principal.set_division_prefix(scope);
  }
  auto token = runtime::CreateToken(runtime::PrincipalFilePath(config_.keys), principal, now());
  ASSERT_TRUE(token.ok()) << token.status();
  tokens_[id] = *token;
}

void TestProcess::Start() {
  auto process = Process::Start(config_, [this] { return now(); });
  ASSERT_TRUE(process.ok()) << process.status();
  process_ = *std::move(process);
  const absl::Status ready = process_->WaitUntilReady(absl::Now() + absl::Seconds(60));
  ASSERT_TRUE(ready.ok()) << ready;
  channel_ = grpc::CreateChannel(process_->grpc_address(), grpc::InsecureChannelCredentials());
}

void TestProcess::Stop() {
  channel_.reset();
  process_.reset();
}

std::string MadeUpIdentityNumber(absl::CivilDay birth_date, int serial) {
  const std::string first = absl::StrFormat("529999%04d%02d%02d%03d", birth_date.year(),
                                            birth_date.month(), birth_date.day(), serial);
  return absl::StrCat(first, std::string(1, *reference::IdentityCheckCharacter(first)));
}

}  // namespace laowu::testing
