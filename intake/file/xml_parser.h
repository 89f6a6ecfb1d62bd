#ifndef LAOWU_INTAKE_FILE_XML_PARSER_H_
#define LAOWU_INTAKE_FILE_XML_PARSER_H_

// XML piece by piece, over expat, with limits: no document type (so no entities but the five, and
// no entity bomb), bounded depth, bounded tags. Names come without their prefix.

#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "intake/file/file_bytes.h"
#include "intake/file/file_limits.h"

namespace laowu::intake {

class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  // Empty if it is not there.
  absl::string_view Get(absl::string_view name) const;

 private:
  const char** pairs_;  // name, value …, nullptr
};

// What is made of the elements. A bad status ends the parsing.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual absl::Status Start(absl::string_view name, const XmlAttributes& attributes) = 0;
  virtual absl::Status End(absl::string_view name) = 0;
  virtual absl::Status Text(absl::string_view text) = 0;  // may come in pieces
};

class XmlParser {
 public:
  // `handler` must outlive this. `is_utf8`: whatever the document declares.
  XmlParser(XmlHandler& handler, const FileLimits& limits, bool is_utf8 = false);
  ~XmlParser();
  XmlParser(const XmlParser&) = delete;
  XmlParser& operator=(const XmlParser&) = delete;

  // DATA_LOSS: not well-formed. INVALID_ARGUMENT, RESOURCE_EXHAUSTED: refused, over a limit.
  absl::Status Parse(absl::string_view bytes, bool is_last);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The whole of `stream`.
absl::Status ParseXml(ByteStream& stream, XmlHandler& handler, const FileLimits& limits);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_XML_PARSER_H_
