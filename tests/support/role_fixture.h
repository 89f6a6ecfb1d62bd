#ifndef LAOWU_TESTS_SUPPORT_ROLE_FIXTURE_H_
#define LAOWU_TESTS_SUPPORT_ROLE_FIXTURE_H_

// What a role needs around it, in one object: keys, principals with tokens, a clock that the test
// moves, threads, and a server that answers in this process. Calls go the whole way, through
// authentication and the access table.
//
//   RoleFixture fixture;
//   fixture.AddPrincipal("panzhou", "county-bureau", "520281");
//   auto owned = *runtime::OwnedStore::Open(fixture.environment(), "worker");   // in memory
//   WorkerService service(fixture.environment(), owned.get());
//   fixture.Serve({&service});
//   auto worker = fixture.Call("panzhou", &v1::WorkerService::Stub::GetWorker, request);
//   ... at the end: owned->hub->Stop(); fixture.Shutdown(); service.Stop();
//
// The test links the role's library; this header has none of its own.

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "services/runtime/errors.h"
#include "services/runtime/role.h"
#include "tests/support/scratch_dir.h"

namespace laowu::testing {

class RoleFixture {
 public:
  RoleFixture() {
    EXPECT_TRUE(runtime::CreateKeys(scratch_.path(), now()).ok());
    auto keys = runtime::Keys::Load(scratch_.path());
    EXPECT_TRUE(keys.ok()) << keys.status();
    keys_ = std::make_unique<runtime::Keys>(*std::move(keys));
    const runtime::Clock clock = [this] { return now(); };
    principals_ = std::make_unique<runtime::Principals>(principal_file(), clock, false);
    channels_ = std::make_unique<runtime::Channels>(principals_->service_token(),
                                                    std::map<std::string, std::string>{});
    config_.data = runtime::kMemoryData;
    environment_.config = &config_;
    environment_.clock = clock;
    environment_.principals = principals_.get();
    environment_.keys = keys_.get();
    environment_.metrics = &metrics_;
    environment_.channels = channels_.get();
    environment_.cpu = &cpu_;
    environment_.feed = &feed_;
  }
  ~RoleFixture() { Shutdown(); }
  RoleFixture(const RoleFixture&) = delete;
  RoleFixture& operator=(const RoleFixture&) = delete;

  // `scope`: a division prefix, offices/{office} or organizers/{organizer}, as the role needs it.
  // Before the first call: the file of principals is read at most once a second.
  void AddPrincipal(const std::string& id, const std::string& role, const std::string& scope) {
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
    const auto token = runtime::CreateToken(principal_file(), principal, now());
    ASSERT_TRUE(token.ok()) << token.status();
    tokens_[id] = *token;
  }

  // Counts within a second.
  void RemovePrincipal(const std::string& id) {
    const absl::Status removed = runtime::RemovePrincipal(principal_file(), id);
    ASSERT_TRUE(removed.ok()) << removed;
  }

  const runtime::Environment& environment() const { return environment_; }
  const runtime::Keys& keys() const { return *keys_; }
  const std::string& keys_folder() const { return scratch_.path(); }

  absl::Time now() const { return absl::FromUnixMicros(now_micros_); }
  void set_now(absl::Time now) { now_micros_ = absl::ToUnixMicros(now); }

  void Serve(const std::vector<grpc::Service*>& services) {
    grpc::ServerBuilder builder;
    for (grpc::Service* service : services) builder.RegisterService(service);
    server_ = builder.BuildAndStart();
    ASSERT_NE(server_, nullptr);
    channels_->UseServer(server_.get());
    channel_ = server_->InProcessChannel(grpc::ChannelArguments());
  }
  // Waits for all calls. End streams first (FeedHub::Stop). Harmless the second time.
  void Shutdown() {
    if (server_ == nullptr) return;
    server_->Shutdown();
    server_ = nullptr;
  }
  std::shared_ptr<grpc::Channel> channel() const { return channel_; }

  // Metadata of a call by principal `id`; empty: without a token.
  void Authenticate(const std::string& id, grpc::ClientContext* context) const {
    if (!id.empty()) {
      context->AddMetadata(runtime::kAuthorization, absl::StrCat("Bearer ", tokens_.at(id)));
    }
    context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
  }
  // Of a call by a role of the system, on behalf of principal `id`; empty: of its own.
  void AuthenticateService(const std::string& id, grpc::ClientContext* context) const {
    context->AddMetadata(runtime::kAuthorization,
                         absl::StrCat("Bearer ", principals_->service_token()));
    if (!id.empty()) context->AddMetadata(runtime::kOnBehalfOf, id);
    context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
  }

  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(const std::string& id,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request) const {
    grpc::ClientContext context;
    Authenticate(id, &context);
    return Finish(&context, method, request);
  }
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> CallOnBehalfOf(const std::string& id,
                                          grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                                       const Request&, Response*),
                                          const Request& request) const {
    grpc::ClientContext context;
    AuthenticateService(id, &context);
    return Finish(&context, method, request);
  }

 private:
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Finish(grpc::ClientContext* context,
                                  grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                               Response*),
                                  const Request& request) const {
    Stub stub(channel_);
    Response response;
    const grpc::Status status = (stub.*method)(context, request, &response);
    if (!status.ok()) return runtime::FromGrpc(status);
    return response;
  }

  std::string principal_file() const { return runtime::PrincipalFilePath(scratch_.path()); }

  // Noon in Shanghai, 30 June 2026.
  std::atomic<int64_t> now_micros_{
      absl::ToUnixMicros(runtime::StartOfDay(absl::CivilDay(2026, 6, 30)) + absl::Hours(12))};
  ScratchDir scratch_;
  runtime::ServeConfig config_;
  runtime::Metrics metrics_;
  runtime::Executor cpu_{"cpu", 2, runtime::limits::kCpuQueue};
  runtime::Executor feed_{"feed", 2, runtime::limits::kCpuQueue};
  std::unique_ptr<runtime::Keys> keys_;
  std::unique_ptr<runtime::Principals> principals_;
  std::unique_ptr<runtime::Channels> channels_;
  runtime::Environment environment_;
  std::map<std::string, std::string> tokens_;
  std::unique_ptr<grpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace laowu::testing

#endif  // LAOWU_TESTS_SUPPORT_ROLE_FIXTURE_H_
