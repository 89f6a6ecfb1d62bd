#ifndef LAOWU_SERVICES_RUNTIME_TLS_H_
#define LAOWU_SERVICES_RUNTIME_TLS_H_

// TLS for both doors and for who calls. A server's certificate and key are PEM files that may be
// replaced while it serves, each by renaming the new one over it: new connections get the new
// certificate within two seconds, open ones keep theirs. TLS 1.2 is the least.

#include <grpcpp/security/credentials.h>
#include <grpcpp/security/server_credentials.h>
#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/mutex.h"

namespace laowu::runtime {

// A certificate with its chain and its key, as the files hold them now. While they do not fit
// together (one is replaced before the other), what was there before is kept. Thread-safe.
class Certificate {
 public:
  // FAILED_PRECONDITION, saying what to do: a file is not PEM, or the key is not the certificate's.
  static absl::StatusOr<std::unique_ptr<Certificate>> Load(const std::string& cert_file,
                                                           const std::string& key_file);

  // Makes connections of `context` use it, and the oldest protocol allowed. Outlives the context.
  void UseIn(SSL_CTX* context);

 private:
  Certificate(std::string cert_file, std::string key_file)
      : cert_file_(std::move(cert_file)), key_file_(std::move(key_file)) {}
  static int OnConnection(SSL* connection, void* certificate);
  std::shared_ptr<SSL_CTX> Current();

  const std::string cert_file_;
  const std::string key_file_;
  storage::Mutex mutex_;
  std::shared_ptr<SSL_CTX> current_ LAOWU_GUARDED_BY(mutex_);
  std::string stamp_ LAOWU_GUARDED_BY(mutex_);
  absl::Time looked_ LAOWU_GUARDED_BY(mutex_) = absl::InfinitePast();
};

// For a gRPC port. Errors as Certificate::Load.
absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> TlsServerCredentials(
    const std::string& cert_file, const std::string& key_file);

// For a caller: the server must show a certificate for the name or address it was reached by,
// vouched for by one of `ca_file` (PEM). FAILED_PRECONDITION if that holds no certificate.
absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> TlsChannelCredentials(
    const std::string& ca_file);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_TLS_H_
