#ifndef LAOWU_SERVICES_RUNTIME_RUNNING_DIGEST_H_
#define LAOWU_SERVICES_RUNTIME_RUNNING_DIGEST_H_

// SHA-256 of what is made piece by piece, in calls that nothing but a page token joins.

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace laowu::runtime {

// Not thread-safe.
class RunningSha256 {
 public:
  RunningSha256();
  // Goes on from where state() was asked for; nullopt: `state` is none. One that was tampered with
  // gives a wrong digest, and nothing worse.
  static std::optional<RunningSha256> From(absl::string_view state);

  void Add(absl::string_view text);
  // Of all so far, 32 bytes; more may be added after.
  std::string Digest() const;
  // For From, on a machine of the same kind. 112 bytes.
  const std::string& state() const { return state_; }

 private:
  std::string state_;  // an SHA256_CTX
};

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_RUNNING_DIGEST_H_
