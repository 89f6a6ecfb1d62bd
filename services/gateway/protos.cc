#include "services/gateway/protos.h"

#include "absl/strings/string_view.h"

namespace laowu::embedded {
extern const absl::string_view protos_zip;
}  // namespace laowu::embedded

namespace laowu::gateway {

void AddProtosRoute(httplib::Server& server) {
  server.Get("/protos.zip", [](const httplib::Request&, httplib::Response& response) {
    response.set_header("Content-Disposition", "attachment; filename=\"laowu-protos.zip\"");
    response.set_content(embedded::protos_zip.data(), embedded::protos_zip.size(),
                         "application/zip");
  });
}

}  // namespace laowu::gateway
