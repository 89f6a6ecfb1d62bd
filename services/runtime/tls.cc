#include "services/runtime/tls.h"

#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>
#include <openssl/err.h>
#include <openssl/pem.h>

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

absl::StatusOr<std::shared_ptr<SSL_CTX>> LoadContext(const std::string& cert_file,
                                                     const std::string& key_file) {
  for (const std::string& file : {cert_file, key_file}) {
    LAOWU_RETURN_IF_ERROR(ReadFile(file).status());
  }
  std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  if (context == nullptr) return absl::InternalError("OpenSSL gives no context");
  if (SSL_CTX_use_certificate_chain_file(context.get(), cert_file.c_str()) != 1) {
    return absl::FailedPreconditionError(
        absl::StrCat("--tls-cert ", cert_file, " is not a certificate in PEM: ", OpenSslReason()));
  }
  if (SSL_CTX_use_PrivateKey_file(context.get(), key_file.c_str(), SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_check_private_key(context.get()) != 1) {
    return absl::FailedPreconditionError(
        absl::StrCat("--tls-key ", key_file, " is not the key of the certificate ", cert_file,
                     " in PEM, without a password: ", OpenSslReason()));
  }
  return context;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Certificate>> Certificate::Load(const std::string& cert_file,
                                                               const std::string& key_file) {
  std::unique_ptr<Certificate> certificate(new Certificate(cert_file, key_file));
  storage::MutexLock lock(certificate->mutex_);
  certificate->stamp_ = absl::StrCat(FileStamp(cert_file), " ", FileStamp(key_file));
  LAOWU_ASSIGN_OR_RETURN(certificate->current_, LoadContext(cert_file, key_file));
  return certificate;
}

void Certificate::UseIn(SSL_CTX* context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_cert_cb(context, OnConnection, this);
}

int Certificate::OnConnection(SSL* connection, void* certificate) {
  const auto context = static_cast<Certificate*>(certificate)->Current();
  STACK_OF(X509)* chain = nullptr;
  SSL_CTX_get0_chain_certs(context.get(), &chain);
  return SSL_use_cert_and_key(connection, SSL_CTX_get0_certificate(context.get()),
                              SSL_CTX_get0_privatekey(context.get()), chain, /*override=*/1);
}

std::shared_ptr<SSL_CTX> Certificate::Current() {
  storage::MutexLock lock(mutex_);
  const absl::Time now = absl::Now();
  if (now - looked_ < limits::kCertificateLook) return current_;
  looked_ = now;
  std::string stamp = absl::StrCat(FileStamp(cert_file_), " ", FileStamp(key_file_));
  if (stamp == stamp_) return current_;
  stamp_ = std::move(stamp);
  auto loaded = LoadContext(cert_file_, key_file_);
  if (loaded.ok()) {
    current_ = *std::move(loaded);
    Log(LogLevel::kInfo, "certificate replaced", {{"file", cert_file_}});
  } else {
    Log(LogLevel::kError, "the new certificate cannot be used; the one before is kept",
        {{"status", std::string(loaded.status().message())}});
  }
  return current_;
}

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> TlsServerCredentials(
    const std::string& cert_file, const std::string& key_file) {
  // gRPC reads the files itself, and says nothing of what is wrong with them.
  LAOWU_RETURN_IF_ERROR(LoadContext(cert_file, key_file).status());
  auto provider = std::make_shared<grpc::experimental::FileWatcherCertificateProvider>(
      key_file, cert_file, static_cast<unsigned>(absl::ToInt64Seconds(limits::kCertificateLook)));
  grpc::experimental::TlsServerCredentialsOptions options(std::move(provider));
  options.watch_identity_key_cert_pairs();
  options.set_cert_request_type(GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE);
  return grpc::experimental::TlsServerCredentials(options);
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
        absl::StrCat(ca_file, " holds no certificate in PEM: ", OpenSslReason()));
  }
  X509_free(first);
  return grpc::SslCredentials(options);
}

}  // namespace laowu::runtime
