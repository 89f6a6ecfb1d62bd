// The functions of OpenSSL that this rests on are deprecated since 3.0; those in their place
// (EVP_Digest…) do not tell how far they are.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "services/runtime/running_digest.h"

#include <openssl/sha.h>

#include <cstdlib>
#include <cstring>

namespace laowu::runtime {
namespace {

SHA256_CTX ContextOf(absl::string_view state) {
  SHA256_CTX context;
  std::memcpy(&context, state.data(), sizeof(context));
  return context;
}

std::string StateOf(const SHA256_CTX& context) {
  return {reinterpret_cast<const char*>(&context), sizeof(context)};
}

// As in digest.cc: a wrong digest is worse than none.
void Must(int result) {
  if (result != 1) std::abort();
}

}  // namespace

RunningSha256::RunningSha256() {
  SHA256_CTX context = {};
  Must(SHA256_Init(&context));
  state_ = StateOf(context);
}

std::optional<RunningSha256> RunningSha256::From(absl::string_view state) {
  if (state.size() != sizeof(SHA256_CTX)) return std::nullopt;
  const SHA256_CTX context = ContextOf(state);
  // How much of a block stands in its buffer: past that OpenSSL would write beyond it.
  if (context.num >= SHA256_CBLOCK || context.md_len != SHA256_DIGEST_LENGTH) return std::nullopt;
  RunningSha256 running;
  running.state_ = std::string(state);
  return running;
}

void RunningSha256::Add(absl::string_view text) {
  SHA256_CTX context = ContextOf(state_);
  Must(SHA256_Update(&context, text.data(), text.size()));
  state_ = StateOf(context);
}

std::string RunningSha256::Digest() const {
  SHA256_CTX context = ContextOf(state_);
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  Must(SHA256_Final(reinterpret_cast<unsigned char*>(digest.data()), &context));
  return digest;
}

}  // namespace laowu::runtime
