#ifndef LAOWU_INTAKE_SURVEY_CLAUSE_DEEDS_H_
#define LAOWU_INTAKE_SURVEY_CLAUSE_DEEDS_H_

// The verbs of a clause of remarks, each with who does it, whether it is denied, and when it is.
// For survey_clauses.h, which says what they come to. Pure; thread-safe.

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "intake/survey/clause_words.h"
#include "intake/survey/survey_clauses.h"

namespace laowu::intake {

// What is said to be done, with what stands around it.
struct Deed {
  ClauseWord verb = ClauseWord::kNone;
  bool of_person = true;
  bool denied = false;
  bool lacking = false;  // 没活, 不习惯: of something else, which is why
  bool meant = false;    // 打算, 想
  bool ahead = false;    // 下周, 过年
  bool feast = false;    // 过年, 国庆, and it was not lately
  bool led = false;  // 采茶去: behind words that no class knows, and no whole word of going out
  bool dated = false;      // 10月
  bool done = false;       // 已, 了, 的
  bool already = false;    // 已, 刚, 早
  bool past = false;       // 原来, 去年
  bool year_over = false;  // 去年, 2025年
  bool again = false;
  bool once = false;  // 过, 一趟, 每年
  bool each = false;
  bool after = false;  // 打完
  bool vague = false;  // goes on with words that no class knows
};

struct ClauseDeeds {
  std::vector<Deed> deeds;  // in order
  bool unsure = false;      // 可能, 怀疑
  bool of_another = false;  // speaks of no deed of the person's, but of somebody or something else
};

// Whether a word is of study, the army, prison or marriage.
bool IsNoWork(ClauseWord word);

ClauseDeeds ParseDeeds(absl::string_view clause, PlaceNamed place, absl::CivilDay as_of);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SURVEY_CLAUSE_DEEDS_H_
