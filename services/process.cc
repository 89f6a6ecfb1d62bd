#include "services/process.h"

#include <google/protobuf/descriptor.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <prometheus/gauge.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "grpc/health/v1/health.pb.h"
#include "services/gateway/gateway.h"
#include "services/roles.h"
#include "services/runtime/backups.h"
#include "services/runtime/data_folder.h"
#include "services/runtime/files.h"
#include "services/runtime/limits.h"
#include "services/runtime/log.h"
#include "services/runtime/path_hold.h"
#include "services/runtime/principals.h"
#include "services/start_checks.h"
#include "storage/status_macros.h"

namespace laowu {
namespace {

namespace limits = runtime::limits;
using runtime::Log;
using runtime::LogLevel;

// What every process offers, whatever its roles.
constexpr char kReferenceService[] = "laowu.v1.ReferenceService";
constexpr char kAdminService[] = "laowu.v1.AdminService";
constexpr absl::Duration kHealthTick = absl::Milliseconds(20);
// So long a role catches up alone; one whose peers are silent does not keep the next from its own.
constexpr absl::Duration kCatchUpTurn = absl::Seconds(20);
// So long, from the first peer that answers on, a start waits for those that are silent: processes
// that are started together find each other, and one that is down does not keep the door of all
// others shut.
constexpr absl::Duration kPeerPatience = absl::Minutes(1);

int CoreCount() { return std::max(2, static_cast<int>(std::thread::hardware_concurrency())); }

bool Wanted(const runtime::ServeConfig& config, absl::string_view role) {
  return config.roles.empty() ||
         std::find(config.roles.begin(), config.roles.end(), role) != config.roles.end();
}

bool Reached(const runtime::ServeConfig& config, absl::string_view role) {
  return Wanted(config, role) || config.peers.count(std::string(role)) > 0;
}

std::vector<absl::string_view> CalledRoles() {
  std::vector<absl::string_view> names;
  for (const RoleRow& row : Roles()) {
    if (!row.service.empty()) names.push_back(row.name);
  }
  return names;
}

// The roles of this process that keep a store in the data folder.
std::vector<std::string> RolesWithStores(const runtime::ServeConfig& config) {
  std::vector<std::string> roles;
  if (config.data == runtime::kMemoryData) return roles;
  for (const RoleRow& row : Roles()) {
    if (row.owns_store && Wanted(config, row.name)) roles.emplace_back(row.name);
  }
  return roles;
}

// That every role finds those that it needs: told at once, not by calls that fail later.
absl::Status CheckRoles(const runtime::ServeConfig& config) {
  std::vector<std::string> wrong;
  for (const auto& [peer, address] : config.peers) {
    const bool known = std::any_of(Roles().begin(), Roles().end(),
                                   [&](const RoleRow& row) { return row.name == peer; });
    if (!known || peer == "gateway") {
      wrong.push_back(absl::StrCat("--peer ", peer, "=", address,
                                   ": nobody calls such a role; those that are called are ",
                                   absl::StrJoin(CalledRoles(), ", "), " 没有这个角色"));
    } else if (Wanted(config, peer)) {
      wrong.push_back(absl::StrCat("--peer ", peer, "=", address, ": the role ", peer,
                                   " runs in this process; leave it out of --roles or of --peer "
                                   "该角色就在本进程内"));
    }
  }
  for (const RoleRow& row : Roles()) {
    if (!Wanted(config, row.name)) continue;
    for (const absl::string_view needed : row.needs) {
      if (Reached(config, needed)) continue;
      wrong.push_back(absl::StrCat("the role ", row.name, " needs the role ", needed,
                                   ": give --peer ", needed,
                                   "=HOST:PORT, or add it to --roles 缺少所需的角色"));
    }
  }
  if (!config.web.empty() && !Wanted(config, "gateway")) {
    wrong.push_back(
        "--web needs the role gateway, which shows the pages: add it to --roles "
        "网页由 gateway 角色提供，请加入 --roles");
  }
  if (wrong.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrJoin(wrong, "; "));
}

// A gateway answers for what it reaches; what it does not is known from the start.
void LogUnreached(const runtime::ServeConfig& config) {
  for (const RoleRow& row : Roles()) {
    if (row.service.empty() || Reached(config, row.name)) continue;
    Log(LogLevel::kWarning, "not reached through this gateway: no --peer names the role",
        {{"role", std::string(row.name)}});
  }
}

absl::Status CheckAccessRow(absl::string_view service) {
  const auto* descriptor =
      google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(std::string(service));
  if (descriptor == nullptr) return absl::InternalError(absl::StrCat("no descriptor: ", service));
  return runtime::CheckServiceHasAccess(*descriptor);
}

absl::Status CheckMayGoOn(const Process::StopAsked& stop_asked) {
  if (stop_asked == nullptr || !stop_asked()) return absl::OkStatus();
  return absl::CancelledError("told to stop while it was starting 启动中收到停止信号");
}

std::string WithPort(const std::string& address, int port) {
  return absl::StrCat(address.substr(0, address.rfind(':')), ":", port);
}

}  // namespace

Process::Process(const runtime::ServeConfig& config, runtime::Clock clock, PeerAccess peer_access)
    : config_(config),
      principals_(runtime::PrincipalFilePath(runtime::KeysFolder(config)), clock, config.insecure,
                  std::move(peer_access.token)),
      channels_(principals_.service_token(), config_.peers, peer_access.credentials),
      cpu_("cpu", CoreCount(), limits::kCpuQueue),
      feed_("feed", CoreCount(), limits::kIoQueue) {
  environment_.config = &config_;
  environment_.clock = std::move(clock);
  environment_.principals = &principals_;
  environment_.keys = &keys_;
  environment_.metrics = &metrics_;
  environment_.channels = &channels_;
  environment_.stores = &stores_;
  environment_.cpu = &cpu_;
  environment_.feed = &feed_;
  environment_.calls = &calls_;
  environment_.not_ready = [this] { return NotReady(); };
  for (const auto& [role, address] : config_.peers) unreached_peers_.insert(role);
  awaits_peers_ = !unreached_peers_.empty();
  elsewhere_ = std::make_unique<Elsewhere>(environment_);
}

absl::StatusOr<std::unique_ptr<Process>> Process::Start(const runtime::ServeConfig& config,
                                                        runtime::Clock clock,
                                                        const StopAsked& stop_asked) {
  LAOWU_RETURN_IF_ERROR(runtime::CheckConfig(config));
  LAOWU_RETURN_IF_ERROR(CheckRoles(config));
  LAOWU_RETURN_IF_ERROR(CheckStart(config));
  LAOWU_RETURN_IF_ERROR(runtime::CheckNoHalfRestore(config.data));
  LAOWU_ASSIGN_OR_RETURN(PeerAccess peer_access, ReadPeerAccess(config));
  std::unique_ptr<Process> process(new Process(config, std::move(clock), std::move(peer_access)));
  LAOWU_RETURN_IF_ERROR(process->StartParts(stop_asked));
  return process;
}

absl::StatusOr<Process::PeerAccess> Process::ReadPeerAccess(const runtime::ServeConfig& config) {
  PeerAccess access;
  if (!config.peer_token_file.empty()) {
    LAOWU_RETURN_IF_ERROR(runtime::CheckPrivate(config.peer_token_file));
    LAOWU_ASSIGN_OR_RETURN(const std::string content, runtime::ReadFile(config.peer_token_file));
    access.token = std::string(absl::StripAsciiWhitespace(content));
    if (access.token.empty()) {
      return absl::FailedPreconditionError(
          absl::StrCat("--peer-token-file ", config.peer_token_file, " is empty 令牌文件是空的"));
    }
  }
  if (!config.peer_ca.empty()) {
    LAOWU_ASSIGN_OR_RETURN(access.credentials, runtime::TlsChannelCredentials(config.peer_ca));
  }
  return access;
}

Process::~Process() { Stop(); }

absl::Status Process::LoadKeys() {
  const std::string folder = runtime::KeysFolder(config_);
  auto keys = runtime::Keys::Load(folder);
  if (absl::IsNotFound(keys.status()) && !config_.data.empty() &&
      config_.data != runtime::kMemoryData) {
    return runtime::NoKeysFor(config_.data, folder);
  }
  LAOWU_RETURN_IF_ERROR(keys.status());
  keys_ = *std::move(keys);
  const std::string principals = runtime::PrincipalFilePath(folder);
  if (config_.insecure) return absl::OkStatus();
  LAOWU_RETURN_IF_ERROR(runtime::ReadPrincipalFile(principals).status());
  std::error_code unseen;
  if (!std::filesystem::exists(principals, unseen)) {
    runtime::Log(runtime::LogLevel::kWarning,
                 "there is no file of principals: no token is known until its copy is put back, or "
                 "tokens are made with laowu token create",
                 {{"path", principals}});
  }
  return absl::OkStatus();
}

absl::Status Process::WarnOfPeerToken() const {
  if (config_.peer_token_file.empty() || config_.insecure) return absl::OkStatus();
  const std::string file = runtime::PrincipalFilePath(runtime::KeysFolder(config_));
  LAOWU_ASSIGN_OR_RETURN(const auto owner, runtime::FindToken(file, principals_.service_token()));
  if (!owner.has_value() || owner->role() == "service") return absl::OkStatus();
  Log(LogLevel::kWarning,
      "the token of --peer-token-file is that of a principal of another role than service, who may "
      "so call on anybody's behalf: make one for the peers alone (laowu token create --id peers "
      "--role service) 进程间令牌应专用，角色为 service",
      {{"principal", owner->id()}, {"role", owner->role()}});
  return absl::OkStatus();
}

absl::Status Process::StartParts(const StopAsked& stop_asked) {
  LAOWU_RETURN_IF_ERROR(LoadKeys());
  LAOWU_RETURN_IF_ERROR(WarnOfPeerToken());
  const std::vector<std::string> with_stores = RolesWithStores(config_);
  LAOWU_RETURN_IF_ERROR(runtime::CheckDataFolder(config_.data, with_stores));
  LAOWU_ASSIGN_OR_RETURN(path_hold_, runtime::PathHold::Take(config_.data, with_stores));
  if (!config_.tls_cert.empty()) {
    LAOWU_ASSIGN_OR_RETURN(certificate_,
                           runtime::Certificate::Load(config_.tls_cert, config_.tls_key));
    ShowCertificate();
  }
  LAOWU_RETURN_IF_ERROR(MakeRoles(stop_asked));
  if (!with_stores.empty()) {
    LAOWU_RETURN_IF_ERROR(runtime::CheckKeysBelong(keys_, config_.data));
    LAOWU_RETURN_IF_ERROR(runtime::NoteHeldStores(config_.data, with_stores));
  }
  LAOWU_RETURN_IF_ERROR(CheckMayGoOn(stop_asked));
  LAOWU_RETURN_IF_ERROR(Listen());
  channels_.UseServer(server_.get());
  if (Wanted(config_, "gateway")) LogUnreached(config_);
  for (const auto& role : roles_) {
    LAOWU_RETURN_IF_ERROR(CheckMayGoOn(stop_asked));
    LAOWU_RETURN_IF_ERROR(role->Start());
  }
  if (door_ != nullptr) http_port_ = door_->port();
  {
    storage::MutexLock lock(mutex_);
    started_ = true;
  }
  health_ = std::thread([this] { KeepHealth(); });
  return absl::OkStatus();
}

absl::Status Process::MakeRoles(const StopAsked& stop_asked) {
  LAOWU_RETURN_IF_ERROR(CheckAccessRow(kReferenceService));
  LAOWU_RETURN_IF_ERROR(CheckAccessRow(kAdminService));
  reference_ = std::make_unique<reference_door::ReferenceService>(environment_);
  for (const RoleRow& row : Roles()) {
    if (!Wanted(config_, row.name)) continue;
    LAOWU_RETURN_IF_ERROR(CheckMayGoOn(stop_asked));  // a large store takes seconds to open
    if (!row.service.empty()) LAOWU_RETURN_IF_ERROR(CheckAccessRow(row.service));
    LAOWU_ASSIGN_OR_RETURN(auto role, row.make(environment_));
    if (row.name == "gateway") door_ = static_cast<gateway::GatewayRole*>(role.get());
    roles_.push_back(std::move(role));
  }
  admin_ = std::make_unique<admin::AdminService>(environment_);
  if (door_ == nullptr && !config_.http.empty()) {
    auto door = gateway::MakeMonitoringDoor(environment_);
    door_ = door.get();
    roles_.push_back(std::move(door));
  }
  if (door_ != nullptr) door_->UseCertificate(certificate_.get());
  return absl::OkStatus();
}

void Process::ShowCertificate() {
  prometheus::BuildGauge()
      .Name("laowu_certificate_expire_timestamp_seconds")
      .Help("When the certificate in use ends, Unix time")
      .Register(*metrics_.registry())
      .Add({})
      .Set(static_cast<double>(absl::ToUnixSeconds(certificate_->expire_time())));
}

absl::Status Process::Listen() {
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  // Named, so that its descriptor is linked in and reflection can show the health service.
  (void)grpc::health::v1::HealthCheckRequest::descriptor();
  grpc::ServerBuilder builder;
  // Else two processes could share a port, and callers would reach now one, now the other.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  // What is up to twice too long is read, so that it is told in our words, not in gRPC's.
  builder.SetMaxReceiveMessageSize(2 * limits::kMessageBytes);
  // gRPC unpacks a message before it looks how long it has become: with neither token nor effort a
  // caller could fill the process.
  for (const grpc_compression_algorithm packed : {GRPC_COMPRESS_DEFLATE, GRPC_COMPRESS_GZIP}) {
    builder.SetCompressionAlgorithmSupportStatus(packed, false);
  }
  // Followers ask whether the machine is still there while they wait.
  builder.AddChannelArgument(
      GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
      static_cast<int>(absl::ToInt64Milliseconds(limits::kPeerKeepalive / 2)));
  // Streams of callers whose machine is gone would else stay open for hours.
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS,
                             static_cast<int>(absl::ToInt64Milliseconds(limits::kCallerKeepalive)));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS,
                             static_cast<int>(absl::ToInt64Milliseconds(limits::kKeepaliveAnswer)));
  auto credentials = grpc::InsecureServerCredentials();
  if (certificate_ != nullptr) {
    credentials = certificate_->ForGrpc();
  }
  builder.AddListeningPort(config_.grpc, credentials, &grpc_port_);
  builder.RegisterService(reference_.get());
  builder.RegisterService(admin_.get());
  for (const auto& role : roles_) {
    for (grpc::Service* service : role->services()) builder.RegisterService(service);
  }
  builder.RegisterCallbackGenericService(elsewhere_.get());
  server_ = builder.BuildAndStart();
  if (server_ == nullptr || grpc_port_ == 0) {
    return CannotListen("--grpc", config_.grpc);
  }
  return absl::OkStatus();
}

std::vector<std::string> Process::NotReady() const {
  std::vector<std::string> out;
  {
    storage::MutexLock lock(mutex_);
    if (leaving_ || !started_) return {leaving_ ? "stopping" : "starting"};
    if (awaits_peers_) {
      for (const std::string& role : unreached_peers_) out.push_back(absl::StrCat("peer ", role));
    }
  }
  for (const auto& role : roles_) {
    if (!role->ready()) out.emplace_back(role->name());
  }
  return out;
}

std::vector<std::string> Process::SilentPeers() const {
  std::vector<std::string> out;
  for (const auto& [role, address] : config_.peers) {
    if (channels_.To(role)->GetState(/*try_to_connect=*/true) != GRPC_CHANNEL_READY) {
      out.push_back(absl::StrCat(role, "=", address));
    }
  }
  return out;
}

absl::Status Process::WaitUntilReady(absl::Time deadline) const {
  while (true) {
    const auto not_ready = NotReady();
    if (not_ready.empty()) return absl::OkStatus();
    storage::MutexLock lock(mutex_);
    if (absl::Now() >= deadline) {
      return absl::DeadlineExceededError(
          absl::StrCat("not ready: ", absl::StrJoin(not_ready, ", ")));
    }
    changed_.WaitUntil(mutex_, std::min(deadline, absl::Now() + kHealthTick));
  }
}

// Two roles that catch up at once on few cores each take the time of both: so one after the other,
// and the matcher, for which people wait, first.
void Process::StartCatchUps(CatchUpTurns& turns) {
  for (; turns.next < roles_.size(); ++turns.next) {
    const bool is_taken = turns.next > 0 && !roles_[turns.next - 1]->ready();
    if (is_taken && absl::Now() < turns.until) return;
    roles_[turns.next]->StartCatchUp();
    turns.until = absl::Now() + kCatchUpTurn;
  }
}

void Process::LookForPeers() {
  storage::MutexLock lock(mutex_);
  if (!awaits_peers_) return;
  for (auto role = unreached_peers_.begin(); role != unreached_peers_.end();) {
    const bool is_reached =
        channels_.To(*role)->GetState(/*try_to_connect=*/true) == GRPC_CHANNEL_READY;
    role = is_reached ? unreached_peers_.erase(role) : std::next(role);
  }
  if (unreached_peers_.size() == config_.peers.size()) return;  // none: however long
  const absl::Time now = environment_.clock();
  some_peers_until_ = std::min(some_peers_until_, now + kPeerPatience);
  awaits_peers_ = !unreached_peers_.empty() && now < some_peers_until_;
  if (awaits_peers_ || unreached_peers_.empty()) return;
  Log(LogLevel::kWarning, "ready without peers that are silent: what they answer is refused",
      {{"peers_silent", absl::StrJoin(unreached_peers_, ", ")}});
}

void Process::KeepHealth() {
  grpc::HealthCheckServiceInterface* health = server_->GetHealthCheckService();
  CatchUpTurns turns;
  absl::Time look = absl::InfinitePast();
  while (true) {
    StartCatchUps(turns);
    LookForPeers();
    if (certificate_ != nullptr && absl::Now() >= look) {
      look = absl::Now() + limits::kCertificateLook;
      certificate_->Look();
      ShowCertificate();
    }
    const auto not_ready = NotReady();
    for (const RoleRow& row : Roles()) {
      if (row.service.empty() || !Wanted(config_, row.name)) continue;
      const bool ready = std::find(not_ready.begin(), not_ready.end(), row.name) == not_ready.end();
      health->SetServingStatus(std::string(row.service), ready);
    }
    health->SetServingStatus("", not_ready.empty());  // the process; without a name: each of all
    changed_.NotifyAll();
    storage::MutexLock lock(mutex_);
    if (leaving_) {
      health->SetServingStatus(false);
      return;
    }
    changed_.WaitUntil(mutex_, absl::Now() + kHealthTick);
  }
}

void Process::LeaveService() {
  storage::MutexLock lock(mutex_);
  leaving_ = true;
  changed_.NotifyAll();
}

void Process::EndCalls(absl::Time deadline) {
  if (server_ == nullptr) return;
  if (!calls_.WaitUntilNone(deadline)) {
    calls_.CutAll();
    calls_.WaitUntilNone(absl::Now() + limits::kLastAnswers);
  }
  // An answer is with the system by now, and not yet with the caller: a connection that is closed
  // over unread requests is reset, and what was not sent is lost.
  absl::SleepFor(calls_.last_end() + limits::kLastAnswers - absl::Now());
  // At once: with time gRPC waits for connections, and a client that sleeps on one goes after its
  // own five seconds.
  server_->Shutdown(absl::ToChronoTime(absl::Now()));
  server_->Wait();
}

void Process::Stop() {
  LeaveService();
  {
    storage::MutexLock lock(mutex_);
    if (stopped_) return;
    stopped_ = true;
  }
  if (health_.joinable()) health_.join();
  const absl::Time deadline = absl::Now() + limits::kServerDrain;
  calls_.Refuse();
  for (auto role = roles_.rbegin(); role != roles_.rend(); ++role) (*role)->StopCalling();
  for (auto role = roles_.rbegin(); role != roles_.rend(); ++role) (*role)->EndStreams();
  EndCalls(deadline);
  for (auto role = roles_.rbegin(); role != roles_.rend(); ++role) (*role)->Stop();
  if (admin_ != nullptr) admin_->Stop();
  cpu_.Stop();
  feed_.Stop();
  server_.reset();  // before the services that it points to
  roles_.clear();
  path_hold_.reset();  // after the stores
}

std::string Process::grpc_address() const { return WithPort(config_.grpc, grpc_port_); }
std::string Process::http_address() const {
  return http_port_ == 0 ? "" : WithPort(config_.http, http_port_);
}

}  // namespace laowu
