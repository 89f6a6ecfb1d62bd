#include "intake/file/html_tokens.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace laowu::intake {
namespace {

constexpr std::size_t kTagBytes = 4 * 1024;
// A quote that is never closed ends here, and the tag at the next ">".
constexpr std::int64_t kQuoteBytes = 64 * 1024;
constexpr std::size_t kEntityBytes = 10;
constexpr int kNoComment = -1;

bool IsLetter(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); }
bool IsBlank(char c) { return absl::ascii_isspace(static_cast<unsigned char>(c)); }

void AppendCodePoint(std::uint32_t code, std::string& to) {
  const auto tail = [&](int shift) {
    to.push_back(static_cast<char>(0x80 | (code >> shift & 0x3F)));
  };
  if (code < 0x80) {
    to.push_back(static_cast<char>(code));
  } else if (code < 0x800) {
    to.push_back(static_cast<char>(0xC0 | code >> 6));
    tail(0);
  } else if (code < 0x10000) {
    to.push_back(static_cast<char>(0xE0 | code >> 12));
    tail(6);
    tail(0);
  } else {
    to.push_back(static_cast<char>(0xF0 | code >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

// "amp", "#160", "#x59D3". False if it is none.
bool AppendDecoded(absl::string_view entity, std::string& to) {
  static constexpr std::array<std::pair<absl::string_view, std::uint32_t>, 24> kNamed = {
      {{"amp", '&'},       {"lt", '<'},        {"gt", '>'},       {"quot", '"'},
       {"apos", '\''},     {"nbsp", 0xA0},     {"middot", 0xB7},  {"times", 0xD7},
       {"divide", 0xF7},   {"yen", 0xA5},      {"copy", 0xA9},    {"reg", 0xAE},
       {"deg", 0xB0},      {"plusmn", 0xB1},   {"ndash", 0x2013}, {"mdash", 0x2014},
       {"lsquo", 0x2018},  {"rsquo", 0x2019},  {"ldquo", 0x201C}, {"rdquo", 0x201D},
       {"hellip", 0x2026}, {"permil", 0x2030}, {"ensp", 0x2002},  {"emsp", 0x2003}}};
  absl::string_view digits = entity;
  if (absl::ConsumePrefix(&digits, "#")) {
    std::uint32_t code = 0;
    const bool is_hex = absl::ConsumePrefix(&digits, "x") || absl::ConsumePrefix(&digits, "X");
    if (!(is_hex ? absl::SimpleHexAtoi(digits, &code) : absl::SimpleAtoi(digits, &code))) {
      return false;
    }
    if (code >= 0x20 && code < 0x110000 && (code < 0xD800 || code >= 0xE000)) {
      AppendCodePoint(code, to);
    }
    return true;
  }
  for (const auto& [name, code] : kNamed) {
    if (name != entity) continue;
    AppendCodePoint(code, to);
    return true;
  }
  return false;
}

}  // namespace

void HtmlTokens::Feed(absl::string_view utf8) {
  for (char c : utf8) Take(c);
  if (state_ == State::kText) FlushText();
}

void HtmlTokens::Finish() {
  if (state_ == State::kEntity) TakeEntity(' ');
  FlushText();
}

void HtmlTokens::FlushText() {
  if (!text_.empty() && raw_.empty()) handler_.Text(text_);
  text_.clear();
}

void HtmlTokens::Take(char c) {
  switch (state_) {
    case State::kText:
      if (c == '<') {
        state_ = State::kOpen;
      } else if (c == '&' && raw_.empty()) {
        entity_.clear();
        state_ = State::kEntity;
      } else if (raw_.empty()) {
        text_.push_back(c);
      }
      break;
    case State::kOpen:
      TakeOpen(c);
      break;
    case State::kTag:
      TakeTag(c);
      break;
    case State::kMarkup:  // "<!DOCTYPE …>", "<?xml …?>", "<![if …]>"; "<!--" begins a comment
      if (c == '-' && dashes_ >= 0) {
        if (++dashes_ < 2) break;
        state_ = State::kComment;
        dashes_ = 0;
      } else if (c == '>') {
        state_ = State::kText;
      } else {
        dashes_ = kNoComment;
      }
      break;
    case State::kComment:
      TakeComment(c);
      break;
    case State::kEntity:
      TakeEntity(c);
      break;
  }
}

void HtmlTokens::TakeOpen(char c) {
  // In a script only its own end is a tag; elsewhere "<18岁" is a text.
  const bool is_tag = raw_.empty() ? IsLetter(c) || c == '/' : c == '/';
  if (is_tag) {
    tag_.assign(1, c);
    tag_bytes_ = 1;
    quote_ = '\0';
    before_ = '\0';
    state_ = State::kTag;
  } else if (raw_.empty() && (c == '!' || c == '?')) {
    dashes_ = 0;
    state_ = State::kMarkup;
  } else {
    text_.push_back('<');
    state_ = State::kText;
    Take(c);
  }
}

void HtmlTokens::TakeTag(char c) {
  if (++tag_bytes_ > kQuoteBytes) quote_ = '\0';
  if (quote_ == '\0' && c == '>') {
    EndTag();
    return;
  }
  if (quote_ != '\0') {
    if (c == quote_) quote_ = '\0';
  } else if ((c == '"' || c == '\'') && before_ == '=' && tag_bytes_ <= kQuoteBytes) {
    quote_ = c;
  }
  if (!IsBlank(c)) before_ = c;
  if (tag_.size() < kTagBytes) tag_.push_back(c);
}

void HtmlTokens::EndTag() {
  state_ = State::kText;
  std::size_t end = tag_[0] == '/' ? 1 : 0;
  while (end < tag_.size() && !IsBlank(tag_[end]) && tag_[end] != '/') ++end;
  const std::string name = absl::AsciiStrToLower(absl::string_view(tag_).substr(0, end));
  if (!raw_.empty()) {
    if (name != absl::StrCat("/", raw_)) return;
    raw_.clear();
    return;
  }
  FlushText();
  if (name == "script" || name == "style" || name == "title") {
    raw_ = name;
    return;
  }
  handler_.Tag(name, absl::string_view(tag_).substr(end));
}

void HtmlTokens::TakeComment(char c) {
  if (c == '-') {
    ++dashes_;
  } else {
    if (c == '>' && dashes_ >= 2) state_ = State::kText;
    dashes_ = 0;
  }
}

void HtmlTokens::TakeEntity(char c) {
  const bool goes_on = absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '#';
  if (goes_on && entity_.size() < kEntityBytes) {
    entity_.push_back(c);
    return;
  }
  state_ = State::kText;
  const bool is_entity = AppendDecoded(entity_, text_);
  if (!is_entity) absl::StrAppend(&text_, "&", entity_);
  if (!is_entity || c != ';') Take(c);
}

std::string HtmlAttribute(absl::string_view attributes, absl::string_view name) {
  while (true) {
    while (!attributes.empty() && (IsBlank(attributes[0]) || attributes[0] == '/')) {
      attributes.remove_prefix(1);
    }
    if (attributes.empty()) return "";
    const std::size_t end = std::min(attributes.find_first_of(" \t\r\n=", 1), attributes.size());
    const bool is_it = absl::EqualsIgnoreCase(attributes.substr(0, end), name);
    attributes.remove_prefix(end);
    absl::string_view value;
    attributes = absl::StripLeadingAsciiWhitespace(attributes);
    if (absl::ConsumePrefix(&attributes, "=")) {
      attributes = absl::StripLeadingAsciiWhitespace(attributes);
      const char quote = attributes.empty() ? '\0' : attributes[0];
      if (quote == '"' || quote == '\'') {
        attributes.remove_prefix(1);
        value = attributes.substr(0, attributes.find(quote));
        attributes.remove_prefix(std::min(value.size() + 1, attributes.size()));
      } else {
        value = attributes.substr(0, attributes.find_first_of(" \t\r\n"));
        attributes.remove_prefix(value.size());
      }
    }
    if (is_it) return std::string(value);
  }
}

}  // namespace laowu::intake
