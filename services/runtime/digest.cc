#include "services/runtime/digest.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace laowu::runtime {
namespace {

const unsigned char* Bytes(absl::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string Sha256(absl::string_view text) {
  std::string out(SHA256_DIGEST_LENGTH, '\0');
  SHA256(Bytes(text), text.size(), reinterpret_cast<unsigned char*>(out.data()));
  return out;
}

std::string HmacSha256(absl::string_view key, absl::string_view text) {
  std::string out(SHA256_DIGEST_LENGTH, '\0');
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), Bytes(text), text.size(),
       reinterpret_cast<unsigned char*>(out.data()), &size);
  return out;
}

std::string RandomBytes(int count) {
  std::string out(static_cast<size_t>(count), '\0');
  // Without randomness no key, token or nonce is safe: going on would be worse than stopping.
  if (RAND_bytes(reinterpret_cast<unsigned char*>(out.data()), count) != 1) std::abort();
  return out;
}

std::string Base32(absl::string_view bytes) {
  static constexpr char kAlphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
  std::string out;
  uint32_t buffer = 0;
  int bits = 0;
  for (const char c : bytes) {
    buffer = (buffer << 8) | static_cast<unsigned char>(c);
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out.push_back(kAlphabet[(buffer >> bits) & 31U]);
    }
  }
  if (bits > 0) out.push_back(kAlphabet[(buffer << (5 - bits)) & 31U]);
  return out;
}

int64_t TieHash(absl::string_view name) {
  const std::string digest = Sha256(name);
  uint64_t value = 0;
  for (int i = 0; i < 8; ++i) value = (value << 8) | static_cast<unsigned char>(digest[i]);
  return static_cast<int64_t>(value >> 1);
}

namespace {

// Base 32 that sorts as its bytes do: digits before letters (RFC 4648 base32hex).
std::string SortableBase32(absl::string_view bytes) {
  std::string out = Base32(bytes);
  static constexpr char kOrdered[] = "0123456789abcdefghijklmnopqrstuv";
  for (char& c : out) c = kOrdered[c >= 'a' ? c - 'a' : c - '2' + 26];
  return out;
}

}  // namespace

std::string NewId(absl::Time now) {
  std::string uuid = RandomBytes(16);
  const auto millis = static_cast<uint64_t>(absl::ToUnixMillis(now));
  for (int i = 0; i < 6; ++i) uuid[i] = static_cast<char>((millis >> (40 - 8 * i)) & 0xFF);
  uuid[6] = static_cast<char>(0x70 | (static_cast<unsigned char>(uuid[6]) & 0x0F));
  uuid[8] = static_cast<char>(0x80 | (static_cast<unsigned char>(uuid[8]) & 0x3F));
  return SortableBase32(uuid);
}

std::string IdForRequest(absl::string_view request_id, absl::Time now) {
  return request_id.empty() ? NewId(now) : absl::AsciiStrToLower(request_id);
}

std::string IdForReference(absl::string_view reference) {
  bool fits = !reference.empty() && reference.size() <= 63;
  for (const char c : reference) {
    const auto byte = static_cast<unsigned char>(c);
    fits = fits && (absl::ascii_islower(byte) || absl::ascii_isdigit(byte) || c == '-');
  }
  return fits ? std::string(reference) : absl::StrCat("r-", Base32(Sha256(reference)));
}

std::string DeterministicBytes(const google::protobuf::Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  {
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    message.SerializeToCodedStream(&coded);
  }
  return bytes;
}

bool EqualSecrets(absl::string_view a, absl::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace laowu::runtime
