#ifndef LAOWU_INTAKE_OCCUPATION_LEXICON_H_
#define LAOWU_INTAKE_OCCUPATION_LEXICON_H_

// Names and aliases in one trie over characters: finds, in one walk over a text, the longest name
// at each place. Texts and names are compared as FoldTight makes them. A name that begins or ends
// with a Latin letter or digit counts only at a word's border ("ps" is not in "https"); one that
// ends in 工 does not count where 工作, 工程 or 工资 begins ("主管工作" holds no 管工).
//
// Build it whole, then use it from any thread.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace laowu::intake {

class Lexicon {
 public:
  struct Hit {
    std::size_t begin;  // bytes in the folded text
    std::size_t end;
    int id;
  };

  // `id` >= 0. Of two ids for one name the first stays. Names under two characters are left out,
  // since one character matches everywhere.
  void Add(absl::string_view name, int id);

  // Leftmost longest hits that do not overlap, in order. `folded`: what FoldTight gave.
  std::vector<Hit> FindAll(absl::string_view folded) const;

  // The longest name that begins at byte `begin`; id -1 if none does.
  Hit LongestAt(absl::string_view folded, std::size_t begin) const;

  // The longest name that `folded` ends with; id -1 if there is none.
  Hit LongestSuffix(absl::string_view folded) const;

  // Id of exactly this folded text, -1 if there is none.
  int FindExact(absl::string_view folded) const;

 private:
  std::int32_t Step(std::int32_t node, absl::string_view character) const;

  // The node behind a first character of three bytes, by its code point: most steps of a search are
  // first ones, and this one needs no hash.
  std::vector<std::int32_t> firsts_ = std::vector<std::int32_t>(1 << 16, -1);
  absl::flat_hash_map<std::uint64_t, std::int32_t> edges_;  // node << 32 | character → node
  std::vector<int> ids_ = {-1};                             // by node
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_OCCUPATION_LEXICON_H_
