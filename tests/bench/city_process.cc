#include "tests/bench/city_process.h"

#include <jemalloc/jemalloc.h>

#include <fstream>
#include <utility>

#include "services/runtime/keys.h"

namespace laowu::bench {

absl::StatusOr<std::unique_ptr<Process>> StartProcess(const std::string& data,
                                                      std::vector<std::string> roles,
                                                      runtime::Clock clock) {
  runtime::ServeConfig config;
  config.data = data;
  config.grpc = "127.0.0.1:0";
  config.http = "127.0.0.1:0";
  config.insecure = true;
  config.roles = std::move(roles);
  return Process::Start(config, std::move(clock));
}

std::shared_ptr<grpc::Channel> ChannelTo(const Process& process) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  return grpc::CreateCustomChannel(process.grpc_address(), grpc::InsecureChannelCredentials(),
                                   arguments);
}

std::int64_t ResidentBytes() {
  // What was freed goes back to the system first.
  mallctl("arena.4096.purge", nullptr, nullptr, nullptr, 0);
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    std::int64_t kibibytes = 0;
    if (word == "RssAnon:" && status >> kibibytes) return kibibytes * 1024;
  }
  return 0;
}

}  // namespace laowu::bench
