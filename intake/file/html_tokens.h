#ifndef LAOWU_INTAKE_FILE_HTML_TOKENS_H_
#define LAOWU_INTAKE_FILE_HTML_TOKENS_H_

// Tags and texts of an HTML page, piece by piece. What a table needs, and in linear time whatever
// the page is: no tree, no stack, tags of bounded length. (libxml2's HTML parser compares every
// attribute of a tag with all others, and every closing tag with all open ones.)
//
// Thread-compatible.

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace laowu::intake {

class HtmlHandler {
 public:
  virtual ~HtmlHandler() = default;
  // `name` in lower case, with "/" in front for an end; `attributes`: what stands behind it.
  virtual void Tag(absl::string_view name, absl::string_view attributes) = 0;
  virtual void Text(absl::string_view text) = 0;  // in pieces; entities are decoded
};

class HtmlTokens {
 public:
  explicit HtmlTokens(HtmlHandler& handler) : handler_(handler) {}
  void Feed(absl::string_view utf8);
  void Finish();

 private:
  enum class State : std::uint8_t { kText, kOpen, kTag, kMarkup, kComment, kEntity };

  void Take(char c);
  void TakeOpen(char c);
  void TakeTag(char c);
  void TakeComment(char c);
  void TakeEntity(char c);
  void EndTag();
  void FlushText();

  HtmlHandler& handler_;
  State state_ = State::kText;
  std::string text_;    // not given out yet
  std::string tag_;     // of the tag, at most kTagBytes of it
  std::string entity_;  // without "&"
  std::string raw_;     // "script": its content is no markup
  std::int64_t tag_bytes_ = 0;
  char quote_ = '\0';
  char before_ = '\0';  // the last character in a tag that is no blank
  int dashes_ = 0;
};

// The value of an attribute; empty if it is not there.
std::string HtmlAttribute(absl::string_view attributes, absl::string_view name);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_HTML_TOKENS_H_
