#ifndef LAOWU_SERVICES_RUNTIME_TLS_H_
#define LAOWU_SERVICES_RUNTIME_TLS_H_

// TLS for both doors and for who calls. A server's certificate and key are PEM files that may be
// replaced while it serves, each by renaming the new one over it: new connections get the new
// certificate within two seconds, open ones keep theirs. What cannot be used (no PEM, another's
// key, not yet or no longer in force) is logged once, and the one before is kept. TLS 1.2 is the
// least.

#include <grpc/grpc_security.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/security/server_credentials.h>
#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/mutex.h"

namespace laowu::runtime {

// So long before its end a certificate is warned of, at the start and then once a day.
inline constexpr absl::Duration kCertificateWarning = absl::Hours(24 * 14);

// A certificate with its chain and its key, as the files hold them now; one for both doors.
// Thread-safe.
class Certificate {
 public:
  // FAILED_PRECONDITION, saying what to do: a file is not PEM, or the key is not the certificate's.
  // One that is not in force is taken, and logged: a server that stayed down would help nobody.
  static absl::StatusOr<std::unique_ptr<Certificate>> Load(const std::string& cert_file,
                                                           const std::string& key_file);

  // Makes connections of `context` use it, and the oldest protocol allowed. Outlives the context.
  void UseIn(SSL_CTX* context);
  // For a gRPC port. Outlives the server.
  std::shared_ptr<grpc::ServerCredentials> ForGrpc();

  // Reads the files again if they have changed; at most each limits::kCertificateLook. Connections
  // do so by themselves; called beside them, what is wrong is said before somebody connects.
  void Look() { (void)Current(); }
  // When that in use ends.
  absl::Time expire_time() const;

 private:
  struct Loaded;
  static absl::StatusOr<std::shared_ptr<const Loaded>> Read(const std::string& cert_file,
                                                            const std::string& key_file);
  Certificate(std::string cert_file, std::string key_file)
      : cert_file_(std::move(cert_file)), key_file_(std::move(key_file)) {}
  static int OnConnection(SSL* connection, void* certificate);
  static grpc_ssl_certificate_config_reload_status OnGrpcConnection(
      void* certificate, grpc_ssl_server_certificate_config** config);
  std::shared_ptr<const Loaded> Current();
  void Replace(absl::Time now) LAOWU_REQUIRES(mutex_);
  void WarnOfItsEnd(absl::Time now) LAOWU_REQUIRES(mutex_);

  const std::string cert_file_;
  const std::string key_file_;
  mutable storage::Mutex mutex_;
  std::shared_ptr<const Loaded> current_ LAOWU_GUARDED_BY(mutex_);
  std::shared_ptr<const Loaded> told_grpc_ LAOWU_GUARDED_BY(mutex_);
  std::string stamp_ LAOWU_GUARDED_BY(mutex_);
  // The files hold one that was not in force when it was looked at; it may come to be.
  bool waits_ LAOWU_GUARDED_BY(mutex_) = false;
  absl::Time looked_ LAOWU_GUARDED_BY(mutex_) = absl::InfinitePast();
  absl::Time warned_ LAOWU_GUARDED_BY(mutex_) = absl::InfinitePast();
};

// For a caller: the server must show a certificate for the name or address it was reached by,
// vouched for by one of `ca_file` (PEM). FAILED_PRECONDITION if that holds no certificate.
absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> TlsChannelCredentials(
    const std::string& ca_file);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_TLS_H_
