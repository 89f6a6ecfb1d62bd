#ifndef LAOWU_SERVICES_GATEWAY_PAGES_H_
#define LAOWU_SERVICES_GATEWAY_PAGES_H_

// The built pages (web/) to browsers. Every file is read once, at the start: what is not in the
// folder then cannot be asked for, whatever the path says, and the disk is not touched again.

#include <httplib.h>

#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace laowu::gateway {

// Thread-safe.
class Pages {
 public:
  // FILE.br and FILE.gz are FILE precompressed, sent to browsers that take them. NOT_FOUND without
  // an index.html; FAILED_PRECONDITION beyond 64 MiB, or where a file cannot be read.
  static absl::StatusOr<std::unique_ptr<const Pages>> Load(const std::string& folder);

  // "/", before the gateway's own words.
  void AddFirstRoute(httplib::Server& server) const;
  // Every path that no earlier route takes. What is no file but reads like a page of the
  // application, /vacancies/zhongshan, is its index.html: the path is the browser's to read.
  void AddLastRoute(httplib::Server& server) const;

 private:
  struct File {
    std::string plain, brotli, gzip;
    std::string type;
    std::string etag;
  };
  Pages() = default;
  const File* Find(absl::string_view path, bool wants_html) const;
  void Answer(const httplib::Request& request, httplib::Response& response) const;
  static void Send(const httplib::Request& request, const File& file, bool keep_for_ever,
                   httplib::Response& response);

  std::map<std::string, File, std::less<>> files_;  // by path, "/assets/x.js"
};

}  // namespace laowu::gateway

#endif  // LAOWU_SERVICES_GATEWAY_PAGES_H_
