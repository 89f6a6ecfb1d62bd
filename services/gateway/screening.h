#ifndef LAOWU_SERVICES_GATEWAY_SCREENING_H_
#define LAOWU_SERVICES_GATEWAY_SCREENING_H_

// What the HTTP door refuses before it reads a body. The library would put the body of a request
// that no route reads into memory, however long it is, and inflate what says that it is compressed:
// with neither token nor effort a caller could fill the process.

#include <httplib.h>

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace laowu::gateway {

// The largest file; with what a form puts around it.
inline constexpr int64_t kFileBytes = int64_t{200} << 20;
inline constexpr int64_t kUploadBytes = kFileBytes + (int64_t{64} << 10);
// Read and dropped behind what is taken, so that an honest caller who sends too much is told so.
inline constexpr int64_t kDroppedBytes = 32 << 20;

// Whether a request of this method and path comes to a route that reads its body piece by piece.
bool IsReadInPieces(absl::string_view method, absl::string_view path);

// Whether the request says that a body follows: without that, none may be waited for.
bool HasBody(const httplib::Request& request);

// Answered, and true, where the request goes no further: two headers or a wrong one leave open
// where it ends (400), its token is no text that a role could be given (401), or its body must not
// be read: it is compressed (415), or long, or of unknown length where no route reads one (413,
// 411). `reads_bodies`: this door has routes that do.
bool RefusedUnread(const httplib::Request& request, bool reads_bodies, httplib::Response& response);

// The answer is given whole, whatever parts of it the request asks for: the library would put each
// of a thousand overlapping ones beside the others, in memory.
void ForgetRanges(const httplib::Request& request);

enum class BodyRead : std::uint8_t {
  kWhole,
  kTooLong,  // read to its end all the same, since the connection's next request begins there
  kCut,      // longer than anyone waits for, or the caller is gone: HangUp after the answer
};
// `*body` has the whole of it, or what fits `bytes_most`.
BodyRead ReadBody(const httplib::Request& request, const httplib::ContentReader& reader,
                  int64_t bytes_most, std::string* body);

// Ends the connection once this answer, whose text stands, is sent: the rest of the request is not
// read, and nothing that follows it can be told from it.
void HangUp(httplib::Response& response);

// What is answered here is for its caller alone: no cache keeps it, no browser guesses what it is.
void KeepPrivate(httplib::Response& response);

}  // namespace laowu::gateway

#endif  // LAOWU_SERVICES_GATEWAY_SCREENING_H_
