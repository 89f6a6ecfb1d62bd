#include "services/runtime/tls.h"

#include <grpc/grpc.h>
#include <openssl/asn1.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <ctime>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/runtime/files.h"
#include "services/runtime/limits.h"
#include "services/runtime/log.h"
#include "storage/status_macros.h"

namespace laowu::runtime {
namespace {

// What OpenSSL says of its last failure on this thread.
std::string OpenSslReason() {
  const unsigned long code = ERR_get_error();
  ERR_clear_error();
  const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
  return reason == nullptr ? "it cannot be read" : reason;
}

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using X509Ptr = std::unique_ptr<X509, decltype(&X509_free)>;

Bio BioOf(const std::string& pem) {
  return Bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
}

X509Ptr NextCertificate(BIO* bio) {
  return X509Ptr(PEM_read_bio_X509(bio, nullptr, nullptr, nullptr), X509_free);
}

absl::Time TimeOf(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return absl::InfinitePast();
  return absl::FromTM(parts, absl::UTCTimeZone());
}

std::string TimeText(absl::Time time) {
  return absl::FormatTime(absl::RFC3339_sec, time, absl::UTCTimeZone());
}

// A key under a password must not make OpenSSL ask for it at the terminal.
int NoPassword(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*data*/) { return 0; }

absl::Status UsePem(SSL_CTX* context, const std::string& cert, const std::string& cert_file,
                    const std::string& key, const std::string& key_file) {
  const Bio chain = BioOf(cert);
  const X509Ptr first = NextCertificate(chain.get());
  if (first == nullptr || SSL_CTX_use_certificate(context, first.get()) != 1) {
    return absl::FailedPreconditionError(
        absl::StrCat("--tls-cert ", cert_file, " is not a certificate in PEM: ", OpenSslReason(),
                     " 不是 PEM 证书"));
  }
  while (const X509Ptr next = NextCertificate(chain.get())) {
    SSL_CTX_add1_chain_cert(context, next.get());
  }
  ERR_clear_error();  // the end of the file is no error
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> private_key(
      PEM_read_bio_PrivateKey(BioOf(key).get(), nullptr, NoPassword, nullptr), EVP_PKEY_free);
  if (private_key == nullptr || SSL_CTX_use_PrivateKey(context, private_key.get()) != 1 ||
      SSL_CTX_check_private_key(context) != 1) {
    return absl::FailedPreconditionError(absl::StrCat(
        "--tls-key ", key_file, " is not the key of the certificate ", cert_file,
        " in PEM, without a password: ", OpenSslReason(), " 不是该证书的密钥（须为无口令的 PEM）"));
  }
  return absl::OkStatus();
}

// gRPC's own credentials that read files again say nothing of what is wrong with them, and take
// what is no longer in force; its C interface asks at each connection.
class AskedCredentials final : public grpc::ServerCredentials {
 public:
  explicit AskedCredentials(grpc_server_credentials* credentials) : credentials_(credentials) {}
  ~AskedCredentials() override { grpc_server_credentials_release(credentials_); }
  AskedCredentials(const AskedCredentials&) = delete;
  AskedCredentials& operator=(const AskedCredentials&) = delete;
  // Who calls is known by metadata, and checked by the services.
  void SetAuthMetadataProcessor(
      const std::shared_ptr<grpc::AuthMetadataProcessor>& /*processor*/) override {}

 private:
  int AddPortToServer(const std::string& address, grpc_server* server) override {
    return grpc_server_add_http2_port(server, address.c_str(), credentials_);
  }

  grpc_server_credentials* const credentials_;
};

}  // namespace

struct Certificate::Loaded {
  std::shared_ptr<SSL_CTX> context;
  std::string cert, key;  // PEM
  absl::Time begin, expire;
  bool InForce(absl::Time now) const { return now >= begin && now < expire; }
};

absl::StatusOr<std::shared_ptr<const Certificate::Loaded>> Certificate::Read(
    const std::string& cert_file, const std::string& key_file) {
  auto loaded = std::make_shared<Loaded>();
  LAOWU_ASSIGN_OR_RETURN(loaded->cert, ReadFile(cert_file));
  LAOWU_ASSIGN_OR_RETURN(loaded->key, ReadFile(key_file));
  loaded->context = std::shared_ptr<SSL_CTX>(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  if (loaded->context == nullptr) return absl::InternalError("OpenSSL gives no context");
  LAOWU_RETURN_IF_ERROR(
      UsePem(loaded->context.get(), loaded->cert, cert_file, loaded->key, key_file));
  const X509* const own = SSL_CTX_get0_certificate(loaded->context.get());
  loaded->begin = TimeOf(X509_get0_notBefore(own));
  loaded->expire = TimeOf(X509_get0_notAfter(own));
  return std::shared_ptr<const Loaded>(std::move(loaded));
}

absl::StatusOr<std::unique_ptr<Certificate>> Certificate::Load(const std::string& cert_file,
                                                               const std::string& key_file) {
  std::unique_ptr<Certificate> certificate(new Certificate(cert_file, key_file));
  storage::MutexLock lock(certificate->mutex_);
  certificate->stamp_ = absl::StrCat(FileStamp(cert_file), " ", FileStamp(key_file));
  LAOWU_ASSIGN_OR_RETURN(certificate->current_, Read(cert_file, key_file));
  const absl::Time now = absl::Now();
  certificate->looked_ = now;
  if (now < certificate->current_->begin) {
    Log(LogLevel::kError, "the certificate is not in force yet: callers will refuse it",
        {{"file", cert_file}, {"from", TimeText(certificate->current_->begin)}});
  }
  certificate->WarnOfItsEnd(now);
  return certificate;
}

void Certificate::UseIn(SSL_CTX* context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_cert_cb(context, OnConnection, this);
}

int Certificate::OnConnection(SSL* connection, void* certificate) {
  const auto loaded = static_cast<Certificate*>(certificate)->Current();
  STACK_OF(X509)* chain = nullptr;
  SSL_CTX_get0_chain_certs(loaded->context.get(), &chain);
  return SSL_use_cert_and_key(connection, SSL_CTX_get0_certificate(loaded->context.get()),
                              SSL_CTX_get0_privatekey(loaded->context.get()), chain,
                              /*override=*/1);
}

std::shared_ptr<grpc::ServerCredentials> Certificate::ForGrpc() {
  {
    storage::MutexLock lock(mutex_);
    told_grpc_ = nullptr;
  }
  return std::make_shared<AskedCredentials>(grpc_ssl_server_credentials_create_with_options(
      grpc_ssl_server_credentials_create_options_using_config_fetcher(
          GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE, OnGrpcConnection, this)));
}

grpc_ssl_certificate_config_reload_status Certificate::OnGrpcConnection(
    void* certificate, grpc_ssl_server_certificate_config** config) {
  auto* const self = static_cast<Certificate*>(certificate);
  const auto loaded = self->Current();
  {
    storage::MutexLock lock(self->mutex_);
    if (self->told_grpc_ == loaded) return GRPC_SSL_CERTIFICATE_CONFIG_RELOAD_UNCHANGED;
    self->told_grpc_ = loaded;
  }
  const grpc_ssl_pem_key_cert_pair pair = {loaded->key.c_str(), loaded->cert.c_str()};
  // gRPC 1.51 aborts where no roots are given, though nobody's certificate is asked for.
  *config = grpc_ssl_server_certificate_config_create(loaded->cert.c_str(), &pair, 1);
  return GRPC_SSL_CERTIFICATE_CONFIG_RELOAD_NEW;
}

absl::Time Certificate::expire_time() const {
  storage::MutexLock lock(mutex_);
  return current_->expire;
}

std::shared_ptr<const Certificate::Loaded> Certificate::Current() {
  storage::MutexLock lock(mutex_);
  const absl::Time now = absl::Now();
  if (now - looked_ < limits::kCertificateLook) return current_;
  looked_ = now;
  Replace(now);
  WarnOfItsEnd(now);
  return current_;
}

void Certificate::Replace(absl::Time now) {
  std::string stamp = absl::StrCat(FileStamp(cert_file_), " ", FileStamp(key_file_));
  const bool changed = stamp != stamp_;
  if (!changed && !waits_) return;
  stamp_ = std::move(stamp);
  auto loaded = Read(cert_file_, key_file_);
  waits_ = loaded.ok() && !(*loaded)->InForce(now);
  if (loaded.ok() && !waits_) {
    current_ = *std::move(loaded);
    warned_ = absl::InfinitePast();
    Log(LogLevel::kInfo, "certificate replaced",
        {{"file", cert_file_}, {"expires", TimeText(current_->expire)}});
  } else if (changed) {
    const std::string why = !loaded.ok()
                                ? std::string(loaded.status().message())
                                : absl::StrCat("it is in force from ", TimeText((*loaded)->begin),
                                               " to ", TimeText((*loaded)->expire));
    Log(LogLevel::kError, "the new certificate cannot be used; the one before is kept",
        {{"file", cert_file_}, {"status", why}});
  }
}

void Certificate::WarnOfItsEnd(absl::Time now) {
  if (current_->expire - now >= kCertificateWarning || now - warned_ < absl::Hours(24)) return;
  warned_ = now;
  const bool over = now >= current_->expire;
  Log(over ? LogLevel::kError : LogLevel::kWarning,
      over ? "the certificate has expired: callers refuse it; put a new one over its files"
           : "the certificate expires soon: put a new one over its files",
      {{"file", cert_file_}, {"expires", TimeText(current_->expire)}});
}

absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> TlsChannelCredentials(
    const std::string& ca_file) {
  grpc::SslCredentialsOptions options;
  LAOWU_ASSIGN_OR_RETURN(options.pem_root_certs, ReadFile(ca_file));
  BIO* bio = BIO_new_mem_buf(options.pem_root_certs.data(),
                             static_cast<int>(options.pem_root_certs.size()));
  X509* first = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr);
  BIO_free(bio);
  if (first == nullptr) {
    return absl::FailedPreconditionError(
        absl::StrCat(ca_file, " holds no certificate in PEM: ", OpenSslReason(), " 不是 PEM 证书"));
  }
  X509_free(first);
  return grpc::SslCredentials(options);
}

}  // namespace laowu::runtime
