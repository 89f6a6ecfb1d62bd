#ifndef LAOWU_SERVICES_RUNTIME_CONFIG_H_
#define LAOWU_SERVICES_RUNTIME_CONFIG_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace laowu::runtime {

// In place of a folder: stores that end with the process. For tests.
inline constexpr char kMemoryData[] = "memory:";

// The settings of `laowu serve`; everything else is a constant in limits.h, with its reason.
struct ServeConfig {
  std::string data;  // folder; one store a role below it
  std::string
      keys;  // folder of keys.json and principals.json; empty: the data folder's name + "-keys"
  std::string grpc = "127.0.0.1:50051";  // port 0: any free one
  std::string http = "127.0.0.1:8080";
  bool insecure = false;           // calls without a token are an administrator's; on loopback only
  std::vector<std::string> roles;  // empty: all
  std::map<std::string, std::string> peers;  // role → HOST:PORT, for roles that run elsewhere
  // File with the token by which the processes of one system know each other: that of a principal
  // of the role service. Needed with peers.
  std::string peer_token_file;
  std::string peer_ca;   // PEM file of who vouches for peers' certificates; empty: no TLS to peers
  std::string tls_cert;  // PEM files of this server's certificate (chain) and its key; both or none
  std::string tls_key;
  std::string backups;  // folder for backups; empty: none are made
  std::string web;      // folder of the built pages, served at /; empty: none are
  // http:// or https:// address that is told when a county crosses its target; empty: nobody is.
  std::string webhook_url;
  std::string webhook_ca;  // PEM file of who vouches for it; empty: whom this machine trusts
};

std::string KeysFolder(const ServeConfig& config);

// True for 127.0.0.0/8, ::1, localhost; `address` is HOST:PORT.
bool IsLoopback(const std::string& address);

// All that is wrong with the settings, in one INVALID_ARGUMENT.
absl::Status CheckConfig(const ServeConfig& config);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_CONFIG_H_
