#ifndef LAOWU_INTAKE_FACTS_AGE_REFUSALS_H_
#define LAOWU_INTAKE_FACTS_AGE_REFUSALS_H_

// Ages that a text refuses: "46岁以上不要" asks for at most 45, "18岁以下勿扰" for at least 18,
// "超过50免谈" for at most 50. Read before the ages that are asked for, since the same figures
// stand in both. Pure and thread-safe.

#include <string>

#include "absl/strings/string_view.h"

namespace laowu::intake {

struct AgesLeft {
  int min_years = 0;  // 0: nothing is refused below
  int max_years = 0;  // 0: nothing is refused above
  std::string text;   // the words that say so; empty: nothing is refused
};

// Takes the refusals out of `text` (a FactText) and returns who is left; of several on one side the
// widest. A range that is refused ("16-18岁不要") is taken out and leaves no limit. `bare`: the
// whole text speaks of ages; else 岁, 年龄, a sex or the beginning of a clause must say that it is
// one.
AgesLeft TakeRefusedAges(std::string& text, bool bare);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FACTS_AGE_REFUSALS_H_
