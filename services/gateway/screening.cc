#include "services/gateway/screening.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "services/gateway/connect.h"
#include "services/runtime/errors.h"

namespace laowu::gateway {
namespace {

// Of a request that no route reads: the library has it in memory.
constexpr int64_t kIdleBodyBytes = 64 << 10;

// The library waits for a body of these, whatever their headers say.
bool MayHaveBody(absl::string_view method) {
  return method == "POST" || method == "PUT" || method == "PATCH" || method == "DELETE" ||
         method == "PRI";
}

bool IsShort(const httplib::Request& request) {
  int64_t length = 0;
  return !request.has_header("Transfer-Encoding") &&
         absl::SimpleAtoi(request.get_header_value("Content-Length"), &length) && length >= 0 &&
         length <= kIdleBodyBytes;
}

bool IsNumber(absl::string_view text) {
  return !text.empty() && text.size() < 19 && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c));
  });
}

// Where a request ends, and who sends it, must be said once: a proxy that reads another of two
// headers than the library takes what follows for another request than the library does. Empty: so
// it is.
absl::string_view WrongFraming(const httplib::Request& request) {
  for (const char* name : {"Content-Length", "Transfer-Encoding", "Authorization", "Host"}) {
    if (request.get_header_value_count(name) > 1) {
      return "A header stands twice: of Content-Length, Transfer-Encoding, Authorization and Host "
             "send one each. 请求头重复，请只发一个。";
    }
  }
  const bool is_chunked = request.has_header("Transfer-Encoding");
  if (is_chunked &&
      !absl::EqualsIgnoreCase(request.get_header_value("Transfer-Encoding"), "chunked")) {
    return "Transfer-Encoding may be chunked and nothing else. "
           "Transfer-Encoding 只能是 chunked。";
  }
  if (!request.has_header("Content-Length")) return "";
  if (is_chunked) {
    return "Content-Length and Transfer-Encoding stand side by side: send one of them. "
           "不能同时带 Content-Length 和 Transfer-Encoding。";
  }
  if (!IsNumber(request.get_header_value("Content-Length"))) {
    return "Content-Length must be a number of bytes. Content-Length 须为字节数。";
  }
  return "";
}

void Refuse(int http_status, const absl::Status& status, httplib::Response& response) {
  response.status = http_status;
  response.set_content(ErrorBody(status), "application/json");
  KeepPrivate(response);
  HangUp(response);
}

void Refuse(int http_status, absl::string_view message, httplib::Response& response) {
  Refuse(
      http_status,
      runtime::Error(absl::StatusCode::kInvalidArgument, runtime::reasons::kInvalidField, message),
      response);
}

}  // namespace

bool IsReadInPieces(absl::string_view method, absl::string_view path) {
  if (method != "POST") return false;
  // A route's pattern ends at a line break.
  return path == "/files" || (absl::StartsWith(path, "/laowu.v1.") &&
                              path.find_first_of("\r\n") == absl::string_view::npos);
}

bool HasBody(const httplib::Request& request) {
  return request.has_header("Content-Length") || request.has_header("Transfer-Encoding");
}

bool RefusedUnread(const httplib::Request& request, bool reads_bodies,
                   httplib::Response& response) {
  if (const absl::string_view wrong = WrongFraming(request); !wrong.empty()) {
    Refuse(400, wrong, response);
    return true;
  }
  // gRPC ends the process that passes such a text on.
  const std::string authorization = request.get_header_value("Authorization");
  if (!std::all_of(authorization.begin(), authorization.end(), absl::ascii_isprint)) {
    Refuse(401,
           runtime::Error(absl::StatusCode::kUnauthenticated, runtime::reasons::kUnauthenticated,
                          "The token has characters that no token has: copy it again. "
                          "令牌含有不该有的字符，请重新复制。"),
           response);
    return true;
  }
  if (!MayHaveBody(request.method)) return false;
  const std::string coding = request.get_header_value("Content-Encoding");
  if (!coding.empty() && !absl::EqualsIgnoreCase(coding, "identity")) {
    Refuse(415,
           "Bodies are taken as they are, without Content-Encoding; a file may itself be gzipped "
           "(名单.csv.gz). 请求体请勿压缩传输。",
           response);
    return true;
  }
  if (reads_bodies && IsReadInPieces(request.method, request.path)) return false;
  if (!HasBody(request)) {
    // Only of this verb the library takes that for what it is: no body.
    if (request.method == "DELETE") return false;
    response.status = 411;  // the error handler says it
    return true;
  }
  if (IsShort(request)) return false;
  Refuse(413,
         "This address takes no body: methods are called with POST /laowu.v1.…, files are sent to "
         "POST /files. 此地址不接收请求体。",
         response);
  return true;
}

void ForgetRanges(const httplib::Request& request) {
  // The library's own object, which it gives out as constant.
  const_cast<httplib::Request&>(request).ranges.clear();
}

BodyRead ReadBody(const httplib::Request& request, const httplib::ContentReader& reader,
                  int64_t bytes_most, std::string* body) {
  int64_t byte_count = 0;
  const auto take = [&](const char* bytes, size_t count) {
    byte_count += static_cast<int64_t>(count);
    if (byte_count <= bytes_most) body->append(bytes, count);
    return byte_count <= bytes_most + kDroppedBytes;
  };
  const bool whole = request.is_multipart_form_data()
                         ? reader([](const httplib::MultipartFormData&) { return true; }, take)
                         : reader(take);
  if (!whole) return BodyRead::kCut;
  return byte_count <= bytes_most ? BodyRead::kWhole : BodyRead::kTooLong;
}

void HangUp(httplib::Response& response) {
  response.headers.erase("Connection");
  response.set_header("Connection", "close");
  const std::string type = response.get_header_value("Content-Type");
  response.headers.erase("Content-Type");
  std::string text = std::move(response.body);
  response.body.clear();
  const size_t length = text.size();
  // A provider that says that it failed is how the library is made to close.
  response.set_content_provider(
      length, type, [text = std::move(text)](size_t offset, size_t count, httplib::DataSink& sink) {
        sink.write(text.data() + offset, count);
        return false;
      });
}

void KeepPrivate(httplib::Response& response) {
  if (response.has_header("Cache-Control")) return;
  response.set_header("Cache-Control", "no-store");
  response.set_header("X-Content-Type-Options", "nosniff");
}

}  // namespace laowu::gateway
