#ifndef LAOWU_INTAKE_OCCUPATION_OCCUPATION_H_
#define LAOWU_INTAKE_OCCUPATION_OCCUPATION_H_

// Titles to occupation codes, and the trades and skills that texts name.
// Thread-safe: constant after construction.

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "intake/occupation/title.h"  // IWYU pragma: export

namespace laowu::intake {

struct OccupationReading {
  std::string code;  // empty: not known
  int confidence = 0;
  // occupation.code, .exact (the whole title is a name), .cleaned (one is left without
  // decoration), .cue (a head word and what settles it), .surroundings (what settles it stands in
  // the description or the employer's name), .head (the title ends in a name), .part (a name stands
  // in it), .likeness (no name stands in it; its characters are those of such names), .verb (a verb
  // and what it is done to: 车书包), .factory (an unknown process: its factory's trade), .ending
  // (only its last character speaks: 工)
  std::string rule;
  std::string matched_text;  // the name or alias that was found
  std::string runner_up;     // another code that the title may mean; may be empty
};

// What stands beside a title; asked only where the title is general (老师, 维修工, 普工).
struct TitleContext {
  absl::string_view employer = {};
  absl::string_view description = {};
  // What no table knows may be read by its characters or its factory (.likeness, .factory): for
  // titles, which are names of work; not for words that may be anything.
  bool may_guess = false;
};

class OccupationReader {
 public:
  OccupationReader();
  ~OccupationReader();

  // "急招!普工(包吃住)15K起" → the code of 普工. Official names and aliases; the whole title first,
  // then each name in it without slogans, marks, wages and words of rank, by its end (a Chinese
  // title's head is there), then names inside. Of several names the surest counts, of equals the
  // first. Reads the first 256 characters.
  OccupationReading Read(absl::string_view title, const TitleContext& context = {}) const;

  // "6-18-01-01" or a class above, as it stands in the classification; unknown if not there.
  OccupationReading ReadCode(absl::string_view code) const;

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

struct SkillMention {
  std::string skill_code;
  std::string text;               // the words that name it
  int level = 0;                  // 1..5 if named (初级 … 高级技师), else 0
  int experience_months = 0;      // "3年电焊", "电焊5年"
  bool optional_wording = false;  // 优先, 最好, 加分 in the same clause
  bool required_wording = false;  // 必须, 需, 要求, 持, 熟练 in the same clause
  // In the list that names it, nothing stands beside it but how well and how long (熟练叉车操作):
  // of a longer word that is not known (叉车配件开发), it may be but a part.
  bool stands_alone = false;
  bool names_licence = false;  // a driving licence or its class, not only welcome: C1, B2驾照
};

class SkillReader {
 public:
  SkillReader();
  ~SkillReader();

  // Every skill once, in order of the first mention; the highest level and longest experience said.
  // What is denied (没有叉车证), still to be learnt (想学电焊) or another's (我老公会电焊) is left
  // out. `of_a_person`: what somebody says of themselves, where 驾驶 and 水电 in a list are skills,
  // which elsewhere are words of other things.
  std::vector<SkillMention> Read(absl::string_view text, bool of_a_person = false) const;

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

// 初级/五级/初级工 → 1 … 高级技师/一级 → 5 (the official ladder counts down); 0 if none is named.
int ReadSkillLevel(absl::string_view text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_OCCUPATION_OCCUPATION_H_
