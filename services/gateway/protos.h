#ifndef LAOWU_SERVICES_GATEWAY_PROTOS_H_
#define LAOWU_SERVICES_GATEWAY_PROTOS_H_

#include <httplib.h>

namespace laowu::gateway {

// GET /protos.zip: the API's protos and those that they import, as this server was built with, so
// that a partner's programmer has the contract from the server that it is spoken with. Anybody may
// have them: they hold no secret.
void AddProtosRoute(httplib::Server& server);

}  // namespace laowu::gateway

#endif  // LAOWU_SERVICES_GATEWAY_PROTOS_H_
