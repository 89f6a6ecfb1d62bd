#ifndef LAOWU_SERVICES_GATEWAY_GATEWAY_H_
#define LAOWU_SERVICES_GATEWAY_GATEWAY_H_

// The HTTP door: every unary method as POST /laowu.v1.Service/Method (connect.h), the pages for
// browsers (pages.h), /healthz, /readyz, /metrics. It checks nothing but the shape of HTTP, and
// who reads /metrics beyond loopback: for calls the service behind does, once.

#include <memory>

#include "absl/status/statusor.h"
#include "services/runtime/role.h"
#include "services/runtime/tls.h"

namespace laowu::gateway {

// A role with a port: 0 asks for any free one.
class GatewayRole : public runtime::Role {
 public:
  // 0 until started.
  virtual int port() const = 0;
  // Before Start: TLS is spoken with it, and none with nullptr. It outlives the role.
  virtual void UseCertificate(runtime::Certificate* certificate) = 0;
};

std::unique_ptr<GatewayRole> MakeGatewayRole(const runtime::Environment& environment);
// The same address with /healthz, /readyz and /metrics alone, for a process without that role.
std::unique_ptr<GatewayRole> MakeMonitoringDoor(const runtime::Environment& environment);

}  // namespace laowu::gateway

#endif  // LAOWU_SERVICES_GATEWAY_GATEWAY_H_
