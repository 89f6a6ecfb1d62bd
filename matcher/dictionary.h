#ifndef LAOWU_MATCHER_DICTIONARY_H_
#define LAOWU_MATCHER_DICTIONARY_H_

// Code text ↔ small number, so that rows are small and codes compare in one instruction. A number
// is given once and never taken back: codes are few (skills: hundreds; divisions: at most the
// country's villages) and tell nothing of a person.
//
// Thread-compatible.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace laowu::matcher {

// 0 is the empty text; 1, 2, … are given in order of first use.
using CodeNumber = std::int32_t;
inline constexpr CodeNumber kNoCode = 0;
// What Find says of a text that has no number: equal to no number of a stored row. Two such texts
// look equal, so a row packed with it is compared with stored rows alone.
inline constexpr CodeNumber kUnknownCode = -1;

class Dictionary {
 public:
  Dictionary();
  Dictionary(const Dictionary&) = delete;
  Dictionary& operator=(const Dictionary&) = delete;

  CodeNumber Intern(absl::string_view text);
  CodeNumber Find(absl::string_view text) const;  // kUnknownCode if it has none

  // `number` from this dictionary.
  const std::string& Text(CodeNumber number) const {
    return texts_[static_cast<std::size_t>(number)];
  }
  // One more than the greatest number.
  CodeNumber end() const { return static_cast<CodeNumber>(texts_.size()); }

 private:
  std::deque<std::string> texts_;  // a deque: the map's keys point into it
  absl::flat_hash_map<absl::string_view, CodeNumber> numbers_;
};

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_DICTIONARY_H_
