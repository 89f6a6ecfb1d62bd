#include "matcher/dictionary.h"

namespace laowu::matcher {

Dictionary::Dictionary() { texts_.emplace_back(); }

CodeNumber Dictionary::Intern(absl::string_view text) {
  const CodeNumber known = Find(text);
  if (known != kUnknownCode) return known;
  const CodeNumber number = end();
  texts_.emplace_back(text);
  numbers_.emplace(texts_.back(), number);
  return number;
}

CodeNumber Dictionary::Find(absl::string_view text) const {
  if (text.empty()) return kNoCode;
  const auto it = numbers_.find(text);
  return it == numbers_.end() ? kUnknownCode : it->second;
}

}  // namespace laowu::matcher
