#ifndef LAOWU_INTAKE_OCCUPATION_H_
#define LAOWU_INTAKE_OCCUPATION_H_

// Titles to occupation codes, and the trades and skills that texts name.
// Thread-safe: constant after construction.

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace laowu::intake {

struct OccupationReading {
  std::string code;  // empty: not known
  int confidence = 0;
  std::string rule;  // occupation.code, occupation.exact, occupation.cleaned, occupation.part
  std::string matched_text;  // the name or alias that was found
  std::string runner_up;     // another code that the title named; may be empty
};

class OccupationReader {
 public:
  OccupationReader();
  ~OccupationReader();

  // "急招!普工(包吃住)15K起" → the code of 普工. Official names and aliases; the whole title first,
  // then the title without slogans, brackets, wages and places, then the longest name in it, of
  // equal ones the last (a Chinese title's head is at its end).
  OccupationReading Read(absl::string_view title) const;

  // "6-18-01-01" or a class above, as it stands in the classification; unknown if not there.
  OccupationReading ReadCode(absl::string_view code) const;

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

// A title without what decorates it. For tests and for the natural key's neighbour, duplicates.
std::string CleanTitle(absl::string_view title);

struct SkillMention {
  std::string skill_code;
  std::string text;               // the words that name it
  int level = 0;                  // 1..5 if named (初级 … 高级技师), else 0
  int experience_months = 0;      // "3年电焊", "电焊5年"
  bool optional_wording = false;  // 优先, 最好, 加分 in the same clause
  bool required_wording = false;  // 必须, 需, 要求, 持, 熟练 in the same clause
};

class SkillReader {
 public:
  SkillReader();
  ~SkillReader();

  // Every skill once, in order of the first mention; the highest level and longest experience said.
  std::vector<SkillMention> Read(absl::string_view text) const;

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

// 初级/五级/初级工 → 1 … 高级技师/一级 → 5 (the official ladder counts down); 0 if none is named.
int ReadSkillLevel(absl::string_view text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_OCCUPATION_H_
