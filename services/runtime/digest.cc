#include "services/runtime/digest.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace laowu::runtime {
namespace {

const unsigned char* Bytes(absl::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// Looking an algorithm up costs more than using it on a short text, so each is fetched once, and
// each thread keeps what it computes in.
const EVP_MD* Sha256Algorithm() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return algorithm;
}

EVP_MAC_CTX* NewHmac() {
  EVP_MAC* const algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  EVP_MAC_CTX* const context = EVP_MAC_CTX_new(algorithm);
  EVP_MAC_free(algorithm);  // the context holds it
  char digest[] = "SHA256";
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string("digest", digest, 0),
                                   OSSL_PARAM_construct_end()};
  if (context == nullptr || EVP_MAC_CTX_set_params(context, parameters) != 1) std::abort();
  return context;
}

// OpenSSL fails here only if memory is out or the library is broken: a wrong digest would lose
// records.
void Must(int result) {
  if (result != 1) std::abort();
}

// Random bytes in store, each given out once.
class RandomPool {
 public:
  ~RandomPool() { OPENSSL_cleanse(bytes_, sizeof(bytes_)); }
  void Take(unsigned char* out, size_t count) {
    if (count > sizeof(bytes_) - next_) {
      // Without randomness no key, token or nonce is safe: going on would be worse than stopping.
      Must(RAND_bytes(bytes_, sizeof(bytes_)));
      next_ = 0;
    }
    std::memcpy(out, bytes_ + next_, count);
    OPENSSL_cleanse(bytes_ + next_, count);
    next_ += count;
  }

 private:
  unsigned char bytes_[1024] = {};
  size_t next_ = sizeof(bytes_);
};

}  // namespace

std::string Sha256(absl::string_view text) {
  thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
      EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  std::string out(SHA256_DIGEST_LENGTH, '\0');
  Must(EVP_DigestInit_ex2(context.get(), Sha256Algorithm(), nullptr));
  Must(EVP_DigestUpdate(context.get(), text.data(), text.size()));
  Must(EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char*>(out.data()), nullptr));
  return out;
}

std::string HmacSha256(absl::string_view key, absl::string_view text) {
  thread_local const std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)> context(
      NewHmac(), &EVP_MAC_CTX_free);
  std::string out(SHA256_DIGEST_LENGTH, '\0');
  size_t size = 0;
  Must(EVP_MAC_init(context.get(), Bytes(key), key.size(), nullptr));
  Must(EVP_MAC_update(context.get(), Bytes(text), text.size()));
  Must(EVP_MAC_final(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size,
                     out.size()));
  return out;
}

std::string RandomBytes(int count) {
  constexpr int kFromPool = 64;  // longer ones are rare and keep the pool from being any use
  std::string out(static_cast<size_t>(count), '\0');
  auto* const bytes = reinterpret_cast<unsigned char*>(out.data());
  if (count > kFromPool) {
    Must(RAND_bytes(bytes, count));
  } else {
    thread_local RandomPool pool;
    pool.Take(bytes, out.size());
  }
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

// RFC 9562, 6.2, method 1: milliseconds and a counter of 12 bits, which starts anywhere in its
// lower half and carries into the milliseconds. A clock that steps back by up to a second is waited
// out.
uint64_t NextStamp(uint64_t millis, uint64_t random) {
  constexpr int kCounterBits = 12;
  constexpr uint64_t kCounterStart = (uint64_t{1} << (kCounterBits - 1)) - 1;
  constexpr uint64_t kBackMillis = 1000;
  static std::atomic<uint64_t> last_stamp{0};
  uint64_t last = last_stamp.load();
  uint64_t next = 0;
  do {
    const uint64_t last_millis = last >> kCounterBits;
    const bool is_later = millis > last_millis || last_millis - millis > kBackMillis;
    next = is_later ? millis << kCounterBits | (random & kCounterStart) : last + 1;
  } while (!last_stamp.compare_exchange_weak(last, next));
  return next;
}

}  // namespace

std::string NewId(absl::Time now) {
  std::string uuid = RandomBytes(16);
  const auto random = static_cast<uint64_t>(static_cast<unsigned char>(uuid[6]) << 8 |
                                            static_cast<unsigned char>(uuid[7]));
  const uint64_t stamp = NextStamp(static_cast<uint64_t>(absl::ToUnixMillis(now)), random);
  for (int i = 0; i < 6; ++i) uuid[i] = static_cast<char>((stamp >> (52 - 8 * i)) & 0xFF);
  uuid[6] = static_cast<char>(0x70 | ((stamp >> 8) & 0x0F));
  uuid[7] = static_cast<char>(stamp & 0xFF);
  uuid[8] = static_cast<char>(0x80 | (static_cast<unsigned char>(uuid[8]) & 0x3F));
  return SortableBase32(uuid);
}

std::optional<absl::Time> TimeOfId(absl::string_view id) {
  constexpr size_t kIdChars = 26;
  constexpr size_t kTimeChars = 10;  // 50 bits, of which the last two are not the time's
  if (id.size() != kIdChars) return std::nullopt;
  int64_t bits = 0;
  for (const char c : id.substr(0, kTimeChars)) {
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_digit && (c < 'a' || c > 'v')) return std::nullopt;
    bits = bits << 5 | (is_digit ? c - '0' : c - 'a' + 10);
  }
  return absl::FromUnixMillis(bits >> 2);
}

std::string FirstIdOf(absl::Time time) {
  std::string uuid(16, '\0');
  const auto millis = static_cast<uint64_t>(absl::ToUnixMillis(time));
  for (int i = 0; i < 6; ++i) uuid[i] = static_cast<char>((millis >> (40 - 8 * i)) & 0xFF);
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
