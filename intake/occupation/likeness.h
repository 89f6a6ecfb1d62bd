#ifndef LAOWU_INTAKE_OCCUPATION_LIKENESS_H_
#define LAOWU_INTAKE_OCCUPATION_LIKENESS_H_

// What a word that no table knows is most like: 海绵裁切 holds pieces that stand in names of one
// class and hardly elsewhere. Characters and pairs of characters of all known names are counted by
// class; of an unknown one, the pieces speak for the classes whose names hold them (naive Bayes,
// smoothed towards how common a class is). A last resort, and said to be one: the caller gives
// such a reading a low confidence and a warning.
//
// Deterministic: the same names in any order give the same guesses. Add all names, then read from
// any thread.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace laowu::intake {

class LikenessModel {
 public:
  struct Guess {
    std::string code;   // a code that was added; of its middle class the likeliest
    std::string words;  // the piece of the name that speaks for it most
    double margin = 0;  // how much likelier (logarithm) its middle class is than the next
  };

  // `name` as FoldTight makes it; `code` a detailed or small class.
  void Add(absl::string_view name, absl::string_view code);

  // Nothing if no piece is known, or two middle classes are about equally likely. `within`: only
  // codes that begin so.
  std::optional<Guess> Read(absl::string_view name, absl::string_view within = "") const;

 private:
  struct Scored {
    double best = 0;
    double second = 0;
    std::size_t index = 0;
    bool found = false;
  };
  using Counts = std::vector<std::pair<int, int>>;  // class, how many of its names hold the piece

  static void Count(Counts& counts, int index);
  int IndexOf(absl::string_view code, absl::flat_hash_map<std::string, int>& index,
              std::vector<std::string>& codes, std::vector<int>& totals);
  Scored Score(const std::vector<std::string>& pieces, bool by_middle,
               absl::string_view within) const;
  std::string Speaker(const std::vector<std::string>& pieces, int middle) const;

  absl::flat_hash_map<std::string, int> code_index_;
  absl::flat_hash_map<std::string, int> middle_index_;
  std::vector<std::string> codes_;
  std::vector<std::string> middles_;
  std::vector<int> code_totals_;
  std::vector<int> middle_totals_;
  absl::flat_hash_map<std::string, Counts> by_code_;
  absl::flat_hash_map<std::string, Counts> by_middle_;
  int names_ = 0;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_OCCUPATION_LIKENESS_H_
