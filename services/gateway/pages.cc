#include "services/gateway/pages.h"

#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/runtime/digest.h"
#include "services/runtime/files.h"
#include "storage/status_macros.h"

namespace laowu::gateway {
namespace {

namespace fs = std::filesystem;

constexpr size_t kTotalBytesMost = 64 << 20;
constexpr size_t kEtagBytes = 12;

// Everything comes from this server. Chart and menu libraries set style attributes, no style
// sheets.
constexpr char kContentPolicy[] =
    "default-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

struct TypeRow {
  absl::string_view extension, type;
};
constexpr std::array<TypeRow, 10> kTypes = {{{".html", "text/html; charset=utf-8"},
                                             {".js", "text/javascript; charset=utf-8"},
                                             {".css", "text/css; charset=utf-8"},
                                             {".json", "application/json"},
                                             {".svg", "image/svg+xml"},
                                             {".png", "image/png"},
                                             {".ico", "image/x-icon"},
                                             {".woff2", "font/woff2"},
                                             {".txt", "text/plain; charset=utf-8"},
                                             {".webmanifest", "application/manifest+json"}}};

std::string TypeOf(absl::string_view path) {
  for (const TypeRow& row : kTypes) {
    if (absl::EndsWith(path, row.extension)) return std::string(row.type);
  }
  return "application/octet-stream";
}

// Whether an Accept-Encoding header names the coding; "br;q=0" refuses it.
bool Accepts(absl::string_view header, absl::string_view coding) {
  for (absl::string_view part : absl::StrSplit(header, ',')) {
    const std::pair<absl::string_view, absl::string_view> named =
        absl::StrSplit(part, absl::MaxSplits(';', 1));
    if (absl::StripAsciiWhitespace(named.first) != coding) continue;
    const absl::string_view weight = absl::StripAsciiWhitespace(named.second);
    return weight != "q=0" && weight != "q=0.0";
  }
  return false;
}

// "/vacancies/zhongshan" but not "/assets/gone.js": a file that is missing must not come as a page.
bool ReadsLikeAPage(absl::string_view path) {
  const size_t slash = path.rfind('/');
  return !absl::StrContains(path.substr(slash + 1), '.') && !absl::StartsWith(path, "/assets/") &&
         !absl::StartsWith(path, "/laowu.");
}

}  // namespace

absl::StatusOr<std::unique_ptr<const Pages>> Pages::Load(const std::string& folder) {
  auto pages = std::unique_ptr<Pages>(new Pages());
  size_t total_bytes = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    if (!it->is_regular_file()) continue;
    LAOWU_ASSIGN_OR_RETURN(std::string content, runtime::ReadFile(it->path().string()));
    total_bytes += content.size();
    if (total_bytes > kTotalBytesMost) {
      return absl::FailedPreconditionError(
          absl::StrCat("--web ", folder, " holds more than ", kTotalBytesMost,
                       " bytes: that is not the folder of the built pages 不是网页目录"));
    }
    std::string path = absl::StrCat("/", it->path().lexically_relative(folder).generic_string());
    if (absl::EndsWith(path, ".br")) {
      pages->files_[path.substr(0, path.size() - 3)].brotli = std::move(content);
    } else if (absl::EndsWith(path, ".gz")) {
      pages->files_[path.substr(0, path.size() - 3)].gzip = std::move(content);
    } else {
      File& file = pages->files_[path];
      file.type = TypeOf(path);
      file.etag = absl::StrCat(
          "\"", absl::BytesToHexString(runtime::Sha256(content).substr(0, kEtagBytes)), "\"");
      file.plain = std::move(content);
    }
  }
  if (pages->Find("/index.html", false) == nullptr) {
    return absl::NotFoundError(
        absl::StrCat("--web ", folder,
                     " has no index.html: build the pages with deploy/web, or leave it out "
                     "没有网页：请用 deploy/web 生成，或不用 --web"));
  }
  return pages;
}

const Pages::File* Pages::Find(absl::string_view path, bool wants_html) const {
  auto found = files_.find(path);
  if (found == files_.end() && (path == "/" || (wants_html && ReadsLikeAPage(path)))) {
    found = files_.find("/index.html");
  }
  // A compressed file without its plain one has no type: it is none of the pages.
  return found == files_.end() || found->second.type.empty() ? nullptr : &found->second;
}

void Pages::Send(const httplib::Request& request, const File& file, bool keep_for_ever,
                 httplib::Response& response) {
  response.set_header("Cache-Control",
                      keep_for_ever ? "public, max-age=31536000, immutable" : "no-cache");
  response.set_header("Vary", "Accept-Encoding");
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Referrer-Policy", "no-referrer");
  response.set_header("Content-Security-Policy", kContentPolicy);
  const std::string accepted = request.get_header_value("Accept-Encoding");
  const std::string* body = &file.plain;
  std::string etag = file.etag;
  if (!file.brotli.empty() && Accepts(accepted, "br")) {
    body = &file.brotli;
    etag.insert(etag.size() - 1, "-br");
  } else if (!file.gzip.empty() && Accepts(accepted, "gzip")) {
    body = &file.gzip;
    etag.insert(etag.size() - 1, "-gz");
  }
  response.set_header("ETag", etag);
  if (request.get_header_value("If-None-Match") == etag) {
    response.status = 304;
    return;
  }
  if (body != &file.plain) {
    response.set_header("Content-Encoding", body == &file.brotli ? "br" : "gzip");
  }
  if (body->empty()) return response.set_content("", file.type);
  // By a provider: the library compresses a plain body once more.
  response.set_content_provider(body->size(), file.type,
                                [body](size_t offset, size_t length, httplib::DataSink& sink) {
                                  return sink.write(body->data() + offset, length);
                                });
}

void Pages::Answer(const httplib::Request& request, httplib::Response& response) const {
  const bool wants_html = absl::StrContains(request.get_header_value("Accept"), "text/html");
  const File* file = Find(request.path, wants_html);
  if (file == nullptr) {
    response.status = 404;  // the gateway's error handler has the words
    return;
  }
  // Built names under /assets bear a hash of their content.
  Send(request, *file, absl::StartsWith(request.path, "/assets/"), response);
}

void Pages::AddFirstRoute(httplib::Server& server) const {
  server.Get("/", [this](const httplib::Request& request, httplib::Response& response) {
    Answer(request, response);
  });
}

void Pages::AddLastRoute(httplib::Server& server) const {
  server.Get("/.*", [this](const httplib::Request& request, httplib::Response& response) {
    Answer(request, response);
  });
}

}  // namespace laowu::gateway
