#include "tests/system/test_process.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "reference/identity_number.h"
#include "services/roles.h"
#include "services/runtime/data_folder.h"
#include "services/runtime/files.h"
#include "services/runtime/keys.h"
#include "services/runtime/principals.h"
#include "services/runtime/tls.h"
#include "tests/support/status_matchers.h"

namespace laowu::testing {

TestProcess::TestProcess(const std::string& data, Topology topology) : topology_(topology) {
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

std::string TestProcess::RoleOf(const google::protobuf::Descriptor& request) {
  for (const absl::string_view role :
       {"Vacancy", "Worker", "Placement", "Match", "Monitoring", "Intake"}) {
    const auto* const service =
        request.file()->pool()->FindServiceByName(absl::StrCat("laowu.v1.", role, "Service"));
    for (int i = 0; i < service->method_count(); ++i) {
      if (service->method(i)->input_type() == &request) return absl::AsciiStrToLower(role);
    }
  }
  return "";
}

std::string TestProcess::KeyOf(absl::string_view role) const {
  if (topology_ == Topology::kOneProcess) return "";
  // What no role offers (reference, admin) every process does.
  return channels_.count(std::string(role)) == 0 ? "gateway" : std::string(role);
}

void TestProcess::StartProcess(const std::string& key, const runtime::ServeConfig& config) {
  if (config.data != runtime::kMemoryData && !std::filesystem::exists(config.data)) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto keys, runtime::Keys::Load(config.keys));
    ASSERT_OK(runtime::PrepareData(keys, config.data));
  }
  auto process = Process::Start(config, [this] { return now(); });
  ASSERT_TRUE(process.ok()) << key << " " << process.status();
  configs_[key] = config;
  configs_[key].grpc = (*process)->grpc_address();  // started again, peers find it there
  processes_[key] = *std::move(process);
  auto credentials = grpc::InsecureChannelCredentials();
  if (!config.tls_cert.empty()) {
    LAOWU_ASSERT_OK_AND_ASSIGN(credentials, runtime::TlsChannelCredentials(config.peer_ca));
  }
  channels_[key] = grpc::CreateChannel(processes_[key]->grpc_address(), credentials);
}

void TestProcess::Start() {
  if (topology_ == Topology::kOneProcess) {
    StartProcess("", config_);
  } else {
    if (tokens_.count("peers") == 0) AddPrincipal("peers", "service", "");
    config_.peer_token_file = scratch_.file("peer-token");
    ASSERT_OK(runtime::ReplaceFile(config_.peer_token_file, tokens_["peers"] + "\n", 0600));
    config_.peers.clear();
    for (const RoleRow& row : Roles()) {
      const std::string role(row.name);
      runtime::ServeConfig config = config_;
      config.roles = {role};
      // As on machines of their own: each the folder of its role in those of the data and backups.
      if (config.data != runtime::kMemoryData) config.data = absl::StrCat(config_.data, "/", role);
      if (!config.backups.empty()) config.backups = absl::StrCat(config_.backups, "/", role);
      StartProcess(role, config);
      if (::testing::Test::HasFatalFailure()) return;
      if (!row.service.empty()) config_.peers[role] = processes_[role]->grpc_address();
    }
  }
  if (::testing::Test::HasFatalFailure()) return;
  ASSERT_OK(WaitUntilReady());
}

absl::Status TestProcess::WaitUntilReady(absl::Duration most) const {
  const absl::Time deadline = absl::Now() + most;
  for (const auto& [key, process] : processes_) {
    if (process == nullptr) continue;
    const absl::Status ready = process->WaitUntilReady(deadline);
    if (!ready.ok()) return ready;
  }
  return absl::OkStatus();
}

void TestProcess::Stop() {
  channels_.clear();
  // Whoever calls goes before whom it calls.
  for (auto row = Roles().rbegin(); row != Roles().rend(); ++row) {
    processes_.erase(std::string(row->name));
  }
  processes_.clear();
}

void TestProcess::StopRole(const std::string& role) {
  if (processes_[role] == nullptr) return;
  processes_[role] = nullptr;
  held_ports_[role] = std::make_unique<HeldPort>(configs_.at(role).grpc);
}

void TestProcess::StartRole(const std::string& role) {
  StartProcess(role, configs_.at(role));
  held_ports_.erase(role);
}

std::string MadeUpName(int serial) {
  static constexpr absl::string_view kStems[] = {"甲", "乙", "丙", "丁", "戊",
                                                 "己", "庚", "辛", "壬", "癸"};
  std::string stems;
  for (int rest = serial; stems.empty() || rest > 0; rest /= 10) {
    stems = absl::StrCat(kStems[rest % 10], stems);
  }
  return absl::StrCat("样例", stems);
}

std::string MadeUpIdentityNumber(absl::CivilDay birth_date, int serial) {
  const std::string first = absl::StrFormat("529999%04d%02d%02d%03d", birth_date.year(),
                                            birth_date.month(), birth_date.day(), serial);
  return absl::StrCat(first, std::string(1, *reference::IdentityCheckCharacter(first)));
}

}  // namespace laowu::testing
