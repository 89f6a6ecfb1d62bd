#include "services/runtime/keys.h"

#include <google/protobuf/util/json_util.h>
#include <openssl/evp.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <system_error>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "laowu/internal/v1/stored.pb.h"
#include "services/runtime/data_folder.h"
#include "services/runtime/digest.h"
#include "services/runtime/files.h"
#include "storage/status_macros.h"

namespace laowu::runtime {
namespace {

constexpr char kFormat = 1;
constexpr size_t kNonceBytes = 12;
constexpr size_t kTagBytes = 16;
constexpr size_t kHeadBytes = 2;
constexpr size_t kKeyBytes = 32;

// Looked up once, and one to a thread: on the texts sealed here both cost more than the cipher.
const EVP_CIPHER* Aes256Gcm() {
  static const EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  return cipher;
}
EVP_CIPHER_CTX* ThisThreadsContext() {
  thread_local const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(
      EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  return context.get();
}

unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* Bytes(absl::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// OpenSSL fails here only if memory is out or the library is broken: no value may then be written.
void Must(int result) {
  if (result != 1) std::abort();
}

std::string Seal(absl::string_view key, absl::string_view nonce, absl::string_view plain,
                 absl::string_view associated) {
  EVP_CIPHER_CTX* const context = ThisThreadsContext();
  Must(EVP_EncryptInit_ex(context, Aes256Gcm(), nullptr, Bytes(key), Bytes(nonce)));
  int count = 0;
  Must(EVP_EncryptUpdate(context, nullptr, &count, Bytes(associated),
                         static_cast<int>(associated.size())));
  std::string out(plain.size() + kTagBytes, '\0');
  Must(
      EVP_EncryptUpdate(context, Bytes(out), &count, Bytes(plain), static_cast<int>(plain.size())));
  Must(EVP_EncryptFinal_ex(context, Bytes(out) + count, &count));
  Must(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, kTagBytes, Bytes(out) + plain.size()));
  return out;
}

// False if the tag does not fit.
bool Open(absl::string_view key, absl::string_view nonce, absl::string_view sealed,
          absl::string_view associated, std::string* plain) {
  EVP_CIPHER_CTX* const context = ThisThreadsContext();
  Must(EVP_DecryptInit_ex(context, Aes256Gcm(), nullptr, Bytes(key), Bytes(nonce)));
  int count = 0;
  Must(EVP_DecryptUpdate(context, nullptr, &count, Bytes(associated),
                         static_cast<int>(associated.size())));
  const absl::string_view body = sealed.substr(0, sealed.size() - kTagBytes);
  std::string tag(sealed.substr(body.size()));
  plain->assign(body.size(), '\0');
  Must(EVP_DecryptUpdate(context, Bytes(*plain), &count, Bytes(body),
                         static_cast<int>(body.size())));
  Must(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()));
  return EVP_DecryptFinal_ex(context, Bytes(*plain) + count, &count) == 1;
}

std::string KeysCheckPath(const std::string& data_folder) { return data_folder + kKeysCheck; }

}  // namespace

std::string KeyFilePath(const std::string& folder) { return folder + "/keys.json"; }
std::string PrincipalFilePath(const std::string& folder) { return folder + "/principals.json"; }

absl::StatusOr<Keys> Keys::Load(const std::string& folder) {
  const std::string path = KeyFilePath(folder);
  auto json = ReadFile(path);
  if (absl::IsNotFound(json.status())) {
    return absl::NotFoundError(
        absl::StrCat("there is no key file ", path, ": make one with laowu init --keys ", folder,
                     ", or name the right folder with --keys. A data folder needs the keys that it "
                     "was written with. 没有密钥文件：新系统请用 laowu init 生成，否则用 --keys "
                     "指明密钥目录。"));
  }
  LAOWU_RETURN_IF_ERROR(json.status());
  LAOWU_RETURN_IF_ERROR(CheckPrivate(path));
  internal::v1::KeyFile file;
  const auto parsed = google::protobuf::util::JsonStringToMessage(*json, &file);
  Keys keys;
  for (const auto& key : file.encryption_keys()) {
    keys.encryption_keys_.push_back({key.id(), key.secret()});
  }
  for (const auto& key : file.digest_keys()) keys.digest_keys_.push_back({key.id(), key.secret()});
  bool good = parsed.ok() && !keys.encryption_keys_.empty() && !keys.digest_keys_.empty();
  for (const auto* list : {&keys.encryption_keys_, &keys.digest_keys_}) {
    for (const Key& key : *list) {
      good = good && key.id >= 1 && key.id <= 255 && key.secret.size() == kKeyBytes;
    }
  }
  if (!good) {
    return absl::FailedPreconditionError(absl::StrCat(
        path,
        " is not a whole file of keys. Put back a copy of it; the data cannot be "
        "read without the keys that it was written with. 密钥文件不完整：请放回其副本。"));
  }
  return keys;
}

std::string Keys::Encrypt(absl::string_view plain, absl::string_view record_name) const {
  const Key& key = encryption_keys_.back();
  const std::string nonce = RandomBytes(kNonceBytes);
  std::string out;
  out.push_back(kFormat);
  out.push_back(static_cast<char>(key.id));
  absl::StrAppend(&out, nonce, Seal(key.secret, nonce, plain, record_name));
  return out;
}

absl::StatusOr<std::string> Keys::Decrypt(absl::string_view envelope,
                                          absl::string_view record_name) const {
  if (envelope.size() < kHeadBytes + kNonceBytes + kTagBytes || envelope[0] != kFormat) {
    return absl::DataLossError("an encrypted value is cut short or of an unknown format");
  }
  const auto id = static_cast<int64_t>(static_cast<unsigned char>(envelope[1]));
  for (const Key& key : encryption_keys_) {
    if (key.id != id) continue;
    std::string plain;
    if (Open(key.secret, envelope.substr(kHeadBytes, kNonceBytes),
             envelope.substr(kHeadBytes + kNonceBytes), record_name, &plain)) {
      return plain;
    }
    return absl::DataLossError("an encrypted value was changed, or belongs to another record");
  }
  return absl::FailedPreconditionError(absl::StrCat(
      "a value is encrypted with key ", id,
      ", which is not in the key file 密钥文件中没有数据所用的密钥：请放回原来的密钥文件"));
}

Keys::Digest Keys::DigestOf(absl::string_view kind, absl::string_view value) const {
  return DigestsOf(kind, value).front();
}

std::vector<Keys::Digest> Keys::DigestsOf(absl::string_view kind, absl::string_view value) const {
  const std::string text = absl::StrCat(kind, "\n", value);
  std::vector<Digest> out;
  for (auto key = digest_keys_.rbegin(); key != digest_keys_.rend(); ++key) {
    out.push_back({key->id, absl::BytesToHexString(HmacSha256(key->secret, text))});
  }
  return out;
}

absl::Status NoKeysFor(const std::string& data_folder, const std::string& keys_folder) {
  const std::string path = KeyFilePath(keys_folder);
  std::error_code ignored;
  const auto status = std::filesystem::status(data_folder, ignored);
  if (IsPrepared(data_folder)) {
    return absl::NotFoundError(absl::StrCat(
        "there is no key file ", path, ", and the data in ", data_folder,
        " can be read with its own keys alone: put back their copy, or name their folder with "
        "--keys. New keys would not help. 数据只能用原来的密钥读取：请放回密钥副本，"
        "或用 --keys 指明其目录；新密钥无济于事。"));
  }
  if (std::filesystem::exists(status) && !std::filesystem::is_directory(status)) {
    return absl::NotFoundError(absl::StrCat("--data ", data_folder,
                                            " is no folder; name the folder of the data 不是目录"));
  }
  const bool absent = !std::filesystem::exists(status);
  return absl::NotFoundError(absl::StrCat(
      absent ? absl::StrCat("there is no folder ", data_folder, ", and") : std::string("there is"),
      " no key file ", path,
      ". Is --data right? For a new system make the keys first: laowu init --data ", data_folder,
      absent ? "" : ", or name their folder with --keys",
      " 没有密钥：请核对 --data；新系统请先执行 laowu init"));
}

absl::Status CheckKeysBelong(const Keys& keys, const std::string& data_folder) {
  constexpr char kKnownText[] = "laowu data";
  constexpr char kKind[] = "keys-check";
  const std::string path = KeysCheckPath(data_folder);
  const auto stored = ReadFile(path);
  if (absl::IsNotFound(stored.status())) {
    return ReplaceFile(path,
                       absl::StrCat(absl::Base64Escape(keys.Encrypt(kKnownText, kKind)), "\n",
                                    keys.DigestOf(kKind, kKnownText).hex, "\n"),
                       0600);
  }
  LAOWU_RETURN_IF_ERROR(stored.status());
  const std::vector<std::string> lines = absl::StrSplit(*stored, '\n');
  std::string envelope;
  bool good = lines.size() >= 2 && absl::Base64Unescape(lines[0], &envelope) &&
              keys.Decrypt(envelope, kKind).ok();
  if (good) {
    good = false;
    for (const auto& digest : keys.DigestsOf(kKind, kKnownText)) good |= digest.hex == lines[1];
  }
  if (good) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("the data in ", data_folder, " was written with other keys (", path,
                   " does not fit). Name the folder of its own keys with --keys, or put back their "
                   "copy. 数据是用另一套密钥写的：请用 --keys 指明原来的密钥目录。"));
}

absl::Status CreateKeys(const std::string& folder, absl::Time now) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    return absl::FailedPreconditionError(absl::StrCat("cannot make the folder ", folder, ": ",
                                                      error.message(), " 无法建立密钥目录"));
  }
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  const std::string path = KeyFilePath(folder);
  if (std::filesystem::exists(path)) {
    return absl::AlreadyExistsError(absl::StrCat(
        path,
        " is there already and is kept: data written with it could not be read without it "
        "密钥已存在，保留不变"));
  }
  internal::v1::KeyFile file;
  for (auto* key : {file.add_encryption_keys(), file.add_digest_keys()}) {
    key->set_id(1);
    key->set_secret(RandomBytes(kKeyBytes));
    key->mutable_create_time()->set_seconds(absl::ToUnixSeconds(now));
  }
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.preserve_proto_field_names = true;
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(file, &json, options);
  if (!status.ok()) return absl::InternalError(std::string(status.message()));
  LAOWU_RETURN_IF_ERROR(ReplaceFile(path, json, 0600));
  const std::string principals = PrincipalFilePath(folder);
  return std::filesystem::exists(principals) ? absl::OkStatus()
                                             : ReplaceFile(principals, "{}\n", 0600);
}

}  // namespace laowu::runtime
